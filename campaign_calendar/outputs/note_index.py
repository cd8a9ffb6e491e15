"""The list of all notes."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.model import Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Frame
from campaign_calendar.theme import Theme

TEMPLATE = "note_index.html"


@dataclass(frozen=True)
class NoteIndex:
    frame: Frame
    notes: tuple[tuple[Anchor, Run | None], ...]


def note_index(edition: Edition) -> Output:
    notes = edition.site.notes
    data = NoteIndex(
        frame=edition.frame(addresses.page("note"), edition.say("notes")),
        notes=tuple(
            (edition.note_anchors([note.id])[0], edition.text(note.summary) if note.summary else None)
            for note in notes
        ),
    )
    return Output(data.frame.path, "note_index", data)


def render(data: NoteIndex, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
