"""The command line: its exit codes, one clear line when something is wrong, and nothing written then."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest

from campaign_calendar import __version__, download, pipeline
from campaign_calendar.cli import main
from campaign_calendar.published import VERSION
from tests.campaigns import (
    CAMPAIGN,
    CHECKOUT,
    EPOCH,
    TINY_CAMPAIGN,
    build_here,
    environment,
    tree,
    write_campaign,
    write_content,
    write_tiny_campaign,
)

DONE, CONTENT, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130
BAD_EVENT = "id: Evening\ntitle: T\narea: littleton\nstart: 2018-11-31\n"


@dataclass(frozen=True)
class Said:
    """What one run of a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def quiet_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same moment in every build, no proxy between us and ourselves, and a folder that may be left."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A site with the smallest campaign: it has neither errors nor warnings."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    write_tiny_campaign(folder)
    return folder


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*arguments: object) -> Said:
        capsysbinary.readouterr()
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as ended:  # only --help and --version
            code = int(ended.code or 0)
        out, err = capsysbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return run


def everything(folder: Path) -> dict[str, object]:
    """All that lies below a folder, but what a build notes down for itself beside an output."""
    found: dict[str, object] = {name: octets for name, octets in tree(folder).items() if ".cache/" not in f"/{name}"}
    folders = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir())
    return {**{f"{name}/": None for name in folders if ".cache" not in name}, **found}


@contextmanager
def untouched(*folders: Path) -> Iterator[None]:
    before = [everything(folder) for folder in folders]
    yield
    assert [everything(folder) for folder in folders] == before


def refused(said: Said, code: int, *words: str) -> None:
    """It ended with that code and one line that says why."""
    assert said.code == code, said
    assert said.err.startswith("campaign-calendar: ") and said.err.endswith("\n")
    assert len(said.err.splitlines()) == 1, said.err
    assert "Traceback" not in said.err and "fault of ours" not in said.err, said.err
    assert said.out == ""
    for word in words:
        assert word in said.err, said.err


# --- What is done


@pytest.mark.parametrize("command", [[], ["build"]])
def test_build(command: list[str], tiny: Path, run: Run) -> None:
    said = run(*command, "--site", tiny)
    assert (said.code, said.err) == (DONE, "")
    assert said.out.startswith("Built: events 1, ") and said.out.count("\n") == 1
    assert (tiny / "output" / "events" / "reading-evening.html").is_file()


def test_check_writes_nothing(tiny: Path, run: Run) -> None:
    before = sorted(path for path in tiny.rglob("*"))
    said = run("check", "--site", tiny)
    assert said == Said(DONE, "Checked: events 1, notes 0; no errors, warnings: 0\n", "")
    assert sorted(path for path in tiny.rglob("*")) == before


def test_check_after_a_build_writes_nothing(tiny: Path, run: Run) -> None:
    run("--site", tiny)
    before = {path: path.stat().st_mtime_ns for path in tiny.rglob("*")}
    assert run("check", "--site", tiny).code == DONE
    assert {path: path.stat().st_mtime_ns for path in tiny.rglob("*")} == before


def test_the_clone_builds_without_arguments(tiny: Path) -> None:
    done = subprocess.run([sys.executable, CHECKOUT / "build.py"], cwd=tiny, env=environment(), capture_output=True)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert (tiny / "output" / "index.html").is_file()


def test_the_module_is_the_same_program(tiny: Path) -> None:
    command = [sys.executable, "-m", "campaign_calendar", "check", "--site", str(tiny)]
    done = subprocess.run(command, cwd=CHECKOUT, env=environment(), capture_output=True)
    assert (done.returncode, done.stderr) == (DONE, b"")


def test_a_second_build_changes_nothing(tiny: Path, run: Run) -> None:
    run("--site", tiny)
    with untouched(tiny):
        said = run("--site", tiny)
    assert "files written 0, " in said.out and "removed 0" in said.out


def test_the_output_goes_where_it_is_told(tiny: Path, tmp_path: Path, run: Run) -> None:
    assert run("--site", tiny, "--output", tmp_path / "public").code == DONE
    assert (tmp_path / "public" / "index.html").is_file() and not (tiny / "output").exists()


def test_an_empty_folder_may_become_the_output(tiny: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "public").mkdir()
    assert run("--site", tiny, "--output", tmp_path / "public").code == DONE


