"""What a page offers to pass on: as a text to copy, and as a link that opens it in WhatsApp."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.message import Message
from campaign_calendar.theme import Theme


@dataclass(frozen=True)
class Share:
    """`is_correction`: an earlier message no longer holds. `file` has the text alone."""

    message: Message
    is_correction: bool = False
    file: str = ""


@dataclass(frozen=True)
class Shown:
    """The text, the link that opens it in WhatsApp, and the path of its file, which may be empty."""

    text: str
    whatsapp: str
    is_correction: bool
    file: str


def shown(share: Share, language: str, theme: Theme) -> Shown:
    wording = theme.wordings[language]
    return Shown(
        message.text(share.message, wording),
        message.whatsapp(share.message, wording),
        share.is_correction,
        share.file,
    )
