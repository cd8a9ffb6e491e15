"""How to get the dates on one's phone: the address of each area's feed, and what to do with it where."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.model import Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Frame, Subscription
from campaign_calendar.theme import Theme

TEMPLATE = "subscribe.html"


@dataclass(frozen=True)
class Calendar:
    """A feed to pick; `place` is the id of its address on the page, empty for the feed of everything. `webcal` is the
    address in the form that some calendars take from a link, empty where the site has none."""

    title: Run
    place: str
    feed: Subscription
    webcal: str


@dataclass(frozen=True)
class SubscribePage:
    """`areas` is filled where they are too many for their feeds to stand here: these stand on the areas' pages."""

    frame: Frame
    calendars: tuple[Calendar, ...]
    areas: tuple[Anchor, ...]
    follow: tuple[tuple[str | None, Run], ...]


def subscribe_page(edition: Edition) -> Output:
    site = edition.site
    everything = _calendar(edition.say("whole_programme"), addresses.EVERYTHING, "", edition)
    below = {addresses.feed_name("area", area.id): area for area in site.areas[1:]}
    listed = [
        _calendar(edition.text(area.name), name, addresses.area_anchor(area.id), edition)
        for name, area in below.items()
        if name in edition.listed
    ]
    data = SubscribePage(
        frame=edition.frame(addresses.SUBSCRIBE, edition.say("subscribe"), edition.words.say("subscribe_text")),
        calendars=(everything, *listed),
        areas=() if listed else tuple(edition.area_anchor(area.id) for area in below.values()),
        follow=edition.links(site.campaign.follow),
    )
    return Output(data.frame.path, "subscribe", data)


def _calendar(title: Run, name: str, place: str, edition: Edition) -> Calendar:
    feed = edition.subscription(name)
    return Calendar(title, place, feed, addresses.webcal(feed.address) if feed.address else "")


def render(data: SubscribePage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
