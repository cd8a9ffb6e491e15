"""The list of all tags, for campaigns that have any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Frame
from campaign_calendar.theme import Theme

TEMPLATE = "tag_index.html"


@dataclass(frozen=True)
class TagIndex:
    """Each tag with how many events bear it, in words."""

    frame: Frame
    tags: tuple[tuple[Anchor, str], ...]


def tag_index(edition: Edition) -> Iterator[Output]:
    site = edition.site
    if site.tags:
        counts = [sum(tag.id in event.tags for event in site.events) for tag in site.tags]
        anchors = edition.tag_anchors(tag.id for tag in site.tags)
        words = (edition.words.count("events_count", count) for count in counts)
        data = TagIndex(
            edition.frame(addresses.page("tag"), edition.say("tags")), tuple(zip(anchors, words, strict=True))
        )
        yield Output(data.frame.path, "tag_index", data)


def render(data: TagIndex, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
