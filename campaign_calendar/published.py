"""What subscribers already have: published.json in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from campaign_calendar.model import CalendarEntry, Event, Revision, Site
from campaign_calendar.visible import NAMES, TOLD_IN_FULL, Fields, differing, event_of, fields_of, fields_of_phase

VERSION = 2
MOST_REVISIONS = 200
MAX_SEQUENCE = 2**31 - 1
LAST_SECOND = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp())
WHOLE = ""  # among what was before: of an event as a whole, not of one of its dates

# What records of the first version tell of an event.
FIRST_NAMES = (
    *("title", "areas", "concerns", "phase", "tags", "status", "status_note", "venue", "online"),
    *("occurrences", "window", "description"),
)


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
    """`feeds` by name; `stamps` by language; `fields` what readers could see of it. `before`: by the first day of an
    occurrence, or WHOLE, the fields in which it was another before its time, place and status last changed."""

    feeds: frozenset[str]
    stamps: Mapping[str, Stamp]
    fields: Fields
    before: Mapping[str, Fields] = field(default_factory=dict)
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """`name` is what subscribers' calendars call it."""

    stamp: Stamp
    name: str


@dataclass(frozen=True, slots=True)
class Published:
    """The record of a publication; without a `uid_domain`, of none. `named`: somebody named it, so that what it lacks
    now is an error. `names`: the fields that it tells of. `feeds` by path; `revisions`, the latest first."""

    uid_domain: str | None = None
    language: str | None = None
    timezone: str | None = None
    names: tuple[str, ...] = NAMES
    entries: Mapping[str, PublishedEntry] = field(default_factory=dict)
    feeds: Mapping[str, PublishedFeed] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    named: bool = False

    def event(self, id: str) -> Event:
        """The event or phase of an entry as it was published. Raises NotTrusted where its fields are none."""
        entry = self.entries[id]
        try:
            made = event_of(id, entry.fields)
            changes = tuple(
                replace(change, event=self._before(change.event, entry, change.original.first.isoformat()))
                for change in made.changes
            )
            return self._before(replace(made, changes=changes), entry, WHOLE)
        except (ValueError, KeyError, TypeError, AttributeError) as mistake:
            raise _damaged(mistake) from mistake

    def _before(self, event: Event, entry: PublishedEntry, day: str) -> Event:
        different = entry.before.get(day)
        return replace(event, before=event_of(event.id, {**fields_of(event), **different})) if different else event


def _damaged(mistake: Exception) -> NotTrusted:
    return NotTrusted("published-damaged", f"{type(mistake).__name__}: {mistake}")


