"""What all tests share: `tests.campaigns` can be imported from wherever they are run, and a site to work on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from campaign_calendar import release
from tests.campaigns import write_campaign
from tests.instruments import browser

settings.register_profile("any machine", deadline=None)  # a busy one is no fault
settings.load_profile("any machine")

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"  # as in continuous integration: a skip is a failure
MADE: dict[object, Any] = {}  # what templates were parsed and compiled to


def pytest_sessionstart() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background of a shell, and by children


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the small campaign's content, not yet built."""
    folder = tmp_path / "site"
    folder.mkdir()
    write_campaign(folder)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The one browser of all tests."""
    with browser() as found:
        yield found


@pytest.fixture(scope="session", autouse=True)
def quick_builds() -> Iterator[None]:
    """In the thousands of builds of this process a template is read each time, but parsed and compiled only once as
    long as its text is the same; and nothing is synced, which only a power failure would tell."""
    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(release, "_sync", lambda _: None)
        for name in ("parse", "compile"):
            patching.setattr(jinja2.Environment, name, _remembered(getattr(jinja2.Environment, name)))
        yield


def _remembered(real: Callable[..., Any]) -> Callable[..., Any]:
    def call(environment: jinja2.Environment, *texts: str | None) -> Any:
        if (real, texts) not in MADE:
            MADE[real, texts] = real(environment, *texts)
        return MADE[real, texts]

    return call
