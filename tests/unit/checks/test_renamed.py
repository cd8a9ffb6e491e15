"""A new id with an event that looks like one that was published and is gone."""

from __future__ import annotations

import pytest

from campaign_calendar.published import Published
from tests.unit.checks import CAMPAIGN, expect, publication

EVENTS = """
- {id: walk, title: Walk, area: delta, start: 2018-11-22}
- {id: feast, title: Feast, area: [source, gorge], start: 2018-11-24 17:00, end: 19:00}
- {id: talk, phase: talks, area: gorge, between: [2018-11-20, 2018-11-30]}
- {id: weekly, title: Weekly, area: harbour, start: 2018-11-15 10:00, repeat: {every: week, count: 4}}
"""
PUBLISHED = publication(EVENTS)
NEW = {
    "with another id": ("id: walk", "id: ‹renamed›stroll", "walk"),
    "with another id and day": (
        "id: walk, title: Walk, area: delta, start: 2018-11-22",
        "id: ‹renamed›stroll, title: Walk, area: delta, start: 2018-11-23",
        "walk",
    ),
    "with another id and title": ("id: walk, title: Walk", "id: ‹renamed›stroll, title: Stroll", "walk"),
    "in several areas": ("id: feast, title: Feast", "id: ‹renamed›dinner, title: Dinner", "feast"),
    "under its phase's name, without a date": ("id: talk,", "id: ‹renamed›gorge-talk,", "talk"),
    "a repeat": ("id: weekly, title: Weekly", "id: ‹renamed›every-week, title: Thursdays", "weekly"),
    "a repeat with another title and other dates": (
        "id: weekly, title: Weekly, area: harbour, start: 2018-11-15 10:00",
        "id: w, title: W, area: harbour, start: 2018-11-16 10:00",
        "",
    ),
    "in another area": ("id: walk, title: Walk, area: delta", "id: stroll, title: Walk, area: source", ""),
    "in one area more": ("id: walk, title: Walk, area: delta", "id: stroll, title: Walk, area: [delta, source]", ""),
    "with another id, title and day": (
        "id: walk, title: Walk, area: delta, start: 2018-11-22",
        "id: stroll, title: Stroll, area: delta, start: 2018-11-23",
        "",
    ),
    "at another hour with another title": (
        "id: feast, title: Feast, area: [source, gorge], start: 2018-11-24 17:00",
        "id: dinner, title: Dinner, area: [source, gorge], start: 2018-11-24 18:00",
        "",
    ),
    "a draft": ("id: walk", "draft: yes, id: stroll", ""),
    "not renamed at all": ("title: Walk", "title: Stroll", ""),
}


@pytest.mark.parametrize(("before", "after", "old"), NEW.values(), ids=NEW)
def test_renamed(before: str, after: str, old: str) -> None:
    said = expect("renamed", EVENTS.replace(before, after), published=PUBLISHED).said
    assert [each.partition("give it back the id ")[2] for each in said] == ([old] if old else [])


def test_a_second_event_that_looks_like_one_that_is_still_there() -> None:
    expect("renamed", EVENTS + "- {id: second, title: Walk, area: delta, start: 2018-11-22}\n", published=PUBLISHED)


def test_one_of_two_that_looked_alike_is_gone() -> None:
    published = publication(EVENTS + "- {id: second, title: Walk, area: delta, start: 2018-11-22}\n")
    expect("renamed", EVENTS, published=published)


def test_several_were_renamed() -> None:
    events = EVENTS.replace("id: walk", "id: ‹renamed›a").replace("id: feast", "id: ‹renamed›b")
    said = expect("renamed", events, published=PUBLISHED).said
    assert [each.split(" is new")[0] for each in said] == ['"a"', '"b"']


def test_the_title_tells_more_than_the_hour() -> None:
    events = EVENTS + "- {id: zest, title: Zest, area: delta, start: 2018-11-22}\n"
    new = EVENTS.replace("id: walk, title: Walk", "id: ‹renamed›stroll, title: Zest")
    [said] = expect("renamed", new, published=publication(events)).said
    assert said.endswith("give it back the id zest")


def test_a_title_in_several_languages() -> None:
    two = CAMPAIGN.replace("[en]", "[hi, en]")
    events = "- {id: ID, title: {hi: सैर, en: Walk}, area: delta, start: 2018-11-DAY}\n"
    published = publication(events.replace("ID", "walk").replace("DAY", "22"), campaign=two)
    expect("renamed", events.replace("ID", "‹renamed›stroll").replace("DAY", "23"), campaign=two, published=published)


def test_a_phase_that_is_gone_is_no_event() -> None:
    campaign = CAMPAIGN.replace("id: fair, name: Fair", "id: market, name: Market")
    expect(
        "renamed",
        EVENTS + "- {id: fair, title: Fair, area: delta, start: 2018-12-01}",
        campaign=campaign,
        published=PUBLISHED,
    )


def test_the_first_publication() -> None:
    expect("renamed", EVENTS, published=Published())


def test_retired_for_the_new_one() -> None:
    retired = f"{CAMPAIGN}retired:\n  - {{event: walk, to: stroll, why: A better id}}\n"
    expect("renamed", EVENTS.replace("id: walk", "id: stroll"), campaign=retired, published=PUBLISHED)


def test_accepted_and_only_that() -> None:
    events = EVENTS.replace("id: walk", "accept: {renamed: Another walk}, id: stroll").replace(
        "id: feast", "accept: {double: Another feast}, id: ‹renamed›dinner"
    )
    assert expect("renamed", events, published=PUBLISHED).reasons == [("renamed", "Another walk")]
