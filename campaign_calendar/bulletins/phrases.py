"""A stamped Site in; the lines, links and dates that texts to pass on are made of, in one language, out.

Every text says of when it is: of the day on which what it tells of last changed, as `published.json` has it, not of
the clock's. So who has two of them knows which one holds, and what stays as it is keeps its text. For an event it is
the stamp of its calendar entry, for a programme that of its feed; what is without a date stands in no calendar, and
goes by the last news of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from campaign_calendar import addresses, telling, zones
from campaign_calendar.bulletins import message
from campaign_calendar.model import Event, Phase, Site, Status
from campaign_calendar.wording import Wording


@dataclass(frozen=True)
class Phrases:
    site: Site
    wording: Wording

    @property
    def language(self) -> str:
        return self.wording.language.code

    @property
    def campaign(self) -> str:
        return self.site.campaign.name.in_language(self.language).text

    def area(self, id: str) -> str:
        return self.site.area(id).name.in_language(self.language).text

    def phase(self, phase: Phase) -> str:
        return phase.name.in_language(self.language).text

    def title(self, event: Event) -> str:
        return event.title.in_language(self.language).text

    def of_campaign(self, part: str) -> str:
        return self.wording.say("feed_name", part=part, campaign=self.campaign)

    def labelled(self, key: str, said: str) -> str:
        return message.plain(f"{self.wording.say(key)}: {said}")

    def linked(self, key: str, url: str) -> str:
        return f"{message.plain(self.wording.say(key))}: {message.address(url)}"

    def item(self, status: str, what: str, place: str = "") -> str:
        """• Cancelled: what (place)"""
        said = f"{status}: {what}" if status else what
        return f"• {message.plain(f'{said} ({place})' if place else said)}"

    def status(self, event: Event) -> str:
        return "" if event.status is Status.CONFIRMED else self.wording.say(f"status_{event.status}")

    def with_status(self, event: Event) -> str:
        status = self.status(event)
        return f"{status}: {self.title(event)}" if status else self.title(event)

    def reason(self, event: Event) -> Iterator[str]:
        """Why it is not simply confirmed."""
        if event.status_note:
            yield self.labelled("message_reason", event.status_note.in_language(self.language).text)

    def changed(self, event: Event) -> Iterator[str]:
        """What it was before."""
        note = telling.note(event, self.site, self.wording)
        if note:
            yield message.plain(note)

    def link(self, path: str) -> str:
        """The address of a page in this language; empty where the site has none."""
        base = self.site.campaign.url
        return message.address(addresses.absolute(base, self.localised(path))) if base else ""

    def localised(self, path: str) -> str:
        return addresses.in_language(path, self.language, self.site.campaign.first_language)

    def as_of(self, moment: datetime) -> str:
        day = moment.astimezone(zones.zone(self.site.campaign.timezone)).date()
        return message.plain(self.wording.say("message_as_of", day=self.wording.day(day)))

    def changed_at(self, event: Event) -> datetime:
        return self._stamps.get(event.id) or self.news_at.get(event.id) or min(self.feeds.values())

    @cached_property
    def feeds(self) -> dict[str, datetime]:
        """When each feed last changed, by its path."""
        return {feed.path: feed.changed for feed in self.site.feeds}

    @cached_property
    def _stamps(self) -> dict[str, datetime]:
        return {entry.id: entry.component(self.language).changed for entry in self.site.entries}

    @cached_property
    def news_at(self) -> dict[str, datetime]:
        """The moment of the last news of each entry."""
        return {each.id: each.moment for each in reversed(self.site.revisions)}
