"""An Edition in; scripts of columns with all that search finds in its language, areas to events, out.

The script that reads them folds what is typed and what is here by the same rules, so no key is written down. Where an
area's or a phase's own name or id stands within an event's, a sign stands for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from hashlib import blake2b

from campaign_calendar import addresses
from campaign_calendar.model import Area, Event, Hours, Note, Phase, Run, Status, Tag, Text
from campaign_calendar.outputs.columns import Column, column
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import machine
from campaign_calendar.outputs.verbatim import File

PART = 2000  # records in one script; those after the first are loaded when somebody searches
AREA, PHASE = "\x1e", "\x1f"  # signs for names; Python takes both for white space, so no text here holds them


@dataclass(frozen=True)
class Record:
    """One thing to be found, every field as text; where one has several values, tabs stand between them.

    `names`: what it is called in the page's language, then in the others. `day` and `hours`: the words for its time,
    each after its part of the machine-readable form and a bar. `spot`: the numbers of the records of the areas where
    it is, and after a semicolon of those whom it is for, where these are others; of an area, its parent's. `phase`,
    `tags`: numbers of records too. `run` is the language of the name, where it is not the page's."""

    folder: str
    id: str
    names: str
    run: str = ""
    label: str = ""
    day: str = ""
    hours: str = ""
    venue: str = ""
    spot: str = ""
    phase: str = ""
    tags: str = ""
    status: str = ""
    changed: str = ""


def search_index(edition: Edition) -> tuple[Output, ...]:
    """The scripts, the first of which says where the others are."""
    found = tuple(records(edition))
    parts = [_columns(found[cut : cut + PART]) for cut in range(0, len(found), PART)]
    later = [_script(edition.language, {"columns": each}, later=True) for each in parts[1:]]
    first = {
        "columns": parts[0],
        "time": edition.words.say("day_and_time", day="{day}", time="{time}"),
        "directions": {each.code: each.direction for each in edition.site.campaign.languages},
        "more": [addresses.relative(edition.localised(addresses.SEARCH), each.path) for each in later],
    }
    return _script(edition.language, first), *later


def _script(language: str, data: object, later: bool = False) -> Output:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # which end lines in older JavaScript
    octets = f"(self.searchIndex=self.searchIndex||[]).push({text});\n".encode()
    digest = blake2b(octets, digest_size=5).hexdigest()
    return Output(addresses.search_index(language, digest, later), "verbatim", File(octets))


def _columns(found: Sequence[Record]) -> dict[str, Column]:
    return {each.name: column([getattr(one, each.name) for one in found]) for each in fields(Record)}


def records(edition: Edition) -> Iterator[Record]:
    """Areas, phases and tags in the order of their files, notes by title, events by date, the undated last."""
    site = edition.site
    areas = {area.id: number for number, area in enumerate(site.areas)}
    phases = {phase.id: number for number, phase in enumerate(site.phases, len(areas))}
    tags = {tag.id: number for number, tag in enumerate(site.tags, len(areas) + len(phases))}
    for area in site.areas:
        yield _area(area, areas, edition)
    for phase in site.phases:
        yield _phase(phase, areas, edition)
    for tag in site.tags:
        yield _named(tag, "tag", edition)
    for note in site.notes:
        yield _note(note, tags, edition)
    for event in sorted(site.events, key=_order):
        yield _event(event, areas, phases, tags, edition)


def _order(event: Event) -> tuple[date, str, str]:
    if not event.occurrences:
        return date.max, event.window.first.isoformat() if event.window else "", event.id
    first = event.occurrences[0]
    return first.first, f"{first.start:%H:%M}" if isinstance(first, Hours) else "", event.id


def _area(area: Area, areas: dict[str, int], edition: Edition) -> Record:
    levels = {level.id: level.name for level in edition.site.campaign.levels}
    return Record(
        folder=addresses.FOLDERS["area"],
        id=area.id,
        names=_names(area.name, edition),
        run=_run(area.name, edition),
        label=_line(edition.text(levels[area.level]).text),
        spot=str(areas[area.ancestors[0]]) if area.ancestors else "",
    )


