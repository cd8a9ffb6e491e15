"""What all tests share: `tests.campaigns` can be imported from wherever they are run, and a site to work on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.campaigns import write_campaign


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the small campaign's content, not yet built."""
    folder = tmp_path / "site"
    folder.mkdir()
    write_campaign(folder)
    return folder


@pytest.fixture(scope="session")
def compiled_once() -> Iterator[None]:
    """For tests that build hundreds of times in one process: a template is read each time, but parsed and compiled
    only once as long as its text is the same."""
    with pytest.MonkeyPatch.context() as patching:
        for name in ("parse", "compile"):
            patching.setattr(jinja2.Environment, name, _remembered(getattr(jinja2.Environment, name)))
        yield


def _remembered(real: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[tuple[str | None, ...], Any] = {}

    def call(environment: jinja2.Environment, *texts: str | None) -> Any:
        if texts not in known:
            known[texts] = real(environment, *texts)
        return known[texts]

    return call
