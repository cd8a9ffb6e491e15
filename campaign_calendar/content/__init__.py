"""A content folder in; a Draft of it, with all that is wrong in its files, out."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from campaign_calendar.content import campaign as campaigns
from campaign_calendar.content import events as event_files
from campaign_calendar.content import likely
from campaign_calendar.content import notes as note_files
from campaign_calendar.content import strings as string_files
from campaign_calendar.content import venues as venue_files
from campaign_calendar.content.fields import read_fields
from campaign_calendar.content.media import FOLDER as MEDIA
from campaign_calendar.content.media import Media
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.strings import Strings
from campaign_calendar.content.types import IDENTIFIER, RESERVED
from campaign_calendar.limits import beyond
from campaign_calendar.located import (
    MAX_BYTES,
    Items,
    Node,
    Record,
    Scalar,
    Source,
    decode,
    split_front_matter,
)
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.problems import Place, Problem
from campaign_calendar.reader import read_yaml

CAMPAIGN = "campaign.yaml"
VENUES = "venues.yaml"
LIKE_EVENT = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)
LIKE_NOTE = re.compile(r"\.(?:md|markdown)(?:\.txt)?$", re.IGNORECASE)
LISTED = {"venue": venue_files.FIELDS, "event": event_files.FIELDS}  # kinds of which a file may hold a list
KNOWN = (CAMPAIGN, VENUES, "events", "notes", "strings", MEDIA)


class Earlier(NamedTuple):
    """What reading a file gave: it is the same as long as the file lies as it lay and `known` is what it was."""

    known: object
    found: list[Values]
    problems: list[Problem]
    unsure: frozenset[str]


Memory = dict[str, Earlier]  # by file


@dataclass
class Draft:
    """A content folder as it was read, with its problems. `campaign` is None where it could not be read. `ids` are
    those that there are, by kind, also of what has faults; they are known once it is assembled."""

    reading: Reading
    media: Media
    campaign: Values | None = None
    venues: list[Values] = field(default_factory=list)
    events: list[Values] = field(default_factory=list)
    notes: dict[str, list[note_files.NoteFile]] = field(default_factory=dict)
    strings: dict[str, Strings] = field(default_factory=dict)
    ids: dict[str, Collection[str]] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        return self.reading.problems

    @property
    def shown(self) -> frozenset[str]:
        """The ids of all events but those that are drafts."""
        return frozenset(each["id"].text for each in self.events if each["id"] and each["draft"] is not True)

    def written(self, kind: str, id: str) -> Values:
        """What was written for the phase or event `id`, with the places."""
        return self._records[kind, id]

    @cached_property
    def _records(self) -> dict[tuple[str, str], Values]:
        phases = (self.campaign and self.campaign["phases"]) or ()
        groups = (("phase", phases), ("event", self.events))
        return {(kind, each["id"].text): each for kind, group in groups for each in group if each["id"]}


def read(content: Path, words: Strings, shelf: Shelf | None = None, memory: Memory | None = None) -> Draft:
    """Everything in the folder `content`; problems are collected, none is raised. `words` are the interface
    strings that a site may replace, `shelf` holds pictures made earlier, `memory` what the files of events gave the
    last time. Raises OSError where a file cannot be read."""
    reading = Reading()
    draft = Draft(reading, Media(content, shelf or Shelf(None)))
    if not _is_file(content, CAMPAIGN, reading):
        return draft
    record = _record(_source(content, CAMPAIGN, reading), reading)
    draft.campaign = campaigns.read(record, reading) if record else None
    if draft.campaign is None:
        _read_syntax(content, reading)
        return draft
    if os.path.lexists(content / VENUES) and _is_file(content, VENUES, reading):
        draft.venues = _listed(content, VENUES, "venue", reading)
    for file in _files(content, "events", ".yaml", reading):
        draft.events += (
            _remembered(content, file, reading, memory)
            if memory is not None
            else _listed(content, file, "event", reading)
        )
    note_paths = _files(content, "notes", ".md", reading)
    _refuse_languages_behind_hyphens(note_paths, reading)
    found = [_note(content, file, reading) for file in note_paths]
    if None in found:
        reading.unsure.add("note")
    draft.notes = note_files.grouped((each for each in found if each), reading)
    for file in _files(content, "strings", ".yaml", reading):
        draft.strings |= _strings(content, file, words, reading)
    for name in sorted(os.listdir(content)):
        if name not in KNOWN and not name.startswith("."):
            folder = "notes" if LIKE_NOTE.search(name) else "events" if LIKE_EVENT.search(name) else ""
            if folder and (content / name).is_file():
                reading.error(Place(f"content/{name}"), "file-place", value=name, folder=f"content/{folder}")
            else:
                reading.warning(Place(f"content/{name}"), "stray-file", value=name)
    return draft


def _read_syntax(content: Path, reading: Reading) -> None:
    """What can be said of the other files where the campaign's languages are not known."""
    for file in _files(content, "events", ".yaml", reading):
        _yaml(_source(content, file, reading), reading)
    for file in _files(content, "notes", ".md", reading):
        source = _source(content, file, reading)
        parts = split_front_matter(source, reading.problems) if source else None
        _yaml(parts[0] if parts else None, reading)


