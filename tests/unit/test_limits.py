"""What is counted before Markdown is read: that which would take minutes is found, and long honest texts are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar import prose
from campaign_calendar.limits import MAX_LENGTH, MAX_LINE, MAX_LINES, MAX_OPEN, MAX_SIGNS, beyond
from campaign_calendar.problems import MOST, ContentError
from tests.campaigns import build_here

WORDS = "कल की सभा में [सूची](https://a.example/x) **साथ** लाएँ, `नाम` लिखकर।"
LONG = {
    "paragraphs": f"{WORDS}\n\n" * 1500,
    "a list": f"- {WORDS}\n" * 1500,
    "one paragraph": f"{WORDS} " * 1500,
    "numbers": "".join(f"{number}. {WORDS}\n" for number in range(1, 1500)),
    "a table": f"| {WORDS} | b | c |\n|---|---|---|\n" + f"| {WORDS} | b | c |\n" * 1000,
    "boxes": "- [ ] a thing to bring\n" * 4000,
    "headings": f"## {WORDS}\n\n{WORDS}\n\n" * 700,
    "tags": f"<b>a</b><br>{WORDS}\n" * 1000,
    "signs that mean nothing": "3 < 4, (a) and 5' x 6', «a» & b\n" * 3000,
}
# What a text of a few kilobytes can be made of to keep a reader of Markdown busy, and the rule that it breaks.
BOMBS = {
    "open brackets": ("[a" * 5000, "text-unclosed"),
    "open pictures": ("![a" * 5000, "text-unclosed"),
    "open addresses": ("[a](b" * 5000, "text-unclosed"),
    "brackets in each other": ("[" * 3000 + "]" * 3000, "text-unclosed"),
    "quotes in addresses": ('[a](b")' * 3000, "text-unclosed"),
    "open tags": ("<a " * 5000, "text-unclosed"),
    "open remarks": ("<!--" * 5000, "text-unclosed"),
    "tags without an end": ("".join(f"<em a={n}>" for n in range(100)) + "<p>x</p>" * 9000, "text-unclosed"),
    "growing signs for code": ("".join("`" * n + "a" for n in range(1, 190)), "text-unclosed"),
    "growing signs for code, twice": ("".join("`" * n + "a" for n in range(1, 130)) * 2, "text-unclosed"),
    "escaped signs for code": ("\\``" * 4000, "text-unclosed"),
    "backslashes": ("\\" * 100_000, "text-too-dense"),
    "headings": ("# a\n" * 29_000, "text-too-dense"),
    "a wide table": ("|a" * 1500 + "\n" + "|-" * 1500 + "\n" + "|a\n" * 4000, "text-too-dense"),
    "lists": ("\n".join(" " * 4 * depth + "- a" for depth in range(200)), "text-too-deep"),
    "quotes": (">" * 5000 + " a", "text-too-deep"),
    "ten megabytes": ("a b " * 2_500_000, "text-too-long"),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_long_honest_text_is_read(text: str) -> None:
    assert len(text) > 80_000
    assert beyond(text) is None


@pytest.mark.parametrize("text, rule", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused(text: str, rule: str) -> None:
    found = beyond(text)
    assert found is not None and found.rule == rule
    assert 0 <= found.at < len(text)


@pytest.mark.parametrize(
    "most, one",
    [("a" * MAX_LENGTH, "a"), ("a\n" * (MAX_LINES - 1), "a\n"), ("&" * MAX_SIGNS, "&"), ("[a" * MAX_OPEN, "[")],
)
def test_as_much_as_is_said_is_taken(most: str, one: str) -> None:
    assert beyond(most) is None
    assert beyond(most + one) is not None


def test_what_is_open_counts_in_its_paragraph_only() -> None:
    assert beyond(("[a" * MAX_OPEN + "\n\n") * 50) is None
    found = beyond("a\n \nb " + "[a" * (MAX_OPEN + 1))
    assert found is not None and found.at == len("a\n \nb ") + 2 * MAX_OPEN


@pytest.mark.parametrize(
    "text, at",
    [
        ("- " * 20 + "x", None),
        ("- " * 21 + "x", 0),
        ("x\n\n" + "> " * 21 + "x", 3),
        ("x\n" + " " * 84 + "- x", 2),
        (" " * 84 + "12. x", 0),
        ("\t" * 21 + "* x", 0),
        (" " * 200 + "x", None),
        ("- " * 40, None),
        ("* * * " * 20 + "\n", None),
        ("--" * 40, None),
    ],
)
def test_what_is_nested_too_deep(text: str, at: int | None) -> None:
    """The parser would go on until it falls over."""
    found = beyond(text)
    assert (found.at if found and found.rule == "text-too-deep" else None) == at


@pytest.mark.parametrize(
    "line, level, heading",
    [
        ("# a", 2, "a"),
        ("## a ##", 2, "a"),
        ("# a # b  #", 2, "a # b"),
        ("#  #", 2, ""),
        ("# # #", 2, "#"),
        ("# a#", 2, "a#"),
    ],
)
def test_signs_at_the_end_of_a_heading_go(line: str, level: int, heading: str) -> None:
    assert prose.html(line) == f"<h{level}>{heading}</h{level}>"


def test_a_line_is_no_longer_than_anybody_reads(site: Path) -> None:
    text = (site / "content/events/gorge/bank-walk.yaml").read_text(encoding="utf-8")
    (site / "content/events/gorge/bank-walk.yaml").write_text(f"{text}audience: {'a' * (MAX_LINE + 1)}\n", "utf-8")
    with pytest.raises(ContentError) as mistake:
        build_here(site)
    assert [(each.place.line, each.rule) for each in mistake.value.problems] == [(6, "line-too-long")]


@pytest.mark.parametrize(
    "text",
    [
        "- {id: A}\n" * 5000,
        "id: a\n" + "".join(f"key-{number}: a\n" for number in range(5000)),
        f"id: a\ntitle: a\narea: source\nstart: 2018-11-22\ntags: [{'a, ' * 5000}]\n",
        "id: a\n" + "\t\n" * 5000,
        "<<<<<<< a\n" * 5000,
    ],
    ids=["events", "keys", "values", "tabs", "conflicts"],
)
def test_of_endless_mistakes_the_first_are_told(site: Path, text: str) -> None:
    (site / "content/events/endless.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as mistake:
        build_here(site)
    told = [each for each in mistake.value.problems if each.place.file == "content/events/endless.yaml"]
    assert len(told) == MOST + 1
    assert [each.place for each in told if each.rule == "too-many-mistakes"] == [max(each.place for each in told)]


def test_endless_warnings_hide_no_error(site: Path) -> None:
    rest = "title: a, area: source, start: 2018-11-22, status_note: a}"
    text = (
        "".join(f"- {{id: a-{number}, {rest}\n" for number in range(1200)) + f"- {{id: b, attendance: many, {rest}\n"
    )
    (site / "content/events/endless.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as mistake:
        build_here(site)
    assert [each.rule for each in mistake.value.problems if each.level == "error"] == ["whole-number"]
    assert sum(each.rule == "note-without-status" for each in mistake.value.problems) == MOST


def test_a_table_with_a_very_long_cell_is_verified(site: Path) -> None:
    """Python's reader of tables stops at 131,072 characters, which many names in one cell have."""
    head = "id: a\ntitle: a\narea: source\nstart: 2018-11-22\n"
    names = ", ".join(f"{number:05}{'a' * 9000}" for number in range(20))
    (site / "content/events/a.yaml").write_text(f"{head}speakers: [{names}]\n", encoding="utf-8")
    build_here(site)
