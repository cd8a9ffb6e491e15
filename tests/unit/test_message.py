"""Texts as WhatsApp shows them: nothing in others' words is taken for formatting, and nothing is too long."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.message import Entry, Message
from campaign_calendar.model import Language
from campaign_calendar.wording import Wording

WORDS = Wording(
    Language("en", "en_IN", "ltr"), {"message_more.one": "… and {n} more", "message_more.other": "… and {n} more"}
)
LINK = "https://rivers.example/drive/areas/gorge.html"
SAID = st.text(st.sampled_from("*_~`abठकि\u094d \n\t-1.>") | st.characters(exclude_categories=["Cs", "Cc"]))
MARKS = re.compile(r"(?<![A-Za-z0-9])[*_~`]|[*_~`](?![A-Za-z0-9])")


def written(head: tuple[str, ...] = ("Walk",), entries: tuple[Entry, ...] = (), **more: object) -> Message:
    return Message(head, entries, **{"as_of": "As of 9 November 2018", "link": LINK, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "said, shown",
    [
        ("*Walk* _now_ ~or~ `never`", "＊Walk＊ ＿now＿ ～or～ ｀never｀"),
        ("snake_case stays", "snake_case stays"),
        ("_a_b_", "＿a_b＿"),
        ("क_ख", "क＿ख"),
        ("  two\n lines\t", "two lines"),
        ("2 * 3", "2 ＊ 3"),
    ],
)
def test_signs_of_formatting_are_widened(said: str, shown: str) -> None:
    assert message.plain(said) == shown


@pytest.mark.parametrize(
    "url, shown",
    [
        ("https://a.example/~ram/", "https://a.example/~ram/"),
        ("https://a.example/?x=*1*", "https://a.example/?x=%2A1%2A"),
        ("https://a.example/_a_/?b_c=d", "https://a.example/%5Fa%5F/?b_c=d"),
    ],
)
def test_a_link_leads_where_it_led(url: str, shown: str) -> None:
    assert message.address(url) == shown
    assert unquote(shown) == unquote(url)


def test_nothing_is_bold_that_says_nothing() -> None:
    assert message.bold(" \n ") == ""


@given(st.lists(SAID, min_size=1, max_size=2), st.lists(st.tuples(SAID, SAID), max_size=4))
def test_every_star_is_ours_and_has_its_partner_on_the_line(head: list[str], entries: list[tuple[str, str]]) -> None:
    items = tuple(Entry(f"• {message.plain(text)}", heading) for text, heading in entries)
    text = message.text(written(tuple(head), items), WORDS)
    for line in text.split("\n"):
        if MARKS.search(line):
            assert re.fullmatch(r"\*[^\s*](?:[^*]*[^\s*])?\*", line), line
            assert not MARKS.search(line[1:-1]), line


@given(SAID, st.lists(SAID, max_size=60), st.booleans())
def test_neither_text_nor_link_is_too_long(title: str, entries: list[str], counted: bool) -> None:
    items = tuple(Entry(f"• {message.plain(each)}", "Monday") for each in entries)
    whole = written((f"T{title}", "second"), items, counted=counted)
    text, link = message.text(whole, WORDS), message.whatsapp(whole, WORDS)
    assert len(text) <= message.LIMIT and text.endswith(LINK)
    assert len(link) <= message.ADDRESS_LIMIT and link.isascii()
    said = unquote(link.removeprefix(message.WHATSAPP), errors="strict")
    assert said.endswith(LINK)
    assert said == text or (len(said) < len(text) and said.startswith("*T"))


def test_a_long_list_ends_at_a_whole_entry_and_says_how_many_are_left() -> None:
    entries = tuple(Entry(f"• {number:03} " + "क" * 40, f"दिन {number // 2}") for number in range(100))
    text = message.text(written(entries=entries, others=900), WORDS)
    shown = re.findall(r"^• (\d{3}) क{40}$", text, re.MULTILINE)
    assert shown == [f"{number:03}" for number in range(len(shown))]
    assert text.count("*दिन ") == -(-len(shown) // 2)
    assert text.endswith(f"\n\nAs of 9 November 2018\n… and {1000 - len(shown):,} more: {LINK}")
    assert len(text) > message.LIMIT - 60


def test_where_there_is_no_address_there_is_no_link() -> None:
    assert message.text(written(link=""), WORDS) == "*Walk*\n\nAs of 9 November 2018"
    assert message.text(written(link="", others=1), WORDS).endswith("As of 9 November 2018\n… and 1 more")


def test_what_is_no_list_is_cut_without_a_count() -> None:
    entries = tuple(Entry("x" * 300) for _ in range(9))
    assert message.text(written(entries=entries, counted=False), WORDS).endswith(
        f"\n…\n\nAs of 9 November 2018\n{LINK}"
    )


def test_a_title_is_cut_between_letters() -> None:
    """क्षे is one letter to a reader."""
    head = ("क्षे" * 600,)
    for text in (message.text(written(head), WORDS), unquote(message.whatsapp(written(head), WORDS))):
        assert re.search(r"\*(?:क्षे)+…\*\n", text)
        assert text.endswith(LINK)
