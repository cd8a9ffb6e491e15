"""What every reader of feeds gives: the occurrences that it finds, each with all that calendars show of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Moment(NamedTuple):
    """An hour on the wall of a zone, and the instant that this is (UTC)."""

    zone: str
    wall: datetime
    instant: datetime

    @classmethod
    def on_the_wall(cls, zone: str, wall: datetime) -> Moment:
        return cls(zone, wall, wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))

    @classmethod
    def at(cls, zone: str, instant: datetime) -> Moment:
        return cls(zone, instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None), instant.astimezone(UTC))

    @classmethod
    def of(cls, aware: datetime, zone: str) -> Moment:
        """What a reader says in a datetime of its own zone, of which it only tells the name."""
        return cls(zone, aware.replace(tzinfo=None), aware.astimezone(UTC))


Point = date | Moment


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an entry takes place, as it was meant or as a reader understands it; recurrences are expanded,
    and what is different on single dates is in its place. Days are dates; an end is exclusive. What people see has
    no defaults; the rest, some clients do not tell."""

    uid: str
    start: Point
    end: Point
    summary: str
    description: str
    location: str
    status: str
    transparency: str = ""
    busy: str = ""
    sequence: int = 0
    last_modified: datetime | None = None
    stamp: datetime | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    geo: tuple[float, float] | None = None
    contact: str = ""

    @property
    def order(self) -> tuple[str, str]:
        """By which occurrences of two readers can be laid side by side."""
        start = self.start.wall if isinstance(self.start, Moment) else self.start
        return self.uid, start.isoformat()


FIELDS = tuple(field.name for field in fields(Occurrence))
SHOWN = ("uid", "start", "end", "summary", "description", "location", "status")


def later(point: Point, by: timedelta) -> Point:
    """RFC 5545 3.8.5.3: the length of an occurrence is exact, in days or in seconds."""
    if isinstance(point, Moment):
        return Moment.at(point.zone, point.instant + by)
    return point + by


def length(occurrence: Occurrence) -> timedelta:
    if isinstance(occurrence.start, Moment) and isinstance(occurrence.end, Moment):
        return occurrence.end.instant - occurrence.start.instant
    assert not isinstance(occurrence.start, Moment) and not isinstance(occurrence.end, Moment)
    return occurrence.end - occurrence.start


def series(
    master: Occurrence, starts: Iterable[Point], overrides: Mapping[Point, Occurrence]
) -> Iterable[Occurrence]:
    """The occurrences of a master at `starts`, for readers that leave it to their callers to put in `overrides`, by
    the start that each takes the place of. One that takes the place of none is a fault of the feed."""
    wanted, span = list(starts), length(master)
    assert set(overrides) <= set(wanted), f"{master.uid}: overrides of no occurrence"
    for start in wanted:
        yield overrides.get(start) or replace(master, start=start, end=later(start, span))
