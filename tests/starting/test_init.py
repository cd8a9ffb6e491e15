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
from campaign_calendar.starting.facts import HOSTS, places
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
        (["--ends", "2026-10-01"], "2026-10-01"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_written(
    given: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "new", "--uid-domain", "read.example", *given) == 1
    assert told in capsys.readouterr().out
    assert not (tmp_path / "new").exists()


def test_where_nobody_can_be_asked_an_option_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "new"), "--name", "X"]) == 2
    assert "--starts is needed" in capsys.readouterr().err


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
