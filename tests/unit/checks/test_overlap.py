"""Overlapping claims are found in n log n steps, wherever they are made, and each one that overlaps is in a pair."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign_calendar.checks import overlap
from campaign_calendar.checks.overlap import Claim, overlapping
from campaign_calendar.model import Area, Campaign, Days, Event, Hours, Level, Run, Site, Status, Text

TEXT = Text((Run("T", "en"),))
ANY_HOURS = Hours(datetime(2018, 11, 22, 10, tzinfo=UTC), None)


def country(districts: int) -> Site:
    """A country with that many districts, each with a ward; d3 is a district, d3-w its ward."""
    names = [f"d{number}" for number in range(districts)]
    below = tuple(id for name in names for id in (name, f"{name}-w"))
    areas = [Area("country", TEXT, "level", (), tuple(names), below)]
    for name in names:
        areas.append(Area(name, TEXT, "level", ("country",), (f"{name}-w",), (f"{name}-w",)))
        areas.append(Area(f"{name}-w", TEXT, "level", (name, "country"), (), ()))
    days = Days(ANY_HOURS.first, ANY_HOURS.first)
    campaign = Campaign(TEXT, None, None, "e.example", (), "UTC", days, (Level("level", TEXT),), False, 120, False)
    return Site(campaign, tuple(areas), (), (), ())


def claim(number: int, start: float, end: float, *areas: str) -> Claim:
    event = Event(f"e{number:06}", TEXT, areas, (), None, (ANY_HOURS,), None, Status.CONFIRMED)
    return Claim(start, end, event, ANY_HOURS, "T", areas)


def steps(work: Callable[[], object]) -> int:
    """How many lines of the sweep are run."""
    count = 0

    def line(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _event: str, _value: Any) -> Any:
        return line if frame.f_code.co_filename == overlap.__file__ else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


SHAPES: dict[str, Callable[[int], list[Claim]]] = {
    "all at once, in one district": lambda n: [claim(each, 0, 10, "d0") for each in range(n)],
    "one after the other": lambda n: [claim(each, each, each + 1, "d0") for each in range(n)],
    "nested in each other": lambda n: [claim(each, each, 3 * n - each, "d0") for each in range(n)],
    "each in a district of its own": lambda n: [claim(each, 0, 10, f"d{each}") for each in range(n)],
    "half of them for the whole country, half each in a district": lambda n: [
        claim(each, each, each + 5, f"d{each}" if each % 2 else "country") for each in range(n)
    ],
    "half of them for the whole country, half each in a ward, apart": lambda n: [
        claim(each, 2 * each, 2 * each + 1, f"d{each}-w" if each % 2 else "country") for each in range(n)
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_many_claims_take_twice_as_many_steps(shape: str) -> None:
    """Comparing each with each would take four times as many."""
    few, many = (steps(lambda n=n: [*overlapping(SHAPES[shape](n), country(n))]) for n in (200, 400))
    assert 1.8 < many / few < 2.3


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.integers(0, 12),
            st.integers(1, 6),
            st.lists(st.sampled_from(["country", "d0", "d0-w", "d1", "d1-w"]), min_size=1, max_size=2, unique=True),
        ),
        max_size=9,
    )
)
def test_every_claim_that_overlaps_is_in_a_pair(made: list[tuple[int, int, int, list[str]]]) -> None:
    """Compared with looking at each pair; an event may make several claims."""
    site = country(2)
    events = {number: claim(number, 0, 1, "d0").event for number in range(5)}
    claims = [
        Claim(start, start + length, events[number], ANY_HOURS, "T", tuple(areas))
        for number, start, length, areas in made
    ]
    clashing = [
        (one, other)
        for one in claims
        for other in claims
        if one.event is not other.event and one.start < other.end and other.start < one.end and in_line(one, other)
    ]
    found = [*overlapping(claims, site)]
    assert all((one, other) in clashing and one.start <= other.start for one, other in found)
    assert {one for pair in found for one in pair} == {one for pair in clashing for one in pair}


def in_line(one: Claim, other: Claim) -> bool:
    lines = [({*above(a)}, {*above(b)}) for a in one.areas for b in other.areas]
    return any(a <= b or b <= a for a, b in lines)


def above(area: str) -> list[str]:
    return ["country"] if area == "country" else ["country", *{area.removesuffix("-w"), area}]


def test_two_that_have_only_a_third_one_in_common_are_both_told() -> None:
    """Two wards are not in line with each other, but both with the country."""
    here, there, everywhere = claim(1, 0, 9, "d0-w"), claim(2, 1, 10, "d1-w"), claim(3, 2, 3, "country")
    found = [
        (one.event.id[-1], other.event.id[-1]) for one, other in overlapping([here, there, everywhere], country(2))
    ]
    assert found == [("2", "3"), ("1", "3")]
