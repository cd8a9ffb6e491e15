"""A table in; an entry for each of its rows, with the facts of its event, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from campaign_calendar.content import likely
from campaign_calendar.content.types import EMAIL, PHONE, plain_digits
from campaign_calendar.importers import times
from campaign_calendar.importers.cells import plain
from campaign_calendar.importers.entry import Entry
from campaign_calendar.importers.headings import IGNORED, Columns
from campaign_calendar.importers.table import Table
from campaign_calendar.importers.target import Target
from campaign_calendar.sheet import AS_WRITTEN, BETWEEN, IN_LANGUAGES, LISTED, NAMED, STATUSES, Column, unguarded

WHEN = frozenset({"start.day", "start.time", "end.day", "end.time", "between"})
PROSE = frozenset({"description", "outcome.text"})


def _number(text: str) -> str:
    """80 for 80 people."""
    found = re.findall(r"\d+", text)
    return likely.number(text) or (found[0] if len(found) == 1 else "")


MENDED = {
    "attendance": _number,
    "outcome.attended": _number,
    "organiser.phone": likely.phone,
    "organiser.email": likely.email,
    "organiser.url": likely.address,
    "venue.url": likely.address,
    "online": likely.address,
    "registration": likely.address,
}
AS_IT_IS = {
    "attendance": re.compile(r"\d+"),
    "outcome.attended": re.compile(r"\d+"),
    "organiser.phone": PHONE,
    "organiser.email": EMAIL,
}
URL = re.compile(r"https?://.*", re.IGNORECASE)


def entries(table: Table, columns: Columns, target: Target) -> Iterator[Entry]:
    """One for each row below the headings; rows that only repeat these, or are empty but for a number, are none."""
    headings = next(cells for number, cells in table.rows if number == columns.row)
    sheet = _of_sheet(table, columns, target)
    for number, cells in table.rows:
        if number <= columns.row or cells == headings:
            continue
        texts = {
            column: unguarded(text)
            for column, text in zip(columns.of, cells, strict=False)
            if text.strip() and column != IGNORED and column.field != "page"
        }
        if not texts:
            continue
        entry = Entry(number, table.name)
        if len(texts) == 1 and not _is_area(texts, target):
            entry.refuse("lone")
        else:
            _read(texts, sheet, entry, target)
        yield entry


def _is_area(texts: dict[Column, str], target: Target) -> bool:
    return any(column.field == "area" and target.areas.find(text) for column, text in texts.items())


def _of_sheet(table: Table, columns: Columns, target: Target) -> dict[str, tuple[str, str]]:
    """What a sheet's name says where no column does: the id, and what that is called."""
    found = {}
    for kind in ("area", "phase"):
        named = target.of_kind(kind).find(table.name) if table.name else None
        if named and named.is_sure and Column(kind) not in columns.of:
            found[kind] = named.id, named.name
    return found


def _read(texts: dict[Column, str], sheet: dict[str, tuple[str, str]], entry: Entry, target: Target) -> None:
    found: dict[str, Any] = {}
    when = {}
    for column, text in texts.items():
        if column.field in WHEN:
            when[column.field] = text
        elif column.field in IN_LANGUAGES:
            _add(found, column.field, _in_language(column, text, target))
        else:
            _add(found, column.field, _value(column.field, text, entry, target))
    for kind, default in (("area", target.area), ("phase", target.phase)):
        if kind not in found and kind in sheet:
            id, name = sheet[kind]
            entry.guess("from-sheet", field=kind, taken=name)
            found[kind] = [id] if kind == "area" else id
        elif kind not in found and default:
            found[kind] = [default] if kind == "area" else default
    if not found.get("area") and not entry.refused:
        entry.refuse("no-area")
    if not found.get("phase") and not found.get("title") and not entry.refused:
        entry.refuse("no-phase", known=target.phases.known())
    found |= times.facts(when, entry, target.spoken)
    _settle(found, entry, target)
    entry.facts = found


