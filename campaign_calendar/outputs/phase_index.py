"""The list of all phases."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Frame, Standing
from campaign_calendar.theme import Theme

TEMPLATE = "phase_index.html"


@dataclass(frozen=True)
class PhaseIndex:
    frame: Frame
    phases: tuple[Standing, ...]


def phase_index(edition: Edition) -> Output:
    site = edition.site
    data = PhaseIndex(
        frame=edition.frame(addresses.page("phase"), edition.say("phases")),
        phases=tuple(edition.standing(phase, site.root) for phase in site.phases),
    )
    return Output(data.frame.path, "phase_index", data)


def render(data: PhaseIndex, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
