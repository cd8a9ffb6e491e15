"""An area: what happens in it and below it, and what concerns it from above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from campaign_calendar import addresses
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.bulletins.programme import Programme
from campaign_calendar.model import Area, Days, Run
from campaign_calendar.outputs.edition import CAMPAIGN_FILE, Edition
from campaign_calendar.outputs.output import Later, Output
from campaign_calendar.outputs.parts import AgendaMonth, Anchor, Frame, Standing, Subscription, Undated
from campaign_calendar.outputs.share import Share, shown
from campaign_calendar.theme import Theme

TEMPLATE = "area.html"


@dataclass(frozen=True)
class AreaPage:
    """`above` from the root down to the parent; `below` the areas that it consists of; `span` is the campaign's."""

    frame: Frame
    id: str
    span: Days
    level: Run
    above: tuple[Anchor, ...]
    below: tuple[Anchor, ...]
    phases: tuple[Standing, ...]
    agenda: tuple[AgendaMonth, ...]
    undated: tuple[Undated, ...]
    feed: Subscription
    share: Share
    edit: str


def area_pages(edition: Edition) -> Iterator[Output]:
    levels = {level.id: level.name for level in edition.site.campaign.levels}
    phrases = Phrases(edition.site, edition.words)
    for area in edition.site.areas:
        path = edition.localised(addresses.page("area", area.id))
        yield Later(path, "area", partial(_area_page, area, edition.text(levels[area.level]), phrases, edition))


def _area_page(area: Area, level: Run, phrases: Phrases, edition: Edition) -> AreaPage:
    name = edition.text(area.name)
    campaign = edition.text(edition.site.campaign.name)
    phases = edition.phases_in(area)
    events = edition.events_in(area)
    return AreaPage(
        frame=edition.frame(
            addresses.page("area", area.id), name, f"{name.text}: {campaign.text}", subjects=(f"area:{area.id}",)
        ),
        id=area.id,
        span=edition.site.campaign.days,
        level=level,
        above=tuple(edition.area_anchor(id) for id in reversed(area.ancestors)),
        below=tuple(edition.area_anchor(id) for id in area.children),
        phases=tuple(edition.standing(phase, area) for phase in phases),
        agenda=edition.agenda(phases, events),
        undated=edition.undated(events),
        feed=edition.subscription(addresses.feed_name("area", area.id)),
        share=Share(
            Programme(area, events, phases, edition.cells, phrases).of_area(),
            file=edition.localised(addresses.text(addresses.feed_name("area", area.id))),
        ),
        edit=edition.edited_at(CAMPAIGN_FILE),
    )


def render(data: AreaPage, theme: Theme) -> bytes:
    return theme.page(
        TEMPLATE, data.frame.language, data.frame.path, page=data, share=shown(data.share, data.frame.language, theme)
    )
