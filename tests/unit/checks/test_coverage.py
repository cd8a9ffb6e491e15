"""Coverage: one warning for each phase that lacks dates in areas that it expects. See also ../test_coverage.py."""

from __future__ import annotations

import pytest

from tests.unit.checks import CAMPAIGN, expect


def campaign(expects: str, *, area: str = "riverland", accept: str = "") -> str:
    """The campaign, whose talks expect dates."""
    more = f", area: {area}, expects: {expects}" + (f", accept: {accept}" if accept else "")
    return CAMPAIGN.replace("ends: 2018-11-30}", f"ends: 2018-11-30{more}}}")


def all_but(*areas: str) -> str:
    """A dated event of the talks in each district but these."""
    others = [area for area in ("source", "gorge", "delta", "harbour") if area not in areas]
    return "".join(f"- {{id: in-{area}, phase: talks, area: {area}, start: 2018-11-22}}\n" for area in others)


def lacking(events: str, expects: str = "district", *, area: str = "riverland") -> str:
    """The areas that a warning names; an empty string where there is none."""
    text = campaign(expects, area=area)
    marked = text.replace("expects: ", "expects: ‹coverage›")
    try:
        [said] = expect("coverage", events, campaign=marked).said
    except AssertionError:
        assert not expect("coverage", events, campaign=text).said
        return ""
    return said.partition("areas: ")[2]


@pytest.mark.parametrize(
    ("case", "events", "areas"),
    [
        ("no event at all", "", "source, gorge, delta, harbour"),
        ("one in each", all_but(), ""),
        ("all but two", all_but("gorge", "delta"), "gorge, delta"),
        (
            "one event for all",
            "- {id: a, phase: talks, area: [source, gorge, delta, harbour], start: 2018-11-22}",
            "",
        ),
        ("in the ward below", all_but("source") + "- {id: a, phase: talks, area: mill, start: 2018-11-22}", ""),
        (
            "in the region above",
            all_but("source") + "- {id: a, phase: talks, area: upper, start: 2018-11-22}",
            "source",
        ),
        (
            "elsewhere, for it",
            all_but("source") + "- {id: a, phase: talks, area: gorge, for: source, start: 2018-11-22}",
            "source",
        ),
        ("of another phase", all_but("source") + "- {id: a, phase: fair, area: source, start: 2018-12-02}", "source"),
        ("of no phase", all_but("source") + "- {id: a, title: T, area: source, start: 2018-11-22}", "source"),
        ("late", all_but("source") + "- {id: a, phase: talks, area: source, start: 2018-12-05}", ""),
        ("by the hour", all_but("source") + "- {id: a, phase: talks, area: source, start: 2018-11-22 10:00}", ""),
        (
            "a date not fixed",
            all_but("source") + "- {id: a, phase: talks, area: source, between: [2018-11-22, 2018-11-24]}",
            "source",
        ),
        (
            "a draft",
            all_but("source") + "- {id: a, phase: talks, area: source, start: 2018-11-22, draft: yes}",
            "source",
        ),
        *(
            (
                status,
                all_but("source") + f"- {{id: a, phase: talks, area: source, start: 2018-11-22, status: {status}}}",
                areas,
            )
            for status, areas in (
                ("confirmed", ""),
                ("tentative", "source (tentative)"),
                ("postponed", "source"),
                ("cancelled", "source"),
            )
        ),
    ],
)
def test_districts_without_a_date(case: str, events: str, areas: str) -> None:
    assert lacking(events) == areas, case


REPEAT = """
- id: a
  phase: talks
  area: source
  start: 2018-11-15
  repeat: {every: week, count: 2}
"""


