"""What an import says of each row: what was taken for sure, what was guessed, and what was refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from campaign_calendar.located import normal
from campaign_calendar.problems import FALLBACK_LANGUAGE, Problem, shortened

WORDS = Path(__file__).parent / "words"


class Said(NamedTuple):
    """A sentence of words/LANG.yaml, and what fills it."""

    rule: str
    values: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str) -> str:
        return sentences(language)[self.rule].format_map(dict(self.values))


def said(rule: str, **values: object) -> Said:
    return Said(rule, tuple((name, shortened(str(value), 120)) for name, value in values.items()))


class Unreadable(Exception):
    """A file that cannot be imported at all, or not without more being said; `told` says why."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.told = said(rule, **values)


@dataclass
class Entry:
    """One row: the facts of its event, as far as they could be read. `sheet` is empty where a file has only one."""

    row: int
    sheet: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    guessed: list[Said] = field(default_factory=list)
    refused: list[Said | Problem] = field(default_factory=list)

    def place(self, language: str) -> str:
        words = sentences(language)
        return words["row-of" if self.sheet else "row"].format(sheet=self.sheet, row=self.row)

    def guess(self, rule: str, **values: object) -> None:
        self.guessed.append(said(rule, **values))

    def refuse(self, rule: str, **values: object) -> None:
        self.refused.append(said(rule, **values))


def sentences(language: str) -> Mapping[str, str]:
    found = _words(language) or _words(FALLBACK_LANGUAGE)
    return dict(found["sentences"])


def headings() -> dict[str, list[str]]:
    """What people write above a column, by field, in all languages that are known here."""
    found: dict[str, list[str]] = {}
    for file in sorted(WORDS.glob("*.yaml")):
        for name, typed in _words(file.stem)["headings"].items():
            found.setdefault(name, []).extend(typed)
    return found


def phrases(name: str) -> frozenset[str]:
    """What people write in a cell, in all languages that are known here."""
    return frozenset(each for file in sorted(WORDS.glob("*.yaml")) for each in _words(file.stem)["phrases"][name])


@cache
def _words(language: str) -> Mapping[str, Any]:
    file = WORDS / f"{language}.yaml"
    if not language.isalpha() or not file.is_file():
        return {}
    found: Mapping[str, Any] = yaml.load(normal(file.read_text(encoding="utf-8")), Loader=yaml.CBaseLoader)
    return found
