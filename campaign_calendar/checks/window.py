"""An event lies inside the days of its phase and of the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.content import Draft
from campaign_calendar.model import Days, Event, Occurrence, Site, Window
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def inside_phase_window(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    phases = {phase.id: phase for phase in site.phases}
    for event in site.events:
        phase = phases.get(event.phase) if event.phase else None
        if phase:
            yield from _outside(event, phase.days, draft, "outside-phase", phase=phase.id)


def inside_campaign(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for event in site.events:
        yield from _outside(event, site.campaign.days, draft, "outside-campaign")


def _outside(event: Event, days: Days, draft: Draft, rule: str, **values: object) -> Iterator[Problem]:
    spans: list[tuple[str, Occurrence | Window]] = [("start", each) for each in event.occurrences]
    if event.window:
        spans.append(("between", event.window))
    for field, span in spans:
        if span.first < days.first or span.last > days.last:
            place = draft.written("event", event.id).place(field)
            yield warning(place, rule, first=span.first, last=span.last, starts=days.first, ends=days.last, **values)
