"""The octets of a content file in; its text, and values that each know their place in it, out."""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8
from dataclasses import dataclass, field

from campaign_calendar.problems import Place, Problem, character_name, error, first_of_a_file

MAX_BYTES = 1_000_000

# Controls but tab and line feed; C1; line and paragraph separators; bidi overrides; non-characters.
# The joiners U+200C/D and the plain marks U+200E/F, U+061C stay: Hindi and Urdu are written with them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
NO_TEXT = {
    b"PK\x03\x04": "Word or Excel (.docx, .xlsx)",
    b"\xd0\xcf\x11\xe0": "Word or Excel (.doc, .xls)",
    b"%PDF-": "PDF",
}
TAB = re.compile("\t")
DASHES = re.compile("(?!--- *$)[-‐-―−]{1,6} *")
CONFLICT = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file: its text as it was typed, with line feeds. `first_line` is the number of its first line,
    `languages` are the codes of those that its texts may be in."""

    file: str
    text: str
    first_line: int = 1
    languages: tuple[str, ...] = ()

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


def decode(octets: bytes, file: str, problems: list[Problem], languages: tuple[str, ...] = ()) -> Source | None:
    """The text of a file, or None with the reason among `problems`."""
    if len(octets) > MAX_BYTES:
        problems.append(error(Place(file), "too-large", bytes=len(octets), limit=MAX_BYTES))
        return None
    kind = next((name for start, name in NO_TEXT.items() if octets.startswith(start)), "")
    if kind:
        problems.append(error(Place(file), "not-text", value=kind))
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
    source = Source(file, text.replace("\r\n", "\n"), languages=languages)
    if _note_conflicts(source, problems) or note_each_line(source, FORBIDDEN, "forbidden-character", problems):
        return None
    return source


def _note_conflicts(source: Source, problems: list[Problem]) -> bool:
    """A problem for each place that git could not merge; whether there is any. A line ======= without the other marks
    is none: people draw lines so."""
    if not CONFLICT.search(source.text):
        return False
    found: list[list[int]] = []  # the first and the last row of each
    opened = False
    lines = source.text.rstrip("\n").split("\n")
    for row, line in enumerate(lines):
        if CONFLICT.match(line):
            begins = line[0] == "<"
            if begins or not opened:
                found.append([row, len(lines) - 1])
            if not begins:
                found[-1][1] = row
            opened = begins
    problems += first_of_a_file(
        error(source.place(first), "merge-conflict", last=source.first_line + last) for first, last in found
    )
    return True


def note_each_line(source: Source, pattern: re.Pattern[str], rule: str, problems: list[Problem]) -> bool:
    """A problem for the first match in each line; whether there is any."""
    if not pattern.search(source.text):
        return False
    problems += first_of_a_file(
        error(source.place(number, found.start()), rule, value=character_name(found[0]))
        for number, line in enumerate(source.text.split("\n"))
        if (found := pattern.search(line))
    )
    return True


def normal(text: str) -> str:
    """`text` in NFC, the form in which everything is kept and compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def split_front_matter(source: Source, problems: list[Problem]) -> tuple[Source, Source] | None:
    """The YAML between the two `---` lines that open a note, and the Markdown below them."""
    lines = source.text.split("\n")
    if DASHES.fullmatch(lines[0]):
        rows = [row for row, line in enumerate(lines) if DASHES.fullmatch(line)][:2]  # above and below
        for row in rows:
            value = lines[row].strip()
            problems.append(error(source.place(row), "front-matter-dashes", value=value, instead="---"))
        return None
    if lines[0].rstrip() != "---":
        problems.append(error(source.place(), "no-front-matter", value=lines[0]))
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            front = Source(source.file, "\n".join(lines[1:number]) + "\n", 2, source.languages)
            return front, Source(source.file, "\n".join(lines[number + 1 :]), number + 2)
    problems.append(error(source.place(), "open-front-matter"))
    return None
