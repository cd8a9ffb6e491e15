"""What an import writes: the same for the same rows, over its own files only, and nothing where anything is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from campaign_calendar import cli
from tests.campaigns import change, tree, write_content
from tests.importing.conftest import Import, written

TABLE = "title,area,date,time\nMeeting,delta,2018-11-24,11:00\nWalk,harbour,2018-11-25,\n"
MEETING = "events/delta/delta-meeting.yaml"


def test_what_is_written_passes_check(run: Import, empty: Path) -> None:
    assert run(TABLE).code == 0
    assert cli.main(["check", "--site", str(empty)]) == 0


def test_importing_again_changes_nothing(run: Import, empty: Path) -> None:
    run(TABLE)
    before = {path: path.stat() for path in (empty / "content").rglob("*")}
    said = run(TABLE, "--language", "hi")
    assert said.code == 0 and "0 नए, 0 बदले, 2 पहले जैसे" in said.out
    assert {path: path.stat() for path in (empty / "content").rglob("*")} == before


def test_a_changed_row_changes_its_file(run: Import, empty: Path) -> None:
    run(TABLE)
    said = run(TABLE.replace("2018-11-24", "2018-11-26"))
    assert said.lines[0] == "row 2: changed → content/events/delta/delta-meeting.yaml"
    assert "start: 2018-11-26 11:00\n" in written(empty)["delta-meeting"]
    assert len(written(empty)) == 2


def test_a_row_that_is_gone_leaves_its_file(run: Import, empty: Path) -> None:
    run(TABLE)
    run("title,area,date\nWalk,harbour,2018-11-25\n")
    assert "delta-meeting" in written(empty)


def test_what_an_editor_has_changed_is_never_written_over(run: Import, empty: Path) -> None:
    run(TABLE)
    change(empty, MEETING, "start: 2018-11-24 11:00", "start: 2018-11-24 12:00")
    before = tree(empty)
    said = run(TABLE)
    assert said.code == 1
    assert said.lines[0].startswith(f"row 2: refused: content/{MEETING} is written otherwise, by somebody else")
    assert tree(empty) == before


def test_what_an_editor_has_written_in_other_words_is_the_same(run: Import, empty: Path) -> None:
    text = "# by hand\nid: delta-meeting\narea: [delta]\ntitle: {en: Meeting}\nstart: 2018-11-24 11:00\n"
    write_content(empty, {"events/all.yaml": text})
    said = run(TABLE)
    assert said.lines[0] == "row 2: nothing new in content/events/all.yaml"
    assert set(written(empty)) == {"all", "harbour-walk"}


def test_a_file_of_another_event_is_in_the_way(run: Import, empty: Path) -> None:
    write_content(empty, {MEETING: "id: other\narea: delta\ntitle: x\nstart: 2018-11-20\n"})
    assert f"content/{MEETING} is there already" in run(TABLE).lines[0]


def test_rows_are_told_apart_by_their_dates(run: Import, empty: Path) -> None:
    table = "title,area,date,time\nMeeting,delta,2018-11-24,11:00\nMeeting,delta,2018-11-25,11:00\n"
    run(table + "Meeting,delta,2018-11-25,15:00\n")
    assert set(written(empty)) == {
        "delta-meeting-2018-11-24",
        "delta-meeting-2018-11-25-1100",
        "delta-meeting-2018-11-25-1500",
    }


def test_a_row_twice_is_taken_once(run: Import, empty: Path) -> None:
    row = "Meeting,delta,2018-11-24\n"
    said = run(f"title,area,date\n{row}{row}")
    assert "row 3: refused: it is the same as row 2" in said.lines
    assert len(written(empty)) == 1


def test_an_id_twice_is_refused(run: Import) -> None:
    said = run("id,title,area,date\nx,One,delta,2018-11-24\nx,Two,delta,2018-11-25\n")
    assert "row 3: refused: it has the id x, as row 2 has" in said.lines


def test_what_the_content_readers_refuse_is_refused(run: Import, empty: Path) -> None:
    """With their own words; the rest is taken."""
    said = run("id,title,area,date,time,to\nA B,x,delta,2018-11-24,,\nok,x,delta,2018-11-24,15:00,14:00\n")
    assert said.code == 1 and "refused: id:" in said.lines[0] and "14:00" in said.lines[1]
    assert written(empty) == {}


def test_faults_of_the_campaign_itself_stop_it(run: Import, empty: Path) -> None:
    change(empty, "campaign.yaml", "timezone: Asia/Kolkata", "timezone: Mars/Base")
    said = run(TABLE)
    assert said.code == 1 and "content/campaign.yaml" in said.out
    assert not (empty / "content/events").exists()


def test_a_link_in_the_place_of_a_folder_is_not_followed(run: Import, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (empty / "content/events").mkdir()
    os.symlink(tmp_path / "elsewhere", empty / "content/events/delta")
    assert run(TABLE).code == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_write_that_fails_leaves_no_half_file(run: Import, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert run(TABLE).code == cli.FAULT
    assert not list((empty / "content/events").rglob("*.yaml"))
