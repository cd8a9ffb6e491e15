"""A content folder in; a Draft of it, and the Site that it describes, out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from campaign_calendar.content import campaign as campaigns
from campaign_calendar.content import events as event_files
from campaign_calendar.content import notes as note_files
from campaign_calendar.content import strings as string_files
from campaign_calendar.content.areas import areas as areas_of
from campaign_calendar.content.fields import Reading, Values, read_fields
from campaign_calendar.content.phases import phases as phases_of
from campaign_calendar.content.references import unique
from campaign_calendar.content.strings import Strings
from campaign_calendar.content.types import IDENTIFIER, RESERVED
from campaign_calendar.located import MAX_BYTES, Items, Record, Source, decode, read_yaml, split_front_matter
from campaign_calendar.model import Site
from campaign_calendar.problems import Place, Problem

CAMPAIGN = "campaign.yaml"
KNOWN_FOLDERS = ("events", "notes", "strings")


@dataclass
class Draft:
    """A content folder as it was read, with its problems. `campaign` is None where it could not be read."""

    reading: Reading
    campaign: Values | None = None
    events: list[Values] = field(default_factory=list)
    notes: dict[str, list[note_files.NoteFile]] = field(default_factory=dict)
    strings: dict[str, Strings] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        return self.reading.problems

    def place(self, kind: str, id: str, name: str = "id") -> Place:
        """Where a field of the phase or event `id` was written; its whole record where it was not."""
        return self._records[kind, id].place(name)

    @cached_property
    def _records(self) -> dict[tuple[str, str], Values]:
        phases = (self.campaign and self.campaign["phases"]) or ()
        groups = (("phase", phases), ("event", self.events))
        return {(kind, each["id"].text): each for kind, group in groups for each in group if each["id"]}


def read(content: Path, words: Strings) -> Draft:
    """Everything in the folder `content`; problems are collected, none is raised. `words` are the interface
    strings that a site may replace. Raises OSError where a file cannot be read."""
    reading = Reading()
    draft = Draft(reading)
    record = _record(content, CAMPAIGN, reading)
    if record is not None:
        draft.campaign = campaigns.read(record, reading)
    if draft.campaign is None:
        return draft
    for file in _files(content, "events", ".yaml", reading):
        draft.events += _events(content, file, reading)
    found = [_note(content, file, reading) for file in _files(content, "notes", ".md", reading)]
    draft.notes = note_files.grouped((each for each in found if each), reading.languages)
    for file in _files(content, "strings", ".yaml", reading):
        own = _record(content, file, reading)
        if own is not None:
            draft.strings[Path(file).stem] = string_files.read(own, words, reading)
    for name in sorted(os.listdir(content)):
        if name not in (CAMPAIGN, *KNOWN_FOLDERS) and not name.startswith("."):
            reading.warning(Place(f"content/{name}"), "stray-file", value=name)
    return draft


def assemble(draft: Draft) -> Site | None:
    """The site that the draft describes, without the events that are drafts; problems go to the draft's.
    None where there is no campaign to speak of. With errors among the problems the site may be incomplete."""
    values, reading = draft.campaign, draft.reading
    campaign = campaigns.campaign(values, reading) if values else None
    if values is None or campaign is None:
        return None
    languages = reading.languages
    levels = tuple(level.id for level in campaign.levels)
    areas = areas_of(values, levels, reading)
    phases = phases_of(values, areas, levels, draft.notes, reading)
    known = event_files.Known(
        {area.id: area for area in areas}, {phase.id: phase for phase in phases}, draft.notes, languages
    )
    if not areas and not any(problem.level == "error" for problem in reading.problems):
        reading.error(values.place("areas"), "no-areas")
    written = unique(draft.events, "event", reading)
    events = [(each["draft"], event_files.event(each, known, reading)) for each in written]
    shown = tuple(event for is_draft, event in events if event and not is_draft)
    ids = {event.id for event in shown}
    notes = tuple(note_files.note(files, ids, languages, reading) for files in draft.notes.values())
    return Site(campaign, areas, phases, shown, notes) if areas else None


def _source(content: Path, file: str, reading: Reading) -> Source | None:
    with (content / file).open("rb") as opened:
        octets = opened.read(MAX_BYTES + 1)
    return decode(octets, f"content/{file}", reading.problems)


def _record(content: Path, file: str, reading: Reading) -> Record | None:
    """The mapping that a YAML file holds; None, with a problem, where it holds none."""
    if not (content / file).is_file():
        reading.error(Place(f"content/{file}"), "file-missing", value=file)
        return None
    source = _source(content, file, reading)
    if source is None:
        return None
    before = len(reading.problems)
    node = read_yaml(source, reading.problems)
    if isinstance(node, Record):
        return node
    if len(reading.problems) == before:
        reading.error(Place(f"content/{file}"), "not-a-mapping")
    return None


def _events(content: Path, file: str, reading: Reading) -> Iterator[Values]:
    """The events of a file, which holds one or a list of them."""
    source = _source(content, file, reading)
    node = read_yaml(source, reading.problems) if source else None
    if node is None:
        return
    for each in node.nodes if isinstance(node, Items) else (node,):
        if isinstance(each, Record):
            yield read_fields(each, event_files.FIELDS, reading)
        else:
            reading.error(each.place, "not-a-mapping")


def _note(content: Path, file: str, reading: Reading) -> note_files.NoteFile | None:
    id, _, language = Path(file).name.removesuffix(".md").partition(".")
    language = language or reading.languages[0]
    place = Place(f"content/{file}")
    if not IDENTIFIER.fullmatch(id) or id in RESERVED:
        reading.error(place, "file-name", value=id)
        return None
    if language not in reading.languages:
        reading.error(place, "unknown-language", value=language, known=", ".join(reading.languages))
        return None
    source = _source(content, file, reading)
    parts = split_front_matter(source, reading.problems) if source else None
    node = read_yaml(parts[0], reading.problems) if parts else None
    if parts is None or node is None:
        if parts is not None:
            reading.error(place, "not-a-mapping")
        return None
    if not isinstance(node, Record):
        reading.error(node.place, "not-a-mapping")
        return None
    return note_files.NoteFile(id, language, read_fields(node, note_files.FIELDS, reading), parts[1])


def _files(content: Path, folder: str, ending: str, reading: Reading) -> list[str]:
    """The paths, relative to `content`, of all files with that ending in one of its folders, sorted."""
    found: list[str] = []
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
                elif entry.name.endswith(ending):
                    found.append(path)
                else:
                    reading.warning(Place(f"content/{path}"), "stray-file", value=entry.name)
    return sorted(found)
