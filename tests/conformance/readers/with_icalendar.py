"""PyPI icalendar, with recurring_ical_events for recurrences: octets of a feed in, its occurrences out."""

from __future__ import annotations

from datetime import UTC, datetime

import icalendar
import recurring_ical_events

from .occurrence import Moment, Occurrence, Point


def read(octets: bytes) -> list[Occurrence]:
    calendar = icalendar.Calendar.from_ical(octets)
    return [_occurrence(event) for event in recurring_ical_events.of(calendar).all()]


def _occurrence(event: icalendar.Event) -> Occurrence:
    return Occurrence(
        uid=str(event["UID"]),
        start=_point(event, "DTSTART"),
        end=_point(event, "DTEND"),
        summary=str(event["SUMMARY"]),
        description=str(event.get("DESCRIPTION", "")),
        location=str(event.get("LOCATION", "")),
        status=str(event["STATUS"]),
        transparency=str(event["TRANSP"]),
        busy=str(event["X-MICROSOFT-CDO-BUSYSTATUS"]),
        sequence=int(event["SEQUENCE"]),
        last_modified=event["LAST-MODIFIED"].dt.astimezone(UTC),
        stamp=event["DTSTAMP"].dt.astimezone(UTC),
        url=str(event["URL"]),
        categories=tuple(str(each) for each in event["CATEGORIES"].cats) if "CATEGORIES" in event else (),
        geo=(event["GEO"].latitude, event["GEO"].longitude) if "GEO" in event else None,
        contact=str(event.get("CONTACT", "")),
    )


def _point(event: icalendar.Event, name: str) -> Point:
    value = event[name].dt
    return Moment.of(value, value.tzinfo.key) if isinstance(value, datetime) else value
