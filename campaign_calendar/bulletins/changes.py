"""News in; what has changed, the latest first, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from campaign_calendar import addresses, feeds, telling, zones
from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.message import Entry, Message
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.model import Area, Event, Site
from campaign_calendar.telling import News


def day_of(news: News, site: Site) -> date:
    """The day of a publication in the campaign's zone."""
    return news.revision.moment.astimezone(zones.zone(site.campaign.timezone)).date()


def changes_message(told: Sequence[News], area: Area, days: str, phrases: Phrases) -> Message:
    """`told`: all news of the area in some days, which are said in words, the latest first."""
    part, campaign = phrases.wording.say("changes"), phrases.campaign
    of = campaign if area is phrases.site.root else phrases.area(area.id)
    nothing = Entry(f"\n{message.plain(phrases.wording.say('message_no_changes'))}")
    return Message(
        head=(phrases.wording.say("feed_name", part=part, campaign=of), days),
        entries=tuple(entry for each in told for entry in _entries(each)) or (nothing,),
        as_of=phrases.as_of(told[0].revision.moment if told else max(phrases.feeds.values())),
        link=phrases.link(addresses.CHANGES),
    )


def _entries(news: News) -> Iterator[Entry]:
    for line in telling.in_lines(news.sayings):
        yield Entry(f"• {message.plain(line)}", news.title.text, news.revision.id)


def concerns(news: News, area: Area, site: Site) -> bool:
    """Whether it is about what is, or was, in the programme of the area, or about the whole campaign."""
    kind, _, id = news.revision.id.rpartition(".")
    phases = [each for each in site.phases if kind == "phase" and each.id == id]
    events = [each for each in site.events if each.id == news.revision.id.partition(".")[0]]
    events += [each for each in (news.revision.was, news.revision.now) if each and each.areas]
    found = [feeds.areas_of_phase(each, site) for each in phases]
    found += [feeds.areas_of_event(_in_areas_of(site, each), site) for each in events]
    return area is site.root or not found or area.id in frozenset().union(*found)


def _in_areas_of(site: Site, event: Event) -> Event:
    """An event that may have been in areas that are no longer there, without these."""
    there = {area.id for area in site.areas}
    areas, concerned = (tuple(id for id in ids if id in there) for ids in (event.areas, event.concerns))
    return replace(event, areas=areas, concerns=concerned)
