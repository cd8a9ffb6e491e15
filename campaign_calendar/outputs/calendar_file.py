"""Calendar files: the feeds, and one file for each dated event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign_calendar import addresses, feeds
from campaign_calendar.model import Site
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme

TEMPLATE = None


@dataclass(frozen=True)
class CalendarFile:
    """Octets in the order in which they are written."""

    parts: tuple[bytes, ...]


def feed_files(site: Site) -> Iterator[Output]:
    for feed in site.feeds:
        parts = (feed.head, *feed.components, feeds.TAIL)
        yield Output(feed.path, "calendar_file", CalendarFile(parts), feed.changed)


def event_calendars(site: Site) -> Iterator[Output]:
    """A file to add just one event: a copy, so it names no address to look for changes at. What is retired keeps
    its file, with the notice."""
    first = site.campaign.first_language
    head, zoned = feeds.copy_head(site, with_zone=False), feeds.copy_head(site, with_zone=True)
    ids = {event.id for event in site.events} | {
        each.entry for each in site.retired if each.kind == "event" and not each.on
    }
    for entry in site.entries:
        if entry.id not in ids:
            continue
        for component in entry.components:
            name = addresses.feed(addresses.feed_name("event", entry.id))
            path = addresses.in_language(name, component.language, first)
            start = zoned if feeds.names_zone(component.octets) else head
            data = CalendarFile((start, component.octets, feeds.TAIL))
            yield Output(path, "calendar_file", data, component.changed)


def render(data: CalendarFile, _theme: Theme) -> bytes:
    return b"".join(data.parts)
