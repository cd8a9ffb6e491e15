"""Tables as coordinators have them: each row becomes an event, is guessed and said so, or refused with the reason."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.importing.conftest import Import, written

CSV = """\
सफाई के दिन – कार्यक्रम;;;;;;
;;;;;;
क्र.सं.;जिला;दिनांक;समय;स्थान;संयोजक;मोबाइल
1;मुहाना;08/12/2018;11 बजे;पुराना घाट;अ. ब.;+91 98123 45678
;;;;;;
2;Source;९-१२-२०१८;शाम 5:30;नगर भवन;;
"""


def test_a_table_with_a_title_above_it_and_headings_in_hindi(run: Import, empty: Path) -> None:
    said = run(CSV, "--phase", "सफाई के दिन")
    assert said.lines == [
        "row 4: taken, guessed → content/events/delta/delta-cleaning-days.yaml: “08/12/2018” was read as 2018-12-08",
        "row 6: taken, guessed → content/events/source/source-cleaning-days.yaml: “9-12-2018” was read as 2018-12-09",
        "Imported: 2 new, 0 changed, 0 as before, 2 of them guessed; 0 refused.",
        "Look at what was guessed, then run check.",
    ]
    assert said.code == 0
    assert written(empty)["delta-cleaning-days"] == (
        "id: delta-cleaning-days\n"
        "phase: cleaning-days\n"
        "area: delta\n"
        "start: 2018-12-08 11:00\n"
        "venue: {name: {hi: पुराना घाट}}\n"
        'organiser: {name: {hi: अ. ब.}, phone: "+91 98123 45678"}\n'
    )
    assert "start: 2018-12-09 17:30\nvenue: town-hall\n" in written(empty)["source-cleaning-days"]


@pytest.mark.parametrize(
    "typed, start",
    [
        ("24/11/2018", "2018-11-24"),
        ("24-11-2018", "2018-11-24"),
        ("24.11.18", "2018-11-24"),
        ("11/24/2018", "2018-11-24"),
        ("२४-११-२०१८", "2018-11-24"),
        ("24 नवंबर 2018", "2018-11-24"),
        ("24 Nov", "2018-11-24"),
        ("24/11", "2018-11-24"),
        ("२४/११ शाम 5 बजे", "2018-11-24 17:00"),
        ("Sat, Nov 24", "2018-11-24"),
        ("2018-11-24", "2018-11-24"),
        ("2018-11-24 11:00", "2018-11-24 11:00"),
        ("24/11/2018 शाम 5 बजे", "2018-11-24 17:00"),
        ("43428", "2018-11-24"),
    ],
)
def test_dates_in_all_the_ways_that_people_write_them(typed: str, start: str, run: Import, empty: Path) -> None:
    assert run(f"title,area,date\nMeeting,delta,{chr(34)}{typed}{chr(34)}\n").code == 0
    [text] = written(empty).values()
    assert f"\nstart: {start}\n" in text


@pytest.mark.parametrize(
    "typed, start, end",
    [
        ("11:00", "11:00", ""),
        ("11 बजे", "11:00", ""),
        ("शाम 6:30", "18:30", ""),
        ("6:30 PM", "18:30", ""),
        ("11:00-16:00", "11:00", "16:00"),
        ("11 am to 4 pm", "11:00", "16:00"),
        ("सुबह 10 बजे से", "10:00", ""),
        ("5:30", "17:30", ""),
        ("0.4583333", "11:00", ""),
    ],
)
def test_times_too(typed: str, start: str, end: str, run: Import, empty: Path) -> None:
    assert run(f"title,area,date,time\nMeeting,delta,2018-11-24,{typed}\n").code == 0
    [text] = written(empty).values()
    assert f"\nstart: 2018-11-24 {start}\n" in text
    assert (f"\nend: {end}\n" in text) if end else ("\nend:" not in text)


@pytest.mark.parametrize("typed", ["बाद में", "TBA", "समय बाद में"])
def test_an_hour_that_will_be_announced(typed: str, run: Import, empty: Path) -> None:
    run(f"title,area,date,time\nMeeting,delta,2018-11-24,{typed}\n")
    assert "\nstart: 2018-11-24\ntime: later\n" in next(iter(written(empty).values()))


@pytest.mark.parametrize(
    "typed, id, is_guess",
    [
        ("Delta", "delta", False),
        ("मुहाना", "delta", False),
        ("जिला मुहाना", "delta", False),
        ("delta district", "delta", False),
        ("DELTA", "delta", False),
        ("Harbor", "harbour", True),
        ("बन्दरगाह", "harbour", True),
        ("muhana", "delta", True),
    ],
)
def test_districts_by_any_of_their_names(typed: str, id: str, is_guess: bool, run: Import) -> None:
    said = run(f"title,area,date\nMeeting,{typed},2018-11-24\n")
    assert said.code == 0, said
    assert f"content/events/{id}/" in said.lines[0]
    assert (f"“{typed}” was taken for" in said.lines[0]) == is_guess


def test_several_districts_in_one_cell(run: Import, empty: Path) -> None:
    run("title,area,date\nMeeting,Delta और Harbour,2018-11-24\n")
    assert "area: [delta, harbour]\n" in next(iter(written(empty).values()))


@pytest.mark.parametrize(
    "row, reason",
    [
        ("Meeting,Atlantis,2018-11-24,", "“Atlantis” is no area of this campaign"),
        ("Meeting,,2018-11-24,", "there is no area; write one, or give --area"),
        ("Meeting,delta,,", "there is no date"),
        ("Meeting,delta,31/2/2018,", "“31/2/2018” is not a date that can be read"),
        ("Meeting,delta,soon,", "“soon” is not a date that can be read"),
        ("Meeting,delta,2018-11-24,early", "“early” is not a time that can be read"),
        ("Meeting,,,", "only one cell is filled"),
        (",delta,2018-11-24,", "title"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str, run: Import, empty: Path) -> None:
    said = run(f"title,area,date,time\n{row}\nGood,delta,2018-11-25,\n")
    assert said.code == 1
    assert said.lines[0].startswith("row 2: refused: ") and reason in said.lines[0]
    assert list(written(empty)) == ["delta-good"]


@pytest.mark.parametrize(
    "row, end",
    [
        ("2018-11-24,11:00,2018-11-26,", None),
        ("21-24 Nov,11:00,,", None),
        ("2018-11-24,11:00,2018-11-26,16:00", "\nend: 2018-11-26 16:00\n"),
        ("2018-11-24,,2018-11-26,", "\nend: 2018-11-26\n"),
        ("2018-11-24,11:00,2018-11-24,", ""),
    ],
)
def test_a_last_day_is_kept_or_its_row_refused(row: str, end: str | None, run: Import, empty: Path) -> None:
    said = run(f"title,area,date,time,last day,end time\nMeeting,delta,{row}\n")
    if end is None:
        assert said.code == 1 and "; write when it ends that day, or no hour at all" in said.lines[0]
        assert written(empty) == {}
    else:
        [text] = written(empty).values()
        assert said.code == 0 and (end in text if end else "\nend: " not in text)


def test_a_guess_says_only_what_it_is_about(run: Import) -> None:
    assert "“24 Nov” was read as 2018-11-24" in run("title,area,date\nMeeting,delta,24 Nov 11 am\n").lines[0]


@pytest.mark.parametrize(
    "octets",
    [
        "title,area,date\nबैठक,मुहाना,2018-11-24\n".encode(),
        "\ufefftitle,area,date\r\nबैठक,मुहाना,2018-11-24\r\n".encode(),
        "title\tarea\tdate\r\nबैठक\tमुहाना\t2018-11-24\r\n".encode("utf-16"),
        "title\tarea\tdate\nबैठक\tमुहाना\t2018-11-24\n".encode("utf-16-le"),
        "sep=;\ntitle;area;date\nबैठक;मुहाना;2018-11-24\n".encode(),
        "title;area;date\nबैठक;मुहाना;2018-11-24\n".encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16 without bom", "sep", "semicolons"],
)
def test_encodings_and_separators(octets: bytes, run: Import, empty: Path) -> None:
    assert run(octets).code == 0
    assert "title: {hi: बैठक}\narea: delta\n" in written(empty)["delta-baithak"]


def test_what_windows_writes_in_western_europe(run: Import, empty: Path) -> None:
    run("title;area;date\nCafé;delta;24.11.2018\n".encode("cp1252"))
    assert "title: {en: Café}\n" in written(empty)["delta-cafe"]


def test_a_column_that_is_not_understood_is_named(run: Import, empty: Path) -> None:
    table = "title,area,date,Colour\nMeeting,delta,2018-11-24,red\n"
    said = run(table)
    assert (said.code, said.out) == (2, "")
    assert "the column “Colour” is not understood" in said.err and "start.day" in said.err
    assert written(empty) == {}
    assert run(table, "--map", "Colour=").code == 0
    assert run(table.replace("delta", "harbour"), "--map", "colour=description").code == 0
    assert "description: {en: red}" in written(empty)["harbour-meeting"]


@pytest.mark.parametrize("option", ["Colour", "=title", "Colour=shade"])
def test_a_map_that_means_nothing(option: str, run: Import) -> None:
    said = run("title,area,date,Colour\n", "--map", option)
    assert said.code == 2 and "--map" in said.err


def test_two_columns_of_one_meaning_are_named(run: Import) -> None:
    assert "“date” and “Day” both mean start.day" in run("title,area,date,Day\na,delta,2018-11-24,1\n").err


def test_it_asks_on_a_terminal(run: Import, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def ask(_: object, question: str) -> str:
        asked.append(question)
        return "audience"

    monkeypatch.setattr("campaign_calendar.cli.Terminal.ask", ask)
    assert run("title,area,date,Colour\nMeeting,delta,2018-11-24,red\n").code == 0
    assert asked[0].startswith("What is in the column “Colour” (such as “red”)?")
    assert "audience: {en: red}" in written(empty)["delta-meeting"]


def test_defaults_for_rows_that_name_no_area_or_phase(run: Import, empty: Path) -> None:
    run("event,date\nMeeting,2018-11-24\n", "--area", "Delta", "--phase", "survey")
    assert "phase: survey\narea: delta\n" in written(empty)["delta-survey"]
    assert "--area Atlantis: there is no such one" in run("event,date\nx,2018-11-24\n", "--area", "Atlantis").err


def test_rows_without_phase_and_title_say_how_to_name_one(run: Import, empty: Path) -> None:
    said = run("जिला,तिथि\nमुहाना,22/11\nउद्गम,23/11\n", "--language", "hi")
    assert said.code == 1 and written(empty) == {}
    assert len([line for line in said.lines if "--phase" in line and "सफाई के दिन" in line]) == 2


def test_a_dry_run_writes_nothing(run: Import, empty: Path) -> None:
    said = run("title,area,date\nMeeting,delta,2018-11-24\n", "--dry-run")
    assert said.lines[-1].startswith("Nothing was written. It would be: 1 new")
    assert not (empty / "content/events").exists()


def test_hostile_cells_become_text(run: Import, empty: Path) -> None:
    title = "x: {a: *b}\u202e # ../../etc"
    assert run(f'title,area,date\n"{title}",delta,2018-11-24\n').code == 0
    [text] = written(empty).values()
    assert 'title: {en: "x: {a: *b}  # ../../etc"}\n' in text
    assert run("id,title,area,date\n../../x,a,delta,2018-11-24\n").lines[0].startswith("row 2: refused: ")
    assert [file.name for file in empty.parent.rglob("*.yaml")].count("x.yaml") == 0


# --- .xlsx ---


def book(*sheets: tuple[str, list[list[Any]]], merged: tuple[str, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    octets = BytesIO()
    made.save(octets)
    return octets.getvalue()


def test_cells_that_are_dates_and_times_below_a_merged_title(run: Import, empty: Path) -> None:
    day, hour = datetime.datetime(2018, 12, 8), datetime.time(17, 30)
    rows: list[list[Any]] = [
        ["जिलों के कार्यक्रम, दिसंबर 2018", None, None, None, None],
        ["क्र.", "जनपद", "दिनांक", "समय", "अपेक्षित संख्या"],
        [1, "मुहाना", day, hour, 60],
        [None, None, None, None, None],
        [2, "बंदरगाह", "९/१२/२०१८", "11 बजे", "80 लोग"],
    ]
    said = run(book(("Sheet1", rows), merged=("A1:E1",)), "--phase", "cleaning-days", name="a.xlsx")
    assert said.code == 0, said
    assert written(empty)["delta-cleaning-days"].endswith("area: delta\nstart: 2018-12-08 17:30\nattendance: 60\n")
    assert "start: 2018-12-09 11:00" in written(empty)["harbour-cleaning-days"]
    assert said.lines[1].startswith("sheet “Sheet1”, row 5: taken, guessed")


def test_a_district_that_is_merged_over_several_rows(run: Import, empty: Path) -> None:
    rows = [["जिला", "कार्यक्रम", "तारीख"], ["मुहाना", "One", "2018-11-24"], [None, "Two", "2018-11-25"]]
    run(book(("S", rows), merged=("A2:A3",)), name="a.xlsx")
    assert set(written(empty)) == {"delta-one", "delta-two"}


def test_several_sheets_each_named_after_its_district(run: Import, empty: Path) -> None:
    table = [["event", "date"], ["Meeting", datetime.date(2018, 11, 24)]]
    said = run(book(("Delta", table), ("बंदरगाह", table), ("Read me", [["Hello"]])), name="a.xlsx")
    assert set(written(empty)) == {"delta-meeting", "harbour-meeting"}
    assert "area was taken from the sheet's name: मुहाना" in said.out
    assert "sheet “Read me”: left out" in said.out


def test_formulas_are_read_as_what_they_came_to(run: Import) -> None:
    """A file that no spreadsheet has computed has no value there."""
    said = run(book(("S", [["title", "area", "date"], ['="Meet"', "delta", "2018-11-24"]])), name="a.xlsx")
    assert said.code == 1 and "refused" in said.lines[0]


def bomb() -> bytes:
    octets = BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 201_000_000)
    return octets.getvalue()


@pytest.mark.parametrize(
    "octets, reason",
    [
        (b"\xd0\xcf\x11\xe0 old", "old .xls"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (b"nothing", "cannot be read"),
        (bomb(), "unpacks to more than 200 MB"),
        (b"0" * 20_000_001, "larger than 20 MB"),
    ],
    ids=["xls", "broken", "text", "bomb", "large"],
)
def test_files_that_cannot_be_read(octets: bytes, reason: str, run: Import, empty: Path) -> None:
    said = run(octets, name="a.xlsx")
    assert said.code == 2 and reason in said.err
    assert written(empty) == {}


def test_a_file_without_headings_or_of_another_kind(run: Import) -> None:
    assert "no row of headings was found" in run("1,2\n3,4\n").err
    assert "save it as .csv, .xlsx or .ics" in run("x", name="a.docx").err
    assert "this is not a .csv file" in run(b"PK\x03\x04", name="a.csv").err
    assert "there are more than 20000 rows" in run("title,area,date\n" + "a,b,c\n" * 20_001).err
