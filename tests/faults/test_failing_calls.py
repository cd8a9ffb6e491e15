"""Whichever call to the disk fails, the output is the whole old site or the whole new one; the next build is right.

In the suite a sample of the calls, other ones for another SEED; with LONG=1 every call with each error. -s: a table.
"""

from __future__ import annotations

import errno
import io
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from unittest.mock import patch

import pytest

from campaign_calendar import problems, release
from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.cli import FAULT, main
from tests.campaigns import EPOCH, TINY_CAMPAIGN, TINY_EVENTS, tree, write_content, write_tiny_campaign
from tests.faults.calls import Calls

LONG = bool(os.environ.get("LONG"))
SEED = int(os.environ.get("SEED", "1"))
STRIDE = 1 if LONG else 13  # in the suite one point of so many, counted from a random one on
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
NOTHING = "Nothing was published"

EDITED = {
    "events/reading-evening.yaml": TINY_EVENTS["events/reading-evening.yaml"].replace("17:30", "17:00"),
    "events/later/book-fair.yaml": "id: book-fair\ntitle: Book fair\narea: littleton\nstart: 2018-12-01\n",
    "campaign.yaml": TINY_CAMPAIGN.replace("2018-11-30", "2018-12-31"),
}
UNEDITED = {"campaign.yaml": TINY_CAMPAIGN, **TINY_EVENTS}

pytestmark = pytest.mark.usefixtures("compiled_once")
Tree = dict[str, bytes]
courses: list[Course] = []


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    yield
    print(f"\n\n{'situation':<28}{'calls':>8}{'failed':>8}{'old':>8}{'new':>8}{'unharmed':>10}{'wrong':>8}")
    for course in courses:
        outcomes = course.outcomes
        print(f"{course.situation:<28}{course.calls:>8}{outcomes.total():>8}", end="")
        print(f"{outcomes['old']:>8}{outcomes['new']:>8}{outcomes['unharmed']:>10}{len(course.faults):>8}")
    print(f"{'':<36}{sum(course.outcomes.total() for course in courses):>8} in all")


class Site:
    """A small site that is built through the command line, in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.options: tuple[str, ...] = ()
        write_tiny_campaign(folder)

    def edit(self) -> None:
        write_content(self.folder, EDITED)

    def undo(self) -> None:
        write_content(self.folder, UNEDITED)
        shutil.rmtree(self.folder / "content/events/later", ignore_errors=True)

    def build(self) -> tuple[int, str]:
        """The exit code and what was said on stderr. As in a new process nothing is remembered of messages."""
        problems.catalogue.cache_clear()
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with redirect_stderr(said), redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
            code = main(["build", "--site", str(self.folder), *self.options])
        return code, said.buffer.getvalue().decode()  # type: ignore[attr-defined]

    def published(self) -> dict[str, bytes] | None:
        return tree(self.output) if self.output.is_dir() else None

    def forget(self) -> None:
        """As if there had never been a build."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(release.cache_folder(self.output), ignore_errors=True)


@dataclass(frozen=True)
class Point:
    """The call of that number fails with that error."""

    number: int
    code: int

    def calls(self) -> Calls:
        return Calls(self.number, self._fail)

    def _fail(self) -> None:
        raise OSError(self.code, os.strerror(self.code), "a file")


def points() -> Iterator[Point]:
    """The points to try, in order, and without an end in sight."""
    every = (Point(number, code) for number in count(1) for code in ERRORS)
    return islice(every, random.Random(SEED).randrange(STRIDE), None, STRIDE)


@dataclass
class Course:
    """What came of all the failed calls of one situation."""

    situation: str
    calls: int = 0  # of a build that no call failed in
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def failed(self, site: Site, point: Point, old: Tree | None, new: Tree) -> bool:
        """Build while that call fails, look at what is there then, and build again. False where the build had no
        such call."""
        with point.calls() as calls:
            code, said = site.build()
        after = site.published()
        self.calls = max(self.calls, calls.count)
        if not calls.reached:
            assert (code, said, after) == (0, "", new)
            return False
        self.outcomes["unharmed" if code == 0 else "old" if after == old else "new"] += 1
        faults = list(wrong(code, said, after, old, new))
        if site.build() != (0, "") or site.published() != new:
            faults.append("the next build is not right")
            site.forget()
            site.build()
        self.faults += [f"call {point.number} ({calls.struck}): {fault}; {code}, {said!r}" for fault in faults]
        return True


def wrong(code: int, said: str, after: Tree | None, old: Tree | None, new: Tree) -> Iterator[str]:
    """What must not be after a build in which a call failed. One that could do without it is as good as any."""
    if after not in (old, new):
        yield "the output is neither the old nor the new site"
    if code == 0 and (after != new or said):
        yield "the build went through and is not right"
    if code not in (0, FAULT):
        yield "the exit code does not say that the machine is at fault"
    if code != 0 and not (said.count("\n") == 1 and said.endswith("\n")):
        yield "there is not one line on stderr"
    if NOTHING in said and after != old:
        yield "it says that nothing was published, and the old site is gone"


def test_a_first_build(tmp_path: Path) -> None:
    site = Site(tmp_path)
    assert site.build() == (0, "")
    new = tree(site.output)
    course = Course("first build")
    for point in points():
        site.forget()
        if not course.failed(site, point, None, new):
            break
    finish(course)


def rebuilds(site: Site, situation: str) -> None:
    """Edit and build, undo and build, and so on, another call failing each time; all share one record of what is
    published, so that there are only two sites to tell apart."""
    assert site.build() == (0, "")
    shutil.copytree(site.output, site.folder / "published")
    site.options = ("--published", str(site.folder / "published"))
    site.edit()
    assert site.build() == (0, "")
    large = tree(site.output)
    site.undo()
    assert site.build() == (0, "")
    small = tree(site.output)
    assert large.keys() > small.keys()
    course = Course(situation)
    for point in points():
        site.edit()
        grown = course.failed(site, point, small, large)
        site.undo()
        shrunk = course.failed(site, point, large, small)
        if not grown and not shrunk:
            break
    finish(course)


def finish(course: Course) -> None:
    courses.append(course)
    assert not course.faults, "\n".join(course.faults)


def test_a_rebuild_after_an_edit(tmp_path: Path) -> None:
    rebuilds(Site(tmp_path), "rebuild after an edit")


def test_a_rebuild_where_folders_cannot_be_exchanged(tmp_path: Path) -> None:
    def lacking(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    with patch.object(release, "exchange", lacking):
        rebuilds(Site(tmp_path), "rebuild without exchange")


def test_a_record_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    """Otherwise one fault of the disk would stamp every event anew, and phones would show them all as changed."""
    site = Site(tmp_path)
    assert site.build() == (0, "")
    before = site.published()
    real = Path.read_bytes

    def unreadable(path: Path) -> bytes:
        if path == site.output.resolve() / PUBLISHED:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return real(path)

    with patch.object(Path, "read_bytes", unreadable):
        code, said = site.build()
    assert code == FAULT and PUBLISHED in said
    assert site.published() == before
