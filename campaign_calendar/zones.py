"""The name of a time zone in; local times with their offset, and the zone's rules as calendar lines, out.

Zones are read from the tzdata package alone, so that every machine has the same ones.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

NAME = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
POSIX_RULE = re.compile(r"M(\d+)\.(\d)\.(\d)(?:/(1?\d|2[0-3])(?::(\d+))?)?")  # within the day that it names
POSIX_ZONE = re.compile(r"(?:<([^>]+)>|([A-Za-z]+))(-?[\d:]+)(?:<([^>]+)>|([A-Za-z]+))(-?[\d:]*),(M[^,]+),(M[^,]+)")
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


def exists(name: str) -> bool:
    if not NAME.fullmatch(name) or not _file(name).is_file():
        return False
    with _file(name).open("rb") as file:
        return file.read(4) == b"TZif"


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


def is_doubled(wall: datetime, name: str) -> bool:
    """Whether clocks of the zone show the naive `wall` time twice, because they are set back over it."""
    first, second = (wall.replace(tzinfo=zone(name), fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def later(moment: datetime, minutes: int, name: str) -> datetime:
    """So many minutes after an aware `moment`, on the zone's clock."""
    return (moment + timedelta(minutes=minutes)).astimezone(zone(name))


def vtimezone(name: str, first: date, last: date) -> tuple[str, ...]:
    """The content lines of the zone's VTIMEZONE (RFC 5545 3.6.5), right from `first` to `last`, both inclusive.

    A zone whose offset stays the same in that time gets one STANDARD part; another the two yearly rules of the
    POSIX TZ string that ends its file, because Outlook wants rules rather than lists of dates; one that has no
    such rules, a part for each change.
    """
    start, stop = (datetime.combine(day, time(), UTC) for day in (first, last + timedelta(days=1)))
    changes = _changes(name, start, stop)
    rules = _yearly_rules(name, changes, start, stop) if changes else []
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    if rules:
        lines += rules
    else:
        here = start.astimezone(zone(name))
        lines += _part("STANDARD", "19700101T000000", _offset(here), _offset(here), here.tzname() or name)
        for moment in changes:
            before = _offset((moment - timedelta(seconds=1)).astimezone(zone(name)))
            after = moment.astimezone(zone(name))
            onset = _wall(moment + before)
            kind = "DAYLIGHT" if after.dst() else "STANDARD"
            lines += _part(kind, onset, before, _offset(after), after.tzname() or name)
    return (*lines, "END:VTIMEZONE")


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _changes(name: str, start: datetime, stop: datetime) -> list[datetime]:
    """The moments (UTC, to the second) between `start` and `stop` from which the zone's offset is another one."""
    found = []
    moment = start
    while moment < stop:
        after = moment + timedelta(days=1)
        before = _offset(moment.astimezone(zone(name)))
        if _offset(after.astimezone(zone(name))) != before:
            old, new = 0, 24 * 60 * 60  # seconds after `moment`: still the offset of before, and no longer
            while new - old > 1:
                middle = (old + new) // 2
                there = _offset((moment + timedelta(seconds=middle)).astimezone(zone(name)))
                old, new = (middle, new) if there == before else (old, middle)
            found.append(moment + timedelta(seconds=new))
        moment = after
    return found


def _yearly_rules(name: str, changes: list[datetime], start: datetime, stop: datetime) -> list[str]:
    """The two parts of the rules that end the zone's file; none where it has no such rules, or where they do not
    give just the `changes` that there are from `start` to `stop`: they may be new, or not sayable as an RRULE."""
    footer = _file(name).read_bytes().rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")
    found = POSIX_ZONE.fullmatch(footer)
    if not found:
        return []
    standard_name, standard = found[1] or found[2], -_posix_offset(found[3])
    summer_name = found[4] or found[5]
    summer = -_posix_offset(found[6]) if found[6] else standard + timedelta(hours=1)
    real = {moment.replace(tzinfo=None) for moment in changes}
    told = set()
    for rule, before in ((found[7], standard), (found[8], summer)):
        if not POSIX_RULE.fullmatch(rule):
            return []
        told |= {_onset(rule, year) - before for year in range(start.year - 1, stop.year + 2)}
    if real != {moment for moment in told if start < moment.replace(tzinfo=UTC) <= stop}:
        return []
    return [
        *_part("DAYLIGHT", _wall(_onset(found[7], 1970)), standard, summer, summer_name, _rrule(found[7])),
        *_part("STANDARD", _wall(_onset(found[8], 1970)), summer, standard, standard_name, _rrule(found[8])),
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


def _onset(rule: str, year: int) -> datetime:
    """When a POSIX rule such as M3.5.0/2 takes effect (week 5 means the last), on the wall clock of before."""
    month, week, weekday, hours, minutes = _parts_of(rule)
    days = [date(year, month, 1) + timedelta(days=n) for n in range(31)]
    matching = [day for day in days if day.month == month and day.isoweekday() % 7 == weekday]
    day = matching[min(week, len(matching)) - 1]
    return datetime.combine(day, time()) + timedelta(hours=hours, minutes=minutes)


def _rrule(rule: str) -> str:
    month, week, weekday, _, _ = _parts_of(rule)
    return f"FREQ=YEARLY;BYMONTH={month};BYDAY={-1 if week == 5 else week}{WEEKDAYS[weekday]}"


def _parts_of(rule: str) -> tuple[int, int, int, int, int]:
    """Month, week, weekday (0 is Sunday), hours and minutes."""
    found = POSIX_RULE.fullmatch(rule)
    assert found is not None
    return int(found[1]), int(found[2]), int(found[3]), int(found[4] or 2), int(found[5] or 0)


def _wall(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%S")


def utc_offset(offset: timedelta) -> str:
    """RFC 5545 3.3.14: +0530; seconds only where there are some."""
    seconds = int(offset.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    text = f"{sign}{seconds // 3600:02}{seconds % 3600 // 60:02}"
    return f"{text}{seconds % 60:02}" if seconds % 60 else text
