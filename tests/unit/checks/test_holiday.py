"""Holidays: of the campaign's list and of a country, for an area and everything below it."""

from __future__ import annotations

import pytest

from tests.unit.checks import CAMPAIGN, expect

LISTED = f"""{CAMPAIGN}holidays:
  - {{date: 2018-11-23, name: Full moon}}
  - {{date: 2018-12-06, name: Boat race, area: lower}}
"""
ON_ONE = {
    "a day": "- {id: a, area: gorge, start: ‹holiday›2018-11-23}",
    "hours": "- {id: a, area: gorge, start: ‹holiday›2018-11-23 10:00, end: 11:00}",
    "hours without an end": "- {id: a, area: gorge, start: ‹holiday›2018-11-23 23:00}",
    "the whole campaign": "- {id: a, area: riverland, start: ‹holiday›2018-11-23}",
    "among several days": "- {id: a, area: gorge, start: ‹holiday›2018-11-20, end: 2018-11-25}",
    "the last of several days": "- {id: a, area: gorge, start: ‹holiday›2018-11-20, end: 2018-11-23}",
    "a night from it": "- {id: a, area: gorge, start: ‹holiday›2018-11-23 20:00, end: 2018-11-24 05:00}",
    "hours over several days": "- {id: a, area: gorge, start: ‹holiday›2018-11-22 10:00, end: 2018-11-23 17:00}",
    "tentative": "- {id: a, area: gorge, start: ‹holiday›2018-11-23, status: tentative}",
    "in the region whose holiday it is": "- {id: a, area: lower, start: ‹holiday›2018-12-06}",
    "in a district of that region": "- {id: a, area: delta, start: ‹holiday›2018-12-06}",
    "in one of several areas": "- {id: a, area: [gorge, delta], start: ‹holiday›2018-12-06}",
    "on two of them, told once": "- {id: a, area: delta, start: ‹holiday›2018-11-22, end: 2018-12-10}",
    "on a date of a repeat": ("- {id: a, area: gorge, start: 2018-11-16, repeat: ‹holiday›{every: week, count: 3}}"),
    "on the first date of a repeat": (
        "- {id: a, area: gorge, start: ‹holiday›2018-11-23, repeat: {every: week, count: 3}}"
    ),
    "on a date that was moved to it": """
        - id: a
          title: A
          area: gorge
          start: 2018-11-15
          repeat: {every: week, count: 2}
          changes: [{on: 2018-11-22, start: ‹holiday›2018-11-23}]
        """,
}
ON_NONE = {
    "the day before and the day after": """
        - {id: a, area: gorge, start: 2018-11-22}
        - {id: b, area: gorge, start: 2018-11-24}
        - {id: c, area: gorge, start: 2018-11-22 22:00, end: 2018-11-23 00:00}
        """,
    "a night into it": "- {id: a, area: gorge, start: 2018-11-22 20:00, end: 2018-11-23 05:00}",
    "in another region": "- {id: a, area: gorge, start: 2018-12-06}",
    "in the state, of which it is a region's": "- {id: a, area: riverland, start: 2018-12-06}",
    "elsewhere, for people of that region": "- {id: a, area: gorge, for: delta, start: 2018-12-06}",
    "cancelled, postponed, undated, a draft": """
        - {id: a, area: gorge, start: 2018-11-23, status: cancelled}
        - {id: b, area: gorge, start: 2018-11-23, status: postponed}
        - {id: c, area: gorge, between: [2018-11-20, 2018-11-25]}
        - {id: d, area: gorge, start: 2018-11-23, draft: yes}
        """,
    "a repeat that leaves it out, cancels it, or moves away from it": """
        - {id: a, area: gorge, start: 2018-11-16, repeat: {every: week, count: 3, except: 2018-11-23}}
        - id: b
          title: B
          area: gorge
          start: 2018-11-16
          repeat: {every: week, count: 3}
          changes: [{on: 2018-11-23, status: cancelled}]
        - id: c
          title: C
          area: gorge
          start: 2018-11-23
          repeat: {every: week, count: 3}
          changes: [{on: 2018-11-23, start: 2018-11-24}]
        """,
}


@pytest.mark.parametrize("events", [*ON_ONE.values(), *ON_NONE.values()], ids=[*ON_ONE, *ON_NONE])
def test_holiday(events: str) -> None:
    expect("holiday", events, campaign=LISTED)


def test_without_a_list_there_is_no_holiday() -> None:
    expect("holiday", "- {id: a, area: gorge, start: 2018-11-23}")


@pytest.mark.parametrize(
    ("place", "events"),
    [
        # Guru Nanak's birthday is kept all over India, the day of Goa's liberation in Goa.
        ("{country: IN}", "- {id: a, area: gorge, start: ‹holiday›2018-11-23}"),
        ("{country: IN, subdivision: UP}", "- {id: a, area: gorge, start: ‹holiday›2018-11-23}"),
        ("{country: IN, subdivision: UP}", "- {id: a, area: gorge, start: 2018-12-19}"),
        ("{country: IN, subdivision: GA}", "- {id: a, area: gorge, start: ‹holiday›2018-12-19}"),
        ("{country: DE, subdivision: SN}", "- {id: a, area: gorge, start: ‹holiday›2018-11-21}"),
        ("{country: DE, subdivision: BE}", "- {id: a, area: gorge, start: 2018-11-21}"),
    ],
)
def test_the_holidays_of_a_country(place: str, events: str) -> None:
    expect("holiday", events, campaign=f"{CAMPAIGN}public_holidays: {place}\n")


def test_a_day_that_is_listed_and_public_is_told_under_the_listed_name() -> None:
    campaign = f"{LISTED}public_holidays: {{country: IN}}\n"
    [said] = expect("holiday", "- {id: a, area: gorge, start: ‹holiday›2018-11-23}", campaign=campaign).said
    assert said.startswith("2018-11-23 is a holiday (Full moon); ")


def test_accepted_and_only_that() -> None:
    outcome = expect(
        "holiday",
        """
        - {id: a, area: gorge, start: 2018-11-23, accept: {holiday: The feast itself}}
        - {id: b, area: delta, start: ‹holiday›2018-11-23, accept: {clash: two rooms}}
        """,
        campaign=LISTED,
    )
    assert outcome.reasons == [("holiday", "The feast itself")]
