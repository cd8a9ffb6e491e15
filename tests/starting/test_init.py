"""A new campaign: what is asked, what is written, and that all of it works in a clone, up to the host's door."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from campaign_calendar.cli import main
from campaign_calendar.entering.questions import Questions
from campaign_calendar.starting import asked, source
from campaign_calendar.starting.facts import HOSTS, Start, places
from tests.campaigns import CHECKOUT

AREAS = """\
दिल्ली | Delhi
  उत्तरी | North
    # a comment
    रोहिणी | Rohini
    बवाना
  दक्षिण | South
"""
EVENT = """\
id: first-meeting
title: {hi: पहली बैठक, en: First meeting}
area: rohini
start: 2026-11-12 17:30
"""


def init(folder: Path, *more: str) -> int:
    areas = folder.parent / "areas.txt"
    areas.write_text(AREAS, encoding="utf-8")
    given = {
        "languages": "hi,en",
        "name": "पढ़ो: दिल्ली #1 | Read Delhi",
        "starts": "2026-11-10",
        "ends": "2026-12-20",
        "timezone": "Asia/Kolkata",
        "areas": str(areas),
        "levels": "प्रदेश | State, जोन | Zone, वार्ड | Ward",
    }
    return main(["init", str(folder), *(f"--{name}={value}" for name, value in given.items()), *more])


@pytest.mark.parametrize("host", HOSTS)
def test_it_can_be_checked_at_once(host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path / "new", "--host", host, "--url", "https://read.example/d/") == 0
    capsys.readouterr()
    assert main(["check", "--site", str(tmp_path / "new"), "--format", "json"]) == 0
    problems = json.loads(capsys.readouterr().out)
    assert [each["rule"] for each in problems] == ["translation"]  # बवाना has no other name
    texts = {file: file.read_text(encoding="utf-8") for file in (tmp_path / "new").rglob("*") if file.is_file()}
    assert not [file for file, text in texts.items() if "@@" in text]
    assert "uid_domain: read.example\n" in texts[tmp_path / "new/content/campaign.yaml"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_pipelines_are_ones_that_forges_take(host: str, tmp_path: Path) -> None:
    init(tmp_path / "new", "--host", host, "--uid-domain", "read.example")
    workflows = sorted((tmp_path / "new/.github/workflows").glob("*")) or [tmp_path / "new/.gitlab-ci.yml"]
    schema = "vendor.gitlab-ci" if host == "gitlab-pages" else "vendor.github-workflows"
    extra = ["--data-transform", "gitlab-ci"] if host == "gitlab-pages" else []
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *extra]
    done = subprocess.run([*checker, *map(str, workflows)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new/thesis.txt").write_text("years of work")
    assert init(tmp_path / "new", "--uid-domain", "read.example") == 2
    assert "not empty" in capsys.readouterr().err
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    "given, told",
    [
        (["--timezone", "Asia/Delhi"], "Asia/Delhi"),
        (["--uid-domain", "read delhi"], "read delhi"),
        (["--starts", "31 Nov 2026"], "31 Nov 2026"),
        (["--ends", "2026-10-01"], "2026-10-01"),
        (["--name", " | Read Delhi"], "hi"),
        (["--levels", "प्रदेश, वार्ड"], "3"),
        (["--url", "read.example"], "read.example"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_written(
    given: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "new", "--uid-domain", "read.example", *given) == 2
    said = capsys.readouterr().err
    assert f"{given[0]}: " in said and told in said
    assert not (tmp_path / "new").exists()


def test_where_nobody_can_be_asked_an_option_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "new"), "--name", "X"]) == 2
    assert "--starts" in capsys.readouterr().err


def asked_for(*answers: str) -> tuple[Start, list[str]]:
    """What somebody has answered, and what was said in between."""
    left, said = list(answers), list[str]()

    def ask(_question: str) -> str | None:
        return left.pop(0) if left else None

    start = asked.start(Questions({}, ask, said.append, "hi"), ("hi", "en"), "campaign-calendar")
    assert not left
    return start, said


def test_a_wrong_answer_is_asked_for_again() -> None:
    start, said = asked_for(
        *("", "टीका अभियान | Vaccination drive"),
        *("फरवरी", "1 फरवरी 2027", "1/1/2027", "15/3/2027"),
        *("IST", "Asia/Kolkata"),
        *("रामगढ़ | Ramgarh, सोनपुर | Sonpur,  बेलवा", "पूर्वी जिला | East"),
        *("जिला, ब्लॉक, गाँव", "जिला | District, ब्लॉक | Block"),
        *("teeka.example.org", "https://teeka.example.org", ""),
        *("ftp", "rsync"),
    )
    assert (start.starts, start.ends, start.timezone) == ("2027-02-01", "2027-03-15", "Asia/Kolkata")
    assert [each.id for each in start.root.below] == ["ramgarh", "sonpur", "belava"]
    assert (start.root.id, start.root.depth()) == ("east", 2)
    assert (start.url, start.uid_domain, start.host) == ("https://teeka.example.org/", "teeka.example.org", "rsync")
    told = ["जरूरी", "फरवरी", "2027-01-01", "IST", "स्तर 2", "teeka.example.org", "ftp"]
    assert len(said) == len(told)
    assert all(part in sentence for part, sentence in zip(told, said, strict=True))


@pytest.mark.parametrize(
    "address, requirement",
    [
        (
            "https://forge.example/tools/calendar.git",
            "campaign-calendar @ git+https://forge.example/tools/calendar.git",
        ),
        ("https://me:secret@forge.example/calendar", "campaign-calendar @ git+https://forge.example/calendar"),
        ("git@forge.example:tools/calendar.git", "campaign-calendar"),
        ("/srv/calendar.git", "campaign-calendar"),
        ("https://[forge", "campaign-calendar"),
        ("", "campaign-calendar"),
    ],
)
def test_the_tool_is_had_from_where_it_was_cloned(address: str, requirement: str, tmp_path: Path) -> None:
    git("init", "--quiet", cwd=tmp_path)
    if address:
        git("remote", "add", "origin", address, cwd=tmp_path)
    assert source.requirement(tmp_path) == requirement


def test_a_clone_without_what_it_needs_says_so(tmp_path: Path) -> None:
    """The engine's folder stands in for a clone in which `make` never ran; -I and -S leave out all libraries."""
    (tmp_path / "build.py").write_text((CHECKOUT / "build.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "campaign_calendar").mkdir()
    (tmp_path / "campaign_calendar/cli.py").write_text("import babel\n", encoding="utf-8")
    command = [sys.executable, "-S", str(tmp_path / "build.py"), "init", "../x"]
    done = subprocess.run(command, capture_output=True, text=True, env={})
    assert (done.returncode, done.stdout) == (3, "")
    assert "babel" in done.stderr and "make site" in done.stderr
    (tmp_path / ".venv/bin").mkdir(parents=True)
    python = tmp_path / ".venv/bin/python"
    python.write_text('#!/bin/sh\necho in the environment: "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    done = subprocess.run(command, capture_output=True, text=True, env={})
    assert (done.returncode, done.stdout) == (0, f"in the environment: {tmp_path / 'build.py'} init ../x\n")


def test_areas_of_a_list() -> None:
    found = places(["मेरठ | Meerut", "मेरठ", "Straße", "…", "   "], ("hi", "en"), set())
    assert [(each.id, dict(each.name)) for each in found] == [
        ("meerut", {"hi": "मेरठ", "en": "Meerut"}),
        ("merath", {"hi": "मेरठ"}),
        ("strae", {"hi": "Straße"}),
        ("area", {"hi": "…"}),
    ]


# --- From a clone to the host's door


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a new campaign with one event, pushed, with the tool on the path as pip would put it there."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "gitconfig").write_text(
        "[user]\n name = Editor\n email = e@x.example\n[init]\n defaultBranch = main\n"
    )
    (tmp_path / "bin").mkdir()
    tool = tmp_path / "bin/campaign-calendar"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{CHECKOUT / "build.py"}" "$@"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder = tmp_path / "clone"
    assert init(folder, "--url", "https://read.example/") == 0
    (folder / "content/events/rohini").mkdir(parents=True)
    (folder / "content/events/rohini/first-meeting.yaml").write_text(EVENT, encoding="utf-8")
    git("init", "--quiet", "--bare", str(tmp_path / "origin"), cwd=tmp_path)
    git("init", "--quiet", cwd=folder)
    git("config", "core.hooksPath", "hooks", cwd=folder)
    git("add", "--all", cwd=folder)
    git("commit", "--quiet", "--message", "A campaign", cwd=folder)
    git("remote", "add", "origin", str(tmp_path / "origin"), cwd=folder)
    git("push", "--quiet", "origin", "main", cwd=folder)
    return folder


def git(*arguments: str, cwd: Path) -> str:
    return subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout


def run(script: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A script as a pipeline runs it."""
    return subprocess.run(
        ["sh", f"deploy/{script}.sh"], cwd=folder, capture_output=True, text=True, env={**os.environ, **more}
    )


def sequence(folder: Path) -> int:
    """That of the event's calendar entry, as it was built."""
    [line] = re.findall(r"SEQUENCE:(\d+)", (folder / "output/events/first-meeting.ics").read_text(encoding="utf-8"))
    return int(line)


def test_the_first_publication_has_to_be_said(clone: Path) -> None:
    refused = run("build", clone)
    assert refused.returncode == 2 and "FIRST_PUBLICATION" in refused.stderr
    assert not (clone / "output").exists()
    assert run("build", clone, FIRST_PUBLICATION="true").returncode == 0
    assert (clone / "output/index.html").is_file()


def test_a_second_publication_goes_by_the_record(clone: Path, tmp_path: Path) -> None:
    assert run("build", clone, FIRST_PUBLICATION="true").returncode == 0
    assert run("record", clone).returncode == 0
    first = git("show", "published:published.json", cwd=tmp_path / "origin")
    assert first == (clone / "output/published.json").read_text(encoding="utf-8")
    git("clone", "--quiet", str(tmp_path / "origin"), str(tmp_path / "another"), cwd=tmp_path)
    event = tmp_path / "another/content/events/rohini/first-meeting.yaml"
    event.write_text(EVENT.replace("12 17:30", "14 17:30"), encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "Moved", cwd=tmp_path / "another")
    assert run("build", tmp_path / "another").returncode == 0
    assert sequence(tmp_path / "another") > sequence(clone)
    assert run("record", tmp_path / "another").returncode == 0
    assert git("rev-list", "--count", "published", cwd=tmp_path / "origin").strip() == "2"


def test_an_unchanged_record_is_no_commit(clone: Path, tmp_path: Path) -> None:
    run("build", clone, FIRST_PUBLICATION="true")
    assert [run("record", clone).returncode for _ in range(2)] == [0, 0]
    assert git("rev-list", "--count", "published", cwd=tmp_path / "origin").strip() == "1"


def test_without_the_origin_nothing_is_built(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "origin").rename(tmp_path / "elsewhere")
    done = run("build", clone, FIRST_PUBLICATION="true")
    assert done.returncode == 3 and not (clone / "output").exists()


def test_a_mistake_is_not_committed(clone: Path) -> None:
    event = clone / "content/events/rohini/first-meeting.yaml"
    event.write_text(EVENT.replace("2026-11-12", "12-11-2026"), encoding="utf-8")
    done = subprocess.run(["git", "commit", "--all", "-m", "x"], cwd=clone, capture_output=True, text=True)
    assert done.returncode != 0
    assert "first-meeting.yaml:4:8" in done.stdout + done.stderr


def test_where_the_tool_is_missing_a_commit_is_made_and_says_so(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The forge checks it all the same."""
    monkeypatch.setenv("PATH", os.defpath)
    (clone / "content/events/rohini/first-meeting.yaml").write_text("id: x\n", encoding="utf-8")
    done = subprocess.run(["git", "commit", "--all", "-m", "x"], cwd=clone, capture_output=True, text=True)
    assert done.returncode == 0 and "README.md" in done.stderr


def test_the_tool_is_found_in_the_folder_s_own_environment(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = clone / ".venv/bin/campaign-calendar"
    tool.parent.mkdir(parents=True)
    tool.write_text('#!/bin/sh\necho asked for: "$@"\nexit 1\n', encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", os.defpath)
    git("rm", "--quiet", "content/events/rohini/first-meeting.yaml", cwd=clone)
    done = subprocess.run(["git", "commit", "--all", "-m", "x"], cwd=clone, capture_output=True, text=True)
    assert done.returncode == 1 and "asked for: check" in done.stdout + done.stderr
    assert ".venv" not in git("status", "--porcelain", cwd=clone)
