"""YAML with places: what is read, where it stands, what is refused, and that nothing at all makes the reader fall."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from campaign_calendar.located import (
    FORBIDDEN,
    MAX_BYTES,
    Items,
    Node,
    Record,
    Scalar,
    Source,
    decode,
    split_front_matter,
)
from campaign_calendar.problems import Place, Problem
from campaign_calendar.reader import MAX_DEPTH, read_yaml

FILE = "content/events/evening.yaml"
HERE = "‸"  # stands before a value whose place is asked for


def reading(octets: bytes | str) -> tuple[Node | None, list[Problem]]:
    """What a file of these octets gives."""
    problems: list[Problem] = []
    source = decode(octets.encode() if isinstance(octets, str) else octets, FILE, problems, ("hi", "en"))
    return (read_yaml(source, problems) if source else None), problems


def rules(octets: bytes | str) -> list[str]:
    """The problems of a file as line:column rule."""
    return [f"{each.place.line}:{each.place.column} {each.rule}" for each in reading(octets)[1]]


def plain(node: Node | None) -> object:
    """A node as ordinary lists and dictionaries of text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(each) for each in node.nodes]
    return None if node is None else {key: plain(value) for key, (_, value) in node.entries.items()}


def nodes(node: Node | None) -> Iterator[Node]:
    if node is None:
        return
    yield node
    below = node.nodes if isinstance(node, Items) else ()
    if isinstance(node, Record):
        below = tuple(each for pair in node.entries.values() for each in pair)
    for each in below:
        yield from nodes(each)


# --- Places


@pytest.mark.parametrize(
    "text",
    [
        "a: ‸here\n",
        "a:    ‸here   \n",
        "बैठक: ‸here\n",
        "{बैठक: दिल्ली, स्थान: ‸here}\n",
        "[क्षेत्रीय, सम्मेलन, ‸here]\n",
        "a: [1, {b: [2, ‸here]}]\n",
        "- a\n- ‸here\n",
        "- - ‸here\n",
        "a:\n  - b: c\n    d: ‸here\n",
        "# टिप्पणी\n\n\na:\n\n  # टिप्पणी\n  b: ‸here\n",
        "a: ‸'here'\n",
        'क: "दिल्ली"\nb: ‸"here"\n',
        "a: ‸here\n  # behind\n",
        "a:\n  ‸here\n",
        "a: ‸|\n  here\n",
        "a: ‸>-\n  here\n",
        "a: 'one\n\n  two'\nb: ‸here\n",
        "a: |\n  बैठक\n  दिल्ली\nb: ‸here\n",
        "😀: ‸here\n",
        "{a: 😀😀, b: ‸here}\n",
        "‸here: value\n",
        "a:\n  ‸here: value\n",
        "--- \na: ‸here\n",
        "‸here",
    ],
)
@pytest.mark.parametrize("written", ["as it is", "CRLF", "BOM", "BOM and CRLF"])
def test_a_value_stands_where_an_editor_sees_it(text: str, written: str) -> None:
    before = text.partition(HERE)[0]
    place = Place(FILE, before.count("\n") + 1, len(before) - before.rfind("\n"))
    text = text.replace(HERE, "").replace("\n", "\r\n" if "CRLF" in written else "\n")
    root, problems = reading(("\ufeff" if "BOM" in written else "") + text)
    assert not problems
    assert [each.place for each in nodes(root) if isinstance(each, Scalar) and each.text.strip() == "here"] == [place]


@pytest.mark.parametrize("text", ["{अ: 1, ‸{b: c}: d}", "a: ‸[b]\n", "a:\n  ‸- b\n", "- ‸x: y\n"])
def test_lists_and_mappings_have_places_too(text: str) -> None:
    before = text.partition(HERE)[0]
    problems: list[Problem] = []
    root = read_yaml(Source(FILE, text.replace(HERE, ""), languages=("hi", "en")), problems)
    places = {each.place for each in nodes(root) if not isinstance(each, Scalar)} | {each.place for each in problems}
    assert Place(FILE, before.count("\n") + 1, len(before) - before.rfind("\n")) in places


def test_a_position_in_the_text_becomes_a_place() -> None:
    source = Source(FILE, "पहली\nदूसरी\n", first_line=5)
    assert [source.place_at(index) for index in (0, 4, 5, 7)] == [
        *(Place(FILE, 5, 1), Place(FILE, 5, 5), Place(FILE, 6, 1), Place(FILE, 6, 3)),
    ]


