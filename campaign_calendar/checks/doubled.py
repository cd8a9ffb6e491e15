"""No event begins or ends at an hour that clocks show twice, for people would come at either."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import zones
from campaign_calendar.checks.places import when_written
from campaign_calendar.content import Draft
from campaign_calendar.model import Hours, Site, Status
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def no_doubled_hours(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    zone = site.campaign.timezone
    for event in site.events:
        for occurrence, then in event.meetings():
            if then.status is Status.CANCELLED or not isinstance(occurrence, Hours):
                continue
            moments = (occurrence.start, occurrence.end)
            doubled = [each for each in moments if each and zones.is_doubled(each.replace(tzinfo=None), zone)]
            if doubled:
                place = when_written(event, occurrence, draft)
                value = f"{doubled[0]:%Y-%m-%d %H:%M}"
                yield warning(place, "doubled", value=value, zone=zone).about(f"event:{event.id}")
                break
