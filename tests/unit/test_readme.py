"""Every command, every option and every place that the README names exists, and none is left out."""

import re
from argparse import ArgumentParser
from pathlib import Path

import pytest

from campaign_calendar.commands import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def options(name: str) -> set[str]:
    parser = ArgumentParser(add_help=False)
    COMMANDS[name].add_arguments(parser)
    return {option for action in parser._actions for option in action.option_strings}


def documented_options() -> dict[str, set[str]]:
    """For each option the commands that it is described for."""
    found: dict[str, set[str]] = {}
    for option, commands in re.findall(
        r"^\| `(--[a-z-]+)[^`]*` \| ([\w ]+) \|", README.replace("\\|", "/"), re.MULTILINE
    ):
        found.setdefault(option, set()).update(commands.split())
    return found


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_described(name: str) -> None:
    assert re.search(rf"^python build\.py \[?{name}\b", README, re.MULTILINE)


def test_every_option_is_described_for_the_commands_that_have_it() -> None:
    having = {option: {name for name in COMMANDS if option in options(name)} for option in documented_options()}
    assert documented_options() == having
    assert set(having) == {option for name in COMMANDS for option in options(name)}


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) - {"it"} <= targets


def test_every_module_and_folder_of_the_engine_is_on_the_map() -> None:
    package = ROOT / "campaign_calendar"
    parts = {p.name for p in package.iterdir() if p.suffix == ".py" and not p.name.startswith("__")}
    parts |= {f"{p.name}/" for p in package.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert {part for part in parts if part not in README} == set()


def test_pictures_are_there() -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")
