"""Calendars of others, and our own: what content files can say is taken, the rest is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.campaigns import build_here, write_campaign
from tests.importing.conftest import Import, written


def calendar(*events: str) -> str:
    body = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n{body}END:VCALENDAR\n"
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def event(
    more: str, times: str = "DTSTART:20181124T110000\nDTEND:20181124T130000", uid: str = "walk@rivers.example"
) -> str:
    return f"UID:{uid}\nDTSTAMP:20181101T000000Z\n{times}\nSUMMARY:Walk\nLOCATION:The pier\\, Delta\n{more}"


def test_an_event_of_another_calendar(run: Import, empty: Path) -> None:
    more = (
        "DESCRIPTION:Bring a\n  hat\\, please\\nand water\nSTATUS:TENTATIVE\nGEO:28.591;77.32\nCATEGORIES:Survey,Fun"
    )
    said = run(calendar(event(more, uid="abc-123@google.example")), name="a.ics")
    assert said.code == 0
    [(id, text)] = written(empty).items()
    assert id.startswith("delta-walk-") and len(id) == len("delta-walk-") + 6
    assert text == (
        f"id: {id}\n"
        "title: {en: Walk}\n"
        "phase: survey\n"
        "area: delta\n"
        "start: 2018-11-24 11:00\n"
        "end: 13:00\n"
        "status: tentative\n"
        'venue: {name: {en: "The pier, Delta"}, geo: [28.591000, 77.320000]}\n'
        "description:\n"
        "  en: |\n"
        "    Bring a hat, please\n"
        "    and water\n"
    )
    assert "CATEGORIES: Fun was left out" in said.lines[0]


@pytest.mark.parametrize(
    "times, lines",
    [
        ("DTSTART;VALUE=DATE:20181124\nDTEND;VALUE=DATE:20181125", "start: 2018-11-24\n"),
        ("DTSTART;VALUE=DATE:20181124\nDTEND;VALUE=DATE:20181127", "start: 2018-11-24\nend: 2018-11-26\n"),
        ("DTSTART;VALUE=DATE:20181124", "start: 2018-11-24\n"),
        ("DTSTART:20181124T053000Z\nDTEND:20181124T063000Z", "start: 2018-11-24 11:00\nend: 12:00\n"),
        ("DTSTART;TZID=Europe/Berlin:20181124T220000\nDURATION:PT2H", "start: 2018-11-25 02:30\nend: 04:30\n"),
        ("DTSTART:20181124T220000\nDTEND:20181125T010000", "start: 2018-11-24 22:00\nend: 2018-11-25 01:00\n"),
        (
            "DTSTART:20181124T110000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20181201T110000",
            "start: 2018-11-24 11:00\nrepeat: {every: week, count: 3, except: [2018-12-01]}\n",
        ),
        (
            "DTSTART;VALUE=DATE:20181124\nRRULE:FREQ=MONTHLY;BYDAY=4SA;UNTIL=20190131",
            "start: 2018-11-24\nrepeat: {every: month, on: [4 sat], until: 2019-01-31}\n",
        ),
        (
            "DTSTART;VALUE=DATE:20181124\nRDATE;VALUE=DATE:20181126,20181129",
            "start: 2018-11-24\nrepeat: {dates: [2018-11-24, 2018-11-26, 2018-11-29]}\n",
        ),
    ],
)
def test_times_and_recurrences(times: str, lines: str, run: Import, empty: Path) -> None:
    said = run(calendar(event("", times)), name="a.ics")
    assert said.code == 0, said
    assert f"\n{lines}" in written(empty)["walk"]


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;COUNT=3", "FREQ=WEEKLY", "FREQ=DAILY;COUNT=3;BYHOUR=9", "FREQ=HOURLY;COUNT=2"]
)
def test_a_recurrence_that_cannot_be_written_is_refused(rule: str, run: Import) -> None:
    said = run(calendar(event("", f"DTSTART:20181124T110000\nRRULE:{rule}")), name="a.ics")
    assert said.code == 1
    assert "its recurrence cannot be written here: FREQ" in said.lines[0]


def test_a_single_date_that_is_different(run: Import, empty: Path) -> None:
    series = event("", "DTSTART:20181124T110000\nDTEND:20181124T120000\nRRULE:FREQ=DAILY;COUNT=3")
    moved = event("RECURRENCE-ID:20181125T110000", "DTSTART:20181125T150000\nDTEND:20181125T160000")
    run(calendar(series, moved), name="a.ics")
    assert "changes: [{on: 2018-11-25, start: 2018-11-25 15:00, end: 16:00}]\n" in written(empty)["walk"]


def test_what_content_files_do_not_know_is_listed(run: Import) -> None:
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM"
    said = run(calendar(event(f"ATTENDEE:mailto:a@b.example\nPRIORITY:1\nX-THING:1\n{alarm}")), name="a.ics")
    assert "left out: ATTENDEE (1), PRIORITY (1), VALARM (1), X-THING (1)" in said.out


def test_hostile_values_are_text(run: Import, empty: Path) -> None:
    evil = event("DESCRIPTION:<script>alert(1)</script> {{x}} \\nid: other", uid="../../x@rivers.example")
    said = run(
        calendar(evil, event("", uid="campaign@rivers.example"), event("URL:javascript:alert(1)")), name="a.ics"
    )
    assert [line.partition(":")[0] for line in said.lines if "not an event" in line] == ["row 1", "row 2"]
    assert list(written(empty)) == ["walk"] and "javascript" not in written(empty)["walk"]


@pytest.mark.parametrize(
    "text", ["", "BEGIN:VCALENDAR", "x" * 1000, calendar(), "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR"]
)
def test_what_is_no_calendar_is_refused(text: str, run: Import) -> None:
    said = run(text, name="a.ics")
    assert said.code == 2 and "this .ics file cannot be read" in said.err


def test_two_thousand_events(run: Import, empty: Path) -> None:
    said = run(calendar(*(event("", uid=f"walk-{n}@rivers.example") for n in range(2000))), name="a.ics")
    assert said.lines[-1] == "Imported: 2000 new, 0 changed, 0 as before, 0 of them guessed; 0 refused."
    assert len(written(empty)) == 2000


def test_our_own_calendar_comes_back(run: Import, empty: Path, tmp_path: Path) -> None:
    """With its ids, dates, status and areas."""
    site = tmp_path / "full"
    write_campaign(site)
    build_here(site)
    said = run((site / "output/en/calendar.ics").read_bytes(), "--area", "riverland", name="a.ics")
    taken = written(empty)
    assert {"first-training", "bank-walk", "bird-count", "delta-cleaning", "boat-meeting"} <= set(taken), said
    assert "title: {en: Boatmen's meeting}\n" in taken["boat-meeting"] or "Boatmen" in taken["boat-meeting"]
    assert "status: tentative\n" in taken["boat-meeting"] and "area: delta\n" in taken["boat-meeting"]
    assert "start: 2018-11-17\nend: 2018-11-19\n" in taken["bird-count"]
    assert "start: 2018-12-02\ntime: later\n" in taken["source-cleaning"]
    assert "status: cancelled\n" in taken["delta-cleaning"]
    assert sum("not an event" in line for line in said.lines) >= 2
