"""The types of fields that say when: days, hours, weekdays and lengths of time."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from campaign_calendar import zones
from campaign_calendar.content import clock, meant
from campaign_calendar.content.fields import ListOf
from campaign_calendar.content.reading import Reading
from campaign_calendar.content.single import Single
from campaign_calendar.content.types import SCALARS, choice, plain_digits
from campaign_calendar.located import Scalar
from campaign_calendar.model import Weekday
from campaign_calendar.problems import Place
from campaign_calendar.recurrence import WEEKDAYS

DATE = re.compile(r"((?:19|20|21)\d{2})-(\d{2})-(\d{2})")
LIKE_DATE = r"\d{4}-\d{2}-\d{2}"  # also in other digits
TIME = re.compile(r"(\d{2}):(\d{2})")
DATE_AND_TIME = re.compile(r"([^ T]+)(?: +|T)(.+)")
DURATION = re.compile(r"(\d{1,3})(h|min)")
LIKE_DURATION = re.compile(r"(\d{1,3}) *([hm])[a-z]*\.?|(\d{1,2}):(\d{2})", re.IGNORECASE)
HOUR_ALONE = re.compile(r"\d{1,2}")
NTH_WEEKDAY = re.compile(rf"(?:([1-5]|-1|last) +)?({'|'.join(WEEKDAYS)})")
ONLY_LATER = choice(("later",))


def _to_date(text: str) -> date | None:
    found = DATE.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _to_time(text: str) -> time | None:
    found = TIME.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found and int(found[1]) < 24 and int(found[2]) < 60 else None


def _day(scalar: Scalar, name: str, reading: Reading) -> date | None:
    text = plain_digits(scalar.text)
    day = _to_date(text)
    if day is None:
        _refuse_day(scalar, text, name, reading)
    return day


def _refuse_day(scalar: Scalar, text: str, name: str, reading: Reading, or_hour: bool = False) -> None:
    """Say what is wrong with `text`, where a day was expected, with an hour after it if it is `or_hour`."""
    found = DATE.match(text)
    day, rest = meant.day(text, reading.languages, reading.year)
    is_hour = clock.is_said(rest, reading.languages)
    swapped = _to_date(f"{found[1]}-{found[3]}-{found[2]}") if found else None
    if found and _to_date(found[0]) is None and swapped and text == found[0]:
        reading.error(scalar.place, "no-such-day-near", field=name, value=scalar.text, near=swapped)
    elif found and _to_date(found[0]) is None:
        year, month = int(found[1]), min(max(int(found[2]), 1), 12)
        last = f"{year}-{month:02}-{monthrange(year, month)[1]}"
        reading.error(scalar.place, "no-such-day", field=name, value=scalar.text, last=last)
    elif day and rest and is_hour and or_hour:
        _refuse_hour(scalar, rest, name, reading, before=day, rule="date-order")
    elif day and (not rest or is_hour):
        reading.error(scalar.place, "date-order", field=name, value=scalar.text, instead=day)
    elif name == "end":
        reading.error(scalar.place, "date-or-time", field=name, value=scalar.text)
    elif name == "start" and not re.search(r"\d", text):
        reading.error(scalar.place, "no-date-yet", field=name, value=scalar.text)
    else:
        reading.error(scalar.place, "date", field=name, value=scalar.text)


def _refuse_hour(
    scalar: Scalar, typed: str, name: str, reading: Reading, before: str = "", rule: str = "time-meant"
) -> None:
    """Say what is wrong with `typed`, where an hour was expected; `before` is the day in front of it."""
    is_alone = HOUR_ALONE.fullmatch(typed) and (before or int(typed) <= 12)  # which may be a day, too
    spoken, told = reading.languages, f"{typed}:00" if is_alone else typed
    instead, either, spans = clock.hour(told, spoken), clock.halves(told, spoken), clock.spans(told, spoken)
    lead = f"{before} ".lstrip()
    if before and len(spans) == 1:
        [(first, last)] = spans
        reading.error(scalar.place, "time-range", field=name, value=scalar.text, start=lead + first, end=last)
    elif before and spans:
        (start, end), (later, later_end) = spans[:2]
        ways = {"start": lead + start, "end": end, "later": lead + later, "laterend": later_end}
        reading.error(scalar.place, "time-range-either", field=name, value=scalar.text, **ways)
    elif before and instead and clock.is_after_midnight(told, spoken):
        following = f"{date.fromisoformat(before) + timedelta(days=1)} {instead}"
        values = {"before": lead + instead, "following": following}
        reading.error(scalar.place, "time-after-midnight", field=name, value=scalar.text, **values)
    elif instead:
        reading.error(scalar.place, rule, field=name, value=scalar.text, instead=lead + instead)
    elif either or spans:  # of two hours without a day in front of them, where the end was expected, the second
        either = either or tuple(last for _, last in spans)
        if len(either) == 1:
            reading.error(scalar.place, rule, field=name, value=scalar.text, instead=either[0])
        else:
            values = {"morning": lead + either[0], "evening": lead + either[1]}
            reading.error(scalar.place, "time-either", field=name, value=scalar.text, **values)
    elif re.search(r"\d", typed):
        reading.error(scalar.place, "time", field=name, value=typed, such=f"{lead}17:00")
    else:
        reading.error(scalar.place, "no-time-yet", field=name, value=typed)


def local_time(day: date, hour: time, place: Place, name: str, reading: Reading) -> datetime | None:
    """That hour of that day in the campaign's zone; None with a problem where its clocks skip it; the first one
    where they show it twice."""
    wall = datetime.combine(day, hour)
    try:
        return zones.localised(wall, reading.timezone)
    except zones.SkippedTime:
        value = wall.strftime("%Y-%m-%d %H:%M")
        reading.error(place, "skipped-time", field=name, value=value, zone=reading.timezone)
        return None


def _moment(scalar: Scalar, name: str, reading: Reading) -> date | datetime | None:
    """A date, or a date and a time with a space or a T between them."""
    text = plain_digits(scalar.text)
    both = DATE_AND_TIME.fullmatch(text)
    day = _to_date(both[1] if both else text)
    hour = _to_time(both[2]) if both else None
    if day and hour is not None:
        return local_time(day, hour, scalar.place, name, reading)
    if day and not both:
        return day
    zoned, days = meant.zoned(text, reading.timezone), meant.days(text, reading.languages, reading.year)
    if zoned:
        values = {"zone": reading.timezone, "instead": zoned}
        reading.error(scalar.place, "time-zoned", field=name, value=scalar.text, **values)
    elif days[0]:
        reading.error(scalar.place, "date-range", field=name, value=scalar.text, start=days[0], end=days[1])
    elif both and day and meant.day(text, reading.languages, reading.year)[1]:
        _refuse_hour(scalar, both[2], name, reading, before=both[1])
    elif clock.is_said(text, reading.languages) and not meant.day(text, reading.languages, reading.year)[0]:
        reading.error(scalar.place, "day-missing", field=name, value=scalar.text)
    else:
        _refuse_day(scalar, text, name, reading, or_hour=True)
    return None


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day whose day stands elsewhere."""

    scalar: Scalar
    time: time


