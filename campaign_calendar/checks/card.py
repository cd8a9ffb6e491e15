"""Share cards show their text: the fonts have its letters, and the library that shapes it is there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from campaign_calendar import cards
from campaign_calendar.cards.faces import Font, missing
from campaign_calendar.model import Site, Text
from campaign_calendar.problems import Place, Problem, warning
from campaign_calendar.wording import Wording

CAMPAIGN = "content/campaign.yaml"


def cards_show_text(site: Site, wordings: Iterable[Wording], fonts: Sequence[Font]) -> Iterator[Problem]:
    """A warning for each script that no font has letters of, with a text that needs them."""
    if site.campaign.cards == "none" or not site.campaign.url:
        return
    if not cards.shaper():
        yield warning(Place(CAMPAIGN), "card-shaper", value=cards.SHAPER)
        return
    written = list(_written(site, wordings))
    lacking = {each for each in set().union(*(text for text, _ in written)) if missing(each, fonts)}
    told = set()
    for text, file in written if lacking else ():
        letter = next((each for each in text if each in lacking), "")
        script = unicodedata.name(letter, letter).partition(" ")[0] if letter else ""
        if script and script not in told:
            told.add(script)
            yield warning(Place(file), "card", value=text, letter=letter)


def _written(site: Site, wordings: Iterable[Wording]) -> Iterator[tuple[str, str]]:
    """What stands on cards, and the file that it comes from."""
    campaign = site.campaign
    texts: list[tuple[Text, str]] = [(campaign.name, CAMPAIGN)]
    texts += [(area.name, CAMPAIGN) for area in site.areas]
    texts += [(phase.name, CAMPAIGN) for phase in site.phases]
    if campaign.cards == "event":
        texts += [(event.title, event.file) for event in site.events]
        texts += [(event.venue.name, event.file) for event in site.events if event.venue]
    for wording in wordings:
        yield wording.days(campaign.days), CAMPAIGN
        yield wording.say("status_cancelled"), f"content/strings/{wording.language.code}.yaml"
    yield from ((run.text, file) for text, file in texts for run in text.runs)
