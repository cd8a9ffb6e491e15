"""What was published is still there: an entry or a feed that is gone would leave phones without a word."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import addresses, feeds
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
    languages = [language.code for language in site.campaign.languages]
    known = {addresses.feed(name) for name in feeds.names(site)}
    lost = {_unprefixed(path, languages) for path in published.feeds} - known
    for path in sorted(lost):
        yield level(Place("content/campaign.yaml"), "vanished", value=path)


def _unprefixed(path: str, languages: list[str]) -> str:
    """A feed's path as the first language has it."""
    head, _, rest = path.partition("/")
    return rest if head in languages else path
