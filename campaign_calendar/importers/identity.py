"""Entries in; each with an id, out. The same rows give the same ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from campaign_calendar.content.types import as_identifier
from campaign_calendar.importers.entry import Entry, said
from campaign_calendar.importers.romanised import romanised

LONGEST = 40  # letters of what a title gives


def identify(entries: Iterable[Entry], language: str) -> None:
    """Rows without an id get one of area and phase, or of area and title; where that is another row's too, with the
    date, then with the hour. What is no other than an earlier row even then is refused, as is an id used twice."""
    sound = [each for each in entries if not each.refused]
    taken: dict[str, Entry] = {}
    for entry in sound:
        given = entry.facts.get("id")
        if given:
            _take(given, entry, taken, language)
    left = [each for each in sound if not each.facts.get("id")]
    for step in range(4):
        wanted = {id(each): _candidates(each.facts)[step] for each in left}
        times = Counter(wanted.values())
        for each in left:
            name = wanted[id(each)]
            if name and times[name] == 1 and name not in taken:
                each.facts["id"] = name
                taken[name] = each
        left = [each for each in left if not each.facts.get("id")]
    for each in left:
        name = next((name for name in reversed(_candidates(each.facts)) if name), "")
        each.facts["id"] = name
        _take(name, each, taken, language)


def _take(name: str, entry: Entry, taken: dict[str, Entry], language: str) -> None:
    first = taken.setdefault(name, entry)
    if first is not entry:
        is_same = {**first.facts, "id": name} == {**entry.facts, "id": name}
        place = first.place(language)
        entry.refused.append(said("same-row", first=place) if is_same else said("twice", value=name, first=place))


def _candidates(facts: dict[str, Any]) -> tuple[str, str, str, str]:
    area, phase, title = facts["area"][0], facts.get("phase", ""), title_id(facts.get("title", {}))
    day, _, hour = str(facts.get("start", "")).partition("T")
    short = f"{area}-{phase or title}" if phase or title else ""
    full = f"{area}-{title or phase}" if phase or title else ""
    dated = f"{full}-{day}" if full and day else ""
    timed = f"{dated}-{hour.replace(':', '')}" if dated and hour else ""
    found = [as_identifier(each, "") for each in (short, full, dated, timed)]
    return found[0], found[1], found[2], found[3]


def title_id(texts: dict[str, str]) -> str:
    """A title in the letters of ids: the first that is written in them, else as one is said."""
    plain = (as_identifier(text, "") for text in texts.values() if text.isascii())
    said_so = (as_identifier(romanised(text), "") for text in texts.values())
    found = next((each for each in (*plain, *said_so) if each), "")
    return found[:LONGEST].strip("-")
