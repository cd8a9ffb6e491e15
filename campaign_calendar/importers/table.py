"""A sheet as it was read: its rows as texts, with the numbers that a spreadsheet shows beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from campaign_calendar.importers.entry import Unreadable
from campaign_calendar.located import FORBIDDEN, normal

MOST_ROWS = 20_000
MOST_COLUMNS = 300
MOST_OCTETS = 20_000_000


@dataclass(frozen=True)
class Table:
    """`rows`: each with its number and its cells; rows without any are left out."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def table(name: str, rows: Iterable[tuple[int, Iterable[str]]]) -> Table:
    """Raises Unreadable for a table that is far too large."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in rows:
        texts = tuple(map(clean, cells))
        while texts and not texts[-1].strip():
            texts = texts[:-1]
        if not texts:
            continue
        if len(found) >= MOST_ROWS:
            raise Unreadable("too-many-rows", limit=MOST_ROWS)
        if len(texts) > MOST_COLUMNS:
            raise Unreadable("too-many-columns", limit=MOST_COLUMNS)
        found.append((number, texts))
    return Table(name, tuple(found))


def clean(text: str) -> str:
    """A text as content files may hold it: what they refuse, and nobody sees, is a space."""
    return FORBIDDEN.sub(" ", normal(text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")))
