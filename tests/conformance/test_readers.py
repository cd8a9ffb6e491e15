"""Readers of other makes understand every occurrence in every calendar file as it was meant."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from campaign_calendar.feedlint import lint
from tests.conformance import awkward
from tests.conformance.comparison import compared, told
from tests.conformance.readers import READERS
from tests.conformance.readers.limits import LIMITS, Limit
from tests.conformance.readers.occurrence import Moment
from tests.conformance.sites import Campaign


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    return available(request.param)


def available(name: str) -> str:
    missing = READERS[name].missing()
    if missing:
        pytest.skip(f"there is no {missing}")
    return name


def test_every_occurrence_is_understood_as_it_was_meant(campaign: Campaign, reader: str) -> None:
    files = campaign.files_for(reader)
    comparison = compared(reader, READERS[reader].read(files), campaign.expected(files))
    assert not comparison.wrong, told(comparison.wrong)
    assert comparison.occurrences >= len(files)


def test_no_octet_of_any_file_is_against_the_standard(campaign: Campaign) -> None:
    sound: set[bytes] = set()
    assert [f"{path}: {fault}" for path, octets in campaign.files.items() for fault in lint(octets, sound)] == []


# --- what is compared is worth comparing ---


@pytest.mark.parametrize("campaign", ["awkward"], indirect=True)
def test_the_awkward_campaign_has_everything_in_it(campaign: Campaign) -> None:
    found = [one for each in campaign.programmes for entry in each.entries.values() for one in entry]
    everything = "".join(each.summary + each.location + each.description for each in found)
    assert [each for each in awkward.NASTY if unicodedata.normalize("NFC", each) not in everything] == []
    assert {each.status for each in found} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}
    assert {each.transparency for each in found} == {"OPAQUE", "TRANSPARENT"}
    assert {type(each.start) for each in found} == {date, Moment}
    assert any(each.geo for each in found)
    assert any("," in name for each in found for name in each.categories)
    assert any(len(each.description) > 500 for each in found)
    assert any("\n\n" in each.description for each in found)
    assert len(campaign.programmes[0].content.events) == awkward.ONCE + len(awkward.SERIES)


@pytest.mark.parametrize(
    ("campaign", "limit"), [(each.seen_in, each) for each in LIMITS if each.reader in READERS], indirect=["campaign"]
)
def test_what_a_reader_is_excused_for_is_still_true(campaign: Campaign, limit: Limit) -> None:
    files = campaign.files_for(limit.reader)
    found = READERS[available(limit.reader)].read(files)
    comparison = compared(limit.reader, found, campaign.expected(files))
    assert comparison.limited[limit], f"{limit.reader} no longer {limit.reason}"


@pytest.mark.parametrize("campaign", ["german"], indirect=True)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"SUMMARY:Gartenrunde\r\n", b"SUMMARY:Gartenrunden\r\n"),
        (b"DTSTART;TZID=Europe/Berlin:20181103T100000\r\n", b"DTSTART;TZID=Europe/Berlin:20181103T110000\r\n"),
        (b"DTEND;VALUE=DATE:20181119\r\n", b"DTEND;VALUE=DATE:20181118\r\n"),
        (b"EXDATE;TZID=Europe/Berlin:20181114T170000\r\n", b""),
        (b"UNTIL=20181212T160000Z", b"UNTIL=20181205T160000Z"),
        (b"DTSTART;TZID=Europe/Berlin:20181206T173000\r\n", b"DTSTART;TZID=Europe/Berlin:20181206T170000\r\n"),
        (b"LOCATION:Alte M", b"LOCATION:Neue M"),
        (b"STATUS:TENTATIVE", b"STATUS:CONFIRMED"),
    ],
)
def test_what_is_otherwise_is_noticed(campaign: Campaign, reader: str, old: bytes, new: bytes) -> None:
    """Or else agreement would mean nothing."""
    changed = campaign.files["calendar.ics"].replace(old, new)
    assert changed != campaign.files["calendar.ics"]
    found = READERS[reader].read({"calendar.ics": changed})
    assert compared(reader, found, campaign.expected(found)).wrong
