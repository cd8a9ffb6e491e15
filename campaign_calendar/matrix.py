"""A Site in; the areas × phases table of what is covered, with the counts of the areas above, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaign_calendar import coverage
from campaign_calendar.coverage import Cell
from campaign_calendar.model import Area, Phase, Site


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events have a confirmed date of all that are to have one."""

    dated: int
    wanted: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all; also where nothing is wanted."""
        return 100 * self.dated // self.wanted if self.wanted else 100


@dataclass(frozen=True, slots=True)
class Row:
    """An area: for each phase its cell, or where it is not itself expected to hold an event, the tally of what is
    expected below it; None where nothing is. `depth`: how many of the areas above it have rows."""

    area: Area
    depth: int
    places: tuple[Cell | Tally | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`phases` are the ones that expect something, `cells` those of each; `rows` parents before children."""

    phases: tuple[Phase, ...]
    cells: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]

    @property
    def tally(self) -> Tally:
        return tally(cell for cells in self.cells for cell in cells)


def tally(cells: Iterable[Cell]) -> Tally:
    counted = [(min(cell.dated, cell.wanted), cell.wanted) for cell in cells]
    return Tally(sum(dated for dated, _ in counted), sum(wanted for _, wanted in counted))


def matrix(site: Site, phases: Iterable[Phase] | None = None, within: Area | None = None) -> Matrix:
    """Of all phases, or of the named ones; of the whole campaign, or of one area and what is below it."""
    inside = {within.id, *within.descendants} if within else {area.id for area in site.areas}
    found = [
        (phase, tuple(cell for cell in coverage.cells(site, phase) if cell.area.id in inside))
        for phase in (site.phases if phases is None else phases)
    ]
    shown = [(phase, cells) for phase, cells in found if cells]
    columns = [_column(cells) for _, cells in shown]
    return Matrix(
        tuple(phase for phase, _ in shown),
        tuple(cells for _, cells in shown),
        tuple(_rows([area for area in site.areas if area.id in inside], columns)),
    )


def _column(cells: Iterable[Cell]) -> dict[str, Cell | Tally]:
    """By area the cell, or the tally of all cells below it."""
    cells = tuple(cells)
    below: dict[str, list[Cell]] = {}
    for cell in cells:
        for area in cell.area.ancestors:
            below.setdefault(area, []).append(cell)
    return {**{area: tally(found) for area, found in below.items()}, **{cell.area.id: cell for cell in cells}}


def _rows(areas: Iterable[Area], columns: list[dict[str, Cell | Tally]]) -> Iterator[Row]:
    shown: set[str] = set()
    for area in areas:
        places = tuple(column.get(area.id) for column in columns)
        if any(places):
            yield Row(area, len(shown.intersection(area.ancestors)), places)
            shown.add(area.id)
