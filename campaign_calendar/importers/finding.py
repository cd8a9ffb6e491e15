"""What people call an area, a phase, a tag or a venue in; its id, and how it was found, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from campaign_calendar.content import likely
from campaign_calendar.importers.entry import phrases
from campaign_calendar.importers.romanised import romanised
from campaign_calendar.located import normal
from campaign_calendar.model import Text
from campaign_calendar.problems import distance

LISTED = re.compile(r"\s*[;\n]\s*")
WORD_AROUND = re.compile(r"[()\[\]:]|\s+")
SHORT = 4  # letters; a shorter word is never taken for another one


@cache
def _several() -> re.Pattern[str]:
    """What stands between the names of a list, signs and words."""
    words = "|".join(sorted(map(re.escape, phrases("and"))))
    return re.compile(rf"\s*[;,/&\n]\s*|\s+(?:{words})\s+")


class Found(NamedTuple):
    """`name` is what was taken; `is_sure` if it was written so."""

    id: str
    name: str
    is_sure: bool


class Things:
    """Things of one kind, by what they are called in every language. `kinds`: words that people put around a name,
    such as district."""

    def __init__(self, named: Mapping[str, Text], kinds: Iterable[str] = ()) -> None:
        self.names = {id: [run.text for run in text.runs] for id, text in named.items()}
        self._kinds = {each for kind in kinds for each in (_bare(kind), *_bare(kind).split())}
        self._asked: dict[str, Found | None] = {}
        self._written: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._by_sound: dict[str, set[str]] = {}
        for id, names in self.names.items():
            for name in (id, *names):
                self._written.setdefault(name, set()).add(id)
            for name in (id, id.replace("-", " "), *names):
                self._by_name.setdefault(_bare(name), set()).add(id)
                self._by_sound.setdefault(_sound(name), set()).add(id)

    def find(self, text: str) -> Found | None:
        """The one thing that `text` means, if that can be told."""
        if text not in self._asked:  # rows say the same again and again
            self._asked[text] = self._find(text)
        return self._asked[text]

    def _find(self, text: str) -> Found | None:
        written = self._written.get(normal(text.strip()), set())
        if len(written) == 1:
            return self._found(written, is_sure=True)
        wanted = _bare(text)
        exact = self._by_name.get(wanted, set())
        if len(exact) == 1:
            return self._found(exact, is_sure=True)
        if exact:
            return None
        without = " ".join(word for word in wanted.split() if word not in self._kinds)
        if without and without != wanted and len(self._by_name.get(without, set())) == 1:
            return self._found(self._by_name[without], is_sure=True)
        sound = _sound(without or wanted)
        if len(self._by_sound.get(sound, set())) == 1:
            return self._found(self._by_sound[sound], is_sure=False)
        return self._near(without or wanted, self._by_name) or self._near(sound, self._by_sound)

    def find_all(self, text: str) -> tuple[list[Found], str]:
        """The things that a list means, and the first part that means none."""
        ways = [[text], LISTED.split(text.strip()), _several().split(text.strip())]
        found = [[(part, self.find(part)) for part in way if part] for way in ways]
        for is_enough in (lambda one: one and one.is_sure, bool):
            for way in found:
                if way and all(is_enough(one) for _, one in way):
                    return [one for _, one in way if one], ""
        return [], next((part for part, one in found[-1] if one is None), text)

    def known(self) -> str:
        """Some of them, for a message."""
        names = [names[0] if names else id for id, names in self.names.items()]
        return ", ".join(names[:8]) + (", …" if len(names) > 8 else "") or "–"

    def _near(self, wanted: str, names: Mapping[str, set[str]]) -> Found | None:
        """One letter of a short name otherwise, two of a longer one, and no other name as near."""
        if len(wanted) < SHORT:
            return None
        most = 1 if len(wanted) < 6 else 2
        near = [(distance(wanted, name, most), ids) for name, ids in names.items() if len(name) >= SHORT]
        best = min((each for each, _ in near), default=most + 1)
        ids = {id for each, those in near if each == best for id in those}
        return self._found(ids, is_sure=False) if best <= most and len(ids) == 1 else None

    def _found(self, ids: set[str], is_sure: bool) -> Found:
        [id] = ids
        return Found(id, (self.names[id] or [id])[0], is_sure)


def _bare(text: str) -> str:
    return " ".join(WORD_AROUND.split(likely.folded(likely.tidy(text)).replace("-", " "))).strip(" .")


def _sound(text: str) -> str:
    return re.sub(
        r"(.)\1", r"\1", romanised(text).replace(" ", "").replace("w", "v").replace("ee", "i").replace("oo", "u")
    )
