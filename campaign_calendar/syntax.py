"""A YAML parser's complaint in; what an editor got wrong, told from the place and the line, out."""

from __future__ import annotations

import re

import yaml

from campaign_calendar.problems import Place, Problem, character_name, error

KEY = re.compile(r"\s*(?:- +)*[^\s:\"'{\[#][^:]*?:(?: +|$)")
IN_BRACES = re.compile(r"[{,] *[^:,{}]+?: +")
# A space that is none, as web pages and phones have them, in the indentation or right behind a key.
ODD_SPACE = re.compile(r" *(?:- +)*(?:[\w-]+:)?[^\S \n\t]")
NEVER_FIRST = frozenset("@`%&*!|>,")


def explained(file: str, first_line: int, text: str, mistake: yaml.YAMLError) -> Problem:
    """The problem at the place where an editor has to look, which is not always where the parser noticed."""
    lines = text.split("\n")
    mark, context = getattr(mistake, "problem_mark", None), getattr(mistake, "context_mark", None)
    said, doing = str(getattr(mistake, "problem", "")), str(getattr(mistake, "context", ""))
    if mark is None:
        return error(Place(file, first_line), "yaml", line="")
    row, column = min(mark.line, len(lines) - 1), mark.column
    first_row, first_column = (min(context.line, len(lines) - 1), context.column) if context else (row, column)

    def problem(rule: str, row: int, column: int, **values: object) -> Problem:
        return error(Place(file, first_line + row, column + 1), rule, **values)

    odd = ODD_SPACE.match(lines[first_row])
    if odd:
        return problem("forbidden-character", first_row, odd.end() - 1, value=character_name(odd[0][-1]))
    if "quoted scalar" in doing and "unexpected end" in said:
        return problem("open-quote", first_row, first_column)
    if "could not find expected ':'" in said or ("flow" in doing and first_row != row):
        return problem("yaml", first_row, first_column, line=lines[first_row].strip())
    line = lines[row]
    key = KEY.match(line)
    start = key.end() if key else len(line)
    value = line[start:].strip()
    if line[column : column + 1] == ":" and "flow mapping" in doing:
        pairs = [found for found in IN_BRACES.finditer(line) if found.end() <= column]
        if pairs:
            inner = re.split(r"[,}]", line[pairs[-1].end() :])[0].strip()
            return problem("colon-in-value", row, pairs[-1].end(), line=quoted(inner))
    if "mapping values" in said and column > start:
        return problem("colon-in-value", row, start, line=line[:start].lstrip() + quoted(value))
    if value and _needs_quotes(value, "expected key" in said, line[column:]):
        return problem("quote-needed", row, start, value=value[0], line=line[:start].lstrip() + quoted(value))
    return problem("yaml", row, column, line=line.strip())


def _needs_quotes(value: str, closed: bool, unread: str) -> bool:
    """Whether a text begins with a character that means something else to YAML. A bracket does so where its list
    was closed and text goes on."""
    if value[0] in "[{":
        return closed and unread[:1] not in ("]", "}")
    return value[0] in NEVER_FIRST or value.startswith(("- ", "? "))


def quoted(value: str) -> str:
    """`value` as YAML reads it back: in double quotes, or in single ones where those would need escapes."""
    return "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'
