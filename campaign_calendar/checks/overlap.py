"""Claims in; pairs of them that overlap in areas that are in line, above or below each other, out, in n log n."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from campaign_calendar.model import Event, Hours, Site


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(slots=True)
class Foremost:
    """Of the claims that were put in, the one that reaches furthest, and the one of another event that does."""

    reach: Callable[[Claim], float]
    first: Claim | None = None
    second: Claim | None = None

    def put(self, claim: Claim) -> None:
        first, second = self.first, self.second
        if first is None or self.reach(claim) >= self.reach(first):
            self.first = claim
            if first and first.event is not claim.event:
                self.second = first
        elif first.event is not claim.event and (second is None or self.reach(claim) > self.reach(second)):
            self.second = claim

    def other_than(self, event: Event) -> Claim | None:
        return self.second if self.first and self.first.event is event else self.first


@dataclass(slots=True)
class Line:
    """The claims that have been passed, by area: in it alone, and in it or anywhere below it."""

    site: Site
    reach: Callable[[Claim], float]
    within: dict[str, Foremost] = field(default_factory=dict)
    below: dict[str, Foremost] = field(default_factory=dict)

    def furthest(self, claim: Claim) -> Claim | None:
        """Of another event, in line with the claim."""
        found: list[Claim] = []
        for area in claim.areas:
            seen = [self.below.get(area), *(self.within.get(above) for above in self.site.area(area).ancestors)]
            others = [each.other_than(claim.event) for each in seen if each]
            found += [other for other in others if other]
        return max(found, key=self.reach, default=None)

    def pass_by(self, claim: Claim) -> None:
        for area in claim.areas:
            self.within.setdefault(area, Foremost(self.reach)).put(claim)
            for each in (area, *self.site.area(area).ancestors):
                self.below.setdefault(each, Foremost(self.reach)).put(claim)


def overlapping(claims: Iterable[Claim], site: Site) -> Iterator[tuple[Claim, Claim]]:
    """For each claim that overlaps with any of another event a pair that it is in, the earlier one first. Of all that
    began before a claim, only those that end last are looked at; then, of all that begin later, for those that found
    nothing, the next. Each claim costs as much as there are areas above its own, after the sorting."""
    in_order = sorted(claims, key=lambda each: (each.start, each.event.id))
    found: set[Claim] = set()
    begun = Line(site, lambda claim: claim.end)
    for claim in in_order:
        earlier = begun.furthest(claim)
        if earlier and claim.start < earlier.end:
            found |= {earlier, claim}
            yield earlier, claim
        begun.pass_by(claim)
    to_come = Line(site, lambda claim: -claim.start)
    for claim in reversed(in_order):
        later = to_come.furthest(claim)
        if claim not in found and later and later.start < claim.end:
            yield claim, later
        to_come.pass_by(claim)
