"""A feed is no larger than calendars take: Google's are reported to stop at 1 MB, or at about a thousand events."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.model import Site
from campaign_calendar.problems import Place, Problem, warning

MOST_OCTETS = 900_000
MOST_EVENTS = 1_000


def feeds_fit_calendars(site: Site) -> Iterator[Problem]:
    """Of a stamped site, whose feeds are there to be measured."""
    for feed in site.feeds:
        octets = len(feed.head) + sum(len(component) for component in feed.components)
        if octets > MOST_OCTETS or len(feed.components) > MOST_EVENTS:
            values = {"value": feed.path, "events": len(feed.components), "size": round(octets / 1000)}
            yield warning(Place("content/campaign.yaml"), "feed-size", **values)
