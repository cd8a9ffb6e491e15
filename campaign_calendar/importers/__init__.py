"""A file of a coordinator, or of another calendar, in; an entry for each row or event in it, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from campaign_calendar.importers import csv_file, ics_file, json_file, rows, xlsx_file
from campaign_calendar.importers.entry import Entry, Unreadable
from campaign_calendar.importers.headings import Ask, Headings
from campaign_calendar.importers.target import Target

TABLES = {".csv": csv_file, ".tsv": csv_file, ".txt": csv_file, ".xlsx": xlsx_file, ".xlsm": xlsx_file}


@dataclass
class Imported:
    """`skipped`: sheets without headings. `lost`: what was left out of a calendar, and how often."""

    entries: list[Entry]
    skipped: list[str] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)


def read(file: Path, target: Target, own: Iterable[str], ask: Ask) -> Imported:
    """`own`: COLUMN=field, as the user says what columns are. Raises Unreadable, or OSError."""
    if not file.is_file():
        raise Unreadable("no-file", value=file)
    kind = file.suffix.lower()
    if kind == ".xls":
        raise Unreadable("old-xls")
    if kind not in (*TABLES, ".ics", ".json"):
        raise Unreadable("file-kind", value=file.name)
    octets = file.read_bytes()
    if kind == ".ics":
        entries, lost = ics_file.read(octets, target)
        return Imported(entries, lost=lost)
    if kind == ".json":
        return Imported(json_file.read(octets, target))
    headings = Headings(target.wordings, own)
    found = Imported([])
    for table in TABLES[kind].read(octets):
        columns = headings.of(table, ask)
        if columns:
            found.entries += rows.entries(table, columns, target)
        elif table.rows:
            found.skipped.append(table.name)
    if not found.entries and (found.skipped or kind in TABLES):
        raise Unreadable("no-headings")
    return found
