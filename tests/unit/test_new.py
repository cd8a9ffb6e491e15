"""`new` writes a file that passes `check`, out of what people say, and never over another one."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from campaign_calendar.cli import main
from tests.campaigns import CHECKOUT, environment, tree

DONE, CONTENT, USAGE = 0, 1, 2
SECONDS = 60


def new(site: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--site", str(site)])


def text(site: Path, file: str) -> str:
    return (site / "content" / file).read_text(encoding="utf-8")


def passes(site: Path) -> bool:
    return main(["check", "--site", str(site), "--quiet"]) == DONE


@pytest.mark.parametrize("area", ["delta", "Delta", "मुहाना", "muhana", "मुहाना जिला"])
def test_an_area_by_any_of_its_names(site: Path, area: str) -> None:
    is_sure = area != "muhana"
    code = new(site, "event", "--area", area, "--phase", "survey", "--start", "2018-11-25")
    assert code == (DONE if is_sure else USAGE)
    if is_sure:
        assert (
            text(site, "events/delta/delta-survey.yaml")
            == "id: delta-survey\nphase: survey\narea: delta\nstart: 2018-11-25\n"
        )
        assert passes(site)


@pytest.mark.parametrize(
    "said, written",
    [
        (("--start", "25/11"), "start: 2018-11-25\n"),
        (("--start", "25 नवंबर शाम 6:30"), "start: 2018-11-25 18:30\n"),
        (("--start", "२५ नवंबर"), "start: 2018-11-25\n"),
        (("--start", "25 Nov 6:30 pm", "--end", "8 pm"), "start: 2018-11-25 18:30\nend: 20:00\n"),
        (("--start", "25 Nov", "--end", "26 Nov"), "start: 2018-11-25\nend: 2018-11-26\n"),
        (
            ("--start", "25 Nov 10:00", "--end", "2018-11-26 12:00"),
            "start: 2018-11-25 10:00\nend: 2018-11-26 12:00\n",
        ),
        (("--between", "21-30 Nov"), "between: [2018-11-21, 2018-11-30]\n"),
    ],
)
def test_days_and_hours_as_people_write_them(site: Path, said: tuple[str, ...], written: str) -> None:
    assert new(site, "event", "--area", "delta", "--phase", "survey", *said) == DONE
    assert text(site, "events/delta/delta-survey.yaml").endswith(written)
    assert passes(site)


def test_all_facts_by_options(site: Path) -> None:
    facts = {
        "area": "delta",
        "title": "नाव: सैर #1",
        "start": "2018-11-25 07:00",
        "venue": "घाट: 3",
        "id": "boat-trip",
    }
    assert new(site, "event", *(f"--{name}={value}" for name, value in facts.items())) == DONE
    written = text(site, "events/delta/boat-trip.yaml")
    assert 'title: {hi: "नाव: सैर #1"}\n' in written and 'venue: {name: {hi: "घाट: 3"}}\n' in written
    assert passes(site)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("event", "--phase", "survey", "--start", "25/11"), "--area"),
        (("event", "--area", "delta", "--start", "25/11"), "--title"),
        (("event", "--area", "delta", "--phase", "survey"), "--start"),
        (("event", "--area", "delta", "--phase", "survey", "--start", "31/11"), "--start"),
        (("event", "--area", "nowhere", "--phase", "survey", "--start", "25/11"), "--area"),
        (("event", "--area", "delta", "--phase", "survey", "--start", "25/11", "--id", "Boat"), "--id"),
        (("event", "--area", "delta", "--phase", "survey", "--start", "25/11", "--id", "../x"), "--id"),
        (("event", "--area", "delta", "--phase", "survey", "--start", "25/11", "--id", "bank-walk"), "--id"),
        (("event", "--area", "delta", "--phase", "survey", "--start", "25/11 10:00", "--end", "26/11"), "--end"),
        (("note",), "--title"),
    ],
)
def test_what_is_missing_or_wrong_names_its_option(
    site: Path, arguments: tuple[str, ...], said: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    before = tree(site)
    assert new(site, *arguments) == USAGE
    assert f"campaign-calendar: {said}" in capsysbinary.readouterr().err.decode()
    assert tree(site) == before


def test_what_check_refuses_is_not_written(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    before = tree(site)
    assert (
        new(
            site,
            "event",
            "--area",
            "delta",
            "--phase",
            "survey",
            "--start",
            "2018-11-25 10:00",
            "--end",
            "2018-11-24 09:00",
        )
        == CONTENT
    )
    assert "delta-survey.yaml:5" in capsysbinary.readouterr().out.decode()
    assert tree(site) == before


def test_nothing_is_overwritten_and_ids_are_of_one_event(site: Path) -> None:
    for _ in range(2):
        assert new(site, "event", "--area", "delta", "--phase", "survey", "--start", "2018-11-25") == DONE
    assert {"delta-survey.yaml", "delta-survey-2.yaml"} <= set(os.listdir(site / "content/events/delta"))
    (site / "content/events/delta/mine.yaml").symlink_to("/nowhere")
    assert new(site, "event", "--area", "delta", "--title", "मेरा", "--start", "2018-11-26", "--id", "mine") == USAGE


def test_a_note(site: Path) -> None:
    assert new(site, "note", "--title", "नाव: क्या लाएँ", "--text", "रस्सी, *टोपी*") == DONE
    [file] = [name for name in os.listdir(site / "content/notes") if name.startswith("nav")]
    assert text(site, f"notes/{file}") == '---\ntitle: "नाव: क्या लाएँ"\n---\nरस्सी, *टोपी*\n'
    assert passes(site)


def conversation(site: Path, arguments: list[str], answers: list[str]) -> tuple[str, int]:
    """All that a terminal shows while these lines are typed in it, and the exit code."""
    ours, theirs = pty.openpty()
    command = [sys.executable, str(CHECKOUT / "build.py"), "new", *arguments, "--site", str(site)]
    with subprocess.Popen(command, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{each}\n" for each in answers).encode())
        found = b""
        while select.select([ours], [], [], SECONDS)[0]:
            try:
                part = os.read(ours, 65536)
            except OSError:  # nobody has the other end any longer
                break
            found += part
        code = process.wait(SECONDS)
    os.close(ours)
    return found.decode().replace("\r\n", "\n"), code


def test_questions_in_the_campaigns_language(site: Path) -> None:
    answers = ["सर्वेक्षण", "nowhere", "६", "", "31/11", "25 नवंबर शाम 6:30", "रात 8 बजे", "घाट", "bank-walk", "", "हाँ"]
    shown, code = conversation(site, ["event"], answers)
    assert code == DONE, shown
    assert "किस चरण का है?" in shown and "  2  सर्वेक्षण" in shown and "      उद्गम" in shown, "numbered, areas as a tree"
    assert "nowhere इनमें नहीं है" in shown and "31/11" in shown
    assert "(हिन्दी)" in shown, "languages by their names"
    [written] = [name for name in tree(site / "content") if name.endswith("-survey.yaml")]
    assert (
        "start: 2018-11-25 18:30\nend: 20:00\n" in text(site, written)
        and f"content/{written} में यह लिखा जाएगा" in shown
    )
    assert passes(site)


def test_who_says_no_writes_nothing(site: Path) -> None:
    before = tree(site)
    shown, code = conversation(site, ["note", "--language", "en"], ["Boote", "", "Bring ropes", "", "no"])
    assert (code, tree(site)) == (DONE, before), shown
    assert "What is it called?" in shown and "Nothing was written" in shown
