"""What subscribers already have: published.json in and out, and the stamps that follow from it.

An entry whose calendar lines are the same keeps its stamp and sequence; one whose lines differ in any octet gets
new ones, because some calendars never look at an entry whose stamps stand still.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from typing import Any

from campaign_calendar import addresses, feeds, vevent
from campaign_calendar.model import (
    CalendarEntry,
    Component,
    Event,
    Feed,
    Hours,
    Occurrence,
    Phase,
    Site,
    Text,
)
from campaign_calendar.wording import Wording

VERSION = 1
SEQUENCE_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
MAX_SEQUENCE = 2**31 - 1
LAST_SECOND = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp())
Moment = Callable[[], datetime]
Fields = Mapping[str, Any]
Bodies = tuple[bytes, ...]  # of the VEVENTs of one entry in one language, without their stamps


class NotTrusted(Exception):
    """A published.json that cannot be built upon; `rule` and `value` say why, as a Problem's do."""

    def __init__(self, rule: str, value: str = "") -> None:
        super().__init__(rule, value)
        self.rule = rule
        self.value = value


class CannotHave(Exception):
    """A publication that was named cannot be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the lines of a component or the octets of a feed last changed (UTC, whole seconds), and their digest."""

    digest: str
    moment: datetime
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """`feeds` by name; `stamps` by language; `fields` what readers could see of it."""

    feeds: frozenset[str]
    stamps: Mapping[str, Stamp]
    fields: Fields


@dataclass(frozen=True, slots=True)
class Published:
    """The record of a publication. `named`: somebody named it, so that what it lacks now is an error."""

    uid_domain: str | None = None
    language: str | None = None
    entries: Mapping[str, PublishedEntry] = field(default_factory=dict)
    feeds: Mapping[str, Stamp] = field(default_factory=dict)
    named: bool = False


def parse(octets: bytes) -> Published:
    """Raises NotTrusted where the octets are no record that this version understands."""
    try:
        data = json.loads(octets)
        version = data["version"]
        if isinstance(version, int) and version > VERSION:
            raise NotTrusted("published-newer", str(version))
        if version != VERSION:
            raise NotTrusted("published-damaged", f"version {version}")
        entries = {
            id: PublishedEntry(
                frozenset(_text(feed) for feed in _list(each["feeds"])),
                {language: _stamp(stamp) for language, stamp in each["stamps"].items()},
                dict(each["fields"]),
            )
            for id, each in data["entries"].items()
        }
        listed = {path: _stamp(stamp) for path, stamp in data["feeds"].items()}
        return Published(_text(data["uid_domain"]), _text(data["language"]), entries, listed)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, OSError) as mistake:
        raise NotTrusted("published-damaged", f"{type(mistake).__name__}: {mistake}") from mistake


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"text expected, not {value!r}")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"a list expected, not {value!r}")
    return value


def _stamp(written: Any) -> Stamp:
    digest, seconds, *rest = _list(written)
    sequence = rest[0] if rest else 0
    whole = all(isinstance(number, int) and not isinstance(number, bool) for number in (seconds, sequence))
    if not whole or not 0 <= seconds <= LAST_SECOND or not 0 <= sequence <= MAX_SEQUENCE:
        raise ValueError(f"no stamp: {written!r}")
    return Stamp(_text(digest), datetime.fromtimestamp(seconds, UTC), sequence)


