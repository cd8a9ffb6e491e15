"""A sample of everything hostile that there is; `make hostile` tries all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.security import public
from tests.security.attacks import ELEMENTS, attacks
from tests.security.hostile import Tally, _look, try_out

EACH = 8  # texts of each public list, spread over it


def spread(texts: list[str], number: int) -> list[str]:
    return texts[:: max(1, len(texts) // number)][:number]


def test_there_are_thousands_of_attacks() -> None:
    assert len(set(attacks())) >= 2000


def test_the_judge_finds_what_is_active(tmp_path: Path, chromium: Any) -> None:
    """Else it could find nothing wrong with anything."""
    for number, each in enumerate(ELEMENTS):
        (tmp_path / f"{number}.html").write_text(f"<!DOCTYPE html><title>a</title><p>{each}", encoding="utf-8")
    tally = Tally("raw")
    _look(tally, tmp_path, chromium)
    assert any(": ran " in each for each in tally.active)
    assert any(each.startswith("asked for https://elsewhere.example/") for each in tally.active)
    pages = {each.partition(".html")[0] for each in tally.active if ".html: " in each}
    assert len(pages) >= len(ELEMENTS) / 2  # others load from elsewhere, or are live in Markdown only


def test_own_attacks(tmp_path: Path, chromium: Any) -> None:
    tally = try_out(Tally("own"), spread(attacks(), 30), tmp_path, chromium)
    assert tally.wrong == []
    assert tally.accepted > 30 and tally.refused > 30 and tally.pages > 30


@pytest.mark.parametrize("texts", [public.injections, public.naughty_strings, public.markdown, public.yaml])
def test_public_lists(texts: Any, tmp_path: Path, chromium: Any) -> None:
    tally = try_out(Tally(texts.__name__), spread(texts(), EACH), tmp_path, chromium)
    assert tally.wrong == []
    assert tally.cases == 10 * EACH
