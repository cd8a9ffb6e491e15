"""diff tells what subscribers would see, against whatever is named, in the user's language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from campaign_calendar.cli import main
from tests.campaigns import CAMPAIGN, CHECKOUT, build_here, environment, write_campaign, write_content

WALK = "events/gorge/bank-walk.yaml"
COUNT = "events/upper/bird-count.yaml"  # nothing leads to it


@pytest.fixture
def site(tmp_path: Path) -> Path:
    locales = "languages: [hi, en]\nlocales: {hi: hi_IN, en: en_IN}\n"
    write_campaign(tmp_path, campaign=CAMPAIGN.replace("languages: [hi, en]\n", locales))
    build_here(tmp_path, published="none")
    return tmp_path


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / "content" / path).read_text(encoding="utf-8")
    assert old in text
    write_content(site, {path: text.replace(old, new, 1)})


class Told:
    """The exit code and the output of a diff."""

    def __init__(self, site: Path, capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> None:
        self.code = main(["diff", "--site", str(site), *arguments])
        captured = capsysbinary.readouterr()
        self.text, self.errors = captured.out.decode(), captured.err.decode()

    @property
    def data(self) -> Any:
        return json.loads(self.text)


def test_nothing_has_changed(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    told = Told(site, capsysbinary, "--exit-code")
    assert (told.code, told.text) == (0, "सदस्यों को कोई बदलाव नहीं दिखेगा\n")
    assert Told(site, capsysbinary, "--format", "json").data == []


def test_a_moved_event_in_both_languages(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edit(site, WALK, "2018-11-15", "2018-11-17")
    assert Told(site, capsysbinary).text.splitlines() == [
        f"तट की सैर  (bank-walk, content/{WALK})",
        "  समय बदला: पहले 15, अब शनिवार, 17 नवंबर 2018",
        "सदस्यों को 1 बदलाव दिखेगा",
    ]
    assert Told(site, capsysbinary, "--language", "en").text.splitlines() == [
        f"Walk along the bank  (bank-walk, content/{WALK})",
        "  Moved: was 15, now Saturday, 17 November 2018",
        "Subscribers would see 1 change",
    ]


def test_the_exit_code_is_asked_for(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edit(site, WALK, "2018-11-15", "2018-11-17")
    assert Told(site, capsysbinary).code == 0
    told = Told(site, capsysbinary, "--exit-code")
    assert (told.code, told.errors) == (1, "")


EDITS = {
    "renamed": (COUNT, "id: bird-count", "id: birds"),
    "dated": ("events/gorge/gorge-cleaning.yaml", "between: [2018-12-05, 2018-12-12]", "start: 2018-12-08"),
    "moved": (WALK, "2018-11-15", "2018-11-16 07:00"),
    "cancelled": (WALK, "start:", "status: cancelled\nstart:"),
    "postponed": (WALK, "start: 2018-11-15", "between: [2018-11-13, 2018-11-20]"),
    "tentative": (WALK, "start:", "status: tentative\nstart:"),
    "place": (WALK, "start:", "venue: {name: {hi: पुल, en: Bridge}}\nstart:"),
    "added": (WALK, "start: 2018-11-15", "start: 2018-11-15\nrepeat: {dates: [2018-11-15, 2018-11-16]}"),
    "text": (WALK, "Walk along the bank", "A walk along the bank"),
}


@pytest.mark.parametrize("kind", EDITS)
def test_each_kind_of_change(site: Path, capsysbinary: pytest.CaptureFixture[bytes], kind: str) -> None:
    edit(site, *EDITS[kind])
    kinds = {
        each["id"]: each["kinds"] for each in Told(site, capsysbinary, "--format", "json", "--language", "en").data
    }
    assert list(kinds.values()) == [[kind]]


def test_a_new_event(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = (site / "content" / WALK).read_text(encoding="utf-8")
    write_content(site, {"events/gorge/second-walk.yaml": text.replace("bank-walk", "second-walk")})
    [told] = Told(site, capsysbinary, "--format", "json").data
    assert (told["id"], told["kinds"], told["was"]) == ("second-walk", ["new"], None)


def test_a_change_in_one_language_is_told_in_that_one(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edit(site, *EDITS["text"])
    assert Told(site, capsysbinary, "--format", "json").data == []
    [english] = Told(site, capsysbinary, "--format", "json", "--language", "en").data
    assert english["texts"] == {"title": ["en"]}


def test_restored(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edit(site, *EDITS["cancelled"])
    build_here(site)
    edit(site, WALK, "status: cancelled\n", "")
    [told] = Told(site, capsysbinary, "--format", "json").data
    assert told["kinds"] == ["restored"]
    assert told["was"] == {"status": "cancelled"}


def test_what_vanishes_is_told_with_what_to_do(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (site / "content" / COUNT).unlink()
    told = Told(site, capsysbinary, "--language", "en", "--exit-code")
    assert told.code == 1
    assert told.text.splitlines()[1:3] == [
        "  Taken back: 17–19 November 2018",
        "  it would vanish from phones without a word; cancel it, or list it under retired",
    ]


def test_a_renamed_one_is_told_with_what_to_do(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edit(site, *EDITS["renamed"])
    told = Told(site, capsysbinary, "--language", "en")
    assert told.text.splitlines()[1] == (
        '  its id was "bird-count": phones would show it as a second event beside the old one; '
        "give it the old id back"
    )
    [data] = Told(site, capsysbinary, "--format", "json").data
    assert (data["id"], data["renamed_from"]) == ("birds", "bird-count")


def test_one_date_of_a_series(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edit(site, *EDITS["added"])
    build_here(site)
    edit(site, WALK, "repeat:", "changes: [{on: 2018-11-16, status: cancelled}]\nrepeat:")
    [told] = Told(site, capsysbinary, "--format", "json", "--language", "en").data
    assert told["sayings"] == [
        {"kind": "cancelled", "on": "2018-11-16", "text": "Cancelled: Friday, 16 November 2018"},
    ]


def test_markdown_shows_what_was_written(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    edit(site, WALK, "Walk along the bank", "'A *walk* [here](https://evil.example) <b>'")
    told = Told(site, capsysbinary, "--format", "markdown", "--language", "en").text
    assert told.splitlines() == [
        "**Subscribers would see 1 change**",
        "",
        f"- **A \\*walk\\* \\[here\\](https://evil.example) \\<b\\>** (`bank-walk`, `content/{WALK}`)",
        "  - Reworded: title",
    ]


# --- against what


def test_against_a_folder_a_file_and_an_address(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    live = (site / "output").rename(site / "live")
    edit(site, WALK, "2018-11-15", "2018-11-17")
    handler = partial(SimpleHTTPRequestHandler, directory=str(live))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/"
        for against in (str(live), str(live / "published.json"), address, f"{address}published.json"):
            [told] = Told(site, capsysbinary, against, "--format", "json").data
            assert told["kinds"] == ["moved"], against
        assert Told(site, capsysbinary, f"{address}nowhere/").code == 3
    finally:
        server.shutdown()
        server.server_close()


def git(site: Path, *arguments: str) -> None:
    names = {"GIT_AUTHOR_NAME": "E", "GIT_AUTHOR_EMAIL": "e@e.example", "GIT_COMMITTER_NAME": "E"}
    variables = environment(**names, GIT_COMMITTER_EMAIL="e@e.example", HOME=str(site))
    subprocess.run(["git", *arguments], cwd=site, env=variables, check=True, capture_output=True)


def test_against_a_revision(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    git(site, "init", "-q", "-b", "main")
    git(site, "add", "content")
    git(site, "commit", "-qm", "as it was")
    edit(site, WALK, "2018-11-15", "2018-11-17")
    edit(site, *EDITS["dated"])
    told = Told(site, capsysbinary, "HEAD", "--format", "json").data
    assert {each["id"]: each["kinds"] for each in told} == {"bank-walk": ["moved"], "gorge-cleaning": ["dated"]}
    git(site, "add", "content")
    git(site, "commit", "-qm", "as it is")
    assert Told(site, capsysbinary, "HEAD", "--exit-code").code == 0
    assert len(Told(site, capsysbinary, "HEAD~1", "--format", "json").data) == 2


@pytest.mark.parametrize("revision", ["nonsense", "--help-me", "HEAD:content", "HEAD^{tree}"])
def test_against_nothing_that_there_is(site: Path, capsysbinary: pytest.CaptureFixture[bytes], revision: str) -> None:
    git(site, "init", "-q", "-b", "main")
    told = Told(site, capsysbinary, "--", revision)
    assert told.code == 3
    assert told.errors.startswith(f"campaign-calendar: {revision}: there is no such folder or file")


def test_a_revision_with_mistakes_is_told_as_one(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    git(site, "init", "-q", "-b", "main")
    edit(site, WALK, "2018-11-15", "15-11-2018")
    git(site, "add", "content")
    git(site, "commit", "-qm", "wrong")
    edit(site, WALK, "15-11-2018", "2018-11-15")
    told = Told(site, capsysbinary, "HEAD")
    assert (told.code, "HEAD: its content has 1 problem" in told.errors) == (3, True)


def test_without_a_publication(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write_campaign(tmp_path)
    told = Told(tmp_path, capsysbinary)
    assert (told.code, "nothing is published there" in told.errors) == (2, True)


def test_a_damaged_record(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (site / "broken.json").write_text("{}", encoding="utf-8")
    told = Told(site, capsysbinary, str(site / "broken.json"), "--language", "en")
    assert (told.code, "that can be trusted" in told.errors) == (2, True)


def test_from_the_command_line(site: Path) -> None:
    """As a child with other settings of the machine: nothing but the content and the record counts."""
    edit(site, WALK, "2018-11-15", "2018-11-17")
    command = [sys.executable, str(CHECKOUT / "build.py"), "diff", "--site", str(site), "--format", "json"]
    told = [
        subprocess.run(command, env={**os.environ, **variables}, capture_output=True, check=True, timeout=60).stdout
        for variables in ({"TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"TZ": "UTC", "PYTHONHASHSEED": "7"})
    ]
    assert told[0] == told[1]
