"""The site in one language in; how many events each day has, as a picture and as a table, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from campaign_calendar.checks.days import is_within_a_day
from campaign_calendar.model import Run, Status
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.parts import color_class

MOST_DAYS = 112  # a picture of more days would have no room for them, and shows weeks
MOST_LABELS = 6  # below the picture on a phone
LEFT, TOP, HEIGHT = 7.0, 8.0, 78.0  # of the picture in percent: where the plot begins, and how high it is
OTHER = "other"  # the class of events of no phase
WEEK = timedelta(days=7)
HELD = (Status.CONFIRMED, Status.TENTATIVE)

Counts = dict[date, Counter[str]]  # by day and phase, "" for events of none


@dataclass(frozen=True)
class Layer:
    """The events of one phase: its class, name, and its share of all bars, as lines that are drawn a unit wide."""

    color: str
    name: Run
    path: str


@dataclass(frozen=True)
class LoadWeek:
    """`days` from the locale's first day of the week on: the number in words, empty for none, and whether it is a
    holiday; None outside the campaign."""

    name: str
    days: tuple[tuple[str, bool] | None, ...]
    total: str


@dataclass(frozen=True)
class Load:
    """A picture `width` bars wide and `height` events high. `bands` are the lines of the days `weekend`; `ticks` and
    `labels` are words with their places in percent; `holidays` are days and their names, `marks` their places."""

    heading: str
    summary: str
    width: int
    height: int
    bands: str
    weekend: str
    layers: tuple[Layer, ...]
    ticks: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    holidays: tuple[tuple[str, Run], ...]
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[LoadWeek, ...]


def load(edition: Edition) -> Load | None:
    """None while no event has a date. An event counts on each day that it lasts, unless it is postponed or
    cancelled."""
    counts = _counts(edition)
    if not counts:
        return None
    campaign = edition.site.campaign.days
    first, last = min(campaign.first, *counts), max(campaign.last, *counts)
    by_week = (last - first).days >= MOST_DAYS
    begins = _week_of(first, edition) if by_week else first
    step = WEEK if by_week else timedelta(days=1)
    slots = [begins + number * step for number in range((last - begins) // step + 1)]
    stacked: Counts = {slot: Counter() for slot in slots}
    for day, phases in counts.items():
        stacked[begins + (day - begins) // step * step].update(phases)
    gap, height = _scale(max(each.total() for each in stacked.values()))
    holidays = {each.day: each for each in edition.site.holidays if first <= each.day <= last}
    words = edition.words
    return Load(
        heading=words.say("load_weeks" if by_week else "load_days"),
        summary=_summary(counts, set(holidays), edition),
        width=len(slots),
        height=height,
        bands=""
        if by_week
        else "".join(f"M{n} 0v{height}" for n, day in enumerate(slots) if _is_weekend(day.weekday(), edition)),
        weekend="" if by_week else " · ".join(words.weekday(n) for n in words.weekdays() if _is_weekend(n, edition)),
        layers=tuple(_layers(slots, stacked, height, edition)),
        ticks=tuple((_percent(TOP + HEIGHT * (1 - n / height)), words.number(n)) for n in range(0, height + 1, gap)),
        labels=tuple(_labels(slots, edition)),
        marks=() if by_week else tuple(_across(slots.index(day) + 0.5, slots) for day in holidays if day in stacked),
        holidays=tuple((words.short_day(day), edition.text(each.name)) for day, each in sorted(holidays.items())),
        weekdays=tuple((words.weekday(n, "abbreviated"), words.weekday(n)) for n in words.weekdays()),
        weeks=tuple(_weeks(counts, set(holidays), first, last, edition)),
    )


def _counts(edition: Edition) -> Counts:
    found: Counts = {}
    for event in edition.site.events:
        for occurrence, then in event.meetings():
            if then.status in HELD:
                last = occurrence.first if is_within_a_day(occurrence) else occurrence.last
                for number in range((last - occurrence.first).days + 1):
                    found.setdefault(occurrence.first + timedelta(number), Counter())[event.phase or ""] += 1
    return found


def _week_of(day: date, edition: Edition) -> date:
    return day - timedelta(edition.words.weekdays().index(day.weekday()))


def _scale(most: int) -> tuple[int, int]:
    """The distance of the lines and the height of the picture, in events: 1, 2 or 5 by a power of ten, so that there
    are at most four lines above the zero."""
    gap = next(n * 10**power for power in range(9) for n in (1, 2, 5) if n * 10**power * 4 >= most)
    return gap, -(-most // gap) * gap


def _is_weekend(weekday: int, edition: Edition) -> bool:
    locale = edition.words.locale
    return bool(locale.weekend_start <= weekday <= locale.weekend_end)


def _layers(slots: list[date], stacked: Counts, height: int, edition: Edition) -> Iterator[Layer]:
    """The first phase at the bottom, what belongs to none on top."""
    under = dict.fromkeys(slots, 0)
    names = {phase.id: edition.text(phase.name) for phase in edition.site.phases}
    for phase, name in {**names, "": edition.say("load_other")}.items():
        path = ""
        for number, slot in enumerate(slots):
            share = stacked[slot][phase]
            if share:
                under[slot] += share
                path += f"M{number} {height - under[slot]}v{share}"
        if path:
            yield Layer(color_class(phase) or OTHER, name, path)


def _labels(slots: list[date], edition: Edition) -> Iterator[tuple[str, str]]:
    """The first days of weeks, of so many that there is room; the first of all where it is none."""
    starts = [n for n, day in enumerate(slots) if _week_of(day, edition) == day] or [0]
    for number in starts[:: -(-len(starts) // MOST_LABELS)]:
        if number <= len(slots) * 0.9:
            yield _across(number, slots), edition.words.short_day(slots[number])


def _across(number: float, slots: list[date]) -> str:
    return _percent(LEFT + (100 - LEFT) * number / len(slots))


def _percent(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".") + "%"


def _weeks(counts: Counts, holidays: set[date], first: date, last: date, edition: Edition) -> Iterator[LoadWeek]:
    """Those that hold an event or a holiday."""
    words = edition.words
    start = _week_of(first, edition)
    while start <= last:
        days = [start + timedelta(number) for number in range(7)]
        numbers = [counts[day].total() if day in counts else 0 for day in days]
        if any(numbers) or holidays.intersection(days):
            yield LoadWeek(
                words.short_day(start),
                tuple(
                    (words.number(number) if number else "", day in holidays) if first <= day <= last else None
                    for day, number in zip(days, numbers, strict=True)
                ),
                words.number(sum(numbers)),
            )
        start += WEEK


def _summary(counts: Counts, holidays: set[date], edition: Edition) -> str:
    words = edition.words
    most = max(each.total() for each in counts.values())
    fullest = min(day for day, each in counts.items() if each.total() == most)
    said = words.say("load_most", day=words.day_of_week(fullest), events=words.count("events_count", most))
    on_holidays = sum(each.total() for day, each in counts.items() if day in holidays)
    if on_holidays:
        said += " " + words.say("load_holidays", events=words.count("events_count", on_holidays))
    return said
