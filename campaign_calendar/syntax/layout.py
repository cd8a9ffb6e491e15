"""Lines that do not stand where their like do, or have lost their key.

Each function looks at a complaint and gives the problem that it sees, or None.
"""

from __future__ import annotations

import re

from campaign_calendar.problems import Problem
from campaign_calendar.syntax.lines import Complaint, Level, Line
from campaign_calendar.syntax.text import NEVER_FIRST, behind_key, lost_key, quoted

BULLET = re.compile(r"(?:[•·▪◦●–—-]|\*(?= )) *(?=\S)")


def layout(c: Complaint) -> Problem | None:
    """A line that does not stand where its like do, or has no key."""
    if "':'" in c.said:
        return keyless(c, c.of(c.first_row))
    if c.opened:
        return None
    line, before = c.parts, c.before(c.row)
    if not line.key and not line.hyphens and (c.column <= line.column or not before):
        return keyless(c, line)
    if c.column > line.column:
        return None
    if before and before.value[:1] in ("|", ">") and line.key not in c.words.known:
        return keyless(c, line)
    is_inner = line.key in c.words.below or (before and before.hyphens)
    if before and is_inner and not line.hyphens and line.indent > before.indent and before.value[:1] == "{":
        return c.problem("below-braces", c.row, line.indent, value=line.key, sibling=c.first_line + before.row)
    found = misplaced(c, line)
    if found:
        return found
    if line.hyphens and line.key:
        return c.mended("odd-sign", c.row, line.indent, line.indent, line.text, value="-")
    return keyless(c, line)


def keyless(c: Complaint, line: Line) -> Problem | None:
    if not line.text:
        return None
    lost = lost_key(line.text, c.words)
    if lost:
        return c.lost(line, *lost)
    before = c.before(line.row)
    if before is None:
        return c.problem("not-a-mapping", line.row, line.indent)
    bullet = BULLET.match(line.text)
    lists = [each for each in c.levels(line.row) if each.hyphen and (each.column == line.indent or bullet)]
    if lists or (bullet and not before.value):
        new = "- " + behind_key(line.text[bullet.end() if bullet else 0 :])
        return c.mended("hyphen-missing", line.row, line.indent, line.indent, new)
    body = [c.of(row) for row in range(before.row + 1, line.row + 1) if c.lines[row].strip()]
    if before.value[:1] in ("|", ">") and len(body) > 1:
        first = next((each for each in body if each.indent < body[0].indent), line)
        return indent(c, first, body[0], body[0].indent)
    spaces = before.column + 2
    if line.text[0] in NEVER_FIRST and line.indent >= spaces:
        return c.mended("quote-needed", line.row, line.column, line.column, quoted(line.text), value=line.text[0])
    return c.problem("indent-text", line.row, line.indent, sibling=c.first_line + before.row, spaces=spaces)


def indent(c: Complaint, line: Line, like: Line, column: int) -> Problem:
    word = "-" if column < like.column or not like.text else like.key or like.text.split()[0]
    values = {"word": word, "sibling": c.first_line + like.row, "spaces": column, "found": line.indent}
    return c.problem("indent", line.row, line.indent, **values)


def misplaced(c: Complaint, line: Line) -> Problem | None:
    """Where `line` is not indented like the nearest of those that it may belong to."""
    all_levels = c.levels(line.row)
    levels = [each for each in all_levels if each.hyphen == bool(line.hyphens)]
    below_hyphen = any(each.hyphen and each.column == line.indent for each in all_levels) and not line.hyphens
    inner = line.key in c.words.inner or line.key not in c.words.known

    def distance(level: Level) -> tuple[bool, int, int]:
        away = level.column - line.indent
        return below_hyphen and away < 0, abs(away), -away if inner else away

    near = min(levels, key=distance, default=None)
    if near is None or near.column == line.indent:
        return None
    after = next((each for each in c.structure(line.row + 1, len(c.lines))), None)
    alike = after and after.indent == line.indent and bool(after.hyphens) == bool(line.hyphens)
    if near.alone and alike and near.line.indent == near.column:
        return indent(c, near.line, line, line.indent)
    return indent(c, line, near.line, near.column)