def test_the_address_may_be_given(tiny: Path, run: Run) -> None:
    assert run("--site", tiny, "--base-url", "https://elsewhere.example/x").code == DONE
    assert b"https://elsewhere.example/x/events/" in (tiny / "output" / "sitemap.xml").read_bytes()


def test_quiet_says_nothing(tiny: Path, run: Run) -> None:
    assert run("--site", tiny, "--quiet") == Said(DONE, "", "")
    assert run("check", "--site", tiny, "--quiet") == Said(DONE, "", "")


def test_quiet_still_tells_problems(site: Path, run: Run) -> None:
    said = run("check", "--site", site, "--quiet")
    assert said.code == DONE and said.out and all("चेतावनी" in line for line in said.out.splitlines())


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "--help"], ["check", "--help"]])
def test_help(arguments: list[str], run: Run) -> None:
    said = run(*arguments)
    assert (said.code, said.err) == (DONE, "") and said.out.startswith("usage: campaign-calendar")


def test_version(run: Run) -> None:
    assert run("--version") == Said(DONE, f"campaign-calendar {__version__}\n", "")


# --- Languages


@pytest.mark.parametrize("language, word", [("", "आयोजन"), ("hi", "आयोजन"), ("en", "Checked"), ("xx", "Checked")])
def test_messages_are_in_the_language_asked_for(language: str, word: str, site: Path, run: Run) -> None:
    """Else in the campaign's first; where nobody wrote them in that language, in English."""
    said = run("check", "--site", site, *(["--language", language] if language else []))
    assert said.code == DONE and word in said.out.splitlines()[-1]
    assert ("warning: " in said.out) == (word == "Checked")


def test_the_language_of_the_machine_does_not_decide(tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "hi_IN.UTF-8")
    assert run("check", "--site", tiny).out.startswith("Checked")


