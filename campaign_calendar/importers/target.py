"""The campaign that an import writes into: what rows may name, and how its languages say things."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel.core import get_global

from campaign_calendar import facts
from campaign_calendar.cldr import Locale
from campaign_calendar.content import likely
from campaign_calendar.importers.entry import Unreadable
from campaign_calendar.importers.finding import Things
from campaign_calendar.importers.times import Spoken
from campaign_calendar.model import Site
from campaign_calendar.sheet import STATUSES
from campaign_calendar.wording import Wording


@dataclass(frozen=True)
class Target:
    """`wordings` by language, the first one first. `area` and `phase` are ids for rows that name none."""

    site: Site
    wordings: Mapping[str, Wording]
    area: str = ""
    phase: str = ""

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.wordings)

    @cached_property
    def areas(self) -> Things:
        kinds = [run.text for level in self.site.campaign.levels for run in level.name.runs]
        return Things({each.id: each.name for each in self.site.areas}, kinds)

    @cached_property
    def phases(self) -> Things:
        return Things({each.id: each.name for each in self.site.phases})

    @cached_property
    def tags(self) -> Things:
        return Things({each.id: each.name for each in self.site.tags})

    @cached_property
    def venues(self) -> Things:
        return Things({each.id: each.name for each in self.site.venues if each.id})

    @cached_property
    def venue_facts(self) -> dict[str, dict[str, object]]:
        return {each.id: facts.venue(each) for each in self.site.venues if each.id}

    @cached_property
    def notes(self) -> Collection[str]:
        return {note.id for note in self.site.notes}

    @cached_property
    def spoken(self) -> Spoken:
        later = frozenset(each.say("time_later").casefold() for each in self.wordings.values())
        return Spoken(self.languages, self.site.campaign.days.first.year, later)

    def of_kind(self, kind: str) -> Things:
        found: Things = {"area": self.areas, "phase": self.phases, "tag": self.tags}[kind]
        return found

    def status(self, text: str) -> str:
        """A status by any of its names; empty for none."""
        plain = text.strip().casefold()
        named = {
            wording.say(f"status_{each}").casefold(): each for wording in self.wordings.values() for each in STATUSES
        }
        return named.get(plain) or likely.word(plain, STATUSES)

    def language_of(self, text: str) -> str:
        """The campaign's first language that is written in the letters of `text`."""
        letters = [
            unicodedata.name(c, "").partition(" ")[0] for c in text if unicodedata.category(c) in ("Ll", "Lu", "Lo")
        ]
        most = max(set(letters), key=letters.count) if letters else ""
        return next((each for each in self.languages if _script(each) == most), self.languages[0])


def _script(language: str) -> str:
    """DEVANAGARI for hi: as the names of its letters begin."""
    name = language.replace("-", "_")
    parts = get_global("likely_subtags").get(name, name).split("_")
    script = next((part for part in (*name.split("_"), *parts) if len(part) == 4), "")
    return str(Locale("en").scripts.get(script, script)).upper().partition(" ")[0]


def target(site: Site, wordings: Mapping[str, Wording], area: str | None, phase: str | None) -> Target:
    """Raises Unreadable where there is no such area or phase."""
    plain = Target(site, wordings)
    chosen = {}
    for kind, value in (("area", area), ("phase", phase)):
        found = plain.of_kind(kind).find(value) if value else None
        if value and (found is None or not found.is_sure):
            known = plain.of_kind(kind).known()
            raise Unreadable("option-unknown", option=f"--{kind}", value=value, known=known)
        chosen[kind] = found.id if found else ""
    return Target(site, wordings, chosen["area"], chosen["phase"])
