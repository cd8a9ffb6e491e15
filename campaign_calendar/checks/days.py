"""An event with hours does not go on over several days and nights: it more likely recurs each day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from campaign_calendar.checks.places import field_written
from campaign_calendar.content import Draft
from campaign_calendar.model import Hours, Occurrence, Site, Status
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def hours_within_a_day(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for event in site.events:
        for occurrence, then in event.meetings():
            if then.status is Status.CANCELLED or not isinstance(occurrence, Hours) or is_within_a_day(occurrence):
                continue
            assert occurrence.end is not None
            place = field_written(event, occurrence, "end", draft)
            hour, day = f"{occurrence.end:%H:%M}", occurrence.last
            yield warning(place, "days", first=occurrence.first, last=day, hour=hour).about(f"event:{event.id}")
            break


def is_within_a_day(occurrence: Occurrence) -> bool:
    """A night through, from evening to morning, is one stretch; 10 to 17 the day after is two days."""
    if occurrence.last == occurrence.first:
        return True
    if not isinstance(occurrence, Hours) or occurrence.end is None:
        return False
    start, end = occurrence.start, occurrence.end
    return end.time() <= start.time() and end - start <= timedelta(days=1)
