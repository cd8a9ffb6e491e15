"""Entered twice: one phase, one area, one day, or one of the two without a date."""

from __future__ import annotations

import pytest

from tests.unit.checks import CAMPAIGN, expect

TWICE = {
    "one day": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22}
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-22}
        """,
    "other hours of one day": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22 10:00, end: 12:00}
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-22 17:00, end: 18:00}
        """,
    "with an hour and without": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22 10:00}
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-22, time: later}
        """,
    "in one of several areas": """
        - {id: a, phase: talks, area: [source, delta], start: 2018-11-22}
        - {id: ‹double›b, phase: talks, area: [gorge, delta], start: 2018-11-22}
        """,
    "in two areas, told once": """
        - {id: a, phase: talks, area: [source, delta], start: 2018-11-22}
        - {id: ‹double›b, phase: talks, area: [delta, source], start: 2018-11-22}
        """,
    "three on one day, each told against the first": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22}
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-22}
        - {id: ‹double›c, phase: talks, area: delta, start: 2018-11-22}
        """,
    "tentative and postponed": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22, status: tentative}
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-22, status: postponed}
        """,
    "one date of a repeat, told once": """
        - {id: a, phase: talks, area: delta, start: 2018-11-15, repeat: {every: week, count: 3}}
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-22, repeat: {every: week, count: 2}}
        """,
    "days that overlap": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22, end: 2018-11-25}
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-24}
        """,
    "days that overlap, the longer one told against both": """
        - {id: a, phase: talks, area: delta, start: 2018-11-20, end: 2018-11-22}
        - {id: b, phase: talks, area: delta, start: 2018-11-25}
        - {id: ‹double›‹double›c, phase: talks, area: delta, start: 2018-11-22, end: 2018-11-26}
        """,
    "a night belongs to its evening": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22 22:00, end: 2018-11-23 04:00}
        - {id: b, phase: talks, area: delta, start: 2018-11-23}
        """,
    "a date that was moved onto another": """
        - id: a
          phase: talks
          area: delta
          start: 2018-11-15
          repeat: {every: week, count: 2}
          changes: [{on: 2018-11-22, start: 2018-11-23}]
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-23}
        """,
    "one without a date": """
        - {id: a, phase: talks, area: delta, between: [2018-11-20, 2018-11-30]}
        - {id: ‹double-undated›b, phase: talks, area: delta, start: 2018-11-22}
        """,
    "both without a date": """
        - {id: a, phase: talks, area: delta, between: [2018-11-20, 2018-11-30]}
        - {id: ‹double-undated›b, phase: talks, area: delta, between: [2018-11-20, 2018-11-22]}
        """,
    "one without a date among many with one, told once": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22}
        - {id: b, phase: talks, area: delta, start: 2018-11-23}
        - {id: c, phase: talks, area: delta, start: 2018-11-24}
        - {id: ‹double-undated›d, phase: talks, area: delta, between: [2018-11-20, 2018-11-30]}
        """,
    "two without a date and one with one": """
        - {id: ‹double-undated›‹double-undated›c, phase: talks, area: delta, start: 2018-11-22}
        - {id: a, phase: talks, area: delta, between: [2018-11-20, 2018-11-30]}
        - {id: b, phase: talks, area: delta, between: [2018-11-20, 2018-11-30]}
        """,
}
NOT_TWICE = {
    "another day, another area, another phase, no phase": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22}
        - {id: b, phase: talks, area: delta, start: 2018-11-23}
        - {id: c, phase: talks, area: source, start: 2018-11-22}
        - {id: d, phase: fair, area: delta, start: 2018-11-22}
        - {id: e, area: delta, start: 2018-11-22}
        - {id: f, area: delta, start: 2018-11-22}
        """,
    "an area and the one above it": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22}
        - {id: b, phase: talks, area: lower, start: 2018-11-22}
        """,
    "one that is for the area of the other": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22}
        - {id: b, phase: talks, area: source, for: delta, start: 2018-11-22}
        """,
    "cancelled, and a new one instead": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22, status: cancelled}
        - {id: b, phase: talks, area: delta, start: 2018-11-22}
        - {id: c, phase: talks, area: source, between: [2018-11-20, 2018-11-30], status: cancelled}
        - {id: d, phase: talks, area: source, start: 2018-11-22}
        """,
    "a draft": """
        - {id: a, phase: talks, area: delta, start: 2018-11-22, draft: yes}
        - {id: b, phase: talks, area: delta, start: 2018-11-22}
        - {id: c, phase: talks, area: delta, between: [2018-11-20, 2018-11-30], draft: yes}
        """,
    "the dates of one repeat": """
        - {id: a, phase: talks, area: delta, start: 2018-11-15 10:00, repeat: {every: day, count: 9}}
        """,
    "a date that was cancelled, moved away or excepted, and another event instead": """
        - id: a
          phase: talks
          area: delta
          start: 2018-11-15
          repeat: {every: day, count: 4, except: 2018-11-17}
          changes: [{on: 2018-11-15, status: cancelled}, {on: 2018-11-16, start: 2018-11-20}]
        - {id: b, phase: talks, area: delta, start: 2018-11-15}
        - {id: c, phase: talks, area: delta, start: 2018-11-16}
        - {id: d, phase: talks, area: delta, start: 2018-11-17}
        """,
    "a repeat of which each date was cancelled": """
        - id: a
          phase: talks
          area: delta
          start: 2018-11-15
          repeat: {every: day, count: 2}
          changes: [{on: 2018-11-15, status: cancelled}, {on: 2018-11-16, status: cancelled}]
        - {id: b, phase: talks, area: delta, between: [2018-11-20, 2018-11-30]}
        """,
}


