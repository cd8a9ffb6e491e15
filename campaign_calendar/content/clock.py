"""What people type for an hour, for two, or for a length of time in; how it is written here, or an empty string, out.

Nothing is read by way of this module: it only finds what a message can propose.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import product

from campaign_calendar.cldr import locales
from campaign_calendar.content import likely
from campaign_calendar.syntax.text import VISARGAS

HOUR = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)? *(?:([ap])(?:\.?m)?\.?(?![a-z]))? *"
    r"(?:hrs?|h|((?!utc|gmt)[a-z]{2,4}))?",
    re.I,
)
BARE_HOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?: *(?:hrs?|h))?", re.I)
SPOKEN_HOUR = re.compile(r"(?:[^\d,]* )?(\d{1,2})(?:[:.](\d{2}))?(?: [^\d,+]*)?")
ODD_COLON = re.compile(rf"(?<=\d)[{VISARGAS}](?=\d)")
HYPHEN_FOR_COLON = re.compile(r"(?<![\d:.-])(\d{1,2})-(00|2[5-9]|[3-5]\d)(?![\d:.-])")
REMARK = re.compile(r"(.*\d.*?) *\((.*)\)")
HALF = re.compile(r"([ap])\.?m\.?$", re.I)
LENGTH = re.compile(r"(\d{1,3})(?::(\d{2}))? ?([^\W\d_].*)")
MOST_OF_A_DAY = 12 * 60  # minutes; what is longer was not meant for a length


def hour(text: str, languages: tuple[str, ...] = ()) -> str:
    """17:30 for 5:30 pm, 17.30, 1730, 5:30 in the evening and the like; nothing for 5:30, which may be either."""
    found = _readings(text, languages)
    return found[0] if len(found) == 1 else ""


def halves(text: str, languages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """05:30 and 17:30 for 5:30; nothing where it is said which of them."""
    found = _readings(text, languages)
    return found if len(found) == 2 else ()


def hours(text: str, languages: tuple[str, ...] = ()) -> tuple[str, str]:
    """17:30 and 19:00 for 5:30-7 pm, 17:30 to 19:00 and the like, 10:00 and 14:00 for 10-2 pm; empty strings where
    there are not two."""
    found = spans(text, languages)
    return found[0] if len(found) == 1 else ("", "")


def spans(text: str, languages: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """As `hours`, but with both readings of 5:30-7:30."""
    parts = likely.phrase("between").split(likely.phrase("until").sub("", _spelled(text)), maxsplit=1)
    if len(parts) != 2 or "-" in parts[1]:
        return ()
    if HALF.search(parts[1]) or any(_said_periods(each, languages) for each in parts):
        found = _of_one_half(parts[0], parts[1], languages)
        return (found,) if found else ()
    both = [*product(_readings(parts[0], languages), _readings(parts[1], languages))]
    forward = [pair for pair in both if pair[0] < pair[1]]
    if not forward:
        return tuple(both) if len(both) == 1 else ()
    shortest = min(_minutes(end) - _minutes(start) for start, end in forward)
    found_here = [(start, end) for start, end in forward if _minutes(end) - _minutes(start) == shortest]
    return tuple(found_here)


def _of_one_half(one: str, other: str, languages: tuple[str, ...]) -> tuple[str, str] | None:
    """Two hours where am, pm or a part of the day stands with one of them and holds for the other, too."""
    said_one, said_other = (re.sub(r"[\d:.]+", "", each).strip() for each in (one, other))
    half = HALF.search(other)
    end = hour(other, languages)
    if _said_periods(said_one, languages) and not _said_periods(said_other, languages) and not half and end < "13":
        end = hour(f"{said_one} {other}", languages)
    more: tuple[str, ...] = ("",) if _said_periods(said_one, languages) else (said_other, "")
    if half:
        more = ("pm", "", "am") if half[1] in "pP" else ("am", "", "pm")
    starts = [start for each in more if (start := hour(f"{one} {each}".strip(), languages))]
    start = next((each for each in starts if each < end), starts[-1] if starts else "")
    return (start, end) if start and end else None


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def is_said(text: str, languages: tuple[str, ...] = ()) -> bool:
    """Whether `text` is an hour, or two of them, however written."""
    return bool(_readings(text, languages) or spans(text, languages))


def is_like_an_hour(text: str, languages: tuple[str, ...] = ()) -> bool:
    """Whether an hour was meant rather than a day, well or badly written."""
    pattern = r"\d{1,2}([:.]\d{1,2}(?![.\d/-])|$| *[ap]\.?m\b)"
    return bool(re.match(pattern, text, re.IGNORECASE)) or is_said(text, languages)


def is_after_midnight(text: str, languages: tuple[str, ...]) -> bool:
    """Whether an hour is one of a night that most people count to the day before."""
    return (
        any(last > 24 * 60 for _, last in _said_periods(_spelled(text), languages)) and hour(text, languages) < "06"
    )


def length(text: str) -> int:
    """The minutes of 2 hours, 90 min and the like; 0 for anything else."""
    found = LENGTH.fullmatch(_spelled(text))
    word = found[3].casefold().strip(" .") if found else ""
    unit = next((name for name, others in likely.typed("units") if word in others), "")
    if not found or not unit or (found[2] and unit != "h"):
        return 0
    minutes = int(found[1]) * (60 if unit == "h" else 1) + int(found[2] or 0)
    return minutes if minutes <= MOST_OF_A_DAY else 0


def _readings(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The hours that a text may mean: none, one, or one in the morning and one in the evening."""
    remark = REMARK.fullmatch(text)
    if remark:
        without = _readings(remark[1], languages)
        return without if len(without) == 1 else _readings(f"{remark[1]} {remark[2]}", languages)
    spelled = likely.phrase("onwards").sub("", _spelled(text)).rstrip(" ,;")
    said, is_clock = likely.phrase("clock").subn("", spelled)
    found, bare = HOUR.fullmatch(said), BARE_HOUR.fullmatch(said)
    if bare:
        return (f"{bare[1]}:{bare[2]}",)
    if found is None:
        return _spoken(said, languages)
    number, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if found[4] and not found[4].isupper() and number <= 12 and not half:
        return _spoken(said, languages)  # a word may say which half of the day; capitals are a zone
    if not (found[2] or half or is_clock) or minutes > 59 or number > (12 if half else 23):
        return ()
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    is_either = not half and len(found[1]) == 1 and number > 0
    return tuple(f"{each:02}:{minutes:02}" for each in ((number, number + 12) if is_either else (number,)))


