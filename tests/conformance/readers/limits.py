"""Where a reader is known to understand something else than what stands in a feed, and why that is its own fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from .occurrence import Moment, Occurrence

Applies = Callable[[Occurrence, str, Sequence[Occurrence]], bool]


@dataclass(frozen=True)
class Limit:
    """`reader` may differ in `fields` from an occurrence that was meant so that it `applies` (to it, one of the
    fields, and all occurrences of its entry); `seen_in` is a campaign of the tests where it does."""

    reader: str
    fields: tuple[str, ...]
    applies: Applies
    reason: str
    seen_in: str


def _comma_in_a_category(meant: Occurrence, _field: str, _entry: Sequence[Occurrence]) -> bool:
    return any("," in each for each in meant.categories)


def _escape_in_a_category(meant: Occurrence, _field: str, _entry: Sequence[Occurrence]) -> bool:
    return any(mark in each for each in meant.categories for mark in "\\,;")


def _backslash_before_n(meant: Occurrence, field: str, _entry: Sequence[Occurrence]) -> bool:
    return re.search(r"\\[nN]", getattr(meant, field)) is not None


def _backslash(meant: Occurrence, field: str, _entry: Sequence[Occurrence]) -> bool:
    return "\\" in getattr(meant, field)


def _starts_in_an_hour_shown_twice(meant: Occurrence, _field: str, _entry: Sequence[Occurrence]) -> bool:
    if not isinstance(meant.start, Moment):
        return False
    first = meant.start.wall.replace(tzinfo=ZoneInfo(meant.start.zone))
    return first.utcoffset() > first.replace(fold=1).utcoffset()  # type: ignore[operator]


def _hours_in_a_series_of_days(meant: Occurrence, _field: str, entry: Sequence[Occurrence]) -> bool:
    return isinstance(meant.start, Moment) and not all(isinstance(each.start, Moment) for each in entry)


def _over_a_change_of_clocks(meant: Occurrence, _field: str, _entry: Sequence[Occurrence]) -> bool:
    ahead = {
        each.wall - each.instant.replace(tzinfo=None) for each in (meant.start, meant.end) if isinstance(each, Moment)
    }
    return len(ahead) > 1


TEXTS = ("summary", "description", "location", "contact")
SECOND_HOUR = "takes the second of two hours that clocks show alike, where RFC 5545 3.3.5 means the first"
TWICE = "looks for \\n before \\\\, and so takes a backslash and an n for a line break (RFC 5545 3.3.11)"
LIMITS = (
    Limit(
        "ical",
        ("categories",),
        _comma_in_a_category,
        "cuts CATEGORIES at every comma before it looks for backslashes (RFC 5545 3.3.11)",
        "awkward",
    ),
    Limit("libical", ("start",), _starts_in_an_hour_shown_twice, SECOND_HOUR, "german"),
    Limit("ical.js", ("start",), _starts_in_an_hour_shown_twice, SECOND_HOUR, "german"),
    Limit("node-ical", ("start",), _starts_in_an_hour_shown_twice, SECOND_HOUR, "german"),
    Limit("thunderbird", ("start",), _starts_in_an_hour_shown_twice, SECOND_HOUR, "german"),
    Limit("evolution", ("start",), _starts_in_an_hour_shown_twice, SECOND_HOUR, "german"),
    Limit(
        "node-ical",
        ("categories",),
        _escape_in_a_category,
        "cuts CATEGORIES at every comma and leaves backslashes where they are (RFC 5545 3.3.11)",
        "awkward",
    ),
    Limit(
        "node-ical",
        TEXTS,
        _backslash_before_n,
        TWICE,
        "awkward",
    ),
    Limit(
        "node-ical",
        ("start", "end"),
        _hours_in_a_series_of_days,
        "takes an exception with hours for a whole day where the series is of days (RFC 5545 3.8.4.4)",
        "awkward",
    ),
    Limit("ruby-icalendar", TEXTS, _backslash_before_n, TWICE, "awkward"),
    Limit(
        "evolution",
        ("end",),
        _over_a_change_of_clocks,
        "adds the exact length of an event to what clocks show at its start (RFC 5545 3.8.2.2)",
        "awkward",
    ),
    Limit("khal", TEXTS, _backslash, "unescapes what it has unescaped before (RFC 5545 3.3.11)", "awkward"),
)


def limit(reader: str, field: str, meant: Occurrence, entry: Sequence[Occurrence]) -> Limit | None:
    """What excuses a difference in a field, if anything does."""
    found = (each for each in LIMITS if each.reader == reader and field in each.fields)
    return next((each for each in found if each.applies(meant, field, entry)), None)
