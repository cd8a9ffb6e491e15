"""A programme.json of this or another campaign in; an entry for each of its events, out."""

from __future__ import annotations

import json
from typing import Any

from campaign_calendar.content.events import FIELDS
from campaign_calendar.importers.entry import Entry, Unreadable
from campaign_calendar.importers.rows import settle_venues
from campaign_calendar.importers.table import MOST_OCTETS, clean
from campaign_calendar.importers.target import Target

VERSION = "1"
OF_AN_EVENT = frozenset(field.name for field in FIELDS) - {"draft"}


def read(octets: bytes, target: Target) -> list[Entry]:
    """Raises Unreadable for anything else."""
    if len(octets) > MOST_OCTETS:
        raise Unreadable("too-large", limit=MOST_OCTETS // 1_000_000)
    try:
        data = json.loads(octets, parse_float=str, parse_int=str)
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']}")
        events = [{name: _plain(value) for name, value in event.items()} for event in data["events"]]
        if not all(isinstance(event.get("area"), list) and event["area"] for event in events):
            raise ValueError("an event without a list of areas")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as reason:
        raise Unreadable("broken-json", reason=f"{type(reason).__name__}: {reason}") from reason
    return [_entry(number, event, target) for number, event in enumerate(events, start=1)]


def _entry(number: int, event: dict[str, Any], target: Target) -> Entry:
    entry = Entry(number)
    entry.facts = {name: value for name, value in event.items() if name in OF_AN_EVENT}
    settle_venues(entry.facts, entry, target)
    return entry


def _plain(value: Any) -> Any:
    """Texts as content files may hold them; nothing is what is not there."""
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_plain(each) for each in value if each is not None]
    return clean(value) if isinstance(value, str) else value
