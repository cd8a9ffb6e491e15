"""programme.json: everything that the content holds and pages show, as data, for other programs; and its schema.

An event has the fields that content files have, and beside them what was made of these: the moments, with the zone's
offset, and where it is to be found. Contacts of organisers are in it, as they are on the pages of events.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaign_calendar import addresses, facts
from campaign_calendar.model import Area, Days, Event, Hours, Note, Phase, Site
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.verbatim import File
from campaign_calendar.theme import Theme

TEMPLATE = None
VERSION = 1
SCHEMA = Path(__file__).parent.parent / addresses.DATA_SCHEMA


@dataclass(frozen=True)
class ProgrammeData:
    """JSON by key, in order; the members of a list each for itself."""

    members: tuple[tuple[str, str | tuple[str, ...]], ...]


def events_as_json(site: Site) -> tuple[str, ...]:
    """Each event with its facts, its moments and where it is to be found."""
    entries = {entry.id for entry in site.entries}
    return tuple(
        _json(
            {
                **facts.event(each),
                "occurrences": [_occurrence(*meeting) for meeting in each.meetings()],
                "uid": addresses.uid(each.id, site.campaign.uid_domain),
                **_places(site, "event", each.id, each.id in entries),
            }
        )
        for each in site.events
    )


def programme_data(site: Site, events: tuple[str, ...]) -> Iterator[Output]:
    """One for all languages; `events` as JSON."""
    shown = {event.id for event in site.events}
    members: dict[str, Any] = {
        "$schema": addresses.DATA_SCHEMA,
        "version": VERSION,
        "campaign": _campaign(site),
        "levels": [{"id": each.id, "name": facts.words(each.name)} for each in site.campaign.levels],
        "areas": [_area(site.root, site)],
        "phases": [_phase(each, site) for each in site.phases],
        "tags": [
            {"id": each.id, "name": facts.words(each.name), **_places(site, "tag", each.id)} for each in site.tags
        ],
        "holidays": [
            {"date": each.day.isoformat(), "name": facts.words(each.name), "area": each.area, "public": each.public}
            for each in site.holidays
        ],
        "venues": [facts.venue(each) for each in site.venues],
        "events": events,
        "notes": [_note(each, shown, site) for each in site.notes],
        "media": [
            {"file": file, "path": each.path, **({"size": list(each.size)} if each.size else {})}
            for file, each in sorted(site.media.items())
        ],
        "retired": [
            {
                "kind": each.kind,
                "id": each.id,
                "why": facts.words(each.why),
                **({"to": each.to.partition(":")[2]} if each.to else {}),
                **({"on": each.on.isoformat()} if each.on else {}),
            }
            for each in site.retired
        ],
    }
    written = tuple(
        (name, tuple(map(_json, value)) if isinstance(value, list) else value if name == "events" else _json(value))
        for name, value in members.items()
    )
    yield Output(addresses.DATA, "programme_data", ProgrammeData(written))
    yield Output(addresses.DATA_SCHEMA, "verbatim", File(SCHEMA.read_bytes()))


def _campaign(site: Site) -> dict[str, Any]:
    campaign = site.campaign
    found = {
        "name": facts.words(campaign.name),
        "summary": facts.words(campaign.summary) if campaign.summary else None,
        "url": campaign.url,
        "uid_domain": campaign.uid_domain,
        "languages": [
            {"code": each.code, "locale": each.locale, "direction": each.direction} for each in campaign.languages
        ],
        "timezone": campaign.timezone,
        **_days(campaign.days),
        "follow": [facts.link(each) for each in campaign.follow],
        "edit": campaign.edit,
        "feeds": {
            "cancelled": "status" if campaign.cancelled_as_status else "mark",
            "default_duration": f"{campaign.default_duration}min",
        },
        "contacts_in_feeds": campaign.contacts_in_feeds,
        "coverage": campaign.coverage,
        "cards": campaign.cards,
        "offline": campaign.offline,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _area(area: Area, site: Site) -> dict[str, Any]:
    found = {"id": area.id, "level": area.level, "name": facts.words(area.name), **_places(site, "area", area.id)}
    below = [_area(site.area(id), site) for id in area.children]
    return found | ({"areas": below} if below else {})


def _phase(phase: Phase, site: Site) -> dict[str, Any]:
    found: dict[str, Any] = {"id": phase.id, "name": facts.words(phase.name), **_days(phase.days), "area": phase.area}
    if phase.expects:
        found["expects"] = {"level": phase.expects.level, "at_least": phase.expects.at_least}
        found["expects"] |= {"except": list(phase.expects.excepted)} if phase.expects.excepted else {}
    found |= {"entry": phase.entry, "color": phase.color}
    found |= {"notes": list(phase.notes)} if phase.notes else {}
    found |= {"accept": dict(phase.accept)} if phase.accept else {}
    found |= {"uid": addresses.uid(f"phase.{phase.id}", site.campaign.uid_domain)} if phase.entry else {}
    return found | _places(site, "phase", phase.id)


def _note(note: Note, shown: Collection[str], site: Site) -> dict[str, Any]:
    found = {
        "id": note.id,
        "title": facts.words(note.title),
        "summary": facts.words(note.summary) if note.summary else None,
        "body": facts.words(note.body),
        "events": [id for id in note.events if id in shown],
        "tags": list(note.tags),
        "sources": [facts.link(each) for each in note.sources],
        "updated": note.updated.isoformat() if note.updated else None,
    }
    there = {name: value for name, value in found.items() if value not in (None, [])}
    return there | _places(site, "note", note.id, has_feed=False)


def _days(days: Days) -> dict[str, str]:
    return {"starts": days.first.isoformat(), "ends": days.last.isoformat()}


def _occurrence(occurrence: Days | Hours, then: Event) -> dict[str, Any]:
    """A moment has the zone's offset; the last of whole days is inclusive."""
    if isinstance(occurrence, Hours):
        found: dict[str, Any] = {"start": occurrence.start.isoformat()}
        found |= {"end": occurrence.end.isoformat()} if occurrence.end else {}
    else:
        found = {"start": occurrence.first.isoformat(), "end": occurrence.last.isoformat()}
        found |= {"time": "later"} if occurrence.hour_later else {}
    return found | {"status": str(then.status)}


def _places(site: Site, kind: str, id: str, has_feed: bool = True) -> dict[str, Any]:
    """The paths, by language, of its page and of its calendar file."""
    paths = {"pages": addresses.page(kind, id)}
    if has_feed:
        paths["calendars"] = addresses.feed(addresses.feed_name(kind, id))
    first, languages = site.campaign.first_language, [each.code for each in site.campaign.languages]
    return {
        name: {each: addresses.in_language(path, each, first) for each in languages} for name, path in paths.items()
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def render(data: ProgrammeData, _theme: Theme) -> bytes:
    """Each event, area, phase … on a line of its own, so that a comparison of two files shows what has changed."""
    lines = []
    for name, value in data.members:
        listed = "[\n" + ",\n".join(value) + "\n]" if value else "[]"
        lines.append(f"{_json(name)}: {value if isinstance(value, str) else listed}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
