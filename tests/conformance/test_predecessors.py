"""What went wrong in the calendar feeds of the nearest projects: of each defect, that it cannot happen here.

The numbers are those of our list of them; each test names the project and what readers saw there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from campaign_calendar.problems import ContentError
from tests.campaigns import (
    EPOCH,
    TINY_CAMPAIGN,
    TINY_EVENTS,
    build_here,
    change,
    tree,
    write_campaign,
    write_content,
)
from tests.conformance.readers import READERS, with_icalendar
from tests.conformance.readers.occurrence import Moment, Occurrence, length
from tests.conformance.vevents import entries

TEN_YEARS = 10 * 365 * 24 * 3600
WALK = "events/gorge/bank-walk.yaml"
CLEANING = "events/source/source-cleaning.yaml"


def one(site: Path, id: str, path: str = "calendar.ics") -> Occurrence:
    """An entry as `icalendar` reads it from a feed of a built site."""
    found = with_icalendar.read((site / "output" / path).read_bytes())
    (entry,) = [each for each in found if each.uid.startswith(f"{id}@")]
    return entry


def understood(site: Path, id: str) -> Iterator[Occurrence]:
    """An entry of the feed of everything, as each reader on this machine reads it."""
    octets = (site / "output/calendar.ics").read_bytes()
    for reader in (each for each in READERS.values() if not each.missing()):
        (entry,) = [each for each in reader.read({"": octets})[""] if each.uid.startswith(f"{id}@")]
        yield entry


def feeds(output: Path) -> dict[str, bytes]:
    return {path: octets for path, octets in tree(output).items() if path.endswith(".ics")}


@pytest.mark.parametrize(
    ("start", "end", "exclusive"),
    [("2018-11-12", "2018-11-20", "20181121"), ("2018-11-15", "2018-11-15", "20181116")],
)
def test_row_01_an_event_of_whole_days_lasts_to_the_end_of_its_last(
    site: Path, start: str, end: str, exclusive: str
) -> None:
    """JesperDramsch/python-deadlines: DTEND was the last day, which calendars then left out."""
    _ends_on(site, start, end, exclusive)


@pytest.mark.parametrize(
    ("start", "end", "exclusive"),
    [
        ("2018-11-15", "2018-11-30", "20181201"),
        ("2018-12-20", "2018-12-31", "20190101"),
        ("2020-02-28", "2020-02-29", "20200301"),
    ],
)
def test_row_02_the_day_after_the_last_of_a_month_exists(site: Path, start: str, end: str, exclusive: str) -> None:
    """ruby-conferences/ruby-conferences.github.io: one was added to the date as a number, so that the 31st of
    November came after the 30th."""
    _ends_on(site, start, end, exclusive)


def _ends_on(site: Path, start: str, end: str, exclusive: str) -> None:
    change(site, WALK, "start: 2018-11-15\n", f"start: {start}\nend: {end}\n")
    build_here(site)
    octets = entries((site / "output/calendar.ics").read_bytes())["bank-walk@rivers.example"]
    assert f"\r\nDTSTART;VALUE=DATE:{start.replace('-', '')}\r\nDTEND;VALUE=DATE:{exclusive}\r\n".encode() in octets
    days = date.fromisoformat(end) - date.fromisoformat(start) + timedelta(days=1)
    for found in understood(site, "bank-walk"):
        assert length(found) == days


def test_row_03_an_event_that_moves_keeps_its_uid_and_counts_up(site: Path) -> None:
    """ruby-conferences/ruby-conferences.github.io: the date stood in the UID, and there was no DTSTAMP, so that a
    moved event left its ghost behind."""
    build_here(site)
    before = one(site, "bank-walk")
    change(site, WALK, "2018-11-15", "2018-11-16")
    build_here(site)
    after = one(site, "bank-walk")
    assert (before.start, after.start) == (date(2018, 11, 15), date(2018, 11, 16))
    assert after.sequence == before.sequence + 1
    assert after.last_modified == after.stamp == before.last_modified + timedelta(seconds=1)
    assert list(entries((site / "output/calendar.ics").read_bytes())).count(after.uid) == 1


def test_row_04_what_is_vague_or_off_does_not_look_firm(site: Path) -> None:
    """ruby-conferences/ruby-conferences.github.io: neither the status nor how exact a date is came into the feed."""
    build_here(site)
    assert "gorge-cleaning@rivers.example" not in entries((site / "output/calendar.ics").read_bytes())
    assert one(site, "source-cleaning").start == date(2018, 12, 2)
    assert one(site, "source-cleaning").summary == "सफाई के दिन, उद्गम (समय बाद में)"
    assert one(site, "delta-cleaning").summary == "रद्द: सफाई के दिन, मुहाना"
    assert one(site, "delta-cleaning", "en/calendar.ics").summary == "Cancelled: Cleaning days, Delta"
    assert one(site, "harbour-cleaning").summary == "स्थगित: सफाई के दिन, बंदरगाह"
    assert (one(site, "boat-meeting").summary, one(site, "boat-meeting").status) == (
        "संभावित: नाविकों की बैठक",
        "TENTATIVE",
    )


def test_row_05_a_year_later_every_octet_is_the_same(site: Path, tmp_path: Path) -> None:
    """paperswithcode/ai-deadlines, JesperDramsch/python-deadlines: DTSTAMP was the hour of the build, so that each
    build changed each event."""
    build_here(site)
    first = feeds(site / "output")
    build_here(site, epoch=EPOCH + 365 * 24 * 3600)
    assert feeds(site / "output") == first
    elsewhere = tmp_path / "elsewhere"
    build_here(site, elsewhere, epoch=EPOCH + 365 * 24 * 3600, published=str(site / "output"))
    assert feeds(elsewhere) == first


def test_row_06_a_cancelled_event_stays_marked_and_counts_up(site: Path) -> None:
    """pretalx/pretalx: no STATUS, no SEQUENCE and no LAST-MODIFIED, and what was cancelled just vanished."""
    build_here(site)
    before = one(site, "bank-walk")
    change(site, WALK, "start:", "status: cancelled\nstart:")
    build_here(site, epoch=EPOCH + 60)
    for path in ("calendar.ics", "areas/riverland.ics", "areas/upper.ics", "areas/gorge.ics", "phases/survey.ics"):
        after = one(site, "bank-walk", path)
        assert (after.summary, after.status, after.transparency) == ("रद्द: तट की सैर", "CONFIRMED", "TRANSPARENT")
        assert after.start == before.start
        assert after.sequence == before.sequence + 1
        assert after.last_modified == before.last_modified + timedelta(seconds=60)
    assert one(site, "bank-walk", "events/bank-walk.ics") == one(site, "bank-walk")


def test_row_06_with_status_it_is_cancelled_in_so_many_words(site: Path) -> None:
    change(site, "campaign.yaml", "cancelled: mark", "cancelled: status")
    build_here(site)
    assert (one(site, "delta-cleaning").status, one(site, "delta-cleaning").summary) == (
        "CANCELLED",
        "रद्द: सफाई के दिन, मुहाना",
    )


def test_row_07_lines_are_escaped_and_folded_by_octets(site: Path) -> None:
    """JesperDramsch/python-deadlines: commas stood bare, ORGANIZER twice and without an address, and lines were
    folded at 72 characters, which are 216 octets of Hindi."""
    long = "क्षेत्रीय कार्यशाला, भाग 1; " * 8 + "C:\\Notes"
    title = json.dumps(long, ensure_ascii=False)
    change(site, WALK, "title: {hi: तट की सैर, en: Walk along the bank}", f"title: {title}")
    build_here(site)
    octets = entries((site / "output/calendar.ics").read_bytes())["bank-walk@rivers.example"]
    lines = octets.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert b"ORGANIZER" not in octets
    # node-ical takes every backslash before an n for a line break.
    assert {each.summary.replace("\\\n", "\\N") for each in understood(site, "bank-walk")} == {long}


def test_row_08_the_file_of_one_event_has_the_feeds_uid_and_an_ascii_name(site: Path) -> None:
    """JesperDramsch/python-deadlines: its UID was the hour of the click, and a Hindi title was saved as _____.ics."""
    build_here(site)
    names = sorted(path.name for path in (site / "output/events").glob("*.ics"))
    assert names == [
        "bank-walk.ics",
        "bird-count.ics",
        "boat-meeting.ics",
        "delta-cleaning.ics",
        "first-training.ics",
        "harbour-cleaning.ics",
        "source-cleaning.ics",
    ]
    for name in names:
        (uid,) = entries((site / "output/events" / name).read_bytes())
        assert uid == f"{name.removesuffix('.ics')}@rivers.example"
        assert uid in entries((site / "output/calendar.ics").read_bytes())


def test_row_09_every_event_has_its_uid_run_after_run(site: Path, tmp_path: Path) -> None:
    """scientific-python/yaml2ics: an event had a UID only where somebody wrote one, and DTSTAMP was now."""
    build_here(site)
    build_here(site, tmp_path / "other", epoch=EPOCH + 1000, published="none")
    first = entries((site / "output/calendar.ics").read_bytes())
    other = entries((tmp_path / "other/calendar.ics").read_bytes())
    assert list(first) == list(other)
    assert list(first) == [
        "first-training@rivers.example",
        "phase.survey@rivers.example",
        "bank-walk@rivers.example",
        "bird-count@rivers.example",
        "boat-meeting@rivers.example",
        "phase.cleaning-days@rivers.example",
        "source-cleaning@rivers.example",
        "delta-cleaning@rivers.example",
        "harbour-cleaning@rivers.example",
    ]


def test_row_10_two_events_of_one_title_are_two_and_a_new_title_makes_no_third(site: Path) -> None:
    """scraly/developers-conferences-agenda: the UID was made of the title and the year."""
    twin = (site / "content" / WALK).read_text(encoding="utf-8").replace("id: bank-walk", "id: bank-walk-2")
    write_content(site, {"events/gorge/bank-walk-2.yaml": twin})
    build_here(site)
    assert one(site, "bank-walk").summary == one(site, "bank-walk-2").summary == "तट की सैर"
    uids = set(entries((site / "output/calendar.ics").read_bytes()))
    change(site, WALK, "तट की सैर", "नदी की सैर")
    build_here(site)
    assert set(entries((site / "output/calendar.ics").read_bytes())) == uids
    assert one(site, "bank-walk").summary == "नदी की सैर"


def test_row_11_what_is_over_stays_with_its_status(site: Path, tmp_path: Path) -> None:
    """lesion/gancio: a feed began yesterday, and each STATUS was CONFIRMED."""
    _is_the_same_ten_years_later(site, tmp_path)
    assert one(site, "boat-meeting").status == "TENTATIVE"


def test_row_12_a_feed_is_not_only_about_the_future(site: Path, tmp_path: Path) -> None:
    """hackgvl/hackgreenville-com: who subscribed late, or looked back, saw nothing."""
    _is_the_same_ten_years_later(site, tmp_path)
    change(site, WALK, "start: 2018-11-15", "start: 2018-11-16")
    build_here(site, tmp_path / "moved", epoch=EPOCH + TEN_YEARS, published=str(tmp_path / "later"))
    assert (
        entries((tmp_path / "moved/calendar.ics").read_bytes()).keys()
        == entries((site / "output/calendar.ics").read_bytes()).keys()
    )


def _is_the_same_ten_years_later(site: Path, tmp_path: Path) -> None:
    build_here(site)
    build_here(site, tmp_path / "later", epoch=EPOCH + TEN_YEARS, published=str(site / "output"))
    assert feeds(tmp_path / "later") == feeds(site / "output")


@pytest.mark.parametrize(
    ("zone", "start", "end", "instants"),
    [
        ("Europe/Berlin", "2026-03-28 18:00", "2026-03-28 20:00", ("2026-03-28T17:00", "2026-03-28T19:00")),
        ("Europe/Berlin", "2026-03-29 18:00", "2026-03-29 20:00", ("2026-03-29T16:00", "2026-03-29T18:00")),
        ("Europe/Berlin", "2026-10-24 20:00", "2026-10-25 04:00", ("2026-10-24T18:00", "2026-10-25T03:00")),
        ("America/New_York", "2026-03-08 12:00", "2026-03-08 13:00", ("2026-03-08T16:00", "2026-03-08T17:00")),
        ("America/New_York", "2026-03-07 12:00", "2026-03-07 13:00", ("2026-03-07T17:00", "2026-03-07T18:00")),
        ("Australia/Sydney", "2026-04-04 12:00", "2026-04-05 12:00", ("2026-04-04T01:00", "2026-04-05T02:00")),
        ("Australia/Sydney", "2026-10-03 12:00", "2026-10-04 12:00", ("2026-10-03T02:00", "2026-10-04T01:00")),
        ("Asia/Kathmandu", "2026-04-04 12:00", "2026-04-04 13:00", ("2026-04-04T06:15", "2026-04-04T07:15")),
    ],
)
def test_row_13_hours_are_right_in_a_zone_with_summer_time(
    tmp_path: Path, zone: str, start: str, end: str, instants: tuple[str, str]
) -> None:
    """ThaiProgrammer/tech-events-calendar: seven was taken off the hour: right in one city, where clocks stay."""
    campaign = TINY_CAMPAIGN.replace("Europe/Berlin", zone).replace("2018-11-10", "2026-01-01")
    (path,) = TINY_EVENTS
    event = TINY_EVENTS[path].replace("2018-11-22 17:30", start).replace("19:00", end)
    write_campaign(tmp_path, campaign=campaign.replace("2018-11-30", "2026-12-31"), events={path: event}, notes={})
    build_here(tmp_path)
    meant = tuple(
        Moment(zone, datetime.fromisoformat(wall), datetime.fromisoformat(instant).replace(tzinfo=UTC))
        for wall, instant in zip((start, end), instants, strict=True)
    )
    for found in understood(tmp_path, "reading-evening"):
        assert (found.start, found.end) == meant


@pytest.mark.parametrize(
    ("new", "place", "rule", "value"),
    [
        # an end a year before its start
        ("start: 2018-11-15\nend: 2017-11-16\n", "6:6", "end-before-start", "2017-11-16"),
        # `data` for `date`
        ("strat: 2018-11-15\n", "5:1", "unknown-key-near", "strat"),
    ],
)
def test_row_14_what_cannot_be_meant_is_refused_with_its_line(
    site: Path, new: str, place: str, rule: str, value: str
) -> None:
    """paperswithcode/ai-deadlines: one event ended a year before its start, another had a misspelt key."""
    change(site, WALK, "start: 2018-11-15\n", new)
    with pytest.raises(ContentError) as refused:
        build_here(site)
    found = {
        (f"{each.place.file}:{each.place.line}:{each.place.column}", each.rule, dict(each.values).get("value"))
        for each in refused.value.problems
        if each.level == "error"
    }
    assert (f"content/{WALK}:{place}", rule, value) in found
    assert not (site / "output").exists()


def test_row_15_a_file_may_be_renamed(site: Path) -> None:
    """Finkregh/hugo-theme-component-ical: the UID came from the path of the file, and no line was folded."""
    build_here(site)
    before = feeds(site / "output")
    (site / "content" / WALK).rename(site / "content/events/walk.yaml")
    (site / "content" / CLEANING).rename(site / "content/events/gorge/0.yaml")
    build_here(site, epoch=EPOCH + 1000)
    assert feeds(site / "output") == before
