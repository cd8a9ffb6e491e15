"""A checked Site and what subscribers already have in; the Site with its calendar entries, feeds and revisions out.

An entry whose calendar lines are the same keeps its stamp and sequence; one whose lines differ in any octet gets
new ones, because some calendars never look at an entry whose stamps stand still. And nothing that had a date
disappears from calendars: a date that is taken back stays as the last one, postponed; what is retired stays with a
notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from typing import NamedTuple

from campaign_calendar import addresses, feeds, vevent
from campaign_calendar.history import followed
from campaign_calendar.model import CalendarEntry, Component, Event, Feed, Hours, Occurrence, Phase, Retired, Site
from campaign_calendar.published import MAX_SEQUENCE, MOST_REVISIONS, Published, Stamp
from campaign_calendar.wording import Wording

SEQUENCE_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
Moment = Callable[[], datetime]
Bodies = tuple[bytes, ...]  # of the VEVENTs of one entry in one language, without their stamps


class Draft(NamedTuple):
    """An entry before it is stamped: its lines in each language, and the feeds that it belongs to by itself."""

    first: Occurrence
    id: str
    lines: Callable[[Wording], Bodies]
    feeds: frozenset[str]


def stamp(site: Site, wordings: Mapping[str, Wording], published: Published, moment: Moment) -> Site:
    """Raises NotTrusted. `moment` is asked at most once, and only if something changed."""
    asked: list[datetime] = []

    def now() -> datetime:
        if not asked:
            asked.append(moment().astimezone(UTC).replace(microsecond=0))
        return asked[0]

    site, news = followed(site, published)
    latest = tuple(replace(each, moment=now()) for each in news)
    site = replace(site, revisions=(*latest, *published.revisions)[:MOST_REVISIONS])
    names = (*feeds.names(site), *_kept_feeds(site, published))
    drafts = sorted(_drafts(site, names, published), key=lambda draft: (*_start(draft.first), draft.id))
    entries = [_entry(draft, site, wordings, names, published, now) for draft in drafts]
    filled = {name for entry in entries for name in entry.feeds}
    empty = [name for name in names if name not in filled]
    if empty or feeds.CAMPAIGN_ENTRY in published.entries:
        own = Draft(site.campaign.days, feeds.CAMPAIGN_ENTRY, _campaign_lines(site), frozenset(empty))
        entries.append(_entry(own, site, wordings, names, published, now))
    return replace(site, entries=tuple(entries), feeds=tuple(_feeds(site, entries, names, wordings, published, now)))


def _kept_feeds(site: Site, published: Published) -> list[str]:
    """The names of feeds that were published and whose area, phase or tag is retired: their addresses stay."""
    retired = [addresses.feed_name(each.kind, each.id) for each in site.retired if each.kind in feeds.KINDS]
    return [name for name in retired if addresses.feed(name) in published.feeds]


def _drafts(site: Site, names: Sequence[str], published: Published) -> Iterator[Draft]:
    """Ordered by start and id afterwards, so that a feed's octets do not depend on the order of files."""
    for phase in site.phases:
        if phase.entry:
            yield Draft(phase.days, f"phase.{phase.id}", _phase_lines(phase, site), feeds.of_phase(phase, site))
    for event in site.events:
        times = vevent.times_in_calendars(event)
        if times:
            yield Draft(min(times, key=_start), event.id, _event_lines(event, site), feeds.of_event(event, site))
    former = {event.id: event for event in site.former}
    for retired in site.retired:
        gone = former.get(retired.entry)
        own = frozenset({addresses.feed_name(retired.kind, retired.id)}).intersection(names)
        if retired.on and retired.id in published.entries:
            own = published.entries[retired.id].feeds.intersection(names)
        if gone or (own and not retired.on):
            first = gone.occurrences[0] if gone else site.campaign.days
            yield Draft(first, retired.entry, _retired_lines(retired, gone, site), own)


def _phase_lines(phase: Phase, site: Site) -> Callable[[Wording], Bodies]:
    return lambda wording: (vevent.phase_body(phase, site, wording),)


def _event_lines(event: Event, site: Site) -> Callable[[Wording], Bodies]:
    return lambda wording: vevent.event_bodies(event, site, wording)


def _retired_lines(retired: Retired, gone: Event | None, site: Site) -> Callable[[Wording], Bodies]:
    return lambda wording: (vevent.retired_body(retired, gone, site, wording),)


def _campaign_lines(site: Site) -> Callable[[Wording], Bodies]:
    return lambda wording: (vevent.campaign_body(site, wording),)


def _start(occurrence: Occurrence) -> tuple[date, time]:
    return occurrence.first, occurrence.start.time() if isinstance(occurrence, Hours) else time()


def _entry(
    draft: Draft,
    site: Site,
    wordings: Mapping[str, Wording],
    names: Iterable[str],
    published: Published,
    now: Moment,
) -> CalendarEntry:
    """An entry stays in every feed that it was published in, as long as there is that feed."""
    before = published.entries.get(draft.id)
    kept = before.feeds.intersection(names) if before else frozenset()
    uid = addresses.uid(draft.id, site.campaign.uid_domain)
    components = []
    for language, wording in wordings.items():
        written = draft.lines(wording)
        given = _next_stamp(_digest(b"".join(written)), before.stamps.get(language) if before else None, now)
        octets = vevent.component(uid, given.moment, given.sequence, written)
        components.append(Component(language, octets, given.digest, given.moment, given.sequence))
    return CalendarEntry(draft.id, tuple(sorted(kept.union(draft.feeds))), tuple(components))


def _next_stamp(digest: str, before: Stamp | None, now: Moment) -> Stamp:
    """The stamp before where the digest is the same; else one that is later and greater, also than one that was
    lost: a sequence counts the minutes since 2020."""
    if before and before.digest == digest:
        return before
    moment = max(now(), before.moment + timedelta(seconds=1)) if before else now()
    minutes = max(0, (moment - SEQUENCE_EPOCH) // timedelta(minutes=1))
    sequence = max(minutes, before.sequence + 1) if before else minutes
    return Stamp(digest, moment, min(sequence, MAX_SEQUENCE))


def _digest(octets: bytes) -> str:
    return blake2b(octets, digest_size=12).hexdigest()


def _feeds(
    site: Site,
    entries: Iterable[CalendarEntry],
    names: Iterable[str],
    wordings: Mapping[str, Wording],
    published: Published,
    now: Moment,
) -> Iterator[Feed]:
    """All feeds in all languages."""
    members: dict[str, list[CalendarEntry]] = {}
    for entry in entries:
        for name in entry.feeds:
            members.setdefault(name, []).append(entry)
    zone = feeds.zone_lines(site)
    for code, wording in wordings.items():
        for name in names:
            path = addresses.in_language(addresses.feed(name), code, site.campaign.first_language)
            before = published.feeds.get(path)
            called = feeds.title(name, site, wording) or (before and before.name) or name.rpartition("/")[2]
            components = tuple(entry.component(code).octets for entry in members.get(name, ()))
            zoned = any(feeds.names_zone(each) for each in components)
            head = feeds.head(name, site, wording, zone if zoned else (), called)
            digest = _digest(b"".join((head, *components)))
            changed = _next_stamp(digest, before.stamp if before else None, now).moment
            yield Feed(path, code, head, components, digest, changed, called)
