"""The page, the spreadsheet and the command that tell coordinators where dates are missing."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign_calendar.cli import main
from campaign_calendar.commands.columns import aligned, columns
from campaign_calendar.outputs import render
from campaign_calendar.outputs.coverage import coverage_page
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.pipeline import Folder, Options, checked
from campaign_calendar.published import Published
from campaign_calendar.stamps import stamp
from tests.campaigns import CAMPAIGN, CHECKOUT, EPOCH, build_here, change, write_campaign
from tests.districts import write_state_of_75_districts

RIVERS = CAMPAIGN.replace("timezone:", "locales: {hi: hi_IN, en: en_IN}\ntimezone:")
TOLD = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small campaign: of four districts one has a date, one an event without, one is cancelled, one postponed."""
    site = tmp_path_factory.mktemp("rivers")
    write_campaign(site, campaign=RIVERS)
    change(site, "campaign.yaml", "feeds: {", "edit: https://code.example/new/main/\nholidays: [{date: 2018-11-24, name: Boat day}]\nfeeds: {")  # fmt: skip  # noqa: E501
    build_here(site)
    return site


@pytest.fixture
def told(capfdbinary: pytest.CaptureFixture[bytes]) -> TOLD:
    """What `coverage` says of a site: the exit code, and what is written to each stream."""

    def run(site: Path, *arguments: str) -> tuple[int, str, str]:
        code = main(["coverage", "--site", str(site), *arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def page(site: Path, name: str = "en/coverage.html") -> str:
    return (site / "output" / name).read_text(encoding="utf-8")


def rows(html: str) -> dict[str, str]:
    """The words of each row of the table, cells apart by a bar, by its head."""
    table = html.partition('<table class="coverage">')[2].partition("</table>")[0]
    found = {}
    for row in table.split("<tr")[2:]:
        cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        found[cells[0]] = " | ".join(cells[1:])
    return found


def test_each_area_says_what_it_has_and_those_above_it_how_much(rivers: Path) -> None:
    assert rows(page(rivers)) == {
        "Riverland": "1 of 4",
        "Upper region": "1 of 2",
        "Source": "2 Dec",
        "Gorge": "no date",
        "Lower region": "0 of 2",
        "Delta": "none",
        "Harbour": "Postponed",
    }


def test_the_table_is_one_with_heads(rivers: Path) -> None:
    html = page(rivers)
    assert html.count('<table class="coverage">') == html.count("<caption>") == 1
    assert (
        '<th scope="col" class="phase-cleaning-days"><a href="phases/cleaning-days.html">1. Cleaning days</a>' in html
    )
    assert '<th scope="row"><a href="areas/delta.html">Delta</a></th>' in html


def test_cells_lead_to_the_event_and_gaps_to_where_one_is_written(rivers: Path) -> None:
    html = page(rivers)
    assert '<td><a href="events/source-cleaning.html">2 Dec</a></td>' in html
    assert '<td class="gap"><a href="https://code.example/new/main/content/events/delta/">none</a></td>' in html


def test_a_phase_tells_its_count_its_states_and_what_is_missing(rivers: Path) -> None:
    html = page(rivers)
    assert "<strong>1 of 4 areas have a date</strong>" in html
    assert "dated: 1 · without a date: 2 · no event: 1" in html
    assert 'data-after="2018-12-20" data-then="Was not announced: 3">Not announced: 3</span>' in html
    [text] = re.findall(r"(?s)<textarea[^>]*>(.*?)</textarea>", html)
    assert text.splitlines() == [
        *("*Cleaning days*", "1\u201320 December 2018", ""),
        *("without a date (2):", "Gorge", "Harbour", ""),
        *("no event (1):", "Delta", ""),
        "https://rivers.example/drive/en/coverage.html",
    ]


def test_the_picture_counts_every_day_that_an_event_lasts(rivers: Path) -> None:
    """Bars are as high as there are events, from zero: on the 17th, 18th and 19th is the count of birds."""
    html = page(rivers)
    [survey] = re.findall(r'<path class="bars phase-survey" d="([^"]+)"', html)
    days = 41  # 10 November to 20 December
    assert f'viewBox="-.5 0 {days} 1"' in html
    assert survey == "M5 0v1M7 0v1M8 0v1M9 0v1"
    [bands] = re.findall(r'<path class="weekend" d="([^"]+)"', html)
    assert bands.startswith("M1 0v1M8 0v1")  # Sundays
    assert html.count('class="holi" x=') == 1 and "24 Nov: " in html


def test_the_picture_stands_there_in_words_and_numbers(rivers: Path) -> None:
    html = page(rivers)
    assert "Most are on Saturday, 10 November 2018: 1 event. On holidays: 1 event." in html
    weeks = html.partition('<table class="numbers">')[2].partition("</table>")[0]
    found = [re.sub(r"<[^>]+>", " ", row).split() for row in weeks.split("<tr>")[2:]]
    assert ["11", "Nov", "·", "·", "·", "·", "1", "·", "1", "2"] in found
    assert ["18", "Nov", "1", "1", "·", "·", "·", "·", "1", "◆", "3"] in found


def test_the_spreadsheet_has_a_line_for_each_expected_event(rivers: Path) -> None:
    octets = (rivers / "output" / "en" / "coverage.csv").read_bytes()
    assert octets.startswith(b"\xef\xbb\xbf") and b"\r\n" in octets
    lines = list(csv.reader(io.StringIO(octets.decode("utf-8-sig"))))
    assert [line[4:] for line in lines] == [
        ["Area", "Known", "Dates", "Events with a date", "Expected", "Ids of events"],
        ["Source", "dated", "2018-12-02", "1", "1", "source-cleaning"],
        ["Gorge", "without a date", "", "0", "1", "gorge-cleaning"],
        ["Delta", "no event", "", "0", "1", ""],
        ["Harbour", "without a date", "", "0", "1", "harbour-cleaning"],
    ]
    assert lines[1][:4] == ["Cleaning days", "2018-12-01", "2018-12-20", "Riverland › Upper region"]


def test_a_spreadsheet_reckons_nothing_out(tmp_path: Path) -> None:
    write_campaign(tmp_path, campaign=RIVERS.replace("en: Delta", "en: '=HYPERLINK(1)'"))
    build_here(tmp_path)
    assert "'=HYPERLINK(1)" in (tmp_path / "output" / "en" / "coverage.csv").read_text(encoding="utf-8-sig")


def test_what_is_private_has_a_command_and_no_page_and_no_link(tmp_path: Path, told: TOLD) -> None:
    write_campaign(tmp_path, campaign=RIVERS + "coverage: private\n")
    build_here(tmp_path)
    assert not [*(tmp_path / "output").rglob("coverage.*")]
    assert not [file for file in (tmp_path / "output").rglob("*.html") if "coverage.html" in file.read_text("utf-8")]
    assert told(tmp_path)[0] == 0


def test_where_nothing_is_expected_it_says_so(tmp_path: Path, told: TOLD) -> None:
    write_campaign(tmp_path, campaign=RIVERS.replace("    expects: district\n", ""))
    build_here(tmp_path)
    assert "No phase of this programme is to have an event in each area." in page(tmp_path)
    assert '<table class="coverage"' not in page(tmp_path) and not [*tmp_path.rglob("coverage.csv")]
    assert 'href="coverage.html"' not in page(tmp_path, "index.html").partition("<footer>")[0]
    assert told(tmp_path, "--language", "en", "--fail-under", "100")[:2] == (
        0,
        "No phase of this programme is to have an event in each area.\n",
    )


@pytest.mark.parametrize(
    ("at_least", "events", "cell", "counts"),
    [
        (1, ["start: 2018-12-02", "start: 2018-12-03"], "2 Dec 3 Dec", ""),
        (1, ["start: 2018-12-24"], "24 Dec outside its days", ""),
        (1, ["start: 2018-12-24", "start: 2018-12-02"], "2 Dec 24 Dec outside its days", ""),
        (1, ["start: 2018-12-02, status: tentative"], "2 Dec tentative", "tentative: 1"),
        (1, ["start: 2018-12-02, repeat: {every: day, count: 3}"], "2 Dec +2", ""),
        (
            1,
            [
                "start: 2018-12-02, repeat: {every: day, count: 3}, changes: [{on: 2018-12-02, status: cancelled}, "
                "{on: 2018-12-03, start: 2018-12-09}]"
            ],
            "4 Dec +1",
            "",
        ),
        (1, ["start: 2018-12-02, status: cancelled"], "none", "no event: 1"),
        (2, ["start: 2018-12-02"], "1 of 2 2 Dec", "only some dated: 1"),
        (2, ["start: 2018-12-02", "between: [2018-12-03, 2018-12-09]"], "1 of 2 2 Dec no date", "only some dated: 1"),
        (2, ["start: 2018-12-02", "start: 2018-12-03"], "2 Dec 3 Dec", ""),
        (1, [f"start: 2018-12-0{day}" for day in (2, 3, 4, 5)], "2 Dec 3 Dec 4 Dec +1", ""),
    ],
)
def test_what_a_cell_says(tmp_path: Path, at_least: int, events: list[str], cell: str, counts: str) -> None:
    excepted = f"{{level: district, at_least: {at_least}, except: [gorge, delta, harbour]}}"
    campaign = RIVERS.replace("expects: district", f"expects: {excepted}")
    texts = {f"events/source/e{n}.yaml": f"{{id: e{n}, phase: cleaning-days, area: source, {each}}}\n" for n, each in enumerate(events)}  # fmt: skip  # noqa: E501
    write_campaign(tmp_path, campaign=campaign, events=texts, notes={})
    change(tmp_path, "campaign.yaml", "    notes: [what-to-bring]\n", "")
    change(tmp_path, "campaign.yaml", "    notes: [safety]\n", "")
    build_here(tmp_path)
    assert rows(page(tmp_path))["Source"] == cell
    assert counts in page(tmp_path) if counts else "Not announced" not in page(tmp_path)


def test_75_districts_in_12_phases_stay_light(tmp_path: Path) -> None:
    """As few octets as a phone on a slow network is glad of: 7 and a half for each of the 900 cells."""
    write_state_of_75_districts(tmp_path)
    found, theme = checked(Folder(tmp_path, tmp_path / "output"), Published(), Options())
    site = stamp(found.site, theme.wordings, Published(), lambda: datetime.fromtimestamp(EPOCH, UTC))
    [made] = coverage_page(Edition(site, theme.wordings["hi"], "assets/style.css", ""))
    octets = render(made, theme)
    assert len(rows(octets.decode())) == 75 + 5 + 1
    whole, rest = octets.decode(), re.sub(r'(?s)<table class="coverage">.*?</table>', "", octets.decode())
    assert len(gzip.compress(whole.encode(), 9)) - len(gzip.compress(rest.encode(), 9)) <= 7.5 * 900


def test_a_long_campaign_is_shown_by_weeks(tmp_path: Path) -> None:
    write_campaign(tmp_path, campaign=RIVERS.replace("ends: 2018-12-20\nlevels", "ends: 2019-06-30\nlevels"))
    build_here(tmp_path)
    html = page(tmp_path)
    assert "Events in each week" in html and 'viewBox="-.5 0 35 ' in html and 'class="weekend"' not in html


# --- The command


def test_the_same_in_a_terminal(rivers: Path, told: TOLD) -> None:
    code, out, _ = told(rivers, "--language", "en")
    assert code == 0
    assert out.splitlines() == [
        "1. Cleaning days (1\u201320 December 2018): 1 of 4 events have a date (25 %)",
        "",
        "                1.",
        "Riverland       1/4",
        "  Upper region  1/2",
        "    Source      2 Dec",
        "    Gorge       …",
        "  Lower region  0/2",
        "    Delta       –",
        "    Harbour     …",
        "",
        "! dated, outside the phase's days · ? tentative · … without a date · – no event",
        "1 of 4 events have a date (25 %)",
    ]


def test_in_markdown(rivers: Path, told: TOLD) -> None:
    _, out, _ = told(rivers, "--language", "en", "--format", "markdown", "--area", "lower")
    assert out.splitlines() == [
        *("**0 of 2 events have a date (0 %)**", "", "| Area | Cleaning days |", "| --- | --- |"),
        *("| Lower region | 0 of 2 |", "| \u2003Delta | none |", "| \u2003Harbour | Postponed |"),
    ]


def test_for_programs(rivers: Path, told: TOLD) -> None:
    data = json.loads(told(rivers, "--format", "json", "--language", "en")[1])
    assert (data["dated"], data["wanted"], data["percent"]) == (1, 4, 25)
    [phase] = data["phases"]
    assert phase["areas"][0] == {
        "id": "source",
        "name": "Source",
        "state": "dated",
        "dated": 1,
        "wanted": 1,
        "dates": ["2018-12-02"],
        "events": ["source-cleaning"],
    }


def test_the_csv_is_that_of_the_site(rivers: Path, told: TOLD) -> None:
    published = (rivers / "output" / "en" / "coverage.csv").read_text(encoding="utf-8-sig")
    assert told(rivers, "--format", "csv", "--language", "en")[1].split() == published.split()


@pytest.mark.parametrize(("wanted", "code"), [("0", 0), ("25", 0), ("26", 1), ("100%", 1)])
def test_fewer_dates_than_wanted_fail(rivers: Path, told: TOLD, wanted: str, code: int) -> None:
    found, _, said = told(rivers, "--fail-under", wanted, "--language", "en")
    assert found == code
    assert ("25 % of the expected events have a date" in said) is (code == 1)


@pytest.mark.parametrize(
    "arguments", [["--fail-under", "101"], ["--phase", "x"], ["--area", "x"], ["--fail-under", "a"]]
)
def test_what_there_is_not_is_said(rivers: Path, told: TOLD, arguments: list[str]) -> None:
    code, _, said = told(rivers, *arguments)
    assert code == 2 and arguments[1] in said


def test_words_in_any_script_stand_below_each_other() -> None:
    lines = [*aligned([["मुजफ्फरनगर", "a"], ["日本", "b"], ["Ulm", "c"]])]
    ends = {columns(line[:-1]) for line in lines}
    assert len(ends) == 1
    assert columns("e\u0301\u200d") == 1 and columns("कि") == 2 and columns("日") == 2
    assert unicodedata.category("ि") == "Mc"  # it takes a column of its own, as terminals have it


# --- What we ship


def test_the_real_programme_is_told_as_it_is(tmp_path: Path, told: TOLD) -> None:
    shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    data = json.loads(told(tmp_path, "--format", "json")[1])
    assert (data["dated"], data["wanted"]) == (0, 38)
    assert {area["state"] for phase in data["phases"] for area in phase["areas"]} == {"gap"}


def test_the_example_shows_every_state(told: TOLD) -> None:
    data = json.loads(told(CHECKOUT / "examples" / "literacy-drive", "--format", "json")[1])
    states = {area["state"] for phase in data["phases"] for area in phase["areas"]}
    assert states == {"dated", "late", "tentative", "undated", "gap"}
