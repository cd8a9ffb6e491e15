"""A Site in; for each phase, which of the areas that it expects have a date, out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaign_calendar.model import Area, Event, Occurrence, Phase, Site, Status


class State(StrEnum):
    """What an area has for a phase, from best to worst."""

    DATED = "dated"
    LATE = "late"  # dated, but not within the phase's days
    TENTATIVE = "tentative"
    UNDATED = "undated"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Cell:
    """One area of a phase that expects it. `events` in the order of the site, cancelled ones left out; `dated` of
    them have a confirmed date, where `wanted` are to have one."""

    phase: Phase
    area: Area
    state: State
    events: tuple[Event, ...]
    dated: int
    wanted: int

    @property
    def is_partly_dated(self) -> bool:
        return 0 < self.dated < self.wanted

    @property
    def is_covered(self) -> bool:
        return self.dated >= self.wanted


def cells(site: Site, phase: Phase) -> tuple[Cell, ...]:
    """A cell for each area that the phase expects to hold an event, in the order of the areas."""
    if phase.expects is None:
        return ()
    expected, excepted = phase.expects, set(phase.expects.excepted)
    within = {phase.area, *site.area(phase.area).descendants}
    by_area: dict[str, list[Event]] = {}
    for event in site.events:
        if event.phase == phase.id and takes_place(event):
            covered = {above for area in event.areas for above in (area, *site.area(area).ancestors)}
            for area in covered:
                by_area.setdefault(area, []).append(event)
    return tuple(
        _cell(phase, area, expected.at_least, tuple(by_area.get(area.id, ())))
        for area in site.areas
        if area.level == expected.level and area.id in within
        if not excepted.intersection((area.id, *area.ancestors))
    )


def _cell(phase: Phase, area: Area, at_least: int, events: tuple[Event, ...]) -> Cell:
    states = sorted((standing(phase, event)[0] for event in events), key=list(State).index)
    state = states[at_least - 1] if len(states) >= at_least else State.GAP
    dated = sum(each in (State.DATED, State.LATE) for each in states)
    return Cell(phase, area, state, events, dated, at_least)


def takes_place(event: Event) -> bool:
    """Whether there is anything of it left: an event of which each single date was cancelled is cancelled, and one
    that was cancelled but for a date is not."""
    statuses = [then.status for _, then in event.meetings()] or [event.status]
    return any(each is not Status.CANCELLED for each in statuses)


def standing(phase: Phase, event: Event) -> tuple[State, tuple[Occurrence, ...]]:
    """What an event is for a phase, and the occurrences that make it so; none while it has no date."""
    off = (Status.CANCELLED, Status.POSTPONED)
    dated = [(occurrence, then.status) for occurrence, then in event.meetings() if then.status not in off]
    if not dated:
        return State.UNDATED, ()
    firm = tuple(occurrence for occurrence, status in dated if status is Status.CONFIRMED)
    if not firm:
        return State.TENTATIVE, tuple(occurrence for occurrence, _ in dated)
    inside = tuple(each for each in firm if phase.days.first <= each.first and each.last <= phase.days.last)
    return (State.DATED, inside) if inside else (State.LATE, firm)
