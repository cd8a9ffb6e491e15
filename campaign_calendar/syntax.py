"""A YAML parser's complaint in; what an editor got wrong, told from the place and the lines, out.

The parser notices many mistakes late: at the next line, or at the end of the file. So the lines are looked at as an
editor sees them: each has an indentation, perhaps hyphens, perhaps a key, and the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any

import yaml

from campaign_calendar.problems import Place, Problem, character_name, error


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Keys of all files: only by these is a line that has lost its colon told from a text. INNER stand below others.
INNER = _words("name address geo url phone email text attended every until count dates credit file")
LANGUAGES = _words("hi en ur bn mr gu pa ta te kn ml ne ks de fr")
KNOWN = INNER | LANGUAGES
KNOWN |= _words("id title area for start end between time status status_note venue online registration speakers tags")
KNOWN |= _words("organiser audience attendance image attachments links notes outcome draft description phase repeat")
KNOWN |= _words(
    "changes accept summary events sources updated languages timezone levels areas phases feeds starts ends"
)

LONG_LINE = 5_000
LINE = re.compile(r"( *)((?:-(?: +|$))*)((?:\"[^\"]*\"|'[^']*'|[^\s:\"'{\[#](?:[^:]|:(?=\S))*?):(?: +|$))?(.*)")
# Spaces that are none, as web pages and phones have them.
NO_SPACE = r"(?:[^\S \n\t]|[\u00ad\u200b\u2060])"
ODD_SPACE = re.compile(rf" *(?:- +)*(?:[\w-]+:|-)?({NO_SPACE})")
NEVER_FIRST = frozenset("@`%&*!|>,")
# What is like a colon. The visarga, the first of them, only behind Latin letters: Hindi words end in it.
ODD_COLON = re.compile(r"([A-Za-z_]+) *([ः：﹕꞉∶ː;]) *(.*)")
NO_SPACE_BEHIND = re.compile(r"([A-Za-z_]+) ?:(?!//)(?=\S)():*(.*)")
NO_COLON = re.compile(r"([a-z_]+)(?: *(=>?|(?:->?|[–—→])(?= ))| |(?=[\"'\[{|])|$) *(.*)")
BULLET = re.compile(r"(?:[•·▪◦●–—-]|\*(?= )) *(?=\S)")
SMART = re.compile(r"[“”„‟«‘‚‛‹]([^“”„‟«»]*)[“”‟»‘’‛›]")
CLOSING = frozenset("“”‟»‘’‛›\"'")
KEY_IN_BRACES = re.compile(r"[{\[,] *([^:,{}\[\] ][^:,{}\[\]]*): +")
UP_TO_BRACKET = re.compile(r"[^,\]}]*")
UP_TO_COMMA = re.compile(r".*?(?=,|[\]}]* *$)")
UP_TO_KEY = re.compile(r".*?(?=, *[a-z_]+: |[\]}]* *$)")
PAIR_OF_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def explained(file: str, first_line: int, text: str, mistake: yaml.YAMLError) -> Problem:
    """The problem at the place where an editor has to look, which is not always where the parser noticed."""
    mark = getattr(mistake, "problem_mark", None)
    if mark is None:
        return error(Place(file, first_line), "yaml", value="")
    if len(max(text.split("\n")[: mark.line + 1], key=len)) > LONG_LINE:  # looking for a cause could take long
        return error(Place(file, first_line + mark.line, mark.column + 1), "yaml", value="…")
    return _Complaint(file, first_line, text, mistake).explained()


def quoted(value: str) -> str:
    """`value` as YAML reads it back: in double quotes, or in single ones where those would need escapes."""
    return "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'


def behind_key(text: str) -> str:
    """`text` as it can stand behind a key: in quotes where it needs them, and as it is if it has signs of its own."""
    if not text or text[0] in "\"'[{|>":
        return text
    return quoted(text) if text[0] in "@`%&*!,#" or re.search(r"^[-?] |:(?: |$)| #", text) else text


def requoted(text: str) -> str:
    """`text`, which begins with a quote that is closed too early, in quotes that hold what was meant: what stands
    between the first and the last quote; or these, too, where they belong to single words."""
    quote, inner = text[0], text[1:-1]
    if re.match(r"'[^']*[A-Za-z]'[a-z]", text) and text[-1] != quote:
        return quoted(text[1:])
    words = inner.count(quote) % 2 == 0 and re.match(rf"[^{quote}]*[^\s{quote}]{quote}(?=[\s,;/|–-])", inner)
    return quoted(text if words or text[-1] != quote else inner)


def with_quote_closed(line: str, column: int, in_brackets: bool) -> tuple[str, str]:
    """A line with a quote at `column` that is never closed: the rule, and the line as it should be."""
    line = line.rstrip()
    found = re.compile(r"(?=, *(?:[a-z_]+: |[\"'])|,?[\]}]*$)").search(line, column + 1) if in_brackets else None
    stop = found.start() if found else len(line)
    before, quote, inner, rest = line[:column].lstrip(), line[column], line[column + 1 : stop], line[stop:]
    if inner and inner[-1] in CLOSING:  # another sign than the one that opens
        return "smart-quotes", before + quoted(inner[:-1]) + rest
    return "open-quote", before + quote + inner + quote + rest


def lost_key(text: str, surely: bool = False) -> tuple[int, str, dict[str, str]] | None:
    """Where `text` is a key and its value but for the colon or the space behind it: in which column something is
    wrong, the rule and its values. `surely`: nothing is taken for that which may be a text as well."""
    for rule, pattern in (
        ("odd-colon", ODD_COLON),
        ("space-after-colon", NO_SPACE_BEHIND),
        ("colon-missing", NO_COLON),
    ):
        found = pattern.match(text)
        if not found:
            continue
        key, sign = found[1], found[2] or ""
        clear = rule != "colon-missing" or sign[:1] == "=" or (sign and key in LANGUAGES)
        if surely and (sign == ";" or not clear):
            return None
        known = key in KNOWN or (key.lower() in KNOWN and not surely)
        if known or not (surely or rule == "colon-missing" or sign == ";"):
            line = f"{key}: {behind_key(found[3].strip())}".rstrip()
            at = found.end(1) if rule == "colon-missing" else found.start(2)
            return at, rule, {"value": sign if rule == "odd-colon" else key, "line": line}
    return None


def without_braces(value: str) -> str:
    """`hi: …, en: …`, where `value` is that without its braces or with one of them only; else an empty string."""
    parts = re.split(r", *(?=[a-z_]+: )", value.strip("{}() "))
    keys = {part.partition(": ")[0] for part in parts}
    found = keys <= LANGUAGES or (keys <= LANGUAGES | INNER and len(parts) > 1)
    return ", ".join(parts) if found else ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as an editor sees it. `column`: where its text begins, behind the hyphens; `start`: where the value
    begins, which is there too if there is no key."""

    row: int
    indent: int
    hyphens: str
    key: str
    column: int
    start: int
    value: str
    text: str

    @classmethod
    def of(cls, text: str, row: int) -> _Line:
        found = LINE.match(text)
        assert found is not None  # it matches anything
        column, key = found.end(2), (found[3] or "").rstrip(" :")
        return cls(
            row, found.end(1), found[2], key, column, found.start(4), found[4].rstrip(), text[column:].rstrip()
        )


