"""Nothing is at two places at once: no venue, no speaker, no audience of an area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from campaign_calendar.checks.overlap import Claim, overlapping
from campaign_calendar.checks.places import field_written, when_written
from campaign_calendar.content import Draft
from campaign_calendar.model import Event, Hours, Site, Status
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

TAKES_PLACE = (Status.CONFIRMED, Status.TENTATIVE)
FIELDS = {"clash-venue": "venue", "clash-speaker": "speakers", "clash-area": "area"}


def no_clash(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    """For each event that clashes with an earlier one a warning; two events clash once, in however many ways."""
    accepting = {event.id for event in site.events if _accepts(event, draft)}
    told = set()
    for rule, claims in _claims(site):
        for earlier, later in _clashing(claims, accepting, site):
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


def _clashing(claims: list[Claim], accepting: set[str], site: Site) -> Iterator[tuple[Claim, Claim]]:
    """The events that accept their clashes are left out at first, lest a clash of two others hide behind them."""
    others = [claim for claim in claims if claim.event.id not in accepting]
    yield from overlapping(others, site)
    if len(others) < len(claims):
        yield from overlapping(claims, site)


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