# --- Every scalar stays the text that was typed (what PyYAML's own loader makes of it stands behind)

TRAPS = [
    *("10:30", "18:00", "9:05", "10:30:00", "08:30", "00:30", "19:60", "24:00"),  # 630, 1080, 545, 37800, text …
    *("6.30", "1.10", "1_000", "011001", "010", "0x1F", "0b11", "0o17", "1e3", ".5", "+.inf", ".nan", "-0"),
    *("NO", "yes", "off", "on", "y", "n", "true", "False", "~", "null", "Null", "=", "<<"),
    *("+919812345678", "09812345678", "9" * 5000),  # the last: ValueError
    *("2025-11-12", "2025-1-5", "12-11-2025", "2025-02-30", "2025-11-12 18:30", "2025-11-12 18:30:00"),
    *("2025-11-12T18:30:00Z", "2025-11-12 18:30:00+05:30", "2025-11-12 18:30:00+0530"),
    *("a#b", "a,b", "a:b", "-1", "-a", "?a", ":a", "a]", "a}", "…", "“a”", "₹500", "a\u00a0b", "C:\\Users", "\\n"),
]


@pytest.mark.parametrize("typed", TRAPS, ids=lambda typed: typed[:20])
@pytest.mark.parametrize("form", ["a: {}\n", "- {}\n", "a:\n  b: {}  # behind\n", "a: '{}'\n", "a: |-\n  {}\n"])
def test_nothing_is_guessed(typed: str, form: str) -> None:
    root, problems = reading(form.format(typed))
    assert not problems
    assert typed in [each.text for each in nodes(root) if isinstance(each, Scalar)]


@pytest.mark.parametrize("typed", [typed for typed in TRAPS if len(typed) < 1_000])
def test_nothing_is_guessed_of_keys(typed: str) -> None:
    assert plain(reading(f"{typed}: a\n")[0]) == {typed: "a"}


def test_the_second_of_two_surprises_of_line_ends_is_refused() -> None:
    """U+0085 and U+2028 end a line in YAML 1.1: a second key would appear."""
    for character in "\u0085\u2028\u2029":
        assert rules(f"a: b{character}c: d\n") == ["1:5 forbidden-character"]


def test_only_scalars_without_quotes_and_signs_are_plain() -> None:
    root, _ = reading("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n")
    assert isinstance(root, Items)
    assert [each.plain for each in root.nodes if isinstance(each, Scalar)] == [True, False, False, False, False]


def test_text_is_normalised_also_where_it_was_escaped() -> None:
    decomposed = unicodedata.normalize("NFD", "é")
    assert plain(reading(f'a: {decomposed}\nb: "{decomposed}"\nc: "e\\u0301"\n')[0]) == dict.fromkeys("abc", "é")


# --- What is refused


