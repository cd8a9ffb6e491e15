"""Windows: an event lies within the days of its phase and of the campaign."""

from __future__ import annotations

import pytest

from tests.unit.checks import expect

# The talks are from 2018-11-12 to 30, the fair from 2018-12-01 to 20, the campaign from 2018-11-10 to 2018-12-20.
OUTSIDE = {
    "a day before the phase": "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-11-11}",
    "a day after it": "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-12-01}",
    "from before it": "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-11-11, end: 2018-11-12}",
    "to after it": "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-11-30, end: 2018-12-01}",
    "around it": "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-11-11, end: 2018-12-02}",
    "a minute into the day after it": (
        "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-11-30 20:00, end: 2018-12-01 00:01}"
    ),
    "tentative": "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-12-01, status: tentative}",
    "postponed from a day outside": (
        "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-12-01, status: postponed}"
    ),
    "before the campaign": "- {id: a, area: delta, start: ‹window-campaign›2018-11-09}",
    "after the campaign": "- {id: a, area: delta, start: ‹window-campaign›2018-12-21 10:00}",
    "a year's digit too far": "- {id: a, area: delta, start: ‹window-campaign›2019-11-22}",
    "before both": "- {id: a, phase: talks, area: delta, start: ‹window-campaign›‹window-phase›2018-11-09}",
    "undated, to after its phase": (
        "- {id: a, phase: talks, area: delta, between: ‹window-phase›[2018-11-28, 2018-12-02]}"
    ),
    "undated, to after the campaign": "- {id: a, area: delta, between: ‹window-campaign›[2018-12-18, 2018-12-24]}",
    "a repeat that goes on for too long, told once": (
        "- {id: a, phase: talks, area: delta, start: 2018-11-15, repeat: ‹window-phase›{every: week, count: 5}}"
    ),
    "a repeat that begins too early": (
        "- {id: a, phase: talks, area: delta, start: ‹window-phase›2018-11-11, repeat: {every: week, count: 2}}"
    ),
    "a date that was moved": """
        - id: a
          phase: talks
          area: delta
          start: 2018-11-15 10:00
          repeat: {every: week, count: 3}
          changes:
            - {on: 2018-11-15, status: cancelled}
            - {on: 2018-11-29, start: ‹window-phase›2018-12-03 10:00}
        """,
    "a first date that was moved": """
        - id: a
          phase: talks
          area: delta
          start: 2018-11-15 10:00
          repeat: {every: week, count: 2}
          changes: [{on: 2018-11-15, start: ‹window-phase›2018-11-11 10:00}]
        """,
    "several areas": "- {id: a, phase: talks, area: [delta, source], start: ‹window-phase›2018-12-01}",
}
INSIDE = {
    "its first day": "- {id: a, phase: talks, area: delta, start: 2018-11-12}",
    "its last day": "- {id: a, phase: talks, area: delta, start: 2018-11-30}",
    "its last hour": "- {id: a, phase: talks, area: delta, start: 2018-11-30 22:00, end: 2018-12-01 00:00}",
    "all its days": "- {id: a, phase: talks, area: delta, start: 2018-11-12, end: 2018-11-30}",
    "all its nights": "- {id: a, phase: talks, area: delta, start: 2018-11-12 00:00, end: 2018-12-01 00:00}",
    "undated within it": "- {id: a, phase: talks, area: delta, between: [2018-11-12, 2018-11-30]}",
    "between the phases, of none": "- {id: a, area: delta, start: 2018-11-30, end: 2018-12-01}",
    "the campaign's first and last day": "- {id: a, area: delta, start: 2018-11-10, end: 2018-12-20}",
    "cancelled": "- {id: a, phase: talks, area: delta, start: 2018-12-05, status: cancelled}",
    "cancelled before it had a date": (
        "- {id: a, phase: talks, area: delta, between: [2018-12-05, 2018-12-06], status: cancelled}"
    ),
    "a draft": "- {id: a, phase: talks, area: delta, start: 2018-12-05, draft: yes}",
    "a date outside that was cancelled, one that was excepted, and one that was moved into it": """
        - id: a
          phase: talks
          area: delta
          start: 2018-11-22
          repeat: {every: week, count: 4, except: 2018-12-06}
          changes:
            - {on: 2018-11-29, status: cancelled}
            - {on: 2018-12-13, start: 2018-11-30}
        """,
}


@pytest.mark.parametrize("events", [*OUTSIDE.values(), *INSIDE.values()], ids=[*OUTSIDE, *INSIDE])
def test_window(events: str) -> None:
    expect("window", events)


def test_what_is_said() -> None:
    outcome = expect(
        "window",
        """
        - {id: a, phase: talks, area: delta, start: ‹window-phase›2018-11-30, end: 2018-12-02}
        - {id: b, area: delta, start: ‹window-campaign›2018-12-22}
        """,
    )
    assert outcome.said == [
        "2018-11-30 – 2018-12-02 is not within the days of talks (2018-11-12 – 2018-11-30)",
        "2018-12-22 is not within the campaign's days (2018-11-10 – 2018-12-20)",
    ]


def test_accepted_for_the_phase_and_the_campaign() -> None:
    outcome = expect(
        "window",
        """
        - {id: a, phase: talks, area: delta, start: 2018-12-24, accept: {window: thanks to all}}
        - {id: b, phase: talks, area: delta, start: ‹window-phase›2018-12-01, accept: {clash: two rooms}}
        """,
    )
    assert sorted(outcome.reasons) == [("window-campaign", "thanks to all"), ("window-phase", "thanks to all")]
