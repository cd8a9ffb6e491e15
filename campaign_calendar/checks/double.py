"""One phase has one event a day in an area: two may be the same, entered twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from campaign_calendar.checks.days import is_within_a_day
from campaign_calendar.content import Draft
from campaign_calendar.coverage import takes_place
from campaign_calendar.model import Event, Site, Status
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def not_entered_twice(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    together: dict[tuple[str, str], list[Event]] = {}
    accepting = {event.id for event in site.events if _accepts(event, draft)}
    # An event that accepts it comes behind the others: what is compared to it, is compared to nothing else.
    for event in sorted(site.events, key=lambda each: each.id in accepting):
        for area in event.areas:
            if event.phase and takes_place(event):
                together.setdefault((area, event.phase), []).append(event)
    wanted = _wanted(site)
    told = set()
    for group, events in together.items():
        pairs = [*_on_one_day(events)]
        if len(events) > wanted.get(group, 1):
            pairs += _undated(events, accepting)
        for one, other in pairs:
            first, second = (one, other) if one.id < other.id else (other, one)
            if (first.id, second.id) not in told:
                told.add((first.id, second.id))
                yield _entered_twice(first, second, draft)


def _accepts(event: Event, draft: Draft) -> bool:
    accept = draft.written("event", event.id)["accept"]
    return bool(accept and accept["double"])


def _wanted(site: Site) -> dict[tuple[str, str], int]:
    """How many events phases expect, by area and phase, where that is more than one."""
    expecting = [(phase, phase.expects) for phase in site.phases if phase.expects and phase.expects.at_least > 1]
    return {
        (area.id, phase.id): expected.at_least
        for phase, expected in expecting
        for area in site.areas
        if area.level == expected.level
    }


def _on_one_day(events: list[Event]) -> Iterator[tuple[Event, Event]]:
    """Each event with the first one on each of its days; a night is of the day on which it begins."""
    by_day: dict[date, Event] = {}
    for event in events:
        for occurrence, then in event.meetings():
            if then.status is not Status.CANCELLED:
                last = occurrence.first if is_within_a_day(occurrence) else occurrence.last
                for number in range((last - occurrence.first).days + 1):
                    first = by_day.setdefault(occurrence.first + timedelta(number), event)
                    if first is not event:
                        yield first, event


def _undated(events: list[Event], accepting: set[str]) -> Iterator[tuple[Event, Event]]:
    """Each event without a date with the first other one, rather one that has a date."""
    ordered = sorted(events, key=lambda each: (each.id in accepting, not each.occurrences))
    for event in ordered:
        if not event.occurrences:
            yield ordered[0] if ordered[0] is not event else ordered[1], event


def _entered_twice(first: Event, second: Event, draft: Draft) -> Problem:
    place = draft.written("event", second.id).place("id")
    there = draft.written("event", first.id).place("id")
    rule = "double" if first.occurrences and second.occurrences else "double-undated"
    found = warning(place, rule, value=second.id, other=first.id, where=f"{there.file}:{there.line}")
    return found.about(f"event:{first.id}", f"event:{second.id}")
