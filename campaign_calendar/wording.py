"""Dates, times, ranges and counts in words, as CLDR writes them in each language."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, cached_property, lru_cache

from babel import dates, numbers

from campaign_calendar.cldr import Locale
from campaign_calendar.model import Days, Hours, Language, Occurrence, Window


@dataclass(frozen=True)
class Wording:
    """One language's way of saying things. `strings` holds the interface words by key."""

    language: Language
    strings: Mapping[str, str]

    @cached_property
    def locale(self) -> Locale:
        return _locale(self.language.locale)

    def say(self, key: str, **values: object) -> str:
        """The interface words for `key`. Raises KeyError where there are none."""
        return self.strings[key].format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Words for a number of things; `{n}` in them is the number as the language writes it."""
        form = f"{key}.{self.locale.plural_form(number)}"
        words = self.strings.get(form) or self.strings[f"{key}.other"]
        return words.format(n=self.number(number), **values)

    def forms(self, key: str) -> tuple[tuple[str, str], ...]:
        """All words of a count by their CLDR plural category, with their `{n}` left to be filled in."""
        parted = ((*name.rpartition("."), words) for name, words in self.strings.items())
        return tuple((form, words) for stem, _, form, words in parted if stem == key)

    def number(self, number: int) -> str:
        return numbers.format_decimal(number, locale=self.locale)

    def day(self, day: date) -> str:
        """10 November 2018"""
        return _formatted(self.language.locale, "long", day)

    def day_of_week(self, day: date) -> str:
        """Saturday, 10 November 2018"""
        return _formatted(self.language.locale, "full", day)

    def short_day(self, day: date) -> str:
        """10 Nov"""
        return _short(self.language.locale, day)

    def month(self, first: date) -> str:
        """November 2018"""
        return _formatted(self.language.locale, "LLLL y", first)

    def weekdays(self) -> tuple[int, ...]:
        """The days of the week in the locale's order; 0 is Monday."""
        start = self.locale.first_week_day
        return tuple((start + n) % 7 for n in range(7))

    def weekday(self, number: int, width: str = "wide") -> str:
        return str(self.locale.days["stand-alone"][width][number])

    def days(self, span: Days | Window) -> str:
        """12–20 November 2018"""
        return _range(self.language.locale, span.first, span.last)

    def time(self, moment: datetime) -> str:
        return _time(self.language.locale, self.strings["time_pattern"], moment.time().replace(second=0))

    def hours(self, span: Hours) -> str:
        """5:30 pm – 7:00 pm; the beginning alone where the end is not known."""
        if span.end is None:
            return self.time(span.start)
        return self.say("time_range", start=self.time(span.start), end=self.time(span.end))

    def when(self, occurrence: Occurrence) -> str:
        """Days and hours in full."""
        if isinstance(occurrence, Days):
            if occurrence.first == occurrence.last:
                days = self.day_of_week(occurrence.first)
            else:
                days = self.days(occurrence)
            return self.say("hour_later", when=days) if occurrence.hour_later else days
        if occurrence.first == occurrence.last:
            return self.say("day_and_time", day=self.day_of_week(occurrence.first), time=self.hours(occurrence))
        assert occurrence.end is not None
        start = self.say("day_and_time", day=self.day_of_week(occurrence.first), time=self.time(occurrence.start))
        last = occurrence.end.date()
        end = self.say("day_and_time", day=self.day_of_week(last), time=self.time(occurrence.end))
        return self.say("time_range", start=start, end=end)

    def day_and_hours(self, occurrence: Occurrence) -> tuple[str, str]:
        """The same in two: the day or the days, as a heading, and what is left to say below it."""
        if isinstance(occurrence, Hours):
            hours = self.hours(occurrence) if occurrence.first == occurrence.last else self.when(occurrence)
            return self.day_of_week(occurrence.first), hours
        if occurrence.first != occurrence.last:
            return self.days(occurrence), ""
        return self.day_of_week(occurrence.first), self.say("time_later") if occurrence.hour_later else ""

    def not_announced(self, window: Window | Days | None) -> str:
        """date not announced (21–30 November 2018)"""
        if window is None:
            return self.say("not_announced")
        return self.say("not_announced_window", days=self.days(window))

    def series(self, occurrences: Sequence[Occurrence]) -> str:
        """One or several occurrences: the days from the first to the last, how many, and the hours that all have."""
        first, last = occurrences[0], occurrences[-1]
        if len(occurrences) == 1:
            return self.when(first)
        days = self.days(Days(first.first, last.last))
        hours = {self.hours(each) if isinstance(each, Hours) else "" for each in occurrences}
        [same] = hours if len(hours) == 1 else [""]
        whole = self.say("day_and_time", day=days, time=same) if same else days
        return self.count("dates_count", len(occurrences), when=whole)

    def was_and_now(self, was: Occurrence, now: Occurrence) -> tuple[str, str]:
        """What a time was and what it is, without saying twice what has stayed: on one day only the hours, in one
        month only the day."""
        if isinstance(was, Hours) and isinstance(now, Hours):
            if was.first == was.last == now.first == now.last:
                return self.hours(was), self.when(now)
            if _clock(was) != _clock(now):
                return self.when(was), self.when(now)
        elif isinstance(was, Hours) or isinstance(now, Hours) or was.hour_later != now.hour_later:
            return self.when(was), self.when(now)
        if was.first == was.last:
            in_month = was.last < now.first and (was.first.year, was.first.month) == (now.first.year, now.first.month)
            return (_in_month if in_month else _long)(self.language.locale, was.first), self.when(now)
        return self.days(Days(was.first, was.last)), self.when(now)


