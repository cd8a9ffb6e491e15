"""A .csv file as spreadsheets write it in any country in; its table out."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO

from campaign_calendar.importers.entry import Unreadable
from campaign_calendar.importers.table import MOST_OCTETS, Table, table

SEPARATORS = ",;\t|"
LOOKED_AT = 50  # rows, to find out what separates cells


def read(octets: bytes) -> tuple[Table, ...]:
    """Raises Unreadable for what is no table of texts."""
    if octets.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")):
        raise Unreadable("not-csv")
    text = decoded(octets)
    named, _, rest = text.partition("\n")
    if named.strip().lower().startswith("sep=") and len(named.strip()) == 5:
        return (table("", _rows(rest, named.strip()[4], 2)),)
    return (table("", _rows(text, _separator(text), 1)),)


def decoded(octets: bytes) -> str:
    """UTF-8 or UTF-16, with or without a BOM; else what Windows writes in western Europe."""
    if len(octets) > MOST_OCTETS:
        raise Unreadable("too-large", limit=MOST_OCTETS // 1_000_000)
    if octets.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return octets.decode("utf-16", "replace")
    if octets[:200].count(0) > len(octets[:200]) // 4:
        return octets.decode("utf-16-le" if octets[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return octets.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """What cuts most rows into most cells."""

    def cells(separator: str) -> int:
        rows = [row for _, row in zip(range(LOOKED_AT), _rows(text, separator, 1), strict=False)]
        widths = sorted(len(row) for _, row in rows)
        return widths[len(widths) // 2] if widths else 0

    return max(SEPARATORS, key=cells)


def _rows(text: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """With the numbers that a spreadsheet gives them: a row is one however many lines its cells have."""
    csv.field_size_limit(1_000_000)
    lines = StringIO(text, newline="")
    try:
        yield from enumerate(csv.reader(lines, delimiter=separator), start=first)
    except csv.Error as reason:
        raise Unreadable("broken-csv", reason=reason) from reason
