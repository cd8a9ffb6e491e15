"""What was published and is gone; every record here is one that a real build has written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.checks import CAMPAIGN, expect, publication

TAGS = "tags:\n  - {id: youth, name: Youth}\n  - {id: river, name: River}\n"
BEFORE = CAMPAIGN + TAGS
EVENTS = """
- {id: walk, area: delta, start: 2018-11-22, tags: youth}
- {id: feast, area: source, start: 2018-11-24 17:00}
- {id: later, area: gorge, between: [2018-11-20, 2018-11-30]}
- {id: hidden, area: gorge, start: 2018-11-25, draft: yes}
- {id: weekly, area: harbour, start: 2018-11-15 10:00, repeat: {every: week, count: 4}}
"""
PUBLISHED = publication(EVENTS, campaign=BEFORE)
HERE = "‹vanished›" + BEFORE


def without(id: str) -> str:
    return "".join(line for line in EVENTS.splitlines(keepends=True) if f"id: {id}," not in line)


def test_nothing_is_gone() -> None:
    expect("vanished", EVENTS, campaign=BEFORE, published=PUBLISHED)


def test_what_only_grew() -> None:
    """Also the one that was a draft, or had no date, and is there now."""
    events = EVENTS.replace(", draft: yes", "").replace("between: [2018-11-20, 2018-11-30]", "start: 2018-11-21")
    events = events.replace("count: 4", "count: 5") + "- {id: new, area: mill, start: 2018-11-28}\n"
    campaign = BEFORE.replace("- {id: gorge", "- {id: cave, level: district, name: Cave}\n          - {id: gorge")
    expect("vanished", events, campaign=campaign + "  - {id: fish, name: Fish}\n", published=PUBLISHED)


@pytest.mark.parametrize("level", ["error", "warning"])
def test_an_error_against_a_publication_that_was_named_else_a_warning(level: str) -> None:
    published = replace(PUBLISHED, named=level == "error")
    [problem] = expect("vanished", without("walk"), campaign=HERE, published=published, level=level).found
    assert problem.level == level
    assert problem.sentence("en").startswith('"walk" was published and is gone')


@pytest.mark.parametrize(
    ("case", "events", "gone"),
    [
        ("deleted", without("walk"), "walk"),
        ("deleted, though it never had a date", without("later"), "later"),
        ("with another id", EVENTS.replace("id: walk", "id: stroll"), "walk"),
        ("made a draft", EVENTS.replace("tags: youth", "tags: youth, draft: yes"), "walk"),
        ("deleted, but never published", without("hidden"), ""),
        ("cancelled", EVENTS.replace("tags: youth", "tags: youth, status: cancelled"), ""),
        ("postponed", EVENTS.replace("tags: youth", "tags: youth, status: postponed"), ""),
        ("moved to another day and area", EVENTS.replace("delta, start: 2018-11-22", "mill, start: 2018-12-01"), ""),
        ("renamed, with its id", EVENTS.replace("tags: youth", "tags: youth, title: Stroll"), ""),
    ],
)
def test_an_event(case: str, events: str, gone: str) -> None:
    said = expect("vanished", events, campaign=HERE if gone else BEFORE, published=PUBLISHED).said
    assert [each.split('"')[1] for each in said] == ([gone] if gone else []), case


@pytest.mark.parametrize(
    ("case", "before", "after", "gone"),
    [
        ("a phase", "  - {id: fair, name: Fair, starts: 2018-12-01, ends: 2018-12-20}\n", "", "phase.fair"),
        ("a phase that is no entry now", "ends: 2018-12-20}", "ends: 2018-12-20, entry: no}", "phase.fair"),
        ("a phase with another id", "id: fair", "id: market", "phase.fair"),
        ("an area", "          - {id: mill, level: ward, name: Mill}", "", "areas/mill.ics"),
        ("an area with another id", "id: mill", "id: watermill", "areas/mill.ics"),
        ("an area elsewhere", "", "", ""),
        ("a tag", "  - {id: river, name: River}\n", "", "tags/river.ics"),
        ("a phase's name and days", "name: Fair, starts: 2018-12-01", "name: Market, starts: 2018-12-02", ""),
        ("an area's name", "name: Mill", "name: Watermill", ""),
    ],
)
def test_a_phase_an_area_a_tag(case: str, before: str, after: str, gone: str) -> None:
    if case == "an area":
        before, after = ", areas: [{id: mill, level: ward, name: Mill}]", ""
    campaign = (HERE if gone else BEFORE).replace(before, after)
    said = expect("vanished", EVENTS, campaign=campaign, published=PUBLISHED).said
    assert [each.split('"')[1] for each in said] == ([gone] if gone else []), case


def test_an_area_may_stand_elsewhere_in_the_tree() -> None:
    mill = ", areas: [{id: mill, level: ward, name: Mill}]"
    campaign = BEFORE.replace(mill, "").replace("name: Delta}", f"name: Delta{mill}}}")
    expect("vanished", EVENTS, campaign=campaign, published=PUBLISHED)


def test_a_language_is_told_once() -> None:
    two = CAMPAIGN.replace("[en]", "[en, hi]")
    before = publication("", campaign=two)
    expect("vanished", "", campaign=two, published=before)
    [said] = expect("vanished", "", campaign=f"‹vanished›{CAMPAIGN}", published=before).said
    assert said.startswith('"hi/calendar.ics" was published and is gone')
    moved = CAMPAIGN.replace("id: mill", "id: watermill")
    expect("vanished", "", campaign=f"‹vanished›‹vanished›{moved}", published=before)
    expect("vanished", "", campaign=f"‹vanished›{moved.replace('[en]', '[en, hi]')}", published=before)


# --- Dates


def test_a_date_that_is_taken_back_is_no_loss() -> None:
    """Calendars keep the last one, postponed."""
    events = EVENTS.replace("start: 2018-11-22,", "between: [2018-11-20, 2018-11-30],")
    expect("vanished", events, campaign=BEFORE, published=PUBLISHED)


WEEKLY = "start: 2018-11-15 10:00, repeat: {every: week, count: 4}"
DATES = {
    "fewer": (
        "start: 2018-11-15 10:00, repeat: ‹vanished-occurrence›{every: week, count: 3}",
        ["2018-12-06"],
    ),
    "fewer by two": (
        "start: 2018-11-15 10:00, repeat: ‹vanished-occurrence›‹vanished-occurrence›{every: week, count: 2}",
        ["2018-11-29", "2018-12-06"],
    ),
    "one excepted": (
        "start: 2018-11-15 10:00, repeat: ‹vanished-occurrence›{every: week, count: 4, except: 2018-11-22}",
        ["2018-11-22"],
    ),
    "not repeated any longer": ("start: 2018-11-15 10:00", ["2018-11-22", "2018-11-29", "2018-12-06"]),
    "one cancelled": (f"{WEEKLY}, changes: [{{on: 2018-11-22, status: cancelled}}]", []),
    "one moved": (f"{WEEKLY}, changes: [{{on: 2018-11-22, start: 2018-11-23 10:00}}]", []),
    "one moved, and one fewer": (
        "start: 2018-11-15 10:00, repeat: ‹vanished-occurrence›{every: week, count: 3}, "
        "changes: [{on: 2018-11-22, start: 2018-11-23 10:00}]",
        ["2018-12-06"],
    ),
    "all moved by a day": ("start: 2018-11-16 10:00, repeat: {every: week, count: 4}", []),
    "all cancelled": (f"{WEEKLY}, status: cancelled", []),
    "more": ("start: 2018-11-15 10:00, repeat: {every: week, count: 5}", []),
    "the same, listed": (
        "start: 2018-11-15 10:00, repeat: {dates: [2018-11-15, 2018-11-22, 2018-11-29, 2018-12-06]}",
        [],
    ),
    "at another hour, with whole days": ("start: 2018-11-15, repeat: {every: week, count: 4}", []),
}


@pytest.mark.parametrize(("when", "days"), DATES.values(), ids=DATES)
def test_dates_of_a_repeat(when: str, days: list[str]) -> None:
    events = EVENTS.replace(WEEKLY, when)
    if days and "‹" not in when:
        events = events.replace("- {id: weekly", "- " + "‹vanished-occurrence›" * len(days) + "{id: weekly")
    said = expect("vanished", events, campaign=BEFORE, published=PUBLISHED).said
    assert [each.split(" ")[4] for each in said] == days


def test_a_date_that_was_moved_before() -> None:
    """It was published for the day that it was moved to."""
    change = "changes: [{on: 2018-11-22, start: 2018-11-23 10:00}]"
    published = publication(EVENTS.replace(WEEKLY, f"{WEEKLY}, {change}"), campaign=BEFORE)
    expect("vanished", EVENTS.replace(WEEKLY, f"{WEEKLY}, {change}"), campaign=BEFORE, published=published)
    expect("vanished", EVENTS, campaign=BEFORE, published=published)
    fewer = WEEKLY.replace(
        "{every: week, count: 4}", "‹vanished-occurrence›{every: week, count: 4, except: 2018-11-22}"
    )
    [said] = expect("vanished", EVENTS.replace(WEEKLY, fewer), campaign=BEFORE, published=published).said
    assert "2018-11-23" in said


# --- Retired


RETIRED = {
    "an event": (without("walk"), BEFORE, "{event: walk, why: Entered twice}"),
    "an event, for another": (without("walk"), BEFORE, "{event: walk, to: feast, why: Entered twice}"),
    "a phase": (
        EVENTS,
        BEFORE.replace("  - {id: fair, name: Fair, starts: 2018-12-01, ends: 2018-12-20}\n", ""),
        "{phase: fair, why: Not this year}",
    ),
    "an area": (EVENTS, BEFORE.replace("id: mill", "id: watermill"), "{area: mill, to: watermill, why: Its name}"),
    "a tag": (EVENTS, BEFORE.replace("  - {id: river, name: River}\n", ""), "{tag: river, why: Of no use}"),
}


@pytest.mark.parametrize(("events", "campaign", "retired"), RETIRED.values(), ids=RETIRED)
def test_what_was_retired(events: str, campaign: str, retired: str) -> None:
    expect("vanished", events, campaign=f"{campaign}retired:\n  - {retired}\n", published=PUBLISHED)


def test_a_date_that_was_retired() -> None:
    fewer = EVENTS.replace("count: 4", "count: 3")
    retired = "retired:\n  - {event: weekly, on: 2018-12-06, why: The hall is let}\n"
    expect("vanished", fewer, campaign=f"{BEFORE}{retired}", published=PUBLISHED)
    other = fewer.replace("repeat: {", "repeat: ‹vanished-occurrence›{")
    expect("vanished", other, campaign=BEFORE + retired.replace("12-06", "12-13"), published=PUBLISHED)


def test_what_was_retired_is_of_one_kind() -> None:
    """A tag that was given up is no word about the event that had the same id."""
    for kind in ("area", "tag", "phase"):
        retired = f"retired:\n  - {{{kind}: walk, why: Of no use}}\n"
        expect("vanished", without("walk"), campaign=f"{HERE}{retired}", published=PUBLISHED)


def test_two_things_that_are_gone_are_told_both() -> None:
    campaign = f"‹vanished›{HERE}".replace("id: mill", "id: watermill")
    expect("vanished", without("walk"), campaign=campaign, published=PUBLISHED)


def test_an_event_cannot_accept_it() -> None:
    events = EVENTS.replace(WEEKLY, "accept: {window: gone}, start: 2018-11-15 10:00").replace(
        "- {id: weekly", "- ‹vanished-occurrence›‹vanished-occurrence›‹vanished-occurrence›{id: weekly"
    )
    assert expect("vanished", events, campaign=BEFORE, published=PUBLISHED).accepted == ()
