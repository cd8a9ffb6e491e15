"""The programme of an area as a file of plain text, for whoever sends it on without the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from campaign_calendar import addresses
from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.message import Message
from campaign_calendar.outputs.area import AreaPage
from campaign_calendar.outputs.output import Later, Output
from campaign_calendar.theme import Theme

TEMPLATE = None


@dataclass(frozen=True)
class AreaText:
    language: str
    message: Message


def area_texts(pages: Iterable[Output]) -> Iterator[Output]:
    """One for each of the areas' pages among `pages`."""
    for page in pages:
        if page.kind == "area":
            yield Later(addresses.text(page.path.removesuffix(".html")), "area_text", partial(_text, page))


def _text(page: Output) -> AreaText:
    data: AreaPage = page.data
    return AreaText(data.frame.language, data.share.message)


def render(data: AreaText, theme: Theme) -> bytes:
    return f"{message.text(data.message, theme.wordings[data.language])}\n".encode()
