"""When an event takes place: what is written, and the occurrences that come of it, or the rule that refuses it.

A case is the lines of an event below its title. What comes of it is told as one line for each occurrence; a problem
as its rule and the text at which it points.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.model import Days, Event, Hours, Occurrence
from campaign_calendar.problems import ContentError, Problem
from campaign_calendar.published import Published
from campaign_calendar.theme import own_folder, words
from tests.campaigns import write_content

WORDS = words((own_folder(),), "en")
CAMPAIGN = """\
name: Reading year
uid_domain: reading.example
languages: [en]
timezone: {zone}
starts: 2018-01-01
ends: 2020-12-31
levels: [{{id: town, name: Town}}]
areas: [{{id: littleton, level: town, name: Littleton}}]
"""
HEAD = "id: evening\ntitle: Evening\narea: littleton\n"
BERLIN = "Europe/Berlin"  # clocks were changed on 2018-03-25 (02:00 to 03:00) and 2018-10-28 (03:00 to 02:00)


def outcome(lines: str, folder: Path, zone: str = BERLIN) -> tuple[Event | None, list[Problem]]:
    text = HEAD + lines.strip("\n") + "\n"
    write_content(folder, {"campaign.yaml": CAMPAIGN.format(zone=zone), "events/evening.yaml": text})
    try:
        found = check(read(folder / "content", WORDS), Published())
    except ContentError as wrong:
        return None, list(wrong.problems)
    return found.site.events[0], list(found.warnings)


def told(event: Event) -> list[str]:
    """Each occurrence, with its title and status where these are not as usual."""
    lines = []
    for occurrence, then in event.meetings():
        title = then.title.runs[0].text
        parts = [stretch(occurrence), "" if title == "Evening" else title, then.status.replace("confirmed", "")]
        lines.append(", ".join(part for part in parts if part))
    return lines


def stretch(occurrence: Occurrence) -> str:
    if isinstance(occurrence, Days):
        days = str(occurrence.first)
        days += f" to {occurrence.last}" if occurrence.last > occurrence.first else ""
        return f"{days} later" if occurrence.hour_later else days
    end = occurrence.end
    if end is None:
        return f"{occurrence.start:%Y-%m-%d %H:%M}"
    return f"{occurrence.start:%Y-%m-%d %H:%M} to {end:%H:%M}" + (
        f" on {end:%Y-%m-%d}" if end.date() > occurrence.start.date() else ""
    )


def pointed_at(problem: Problem, lines: str) -> str:
    """The rule, and the words from the problem's place on."""
    text = (HEAD + lines.strip("\n") + "\n").splitlines()[problem.place.line - 1]
    return f"{problem.rule} at {text[problem.place.column - 1 :]}"


def accepted(lines: str, folder: Path, zone: str = BERLIN) -> list[str]:
    event, problems = outcome(lines, folder, zone)
    assert event is not None, problems
    return told(event)


def refused(lines: str, folder: Path, zone: str = BERLIN) -> list[str]:
    event, problems = outcome(lines, folder, zone)
    assert event is None
    return [pointed_at(problem, lines) for problem in problems if problem.level == "error"]


# --- one stretch


SINGLE = {
    "a day": ("start: 2018-11-22", "2018-11-22"),
    "its own last day": ("start: 2018-11-22\nend: 2018-11-22", "2018-11-22"),
    "three days": ("start: 2018-11-22\nend: 2018-11-24", "2018-11-22 to 2018-11-24"),
    "over a year's end": ("start: 2018-12-31\nend: 2019-01-01", "2018-12-31 to 2019-01-01"),
    "an hour": ("start: 2018-11-22 17:30", "2018-11-22 17:30"),
    "until an hour": ("start: 2018-11-22 17:30\nend: 19:00", "2018-11-22 17:30 to 19:00"),
    "with a T": ("start: 2018-11-22T17:30\nend: 2018-11-22T19:00", "2018-11-22 17:30 to 19:00"),
    "past midnight": ("start: 2018-11-22 22:00\nend: 2018-11-23 01:00", "2018-11-22 22:00 to 01:00 on 2018-11-23"),
    "to midnight": ("start: 2018-11-22 22:00\nend: 2018-11-23 00:00", "2018-11-22 22:00 to 00:00 on 2018-11-23"),
    "hour to come": ("start: 2018-11-22\ntime: later", "2018-11-22 later"),
    "hours to come": ("start: 2018-11-22\nend: 2018-11-23\ntime: later", "2018-11-22 to 2018-11-23 later"),
    "in other digits": ("start: २०१८-११-२२ १७:३०\nend: १९:००", "2018-11-22 17:30 to 19:00"),
    "an empty end": ("start: 2018-11-22 17:30\nend:", "2018-11-22 17:30"),
    "an empty repeat": ("start: 2018-11-22\nrepeat:", "2018-11-22"),
    "right after the skipped hour": ("start: 2018-03-25 03:00", "2018-03-25 03:00"),
    "right before it": ("start: 2018-03-25 01:59\nend: 03:00", "2018-03-25 01:59 to 03:00"),
}


