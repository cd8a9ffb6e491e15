"""The tree of all areas."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.model import Area
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Frame
from campaign_calendar.theme import Theme

TEMPLATE = "area_index.html"


@dataclass(frozen=True)
class Branch:
    """An area, how many events it shows, and its own areas."""

    area: Anchor
    count: str
    below: tuple[Branch, ...]


@dataclass(frozen=True)
class AreaIndex:
    frame: Frame
    root: Branch
    coverage: Anchor | None


def area_index(edition: Edition) -> Output:
    data = AreaIndex(
        frame=edition.frame(addresses.page("area"), edition.say("areas")),
        root=_branch(edition.site.root, edition),
        coverage=edition.overview,
    )
    return Output(data.frame.path, "area_index", data)


def _branch(area: Area, edition: Edition) -> Branch:
    count = edition.words.count("events_count", len(edition.events_in(area)))
    below = tuple(_branch(edition.site.area(id), edition) for id in area.children)
    return Branch(edition.area_anchor(area.id), count, below)


def render(data: AreaIndex, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
