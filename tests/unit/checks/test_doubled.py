"""Hours that clocks show twice in one night, as in Berlin on 2018-10-28 from 02:00 to 03:00."""

from __future__ import annotations

import pytest

from tests.unit.checks import CAMPAIGN, expect

BERLIN = CAMPAIGN.replace("Asia/Kolkata", "Europe/Berlin").replace("starts: 2018-11-10", "starts: 2018-10-01")
TWICE = {
    "the start": "- {id: a, area: delta, start: ‹doubled›2018-10-28 02:30, end: 04:00}",
    "the end": "- {id: a, area: delta, start: ‹doubled›2018-10-27 22:00, end: 2018-10-28 02:00}",
    "both, told once": "- {id: a, area: delta, start: ‹doubled›2018-10-28 02:00, end: 02:59}",
    "a date of a repeat": "- {id: a, area: delta, start: 2018-10-27 02:30, repeat: ‹doubled›{every: day, count: 3}}",
    "a date that was moved": """
        - id: a
          title: A
          area: delta
          start: 2018-10-20 02:30
          repeat: {every: day, count: 3}
          changes: [{on: 2018-10-21, start: ‹doubled›2018-10-28 02:30}]
        """,
}
ONCE = {
    "before and after": "- {id: a, area: delta, start: 2018-10-28 01:59, end: 03:00}",
    "the night before": "- {id: a, area: delta, start: 2018-10-27 02:30}",
    "a whole day": "- {id: a, area: delta, start: 2018-10-28}",
    "cancelled": "- {id: a, area: delta, start: 2018-10-28 02:30, status: cancelled}",
    "a draft": "- {id: a, area: delta, start: 2018-10-28 02:30, draft: yes}",
    "a date of a repeat that was cancelled": """
        - id: a
          title: A
          area: delta
          start: 2018-10-27 02:30
          repeat: {every: day, count: 3}
          changes: [{on: 2018-10-28, status: cancelled}]
        """,
}


@pytest.mark.parametrize("events", [*TWICE.values(), *ONCE.values()], ids=[*TWICE, *ONCE])
def test_doubled(events: str) -> None:
    expect("doubled", events, campaign=BERLIN)


def test_a_zone_that_does_not_put_its_clocks_back() -> None:
    expect("doubled", "- {id: a, area: delta, start: 2018-10-28 02:30}")


def test_accepted_and_only_that() -> None:
    outcome = expect(
        "doubled",
        """
        - {id: a, area: delta, start: 2018-10-28 02:30, accept: {doubled: The first of the two}}
        - {id: b, area: gorge, start: ‹doubled›2018-10-28 02:30, accept: {double: Another}}
        """,
        campaign=BERLIN,
    )
    assert outcome.reasons == [("doubled", "The first of the two")]