@pytest.mark.parametrize("name", SINGLE)
def test_one_stretch(name: str, tmp_path: Path) -> None:
    lines, expected = SINGLE[name]
    assert accepted(lines, tmp_path) == [expected]


@pytest.mark.parametrize(
    "lines, span", [("between: [2018-11-21, 2018-11-30]", 9), ("between: [2018-11-21, 2018-11-21]", 0)]
)
def test_a_window(lines: str, span: int, tmp_path: Path) -> None:
    event, _ = outcome(lines, tmp_path)
    assert event is not None and event.window is not None
    assert not event.occurrences
    assert (event.window.last - event.window.first).days == span


# --- a repeat


REPEATS = {
    "weekly, some times": (
        """
start: 2018-11-22 17:30
end: 19:00
repeat: {every: week, count: 3}
""",
        "2018-11-22 17:30 to 19:00 | 2018-11-29 17:30 to 19:00 | 2018-12-06 17:30 to 19:00",
    ),
    "until a day that it would be on": (
        "start: 2018-11-22\nrepeat: {every: week, until: 2018-12-06}",
        "2018-11-22 | 2018-11-29 | 2018-12-06",
    ),
    "until its start": ("start: 2018-11-22\nrepeat: {every: week, until: 2018-11-22}", "2018-11-22"),
    "once": ("start: 2018-11-22\nrepeat: {every: week, count: 1}", "2018-11-22"),
    "without days: those of the start": (
        "start: 2018-11-22\nrepeat: {every: week, on: [], count: 2}",
        "2018-11-22 | 2018-11-29",
    ),
    "one day without brackets": (
        "start: 2018-11-22\nrepeat: {every: week, on: thu, count: 2}",
        "2018-11-22 | 2018-11-29",
    ),
    "a day twice": (
        "start: 2018-11-22\nrepeat: {every: week, on: [thu, mon, thu], count: 3}",
        "2018-11-22 | 2018-11-26 | 2018-11-29",
    ),
    "a Saturday named twice": (
        "start: 2018-11-24\nrepeat: {every: month, on: [4 sat, last sat], count: 3}",
        "2018-11-24 | 2018-12-22 | 2018-12-29",
    ),
    "days of several": (
        "start: 2018-12-30\nend: 2019-01-01\nrepeat: {every: month, count: 2}",
        "2018-12-30 to 2019-01-01 | 2019-01-30 to 2019-02-01",
    ),
    "nights": (
        "start: 2018-11-30 22:00\nend: 2018-12-01 02:00\nrepeat: {every: month, on: last fri, count: 2}",
        "2018-11-30 22:00 to 02:00 on 2018-12-01 | 2018-12-28 22:00 to 02:00 on 2018-12-29",
    ),
    "hours to come": (
        "start: 2018-11-22\ntime: later\nrepeat: {every: week, count: 2}",
        "2018-11-22 later | 2018-11-29 later",
    ),
    "no end": (
        "start: 2018-11-22 17:30\nrepeat: {every: week, count: 2}",
        "2018-11-22 17:30 | 2018-11-29 17:30",
    ),
    "the same hour on the clock in summer and winter": (
        "start: 2018-10-21 17:30\nend: 19:00\nrepeat: {every: week, count: 2}",
        "2018-10-21 17:30 to 19:00 | 2018-10-28 17:30 to 19:00",
    ),
    "through a night on which clocks change": (
        "start: 2018-10-20 22:00\nend: 2018-10-21 06:00\nrepeat: {every: week, count: 2}",
        "2018-10-20 22:00 to 06:00 on 2018-10-21 | 2018-10-27 22:00 to 06:00 on 2018-10-28",
    ),
    # except
    "but one": (
        "start: 2018-11-22\nrepeat: {every: week, count: 3, except: 2018-11-29}",
        "2018-11-22 | 2018-12-06",
    ),
    "but the first": (
        "start: 2018-11-22\nrepeat: {every: week, count: 3, except: 2018-11-22}",
        "2018-11-29 | 2018-12-06",
    ),
    "but the last": (
        "start: 2018-11-22\nrepeat: {every: week, count: 3, except: [2018-12-06]}",
        "2018-11-22 | 2018-11-29",
    ),
    "but all but one": (
        "start: 2018-11-22\nrepeat: {every: week, count: 3, except: [2018-11-22, 2018-12-06]}",
        "2018-11-29",
    ),
    "but one, said twice": (
        "start: 2018-11-22\nrepeat: {every: week, count: 2, except: [2018-11-29, 2018-11-29]}",
        "2018-11-22",
    ),
    "but the one at an hour that clocks skip": (
        "start: 2018-03-18 02:30\nrepeat: {every: week, count: 3, except: 2018-03-25}",
        "2018-03-18 02:30 | 2018-04-01 02:30",
    ),
    # dates
    "dates": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-22, 2018-11-27, 2018-12-11]}",
        "2018-11-22 | 2018-11-27 | 2018-12-11",
    ),
    "dates in any order, and twice": (
        "start: 2018-11-22 17:30\nrepeat: {dates: [2018-12-11, 2018-11-22, 2018-12-11, 2018-11-27]}",
        "2018-11-22 17:30 | 2018-11-27 17:30 | 2018-12-11 17:30",
    ),
    "a single date": ("start: 2018-11-22\nrepeat: {dates: [2018-11-22]}", "2018-11-22"),
    "dates but one": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-22, 2018-11-27, 2018-12-11], except: 2018-11-22}",
        "2018-11-27 | 2018-12-11",
    ),
}


