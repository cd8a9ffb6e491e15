"""An event as it is written in; when each of its occurrences is, and what is different on it, out.

Rules are expanded by dateutil, hours are moved on the wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil import rrule

from .content import Table, listed

FREQUENCIES = {"day": rrule.DAILY, "week": rrule.WEEKLY, "month": rrule.MONTHLY}
WEEKDAYS = {"mon": rrule.MO, "tue": rrule.TU, "wed": rrule.WE, "thu": rrule.TH}
WEEKDAYS |= {"fri": rrule.FR, "sat": rrule.SA, "sun": rrule.SU}
Wall = date | datetime  # a day, or an hour of one


def occurrences(event: Table) -> Iterator[Table]:
    """The event once for each of its days, with `start` and inclusive `end` (or None) as dates or datetimes, and
    with what `changes` say."""
    changes = {change["on"]: change for change in event.get("changes", [])}
    start, end = span(event["start"], event.get("end"))
    for day in days(event):
        shift = day - _day(start)
        usual = {**event, "start": start + shift, "end": None if end is None else end + shift}
        change = dict(changes.get(day.isoformat(), {}))
        yield {**usual, **change, **_moved(usual, change)} if change else usual


def _moved(usual: Table, change: Table) -> Table:
    """When an occurrence is that is different; with a new start only, it is as long as it was."""
    if "start" not in change:
        end = span(_written(usual["start"]), change["end"])[1] if "end" in change else usual["end"]
        return {"start": usual["start"], "end": end}
    start, end = span(change["start"], change.get("end"))
    hours = isinstance(start, datetime)
    if end is None and usual["end"] is not None and hours == isinstance(usual["start"], datetime):
        end = start + (usual["end"] - usual["start"])
    return {"start": start, "end": end, "time": change.get("time", "" if hours else usual.get("time", ""))}


def _written(wall: Wall) -> str:
    return f"{wall:%Y-%m-%d %H:%M}" if isinstance(wall, datetime) else wall.isoformat()


def span(start: str, end: str | None) -> tuple[Wall, Wall | None]:
    """An end may be an hour on the day of the start."""
    first = _wall(start)
    if end is None:
        return first, None
    return first, datetime.combine(_day(first), time.fromisoformat(end)) if len(end) == 5 else _wall(end)


def _wall(written: str) -> Wall:
    return datetime.fromisoformat(written) if " " in written else date.fromisoformat(written)


def _day(wall: Wall) -> date:
    return wall.date() if isinstance(wall, datetime) else wall


def days(event: Table) -> list[date]:
    first = _day(_wall(event["start"]))
    repeat = event.get("repeat")
    if repeat is None:
        return [first]
    if "dates" in repeat:
        return sorted(date.fromisoformat(each) for each in listed(repeat["dates"]))
    left_out = [date.fromisoformat(each) for each in listed(repeat.get("except", []))]
    return [day for each in _rule(repeat, first) if (day := each.date()) not in left_out]


def _rule(repeat: Table, first: date) -> rrule.rrule:
    rule: dict[str, Any] = {"interval": int(repeat.get("step", 1)), "wkst": rrule.MO}
    if "on" in repeat:
        rule["byweekday"] = [_weekday(each) for each in listed(repeat["on"])]
    if "until" in repeat:
        rule["until"] = datetime.combine(date.fromisoformat(repeat["until"]), time())
    else:
        rule["count"] = int(repeat["count"])
    return rrule.rrule(FREQUENCIES[repeat["every"]], dtstart=datetime.combine(first, time()), **rule)


def _weekday(written: str) -> rrule.weekday:
    *place, name = written.split()
    return WEEKDAYS[name]({"last": -1}.get(place[0]) or int(place[0])) if place else WEEKDAYS[name]


def minutes(written: str) -> timedelta:
    """2h, 90min"""
    if written.endswith("min"):
        return timedelta(minutes=int(written.removesuffix("min")))
    return timedelta(hours=int(written.removesuffix("h")))
