"""A month: a table of its weeks, which narrow screens show as a list of days."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from campaign_calendar import addresses
from campaign_calendar.model import Occurrence, Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Entry, Frame, Subscription
from campaign_calendar.theme import Theme

TEMPLATE = "month.html"


@dataclass(frozen=True)
class Cell:
    """A day of the month, with what is on that day alone; `number` is empty for a cell before its first or after its
    last day. `holidays` with the area, where it is not everywhere."""

    number: str
    machine: str
    name: str
    holidays: tuple[tuple[Run, Run | None], ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Bar:
    """What lasts several days, on `days` days of a week after `gap` days that are free in its lane. `begins`: this is
    the first week of the month that it is in."""

    gap: int
    days: int
    entry: Entry
    begins: bool


@dataclass(frozen=True)
class Week:
    """`lanes`: bars that do not overlap, in each with the number of days free after the last."""

    lanes: tuple[tuple[tuple[Bar, ...], int], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MonthPage:
    frame: Frame
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[Week, ...]
    before: Anchor | None
    after: Anchor | None
    feed: Subscription


Span = tuple[Occurrence, Entry]


def month_pages(edition: Edition) -> Iterator[Output]:
    brief, long = _by_month(edition)
    for position, first in enumerate(edition.months):
        anchor = edition.month_anchor(first)
        path = addresses.month(first.year, first.month)
        data = MonthPage(
            frame=edition.frame(path, Run(anchor.text.text, edition.language)),
            weekdays=tuple(
                (edition.words.weekday(number, "abbreviated"), edition.words.weekday(number))
                for number in edition.words.weekdays()
            ),
            weeks=tuple(_weeks(first, edition, brief, long.get(first, []))),
            before=edition.month_anchor(edition.months[position - 1]) if position else None,
            after=edition.month_anchor(edition.months[position + 1]) if position + 1 < len(edition.months) else None,
            feed=edition.subscription(addresses.EVERYTHING),
        )
        yield Output(data.frame.path, "month", data)


def _by_month(edition: Edition) -> tuple[dict[date, list[Entry]], dict[date, list[Span]]]:
    """What is on one day alone, by day; and what lasts longer, by the first day of each month that it is in."""
    spans: list[Span] = [(phase.days, edition.phase_entry(phase)) for phase in edition.site.phases if phase.entry]
    spans += [(each, edition.entry(then, each)) for event in edition.site.events for each, then in event.meetings()]
    spans.sort(key=lambda each: (each[0].first, each[1].machine, each[1].page.path))
    brief: dict[date, list[Entry]] = {}
    long: dict[date, list[Span]] = {}
    for span, entry in spans:
        if span.first == span.last:
            brief.setdefault(span.first, []).append(entry)
            continue
        month = span.first.replace(day=1)
        while month <= span.last:
            long.setdefault(month, []).append((span, entry))
            month = (month + timedelta(days=31)).replace(day=1)
    return brief, long


def _weeks(first: date, edition: Edition, brief: dict[date, list[Entry]], long: list[Span]) -> Iterator[Week]:
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    week_begins = first - timedelta(days=edition.words.weekdays().index(first.weekday()))
    for start in (week_begins + timedelta(days=7 * number) for number in range(6)):
        if start > last:
            return
        days = [start + timedelta(days=number) for number in range(7)]
        inside = [day for day in days if first <= day <= last]
        touching = [(span, entry) for span, entry in long if span.first <= inside[-1] and span.last >= inside[0]]
        yield Week(
            _lanes(start, inside, touching),
            tuple(_cell(day, edition, brief) if day in inside else Cell("", "", "", (), ()) for day in days),
        )


def _lanes(start: date, inside: list[date], touching: list[Span]) -> tuple[tuple[tuple[Bar, ...], int], ...]:
    """Each bar in the first lane that is free from its first day on."""
    lanes: list[tuple[list[Bar], int]] = []  # with the column after the last bar
    for span, entry in touching:
        column = (max(span.first, inside[0]) - start).days
        after = (min(span.last, inside[-1]) - start).days + 1
        begins = span.first >= inside[0] or inside[0].day == 1
        place = next((number for number, (_, end) in enumerate(lanes) if end <= column), len(lanes))
        bars, end = lanes[place] if place < len(lanes) else ([], 0)
        lanes[place : place + 1] = [([*bars, Bar(column - end, after - column, entry, begins)], after)]
    return tuple((tuple(bars), 7 - end) for bars, end in lanes)


def _cell(day: date, edition: Edition, brief: dict[date, list[Entry]]) -> Cell:
    return Cell(
        edition.words.number(day.day),
        day.isoformat(),
        edition.words.day_of_week(day),
        _holidays(day, edition),
        tuple(brief.get(day, ())),
    )


def _holidays(day: date, edition: Edition) -> tuple[tuple[Run, Run | None], ...]:
    site = edition.site
    return tuple(
        (edition.text(each.name), None if each.area == site.root.id else edition.text(site.area(each.area).name))
        for each in site.holidays
        if each.day == day
    )


def render(data: MonthPage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
