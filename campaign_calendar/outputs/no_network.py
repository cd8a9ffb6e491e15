"""offline.html: what a phone shows without a network in place of a page that it does not have."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Frame
from campaign_calendar.theme import Theme

TEMPLATE = "no_network.html"


@dataclass(frozen=True)
class NoNetworkPage:
    frame: Frame


def no_network_page(edition: Edition) -> Output:
    frame = edition.frame(addresses.NO_NETWORK, edition.say("no_network"), edition.words.say("no_network_text"))
    return Output(frame.path, "no_network", NoNetworkPage(frame))


def render(data: NoNetworkPage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