def serialised(site: Site) -> bytes:
    """published.json of a stamped site. Keys are sorted, so the same site gives the same octets."""
    fields = {event.id: visible_fields(event) for event in site.events}
    fields |= {
        f"phase.{phase.id}": {"title": _words(phase.name), "occurrences": [_written(phase.days)]}
        for phase in site.phases
        if phase.entry
    }
    stamped = {entry.id: entry for entry in site.entries}
    entries = {id: _entry_record(stamped.get(id), fields.get(id, {})) for id in fields.keys() | stamped.keys()}
    data = {
        "version": VERSION,
        "uid_domain": site.campaign.uid_domain,
        "language": site.campaign.first_language,
        "entries": entries,
        "feeds": {feed.path: [feed.digest, int(feed.changed.timestamp())] for feed in site.feeds},
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _entry_record(entry: CalendarEntry | None, fields: Fields) -> dict[str, Any]:
    """One entry of the record; an event without a date has its fields only."""
    return {
        "feeds": list(entry.feeds) if entry else [],
        "fields": fields,
        "stamps": {
            each.language: [each.digest, int(each.changed.timestamp()), each.sequence]
            for each in (entry.components if entry else ())
        },
    }


def visible_fields(event: Event) -> dict[str, Any]:
    """What readers can see of an event, so that a later build can say what changed. `changes` holds for the first
    day of each occurrence that differs what is different about it."""
    fields: dict[str, Any] = {
        "title": _words(event.title),
        "areas": list(event.areas),
        "concerns": list(event.concerns),
        "phase": event.phase,
        "tags": list(event.tags),
        "status": str(event.status),
        "status_note": _words(event.status_note),
        "venue": _words(event.venue.name) if event.venue else None,
        "address": _words(event.venue.address) if event.venue else None,
        "online": event.online,
        "occurrences": [_written(each) for each in event.occurrences],
        "window": [event.window.first.isoformat(), event.window.last.isoformat()] if event.window else None,
        "description": _words(event.description),
    }
    fields["changes"] = {
        each.original.first.isoformat(): {
            name: value for name, value in visible_fields(each.event).items() if value != fields[name]
        }
        for each in event.changes
    }
    return {name: value for name, value in fields.items() if value}


def _words(written: Text | None) -> dict[str, str] | None:
    return {run.language: run.text for run in written.runs} if written else None


def _written(occurrence: Occurrence) -> list[str]:
    if isinstance(occurrence, Hours):
        return [each.isoformat() for each in (occurrence.start, occurrence.end) if each]
    days = [occurrence.first.isoformat(), occurrence.last.isoformat()]
    return [*days, "later"] if occurrence.hour_later else days


def refuse_other_campaign(published: Published, site: Site) -> None:
    """Raises NotTrusted where the record is of another campaign or another first language: both stand in every
    UID and address, so a change would reach phones as a second copy of everything."""
    campaign = site.campaign
    for rule, before, now in (
        ("published-other-domain", published.uid_domain, campaign.uid_domain),
        ("published-other-language", published.language, campaign.first_language),
    ):
        if before is not None and before != now:
            raise NotTrusted(rule, before)


def stamp(site: Site, wordings: Mapping[str, Wording], published: Published, moment: Moment) -> Site:
    """The site with its calendar entries and feeds. `moment` is asked at most once, and only if something changed."""
    asked: list[datetime] = []

    def now() -> datetime:
        if not asked:
            asked.append(moment().astimezone(UTC).replace(microsecond=0))
        return asked[0]

    names = feeds.names(site)
    entries = [
        _entry(id, bodies, in_feeds, site, names, published, now) for id, bodies, in_feeds in _drafts(site, wordings)
    ]
    filled = {name for entry in entries for name in entry.feeds}
    empty = [name for name in names if name not in filled]
    if empty or feeds.CAMPAIGN_ENTRY in published.entries:
        bodies = [(code, (vevent.campaign_body(site, wording),)) for code, wording in wordings.items()]
        entries.append(_entry(feeds.CAMPAIGN_ENTRY, bodies, empty, site, names, published, now))
    return replace(site, entries=tuple(entries), feeds=tuple(_feeds(site, entries, wordings, published, now)))


def _drafts(
    site: Site, wordings: Mapping[str, Wording]
) -> Iterable[tuple[str, list[tuple[str, Bodies]], frozenset[str]]]:
    """For each entry its id, its lines in each language, and the feeds that it belongs to; by start and id, so
    that a feed's octets do not depend on the order of files."""
    dated: list[tuple[Occurrence, str, Phase | Event]] = [
        (phase.days, f"phase.{phase.id}", phase) for phase in site.phases if phase.entry
    ]
    dated += [(min(event.occurrences, key=_start), event.id, event) for event in site.events if event.occurrences]
    for _, id, subject in sorted(dated, key=lambda each: (*_start(each[0]), each[1])):
        if isinstance(subject, Phase):
            phase_lines = [(code, (vevent.phase_body(subject, site, wording),)) for code, wording in wordings.items()]
            yield id, [*phase_lines], feeds.of_phase(subject, site)
        else:
            lines = [(code, vevent.event_bodies(subject, site, wording)) for code, wording in wordings.items()]
            yield id, lines, feeds.of_event(subject, site)


def _start(occurrence: Occurrence) -> tuple[date, time]:
    return occurrence.first, occurrence.start.time() if isinstance(occurrence, Hours) else time()


def _entry(
    id: str,
    bodies: Iterable[tuple[str, Bodies]],
    in_feeds: Iterable[str],
    site: Site,
    names: Iterable[str],
    published: Published,
    now: Moment,
) -> CalendarEntry:
    """An entry stays in every feed that it was published in, as long as there is that feed."""
    before = published.entries.get(id)
    kept = before.feeds.intersection(names) if before else frozenset()
    uid = addresses.uid(id, site.campaign.uid_domain)
    components = []
    for language, written in bodies:
        given = _next_stamp(_digest(b"".join(written)), before.stamps.get(language) if before else None, now)
        octets = vevent.component(uid, given.moment, given.sequence, written)
        components.append(Component(language, octets, given.digest, given.moment, given.sequence))
    return CalendarEntry(id, tuple(sorted(kept.union(in_feeds))), tuple(components))


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
    wordings: Mapping[str, Wording],
    published: Published,
    now: Moment,
) -> Iterable[Feed]:
    """All feeds in all languages."""
    members: dict[str, list[CalendarEntry]] = {}
    for entry in entries:
        for name in entry.feeds:
            members.setdefault(name, []).append(entry)
    zone = feeds.zone_lines(site)
    for code, wording in wordings.items():
        for name in feeds.names(site):
            components = tuple(entry.component(code).octets for entry in members.get(name, ()))
            zoned = any(feeds.names_zone(each) for each in components)
            head = feeds.head(name, site, wording, zone if zoned else ())
            path = addresses.in_language(addresses.feed(name), code, site.campaign.first_language)
            digest = _digest(b"".join((head, *components)))
            changed = _next_stamp(digest, published.feeds.get(path), now).moment
            yield Feed(path, code, head, components, digest, changed)
