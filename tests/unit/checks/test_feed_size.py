"""A feed that grows too large for calendars is told of by the build, which is the first to know."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar.checks import Checked, feed_size
from campaign_calendar.feeds import TAIL
from campaign_calendar.problems import ContentError
from tests.campaigns import build_here, tree, write_campaign


def warned(site: Path, **options: object) -> set[str]:
    """The paths of the feeds that a build warns of."""
    found: list[Checked] = []
    build_here(site, on_checked=found.append, **options)
    return {dict(each.values)["value"] for each in found[0].warnings if each.rule == "feed-size"}


def test_the_small_campaign_fits(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    assert warned(tmp_path) == set()


@pytest.mark.parametrize("limit", ["MOST_OCTETS", "MOST_EVENTS"])
def test_the_largest_feeds_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    write_campaign(tmp_path)
    build_here(tmp_path)
    output = tmp_path / "output"
    feeds = [each for each in output.rglob("*.ics") if each.parent.name != "events"]
    sizes = {each.relative_to(output).as_posix(): each.read_bytes().count(b"BEGIN:VEVENT") for each in feeds}
    if limit == "MOST_OCTETS":
        sizes = {each.relative_to(output).as_posix(): each.stat().st_size - len(TAIL) for each in feeds}
    least = min(sizes["calendar.ics"], sizes["en/calendar.ics"])
    monkeypatch.setattr(feed_size, limit, least - 1)
    assert warned(tmp_path, clean=True) == {path for path, size in sizes.items() if size >= least}


def test_where_warnings_fail_nothing_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_campaign(tmp_path)
    build_here(tmp_path)
    before = tree(tmp_path / "output")
    monkeypatch.setattr(feed_size, "MOST_EVENTS", 3)
    with pytest.raises(ContentError):
        build_here(tmp_path, strict=True, clean=True)
    assert tree(tmp_path / "output") == before