def _phase(phase: Phase, areas: dict[str, int], edition: Edition) -> Record:
    return Record(
        folder=addresses.FOLDERS["phase"],
        id=phase.id,
        names=_names(phase.name, edition),
        run=_run(phase.name, edition),
        label=edition.words.say("phase"),
        day=f"{machine(phase.days)}|{edition.words.days(phase.days)}",
        spot=str(areas[phase.area]),
        changed=edition.phase_changed(phase),
    )


def _named(each: Tag | Note, kind: str, edition: Edition, tags: str = "") -> Record:
    name = each.name if isinstance(each, Tag) else each.title
    label = edition.words.say(kind)
    return Record(addresses.FOLDERS[kind], each.id, _names(name, edition), _run(name, edition), label, tags=tags)


def _note(note: Note, tags: dict[str, int], edition: Edition) -> Record:
    return _named(note, "note", edition, "\t".join(str(tags[each]) for each in note.tags))


def _event(
    event: Event, areas: dict[str, int], phases: dict[str, int], tags: dict[str, int], edition: Edition
) -> Record:
    day, hours = _when(event, edition)
    phase = edition.phase_of(event)
    spot = "\t".join(str(areas[each]) for each in event.areas)
    if event.concerns and event.concerns != event.areas:
        spot += ";" + "\t".join(str(areas[each]) for each in event.concerns)
    certain = event.status is Status.CONFIRMED
    return Record(
        folder=addresses.FOLDERS["event"],
        id=_signed(event.id, event.areas[0], phase.id if phase else ""),
        names=_names(event.title, edition, edition.site.area(event.areas[0]).name, phase.name if phase else None),
        run=_run(event.title, edition),
        day=day,
        hours=hours,
        venue=_marked(edition.text(event.venue.name), edition) if event.venue else "",
        spot=spot,
        phase=str(phases[phase.id]) if phase else "",
        tags="\t".join(str(tags[each]) for each in event.tags),
        status="" if certain else f"{event.status}\t{_line(edition.status(event))}",
        changed=_line(edition.changed(event)) if event.repeat is None else "",
    )


def _when(event: Event, edition: Edition) -> tuple[str, str]:
    """Day and hours, where each has words of its own; else the whole in place of the day."""
    words = edition.words
    if not event.occurrences:
        return f"|{words.not_announced(event.window)}", ""
    first = event.occurrences[0]
    if len(event.occurrences) > 1 or not isinstance(first, Hours) or first.first != first.last:
        return f"{machine(first)}|{words.series(event.occurrences)}", ""
    day, clock = machine(first).split("T")
    return f"{day}|{words.day_of_week(first.first)}", f"T{clock}|{words.hours(first)}"


def _names(name: Text, edition: Edition, area: Text | None = None, phase: Text | None = None) -> str:
    """A name in the page's language and then in each other one, with signs for the area's and the phase's in it. The
    others' places stay, though a name be wanting, so that the area's name in the same place is in that language."""
    found: list[str] = []
    for run in _runs(name, edition):
        places = [(each, _runs(each, edition)[len(found)].text if each else "") for each in (area, phase)]
        found.append(_signed(run.text, *(_line(text) for _, text in places)))
    while len(found) > 1 and found[-1] in found[:-1]:
        found.pop()
    return "\t".join(found)


def _runs(text: Text, edition: Edition) -> list[Run]:
    languages = [each.code for each in edition.site.campaign.languages]
    return [text.in_language(each) for each in sorted(languages, key=lambda each: each != edition.language)]


def _signed(text: str, area: str, phase: str) -> str:
    text = _line(text)
    for sign, name in ((PHASE, phase), (AREA, area)):
        text = text.replace(name, sign) if name else text
    return text


def _run(text: Text, edition: Edition) -> str:
    run = edition.text(text)
    return "" if run.language == edition.language else run.language


def _marked(run: Run, edition: Edition) -> str:
    """Words and, where it is not the page's, their language."""
    return _line(run.text) + ("" if run.language == edition.language else f"\t{run.language}")


def _line(text: str) -> str:
    return " ".join(text.split())
