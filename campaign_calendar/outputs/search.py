"""The page to search on; without a script, the ways to the lists that have everything."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Frame
from campaign_calendar.theme import Theme

TEMPLATE = "search.html"


@dataclass(frozen=True)
class SearchPage:
    """`index`: the script with what can be found."""

    frame: Frame
    index: str
    lists: tuple[Anchor, ...]


def search_page(edition: Edition, index: str) -> Output:
    site = edition.site
    kinds = [("area", "areas", True), ("phase", "phases", site.phases), ("event", "events", True)]
    kinds += [("tag", "tags", site.tags), ("note", "notes", site.notes)]
    data = SearchPage(
        frame=edition.frame(addresses.SEARCH, edition.say("search"), edition.words.say("search_about")),
        index=index,
        lists=(
            *(Anchor(edition.page(kind), edition.say(key)) for kind, key, there in kinds if there),
            *(edition.month_anchor(month) for month in edition.months),
        ),
    )
    return Output(data.frame.path, "search", data)


def render(data: SearchPage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
