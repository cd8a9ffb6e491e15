"""What is about to be published in; nothing out, or a list of what is wrong with it.

The last look before the exchange, over the octets on the disk: feeds are linted, links lead somewhere, and every
event that went in comes out.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from io import StringIO

from campaign_calendar import addresses
from campaign_calendar.model import Site
from campaign_calendar.release import Release

# In texts there is no < but that of a tag; quotation marks, and what looks like an attribute, there may be.
TAG = re.compile(rb"""<[a-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""", re.IGNORECASE)
REFERENCE = re.compile(rb"""\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
ANCHOR = re.compile(rb'\sid="([^"]*)"')
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
EVENT = re.compile(
    rb"BEGIN:VEVENT\r\n(?:(?!RECURRENCE-ID|END:VEVENT).*\r\n)*END:VEVENT"
)  # but no exception to a series
MAX_FIELD = 2**30  # characters of a cell; of those that Python would read by itself a long list has more
UID = re.compile(rb"^UID:([^@]+)@", re.MULTILINE)


csv.field_size_limit(MAX_FIELD)


class NotSound(Exception):
    """Something that was built is not fit to be published: a fault of ours, or of a template."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        shown = "; ".join(faults[:5])
        super().__init__(shown if len(faults) <= 5 else f"{shown}; and {len(faults) - 5} more")


def verify(release: Release, site: Site) -> None:
    """Raises NotSound. Files that stayed as they were have been looked at when they were written; their links are
    looked at again when a page has gone that they may have led to."""
    paths = release.paths()
    fresh = release.written()
    pages = [path for path in (paths if release.removed() else fresh) if path.endswith(".html")]
    faults = [
        *_faulty_feeds(release, [path for path in fresh if path.endswith(".ics")]),
        *_dead_links(release, sorted(pages), paths),
        *_lost_events(release, site, paths),
        *_lost_data(release, site, fresh),
    ]
    if faults:
        raise NotSound(faults)


def _faulty_feeds(release: Release, feeds: list[str]) -> Iterator[str]:
    if not feeds:
        return
    from campaign_calendar.feedlint import lint  # its grammar takes a while to compile

    sound: set[bytes] = set()
    for path in feeds:
        for fault in lint(release.read(path), sound):
            yield f"{path}:{fault.line}: {fault.rule} {fault.detail}".rstrip()


def _dead_links(release: Release, pages: Iterable[str], paths: frozenset[str]) -> Iterator[str]:
    anchors: dict[str, frozenset[bytes]] = {}
    for page in pages:
        octets = release.read(page)
        for target in _references(octets):
            if ELSEWHERE.match(target) or (page == addresses.NOT_FOUND and target.startswith("/")):
                continue
            path, _, fragment = target.partition("#")
            resolved = addresses.resolved(page, path)
            if resolved not in paths:
                yield f"{page} links to {target}, which is not there"
            elif fragment:
                if resolved not in anchors:
                    anchors[resolved] = frozenset(ANCHOR.findall(release.read(resolved)))
                if fragment.encode() not in anchors[resolved]:
                    yield f"{page} links to {target}, where there is no such place"


def _references(octets: bytes) -> list[str]:
    """Where a page's links and sources lead, each once."""
    found = (double or single for tag in TAG.findall(octets) for double, single in REFERENCE.findall(tag))
    return [unescape(each.decode()) for each in dict.fromkeys(found)]


def _lost_events(release: Release, site: Site, paths: frozenset[str]) -> Iterator[str]:
    """In every language every event has its page, which a list of events leads to, and every dated one stands once
    in the feed of everything."""
    first = site.campaign.first_language
    dated = sorted(entry.id for entry in site.entries if addresses.EVERYTHING in entry.feeds)
    for language in (each.code for each in site.campaign.languages):
        lists = (
            addresses.in_language("months/", language, first),
            addresses.in_language(addresses.page("event"), language, first),
        )
        listed = {
            addresses.resolved(page, link)
            for page in sorted(paths)
            if page.startswith(lists) and page.endswith(".html")
            for link in _references(release.read(page))
        }
        for event in site.events:
            page = addresses.in_language(addresses.page("event", event.id), language, first)
            if page not in paths:
                yield f"event {event.id} has no page in {language}"
            elif page not in listed:
                yield f"event {event.id} is on no list of events in {language}"
        feed = addresses.in_language(addresses.feed(addresses.EVERYTHING), language, first)
        unfolded = release.read(feed).replace(b"\r\n ", b"")
        uids = sorted(uid.decode() for event in EVENT.findall(unfolded) for uid in UID.findall(event))
        if uids != dated:
            lost = set(dated).symmetric_difference(uids)
            yield f"{feed} holds {len(uids)} entries for {len(dated)}: {', '.join(sorted(lost)[:5])}"


def _lost_data(release: Release, site: Site, fresh: Collection[str]) -> Iterator[str]:
    """Every event stands once in the data and in the table of each language, as far as these were written now."""
    wanted = Counter(event.id for event in site.events)
    first = site.campaign.first_language
    tables = [addresses.in_language(addresses.TABLE, each.code, first) for each in site.campaign.languages]
    for path in sorted({addresses.DATA, *tables}.intersection(fresh)):
        text = release.read(path).decode("utf-8-sig")
        if path == addresses.DATA:
            found = Counter(event["id"] for event in json.loads(text)["events"])
        else:
            found = Counter(row[0] for row in list(csv.reader(StringIO(text, newline="")))[1:])
        if found != wanted:
            lost = (wanted - found) + (found - wanted)
            yield f"{path} holds {found.total()} events for {wanted.total()}: {', '.join(sorted(lost)[:5])}"
