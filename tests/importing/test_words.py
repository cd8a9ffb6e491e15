"""What the import says and knows in each language."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from campaign_calendar.importers.entry import WORDS, headings, phrases, sentences
from campaign_calendar.importers.finding import Things
from campaign_calendar.importers.romanised import romanised
from campaign_calendar.model import Run, Text
from campaign_calendar.sheet import HEADINGS

SOURCES = "".join(file.read_text(encoding="utf-8") for file in WORDS.parent.glob("*.py"))
SOURCES += (WORDS.parent.parent / "commands/importing.py").read_text(encoding="utf-8")


def test_both_languages_say_the_same_things() -> None:
    english, hindi = sentences("en"), sentences("hi")
    assert english.keys() == hindi.keys()
    for rule, words in english.items():
        assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", hindi[rule])), rule


def test_every_sentence_is_said_somewhere() -> None:
    built = {"taken-guessed", "updated-guessed", "unknown-area", "unknown-phase", "unknown-tag", "taken", "updated"}
    assert [rule for rule in sentences("en") if rule not in built and f'"{rule}"' not in SOURCES] == []
    assert phrases("later") and phrases("all-day")


def test_no_heading_means_two_things() -> None:
    typed = headings()
    assert set(typed) <= {"-", *HEADINGS}
    times = Counter(each.casefold() for name, words in typed.items() for each in set(words))
    assert [word for word, number in times.items() if number > 1] == []


@pytest.mark.parametrize(
    "text, said",
    [
        ("बैठक", "baithak"),
        ("मेरठ", "merath"),
        ("जिला कार्यशाला", "jila karyashala"),
        ("Zürich", "zurich"),
        ("মেরঠ", "merath"),
    ],
)
def test_words_are_said_in_the_letters_of_ids(text: str, said: str) -> None:
    assert romanised(text) == said


def named(*names: str) -> Things:
    return Things({f"id-{number}": Text((Run(name, "hi"),)) for number, name in enumerate(names)}, ["जिला"])


@pytest.mark.parametrize(
    "text, found",
    [
        ("मेरठ", ("id-0", True)),
        ("मेरठ महानगर", ("id-1", True)),
        ("मेरठ जिला", ("id-0", True)),
        ("Merath", ("id-0", False)),
        ("মেরঠ", ("id-0", False)),
        ("मुजफ्फरनगर", ("id-2", True)),
        ("मुजफरनगर", ("id-2", False)),
        ("आगरा", None),
        ("शहर", None),
    ],
)
def test_names_in_other_scripts_and_with_a_letter_otherwise(text: str, found: tuple[str, bool] | None) -> None:
    one = named("मेरठ", "मेरठ महानगर", "मुज़फ़्फ़रनगर").find(text)
    assert (one and (one.id, one.is_sure)) == found


def test_a_name_that_may_mean_two_is_none() -> None:
    assert named("रामपुर", "रामपुर").find("रामपुर") is None
    assert named("Rampur", "Rampura").find("Rampurb") is None


def test_the_guide_knows_every_option() -> None:
    guide = (Path(__file__).parents[2] / "docs/import.md").read_text(encoding="utf-8")
    assert all(option in guide for option in ("--map", "--area", "--phase", "dry-run"))
