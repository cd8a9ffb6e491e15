"""What people type for a day, an hour or a weekday in; how it is written here, or an empty string, out.

Nothing is read by way of this module: it only finds what a message can propose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache

from babel import UnknownLocaleError

from campaign_calendar import zones
from campaign_calendar.cldr import Locale
from campaign_calendar.content import likely
from campaign_calendar.problems import nearest
from campaign_calendar.recurrence import WEEKDAYS

YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})(?!\d)")
DAY_AND_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[-./, ]*([^\W\d_][^\d\s,./-]*)[-./, ]*"
    r"(\d{4}|'?\d{2}(?![\d:.h]| *(?:[ap]\.?m?\b|hrs?\b|uhr\b)))?",  # a year, not the hour after the day
    re.I,
)
NAME_AND_DAY = re.compile(r"([^\W\d_][^\d\s,./-]*)[-./, ]*(\d{1,2})(?:st|nd|rd|th)?(?:[-./, ]+(\d{4}))?(?![\d:])")
SERIAL = re.compile(r"([34]\d{4})(\.\d+)?")  # a day as spreadsheets store it: so many days after this one
SERIAL_ZERO = datetime(1899, 12, 30)
HOUR = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)? *(?:([ap])(?:\.?m)?\.?(?![a-z]))? *"
    r"(?:hrs?|h|uhr|((?!utc|gmt)[a-z]{2,4}))?",
    re.I,
)
BARE_HOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?: *(?:hrs?|h))?", re.I)
SPOKEN_HOUR = re.compile(r"(?:[^\d,]* )?(\d{1,2})(?:[:.](\d{2}))?(?: [^\d,+]*)?")
BETWEEN = re.compile(r"^(?:[\s,T@]|at |um )+|[\s,]+$", re.I)
ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
WIDTHS = ("wide", "abbreviated")


@cache
def _phrase(name: str) -> re.Pattern[str]:
    """What stands between two hours or days, behind the last of them, or before a weekday."""
    words = "|".join(re.escape(each) for found, typed in likely.typed("phrases") if found == name for each in typed)
    around = {
        "between": rf"\s*[-–—]\s*|\s+(?:{words})\s+",
        "until": rf"\s+(?:{words})$",
        "every": rf"^(?:{words})\s+",
    }
    return re.compile(around[name], re.IGNORECASE)


def moment(text: str, languages: Iterable[str], year: int | None) -> str:
    """The day, and the hour if there is one, that `text` says. `year` is for days without one."""
    spoken = tuple(languages)
    found, rest = day(text, spoken, year)
    if found and rest:
        time = hour(rest, spoken)
        return f"{found} {time}" if time else ""
    return found


def day(text: str, languages: tuple[str, ...], year: int | None) -> tuple[str, str]:
    """The day that `text` says, and what it says beside it; numbers are taken for day, month, year where this makes a
    day."""
    words = [each for each in text.split() if _plain(each) not in _weekdays(languages)]
    plain = " ".join(words)
    serial = SERIAL.fullmatch(plain)
    if serial:
        then = SERIAL_ZERO + timedelta(days=int(serial[1]), minutes=round(float(serial[2] or 0) * 24 * 60))
        return str(then.date()), f"{then:%H:%M}" if serial[2] else ""
    for pattern, as_date in DAYS.items():
        found = pattern.match(plain)
        then_day = as_date(found, languages, year) if found else None
        if found and then_day:
            return str(then_day), BETWEEN.sub("", plain[found.end() :])
    for number in range(1, len(words)):
        time = hour(" ".join(words[:number]).rstrip(","), languages)
        then_later, rest = day(" ".join(words[number:]), languages, year) if time else ("", "")
        if then_later and not rest:
            return then_later, time
    return "", ""


def days(text: str, languages: tuple[str, ...], year: int | None) -> tuple[str, str]:
    """The first and the last day of `22-25 Nov` and the like; empty strings where there are not two."""
    text = _phrase("until").sub("", text)
    for found in _phrase("between").finditer(text):
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
    month = months.get(_plain(name)) or (months.get(nearest(_plain(name), months)) if len(name) > 4 else None)
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


def hour(text: str, languages: tuple[str, ...] = ()) -> str:
    """17:30 for 5:30 pm, 17.30, 1730, 5:30 in the evening and the like."""
    found = HOUR.fullmatch(text)
    if found is None:
        bare = BARE_HOUR.fullmatch(text)
        return f"{bare[1]}:{bare[2]}" if bare else _spoken_hour(text, languages)
    number, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if not (found[2] or half) or minutes > 59 or number > (12 if half else 23):
        return ""
    if found[4] and not found[4].isupper() and number <= 12 and not half:
        return ""  # 6:30 sham is 18:30; capitals are a zone
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    return f"{number:02}:{minutes:02}"


def _spoken_hour(text: str, languages: tuple[str, ...]) -> str:
    """17:30 for 5:30 with a word such as evening, or for 17:30 with any words."""
    found = SPOKEN_HOUR.fullmatch(text)
    if found is None or int(found[2] or 0) > 59:
        return ""
    said, number = _said_periods(text, languages), int(found[1])
    fitting = {each % 24 for first, last in said for each in (number, number + 12) if first <= each * 60 < last}
    if not said and found[2] and 12 < number < 24 and not re.search(r"\b(utc|gmt)\b", text, re.I):
        fitting = {number}
    return f"{fitting.pop():02}:{int(found[2] or 0):02}" if len(fitting) == 1 else ""


def hours(text: str, languages: tuple[str, ...] = ()) -> tuple[str, str]:
    """17:30 and 19:00 for 5:30-7 pm, 17:30 to 19:00 and the like, 10:00 and 14:00 for 10-2 pm; empty strings where
    there are not two."""
    parts = _phrase("between").split(_phrase("until").sub("", text), maxsplit=1)
    if len(parts) != 2:
        return "", ""
    one, other = (re.sub(r"[\d:.]+", "", each).strip() for each in parts)
    half = re.search(r"([ap])\.?m\.?$", parts[1], re.I)
    end = hour(parts[1], languages)
    if _said_periods(one, languages) and not _said_periods(other, languages) and not half and end < "13":
        end = hour(f"{one} {parts[1]}", languages)
    more: tuple[str, ...] = ("",) if _said_periods(one, languages) else (other, "")
    if half:
        more = ("pm", "", "am") if half[1] in "pP" else ("am", "", "pm")
    starts = [start for each in more if (start := hour(f"{parts[0]} {each}".strip(), languages))]
    start = next((each for each in starts if each < end), starts[-1] if starts else "")
    return (start, end) if start and end else ("", "")


def is_like_an_hour(text: str, languages: tuple[str, ...] = ()) -> bool:
    """Whether an hour was meant rather than a day, well or badly written."""
    return bool(
        re.match(r"\d{1,2}([:.]\d{1,2}(?![.\d/-])|$| *[ap]\.?m\b)", text, re.IGNORECASE)
        or hour(text, languages)
        or hours(text, languages)[0]
    )


def weekday(text: str, languages: Iterable[str]) -> str:
    """mon for Monday, in the languages or in English; a number in front of it stays."""
    number, _, name = _phrase("every").sub("", text).rpartition(" ")
    number = re.sub(r"^(\d)(st|nd|rd|th)$", r"\1", number.casefold())
    number = ORDINALS.get(number, number)
    known = _weekdays(tuple(languages))
    found = known.get(_plain(name)) or known.get(_plain(name).removesuffix("s"))
    return f"{number} {found}".strip() if found and number in ("", "1", "2", "3", "4", "5", "-1", "last") else ""


def _plain(name: str) -> str:
    """A name without the sign that shortens it, which is another one in each script."""
    while name and unicodedata.category(name[-1])[0] in "PZ":
        name = name[:-1]
    return name.casefold().strip(" (")


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


@cache
def _periods(languages: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """The parts of the day by name: from which minute on, and before which one; past midnight it goes on counting."""
    found: dict[str, tuple[int, int]] = {}
    for locale in _locales(languages):
        for period, spans in dict(locale.day_period_rules.get(None, {})).items():
            names = {locale.day_periods["format"][width].get(period) for width in WIDTHS} - {None}
            if "from" in spans[0]:
                first, last = spans[0]["from"] // 60, spans[0]["before"] // 60
                found |= {_plain(name): (first, last if first < last else last + 24 * 60) for name in names}
    return found


def _said_periods(text: str, languages: tuple[str, ...]) -> list[tuple[int, int]]:
    """The parts of the day that a text names."""
    return [span for name, span in _periods(languages).items() if f" {name} " in f" {_plain(text)} "]


def _locales(languages: tuple[str, ...]) -> list[Locale]:
    found = []
    for language in ("en", *reversed(languages)):  # what is found later counts
        try:
            found.append(Locale.named(language))
        except (UnknownLocaleError, ValueError):
            continue
    return found