def _is_file(content: Path, file: str, reading: Reading) -> bool:
    path = content / file
    if path.is_symlink():
        reading.error(Place(f"content/{file}"), "symbolic-link", value=file)
    elif not path.is_file():
        reading.error(Place(f"content/{file}"), "file-missing", value=file)
    else:
        return True
    return False


def _source(content: Path, file: str, reading: Reading) -> Source | None:
    with (content / file).open("rb") as opened:
        octets = opened.read(MAX_BYTES + 1)
    return decode(octets, f"content/{file}", reading.problems, reading.languages)


def _yaml(source: Source | None, reading: Reading) -> Node | None:
    """The mapping or list that a source holds; None, with just one problem, where it holds neither."""
    if source is None:
        return None
    before = len(reading.problems)
    node = read_yaml(source, reading.problems)
    if isinstance(node, Scalar) or (node is None and len(reading.problems) == before):
        is_empty = node is None and source.first_line == 1
        reading.error(node.place if node else source.place(), "empty-file" if is_empty else "not-a-mapping")
        return None
    return node


def _record(source: Source | None, reading: Reading) -> Record | None:
    """The mapping that a source holds; None, with just one problem, where it holds none."""
    node = _yaml(source, reading)
    if isinstance(node, Items):
        reading.error(node.place, "not-a-mapping")
        return None
    return node if isinstance(node, Record) else None


def _remembered(content: Path, file: str, reading: Reading, memory: Memory) -> list[Values]:
    """The events of a file, which is read only if it was touched since the last time."""
    there = os.stat(content / file)
    known = (
        *(there.st_ino, there.st_size, there.st_mtime_ns, there.st_ctime_ns),
        *reading.languages,
        reading.timezone,
        reading.year,
    )
    earlier = memory.get(file)
    if earlier is None or earlier.known != known:
        own = Reading(reading.languages, reading.timezone, reading.year)
        earlier = memory[file] = Earlier(
            known, _listed(content, file, "event", own), own.problems, frozenset(own.unsure)
        )
    reading.problems += earlier.problems
    reading.errors += sum(each.level == "error" for each in earlier.problems)
    reading.unsure |= earlier.unsure
    return earlier.found


def _listed(content: Path, file: str, kind: str, reading: Reading) -> list[Values]:
    """The records of a file, which holds one or a list of them."""
    fields, found = LISTED[kind], []
    node = _yaml(_source(content, file, reading), reading)
    unwrapped = _unwrapped(node, fields, reading) if node else None
    for each in unwrapped.nodes if isinstance(unwrapped, Items) else (unwrapped,):
        if isinstance(each, Record):
            found.append(read_fields(each, fields, reading))
        elif each:
            reading.error(each.place, "not-a-mapping")
            reading.unsure.add(kind)
        if reading.is_full(f"content/{file}"):
            reading.unsure.add(kind)
            break
    if unwrapped is None or unwrapped is not node or not all(each["id"] for each in found):
        reading.unsure.add(kind)
    return found


