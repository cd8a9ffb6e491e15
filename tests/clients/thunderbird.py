"""Thunderbird: subscribed calendars in a profile of its own, and what it keeps of them in its storage.

It keeps a recurrence as the rule that it was; dateutil expands that. It has a proxy that is not there, so that it
reaches nothing but this machine.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil import rrule

from tests.clients.client import SECONDS, Client, Shown, environment
from tests.conformance.readers.occurrence import Moment, Occurrence, Point, series

PREFERENCES: dict[str, object] = {
    "calendar.timezone.useSystemTimezone": False,
    "calendar.timezone.local": "UTC",
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.shell.checkDefaultClient": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mailnews.start_page.enabled": False,
}
ALL_DAY = 8  # a bit of cal_events.flags
EVENTS = """
    select cal_id, id, title, ical_status, flags, event_start, event_end, event_start_tz, event_end_tz,
        recurrence_id, recurrence_id_tz from cal_events
"""
PROPERTIES = "select cal_id, item_id, recurrence_id, key, value from cal_properties"
RECURRENCES = "select cal_id, item_id, icalString from cal_recurrence"


def missing() -> str:
    return "" if shutil.which("thunderbird") else "thunderbird"


@contextmanager
def opened(home: Path, feeds: Mapping[str, str]) -> Iterator[Iterator[Shown]]:
    profile = home / "profile"
    profile.mkdir(exist_ok=True)
    (profile / "user.js").write_text(_preferences(feeds), encoding="utf-8")
    command = ["thunderbird", "--headless", "--no-remote", "--profile", str(profile)]
    with (home / "said").open("ab") as said:
        process = subprocess.Popen(command, env=environment(home), stdout=said, stderr=said)
        try:
            yield _looks(profile / "calendar-data/cache.sqlite", tuple(feeds))
        finally:
            process.terminate()
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


CLIENT = Client(missing, opened)


def _preferences(feeds: Mapping[str, str]) -> str:
    values = dict(PREFERENCES)
    for name, address in feeds.items():
        kept = {"type": "ics", "uri": address, "name": name, "cache.enabled": True, "readOnly": True}
        values |= {f"calendar.registry.{name}.{key}": value for key, value in kept.items()}
    values["calendar.list.sortOrder"] = " ".join(feeds)
    return "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in values.items())


def _looks(storage: Path, names: tuple[str, ...]) -> Iterator[Shown]:
    while True:
        yield _look(storage, names)
        time.sleep(1)


def _look(storage: Path, names: tuple[str, ...]) -> Shown:
    """From a copy, since Thunderbird locks the storage. A copy made in the middle of a change may be broken; the next
    one will not be."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            for suffix in ("", "-wal"):
                with_suffix = storage.with_name(storage.name + suffix)
                if with_suffix.exists():
                    shutil.copy(with_suffix, folder)
            with closing(sqlite3.connect(Path(folder) / storage.name)) as database:
                found = _calendars(database)
        except (sqlite3.DatabaseError, AssertionError, KeyError):
            found = {}
    return {name: found.get(name, []) for name in names}


def _calendars(database: sqlite3.Connection) -> Shown:
    properties: dict[tuple[object, ...], str] = {}
    for calendar, id, at, key, value in database.execute(PROPERTIES):
        properties[calendar, id, at, key] = value
    rules: dict[tuple[str, str], list[str]] = {}
    for calendar, id, line in database.execute(RECURRENCES):
        rules.setdefault((calendar, id), []).append(line.strip())
    masters: dict[tuple[str, str], Occurrence] = {}
    overrides: dict[tuple[str, str], dict[Point, Occurrence]] = {}
    for row in database.execute(EVENTS):
        calendar, id, title, status, flags, start, end, start_zone, end_zone, at, at_zone = row
        occurrence = Occurrence(
            uid=id,
            start=_point(start, start_zone, flags & ALL_DAY),
            end=_point(end, end_zone, flags & ALL_DAY),
            summary=title,
            status=status,
            description=properties.get((calendar, id, at, "DESCRIPTION"), ""),
            location=properties.get((calendar, id, at, "LOCATION"), ""),
        )
        if at is None:
            masters[calendar, id] = occurrence
        else:
            overrides.setdefault((calendar, id), {})[_point(at, at_zone, at_zone == "floating")] = occurrence
    found: Shown = {}
    for (calendar, id), master in masters.items():
        starts = _starts(master.start, rules.get((calendar, id), []))
        found.setdefault(calendar, []).extend(series(master, starts, overrides.get((calendar, id), {})))
    return found


def _point(microseconds: int, zone: str, all_day: object) -> Point:
    """Days are kept as midnight of no zone."""
    instant = datetime.fromtimestamp(microseconds / 1_000_000, UTC)
    return instant.date() if all_day else Moment.at(zone, instant)


def _starts(first: Point, lines: list[str]) -> list[Point]:
    if not lines:
        return [first]
    at = first.wall.replace(tzinfo=ZoneInfo(first.zone)) if isinstance(first, Moment) else _midnight(first)
    left_out = {line.rpartition(":")[2] for line in lines if line.startswith("EXDATE")}
    (rule,) = (line for line in lines if line.startswith("RRULE"))
    days = [day for day in rrule.rrulestr(rule, dtstart=at) if _written(day, first) not in left_out]
    return [Moment.of(day, first.zone) if isinstance(first, Moment) else day.date() for day in days]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _written(day: datetime, like: Point) -> str:
    return day.strftime("%Y%m%dT%H%M%S" if isinstance(like, Moment) else "%Y%m%d")
