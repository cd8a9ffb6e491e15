"""Links in Markdown lead to content that is there, or to the web."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import prose
from campaign_calendar.checks.texts import subjects, texts
from campaign_calendar.content import Draft
from campaign_calendar.content.reading import Values
from campaign_calendar.content.references import some
from campaign_calendar.located import Source
from campaign_calendar.model import Site
from campaign_calendar.problems import Place, Problem, error, nearest
from campaign_calendar.published import Published

MARKDOWN = frozenset({"description", "text"})  # the fields that hold it
Ids = dict[str, list[str]]


def links_lead_somewhere(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    ids: Ids = {
        "area": [area.id for area in site.areas],
        "phase": [phase.id for phase in site.phases],
        "event": [event.id for event in site.events],
        "tag": [tag.id for tag in site.tags],
        "note": [note.id for note in site.notes],
    }
    for subject in subjects(draft):
        for place, link in links_in(subject.values):
            yield from _fault(link, ids, place, draft)
    for files in draft.notes.values():
        for file in files:
            for place, link in links_in_note(file.body):
                yield from _fault(link, ids, place, draft)


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


def _fault(link: prose.Link, ids: Ids, place: Place, draft: Draft) -> Iterator[Problem]:
    scheme, colon, rest = link.target.partition(":")
    if scheme == "media":
        wrong = draft.media.wrong_with(rest, picture_only=link.is_picture)
        if wrong:
            yield error(place, wrong[0], **{"value": link.written, **wrong[1]})
    elif link.is_picture:
        near = draft.media.like(link.written)
        rule, named = ("picture-in-text-near", {"near": near}) if near else ("picture-in-text", {})
        yield error(place, rule, value=link.written, **named)
    elif scheme in ids:
        if rest not in ids[scheme]:
            near = nearest(rest, ids[scheme])
            rule, more = ("unknown-id-near", {"near": near}) if near else ("unknown-id", {"known": some(ids[scheme])})
            yield error(place, rule, kind=scheme, value=rest, **more)
    elif not colon or scheme.lower() not in prose.WEB_SCHEMES:
        yield error(place, "link", value=link.written)