def _unwrapped(node: Node, fields: tuple[Field, ...], reading: Reading) -> Node:
    """What a file holds below keys that do not belong there, as other tools have them: one above it all, or an id
    above each record."""
    known = {each.name for each in fields}
    if not isinstance(node, Record) or not node.entries or known & node.entries.keys():
        return node
    written = list(node.entries.values())
    if not all(
        isinstance(each, Items) or (isinstance(each, Record) and known & each.entries.keys()) for _, each in written
    ):
        return node
    key, inner = written[0]
    if len(written) == 1 and (isinstance(inner, Items) or (isinstance(inner, Record) and "id" in inner.entries)):
        reading.error(key.place, "wrapped", value=key.text)
        return inner
    for key, _ in written:
        reading.error(key.place, "wrapped-each", value=key.text)
    return Items(node.place, ())


def _note(content: Path, file: str, reading: Reading) -> note_files.NoteFile | None:
    id, _, language = Path(file).name.removesuffix(".md").partition(".")
    language = language or reading.languages[0]
    place = Place(f"content/{file}")
    if not IDENTIFIER.fullmatch(id) or id in RESERVED:
        reading.error(place, "file-name", value=id)
        return None
    if not _known_language(language, place, reading):
        return None
    source = _source(content, file, reading)
    parts = split_front_matter(source, reading.problems) if source else None
    record = _record(parts[0], reading) if parts else None
    if parts is None or record is None:
        return None
    if found := beyond(parts[1].text):
        reading.error(parts[1].place_at(found.at), found.rule, field=id, **found.values)
        return None
    return note_files.NoteFile(id, language, read_fields(record, note_files.FIELDS, reading), parts[1])


def _refuse_languages_behind_hyphens(files: list[str], reading: Reading) -> None:
    """what-to-bring-en.md beside what-to-bring.md would be another note, and no translation."""
    for file in files:
        id, _, language = file.removesuffix(".md").rpartition("-")
        if language in reading.languages and f"{id}.md" in files:
            near = f"{Path(id).name}.{language}.md"
            reading.error(Place(f"content/{file}"), "note-language", value=Path(file).name, near=near)


def _strings(content: Path, file: str, words: Strings, reading: Reading) -> dict[str, Strings]:
    """A site's own words by language; nothing, with a problem, for a file that holds none."""
    language = Path(file).stem
    if not _known_language(language, Place(f"content/{file}"), reading):
        return {}
    record = _record(_source(content, file, reading), reading)
    return {language: string_files.read(record, words, language, reading)} if record else {}


def _known_language(language: str, place: Place, reading: Reading) -> bool:
    if language not in reading.languages:
        near, known = likely.language(language), ", ".join(reading.languages)
        if near in reading.languages:
            reading.error(place, "unknown-language-near", value=language, known=known, near=near)
        else:
            reading.error(place, "unknown-language", value=language, known=known)
    return language in reading.languages


def _files(content: Path, folder: str, ending: str, reading: Reading) -> list[str]:
    """The paths, relative to `content`, of all files with that ending in one of its folders, sorted."""
    found: list[str] = []
    if (content / folder).is_symlink():
        reading.error(Place(f"content/{folder}"), "symbolic-link", value=folder)
        return []
    pending = [folder] if (content / folder).is_dir() else []
    while pending:
        here = pending.pop()
        with os.scandir(content / here) as entries:
            for entry in entries:
                path = f"{here}/{entry.name}"
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink():
                    reading.error(Place(f"content/{path}"), "symbolic-link", value=path)
                elif entry.is_dir():
                    pending.append(path)
                elif not entry.is_file():
                    reading.error(Place(f"content/{path}"), "no-file", value=entry.name)
                elif entry.name.endswith(ending):
                    found.append(path)
                elif LIKE_EVENT.search(entry.name) or LIKE_NOTE.search(entry.name):
                    reading.error(Place(f"content/{path}"), "file-ending", value=entry.name, ending=ending)
                    reading.unsure.add(folder.removesuffix("s"))
                else:
                    reading.warning(Place(f"content/{path}"), "stray-file", value=entry.name)
    return sorted(found)