def _clock(occurrence: Hours) -> tuple[time, time | None]:
    return occurrence.start.time(), occurrence.end.time() if occurrence.end else None


def is_time_pattern(pattern: str) -> bool:
    """Whether `pattern` is one of CLDR for times of day, or the name of one of a locale's own."""
    letters = set(re.sub(r"'[^']*'", "", pattern)) & set(string.ascii_letters)
    if pattern not in ("short", "medium") and not (letters <= set("abBhHKkms") and letters & set("hHKk")):
        return False
    try:
        return bool(_time("en", pattern, time(18, 30)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


@cache
def _locale(name: str) -> Locale:
    return Locale.named(name)


@lru_cache(maxsize=4096)
def _formatted(locale: str, pattern: str, day: date) -> str:
    return dates.format_date(day, pattern, _locale(locale))


@lru_cache(maxsize=4096)
def _short(locale: str, day: date) -> str:
    return str(dates.format_skeleton("MMMd", day, locale=_locale(locale)))


def _long(locale: str, day: date) -> str:
    return _formatted(locale, "long", day)


def _in_month(locale: str, day: date) -> str:
    """A day of a month that is said elsewhere, as the first of a range has it: 25, or 25. in German."""
    first = _locale(locale).interval_formats.get("yMMMd", {}).get("d", ["d"])[0]
    pattern = re.search(r"d+\.?", first)
    return _formatted(locale, pattern[0], day) if pattern and not re.search("[yM]", first) else _long(locale, day)


@lru_cache(maxsize=4096)
def _time(locale: str, pattern: str, clock: time) -> str:
    """`pattern` is a CLDR pattern, or `short` for the locale's own. `clock` has no zone: the same moment in two
    zones would be one key."""
    return dates.format_time(clock, pattern, locale=_locale(locale))


@lru_cache(maxsize=4096)
def _range(locale: str, first: date, last: date) -> str:
    """A range with long month names. Babel's own way with a skeleton falls back to short ones, where ICU writes
    long ones; so CLDR's interval for short names is taken and its MMM lengthened."""
    if first == last:
        return _formatted(locale, "long", first)
    formats = _locale(locale).interval_formats.get("yMMMd", {})
    difference = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    parts = formats.get(difference)
    if not parts:
        return f"{_formatted(locale, 'long', first)} – {_formatted(locale, 'long', last)}"
    patterns = [part if "MMMM" in part else part.replace("MMM", "MMMM") for part in parts]
    pair = zip(patterns, (first, last), strict=False)
    return "".join(str(dates.parse_pattern(pattern).apply(day, _locale(locale))) for pattern, day in pair)
