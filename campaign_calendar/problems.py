"""What is wrong with content: a Problem is a value; its sentence comes from a message catalogue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

CATALOGUES = Path(__file__).parent / "messages"
FALLBACK_LANGUAGE = "en"
ESCAPING = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")  # all but the tab
MOST = 1000  # problems of one file that are told: who has more has made one mistake again and again
UNPRINTABLE = re.compile(ESCAPING.pattern.replace("[", "[\t", 1))


class Place(NamedTuple):
    """Where in a content file; line and column count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `values` fill the placeholders of the rule's sentence. A rule of a check over the programme
    has the check's name, alone or before a hyphen."""

    place: Place
    rule: str
    level: str  # "error" or "warning"
    values: tuple[tuple[str, str], ...] = ()
    subjects: tuple[str, ...] = ()  # kind:id of the events or phases that may accept it

    def about(self, *subjects: str) -> Problem:
        return replace(self, subjects=tuple(each for each in subjects if each))

    @property
    def check(self) -> str:
        """The name of the check that a rule is of, by which it is accepted."""
        return self.rule.partition("-")[0]

    def sentence(self, language: str) -> str:
        words = catalogue(language)
        told = words[self.rule].format_map(dict(self.values))
        return words["acceptable"].format(sentence=told, check=self.check) if self.subjects else told


class ContentError(Exception):
    """The content cannot be built. `problems` holds all of them, warnings too, sorted by place; `language` is the
    campaign's first, where that is known."""

    def __init__(self, problems: Iterable[Problem], language: str | None = None) -> None:
        self.language = language
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problems")


def error(place: Place, rule: str, **values: object) -> Problem:
    return _problem(place, rule, "error", values)


def warning(place: Place, rule: str, **values: object) -> Problem:
    return _problem(place, rule, "warning", values)


def _problem(place: Place, rule: str, level: str, values: dict[str, object]) -> Problem:
    return Problem(place, rule, level, tuple((name, shortened(str(value))) for name, value in values.items()))


def first_of_a_file(found: Iterable[Problem]) -> Iterator[Problem]:
    """Those that are told of a file, and that there are more."""
    for number, each in enumerate(found):
        if number == MOST:
            yield replace(each, rule="too-many-mistakes", values=(("limit", str(MOST)),))
            return
        yield each


def shortened(text: str, limit: int = 300) -> str:
    """`text` on one line, at most `limit` characters: a problem is one line however long the value."""
    line = printable(" ".join(text.split()) if "\n" in text else text)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def printable(text: str) -> str:
    """`text` without what would break the line or give orders to a terminal; such characters are shown escaped."""
    return UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)


def character_name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda p: (p.place, p.level, p.rule, p.values)))


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` was probably meant to be, or an empty string: one mistake in a short word, two in
    one of six letters or more."""
    most = 1 if len(word) < 6 else 2
    near = [(distance(word.casefold(), each.casefold(), most), each) for each in choices if each != word]
    return min((pair for pair in near if pair[0] <= most), key=lambda pair: pair[0], default=(0, ""))[1]


def distance(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, exchanged or swapped with a neighbour; anything above `most` is just
    more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        two_before, before, row = before, row, [i]
        for j, there in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def has_catalogue(language: str) -> bool:
    return language.isalpha() and (CATALOGUES / f"{language}.yaml").is_file()


@cache
def catalogue(language: str) -> dict[str, str]:
    """Sentences by rule in `language`, or in English where no catalogue speaks it."""
    chosen = language if has_catalogue(language) else FALLBACK_LANGUAGE
    text = (CATALOGUES / f"{chosen}.yaml").read_text(encoding="utf-8")
    sentences: dict[str, str] = yaml.load(text, Loader=yaml.CBaseLoader)
    return sentences
