"""PyPI ical, which Home Assistant reads feeds with: octets of a feed in, its occurrences out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ical.calendar_stream import IcsCalendarStream

from .occurrence import Moment, Occurrence, Point


def read(octets: bytes) -> list[Occurrence]:
    calendar = IcsCalendarStream.calendar_from_ics(octets.decode())
    return [_occurrence(event) for event in calendar.timeline_tz(UTC)]


def _occurrence(event: Any) -> Occurrence:
    return Occurrence(
        uid=event.uid,
        start=_point(event.dtstart),
        end=_point(event.dtend),
        summary=event.summary,
        description=event.description or "",
        location=event.location or "",
        status=event.status.value,
        transparency=event.transparency,
        busy=_extra(event, "x-microsoft-cdo-busystatus"),
        sequence=event.sequence,
        last_modified=event.last_modified.astimezone(UTC),
        stamp=event.dtstamp.astimezone(UTC),
        url=str(event.url),
        categories=tuple(event.categories),
        geo=(event.geo.lat, event.geo.lng) if event.geo else None,
        contact="".join(event.contacts),
    )


def _point(value: date | Any) -> Point:
    return Moment.of(value, value.tzinfo.key) if isinstance(value, datetime) else value


def _extra(event: Any, name: str) -> str:
    (found,) = [each.value for each in event.extras if each.name == name]
    return str(found)
