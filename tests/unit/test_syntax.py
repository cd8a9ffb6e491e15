"""What is told of broken YAML: the line proposed reads back as what was meant, and nothing makes it fall."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from campaign_calendar.content.areas import AREA, AreaTree
from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.kinds import KINDS
from campaign_calendar.content.reading import Field, Type
from campaign_calendar.content.types import Either
from campaign_calendar.located import Items, Node, Record, Scalar, Source
from campaign_calendar.problems import Problem
from campaign_calendar.reader import read_yaml
from campaign_calendar.syntax.text import behind_key, lost_key, quoted, requoted
from campaign_calendar.syntax.vocabulary import FIELDS, vocabulary

EVENT = """\
id: evening
title: {hi: शाम की बैठक, en: Evening meeting}
area: ward-7
start: 2018-11-22 17:30
end: 19:00
venue:
  name: नगर भवन
  address: मेन रोड
speakers: [A. Author, B. Writer]
links:
  - url: https://example.org/list
    title: सूची
  - url: https://example.org/map
    title: नक्शा
audience: सब
description: |
  पहली पंक्ति
  दूसरी पंक्ति
"""
NOTE = "title: गाड़ी\nevents:\n- evening\n- morning\nsources:\n- title: 'सूची'\n  url: \"https://example.org/\"\n"


def reading(text: str) -> tuple[object, list[Problem]]:
    problems: list[Problem] = []
    return plain(read_yaml(Source("content/events/evening.yaml", text, languages=("hi", "en")), problems)), problems


def plain(node: Node | None) -> object:
    """A node as ordinary lists and dictionaries of text."""
    if isinstance(node, Record):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Items):
        return [plain(each) for each in node.nodes]
    return node.text if isinstance(node, Scalar) else None


def mended(text: str, problem: Problem) -> str:
    """`text` as the problem says that it should be."""
    values = dict(problem.values)
    lines = text.split("\n")
    wrong = lines[problem.place.line - 1]
    spaces = int(values["spaces"]) if "spaces" in values else len(wrong) - len(wrong.lstrip(" "))
    lines[problem.place.line - 1] = " " * spaces + values.get("line", wrong.strip(" "))
    return "\n".join(lines)


def mended_until_read(text: str) -> tuple[object, list[str]]:
    """What comes of doing as one is told, until nothing more is told; and the rules on the way."""
    rules: list[str] = []
    for _ in range(10):
        value, problems = reading(text)
        if not problems:
            return value, rules
        rules += [problem.rule for problem in problems]
        for problem in problems:
            text = mended(text, problem)
    raise AssertionError(f"not mended after {rules}:\n{text}")


# --- What is proposed is what was meant


@pytest.mark.parametrize(
    "right, wrong, rules",
    [
        ("area: ward-7", "area:ward-7", ["space-after-colon"]),
        ("area: ward-7", "area :ward-7", ["space-after-colon"]),
        ("area: ward-7", "area::ward-7", ["space-after-colon"]),
        ("id: evening", "id:evening", ["space-after-colon"]),
        ("end: 19:00", "end:19:00", ["space-after-colon"]),
        ("start: 2018-11-22 17:30", "start:2018-11-22 17:30", ["space-after-colon"]),
        ("speakers: [", "speakers:[", ["space-after-colon"]),
        ("title: {", "title:{", ["space-after-colon"]),
        ("{hi: शाम की बैठक, en: Ev", "{hi:शाम की बैठक, en:Ev", ["space-after-colon"]),
        ("description: |", "description:|", ["space-after-colon"]),
        ("  name: न", "  name:न", ["space-after-colon"]),
        ("  address: म", "  address:म", ["space-after-colon"]),
        ("  name: नगर भवन\n  address: मेन रोड", "  name:नगर भवन\n  address:मेन रोड", ["space-after-colon"] * 2),
        ("  - url: h", "  - url:h", ["space-after-colon"]),
        ("    title: सूची", "    title:सूची", ["space-after-colon"]),
        ("area: ward-7", "area ward-7", ["colon-missing"]),
        ("area: ward-7", "area = ward-7", ["colon-missing"]),
        ("area: ward-7", "area - ward-7", ["colon-missing"]),
        ("title: {", "title {", ["colon-missing"]),
        ("{hi: शाम की बैठक, en: Ev", "{hi = शाम की बैठक, en = Ev", ["colon-missing"]),
        ("venue:", "venue", ["colon-missing"]),
        ("  name: न", "  name न", ["colon-missing"]),
        ("  - url: h", "  - url h", ["colon-missing"]),
        ("description: |", "description |", ["colon-missing"]),
        ("area: ward-7", "area： ward-7", ["odd-colon"]),
        ("area: ward-7", "areaः ward-7", ["odd-colon"]),
        ("area: ward-7", "area; ward-7", ["odd-colon"]),
        ("Evening meeting}", "Evening meeting", ["open-bracket"]),
        ("Evening meeting}", "Evening meeting)", ["open-bracket"]),
        ("B. Writer]", "B. Writer", ["open-bracket"]),
        ("B. Writer]", "B. Writer}", ["odd-sign"]),
        ("B. Writer]", "B. Writer]]", ["odd-sign"]),
        ("B. Writer]", "B. Writer],", ["odd-sign"]),
        ("Author, B", "Author, , B", ["odd-sign"]),
        ("[A. Author, B. Writer]", "{A. Author, B. Writer}", ["odd-sign"]),
        ("area: ward-7", "- area: ward-7", ["odd-sign"]),
        ("area: ward-7", '"area: ward-7', ["odd-sign"]),
        ("बैठक, en", "बैठक en", ["comma-missing"]),
        ("बैठक, en", "बैठक; en", ["comma-missing"]),
        ("{hi: शाम की बैठक, en: Evening meeting}", "hi: शाम की बैठक, en: Evening meeting", ["braces-missing"]),
        ("area: ward-7", " area: ward-7", ["indent"]),
        ("area: ward-7", "   area: ward-7", ["indent"]),
        ("id: evening", " id: evening", ["indent"]),
        ("  address", "   address", ["indent"]),
        ("  address", " address", ["indent"]),
        ("  address", "      address", ["indent"]),
        ("speakers", " speakers", ["indent"]),
        ("  दूसरी", " दूसरी", ["indent"]),
        ("  दूसरी", "दूसरी", ["indent"]),
        ("    title: सूची", "  title: सूची", ["indent"]),
        ("    title: सूची", "   title: सूची", ["indent"]),
        ("    title: सूची", "     title: सूची", ["indent"]),
        ("  - url: https://example.org/map", " - url: https://example.org/map", ["indent"]),
        ("  पहली पंक्ति\n  दूसरी पंक्ति", "पहली पंक्ति\nदूसरी पंक्ति", ["indent-text", "indent"]),
        ("  name: नगर भवन\n  address: मेन रोड", "name: नगर भवन\naddress: मेन रोड", ["indent-below"] * 2),
        ("audience: सब", 'audience: "सब', ["open-quote"]),
        ("audience: सब", "audience: 'सब", ["open-quote"]),
        ("audience: सब", 'audience: "सब”', ["smart-quotes"]),
        ("audience: सब", 'audience: "सब",', ["odd-sign"]),
        ("audience: सब", "audience: | सब", ["text-after-bar"]),
    ],
)
def test_who_does_as_told_gets_what_was_meant(right: str, wrong: str, rules: list[str]) -> None:
    assert right in EVENT
    assert mended_until_read(EVENT.replace(right, wrong, 1)) == (reading(EVENT)[0], rules)


@pytest.mark.parametrize(
    "typed, rule, meant",
    [
        ('"बैठक" दिल्ली में', "quote-too-early", '"बैठक" दिल्ली में'),
        ('"He said "yes" today"', "quote-too-early", 'He said "yes" today'),
        ("'Author's evening'", "quote-too-early", "Author's evening"),
        ("'Author's \"big\" evening'", "quote-too-early", 'Author\'s "big" evening'),
        ("'बैठक' दिल्ली में", "quote-too-early", "'बैठक' दिल्ली में"),
        ('"शाम" / "Evening"', "quote-too-early", '"शाम" / "Evening"'),
        ('""शाम""', "quote-too-early", '"शाम"'),
        ('"शाम" की बैठक  # टिप्पणी', "quote-too-early", '"शाम" की बैठक'),
        ('"शाम" की बैठक: दिल्ली', "quote-too-early", '"शाम" की बैठक: दिल्ली'),
        ('"शाम": बैठक', "colon-in-value", '"शाम": बैठक'),
        ("“शाम: बैठक”", "smart-quotes", "शाम: बैठक"),
        ("‘शाम: बैठक’", "smart-quotes", "शाम: बैठक"),
        ("„शाम: बैठक“", "smart-quotes", "शाम: बैठक"),
        ("«शाम: बैठक»", "smart-quotes", "शाम: बैठक"),
        ('“The "big" one: now”', "smart-quotes", 'The "big" one: now'),
        ("“शाम” की बैठक: दिल्ली", "colon-in-value", "“शाम” की बैठक: दिल्ली"),
        ('"C:\\पुस्तकें"', "backslash", "C:\\पुस्तकें"),
        ('"C:\\new"', "backslash", "C:\\new"),
        ('"शाम \\ud83d\\udea9"', "backslash", "शाम 🚩"),
        ("*शाम* की बैठक", "quote-needed", "*शाम* की बैठक"),
        ("@campaign", "quote-needed", "@campaign"),
        ("%50 छूट", "quote-needed", "%50 छूट"),
        ("[ज़रूरी] शाम", "quote-needed", "[ज़रूरी] शाम"),
        ("[यहाँ](https://example.org/) देखें", "quote-needed", "[यहाँ](https://example.org/) देखें"),
        ("{ज़रूरी} शाम", "quote-needed", "{ज़रूरी} शाम"),
        ("] शाम", "quote-needed", "] शाम"),
        ("बैठक #1", "cut-off", "बैठक #1"),
        ("#1 बैठक", "cut-off", "#1 बैठक"),
        ("> शाम: बैठक", "text-after-bar", "शाम: बैठक"),
        ("सब आएँ\n  समय: शाम", "colon-in-value", "सब आएँ समय: शाम"),
        ('{hi: "शाम" की बैठक, en: x}', "quote-too-early", {"hi": '"शाम" की बैठक', "en": "x"}),
        ("{hi: शाम, en: 'Author's evening'}", "quote-too-early", {"hi": "शाम", "en": "Author's evening"}),
        ("{hi: 'शाम, en: 'Evening'}", "open-quote", {"hi": "शाम", "en": "Evening"}),
        ('{hi: "शाम, en: Evening}', "open-quote", {"hi": "शाम", "en": "Evening"}),
        ("{hi: शाम: बैठक, en: x}", "colon-in-value", {"hi": "शाम: बैठक", "en": "x"}),
        ("{hi: x, en: “Meeting: Delhi”}", "smart-quotes", {"hi": "x", "en": "Meeting: Delhi"}),
        ("{hi: शाम, सुबह, en: Evening}", "comma-in-braces", {"hi": "शाम, सुबह", "en": "Evening"}),
        ("{hi: शाम, सुबह, रात, en: Come, all}", "comma-in-braces", {"hi": "शाम, सुबह, रात", "en": "Come, all"}),
        ("{hi: “शाम, सुबह”, en: Evening}", "comma-in-braces", {"hi": "शाम, सुबह", "en": "Evening"}),
        ("{hi: शाम [ज़रूरी], en: Evening}", "bracket-in-brackets", {"hi": "शाम [ज़रूरी]", "en": "Evening"}),
        ("{hi: शाम #1, en: Evening}", "cut-off", {"hi": "शाम #1", "en": "Evening"}),
        ("{hi: *शाम*, en: Evening}", "quote-needed", {"hi": "*शाम*", "en": "Evening"}),
        ("[A [chair], B]", "bracket-in-brackets", ["A [chair]", "B"]),
        ('["A. Author, "B. Writer"]', "open-quote", ["A. Author", "B. Writer"]),
        ('["A. Author" "B. Writer"]', "comma-missing", ["A. Author", "B. Writer"]),
    ],
)
def test_a_value_mended_as_proposed_is_read_as_it_was_meant(typed: str, rule: str, meant: object) -> None:
    text = f"id: evening\ntitle: {typed}\narea: ward-7\n"
    problems = reading(text)[1]
    assert [each.rule for each in problems] == [rule]
    right = mended(text, problems[0]).replace("\n  समय: शाम", "")  # of a text of two lines the second is in the first
    assert reading(right) == ({"id": "evening", "title": meant, "area": "ward-7"}, [])


@pytest.mark.parametrize(
    "wrong, right",
    [
        ("  - A\n  • B\n  - C", "  - B"),
        ("  - A\n  * B\n  - C", "  - B"),
        ("  - A\n  -B\n  - C", "  - B"),
        ("  - A\n  B\n  - C", "  - B"),
        ("  - A\n   - B\n  - C", "  - B"),
        ("  - A\n - B\n  - C", "  - B"),
    ],
)
def test_a_line_of_a_list_is_mended(wrong: str, right: str) -> None:
    text = f"speakers:\n{wrong}\ntitle: x\n"
    problem = reading(text)[1][0]
    assert mended(text, problem).split("\n")[2] == right
    assert mended_until_read(text)[0] == {"speakers": ["A", "B", "C"], "title": "x"}


def test_what_is_right_is_left_alone() -> None:
    """Colons, hyphens and words that only look like keys."""
    text = "a: see https://example.org/a:b at 17:30\nb: |\n  title:x\n  area ward-7\n  - c\nc: 'title:x'\n"
    text += "online:\n  https://example.org/\nd: x\n  https://example.org/\n  Note:this - too\ne: “शाम”\n"
    assert reading(text)[1] == []


def test_one_mistake_is_told_once() -> None:
    """What the reader had noted in the line that the parser could not read was a guess at the same mistake."""
    assert [each.rule for each in reading("title: {ज़रूरी} शाम\narea: ward-7\n")[1]] == ["quote-needed"]


@pytest.mark.parametrize(
    "text, line, found",
    [
        ("title: x", "", None),
        ("title:x", "title: x", "space-after-colon"),
        ("title:x: y", 'title: "x: y"', "space-after-colon"),
        ("title:@x", 'title: "@x"', "space-after-colon"),
        ("title:[x]", "title: [x]", "space-after-colon"),
        ("title", "title:", "colon-missing"),
        ("title -> x", "title: x", "colon-missing"),
        ("title：x", "title: x", "odd-colon"),
        ("https://example.org", "", None),
        ("17:30", "", None),
        ("अतः सब आएँ", "", None),
        ("come to us", "", None),
        ("title-x", "", None),
    ],
)
def test_a_key_that_has_lost_its_colon(text: str, line: str, found: str | None) -> None:
    lost = lost_key(text, vocabulary(("hi", "en")))
    assert (lost and lost[1]) == found
    assert not lost or lost[2]["line"] == line


# --- Nothing makes it fall

SIGNS = [*" \n:-?[]{},#&*!|>'\"%@`=<;ः：•“”\u00a0\u200b", "\n  ", ": ", "- ", " #", "<<<<<<< ", "\\", "\\ud83d", "x"]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good file after some slips of the hand: signs and lines deleted, put in, doubled and moved."""
    text = draw(st.sampled_from([EVENT, NOTE]))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        lines = text.split("\n")
        row = draw(st.integers(0, len(lines) - 1))
        text = draw(
            st.sampled_from(
                [
                    text[:at] + text[at + 1 :],
                    text[:at] + draw(st.sampled_from(SIGNS)) + text[at:],
                    "\n".join([*lines[:row], *lines[row + 1 :]]),
                    "\n".join([*lines[: row + 1], *lines[row:]]),
                    "\n".join([*lines[:row], " " * draw(st.integers(0, 5)) + lines[row].lstrip(), *lines[row + 1 :]]),
                ]
            )
        )
    return text


