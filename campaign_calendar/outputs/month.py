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
from campaign_calendar.outputs.parts import Anchor, Entry, Frame
from campaign_calendar.theme import Theme

TEMPLATE = "month.html"


@dataclass(frozen=True)
class Cell:
    """A day of the month; `number` is empty for a cell before its first or after its last day. `holidays` with the
    area, where it is not everywhere. `begun`: entries that began on an earlier day, but for those that the month
    begins with."""

    number: str
    machine: str
    name: str
    holidays: tuple[tuple[Run, Run | None], ...]
    entries: tuple[Entry, ...]
    begun: tuple[Entry, ...]


@dataclass(frozen=True)
class MonthPage:
    frame: Frame
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Cell, ...], ...]
    before: Anchor | None
    after: Anchor | None


def month_pages(edition: Edition) -> Iterator[Output]:
    by_day = _entries_by_day(edition)
    for position, first in enumerate(edition.months):
        anchor = edition.month_anchor(first)
        path = addresses.month(first.year, first.month)
        data = MonthPage(
            frame=edition.frame(path, Run(anchor.text.text, edition.language)),
            weekdays=tuple(
                (edition.words.weekday(number, "abbreviated"), edition.words.weekday(number))
                for number in edition.words.weekdays()
            ),
            weeks=_weeks(first, edition, by_day),
            before=edition.month_anchor(edition.months[position - 1]) if position else None,
            after=edition.month_anchor(edition.months[position + 1]) if position + 1 < len(edition.months) else None,
        )
        yield Output(data.frame.path, "month", data)


def _entries_by_day(edition: Edition) -> dict[date, list[tuple[bool, Entry]]]:
    """For every day the entries that cover it, with whether they begin on it."""
    spans: list[tuple[Occurrence, Entry]] = [
        (phase.days, edition.phase_entry(phase)) for phase in edition.site.phases if phase.entry
    ]
    spans += [(each, edition.entry(then, each)) for event in edition.site.events for each, then in event.meetings()]
    spans.sort(key=lambda each: (each[0].first, each[1].machine, each[1].page.path))
    found: dict[date, list[tuple[bool, Entry]]] = {}
    for span, entry in spans:
        day = span.first
        while day <= span.last:
            found.setdefault(day, []).append((day == span.first, entry))
            day += timedelta(days=1)
    return found


def _weeks(
    first: date, edition: Edition, by_day: dict[date, list[tuple[bool, Entry]]]
) -> tuple[tuple[Cell, ...], ...]:
    blank = Cell("", "", "", (), (), ())
    lead = edition.words.weekdays().index(first.weekday())
    cells = [blank] * lead
    for number in range(1, calendar.monthrange(first.year, first.month)[1] + 1):
        day = first.replace(day=number)
        covering = by_day.get(day, [])
        cells.append(
            Cell(
                edition.words.number(number),
                day.isoformat(),
                edition.words.day_of_week(day),
                _holidays(day, edition),
                tuple(entry for begins, entry in covering if begins or number == 1),
                tuple(entry for begins, entry in covering if not begins and number > 1),
            )
        )
    cells += [blank] * (-len(cells) % 7)
    return tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))


def _holidays(day: date, edition: Edition) -> tuple[tuple[Run, Run | None], ...]:
    site = edition.site
    return tuple(
        (edition.text(each.name), None if each.area == site.root.id else edition.text(site.area(each.area).name))
        for each in site.holidays
        if each.day == day
    )


def render(data: MonthPage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
