"""Every area that a phase expects has a date in it: one warning for each phase, naming the areas that lack one."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import coverage
from campaign_calendar.content import Draft
from campaign_calendar.coverage import State
from campaign_calendar.model import Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

COVERED = frozenset({State.DATED, State.LATE, State.TENTATIVE})


def expected_areas_dated(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for phase in site.phases:
        cells = coverage.cells(site, phase)
        lacking = [cell.area.id for cell in cells if cell.state not in COVERED]
        if lacking:
            found = warning(
                draft.written("phase", phase.id).place("expects"),
                "coverage",
                phase=phase.id,
                missing=len(lacking),
                all=len(cells),
                areas=", ".join(lacking),
            )
            yield found.about(f"phase:{phase.id}")
