"""The programme of an area as a file of plain text, for whoever sends it on without the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.message import Message
from campaign_calendar.outputs.area import AreaPage
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme

TEMPLATE = None


@dataclass(frozen=True)
class AreaText:
    language: str
    message: Message


def area_texts(pages: Iterable[Output]) -> Iterator[Output]:
    """One for each of the areas' pages among `pages`."""
    for page in pages:
        if isinstance(page.data, AreaPage):
            share = page.data.share
            yield Output(share.file, "area_text", AreaText(page.data.frame.language, share.message))


def render(data: AreaText, theme: Theme) -> bytes:
    return f"{message.text(data.message, theme.wordings[data.language])}\n".encode()
