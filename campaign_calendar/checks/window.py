"""An event lies inside the days of its phase and of the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.checks.places import when_written
from campaign_calendar.content import Draft
from campaign_calendar.model import Days, Event, Occurrence, Site, Status, Window
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

PLANNED = (Status.CONFIRMED, Status.TENTATIVE, Status.POSTPONED)


def inside_phase_window(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    phases = {phase.id: phase for phase in site.phases}
    for event in site.events:
        phase = phases.get(event.phase) if event.phase else None
        if phase:
            yield from _outside(event, phase.days, draft, "window-phase", phase=phase.id)


def inside_campaign(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for event in site.events:
        yield from _outside(event, site.campaign.days, draft, "window-campaign")


def _outside(event: Event, days: Days, draft: Draft, rule: str, **values: object) -> Iterator[Problem]:
    """A warning for the first stretch that is not within `days`."""
    spans: list[Occurrence | Window] = [occurrence for occurrence, then in event.meetings() if then.status in PLANNED]
    if event.window and event.status in PLANNED:
        spans.append(event.window)
    for span in spans:
        if span.first < days.first or span.last > days.last:
            if isinstance(span, Window):
                place = draft.written("event", event.id).place("between")
            else:
                place = when_written(event, span, draft)
            found = warning(
                place,
                rule,
                value=span.first if span.first == span.last else f"{span.first} – {span.last}",
                starts=days.first,
                ends=days.last,
                **values,
            )
            yield found.about(f"event:{event.id}")
            return
