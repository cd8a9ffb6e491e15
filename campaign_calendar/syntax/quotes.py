"""Quotes that are open, closed too early or of another kind, and spaces that are none.

Each function looks at a complaint and gives the problem that it sees, or None.
"""

from __future__ import annotations

import json
import re

from campaign_calendar.problems import Problem, character_name
from campaign_calendar.syntax.lines import Complaint, Line
from campaign_calendar.syntax.text import NO_SPACE, UP_TO_BRACKET, quoted, requoted, with_quote_closed

ODD_SPACE = re.compile(rf" *(?:- +)*(?:[\w-]+:|-)?({NO_SPACE})")
PAIR_OF_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def quotes(c: Complaint) -> Problem | None:
    if "quoted scalar" in c.doing:
        return backslash(c) if "escape" in c.said else open_quote(c, c.first_row, c.first_column)
    last, rest = c.last, c.line[c.column :]
    if last is None or last.plain or last.style in "|>" or last.end_mark.line != c.row or rest[:1] == ":":
        return None
    start, end = last.start_mark, last.end_mark.column
    if start.line < c.row:
        return open_quote(c, start.line, start.column)
    if c.opened and rest[:1] in ("", ",", "]", "}"):
        return None
    if not c.opened and not c.before(c.row + 1):
        return None
    if not c.opened and not rest.strip(",;]}) "):
        return c.mended("odd-sign", c.row, c.column, end, "", value=rest[0])
    if c.opened and re.search(r", *(?:[a-z_]+: .*|.)$", c.line[start.column : end]):
        return open_quote(c, start.line, start.column)
    if c.opened and re.match(r"[\"']|[a-z_]+ ?: ", rest):
        return c.mended("comma-missing", c.row, end, end, f", {rest}")
    found = UP_TO_BRACKET.match(c.line, c.column) if c.opened else None
    stop = found.end() if found else len(c.line.partition("  #")[0].rstrip())
    new = requoted(c.line[start.column : stop].rstrip()) + c.line[stop:]
    return c.mended("quote-too-early", c.row, c.column, start.column, new)


def open_quote(c: Complaint, row: int, column: int) -> Problem | None:
    line = c.of(row)
    if column == line.column and Line.of(line.text[1:], row).key:
        return c.mended("odd-sign", row, column, column, line.text[1:], value=line.text[0])
    rule, mended = with_quote_closed(c.lines[row], column, bool(c.opened))
    return c.problem(rule, row, column, line=mended)


def backslash(c: Complaint) -> Problem | None:
    row, column, line = c.row, c.mark_column, c.line
    if c.first_row != row:
        return c.mended("backslash", row, column, column, "\\" + line[column:])
    inner, _, rest = line[c.first_column + 1 :].partition('"')
    whole = PAIR_OF_SURROGATES.sub(lambda found: json.loads(f'"{found[0]}"'), inner)
    new = quoted(inner) if whole == inner else f'"{whole}"'
    return c.mended("backslash", row, column, c.first_column, new + rest)


def odd_space(c: Complaint) -> Problem | None:
    start = c.last.start_mark.line if c.last and c.last.plain else c.row
    for row in sorted({c.first_row, *range(min(start, c.row), c.row + 1)}):
        odd = ODD_SPACE.match(c.lines[row])
        if odd:
            return c.problem("forbidden-character", row, odd.start(1), value=character_name(odd[1]))
    return None
