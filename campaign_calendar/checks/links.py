"""Links in Markdown lead to content that is there, or to the web."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from campaign_calendar import prose
from campaign_calendar.checks.texts import subjects, texts
from campaign_calendar.content import Draft
from campaign_calendar.content.reading import Values
from campaign_calendar.content.references import some
from campaign_calendar.located import Source
from campaign_calendar.problems import Place, Problem, error, nearest

MARKDOWN = frozenset({"description", "text"})  # the fields that hold it


def links_lead_somewhere(draft: Draft) -> Iterator[Problem]:
    for subject in subjects(draft) if draft.campaign else ():
        for place, link in links_in(subject.values):
            yield from _fault(link, place, draft)
    for files in draft.notes.values():
        for file in files:
            for place, link in links_in_note(file.body):
                yield from _fault(link, place, draft)


def links_in(values: Values) -> Iterator[tuple[Place, prose.Link]]:
    """The links and pictures in the Markdown of a record, with the place of the text that they stand in."""
    for each in texts(values):
        if each.field.rpartition(".")[2] in MARKDOWN:
            for run in each.runs:
                yield from ((each.place, link) for link in prose.links(run.text))


def links_in_note(body: Source) -> Iterator[tuple[Place, prose.Link]]:
    """Each link at its very place; it is looked for behind the one before it."""
    start = 0
    for link in prose.links(body.text):
        found = body.text.find(f"({link.written}", start)
        at = found + 1 if found >= 0 else max(body.text.find(link.written, start), 0)
        start = max(start, at + 1)
        yield body.place_at(at), link


def _fault(link: prose.Link, place: Place, draft: Draft) -> Iterator[Problem]:
    scheme, colon, rest = link.target.partition(":")
    if scheme == "media":
        wrong = draft.media.wrong_with(rest, picture_only=link.is_picture)
        if wrong:
            yield error(place, wrong[0], **{"value": link.written, **wrong[1]})
    elif link.is_picture:
        near = draft.media.like(link.written)
        rule, named = ("picture-in-text-near", {"near": near}) if near else ("picture-in-text", {})
        yield error(place, rule, value=link.written, **named)
    elif scheme in draft.ids:
        known = draft.ids[scheme]
        if rest not in known and scheme not in draft.reading.unsure:
            near = nearest(rest, known) or _only_event_in(link.written, draft)
            rule, more = ("unknown-id-near", {"near": near}) if near else ("unknown-id", {"known": some(known)})
            yield error(place, rule, kind=scheme, value=rest, **more)
        elif scheme == "event" and rest in known and rest not in draft.shown:
            yield error(place, "draft", value=rest)
        elif rest in known and link.written != link.target:
            yield from _wrong_file(link, scheme, rest, place, draft)
    elif not colon or scheme.lower() not in prose.WEB_SCHEMES:
        yield error(place, "link", value=link.written)


def _wrong_file(link: prose.Link, kind: str, id: str, place: Place, draft: Draft) -> Iterator[Problem]:
    """A link by file names one that is there, by its end: in the first language a note goes without its language."""
    if kind == "note":
        files = [PurePosixPath(each.body.file) for each in draft.notes[id]]
        there = [*files, *(each.with_name(f"{id}.md") for each in files)]
        near = there[0].name
    else:
        there, near = [PurePosixPath(draft.written(kind, id).record.place.file)], f"{kind}:{id}"
    if not any(_is_end_of(link.written, each) for each in there) and kind not in draft.reading.unsure:
        yield error(place, "link-file", value=link.written, near=near)


def _only_event_in(address: str, draft: Draft) -> str:
    """The id of the one event in the file at `address`, which may be called otherwise."""
    here = [each for each in draft.events if _is_end_of(address, PurePosixPath(each.record.place.file))]
    return here[0]["id"].text if len(here) == 1 and here[0]["id"] else ""


def _is_end_of(address: str, file: PurePosixPath) -> bool:
    parts = [each for each in unquote(address.partition("#")[0]).split("/") if each not in (".", "..")]
    return list(file.parts[-len(parts) :]) == parts
