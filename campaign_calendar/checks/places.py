"""One occurrence of an event in; the place where an editor wrote of it, out."""

from __future__ import annotations

from campaign_calendar.content import Draft
from campaign_calendar.content.reading import Values
from campaign_calendar.model import Event, Occurrence
from campaign_calendar.problems import Place


def when_written(event: Event, occurrence: Occurrence, draft: Draft) -> Place:
    """Where it is said when an occurrence takes place: by the change that moves it, the start, or the repeat."""
    change, written = _change(event, occurrence, draft), draft.written("event", event.id)
    if change and not change.lacks("start"):
        return change.place("start")
    return written.place("start" if occurrence == event.occurrences[0] or written.lacks("repeat") else "repeat")


def field_written(event: Event, occurrence: Occurrence, field: str, draft: Draft) -> Place:
    """Where a field of an occurrence stands: in its change, or in the event; the start where neither has it, or where
    the change only moves the occurrence."""
    change, written = _change(event, occurrence, draft), draft.written("event", event.id)
    if change and not change.lacks(field):
        return change.place(field)
    if written.lacks(field) or (change and not change.lacks("start")):
        return when_written(event, occurrence, draft)
    return written.place(field)


def _change(event: Event, occurrence: Occurrence, draft: Draft) -> Values | None:
    """What was written of an occurrence that differs from the others."""
    day = next((each.original.first for each in event.changes if each.event.occurrences == (occurrence,)), None)
    changes: tuple[Values, ...] = draft.written("event", event.id)["changes"] or ()
    return next((each for each in changes if day and each["on"] == day), None)
