"""404.html: served at any depth, so its style is inline and its links are absolute."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from campaign_calendar import addresses
from campaign_calendar.model import Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme

TEMPLATE = "not_found.html"


@dataclass(frozen=True)
class Message:
    """The page's words in one language, with the address of its home page and of its areas."""

    language: str
    direction: str
    title: str
    text: str
    campaign: Run
    home: str
    areas_title: str
    areas: str


@dataclass(frozen=True)
class NotFoundPage:
    messages: tuple[Message, ...]
    style: str
    style_digest: str


def not_found_page(editions: tuple[Edition, ...], style: str) -> Output:
    """One page for all languages: a server has but one."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    data = NotFoundPage(tuple(_message(edition) for edition in editions), style, digest)
    return Output(addresses.NOT_FOUND, "not_found", data)


def _message(edition: Edition) -> Message:
    base = edition.site.campaign.url or "/"
    return Message(
        edition.language,
        edition.words.language.direction,
        edition.words.say("not_found_title"),
        edition.words.say("not_found_text"),
        edition.text(edition.site.campaign.name),
        addresses.absolute(base, edition.localised(addresses.HOME)),
        edition.words.say("areas"),
        addresses.absolute(base, edition.page("area")),
    )


def render(data: NotFoundPage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.messages[0].language, addresses.NOT_FOUND, page=data)
