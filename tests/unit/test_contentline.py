"""Folding and escaping lose nothing: any text becomes short lines of whole characters, and reads back as it was."""

from __future__ import annotations

import random
import re
from itertools import accumulate

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from campaign_calendar import contentline

# Written clusters: what a reader takes for one letter, and an editor would not break.
DEVANAGARI = ("क्षे", "त्री", "य", "स्त्र", "श्र्य", "ड़ा", "हिं", "नि", "हाँ", "र्‍य", "क्‌ष", "ज़्यों")
TAMIL = ("கு", "க்ஷ", "ஸ்ரீ", "நி", "கௌ", "ம", "ழ", "தொ")
URDU = ("کِ", "ت", "بّ", "م‌ی", "ں")
COMBINED = ("e\u0301", "n\u0303", "1\ufe0f\u20e3", "a", "b")
FAMILIES = ("👨‍👩‍👧‍👦", "👩‍🌾", "❤️", "🏳️‍🌈")
SKIN_TONES = ("👍🏽", "👩🏿‍🌾", "👋🏻")
FLAGS = ("🇮🇳", "🇩🇪", "🇳🇵")
SCRIPTS = {
    "Devanagari": DEVANAGARI,
    "Tamil": TAMIL,
    "Urdu": URDU,
    "combining marks": COMBINED,
    "emoji with joiners": FAMILIES,
    "emoji with skin tones": SKIN_TONES,
    "flags": FLAGS,
}
LETTERS = (*DEVANAGARI, *TAMIL, *URDU, *COMBINED)

# Whatever people type, with much of what folding and escaping have to look at.
awkward = st.text() | st.text("\\n,;: \n\tअक्षि்க👩‍🌾\u200d")
one_line = awkward.map(lambda text: re.sub("[\r\n]", " ", text))


def physical_lines(octets: bytes) -> list[bytes]:
    """The lines as they stand in a file, without their line ends."""
    assert octets.endswith(b"\r\n")
    return octets.removesuffix(b"\r\n").split(b"\r\n")


def stretches(octets: bytes) -> list[str]:
    """The parts that a line was folded into, without the space that opens each but the first."""
    first, *others = physical_lines(octets)
    assert all(other.startswith(b" ") for other in others)
    return [first.decode(), *(other[1:].decode() for other in others)]


# --- folding ---


@given(one_line)
def test_unfolding_gives_the_line_back(line: str) -> None:
    unfolded = contentline.fold(line).replace(b"\r\n ", b"")
    assert unfolded == line.encode() + b"\r\n"


@given(one_line, st.integers(0, 80))
def test_every_line_is_at_most_75_octets_of_whole_characters(line: str, before: int) -> None:
    for each in physical_lines(contentline.fold("X" * before + line)):
        assert len(each) <= 75
        each.decode("utf-8")


@pytest.mark.parametrize(
    ("octets", "lines"),
    [
        (0, [0]),
        (1, [1]),
        (74, [74]),
        (75, [75]),
        (76, [75, 2]),
        (149, [75, 75]),
        (150, [75, 75, 2]),
        (223, [75, 75, 75]),
        (224, [75, 75, 75, 2]),
    ],
)
def test_lines_are_as_long_as_they_may_be(octets: int, lines: list[int]) -> None:
    assert [len(line) for line in physical_lines(contentline.fold("x" * octets))] == lines


@pytest.mark.parametrize(
    ("character", "octets"),
    [("é", 2), ("क", 3), ("த", 3), ("ک", 2), ("😀", 4)],
)
@pytest.mark.parametrize("before", range(8))
def test_a_fold_never_falls_inside_a_character(character: str, octets: int, before: int) -> None:
    folded = stretches(contentline.fold("x" * before + character * 60))
    assert len(character.encode()) == octets
    assert "".join(folded) == "x" * before + character * 60
    assert all(set(each) <= {"x", character} for each in folded)


@given(awkward, st.integers(0, 75))
def test_a_fold_never_falls_between_a_backslash_and_its_letter(text: str, before: int) -> None:
    for each in stretches(contentline.fold("X" * before + contentline.text(text))):
        backslashes = len(each) - len(each.rstrip("\\"))
        assert backslashes % 2 == 0