@dataclass(frozen=True, slots=True)
class Length:
    """What was written for an end and is a length of time, in minutes."""

    scalar: Scalar
    minutes: int


def _end(scalar: Scalar, name: str, reading: Reading) -> date | datetime | Hour | Length | None:
    """A date, a date and a time, or a time."""
    text = plain_digits(scalar.text)
    hour = _to_time(text)
    if hour is not None:
        return Hour(scalar, hour)
    if minutes := clock.length(text):
        return Length(scalar, minutes)  # refused where it is known what it is to be added to
    known = reading.languages, reading.year
    if clock.is_like_an_hour(text, reading.languages) and not (
        meant.day(text, *known)[0] or meant.days(text, *known)[0]
    ):
        _refuse_hour(scalar, text, name, reading)
        return None
    return _moment(scalar, name, reading)


def _minutes(scalar: Scalar, name: str, reading: Reading) -> int | None:
    found = DURATION.fullmatch(plain_digits(scalar.text))
    length = int(found[1]) * (60 if found[2] == "h" else 1) if found else 0
    if not 0 < length <= 24 * 60:
        reading.error(scalar.place, "duration", field=name, value=scalar.text)
        return None
    return length


def _likely_minutes(text: str) -> str:
    """2h for 2 hours, 90min for 1:30."""
    found = LIKE_DURATION.fullmatch(text)
    if found and found[3]:
        return f"{int(found[3]) * 60 + int(found[4])}min"
    minutes = clock.length(text)
    if minutes:
        return f"{minutes}min" if minutes % 60 else f"{minutes // 60}h"
    return f"{found[1]}{'h' if found[2] in 'hH' else 'min'}" if found else ""


