"""coverage: which areas have a date in which phase, in the terminal or for a program, and whether that is enough."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from campaign_calendar import fetch
from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.columns import aligned
from campaign_calendar.commands.console import Console
from campaign_calendar.coverage import Cell, State, standing
from campaign_calendar.matrix import Matrix, Tally, matrix, tally
from campaign_calendar.model import Site, Text
from campaign_calendar.outputs.coverage_table import lines, written
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.pipeline import Options, checked
from campaign_calendar.problems import catalogue
from campaign_calendar.release import pictures_folder
from campaign_calendar.standing import cell_words
from campaign_calendar.wording import Wording

Known = TypeVar("Known")

MARKS = {State.DATED: "", State.LATE: "!", State.TENTATIVE: "?", State.UNDATED: "…", State.GAP: "–"}
ABOUT = "show which areas have a date in which phase, and where one is missing"


class TooFewDates(Exception):
    """Fewer dates are announced than the user wants, who is told by the exit code."""


@dataclass(frozen=True, slots=True)
class Told:
    """The table, and how its cells and names are put."""

    matrix: Matrix
    site: Site
    words: Wording

    def named(self, name: Text) -> str:
        return name.in_language(self.words.language.code).text

    def place(self, place: Cell | Tally | None) -> str:
        if isinstance(place, Tally):
            number = self.words.number
            return self.words.say("of_all", dated=number(place.dated), n=number(place.wanted))
        return cell_words(place, self.words).text if place else ""

    def dated(self, counted: Tally) -> str:
        dated = self.words.number(counted.dated)
        return f"{self.words.count('events_dated', counted.wanted, dated=dated)} ({counted.percent} %)"


def percent(written: str) -> int:
    """Raises ArgumentTypeError for anything but a whole number from 0 to 100."""
    number = written.removesuffix("%")
    if not number.isdecimal() or int(number) > 100:
        raise ArgumentTypeError(f"{written!r} is not a whole number from 0 to 100")
    return int(number)


def add_arguments(parser: ArgumentParser) -> None:
    shared.add_site(parser)
    parser.add_argument("--phase", action="append", metavar="ID", help="only this phase; may be given several times")
    parser.add_argument("--area", metavar="ID", help="only this area and what is below it")
    parser.add_argument("--format", dest="shape", choices=[*SHAPES], default="text", help="for a terminal, for a spreadsheet, for a program, or for a comment")  # fmt: skip  # noqa: E501
    parser.add_argument("--fail-under", type=percent, metavar="PERCENT", help="exit with 1 if fewer of the expected events have a date")  # fmt: skip  # noqa: E501
    parser.add_argument("--language", metavar="LANG", help="the language to tell it in (default: the campaign's first)")  # fmt: skip  # noqa: E501


def run(arguments: Namespace, console: Console) -> None:
    folder = shared.folder(arguments)
    published = fetch.published(None, folder.output)
    found, theme = checked(folder, published, Options(), Shelf(pictures_folder(folder.output)))
    site = found.site
    phases = [_named("--phase", id, {each.id: each for each in site.phases}) for id in arguments.phase or ()]
    area = _named("--area", arguments.area, {each.id: each for each in site.areas}) if arguments.area else None
    first = site.campaign.first_language
    words = theme.wordings.get(arguments.language or "", theme.wordings[first])
    table = matrix(site, phases or None, area)
    for line in SHAPES[arguments.shape](Told(table, site, words)):
        console.say(line)
    wanted = arguments.fail_under
    if wanted is not None and 100 * table.tally.dated < wanted * table.tally.wanted:
        sentence = catalogue(console.language(first))["coverage-too-few"]
        raise TooFewDates(sentence.format(dated=table.tally.percent, wanted=wanted))


def _named(option: str, id: str, known: dict[str, Known]) -> Known:
    """Raises WrongUsage for an id that there is not."""
    if id not in known:
        raise shared.WrongUsage(f"{option} {id}: there is no such id; there are {_some(known)}")
    return known[id]


def _some(ids: Collection[str]) -> str:
    named = ", ".join([*ids][:12])
    return f"{named}, …" if len(ids) > 12 else named or "none"


def _text(told: Told) -> Iterator[str]:
    """Phases with their numbers and what is known of them, then the areas, below each other as they belong."""
    words, table = told.words, told.matrix
    if not table.phases:
        yield words.say("coverage_none")
        return
    for number, (phase, cells) in enumerate(zip(table.phases, table.cells, strict=True), 1):
        yield f"{number}. {told.named(phase.name)} ({words.days(phase.days)}): {told.dated(tally(cells))}"
    yield ""
    heads = ["", *(f"{number}." for number in range(1, len(table.phases) + 1))]
    rows = [
        ["  " * row.depth + told.named(row.area.name), *(_compact(each, told) for each in row.places)]
        for row in table.rows
    ]
    yield from aligned([heads, *rows])
    yield ""
    yield " · ".join(f"{mark} {words.say(f'coverage_{state}')}" for state, mark in MARKS.items() if mark)
    yield told.dated(table.tally)


def _compact(place: Cell | Tally | None, told: Told) -> str:
    """In as few columns as can be: a terminal has few, and a programme many phases."""
    if isinstance(place, Tally):
        return f"{place.dated}/{place.wanted}"
    if place is None:
        return ""
    said = cell_words(place, told.words)
    parts = [f"{place.dated}/{place.wanted}" if said.count else ""]
    parts += [f"{each.day} {MARKS[each.kind]}".strip() for each in said.remarks]
    return ", ".join(part for part in [*parts, MARKS[State.GAP] if said.gap else "", said.more] if part)


def _markdown(told: Told) -> Iterator[str]:
    table = told.matrix
    if not table.phases:
        yield told.words.say("coverage_none")
        return
    yield f"**{told.dated(table.tally)}**"
    yield ""
    yield _row([told.words.say("area"), *(told.named(phase.name) for phase in table.phases)])
    yield _row(["---"] * (len(table.phases) + 1))
    for row in table.rows:
        yield _row(["\u2003" * row.depth + told.named(row.area.name), *map(told.place, row.places)])


def _row(cells: Sequence[str]) -> str:
    escaped = (each.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for each in cells)
    return f"| {' | '.join(escaped)} |"


def _csv(told: Told) -> Iterator[str]:
    yield written(lines(told.matrix, told.site, told.words)).removesuffix("\r\n")


def _json(told: Told) -> Iterator[str]:
    table = told.matrix
    data = {
        "dated": table.tally.dated,
        "wanted": table.tally.wanted,
        "percent": table.tally.percent,
        "phases": [
            {
                "id": phase.id,
                "name": told.named(phase.name),
                "starts": phase.days.first.isoformat(),
                "ends": phase.days.last.isoformat(),
                "dated": tally(cells).dated,
                "wanted": tally(cells).wanted,
                "areas": [_data(cell, told) for cell in cells],
            }
            for phase, cells in zip(table.phases, table.cells, strict=True)
        ],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)


def _data(cell: Cell, told: Told) -> dict[str, Any]:
    days = sorted({each.first.isoformat() for event in cell.events for each in standing(cell.phase, event)[1]})
    return {
        "id": cell.area.id,
        "name": told.named(cell.area.name),
        "state": str(cell.state),
        "dated": cell.dated,
        "wanted": cell.wanted,
        "dates": days,
        "events": [event.id for event in cell.events],
    }


SHAPES: dict[str, Callable[[Told], Iterator[str]]] = {
    "text": _text,
    "csv": _csv,
    "json": _json,
    "markdown": _markdown,
}
