"""A stamped site in; by page, when what calendars have of it last changed, in one language, out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from campaign_calendar import addresses, feeds, zones
from campaign_calendar.model import Site
from campaign_calendar.outputs.parts import Moment
from campaign_calendar.wording import Wording


def last_changes(site: Site, words: Wording) -> Mapping[str, Moment]:
    """By the path without the language's folder. Not of pages that a change elsewhere leaves as they are: each of
    them would have to be made and loaded anew, only to say so."""
    language = words.language.code
    first = site.campaign.first_language
    moments = {feed.path: feed.changed for feed in site.feeds if feed.language == language}
    found: dict[str, datetime] = {}
    for name in (addresses.EVERYTHING, *feeds.names(site)):
        page = addresses.HOME if name == addresses.EVERYTHING else f"{name}.html"
        found[page] = moments[addresses.in_language(addresses.feed(name), language, first)]
    entries = {entry.id: entry for entry in site.entries}
    for event in site.events:
        if event.id in entries:
            found[addresses.page("event", event.id)] = entries[event.id].component(language).changed
    zone = zones.zone(site.campaign.timezone)
    return {page: _moment(changed.astimezone(zone), words) for page, changed in found.items()}


def _moment(changed: datetime, words: Wording) -> Moment:
    told = words.say("day_and_time", day=words.day(changed.date()), time=words.time(changed))
    return Moment(changed.isoformat(timespec="minutes"), told)
