"""The lines that are shown as they should be: put in the place of the wrong ones, they mend what was wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from campaign_calendar.formats import mended
from campaign_calendar.located import decode, split_front_matter
from campaign_calendar.problems import Problem
from campaign_calendar.reader import read_yaml
from tests.problems.test_bad_content import CASES, campaign_with, case, decoded, outcome, outcome_of

UNREADABLE = frozenset({"not-utf-8", "too-large", "stray-file", "file-ending", "symbolic-link", "no-file"})


def lines_of(name: str) -> list[str]:
    return decoded(case(name).octets).replace("\r\n", "\n").split("\n")


def proposals(name: str) -> list[tuple[Problem, str]]:
    """The problems of a case for which the whole line is known as it should be, and that line."""
    each, found = case(name), []
    for problem in outcome_of(name)[1]:
        if problem.place.file == f"content/{each.path}" and problem.rule not in UNREADABLE:
            line = mended(problem, lines_of(name)[problem.place.line - 1])
            found += [(problem, line)] if line else []
    return found


PROPOSING = [name for name in CASES if proposals(name)]


def syntax_errors(text: str, path: str) -> set[tuple[int, str]]:
    """The line and rule of what is wrong with a file before anyone looks at what it means."""
    problems: list[Problem] = []
    source = decode(text.encode(), path, problems)
    if source and path.endswith(".md"):
        parts = split_front_matter(source, problems)
        source = parts[0] if parts else None
    if source:
        read_yaml(source, problems)
    return {(problem.place.line, problem.rule) for problem in problems}


@pytest.mark.parametrize("name", PROPOSING)
def test_lines_as_proposed_mend_what_was_wrong(name: str, tmp_path: Path) -> None:
    each, lines, problems = case(name), lines_of(name), outcome_of(name)[1]
    proposed = {problem.place.line: (problem, line) for problem, line in reversed(proposals(name))}
    text = "\n".join(proposed[row][1] if row in proposed else line for row, line in enumerate(lines, start=1))
    left = outcome(campaign_with(tmp_path / "content", each.over, **{each.path: text.encode()}))[1]
    for problem, _ in proposed.values():
        assert _like(problem, left) < _like(problem, problems), text
    before = syntax_errors("\n".join(lines), each.path)
    new = syntax_errors(text, each.path) - before
    assert not new or (before and all(row > min(proposed) for row, _ in new)), text


def _like(problem: Problem, problems: Iterable[Problem]) -> int:
    """How many of the problems are of that rule and line."""
    here = (problem.place.file, problem.place.line, problem.rule)
    return sum((each.place.file, each.place.line, each.rule) == here for each in problems)
