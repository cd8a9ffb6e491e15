"""Brackets that are open, closed by the wrong sign, or hold what is not allowed between them.

Each function looks at a complaint and gives the problem that it sees, or None.
"""

from __future__ import annotations

import re
from typing import Any

from campaign_calendar.problems import Problem
from campaign_calendar.syntax.lines import Complaint
from campaign_calendar.syntax.text import NEVER_FIRST, SMART, UP_TO_BRACKET, quoted, texts_quoted

KEY_IN_BRACES = re.compile(r"[{\[,] *([^:,{}\[\] ][^:,{}\[\]]*): +")
EMPTY_KEY = re.compile(r"[{,] *([\w-]+):(?=[,}])")
UP_TO_COMMA = re.compile(r".*?(?=,|[\]}]* *$)")
UP_TO_KEY = re.compile(r".*?(?=, *[a-z_]+: |[\]}]* *$)")


def empty_in_braces(c: Complaint) -> Problem | None:
    """A key without a value right before the bracket or the comma, which YAML takes for a text."""
    first = c.opened[-1].line if c.opened else c.row
    for row in range(min(first, c.row), c.row + 1):
        found = EMPTY_KEY.search(c.lines[row])
        if found and found[1] in c.words.known:
            rest = EMPTY_KEY.sub(lambda each: "{" if each[0][0] == "{" else "", c.lines[row])
            rest = rest.replace("{, ", "{")
            return c.problem("empty-in-braces", row, found.start(1), value=found[1], line=rest.strip())
    return None


def brackets(c: Complaint) -> Problem | None:
    if not c.opened:
        return None
    opening, sign = c.opened[-1], c.line[c.column : c.column + 1]
    if unclosed(c, opening):
        return open_bracket(c, opening)
    if c.parts.hyphens and c.column == c.parts.indent and opening.line < c.row:  # a list of lines
        value = c.lines[opening.line][opening.column :].rstrip()
        return c.mended("odd-sign", opening.line, opening.column, opening.column, value[1:], value=value[0])
    if opening.line < c.row and (c.column == c.parts.indent or (sign == ":" and c.at_key)):
        row = max(row for row in range(c.row) if c.lines[row].strip())
        line = c.lines[row].rstrip()
        if line[-1] not in ",[{:":
            return c.mended("comma-missing", row, len(line), len(line), ",")
    if sign == ",":
        start, rest = len(c.line[: c.column].rstrip()), c.line[c.column + 1 :]
        return c.mended("odd-sign", c.row, c.column, start, rest, value=sign)
    if sign and sign in "]}":
        return wrong_bracket(c, sign)
    if sign and sign in "[{":
        return bracket_in_brackets(c, sign)
    return colon_in_brackets(c, opening) if sign == ":" else sign_in_brackets(c)


def unclosed(c: Complaint, start: Any) -> bool:
    """Whether the text ends, or goes on with a line that can only stand outside, before a bracket is closed."""
    opening = c.of(start.line)
    outside = (c.parts.key or c.parts.hyphens) and c.parts.indent <= opening.indent < start.column
    return c.at_end or bool(start.line < c.row and outside)


def open_bracket(c: Complaint, start: Any) -> Problem | None:
    here = [each.column for each in c.opened if each.line == start.line]
    line = c.lines[start.line].rstrip()
    lost = re.compile(r"(?<=[^ ] )#|(?<=[\[{,])#").search(line, start.column)
    if lost:
        begin = max(line.rfind(sign, 0, lost.start()) + len(sign) for sign in ("[", "{", ",", ": "))
        text = UP_TO_BRACKET.match(line, lost.start())
        end = text.end() if text else len(line)
        begin = end - len(line[begin:end].lstrip())
        return c.mended("cut-off", start.line, lost.start(), begin, quoted(line[begin:end]) + line[end:])
    closing = "".join("]" if line[column] == "[" else "}" for column in here[::-1])
    values = {"value": line[start.column], "closing": closing[0]}
    last = len(c.lines) if c.at_end else c.row
    if any(c.structure(start.line + 1, last)):
        return c.problem("open-bracket-far", start.line, start.column, **values)
    end = len(line[:-1] if line[-1] == ")" and "(" not in line else line.rstrip(","))
    return c.mended("open-bracket", start.line, start.column, end, closing, **values)


