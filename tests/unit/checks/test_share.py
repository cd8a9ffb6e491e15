"""Titles that a shared link does not show whole."""

from __future__ import annotations

import pytest

from tests.unit.checks import CAMPAIGN, expect

FITS = "A title of just as many letters as a link that is shared can show"
LONG = f"{FITS}."
HINDI = "न" * 65


def test_lengths_of_the_titles_used_here() -> None:
    assert (len(FITS), len(LONG), len(HINDI)) == (65, 66, 65)


@pytest.mark.parametrize(
    "events",
    [
        f"- {{id: a, title: ‹share›{LONG}, area: delta, start: 2018-11-22}}",
        f"- {{id: a, title: {FITS}, area: delta, start: 2018-11-22}}",
        f"- {{id: a, title: {HINDI}, area: delta, start: 2018-11-22}}",
        f"- {{id: a, title: ‹share›{HINDI}न, area: delta, start: 2018-11-22}}",
        f"- {{id: a, title: ‹share›{LONG}, area: delta, start: 2018-11-22, status: cancelled}}",
        f"- {{id: a, title: {LONG}, area: delta, start: 2018-11-22, draft: yes}}",
        f"- {{id: a, phase: talks, area: delta, start: 2018-11-22, description: {LONG}, venue: {{name: {LONG}}}}}",
    ],
)
def test_titles_of_events(events: str) -> None:
    expect("share", events)


def test_a_title_in_two_languages_is_told_once() -> None:
    campaign = CAMPAIGN.replace("[en]", "[en, hi]")
    for english, hindi, mark in (
        (LONG, HINDI + "न", "‹share›"),
        (FITS, HINDI + "न", "‹share›"),
        (LONG, HINDI, "‹share›"),
        (FITS, HINDI, ""),
    ):
        event = f"- {{id: a, title: {mark}{{en: {english}, hi: {hindi}}}, area: delta, start: 2018-11-22}}"
        expect("share", event, campaign=campaign)


def test_the_campaign_its_phases_and_its_notes() -> None:
    campaign = CAMPAIGN.replace("name: Drive", f"name: ‹share›{LONG}\nsummary: {LONG}")
    campaign = campaign.replace("name: Talks", f"name: ‹share›{LONG}").replace("name: Fair", f"name: {FITS}")
    files = {
        "notes/long.md": f"---\ntitle: ‹share›{LONG}\nsummary: {LONG}\n---\n{LONG}\n",
        "notes/short.md": f"---\ntitle: {FITS}\n---\n{LONG}\n",
    }
    expect("share", "", campaign=campaign, files=files)


def test_what_is_said() -> None:
    [said] = expect("share", f"- {{id: a, title: ‹share›{LONG}, area: delta, start: 2018-11-22}}").said
    assert said == "title: 66 characters are more than a shared link shows (65); write it shorter"


def test_accepted_and_only_that() -> None:
    outcome = expect(
        "share",
        f"""
        - {{id: a, title: {LONG}, area: delta, start: 2018-11-22, accept: {{share: The law's own name}}}}
        - {{id: b, title: ‹share›{LONG}, area: gorge, start: 2018-11-22, accept: {{picture: None}}}}
        """,
    )
    assert outcome.reasons == [("share", "The law's own name")]


def test_a_title_that_was_left_out() -> None:
    """PHASE, AREA: that of the phase stands where the event names it."""
    campaign = CAMPAIGN.replace("name: Talks", f"name: {FITS}")
    [said] = expect("share", "- {id: a, phase: ‹share›talks, area: delta, start: 2018-11-22}", campaign=campaign).said
    assert said.startswith(f"title: {len(FITS) + len(', Delta')} characters")


def test_a_title_of_one_date() -> None:
    event = "- {{id: a, title: T, area: delta, start: 2018-11-22, repeat: {{every: day, count: 2}}, changes: [{}]}}"
    expect("share", event.format(f"{{on: 2018-11-23, title: ‹share›{LONG}}}"))
    expect("share", event.format(f"{{on: 2018-11-23, title: {FITS}}}"))


def test_names_of_areas_and_tags() -> None:
    campaign = CAMPAIGN.replace("name: Mill", f"name: ‹share›{LONG}").replace("name: Delta", f"name: {FITS}")
    tags = f"tags:\n  - {{id: a, name: ‹share›{LONG}}}\n  - {{id: b, name: {FITS}}}\n"
    expect("share", campaign=campaign + tags)
