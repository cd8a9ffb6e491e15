"""Share cards: which pages have one of their own, what stands on it, and its file.

A card is named by all that decides on its picture: where that changes, so does its address, and a preview that has
been seen before does not hide it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from campaign_calendar import addresses, cards, revisions, telling
from campaign_calendar.cards.card import Card
from campaign_calendar.manifest import fingerprint
from campaign_calendar.model import Event, Phase, Run, Site, Status, Text
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme
from campaign_calendar.wording import Wording

TEMPLATE = None
HOME = ""  # the subject of the campaign's own card
MOST_COLORS = 12
NO_PHASES = ("#57524a",)


@dataclass(frozen=True)
class Placed:
    """A card and where it lies."""

    path: str
    card: Card


class Deck:
    """The cards of a site in one language, by kind:id of their subjects. Empty where no preview could find them: they
    are looked for at the site's address."""

    def __init__(self, site: Site, wording: Wording, made_by: str) -> None:
        self._site = site
        self._words = wording
        self._language = wording.language
        self._made_by = made_by
        campaign = site.campaign
        self._band = tuple(phase.color for phase in site.phases[:MOST_COLORS]) or NO_PHASES
        self._cards = {} if campaign.cards == "none" or not campaign.url else dict(self._all())

    def __iter__(self) -> Iterator[Placed]:
        return iter(self._cards.values())

    def of(self, *subjects: str) -> Placed | None:
        """The card of the first of the subjects that has one; else the campaign's."""
        return next((self._cards[each] for each in (*subjects, HOME) if each in self._cards), None)

    def _all(self) -> Iterator[tuple[str, Placed]]:
        campaign = self._site.campaign
        name, days = self._text(campaign.name), self._words.days(campaign.days)
        about = self._text(campaign.summary).text if campaign.summary else ""
        yield HOME, self._placed("index", self._card(self._band, name, days, about, campaign=Run("", name.language)))
        for phase in self._site.phases:
            yield f"phase:{phase.id}", self._placed(addresses.feed_name("phase", phase.id), self._of_phase(phase))
        if campaign.cards == "event":
            for area in self._site.areas:
                above = ", ".join(self._text(self._site.area(id).name).text for id in area.ancestors)
                card = self._card(self._band, self._text(area.name), days, above)
                yield f"area:{area.id}", self._placed(addresses.feed_name("area", area.id), card)
            colors = {phase.id: (phase.color,) for phase in self._site.phases}
            for event in self._site.events:
                card = self._of_event(event, colors.get(event.phase or "", self._band))
                yield f"event:{event.id}", self._placed(addresses.feed_name("event", event.id), card)

    def _text(self, text: Text) -> Run:
        return text.in_language(self._language.code)

    def _of_phase(self, phase: Phase) -> Card:
        area = self._text(self._site.area(phase.area).name).text
        status = self._words.say("label_moved") if phase.before else ""
        return self._card((phase.color,), self._text(phase.name), self._words.days(phase.days), area, status)

    def _of_event(self, event: Event, colors: tuple[str, ...]) -> Card:
        where = telling.place(event, self._site, self._words)
        return self._card(colors, self._text(event.title), when(event, self._words), where, label(event, self._words))

    def _card(
        self,
        colors: tuple[str, ...],
        title: Run,
        when: str,
        where: str,
        status: str = "",
        campaign: Run | None = None,
    ) -> Card:
        over = self._text(self._site.campaign.name) if campaign is None else campaign
        language = self._language
        return Card(language.code, language.direction, colors, over, status, title, when, where, self._made_by)

    def _placed(self, name: str, card: Card) -> Placed:
        return Placed(addresses.card(name, fingerprint(card)[:10]), card)


def when(event: Event, wording: Wording) -> str:
    return wording.series(event.occurrences) if event.occurrences else wording.not_announced(event.window)


def label(event: Event, wording: Wording) -> str:
    """What has to be known before all else about an event, in a word or two."""
    if event.status is not Status.CONFIRMED:
        return wording.say(f"status_{event.status}")
    if event.before and revisions.moved(event.before, event):
        return wording.say("label_moved")
    if event.before and revisions.elsewhere(event.before, event):
        return wording.say("label_place")
    return ""


def card_files(deck: Deck) -> Iterator[Output]:
    return (Output(each.path, "card", each.card) for each in deck)


def made_by(theme: Theme) -> str:
    """A digest of what draws cards in this theme: the program, its library and the fonts."""
    fonts = b"".join(blake2b(font.octets, digest_size=16).digest() for font in theme.fonts)
    return blake2b(cards.maker().encode() + fonts, digest_size=16).hexdigest()


def render(data: Card, theme: Theme) -> bytes:
    return cards.drawn(data, theme.fonts)
