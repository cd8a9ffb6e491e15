"""Every area that a phase expects has a date in it: one warning for each phase, naming the areas that lack one."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import coverage
from campaign_calendar.content import Draft
from campaign_calendar.coverage import Cell, State
from campaign_calendar.model import Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def expected_areas_dated(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for phase in site.phases:
        cells = coverage.cells(site, phase)
        lacking = [cell for cell in cells if not cell.is_covered]
        if lacking:
            wanted = lacking[0].wanted
            found = warning(
                draft.written("phase", phase.id).place("expects"),
                "coverage" if wanted == 1 else "coverage-several",
                wanted=wanted,
                phase=phase.id,
                missing=len(lacking),
                all=len(cells),
                areas=", ".join(map(_told, lacking)),
            )
            yield found.about(f"phase:{phase.id}")


def _told(cell: Cell) -> str:
    """The area, with how many dates it has, and that a tentative one would do once it is confirmed."""
    has = [str(cell.dated)] if cell.dated else []
    has += ["tentative"] if cell.state is State.TENTATIVE else []
    return f"{cell.area.id} ({', '.join(has)})" if has else cell.area.id