@pytest.mark.parametrize("events", [*TWICE.values(), *NOT_TWICE.values()], ids=[*TWICE, *NOT_TWICE])
def test_double(events: str) -> None:
    expect("double", events)


def test_one_without_a_date_may_be_the_second_of_two_that_are_expected() -> None:
    two = CAMPAIGN.replace("ends: 2018-11-30}", "ends: 2018-11-30, expects: {level: district, at_least: 2}}")
    expect(
        "double",
        """
        - {id: a, phase: talks, area: delta, start: 2018-11-22}
        - {id: b, phase: talks, area: delta, between: [2018-11-20, 2018-11-30]}
        - {id: c, phase: talks, area: gorge, between: [2018-11-20, 2018-11-30]}
        - {id: d, phase: talks, area: gorge, between: [2018-11-20, 2018-11-30]}
        - {id: e, phase: talks, area: source, start: 2018-11-22}
        - {id: f, phase: talks, area: source, start: 2018-11-23}
        - {id: ‹double-undated›g, phase: talks, area: source, between: [2018-11-20, 2018-11-30]}
        - {id: h, phase: talks, area: lower, start: 2018-11-22}
        - {id: ‹double-undated›i, phase: talks, area: lower, between: [2018-11-20, 2018-11-30]}
        """,
        campaign=two,
    )


def test_the_other_one_is_named_with_its_place() -> None:
    files = {"events/first.yaml": "id: first\nphase: talks\narea: delta\nstart: 2018-11-22\n"}
    [said] = expect(
        "double", "- {id: ‹double›second, phase: talks, area: delta, start: 2018-11-22}", files=files
    ).said
    assert said.startswith('"first" (content/events/first.yaml:1) is of the same phase')


# --- Accepted, with the reason


@pytest.mark.parametrize("accepting", ["a", "b"])
@pytest.mark.parametrize("when", ["start: 2018-11-22", "between: [2018-11-20, 2018-11-30]"])
def test_either_of_two_accepts(accepting: str, when: str) -> None:
    events = f"""
        - {{id: a, phase: talks, area: delta, start: 2018-11-22}}
        - {{id: b, phase: talks, area: delta, {when}}}
        """.replace(f"id: {accepting},", f"id: {accepting}, accept: {{double: two sessions}},")
    rule = "double" if when.startswith("start") else "double-undated"
    assert expect("double", events).reasons == [(rule, "two sessions")]


def test_what_accepts_a_clash_may_still_be_entered_twice() -> None:
    events = """
        - {id: a, phase: talks, area: delta, start: 2018-11-22, accept: {clash: two rooms}}
        - {id: ‹double›b, phase: talks, area: delta, start: 2018-11-22}
        """
    assert expect("double", events).accepted == ()


@pytest.mark.parametrize("when", ["start: 2018-11-22", "between: [2018-11-20, 2018-11-30]"])
def test_what_one_accepts_is_not_accepted_for_two_others(when: str) -> None:
    rule = "double" if when.startswith("start") else "double-undated"
    expect(
        "double",
        f"""
        - {{id: a, phase: talks, area: delta, start: 2018-11-22, accept: {{double: two sessions}}}}
        - {{id: b, phase: talks, area: delta, {when}}}
        - {{id: ‹{rule}›c, phase: talks, area: delta, {when}}}
        """,
    )
