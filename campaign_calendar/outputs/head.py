"""What a page says of itself where somebody shares it: few words, the most important first."""

from __future__ import annotations

from campaign_calendar import prose, telling
from campaign_calendar.checks.share import LIMIT
from campaign_calendar.model import Event, Run, Site
from campaign_calendar.outputs.card import Placed, label, when
from campaign_calendar.outputs.parts import Preview
from campaign_calendar.wording import Wording

MOST_DESCRIBED = 80  # characters


def preview(title: Run, description: str, card: Placed | None) -> Preview:
    short, about = prose.excerpt(title.text, LIMIT), prose.excerpt(description, MOST_DESCRIBED)
    return Preview(short, about, card.path, card.card.words) if card else Preview(short, about, "", "")


def told_of_event(event: Event, site: Site, wording: Wording) -> str:
    """Its status, or that it has moved; when; where."""
    first = label(event, wording)
    told = f"{first}: {when(event, wording)}" if first else when(event, wording)
    return f"{told}, {telling.place(event, site, wording)}"
