"""The home page: what the campaign is, its phases, the areas to pick from, and everything that has a date."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.model import Days, Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import AgendaMonth, Anchor, Frame, Standing, Subscription, Undated
from campaign_calendar.theme import Theme

TEMPLATE = "programme.html"


@dataclass(frozen=True)
class ProgrammePage:
    frame: Frame
    summary: Run | None
    days: str
    span: Days
    phases: tuple[Standing, ...]
    coverage: Anchor | None
    areas: tuple[Anchor, ...]
    agenda: tuple[AgendaMonth, ...]
    undated: tuple[Undated, ...]
    notes: tuple[Anchor, ...]
    feed: Subscription
    follow: tuple[tuple[str | None, Run], ...]


def programme_page(edition: Edition) -> Output:
    site = edition.site
    campaign = site.campaign
    data = ProgrammePage(
        frame=edition.frame(addresses.HOME, edition.text(campaign.name)),
        summary=edition.text(campaign.summary) if campaign.summary else None,
        days=edition.words.days(campaign.days),
        span=campaign.days,
        phases=tuple(edition.standing(phase, site.root) for phase in site.phases),
        coverage=edition.overview,
        areas=tuple(edition.area_anchor(area.id) for area in site.areas if not area.children),
        agenda=edition.agenda(site.phases, site.events),
        undated=edition.undated(site.events),
        notes=edition.note_anchors(note.id for note in site.notes),
        feed=edition.subscription(addresses.EVERYTHING),
        follow=edition.links(campaign.follow),
    )
    return Output(data.frame.path, "programme", data)


def render(data: ProgrammePage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
