"""The short form of `make lighthouse`: the page of an area, in what does not depend on how fast this machine is."""

from __future__ import annotations

from pathlib import Path

from tests.instruments import chromium, installed, lack, lighthouse
from tests.instruments.host import served

UNTIMED = tuple(name for name in lighthouse.CATEGORIES if name != "performance")


def test_lighthouse_has_nothing_to_say(tmp_path: Path) -> None:
    installed("lighthouse", "node")
    if chromium() is None:
        lack("Chromium")
    with served(lighthouse.programme(tmp_path / "built")) as address:
        found = lighthouse.measured(f"{address}en/areas/meerut.html", UNTIMED)
    assert (found.scores, found.lost) == ((100, 100, 100), ())
