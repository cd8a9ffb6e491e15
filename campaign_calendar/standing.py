"""A cell of the coverage table in; what it says, in few words, out."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar.coverage import Cell, State, standing
from campaign_calendar.model import Event, Status
from campaign_calendar.wording import Wording

SHOWN = 3  # events in a cell; of more only the number is said


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say of an event: when, and what that is called where it is not simply dated. Either may be
    empty, not both."""

    event: Event
    kind: State
    day: str
    state: str

    @property
    def text(self) -> str:
        return f"{self.day} {self.state}".strip()


@dataclass(frozen=True, slots=True)
class CellWords:
    """`count` where several are wanted and not all dated; `remarks` the events, the best first; `gap` where there is
    none; `more` the number of events left out."""

    count: str
    remarks: tuple[Remark, ...]
    gap: str
    more: str

    @property
    def text(self) -> str:
        parts = [self.count, *(remark.text for remark in self.remarks), self.gap, self.more]
        return ", ".join(part for part in parts if part)


def cell_words(cell: Cell, words: Wording) -> CellWords:
    """24 Nov · 24 Nov +3 · 24 Nov Tentative · 5 Dec outside · no date · Postponed · none"""
    found = sorted((_remarked(cell, event, words) for event in cell.events), key=lambda each: each[0])
    several = cell.wanted > 1 and not cell.is_covered
    return CellWords(
        words.say("of_all", dated=words.number(cell.dated), n=words.number(cell.wanted)) if several else "",
        tuple(remark for _, remark in found[:SHOWN]),
        "" if found else words.say("short_gap"),
        f"+{words.number(len(found) - SHOWN)}" if len(found) > SHOWN else "",
    )


def _remarked(cell: Cell, event: Event, words: Wording) -> tuple[tuple[int, str], Remark]:
    """With what remarks are sorted by: the state, then the day."""
    state, occurrences = standing(cell.phase, event)
    rank = [*State].index(state)
    if not occurrences:
        postponed = event.status is Status.POSTPONED or bool(event.occurrences)
        said = words.say("status_postponed" if postponed else "short_undated")
        return (rank, ""), Remark(event, state, "", said)
    first = min(each.first for each in occurrences)
    day = words.short_day(first)
    if len(occurrences) > 1:
        day = f"{day} +{words.number(len(occurrences) - 1)}"
    return (rank, first.isoformat()), Remark(event, state, day, short_state(state, words))


def short_state(state: State, words: Wording) -> str:
    return "" if state is State.DATED else words.say(f"short_{state}")
