"""A tag: the events and notes that bear it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import CAMPAIGN_FILE, Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import AgendaMonth, Anchor, Frame, Subscription, Undated
from campaign_calendar.theme import Theme

TEMPLATE = "tag.html"


@dataclass(frozen=True)
class TagPage:
    frame: Frame
    agenda: tuple[AgendaMonth, ...]
    undated: tuple[Undated, ...]
    notes: tuple[Anchor, ...]
    feed: Subscription
    edit: str


def tag_pages(edition: Edition) -> Iterator[Output]:
    for tag in edition.site.tags:
        events = [event for event in edition.site.events if tag.id in event.tags]
        data = TagPage(
            frame=edition.frame(addresses.page("tag", tag.id), edition.text(tag.name)),
            agenda=edition.agenda((), events),
            undated=edition.undated(events),
            notes=edition.note_anchors(note.id for note in edition.site.notes if tag.id in note.tags),
            feed=edition.subscription(addresses.feed_name("tag", tag.id)),
            edit=edition.edited_at(CAMPAIGN_FILE),
        )
        yield Output(data.frame.path, "tag", data)


def render(data: TagPage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
