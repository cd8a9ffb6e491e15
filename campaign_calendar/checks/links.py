"""Links in Markdown lead to content that is there, or to the web."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import prose
from campaign_calendar.content import Draft
from campaign_calendar.model import Site, Text
from campaign_calendar.problems import Place, Problem, error, nearest
from campaign_calendar.published import Published


def links_lead_somewhere(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    ids = {
        "area": {area.id for area in site.areas},
        "phase": {phase.id for phase in site.phases},
        "event": {event.id for event in site.events},
        "note": {note.id for note in site.notes},
    }
    for event in site.events:
        for name, text in (
            ("description", event.description),
            ("outcome", event.outcome and event.outcome.text),
        ):
            if text:
                yield from _dead(text, ids, draft.place("event", event.id, name))
    for note in site.notes:
        bodies = {file.language: file.body for file in draft.notes[note.id]}
        for run in note.body.runs:
            for target, problem in _faults(run.text, ids):
                body = bodies[run.language]
                written = target.partition(":")[2]
                at = body.text.find(written)
                yield error(body.place_at(max(at, 0)), problem[0], **dict(problem[1]))


def _dead(text: Text, ids: dict[str, set[str]], place: Place) -> Iterator[Problem]:
    for run in text.runs:
        for _, (rule, values) in _faults(run.text, ids):
            yield error(place, rule, **dict(values))


def _faults(markdown: str, ids: dict[str, set[str]]) -> Iterator[tuple[str, tuple[str, tuple[tuple[str, str], ...]]]]:
    """The targets that cannot be linked to, each with the rule and values of its problem."""
    for target in prose.links(markdown):
        scheme, colon, rest = target.partition(":")
        if scheme in ids:
            if rest not in ids[scheme]:
                near = nearest(rest, ids[scheme])
                rule = "unknown-id-near" if near else "unknown-id"
                values = (("kind", scheme), ("value", rest), ("near", near))
                yield target, (rule, values)
        elif scheme == "image":
            yield target, ("picture-in-text", (("value", rest),))
        elif scheme.lower() not in prose.SCHEMES or not colon:
            yield target, ("link", (("value", target),))