def wrong_bracket(c: Complaint, sign: str) -> Problem | None:
    """At a closing bracket that is not that of the bracket opened last."""
    *outer, start = c.opened
    closing = "]" if sign == "}" else "}"
    opening = c.lines[start.line][start.column]
    if start.line == c.row and any(c.lines[each.line][each.column] != opening for each in outer):
        new = closing + c.line[c.column :]
        return c.mended("open-bracket", c.row, start.column, c.column, new, value=opening, closing=closing)
    rest = c.line[c.column + 1 :]
    new = rest if rest.startswith(closing) else closing + rest
    return c.mended("odd-sign", c.row, c.column, c.column, new, value=sign)


def colon_in_brackets(c: Complaint, start: Any) -> Problem | None:
    """At a colon that has no key: it is one too many, the comma before it is missing, or it belongs to a text."""
    if c.line[: c.column].rstrip()[-1:] in ("[", "{", ","):
        rest = c.line[c.column + 1 :].lstrip()
        return c.mended("odd-sign", c.row, c.column, c.column, rest, value=":")
    line, pairs = c.line, [each for each in KEY_IN_BRACES.finditer(c.line) if each.end() <= c.column]
    lost = re.search(r"(?:[;，،、] *| +)([a-z_]+) ?$", line[: c.column])
    if lost and lost[1] in c.words.known and pairs and pairs[-1].end() <= lost.start():
        new = ", " + line[lost.start(1) :]
        return c.mended("comma-missing", c.row, lost.start(), lost.start(), new)
    if not pairs:
        return None
    begin = pairs[-1].start(1) if c.lines[start.line][start.column] == "[" else pairs[-1].end()
    found = UP_TO_BRACKET.match(line, begin)
    text, rest = line[begin : found.end()].rstrip() if found else "", line[found.end() if found else begin :]
    smart = SMART.fullmatch(text)
    if smart:
        return c.mended("smart-quotes", c.row, begin, begin, quoted(smart[1]) + rest)
    return c.mended("colon-in-value", c.row, begin, begin, quoted(text) + texts_quoted(rest, c.words))


def bracket_in_brackets(c: Complaint, sign: str) -> Problem | None:
    """At a bracket that opens in the middle of a text."""
    last, around = c.last, c.opened[-1]
    if not last or not last.plain or last.start_mark.line < c.row:
        return None
    in_list = c.lines[around.line][around.column] == "["
    found = (UP_TO_COMMA if in_list else UP_TO_KEY).match(c.line, c.column)
    start, end = last.start_mark.column, found.end() if found else len(c.line)
    remark = c.line[c.column : end]
    end += remark.count(sign) > remark.count("]" if sign == "[" else "}")
    new = quoted(c.line[start:end].rstrip()) + c.line[end:]
    return c.mended("bracket-in-brackets", c.row, c.column, start, new, value=sign)


def sign_in_brackets(c: Complaint) -> Problem | None:
    found = UP_TO_BRACKET.match(c.line, c.column)
    if not found or found[0][:1] not in NEVER_FIRST:
        return None
    if c.line[: c.column].rstrip()[-1:] in ("]", "}", '"', "'"):
        rest = c.line[c.column + 1 :]
        return c.mended("odd-sign", c.row, c.column, c.column, rest, value=found[0][0])
    new = quoted(found[0].rstrip()) + c.line[found.end() :]
    return c.mended("quote-needed", c.row, c.column, c.column, new, value=found[0][0])
