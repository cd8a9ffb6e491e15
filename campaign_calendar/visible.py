"""An event in; what readers can see of it, as plain data for the record of publication, out. And back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from campaign_calendar import recurrence
from campaign_calendar.model import (
    Change,
    Contact,
    Days,
    Event,
    Hours,
    Occurrence,
    Phase,
    Repeat,
    Run,
    Status,
    Text,
    Venue,
    Window,
)

Fields = Mapping[str, Any]

TOLD_IN_FULL = ("title", "areas", "venue", "occurrences", "changes", "window", "status", "status_note")
TOLD_BY_NAME = (
    "concerns",
    "phase",
    "tags",
    "online",
    "registration",
    "speakers",
    "organiser",
    "audience",
    "description",
)
NAMES = (*TOLD_IN_FULL, *TOLD_BY_NAME)


def fields_of(event: Event) -> dict[str, Any]:
    """What readers can see of an event; what is empty is left out. `changes` holds for the first day of each
    occurrence that differs its `original`, and what is different about it: null where it lacks what the rest have."""
    fields: dict[str, Any] = {
        "title": _words(event.title),
        "areas": list(event.areas),
        "concerns": list(event.concerns),
        "phase": event.phase,
        "tags": list(event.tags),
        "status": str(event.status),
        "status_note": _words(event.status_note),
        "venue": _venue(event.venue),
        "online": event.online,
        "registration": event.registration,
        "speakers": list(event.speakers),
        "organiser": _words(event.organiser.name) if event.organiser else None,
        "audience": _words(event.audience),
        "occurrences": [_written(each) for each in event.occurrences],
        "window": [event.window.first.isoformat(), event.window.last.isoformat()] if event.window else None,
        "description": _words(event.description),
    }
    found = {name: value for name, value in fields.items() if value}
    if event.changes:
        found["changes"] = {
            each.original.first.isoformat(): {
                "original": _written(each.original),
                **differing(found, fields_of(each.event)),
            }
            for each in event.changes
        }
    return found


def fields_of_phase(phase: Phase) -> dict[str, Any]:
    return {"title": _words(phase.name), "occurrences": [_written(phase.days)]}


def differing(fields: Fields, others: Fields, names: Iterable[str] = NAMES) -> dict[str, Any]:
    """What the `others` have that the `fields` have not; null for what they lack."""
    return {name: others.get(name) for name in names if others.get(name) != fields.get(name)}


def event_of(id: str, fields: Fields) -> Event:
    """The event that the fields are of, as far as they tell. Raises ValueError, KeyError or TypeError for fields
    that are of none."""
    window = fields.get("window")
    organiser = _text(fields.get("organiser"))
    made = Event(
        id=id,
        title=_text(fields.get("title")) or Text((Run(id, ""),)),
        areas=tuple(fields.get("areas") or ()),
        concerns=tuple(fields.get("concerns") or ()),
        phase=fields.get("phase"),
        occurrences=tuple(_occurrence(each) for each in fields.get("occurrences") or ()),
        window=Window(*(date.fromisoformat(day) for day in window)) if window else None,
        status=Status(fields.get("status") or Status.CONFIRMED),
        status_note=_text(fields.get("status_note")),
        venue=_read_venue(fields.get("venue")),
        online=fields.get("online"),
        registration=fields.get("registration"),
        speakers=tuple(fields.get("speakers") or ()),
        organiser=Contact(organiser) if organiser else None,
        audience=_text(fields.get("audience")),
        tags=tuple(fields.get("tags") or ()),
        description=_text(fields.get("description")),
    )
    common = {name: value for name, value in fields.items() if name != "changes"}
    made = replace(
        made,
        changes=tuple(
            Change(_occurrence(different["original"]), event_of(id, common | different))
            for _, different in sorted((fields.get("changes") or {}).items())
        ),
    )
    return replace(made, repeat=_repeat(made.originals()))


def brief(event: Event) -> Event:
    """The event as far as revisions tell of it."""
    return event_of(event.id, {name: value for name, value in fields_of(event).items() if name in TOLD_IN_FULL})


def _repeat(originals: tuple[Occurrence, ...]) -> Repeat | None:
    """A rule that the days follow, whichever they followed when they were published."""
    if len(originals) < 2:
        return None
    rule, left_out = recurrence.through([each.first for each in originals])
    return Repeat(originals[0], originals[-1], rule, left_out)


def _words(written: Text | None) -> dict[str, str] | None:
    return {run.language: run.text for run in written.runs} if written else None


def _text(words: Mapping[str, str] | None) -> Text | None:
    return Text(tuple(Run(text, language) for language, text in words.items())) if words else None


def _venue(venue: Venue | None) -> dict[str, Any] | None:
    if venue is None:
        return None
    found = {"id": venue.id, "name": _words(venue.name), "address": _words(venue.address)}
    return {name: value for name, value in found.items() if value}


def _read_venue(fields: Fields | None) -> Venue | None:
    name = _text(fields["name"]) if fields else None
    return Venue(name, _text(fields.get("address")), id=fields.get("id")) if fields and name else None


def _written(occurrence: Occurrence) -> list[str]:
    if isinstance(occurrence, Hours):
        return [each.isoformat() for each in (occurrence.start, occurrence.end) if each]
    days = [occurrence.first.isoformat(), occurrence.last.isoformat()]
    return [*days, "later"] if occurrence.hour_later else days


def _occurrence(written: list[str]) -> Occurrence:
    first, *rest = written
    if "T" in first:
        return Hours(datetime.fromisoformat(first), datetime.fromisoformat(rest[0]) if rest else None)
    return Days(date.fromisoformat(first), date.fromisoformat(rest[0]), "later" in rest)
