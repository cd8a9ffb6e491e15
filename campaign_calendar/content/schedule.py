"""When an event takes place: the fields that say so, and the occurrences, the repeat or the window that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from campaign_calendar import recurrence
from campaign_calendar.content import meant
from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.moments import DAY, DAYS, END, LATER, MOMENT, WEEKDAY, Hour, Length, local_time
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.single import Single
from campaign_calendar.content.types import POSITIVE, choice, plain_digits
from campaign_calendar.located import Items, Node, Scalar
from campaign_calendar.model import Days, Hours, Occurrence, Repeat, Rule, Weekday, Window
from campaign_calendar.problems import Place

CLOCK = "%Y-%m-%d %H:%M"
LATE = time(18)  # an afternoon's end that was written as 4:00 or 6:00
EARLY = time(6)  # an end before this hour, on the day of a later start, was meant for the day after

FREQUENCY = choice(recurrence.FREQUENCIES)
SEVERAL = re.compile(r"(?:every )?(\d|other|second|third) ?(day|week|month)s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span(ListOf):
    """Two days, the first and the last."""

    def read(self, node: Node, name: str, reading: Reading) -> tuple[Any, ...] | None:
        if isinstance(node, Items) and len(node.nodes) == 2:
            return ListOf.read(self, node, name, reading)
        text = node.text if isinstance(node, Scalar) else ""
        found = meant.days(plain_digits(text), reading.languages, reading.year)
        if found[0] or "," in text:
            instead = f"[{', '.join(found)}]" if found[0] else f"[{text}]"
            reading.error(node.place, "list-expected-here", field=name, value=text, instead=instead)
        else:
            reading.error(node.place, "between")
        return None


def _every(scalar: Scalar, name: str, reading: Reading) -> str | None:
    """One of three words; which days, and every which of them, is said in other fields."""
    several, weekday = SEVERAL.fullmatch(scalar.text), meant.weekday(scalar.text, reading.languages)
    if several:
        step = {"other": "2", "second": "2", "third": "3"}.get(several[1].lower(), several[1])
        values = {"every": several[2].lower(), "more": f"step: {step}"}
        reading.error(scalar.place, "every-and", field=name, value=scalar.text, **values)
    elif weekday:
        values = {"every": "month" if " " in weekday else "week", "more": f"on: {weekday}"}
        reading.error(scalar.place, "every-and", field=name, value=scalar.text, **values)
    else:
        found: str | None = FREQUENCY.convert(scalar, name, reading)
        return found
    return None


EVERY = Single(_every, options=FREQUENCY.options, mend=FREQUENCY.mend)

# fmt: off
REPEAT = (
    Field("every", EVERY, {"en": "day, week or month", "hi": "day (दिन), week (सप्ताह) या month (महीना)"}),
    Field("step", POSITIVE, {"en": "2 for every second one", "hi": "2: हर दूसरा"}),
    Field("on", ListOf(WEEKDAY, or_one=True), {"en": "The days of the week, or of the month: [mon, thu], [2 sat]", "hi": "सप्ताह या महीने के दिन: [mon, thu], [2 sat]"}),
    Field("until", DAY, {"en": "The last day on which it may take place", "hi": "आखिरी दिन, जब यह हो सकता है"}),
    Field("count", POSITIVE, {"en": "How many times, instead of until", "hi": "कुल कितनी बार; until की जगह"}),
    Field("dates", DAYS, {"en": "All dates, the start's too, instead of every", "hi": "सभी तारीखें, start वाली भी; every की जगह"}),
    Field("except", ListOf(DAY, or_one=True), {"en": "Dates on which it does not take place, and never was to", "hi": "जिन तारीखों पर नहीं होना है, और पहले भी नहीं बताया गया"}),
)
START = Field("start", MOMENT, {"en": "2018-11-22, or 2018-11-22 17:30", "hi": "2018-11-22, या 2018-11-22 17:30"})
END_FIELD = Field("end", END, {"en": "A date, a date and time, or a time on the start's day", "hi": "तारीख, तारीख और समय, या उसी दिन का समय"})
TIME = Field("time", LATER, {"en": "later: the hour is not known yet", "hi": "later: समय बाद में बताया जाएगा"})
FIELDS = (
    START,
    END_FIELD,
    TIME,
    Field("between", Span(DAY), {"en": "No date yet: [first day, last day]", "hi": "तारीख तय नहीं: [पहला दिन, आखिरी दिन]"}),
    Field("repeat", Group(REPEAT, "{every: week, until: 2018-12-20}"), {"en": "How it recurs after its start", "hi": "start के बाद यह फिर कब-कब होगा"}),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class When:
    """`originals`: the occurrences as they were announced, by day, without the ones that are excepted."""

    originals: tuple[Occurrence, ...] = ()
    repeat: Repeat | None = None
    window: Window | None = None


def when(values: Values, reading: Reading) -> When | None:
    """None, with problems, where it cannot be told when the event takes place."""
    start, between = values["start"], values["between"]
    if start is not None and between is not None:
        reading.error(values.place("between"), "start-and-between")
        return None
    if start is not None:
        first = occurrence(values, start, reading) or _without_end(values["end"], start)
        if first is None or values.lacks("repeat") or values["repeat"] is None:
            return When((first,)) if first and values.lacks("repeat") else None
        return _repeated(first, values["repeat"], values, reading)
    if not values.lacks("start"):
        return None
    for name, rule in (("end", "end-without-start"), ("time", "time-twice"), ("repeat", "repeat-without-start")):
        if not values.lacks(name):
            reading.error(values.place(name), rule)
            return None
    if values.lacks("between"):
        reading.error(values.record.place, "no-date")
    window = _window(values, between, reading) if between and "between" not in values.faulty else None
    return When(window=window) if window else None


def _without_end(end: object, start: date | datetime) -> Occurrence | None:
    """What stands in for an event whose end is wrong, so that what else is wrong is told in the same run. Of two days
    that do not fit, either may be the wrong one."""
    if end is not None and not isinstance(end, Hour):
        return None
    return Hours(start, None) if isinstance(start, datetime) else Days(start, start)


def _window(values: Values, between: tuple[date, ...], reading: Reading) -> Window | None:
    if between[1] < between[0]:
        reading.error(values.place("between"), "end-before-start", value=between[1], start=between[0])
        return None
    return Window(*between)


def occurrence(values: Values, start: date | datetime, reading: Reading) -> Occurrence | None:
    """The stretch from `start` to the `end` that `values` have."""
    if values["time"] and isinstance(start, datetime):
        reading.error(values.place("time"), "time-twice")
    if isinstance(start, datetime):
        return _hours(values, start, reading)
    end = values["end"]
    if isinstance(end, datetime | Hour | Length):
        reading.error(values.place("end"), "end-has-hour", start=start)
        return None
    last = end or start
    if last < start:
        reading.error(values.place("end"), "end-before-start", value=last, start=start)
        return None
    return Days(start, last, hour_later=bool(values["time"]))


def _hours(values: Values, start: datetime, reading: Reading) -> Hours | None:
    end, place = values["end"], values.place("end")
    if isinstance(end, Hour):
        if end.time <= EARLY and end.time < start.time():
            afternoon = end.time.replace(hour=end.time.hour + 12)
            is_likely = end.time.hour > 0 and start.time() < afternoon <= LATE
            following = f"{start.date() + timedelta(days=1)} {end.time:%H:%M}"
            reading.error(
                place,
                "end-next-day",
                value=end.scalar.text,
                start=f"{start:%H:%M}",
                instead=f"{afternoon:%H:%M}" if is_likely else following,
            )
            return None
        end = local_time(start.date(), end.time, place, "end", reading)
        if end is None:
            return None
    elif isinstance(end, Length):
        then = start + timedelta(minutes=end.minutes)
        instead = f"{then:%H:%M}" if then.date() == start.date() else f"{then:{CLOCK}}"
        reading.error(place, "end-as-length", value=end.scalar.text, start=f"{start:%H:%M}", instead=instead)
        return None
    elif end is not None and not isinstance(end, datetime):
        reading.error(place, "end-needs-hour", value=end)
        return None
    if end is not None and end <= start:
        reading.error(place, "end-before-start", value=f"{end:{CLOCK}}", start=f"{start:{CLOCK}}")
        return None
    return None if end is None and not values.lacks("end") else Hours(start, end)


def _repeated(first: Occurrence, written: Values, values: Values, reading: Reading) -> When | None:
    place = values.place("repeat")
    if values.faulty & {"repeat"}:
        return None
    if written["dates"]:
        days = _listed_days(first, written, reading)
        rule = None
    else:
        rule = _rule(first, written, place, reading)
        days = recurrence.days(rule, first.first) if rule else ()
        if rule and not _begins_with_first(days, first, place, reading):
            return None
        if rule and rule.count and len(days) < min(rule.count, recurrence.MAX_OCCURRENCES):
            reading.error(written.place("count"), "repeat-empty")
            return None
    if not days or not _few_enough(days, place, reading):
        return None
    kept = _without_excepted(days, written, reading)
    if not kept:
        return None
    originals = [_shifted(first, day, place, reading) for day in kept]
    found = tuple(each for each in originals if each)
    if len(found) < len(kept) or not _one_after_the_other(found, place, reading):
        return None
    if rule is None:
        rule, left_out = recurrence.through(kept)
        if len(left_out) > recurrence.MAX_OCCURRENCES:
            reading.error(place, "repeat-too-many", limit=recurrence.MAX_OCCURRENCES)
            return None
    else:
        left_out = tuple(day for day in days if kept[0] < day < kept[-1] and day not in kept)
    return When(
        found, Repeat(found[0], found[-1], rule, left_out, bool(written["dates"])) if len(found) > 1 else None
    )


def _one_after_the_other(found: tuple[Occurrence, ...], place: Place, reading: Reading) -> bool:
    """Whether each occurrence is over before the next one begins."""
    for one, following in pairwise(found):
        is_over = one.last < following.first
        if isinstance(one, Hours) and isinstance(following, Hours):
            is_over = (one.end or one.start) <= following.start
        if not is_over:
            reading.error(place, "repeat-overlaps", value=one.first, last=one.last, next=following.first)
            return False
    return True


def _rule(first: Occurrence, written: Values, place: Place, reading: Reading) -> Rule | None:
    """The rule that `every`, `step`, `on` and `until` or `count` make."""
    every, on = written["every"], written["on"] or ()
    if every is None:
        if written.lacks("every"):
            reading.error(place, "repeat-every")
        return None
    if written["until"] and written["count"]:
        reading.error(written.place("count"), "repeat-until-and-count")
    elif written.lacks("until") and written.lacks("count"):
        reading.error(place, "repeat-endless")
    elif written["until"] and written["until"] < first.first:
        reading.error(written.place("until"), "end-before-start", value=written["until"], start=first.first)
    elif _days_fit(every, on, written, reading):
        ordered = tuple(sorted(set(on), key=lambda each: (each.number, each.place)))
        return Rule(every, written["step"] or 1, ordered, written["until"], written["count"])
    return None


def _days_fit(every: str, on: tuple[Weekday, ...], written: Values, reading: Reading) -> bool:
    """Whether `on` makes sense with `every`: none for days, weekdays for weeks, the second Saturday for months."""
    counted = [each for each in on if each.place]
    wrong = {"day": on, "week": counted, "month": [each for each in on if not each.place]}[every]
    if wrong:
        rules = {"day": "repeat-on-day", "week": "repeat-on-week", "month": "repeat-on-month"}
        reading.error(written.place("on"), rules[every])
    return not wrong


def _begins_with_first(days: tuple[date, ...], first: Occurrence, place: Place, reading: Reading) -> bool:
    if days[:1] == (first.first,):
        return True
    weekday = recurrence.WEEKDAYS[first.first.weekday()]
    if days:
        reading.error(place, "repeat-start", value=first.first, weekday=weekday, next=days[0])
    else:
        reading.error(place, "repeat-empty")
    return False


def _listed_days(first: Occurrence, written: Values, reading: Reading) -> tuple[date, ...]:
    days = tuple(sorted(set(written["dates"])))
    for name in ("every", "step", "on", "until", "count"):
        if not written.lacks(name):
            reading.error(written.place(name), "repeat-dates-and", field=name)
            return ()
    if days[0] != first.first:
        listed = ", ".join(str(day) for day in sorted({first.first, *days}))
        rule = "repeat-dates-start" if first.first < days[0] else "repeat-dates-before"
        reading.error(written.place("dates"), rule, value=first.first, first=days[0], instead=f"[{listed}]")
        return ()
    return days


def _few_enough(days: tuple[date, ...], place: Place, reading: Reading) -> bool:
    if len(days) > recurrence.MAX_OCCURRENCES:
        reading.error(place, "repeat-too-many", limit=recurrence.MAX_OCCURRENCES)
    return len(days) <= recurrence.MAX_OCCURRENCES


def _without_excepted(days: tuple[date, ...], written: Values, reading: Reading) -> tuple[date, ...]:
    excepted = written["except"] or ()
    for place, day in zip(written.places("except", len(excepted)), excepted, strict=True):
        if day not in days:
            reading.error(place, "not-an-occurrence", value=day, known=near_days(day, days))
    kept = tuple(day for day in days if day not in (written["except"] or ()))
    if not kept:
        reading.error(written.place("except"), "repeat-empty")
    return kept


def near_days(day: date, days: tuple[date, ...]) -> str:
    """The up to four days that stand next to `day`, as a message lists them."""
    close = sorted(days, key=lambda each: (abs((each - day).days), each))[:4]
    return ", ".join(str(each) for each in sorted(close))


def _shifted(first: Occurrence, day: date, place: Place, reading: Reading) -> Occurrence | None:
    """An occurrence like `first` on `day`, by the wall clock. None with a problem where clocks skip it."""
    if day == first.first or isinstance(first, Days):
        return first if day == first.first else like(first, day, place, reading)
    start = local_time(day, first.start.time(), place, "repeat", reading)
    return like(first, start, place, reading) if start else None


def like(first: Occurrence, start: date | datetime, place: Place, reading: Reading) -> Occurrence | None:
    """An occurrence from `start` on, as long as `first` by the wall clock."""
    if not isinstance(start, datetime):
        length = first.last - first.first if isinstance(first, Days) else timedelta()
        return Days(start, start + length, isinstance(first, Days) and first.hour_later)
    if isinstance(first, Days) or first.end is None:
        return Hours(start, None)
    wall = start.replace(tzinfo=None) + (first.end.replace(tzinfo=None) - first.start.replace(tzinfo=None))
    end = local_time(wall.date(), wall.time(), place, "end", reading)
    return Hours(start, end) if end else None
