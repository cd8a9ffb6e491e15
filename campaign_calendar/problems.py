"""What is wrong with content: a Problem is a value; its sentence comes from a message catalogue."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

CATALOGUES = Path(__file__).parent / "messages"
FALLBACK_LANGUAGE = "en"
ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})  # what a terminal draws upon the character before


class Place(NamedTuple):
    """Where in a content file; line and column count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `values` fill the placeholders of the rule's sentence."""

    place: Place
    rule: str
    level: str  # "error" or "warning"
    values: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str) -> str:
        return catalogue(language)[self.rule].format_map(dict(self.values))


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


def shortened(text: str, limit: int = 300) -> str:
    """`text` on one line, at most `limit` characters: a problem is one line however long the value."""
    line = " ".join(text.split()) if "\n" in text else text
    return line if len(line) <= limit else line[: limit - 1] + "…"


def printable(name: str) -> str:
    """A file's name on one line, whatever is in it."""
    return name if name.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda p: (p.place, p.level, p.rule, p.values)))


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` was probably meant to be, or an empty string."""
    matches = get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def has_catalogue(language: str) -> bool:
    return (CATALOGUES / f"{language}.yaml").is_file()


@cache
def catalogue(language: str) -> dict[str, str]:
    """Sentences by rule in `language`, or in English where no catalogue speaks it."""
    chosen = language if has_catalogue(language) else FALLBACK_LANGUAGE
    text = (CATALOGUES / f"{chosen}.yaml").read_text(encoding="utf-8")
    sentences: dict[str, str] = yaml.load(text, Loader=yaml.CBaseLoader)
    return sentences


def as_text(problem: Problem, language: str, source_line: str | None = None) -> str:
    """`file:line:column: sentence [rule]`; with `source_line`, that line and a caret below."""
    file, line, column = printable(problem.place.file), problem.place.line, problem.place.column
    words = catalogue(language)
    sentence = problem.sentence(language)
    if problem.level == "warning":
        sentence = words["warning"].format(sentence=sentence)
    text = f"{file}:{line}:{column}: {sentence} [{problem.rule}]"
    if source_line is None:
        return text
    before = source_line[: column - 1]
    indent = sum(1 for character in before if unicodedata.category(character) not in ZERO_WIDTH)
    return f"{text}\n    {source_line}\n    {' ' * indent}^"