def _later(scalar: Scalar, name: str, reading: Reading) -> str | None:
    """The only word there is; an hour itself stands behind the date."""
    text = plain_digits(scalar.text)
    only = clock.hour(text, reading.languages)
    hours = (only,) if only else clock.halves(text, reading.languages)
    if hours:
        start = reading.around[-1][0].entries.get("start") if reading.around else None
        day = DATE.match(start[1].text if start and isinstance(start[1], Scalar) else "")
        known = " / ".join(f'"start: {day[0] if day else "2018-11-22"} {hour}"' for hour in hours)
        reading.error(scalar.place, "time-in-start", field=name, value=scalar.text, known=known)
        return None
    found: str | None = ONLY_LATER.convert(scalar, name, reading)
    return found


def _weekday(scalar: Scalar, name: str, reading: Reading) -> Weekday | None:
    """mon, or 2 sat, or last fri."""
    text = plain_digits(scalar.text)
    found = NTH_WEEKDAY.fullmatch(text)
    if found is None:
        instead = meant.weekday(text, reading.languages)
        several = meant.weekdays(text, reading.languages)
        if several:
            such = f"[{', '.join(several)}]"
            reading.error(scalar.place, "weekdays", field=name, value=scalar.text, such=such)
        elif instead:
            reading.error(scalar.place, "weekday-meant", field=name, value=scalar.text, instead=instead)
        else:
            reading.error(scalar.place, "weekday", field=name, value=scalar.text, known=", ".join(WEEKDAYS))
        return None
    place = {None: 0, "last": -1}.get(found[1])
    return Weekday(WEEKDAYS.index(found[2]), int(found[1]) if place is None else place)


# fmt: off
DAY = Single(_day, {"en": "a date: 2018-11-30", "hi": "तारीख: 2018-11-30"}, LIKE_DATE)
MOMENT = Single(_moment, {"en": "a date, or a date and a time: 2018-11-22 17:30", "hi": "तारीख, या तारीख और समय: 2018-11-22 17:30"}, rf"{LIKE_DATE}(( +|T){TIME.pattern})?")
END = Single(_end, {"en": "a date, a date and a time, or a time: 19:00", "hi": "तारीख, तारीख और समय, या समय: 19:00"}, rf"{LIKE_DATE}(( +|T){TIME.pattern})?|{TIME.pattern}")
MINUTES = Single(_minutes, {"en": "a length of time: 2h or 90min", "hi": "अवधि: 2h या 90min"}, DURATION.pattern, mend=_likely_minutes)
LATER = Single(_later, options=ONLY_LATER.options, mend=ONLY_LATER.mend)
WEEKDAY = Single(_weekday, {"en": "a day of the week (mon), or one of the month (2 sat, last fri)", "hi": "सप्ताह का दिन (mon), या महीने का कोई दिन (2 sat, last fri)"}, NTH_WEEKDAY.pattern, json=SCALARS)
# fmt: on
DAYS = ListOf(DAY)
