"""Translations: every text is written in every language of the campaign."""

from __future__ import annotations

import pytest

from tests.unit.checks import CAMPAIGN, expect

HINDI_TOO = (
    "name: {hi: अभियान, en: Drive}\nuid_domain: drive.example\nlanguages: [hi, en]\ntimezone: Asia/Kolkata\n"
    "starts: 2018-11-10\nends: 2018-12-20\nlevels:\n  - {id: state, name: {hi: प्रदेश, en: State}}\n"
    "areas:\n  - {id: riverland, level: state, name: {hi: नदी प्रदेश, en: Riverland}}\n"
)
TITLED = "- {id: a, title: {hi: बैठक, en: Meeting}, area: riverland, start: 2018-11-22"
LACKING = {
    "a plain title is one of the first language": (
        "- {id: a, title: ‹translation›Meeting, area: riverland, start: 2018-11-22}"
    ),
    "a title in the first language": ("- {id: a, title: ‹translation›{hi: बैठक}, area: riverland, start: 2018-11-22}"),
    "a title in the second language": (
        "- {id: a, title: ‹translation›{en: Meeting}, area: riverland, start: 2018-11-22}"
    ),
    "a title that was left empty in one": (
        '- {id: a, title: ‹translation›{hi: बैठक, en: ""}, area: riverland, start: 2018-11-22}'
    ),
    "a description": f"{TITLED}, description: ‹translation›{{hi: आइए।}}}}",
    "what is within other fields": (
        f"{TITLED}, venue: {{name: ‹translation›भवन, address: ‹translation›मार्ग}}, "
        "outcome: {text: ‹translation›हुआ}}"
    ),
    "each of a list": (
        f"{TITLED}, links: [{{url: 'https://a.example', title: ‹translation›सूची}}, "
        "{url: 'https://b.example', title: {hi: सूची, en: List}}, "
        "{url: 'https://c.example', title: ‹translation›सूची}]}"
    ),
    "what changes on one date": """
        - id: a
          title: {hi: बैठक, en: Meeting}
          area: riverland
          start: 2018-11-22
          repeat: {every: week, count: 2}
          changes: [{on: 2018-11-29, title: ‹translation›सभा, status_note: ‹translation›{en: Another hall}}]
        """,
}
COMPLETE = {
    "all fields": (
        f"{TITLED}, description: {{hi: आइए।, en: Come.}}, venue: {{name: {{hi: भवन, en: Hall}}}}, "
        "audience: {hi: सब, en: All}}"
    ),
    "fields that have no language": (
        f"{TITLED}, speakers: [आशा देवी], attendance: 60, online: 'https://meet.example/', accept: {{clash: दो कमरे}}}}"
    ),
    "a draft": "- {id: a, title: बैठक, area: riverland, start: 2018-11-22, draft: yes}",
}


@pytest.mark.parametrize("events", [*LACKING.values(), *COMPLETE.values()], ids=[*LACKING, *COMPLETE])
def test_texts_of_events(events: str) -> None:
    expect("translation", events, campaign=HINDI_TOO)


def test_a_campaign_of_one_language_needs_no_translation() -> None:
    expect("translation", "- {id: a, area: delta, start: 2018-11-22, venue: {name: Hall}}")


def test_a_title_that_is_made_from_phase_and_area() -> None:
    phases = "phases:\n  - {id: talks, name: {hi: चर्चा, en: Talks}, starts: 2018-11-12, ends: 2018-11-30}\n"
    expect("translation", "- {id: a, phase: talks, area: riverland, start: 2018-11-22}", campaign=HINDI_TOO + phases)


def test_everything_in_the_campaign_and_the_venues() -> None:
    campaign = """
        name: ‹translation›अभियान
        summary: ‹translation›{en: A drive}
        uid_domain: drive.example
        languages: [hi, en]
        timezone: Asia/Kolkata
        starts: 2018-11-10
        ends: 2018-12-20
        levels:
          - {id: state, name: ‹translation›प्रदेश}
          - {id: district, name: {hi: ज़िला, en: District}}
        areas:
          - id: riverland
            level: state
            name: {hi: नदी प्रदेश, en: Riverland}
            areas:
              - {id: delta, level: district, name: ‹translation›मुहाना}
        phases:
          - {id: talks, name: ‹translation›चर्चा, starts: 2018-11-12, ends: 2018-11-30}
          - {id: fair, name: {hi: मेला, en: Fair}, starts: 2018-12-01, ends: 2018-12-20}
        tags:
          - {id: youth, name: ‹translation›युवा}
        holidays:
          - {date: 2018-12-06, name: ‹translation›छुट्टी}
        follow:
          - {url: "https://news.example/", title: ‹translation›खबरें}
        retired:
          - {event: old, why: ‹translation›दो बार था}
        """
    venues = "- {id: hall, name: ‹translation›भवन, address: {hi: मार्ग, en: Road}}\n"
    expect("translation", "", campaign=campaign, files={"venues.yaml": venues})


def test_public_holidays_are_named_by_others() -> None:
    expect("translation", "", campaign=f"{HINDI_TOO}public_holidays: {{country: LK}}\n")


def test_a_note_and_its_summary() -> None:
    files = {
        "notes/both.md": "---\ntitle: लाएँ\nsummary: दस्ताने\n---\n",
        "notes/both.en.md": "---\ntitle: Bring\nsummary: Gloves\n---\n",
        "notes/no-summary.md": "---\ntitle: लाएँ\n---\n",
        "notes/no-summary.en.md": "---\ntitle: Bring\n---\n",
        "notes/hindi-only.md": "---\n‹translation›title: लाएँ\n---\n",
        "notes/english-only.en.md": "---\n‹translation›title: Bring\n---\n",
        "notes/half.md": "---\ntitle: लाएँ\nsummary: दस्ताने\n---\n",
        "notes/half.en.md": "---\n‹translation›title: Bring\n---\n",
    }
    said = expect("translation", "", campaign=HINDI_TOO, files=files).said
    assert sorted(said) == [
        "english-only: not translated into: hi",
        "hindi-only: not translated into: en",
        "summary: not translated into: en",
    ]


def test_the_field_is_named_with_the_ones_around_it() -> None:
    events = f"{TITLED}, organiser: {{name: ‹translation›{{en: A. Organiser}}}}}}"
    three = HINDI_TOO.replace("[hi, en]", "[hi, en, ta]").replace("en: ", "ta: அ, en: ")
    events = events.replace("en: Meeting", "ta: அ, en: Meeting")
    assert expect("translation", events, campaign=three).said == ["organiser.name: not translated into: hi, ta"]


def test_accepted_by_an_event_and_by_a_phase() -> None:
    phases = (
        "phases:\n  - {id: talks, name: चर्चा, starts: 2018-11-12, ends: 2018-11-30, accept: {translation: A name}}\n"
        "  - {id: fair, name: ‹translation›मेला, starts: 2018-12-01, ends: 2018-12-20, accept: {coverage: Later}}\n"
    )
    outcome = expect(
        "translation",
        """
        - {id: a, title: बैठक, area: riverland, start: 2018-11-22, accept: {translation: Held in Hindi}}
        - {id: b, title: ‹translation›बैठक, area: riverland, start: 2018-11-23, accept: {personal: Held in Hindi}}
        """,
        campaign=HINDI_TOO + phases,
    )
    assert sorted(outcome.reasons) == [("translation", "A name"), ("translation", "Held in Hindi")]


def test_the_small_campaign_is_complete() -> None:
    expect("translation", "", campaign=CAMPAIGN)