@pytest.mark.parametrize(
    "text, problems",
    [
        ("a: 1\na: 2\n", ["2:1 duplicate-key"]),
        ("{a: 1, a: 2, a: 3}", ["1:8 duplicate-key", "1:14 duplicate-key"]),
        ("a: 1\n'a': 2\n", ["2:1 duplicate-key"]),
        ('é: 1\n"e\\u0301": 2\n', ["2:1 duplicate-key"]),
        ("a: {b: 1}\nc: {b: 1}\n", []),
        ("a: &x 1\n", ["1:4 anchor"]),
        ("&x a: 1\n", ["1:1 anchor"]),
        ("- &x [a]\n", ["1:3 anchor"]),
        ("a: *x\n", ["1:4 alias"]),
        ("<<: *x\n", ["1:5 alias"]),
        ("*x : a\n", ["1:1 alias"]),
        ("a: !!str b\n", ["1:4 tag"]),
        ("a: ! b\n", ["1:4 tag"]),
        ("!x {a: b}\n", ["1:1 tag"]),
        ("a: !!python/object/apply:os.system [id]\n", ["1:4 tag"]),
        ("a: !!binary aGk=\n", ["1:4 tag"]),
        ("--- !!set {a, b}\n", ["1:5 tag"]),
        ("--- !!omap [a: b]\n", ["1:5 tag"]),
        ("a: b\n---\nc: d\n", ["2:1 second-document"]),
        ("a: b\n---\n", ["2:1 second-document"]),
        ("a: b\n...\n---\n", ["3:1 second-document"]),
        ("---\n---\na: b\n", ["2:1 second-document"]),
        ("---\na: b\n", []),
        ("---\na: b\n...\n", []),
        ("{[a]: b}", ["1:2 key-not-text"]),
        ("? {a: b}\n: c\n", ["1:3 key-not-text"]),
        ("a:\n\tb: c\n", ["2:1 tab"]),
        ("a: b\tc\n", ["1:5 tab"]),
        ("a: b #1\n", ["1:6 cut-off"]),
        ("a: b # c\n", ["1:6 cut-off"]),
        ("- b #1\n", ["1:5 cut-off"]),
        ("a: b\n  c #1\n", ["2:5 cut-off"]),
        ("{a: b #1\n}", ["1:7 cut-off"]),
        ("a: #b\n", ["1:4 cut-off"]),
        ("- #b\n", ["1:3 cut-off"]),
        ("a:  # b\n  c: d\n", []),
        ("a: # b\n  c: d\n", []),
        ("a: b  # c\n", []),
        ("a: 'b' # c\n", []),
        ("a: 'b #1'\n", []),
        ("a: |  # c\n  b #1\n", []),
        ("a: b#1\n", []),
        ("# a #1\na: b\n", []),
        ('a: "\\0"\n', ["1:4 forbidden-character"]),
        ('a: "\\u202E"\n', ["1:4 forbidden-character"]),
        ('a: "\\L"\n', ["1:4 forbidden-character"]),
        ('a: "\\t\\n"\n', []),
        ("{a: b, c}\n", ["1:8 comma-in-braces"]),
        ("{a: b, c, d: e, f, g}\n", ["1:8 comma-in-braces"]),
        ("{c, a: b}\n", []),
        ("{a: , c: d}\n", []),
        ("a: {b, c}\n", ["1:4 odd-sign"]),
        ("a: {hi:b}\n", ["1:5 space-after-colon"]),
        ("a: {hi=b, en: c}\n", ["1:5 colon-missing"]),
        ("a:\n  title:b\n", ["2:9 space-after-colon"]),
        ("a: b\n  title:c\n", ["2:9 space-after-colon"]),
        ("- a\n - b\n", ["2:2 indent"]),
        ("title:\nhi: a\nen: b\n", ["2:1 indent-below", "3:1 indent-below"]),
        ("title:\n  hi: a\nend: b\n", []),
        ('a: "b\ntitle: c"\n', ["1:4 open-quote"]),
        ('a: "b\n  c"\n', []),
        ('a: "C:\\new"\n', ["1:4 backslash"]),
        ("a: -b\n", []),
        ("a:\n  -\u00a0b\n", ["2:4 forbidden-character"]),
        ("a: b\u200b\n", ["1:5 forbidden-character"]),
        ("a\u200b: b\n", ["1:2 forbidden-character"]),
        ("a: ब\u200b\n", []),
        ("a: b\n<<<<<<< HEAD\n", ["2:1 merge-conflict"]),
        ("a: |\n  b\n=======\n  c\n>>>>>>> x\n", ["5:1 merge-conflict"]),
        ("a: b\n  =======\n  <<<<<<< x\n", []),
    ],
)
def test_refused(text: str, problems: list[str]) -> None:
    assert rules(text) == problems


def test_the_character_refused_is_named() -> None:
    [problem] = reading("a: b\u202ec\n")[1]
    assert dict(problem.values) == {"value": "U+202E RIGHT-TO-LEFT OVERRIDE"}


@pytest.mark.parametrize("code", [0, 7, 8, 0xB, 0xC, 0xD, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029, 0x202A])
@pytest.mark.parametrize("form", ["a: b{}c\n", "a: 'b{}c'\n", "# {}x\n", "a: |\n  b{}c\n", "b{}c: a\n"])
def test_characters_that_nobody_sees_are_refused_everywhere(code: int, form: str) -> None:
    assert [rule.split()[1] for rule in rules(form.format(chr(code)))] == ["forbidden-character"]


@pytest.mark.parametrize("code", [0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0x00A0, 0x093C, 0xE000, 0x1F6A9])
def test_characters_that_languages_need_are_not(code: int) -> None:
    assert plain(reading(f"a: b{chr(code)}c\n")[0]) == {"a": f"b{chr(code)}c"}


# --- Bombs: refused at once; a reader that composes them runs out of time, memory or stack


