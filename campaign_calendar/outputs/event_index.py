"""The list of all events, by date; those without one apart."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import AgendaMonth, Frame, Undated
from campaign_calendar.theme import Theme

TEMPLATE = "event_index.html"


@dataclass(frozen=True)
class EventIndex:
    frame: Frame
    agenda: tuple[AgendaMonth, ...]
    undated: tuple[Undated, ...]


def event_index(edition: Edition) -> Output:
    events = edition.site.events
    data = EventIndex(
        frame=edition.frame(addresses.page("event"), edition.say("events")),
        agenda=edition.agenda((), events),
        undated=edition.undated(events),
    )
    return Output(data.frame.path, "event_index", data)


def render(data: EventIndex, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
