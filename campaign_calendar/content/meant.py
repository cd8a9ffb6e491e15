"""What people type for a day, an hour or a weekday in; how it is written here, or an empty string, out.

Nothing is read by way of this module: it only finds what a message can propose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError

from campaign_calendar.recurrence import WEEKDAYS

YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})(?!\d)")
DAY_AND_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[-./, ]*([^\W\d_][^\d\s,./-]*)[-./, ]*(\d{4}|'?\d{2}(?![\d:.]))?"
)
NAME_AND_DAY = re.compile(r"([^\W\d_][^\d\s,./-]*)[-./, ]*(\d{1,2})(?:st|nd|rd|th)?(?:[-./, ]+(\d{4}))?(?![\d:])")
HOUR = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)? *([ap])?\.?(?:m\.?)? *(?:hrs?|h|uhr|[a-z]{2,4})?",
    re.I,
)
BARE_HOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?: *(?:hrs?|h))?", re.I)
BETWEEN = re.compile(r"^(?:[\s,T@]|at |um )+|[\s,]+$", re.I)
RANGE = re.compile(r"\s*(?:[-–—]|\bto\b)\s*", re.I)
WIDTHS = ("wide", "abbreviated")


def moment(text: str, languages: Iterable[str], year: int | None) -> str:
    """The day, and the hour if there is one, that `text` begins with; numbers are taken for day, month, year where
    this makes a day. `year` is for days without one."""
    for pattern in (YEAR_FIRST, DAY_FIRST, DAY_AND_NAME, NAME_AND_DAY):
        found = pattern.match(text)
        day = _day(pattern, found, tuple(languages), year) if found else None
        if found and day:
            rest = BETWEEN.sub("", text[found.end() :])
            time = hour(rest)
            return f"{day} {time}".strip() if time or not rest else ""
    return ""


def _day(pattern: re.Pattern[str], found: re.Match[str], languages: tuple[str, ...], year: int | None) -> date | None:
    if pattern is YEAR_FIRST:
        return _date(found[1], found[2], found[3])
    if pattern is DAY_FIRST:
        full = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        return _date(full, found[2], found[1]) or _date(full, found[1], found[2])
    number, name = (found[1], found[2]) if pattern is DAY_AND_NAME else (found[2], found[1])
    month = _months(languages).get(_plain(name))
    written = (found[3] or str(year or "")).removeprefix("'")
    full = f"20{written}" if len(written) == 2 else written
    return _date(full, str(month), number) if month and full else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year < 2200 else None


def hour(text: str) -> str:
    """17:30 for 5:30 pm, 17.30, 1730 and the like."""
    found = HOUR.fullmatch(text)
    if found is None:
        bare = BARE_HOUR.fullmatch(text)
        return f"{bare[1]}:{bare[2]}" if bare else ""
    number, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if not (found[2] or half) or minutes > 59 or number > (12 if half else 23):
        return ""
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    return f"{number:02}:{minutes:02}"


def hours(text: str) -> tuple[str, str]:
    """17:30 and 19:00 for 5:30-7 pm, 17:30 to 19:00 and the like; empty strings where there are not two."""
    parts = RANGE.split(text, maxsplit=1)
    if len(parts) != 2:
        return "", ""
    half = re.search(r"[ap]\.?m\.?$", parts[1], re.IGNORECASE)
    start, end = hour(parts[0]) or (hour(f"{parts[0]} {half[0]}") if half else ""), hour(parts[1])
    return (start, end) if start and end else ("", "")


def is_like_an_hour(text: str) -> bool:
    """Whether an hour was meant rather than a day, well or badly written."""
    return bool(
        re.match(r"\d{1,2}([:.]\d{1,2}(?![.\d/-])|$| *[ap]\.?m\b)", text, re.IGNORECASE)
        or hour(text)
        or hours(text)[0]
    )


def weekday(text: str, languages: Iterable[str]) -> str:
    """mon for Monday, in the languages or in English; a number in front of it stays."""
    number, _, name = text.rpartition(" ")
    known = _weekdays(tuple(languages)).get(_plain(name))
    return f"{number} {known}".strip() if known and number in ("", "1", "2", "3", "4", "5", "-1", "last") else ""


def _plain(name: str) -> str:
    """A name without the sign that shortens it, which is another one in each script."""
    while name and unicodedata.category(name[-1])[0] in "PZ":
        name = name[:-1]
    return name.casefold().strip()


@cache
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in _locales(languages):
        for context in ("format", "stand-alone"):
            for width in WIDTHS:
                found |= {_plain(name): number for number, name in locale.months[context][width].items()}
    return found


@cache
def _weekdays(languages: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for locale in _locales(languages):
        for width in WIDTHS:
            found |= {_plain(name): WEEKDAYS[number] for number, name in locale.days["format"][width].items()}
    return found


def _locales(languages: tuple[str, ...]) -> list[Locale]:
    found = []
    for language in (*languages, "en"):
        try:
            found.append(Locale.parse(language.replace("-", "_")))
        except (UnknownLocaleError, ValueError):
            continue
    return found
