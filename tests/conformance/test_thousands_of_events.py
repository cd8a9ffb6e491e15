"""A campaign of 2,000 events: every feed is understood, whatever its size."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from campaign_calendar.feedlint import lint
from tests.conformance.comparison import compared, told
from tests.conformance.readers import READERS
from tests.conformance.sites import THOUSANDS, Campaign
from tests.conformance.vevents import entries

MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def thousands(campaigns: Callable[[str], Campaign]) -> Campaign:
    return campaigns("thousands")


@pytest.mark.parametrize("name", READERS)
def test_every_occurrence_is_understood_as_it_was_meant(thousands: Campaign, name: str) -> None:
    reader = READERS[name]
    if reader.missing():
        pytest.skip(f"there is no {reader.missing()}")
    files = thousands.files_for(name)
    comparison = compared(name, reader.read(files), thousands.expected(files))
    assert not comparison.wrong, told(comparison.wrong)
    assert not comparison.limited
    assert comparison.occurrences >= THOUSANDS


def test_the_other_files_hold_octets_of_the_feed_of_everything(thousands: Campaign) -> None:
    """Most readers read only that one."""
    everything = entries(thousands.files["calendar.ics"])
    assert len(everything) > THOUSANDS
    for path, octets in thousands.files.items():
        assert entries(octets).items() <= everything.items(), path


def test_no_octet_of_any_file_is_against_the_standard(thousands: Campaign) -> None:
    sound: set[bytes] = set()
    assert [f"{path}: {fault}" for path, octets in thousands.files.items() for fault in lint(octets, sound)] == []


def test_the_feed_of_an_area_is_small_enough_for_everybody(thousands: Campaign) -> None:
    """Some calendars read no more than 1 MiB of a feed; where the whole is larger, those of areas are not."""
    sizes = {path: len(octets) for path, octets in thousands.files.items() if path.startswith("areas/district")}
    assert sizes
    assert max(sizes.values()) < MEBIBYTE