@dataclass(frozen=True, slots=True)
class _Level:
    """A column where lines that belong together begin, and the last of them; `alone` if there is no other."""

    line: _Line
    column: int
    hyphen: bool
    alone: bool


def _tokens(text: str) -> Iterator[Any]:
    """What the parser makes of a text that ends where it stopped; of the whole text it would keep some back."""
    try:
        for token in yaml.scan(text, Loader=yaml.CLoader):
            if token.start_mark.index < len(text):
                yield token
    except yaml.YAMLError:
        return


class _Complaint:
    """What the parser said of a text, and where. Rows and columns count from 0; `first_row` is where it began to
    read what it could not finish."""

    def __init__(self, file: str, first_line: int, text: str, mistake: Any) -> None:
        self.file, self.first_line, self.lines = file, first_line, text.split("\n")
        self.said, self.doing = str(mistake.problem), str(mistake.context)
        mark, context = mistake.problem_mark, mistake.context_mark or mistake.problem_mark
        self.row, self.column, self.mark_column = min(mark.line, len(self.lines) - 1), mark.column, mark.column
        self.first_row, self.first_column = min(context.line, len(self.lines) - 1), context.column
        stop = mark.index
        if isinstance(mistake, yaml.scanner.ScannerError) and self.first_row == self.row:
            self.column, stop = self.first_column, context.index
        self.at_end = not text[mark.index :].strip()
        self.tokens = list(_tokens(text[:stop]))
        self.line, self.parts = self.lines[self.row], _Line.of(self.lines[self.row], self.row)

    def problem(self, rule: str, row: int, column: int, **values: object) -> Problem:
        return error(Place(self.file, self.first_line + row, column + 1), rule, **values)

    def mended(self, rule: str, row: int, column: int, start: int, new: str, **values: object) -> Problem | None:
        """With the line of that row as it should be, `new` from the column `start` on; None if it is so already."""
        line = (self.lines[row][:start].lstrip() + new).rstrip()
        return None if line == self.lines[row].strip() else self.problem(rule, row, column, line=line, **values)

    def explained(self) -> Problem:
        for look in (self.quotes, self.odd_space, self.brackets, self.behind, self.sign, self.colon, self.layout):
            found = look()
            if found:
                return found
        return self.problem("yaml", self.row, self.column, value=self.line.strip())

    @cached_property
    def last(self) -> Any:
        """The text that the parser read last, if that is where it stopped."""
        return self.tokens[-1] if self.tokens and isinstance(self.tokens[-1], yaml.ScalarToken) else None

    @cached_property
    def opened(self) -> list[Any]:
        """The brackets that are open at the mistake, the outermost first."""
        found: list[Any] = []
        for token in self.tokens:
            if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
                found.append(token.start_mark)
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken) and found:
                found.pop()
        return found

    # Quotes

    def quotes(self) -> Problem | None:
        if "quoted scalar" in self.doing:
            return self.backslash() if "escape" in self.said else self.open_quote(self.first_row, self.first_column)
        last, rest = self.last, self.line[self.column :]
        if last is None or last.plain or last.style in "|>" or last.end_mark.line != self.row or rest[:1] == ":":
            return None
        start, end = last.start_mark, last.end_mark.column
        if start.line < self.row:
            return self.open_quote(start.line, start.column)
        if self.opened and rest[:1] in ("", ",", "]", "}"):
            return None
        if not self.opened and not self.before(self.row + 1):
            return None
        if not self.opened and not rest.strip(",;]}) "):
            return self.mended("odd-sign", self.row, self.column, end, "", value=rest[0])
        if self.opened and re.search(r", *(?:[a-z_]+: .*|.)$", self.line[start.column : end]):
            return self.open_quote(start.line, start.column)
        if self.opened and re.match(r"[\"']|[a-z_]+ ?: ", rest):
            return self.mended("comma-missing", self.row, end, end, f", {rest}")
        found = UP_TO_BRACKET.match(self.line, self.column) if self.opened else None
        stop = found.end() if found else len(self.line.partition("  #")[0].rstrip())
        new = requoted(self.line[start.column : stop].rstrip()) + self.line[stop:]
        return self.mended("quote-too-early", self.row, self.column, start.column, new)

    def open_quote(self, row: int, column: int) -> Problem | None:
        line = self.of(row)
        if column == line.column and _Line.of(line.text[1:], row).key:
            return self.mended("odd-sign", row, column, column, line.text[1:], value=line.text[0])
        rule, mended = with_quote_closed(self.lines[row], column, bool(self.opened))
        return self.problem(rule, row, column, line=mended)

    def backslash(self) -> Problem | None:
        row, column, line = self.row, self.mark_column, self.line
        if self.first_row != row:
            return self.mended("backslash", row, column, column, "\\" + line[column:])
        inner, _, rest = line[self.first_column + 1 :].partition('"')
        whole = PAIR_OF_SURROGATES.sub(lambda found: json.loads(f'"{found[0]}"'), inner)
        new = quoted(inner) if whole == inner else f'"{whole}"'
        return self.mended("backslash", row, column, self.first_column, new + rest)

    def odd_space(self) -> Problem | None:
        start = self.last.start_mark.line if self.last and self.last.plain else self.row
        for row in sorted({self.first_row, *range(min(start, self.row), self.row + 1)}):
            odd = ODD_SPACE.match(self.lines[row])
            if odd:
                return self.problem("forbidden-character", row, odd.start(1), value=character_name(odd[1]))
        return None

    # Brackets

    def brackets(self) -> Problem | None:
        if not self.opened:
            return None
        opening, sign = self.opened[-1], self.line[self.column : self.column + 1]
        if self.unclosed(opening):
            return self.open_bracket(opening)
        if self.parts.hyphens and self.column == self.parts.indent and opening.line < self.row:  # a list of lines
            value = self.lines[opening.line][opening.column :].rstrip()
            return self.mended("odd-sign", opening.line, opening.column, opening.column, value[1:], value=value[0])
        if opening.line < self.row and (self.column == self.parts.indent or (sign == ":" and self.at_key)):
            row = max(row for row in range(self.row) if self.lines[row].strip())
            line = self.lines[row].rstrip()
            if line[-1] not in ",[{:":
                return self.mended("comma-missing", row, len(line), len(line), ",")
        if sign == ",":
            start, rest = len(self.line[: self.column].rstrip()), self.line[self.column + 1 :]
            return self.mended("odd-sign", self.row, self.column, start, rest, value=sign)
        if sign and sign in "]}":
            return self.wrong_bracket(sign)
        if sign and sign in "[{":
            return self.bracket_in_brackets(sign)
        return self.colon_in_brackets(opening) if sign == ":" else self.sign_in_brackets()

    @property
    def at_key(self) -> bool:
        """Whether the parser stopped at the first colon of a line that has a key."""
        return bool(self.parts.key) and self.column < self.parts.start

    def unclosed(self, start: Any) -> bool:
        """Whether the text ends, or goes on with a line that can only stand outside, before a bracket is closed."""
        opening = self.of(start.line)
        outside = (self.parts.key or self.parts.hyphens) and self.parts.indent <= opening.indent < start.column
        return self.at_end or bool(start.line < self.row and outside)

    def open_bracket(self, start: Any) -> Problem | None:
        here = [each.column for each in self.opened if each.line == start.line]
        line = self.lines[start.line].rstrip()
        lost = re.compile(r"(?<=[^ ] )#|(?<=[\[{,])#").search(line, start.column)
        if lost:
            begin = max(line.rfind(sign, 0, lost.start()) + len(sign) for sign in ("[", "{", ",", ": "))
            text = UP_TO_BRACKET.match(line, lost.start())
            end = text.end() if text else len(line)
            begin = end - len(line[begin:end].lstrip())
            return self.mended("cut-off", start.line, lost.start(), begin, quoted(line[begin:end]) + line[end:])
        closing = "".join("]" if line[column] == "[" else "}" for column in here[::-1])
        values = {"value": line[start.column], "closing": closing[0]}
        last = len(self.lines) if self.at_end else self.row
        if any(self.structure(start.line + 1, last)):
            return self.problem("open-bracket-far", start.line, start.column, **values)
        end = len(line[:-1] if line[-1] == ")" and "(" not in line else line.rstrip(","))
        return self.mended("open-bracket", start.line, start.column, end, closing, **values)

    def wrong_bracket(self, sign: str) -> Problem | None:
        """At a closing bracket that is not that of the bracket opened last."""
        *outer, start = self.opened
        closing = "]" if sign == "}" else "}"
        opening = self.lines[start.line][start.column]
        if start.line == self.row and any(self.lines[each.line][each.column] != opening for each in outer):
            new = closing + self.line[self.column :]
            return self.mended(
                "open-bracket", self.row, start.column, self.column, new, value=opening, closing=closing
            )
        rest = self.line[self.column + 1 :]
        new = rest if rest.startswith(closing) else closing + rest
        return self.mended("odd-sign", self.row, self.column, self.column, new, value=sign)

    def colon_in_brackets(self, start: Any) -> Problem | None:
        """At a colon that has no key: it is one too many, the comma before it is missing, or it belongs to a text."""
        if self.line[: self.column].rstrip()[-1:] in ("[", "{", ","):
            rest = self.line[self.column + 1 :].lstrip()
            return self.mended("odd-sign", self.row, self.column, self.column, rest, value=":")
        line, pairs = self.line, [each for each in KEY_IN_BRACES.finditer(self.line) if each.end() <= self.column]
        lost = re.search(r"(?:[;，،、] *| +)([a-z_]+) ?$", line[: self.column])
        if lost and lost[1] in KNOWN and pairs and pairs[-1].end() <= lost.start():
            new = ", " + line[lost.start(1) :]
            return self.mended("comma-missing", self.row, lost.start(), lost.start(), new)
        if not pairs:
            return None
        begin = pairs[-1].start(1) if self.lines[start.line][start.column] == "[" else pairs[-1].end()
        found = UP_TO_BRACKET.match(line, begin)
        text, rest = line[begin : found.end()].rstrip() if found else "", line[found.end() if found else begin :]
        smart = SMART.fullmatch(text)
        if smart:
            return self.mended("smart-quotes", self.row, begin, begin, quoted(smart[1]) + rest)
        return self.mended("colon-in-value", self.row, begin, begin, quoted(text) + rest)

    def bracket_in_brackets(self, sign: str) -> Problem | None:
        """At a bracket that opens in the middle of a text."""
        last, around = self.last, self.opened[-1]
        if not last or not last.plain or last.start_mark.line < self.row:
            return None
        in_list = self.lines[around.line][around.column] == "["
        found = (UP_TO_COMMA if in_list else UP_TO_KEY).match(self.line, self.column)
        start, end = last.start_mark.column, found.end() if found else len(self.line)
        remark = self.line[self.column : end]
        end += remark.count(sign) > remark.count("]" if sign == "[" else "}")
        new = quoted(self.line[start:end].rstrip()) + self.line[end:]
        return self.mended("bracket-in-brackets", self.row, self.column, start, new, value=sign)

    def sign_in_brackets(self) -> Problem | None:
        found = UP_TO_BRACKET.match(self.line, self.column)
        if not found or found[0][:1] not in NEVER_FIRST:
            return None
        if self.line[: self.column].rstrip()[-1:] in ("]", "}", '"', "'"):
            rest = self.line[self.column + 1 :]
            return self.mended("odd-sign", self.row, self.column, self.column, rest, value=found[0][0])
        new = quoted(found[0].rstrip()) + self.line[found.end() :]
        return self.mended("quote-needed", self.row, self.column, self.column, new, value=found[0][0])

    # Values

    def behind(self) -> Problem | None:
        """Text that goes on behind a closed bracket, or a bracket too many."""
        last = self.tokens[-1] if self.tokens else None
        ends = yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken
        rest = self.line[self.column :].strip()
        if not isinstance(last, ends) or last.end_mark.line != self.row or not rest or "mapping values" in self.said:
            return None
        if not rest.strip(",;]})"):
            return self.mended("odd-sign", self.row, self.column, self.column, "", value=rest[0])
        return self.needs_quotes() if self.parts.value[:1] in ("[", "{") else None

    def sign(self) -> Problem | None:
        """A value that begins with what means something else to YAML."""
        value = self.parts.value
        if self.opened or not value or self.column < self.parts.start or not (self.parts.key or self.parts.hyphens):
            return None
        if "block scalar" in self.doing and value[0] in "|>":
            new = behind_key(value[1:].lstrip(" +-"))
            start = self.parts.start
            return self.mended("text-after-bar", self.row, start, start, new, value=value[0])
        needs = value[0] in NEVER_FIRST or value[0] in "]}" or value.startswith(("- ", "? "))
        return self.needs_quotes() if needs else None

    def needs_quotes(self) -> Problem | None:
        start, value = self.parts.start, self.parts.value
        return self.mended("quote-needed", self.row, start, start, quoted(value), value=value[0])

    def colon(self) -> Problem | None:
        if "mapping values" not in self.said:
            return None
        if not self.parts.key or self.at_key:
            return self.joined()
        start, value = self.parts.start, self.parts.value
        lost = lost_key(self.parts.text) if re.search(r"[\"'\[{]", self.parts.key) else None
        if lost:
            return self.lost(self.parts, *lost)
        smart = SMART.fullmatch(value)
        if smart:
            return self.mended("smart-quotes", self.row, start, start, quoted(smart[1]))
        pairs = without_braces(value)
        if pairs:
            return self.mended("braces-missing", self.row, start, start, f"{{{pairs}}}")
        second = re.match(r"(?:.*?[,;]? )?([a-z_]+)$", self.line[start : self.column])
        if second and second[1] in KNOWN - LANGUAGES:
            return self.problem(
                "two-keys", self.row, start + second.start(1), value=second[1], otherwise=quoted(value)
            )
        return self.mended("colon-in-value", self.row, start, start, quoted(value))

    def joined(self) -> Problem | None:
        """At a key that YAML takes for more of a text which began in a line above."""
        first = self.of(self.last.start_mark.line) if self.last else self.parts
        if first.row == self.row:
            return None
        for line in map(self.of, range(first.row + bool(first.key), self.row)):
            lost = lost_key(line.text)
            if lost:
                return self.lost(line, *lost)
        key, known = self.parts.key, self.parts.key in KNOWN
        beside = first.key and first.key not in INNER | LANGUAGES and key in INNER | LANGUAGES
        if not self.levels(first.row) and not first.key and not first.hyphens:
            return self.problem("not-a-mapping", first.row, first.column)
        alone = not first.key and not first.hyphens and known and first.indent <= self.parts.indent
        if alone or (beside and self.parts.indent > first.column):
            new = "name" if key not in LANGUAGES else "en" if key == "hi" else "hi"
            return self.problem("text-and-keys", first.row, first.start, value=first.value, key=new)
        if known or self.parts.indent == first.column + 1:
            return self.misplaced(self.parts)
        below = map(self.of, range(first.row + 1, len(self.lines)))
        more = takewhile(lambda each: each.indent > first.column - (not first.key), below)
        text = " ".join([first.value, *(each.text for each in more)])
        return self.mended("colon-in-value", first.row, first.start, first.start, quoted(text.strip()))

    # Lines

    def of(self, row: int) -> _Line:
        return _Line.of(self.lines[row], row)

    def lost(self, line: _Line, offset: int, rule: str, values: dict[str, str]) -> Problem:
        values = values | {"line": line.hyphens + values["line"]}
        return self.problem(rule, line.row, line.column + offset, **values)

    def layout(self) -> Problem | None:
        """A line that does not stand where its like do, or has no key."""
        if "':'" in self.said:
            return self.keyless(self.of(self.first_row))
        if self.opened:
            return None
        line, before = self.parts, self.before(self.row)
        if not line.key and not line.hyphens and (self.column <= line.column or not before):
            return self.keyless(line)
        if self.column > line.column:
            return None
        if before and before.value[:1] in ("|", ">") and line.key not in KNOWN:
            return self.keyless(line)
        found = self.misplaced(line)
        if found:
            return found
        if line.hyphens and line.key:
            return self.mended("odd-sign", self.row, line.indent, line.indent, line.text, value="-")
        return self.keyless(line)

    def keyless(self, line: _Line) -> Problem | None:
        if not line.text:
            return None
        lost = lost_key(line.text)
        if lost:
            return self.lost(line, *lost)
        before = self.before(line.row)
        if before is None:
            return self.problem("not-a-mapping", line.row, line.indent)
        bullet = BULLET.match(line.text)
        lists = [each for each in self.levels(line.row) if each.hyphen and (each.column == line.indent or bullet)]
        if lists or (bullet and not before.value):
            new = "- " + behind_key(line.text[bullet.end() if bullet else 0 :])
            return self.mended("hyphen-missing", line.row, line.indent, line.indent, new)
        body = [self.of(row) for row in range(before.row + 1, line.row + 1) if self.lines[row].strip()]
        if before.value[:1] in ("|", ">") and len(body) > 1:
            first = next((each for each in body if each.indent < body[0].indent), line)
            return self.indent(first, body[0], body[0].indent)
        spaces = before.column + 2
        if line.text[0] in NEVER_FIRST and line.indent >= spaces:
            return self.mended(
                "quote-needed", line.row, line.column, line.column, quoted(line.text), value=line.text[0]
            )
        return self.problem("indent-text", line.row, line.indent, sibling=self.first_line + before.row, spaces=spaces)

    def indent(self, line: _Line, like: _Line, column: int) -> Problem:
        word = "-" if column < like.column or not like.text else like.key or like.text.split()[0]
        values = {"word": word, "sibling": self.first_line + like.row, "spaces": column, "found": line.indent}
        return self.problem("indent", line.row, line.indent, **values)

    def misplaced(self, line: _Line) -> Problem | None:
        """Where `line` is not indented like the nearest of those that it may belong to."""
        all_levels = self.levels(line.row)
        levels = [each for each in all_levels if each.hyphen == bool(line.hyphens)]
        below_hyphen = any(each.hyphen and each.column == line.indent for each in all_levels) and not line.hyphens
        inner = line.key in INNER or line.key not in KNOWN

        def distance(level: _Level) -> tuple[bool, int, int]:
            away = level.column - line.indent
            return below_hyphen and away < 0, abs(away), -away if inner else away

        near = min(levels, key=distance, default=None)
        if near is None or near.column == line.indent:
            return None
        after = next((each for each in self.structure(line.row + 1, len(self.lines))), None)
        alike = after and after.indent == line.indent and bool(after.hyphens) == bool(line.hyphens)
        if near.alone and alike and near.line.indent == near.column:
            return self.indent(near.line, line, line.indent)
        return self.indent(line, near.line, near.column)

    def structure(self, start: int, stop: int) -> Iterator[_Line]:
        """The lines from one row up to another, without those within a value, empty ones and comments."""
        for row in range(start, stop):
            text = self.lines[row].strip()
            if text and text[0] != "#" and row not in self.within:
                yield self.of(row)

    @cached_property
    def within(self) -> set[int]:
        """The rows that belong to a value which began in a row above."""
        found: set[int] = set()
        starts: list[int] = []
        for token in self.tokens:
            first, last = token.start_mark.line, token.end_mark.line
            if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
                starts.append(first)
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken) and starts:
                found.update(range(starts.pop() + 1, last + 1))
            elif isinstance(token, yaml.ScalarToken):
                found.update(range(first + 1, last + (not token.style or token.style not in "|>")))
        return found

    def before(self, row: int) -> _Line | None:
        """The nearest line above that has a key or a hyphen."""
        return next((each for each in [*self.structure(0, row)][::-1] if each.key or each.hyphens), None)

    def levels(self, row: int) -> list[_Level]:
        """The columns where lines begin that a line in `row` may belong to, the outermost first."""
        found: list[_Level] = []
        for line in self.structure(0, row):
            columns = [(each.start() + line.indent, True) for each in re.finditer("-", line.hyphens)]
            for column, hyphen in [*columns, *([(line.column, False)] if line.key else [])]:
                there = [each for each in found if each.column == column and each.hyphen == hyphen]
                # The hyphens of a list may stand right below its key.
                found = [each for each in found if each.column < column + (hyphen and not each.hyphen)]
                found.append(_Level(line, column, hyphen, not there))
        return found
