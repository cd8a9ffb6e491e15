"""An event keeps its id: under a new one it reaches phones as a second event."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.checks.vanished import gone
from campaign_calendar.content import Draft
from campaign_calendar.model import Event, Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published, PublishedEntry, visible_fields


def not_renamed(site: Site, draft: Draft, published: Published) -> Iterator[Problem]:
    lost = gone(site, published)
    new = [event for event in site.events if event.id not in published.entries]
    for event in new if lost else ():
        old = next((id for id in lost if _alike(event, published.entries[id])), None)
        if old:
            place = draft.written("event", event.id).place("id")
            yield warning(place, "renamed", value=event.id, old=old).about(f"event:{event.id}")


def _alike(event: Event, before: PublishedEntry) -> bool:
    """Whether an event looks like one that was published: in the same area, by its title or its time."""
    now, then = visible_fields(event), before.fields
    if now.get("areas") != then.get("areas"):
        return False
    return any(now.get(name) == then.get(name) and now.get(name) for name in ("title", "occurrences"))