def _nested_aliases(forms: str, levels: int) -> str:
    first = "a0: &a0 [" + ", ".join("x" * 9) + "]\n"
    nine = (", ".join([f"*a{level}"] * 9) for level in range(levels - 1))
    return first + "".join(f"a{level}: &a{level} {forms.format(each)}\n" for level, each in enumerate(nine, start=1))


@pytest.mark.parametrize(
    "text, rule",
    [
        (_nested_aliases("[{}]", 9), "anchor"),
        (_nested_aliases("{{<<: [{}]}}", 7), "anchor"),
        ("a: *a\n", "alias"),
        *((opening * 30_000, "too-deep") for opening in ("[", "{a: ", "[{a: ", "- ", "? ", "{? ")),
        ("[" * 400_000, "too-deep"),
        ("[" * 15_000 + "]" * 15_000, "too-deep"),
        ("".join(" " * n + "a:\n" for n in range(1_000)), "too-deep"),
    ],
    ids=["aliases", "merge keys", "self", "[", "{", "[{", "- ", "? ", "{?", "400 KB of [", "closed", "indentation"],
)
def test_bombs_are_refused(text: str, rule: str) -> None:
    [problem] = reading(text)[1]
    assert problem.rule == rule


def test_the_depth_that_is_allowed() -> None:
    assert not reading("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1]
    assert rules("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [f"1:{MAX_DEPTH + 1} too-deep"]


# --- Octets


def test_a_file_as_long_as_may_be() -> None:
    problems: list[Problem] = []
    assert decode(b"a" * MAX_BYTES, FILE, problems) and not problems
    assert decode(b"a" * (MAX_BYTES + 1), FILE, problems) is None
    assert [problem.rule for problem in problems] == ["too-large"]


@pytest.mark.parametrize(
    "octets, line, column, octet",
    [
        (b"\xff", 1, 1, "0xFF"),
        (b"a: \xe9\n", 1, 4, "0xE9"),
        ("बैठक: ".encode() + b"\xe9", 1, 7, "0xE9"),
        ("बैठक\nक: ".encode() + b"\xa4\xc5", 2, 4, "0xA4"),
        (b"a\r\nb: \xe9\r\n", 2, 4, "0xE9"),
        (b"\xef\xbb\xbfa: \xe9\n", 1, 4, "0xE9"),
        (b"\xef\xbb\xbfa: b\nc: \xe9\n", 2, 4, "0xE9"),
        (b"a: \xed\xa0\x80\n", 1, 4, "0xED"),
        (b"a: \xf8\x88\x80\x80\x80\n", 1, 4, "0xF8"),
        (b"a: \xe0\xa4", 1, 4, "0xE0"),
    ],
)
def test_octets_that_are_not_utf_8_have_a_place(octets: bytes, line: int, column: int, octet: str) -> None:
    [problem] = reading(octets)[1]
    assert (problem.rule, problem.place) == ("not-utf-8", Place(FILE, line, column))
    assert dict(problem.values) == {"value": octet}


@settings(deadline=None)
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example("a: b\n".encode("utf-16"))
@example(b"\xef\xbb\xbf\xff")
@example(b"\x80\n\xef\xbb\xbf")
def test_any_octets_give_problems_or_a_node(octets: bytes) -> None:
    problems: list[Problem] = []
    source = decode(octets, FILE, problems)
    assert (source is None) == bool(problems)
    if source is not None:
        assert source.text == unicodedata.normalize("NFC", source.text)
        _sound(source)


yamlish = st.text(st.sampled_from(" \n\n:-?[]{},#&*!|>'\"%@`~=<.\\0123xYn/किé\u00a0\u200d😀"), max_size=60)
FRAGMENTS = [
    *("a: ", "b", "- ", "\n", "\n  ", "  ", ": ", " #1", "'", '"', "|\n", ">-\n", "[", "]", "{", "}", ", ", "---\n"),
    *("&x ", "*x", "!t ", "!!str ", "? ", "<<: ", "%YAML 1.1\n", "...\n", "\\x", "\\u12", "बैठक", "# c\n", "@", "`"),
]
fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


@settings(deadline=None)
@given(yamlish | fragments | st.text(max_size=60))
@example("%YAML 9.9\n---\n")
@example("%TAG ! tag:x,2000:\n--- !a b\n")
@example('"\\')
@example("? ")
@example("a: |9\n b")
@example("--- |\n--- ")
@example("{? }")
def test_any_text_gives_problems_or_a_node(text: str) -> None:
    problems: list[Problem] = []
    source = decode(text.encode("utf-8", "surrogatepass"), FILE, problems)
    if source is not None:
        _sound(source)
        parts = split_front_matter(source, problems)
        for part in parts or ():
            _sound(part)


def _sound(source: Source) -> None:
    """Reading gives a node or problems, and all their places are in the file."""
    problems: list[Problem] = []
    root = read_yaml(source, problems)
    lines = [*source.text.split("\n"), ""]  # an empty value may stand on the line after the last
    places = [problem.place for problem in problems] + [each.place for each in nodes(root)]
    for place in places:
        line = lines[place.line - source.first_line]
        assert 1 <= place.column <= len(line) + 1
    for each in nodes(root):
        if isinstance(each, Scalar) and not problems:
            assert not FORBIDDEN.search(each.text)


letters = st.text(
    st.characters(exclude_categories=("Cs", "Cn")).filter(lambda each: not FORBIDDEN.match(each)), max_size=12
).map(lambda text: unicodedata.normalize("NFC", text))
values = st.recursive(
    letters | st.sampled_from(TRAPS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(letters, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(letters, values, max_size=5))
def test_what_json_writes_comes_back(mapping: dict[str, object]) -> None:
    root, problems = reading(json.dumps(mapping, ensure_ascii=False, indent=1))
    assert (plain(root), problems) == (mapping, [])


class _Writer(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


styles = st.fixed_dictionaries(
    {"default_flow_style": st.sampled_from([True, False, None]), "width": st.sampled_from([20, 80, 9999])}
)


@settings(deadline=None)
@given(st.dictionaries(letters, values, max_size=5), styles)
def test_what_another_yaml_writer_writes_comes_back(mapping: dict[str, object], style: dict[str, object]) -> None:
    text = yaml.dump(mapping, Dumper=_Writer, allow_unicode=True, **style)
    if re.search(r"[^\S \n]|[\u00ad\u200b\u2060]", text):  # around keys and values; we refuse them there
        return
    root, problems = reading(text)
    assert (plain(root), problems) == (mapping, [])


# --- Records


def test_an_empty_value_is_an_absent_one() -> None:
    root, _ = reading("a: x\nb:\nc: ''\nd: []\n")
    assert isinstance(root, Record)
    assert [root.take(key) is None for key in "abcde"] == [False, True, True, False, True]


def test_a_record_knows_what_nobody_has_read() -> None:
    root, _ = reading("a: x\nb: y\nc:\n")
    assert isinstance(root, Record)
    root.take("a")
    assert list(root.unread) == ["b", "c"]
    assert root.unread["b"].place == Place(FILE, 2, 1)
    assert (root.place_of("b"), root.place_of("d")) == (Place(FILE, 2, 4), Place(FILE, 1, 1))


# --- Front matter


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_and_body_keep_their_places(end: str) -> None:
    problems: list[Problem] = []
    text = "---\ntitle: नोट\n--- \nपहला\n---\nदूसरा\n".replace("\n", end)
    source = decode(text.encode(), "content/notes/a.md", problems)
    assert source is not None
    parts = split_front_matter(source, problems)
    assert parts is not None and not problems
    front, body = parts
    root = read_yaml(front, problems)
    assert isinstance(root, Record) and root.place_of("title") == Place("content/notes/a.md", 2, 8)
    assert body.text == "पहला\n---\nदूसरा\n"
    assert body.place_at(body.text.index("दूसरा")) == Place("content/notes/a.md", 6, 1)


@pytest.mark.parametrize("text", ["", "title: x\n", " ---\n", "\n---\n---\n", "+++\n"])
def test_a_note_begins_with_its_front_matter(text: str) -> None:
    problems: list[Problem] = []
    assert split_front_matter(Source(FILE, text), problems) is None
    assert [problem.rule for problem in problems] == ["no-front-matter"]


@pytest.mark.parametrize("text", ["---", "---\ntitle: x\n", "---\na\n ---\n", "---\na\n----\n", "---\na\n...\n"])
def test_front_matter_has_an_end(text: str) -> None:
    problems: list[Problem] = []
    assert split_front_matter(Source(FILE, text), problems) is None
    assert [problem.rule for problem in problems] == ["open-front-matter"]
