"""Who waits at a terminal sees what is being done; with --profile everybody hears what took how long."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from campaign_calendar.cli import main
from campaign_calendar.commands import steps
from tests.campaigns import write_campaign


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_profile_names_every_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_campaign(tmp_path)
    arguments = ["build", "--site", str(tmp_path), "--published", "none", "--profile", "--language", "en"]
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [found for line in lines if (found := re.fullmatch(r" *(\d+\.\d\d) +(\d+)%  ([A-Z].+)", line))]
    assert [row[3].partition(" ")[0] for row in rows] == [
        *("Reading", "Checking", "Writing", "Planning", "Making", "Looking", "Publishing")
    ]
    assert 95 <= sum(int(row[2]) for row in rows) <= 105
    assert lines.index(rows[0][0]) > next(n for n, line in enumerate(lines) if line.startswith("Built:"))


def test_somebody_at_a_terminal_sees_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_campaign(tmp_path)
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(steps, "PATIENCE", 0)
    assert main(["build", "--site", str(tmp_path), "--language", "en", "--jobs", "1"]) == 0
    shown = screen.getvalue().split("\r\x1b[K")
    bars = [each for each in shown if each.startswith("Making pages")]
    assert {each.count("█") for each in bars} == set(range(steps.WIDTH))
    assert {len(each) for each in bars if "░" in each} == {len("Making pages ") + steps.WIDTH}
    assert shown[-1] == ""


def test_nobody_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_campaign(tmp_path)
    monkeypatch.setattr(steps, "PATIENCE", 0)
    for stream, quiet in ((io.StringIO(), []), (Screen(), ["--quiet"])):
        monkeypatch.setattr(sys, "stderr", stream)
        assert main(["build", "--site", str(tmp_path), "--clean", *quiet]) == 0
        assert stream.getvalue() == ""
