"""A sample of everything hostile that there is; `make hostile` tries all of it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.security import public
from tests.security.attacks import ELEMENTS, attacks
from tests.security.hostile import Tally, try_out
from tests.security.looking import active


def spread(texts: list[str], number: int) -> list[str]:
    """So many, from the whole of them."""
    return texts[:: max(1, len(texts) // number)][:number]


def test_there_are_thousands_of_attacks() -> None:
    assert len(set(attacks())) >= 2000


def test_the_judge_finds_what_is_active(chromium: Any) -> None:
    """Else it could find nothing wrong with anything."""
    page = "<!DOCTYPE html><title>a</title><p>{}<template><i onclick=a></i></template>"
    files = {f"{number}.html": page.format(each).encode() for number, each in enumerate(ELEMENTS)}
    files["template.html"] = page.format("").encode()
    files["lost.html"] = b"<!DOCTYPE html><title>a</title><script>location = 'https://elsewhere.example/'</script>"
    found = active(files, files, chromium)
    assert any(": ran " in each for each in found)
    assert any(each.startswith("asked for CONNECT elsewhere.example") for each in found)
    pages = {each.partition(".html")[0] for each in found if ".html: " in each}
    assert pages >= {"template", "lost"}


def test_a_page_without_anything_active_is_sound(chromium: Any) -> None:
    page = b"<!DOCTYPE html><title>a</title><p>&lt;script>hostile(1)&lt;/script> <a href='https://elsewhere.example/'>a</a>"
    assert active({"a.html": page}, ["a.html"], chromium) == []


@pytest.mark.parametrize("of_others", [False, True], ids=["own attacks", "public lists"])
def test_a_sample_does_no_harm(of_others: bool, tmp_path: Path, chromium: Any) -> None:
    lists = (public.injections, public.naughty_strings, public.markdown, public.yaml)
    texts = [*chain(*(spread(each(), 4) for each in lists))] if of_others else spread(attacks(), 16)
    tally = try_out(Tally("sample"), texts, tmp_path, chromium)
    assert tally.wrong == []
    assert tally.cases > 400 and tally.accepted > 150 and tally.refused > 200 and tally.pages > 50
