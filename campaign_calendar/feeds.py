"""A Site in; which entries stand in which feeds, and the octets that open and close each feed, out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from campaign_calendar import addresses, contentline, zones
from campaign_calendar.contentline import text
from campaign_calendar.model import Event, Phase, Site
from campaign_calendar.wording import Wording

PRODID = "-//Campaign Calendar//NONSGML Campaign Calendar//EN"
REFRESH = "PT6H"
TAIL = b"END:VCALENDAR\r\n"
CAMPAIGN_ENTRY = "campaign"
KINDS = ("area", "phase", "tag")  # what has a feed of its own


def names(site: Site) -> tuple[str, ...]:
    """The names of all feeds that can be subscribed to."""
    return (
        addresses.EVERYTHING,
        *(addresses.feed_name("area", area.id) for area in site.areas),
        *(addresses.feed_name("phase", phase.id) for phase in site.phases),
        *(addresses.feed_name("tag", tag.id) for tag in site.tags),
    )


def areas_of_event(event: Event, site: Site) -> frozenset[str]:
    """The areas whose page and feed show an event: where it is and whom it is for, everything above these, and
    everything below those whom it is for."""
    concerned = event.concerns or event.areas
    return frozenset(_above(site, (*event.areas, *concerned))) | frozenset(_below(site, concerned))


def areas_of_phase(phase: Phase, site: Site) -> frozenset[str]:
    """The areas whose page and feed show a phase: its own, the ones above and the ones below."""
    return frozenset(_above(site, (phase.area,))) | frozenset(_below(site, (phase.area,)))


def _above(site: Site, areas: Iterable[str]) -> Iterable[str]:
    return (each for area in areas for each in (area, *site.area(area).ancestors))


def _below(site: Site, areas: Iterable[str]) -> Iterable[str]:
    return (each for area in areas for each in site.area(area).descendants)


def of_event(event: Event, site: Site) -> frozenset[str]:
    feeds = {addresses.EVERYTHING, *(addresses.feed_name("area", id) for id in areas_of_event(event, site))}
    if event.phase:
        feeds.add(addresses.feed_name("phase", event.phase))
    feeds.update(addresses.feed_name("tag", tag) for tag in event.tags)
    return frozenset(feeds)


def of_phase(phase: Phase, site: Site) -> frozenset[str]:
    areas = (addresses.feed_name("area", id) for id in areas_of_phase(phase, site))
    return frozenset({addresses.EVERYTHING, addresses.feed_name("phase", phase.id), *areas})


def title(name: str, site: Site, wording: Wording) -> str:
    """What a subscriber sees as the calendar's name; without commas, whose escaping there is contested. Empty for the
    feed of what is no longer there."""
    language = wording.language.code
    campaign = site.campaign.name.in_language(language).text
    if name == addresses.EVERYTHING:
        full = campaign
    else:
        folder, _, id = name.rpartition("/")
        kind = next(kind for kind in KINDS if addresses.FOLDERS[kind] == folder)
        part = site.called(f"{kind}:{id}")
        if part is None:
            return ""
        full = wording.say("feed_name", part=part.in_language(language).text, campaign=campaign)
    return re.sub("[,;]", " ", re.sub(r"[,;]\s+", " · ", full))


def head(name: str, site: Site, wording: Wording, zone: Iterable[str], former_title: str = "") -> bytes:
    """Everything before the first VEVENT (RFC 5545 3.6, RFC 7986 5). No METHOD, which would ask for an ORGANIZER,
    and no UID, with which some subscribers keep one event only. `zone`: the VTIMEZONE, if needed."""
    campaign, language = site.campaign, wording.language.code
    called = text(title(name, site, wording) or former_title)
    about = text((campaign.summary or campaign.name).in_language(language).text)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{called}", f"X-WR-CALNAME:{called}", f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}"]
    lines.append(f"X-WR-TIMEZONE:{campaign.timezone}")
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
    if campaign.url:
        first = campaign.first_language
        path = addresses.in_language(addresses.feed(name), language, first)
        home = addresses.in_language(addresses.HOME, language, first)
        page = home if name == addresses.EVERYTHING else path.removesuffix(".ics") + ".html"
        lines.append(f"SOURCE;VALUE=URI:{addresses.absolute(campaign.url, path)}")
        lines.append(f"URL:{addresses.absolute(campaign.url, page)}")
    return contentline.octets([*lines, *zone])


def copy_head(site: Site, with_zone: bool) -> bytes:
    """The opening of a file for a single event, which nobody subscribes to."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN"]
    return contentline.octets([*lines, *(zone_lines(site) if with_zone else ())])


def names_zone(component: bytes) -> bool:
    return b"\r\nDTSTART;TZID=" in component


def zone_lines(site: Site) -> tuple[str, ...]:
    """The zone's rules over the campaign's days and all events, with a week to spare."""
    events = [*site.events, *site.former, *(event.before for event in site.events if event.before)]
    dated = [occurrence for event in events for occurrence in event.occurrences]
    dated += [change.original for event in events for change in event.changes]
    first = min([site.campaign.days.first, *(each.first for each in dated)])
    last = max([site.campaign.days.last, *(each.last for each in dated)])
    week = timedelta(days=7)
    return zones.vtimezone(site.campaign.timezone, first - week, last + week)
