"""What editors are told to write and to type, step by step on the shipped programme, does what is said."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from campaign_calendar.cli import main
from tests.campaigns import CHECKOUT, build_here, tree

GUIDES = {
    language: (CHECKOUT / "docs" / f"editors.{language}.md").read_text(encoding="utf-8") for language in ("en", "hi")
}
STEP = re.compile(r"^## (\d+)\. .*?$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^(?:(?:File|फाइल) `([^`\n]+)`, ([^\n]+):\n\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WHOLE, LINES = ("whole", "पूरी"), ("these lines", "ये पंक्तियाँ")
EVENT = "content/events/meerut/meerut-workshop.yaml"
PICTURE = "content/media/meerut-hall.jpg"


@dataclass(frozen=True)
class Block:
    """What stands between two fences, and the file that it is, or some lines of; "" where it is no file's."""

    file: str
    part: str
    kind: str
    text: str


def steps(language: str) -> dict[int, list[Block]]:
    return {
        int(number): [Block(*found) for found in BLOCK.findall(text)]
        for number, text in STEP.findall(GUIDES[language])
    }


def put(site: Path, block: Block) -> None:
    """Do what an editor does: write the file, or the lines in it, each in the place of the one of its name."""
    file = site / block.file
    file.parent.mkdir(parents=True, exist_ok=True)
    if block.part in WHOLE:
        file.write_text(block.text, encoding="utf-8")
        return
    assert block.part in LINES, block.part
    fields = fields_of(file.read_text(encoding="utf-8")) | fields_of(block.text)
    file.write_text("".join(fields.values()), encoding="utf-8")


def fields_of(text: str) -> dict[str, str]:
    """The lines of each field with those that are further in, by its name."""
    return {part.partition(":")[0]: part for part in re.findall(r"^\S.*\n(?: .*\n)*", text, re.MULTILINE)}


Told = Callable[..., tuple[int, str]]


@pytest.fixture
def told(capsysbinary: pytest.CaptureFixture[bytes]) -> Told:
    """A command in this process: its exit code and what it prints."""

    def run(*argv: str) -> tuple[int, str]:
        code = main(argv)
        return code, capsysbinary.readouterr().out.decode()

    return run


def walk(site: Path, language: str, told: Told, after: Callable[[int], None]) -> None:
    """All that the guide says, in its order; `check` passes after each block that is not about a mistake."""
    shutil.copytree(CHECKOUT / "content", site / "content")
    for number, blocks in steps(language).items():
        for at, block in enumerate(blocks):
            if block.kind == "sh":
                for command in block.text.splitlines():
                    type_in(command, told)
            elif block.kind == "text":
                assert block.text.splitlines() == told("check", "--language", language)[1].splitlines()
            else:
                if "media/" in block.text:
                    assert f"`{PICTURE}`" in GUIDES[language] and f"file: {PICTURE[8:]}\n" in block.text
                    (site / PICTURE).parent.mkdir()
                    Image.new("RGB", (800, 600), "green").save(site / PICTURE)
                put(site, block)
                is_wrong = blocks[at + 1 : at + 2] and blocks[at + 1].kind == "text"
                code, said = told("check", "--language", language)
                assert code == bool(is_wrong), said
                if not is_wrong:
                    assert EVENT not in said, "a guide shows nothing that is warned of"
        after(number)


def type_in(command: str, told: Told) -> None:
    python, script, *argv = shlex.split(command)
    assert (python, script) == ("python", "build.py")
    if argv == ["serve"]:
        serve()
    else:
        before = tree(Path("content"))
        code, said = told(*argv)
        assert code == 0, said
        assert (tree(Path("content")) != before) == (argv[0] in ("import", "new") and "--dry-run" not in argv)


def serve() -> None:
    """Until it says where; then Ctrl+C."""
    child = subprocess.Popen([sys.executable, str(CHECKOUT / "build.py"), "serve"], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    try:
        assert any("http://127.0.0.1:" in line for line in child.stdout)
    finally:
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=20)
    assert child.returncode == 0


def test_both_guides_tell_the_same_steps() -> None:
    english, hindi = steps("en"), steps("hi")
    assert list(english) == list(hindi) == list(range(1, 13))
    for number, blocks in english.items():
        others = hindi[number]
        assert [(each.file, each.kind) for each in blocks] == [(each.file, each.kind) for each in others]
        assert [each.part in WHOLE for each in blocks] == [each.part in WHOLE for each in others]
        written = [each.text for each in blocks if each.kind in ("yaml", "markdown")]
        assert written == [each.text for each in others if each.kind in ("yaml", "markdown")]


@pytest.mark.parametrize("language", GUIDES)
def test_no_block_is_left_out(language: str) -> None:
    blocks = [block for each in steps(language).values() for block in each]
    assert len(blocks) == GUIDES[language].count("\n```") / 2
    assert all(bool(block.file) == (block.kind not in ("sh", "text")) for block in blocks)


def test_each_step_in_hindi_does_what_is_said(tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seen: dict[int, str] = {}

    def look(number: int) -> None:
        if number in (2, 8, 9):
            build_here(tmp_path)
            seen[number] = (tmp_path / "output/en/events/meerut-workshop.html").read_text(encoding="utf-8")
        elif number in (4, 5):
            seen[number] = told("diff", "--language", "en")[1]

    walk(tmp_path, "hi", told, look)
    assert "Saturday, 24 November 2018" in seen[2] and "chager" in seen[2]
    assert "Reworded" in seen[4] and "Subscribers would see 1 change" in seen[4]
    assert "Moved: was 24, now Monday, 26 November 2018, 11:00" in seen[5]
    assert "Postponed" in seen[8] and "The hall is taken" in seen[8] and "was 24, now Monday" in seen[8]
    assert "Town hall" in seen[8] and 'alt="The gate of the town hall"' in seen[8]
    assert 'href="../notes/what-to-bring.html"' in seen[8]
    assert "Cancelled" in seen[9] and "Because of the rain" in seen[9] and "Postponed" not in seen[9]
    assert sorted(each.stem for each in (tmp_path / "content/events").rglob("*.yaml")) == EVENTS


EVENTS = [
    "bijnor-district-workshops",
    "hapur-district-workshops",
    "meerut-workshop",
    "regional-training-workshop",
    "shamli-district-workshops",
]


def test_each_step_in_english_makes_the_same_events(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    walk(tmp_path, "en", told, after=lambda _: None)
    files = {each.stem: each.read_text(encoding="utf-8") for each in (tmp_path / "content/events").rglob("*.yaml")}
    assert sorted(files) == EVENTS
    for name, start in (("bijnor", "2018-11-25 11:00\nend: 16:00"), ("shamli", "2018-11-26 12:00")):
        assert f"\nstart: {start}\n" in files[f"{name}-district-workshops"]
    assert "\nstart: 2018-11-27 11:00\n" in files["hapur-district-workshops"]


def test_readers_of_the_readme_find_them() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/editors.{language}.md" in readme for language in GUIDES)
