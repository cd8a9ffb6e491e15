"""What the cells of a row say of days and hours in; `start`, `end`, `time` and `between` of its event, out.

A day is read before the month unless there is no such day. What may be read in two ways is a guess, and told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from campaign_calendar.content import clock, likely, meant
from campaign_calendar.content.types import plain_digits
from campaign_calendar.importers.entry import Entry, phrases

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
TWO_ISO = re.compile(rf"({ISO.pattern}) [–-] ({ISO.pattern})")
EXACT = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
SHARE_OF_DAY = re.compile(r"0?\.\d+")
NUMBERS = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{2,4})")
ALONE = re.compile(r"\d{1,2}")
DAY_AND_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})(?![/\d:])")  # 24/11, of the campaign's year
MORNING, EVENING = "07:00", "19:00"  # an hour that may be either is taken for the one between


@dataclass(frozen=True)
class Spoken:
    """In what languages days may be written, in which year they are, and how the site itself says that the hour is
    not known."""

    languages: tuple[str, ...]
    year: int | None
    later: frozenset[str]


def facts(cells: Mapping[str, str], entry: Entry, spoken: Spoken) -> dict[str, Any]:
    """`cells` by start.day, start.time, end.day, end.time and between; what cannot be read is noted in `entry`."""
    typed = {name: likely.tidy(plain_digits(text)) for name, text in cells.items()}
    given = {name: text for name, text in typed.items() if text not in ("", "-", "--")}
    first, last, rest = _days(given.get("start.day", ""), entry, spoken)
    if given.get("end.day"):
        last, _, more = _days(given["end.day"], entry, spoken)
        given["end.time"] = given.get("end.time") or more
    if not first and given.get("between"):
        return _between(given["between"], entry, spoken)
    if not first:
        if not entry.refused:
            entry.refuse("no-date")
        return {}
    start, end, later = _hours(given.get("start.time") or rest, given.get("end.time", ""), entry, spoken)
    if entry.refused:
        return {}
    if not start:
        found: dict[str, Any] = {"start": first}
        return found | ({"end": last} if last and last != first else {}) | ({"time": "later"} if later else {})
    day = last or first
    if not end and day != first:
        entry.refuse("end-needs-hour", value=day)
        return {}
    if end and day == first and end <= "06:00" and end < start:
        day = str(date.fromisoformat(first) + timedelta(days=1))
        entry.guess("next-day", value=end, taken=f"{day} {end}")
    return {"start": f"{first}T{start}"} | ({"end": f"{day}T{end}"} if end else {})


def _days(text: str, entry: Entry, spoken: Spoken) -> tuple[str, str, str]:
    """The first day, the last one if there are two, and what else is said; empty strings for what is not."""
    if not text:
        return "", "", ""
    exact = ISO.match(text)
    if exact and _is_day(exact[0]):
        rest = text[exact.end() :]
        if not rest or re.fullmatch(r"[ T]\d\d:\d\d", rest):
            return exact[0], "", rest[1:]
    if text.casefold() in phrases("later") | spoken.later:
        entry.refuse("no-date")
        return "", "", ""
    first, last = meant.days(text, spoken.languages, spoken.year)
    if first:
        entry.guess("days", value=text, taken=f"{first} – {last}")
        return first, last, ""
    whole = DAY_AND_MONTH.match(text) if spoken.year else None
    said = f"{whole[0]}/{spoken.year}{text[whole.end() :]}" if whole else text
    day, rest = meant.day(said, spoken.languages, spoken.year)
    if not day or (rest and not clock.is_said(rest, spoken.languages) and not ALONE.fullmatch(rest)):
        entry.refuse("day", value=text)
        return "", "", ""
    if _is_doubtful(text, day):
        entry.guess("as", value=text.removesuffix(rest).rstrip(" ,"), taken=day)
    return day, "", rest


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_doubtful(text: str, day: str) -> bool:
    """Whether the day could be the month, or the year is not said in full."""
    found = NUMBERS.search(text)
    if found and len(found[3]) == 4:
        return found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12
    return day[:4] not in text


def _between(text: str, entry: Entry, spoken: Spoken) -> dict[str, Any]:
    exact = TWO_ISO.fullmatch(likely.DASHES.sub("-", text))
    first, last = exact.groups() if exact else meant.days(text, spoken.languages, spoken.year)
    if not first:
        entry.refuse("between", value=text)
        return {}
    return {"between": [first, last]}


def _hours(text: str, until: str, entry: Entry, spoken: Spoken) -> tuple[str, str, bool]:
    """Start, end, and whether the hour will be announced."""
    if not text:
        if until:
            entry.refuse("end-without-start", value=until)
        return "", "", False
    said = text.casefold()
    if said in phrases("later") | spoken.later:
        return "", "", True
    if said in phrases("all-day"):
        return "", "", False
    two = _two(text, entry, spoken)
    if two:
        return *two, False
    start = _hour(text, entry, spoken)
    if not start or not until:
        return start, "", False
    minutes = clock.length(until)
    if minutes:
        ends = datetime.fromisoformat(f"2000-01-01 {start}") + timedelta(minutes=minutes)
        entry.guess("as", value=until, taken=f"{ends:%H:%M}")
        return start, f"{ends:%H:%M}", False
    return start, _hour(until, entry, spoken, after=start), False


def _two(text: str, entry: Entry, spoken: Spoken) -> tuple[str, str] | None:
    found = clock.spans(text, spoken.languages)
    if not found:
        return None
    daily = [each for each in found if MORNING <= each[0] < EVENING] or list(found)
    if len(found) > 1:
        entry.guess("hour", value=text, taken=f"{daily[0][0]} – {daily[0][1]}")
    return daily[0]


def _hour(text: str, entry: Entry, spoken: Spoken, after: str = "") -> str:
    if EXACT.fullmatch(text):
        return text
    if SHARE_OF_DAY.fullmatch(text):
        minutes = round(float(text) * 24 * 60)
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    told = f"{text}:00" if ALONE.fullmatch(text) else text
    sure = clock.hour(told, spoken.languages)
    if sure:
        return sure
    both = clock.halves(told, spoken.languages)
    if not both:
        entry.refuse("hour-unread", value=text)
        return ""
    taken = next((each for each in both if after and each > after), "")
    taken = taken or next((each for each in both if MORNING <= each < EVENING), both[0])
    entry.guess("hour", value=text, taken=taken)
    return taken
