"""A repeat rule and its first day in; the days of its occurrences, and the rule as calendars read it, out."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count, islice, pairwise, takewhile
from math import gcd

from campaign_calendar.model import Rule, Weekday

MAX_OCCURRENCES = 500
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY"}
LAST_YEAR = 2199  # the last that a content file can name; a rule goes no further
EMPTY_MONTHS = 48  # after so many months without a day there will be no more: a 31st that falls in February


def days(rule: Rule, first: date) -> tuple[date, ...]:
    """The days of `rule`, in order, from `first` on, which is the earliest that can be one; one more than
    MAX_OCCURRENCES where there are too many, fewer than are counted where LAST_YEAR cuts them off. As RFC 5545
    3.3.10 has it: weeks begin on Monday, and a month without the day that is asked for is passed over."""
    following: Iterator[date] = (day for day in _endless(rule, first) if day >= first)
    if rule.until is not None:
        last = rule.until
        following = takewhile(lambda day: day <= last, following)
    most = MAX_OCCURRENCES + 1 if rule.count is None else min(rule.count, MAX_OCCURRENCES + 1)
    return tuple(islice(following, most))


def _endless(rule: Rule, first: date) -> Iterator[date]:
    """The days of the rule's periods, from the one that `first` is in."""
    if rule.every == "month":
        yield from _monthly(rule, first)
        return
    length = 7 if rule.every == "week" else 1
    start = first - timedelta(days=first.weekday()) if rule.every == "week" else first
    numbers = sorted({each.number for each in rule.on}) or [first.weekday()]
    for period in count():
        after = period * rule.step * length
        if after > (date(LAST_YEAR, 12, 31) - start).days:
            return
        yield from (start + timedelta(days=after + n) for n in (numbers if rule.every == "week" else [0]))


def _monthly(rule: Rule, first: date) -> Iterator[date]:
    empty = 0
    for period in count():
        years, month = divmod(first.month - 1 + period * rule.step, 12)
        if first.year + years > LAST_YEAR or empty > EMPTY_MONTHS:
            return
        found = _in_month(rule, first.year + years, month + 1, first.day)
        empty = 0 if found else empty + 1
        yield from found


def _in_month(rule: Rule, year: int, month: int, day: int) -> list[date]:
    length = calendar.monthrange(year, month)[1]
    if not rule.on:
        return [date(year, month, day)] if day <= length else []
    return sorted({found for each in rule.on for found in _nth(each, year, month, length)})


def _nth(weekday: Weekday, year: int, month: int, length: int) -> list[date]:
    of_its_kind = [
        date(year, month, number)
        for number in range(1, length + 1)
        if date(year, month, number).weekday() == weekday.number
    ]
    index = weekday.place - 1 if weekday.place > 0 else weekday.place
    return of_its_kind[index : index + 1 or None]


def through(wanted: Iterable[date]) -> tuple[Rule, tuple[date, ...]]:
    """A rule whose days are the ones `wanted` (sorted, at least one), and others, which are to be left out. So
    calendars that know rules, but no lists of dates, can be told any dates."""
    chosen = tuple(wanted)
    gaps = [(later - earlier).days for earlier, later in pairwise(chosen)]
    rule = Rule("day", step=gcd(*gaps) or 1, until=chosen[-1])
    span = range(0, (chosen[-1] - chosen[0]).days + 1, rule.step)
    return rule, tuple(sorted({chosen[0] + timedelta(days=n) for n in span}.difference(chosen)))


def rrule(rule: Rule, until: str) -> str:
    """The value of RRULE (RFC 5545 3.3.10). `until` is the start of the last occurrence, written as DTSTART's type
    asks for; every rule ends in it, whether it was counted or not."""
    parts = [f"FREQ={FREQUENCIES[rule.every]}"]
    if rule.step > 1:
        parts.append(f"INTERVAL={rule.step}")
    if rule.on:
        parts.append(
            "BYDAY=" + ",".join(f"{each.place or ''}{WEEKDAYS[each.number][:2].upper()}" for each in rule.on)
        )
    return ";".join([*parts, f"UNTIL={until}"])
