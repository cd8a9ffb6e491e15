"""No event is on a holiday of its area."""

from __future__ import annotations

from collections.abc import Iterator

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
            written = draft.written("event", event.id)
            place = written.place("start" if occurrence == event.occurrences[0] else "repeat")
            yield warning(place, "holiday", value=holiday.day, name=name).about(f"event:{event.id}")


def _holidays(event: Event, site: Site) -> Iterator[tuple[Holiday, Occurrence]]:
    """The holidays that fall on days on which an event takes place, where it takes place."""
    for occurrence, then in event.meetings():
        if then.status in (Status.CANCELLED, Status.POSTPONED):
            continue
        above = {each for area in then.areas for each in (area, *site.area(area).ancestors)}
        for holiday in site.holidays:
            if occurrence.first <= holiday.day <= occurrence.last and holiday.area in above:
                yield holiday, occurrence
