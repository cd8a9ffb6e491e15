"""Two builds of one site at once: one waits and says so, both go through. Readers never find half a site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from campaign_calendar import problems
from tests.campaigns import build_here, command, environment, tree, write_campaign
from tests.faults.patience import LIMIT
from tests.faults.sites import Site

CHILD = Path(__file__).with_name("child.py")
READER = Path(__file__).with_name("reader.py")
PUBLISHES = 1000 if os.environ.get("LONG") else 12
ROUNDS = 3


def started(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.parametrize("obstacles", [("hold",), ("no-exchange", "hold")], ids=" ".join)
def test_the_second_waits_and_says_so(tmp_path: Path, obstacles: tuple[str, ...]) -> None:
    site = Site(tmp_path)
    site.edit()
    first = started(sys.executable, str(CHILD), *obstacles, *site.arguments())
    assert first.stdout and first.stdin
    while first.stdout.readline() != b"holding\n":
        assert first.poll() is None
    second = started(*command(site.folder, *site.options, "--language", "en"))
    assert second.stdout
    assert second.stdout.readline().decode().strip() == problems.catalogue("en")["waiting"]
    assert site.published() == site.old
    assert first.stdin.write(b"go on\n")
    for each in (first, second):
        _, said = each.communicate(timeout=LIMIT)
        assert (each.returncode, said) == (0, b"")
    assert site.published() == site.new


def test_two_first_builds_at_once(tmp_path: Path) -> None:
    """Neither takes what the other is just making for something foreign."""
    write_campaign(tmp_path / "usual")
    build_here(tmp_path / "usual")
    expected = tree(tmp_path / "usual/output")
    for number in range(ROUNDS):
        site = tmp_path / str(number)
        write_campaign(site)
        for each in [started(*command(site)) for _ in range(3)]:
            _, said = each.communicate(timeout=LIMIT)
            assert (each.returncode, said) == (0, b"")
        assert tree(site / "output") == expected


@contextmanager
def reading(output: Path, *paths: str) -> Iterator[dict[str, dict[str, int]]]:
    """Read files of `output` again and again in another process. In the end the dictionary holds, by path, the
    digests of what was found with how often that was; `missing` is one of them."""
    found: dict[str, dict[str, int]] = {}
    reader = started(sys.executable, str(READER), str(output), *paths)
    assert reader.stdout
    assert reader.stdout.readline() == b"reading\n"
    try:
        yield found
    finally:
        told, _ = reader.communicate(timeout=LIMIT)
        found |= json.loads(told)


def test_readers_find_every_file_whole_while_sites_are_published(tmp_path: Path) -> None:
    site = Site(tmp_path)
    paths = ("index.html", "en/index.html", "calendar.ics", "published.json")
    with reading(site.output, *paths) as found:
        for number in range(PUBLISHES):
            (site.undo if number % 2 else site.edit)()
            assert site.build() == (0, "")
    for path in paths:
        legal = {sha256(state[path]).hexdigest() for state in (site.old, site.new)}
        assert len(legal) == 2, path
        assert found[path].keys() <= legal, path
        assert sum(found[path].values()) > PUBLISHES, "the reader has hardly read"
