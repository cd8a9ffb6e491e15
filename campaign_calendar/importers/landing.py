"""Entries in; the content files that they become, where nobody else has written, and what became of each, out.

Nothing is written while the campaign would have an error. A file that was written here says so with a digest of its
lines: as long as nobody has changed one, it may be written anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from campaign_calendar import facts, writing
from campaign_calendar.checks.links import links_lead_somewhere
from campaign_calendar.content import Draft
from campaign_calendar.content.assembly import assemble
from campaign_calendar.content.events import FIELDS
from campaign_calendar.content.fields import read_fields
from campaign_calendar.importers.entry import Entry, sentences
from campaign_calendar.importers.identity import identify
from campaign_calendar.located import Record, Source
from campaign_calendar.model import Site
from campaign_calendar.problems import ContentError, Problem, printable
from campaign_calendar.reader import read_yaml

HEADER = re.compile(r"# .*\[([0-9a-f]{12})\]")
ORDER = {field.name: number for number, field in enumerate(FIELDS)}


@dataclass
class Landing:
    """What becomes of an entry: new, updated, same or refused. `file` in the site's folder, `body` without its first
    line."""

    entry: Entry
    state: str
    file: str = ""
    body: str = ""

    def told(self, language: str) -> str:
        """A line of the report."""
        reasons = self.entry.refused if self.state == "refused" else self.entry.guessed
        what = "; ".join(dict.fromkeys(each.sentence(language) for each in reasons))
        state = {"new": "taken"}.get(self.state, self.state)
        key = f"{state}-guessed" if what and state in ("taken", "updated") else state
        place = self.entry.place(language)
        return printable(sentences(language)[key].format(place=place, file=self.file, what=what))


def land(content: Path, read: Callable[[], Draft], entries: Iterable[Entry], language: str) -> list[Landing]:
    """What would become of each entry. Raises ContentError where campaign.yaml has errors, and where there would be
    new ones in files that are no entry's."""
    listed = list(entries)
    draft = read()
    before, old = judged(draft)
    identify(listed, language)
    holders = {each["id"].text: each.record.place.file for each in draft.events if each["id"]}
    landings = [_planned(each, content, holders) for each in listed]
    while True:
        trying = [each for each in landings if each.state in ("new", "updated", "foreign")]
        if not trying:
            return landings
        after, errors = judged(_with(read(), trying))
        if _refuse_faulty(trying, errors):
            continue
        if {(each.place, each.rule) for each in errors} - {(each.place, each.rule) for each in old}:
            raise ContentError(errors, before.campaign.first_language)
        foreign = [each for each in trying if each.state == "foreign"]
        for each in foreign:
            _settle_foreign(each, before, after)
        if not foreign:
            return landings


def write(content: Path, landings: Iterable[Landing], language: str) -> None:
    """Write what is new or updated, each file at once."""
    for each in landings:
        if each.state in ("new", "updated"):
            file = content.parent / each.file
            file.parent.mkdir(parents=True, exist_ok=True)
            beside = file.with_name(f".{file.name}.new")
            header = sentences(language)["header"].format(digest=_digest(each.body))
            beside.write_text(f"# {header}\n{each.body}", encoding="utf-8", newline="\n")
            os.replace(beside, file)


def judged(draft: Draft) -> tuple[Site, list[Problem]]:
    """The site that a draft describes, as far as it does, and the errors in it. Raises ContentError where there is
    none."""
    site = assemble(draft)
    problems = [*draft.problems, *links_lead_somewhere(draft)]
    if site is None:
        raise ContentError(problems, next(iter(draft.reading.languages), None))
    return site, [each for each in problems if each.level == "error"]


def _planned(entry: Entry, content: Path, holders: Mapping[str, str]) -> Landing:
    """`holders`: by id the files in which events are written."""
    if entry.refused:
        return Landing(entry, "refused")
    id = entry.facts["id"]
    file = f"content/events/{entry.facts['area'][0]}/{id}.yaml"
    body = writing.event({name: entry.facts[name] for name in sorted(entry.facts, key=lambda name: ORDER[name])})
    if id in holders:
        holder = holders[id]
        text = (content.parent / holder).read_text(encoding="utf-8")
        if not _is_as_written(text):
            return Landing(entry, "foreign", holder, body)
        return Landing(entry, "same" if text.partition("\n")[2] == body else "updated", holder, body)
    folders = (content / "events", (content.parent / file).parent)
    if os.path.lexists(content.parent / file) or any(each.is_symlink() for each in folders):
        entry.refuse("occupied", file=file)
        return Landing(entry, "refused", file)
    return Landing(entry, "new", file, body)


def _is_as_written(text: str) -> bool:
    first, _, body = text.partition("\n")
    found = HEADER.fullmatch(first)
    return bool(found and found[1] == _digest(body))


def _digest(body: str) -> str:
    return blake2b(body.encode(), digest_size=6).hexdigest()


def _with(draft: Draft, landings: Iterable[Landing]) -> Draft:
    """The draft as it would be with these files; of what somebody else has written, as if it were written so."""
    new = {each.entry.facts["id"]: each for each in landings}
    draft.events = [each for each in draft.events if not each["id"] or each["id"].text not in new]
    reading = draft.reading
    for each in new.values():
        source = Source(each.file, each.body, first_line=2, languages=reading.languages)
        node = read_yaml(source, reading.problems)
        if isinstance(node, Record):
            draft.events.append(read_fields(node, FIELDS, reading))
    return draft


def _refuse_faulty(landings: Iterable[Landing], errors: Iterable[Problem]) -> bool:
    """Whether entries have errors; these are refused."""
    by_file = {each.file: each for each in landings}
    found = [each for each in errors if each.place.file in by_file]
    for problem in found:
        landing = by_file[problem.place.file]
        landing.state = "refused"
        landing.entry.refused.append(problem)
    return bool(found)


def _settle_foreign(landing: Landing, before: Site, after: Site) -> None:
    """What somebody else has written is left alone; it is only told where it differs."""
    id = landing.entry.facts["id"]
    then, now = (
        next((facts.event(event) for event in site.events if event.id == id), None) for site in (before, after)
    )
    landing.state = "same"
    if then is None or then != now:
        landing.entry.refuse("conflict", file=landing.file)
        landing.state = "refused"
