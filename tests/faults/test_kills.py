"""A build that is killed at any instant leaves the whole old site or the whole new one; the next needs no help.

12 kills in the suite, 200 with LONG=1, at instants that another SEED changes. With -s a table.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from time import perf_counter

import pytest

from campaign_calendar.cli import INTERRUPTED
from campaign_calendar.release import cache_folder
from tests.campaigns import environment
from tests.faults.patience import LIMIT, ending
from tests.faults.sites import Site, Tree

KILLS = 50 if os.environ.get("LONG") else 3  # of each situation
SEED = int(os.environ.get("SEED", "1"))
CHILD = Path(__file__).with_name("child.py")

kills: dict[str, Counter[str]] = {}


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    yield
    print(f"\n\n{'situation':<30}{'kills':>8}{'old':>8}{'new':>8}{'aside':>8}{'too late':>10}")
    for situation, ends in kills.items():
        numbers = f"{ends['old']:>8}{ends['new']:>8}{ends['aside']:>8}{ends['too late']:>10}"
        print(f"{situation:<30}{ends.total():>8}{numbers}")


@contextmanager
def begun(site: Site, *obstacles: str) -> Iterator[subprocess.Popen[bytes]]:
    """A build in a child that has just begun. In the end nothing is left of it, nor of its workers."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), *obstacles, *site.arguments(), "--quiet", "--jobs", "2"],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert child.stdout
        assert child.stdout.readline() == b"begun\n"
        yield child
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()


def duration(site: Site, *obstacles: str) -> float:
    """How long a build of what was edited takes, in seconds; a second one, for the disk has then been read."""
    took = 0.0
    for prepare in (site.undo, site.edit):
        prepare()
        with begun(site, *obstacles) as child:
            before = perf_counter()
            assert child.wait(LIMIT) == 0
            took = perf_counter() - before
    return took


def killed(site: Site, after: float, *obstacles: str) -> bool:
    """Kill a build so many seconds after it began; False where it had ended."""
    with begun(site, *obstacles) as child:
        with suppress(subprocess.TimeoutExpired):
            child.wait(after)
            return False
        child.kill()
        child.wait()
        return True


def kill_at_random(site: Site, situation: str, *obstacles: str) -> None:
    """Builds after an edit, after it was undone and so on, each killed at another instant."""
    instants = random.Random(f"{SEED} {situation}")
    ends = kills.setdefault(situation, Counter())
    whole = duration(site, *obstacles)
    states = cycle([(site.undo, site.new, site.old), (site.edit, site.old, site.new)])
    while ends["old"] + ends["new"] + ends["aside"] < KILLS:
        change, before, after = next(states)
        change()
        in_time = killed(site, instants.uniform(0, whole), *obstacles)
        ends[end(site, before, after) if in_time else "too late"] += 1
        with ending():
            assert site.build() == (0, "")
        assert site.published() == after


def end(site: Site, before: Tree | None, after: Tree) -> str:
    """Which of the legal states a kill has left the output in."""
    found = site.published()
    if found is None and (cache_folder(site.output) / "aside").is_dir():
        return "aside"  # the one instant at which folders that cannot be exchanged are both elsewhere
    assert found in (before, after), "the output is neither the old nor the new site"
    return "new" if found == after else "old"


def test_first_builds(tmp_path: Path) -> None:
    site = Site(tmp_path)
    instants = random.Random(SEED)
    ends = kills.setdefault("first build", Counter())
    whole = duration(site)
    while ends["old"] + ends["new"] < KILLS:
        site.forget()
        in_time = killed(site, instants.uniform(0, whole))
        ends[end(site, None, site.new) if in_time else "too late"] += 1
        with ending():
            assert site.build() == (0, "")
        assert site.published() == site.new


def test_rebuilds_after_an_edit(tmp_path: Path) -> None:
    site = Site(tmp_path)
    kill_at_random(site, "rebuild after an edit")
    assert not kills["rebuild after an edit"]["aside"]


def test_rebuilds_where_folders_cannot_be_exchanged(tmp_path: Path) -> None:
    kill_at_random(Site(tmp_path), "rebuild without exchange", "no-exchange")


def test_rebuilds_by_several_workers(tmp_path: Path) -> None:
    kill_at_random(Site(tmp_path), "rebuild by workers", "workers")


def test_workers_end_with_the_build_that_they_work_for(tmp_path: Path) -> None:
    """Otherwise they would hold the lock, and no build would ever go through again."""
    site = Site(tmp_path)
    site.edit()
    with begun(site, "workers", "die-writing") as child:
        assert child.wait(LIMIT) == -signal.SIGKILL
        with ending():
            assert site.build() == (0, "")
    assert site.published() == site.new


@pytest.mark.parametrize("obstacles", [(), ("workers",)], ids=["one process", "workers"])
def test_an_interrupted_build_says_so_on_one_line(tmp_path: Path, obstacles: tuple[str, ...]) -> None:
    """As by Ctrl-C at a terminal, which all processes get."""
    site = Site(tmp_path)
    site.edit()
    with begun(site, *obstacles, "interrupt-writing") as child:
        _, said = child.communicate(timeout=LIMIT)
        assert (child.returncode, said.count(b"\n")) == (INTERRUPTED, 1), said.decode()
    assert site.published() == site.old
    with ending():
        assert site.build() == (0, "")
    assert site.published() == site.new