def test_hindi_is_written_also_where_the_locale_knows_none(site: Path) -> None:
    command = [sys.executable, str(CHECKOUT / "build.py"), "check", "--site", str(site)]
    variables = environment(LC_ALL="C", LANG="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    done = subprocess.run(command, env=variables, capture_output=True)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert "आयोजन" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("language", ["../../templates/strings/en", "../messages/en", "", "/", "en\n"])
def test_a_language_is_no_path(language: str, tiny: Path, run: Run) -> None:
    assert run("check", "--site", tiny, "--language", language).out.startswith("Checked")


# --- Problems in the content


def test_problems_in_the_content(tiny: Path, run: Run) -> None:
    run("--site", tiny)
    write_content(tiny, {"events/bad.yaml": BAD_EVENT})
    for command in ("build", "check"):
        with untouched(tiny):
            said = run(command, "--site", tiny)
        assert said.code == CONTENT
        assert [line.split(": ")[0] for line in said.out.splitlines()] == [
            "content/events/bad.yaml:1:5",
            "content/events/bad.yaml:4:8",
        ]
        assert said.err == "campaign-calendar: Errors in the content: 2, warnings: 0. Nothing was published\n"


def test_problems_before_the_first_build_leave_no_output(tiny: Path, run: Run) -> None:
    write_content(tiny, {"events/bad.yaml": BAD_EVENT})
    with untouched(tiny):
        assert run("--site", tiny).code == CONTENT


@pytest.mark.parametrize("language, word", [("hi", "गलती"), ("en", "Errors")])
def test_problems_are_summed_up_in_the_language_asked_for(language: str, word: str, tiny: Path, run: Run) -> None:
    write_content(tiny, {"events/bad.yaml": BAD_EVENT})
    assert word in run("check", "--site", tiny, "--language", language).err


def test_a_problem_that_hides_the_languages_is_told_in_english(tiny: Path, run: Run) -> None:
    write_content(tiny, {"campaign.yaml": "name:\tx\n"})
    said = run("check", "--site", tiny)
    assert said.code == CONTENT and "there is a tab here" in said.out and "Errors in the content: 1" in said.err


@pytest.mark.parametrize("command", ["build", "check"])
def test_warnings_fail_where_strict(command: str, site: Path, run: Run) -> None:
    with untouched(site):
        said = run(command, "--site", site, "--strict", "--language", "en")
    assert said.code == CONTENT
    assert said.err.startswith("campaign-calendar: Errors in the content: 0, warnings: ") and "warning: " in said.out


def test_strict_is_content_with_good_content(tiny: Path, run: Run) -> None:
    assert run("--site", tiny, "--strict").code == DONE


def test_no_campaign_file(tiny: Path, run: Run) -> None:
    (tiny / "content" / "campaign.yaml").unlink()
    with untouched(tiny):
        said = run("--site", tiny)
    assert said.code == CONTENT and "[file-missing]" in said.out


@pytest.mark.parametrize(
    "words",
    ["time_range: '{start} – {ende}'", "time_range: '{'", "day_and_time: '{day.year.x}'", "time_pattern: zzzz"],
)
def test_words_of_a_site_that_cannot_be_filled_in(words: str, tiny: Path, run: Run) -> None:
    """An editor wrote them: it is no fault of ours, and there is a line to look at."""
    write_content(tiny, {"strings/en.yaml": f"{words}\n"})
    with untouched(tiny):
        said = run("--site", tiny)
    assert said.code == CONTENT, said
    assert said.out.startswith("content/strings/en.yaml:1:")


@pytest.mark.parametrize(
    "text",
    [
        *("languages: [xx]", "languages: [en, xx]", "languages: []", "name: ' '", "name: {}"),
        *("timezone: leapseconds", "url: https://reading.example/%", "url: https://a:b@reading.example/"),
        *("locales: {en: en-IN}", "locales: {en: xx_YY}", "url: https://reading.example/?a=b", "levels: [{}]"),
    ],
)
def test_a_campaign_file_that_is_wrong_is_a_problem_with_a_line(text: str, tiny: Path, run: Run) -> None:
    key = text.partition(":")[0]
    lines = [line for line in TINY_CAMPAIGN.splitlines() if not line.startswith(f"{key}:")]
    write_content(tiny, {"campaign.yaml": "\n".join([*lines, text, ""])})
    with untouched(tiny):
        said = run("--site", tiny)
    assert said.code == CONTENT, said
    assert "content/campaign.yaml:" in said.out and "Traceback" not in said.err


# --- Wrong usage


@pytest.mark.parametrize(
    "arguments, word",
    [
        (["--nothing"], "--nothing"),
        (["build", "--nothing"], "--nothing"),
        (["check", "--output", "x"], "--output"),
        (["--qui"], "--qui"),
        (["nothing"], "nothing"),
        (["build", "nothing"], "nothing"),
        (["--site"], "--site"),
        (["--jobs", "0"], "--jobs"),
        (["--jobs", "many"], "--jobs"),
        (["--strict", "check"], "check"),
    ],
)
def test_an_option_or_command_that_is_none(arguments: list[str], word: str, tiny: Path, run: Run) -> None:
    os.chdir(tiny)
    with untouched(tiny):
        refused(run(*arguments), USAGE, word)


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_site_that_is_not_there(command: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with untouched(tmp_path):
        refused(run(command, "--site", tmp_path / "nowhere"), USAGE, "nowhere")
        refused(run(command, "--site", tmp_path / "empty"), USAGE, "content")
        refused(run(command, "--site", tmp_path / "file"), USAGE, "file")


def test_a_site_whose_name_is_too_long(run: Run, tiny: Path) -> None:
    with untouched(tiny):
        for arguments in (["--site", "x" * 300], ["--site", tiny, "--output", "x" * 300]):
            assert run(*arguments).code in (USAGE, FAULT)
        refused(run("--site", tiny, "--published", "x" * 300), USAGE)


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://example.org/", "//example.org/", "example.org", "", "https://", "https:///a", "http://", "none"),
        *("https://exa mple.org/", "https://example.org/a b/", "https://example.org/?a=b", "https://example.org/#a"),
        *("https://example.org:port/", "https://example.org:99999/", "https://example.org:0/", "https://[::1"),
        *("https://उदाहरण.example/", 'https://example.org/"', "https://example.org/<b>", "javascript:alert(1)"),
        *("https://example.org/\n", "https://example.org/%", "https://a:b@example.org/"),
    ],
)
def test_an_address_that_is_none(address: str, tiny: Path, run: Run) -> None:
    with untouched(tiny):
        refused(run("--site", tiny, "--base-url", address), USAGE, "--base-url")


