"""What changed since it was published, as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from campaign_calendar import addresses
from campaign_calendar.outputs.changes import Told, told_in
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.telling import in_lines
from campaign_calendar.theme import Theme

TEMPLATE = None
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class ChangesFeed:
    """`authority` begins the id of everything in the feed (RFC 4151); `base` is the site's address, if it has one."""

    authority: str
    path: str
    page: str
    language: str
    title: str
    author: str
    updated: datetime
    base: str | None
    told: tuple[Told, ...]


def changes_feed(edition: Edition) -> Output:
    campaign = edition.site.campaign
    told = told_in(edition)
    name = edition.text(campaign.name).text
    data = ChangesFeed(
        authority=f"tag:{campaign.uid_domain},{campaign.days.first}:{edition.language}/",
        path=edition.localised(addresses.CHANGES_FEED),
        page=edition.localised(addresses.CHANGES),
        language=edition.language,
        title=edition.words.say("feed_name", part=edition.words.say("changes"), campaign=name),
        author=name,
        updated=told[0].moment if told else min(feed.changed for feed in edition.site.feeds),
        base=campaign.url,
        told=told,
    )
    return Output(data.path, "changes_feed", data)


def render(data: ChangesFeed, _theme: Theme) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(data.language)}>',
        f"<id>{escape(data.authority)}changes</id>",
        f"<title>{_text(data.title)}</title>",
        f"<updated>{_moment(data.updated)}</updated>",
        f"<author><name>{_text(data.author)}</name></author>",
    ]
    if data.base:
        lines.append(f'<link rel="self" href={quoteattr(addresses.absolute(data.base, data.path))}/>')
        lines.append(f'<link rel="alternate" href={quoteattr(addresses.absolute(data.base, data.page))}/>')
    for each in data.told:
        lines += _entry(each, data)
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(told: Told, data: ChangesFeed) -> list[str]:
    said = list(in_lines(told.sayings))
    link = quoteattr(addresses.absolute(data.base, told.path)) if data.base and told.path else ""
    return [
        f"<entry><id>{escape(data.authority)}{_text(told.id)}/{int(told.moment.timestamp())}</id>",
        f"<title>{_text(f'{told.title.text} – {said[0]}')}</title>",
        f"<updated>{_moment(told.moment)}</updated>",
        *([f"<link href={link}/>"] if link else []),
        f"<content>{_text(chr(10).join(said))}</content></entry>",
    ]


def _text(value: str) -> str:
    return escape(NOT_IN_XML.sub("", value))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
