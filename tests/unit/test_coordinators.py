"""What coordinators are told to type works, on the programme that the texts speak of."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from campaign_calendar.cli import main
from tests.campaigns import CHECKOUT

TEXTS = {
    language: (CHECKOUT / "docs" / f"coordinators.{language}.md").read_text(encoding="utf-8")
    for language in ("en", "hi")
}


def commands(language: str) -> list[str]:
    """The lines of the blocks of commands, as they stand."""
    blocks = re.findall(r"```sh\n(.*?)```", TEXTS[language], re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_both_languages_name_the_same_commands() -> None:
    assert len(commands("en")) == 9 and commands("en") == commands("hi")


def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--quiet"]) == 0
    for command in commands("en"):
        assert command.startswith("python build.py")
        assert main(command.split()[2:]) == 0, command


def test_readers_of_the_readme_find_them() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/coordinators.{language}.md" in readme for language in TEXTS)
