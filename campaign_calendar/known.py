"""Cells of a phase in; what is known of its dates, in words of one language, out."""

from __future__ import annotations

from collections.abc import Sequence

from campaign_calendar.coverage import Cell, State
from campaign_calendar.model import Area
from campaign_calendar.wording import Wording


def in_area(area: Area, cells: Sequence[Cell], wording: Wording) -> str:
    """Of the cells in an area and below it; empty where nothing is expected there."""
    if not cells:
        return ""
    if len(cells) == 1 and cells[0].area.id == area.id:
        return of_cell(cells[0], wording)
    if cells[0].wanted > 1:
        dated = sum(min(cell.dated, cell.wanted) for cell in cells)
        return _events_dated(dated, sum(cell.wanted for cell in cells), wording)
    dated = sum(cell.is_covered for cell in cells)
    return wording.count("areas_dated", len(cells), dated=wording.number(dated))


def of_cell(cell: Cell, wording: Wording) -> str:
    if cell.is_partly_dated:
        return _events_dated(cell.dated, cell.wanted, wording)
    if cell.state in (State.GAP, State.UNDATED):
        windows = [event.window for event in cell.events if event.window]
        return wording.not_announced(windows[0] if windows else cell.phase.days)
    return wording.say(f"state_{cell.state}")


def _events_dated(dated: int, wanted: int, wording: Wording) -> str:
    return wording.count("events_dated", wanted, dated=wording.number(dated))
