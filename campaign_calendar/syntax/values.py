"""Values that mean something else to YAML, or hold what looks like a key.

Each function looks at a complaint and gives the problem that it sees, or None.
"""

from __future__ import annotations

import re
from itertools import takewhile

import yaml

from campaign_calendar.problems import Problem
from campaign_calendar.syntax.layout import misplaced
from campaign_calendar.syntax.lines import Complaint
from campaign_calendar.syntax.text import NEVER_FIRST, SMART, behind_key, lost_key, quoted, without_braces

OF_SEVERAL_LINES = frozenset({"description", "text"})


def behind(c: Complaint) -> Problem | None:
    """Text that goes on behind a closed bracket, or a bracket too many."""
    last = c.tokens[-1] if c.tokens else None
    ends = yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken
    rest = c.line[c.column :].strip()
    if not isinstance(last, ends) or last.end_mark.line != c.row or not rest or "mapping values" in c.said:
        return None
    if not rest.strip(",;]})"):
        return c.mended("odd-sign", c.row, c.column, c.column, "", value=rest[0])
    return needs_quotes(c) if c.parts.value[:1] in ("[", "{") else None


def sign(c: Complaint) -> Problem | None:
    """A value that begins with what means something else to YAML."""
    value = c.parts.value
    if c.opened or not value or c.column < c.parts.start or not (c.parts.key or c.parts.hyphens):
        return None
    if "block scalar" in c.doing and value[0] in "|>":
        new = behind_key(value[1:].lstrip(" +-"))
        start = c.parts.start
        return c.mended("text-after-bar", c.row, start, start, new, value=value[0])
    needs = value[0] in NEVER_FIRST or value[0] in "]}" or value.startswith(("- ", "? "))
    return needs_quotes(c) if needs else None


def needs_quotes(c: Complaint) -> Problem | None:
    start, value = c.parts.start, c.parts.value
    return c.mended("quote-needed", c.row, start, start, quoted(value), value=value[0])


def colon(c: Complaint) -> Problem | None:
    if "mapping values" not in c.said:
        return None
    if not c.parts.key or c.at_key:
        return joined(c)
    start, value = c.parts.start, c.parts.value
    lost = lost_key(c.parts.text, c.words) if re.search(r"[\"'\[{]", c.parts.key) else None
    if lost:
        return c.lost(c.parts, *lost)
    smart = SMART.fullmatch(value)
    if smart:
        return c.mended("smart-quotes", c.row, start, start, quoted(smart[1]))
    pairs = without_braces(value, c.words)
    if pairs:
        return c.mended("braces-missing", c.row, start, start, f"{{{pairs}}}")
    second = re.match(r"(?:.*?[,;]? )?([a-z_]+)$", c.line[start : c.column])
    if second and second[1] in c.words.fields:
        return c.problem("two-keys", c.row, start + second.start(1), value=second[1], otherwise=quoted(value))
    return c.mended("colon-in-value", c.row, start, start, quoted(value))


def joined(c: Complaint) -> Problem | None:
    """At a key that YAML takes for more of a text which began in a line above."""
    first = c.of(c.last.start_mark.line) if c.last else c.parts
    if first.row == c.row:
        return None
    for line in map(c.of, range(first.row + bool(first.key), c.row)):
        lost = lost_key(line.text, c.words)
        if lost:
            return c.lost(line, *lost)
    key, known = c.parts.key, c.parts.key in c.words.known
    beside = first.key and first.key not in c.words.below and key in c.words.below
    if not c.levels(first.row) and not first.key and not first.hyphens:
        return c.problem("not-a-mapping", first.row, first.column)
    alone = not first.key and not first.hyphens and known and first.indent <= c.parts.indent
    if alone or (beside and c.parts.indent > first.column):
        others = [each for each in c.words.in_order if each != key]
        new = "name" if key not in c.words.languages else others[0] if others else "…"
        return c.problem("text-and-keys", first.row, first.start, value=first.value, key=new)
    if known or c.parts.indent == first.column + 1:
        return misplaced(c, c.parts)
    below = map(c.of, range(first.row + 1, len(c.lines)))
    more = takewhile(lambda each: each.indent > first.column - (not first.key), below)
    lines = [first.value, *(each.text for each in more)]
    around = [level.line.key for level in c.levels(first.row) if level.column < first.column]
    if len(lines) > 1 and {first.key, *around[-1:]} & OF_SEVERAL_LINES:
        spaces = c.of(first.row + 1).indent
        return c.problem("bar-missing", first.row, first.start, value=first.value, word=first.key, spaces=spaces)
    text = " ".join(lines)
    return c.mended("colon-in-value", first.row, first.start, first.start, quoted(text.strip()))
