"""Nothing is at two places at once: no venue, no speaker, no audience of an area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign_calendar.content import Draft
from campaign_calendar.model import Event, Hours, Site, Status
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

TAKES_PLACE = (Status.CONFIRMED, Status.TENTATIVE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One occurrence of an event; `end` is exclusive, and assumed where it is not known."""

    start: datetime
    end: datetime
    event: Event


def no_clash(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    """For each event at most one warning for each other event that it clashes with."""
    told = set()
    for (kind, what), stretches in _claims(site).items():
        for earlier, later in _overlapping(stretches):
            pair = frozenset((earlier.event.id, later.event.id))
            if pair not in told:
                told.add(pair)
                yield _clash(kind, what, earlier, later, draft)


def _claims(site: Site) -> dict[tuple[str, str], list[Stretch]]:
    """When each venue, speaker and audience is taken, in this order of kinds."""
    found: dict[str, dict[str, list[Stretch]]] = {"venue": {}, "speaker": {}, "area": {}}
    usual = timedelta(minutes=site.campaign.default_duration)
    for event in site.events:
        for occurrence, then in event.meetings():
            if isinstance(occurrence, Hours) and then.status in TAKES_PLACE:
                stretch = Stretch(occurrence.start, occurrence.end or occurrence.start + usual, event)
                for kind, what in _taken(then):
                    found[kind].setdefault(what, []).append(stretch)
    return {(kind, what): stretches for kind, by_name in found.items() for what, stretches in by_name.items()}


def _taken(event: Event) -> Iterator[tuple[str, str]]:
    if event.venue:
        address = event.venue.address.runs[0].text if event.venue.address else ""
        yield "venue", _plain(f"{event.venue.name.runs[0].text} {address}")
    for speaker in dict.fromkeys(map(_plain, event.speakers)):
        yield "speaker", speaker
    audience = event.audience.runs[0].text if event.audience else ""
    for area in event.areas:
        yield "area", _plain(f"{area} {audience}")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _overlapping(stretches: list[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Each stretch that begins before one of another event has ended, with that one. n log n: of what has begun,
    only the two of different events that end last are remembered."""
    longest: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda each: (each.start, each.event.id)):
        for other in longest:
            if other.event is not stretch.event and stretch.start < other.end:
                yield other, stretch
                break
        kept: dict[str, Stretch] = {}
        for each in sorted((stretch, *longest), key=lambda each: each.end, reverse=True):
            kept.setdefault(each.event.id, each)
        longest = list(kept.values())[:2]


def _clash(kind: str, what: str, earlier: Stretch, later: Stretch, draft: Draft) -> Problem:
    fields = {"venue": "venue", "speaker": "speakers", "area": "area"}
    written = draft.written("event", later.event.id)
    there = draft.written("event", earlier.event.id).place("start")
    found = warning(
        written.place("start" if written.lacks(fields[kind]) else fields[kind]),
        f"clash-{kind}",
        value=what,
        other=earlier.event.id,
        start=f"{later.start:%Y-%m-%d %H:%M}",
        where=f"{there.file}:{there.line}",
    )
    return found.about(f"event:{earlier.event.id}", f"event:{later.event.id}")