@settings(deadline=None, max_examples=300)
@given(damaged())
@example('title: "x"*')
@example('title: "\\ud83d\\uzzzz"')
@example("[")
@example('"')
@example("- - {a: [")
@example("a:\n  - [b, {c")
@example("a: |\n b\n#\n  c")
@example(" #\n :")
@example("a:\n  -\n b: c")
@example("- \n x")
@example("a: |\n  b\n -")
@example("a: [b\n\n")
@example("a: [\n- ")
def test_any_damage_gives_problems_that_can_be_told(text: str) -> None:
    problems: list[Problem] = []
    read_yaml(Source("content/events/evening.yaml", text, languages=("hi", "en")), problems)
    lines = [*text.split("\n"), ""]
    for problem in problems:
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert all(problem.sentence(language) for language in ("en", "hi"))
        assert "line" not in dict(problem.values) or "\n" not in dict(problem.values)["line"]


@pytest.mark.parametrize("text", ['a: ["' + "]" * 400_000 + "x", "a: [" + "a:b, " * 100_000 + "]", "x: " + "{b}" * 9])
def test_long_lines_are_no_trap(text: str) -> None:
    reading(text)


texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), max_size=20)


@settings(deadline=None)
@given(texts.map(str.strip).filter(bool))
@example("'")
@example('"')
@example("\\")
@example("a' \"b")
@example("- a")
@example("a:")
def test_a_quoted_text_reads_back(text: str) -> None:
    if not re.search("[\u00ad\u200b\u2060\ufeff]", text):
        assert reading(f"a: {quoted(text)}\n")[1] == []
        if text[0] not in "\"'[{|>":
            reading(f"a: {behind_key(text)}\n")
    if text[0] in "\"'":
        assert reading(f"a: {requoted(text)}\n")[1] == []


def test_the_vocabulary_is_that_of_all_files() -> None:
    """A key that is missing there only makes messages more general; one too many takes a text for a key."""

    def names(fields: tuple[Field, ...], seen: list[tuple[Field, ...]]) -> set[str]:
        seen.append(fields)
        found = {each.name for each in fields}
        for each in fields:
            for inner in inner_fields(each.type):
                if inner not in seen:
                    found |= names(inner, seen)
        return found

    assert set().union(*(names(kind.fields, []) for kind in KINDS)) == FIELDS


def inner_fields(type: Type) -> list[tuple[Field, ...]]:
    if isinstance(type, Group):
        return [type.fields]
    if isinstance(type, Either):
        return [type.group.fields]
    return [AREA] if isinstance(type, AreaTree) else inner_fields(type.member) if isinstance(type, ListOf) else []
