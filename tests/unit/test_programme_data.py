"""programme.json and programme.csv: everything that pages show, as data that fits its schema, and safe to open."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from campaign_calendar import plan, sheet
from campaign_calendar.content.events import CHANGE, FIELDS
from campaign_calendar.content.kinds import KINDS
from campaign_calendar.model import Language
from campaign_calendar.outputs import programme_data, programme_table
from campaign_calendar.sheet import guarded, unguarded
from campaign_calendar.theme import own_folder, words
from campaign_calendar.verify import NotSound
from campaign_calendar.wording import Wording
from tests.campaigns import CHECKOUT, build_here, change, tree, write_campaign
from tests.conformance.awkward import EPOCH as AWKWARD_EPOCH
from tests.conformance.awkward import write_awkward_campaign

SCHEMA = json.loads(programme_data.SCHEMA.read_text(encoding="utf-8"))
SITES = {
    "shipped": CHECKOUT,
    "literacy-drive": CHECKOUT / "examples/literacy-drive",
    "tamil": CHECKOUT / "tests/sites/tamil",
    "german": CHECKOUT / "tests/sites/german",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, bytes]]:
    """The files of a built campaign by name; each is built once."""
    built: dict[str, dict[str, bytes]] = {}

    def files(name: str) -> dict[str, bytes]:
        if name not in built:
            folder = tmp_path_factory.mktemp(name)
            site = SITES.get(name, folder / "site")
            if name == "awkward":
                write_awkward_campaign(site)
                build_here(site, folder / "output", epoch=AWKWARD_EPOCH)
            else:
                if name == "small":
                    write_campaign(site)
                build_here(site, folder / "output", published="none")
            built[name] = tree(folder / "output")
        return built[name]

    return files


def data_of(files: dict[str, bytes]) -> Any:
    return json.loads(files["programme.json"])


def rows(octets: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(octets.decode("utf-8-sig"), newline="")))


# --- programme.json ---


@pytest.mark.parametrize("name", [*SITES, "small", "awkward"])
def test_it_fits_its_schema_which_is_published_beside_it(name: str, outputs: Any) -> None:
    files = outputs(name)
    data = data_of(files)
    assert json.loads(files[data["$schema"]]) == SCHEMA
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    wrong = [f"{list(each.path)}: {each.message}" for each in jsonschema.Draft7Validator(SCHEMA).iter_errors(data)]
    assert wrong == []


@pytest.mark.parametrize("name", [*SITES, "small"])
def test_every_path_in_it_is_a_file(name: str, outputs: Any) -> None:
    files = outputs(name)
    named = [
        each for key, value in _members(data_of(files)) if key in ("pages", "calendars") for each in value.values()
    ]
    assert named and set(named) <= set(files)
    assert {each["path"] for each in data_of(files)["media"]} <= set(files)


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield key, below
            yield from _members(below)
    elif isinstance(value, list):
        for each in value:
            yield from _members(each)


def test_the_schema_knows_every_field_of_content_that_is_public() -> None:
    event = SCHEMA["properties"]["events"]["items"]["properties"]
    assert {each.name for each in FIELDS} - {"draft"} <= event.keys()
    assert {each.name for each in CHANGE} == event["changes"]["items"]["properties"].keys()
    names = {kind.name: {each.name for each in kind.fields} for kind in KINDS}
    elsewhere = {"levels", "areas", "phases", "tags", "holidays", "public_holidays", "retired", "locales"}
    assert names["campaign"] - elsewhere <= SCHEMA["properties"]["campaign"]["properties"].keys()
    assert names["note"] <= SCHEMA["properties"]["notes"]["items"]["properties"].keys()
    assert names["venue"] == SCHEMA["definitions"]["venue"]["properties"].keys()


def test_an_event_has_its_fields_and_what_was_made_of_them(outputs: Any) -> None:
    [first] = [each for each in data_of(outputs("small"))["events"] if each["id"] == "first-training"]
    assert first == {
        "id": "first-training",
        "title": {"hi": "पहला प्रशिक्षण", "en": "First training"},
        "phase": "training",
        "area": ["source"],
        "for": ["upper"],
        "start": "2018-11-10T10:30",
        "end": "2018-11-10T13:00",
        "status": "confirmed",
        "venue": {
            "name": {"hi": "पंचायत भवन", "en": "Village hall"},
            "address": {"hi": "मेन रोड, उद्गम", "en": "Main Road, Source"},
            "geo": [28.591, 77.32],
        },
        "speakers": ["B. Speaker"],
        "organiser": {
            "name": {"hi": "A. Organiser"},
            "phone": "+91 98123 45678",
            "email": "ask@rivers.example",
        },
        "attendance": 60,
        "notes": ["what-to-bring"],
        "description": first["description"],
        "occurrences": [
            {"start": "2018-11-10T10:30:00+05:30", "end": "2018-11-10T13:00:00+05:30", "status": "confirmed"}
        ],
        "uid": "first-training@rivers.example",
        "pages": {"hi": "events/first-training.html", "en": "en/events/first-training.html"},
        "calendars": {"hi": "events/first-training.ics", "en": "en/events/first-training.ics"},
    }
    assert "[](event:bank-walk)" in first["description"]["en"]


def test_drafts_are_nowhere_in_it(outputs: Any) -> None:
    for path in ("programme.json", "programme.csv", "en/programme.csv"):
        assert b"closing-feast" not in outputs("small")[path]


def test_an_event_without_a_date_has_none(outputs: Any) -> None:
    [gap] = [each for each in data_of(outputs("small"))["events"] if each["id"] == "gorge-cleaning"]
    assert gap["between"] == ["2018-12-05", "2018-12-12"] and gap["occurrences"] == []
    assert "start" not in gap and "calendars" not in gap


def test_moments_are_those_of_the_calendars(outputs: Any) -> None:
    """Across a change of the clocks, the offset with them."""
    german = {each["id"]: each["occurrences"] for each in data_of(outputs("german"))["events"]}
    starts = [each["start"] for each in german["eulenwache"] + german["gartenrunde"]]
    assert {start[-6:] for start in starts if "T" in start} == {"+01:00", "+02:00"}
    for start in starts:
        assert datetime.fromisoformat(start).tzinfo if "T" in start else date.fromisoformat(start)


def test_each_event_has_a_line_of_its_own(outputs: Any) -> None:
    lines = outputs("small")["programme.json"].decode().split("\n")
    assert sum(line.startswith('{"id": "bank-walk"') for line in lines) == 1


# --- programme.csv ---


@pytest.mark.parametrize("name", [*SITES, "small", "awkward"])
def test_tables_have_a_row_for_each_event(name: str, outputs: Any) -> None:
    files = outputs(name)
    data = data_of(files)
    _, *others = [each["code"] for each in data["campaign"]["languages"]]
    for path in ("programme.csv", *(f"{language}/programme.csv" for language in others)):
        assert files[path].startswith(b"\xef\xbb\xbf")
        headings, *events = rows(files[path])
        assert [event[0] for event in events] == [event["id"] for event in data["events"]]
        assert len(set(headings)) == len(headings)
        assert {len(event) for event in events} == {len(headings)}


def test_lines_end_as_rfc_4180_has_it(outputs: Any) -> None:
    text = outputs("tamil")["programme.csv"].decode("utf-8-sig")
    assert text.endswith("\r\n")
    assert text.count("\r\n") == len(rows(outputs("tamil")["programme.csv"]))


def test_a_row_says_things_by_name_in_its_language(outputs: Any) -> None:
    for path, name, status, place in (
        ("programme.csv", "मुहाना", "रद्द", "तारीख"),
        ("en/programme.csv", "Delta", "Cancelled", "Date"),
    ):
        headings, *events = rows(outputs("small")[path])
        [delta] = [dict(zip(headings, each, strict=True)) for each in events if each[0] == "delta-cleaning"]
        assert {name, status, "2018-12-08", "07:00", "11:00"} <= set(delta.values())
        assert delta[place] == "2018-12-08"


@pytest.mark.parametrize("file", ["hi", "en"])
def test_no_two_columns_have_the_same_heading(file: str) -> None:
    wording = Wording(Language(file, file, "ltr"), words([own_folder()], file))
    said = [sheet.heading(each, wording, 2).casefold() for each in sheet.columns(("hi", "en"))]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+91 98123 45678", "-5", "@SUM(A1)", "\tx", "\rx", "  =1", "'=1", "''+1", "＝1", "\n=1"),
        *("- a list", '=HYPERLINK("http://x";"y")', "'\t=1"),
    ],
)
def test_what_looks_like_a_formula_is_text_to_a_spreadsheet(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "Meerut", "'quoted'", "मेरठ", "1=1", "a\n=1", "'"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


def test_a_hostile_title_is_no_formula(site: Path) -> None:
    change(site, "events/gorge/bank-walk.yaml", "en: Walk along the bank", "en: \"=cmd|'/c calc'!A1\"")
    build_here(site)
    assert "'=cmd|'/c calc'!A1" in {cell for row in rows(tree(site / "output")["programme.csv"]) for cell in row}


def test_a_name_that_two_areas_share_is_written_as_an_id(site: Path) -> None:
    change(site, "campaign.yaml", "name: {hi: मुहाना, en: Delta}", "name: {hi: मुहाना, en: Source}")
    build_here(site)
    cells = {cell for row in rows(tree(site / "output")["en/programme.csv"]) for cell in row}
    assert {"source", "delta"} <= cells and not {"Source", "Delta"} & cells


# --- the build counts ---


@pytest.mark.parametrize(
    "module, planner", [(programme_data, "programme_data"), (programme_table, "programme_tables")]
)
def test_a_build_that_loses_an_event_is_not_published(
    module: Any, planner: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(module, planner)
    monkeypatch.setattr(plan, planner, lambda site, events, *rest: real(site, events[:-1], *rest))
    with pytest.raises(NotSound, match=r"programme\.\w+ holds 7 events for 8: source-cleaning"):
        build_here(site)
    assert not (site / "output").exists()
