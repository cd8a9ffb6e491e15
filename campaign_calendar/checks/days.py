"""An event with hours does not go on over several days and nights: it more likely recurs each day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from campaign_calendar.content import Draft
from campaign_calendar.model import Hours, Occurrence, Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def hours_within_a_day(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for event in site.events:
        for occurrence, _ in event.meetings():
            if isinstance(occurrence, Hours) and _is_over_several_days(occurrence):
                assert occurrence.end is not None
                place = draft.written("event", event.id).place("end")
                hour, day = f"{occurrence.end:%H:%M}", occurrence.end.date()
                yield warning(place, "days", first=occurrence.first, last=day, hour=hour).about(f"event:{event.id}")
                break


def _is_over_several_days(hours: Occurrence) -> bool:
    """A night through, from evening to morning, is one stretch; 10 to 17 the day after is two days."""
    if not isinstance(hours, Hours) or hours.end is None or hours.last == hours.first:
        return False
    return hours.end.time() > hours.start.time() or hours.end - hours.start > timedelta(days=1)
