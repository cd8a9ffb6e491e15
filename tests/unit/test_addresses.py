"""Paths, links between them and addresses on the web lead where they should, and back."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign_calendar import addresses

# Few names, so that paths often share their first folders.
name = st.sampled_from(["en", "areas", "areas.html", "a", "b", "index.html", "calendar.ics"]) | st.text(
    "az09-_", min_size=1
)
path = st.lists(name, min_size=1, max_size=5).map("/".join)


@given(path, path)
def test_a_relative_link_leads_to_its_target(source: str, target: str) -> None:
    assert addresses.resolved(source, addresses.relative(source, target)) == target


@given(path, path)
def test_a_relative_link_is_the_one_that_browsers_follow(source: str, target: str) -> None:
    link = addresses.relative(source, target)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(source), link)) == target


@given(path, path)
def test_a_relative_link_is_never_empty_nor_from_the_root(source: str, target: str) -> None:
    link = addresses.relative(source, target)
    assert link
    assert not link.startswith("/")
    assert "./" not in link.replace("../", "")


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("index.html", "calendar.ics", "calendar.ics"),
        ("index.html", "areas/meerut.html", "areas/meerut.html"),
        ("areas/meerut.html", "index.html", "../index.html"),
        ("areas/meerut.html", "areas/hapur.html", "hapur.html"),
        ("areas/meerut.html", "areas/meerut.html", "meerut.html"),
        ("areas/meerut.html", "phases/survey.html", "../phases/survey.html"),
        ("en/areas/meerut.html", "areas/meerut.html", "../../areas/meerut.html"),
        ("areas/meerut.html", "en/areas/meerut.html", "../en/areas/meerut.html"),
        ("en/areas/meerut.html", "en/events/a.html#when", "../events/a.html#when"),
        ("en/index.html", "en/index.html", "index.html"),
    ],
)
def test_relative_links(source: str, target: str, link: str) -> None:
    assert addresses.relative(source, target) == link


@pytest.mark.parametrize(
    ("source", "link", "path"),
    [
        ("areas/meerut.html", "", "areas/meerut.html"),
        ("areas/meerut.html", "./hapur.html", "areas/hapur.html"),
        ("areas/meerut.html", "../areas/../index.html", "index.html"),
        ("areas/meerut.html", "../../outside.html", "../outside.html"),
        ("index.html", "../outside.html", "../outside.html"),
        ("index.html", "../../outside.html", "../../outside.html"),
        ("index.html", "../../a/../outside.html", "../../outside.html"),
    ],
)
def test_a_link_that_leads_out_of_the_site_shows_it(source: str, link: str, path: str) -> None:
    assert addresses.resolved(source, link) == path


@pytest.mark.parametrize(
    ("base", "path", "address"),
    [
        ("https://example.org/", "index.html", "https://example.org/"),
        ("https://example.org/", "en/index.html", "https://example.org/en/"),
        ("https://example.org/", "phases/index.html", "https://example.org/phases/"),
        ("https://example.org/drive/", "index.html", "https://example.org/drive/"),
        ("https://example.org/drive/", "areas/meerut.html", "https://example.org/drive/areas/meerut.html"),
        ("https://example.org/drive/", "calendar.ics", "https://example.org/drive/calendar.ics"),
        ("https://example.org/", "areas/the-index.html", "https://example.org/areas/the-index.html"),
        ("https://example.org/", "events/reindex.html", "https://example.org/events/reindex.html"),
    ],
)
def test_the_address_of_an_index_page_is_that_of_its_folder(base: str, path: str, address: str) -> None:
    assert addresses.absolute(base, path) == address


@pytest.mark.parametrize(
    ("path", "first", "other"),
    [
        ("index.html", "index.html", "en/index.html"),
        ("areas/meerut.ics", "areas/meerut.ics", "en/areas/meerut.ics"),
    ],
)
def test_the_first_language_lives_at_the_root(path: str, first: str, other: str) -> None:
    assert addresses.in_language(path, "hi", "hi") == first
    assert addresses.in_language(path, "en", "hi") == other


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (addresses.page("event", "reading-evening"), "events/reading-evening.html"),
        (addresses.page("area", "meerut"), "areas/meerut.html"),
        (addresses.page("phase"), "phases/index.html"),
        (addresses.page("note", "what-to-bring"), "notes/what-to-bring.html"),
        (addresses.month(2018, 3), "months/2018-03.html"),
        (addresses.feed(addresses.EVERYTHING), "calendar.ics"),
        (addresses.feed(addresses.feed_name("area", "meerut")), "areas/meerut.ics"),
        (addresses.feed(addresses.feed_name("event", "reading-evening")), "events/reading-evening.ics"),
        (addresses.uid("reading-evening", "example.org"), "reading-evening@example.org"),
        (addresses.uid("phase.survey", "example.org"), "phase.survey@example.org"),
    ],
)
def test_paths_and_uids(made: str, expected: str) -> None:
    assert made == expected


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("areas/meerut.html", True),
        ("assets/site.0123abcd.css", True),
        (".nojekyll", True),
        ("", False),
        ("/index.html", False),
        ("areas//meerut.html", False),
        ("areas/", False),
        ("areas/मेरठ.html", False),
        ("areas\\meerut.html", False),
        ("a b.html", False),
        ("c:index.html", False),
        ("index.html\n", False),
    ],
)
def test_a_safe_path_is_plain_ascii(path: str, safe: bool) -> None:
    assert bool(addresses.SAFE_PATH.fullmatch(path)) is safe