def test_an_epoch_that_is_none(tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for epoch in ("abc", "1.5", "1e9", "9" * 30, "2018-11-10"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        with untouched(tiny):
            refused(run("--site", tiny), USAGE, "SOURCE_DATE_EPOCH", epoch)


# --- Outputs that are not ours


def _foreign(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")


def _with_git(folder: Path) -> None:
    (folder / ".git").mkdir(parents=True)
    (folder / "published.json").write_text("{}", encoding="utf-8")


def _linked(folder: Path) -> None:
    _foreign(folder.parent / "elsewhere")
    folder.symlink_to("elsewhere")


def _linked_nowhere(folder: Path) -> None:
    folder.symlink_to("nowhere")


@pytest.mark.parametrize(
    "make, word",
    [
        (_foreign, "not a site of ours"),
        (_with_git, "git"),
        (_linked, "symbolic link"),
        (_linked_nowhere, "symbolic link"),
        (lambda folder: folder.write_text("x", encoding="utf-8"), "is a file"),
        (lambda folder: os.mkfifo(folder), "file"),
    ],
    ids=["files", "git", "a link", "a dead link", "a file", "a pipe"],
)
def test_an_output_that_is_not_ours(
    make: Callable[[Path], object], word: str, tiny: Path, tmp_path: Path, run: Run
) -> None:
    make(tmp_path / "public")
    with untouched(tmp_path):
        refused(run("--site", tiny, "--output", tmp_path / "public"), USAGE, word)


@pytest.mark.parametrize(
    "output, word",
    [
        *(("content", "own files"), ("content/events", "own files"), ("content/public", "own files")),
        *(("", "own files"), (".", "own files"), ("..", "own files"), ("../tiny", "own files"), ("output/..", "no")),
        *(("templates", "own files"), ("templates/static/x", ""), ("nowhere/public", "no folder")),
        *(("content/campaign.yaml/x", ""), ("/", "own files"), ("/proc/nowhere/x", "no folder"), ("/proc", "mount")),
    ],
)
def test_an_output_that_would_swallow_the_site(output: str, word: str, tiny: Path, tmp_path: Path, run: Run) -> None:
    with untouched(tmp_path):
        refused(run("--site", tiny, "--output", f"{tiny}/{output}" if output[:1] != "/" else output), USAGE, word)


def test_a_link_to_the_content_is_the_content(tiny: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "link").symlink_to(tiny)
    with untouched(tmp_path):
        refused(run("--site", tiny, "--output", tmp_path / "link" / "content"), USAGE, "own files")
        refused(run("--site", tmp_path / "link", "--output", tiny / "content" / "x"), USAGE, "own files")


def test_a_cache_that_is_not_ours(tiny: Path, run: Run) -> None:
    (tiny / ".output.cache").mkdir()
    (tiny / ".output.cache" / "thesis.txt").write_text("years of work", encoding="utf-8")
    before = tree(tiny)
    refused(run("--site", tiny), USAGE, ".output.cache")
    assert tree(tiny) == before


# --- What was published


def record(folder: Path, campaign: str = TINY_CAMPAIGN) -> Path:
    """The published.json of a campaign, in a folder of its own."""
    folder.mkdir(parents=True)
    write_tiny_campaign(folder / "site")
    write_content(folder / "site", {"campaign.yaml": campaign})
    build_here(folder / "site", folder / "live")
    return folder / "live"


@pytest.mark.parametrize("form", ["folder", "file"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_what_is_live_may_be_named(command: str, form: str, tiny: Path, tmp_path: Path, run: Run) -> None:
    live = record(tmp_path / "before")
    said = run(command, "--site", tiny, "--published", live if form == "folder" else live / "published.json")
    assert (said.code, said.err) == (DONE, "")


def test_none_is_a_first_publication(tiny: Path, run: Run) -> None:
    assert run("--site", tiny, "--published", "none").code == DONE


@pytest.mark.parametrize("command", ["build", "check"])
def test_what_is_live_is_not_there(command: str, tiny: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()
    with untouched(tmp_path):
        for named in ("nowhere", "nowhere/published.json", "empty", ""):
            refused(run(command, "--site", tiny, "--published", named), USAGE, "--published", "none")


@pytest.mark.parametrize(
    "text, word",
    [
        ("", "can be trusted"),
        ("{", "can be trusted"),
        ("[]", "can be trusted"),
        ("<!DOCTYPE html>", "can be trusted"),
        ('{"version": 1}', "can be trusted"),
        ('{"version": 99}', "newer version"),
        ("\x00\x1b[31m", "can be trusted"),
        ('{"version": 1, "uid_domain": "a", "language": "en", "entries": {}, "feeds": {"x": ["", 1e99]}}', "trusted"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_what_is_live_cannot_be_trusted(
    command: str, text: str, word: str, tiny: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "published.json"
    file.write_text(text, encoding="utf-8")
    with untouched(tmp_path):
        refused(run(command, "--site", tiny, "--published", file), USAGE, str(file), word)


def test_a_record_cut_short_cannot_be_trusted(tiny: Path, tmp_path: Path, run: Run) -> None:
    file = record(tmp_path / "before") / "published.json"
    octets = file.read_bytes()
    for length in range(0, len(octets) - 2, 97):
        file.write_bytes(octets[:length])
        refused(run("check", "--site", tiny, "--published", file), USAGE)


@pytest.mark.parametrize(
    "before, after, rule",
    [
        ("uid_domain: reading.example", "uid_domain: other.example", "published-other-domain"),
        ("languages: [en]", "languages: [hi, en]", "published-other-language"),
    ],
)
def test_what_is_live_is_of_another_campaign(
    before: str, after: str, rule: str, tiny: Path, tmp_path: Path, run: Run
) -> None:
    """Told at the line of campaign.yaml that changed."""
    live = record(tmp_path / "before", TINY_CAMPAIGN.replace(before, after))
    line = TINY_CAMPAIGN.splitlines().index(before) + 1
    for command in ("build", "check"):
        with untouched(tiny):
            said = run(command, "--site", tiny, "--published", live)
        assert said.code == CONTENT
        told = next(each for each in said.out.splitlines() if each.endswith(f"[{rule}]"))
        assert told.startswith(f"content/campaign.yaml:{line}:")


def test_the_record_of_another_campaign_in_the_output_is_told_too(tiny: Path, run: Run) -> None:
    run("--site", tiny)
    write_content(tiny, {"campaign.yaml": TINY_CAMPAIGN.replace("uid_domain: reading", "uid_domain: other")})
    with untouched(tiny):
        assert "[published-other-domain]" in run("--site", tiny).out


def test_a_damaged_record_in_the_output_is_none(tiny: Path, run: Run) -> None:
    run("--site", tiny)
    (tiny / "output" / "published.json").write_text("{", encoding="utf-8")
    assert run("--site", tiny).code == DONE
    assert json.loads((tiny / "output" / "published.json").read_bytes())["version"] == VERSION


def test_what_vanished_is_an_error_against_what_was_named(tiny: Path, tmp_path: Path, run: Run) -> None:
    live = record(tmp_path / "before")
    (tiny / "content" / "events" / "reading-evening.yaml").unlink()
    with untouched(tiny):
        said = run("--site", tiny, "--published", live)
    assert said.code == CONTENT and "[vanished]" in said.out


# --- What was published, on the web


@pytest.fixture
def server() -> Iterator[dict[str, object]]:
    """A server on this machine that answers what `answers` holds by path: octets, a number or where to go on to."""
    answers: dict[str, object] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answers.get(self.path, 404)
            self.send_response(answer if isinstance(answer, int) else 302 if isinstance(answer, str) else 200)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            body = answer if isinstance(answer, bytes) else b"<!DOCTYPE html>not here"
            self.send_header("Content-Length", str(len(body) + int(answers.get("missing", 0))))  # type: ignore[call-overload]
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    here = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    answers["address"] = f"http://127.0.0.1:{here.server_address[1]}"
    thread = threading.Thread(target=here.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield answers
    here.shutdown()
    here.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["/published.json", "/", "/sub/path/", "/moved/published.json"])
def test_what_is_live_may_be_an_address(
    path: str, server: dict[str, object], tiny: Path, tmp_path: Path, run: Run
) -> None:
    octets = (record(tmp_path / "before") / "published.json").read_bytes()
    server |= {"/published.json": octets, "/sub/path/published.json": octets}
    server |= {"/moved/published.json": "/published.json"}
    said = run("--site", tiny, "--published", f"{server['address']}{path}")
    assert (said.code, said.err) == (DONE, "")
    assert (tiny / "output" / "published.json").read_bytes() == octets


@pytest.mark.parametrize(
    "answers, code, word",
    [
        ({}, FAULT, "404"),
        ({"/published.json": 500}, FAULT, "500"),
        ({"/published.json": "/published.json"}, FAULT, "edirect"),
        ({"/published.json": "/a", "/a": "/b", "/b": "/published.json"}, FAULT, "edirect"),
        ({"/published.json": "file:///etc/passwd"}, FAULT, "edirect"),
        ({"/published.json": "ftp://127.0.0.1/"}, FAULT, ""),
        ({"/published.json": "http://[::1"}, FAULT, ""),
        ({"/published.json": b"<!DOCTYPE html><p>Not found"}, USAGE, "can be trusted"),
        ({"/published.json": b""}, USAGE, "can be trusted"),
        ({"/published.json": b'{"version": 99}'}, USAGE, "newer version"),
        ({"/published.json": b"{" + b" " * 2_000}, FAULT, "more than 1000"),
        ({"/published.json": b'{"version": 1', "missing": 500}, None, ""),
    ],
    ids=["404", "500", "loop", "circle", "file", "ftp", "bad", "html", "empty", "newer", "large", "cut short"],
)
def test_an_address_that_cannot_be_had_or_trusted(
    answers: dict[str, object],
    code: int | None,
    word: str,
    server: dict[str, object],
    tiny: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(download, "MAX_OCTETS", 1_000)
    monkeypatch.setattr(download, "TIMEOUT", 5)
    server |= answers
    for command in ("build", "check"):
        with untouched(tiny):
            said = run(command, "--site", tiny, "--published", f"{server['address']}/published.json")
        refused(said, code or said.code, "--published", str(server["address"]), word)
        assert said.code in (USAGE, FAULT)


def test_an_address_that_nobody_answers(tiny: Path, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with untouched(tiny):
        refused(run("--site", tiny, "--published", f"http://127.0.0.1:{port}/"), FAULT, "--published", "refused")


def test_an_address_that_never_answers(tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with untouched(tiny):
            refused(run("--site", tiny, "--published", address), FAULT, "--published", "timed out")


def test_an_address_that_answers_letter_by_letter(tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "DEADLINE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            asking, _ = listening.accept()
            with asking, suppress(OSError):
                asking.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                for _ in range(100):
                    asking.sendall(b"{")
                    sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with untouched(tiny):
            refused(run("--site", tiny, "--published", address), FAULT, "--published", "not all of it")


@pytest.mark.parametrize(
    "address",
    [
        *("http://[::1/", "http:///x", "http://", "http://127.0.0.1:port/", "http://127.0.0.1:99999/"),
        *("http://ex ample/", "http://हि/", "http://127.0.0.1:1/हि/", "http://127.0.0.1:1/\x01/"),
    ],
)
def test_an_address_that_is_no_address(address: str, tiny: Path, run: Run) -> None:
    with untouched(tiny):
        said = run("--site", tiny, "--published", address)
    assert said.code in (USAGE, FAULT)
    refused(said, said.code, "--published")


# --- Faults of ours or of the machine


@pytest.mark.parametrize("path", ["campaign.yaml", "events/reading-evening.yaml"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_file_that_cannot_be_read(
    command: str, path: str, tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def closed(file: Path, *arguments: object, **named: object) -> object:
        if file.name == Path(path).name:
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *arguments, **named)  # type: ignore[call-overload]

    with untouched(tiny):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", closed)
            said = run(command, "--site", tiny)
        refused(said, FAULT, path, "Permission denied")


def test_an_event_file_that_is_no_file(tiny: Path, run: Run) -> None:
    with socket.socket(socket.AF_UNIX) as plug:
        os.chdir(tiny / "content" / "events")  # the path of a socket must be short
        plug.bind("plug.yaml")
        said = run("check", "--site", tiny)
    assert said.code in (CONTENT, FAULT) and "plug.yaml" in said.out + said.err


def test_a_folder_named_like_a_file_is_a_folder(tiny: Path, run: Run) -> None:
    (tiny / "content" / "events" / "more.yaml").mkdir()
    assert run("check", "--site", tiny, "--strict").code == DONE


@pytest.mark.parametrize(
    "template, told",
    [
        ("{% if %}", "templates/event.html:1: "),
        ("a\n{{ nothing }}", "templates/event.html:2: UndefinedError"),
        ("{% include 'nothing.html' %}", "nothing.html"),
        ('<a href="nowhere.html"></a>', "nowhere.html, which is not there"),
        ("{{ 1 // 0 }}", "templates/event.html:1: ZeroDivisionError"),
        ("{% include 'event.html' %}", "templates/event.html"),
    ],
)
def test_a_broken_template(template: str, told: str, tiny: Path, run: Run) -> None:
    run("--site", tiny)
    (tiny / "templates").mkdir()
    (tiny / "templates" / "event.html").write_text(template, encoding="utf-8")
    with untouched(tiny):
        refused(run("--site", tiny), FAULT, told, "Nothing was published")


def test_a_template_that_is_not_utf_8(tiny: Path, run: Run) -> None:
    (tiny / "templates").mkdir()
    (tiny / "templates" / "event.html").write_bytes(b"caf\xe9")
    with untouched(tiny):
        refused(run("--site", tiny), FAULT, "templates/event.html")


def test_what_nobody_thought_of(tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("of\nall things")

    monkeypatch.setattr(pipeline, "plan", broken)
    with untouched(tiny):
        said = run("--site", tiny)
    assert said.code == FAULT and len(said.err.splitlines()) == 1
    assert "ZeroDivisionError: of all things" in said.err and "fault of ours" in said.err


def test_an_interrupted_build(tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    for module, function in ((pipeline, "read"), (pipeline, "plan"), (pipeline, "verify")):
        with monkeypatch.context() as patch, untouched(tiny):
            patch.setattr(module, function, interrupted)
            refused(run("--site", tiny), INTERRUPTED, "interrupted", "Nothing was published")
    assert run("--site", tiny).code == DONE


def test_an_interrupt_while_waiting_for_another_build(tiny: Path) -> None:
    build_here(tiny)
    command = [sys.executable, str(CHECKOUT / "build.py"), "--site", str(tiny)]
    with (tiny / ".output.cache" / "lock").open("rb") as lock, untouched(tiny):
        flock(lock, LOCK_EX)
        waiting = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert waiting.stdout is not None
        assert b"Another build" in waiting.stdout.readline()
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, err) == (INTERRUPTED, b"campaign-calendar: interrupted. Nothing was published\n")


# --- Readers that leave


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_reader_that_has_left(command: str, site: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    arguments = [sys.executable, str(CHECKOUT / "build.py"), command, "--site", str(site)]
    done = subprocess.run(arguments, env=environment(), stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert (site / "output" / "index.html").is_file() == (command == "build")


def test_a_reader_of_mistakes_that_has_left() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    arguments = [sys.executable, str(CHECKOUT / "build.py"), "--nothing"]
    done = subprocess.run(arguments, env=environment(), stdout=subprocess.PIPE, stderr=writer)
    os.close(writer)
    assert (done.returncode, done.stdout) == (USAGE, b"")


@pytest.mark.parametrize("closed, arguments, code", [(1, ["check"], DONE), (1, ["build"], DONE), (2, ["--x"], USAGE)])
def test_without_anybody_to_tell(closed: int, arguments: list[str], code: int, tiny: Path) -> None:
    """As a job of the machine's may be run: with no output, or none for mistakes, at all."""
    program = f"import os, sys; os.close({closed}); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    command = [sys.executable, "-c", program, str(CHECKOUT / "build.py"), *arguments, "--site", str(tiny)]
    done = subprocess.run(command, env=environment(), capture_output=True)
    assert (done.returncode, done.stderr) == (code, b"")


def test_every_problem_is_told_even_of_a_large_campaign(tmp_path: Path, run: Run) -> None:
    write_campaign(tmp_path / "site", campaign=CAMPAIGN, events={})
    bad = {f"events/{number}.yaml": BAD_EVENT for number in range(300)}
    write_content(tmp_path / "site", bad)
    said = run("check", "--site", tmp_path / "site", "--language", "en")
    assert said.code == CONTENT
    assert {line.split(":")[0] for line in said.out.splitlines()} >= {f"content/{path}" for path in bad}


# --- serve


def test_a_port_that_is_taken_is_named(tiny: Path, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused(run("serve", "--site", tiny, "--port", port), USAGE, f"--port {port}", "name another one")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "８０００"])
def test_a_port_is_a_number(port: str, tiny: Path, run: Run) -> None:
    refused(run("serve", "--site", tiny, f"--port={port}"), USAGE, "is not a port")
