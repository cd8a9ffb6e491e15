"""notes/**/*.md: Markdown with front matter, one file for each language of a note."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.moments import DAY
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.references import resolve_all
from campaign_calendar.content.types import IDS, LINE, URL
from campaign_calendar.located import Source, normal
from campaign_calendar.model import Link, Note, Run, Text
from campaign_calendar.problems import Place

# fmt: off
SOURCE = (
    Field("title", LINE, {"en": "What the source is", "hi": "स्रोत क्या है"}, required=True),
    Field("url", URL, {"en": "Its address, if it has one", "hi": "उसका पता, यदि हो"}),
)
FIELDS = (
    Field("title", LINE, {"en": "The note's title", "hi": "नोट का शीर्षक"}, required=True),
    Field("summary", LINE, {"en": "What it says, in a sentence", "hi": "एक वाक्य में सार"}),
    Field("events", IDS, {"en": "Ids of events that it belongs to", "hi": "जिन आयोजनों से जुड़ा है, उनकी id"}),
    Field("tags", IDS, {"en": "Ids of tags", "hi": "टैग की id"}),
    Field("sources", ListOf(Group(SOURCE)), {"en": "Where the facts come from", "hi": "तथ्यों के स्रोत"}),
    Field("updated", DAY, {"en": "When it was last looked through", "hi": "पिछली बार कब देखा गया"}),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class NoteFile:
    """One language of a note. `id` is the file's name up to the first dot."""

    id: str
    language: str
    values: Values
    body: Source


def grouped(files: Iterable[NoteFile], reading: Reading) -> dict[str, list[NoteFile]]:
    """The files of each note in the campaign's order of languages, notes by id; a second file of a note in one
    language is a problem naming both."""
    notes: dict[str, dict[str, NoteFile]] = {}
    ordered = sorted(files, key=lambda file: (file.id, reading.languages.index(file.language), len(file.body.file)))
    for file in ordered:
        first = notes.setdefault(file.id, {}).setdefault(file.language, file)
        if first is not file:
            place = Place(file.body.file)
            reading.error(place, "duplicate-id", kind="note", value=file.id, first=first.body.file)
    return {id: list(by_language.values()) for id, by_language in notes.items()}


def note(files: list[NoteFile], events: Collection[str], tags: Collection[str], reading: Reading) -> Note:
    """One note out of its files. What is not text (events, tags, sources, date) is taken from the first of them that
    has it, sources in that file's language."""
    return Note(
        id=files[0].id,
        title=_text(files, "title"),
        summary=_text(files, "summary") if any(file.values["summary"] for file in files) else None,
        body=Text(tuple(Run(normal(file.body.text), file.language) for file in files)),
        events=_ids(files, "events", events, "event", reading),
        tags=_ids(files, "tags", tags, "tag", reading),
        sources=_sources(files),
        updated=next((file.values["updated"] for file in files if file.values["updated"]), None),
        files=tuple(file.body.file for file in files),
    )


def _ids(files: list[NoteFile], name: str, known: Collection[str], kind: str, reading: Reading) -> tuple[str, ...]:
    found = (id for file in files for id in resolve_all(file.values[name], known, kind, reading))
    return tuple(dict.fromkeys(found))


def _text(files: list[NoteFile], name: str) -> Text:
    return Text(tuple(Run(file.values[name], file.language) for file in files if file.values[name]))


def _sources(files: list[NoteFile]) -> tuple[Link, ...]:
    """Sources are matched between the languages by their order."""
    lists = [(file.language, file.values["sources"] or ()) for file in files]
    sources = []
    for position in range(max(len(listed) for _, listed in lists)):
        here = [(language, listed[position]) for language, listed in lists if position < len(listed)]
        runs = tuple(Run(each["title"], language) for language, each in here if each["title"])
        url = next((each["url"] for _, each in here if each["url"]), None)
        if runs:
            sources.append(Link(url, Text(runs)))
    return tuple(sources)