def _spoken(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """17:30 for 5:30 with a word such as evening, or for 17:30 with any words."""
    found = SPOKEN_HOUR.fullmatch(text)
    if found is None or int(found[2] or 0) > 59:
        return ()
    said, number = _said_periods(text, languages), int(found[1])
    possible = (number, number + 12, number + 24)
    fitting = {each % 24 for first, last in said for each in possible if first <= each * 60 < last}
    if not said and found[2] and 12 < number < 24 and not re.search(r"\b(utc|gmt)\b", text, re.I):
        fitting = {number}
    return (f"{fitting.pop():02}:{int(found[2] or 0):02}",) if len(fitting) == 1 else ()


def _spelled(text: str) -> str:
    """`text` with 6:30 for half past six, for 6-30 and for 6 with a sign that looks like a colon."""
    plain = HYPHEN_FOR_COLON.sub(r"\1:\2", ODD_COLON.sub(":", text))
    return plain if plain.isascii() and not re.search("[a-zA-Z]", plain) else _number_words().sub(_in_digits, plain)


@cache
def _number_words() -> re.Pattern[str]:
    numbers, shares = (
        "|".join(re.escape(each) for _, typed in likely.typed(part) for each in typed)
        for part in ("numbers", "shares")
    )
    return re.compile(rf"(?<!\S)(?:({shares}) )?({numbers}|\d{{1,2}})(?=\s|$)", re.I)


def _in_digits(found: re.Match[str]) -> str:
    """6:45 for quarter to seven; data say so and so many minutes after, or before, the hour."""
    said = found[2].casefold()
    number = next((name for name, typed in likely.typed("numbers") if said in typed), found[2])
    share = next((name for name, typed in likely.typed("shares") if (found[1] or "").casefold() in typed), "")
    if not share or not number.isdecimal():
        return number
    minutes = int(number) * 60 + int(share)
    return f"{minutes // 60 or 12}:{minutes % 60:02}"


def _said_periods(text: str, languages: tuple[str, ...]) -> list[tuple[int, int]]:
    """The parts of the day that a text names."""
    return [span for name, span in _periods(languages) if f" {name} " in f" {bare_name(text)} "]


@cache
def _periods(languages: tuple[str, ...]) -> tuple[tuple[str, tuple[int, int]], ...]:
    """The parts of the day by name: from which minute on, and before which one; past midnight it goes on counting."""
    found: list[tuple[str, tuple[int, int]]] = []
    for locale in locales(("en", *reversed(languages))):
        for period, spans in dict(locale.day_period_rules.get(None, {})).items():
            names = {locale.day_periods["format"][width].get(period) for width in ("wide", "abbreviated")} - {None}
            if "from" in spans[0]:
                first, last = spans[0]["from"] // 60, spans[0]["before"] // 60
                found += [(bare_name(name), (first, last if first < last else last + 24 * 60)) for name in names]
    for span, typed in likely.typed("periods"):
        first, last = (int(each) * 60 for each in span.split("-"))
        found += [(name, (first, last)) for name in typed]
    return tuple(found)


def bare_name(name: str) -> str:
    """A name without the sign that shortens it, which is another one in each script."""
    while name and unicodedata.category(name[-1])[0] in "PZ":
        name = name[:-1]
    return name.casefold().strip(" (")
