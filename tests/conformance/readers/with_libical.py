"""Debian's libical, which GNOME, KDE and many servers read feeds with: octets of a feed in, its occurrences out.

It expands rules without dates that are left out, and leaves overrides to its callers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby

from .occurrence import Moment, Occurrence, Point, series

LIBRARY = "libical.so.3"
Handle = ctypes.c_void_p


class Time(ctypes.Structure):
    """struct icaltimetype"""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "summer")),
        ("zone", Handle),
    ]


class Span(ctypes.Structure):
    """struct icaltime_span, in seconds since 1970"""

    _fields_ = [("start", ctypes.c_long), ("end", ctypes.c_long), ("is_busy", ctypes.c_int)]


Visit = ctypes.CFUNCTYPE(None, Handle, ctypes.POINTER(Span), Handle)

SIGNATURES = {
    "icalparser_parse_string": (Handle, [ctypes.c_char_p]),
    "icalcomponent_free": (None, [Handle]),
    "icalcomponent_count_errors": (ctypes.c_int, [Handle]),
    "icalcomponent_string_to_kind": (ctypes.c_int, [ctypes.c_char_p]),
    "icalcomponent_get_first_component": (Handle, [Handle, ctypes.c_int]),
    "icalcomponent_get_next_component": (Handle, [Handle, ctypes.c_int]),
    "icalcomponent_get_first_property": (Handle, [Handle, ctypes.c_int]),
    "icalcomponent_get_next_property": (Handle, [Handle, ctypes.c_int]),
    "icalcomponent_foreach_recurrence": (None, [Handle, Time, Time, Visit, Handle]),
    "icalproperty_string_to_kind": (ctypes.c_int, [ctypes.c_char_p]),
    "icalproperty_get_datetime_with_component": (Time, [Handle, Handle]),
    "icalproperty_get_x_name": (ctypes.c_char_p, [Handle]),
    "icalproperty_get_value": (Handle, [Handle]),
    "icalproperty_get_value_as_string": (ctypes.c_char_p, [Handle]),
    "icalvalue_get_text": (ctypes.c_char_p, [Handle]),
    "icalvalue_isa": (ctypes.c_int, [Handle]),
    "icalvalue_string_to_kind": (ctypes.c_int, [ctypes.c_char_p]),
    "icaltime_from_string": (Time, [ctypes.c_char_p]),
    "icaltime_as_timet_with_zone": (ctypes.c_long, [Time, Handle]),
    "icaltimezone_get_tzid": (ctypes.c_char_p, [Handle]),
}


@cache
def library() -> ctypes.CDLL:
    """Raises OSError where libical is not installed."""
    found = ctypes.CDLL(LIBRARY)
    for name, (result, arguments) in SIGNATURES.items():
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    return found


def missing() -> str:
    try:
        library()
    except OSError:
        return "libical3 of Debian"
    return ""


def read(octets: bytes) -> list[Occurrence]:
    ical = library()
    calendar = ical.icalparser_parse_string(octets)
    assert calendar, "libical: no calendar"
    try:
        assert ical.icalcomponent_count_errors(calendar) == 0
        events = sorted(_components(calendar, b"VEVENT"), key=lambda event: _text(event, "UID"))
        groups = groupby(events, key=lambda event: _text(event, "UID"))
        return [each for _, group in groups for each in _entry(list(group))]
    finally:
        ical.icalcomponent_free(calendar)


def _entry(events: list[int]) -> Iterator[Occurrence]:
    """The occurrences of one UID."""
    (master,) = [event for event in events if not list(_properties(event, b"RECURRENCE-ID"))]
    overrides = {_point(event, "RECURRENCE-ID"): _occurrence(event) for event in events if event is not master}
    first = _occurrence(master)
    yield from series(first, _starts(master, first.start), overrides)


def _starts(master: int, first: Point) -> list[Point]:
    """When it takes place, as libical goes through it."""
    spans: list[int] = []
    ical = library()
    limits = [ical.icaltime_from_string(each) for each in (b"19700101T000000Z", b"22000101T000000Z")]
    visit = Visit(lambda _event, span, _data: spans.append(span.contents.start))
    ical.icalcomponent_foreach_recurrence(master, *limits, visit, None)
    instants = [datetime.fromtimestamp(each, UTC) for each in spans]
    return [Moment.at(first.zone, each) if isinstance(first, Moment) else each.date() for each in instants]


def _occurrence(event: int) -> Occurrence:
    geo = _text(event, "GEO")
    return Occurrence(
        uid=_text(event, "UID"),
        start=_point(event, "DTSTART"),
        end=_point(event, "DTEND"),
        summary=_text(event, "SUMMARY"),
        description=_text(event, "DESCRIPTION"),
        location=_text(event, "LOCATION"),
        status=_text(event, "STATUS"),
        transparency=_text(event, "TRANSP"),
        busy=_extra(event, b"X-MICROSOFT-CDO-BUSYSTATUS"),
        sequence=int(_text(event, "SEQUENCE")),
        last_modified=_stamp(_text(event, "LAST-MODIFIED")),
        stamp=_stamp(_text(event, "DTSTAMP")),
        url=_text(event, "URL"),
        categories=tuple(_values(event, "CATEGORIES")),
        geo=tuple(float(each) for each in geo.split(";")) if geo else None,  # type: ignore[arg-type]
        contact=_text(event, "CONTACT"),
    )


def _point(event: int, name: str) -> Point:
    ical = library()
    (property,) = _properties(event, name.encode())
    time = ical.icalproperty_get_datetime_with_component(property, event)
    if time.is_date:
        return date(time.year, time.month, time.day)
    assert time.zone, "libical: a time without a zone"
    wall = datetime(time.year, time.month, time.day, time.hour, time.minute, time.second)
    instant = datetime.fromtimestamp(ical.icaltime_as_timet_with_zone(time, time.zone), UTC)
    return Moment(ical.icaltimezone_get_tzid(time.zone).decode(), wall, instant)


def _stamp(written: str) -> datetime:
    return datetime.strptime(written, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _components(calendar: int, name: bytes) -> Iterator[int]:
    ical = library()
    kind = ical.icalcomponent_string_to_kind(name)
    found = ical.icalcomponent_get_first_component(calendar, kind)
    while found:
        yield found
        found = ical.icalcomponent_get_next_component(calendar, kind)


def _properties(event: int, name: bytes) -> Iterator[int]:
    ical = library()
    kind = ical.icalproperty_string_to_kind(name)
    found = ical.icalcomponent_get_first_property(event, kind)
    while found:
        yield found
        found = ical.icalcomponent_get_next_property(event, kind)


def _values(event: int, name: str) -> list[str]:
    return [_value(each) for each in _properties(event, name.encode())]


def _value(property: int) -> str:
    """A text as it was before it was escaped, anything else as it is written."""
    ical = library()
    value = ical.icalproperty_get_value(property)
    is_text = ical.icalvalue_isa(value) == ical.icalvalue_string_to_kind(b"TEXT")
    found = ical.icalvalue_get_text(value) if is_text else ical.icalproperty_get_value_as_string(property)
    return (found or b"").decode()


def _text(event: int, name: str) -> str:
    values = _values(event, name)
    assert len(values) <= 1, name
    return "".join(values)


def _extra(event: int, name: bytes) -> str:
    ical = library()
    found = (each for each in _properties(event, b"X-") if ical.icalproperty_get_x_name(each) == name)
    return ical.icalproperty_get_value_as_string(next(found)).decode()  # type: ignore[no-any-return]