@pytest.mark.parametrize(
    ("case", "more", "areas"),
    [
        ("as it was planned", "", ""),
        ("one date cancelled", "  changes: [{on: 2018-11-15, status: cancelled}]\n", ""),
        (
            "both dates cancelled",
            "  changes: [{on: 2018-11-15, status: cancelled}, {on: 2018-11-22, status: cancelled}]\n",
            "source",
        ),
        (
            "one cancelled, one postponed",
            "  changes: [{on: 2018-11-15, status: cancelled}, {on: 2018-11-22, status: postponed}]\n",
            "source",
        ),
        ("cancelled as a whole", "  status: cancelled\n", "source"),
        (
            "cancelled but for one date",
            "  status: cancelled\n  changes: [{on: 2018-11-22, status: confirmed}]\n",
            "",
        ),
        (
            "postponed but for one date, which is not certain",
            "  status: postponed\n  changes: [{on: 2018-11-22, status: tentative}]\n",
            "source (tentative)",
        ),
        ("one date moved out of the phase", "  changes: [{on: 2018-11-22, start: 2018-12-05}]\n", ""),
    ],
)
def test_a_repeat_in_the_source_district(case: str, more: str, areas: str) -> None:
    assert lacking(all_but("source") + REPEAT.lstrip() + more) == areas, case


@pytest.mark.parametrize(
    ("expects", "events", "areas"),
    [
        ("{level: district, except: [gorge]}", all_but("gorge"), ""),
        ("{level: district, except: gorge}", all_but("gorge", "delta"), "delta"),
        ("{level: district, except: [upper]}", all_but("source", "gorge", "delta"), "delta"),
        ("{level: region}", all_but("delta"), ""),
        ("{level: region}", all_but("delta", "harbour"), "lower"),
        ("{level: state}", "- {id: a, phase: talks, area: mill, start: 2018-11-22}", ""),
        ("{level: ward}", all_but(), "mill"),
    ],
)
def test_what_is_expected(expects: str, events: str, areas: str) -> None:
    assert lacking(events, expects) == areas


@pytest.mark.parametrize(
    ("events", "areas"),
    [
        (all_but("gorge"), "source (1), gorge, delta (1), harbour (1)"),
        (all_but() + all_but("gorge").replace("in-", "again-"), "gorge (1)"),
        (
            all_but()
            + all_but("gorge").replace("in-", "again-")
            # One of two is tentative.
            + "- {id: a, phase: talks, area: gorge, start: 2018-11-24, status: tentative}\n",
            "gorge (1, tentative)",
        ),
    ],
)
def test_two_events_in_each_district(events: str, areas: str) -> None:
    marked = campaign("{level: district, at_least: 2}").replace("expects: ", "expects: ‹coverage-several›")
    [said] = expect("coverage", events, campaign=marked).said
    start = "talks: each area is to have 2 events with a confirmed date, and has fewer in "
    assert said.startswith(start) and said.endswith(f": {areas}")


def test_a_phase_of_one_region() -> None:
    assert lacking(all_but("gorge", "delta"), area="upper") == "gorge"


def test_a_phase_that_expects_nothing() -> None:
    expect("coverage", "")


@pytest.mark.parametrize(
    ("expects", "said"),
    [
        ("district", "talks: no date is confirmed yet in 1 of 4 areas: gorge"),
        ("{level: district, at_least: 1, except: [delta]}", "talks: no date is confirmed yet in 1 of 3 areas: gorge"),
    ],
)
def test_what_is_said(expects: str, said: str) -> None:
    marked = campaign(expects).replace("expects: ", "expects: ‹coverage›")
    assert expect("coverage", all_but("gorge"), campaign=marked).said == [said]


def test_each_phase_is_told_and_accepts_for_itself() -> None:
    text = campaign("district", accept="{coverage: Dates come in December}").replace(
        "ends: 2018-12-20}", "ends: 2018-12-20, expects: ‹coverage›region}"
    )
    outcome = expect("coverage", all_but("gorge"), campaign=text)
    assert outcome.said == ["fair: no date is confirmed yet in 2 of 2 areas: upper, lower"]
    assert outcome.reasons == [("coverage", "Dates come in December")]


def test_a_phase_accepts_nothing_else() -> None:
    text = campaign("‹coverage›district", accept="{translation: The name is the same}")
    assert expect("coverage", all_but("gorge"), campaign=text).accepted == ()
