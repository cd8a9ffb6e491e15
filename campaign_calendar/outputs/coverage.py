"""Which areas have a date in which phase: the table, what is missing to be passed on, and how full the days are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.coverage import Cell, State
from campaign_calendar.matrix import Row, Tally, matrix, tally
from campaign_calendar.model import Phase
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.load import Load, load
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Frame, color_class, machine
from campaign_calendar.standing import cell_words
from campaign_calendar.theme import Theme

TEMPLATE = "coverage.html"
PARTLY = "part"  # where several are wanted and some have a date
STANDS = (str(State.DATED), str(State.LATE), PARTLY, str(State.TENTATIVE), str(State.UNDATED), str(State.GAP))
SIDE_BY_SIDE = 12  # phases that a wide screen and a sheet of A4 have room for; more of them scroll


@dataclass(frozen=True)
class Place:
    """A cell of the table. `state` is a class, `links` the pages of events with what is said of each; `gap` are
    words where there is none, and `edit` is where to write one. All empty: nothing is expected."""

    state: str
    count: str
    links: tuple[tuple[str, str, str], ...]
    gap: str
    more: str
    edit: str


@dataclass(frozen=True)
class TableRow:
    """`depth` 0 is the widest area; `is_above`: it stands for areas below it, whose numbers it has."""

    area: Anchor
    depth: int
    is_above: bool
    places: tuple[Place, ...]


@dataclass(frozen=True)
class PhaseCoverage:
    """`bar`: for each state that occurs its class and the line of its stretch, a unit long for each area. `counts` in
    words, empty where all is dated. `missing`: how many areas lack a date, while the phase is not over and after, and
    these as text to copy, with its number of lines."""

    phase: Anchor
    color: str
    days: str
    machine: str
    last: str
    known: str
    size: int
    bar: tuple[tuple[str, str], ...]
    counts: str
    missing: tuple[str, str] | None
    to_copy: str
    lines: int


@dataclass(frozen=True)
class CoveragePage:
    frame: Frame
    known: str
    phases: tuple[PhaseCoverage, ...]
    rows: tuple[TableRow, ...]
    scrolls: bool
    csv: str
    load: Load | None


def coverage_page(edition: Edition) -> Iterator[Output]:
    """None where coverage is private."""
    if edition.coverage is None:
        return
    found = matrix(edition.site)
    data = CoveragePage(
        frame=edition.frame(addresses.COVERAGE, edition.say("coverage"), edition.words.say("coverage_about")),
        known=_events_dated(found.tally, edition) if found.phases else "",
        phases=tuple(_phase(*each, edition) for each in zip(found.phases, found.cells, strict=True)),
        rows=tuple(_row(row, edition) for row in found.rows),
        scrolls=len(found.phases) > SIDE_BY_SIDE,
        csv=edition.localised(addresses.COVERAGE_TABLE) if found.phases else "",
        load=load(edition),
    )
    yield Output(data.frame.path, "coverage", data)


def _events_dated(counted: Tally, edition: Edition) -> str:
    return edition.words.count("events_dated", counted.wanted, dated=edition.words.number(counted.dated))


def _row(row: Row, edition: Edition) -> TableRow:
    places = tuple(_place(each, edition) for each in row.places)
    is_above = any(isinstance(each, Tally) for each in row.places)
    return TableRow(edition.area_anchor(row.area.id), row.depth, is_above, places)


def _place(place: Cell | Tally | None, edition: Edition) -> Place:
    words = edition.words
    if place is None:
        return Place("", "", (), "", "", "")
    if isinstance(place, Tally):
        counted = words.say("of_all", dated=words.number(place.dated), n=words.number(place.wanted))
        return Place("all" if place.dated == place.wanted else PARTLY, counted, (), "", "", "")
    said = cell_words(place, words)
    links = tuple((edition.page("event", each.event.id), each.day, each.state) for each in said.remarks)
    state = PARTLY if said.count else "gap" if said.gap else ""
    return Place(
        state, said.count, links, said.gap, said.more, edition.announced_at(place, filled=False) if said.gap else ""
    )


def _stand(cell: Cell) -> str:
    return PARTLY if cell.is_partly_dated else str(cell.state)


def _phase(phase: Phase, cells: tuple[Cell, ...], edition: Edition) -> PhaseCoverage:
    words = edition.words
    stands = [_stand(cell) for cell in cells]
    states = [(stand, stands.count(stand)) for stand in STANDS]
    missing = [cell for cell in cells if not cell.is_covered]
    to_copy = _to_copy(phase, missing, edition) if missing else ""
    number = words.number(len(missing))
    return PhaseCoverage(
        phase=edition.phase_anchor(phase),
        color=color_class(phase.id),
        days=words.days(phase.days),
        machine=machine(phase.days),
        last=phase.days.last.isoformat(),
        known=edition.standing(phase, edition.site.area(phase.area)).known
        if len(cells) > 1
        else _events_dated(tally(cells), edition),
        size=len(cells),
        bar=tuple(_bar(states)),
        counts=_counts(states, edition) if missing else "",
        missing=(words.say("missing", n=number), words.say("was_missing", n=number)) if missing else None,
        to_copy=to_copy,
        lines=min(to_copy.count("\n") + 1, 12),
    )


def _counts(states: list[tuple[str, int]], edition: Edition) -> str:
    words = edition.words
    return " · ".join(f"{words.say(f'coverage_{state}')}: {words.number(n)}" for state, n in states if n)


def _bar(states: list[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    begun = 0
    for state, number in states:
        if number:
            yield state, f"M{begun} 0h{number}"
        begun += number


def _to_copy(phase: Phase, missing: list[Cell], edition: Edition) -> str:
    """The areas that lack a date, by what they have instead."""
    words, campaign = edition.words, edition.site.campaign
    lines = [f"*{edition.text(phase.name).text}*", words.days(phase.days)]
    for stand in STANDS:
        names = [edition.text(cell.area.name).text for cell in missing if _stand(cell) == stand]
        if names:
            lines += ["", f"{words.say(f'coverage_{stand}')} ({words.number(len(names))}):", *names]
    if campaign.url:
        lines += ["", addresses.absolute(campaign.url, edition.localised(addresses.COVERAGE))]
    return "\n".join(lines)


def render(data: CoveragePage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
