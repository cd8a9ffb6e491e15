"""Any text in any field of an event and of a note, quoted or as it is: it is refused with a place, or what is built
can be read, and nothing lies where it should not."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from campaign_calendar.problems import ContentError
from tests.campaigns import build_here, write_tiny_campaign
from tests.security.cases import DOT, PLAN

EVENT = """\
id: evening
title: a
area: littleton
for: [littleton]
start: 2018-11-22 17:30
end: 19:00
repeat: {every: day, count: 3}
changes: [{on: 2018-11-23, status: cancelled, status_note: a}]
status: tentative
status_note: a
venue: {name: a, address: a, geo: [1, 2], url: https://a.example/}
online: https://a.example/
registration: https://a.example/
speakers: [a]
organiser: {name: a, phone: "+49 30 12345678", email: a@a.example, url: https://a.example/}
audience: a
attendance: 6
image: {file: media/a.png, alt: a}
attachments: [{file: media/a.pdf, title: a}]
links: [{url: https://a.example/, title: a}]
notes: [note]
outcome: {text: a, attended: 6}
accept: {clash: a}
draft: no
description: a
"""
HEAD = """\
title: a
summary: a
events: [evening]
tags: []
sources: [{title: a, url: https://a.example/}]
updated: 2018-11-01
"""
FIELDS = [line.partition(":")[0] for line in (EVENT + HEAD).splitlines()]
FREE = [
    at for at, name in enumerate(FIELDS) if name in ("title", "status_note", "audience", "description", "summary")
]
SIGNS = st.sampled_from([*"\t:#-'\"[]{}<>&*!|%@`\\/.,;", "\u200d", "क्", "👩‍👩‍👧", "&lt;", "\\n", "a\u0300"])
LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp"])
LINES = st.lists(SIGNS | LETTERS, max_size=20).map("".join)
TEXTS = st.lists(
    SIGNS | st.sampled_from(["\r", "\n", "\0", "\x85", "\u2028", "\u202e", "\ufeff"]) | st.text(max_size=5),
    max_size=12,
)
ANY = st.tuples(TEXTS.map("".join), st.booleans())
WELCOME = st.dictionaries(st.sampled_from(FREE), st.tuples(LINES, st.just(True)), min_size=1)
PLACED = WELCOME | st.dictionaries(st.integers(0, len(FIELDS) - 1), ANY, min_size=1, max_size=3)


def changed(text: str, first: int, placed: dict[int, tuple[str, bool]]) -> str:
    """Lines with other values; `first`: the number of the first line among all fields."""
    lines = text.splitlines()
    for number, (value, is_quoted) in placed.items():
        if first <= number < first + len(lines):
            written = json.dumps(value, ensure_ascii=False) if is_quoted else value
            lines[number - first] = f"{FIELDS[number]}: {written}"
    return "\n".join(lines) + "\n"


def built(site: Path, placed: dict[int, tuple[str, bool]], body: str) -> bool:
    """Whether it was accepted; what there is of it can be read."""
    write_tiny_campaign(site)
    event, head = changed(EVENT, 0, placed), changed(HEAD, EVENT.count("\n"), placed)
    note = f"---\n{head}---\n{body}\n"
    files = {"events/evening.yaml": event, "notes/note.md": note}
    octets = {path: text.encode("utf-8", "surrogatepass") for path, text in files.items()}
    for path, each in {**octets, "media/a.png": DOT, "media/a.pdf": PLAN}.items():
        (site / "content" / path).parent.mkdir(exist_ok=True)
        (site / "content" / path).write_bytes(each)
    try:
        build_here(site, jobs=1)
    except ContentError as mistake:
        wrong = [each for each in mistake.problems if each.level == "error"]
        assert wrong and all(each.sentence(language) for each in wrong for language in ("en", "hi"))
        assert not (site / "output").exists()
        return False
    for feed in (site / "output").rglob("*.ics"):
        entries = Calendar.from_ical(feed.read_bytes()).walk("VEVENT")
        assert {str(each["UID"]).partition("@")[2] for each in entries} <= {"reading.example"}
    assert json.loads((site / "output/programme.json").read_text(encoding="utf-8"))["events"]
    return True


def test_what_is_changed_is_right(tmp_path: Path) -> None:
    assert built(tmp_path, {}, "a")
    assert built(tmp_path, {1: ("<script>", True)}, "<script>")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(placed=PLACED, body=LINES)
@example(placed={1: ("\r\nBEGIN:VEVENT", True)}, body="<script>a</script>")
@example(placed={1: ("a\\nDTSTART:a;b,c", True)}, body="[a](../../a.md) ![a](media/../../a)")
@example(placed={0: ("../../a", False), 17: ("{file: media/../../a, alt: a}", False)}, body="\\")
def test_any_text_is_refused_or_does_no_harm(placed: dict[int, tuple[str, bool]], body: str) -> None:
    with TemporaryDirectory() as name:
        site = Path(name) / "site"
        built(site, placed, body)
        assert {each.name for each in Path(name).iterdir()} == {"site"}
        assert {each.name for each in site.iterdir()} <= {"content", "output", ".output.cache"}
