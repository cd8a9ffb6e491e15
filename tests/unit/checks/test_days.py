"""Hours over several days: probably a repeat was meant."""

from __future__ import annotations

import pytest

from tests.unit.checks import expect

SEVERAL = {
    "two days": "- {id: a, area: delta, start: 2018-11-22 10:00, end: ‹days›2018-11-23 17:00}",
    "a week": "- {id: a, area: delta, start: 2018-11-10 10:00, end: ‹days›2018-11-17 18:00}",
    "a minute longer than a day": "- {id: a, area: delta, start: 2018-11-22 10:00, end: ‹days›2018-11-23 10:01}",
    "two nights": "- {id: a, area: delta, start: 2018-11-22 20:00, end: ‹days›2018-11-24 05:00}",
    "to a midnight": "- {id: a, area: delta, start: 2018-11-22 10:00, end: ‹days›2018-11-24 00:00}",
    "tentative": "- {id: a, area: delta, start: 2018-11-22 10:00, end: ‹days›2018-11-23 17:00, status: tentative}",
    "each date of a repeat, told once": """
        - id: a
          title: A
          area: delta
          start: 2018-11-12 10:00
          end: ‹days›2018-11-13 17:00
          repeat: {every: week, count: 3}
        """,
    "one date of a repeat": """
        - id: a
          title: A
          area: delta
          start: 2018-11-12 10:00
          end: 17:00
          repeat: {every: week, count: 3}
          changes: [{on: 2018-11-19, end: ‹days›2018-11-20 17:00}]
        """,
}
ONE = {
    "a day": "- {id: a, area: delta, start: 2018-11-22 10:00, end: 17:00}",
    "from midnight to midnight": "- {id: a, area: delta, start: 2018-11-22 00:00, end: 2018-11-23 00:00}",
    "without an end": "- {id: a, area: delta, start: 2018-11-22 23:30}",
    "a night": "- {id: a, area: delta, start: 2018-11-22 18:00, end: 2018-11-23 06:00}",
    "past midnight": "- {id: a, area: delta, start: 2018-11-22 10:00, end: 2018-11-23 01:00}",
    "round the clock": "- {id: a, area: delta, start: 2018-11-22 10:00, end: 2018-11-23 10:00}",
    "whole days": "- {id: a, area: delta, start: 2018-11-10, end: 2018-11-17}",
    "whole days, hour to follow": "- {id: a, area: delta, start: 2018-11-10, end: 2018-11-17, time: later}",
    "undated": "- {id: a, area: delta, between: [2018-11-10, 2018-11-17]}",
    "cancelled": "- {id: a, area: delta, start: 2018-11-22 10:00, end: 2018-11-23 17:00, status: cancelled}",
    "a draft": "- {id: a, area: delta, start: 2018-11-22 10:00, end: 2018-11-23 17:00, draft: yes}",
    "what was meant": "- {id: a, area: delta, start: 2018-11-22 10:00, end: 17:00, repeat: {every: day, count: 2}}",
}


@pytest.mark.parametrize("events", [*SEVERAL.values(), *ONE.values()], ids=[*SEVERAL, *ONE])
def test_days(events: str) -> None:
    expect("days", events)


def test_what_is_proposed_is_what_was_meant() -> None:
    [said] = expect("days", "- {id: a, area: delta, start: 2018-11-10 10:00, end: ‹days›2018-11-17 18:00}").said
    assert 'write "end: 18:00" and "repeat: {every: day, until: 2018-11-17}"' in said
    proposed = "end: 18:00, repeat: {every: day, until: 2018-11-17}"
    expect("days", f"- {{id: a, area: delta, start: 2018-11-10 10:00, {proposed}}}")


def test_accepted_and_only_that() -> None:
    outcome = expect(
        "days",
        """
        - {id: a, area: delta, start: 2018-11-22 10:00, end: 2018-11-24 17:00, accept: {days: All stay overnight}}
        - {id: b, area: gorge, start: 2018-11-22 10:00, end: ‹days›2018-11-24 17:00, accept: {window: fine}}
        """,
    )
    assert outcome.reasons == [("days", "All stay overnight")]
