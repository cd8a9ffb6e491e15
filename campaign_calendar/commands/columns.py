"""Rows of words in any script in; lines in which they stand below each other on a terminal out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

BETWEEN = "  "


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each column is as wide as the widest of its words."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (word + " " * (wide - columns(word)) for word, wide in zip(row, widths, strict=True))
        yield BETWEEN.join(padded).rstrip()


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: as wcwidth has it, marks without a width of their own and signs of
    format take none, what is wide in East Asian scripts takes two."""
    return sum(map(_width, unicodedata.normalize("NFC", text)))


def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
