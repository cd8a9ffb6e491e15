"""Whatever was done to the output or the cache, the next builds put it right, and touch nothing else."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.release import cache_folder
from tests.campaigns import EPOCH, EVENTS, build_here, tree, write_content
from tests.faults.calls import Calls, Killed, kill, without_exchange

BANK_WALK = "events/gorge/bank-walk.yaml"


@pytest.fixture
def built(site: Path) -> Path:
    build_here(site)
    return site


def edit(site: Path, text: str) -> None:
    """Another title of one event."""
    write_content(site, {BANK_WALK: EVENTS[BANK_WALK].replace("Walk along the bank", text)})


def test_a_copy_made_of_hard_links_stays_as_it_is(built: Path, tmp_path: Path) -> None:
    """As by `cp -al output copy`: no later build writes into files that have another name elsewhere."""
    shutil.copytree(built / "output", tmp_path / "copy", copy_function=os.link)
    copied = tree(tmp_path / "copy")
    for number in range(4):
        edit(built, f"Walk {number}")
        build_here(built, epoch=EPOCH + number)
        assert tree(tmp_path / "copy") == copied
        assert {path.stat().st_nlink for path in (built / "output").rglob("*.*") if path.is_file()} == {1}


@pytest.mark.parametrize("lost", ["cache", "nothing"])
def test_a_file_that_is_linked_elsewhere_is_made_anew(built: Path, tmp_path: Path, lost: str) -> None:
    os.link(built / "output/index.html", tmp_path / "link")
    if lost == "cache":
        shutil.rmtree(cache_folder(built / "output"))
    build_here(built)
    assert (built / "output/index.html").stat().st_nlink == 1


@pytest.mark.parametrize("path", [".", "events", "en", "en/events"])
def test_a_folder_that_hides_its_files_is_opened_again(built: Path, path: str) -> None:
    folder = built / "output" / path
    folder.chmod(0o700)
    for number in range(3):
        edit(built, f"Walk {number}")
        build_here(built, epoch=EPOCH + number)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_file_that_is_hidden_is_shown_again(built: Path) -> None:
    (built / "output/robots.txt").chmod(0o600)
    for number in range(4):
        edit(built, f"Walk {number}")
        build_here(built, epoch=EPOCH + number)
        assert stat.S_IMODE((built / "output/robots.txt").stat().st_mode) == 0o644


def test_an_empty_folder_goes(built: Path) -> None:
    for path in ("empty", "events/empty", "events/added.html"):
        (built / "output" / path).mkdir()
    build_here(built)
    write_content(built, {"events/added.yaml": "id: added\ntitle: Added\narea: delta\nstart: 2018-11-20\n"})
    for number in range(3):
        edit(built, f"Walk {number}")
        build_here(built, epoch=EPOCH + number)
        assert all(any(path.iterdir()) for path in (built / "output").rglob("*") if path.is_dir())


def test_a_folder_in_the_place_of_the_record_goes(built: Path) -> None:
    record = built / "output" / PUBLISHED
    record.unlink()
    record.mkdir()
    build_here(built)
    assert record.is_file()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_kill_while_the_old_site_is_put_aside(built: Path, number: int) -> None:
    """Where folders cannot be exchanged there is an instant without a site; the next build begins with the old one,
    with its record, and leaves nothing aside."""
    edit(built, "Stroll")
    build_here(built, epoch=EPOCH + 60)  # from here on there is a spare
    before = tree(built / "output")
    edit(built, "Ramble")
    with without_exchange(), Calls(number, kill, "rename") as calls, pytest.raises(Killed):
        build_here(built, epoch=EPOCH + 120)
    assert calls.struck == "rename"
    if number < 3:
        assert tree(cache_folder(built / "output") / "aside" if number == 2 else built / "output") == before
    for title, moment in (("Ramble", EPOCH + 180), ("Saunter", EPOCH + 240)):
        edit(built, title)
        with without_exchange():
            build_here(built, epoch=moment)
        assert title.encode() in (built / "output/en/events/bank-walk.html").read_bytes()
        assert (built / "output/calendar.ics").stat().st_mtime == EPOCH, "the old record was lost"
        assert not (cache_folder(built / "output") / "aside").exists()


@pytest.mark.parametrize("name", ["spare", "aside"])
@pytest.mark.parametrize("kind", ["file", "symlink"])
def test_what_is_foreign_in_the_cache_goes(built: Path, tmp_path: Path, name: str, kind: str) -> None:
    cache, elsewhere = cache_folder(built / "output"), tmp_path / "elsewhere"
    place = cache / name
    edit(built, "Stroll")
    build_here(built)
    if kind == "file":
        shutil.rmtree(place, ignore_errors=True)
        place.write_text("foreign", encoding="utf-8")
    else:
        elsewhere.mkdir()
        (elsewhere / "kept.txt").write_text("kept", encoding="utf-8")
        if place.is_dir():
            shutil.rmtree(elsewhere)
            place.rename(elsewhere)  # as somebody may move it to another disk
        place.symlink_to(elsewhere)
    kept = tree(elsewhere)
    for number in range(3):
        edit(built, f"Walk {number}")
        build_here(built, epoch=EPOCH + number)
        assert b"Walk %d" % number in (built / "output/en/events/bank-walk.html").read_bytes()
        assert not (built / "output").is_symlink()
        assert tree(elsewhere) == kept
