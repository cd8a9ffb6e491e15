"""All problems are told in one run, and none that is but the consequence of another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.problems import ContentError
from tests.problems.test_bad_content import HERE, WORDS, campaign_with, outcome, written
from tests.unit.checks import CAMPAIGN as PUBLISHED_CAMPAIGN
from tests.unit.checks import publication, write_folder

CAMPAIGN = (HERE / "campaigns/hindi/campaign.yaml").read_text(
    encoding="utf-8"
) + "tags:\n  - {id: children, name: बच्चे}\n"
EVENING = "id: evening\ntitle: शाम\narea: ward-7\nstart: 2018-11-22 17:30\n"
NOTE = "---\ntitle: नोट\n---\n[यहाँ](mising.md) ![x](media/none.jpg)\n"


def problems(folder: Path, **files: str) -> list[str]:
    content = campaign_with(folder / "content", **{path: text.encode() for path, text in files.items()})
    return [written(each, "").removeprefix("content/") for each in outcome(content)[1]]


def campaign(was: str, now: str) -> str:
    assert was in CAMPAIGN
    return CAMPAIGN.replace(was, now)


def test_links_beside_other_errors(tmp_path: Path) -> None:
    files = {"events/evening.yaml": f"{EVENING}tags: [t9]\n", "notes/note.md": NOTE}
    assert problems(tmp_path, **files) == [
        "events/evening.yaml:5:8 unknown-id",
        "notes/note.md:4:8 unknown-id",
        "notes/note.md:4:24 media-missing",
    ]


def test_what_an_event_says_of_itself_beside_errors_in_the_campaign(tmp_path: Path) -> None:
    files = {
        "campaign.yaml": campaign("ends: 2018-11-30,", "ends: 2018-11-30, color: red,"),
        "events/evening.yaml": f"{EVENING}end: 17:00\nphase: nothing\n",
        "notes/note.md": NOTE,
    }
    assert problems(tmp_path, **files) == [
        "campaign.yaml:18:95 color",
        "events/evening.yaml:5:6 end-before-start",
        "events/evening.yaml:6:8 unknown-id",
        "notes/note.md:4:8 unknown-id",
        "notes/note.md:4:24 media-missing",
    ]


@pytest.mark.parametrize(
    "was, now, kinds",
    [
        ("phases:", "phasen:", ["area", "tag"]),
        ("phases:", "parts of it:", ["area", "tag"]),
        ("id: reading-evenings", "id: Reading evenings", ["area", "tag"]),
        ("starts: 2018-11-21", "starts: 2018-11-31", ["area", "tag"]),
        ("  - {id: reading-evenings", "  - {iid: reading-evenings", ["area", "tag"]),
        ("level: ward, name: वार्ड 8", "level: ward", ["phase", "tag"]),
        ("      - {id: ward-8", "      - ward-9\n      - {id: ward-8", ["phase", "tag"]),
        ("id: ward, name: वार्ड", "id: wardd, name: वार्ड", ["phase", "tag"]),
    ],
)
def test_references_are_judged_where_all_ids_are_known(was: str, now: str, kinds: list[str], tmp_path: Path) -> None:
    """Who misspells one phase shall not read of all events that there is no such phase."""
    event = f"{EVENING.replace('ward-7', 'nowhere')}phase: nothing\ntags: unheard-of\n"
    found = problems(tmp_path, **{"campaign.yaml": campaign(was, now), "events/evening.yaml": event})
    lines = {"area": 3, "phase": 5, "tag": 6}
    told = [each for each in found if each.startswith("events/evening.yaml")]
    assert [each.split(":")[1] for each in told] == [str(lines[kind]) for kind in kinds]
    assert [each for each in found if each.startswith("events/first")] == []


def test_syntax_even_where_the_languages_are_not_known(tmp_path: Path) -> None:
    files = {
        "campaign.yaml": campaign("languages: [hi]\n", ""),
        "events/evening.yaml": "title: बैठक: खुली\n",
        "notes/note.md": "नोट\n",
    }
    assert problems(tmp_path, **files) == [
        "campaign.yaml:1:1 missing",
        "events/evening.yaml:1:8 colon-in-value",
        "notes/note.md:1:1 no-front-matter",
    ]


@pytest.mark.parametrize(
    "broken", ["id: evening: x\n", "- शाम\n", "id: Evening!\ntitle: शाम\narea: ward-7\nstart: 2018-11-22\n"]
)
def test_no_word_of_an_event_that_stands_in_a_broken_file(broken: str, tmp_path: Path) -> None:
    note = "---\ntitle: नोट\nevents: [evening]\n---\n[यहाँ](event:evening)\n"
    found = problems(tmp_path, **{"events/evening.yaml": broken, "notes/note.md": note})
    assert found and all(each.startswith("events/evening.yaml") for each in found)


def test_dates_beside_a_wrong_end(tmp_path: Path) -> None:
    repeat = "repeat: {every: week, count: 3, except: 2018-11-30}\n"
    changes = "changes: [{on: 2018-12-01, status: cancelled}]\n"
    found = problems(tmp_path, **{"events/evening.yaml": f"{EVENING}end: 17:00\n{repeat}{changes}"})
    assert [each.split(" ")[1] for each in found] == ["end-before-start", "not-an-occurrence", "not-an-occurrence"]


def test_of_two_days_that_do_not_fit_either_may_be_wrong(tmp_path: Path) -> None:
    event = EVENING.replace("2018-11-22", "2019-11-22") + "end: 2018-11-22 19:00\n"
    repeat = "repeat: {every: week, until: 2018-12-20, except: 2018-11-29}\n"
    found = problems(tmp_path, **{"events/evening.yaml": event + repeat})
    assert [each.split(" ")[1] for each in found] == ["end-before-start"]


@pytest.mark.parametrize(
    "events, found",
    [
        ("- {id: feast, title: T, area: delta, start: 2018-11-32}", ["vanished", "no-such-day"]),
        ("- {id: feast, title: T, area: delta, start: 2018-11-32}\n- {id: walk, titel: T}", ["no-such-day"]),
        ("- {id: feast, title: T, area: delta, start: 2018-11-32}\n- {idd: walk}", ["no-such-day"]),
    ],
)
def test_what_has_vanished_beside_other_errors(events: str, found: list[str], tmp_path: Path) -> None:
    """But an event that is there, with an error of its own, has not vanished, and maybe one without an id has not."""
    before = "- {id: walk, area: delta, start: 2018-11-22}\n- {id: feast, area: delta, start: 2018-11-24}\n"
    published = replace(publication(before), named=True)
    write_folder(tmp_path, {"campaign.yaml": PUBLISHED_CAMPAIGN, "events/events.yaml": f"{events}\n"})
    with pytest.raises(ContentError) as refused:
        check(read(tmp_path / "content", WORDS), published)
    rules = [each.rule for each in refused.value.problems]
    assert [each for each in rules if each in ("no-such-day", "vanished")] == found


DRAFT = EVENING + "draft: yes\n"


def test_what_is_retired_does_not_lead_to_a_draft(tmp_path: Path) -> None:
    retired = "retired:\n  - {event: old, to: evening, why: क}\n"
    found = problems(tmp_path, **{"campaign.yaml": CAMPAIGN + retired, "events/evening.yaml": DRAFT})
    assert found == ["campaign.yaml:22:22 draft"]


def test_an_event_is_known_by_its_file_whatever_that_is_called(tmp_path: Path) -> None:
    note = "---\ntitle: नोट\n---\n[यहाँ](../events/more/feast.yaml)\n"
    content = campaign_with(
        tmp_path / "content", **{"events/more/feast.yaml": EVENING.encode(), "notes/note.md": note.encode()}
    )
    [problem] = outcome(content)[1]
    assert (problem.rule, dict(problem.values)["near"]) == ("unknown-id-near", "evening")
