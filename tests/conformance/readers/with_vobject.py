"""PyPI vobject: octets of a feed in, its occurrences out. It expands rules, and leaves overrides to its callers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

import vobject

from .occurrence import Moment, Occurrence, Point, series


def read(octets: bytes) -> list[Occurrence]:
    events = sorted(vobject.readOne(octets.decode()).vevent_list, key=lambda event: str(event.uid.value))
    return [each for _, group in groupby(events, key=lambda event: event.uid.value) for each in _entry(list(group))]


def _entry(events: list[Any]) -> Iterator[Occurrence]:
    """The occurrences of one UID."""
    (master,) = [event for event in events if "recurrence-id" not in event.contents]
    overrides = {_point(event, "recurrence-id"): _occurrence(event) for event in events if event is not master}
    first = _occurrence(master)
    rules = master.getrruleset(addRDate=True)
    starts = [_same_kind(each, first.start) for each in rules] if rules else [first.start]
    yield from series(first, starts, overrides)


def _occurrence(event: Any) -> Occurrence:
    written = _value(event, "geo")  # which vobject leaves as it was written
    return Occurrence(
        uid=_value(event, "uid"),
        start=_point(event, "dtstart"),
        end=_point(event, "dtend"),
        summary=_value(event, "summary"),
        description=_value(event, "description"),
        location=_value(event, "location"),
        status=_value(event, "status"),
        transparency=_value(event, "transp"),
        busy=_value(event, "x-microsoft-cdo-busystatus"),
        sequence=int(_value(event, "sequence")),
        last_modified=_value(event, "last-modified").astimezone(UTC),
        stamp=_value(event, "dtstamp").astimezone(UTC),
        url=_value(event, "url"),
        categories=tuple(_value(event, "categories", ())),
        geo=tuple(float(each) for each in written.split(";")) if written else None,  # type: ignore[arg-type]
        contact=_value(event, "contact"),
    )


def _value(event: Any, name: str, otherwise: Any = "") -> Any:
    lines = event.contents.get(name, [])
    assert len(lines) <= 1
    return lines[0].value if lines else otherwise


def _point(event: Any, name: str) -> Point:
    (line,) = event.contents[name]
    (zone,) = line.params.get("X-VOBJ-ORIGINAL-TZID", [None])
    if isinstance(line.value, datetime):
        assert zone is not None
        return Moment.of(line.value, zone)
    assert zone is None
    return line.value  # type: ignore[no-any-return]


def _same_kind(value: datetime, first: Point) -> date | Moment:
    """Rules of vobject count in hours, those of days too."""
    return Moment.of(value, first.zone) if isinstance(first, Moment) else value.date()
