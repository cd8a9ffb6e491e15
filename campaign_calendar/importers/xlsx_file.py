"""An .xlsx file in; a table for each of its sheets that is shown, out. Formulas have the values last computed."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from campaign_calendar.importers.entry import Unreadable
from campaign_calendar.importers.table import MOST_COLUMNS, MOST_OCTETS, MOST_ROWS, Table, table

MOST_UNPACKED = 200_000_000  # octets
MOST_PARTS = 2_000
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_MERGED = 100_000  # cells
EMPTY_ROWS = 2_000  # after so many nothing more is looked for


def read(octets: bytes) -> tuple[Table, ...]:
    """Raises Unreadable for what is no such file, or would fill the memory."""
    if octets.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("old-xls")
    if len(octets) > MOST_OCTETS:
        raise Unreadable("too-large", limit=MOST_OCTETS // 1_000_000)
    try:
        with zipfile.ZipFile(BytesIO(octets)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
                raise Unreadable("unpacks-too-large", limit=MOST_UNPACKED // 1_000_000)
            return tuple(_sheets(octets, packed))
    except Unreadable:
        raise
    except Exception as reason:  # openpyxl raises all kinds of things for a damaged file
        raise Unreadable("broken-xlsx", reason=f"{type(reason).__name__}: {reason}") from reason


def _sheets(octets: bytes, packed: zipfile.ZipFile) -> Iterator[Table]:
    from openpyxl import load_workbook  # takes a while to load

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which are of no interest here
        book = load_workbook(BytesIO(octets), read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    sheet.reset_dimensions()  # what files say of their size is often wrong
                    yield table(sheet.title, _with_merged(_rows(sheet), _merged(sheet, packed)))
        finally:
            book.close()


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    last = 0
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS * 2, values_only=True), start=1):
        texts = [_text(value) for value in row]
        if any(texts):
            last = number
            if len(row) > MOST_COLUMNS and any(texts[MOST_COLUMNS:]):
                raise Unreadable("too-many-columns", limit=MOST_COLUMNS)
        elif number - last > EMPTY_ROWS:
            return
        yield number, texts[:MOST_COLUMNS]


def _text(value: Any) -> str:
    """A value as somebody would type it in a content file: 2018-11-24, 2018-11-24 11:00, 11:00, 60."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _merged(sheet: Any, packed: zipfile.ZipFile) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell (row and column, from 1 and 0) below the first of a merged one, where that one stands. Cells
    merged to the right are titles: these stand once."""
    part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    found: dict[tuple[int, int], tuple[int, int]] = {}
    if part not in packed.namelist():
        return found
    for left, top, _, bottom in MERGED.findall(packed.read(part)):
        for row in range(int(top) + 1, min(int(bottom), MOST_ROWS) + 1):
            found[row, _column(left)] = int(top), _column(left)
            if len(found) > MOST_MERGED:
                raise Unreadable("unpacks-too-large", limit=MOST_UNPACKED // 1_000_000)
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _with_merged(
    rows: Iterator[tuple[int, list[str]]], merged: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[tuple[int, list[str]]]:
    columns = {column for _, column in merged}
    texts: dict[tuple[int, int], str] = {}
    for number, row in rows:
        for column in columns:
            if column < len(row) and row[column]:
                texts[number, column] = row[column]
        for column in columns:
            above = merged.get((number, column))
            if above in texts and any(row):
                row += [""] * (column + 1 - len(row))
                row[column] = texts[above]
        yield number, row
