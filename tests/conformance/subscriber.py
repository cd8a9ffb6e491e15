"""A subscription as people have it: vdirsyncer fetches a feed over HTTP, khal shows what is in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.conformance.readers.occurrence import Moment, Occurrence

SECONDS = 120
OPERATION = re.compile(r"^(?:Copying|Deleting|Updating) .*$", re.MULTILINE)
FIELD, RECORD = "\x1f", "\x1e"
FORM = (
    *("start-date-long", "start-time", "end-date-long", "end-time"),
    *("title", "location", "status", "description", "url"),
)
SYNCHRONISER = """\
[general]
status_path = "{folder}/status/"
[pair feed]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""
CALENDAR = """\
[calendars]
[[feed]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = {zone}
local_timezone = {zone}
[default]
default_calendar = feed
[sqlite]
path = {folder}/khal.db
"""


def missing() -> str:
    return " and no ".join(each for each in ("vdirsyncer", "khal") if shutil.which(each) is None)


def as_shown(occurrence: Occurrence) -> Occurrence:
    """As it should be shown: named by its address, since vdirsyncer gives it another UID, and without blanks at the
    ends of texts."""
    texts = {name: getattr(occurrence, name).strip() for name in ("summary", "location", "description")}
    return replace(occurrence, uid=occurrence.url, **texts)


def left_over(found: Iterable[Occurrence], meant: Iterable[Occurrence]) -> set[Occurrence]:
    """What khal shows although something else takes its place: it keeps whole days and hours in two tables, and where
    an exception is of the other kind than its series, it leaves the occurrence in the one where it was."""
    kinds: dict[str, set[type]] = {}
    for each in meant:
        kinds.setdefault(each.uid, set()).add(type(each.start))
    orders = {each.order for each in meant}
    return {each for each in found if each.order not in orders and len(kinds.get(each.uid, ())) > 1}


class Subscriber:
    """`folder` becomes its home; `zone` is the one whose hours are shown."""

    def __init__(self, folder: Path, url: str, zone: str) -> None:
        (folder / "calendar").mkdir(parents=True)
        self._folder, self._zone = folder, zone
        (folder / "vdirsyncer").write_text(SYNCHRONISER.format(folder=folder, url=url), encoding="utf-8")
        (folder / "khal").write_text(CALENDAR.format(folder=folder, zone=zone), encoding="utf-8")
        self._run("vdirsyncer", "-c", str(folder / "vdirsyncer"), "discover")

    def sync(self) -> list[str]:
        """What the synchroniser did to the calendar, a line for each."""
        return OPERATION.findall(self._run("vdirsyncer", "-c", str(self._folder / "vdirsyncer"), "sync"))

    def calendar(self, first: date, last: date) -> set[Occurrence]:
        """The occurrences between two days, both included; khal shows a long one again on each of its days."""
        form = FIELD.join(f"{{{name}}}" for name in FORM) + RECORD
        days = (first.isoformat(), (last + timedelta(days=1)).isoformat())
        listing = ("list", "--day-format", "", "--format", form, *days)
        told = self._run("khal", "-c", str(self._folder / "khal"), *listing)
        return {
            self._occurrence(*record.lstrip("\n").split(FIELD)) for record in told.split(RECORD) if record.strip()
        }

    def _occurrence(self, first: str, start: str, last: str, end: str, *texts: str) -> Occurrence:
        summary, location, status, description, url = (each.strip() for each in texts)
        told = {"summary": summary, "location": location, "status": status, "description": description, "url": url}
        if start:
            hours = (datetime.fromisoformat(f"{day} {hour}") for day, hour in ((first, start), (last, end)))
            return Occurrence(url, *(Moment.on_the_wall(self._zone, each) for each in hours), **told)
        return Occurrence(url, date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1), **told)

    def _run(self, *command: str) -> str:
        home = {name: str(self._folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
        ran = subprocess.run(
            command,
            env={**os.environ, **home, "LC_ALL": "C.UTF-8"},
            input="y\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, f"{' '.join(command)}\n{ran.stdout}"
        return ran.stdout


def period(occurrences: Iterable[Occurrence]) -> tuple[date, date]:
    """The first and the last day on which one begins."""
    days = [day(each) for each in occurrences]
    return min(days), max(days)


def day(occurrence: Occurrence) -> date:
    """On which it begins."""
    return occurrence.start.wall.date() if isinstance(occurrence.start, Moment) else occurrence.start
