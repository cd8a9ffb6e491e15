"""What people type for a day or a weekday in; how it is written here, or an empty string, out.

Nothing is read by way of this module: it only finds what a message can propose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache

from campaign_calendar import zones
from campaign_calendar.cldr import locales
from campaign_calendar.content import clock, likely
from campaign_calendar.content.clock import bare_name
from campaign_calendar.content.likely import phrase
from campaign_calendar.problems import nearest
from campaign_calendar.recurrence import WEEKDAYS

YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})(?!\d)")
DAY_AND_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[-./, ]*([^\W\d_][^\d\s,./-]*)[-./, ]*"
    r"(\d{4}|'?\d{2}(?![\d:.h]| *(?:[ap]\.?m?\b|hrs?\b)))?",  # a year, not the hour after the day
    re.I,
)
NAME_AND_DAY = re.compile(r"([^\W\d_][^\d\s,./-]*)[-./, ]*(\d{1,2})(?:st|nd|rd|th)?(?:[-./, ]+(\d{4}))?(?![\d:])")
SERIAL = re.compile(r"([34]\d{4})(\.\d+)?")  # a day as spreadsheets store it: so many days after this one
SERIAL_ZERO = datetime(1899, 12, 30)
BETWEEN = re.compile(r"^(?:[\s,T@]|at |um )+|[\s,]+$", re.I)
WIDTHS = ("wide", "abbreviated")


def moment(text: str, languages: Iterable[str], year: int | None) -> str:
    """The day, and the hour if there is one, that `text` says. `year` is for days without one."""
    spoken = tuple(languages)
    found, rest = day(text, spoken, year)
    if found and rest:
        time = clock.hour(rest, spoken)
        return f"{found} {time}" if time else ""
    return found


def day(text: str, languages: tuple[str, ...], year: int | None) -> tuple[str, str]:
    """The day that `text` says, and what it says beside it; numbers are taken for day, month, year where this makes a
    day."""
    words = [each for each in text.split() if bare_name(each) not in _weekdays(languages)]
    plain = " ".join(words)
    serial = SERIAL.fullmatch(plain)
    if serial:
        then = SERIAL_ZERO + timedelta(days=int(serial[1]), minutes=round(float(serial[2] or 0) * 24 * 60))
        return str(then.date()), f"{then:%H:%M}" if serial[2] else ""
    for pattern, as_date in DAYS.items():
        found = pattern.match(plain, 0, _end_of_day(plain))
        then_day = as_date(found, languages, year) if found else None
        if found and then_day:
            return str(then_day), BETWEEN.sub("", plain[found.end() :])
    for number in range(1, len(words)):
        time = clock.hour(" ".join(words[:number]).rstrip(","), languages)
        then_later, rest = day(" ".join(words[number:]), languages, year) if time else ("", "")
        if then_later and not rest:
            return then_later, time
    return "", ""


def _end_of_day(text: str) -> int:
    """Where in `text` an hour begins that a word such as o'clock shows to be none of the day's numbers."""
    before = phrase("clock").search(text)
    number = re.search(r"\d{1,2}(?:[:.]\d{2})? *$", text[: before.start()]) if before else None
    return number.start() if number else len(text)


def days(text: str, languages: tuple[str, ...], year: int | None) -> tuple[str, str]:
    """The first and the last day of `22-25 Nov` and the like; empty strings where there are not two."""
    text = phrase("until").sub("", text)
    for found in phrase("between").finditer(text):
        parts = (text[: found.start()], text[found.end() :])
        first, last = (moment(each, languages, year) for each in parts)
        if last and not first and parts[0].isdecimal():
            first = _in_month_of(last, parts[0])
        elif first and not last and parts[1].isdecimal():
            last = _in_month_of(first, parts[1])
        if first and last and first < last and len(first) == len(last) == len("2018-11-22"):
            return first, last
    return "", ""


def _in_month_of(day: str, number: str) -> str:
    """Another day of the same month; an empty string where it has none of that number."""
    return str(_date(day[:4], day[5:7], number) or "")


def _year_first(found: re.Match[str], _languages: tuple[str, ...], _year: int | None) -> date | None:
    return _date(found[1], found[2], found[3])


def _day_first(found: re.Match[str], _languages: tuple[str, ...], _year: int | None) -> date | None:
    full = found[3] if len(found[3]) == 4 else f"20{found[3]}"
    return _date(full, found[2], found[1]) or _date(full, found[1], found[2])


def _day_and_name(found: re.Match[str], languages: tuple[str, ...], year: int | None) -> date | None:
    return _named(found[1], found[2], found[3] or year, languages)


def _name_and_day(found: re.Match[str], languages: tuple[str, ...], year: int | None) -> date | None:
    return _named(found[2], found[1], found[3] or year, languages)


DAYS: dict[re.Pattern[str], Callable[[re.Match[str], tuple[str, ...], int | None], date | None]] = {
    YEAR_FIRST: _year_first,
    DAY_FIRST: _day_first,
    DAY_AND_NAME: _day_and_name,
    NAME_AND_DAY: _name_and_day,
}


def _named(number: str, name: str, year: str | int | None, languages: tuple[str, ...]) -> date | None:
    months = _months(languages)
    month = months.get(bare_name(name)) or (months.get(nearest(bare_name(name), months)) if len(name) > 4 else None)
    written = str(year or "").removeprefix("'")
    full = f"20{written}" if len(written) == 2 else written
    return _date(full, str(month), number) if month and full else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year < 2200 else None


def zoned(text: str, zone: str) -> str:
    """The local time of `2018-11-22T12:00:00Z` and other times with an offset. A hyphen may as well stand between two
    times."""
    if "T" not in text and "-" in text[len("2018-11-22") :]:
        return ""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return f"{found.astimezone(zones.zone(zone)):%Y-%m-%d %H:%M}" if found.tzinfo else ""


def weekday(text: str, languages: Iterable[str]) -> str:
    """mon for Monday, in the languages or in English; a number in front of it stays."""
    number, _, name = phrase("every").sub("", text).rpartition(" ")
    number = re.sub(r"^(\d)(st|nd|rd|th)$", r"\1", number.casefold())
    number = next((name for name, typed in likely.typed("ordinals") if number in typed), number)
    known = _weekdays(tuple(languages))
    found = known.get(bare_name(name)) or known.get(bare_name(name).removesuffix("s"))
    return f"{number} {found}".strip() if found and number in ("", "1", "2", "3", "4", "5", "-1", "last") else ""


def weekdays(text: str, languages: Iterable[str]) -> list[str]:
    """mon and thu for Monday and Thursday; an empty list where not all are weekdays, or there is only one."""
    spoken = tuple(languages)
    found = [weekday(part.strip(), spoken) for part in phrase("and").split(text)]
    return found if len(found) > 1 and all(found) else []


@cache
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in locales(("en", *reversed(languages))):  # what is found later counts
        for context in ("format", "stand-alone"):
            for width in WIDTHS:
                found |= {bare_name(name): number for number, name in locale.months[context][width].items()}
    return found


@cache
def _weekdays(languages: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for locale in locales(("en", *reversed(languages))):
        for width in WIDTHS:
            found |= {bare_name(name): WEEKDAYS[number] for number, name in locale.days["format"][width].items()}
    return found
