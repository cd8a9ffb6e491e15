"""Nothing is at two places at once: no venue, no speaker, no audience of an area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from campaign_calendar.checks.places import field_written, when_written
from campaign_calendar.content import Draft
from campaign_calendar.model import Event, Hours, Site, Status
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

TAKES_PLACE = (Status.CONFIRMED, Status.TENTATIVE)
FIELDS = {"clash-venue": "venue", "clash-speaker": "speakers", "clash-area": "area"}


@dataclass(frozen=True, slots=True)
class Claim:
    """An occurrence takes something for itself; `what` as it was typed. `start` and `end` are seconds since 1970, the
    latter exclusive, and assumed where it is not known. Others may take their own of the same name at the same time,
    in areas that are not in line with any of `areas`, neither above nor below."""

    start: float
    end: float
    event: Event
    occurrence: Hours
    what: str
    areas: tuple[str, ...]


def no_clash(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    """For each event that clashes with an earlier one a warning; two events clash once, in however many ways."""
    accepting = {event.id for event in site.events if _accepts(event, draft)}
    told = set()
    for rule, claims in _claims(site):
        for in_line in _by_line(claims, site):
            for earlier, later in _clashing(in_line, accepting):
                pair = frozenset((earlier.event.id, later.event.id))
                if pair not in told:
                    told.add(pair)
                    yield _clash(rule, earlier, later, draft)


def _accepts(event: Event, draft: Draft) -> bool:
    accept = draft.written("event", event.id)["accept"]
    return bool(accept and accept["clash"])


def _claims(site: Site) -> Iterator[tuple[str, list[Claim]]]:
    """With its rule whatever is taken more than once: first all venues, then all speakers, then all audiences."""
    found: dict[str, dict[str, list[Claim]]] = {rule: {} for rule in FIELDS}
    usual = timedelta(minutes=site.campaign.default_duration)
    for event in site.events:
        as_always = [*_taken(event, site)]
        for occurrence, then in event.meetings():
            if isinstance(occurrence, Hours) and then.status in TAKES_PLACE:
                end = (occurrence.end or occurrence.start + usual).timestamp()
                for rule, key, what, areas in as_always if then is event else _taken(then, site):
                    claim = Claim(occurrence.start.timestamp(), end, event, occurrence, what, areas)
                    found[rule].setdefault(key, []).append(claim)
    for rule, by_key in found.items():
        yield from ((rule, claims) for claims in by_key.values() if len(claims) > 1)


def _taken(event: Event, site: Site) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """What an event takes: the rule, the name to compare, the one that was typed, and the areas of a claim."""
    everywhere = (site.root.id,)
    if event.venue:
        name = event.venue.name.runs[0].text
        address = event.venue.address.runs[0].text if event.venue.address else ""
        yield "clash-venue", _plain(name, address), name, event.areas  # there is a town hall in every district
        if event.venue.id:
            yield "clash-venue", event.venue.id, name, everywhere
    for speaker in event.speakers:
        yield "clash-speaker", _plain(speaker), speaker, everywhere
    audience = event.audience.runs[0].text if event.audience else ""
    for area in event.areas:
        yield "clash-area", _plain(area, audience), area, event.concerns or event.areas


def _plain(*texts: str) -> str:
    return "\n".join(" ".join(text.casefold().split()) for text in texts)


def _by_line(claims: list[Claim], site: Site) -> Iterator[list[Claim]]:
    """The claims that may stand against each other: for each area those in it and in the areas above."""
    by_area: dict[str, list[Claim]] = {}
    for claim in claims:
        for area in claim.areas:
            by_area.setdefault(area, []).append(claim)
    for area in by_area:
        in_line = [claim for each in (area, *site.area(area).ancestors) for claim in by_area.get(each, ())]
        if len(in_line) > 1:
            yield in_line


def _clashing(claims: list[Claim], accepting: set[str]) -> Iterator[tuple[Claim, Claim]]:
    """The events that accept their clashes are left out at first, lest a clash of two others hide behind them."""
    others = [claim for claim in claims if claim.event.id not in accepting]
    yield from _overlapping(others)
    if len(others) < len(claims):
        yield from _overlapping(claims)


def _overlapping(claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """For each event that overlaps with others a pair that it is in. n log n: of all claims that have begun, only the
    one that ends last is remembered; if it is of the same event, that other date of it overlaps with the others too.
    """
    longest: Claim | None = None
    for claim in sorted(claims, key=lambda each: (each.start, each.event.id)):
        if longest and longest.event is not claim.event and claim.start < longest.end:
            yield longest, claim
        if longest is None or claim.end > longest.end:
            longest = claim


def _clash(rule: str, earlier: Claim, later: Claim, draft: Draft) -> Problem:
    there = when_written(earlier.event, earlier.occurrence, draft)
    found = warning(
        field_written(later.event, later.occurrence, FIELDS[rule], draft),
        rule,
        value=later.what,
        other=earlier.event.id,
        start=f"{later.occurrence.start:%Y-%m-%d %H:%M}",
        where=f"{there.file}:{there.line}",
    )
    return found.about(f"event:{earlier.event.id}", f"event:{later.event.id}")
