"""A note, with its sources and the events that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.model import Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Frame, Passage
from campaign_calendar.theme import Theme

TEMPLATE = "note.html"


@dataclass(frozen=True)
class NotePage:
    frame: Frame
    summary: Run | None
    body: Passage
    events: tuple[Anchor, ...]
    tags: tuple[Anchor, ...]
    sources: tuple[tuple[str | None, Run], ...]
    updated: str
    updated_machine: str
    edit: str


def note_pages(edition: Edition) -> Iterator[Output]:
    for note in edition.site.notes:
        summary = edition.text(note.summary) if note.summary else None
        title = edition.text(note.title)
        data = NotePage(
            frame=edition.frame(addresses.page("note", note.id), title, summary.text if summary else title.text),
            summary=summary,
            body=edition.passage(note.body),
            events=tuple(edition.event_anchor(event) for event in edition.events_of_note(note)),
            tags=edition.tag_anchors(note.tags),
            sources=edition.links(note.sources),
            updated=edition.words.day(note.updated) if note.updated else "",
            updated_machine=note.updated.isoformat() if note.updated else "",
            edit=edition.note_edited_at(note),
        )
        yield Output(data.frame.path, "note", data)


def render(data: NotePage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