@pytest.mark.parametrize("before", range(60, 80))
@pytest.mark.parametrize("escape", ["\\n", "\\,", "\\;", "\\\\", "\\\\\\n", "\\\\" * 40])
def test_an_escape_at_the_margin_moves_as_a_whole(escape: str, before: int) -> None:
    folded = stretches(contentline.fold("x" * before + escape + "y" * 10))
    assert "".join(folded) == "x" * before + escape + "y" * 10
    assert all((len(each) - len(each.rstrip("\\"))) % 2 == 0 for each in folded)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_fold_falls_between_clusters(script: str) -> None:
    """Without a space in forty clusters, every fold has a boundary of clusters within its reach."""
    torn = set()
    for before in range(75):
        clusters = random.Random(before).choices(SCRIPTS[script], k=40)
        written = "x" * before + "".join(clusters)
        boundaries = {*range(before), *accumulate([before, *map(len, clusters)])}
        folded = stretches(contentline.fold(written))
        folds = set(accumulate(map(len, folded[:-1])))
        torn |= {f"{written[fold - 1]} | {written[fold]}" for fold in folds - boundaries}
    assert torn == set()


@given(st.lists(st.lists(st.sampled_from(LETTERS), min_size=2, max_size=4).map("".join), min_size=12, max_size=30))
def test_no_fold_falls_beside_a_space_between_words(words: list[str]) -> None:
    for each in stretches(contentline.fold("DESCRIPTION:" + " ".join(words))):
        assert each == each.strip(" ")


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("nothing but spaces", " " * 300),
        ("one letter under a hundred marks", "क" + "\u093c" * 300),
        ("nothing but joiners", "\u200d" * 300),
        ("nothing but viramas", "\u094d" * 300),
        ("nothing but backslashes", "\\" * 300),
    ],
)
def test_where_no_place_is_good_a_fold_still_falls_between_characters(what: str, line: str) -> None:
    folded = contentline.fold(line)
    assert folded.replace(b"\r\n ", b"") == line.encode() + b"\r\n", what
    assert max(len(each) for each in physical_lines(folded)) <= 75


def test_octets_are_the_lines_one_after_another() -> None:
    long = "DESCRIPTION:" + "अ" * 40
    assert contentline.octets(["BEGIN:VEVENT", long]) == b"BEGIN:VEVENT\r\n" + contentline.fold(long)


# --- escaping ---


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("plain", "plain"),
        ("a, b; c", "a\\, b\\; c"),
        ("C:\\Notes", "C:\\\\Notes"),
        ("\\n", "\\\\n"),
        ("\\N", "\\\\N"),
        ("two\nlines", "two\\nlines"),
        ("old\r\nlines", "old\\nlines"),
        ("line\u2028separator", "line\\nseparator"),
        ("paragraph\u2029separator", "paragraph\\nseparator"),
        ("next\u0085line", "next\\nline"),
        ("a\ttab", "a\ttab"),
        ("nul\0, bell\a, escape\x1b, delete\x7f", "nul\\, bell\\, escape\\, delete"),
        ("vertical\x0btab, form\x0cfeed", "verticaltab\\, formfeed"),
        ('"quoted": 100%', '"quoted": 100%'),
        ("क्षेत्रीय, ज़िला", "क्षेत्रीय\\, ज़िला"),
        ("👩🏽‍🌾;👨‍👩‍👧", "👩🏽‍🌾\\;👨‍👩‍👧"),
        ("", ""),
    ],
)
def test_a_text_is_written_with_its_signs_escaped(typed: str, written: str) -> None:
    assert contentline.text(typed) == written


def meant(text: str) -> str:
    """What a reader of calendars is to get of a text: line breaks of every kind as one kind, no other controls."""
    broken = re.sub("[\u0085\u2028\u2029]", "\n", text)
    return re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", broken)


def calendar_of(text: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", "BEGIN:VEVENT", "UID:a@example.org"]
    lines += ["DTSTAMP:20181110T000000Z", "DTSTART;VALUE=DATE:20181110"]
    written = contentline.text(text)
    lines += [f"SUMMARY:{written}", f"DESCRIPTION:{written}", f"LOCATION:{written}", "END:VEVENT", "END:VCALENDAR"]
    return contentline.octets(lines)


@given(awkward)
def test_icalendar_reads_back_what_was_meant(text: str) -> None:
    (event,) = icalendar.Calendar.from_ical(calendar_of(text)).events
    assert [str(event[name]) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")] == [meant(text)] * 3


@given(awkward)
def test_vobject_reads_back_what_was_meant(text: str) -> None:
    event = vobject.readOne(calendar_of(text).decode()).vevent
    assert [event.summary.value, event.description.value, event.location.value] == [meant(text)] * 3
