"""What a share card says, and fonts, in; the card as a PNG of 1200×630 pixels out.

One library, uharfbuzz, shapes the text and draws the glyphs, whatever else a machine has; it is loaded only when a
card is drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from campaign_calendar.cards.card import Card
from campaign_calendar.cards.faces import Font

SHAPER = "uharfbuzz"


@cache
def maker() -> str:
    """A digest of what decides on a card besides its words and fonts: these modules, HarfBuzz, and the compressor."""
    sources = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    versions = f"{shaper()} {zlib.ZLIB_RUNTIME_VERSION}"
    return blake2b(b"\0".join([versions.encode(), *sources]), digest_size=16).hexdigest()


@cache
def shaper() -> str:
    """The version of the library that shapes text; empty where it is missing. It is not loaded for that."""
    try:
        return version(SHAPER)
    except PackageNotFoundError:
        return ""


def drawn(card: Card, fonts: Sequence[Font]) -> bytes:
    """Without any text where some of it could not be drawn right: a glyph or the library is missing."""
    from campaign_calendar.cards import drawing

    if shaper():
        from campaign_calendar.cards.typesetting import typesetter

        block = drawing.layout(card, typesetter(tuple(fonts)))
        if block:
            return drawing.with_text(card, block)
    return drawing.without_text(card)
