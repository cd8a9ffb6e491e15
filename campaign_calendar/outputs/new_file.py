"""An area that lacks an event of a phase in; what forges can begin a new file with, out."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from campaign_calendar import writing
from campaign_calendar.coverage import Cell


def begun(cell: Cell, taken: Container[str]) -> tuple[str, str]:
    """Its name, and a text that passes `check` as it is, undated, with an id that is not `taken`. To date it, the
    editor fills in `start`, which is there and empty, and takes `between` out."""
    plain = f"{cell.area.id}-{cell.phase.id}"
    id = next(each for number in count(1) if (each := plain if number == 1 else f"{plain}-{number}") not in taken)
    window = [cell.phase.days.first.isoformat(), cell.phase.days.last.isoformat()]
    head = writing.document({"id": id, "phase": cell.phase.id, "area": cell.area.id})
    return f"{id}.yaml", f"{head}start:\n{writing.document({'between': window})}"
