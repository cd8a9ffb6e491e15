"""What is written as YAML reads back the same, whatever it is."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from campaign_calendar import writing
from campaign_calendar.importers.cells import _plain
from campaign_calendar.located import FORBIDDEN, Source, normal
from campaign_calendar.problems import Problem
from campaign_calendar.reader import read_yaml
from campaign_calendar.sheet import guarded, unguarded

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60).map(normal)
TEXTS = TEXTS.filter(lambda text: not FORBIDDEN.search(text))
TRICKY = st.sampled_from(
    [
        *(
            "yes",
            "No",
            "null",
            "~",
            "1e3",
            "0x1F",
            "10:30",
            "2018-11-24",
            "- a",
            "a: b",
            "a #b",
            "# c",
            "&a",
            "*a",
            "!t",
        ),
        *(
            "{a",
            "[a",
            "a,",
            "'",
            '"',
            "\\",
            "%",
            "@",
            "|",
            ">",
            "?",
            "बैठक #1",
            "“a”",
            "a\tb",
            "a\n  b\n",
            "\n a",
            "a:",
            "=1",
        ),
    ]
)
ANY_TEXT = st.one_of(TEXTS, TRICKY, st.builds("\n".join, st.lists(st.one_of(TEXTS, TRICKY), min_size=1, max_size=4)))
KEYS = st.sampled_from(["hi", "en", "title", "on", "area"])
VALUES = st.recursive(
    ANY_TEXT,
    lambda below: st.lists(below, min_size=1, max_size=3) | st.dictionaries(KEYS, below, min_size=1, max_size=3),
)


def _ended(value: Any) -> Any:
    """Below a | a text ends in a line end, and the readers of content take it off."""
    if isinstance(value, dict):
        return {key: _ended(each) for key, each in value.items()}
    return [_ended(each) for each in value] if isinstance(value, list) else value.rstrip("\n")


def read(text: str) -> Any:
    problems: list[Problem] = []
    node = read_yaml(Source("content/events/x.yaml", text, languages=("hi", "en")), problems)
    assert problems == [], (text, problems)
    assert node is not None
    return _plain(node)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
@example({"description": {"hi": "- a\n- b", "en": " a\nb"}})
@example({"title": "x" * 200, "area": ["a" * 60, "b" * 60, "c, d"]})
def test_a_document_reads_back_the_same(values: dict[str, Any]) -> None:
    assert _ended(read(writing.document(values))) == _ended(values)


@given(VALUES)
def test_a_line_reads_back_the_same(value: Any) -> None:
    line = writing.flow(value)
    assert "\n" not in line
    assert read(f"cell: {line}\n") == {"cell": value}


@given(st.text())
def test_the_guard_against_formulas_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text).lstrip()[:1] not in {"=", "+", "-", "@"}
