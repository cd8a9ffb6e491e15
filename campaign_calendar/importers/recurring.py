"""What a calendar's entry says of its recurrence in; `repeat` as content files have it, and its days, out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from campaign_calendar import facts, recurrence
from campaign_calendar.importers.entry import Entry
from campaign_calendar.model import Rule, Weekday

EVERY = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
KNOWN = frozenset({"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "WKST", "BYMONTHDAY"})
BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

DayOf = Callable[[date], date]  # the day that a moment is on, by the campaign's clocks


def repeat(event: Any, day_of: DayOf, entry: Entry) -> tuple[dict[str, Any], tuple[date, ...]]:
    """Both empty for what does not recur, or, with a word in `entry`, for what cannot be written."""
    start = event["DTSTART"].dt
    first = day_of(start)
    more = [day_of(each) for each in _dates(event, "RDATE")]
    left_out = {day_of(each) for each in _dates(event, "EXDATE")}
    written = event.get("RRULE")
    if written is None:
        days = tuple(sorted({first, *more} - left_out))
        if more and days and days[0] == first:
            return {"dates": [str(day) for day in days]}, days
        if more:
            entry.refuse("recurrence", value="RDATE")
        return {}, ()
    made = None if more or isinstance(written, list) else _rule(written, first, start, day_of)
    days = recurrence.days(made, first) if made else ()
    if made is None or days[:1] != (first,):
        text = written.to_ical().decode() if hasattr(written, "to_ical") else "RRULE, RRULE"
        entry.refuse("recurrence", value=text)
        return {}, ()
    found = facts.rule(made)
    excepted = [str(day) for day in days if day in left_out]
    return found | ({"except": excepted} if excepted else {}), tuple(day for day in days if day not in left_out)


def _rule(written: Any, first: date, start: date, day_of: DayOf) -> Rule | None:
    """None where content files have no way to say it: it never ends, or goes by hours, years or days of the year."""
    parts = {str(name).upper(): value for name, value in written.items()}
    every = EVERY.get(str(_one(parts.get("FREQ"))).upper())
    until, count = _one(parts.get("UNTIL")), _one(parts.get("COUNT"))
    shifted = (start.date() if isinstance(start, datetime) else start) != first
    if every is None or parts.keys() - KNOWN or shifted or (until is None) == (count is None):
        return None
    if (
        every == "week"
        and str(_one(parts.get("WKST")) or "MO") != "MO"
        and _one(parts.get("INTERVAL")) not in (None, 1)
    ):
        return None
    if "BYMONTHDAY" in parts and (every != "month" or parts["BYMONTHDAY"] != [first.day] or "BYDAY" in parts):
        return None
    on = [_weekday(str(each), every) for each in parts.get("BYDAY", [])]
    if None in on or (on and every == "day"):
        return None
    last = day_of(until) if until is not None else None
    days = tuple(sorted((each for each in on if each), key=lambda each: (each.number, each.place)))
    return Rule(every, int(_one(parts.get("INTERVAL")) or 1), days, last, int(count) if count else None)


def _weekday(text: str, every: str) -> Weekday | None:
    found = BYDAY.fullmatch(text.upper())
    place = int(found[1] or 0) if found else 0
    if found is None or place not in range(-1, 6) or (place == 0) != (every == "week"):
        return None
    return Weekday(DAYS.index(found[2]), place)


def _dates(event: Any, name: str) -> list[date]:
    written = event.get(name, [])
    groups = written if isinstance(written, list) else [written]
    return [each.dt for group in groups for each in group.dts if isinstance(each.dt, date)]


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value
