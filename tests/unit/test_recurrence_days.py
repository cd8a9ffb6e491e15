"""Rules and the days that they mean, and the rule and the days left out that stand for any list of days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from campaign_calendar import recurrence
from campaign_calendar.model import Rule, Weekday
from campaign_calendar.recurrence import LAST_YEAR, MAX_OCCURRENCES

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def day(text: str) -> date:
    return date.fromisoformat(text)


def weekly(*numbers: int, step: int = 1, count: int | None = None, until: str = "") -> Rule:
    return Rule("week", step, tuple(Weekday(n) for n in numbers), day(until) if until else None, count)


def monthly(*on: tuple[int, int], step: int = 1, count: int | None = None, until: str = "") -> Rule:
    """`on`: which one, and the weekday."""
    days = tuple(Weekday(number, place) for place, number in on)
    return Rule("month", step, days, day(until) if until else None, count)


def daily(step: int = 1, count: int | None = None, until: str = "") -> Rule:
    return Rule("day", step, (), day(until) if until else None, count)


def short(days: Iterable[date]) -> str:
    """2018-12-30 31 2019-01-01: what is the same as in the day before is left out."""
    told, before = [], ""
    for each in days:
        text = str(each)
        told.append(text[8:] if text[:7] == before[:7] else text[5:] if text[:4] == before[:4] else text)
        before = text
    return " ".join(told)


# fmt: off
DAYS = {
    # days
    "each day over the end of a year": (daily(count=4), "2018-12-30", "2018-12-30 31 2019-01-01 02"),
    "each day over a leap day": (daily(count=3), "2020-02-28", "2020-02-28 29 03-01"),
    "each day in a year without one": (daily(count=3), "2019-02-28", "2019-02-28 03-01 02"),
    "every third day": (daily(3, count=4), "2018-11-22", "2018-11-22 25 28 12-01"),
    "until a day that counts": (daily(until="2018-11-24"), "2018-11-22", "2018-11-22 23 24"),
    "until a day between": (daily(2, until="2018-11-25"), "2018-11-22", "2018-11-22 24"),
    "until its own start": (daily(until="2018-11-22"), "2018-11-22", "2018-11-22"),
    "until before its start": (daily(until="2018-11-21"), "2018-11-22", ""),
    "once": (daily(count=1), "2018-11-22", "2018-11-22"),
    # weeks
    "the start's weekday": (weekly(count=3), "2018-12-20", "2018-12-20 27 2019-01-03"),
    "two days a week": (weekly(MON, THU, count=5), "2018-11-22", "2018-11-22 26 29 12-03 06"),
    "every second week": (weekly(step=2, count=3), "2018-11-22", "2018-11-22 12-06 20"),
    "every second, three days": (weekly(MON, THU, SUN, step=2, count=5), "2018-11-22", "2018-11-22 25 12-03 06 09"),
    "a week begins on Monday": (weekly(MON, SUN, step=2, count=4), "2018-11-25", "2018-11-25 12-03 09 17"),
    "fifth weeks over a year's end": (weekly(step=5, count=4), "2018-11-22", "2018-11-22 12-27 2019-01-31 03-07"),
    "week 53": (weekly(THU, count=3), "2020-12-24", "2020-12-24 31 2021-01-07"),
    "the days before the start are no part": (weekly(MON, WED, FRI, count=3), "2018-11-21", "2018-11-21 23 26"),
    "each day of the week": (weekly(*range(7), count=4), "2018-11-24", "2018-11-24 25 26 27"),
    "a start on another day": (weekly(TUE, count=2), "2018-11-22", "2018-11-27 12-04"),
    "none in the time": (weekly(TUE, until="2018-11-26"), "2018-11-22", ""),
    # days of the month
    "the start's day of the month": (monthly(count=3), "2018-11-15", "2018-11-15 12-15 2019-01-15"),
    "a 31st": (monthly(count=5), "2018-10-31", "2018-10-31 12-31 2019-01-31 03-31 05-31"),
    "a 30th passes over February": (monthly(count=4), "2018-12-30", "2018-12-30 2019-01-30 03-30 04-30"),
    "a 29th, in leap years in February too": (monthly(count=4), "2019-12-29", "2019-12-29 2020-01-29 02-29 03-29"),
    "a 29th, in others not": (monthly(count=4), "2018-12-29", "2018-12-29 2019-01-29 03-29 04-29"),
    "a leap day each year": (monthly(step=12, count=3), "2020-02-29", "2020-02-29 2024-02-29 2028-02-29"),
    "a leap day over 2100, which is none": (monthly(step=12, count=2), "2096-02-29", "2096-02-29 2104-02-29"),
    "a 31st every second month": (monthly(step=2, count=4), "2018-08-31", "2018-08-31 10-31 12-31 2019-08-31"),
    "each half year": (monthly(step=6, count=3), "2018-08-31", "2018-08-31 2019-08-31 2020-08-31"),
    "each third month, up to a day": (monthly(step=3, until="2019-05-21"), "2018-11-22", "2018-11-22 2019-02-22"),
    # weekdays of the month
    "first Mondays": (monthly((1, MON), count=3), "2018-11-05", "2018-11-05 12-03 2019-01-07"),
    "second Saturdays": (monthly((2, SAT), count=3), "2018-11-10", "2018-11-10 12-08 2019-01-12"),
    "two Saturdays a month": (monthly((2, SAT), (4, SAT), count=3), "2018-11-24", "2018-11-24 12-08 22"),
    "fifth Saturdays": (monthly((5, SAT), count=4), "2018-09-29", "2018-09-29 12-29 2019-03-30 06-29"),
    "last Fridays": (monthly((-1, FRI), count=3), "2018-11-30", "2018-11-30 12-28 2019-01-25"),
    "a fifth that is the last": (monthly((5, SAT), (-1, SAT), count=3), "2018-12-29", "2018-12-29 2019-01-26 02-23"),
    "a fourth that is the last": (monthly((4, THU), (-1, THU), count=3), "2018-11-22", "2018-11-22 29 12-27"),
    "first Mondays, last Sundays": (monthly((1, MON), (-1, SUN), count=3), "2018-11-25", "2018-11-25 12-03 30"),
    "the first of a month is a first weekday": (monthly((1, SAT), count=2), "2018-12-01", "2018-12-01 2019-01-05"),
    "in a February of four full weeks": (monthly((4, SUN), (-1, SUN), count=2), "2021-02-28", "2021-02-28 03-28"),
    "every second month": (monthly((2, SAT), step=2, count=3), "2018-11-10", "2018-11-10 2019-01-12 03-09"),
    "the month of the start, after the day": (monthly((2, SAT), step=2, count=2), "2018-11-11", "2019-01-12 03-09"),
    "fifth Saturdays of February": (monthly((5, SAT), step=12, count=2), "2020-02-29", "2020-02-29 2048-02-29"),
    "and over 2100": (monthly((5, SAT), step=12, count=2), "2076-02-29", "2076-02-29 2116-02-29"),
}
# fmt: on


@pytest.mark.parametrize("name", DAYS)
def test_days_of_a_rule(name: str) -> None:
    rule, first, expected = DAYS[name]
    assert short(recurrence.days(rule, day(first))) == expected


@pytest.mark.parametrize(
    "rule, found",
    [
        (daily(count=500), 500),
        (daily(count=501), 501),
        (daily(count=999_999_999), 501),
        (daily(until="2020-04-04"), 500),
        (daily(until="2020-04-05"), 501),
        (daily(until="2199-12-31"), 501),
        (weekly(count=500), 500),
        (weekly(until="2199-12-31"), 501),
    ],
)
def test_never_more_than_one_too_many(rule: Rule, found: int) -> None:
    assert MAX_OCCURRENCES == 500
    assert len(recurrence.days(rule, day("2018-11-22"))) == found


@pytest.mark.parametrize(
    "rule, first, expected",
    [
        (daily(count=3), "2199-12-30", "2199-12-30 31"),
        (weekly(count=3), "2199-12-24", "2199-12-24 31"),
        (monthly(count=3), "2199-11-30", "2199-11-30 12-30"),
        (daily(999_999_999, count=3), "2018-11-22", "2018-11-22"),
        (weekly(step=999_999_999, count=3), "2018-11-22", "2018-11-22"),
        (monthly(step=999_999_999, count=3), "2018-11-22", "2018-11-22"),
    ],
)
def test_a_rule_ends_where_content_can_name_no_day(rule: Rule, first: str, expected: str) -> None:
    assert LAST_YEAR == 2199
    assert short(recurrence.days(rule, day(first))) == expected


# --- any days as a rule


LISTS = {
    "one day": ("2018-11-22", Rule("day", until=day("2018-11-22")), ""),
    "two days": ("2018-11-22 2018-12-04", Rule("day", 12, until=day("2018-12-04")), ""),
    "days in a row": ("2018-11-22 2018-11-23 2018-11-24", Rule("day", until=day("2018-11-24")), ""),
    "a gap": ("2018-11-22 2018-11-23 2018-11-25", Rule("day", until=day("2018-11-25")), "2018-11-24"),
    "weeks apart": ("2018-11-22 2018-12-06 2018-12-13", Rule("day", 7, until=day("2018-12-13")), "2018-11-29"),
    "over a leap day": ("2020-02-27 2020-02-29 2020-03-04", Rule("day", 2, until=day("2020-03-04")), "2020-03-02"),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_days_as_a_rule_and_days_left_out(name: str) -> None:
    wanted, rule, left_out = LISTS[name]
    found, others = recurrence.through([day(each) for each in wanted.split()])
    assert found == rule
    assert short(others) == left_out


@settings(deadline=None)
@given(st.sets(st.dates(date(2018, 1, 1), date(2019, 4, 30)), min_size=1, max_size=60))
@example({date(2018, 11, 22)})
@example({date(2018, 11, 22) + timedelta(days=n) for n in range(500)})
@example({date(2018, 11, 22), date(2020, 4, 4)})
def test_any_days_come_back_from_their_rule(wanted: set[date]) -> None:
    rule, left_out = recurrence.through(sorted(wanted))
    made = recurrence.days(rule, min(wanted))
    assert set(made) - set(left_out) == wanted
    assert set(left_out) < set(made)
    assert list(left_out) == sorted(left_out)
    assert not {made[0], made[-1]} & set(left_out)


# --- as calendars read them


@pytest.mark.parametrize(
    "rule, expected",
    [
        (daily(count=3), "FREQ=DAILY;UNTIL=20181124"),
        (daily(3, until="2018-12-31"), "FREQ=DAILY;INTERVAL=3;UNTIL=20181124"),
        (weekly(count=3), "FREQ=WEEKLY;UNTIL=20181124"),
        (weekly(MON, SUN, step=2, count=3), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;UNTIL=20181124"),
        (monthly(count=3), "FREQ=MONTHLY;UNTIL=20181124"),
        (monthly((2, SAT), (-1, FRI), count=3), "FREQ=MONTHLY;BYDAY=2SA,-1FR;UNTIL=20181124"),
    ],
)
def test_a_rule_as_calendars_read_it(rule: Rule, expected: str) -> None:
    """Each ends in the last day that there is, whatever was written: COUNT would count days left out, too."""
    assert recurrence.rrule(rule, "20181124") == expected
