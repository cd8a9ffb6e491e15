"""The address of something that was taken back: why it is gone, and where to go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.model import Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Anchor, Frame
from campaign_calendar.theme import Theme

TEMPLATE = "retired.html"


@dataclass(frozen=True)
class RetiredPage:
    frame: Frame
    why: Run
    to: Anchor | None


def retired_pages(edition: Edition) -> Iterator[Output]:
    for each in (each for each in edition.site.retired if not each.on):
        to = None
        if each.to:
            to = Anchor(edition.page(*each.to.split(":")), edition.text(edition.site.title(each.to)))
        frame = edition.frame(addresses.page(each.kind, each.id), edition.say("retired_title", id=each.id))
        yield Output(frame.path, "retired", RetiredPage(frame, edition.text(each.why), to))


def render(data: RetiredPage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
