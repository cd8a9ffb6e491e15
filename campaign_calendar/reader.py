"""The YAML of a content file in; its values with their places, and what an editor got wrong in it, out.

It is read from the parser's event stream in one walk: anchors, aliases, tags, second documents and deep nesting are
refused before anything is composed, and every scalar stays the text that was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from campaign_calendar.located import FORBIDDEN, TAB, Items, Node, Record, Scalar, Source, normal, note_each_line
from campaign_calendar.problems import Place, Problem, character_name, error
from campaign_calendar.syntax import explained
from campaign_calendar.syntax.pasted import pasted
from campaign_calendar.syntax.text import NO_SPACE, SMART, VISARGAS, lost_key, quoted, with_quote_closed
from campaign_calendar.syntax.vocabulary import ITEMS, LISTS, vocabulary

MAX_DEPTH = 20
LONG_LINE = 1_000  # characters; of a longer one only a part is shown mended
OPEN_BRACKET = re.compile(r"[\[{][^\]}]*$")
LIKE_KEY = re.compile(r"[a-z_]+ ?[^\s\w]")
KEY_IN_QUOTES = re.compile(r"\n *(?:- +)?([a-z_]+):(?= |$)", re.MULTILINE)
KEY_IN_BRACES = re.compile(rf"([a-z_]+)(?: ?[:：{VISARGAS}](?!//)| *=| [-–—] ) *(.+)", re.DOTALL)
DRIVE = re.compile(r'"[A-Za-z]:\\[^\\"]')
# What nobody sees, around a key or a value of one word, and between a hyphen and the text of its item.
EDGE = re.compile(rf"^{NO_SPACE}|{NO_SPACE}$")
INVISIBLE = " \u00a0\u00ad\u2003\u200b\u2060\u3000"
NUMBERS = re.compile(r"[\d .:-]+")  # a date, an hour or a number: what stands behind it is a comment
# What stands below some keys; below any other the languages may.
BELOW = {
    "venue": frozenset({"name", "address", "geo", "url"}),
    "organiser": frozenset({"name", "phone", "email", "url"}),
    "outcome": frozenset({"text", "attended"}),
}
# Where campaign.yaml lists its languages.
LISTED = re.compile(r"^languages: *\[([^\]\n]*)\]", re.MULTILINE)
WORD = re.compile(rf"{NO_SPACE}*([!-~]+){NO_SPACE}*")
HYPHEN = re.compile(rf"-?({NO_SPACE})(?:(?<=-.)|{NO_SPACE}*- )")


def read_yaml(source: Source, problems: list[Problem]) -> Node | None:
    """The value that a file holds; None where it is empty or broken (then a problem says why)."""
    if note_each_line(source, TAB, "tab", problems):
        return None
    reader, noted = _Reader(source, problems), len(problems)
    copied = pasted(source.file, source.first_line, source.text, reader.words)
    if copied:
        problems += copied
        return None
    try:
        return reader.document()
    except _Refused:
        return None
    except yaml.YAMLError as mistake:
        problem = explained(source.file, source.first_line, source.text, mistake, reader.languages)
        problems[noted:] = [each for each in problems[noted:] if each.place.line != problem.place.line] + [problem]
        return None


class _Pair(NamedTuple):
    """A key and its value; in braces also where in the text the key starts and ends and the value begins, and whether
    the key is `bare`: there is no colon behind it."""

    key: Node
    value: Node
    start: int = 0
    end: int = 0
    begin: int = 0
    bare: bool = False

    @property
    def text(self) -> str:
        return self.key.text if isinstance(self.key, Scalar) else ""


class _Above(NamedTuple):
    """What seems to be meant for the lines below, which do not stand far enough in: in which line it is, how many
    `spaces` belong before them, the keys that it may have, and what holds them."""

    word: str
    line: int
    spaces: int
    known: frozenset[str]
    record: Record
    entry: tuple[str, tuple[Scalar, Node]]


class _Refused(Exception):
    """The walk over one file has met what YAML allows and we do not; the problem has been noted."""


class _Reader:
    """One walk over the parser's events of one file, which its stubs do not type."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self.events: Iterator[Any] = yaml.parse(source.text, Loader=yaml.CLoader)
        listed = LISTED.search(source.text) if not source.languages else None
        self.languages = tuple(re.findall(r"[\w-]+", listed[1])) if listed else source.languages
        self.words = vocabulary(self.languages)

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

    def node(self, event: Any, depth: int, is_key: bool = False) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise self.refuse(event, "alias", value=f"*{event.anchor}")
        if event.anchor is not None:
            raise self.refuse(event, "anchor", value=f"&{event.anchor}")
        if event.tag is not None:
            raise self.refuse(event, "tag", value=self.source.text[event.start_mark.index :].split()[0])
        mark = event.start_mark
        place = self.source.place(mark.line, mark.column)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place, is_key)
        if depth >= MAX_DEPTH:
            raise self.refuse(event, "too-deep", limit=MAX_DEPTH)
        if isinstance(event, yaml.SequenceStartEvent):
            nodes: list[Node] = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                nodes.append(self.node(event, depth + 1))
            return Items(place, tuple(nodes))
        return self.mapping(event, place, depth)

    def mapping(self, event: Any, place: Place, depth: int) -> Node:
        pairs: list[_Pair] = []
        while not isinstance(first := next(self.events), yaml.MappingEndEvent):
            key = self.node(first, depth + 1, is_key=True)
            second = next(self.events)
            value = self.node(second, depth + 1)
            if event.flow_style:
                start, end, begin = first.start_mark.index, first.end_mark.index, second.start_mark.index
                pairs.append(_Pair(key, value, start, end, begin, end == begin))
            else:
                pairs.append(_Pair(key, value))
        if event.flow_style and any(pair.bare for pair in pairs):
            last: Any = first
            start, end = event.start_mark.index, last.end_mark.index
            pairs = self.in_braces(pairs, start, end)
            if all(pair.bare for pair in pairs):
                return self.without_keys([pair.key for pair in pairs], place, start, end)
        return self.record(pairs, place)

    def record(self, pairs: list[_Pair], place: Place) -> Record:
        record = Record(place)
        above: _Above | None = None
        for pair in self.up_to_second(pairs):
            if above and pair.text in above.known and pair.text not in above.record.entries:
                self.problems.append(self.too_far_out(pair, above))
                record.entries.update([above.entry])
                self.enter(above.record, pair.key, pair.value)
                continue
            self.enter(record, pair.key, pair.value)
            above = self.above(pair, record)
        return record

    def too_far_out(self, pair: _Pair, above: _Above) -> Problem:
        place, line = pair.key.place, ""
        if isinstance(pair.value, Scalar) and pair.value.place.line == place.line:
            written = self.source.text.split("\n")[place.line - self.source.first_line][place.column - 1 :]
            line = " " * (above.spaces - place.column + 1) + written
        values = {"word": above.word, "sibling": above.line, "spaces": above.spaces, "line": line}
        return error(place, "indent-below", **values)

    def above(self, pair: _Pair, record: Record) -> _Above | None:
        """What the lines below a pair may belong to: a key without a value, or the only line of an item."""
        key, value = pair.key, pair.value
        if not isinstance(key, Scalar):
            return None
        if isinstance(value, Scalar) and not value.text:
            inner, place = Record(key.place), key.place
            return _Above(
                key.text, place.line, place.column + 1, self.below(key.text), inner, (key.text, (key, inner))
            )
        item = value.nodes[-1] if isinstance(value, Items) and value.nodes else None
        if not isinstance(item, Record) or len(item.entries) != 1:
            return None
        line = self.source.text.split("\n")[item.place.line - self.source.first_line]
        if not line[: item.place.column - 1].strip(" -") and line[item.place.column - 1] != "{":
            known = ITEMS.get(key.text, frozenset()) | record.entries.keys()
            word = f"- {next(iter(item.entries))}"
            return _Above(word, item.place.line, item.place.column - 1, known, item, (key.text, (key, value)))
        return None

    def up_to_second(self, pairs: list[_Pair]) -> list[_Pair]:
        """The pairs up to where, with the same key as at first, a second record begins that has lost its hyphen."""
        keys = [pair.text for pair in pairs]
        at = keys.index(keys[0], 1) if any(keys[:1]) and keys[0] in keys[1:] else len(keys)
        if not set(keys[1:at]) & set(keys[at:]):
            return pairs
        first = pairs[0].key.place.line
        self.problems.append(error(pairs[at].key.place, "second-record", value=keys[0], first=first))
        return pairs[:at]

    def below(self, key: str) -> frozenset[str]:
        """What may stand below a key: below most of them a text in each language."""
        return BELOW.get(key, frozenset() if key in self.words.languages else self.words.languages)

    def in_braces(self, pairs: list[_Pair], start: int, end: int) -> list[_Pair]:
        """The pairs in braces where some have no colon: it is missing, or the space behind it, or a comma has cut a
        text. One problem, at the first of them, mends all."""
        text, first, rule = self.source.text, pairs[0], ""
        found: list[_Pair] = []
        edits: dict[int, tuple[int, str]] = {}
        for pair in pairs:
            split = KEY_IN_BRACES.fullmatch(text, pair.start, pair.end) if pair.bare else None
            last = found[-1] if found else pair
            if split and split[1] in self.words.known:
                lost = "space-after-colon" if ":" in text[split.end(1) : split.start(2)] else "colon-missing"
                edits[split.end(1)] = split.start(2), ": "
                key, value = (Scalar(part, pair.key.place, True) for part in split.groups())
                found.append(_Pair(key, value, pair.start, pair.end, split.start(2), False))
            elif pair.bare and not last.bare and isinstance(last.value, Scalar) and pair.text not in self.words.known:
                lost = "comma-in-braces"
                whole = text[last.begin : pair.end]
                smart = SMART.fullmatch(whole)
                edits[last.begin] = pair.end, quoted(smart[1] if smart else whole)
                if last.text in LISTS:
                    lost, edits[last.begin] = "list-in-braces", (pair.end, f"[{whole.strip('() ')}]")
            else:
                found.append(pair)
                continue
            first, rule = (first, rule) if rule else (pair, lost)
        mended = text[start:end]
        for begin, (stop, new) in sorted(edits.items(), reverse=True):
            mended = mended[: begin - start] + new + mended[stop - start :]
        if rule:
            line = self.mended(start, end, mended)
            self.problems.append(error(first.key.place, rule, value=re.split(r"[^a-z_]", first.text)[0], line=line))
        return found

    def without_keys(self, keys: list[Node], place: Place, start: int, end: int) -> Node:
        """What stands in braces without any colon: a list, or a text that begins with a brace."""
        text = self.source.text[start:end]
        if len(keys) == 1 and not text.isascii():
            self.problems.append(error(place, "quote-needed", value="{", line=self.mended(start, end, quoted(text))))
            return Scalar(text, place)
        line = self.mended(start, end, f"[{text[1:-1]}]")
        self.problems.append(error(place, "odd-sign", value="{", line=line))
        return Items(place, tuple(keys))

    def mended(self, start: int, end: int, new: str) -> str:
        """The line in which the text from `start` to `end` stands, with `new` in its place."""
        text = self.source.text
        stop = text.find("\n", end, end + LONG_LINE)
        return (self.before(start) + new + text[end : stop if stop >= 0 else end + LONG_LINE]).strip()

    def before(self, index: int) -> str:
        """What stands before that index in its line."""
        floor = max(0, index - LONG_LINE)
        return self.source.text[self.source.text.rfind("\n", floor, index) + 1 or floor : index]

    def enter(self, record: Record, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self.problems.append(error(key.place, "key-not-text"))
            return
        edge = EDGE.search(key.text) if key.plain and not key.text.isascii() else None
        if edge:
            self.note_invisible(key.place, edge[0], edge.start())
            record.entries[key.text.strip(INVISIBLE).strip()] = (key, value)
        elif key.text in record.entries:
            first = record.entries[key.text][0].place
            self.problems.append(error(key.place, "duplicate-key", value=key.text, first=first.line))
        else:
            record.entries[key.text] = (key, value)
            record.unread[key.text] = key

    def scalar(self, event: Any, place: Place, is_key: bool) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        if not event.style:
            return self.plain(event, place, start, end, is_key)
        raw = self.source.text[start:end]
        if event.style in "'\"" and any(found[1] in self.words.known for found in KEY_IN_QUOTES.finditer(raw)):
            before = self.before(start)
            line = before + raw.split("\n")[0]
            rule, mended = with_quote_closed(line, len(before), OPEN_BRACKET.search(before) is not None)
            raise self.refuse(event, rule, line=mended)
        if event.style in "'\"" and self.source.text.startswith("#", end):
            return self.note_cut_off_behind_quote(event, place, start, end)
        if DRIVE.match(raw):
            self.problems.append(error(place, "backslash", line=self.mended(start, end, quoted(raw[1:-1]))))
            return Scalar(raw[1:-1], place)
        found = FORBIDDEN.search(event.value) if event.style == '"' else None
        if found:
            self.problems.append(error(place, "forbidden-character", value=character_name(found[0])))
        return Scalar(normal(event.value), place)

    def note_cut_off_behind_quote(self, event: Any, place: Place, start: int, end: int) -> Scalar:
        """A value in quotes with a # right behind it, which the parser takes for a comment: `title: "Meeting"#1`."""
        stop = self.source.text.find("\n", end)
        whole = self.source.text[start : stop if stop >= 0 else None].rstrip()
        text = whole.replace(event.style, "")
        mark = event.end_mark
        mended = self.mended(start, start + len(whole), quoted(text))
        self.problems.append(error(self.source.place(mark.line, mark.column - 1), "quote-too-early", line=mended))
        return Scalar(normal(text), place)

    def plain(self, event: Any, place: Place, start: int, end: int, is_key: bool) -> Scalar:
        """A value without quotes, which may not be what was meant."""
        text = event.value
        if self.source.text.startswith(" #", end):
            lost = self.note_cut_off(event, start, end)
            if not text:
                return Scalar(lost, place)
        begins_line = LIKE_KEY.match(text) and not self.before(start).strip(" -")
        if begins_line or event.start_mark.line < event.end_mark.line:
            self.refuse_lost_keys(event, start, end)
        if text.isascii():
            return Scalar(text, place, True)
        hyphen, word = HYPHEN.match(text), WORD.fullmatch(text)
        if hyphen:
            self.note_invisible(place, hyphen[1], hyphen.start(1))
            raise _Refused()
        edge = EDGE.search(text) if word and not is_key else None
        if word and edge:
            self.note_invisible(place, edge[0], edge.start())
            return Scalar(word[1], place, True)
        return Scalar(normal(text), place, True)

    def note_invisible(self, place: Place, character: str, offset: int) -> None:
        place = place._replace(column=place.column + offset)
        self.problems.append(error(place, "forbidden-character", value=character_name(character)))

    def note_cut_off(self, event: Any, start: int, end: int) -> str:
        """A plain value that ends in ` #…` was most likely meant to go on: `title: Meeting #1`. Gives it whole."""
        text, mark = self.source.text, event.end_mark
        stop = text.find("\n", end)
        line = text[start : stop if stop >= 0 else None]
        if OPEN_BRACKET.search(self.before(start)):
            line = re.split(r"[,\]}]", line)[0]
        whole = line.strip()
        start += not event.value  # an empty value begins right behind the colon
        place = self.source.place(mark.line, mark.column + 1)
        if NUMBERS.fullmatch(event.value):
            mended = self.mended(start, start + len(whole), whole.replace(" #", "  #", 1))
            self.problems.append(error(place, "comment-space", line=mended))
            return str(event.value)
        self.problems.append(error(place, "cut-off", line=self.mended(start, start + len(whole), quoted(whole))))
        return whole

    def refuse_lost_keys(self, event: Any, start: int, end: int) -> None:
        """Lines that YAML takes for one text, where keys have lost the space behind their colon, or a hyphen does not
        stand below the other ones."""
        text, row, before, noted = self.source.text, event.start_mark.line, self.before(start), len(self.problems)
        stop = text.find("\n", end)
        begins_line = not before.strip(" -")
        for number, line in enumerate(text[start : stop if stop >= 0 else None].split("\n")):
            lost = lost_key(line.strip(), self.words, surely=True) if number or begins_line else None
            column = len(line) - len(line.lstrip()) if number else len(before)
            if lost:
                offset, rule, values = lost
                values["line"] = ("" if number else before.lstrip()) + values["line"]
                self.problems.append(error(self.source.place(row + number, column + offset), rule, **values))
            elif number and begins_line and before.strip() and line.lstrip().startswith("- "):
                spaces, sibling = len(before) - len(before.lstrip()), self.source.first_line + row
                place = self.source.place(row + number, column)
                problem = error(place, "indent", word="-", sibling=sibling, spaces=spaces, found=column)
                self.problems.append(problem)
        if len(self.problems) > noted:
            raise _Refused()
