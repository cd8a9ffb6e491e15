"""What was published is still there: an entry that is gone would disappear from phones without a word."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import feeds
from campaign_calendar.content import Draft
from campaign_calendar.model import Site
from campaign_calendar.problems import Place, Problem, error, warning
from campaign_calendar.published import Published


def nothing_vanished(site: Site, draft: Draft, published: Published) -> Iterator[Problem]:
    there = {feeds.CAMPAIGN_ENTRY, *(event.id for event in site.events)}
    there |= {f"phase.{phase.id}" for phase in site.phases if phase.entry}
    undated = {event.id for event in site.events if not event.occurrences}
    level = error if published.named else warning
    for id, entry in sorted(published.entries.items()):
        if id not in there:
            yield level(Place("content/campaign.yaml"), "vanished", value=id)
        elif id in undated and entry.stamps:
            yield level(draft.written("event", id).place("between"), "date-vanished", value=id)
