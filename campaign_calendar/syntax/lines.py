"""A YAML parser's complaint in; the lines around it as an editor sees them, out.

Each has an indentation, perhaps hyphens, perhaps a key, and the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from campaign_calendar.problems import Place, Problem, error
from campaign_calendar.syntax.vocabulary import Vocabulary

LINE = re.compile(r"( *)((?:-(?: +|$))*)((?:\"[^\"]*\"|'[^']*'|[^\s:\"'{\[#](?:[^:]|:(?=\S))*?):(?: +|$))?(.*)")
EMPTY_IN_BRACES = re.compile(r"(?<=[a-z]):(?=[}\],])")  # which YAML does not take for a key


@dataclass(frozen=True, slots=True)
class Line:
    """A line as an editor sees it. `column`: where its text begins, behind the hyphens; `start`: where the value
    begins, which is there too if there is no key."""

    row: int
    indent: int
    hyphens: str
    key: str
    column: int
    start: int
    value: str
    text: str

    @classmethod
    def of(cls, text: str, row: int) -> Line:
        found = LINE.match(text)
        assert found is not None  # it matches anything
        column, key = found.end(2), (found[3] or "").rstrip(" :")
        return cls(
            row, found.end(1), found[2], key, column, found.start(4), found[4].rstrip(), text[column:].rstrip()
        )


@dataclass(frozen=True, slots=True)
class Level:
    """A column where lines that belong together begin, and the last of them; `alone` if there is no other."""

    line: Line
    column: int
    hyphen: bool
    alone: bool


def _tokens(text: str) -> Iterator[Any]:
    """What the parser makes of a text that ends where it stopped; of the whole text it would keep some back."""
    try:
        for token in yaml.scan(text, Loader=yaml.CLoader):
            if token.start_mark.index < len(text):
                yield token
    except yaml.YAMLError:
        return


class Complaint:
    """What the parser said of a text, and where. Rows and columns count from 0; `first_row` is where it began to
    read what it could not finish."""

    def __init__(self, file: str, first_line: int, text: str, mistake: Any, words: Vocabulary) -> None:
        self.words = words
        self.file, self.first_line, self.lines = file, first_line, text.split("\n")
        self.said, self.doing = str(mistake.problem), str(mistake.context)
        mark, context = mistake.problem_mark, mistake.context_mark or mistake.problem_mark
        self.row, self.column, self.mark_column = min(mark.line, len(self.lines) - 1), mark.column, mark.column
        self.first_row, self.first_column = min(context.line, len(self.lines) - 1), context.column
        stop = mark.index
        if isinstance(mistake, yaml.scanner.ScannerError) and self.first_row == self.row:
            self.column, stop = self.first_column, context.index
        self.at_end = not text[mark.index :].strip()
        self.tokens = list(_tokens(text[:stop]))
        self.line, self.parts = self.lines[self.row], Line.of(self.lines[self.row], self.row)

    def problem(self, rule: str, row: int, column: int, **values: object) -> Problem:
        return error(Place(self.file, self.first_line + row, column + 1), rule, **values)

    def mended(self, rule: str, row: int, column: int, start: int, new: str, **values: object) -> Problem | None:
        """With the line of that row as it should be, `new` from the column `start` on; None if it is so already."""
        line = EMPTY_IN_BRACES.sub(": ", (self.lines[row][:start].lstrip() + new).rstrip())
        return None if line == self.lines[row].strip() else self.problem(rule, row, column, line=line, **values)

    @cached_property
    def last(self) -> Any:
        """The text that the parser read last, if that is where it stopped."""
        return self.tokens[-1] if self.tokens and isinstance(self.tokens[-1], yaml.ScalarToken) else None

    @cached_property
    def opened(self) -> list[Any]:
        """The brackets that are open at the mistake, the outermost first."""
        found: list[Any] = []
        for token in self.tokens:
            if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
                found.append(token.start_mark)
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken) and found:
                found.pop()
        return found

    @property
    def at_key(self) -> bool:
        """Whether the parser stopped at the first colon of a line that has a key."""
        return bool(self.parts.key) and self.column < self.parts.start

    def of(self, row: int) -> Line:
        return Line.of(self.lines[row], row)

    def lost(self, line: Line, offset: int, rule: str, values: dict[str, str]) -> Problem:
        values = values | {"line": line.hyphens + values["line"]}
        return self.problem(rule, line.row, line.column + offset, **values)

    def structure(self, start: int, stop: int) -> Iterator[Line]:
        """The lines from one row up to another, without those within a value, empty ones and comments."""
        for row in range(start, stop):
            text = self.lines[row].strip()
            if text and text[0] != "#" and row not in self.within:
                yield self.of(row)

    @cached_property
    def within(self) -> set[int]:
        """The rows that belong to a value which began in a row above."""
        found: set[int] = set()
        starts: list[int] = []
        for token in self.tokens:
            first, last = token.start_mark.line, token.end_mark.line
            if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
                starts.append(first)
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken) and starts:
                found.update(range(starts.pop() + 1, last + 1))
            elif isinstance(token, yaml.ScalarToken):
                found.update(range(first + 1, last + (not token.style or token.style not in "|>")))
        return found

    def before(self, row: int) -> Line | None:
        """The nearest line above that has a key or a hyphen."""
        return next((each for each in [*self.structure(0, row)][::-1] if each.key or each.hyphens), None)

    def levels(self, row: int) -> list[Level]:
        """The columns where lines begin that a line in `row` may belong to, the outermost first."""
        found: list[Level] = []
        for line in self.structure(0, row):
            columns = [(each.start() + line.indent, True) for each in re.finditer("-", line.hyphens)]
            for column, hyphen in [*columns, *([(line.column, False)] if line.key else [])]:
                there = [each for each in found if each.column == column and each.hyphen == hyphen]
                # The hyphens of a list may stand right below its key.
                found = [each for each in found if each.column < column + (hyphen and not each.hyphen)]
                found.append(Level(line, column, hyphen, not there))
        return found
