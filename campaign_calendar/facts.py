"""An event in; its fields as content files have them, in one form each, as plain data, out.

Texts are by language, lists are lists, what is not there is left out. Read back from a content file, they give the
same event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from campaign_calendar import recurrence
from campaign_calendar.model import (
    Attachment,
    Change,
    Contact,
    Days,
    Event,
    Hours,
    Image,
    Link,
    Occurrence,
    Outcome,
    Repeat,
    Rule,
    Text,
    Venue,
)

Facts = Mapping[str, Any]

# What may differ from one date of an event to another.
OF_AN_OCCURRENCE = (
    *("title", "status", "status_note", "venue", "online", "registration", "speakers", "organiser", "audience"),
    *("attendance", "image", "attachments", "links", "notes", "outcome", "description"),
)
assert {*OF_AN_OCCURRENCE} <= {each.name for each in fields(Event)}


def event(event: Event) -> dict[str, Any]:
    """All that a content file says of an event."""
    originals = event.originals()
    found: dict[str, Any] = {"id": event.id, "title": words(event.title)}
    found |= _there({"phase": event.phase, "area": list(event.areas), "for": list(event.concerns)})
    if originals:
        found |= when(originals[0])
    if event.window:
        found["between"] = [event.window.first.isoformat(), event.window.last.isoformat()]
    if event.repeat:
        found["repeat"] = _repeat(event.repeat, originals)
    changes = [different for each in event.changes if len(different := _change(each, event)) > 1]
    found |= _there({"changes": changes})
    of_occurrence = _of_an_occurrence(event, OF_AN_OCCURRENCE)
    found |= {name: value for name, value in of_occurrence.items() if name != "title"}
    return found | _there({"tags": list(event.tags), "accept": dict(event.accept)})


def when(occurrence: Occurrence) -> dict[str, Any]:
    """`start`, `end` and `time` of an occurrence; whole days inclusive, times those of the campaign's clocks."""
    if isinstance(occurrence, Hours):
        found = {"start": local(occurrence.start)}
        return found | ({"end": local(occurrence.end)} if occurrence.end else {})
    found = {"start": occurrence.first.isoformat()}
    if occurrence.last != occurrence.first:
        found["end"] = occurrence.last.isoformat()
    return found | ({"time": "later"} if occurrence.hour_later else {})


def local(moment: Any) -> str:
    """2018-11-22T17:30"""
    return f"{moment:%Y-%m-%dT%H:%M}"


def words(text: Text) -> dict[str, str]:
    return {run.language: run.text for run in text.runs}


def link(link: Link) -> dict[str, Any]:
    return _there({"url": link.url}) | {"title": words(link.title)}


def venue(venue: Venue) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": venue.id,
        "name": words(venue.name),
        "address": venue.address and words(venue.address),
    }
    found["geo"] = [float(each) for each in venue.geo] if venue.geo else None
    return _there({**found, "url": venue.url})


def rule(rule: Rule) -> dict[str, Any]:
    on = [f"{_place(each.place)}{recurrence.WEEKDAYS[each.number]}" for each in rule.on]
    step = rule.step if rule.step > 1 else None
    until = rule.until.isoformat() if rule.until else None
    return _there({"every": rule.every, "step": step, "on": on, "until": until, "count": rule.count})


def _place(place: int) -> str:
    return "last " if place == -1 else f"{place} " if place else ""


def _repeat(repeat: Repeat, originals: tuple[Occurrence, ...]) -> dict[str, Any]:
    """Dates that are left out before the first or behind the last one leave no trace."""
    if repeat.listed:
        return {"dates": [each.first.isoformat() for each in originals]}
    found = rule(repeat.rule)
    if repeat.rule.count:
        found["count"] = len(originals) + len(repeat.left_out)
    elif recurrence.days(repeat.rule, originals[0].first)[-1] != originals[-1].first:
        found["until"] = originals[-1].first.isoformat()
    return found | _there({"except": [day.isoformat() for day in repeat.left_out]})


def _change(change: Change, event: Event) -> dict[str, Any]:
    """What is different on one date; the reason of a status is never another's, so that the two go together."""
    then, now = change.event, change.event.occurrences[0]
    found: dict[str, Any] = {"on": change.original.first.isoformat()}
    if now != change.original:
        found |= when(now)
        if isinstance(now, Days):
            found["end"] = now.last.isoformat()
    names = {name for name in OF_AN_OCCURRENCE if getattr(then, name) != getattr(event, name)}
    if names & {"status", "status_note"}:
        names |= {"status", "status_note"}
    return found | _of_an_occurrence(then, [name for name in OF_AN_OCCURRENCE if name in names])


def _of_an_occurrence(event: Event, names: Iterable[str]) -> dict[str, Any]:
    return _there({name: _plain(getattr(event, name)) for name in names})


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return words(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    shapes = {Venue: venue, Contact: _contact, Image: _image, Attachment: _attachment, Link: link, Outcome: _outcome}
    shape: Any = shapes.get(type(value))
    return shape(value) if shape else str(value) if isinstance(value, str) else value


def _contact(contact: Contact) -> dict[str, Any]:
    rest = {"phone": contact.phone, "email": contact.email, "url": contact.url}
    return {"name": words(contact.name), **_there(rest)}


def _image(image: Image) -> dict[str, Any]:
    about = {"alt": image.alt and words(image.alt), "credit": image.credit and words(image.credit)}
    return {"file": image.file, **_there(about)}


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {"file": attachment.file, "title": words(attachment.title)}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return _there({"text": outcome.text and words(outcome.text), "attended": outcome.attended})


def _there(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not there; 0 is."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
