"""An event keeps its id: under a new one it reaches phones as a second event."""

from __future__ import annotations

import json
from collections.abc import Iterator

from campaign_calendar.checks.vanished import gone
from campaign_calendar.content import Draft
from campaign_calendar.model import Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published
from campaign_calendar.visible import Fields, fields_of


def not_renamed(site: Site, draft: Draft, published: Published) -> Iterator[Problem]:
    lost = gone(site, published)
    looks = {look: id for id in reversed(lost) for look in _looks(published.entries[id].fields)}
    new = [event for event in site.events if event.id not in published.entries]
    for event in new if looks else ():
        old = next((looks[look] for look in _looks(fields_of(event)) if look in looks), None)
        if old:
            place = draft.written("event", event.id).place("id")
            yield warning(place, "renamed", value=event.id, old=old).about(f"event:{event.id}")


def _looks(fields: Fields) -> list[str]:
    """What an event is known again by: its areas, with its title in any language or with its time."""
    if not fields.get("areas"):
        return []
    known = [[language, title] for language, title in (fields.get("title") or {}).items()]
    known += [[fields["occurrences"]]] if fields.get("occurrences") else []
    return [json.dumps([fields["areas"], *each], sort_keys=True) for each in known]