def _add(found: dict[str, Any], field: str, value: Any) -> None:
    """A value in its place; texts in several languages are one."""
    if value in (None, "", [], {}):
        return
    outer, _, inner = field.partition(".")
    if inner:
        found = found.setdefault(outer, {})
        outer = inner
    found[outer] = {**found.get(outer, {}), **value} if isinstance(value, dict) and outer in found else value


def _in_language(column: Column, text: str, target: Target) -> dict[str, str]:
    kept = text if column.field in PROSE else " ".join(text.split("\n")).strip()
    if column.language:
        return {column.language: kept}
    return {target.language_of(text): kept}


def _value(field: str, text: str, entry: Entry, target: Target) -> Any:
    typed = text.strip()
    if field in AS_WRITTEN or (field in LISTED and typed.startswith("[")):
        value = plain(typed)
        if value is None:
            entry.refuse("cell-yaml", field=field, value=typed)
        return value
    if field in NAMED:
        ids = named(NAMED[field], typed, entry, target)
        return ids if field in LISTED else ids[0] if ids else None
    if field in LISTED:
        parts = re.split(rf"\s*[{BETWEEN.strip()}\n]\s*", typed)
        return [each for each in parts if each]
    if field == "status":
        status = target.status(typed)
        if not status:
            known = ", ".join(target.wordings[target.languages[0]].say(f"status_{each}") for each in STATUSES)
            entry.refuse("status", value=typed, known=known)
        return status
    if field == "venue.geo":
        return plain(likely.coordinates(typed)) or [each.strip() for each in typed.split(",")]
    return _mended(field, typed, entry)


def _mended(field: str, text: str, entry: Entry) -> str:
    """A number, an address or the like as the content files have it."""
    mend = MENDED.get(field)
    pattern = AS_IT_IS.get(field, URL)
    if mend is None or pattern.fullmatch(plain_digits(text)):
        return text
    taken = mend(likely.tidy(plain_digits(text)))
    if not taken or not pattern.fullmatch(taken):
        return text
    entry.guess("mended", value=text, taken=taken)
    return taken


def named(kind: str, text: str, entry: Entry, target: Target) -> list[str]:
    """The ids of the areas, of the phase or of the tags that a cell names."""
    things = target.of_kind(kind)
    one = things.find(text) if kind == "phase" else None
    found, unknown = ([one], "") if one else ([], text) if kind == "phase" else things.find_all(text)
    if unknown:
        entry.refuse(f"unknown-{kind}", value=unknown, known=things.known())
    for each in found:
        if not each.is_sure:
            entry.guess("named", value=text, taken=f"{each.name} ({each.id})")
    return list(dict.fromkeys(each.id for each in found))


def _settle(found: dict[str, Any], entry: Entry, target: Target) -> None:
    """What only all cells together tell."""
    settle_venues(found, entry, target)
    organiser = found.get("organiser")
    if isinstance(organiser, dict) and "name" not in organiser:
        first = target.languages[0]
        organiser["name"] = {first: target.wordings[first].say("organiser")}
    remarks = found.get("notes")
    if remarks and not any(each in target.notes for each in remarks):
        text = BETWEEN.join(found.pop("notes"))
        language = target.language_of(text)
        entry.guess("mended", value=text, taken="description")
        found["description"] = {language: text} | found.get("description", {})


def settle_venues(facts: dict[str, Any], entry: Entry, target: Target) -> None:
    """The venue of an event, and those of single dates of it."""
    for each in (facts, *facts.get("changes", ())):
        if isinstance(each, dict) and isinstance(each.get("venue"), dict):
            each["venue"] = _settled(each["venue"], entry, target)


def _settled(venue: dict[str, Any], entry: Entry, target: Target) -> Any:
    """A venue by its id where venues.yaml has it; else as it is described."""
    id, rest = venue.get("id"), {name: value for name, value in venue.items() if name != "id"}
    if id in target.venue_facts:
        known = target.venue_facts[id]
        if any(known.get(name) != value for name, value in rest.items() if name != "geo"):
            entry.guess("from-venues", value=id)
        return id
    if id:
        entry.guess("no-venue", value=id)
    if not id and rest.keys() == {"name"}:
        one = next((target.venues.find(text) for text in rest["name"].values()), None)
        if one and one.is_sure:
            return one.id
    return rest or None
