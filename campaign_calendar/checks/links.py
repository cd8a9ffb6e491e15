"""Links in Markdown lead to content that is there, or to the web."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import prose
from campaign_calendar.content import Draft
from campaign_calendar.located import Source
from campaign_calendar.model import Site, Text
from campaign_calendar.problems import Place, Problem, error, nearest
from campaign_calendar.published import Published

Ids = dict[str, set[str]]


def links_lead_somewhere(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    ids: Ids = {
        "area": {area.id for area in site.areas},
        "phase": {phase.id for phase in site.phases},
        "event": {event.id for event in site.events},
        "note": {note.id for note in site.notes},
    }
    for event in site.events:
        written = draft.written("event", event.id)
        if event.description:
            yield from _dead_links(event.description, ids, written.place("description"))
        if event.outcome and event.outcome.text:
            yield from _dead_links(event.outcome.text, ids, written["outcome"].place("text"))
    for note in site.notes:
        for file in draft.notes[note.id]:
            yield from _dead_links_in_note(file.body, ids)


def _dead_links(text: Text, ids: Ids, place: Place) -> Iterator[Problem]:
    for run in text.runs:
        for link in prose.links(run.text):
            yield from _fault(link, ids, place)


def _dead_links_in_note(body: Source, ids: Ids) -> Iterator[Problem]:
    """Each problem at the very link, which is looked for behind the one before it."""
    start = 0
    for link in prose.links(body.text):
        found = body.text.find(f"({link.written}", start)
        at = found + 1 if found >= 0 else max(body.text.find(link.written, start), 0)
        start = max(start, at + 1)
        yield from _fault(link, ids, body.place_at(at))


def _fault(link: prose.Link, ids: Ids, place: Place) -> Iterator[Problem]:
    scheme, colon, rest = link.target.partition(":")
    if scheme in ids:
        if rest not in ids[scheme]:
            near = nearest(rest, ids[scheme])
            if near:
                yield error(place, "unknown-id-near", kind=scheme, value=rest, near=near)
            else:
                yield error(place, "unknown-id", kind=scheme, value=rest)
    elif link.is_picture:
        yield error(place, "picture-in-text", value=link.written)
    elif not colon or scheme.lower() not in prose.WEB_SCHEMES:
        yield error(place, "link", value=link.written)
