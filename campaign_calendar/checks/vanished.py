"""What was published is still there: an entry or a feed that is gone would leave phones without a word."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import addresses, feeds
from campaign_calendar.content import Draft
from campaign_calendar.model import Event, Site
from campaign_calendar.problems import Place, Problem, error, warning
from campaign_calendar.published import Published, PublishedEntry

HERE = Place("content/campaign.yaml")
ALL = addresses.feed(addresses.EVERYTHING)


def nothing_vanished(site: Site, draft: Draft, published: Published) -> Iterator[Problem]:
    """Where some events could not be read at all, nobody knows which are gone."""
    if "event" in draft.reading.unsure:
        return
    level = error if published.named else warning
    missing = [id for id in gone(site, published) if id not in draft.shown]
    for id in missing:
        yield level(HERE, "vanished", value=id)
    for event in site.events:
        before = published.entries.get(event.id)
        if before and event.occurrences:  # one that lost its date keeps the last one in calendars
            retired = {each.on.isoformat() for each in site.retired if each.on and each.id == event.id}
            for day in _lost_days(event, before):
                if day not in retired:
                    place = draft.written("event", event.id).place("repeat")
                    yield level(place, "vanished-occurrence", value=day)
    languages = [language.code for language in site.campaign.languages]
    known = {addresses.feed(name) for name in feeds.names(site)}
    known |= {addresses.feed(addresses.feed_name(each.kind, each.id)) for each in site.retired}
    told = [id.removeprefix("phase.") for id in missing if id.startswith("phase.")]
    known |= {addresses.feed(addresses.feed_name("phase", id)) for id in told}
    lost = {_unprefixed(path, languages) for path in published.feeds} - known
    dropped = {path.partition("/")[0] for path in lost if path.endswith(f"/{ALL}")}  # a language, which is told once
    for path in sorted(lost):
        if path.partition("/")[0] not in dropped or path.endswith(f"/{ALL}"):
            yield level(HERE, "vanished", value=path)


def gone(site: Site, published: Published) -> list[str]:
    """The ids of entries that were published and are neither here nor retired."""
    there = {feeds.CAMPAIGN_ENTRY, *(event.id for event in site.events)}
    there |= {f"phase.{phase.id}" for phase in site.phases if phase.entry}
    there |= {each.entry for each in site.retired}
    return sorted(published.entries.keys() - there)


def _lost_days(event: Event, before: PublishedEntry) -> list[str]:
    """The days on which a repeating event was to take place, and no longer is. Where there are as many occurrences as
    there were, they have been moved."""
    then = {str(each[0])[:10] for each in before.fields.get("occurrences", ())}
    if len(event.occurrences) >= len(then):
        return []
    now = {each.first.isoformat() for each in event.occurrences}
    now |= {change.original.first.isoformat() for change in event.changes}
    return sorted(then - now)


def _unprefixed(path: str, languages: list[str]) -> str:
    """A feed's path as the first language has it."""
    head, _, rest = path.partition("/")
    return rest if head in languages else path
