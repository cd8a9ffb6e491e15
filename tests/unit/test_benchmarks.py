"""The sites that the bench writes for other programs hold the same programme; none of the programs is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.country import DISTRICTS, STATES, country
from benchmarks.eleventy_site import write_eleventy, write_eleventy_event
from benchmarks.hugo_site import write_hugo, write_hugo_event
from benchmarks.pelican_site import write_pelican, write_pelican_event
from benchmarks.programme import Event, programme, write_ours
from tests.campaigns import build_here

COUNT = 20
WRITERS = {
    "hugo": (write_hugo, write_hugo_event),
    "pelican": (write_pelican, write_pelican_event),
    "eleventy": (write_eleventy, write_eleventy_event),
}
Writing = tuple[Callable[[Path, Iterable[Event]], None], Callable[[Path, Event], None]]


@pytest.mark.parametrize("writing", WRITERS.values(), ids=WRITERS)
def test_each_event_has_its_file_with_all_that_is_known_of_it(writing: Writing, tmp_path: Path) -> None:
    write, write_event = writing
    write(tmp_path, programme(COUNT))
    files = {file.stem: file for file in (tmp_path / "content" / "events").glob("district-*.md")}
    assert set(files) == {event.id for event in programme(COUNT)}
    for event in programme(COUNT):
        text = files[event.id].read_text(encoding="utf-8")
        told = (event.title, event.phase, event.area, event.venue, event.address, event.description)
        assert [each for each in told if each not in text] == []
        assert all(f"{day:%Y-%m-%d}" in text for day in (event.start, event.end))
    edited = replace(event, title="Another title")
    write_event(tmp_path, edited)
    assert edited.title in files[event.id].read_text(encoding="utf-8")


def test_a_country_can_be_built_in_several_languages(tmp_path: Path) -> None:
    areas = country()
    districts = [area for area in areas if area.level == "district"]
    assert (len(areas), len(districts)) == (1 + STATES + DISTRICTS, DISTRICTS)
    few = [areas[0], *(area for area in areas if area.id in ("state-02", "district-001", "district-029"))]
    write_ours(tmp_path, programme(4, districts=few[2:]), few, ("hi", "en"))
    build_here(tmp_path)
    for area in few:
        assert (tmp_path / "output" / "en" / "areas" / f"{area.id}.ics").is_file()
