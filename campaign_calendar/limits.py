"""Markdown as it was typed in; the first place from which on it is more than is read in a moment, out.

The library goes through the rest of a paragraph, and the rules of HTML through all tags that are open, for each
sign that begins something and is never closed: a few kilobytes of them would keep a build busy for minutes. So they
are counted first, in a single walk over the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import NamedTuple

MAX_LENGTH = 120_000  # characters of one text: fifty pages
MAX_LINE = 10_000  # characters of a text in one line: a page of small print
MAX_DEPTH = 20  # of lists and quotes in each other: the parser of Markdown goes down into itself for each
MAX_OPEN = 20  # brackets, tags and signs for code in a paragraph that nothing closes
MAX_SIGNS = 20_000  # in a paragraph that mean something to Markdown: each is replaced in a copy of the paragraph
MAX_LINES = 5_000  # in a paragraph
BEGIN = re.compile(r"^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))+", re.MULTILINE)  # of a line: what makes it nested
RULE = re.compile(r"[ \t]*([-*])(?:[ \t]*\1)+[ \t]*$", re.MULTILINE)  # a line across the page
PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)
SIGN = re.compile(r"[\\`*_\[\]<>&]|://")
TICKS = re.compile(r"`+")
BRACKET = re.compile(r"\]\(|[\[\]()]")
TAG = re.compile(r"</?([A-Za-z][^\s/>]*)|<[/!?]|/?>")
QUOTES = re.compile(r"\]\(([^()]*)\)")
VOID = frozenset({"br", "hr", "img", "wbr", "input", "meta", "link"})  # tags that have no end


class Beyond(NamedTuple):
    """Where in a text something is too much, by which rule, and the values of its sentence."""

    at: int
    rule: str
    values: dict[str, object]


def beyond(markdown: str) -> Beyond | None:
    """The first thing in a text that would take too long, or go too deep."""
    if len(markdown) > MAX_LENGTH:
        values: dict[str, object] = {"length": len(markdown), "limit": MAX_LENGTH}
        return Beyond(MAX_LENGTH, "text-too-long", values)
    deep = _too_deep(markdown)
    if deep is not None:
        return Beyond(deep, "text-too-deep", {"limit": MAX_DEPTH})
    found = _open_tag(markdown)
    for paragraph in PARAGRAPH.finditer(markdown):
        found = found or _in_paragraph(paragraph[0], paragraph.start())
    return found


def _too_deep(markdown: str) -> int | None:
    """Where the first line begins that is nested more than MAX_DEPTH deep, by its indentation and its markers."""
    for line in BEGIN.finditer(markdown):
        marks = re.sub(r"\d+", "", line[0].expandtabs(4))
        indented = len(marks) - len(marks.lstrip(" "))
        depth = indented // 4 + len(marks.replace(" ", ""))
        if depth > MAX_DEPTH and marks.strip() and not RULE.match(markdown, line.start()):
            return line.start()
    return None


def _open(at: int, sign: str) -> Beyond:
    return Beyond(at, "text-unclosed", {"value": sign, "limit": MAX_OPEN})


def _open_tag(markdown: str) -> Beyond | None:
    """Tags whose own bracket is not closed, and tags that have no end."""
    unclosed = 0
    inside: Counter[str] = Counter()
    for found in TAG.finditer(markdown):
        name = (found[1] or "").lower()
        if found[0].endswith(">"):
            unclosed = 0
            continue
        unclosed += 1
        if name and found[0].startswith("</"):
            inside[name] = max(0, inside[name] - 1)
        elif name not in VOID:
            inside[name] += bool(name)
        if unclosed > MAX_OPEN or inside.total() > MAX_OPEN:
            return _open(found.start(), found[0])
    return None


def _in_paragraph(text: str, start: int) -> Beyond | None:
    if len(text) <= MAX_OPEN:
        return None
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        return Beyond(start, "text-too-dense", {"signs": len(lines), "limit": MAX_LINES})
    cells = len(lines) * max(line.count("|") for line in lines)  # of a table: all rows are made as long as the first
    signs = max(cells, sum(1 for _ in SIGN.finditer(text)))
    if signs > MAX_SIGNS:
        return Beyond(start, "text-too-dense", {"signs": signs, "limit": MAX_SIGNS})
    found = _open_bracket(text) if "[" in text else None
    found = found or (_open_ticks(text) if "`" in text else None)
    return found and found._replace(at=start + found.at)


def _open_bracket(text: str) -> Beyond | None:
    square = round_ = 0
    for found in BRACKET.finditer(text):
        sign = found[0]
        square = square + 1 if sign == "[" else max(0, square - (sign[0] == "]"))
        round_ = round_ + 1 if sign == "](" or (sign == "(" and round_) else max(0, round_ - (sign == ")"))
        if square > MAX_OPEN or round_ > MAX_OPEN:
            return _open(found.start(), sign)
    halves = (found for found in QUOTES.finditer(text) if found[1].count('"') % 2 or found[1].count("'") % 2)
    for number, found in enumerate(halves):
        if number >= MAX_OPEN:
            return _open(found.start(), '"' if '"' in found[1] else "'")
    return None


def _open_ticks(text: str) -> Beyond | None:
    """Signs for code that no other ones of the same number close."""
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    runs = list(TICKS.finditer(text))
    for run in runs:
        by_length[len(run[0])].append(run.start())
    alone = past = 0
    for run in runs:
        start, length = run.start(), len(run[0])
        if start < past:
            continue
        closing = _after(by_length[length], start)
        if text[start - 1 : start] == "\\" and length > 1:  # the first of them is no sign
            closing = closing and _after(by_length[length - 1], start)
        if closing is not None:
            past = closing + 1
            continue
        alone += length
        if alone > MAX_OPEN:
            return _open(start, run[0][:MAX_OPEN])
    return None


def _after(positions: list[int], start: int) -> int | None:
    later = bisect_right(positions, start)
    return positions[later] if later < len(positions) else None
