"""The same content, record of publication and versions make the same octets, wherever and whenever they are built."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from campaign_calendar import moment, outputs, pipeline, workers
from campaign_calendar.addresses import PUBLISHED
from tests.campaigns import (
    CAMPAIGN,
    EPOCH,
    EVENTS,
    NOTES,
    build,
    build_here,
    command,
    environment,
    tree,
    write_campaign,
    write_content,
)

YEAR = 365 * 24 * 3600
COMMITTED = 1_542_222_222  # 2018-11-14 19:03:42 UTC
ELSEWHERE = "deeper/a folder with spaces/नदी अभियान/फ़ोल्डर"
Tree = dict[str, bytes]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """What the campaign looks like, built in the usual way."""
    site = tmp_path_factory.mktemp("usual")
    write_campaign(site)
    assert build(site).returncode == 0
    return tree(site / "output")


def must_equal(output: Path, usual: Tree) -> None:
    found = tree(output)
    assert sorted(path for path in found.keys() | usual.keys() if found.get(path) != usual.get(path)) == []


@pytest.mark.parametrize(
    "variables",
    [
        {"TZ": "Pacific/Auckland"},
        {"TZ": "America/St_Johns"},
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "xx_YY.ISO-8859-1", "LANG": "xx_YY", "LANGUAGE": "de"},
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "random"},
        {"HOME": "/nonexistent", "PATH": "", "COLUMNS": "20", "USER": None},
    ],
    ids=lambda variables: " ".join(f"{name}={value}" for name, value in variables.items()),
)
def test_in_another_environment(site: Path, usual: Tree, variables: dict[str, str | None]) -> None:
    done = build(site, **variables)
    assert (done.returncode, done.stderr) == (0, b"")
    must_equal(site / "output", usual)


def test_with_a_umask_that_hides_files(site: Path, usual: Tree) -> None:
    done = subprocess.run(command(site), env=environment(), capture_output=True, umask=0o077)
    assert done.returncode == 0
    must_equal(site / "output", usual)
    for path in (site / "output", *(site / "output").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644)


def test_with_an_optimising_python(site: Path, usual: Tree) -> None:
    done = subprocess.run([sys.executable, "-OO", *command(site)[1:]], env=environment(), capture_output=True)
    assert done.returncode == 0
    must_equal(site / "output", usual)


def test_in_another_folder(tmp_path: Path, usual: Tree) -> None:
    site = tmp_path / ELSEWHERE
    write_campaign(site)
    assert build(site).returncode == 0
    must_equal(site / "output", usual)


def test_into_another_folder(tmp_path: Path, site: Path, usual: Tree) -> None:
    output = tmp_path / ELSEWHERE
    output.parent.mkdir(parents=True)
    assert build(site, "--output", str(output)).returncode == 0
    must_equal(output, usual)


@pytest.mark.parametrize("named", [".", "../site", "content/.."])
def test_from_another_current_folder(site: Path, usual: Tree, named: str) -> None:
    done = subprocess.run(command(Path(named)), cwd=site, env=environment(), capture_output=True)
    assert done.returncode == 0
    must_equal(site / "output", usual)


def test_with_files_made_in_another_order(tmp_path: Path, usual: Tree) -> None:
    texts = {"campaign.yaml": CAMPAIGN, **EVENTS, **NOTES}
    for path in reversed(texts):
        write_content(tmp_path, {path: texts[path]})
    assert build(tmp_path).returncode == 0
    must_equal(tmp_path / "output", usual)


@pytest.mark.parametrize("seed", range(3))
def test_with_folders_listed_in_any_order(site: Path, usual: Tree, seed: int) -> None:
    with listed_in_any_order(Random(seed)):
        build_here(site)
    must_equal(site / "output", usual)


@contextmanager
def listed_in_any_order(random: Random) -> Iterator[None]:
    scan, names = os.scandir, os.listdir

    @contextmanager
    def scandir(folder: str | Path = ".") -> Iterator[Iterator[os.DirEntry[str]]]:
        with scan(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        random.shuffle(found)
        yield iter(found)

    def listdir(folder: str | Path = ".") -> list[str]:
        return random.sample(found := sorted(names(folder)), len(found))

    with patch.object(os, "scandir", scandir), patch.object(os, "listdir", listdir):
        yield


def test_with_everything_in_one_file(tmp_path: Path, usual: Tree) -> None:
    """Events may stand in one list, whatever its order."""
    items = [text.replace("\n", "\n  ").rstrip() for text in reversed(EVENTS.values())]
    together = "".join(f"- {item}\n" for item in items)
    write_campaign(tmp_path, events={"events/all.yaml": together})
    assert build(tmp_path).returncode == 0
    must_equal(tmp_path / "output", usual)


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_with_any_number_of_workers(site: Path, usual: Tree, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW", 2)
    build_here(site, jobs=jobs)
    must_equal(site / "output", usual)


def test_a_year_later(site: Path, usual: Tree) -> None:
    """Nothing changed, so nothing is stamped anew."""
    assert build(site).returncode == 0
    done = build(site, "--clean", SOURCE_DATE_EPOCH=str(EPOCH + YEAR))
    assert done.returncode == 0
    must_equal(site / "output", usual)


def test_a_year_later_on_a_new_machine(tmp_path: Path, site: Path, usual: Tree) -> None:
    """All that is left of the last publication is its record; feeds carry the times that it holds."""
    record = tmp_path / PUBLISHED
    record.write_bytes(usual[PUBLISHED])
    assert build(site, "--published", str(record), SOURCE_DATE_EPOCH=str(EPOCH + YEAR)).returncode == 0
    must_equal(site / "output", usual)
    for path, (_, changed, _) in json.loads(usual[PUBLISHED])["feeds"].items():
        assert (site / "output" / path).stat().st_mtime_ns == changed * 10**9


def test_another_process_has_nothing_to_render(site: Path) -> None:
    """What a file was made from has the same digest in every process."""
    assert build(site, PYTHONHASHSEED="1").returncode == 0

    def render(*_: object) -> bytes:
        raise AssertionError("something was rendered again")

    with patch.object(outputs, "render", render), patch.object(pipeline, "_standing", lambda *_: None):
        built = build_here(site, epoch=EPOCH + YEAR)
    assert built.files.written == built.files.removed == 0


def test_the_moment_of_the_build_stamps_what_is_new(site: Path) -> None:
    assert build(site, SOURCE_DATE_EPOCH=str(EPOCH + YEAR)).returncode == 0
    assert stamps(site / "output") == {EPOCH + YEAR}


@pytest.fixture
def committed(site: Path) -> Path:
    """The site in a git repository of its own, committed at a known moment."""
    run_git(site, "init", "--quiet")
    run_git(site, "add", "content")
    run_git(site, "commit", "--quiet", "--message", "Everything", GIT_COMMITTER_DATE=f"{COMMITTED} +0530")
    return site


def run_git(folder: Path, *arguments: str, **variables: str) -> None:
    isolated = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_DATE": "@1500000000 +0000"}
    who = {
        f"GIT_{role}_{what}": "an.editor@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    everything = environment(**isolated, **who, **variables)
    subprocess.run(["git", *arguments], cwd=folder, env=everything, check=True, capture_output=True)


def stamps(output: Path) -> set[int]:
    """The moments of all stamps in the feed of everything, in seconds since 1970."""
    written = re.findall(
        rb"^(?:DTSTAMP|LAST-MODIFIED):(\w+)\r$", (output / "calendar.ics").read_bytes(), re.MULTILINE
    )
    assert written
    return {
        int(datetime.strptime(each.decode(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()) for each in written
    }


def test_committed_content_is_stamped_with_the_time_of_its_commit(tmp_path: Path, committed: Path) -> None:
    for name in ("one", "other"):
        assert build(committed, "--output", str(tmp_path / name), SOURCE_DATE_EPOCH=None).returncode == 0
    assert stamps(tmp_path / "one") == {COMMITTED}
    must_equal(tmp_path / "other", tree(tmp_path / "one"))


def test_the_clock_is_not_read_where_content_is_committed(committed: Path) -> None:
    with patch.object(moment, "datetime", SimpleNamespace(fromtimestamp=datetime.fromtimestamp)):
        build_here(committed, epoch=None)
    assert stamps(committed / "output") == {COMMITTED}


def test_content_that_is_not_committed_is_stamped_by_the_clock(committed: Path) -> None:
    events = {path: text for path, text in EVENTS.items() if "boat-meeting" in path}
    write_content(committed, {path: text.replace("18:30", "18:45") for path, text in events.items()})
    before = datetime.now(UTC).replace(microsecond=0)
    assert build(committed, SOURCE_DATE_EPOCH=None).returncode == 0
    assert all(before.timestamp() <= each <= datetime.now(UTC).timestamp() for each in stamps(committed / "output"))
