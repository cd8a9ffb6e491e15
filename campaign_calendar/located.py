"""The text of one content file in; YAML values that know their place out, and the problems on the way.

YAML is read from the parser's event stream in one walk: anchors, aliases, tags, second documents and deep
nesting are refused before anything is composed, and every scalar stays the text that was typed.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from campaign_calendar.problems import Place, Problem, character_name, error
from campaign_calendar.syntax import explained, quoted

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

# Controls but tab and line feed; C1; line and paragraph separators; bidi overrides; non-characters.
# The joiners U+200C/D and the plain marks U+200E/F, U+061C stay: Hindi and Urdu are written with them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


TAB = re.compile("\t")


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file: its text as it was typed, with line feeds. `first_line` is the number of its first line."""

    file: str
    text: str
    first_line: int = 1

    def place(self, line: int = 0, column: int = 0) -> Place:
        """The place of a position given from 0, as the parser counts."""
        return Place(self.file, self.first_line + line, column + 1)

    def place_at(self, index: int) -> Place:
        before = self.text[:index]
        return self.place(before.count("\n"), index - (before.rfind("\n") + 1))


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as it was typed; `plain` where it stood without quotes and not below a `|` or `>`."""

    text: str
    place: Place
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A YAML list."""

    place: Place
    nodes: tuple[Node, ...]


@dataclass(slots=True)
class Record:
    """A YAML mapping that knows the place of each key and which keys nobody has read yet."""

    place: Place
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    unread: dict[str, Scalar] = field(default_factory=dict)

    def take(self, key: str) -> Node | None:
        """The value of `key`, or None where it is absent or empty (which is the same)."""
        self.unread.pop(key, None)
        entry = self.entries.get(key)
        if entry is None or (isinstance(entry[1], Scalar) and not entry[1].text):
            return None
        return entry[1]

    def place_of(self, key: str) -> Place:
        """Where the value of `key` stands; the record's own place where it has none."""
        entry = self.entries.get(key)
        return entry[1].place if entry else self.place


Node = Scalar | Items | Record


def decode(octets: bytes, file: str, problems: list[Problem]) -> Source | None:
    """The text of a file, or None with the reason among `problems`."""
    if len(octets) > MAX_BYTES:
        problems.append(error(Place(file), "too-large", bytes=len(octets), limit=MAX_BYTES))
        return None
    octets = octets.removeprefix(BOM_UTF8)
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError as mistake:
        line = octets.count(b"\n", 0, mistake.start)
        start = octets.rfind(b"\n", 0, mistake.start) + 1
        column = len(octets[start : mistake.start].decode("utf-8", "replace"))
        problems.append(error(Place(file, line + 1, column + 1), "not-utf-8", value=f"0x{octets[mistake.start]:02X}"))
        return None
    source = Source(file, text.replace("\r\n", "\n"))
    return None if _note_each_line(source, FORBIDDEN, "forbidden-character", problems) else source


def _note_each_line(source: Source, pattern: re.Pattern[str], rule: str, problems: list[Problem]) -> bool:
    """A problem for the first match in each line; whether there is any."""
    if not pattern.search(source.text):
        return False
    for number, line in enumerate(source.text.split("\n")):
        found = pattern.search(line)
        if found:
            problems.append(error(source.place(number, found.start()), rule, value=character_name(found[0])))
    return True


def normal(text: str) -> str:
    """`text` in NFC, the form in which everything is kept and compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def split_front_matter(source: Source, problems: list[Problem]) -> tuple[Source, Source] | None:
    """The YAML between the two `---` lines that open a note, and the Markdown below them."""
    lines = source.text.split("\n")
    if lines[0].rstrip() != "---":
        problems.append(error(source.place(), "no-front-matter", value=lines[0]))
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            front = Source(source.file, "\n".join(lines[1:number]) + "\n", 2)
            return front, Source(source.file, "\n".join(lines[number + 1 :]), number + 2)
    problems.append(error(source.place(), "open-front-matter"))
    return None


def read_yaml(source: Source, problems: list[Problem]) -> Node | None:
    """The value that a file holds; None where it is empty or broken (then a problem says why)."""
    if _note_each_line(source, TAB, "tab", problems):
        return None
    reader = _Reader(source, problems)
    try:
        return reader.document()
    except _Refused:
        return None
    except yaml.YAMLError as mistake:
        problems.append(explained(source.file, source.first_line, source.text, mistake))
        return None


class _Refused(Exception):
    """The walk over one file has met what YAML allows and we do not; the problem has been noted."""


class _Reader:
    """One walk over the parser's events of one file, which its stubs do not type."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self.events: Iterator[Any] = yaml.parse(source.text, Loader=yaml.CLoader)

    def refuse(self, event: Any, rule: str, **values: object) -> _Refused:
        mark = event.start_mark
        self.problems.append(error(self.source.place(mark.line, mark.column), rule, **values))
        return _Refused()

    def document(self) -> Node | None:
        node: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    raise self.refuse(event, "second-document")
                node = self.node(next(self.events), 0)
        return None if isinstance(node, Scalar) and not node.text else node

    def node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise self.refuse(event, "alias", value=f"*{event.anchor}")
        if event.anchor is not None:
            raise self.refuse(event, "anchor", value=f"&{event.anchor}")
        if event.tag is not None:
            raise self.refuse(event, "tag", value=self.source.text[event.start_mark.index :].split()[0])
        mark = event.start_mark
        place = self.source.place(mark.line, mark.column)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if depth >= MAX_DEPTH:
            raise self.refuse(event, "too-deep", limit=MAX_DEPTH)
        if isinstance(event, yaml.SequenceStartEvent):
            nodes: list[Node] = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                nodes.append(self.node(event, depth + 1))
            return Items(place, tuple(nodes))
        record = Record(place)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            self.enter(record, key, value)
        return record

    def enter(self, record: Record, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self.problems.append(error(key.place, "key-not-text"))
            return
        if key.plain and key.text[:1].isspace():
            self.problems.append(error(key.place, "forbidden-character", value=character_name(key.text[0])))
            record.entries[key.text.strip()] = (key, value)
        elif key.text in record.entries:
            first = record.entries[key.text][0].place
            self.problems.append(error(key.place, "duplicate-key", value=key.text, line=first.line))
        else:
            record.entries[key.text] = (key, value)
            record.unread[key.text] = key

    def scalar(self, event: Any, place: Place) -> Scalar:
        plain = not event.style
        if plain:
            lost = self.refuse_cut_off(event)
            if lost:
                return Scalar(lost, place)
        elif event.style == '"':
            found = FORBIDDEN.search(event.value)
            if found:
                self.problems.append(error(place, "forbidden-character", value=character_name(found[0])))
        return Scalar(normal(event.value), place, plain)

    def refuse_cut_off(self, event: Any) -> str:
        """A plain value that ends in ` #…` was most likely meant to go on: `title: Meeting #1`. What would be lost
        whole, if anything."""
        end = event.end_mark.index
        text = self.source.text
        if text.startswith(" #", end):
            mark = event.end_mark
            stop = text.find("\n", end)
            line = text[event.start_mark.index : stop if stop >= 0 else len(text)]
            place = self.source.place(mark.line, mark.column + 1)
            self.problems.append(error(place, "cut-off", line=quoted(line.strip())))
            return "" if event.value else line.strip()
        return ""