def parse(octets: bytes) -> Published:
    """Raises NotTrusted where the octets are no record that this version understands."""
    try:
        data = json.loads(octets)
        version = data["version"]
        if type(version) is not int or version < 1:
            raise NotTrusted("published-damaged", f"version {version}")
        if version > VERSION:
            raise NotTrusted("published-newer", str(version))
        if version == 1:
            data = _from_first_version(data)
        return Published(
            _text(data["uid_domain"]),
            _text(data["language"]),
            _text(data["timezone"]) if data["timezone"] is not None else None,
            tuple(_text(name) for name in _list(data["names"])),
            {id: _entry(each) for id, each in data["entries"].items()},
            {path: PublishedFeed(_stamp(stamp), name) for path, (*stamp, name) in data["feeds"].items()},
            tuple(_revision(each) for each in _list(data["revisions"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, OSError) as mistake:
        raise _damaged(mistake) from mistake


def _from_first_version(data: dict[str, Any]) -> dict[str, Any]:
    """A record of the first version as this one has them; it knew nothing of the zone and of earlier changes."""
    for entry in data["entries"].values():
        for fields in (entry["fields"], *entry["fields"].pop("changes", {}).values()):
            place = {"name": fields.pop("venue", None), "address": fields.pop("address", None)}
            if place["name"]:
                fields["venue"] = {name: words for name, words in place.items() if words}
    feeds = {path: [*_list(stamp), ""] for path, stamp in data["feeds"].items()}
    return {**data, "timezone": None, "names": list(FIRST_NAMES), "feeds": feeds, "revisions": []}


def _entry(data: dict[str, Any]) -> PublishedEntry:
    return PublishedEntry(
        frozenset(_text(feed) for feed in _list(data["feeds"])),
        {language: _stamp(stamp) for language, stamp in data["stamps"].items()},
        dict(data["fields"]),
        {day: dict(fields) for day, fields in data.get("before", {}).items()},
        data.get("retired", False) is True,
    )


def _revision(data: dict[str, Any]) -> Revision:
    id, now, was = _text(data["id"]), data.get("now"), data.get("was")
    return Revision(
        _moment(data["at"]),
        id,
        event_of(id, (now or {}) | was) if was is not None else None,
        event_of(id, now) if now is not None else None,
        tuple((name, tuple(_list(languages))) for name, languages in data.get("texts", {}).items()),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"text expected, not {value!r}")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"a list expected, not {value!r}")
    return value


def _whole(value: Any, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"a whole number expected, not {value!r}")
    return value


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(_whole(seconds, LAST_SECOND), UTC)


def _stamp(written: Any) -> Stamp:
    digest, seconds, *rest = _list(written)
    return Stamp(_text(digest), _moment(seconds), _whole(rest[0] if rest else 0, MAX_SEQUENCE))


def serialised(site: Site) -> bytes:
    """published.json of a stamped site, the same octets for the same site: entries and feeds are sorted, all else
    stands in the campaign's own order."""
    subjects: dict[str, tuple[Fields, dict[str, Fields]]] = {
        event.id: (fields_of(event), _before(event)) for event in site.events
    }
    for phase in site.phases:
        if phase.entry:
            fields = fields_of_phase(phase)
            earlier = fields_of_phase(replace(phase, days=phase.before)) if phase.before else fields
            subjects[f"phase.{phase.id}"] = fields, {WHOLE: differing(fields, earlier)} if phase.before else {}
    stamped = {entry.id: entry for entry in site.entries}
    former = {event.id: fields_of(event) for event in site.former}
    retired = {each.entry for each in site.retired}
    ids = sorted(subjects.keys() | stamped.keys())
    data = {
        "version": VERSION,
        "uid_domain": site.campaign.uid_domain,
        "language": site.campaign.first_language,
        "timezone": site.campaign.timezone,
        "names": list(NAMES),
        "entries": {
            id: _entry_data(stamped.get(id), *subjects.get(id, (former.get(id, {}), {})), id in retired) for id in ids
        },
        "feeds": {
            feed.path: [feed.digest, _seconds(feed.changed), feed.name]
            for feed in sorted(site.feeds, key=lambda feed: feed.path)
        },
        "revisions": [_revision_data(each) for each in site.revisions],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _before(event: Event) -> dict[str, Fields]:
    """For the event as a whole and for each date that differs, in which fields it was another before."""
    found = {WHOLE: event, **{change.original.first.isoformat(): change.event for change in event.changes}}
    return {
        day: differing(fields_of(each), fields_of(each.before), TOLD_IN_FULL)
        for day, each in found.items()
        if each.before
    }


def _entry_data(
    entry: CalendarEntry | None, fields: Fields, before: Mapping[str, Fields], is_retired: bool
) -> dict[str, Any]:
    """One entry of the record; an event without a date has its fields only."""
    data = {
        "feeds": list(entry.feeds) if entry else [],
        "fields": fields,
        "stamps": {
            each.language: [each.digest, _seconds(each.changed), each.sequence]
            for each in (entry.components if entry else ())
        },
    }
    return data | ({"before": before} if before else {}) | ({"retired": True} if is_retired else {})


def _revision_data(revision: Revision) -> dict[str, Any]:
    """`was` holds what it had otherwise than `now`, or all where there is no `now`."""
    data: dict[str, Any] = {"at": _seconds(revision.moment), "id": revision.id}
    now = fields_of(revision.now) if revision.now else None
    if revision.was:
        data["was"] = differing(now or {}, fields_of(revision.was), TOLD_IN_FULL)
    if now is not None:
        data["now"] = now
    if revision.texts:
        data["texts"] = {name: list(languages) for name, languages in revision.texts}
    return data


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


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
