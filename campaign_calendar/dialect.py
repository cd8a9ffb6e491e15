"""Markdown as people write messages: an extension of Python-Markdown.

A line break stays one, a list needs no blank line above it, bullets of phones and word processors begin its items as
well as hyphens, a number may have a parenthesis for its point, a heading has a space behind its signs (so that a
hashtag is text), and hyphens below a text are a line, not a heading.
"""

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableExtension

BULLET = r"(?:[*+-](?= )|[•●▪◦‣·])"
NUMBER = r"(?:\d{1,9}[.)](?= ))"
NESTED = re.compile(rf"^ {{4,7}}(?:{BULLET}|{NUMBER})")
# What begins a list below a text: any bullet, but of numbers only the first; a sentence may end with another one.
BEGINS = re.compile(rf"\n(?= {{0,3}}(?:{BULLET}|(\d)[.)] ) *\S)")


class Heading(HashHeaderProcessor):
    # Signs at the end go. In a row of spaces nothing is tried twice.
    RE = re.compile(
        r"(?:^|\n)(?P<level>#{1,6})(?P<header> (?:[^\n ]|\x20++(?!#+ *+(?:\n|$)|\n|$))*+)(?: ++#+)? *+(?:\n|$)"
    )


class Bullets(SaneUListProcessor):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(rf"^ {{0,3}}{BULLET} *(.*)")
        self.CHILD_RE = re.compile(rf"^ {{0,3}}(({BULLET})) *(.*)")
        self.INDENT_RE = NESTED


class Numbers(SaneOListProcessor):
    """A list whose numbers are those that will be shown; where they are not, they stay as text."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(rf"^ {{0,3}}{NUMBER} *(.*)")
        self.CHILD_RE = re.compile(rf"^ {{0,3}}(({NUMBER})) *(.*)")
        self.INDENT_RE = NESTED

    def test(self, parent: Element, block: str) -> bool:
        if not self.RE.match(block):
            return False
        found = (self.CHILD_RE.match(line) for line in block.split("\n"))
        numbers = [int(each[1][:-1]) for each in found if each]
        above = self.lastChild(parent)
        if above is not None and above.tag == self.TAG:
            first = int(above.get("start", "1")) + len(above)
        else:
            first = numbers[0]
            if set(numbers) == {1}:
                return True
        return numbers == [*range(first, first + len(numbers))]


class ListBelowText(BlockProcessor):
    """Parts a block where a list begins in the middle of it."""

    def test(self, _parent: Element, block: str) -> bool:
        return _where_a_list_begins(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = _where_a_list_begins(block)
        assert found is not None
        self.parser.parseBlocks(parent, [block[: found.start()]])
        blocks.insert(0, block[found.end() :])


def _where_a_list_begins(block: str) -> re.Match[str] | None:
    return next(
        (found for found in BEGINS.finditer(block) if not found[1] or unicodedata.decimal(found[1]) == 1), None
    )


class Dialect(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        Nl2BrExtension().extendMarkdown(md)
        TableExtension().extendMarkdown(md)
        processors = md.parser.blockprocessors
        processors.deregister("setextheader")
        processors.register(Heading(md.parser), "hashheader", 70)
        processors.register(Numbers(md.parser), "olist", 40)
        processors.register(Bullets(md.parser), "ulist", 30)
        processors.register(ListBelowText(md.parser), "list-below-text", 12)
