"""What stands in feeds, octet by octet, and which feed holds what."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from campaign_calendar.problems import ContentError
from tests.campaigns import build_here, change, write_content
from tests.conformance.readers import READERS, with_icalendar
from tests.conformance.sites import Campaign, finished
from tests.conformance.vevents import entries

# --- what opens a calendar ---


def test_readers_understand_what_a_feed_says_of_itself(campaign: Campaign) -> None:
    for programme in campaign.programmes:
        content = programme.content
        about = content.text(content.campaign.get("summary") or content.campaign["name"])
        for name in programme.feeds:
            title, source = content.feed(name), content.address(f"{name}.ics")
            page = content.address("" if name == "calendar" else f"{name}.html")
            whole_file = campaign.files[content.path(f"{name}.ics")]
            octets = whole_file[: whole_file.index(b"END:VEVENT\r\n")] + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
            calendar = icalendar.Calendar.from_ical(octets)
            other = vobject.readOne(octets.decode())
            third = IcsCalendarStream.calendar_from_ics(octets.decode())
            assert other.contents["name"][0].value == title, name
            assert third.name == [title]
            # `icalendar` takes both for properties of an unknown type, and leaves them as they were written.
            assert calendar["NAME"] == calendar["X-WR-CALNAME"] == title.replace("\\", "\\\\")
            assert str(calendar["DESCRIPTION"]) == other.contents["description"][0].value == about
            assert calendar["X-WR-TIMEZONE"] == third.x_wr_timezone == content.campaign["timezone"]
            assert calendar["REFRESH-INTERVAL"].dt == third.refresh_interval == timedelta(hours=6)
            assert calendar["X-PUBLISHED-TTL"] == "PT6H"
            assert calendar["SOURCE"] == third.source == source
            assert calendar["URL"] == third.url == page
            assert (calendar["VERSION"], calendar["CALSCALE"]) == ("2.0", "GREGORIAN")


# --- the octets ---


def test_an_entry_has_the_same_octets_wherever_it_stands(campaign: Campaign) -> None:
    """In every feed of a language, and in the file that adds just this event."""
    for programme in campaign.programmes:
        everything = entries(campaign.files[programme.content.path("calendar.ics")])
        for path in programme.files():
            for uid, octets in entries(campaign.files[path]).items():
                if not uid.startswith("campaign@"):
                    assert octets == everything[uid], f"{uid} in {path}"


def test_there_is_a_file_for_each_feed_and_each_dated_event_and_no_other(campaign: Campaign) -> None:
    assert sorted(campaign.files) == sorted(path for each in campaign.programmes for path in each.files())


def test_lines_are_short_and_whole_and_end_as_they_should(campaign: Campaign) -> None:
    for path, octets in campaign.files.items():
        assert octets.startswith(b"BEGIN:VCALENDAR\r\n"), path
        assert octets.endswith(b"\r\nEND:VCALENDAR\r\n"), path
        lines = octets.removesuffix(b"\r\n").split(b"\r\n")
        assert all(0 < len(line) <= 75 for line in lines), path
        assert not any(b"\r" in line or b"\n" in line for line in lines), path
        for line in lines:
            line.decode("utf-8")


@pytest.mark.parametrize(
    "unwanted", ["METHOD", "ORGANIZER", "ATTENDEE", "BEGIN:VALARM", "COMMENT", "CREATED", "CONFERENCE"]
)
def test_no_file_has_what_harms(campaign: Campaign, unwanted: str) -> None:
    for path, octets in campaign.files.items():
        lines = octets.decode().replace("\r\n ", "").split("\r\n")
        assert not [line for line in lines if line.startswith(unwanted)], path


def test_no_calendar_has_a_uid_and_none_is_empty(campaign: Campaign) -> None:
    """With a UID of the calendar some subscribers keep one event only."""
    for path, octets in campaign.files.items():
        head, event, _ = octets.partition(b"BEGIN:VEVENT\r\n")
        assert event, path
        assert b"\r\nUID" not in head, path


def test_a_zone_stands_in_a_file_that_names_it_and_in_no_other(campaign: Campaign) -> None:
    for path, octets in campaign.files.items():
        assert octets.count(b"BEGIN:VTIMEZONE") == (1 if b"\r\nDTSTART;TZID=" in octets else 0), path


def test_an_event_without_a_date_is_in_no_calendar(campaign: Campaign) -> None:
    undated = [id for id, event in campaign.programmes[0].content.events.items() if "start" not in event]
    for path, octets in campaign.files.items():
        text = octets.decode().replace("\r\n ", "")
        assert not [id for id in undated if f"UID:{id}@" in text], path
    assert not [id for id in undated if f"events/{id}.ics" in campaign.files]


@pytest.mark.parametrize("campaign", ["small"], indirect=True)
def test_a_draft_is_in_no_calendar(campaign: Campaign) -> None:
    assert not [
        path for path, octets in campaign.files.items() if b"closing-feast" in octets or "closing-feast" in path
    ]


# --- feeds that would be empty ---

OWN_DAYS = "campaign@rivers.example"


def test_a_campaign_without_events_and_phases_tells_its_own_days(site: Path) -> None:
    """Nobody is left to wonder whether the subscription worked."""
    campaign = (site / "content/campaign.yaml").read_text(encoding="utf-8")
    without = re.sub(r"^phases:\n(?:[ -].*\n)+", "", campaign, flags=re.MULTILINE)
    for path in ("events", "notes"):
        for file in (site / "content" / path).rglob("*.*"):
            file.unlink()
    write_content(site, {"campaign.yaml": without})
    build_here(site)
    built_site = finished(site / "content", site / "output")
    assert sorted(built_site.files) == sorted(
        f"{folder}{name}.ics"
        for folder in ("", "en/")
        for name in ("calendar", *(f"areas/{area}" for area in built_site.programmes[0].content.above))
    )
    for reader in (each for each in READERS.values() if not each.missing()):
        found = reader.read(built_site.files)
        assert found == built_site.expected(built_site.files)
        assert {tuple(each.uid for each in occurrences) for occurrences in found.values()} == {(OWN_DAYS,)}
    (own,) = with_icalendar.read(built_site.files["en/areas/delta.ics"])
    assert (own.start, own.end) == (date(2018, 11, 10), date(2018, 12, 21))
    assert (own.summary, own.url) == ("River cleaning drive", "https://rivers.example/drive/en/")


def test_an_area_outside_every_phase_tells_the_campaigns_own_days(site: Path) -> None:
    campaign = (site / "content/campaign.yaml").read_text(encoding="utf-8")
    upper = re.sub(r"(    ends: 2018-11-30\n|    ends: 2018-12-20\n)", r"\1    area: upper\n", campaign)
    for file in ("delta/delta-cleaning", "delta/boat-meeting", "harbour/harbour-cleaning", "harbour/closing-feast"):
        (site / f"content/events/{file}.yaml").unlink()
    write_content(site, {"campaign.yaml": upper})
    build_here(site)
    files = finished(site / "content", site / "output").files
    for area in ("lower", "delta", "harbour"):
        for path in (f"areas/{area}.ics", f"en/areas/{area}.ics"):
            assert [each.uid for each in with_icalendar.read(files[path])] == [OWN_DAYS]
    assert OWN_DAYS.encode() not in files["calendar.ics"] + files["areas/riverland.ics"] + files["areas/upper.ics"]


def test_a_phase_that_is_no_entry_and_has_no_event_tells_the_campaigns_own_days(site: Path) -> None:
    (site / "content/events/source/first-training.yaml").unlink()
    for file in (site / "content/notes").glob("what-to-bring*"):
        file.write_text(file.read_text(encoding="utf-8").replace("[](event:first-training)", ""), encoding="utf-8")
        file.write_text(file.read_text(encoding="utf-8").replace("events: [first-training]\n", ""), encoding="utf-8")
    build_here(site)
    octets = (site / "output/phases/training.ics").read_bytes()
    assert [each.uid for each in with_icalendar.read(octets)] == [OWN_DAYS]


# --- feeds once published ---


def test_a_published_feed_does_not_vanish_without_a_word(site: Path) -> None:
    """An area that had nothing of its own is taken out: whoever subscribed to it would get 404 from now on."""
    area = "          - {id: creek, level: district, name: {hi: नाला, en: Creek}}\n"
    delta = "          - {id: delta, level: district"
    change(site, "campaign.yaml", delta, area + delta)
    build_here(site)
    assert (site / "output/areas/creek.ics").exists()
    change(site, "campaign.yaml", area, "")
    with pytest.raises(ContentError) as refused:
        build_here(site, published=str(site / "output"))
    told = {(each.rule, each.level) for each in refused.value.problems if "creek" in str(each.values)}
    assert told == {("vanished", "error")}


# --- names at their limits ---


def test_an_event_with_an_id_of_80_characters_is_built_and_read(site: Path) -> None:
    """Its UID is longer than a line, and so is folded."""
    id = "-".join(["a-very-long-name"] * 4 + ["twelve-chars"])
    assert len(id) == 80
    change(site, "events/source/source-cleaning.yaml", "id: source-cleaning", f"id: {id}")
    build_here(site)
    octets = (site / "output" / "events" / f"{id}.ics").read_bytes()
    for reader in (each for each in READERS.values() if not each.missing()):
        (found,) = reader.read({"": octets})[""]
        assert found.uid == f"{id}@rivers.example"
