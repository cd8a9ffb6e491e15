"""No event is on a holiday of its area."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.checks.days import is_within_a_day
from campaign_calendar.checks.places import when_written
from campaign_calendar.content import Draft
from campaign_calendar.model import Event, Holiday, Occurrence, Site, Status
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def not_on_holidays(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for event in site.events if site.holidays else ():
        found = next(_holidays(event, site), None)
        if found:
            holiday, occurrence = found
            name = holiday.name.in_language(site.campaign.first_language).text
            place = when_written(event, occurrence, draft)
            yield warning(place, "holiday", value=holiday.day, name=name).about(f"event:{event.id}")


def _holidays(event: Event, site: Site) -> Iterator[tuple[Holiday, Occurrence]]:
    """The holidays that fall on days on which an event takes place, where it takes place."""
    for occurrence, then in event.meetings():
        if then.status in (Status.CANCELLED, Status.POSTPONED):
            continue
        above = {each for area in then.areas for each in (area, *site.area(area).ancestors)}
        last = occurrence.first if is_within_a_day(occurrence) else occurrence.last  # a night belongs to its evening
        for holiday in site.holidays:
            if occurrence.first <= holiday.day <= last and holiday.area in above:
                yield holiday, occurrence