@pytest.mark.parametrize("name", REPEATS)
def test_a_repeat(name: str, tmp_path: Path) -> None:
    lines, expected = REPEATS[name]
    assert accepted(lines, tmp_path) == expected.split(" | ")


def test_five_hundred_times(tmp_path: Path) -> None:
    assert len(accepted("start: 2018-11-22\nrepeat: {every: day, count: 500}", tmp_path)) == 500


# What calendars are told: first and last day, and the days left out between them.
TOLD = {
    "without exceptions": ("{every: week, count: 3}", "2018-11-22", "2018-12-06", ""),
    "one within": ("{every: week, count: 3, except: 2018-11-29}", "2018-11-22", "2018-12-06", "2018-11-29"),
    "the first two": ("{every: week, count: 4, except: [2018-11-22, 2018-11-29]}", "2018-12-06", "2018-12-13", ""),
    "the last two": ("{every: week, count: 4, except: [2018-12-06, 2018-12-13]}", "2018-11-22", "2018-11-29", ""),
    "dates": ("{dates: [2018-11-22, 2018-11-24, 2018-11-27]}", "2018-11-22", "2018-11-27", "23 25 26"),
    "dates but the first": (
        "{dates: [2018-11-22, 2018-11-24, 2018-11-26, 2018-11-30], except: 2018-11-22}",
        *("2018-11-24", "2018-11-30", "2018-11-28"),
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_calendars_are_told(name: str, tmp_path: Path) -> None:
    repeat, first, last, left_out = TOLD[name]
    event, _ = outcome(f"start: 2018-11-22\nrepeat: {repeat}", tmp_path)
    assert event is not None and event.repeat is not None
    assert (stretch(event.repeat.first), stretch(event.repeat.last)) == (first, last)
    days = [day if len(day) == 10 else f"2018-11-{day}" for day in left_out.split()]
    assert [str(day) for day in event.repeat.left_out] == days


def test_what_takes_place_once_does_not_repeat(tmp_path: Path) -> None:
    event, _ = outcome("start: 2018-11-22\nrepeat: {every: day, count: 2, except: 2018-11-22}", tmp_path)
    assert event is not None and event.repeat is None
    assert told(event) == ["2018-11-23"]


# --- changes


WEEKLY = "start: 2018-11-22 17:30\nend: 19:00\nrepeat: {every: week, count: 3}\nchanges:\n"
DAYS = "start: 2018-11-22\nend: 2018-11-23\nrepeat: {every: week, count: 3}\nchanges:\n"
OPEN = "start: 2018-11-22 17:30\nrepeat: {every: week, count: 3}\nchanges:\n"
LATER = "start: 2018-11-22\ntime: later\nrepeat: {every: week, count: 3}\nchanges:\n"
CHANGES = {
    "cancelled": (WEEKLY, "{on: 2018-11-29, status: cancelled}", "2018-11-29 17:30 to 19:00, cancelled"),
    "another title": (WEEKLY, "{on: 2018-11-29, title: Party}", "2018-11-29 17:30 to 19:00, Party"),
    "its own start": (WEEKLY, "{on: 2018-11-29, start: 2018-11-29 17:30}", "2018-11-29 17:30 to 19:00"),
    "moved": (WEEKLY, "{on: 2018-11-29, start: 2018-11-30 18:00}", "2018-11-30 18:00 to 19:30"),
    "moved before the first": (WEEKLY, "{on: 2018-11-29, start: 2018-11-20 18:00}", "2018-11-20 18:00 to 19:30"),
    "moved beyond the last": (WEEKLY, "{on: 2018-11-29, start: 2019-02-01 18:00}", "2019-02-01 18:00 to 19:30"),
    "on the day of another": (WEEKLY, "{on: 2018-11-29, start: 2018-12-06 10:00}", "2018-12-06 10:00 to 11:30"),
    "moved past midnight": (
        *(WEEKLY, "{on: 2018-11-29, start: 2018-11-29 23:00}"),
        "2018-11-29 23:00 to 00:30 on 2018-11-30",
    ),
    "moved, with an end": (
        *(WEEKLY, "{on: 2018-11-29, start: 2018-11-30 18:00, end: 22:00}"),
        "2018-11-30 18:00 to 22:00",
    ),
    "the end alone": (WEEKLY, "{on: 2018-11-29, end: 20:00}", "2018-11-29 17:30 to 20:00"),
    "an end on the day after": (
        *(WEEKLY, "{on: 2018-11-29, end: 2018-11-30 01:00}"),
        "2018-11-29 17:30 to 01:00 on 2018-11-30",
    ),
    "an end that was not known": (OPEN, "{on: 2018-11-29, end: 20:00}", "2018-11-29 17:30 to 20:00"),
    "moved without an end": (OPEN, "{on: 2018-11-29, start: 2018-11-30 18:00}", "2018-11-30 18:00"),
    "the hour taken back": (WEEKLY, "{on: 2018-11-29, time: later}", "2018-11-29 later"),
    "moved to an hour to come": (
        *(WEEKLY, "{on: 2018-11-29, start: 2018-11-30, time: later}"),
        "2018-11-30 later",
    ),
    "days moved": (DAYS, "{on: 2018-11-29, start: 2018-12-03}", "2018-12-03 to 2018-12-04"),
    "days with another end": (DAYS, "{on: 2018-11-29, end: 2018-12-02}", "2018-11-29 to 2018-12-02"),
    "days made one": (DAYS, "{on: 2018-11-29, end: 2018-11-29}", "2018-11-29"),
    "days with an hour": (DAYS, "{on: 2018-11-29, start: 2018-11-29 10:00}", "2018-11-29 10:00"),
    "days with hours": (
        *(DAYS, "{on: 2018-11-29, start: 2018-11-29 10:00, end: 12:00}"),
        "2018-11-29 10:00 to 12:00",
    ),
    "an hour that has come": (LATER, "{on: 2018-11-29, start: 2018-11-29 10:00}", "2018-11-29 10:00"),
    "moved with the hour to come": (LATER, "{on: 2018-11-29, start: 2018-12-03}", "2018-12-03 later"),
    "moved and cancelled": (
        *(WEEKLY, "{on: 2018-11-29, start: 2018-11-30 18:00, status: postponed, title: Party}"),
        "2018-11-30 18:00 to 19:30, Party, postponed",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_is_different(name: str, tmp_path: Path) -> None:
    lines, change, expected = CHANGES[name]
    usual = accepted(lines.removesuffix("changes:\n"), tmp_path)
    assert accepted(f"{lines}  - {change}", tmp_path) == [usual[0], expected, usual[2]]


SEVERAL = {
    "the first cancelled, the last moved": (
        WEEKLY,
        "  - {on: 2018-12-06, start: 2018-12-07 17:30}\n  - {on: 2018-11-22, status: cancelled}",
        "2018-11-22 17:30 to 19:00, cancelled | 2018-11-29 17:30 to 19:00 | 2018-12-07 17:30 to 19:00",
    ),
    "one moved where another was, which moves away first": (
        WEEKLY,
        "  - {on: 2018-12-06, start: 2018-12-07 17:30}\n  - {on: 2018-11-29, start: 2018-12-06 17:30}",
        "2018-11-22 17:30 to 19:00 | 2018-12-06 17:30 to 19:00 | 2018-12-07 17:30 to 19:00",
    ),
    "one moved to a day that is excepted": (
        WEEKLY.replace("count: 3", "count: 3, except: 2018-12-06"),
        "  - {on: 2018-11-29, start: 2018-12-06 17:30}",
        "2018-11-22 17:30 to 19:00 | 2018-12-06 17:30 to 19:00",
    ),
    "two at one hour, of different length": (
        WEEKLY,
        "  - {on: 2018-11-29, start: 2018-11-22 17:30, end: 20:00, title: Party}",
        "2018-11-22 17:30 to 19:00 | 2018-11-22 17:30 to 20:00, Party | 2018-12-06 17:30 to 19:00",
    ),
    "the status of all, but for one": (
        WEEKLY.replace("start:", "status: tentative\nstart:", 1),
        "  - {on: 2018-11-29, status: confirmed}",
        "2018-11-22 17:30 to 19:00, tentative | 2018-11-29 17:30 to 19:00 | 2018-12-06 17:30 to 19:00, tentative",
    ),
    "moved over a change of the clock": (
        WEEKLY.replace("2018-11-22", "2018-10-25"),
        "  - {on: 2018-10-25, start: 2018-10-30 17:30}\n  - {on: 2018-11-01, start: 2018-10-27 17:30}",
        "2018-10-30 17:30 to 19:00 | 2018-10-27 17:30 to 19:00 | 2018-11-08 17:30 to 19:00",
    ),
    "moved into the night of one": (
        WEEKLY.replace("2018-11-22", "2018-10-25"),
        "  - {on: 2018-10-25, start: 2018-10-28 01:45}",
        "2018-10-28 01:45 to 03:15 | 2018-11-01 17:30 to 19:00 | 2018-11-08 17:30 to 19:00",
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_are_different(name: str, tmp_path: Path) -> None:
    lines, changes, expected = SEVERAL[name]
    assert accepted(lines + changes, tmp_path) == expected.split(" | ")


def test_hours_keep_the_offset_of_their_own_day(tmp_path: Path) -> None:
    """Winter and summer, the series and the one that was moved."""
    lines = WEEKLY.replace("2018-11-22", "2018-10-25") + "  - {on: 2018-10-25, start: 2018-10-30 17:30}\n"
    event, _ = outcome(lines, tmp_path)
    assert event is not None
    hours = [each for each in event.occurrences if isinstance(each, Hours)]
    assert [f"{each.start:%z} {each.end:%z}" for each in hours] == ["+0100 +0100"] * 3
    [change] = event.changes
    assert isinstance(change.original, Hours) and f"{change.original.start:%z}" == "+0200"


# --- what is refused


REFUSED = {
    # one stretch
    "nothing": ("", "no-date at id: evening"),
    "start and window": ("start: 2018-11-22\nbetween: [2018-11-21, 2018-11-30]", "start-and-between at [2018-11-21,"),
    "a window of one day": ("between: [2018-11-21]", "between at [2018-11-21]"),
    "a window of three": ("between: [2018-11-21, 2018-11-22, 2018-11-23]", "between at [2018-11-21,"),
    "a window backwards": ("between: [2018-11-30, 2018-11-21]", "end-before-start at [2018-11-30,"),
    "a window and an end": ("between: [2018-11-21, 2018-11-30]\nend: 2018-11-30", "end-without-start at 2018-11-30"),
    "a window and an hour": ("between: [2018-11-21, 2018-11-30]\ntime: later", "time-twice at later"),
    "a window and a repeat": (
        "between: [2018-11-21, 2018-11-30]\nrepeat: {every: week, count: 2}",
        "repeat-without-start at {every: week",
    ),
    "an end alone": ("end: 2018-11-22", "end-without-start at 2018-11-22"),
    "a repeat alone": ("repeat: {every: week, count: 2}", "repeat-without-start at {every: week"),
    "an hour to come alone": ("time: later", "time-twice at later"),
    "an hour, and one to come": ("start: 2018-11-22 17:30\ntime: later", "time-twice at later"),
    "a last day before the first": ("start: 2018-11-22\nend: 2018-11-21", "end-before-start at 2018-11-21"),
    "an end at the start": ("start: 2018-11-22 17:30\nend: 17:30", "end-before-start at 17:30"),
    "an end before the start": ("start: 2018-11-22 17:30\nend: 16:00", "end-before-start at 16:00"),
    "an end on the day before": ("start: 2018-11-22 17:30\nend: 2018-11-21 19:00", "end-before-start at 2018-11-21"),
    "an end after midnight": ("start: 2018-11-22 22:00\nend: 01:00", "end-next-day at 01:00"),
    "an end at midnight": ("start: 2018-11-22 22:00\nend: 00:00", "end-next-day at 00:00"),
    "an end in the early morning": ("start: 2018-11-22 22:00\nend: 06:00", "end-next-day at 06:00"),
    "an end in the morning": ("start: 2018-11-22 22:00\nend: 06:01", "end-before-start at 06:01"),
    "an early start and an earlier end": ("start: 2018-11-22 05:00\nend: 04:00", "end-next-day at 04:00"),
    "an hour for a day": ("start: 2018-11-22\nend: 19:00", "end-has-hour at 19:00"),
    "a day and an hour for a day": ("start: 2018-11-22\nend: 2018-11-23 19:00", "end-has-hour at 2018-11-23"),
    "a day for an hour": ("start: 2018-11-22 17:30\nend: 2018-11-23", "end-needs-hour at 2018-11-23"),
    "an hour that clocks skip": ("start: 2018-03-25 02:30", "skipped-time at 2018-03-25 02:30"),
    "an end that clocks skip": ("start: 2018-03-25 01:30\nend: 02:00", "skipped-time at 02:00"),
    "an end with its day that they skip": (
        "start: 2018-03-25 01:30\nend: 2018-03-25 02:59",
        "skipped-time at 2018-03-25 02:59",
    ),
    # a repeat
    "no frequency": ("start: 2018-11-22\nrepeat: {count: 2}", "repeat-every at {count: 2}"),
    "nothing in braces": ("start: 2018-11-22\nrepeat: {}", "repeat-every at {}"),
    "no dates": ("start: 2018-11-22\nrepeat: {dates: []}", "repeat-every at {dates: []}"),
    "only exceptions": ("start: 2018-11-22\nrepeat: {except: 2018-11-22}", "repeat-every at {except"),
    "yearly": ("start: 2018-11-22\nrepeat: {every: year, count: 2}", "choice at year"),
    "a word": ("start: 2018-11-22\nrepeat: weekly", "mapping-expected at weekly"),
    "endless": ("start: 2018-11-22\nrepeat: {every: week}", "repeat-endless at {every: week}"),
    "two ends": (
        "start: 2018-11-22\nrepeat: {every: week, until: 2018-12-31, count: 3}",
        "repeat-until-and-count at 3}",
    ),
    "until before the start": (
        "start: 2018-11-22\nrepeat: {every: week, until: 2018-11-21}",
        "end-before-start at 2018-11-21}",
    ),
    "until an hour": (
        "start: 2018-11-22 17:30\nrepeat: {every: week, until: 2018-12-06 17:30}",
        "date-order at 2018-12-06 17:30}",
    ),
    "count 0": ("start: 2018-11-22\nrepeat: {every: week, count: 0}", "at-least-one at 0}"),
    "count less than 0": ("start: 2018-11-22\nrepeat: {every: week, count: -1}", "whole-number at -1}"),
    "step 0": ("start: 2018-11-22\nrepeat: {every: week, step: 0, count: 2}", "at-least-one at 0, count"),
    "half a step": ("start: 2018-11-22\nrepeat: {every: week, step: 1.5, count: 2}", "whole-number at 1.5, count"),
    "weekdays of days": ("start: 2018-11-22\nrepeat: {every: day, on: mon, count: 2}", "repeat-on-day at mon, count"),
    "a second Monday of a week": (
        "start: 2018-11-22\nrepeat: {every: week, on: [thu, 2 mon], count: 2}",
        "repeat-on-week at [thu, 2 mon]",
    ),
    "any Thursday of a month": (
        "start: 2018-11-22\nrepeat: {every: month, on: [4 thu, thu], count: 2}",
        "repeat-on-month at [4 thu, thu]",
    ),
    "a sixth Monday": ("start: 2018-11-22\nrepeat: {every: month, on: 6 mon, count: 2}", "weekday at 6 mon"),
    "a start on none of its days": (
        "start: 2018-11-22\nrepeat: {every: week, on: [mon, fri], count: 2}",
        "repeat-start at {every: week",
    ),
    "a start on a third Thursday": (
        "start: 2018-11-22\nrepeat: {every: month, on: 3 thu, count: 2}",
        "repeat-start at {every: month",
    ),
    "no day until the end": (
        "start: 2018-11-22\nrepeat: {every: week, on: fri, until: 2018-11-22}",
        "repeat-empty at {every: week",
    ),
    "501 times": ("start: 2018-11-22\nrepeat: {every: day, count: 501}", "repeat-too-many at {every: day"),
    "501 days": ("start: 2018-11-22\nrepeat: {every: day, until: 2020-04-05}", "repeat-too-many at {every: day"),
    "into years that nobody can name": (
        "start: 2018-11-22\nrepeat: {every: day, step: 99999, count: 9}",
        "repeat-empty at 9}",
    ),
    "for a million years": (
        "start: 2018-11-22 23:00\nend: 2018-11-23 01:00\nrepeat: {every: month, step: 999999999, count: 2}",
        "repeat-empty at 2}",
    ),
    "an hour that clocks skip one day": (
        "start: 2018-03-23 02:30\nrepeat: {every: day, count: 4}",
        "skipped-time at {every: day",
    ),
    "an end that they skip one day": (
        "start: 2018-03-23 01:30\nend: 02:30\nrepeat: {every: day, count: 4}",
        "skipped-time at {every: day",
    ),
    # dates
    "dates and a rule": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-22, 2018-11-27], every: week}",
        "repeat-dates-and at week}",
    ),
    "dates and a count": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-22, 2018-11-27], count: 2}",
        "repeat-dates-and at 2}",
    ),
    "dates and weekdays": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-22, 2018-11-27], on: [thu]}",
        "repeat-dates-and at [thu]}",
    ),
    "dates without the start": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-27, 2018-12-11]}",
        "repeat-dates-start at [2018-11-27",
    ),
    "dates before the start": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-22, 2018-11-20]}",
        "repeat-dates-before at [2018-11-22",
    ),
    "dates without brackets": (
        "start: 2018-11-22\nrepeat: {dates: 2018-11-22}",
        "list-expected-here at 2018-11-22}",
    ),
    "dates with one that is none": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-22, 2018-11-31]}",
        "no-such-day at 2018-11-31]",
    ),
    # except
    "no occurrence excepted": (
        "start: 2018-11-22\nrepeat: {every: week, count: 3, except: 2018-11-30}",
        "not-an-occurrence at 2018-11-30}",
    ),
    "a day before the start excepted": (
        "start: 2018-11-22\nrepeat: {every: week, count: 3, except: [2018-11-15, 2018-11-29]}",
        "not-an-occurrence at 2018-11-15",
    ),
    "all excepted": (
        "start: 2018-11-22\nrepeat: {every: week, count: 2, except: [2018-11-22, 2018-11-29]}",
        "repeat-empty at [2018-11-22",
    ),
    # changes
    "changes of what is once": ("start: 2018-11-22\nchanges: [{on: 2018-11-22}]", "changes-without-repeat at [{on"),
    "no occurrence": (WEEKLY + "  - {on: 2018-11-23, title: Party}", "not-an-occurrence at 2018-11-23"),
    "an excepted one": (
        WEEKLY.replace("count: 3", "count: 3, except: 2018-11-29") + "  - {on: 2018-11-29, title: Party}",
        "not-an-occurrence at 2018-11-29",
    ),
    "by the day to which it was moved": (
        WEEKLY + "  - {on: 2018-11-29, start: 2018-11-30 17:30}\n  - {on: 2018-11-30, title: Party}",
        "not-an-occurrence at 2018-11-30, title",
    ),
    "one twice": (
        WEEKLY + "  - {on: 2018-11-29, title: Party}\n  - {on: 2018-11-29, status: cancelled}",
        "change-twice at 2018-11-29, status",
    ),
    "none named": (WEEKLY + "  - {title: Party}", "missing at {title: Party}"),
    "one moved onto another": (
        WEEKLY + "  - {on: 2018-11-29, start: 2018-12-06 17:30}",
        "change-collides at 2018-12-06 17:30",
    ),
    "two moved onto one day": (
        DAYS + "  - {on: 2018-11-29, start: 2018-12-20}\n  - {on: 2018-12-06, start: 2018-12-20}",
        "change-collides at 2018-12-20}",
    ),
    "a change with an hour for days": (DAYS + "  - {on: 2018-11-29, end: 19:00}", "end-has-hour at 19:00"),
    "a change with a day for hours": (WEEKLY + "  - {on: 2018-11-29, end: 2018-11-30}", "end-needs-hour at"),
    "a change that ends before it begins": (WEEKLY + "  - {on: 2018-11-29, end: 17:00}", "end-before-start at 17:00"),
    "a change that ends in the night": (WEEKLY + "  - {on: 2018-11-29, end: 01:00}", "end-next-day at 01:00"),
    "a moved one that ends before it": (
        WEEKLY + "  - {on: 2018-11-29, start: 2018-11-30 20:00, end: 19:00}",
        "end-before-start at 19:00",
    ),
    "an hour to come, and an hour": (
        WEEKLY + "  - {on: 2018-11-29, start: 2018-11-30 20:00, time: later}",
        "time-twice at later",
    ),
    "an hour to come, and an end": (
        WEEKLY + "  - {on: 2018-11-29, end: 20:00, time: later}",
        "end-has-hour at 20:00",
    ),
    "moved to an hour that clocks skip": (
        WEEKLY + "  - {on: 2018-11-29, start: 2019-03-31 02:30}",
        "skipped-time at 2019-03-31 02:30",
    ),
    "moved so that its end is one": (
        WEEKLY + "  - {on: 2018-11-29, start: 2019-03-31 01:00}",
        "skipped-time at 2019-03-31 01:00",
    ),
    "a repeat of its own": (
        WEEKLY + "  - {on: 2018-11-29, repeat: {every: week, count: 2}}",
        "unknown-key at repeat",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_for_one_reason(name: str, tmp_path: Path) -> None:
    lines, expected = REFUSED[name]
    [found] = refused(lines, tmp_path)
    assert found.startswith(expected)


def test_two_that_swap_their_days_are_refused(tmp_path: Path) -> None:
    """Each would be at the other's very time."""
    lines = WEEKLY + "  - {on: 2018-11-22, start: 2018-11-29 17:30}\n  - {on: 2018-11-29, start: 2018-11-22 17:30}"
    assert refused(lines, tmp_path) == [
        "change-collides at 2018-11-29 17:30}",
        "change-collides at 2018-11-22 17:30}",
    ]


def test_all_days_that_are_none_are_named(tmp_path: Path) -> None:
    lines = "start: 2018-11-22\nrepeat: {every: week, count: 3, except: [2018-11-23, 2018-11-29, 2018-11-30]}"
    _, problems = outcome(lines, tmp_path)
    assert [dict(each.values)["value"] for each in problems] == ["2018-11-23", "2018-11-30"]
    assert {dict(each.values)["known"] for each in problems} == {"2018-11-22, 2018-11-29, 2018-12-06"}


# --- what the sentences propose


PROPOSALS = {
    "an end on the day after": (
        "start: 2018-11-22 22:00\nend: 01:00",
        "end: 01:00",
        "end: {instead}",
        "2018-11-22 22:00 to 01:00 on 2018-11-23",
    ),
    "and on that of the year after": (
        "start: 2018-12-31 22:00\nend: 01:00",
        "end: 01:00",
        "end: {instead}",
        "2018-12-31 22:00 to 01:00 on 2019-01-01",
    ),
    "dates with the start": (
        "start: 2018-11-22\nrepeat: {dates: [2018-12-11, 2018-11-27]}",
        "[2018-12-11, 2018-11-27]",
        "{instead}",
        "2018-11-22 | 2018-11-27 | 2018-12-11",
    ),
    "the first of the dates as start": (
        "start: 2018-11-22\nrepeat: {dates: [2018-11-20, 2018-11-22]}",
        "start: 2018-11-22",
        "start: {first}",
        "2018-11-20 | 2018-11-22",
    ),
    "the first day of the rule as start": (
        "start: 2018-11-22\nrepeat: {every: month, on: 2 sat, count: 2}",
        "start: 2018-11-22",
        "start: {next}",
        "2018-12-08 | 2019-01-12",
    ),
    "an hour where the end is a day": (
        "start: 2018-11-22 17:30\nend: 2018-11-23",
        "end: 2018-11-23",
        "end: {value} 19:00",
        "2018-11-22 17:30 to 19:00 on 2018-11-23",
    ),
}


@pytest.mark.parametrize("name", PROPOSALS)
def test_what_is_proposed_is_accepted(name: str, tmp_path: Path) -> None:
    lines, wrong, right, expected = PROPOSALS[name]
    _, problems = outcome(lines, tmp_path / "one")
    [problem] = [each for each in problems if each.level == "error"]
    mended = lines.replace(wrong, right.format(**dict(problem.values)))
    assert accepted(mended, tmp_path / "two") == expected.split(" | ")


@pytest.mark.parametrize(
    "zone, lines, hours",
    [
        (BERLIN, "start: 2018-10-28 02:30\nend: 03:30", "02:30 +0200 to 03:30 +0100"),
        (BERLIN, "start: 2018-10-28 01:30\nend: 02:30", "01:30 +0200 to 02:30 +0200"),
        (BERLIN, "start: 2018-10-28 03:00\nend: 04:00", "03:00 +0100 to 04:00 +0100"),
        ("Europe/Dublin", "start: 2018-10-28 01:30\nend: 02:30", "01:30 +0100 to 02:30 +0000"),
        ("Australia/Lord_Howe", "start: 2018-04-01 01:45\nend: 02:15", "01:45 +1100 to 02:15 +1030"),
        ("America/St_Johns", "start: 2018-11-04 01:30\nend: 02:30", "01:30 -0230 to 02:30 -0330"),
        ("Africa/Casablanca", "start: 2019-05-05 02:30\nend: 03:30", "02:30 +0100 to 03:30 +0000"),
        ("Asia/Tehran", "start: 2018-09-21 23:30\nend: 2018-09-22 00:30", "23:30 +0430 to 00:30 +0330"),
        ("Asia/Kathmandu", "start: 2018-10-28 02:30\nend: 03:30", "02:30 +0545 to 03:30 +0545"),
    ],
)
def test_the_first_of_two_hours_that_clocks_show_alike(zone: str, lines: str, hours: str, tmp_path: Path) -> None:
    event, _ = outcome(lines, tmp_path, zone)
    assert event is not None
    [occurrence] = event.occurrences
    assert isinstance(occurrence, Hours) and occurrence.end is not None
    assert f"{occurrence.start:%H:%M %z} to {occurrence.end:%H:%M %z}" == hours
