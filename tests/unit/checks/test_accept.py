"""What an editor is told to write in order to accept a warning can be written there, and silences it."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar.checks import RULES
from campaign_calendar.content import Draft, read
from campaign_calendar.content.accept import ACCEPTED_BY, accepts
from campaign_calendar.content.assembly import assemble
from campaign_calendar.content.events import FIELDS as EVENT
from campaign_calendar.content.phases import PHASE
from campaign_calendar.problems import Problem
from campaign_calendar.published import Published
from tests.unit.checks import CAMPAIGN, WORDS, expect, write_folder

# A campaign with something wrong for each check, in the phases too wherever they have what it looks at.
LONG = "A talk that goes on and on, until nobody knows any longer what it was to be about"
WRONG = (
    CAMPAIGN.replace("[en]", "[en, hi]")
    .replace("name: Fair,", f'name: "{LONG}, +91 98123 45678", area: delta, expects: district,')
    .replace("phases:", "holidays: [{date: 2018-11-22, name: Fast}]\nphases:")
    .replace("Asia/Kolkata", "Europe/Berlin")
    .replace("2018-11-10", "2018-10-20")
)
EVENTS = f"""
- id: a
  phase: talks
  area: delta
  start: 2018-11-22 10:00
  audience: ask@rivers.example
  speakers: [S]
  image: {{file: media/a.jpg}}
- id: b
  title: "{LONG}"
  phase: talks
  area: delta
  start: 2018-11-22 10:00
  end: 2018-12-05 17:00
  speakers: [S]
- {{id: c, title: T, area: gorge, start: 2018-10-28 02:30}}
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What all checks say, before anything is accepted or left out."""
    from io import BytesIO

    from PIL import Image

    folder, picture = tmp_path_factory.mktemp("site"), BytesIO()
    Image.new("RGB", (4, 2)).save(picture, "JPEG")
    files = {"campaign.yaml": WRONG, "events/events.yaml": EVENTS, "media/a.jpg": picture.getvalue()}
    write_folder(folder, files)
    draft: Draft = read(Path(folder) / "content", WORDS)
    site = assemble(draft)
    assert site is not None, draft.problems
    return [problem for rule in RULES for problem in rule(site, draft, Published())]


def test_all_checks_have_something_to_say(found: list[Problem]) -> None:
    """Of what is renamed, a publication would tell."""
    assert {each.check for each in found if each.subjects} == set(ACCEPTED_BY) - {"renamed"}


def test_what_is_named_as_subject_can_accept_it(found: list[Problem]) -> None:
    for problem in found:
        for subject in problem.subjects:
            assert accepts(subject, problem.check), (subject, problem.check)


def test_what_can_accept_is_named_as_subject(found: list[Problem]) -> None:
    named = {(each.check, subject.partition(":")[0]) for each in found for subject in each.subjects}
    assert named == {(check, kind) for check, kinds in ACCEPTED_BY.items() for kind in kinds} - {("renamed", "event")}


@pytest.mark.parametrize("kind, fields", [("event", EVENT), ("phase", PHASE)])
def test_the_fields_are_just_these(kind: str, fields: tuple) -> None:  # type: ignore[type-arg]
    [accept] = [each for each in fields if each.name == "accept"]
    assert set(accept.type.names()) == {check for check, kinds in ACCEPTED_BY.items() if kind in kinds}


@pytest.mark.parametrize("check, name", [("share", LONG), ("personal", "Call 98123 45678")])
def test_a_phase_accepts_what_is_said_of_its_name(check: str, name: str) -> None:
    text = CAMPAIGN.replace("name: Fair,", f'name: "{name}", accept: {{{check}: It is so}},')
    assert expect(check, campaign=text).reasons == [(check, "It is so")]
