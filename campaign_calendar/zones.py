"""The name of a time zone in; local times with their offset, and the zone's rules as calendar lines, out.

Zones are read from the tzdata package alone, so that every machine has the same ones.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

NAME = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
POSIX_RULE = re.compile(r"M(\d+)\.(\d)\.(\d)(?:/(-?\d+)(?::(\d+))?)?")
POSIX_ZONE = re.compile(r"(?:<([^>]+)>|([A-Za-z]+))(-?[\d:]+)(?:<([^>]+)>|([A-Za-z]+))(-?[\d:]*),(M[^,]+),(M[^,]+)")
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


def exists(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and _file(name).is_file()


@cache
def zone(name: str) -> ZoneInfo:
    with _file(name).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _file(name: str) -> resources.abc.Traversable:
    return resources.files("tzdata").joinpath("zoneinfo", *name.split("/"))


class SkippedTime(ValueError):
    """A local time that clocks of the zone jump over."""


def localised(wall: datetime, name: str) -> datetime:
    """The naive `wall` time in the zone, with its offset; the first of the two where clocks are set back.
    Raises SkippedTime where they are set forward over it."""
    zoned = wall.replace(tzinfo=zone(name), fold=0)
    offset = zoned.utcoffset() or timedelta()
    back = (wall - offset).replace(tzinfo=UTC).astimezone(zone(name)).replace(tzinfo=None)
    if back != wall:
        raise SkippedTime(wall)
    return wall.replace(tzinfo=timezone(offset))


def vtimezone(name: str, first: date, last: date) -> tuple[str, ...]:
    """The content lines of the zone's VTIMEZONE (RFC 5545 3.6.5), right from `first` to `last`, both inclusive.

    A zone whose offset stays the same in that time gets one STANDARD part; another the two yearly rules of the
    POSIX TZ string that ends its file, because Outlook wants rules rather than lists of dates.
    """
    start, stop = (datetime.combine(day, datetime.min.time(), zone(name)) for day in (first, last))
    samples = [start + timedelta(days=n) for n in range((stop - start).days + 2)]
    offsets = {moment.utcoffset() for moment in samples}
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    if len(offsets) == 1:
        offset = start.utcoffset() or timedelta()
        lines += _part("STANDARD", "19700101T000000", offset, offset, start.tzname() or name)
    else:
        lines += _yearly_rules(name)
    return (*lines, "END:VTIMEZONE")


def _yearly_rules(name: str) -> list[str]:
    footer = _file(name).read_bytes().rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")
    found = POSIX_ZONE.fullmatch(footer)
    if not found:
        raise ValueError(f"{name}: no yearly rules in {footer!r}")
    standard_name, standard = found[1] or found[2], -_posix_offset(found[3])
    summer_name = found[4] or found[5]
    summer = -_posix_offset(found[6]) if found[6] else standard + timedelta(hours=1)
    to_summer, rule_to_summer = _yearly(found[7])
    to_standard, rule_to_standard = _yearly(found[8])
    return [
        *_part("DAYLIGHT", to_summer, standard, summer, summer_name, rule_to_summer),
        *_part("STANDARD", to_standard, summer, standard, standard_name, rule_to_standard),
    ]


def _part(kind: str, start: str, before: timedelta, after: timedelta, name: str, rule: str = "") -> list[str]:
    lines = [f"BEGIN:{kind}", f"DTSTART:{start}"]
    if rule:
        lines.append(f"RRULE:{rule}")
    lines += [f"TZOFFSETFROM:{utc_offset(before)}", f"TZOFFSETTO:{utc_offset(after)}", f"TZNAME:{name}"]
    return [*lines, f"END:{kind}"]


def _posix_offset(text: str) -> timedelta:
    hours, _, minutes = text.partition(":")
    size = timedelta(hours=abs(int(hours)), minutes=int(minutes or 0))
    return -size if hours.startswith("-") else size


def _yearly(rule: str) -> tuple[str, str]:
    """The first onset in 1970 and the RRULE of a POSIX rule such as M3.5.0/2 (week 5 means the last)."""
    found = POSIX_RULE.fullmatch(rule)
    if not found:
        raise ValueError(f"no rule for a month's weekday: {rule!r}")
    month, week, weekday = int(found[1]), int(found[2]), int(found[3])
    time = timedelta(hours=int(found[4] or 2), minutes=int(found[5] or 0))
    days = [date(1970, month, 1) + timedelta(days=n) for n in range(31)]
    matching = [day for day in days if day.month == month and day.isoweekday() % 7 == weekday]
    onset = datetime.combine(matching[min(week, len(matching)) - 1], datetime.min.time()) + time
    position = -1 if week == 5 else week
    return onset.strftime("%Y%m%dT%H%M%S"), f"FREQ=YEARLY;BYMONTH={month};BYDAY={position}{WEEKDAYS[weekday]}"


def utc_offset(offset: timedelta) -> str:
    """RFC 5545 3.3.14: +0530; seconds only where there are some."""
    seconds = int(offset.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    text = f"{sign}{seconds // 3600:02}{seconds % 3600 // 60:02}"
    return f"{text}{seconds % 60:02}" if seconds % 60 else text
