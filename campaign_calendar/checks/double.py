"""One phase has one event a day in an area: two may be the same, entered twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from campaign_calendar.content import Draft
from campaign_calendar.model import Event, Site, Status
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def not_entered_twice(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    together: dict[tuple[str, str], list[Event]] = {}
    for event in site.events:
        for area in event.areas:
            if event.phase and event.status is not Status.CANCELLED:
                together.setdefault((area, event.phase), []).append(event)
    told = set()
    for events in together.values():
        for first, second in _pairs(events):
            if (first.id, second.id) not in told:
                told.add((first.id, second.id))
                yield _entered_twice(first, second, draft)


def _pairs(events: list[Event]) -> Iterator[tuple[Event, Event]]:
    """An earlier event and one that may be the same. Each is compared to the first of its day; of undated ones and
    others each to the first of all."""
    by_day: dict[date, Event] = {}
    undated = next((event for event in events if not event.occurrences), None)
    for event in events:
        if undated and event is not undated:
            yield (undated, event) if undated.id < event.id else (event, undated)
        for occurrence in event.occurrences:
            first = by_day.setdefault(occurrence.first, event)
            if first is not event:
                yield first, event


def _entered_twice(first: Event, second: Event, draft: Draft) -> Problem:
    place = draft.written("event", second.id).place("id")
    there = draft.written("event", first.id).place("id")
    rule = "double" if first.occurrences and second.occurrences else "double-undated"
    found = warning(place, rule, value=second.id, other=first.id, where=f"{there.file}:{there.line}")
    return found.about(f"event:{first.id}", f"event:{second.id}")
