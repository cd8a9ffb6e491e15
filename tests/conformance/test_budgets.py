"""What the pages of the shipped campaigns weigh, in the octets that a host sends: gzipped, as all of them do.

A kilobyte is 1,024 octets. A page's first flight, its own octets and its style sheet's, is to fit in the ten packets
that a server sends before it hears from the reader (RFC 6928), less what their headers take.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.browser.sites import BuiltSite, literacy_drive, real_programme
from tests.conformance.test_pages import Page, pages

FIRST_FLIGHT = 14 * 1024
SCRIPTS = 10 * 1024
PICTURE = 100 * 1024
REQUESTS = 3  # page, style and script; icons, the manifest and pictures come when there is time
OF_SEARCH = 5  # its own script and its index, too


@pytest.fixture(scope="module", params=[real_programme, literacy_drive], ids=lambda builder: builder.__name__)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return request.param(tmp_path_factory.mktemp("sites"))  # type: ignore[no-any-return]


@cache
def sent(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def loaded(page: Page) -> tuple[list[str], list[str]]:
    """The style sheets and the scripts that a page names."""
    sheets = [urljoin(page.path, each["href"]) for each in page.links("stylesheet")]
    return sheets, [urljoin(page.path, each["src"]) for each in page.all("script") if each["src"]]


def test_the_first_flight_carries_page_and_style(built: BuiltSite) -> None:
    sizes = {}
    for page in pages(built):
        sizes[page.path] = sum(sent(built.folder / path) for path in (page.path, *loaded(page)[0]))
    worst = max(sizes, key=lambda path: sizes[path])
    assert sizes[worst] <= FIRST_FLIGHT, f"{worst}: {sizes[worst]} octets"


def test_a_page_asks_for_its_style_and_one_script(built: BuiltSite) -> None:
    for page in pages(built):
        sheets, scripts = loaded(page)
        most = OF_SEARCH if built.split(page.path)[1] == "search.html" else REQUESTS
        assert 1 + len(sheets) + len(scripts) <= most, (page.path, sheets, scripts)


def test_all_scripts_together_are_small(built: BuiltSite) -> None:
    """But for the index of search, which is data. The service worker, which no page waits for, has a limit of its own
    where it is tested."""
    named = {path for page in pages(built) for path in loaded(page)[1]}
    scripts = {path for path in named if not re.match(r"assets/search-", path)}
    assert len(scripts) >= 2
    assert sum(sent(built.folder / path) for path in scripts) <= SCRIPTS, sorted(scripts)


def test_pictures_are_small(built: BuiltSite) -> None:
    files = [file for folder in ("media", "cards") for file in built.folder.glob(f"{folder}/**/*.[jp][pn]g")]
    assert files or built.name != "literacy drive"
    assert not [f"{file}: {size}" for file in files if (size := file.stat().st_size) > PICTURE]
