"""Pages lead to the file that they are made from, and gaps to where a date is entered, where the campaign says where
it is edited. What is said of a gap is true where an area is to have several events."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from campaign_calendar.outputs import editing
from tests.campaigns import CAMPAIGN, EVENTS, NOTES, build_here, write_campaign, write_content

EDIT = "https://forge.example/new/main/"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    campaign = CAMPAIGN.replace("expects: district", "expects: {level: district, at_least: 2}") + f"edit: {EDIT}\n"
    campaign += "tags:\n  - {id: river, name: {hi: नदी, en: River}}\n"
    write_campaign(
        site, campaign=campaign, notes={path: NOTES[path] for path in NOTES if path != "notes/safety.en.md"}
    )
    build_here(site)
    return site / "output"


def way_to_edit(page: Path) -> str:
    [found] = re.findall(r'<p class="edit"><a href="([^"]*)"', page.read_text(encoding="utf-8"))
    return found.removeprefix("https://forge.example/")


@pytest.mark.parametrize(
    "page, way",
    [
        ("notes/safety.html", "edit/main/content/notes/safety.md"),
        ("en/notes/safety.html", "new/main/content/notes/?filename=safety.en.md"),
        ("notes/what-to-bring.html", "edit/main/content/notes/what-to-bring.md"),
        ("en/notes/what-to-bring.html", "edit/main/content/notes/what-to-bring.en.md"),
        ("areas/gorge.html", "edit/main/content/campaign.yaml"),
        ("phases/survey.html", "edit/main/content/campaign.yaml"),
        ("en/tags/river.html", "edit/main/content/campaign.yaml"),
        ("events/bank-walk.html", "edit/main/content/events/gorge/bank-walk.yaml"),
    ],
)
def test_a_page_leads_to_its_file(page: str, way: str, output: Path) -> None:
    assert way_to_edit(output / page) == way


@pytest.mark.parametrize("page", ["en/areas/source.html", "en/phases/cleaning-days.html"])
def test_an_area_with_one_event_of_two(page: str, output: Path) -> None:
    text = (output / page).read_text(encoding="utf-8")
    assert "1 of 2 events have a date" in text
    assert f'<a href="{EDIT}content/events/source/?filename=source-cleaning-days.yaml&amp;value=id' in text


def test_a_new_file_is_filled_with_what_passes_check(output: Path, tmp_path: Path) -> None:
    text = (output / "areas/gorge.html").read_text(encoding="utf-8")
    [way] = re.findall(rf'href="({re.escape(EDIT)}content/events/gorge/[^"]*)"', text)
    filled = parse_qs(urlsplit(unescape(way)).query)
    [name], [value] = filled["filename"], filled["value"]
    assert value == (
        "id: gorge-cleaning-days\nphase: cleaning-days\narea: gorge\nstart:\nbetween: [2018-12-01, 2018-12-20]\n"
    )
    write_campaign(tmp_path, events={**EVENTS, f"events/gorge/{name}": value})
    build_here(tmp_path)
    dated = value.replace("start:\nbetween: [2018-12-01, 2018-12-20]", "start: 2018-12-05")
    write_content(tmp_path, {f"events/gorge/{name}": dated})
    build_here(tmp_path)


def test_an_area_with_all_events(output: Path) -> None:
    """A region is expected to hold none itself."""
    assert "Enter a date" not in (output / "en/areas/upper.html").read_text(encoding="utf-8")


def test_all_areas_together(output: Path) -> None:
    [known] = re.findall(r"<dd>(.* have a date)</dd>", (output / "en/phases/cleaning-days.html").read_text("utf-8"))
    assert known == "1 of 8 events have a date"


GITLAB = "https://forge.example/group/calendar/-/new/main/"


@pytest.mark.parametrize(
    "base, way",
    [
        (EDIT, f"{EDIT}content/events/ward-7/?filename=evening.yaml&value=id%3A%20x%0A"),
        (
            GITLAB,
            "https://forge.example/group/calendar/-/new/main"
            "?file_name=content/events/ward-7/evening.yaml&content=id%3A%20x%0A",
        ),
        (None, ""),
    ],
)
def test_a_new_file_begins_as_each_forge_takes_it(base: str | None, way: str) -> None:
    assert editing.written(base, "content/events/ward-7", "evening.yaml", "id: x\n") == way


def test_a_folder_alone_and_a_file_that_is_there() -> None:
    assert editing.written(EDIT, "content/events/ward-7") == f"{EDIT}content/events/ward-7/"
    assert editing.written(GITLAB, "content/events/ward-7").endswith("/-/new/main?file_name=content/events/ward-7/")
    assert editing.changed(GITLAB, "content/campaign.yaml").endswith("/-/edit/main/content/campaign.yaml")
