"""A phase: its days, what explains it, and which areas have a date in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.bulletins.programme import Programme
from campaign_calendar.coverage import Cell
from campaign_calendar.model import Phase, Run
from campaign_calendar.outputs.edition import CAMPAIGN_FILE, Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import (
    AgendaMonth,
    Anchor,
    Frame,
    Subscription,
    Undated,
    color_class,
    machine,
    until,
)
from campaign_calendar.outputs.share import Share, shown
from campaign_calendar.theme import Theme

TEMPLATE = "phase.html"


@dataclass(frozen=True)
class ExpectedArea:
    """An area that the phase expects; `events` are the ones it has, and where it is to have more, `edit` is where to
    write one."""

    area: Anchor
    known: str
    state: str
    events: tuple[Anchor, ...]
    edit: str


@dataclass(frozen=True)
class Gaps:
    """The areas that have no event at all, of which the same is known."""

    known: str
    areas: tuple[Anchor, ...]


@dataclass(frozen=True)
class PhasePage:
    """`expected`: the areas with an event; `gaps`: those without."""

    frame: Frame
    days: str
    machine: str
    until: str
    color: str
    area: Anchor
    notes: tuple[tuple[Anchor, Run | None], ...]
    level: Run | None
    dated: str
    expected: tuple[ExpectedArea, ...]
    gaps: tuple[Gaps, ...]
    agenda: tuple[AgendaMonth, ...]
    undated: tuple[Undated, ...]
    feed: Subscription
    share: Share
    edit: str


def phase_pages(edition: Edition) -> Iterator[Output]:
    phrases = Phrases(edition.site, edition.words)
    for phase in edition.site.phases:
        data = _phase_page(phase, phrases, edition)
        yield Output(data.frame.path, "phase", data)


def _phase_page(phase: Phase, phrases: Phrases, edition: Edition) -> PhasePage:
    site = edition.site
    events = [event for event in site.events if event.phase == phase.id]
    days = edition.words.days(phase.days)
    title = edition.text(phase.name)
    notes = [note for id in phase.notes for note in site.notes if note.id == id]
    level = next((level for level in site.campaign.levels if phase.expects and level.id == phase.expects.level), None)
    return PhasePage(
        frame=edition.frame(
            addresses.page("phase", phase.id), title, f"{title.text}: {days}", subjects=(f"phase:{phase.id}",)
        ),
        days=days,
        machine=machine(phase.days),
        until=until(phase.days),
        color=color_class(phase.id),
        area=edition.area_anchor(phase.area),
        notes=tuple(
            (edition.note_anchors([note.id])[0], edition.text(note.summary) if note.summary else None)
            for note in notes
        ),
        level=edition.text(level.name) if level else None,
        dated=edition.standing(phase, site.area(phase.area)).known,
        expected=tuple(_expected(cell, edition) for cell in edition.cells(phase) if cell.events),
        gaps=_gaps(phase, edition),
        agenda=edition.agenda((), events),
        undated=edition.undated(events),
        feed=edition.subscription(addresses.feed_name("phase", phase.id)),
        share=Share(Programme(site.area(phase.area), events, (phase,), edition.cells, phrases).of_phase(phase)),
        edit=edition.edited_at(CAMPAIGN_FILE),
    )


def _expected(cell: Cell, edition: Edition) -> ExpectedArea:
    events = tuple(edition.event_anchor(event) for event in cell.events)
    edit = edition.announced_at(cell)
    return ExpectedArea(edition.area_anchor(cell.area.id), edition.cell_words(cell), str(cell.state), events, edit)


def _gaps(phase: Phase, edition: Edition) -> tuple[Gaps, ...]:
    areas: dict[str, list[Anchor]] = {}
    for cell in edition.cells(phase):
        if not cell.events:
            areas.setdefault(edition.cell_words(cell), []).append(edition.area_anchor(cell.area.id))
    return tuple(Gaps(known, tuple(anchors)) for known, anchors in areas.items())


def render(data: PhasePage, theme: Theme) -> bytes:
    return theme.page(
        TEMPLATE, data.frame.language, data.frame.path, page=data, share=shown(data.share, data.frame.language, theme)
    )
