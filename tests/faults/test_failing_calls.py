"""Whichever call to the disk fails, the output is the whole old site or the whole new one; the next build is right.

In the suite the calls of each seldom kind and a sample of the others (another one for another SEED); with LONG=1
every call, with each error. With -s a table.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.cli import CONTENT, FAULT, USAGE
from tests.campaigns import CHECKOUT, write_content
from tests.faults.calls import Calls, without_exchange
from tests.faults.sites import TINY, TINY_EDITED, Site, Tree

LONG = bool(os.environ.get("LONG"))
SEED = int(os.environ.get("SEED", "1"))
STRIDE = 1 if LONG else 97  # in the suite one point of so many, counted from a random one on
SELDOM = 5  # calls of one kind in a build; of fewer none is left out
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
NOTHING = "Nothing was published"

courses: list[Course] = []


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    yield
    print(f"\n\n{'situation':<28}{'calls':>8}{'failed':>8}{'old':>8}{'new':>8}{'unharmed':>10}{'wrong':>8}")
    for course in courses:
        outcomes = course.outcomes
        print(f"{course.situation:<28}{course.calls:>8}{outcomes.total():>8}", end="")
        print(f"{outcomes['old']:>8}{outcomes['new']:>8}{outcomes['unharmed']:>10}{len(course.faults):>8}")
    print(f"{'':<36}{sum(course.outcomes.total() for course in courses):>8} in all")


@dataclass(frozen=True)
class Point:
    """The call of that number, among those of that name where one is given, fails with that error."""

    number: int
    code: int
    name: str | None = None

    def calls(self) -> Calls:
        return Calls(self.number, self._fail, self.name)

    def _fail(self) -> None:
        raise OSError(self.code, os.strerror(self.code), "a file")


def points(untouched: Calls) -> Iterator[Point]:
    """The points to try, given the calls of a build that goes through; in order, and without an end in sight."""
    if not LONG:
        for name, often in Counter(untouched.names).items():
            if often <= SELDOM:
                for number in range(1, often + 1):
                    yield Point(number, ERRORS[number % len(ERRORS)], name)
    every = (Point(number, code) for number in count(1) for code in ERRORS)
    yield from islice(every, random.Random(SEED).randrange(STRIDE), None, STRIDE)


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
        if not calls.struck:
            assert (code, said, after) == (0, "", new)
            return point.name is not None
        self.outcomes["unharmed" if code == 0 else "old" if after == old else "new"] += 1
        faults = list(wrong(code, said, after, old, new))
        if site.build() != (0, "") or site.published() != new:
            faults.append("the next build is not right")
            site.forget()
            site.build()
        self.faults += [f"{calls.struck} (call {calls.count}): {fault}; {code}, {said[-300:]!r}" for fault in faults]
        return True


def wrong(code: int, said: str, after: Tree | None, old: Tree | None, new: Tree) -> Iterator[str]:
    """What must not be after a build in which a call failed. One that could do without it is as good as any."""
    if after not in (old, new):
        yield "the output is neither the old nor the new site"
    if code == 0 and (after != new or said):
        yield "the build went through and is not right"
    if code not in (0, USAGE, FAULT):
        yield "the exit code does not say that the machine is at fault, or what was named on the command line"
    if code != 0 and not (said.count("\n") == 1 and said.endswith("\n")):
        yield "there is not one line on stderr"
    if NOTHING in said and after != old:
        yield "it says that nothing was published, and the old site is gone"


def test_a_first_build(tmp_path: Path) -> None:
    site = Site(tmp_path, TINY, TINY_EDITED)
    site.forget()
    with Calls() as untouched:
        assert site.build() == (0, "")
    course = Course("first build")
    for point in points(untouched):
        site.forget()
        if not course.failed(site, point, None, site.old):
            break
    finish(course)


def rebuilds(site: Site, situation: str) -> None:
    """Edit and build, undo and build, and so on, another call failing each time."""
    site.edit()
    with Calls() as untouched:
        assert site.build() == (0, "")
    site.undo()
    assert site.build() == (0, "")
    course = Course(situation)
    for point in points(untouched):
        site.edit()
        grown = course.failed(site, point, site.old, site.new)
        site.undo()
        shrunk = course.failed(site, point, site.new, site.old)
        if not grown and not shrunk:
            break
    finish(course)


def finish(course: Course) -> None:
    courses.append(course)
    if course.faults:
        pytest.fail(
            "\n".join([f"{len(course.faults)} faults; the first of them:", *course.faults[:15]]), pytrace=False
        )


def test_a_rebuild_after_an_edit(tmp_path: Path) -> None:
    rebuilds(Site(tmp_path, TINY, TINY_EDITED), "rebuild after an edit")


def test_a_rebuild_where_folders_cannot_be_exchanged(tmp_path: Path) -> None:
    with without_exchange():
        rebuilds(Site(tmp_path, TINY, TINY_EDITED), "rebuild without exchange")


def test_a_build_of_content_that_is_refused(tmp_path: Path) -> None:
    """Also when problems can be told only with difficulty, there is no traceback."""
    site = Site(tmp_path, TINY, TINY_EDITED)
    write_content(site.folder, {"events/wrong.yaml": "id: wrong\ntitle: Wrong\narea: nowhere\nstart: 2018-11-31\n"})
    with Calls() as untouched:
        assert site.build()[0] == CONTENT
    course = Course("refused content", untouched.count)
    for point in points(untouched):
        with point.calls() as calls:
            code, said = site.build()
        if not calls.struck and not point.name:
            break
        course.outcomes["old"] += 1
        if code not in (CONTENT, USAGE, FAULT) or said.count("\n") != 1 or site.published() != site.old:
            course.faults.append(f"{calls.struck} (call {calls.count}): {code}, {said[-300:]!r}")
    finish(course)


def test_a_record_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    """Otherwise one fault of the disk would stamp every event anew, and phones would show them all as changed."""
    site = Site(tmp_path, TINY, TINY_EDITED)
    site.options = ()
    with failing_for(site.output / PUBLISHED):
        code, said = site.build()
    assert code == FAULT and PUBLISHED in said
    assert site.published() == site.old


@pytest.mark.parametrize(
    "path",
    ["content/events", "content/notes", "templates/static", "templates/base.html", "templates/strings/en.yaml"],
)
def test_what_cannot_be_looked_at_is_not_taken_for_missing(tmp_path: Path, path: str) -> None:
    """Otherwise a fault of the disk, or a right that is missing, would publish a site with something left out."""
    site = Site(tmp_path)
    place = tmp_path / path
    if path.startswith("templates"):
        place.parent.mkdir(parents=True)
        if place.suffix:
            shutil.copyfile(CHECKOUT / path, place)
        else:
            place.mkdir()
    assert site.build() == (0, "")
    before = site.published()
    with failing_for(place):
        code, said = site.build()
    assert code == FAULT and said.count("\n") == 1
    assert site.published() == before


@contextmanager
def failing_for(place: Path) -> Iterator[None]:
    """Every call that names `place` fails, or all that look into a folder."""

    def denied(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if arguments and isinstance(arguments[0], str | Path) and os.path.normpath(arguments[0]) == str(place):
                raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(place))
            return real(*arguments, **options)

        return call

    with ExitStack() as patches:
        looks = [(os, "scandir"), (os, "listdir")]
        if not place.is_dir():
            looks = [(os, "stat"), (os, "open"), (io, "open"), (builtins, "open")]
        for module, name in looks:
            patches.enter_context(patch.object(module, name, denied(getattr(module, name))))
        yield
