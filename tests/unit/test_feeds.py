"""Which entries stand in which feed, and what opens and closes a feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from campaign_calendar import feeds, zones
from campaign_calendar.model import (
    Area,
    Campaign,
    Days,
    Event,
    Hours,
    Language,
    Level,
    Phase,
    Run,
    Site,
    Status,
    Text,
)
from campaign_calendar.theme import own_folder, words
from campaign_calendar.wording import Wording

# riverland → upper, lower (regions) → source, gorge | delta, harbour (districts); ward lies in source
TREE = {
    "riverland": ("upper", "lower"),
    "upper": ("source", "gorge"),
    "source": ("ward",),
    "ward": (),
    "gorge": (),
    "lower": ("delta", "harbour"),
    "delta": (),
    "harbour": (),
}
EVERYWHERE = " ".join(TREE)


def both(hindi: str, english: str) -> Text:
    return Text((Run(hindi, "hi"), Run(english, "en")))


def above(area: str) -> tuple[str, ...]:
    parent = next((parent for parent, children in TREE.items() if area in children), None)
    return (parent, *above(parent)) if parent else ()


AREAS = tuple(
    Area(id, both(f"क्षेत्र {id}", id.title()), "level", above(id), TREE[id], tuple(o for o in TREE if id in above(o)))
    for id in TREE
)
LANGUAGES = (Language("hi", "hi_IN", "ltr"), Language("en", "en_IN", "ltr"))
HINDI, ENGLISH = (Wording(each, words((own_folder(),), each.code)) for each in LANGUAGES)
CAMPAIGN = Campaign(
    name=both("नदी अभियान", "River drive"),
    summary=both("दो क्षेत्र, एक चरण", "Two regions, one phase"),
    url="https://rivers.example/drive/",
    uid_domain="rivers.example",
    languages=LANGUAGES,
    timezone="Asia/Kolkata",
    days=Days(date(2018, 11, 10), date(2018, 12, 20)),
    levels=(Level("level", both("स्तर", "Level")),),
    cancelled_as_status=False,
    default_duration=120,
    contacts_in_feeds=False,
)


def phase(id: str, area: str = "riverland") -> Phase:
    days = Days(date(2018, 11, 21), date(2018, 11, 30))
    return Phase(id, both(f"चरण {id}", id.title()), days, area, None, entry=True, color="#000000", notes=())


def event(areas: str, concerns: str = "", *, of: str | None = None, when: Days | Hours | None = None) -> Event:
    occurrences = (when or Days(date(2018, 11, 22), date(2018, 11, 22)),)
    title = both("आयोजन", "An event")
    return Event(
        "an-event", title, tuple(areas.split()), tuple(concerns.split()), of, occurrences, None, Status.CONFIRMED
    )


SITE = Site(CAMPAIGN, AREAS, (phase("survey"), phase("training", "upper")), (), ())


def area_feeds(names: frozenset[str]) -> str:
    """The areas among the names of feeds, in the order of the tree."""
    return " ".join(area for area in TREE if f"areas/{area}" in names)


@pytest.mark.parametrize(
    ("area", "concerned", "shown"),
    [
        # in an area: its own feed, the ones above, and the ones below, which it concerns
        ("riverland", "", EVERYWHERE),
        ("upper", "", "riverland upper source ward gorge"),
        ("source", "", "riverland upper source ward"),
        ("ward", "", "riverland upper source ward"),
        ("delta", "", "riverland lower delta"),
        # in two areas
        ("gorge delta", "", "riverland upper gorge lower delta"),
        # in one area, for others: these, what is above them and below them; of its own only what is above
        ("delta", "upper", "riverland upper source ward gorge lower delta"),
        ("delta", "riverland", EVERYWHERE),
        ("delta", "harbour", "riverland lower delta harbour"),
        ("delta", "gorge harbour", "riverland upper gorge lower delta harbour"),
        # in a wide area, for a narrow one alone
        ("upper", "gorge", "riverland upper gorge"),
        ("riverland", "ward", "riverland upper source ward"),
        # for itself and another
        ("delta", "delta harbour", "riverland lower delta harbour"),
    ],
)
def test_the_areas_whose_feeds_show_an_event(area: str, concerned: str, shown: str) -> None:
    an_event = event(area, concerned)
    assert area_feeds(feeds.of_event(an_event, SITE)) == shown
    assert feeds.areas_of_event(an_event, SITE) == set(shown.split())


@pytest.mark.parametrize(
    ("area", "shown"),
    [
        ("riverland", EVERYWHERE),
        ("upper", "riverland upper source ward gorge"),
        ("delta", "riverland lower delta"),
    ],
)
def test_the_areas_whose_feeds_show_a_phase(area: str, shown: str) -> None:
    assert area_feeds(feeds.of_phase(phase("survey", area), SITE)) == shown
    assert feeds.areas_of_phase(phase("survey", area), SITE) == set(shown.split())


def test_an_event_stands_in_the_feed_of_everything_and_of_its_phase() -> None:
    others = feeds.of_event(event("delta", of="survey"), SITE)
    assert others == {"calendar", "areas/riverland", "areas/lower", "areas/delta", "phases/survey"}
    assert feeds.of_event(event("delta"), SITE) == others - {"phases/survey"}


def test_a_phase_stands_in_the_feed_of_everything_and_in_its_own() -> None:
    assert feeds.of_phase(phase("survey", "delta"), SITE) == {
        "calendar",
        "phases/survey",
        "areas/riverland",
        "areas/lower",
        "areas/delta",
    }


def test_there_is_a_feed_for_everything_each_area_and_each_phase() -> None:
    assert feeds.names(SITE) == (
        "calendar",
        *(f"areas/{area}" for area in TREE),
        "phases/survey",
        "phases/training",
    )


# --- titles ---


@pytest.mark.parametrize(
    ("name", "hindi", "english"),
    [
        ("calendar", "नदी अभियान", "River drive"),
        ("areas/upper", "क्षेत्र upper · नदी अभियान", "Upper · River drive"),
        ("phases/survey", "चरण survey · नदी अभियान", "Survey · River drive"),
    ],
)
def test_the_name_of_a_calendar(name: str, hindi: str, english: str) -> None:
    assert (feeds.title(name, SITE, HINDI), feeds.title(name, SITE, ENGLISH)) == (hindi, english)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Rivers, banks, birds", "Rivers · banks · birds"),
        ("Rivers,banks", "Rivers banks"),
        ("Rivers; banks", "Rivers · banks"),
    ],
)
def test_the_name_of_a_calendar_has_neither_commas_nor_semicolons(typed: str, shown: str) -> None:
    """Readers disagree on how these are escaped there."""
    site = replace(SITE, campaign=replace(CAMPAIGN, name=both("x", typed)))
    assert feeds.title("calendar", site, ENGLISH) == shown


def test_an_area_and_a_phase_of_one_id_have_names_of_their_own() -> None:
    site = replace(SITE, phases=(phase("upper"),))
    assert feeds.title("phases/upper", site, HINDI) == "चरण upper · नदी अभियान"
    assert feeds.title("areas/upper", site, HINDI) == "क्षेत्र upper · नदी अभियान"


# --- what opens a feed ---


def unfolded(octets: bytes) -> list[str]:
    return octets.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_the_head_of_the_feed_of_everything() -> None:
    assert unfolded(feeds.head("calendar", SITE, HINDI, zone=())) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Campaign Calendar//NONSGML Campaign Calendar//EN",
        "CALSCALE:GREGORIAN",
        "NAME:नदी अभियान",
        "X-WR-CALNAME:नदी अभियान",
        "DESCRIPTION:दो क्षेत्र\\, एक चरण",
        "X-WR-CALDESC:दो क्षेत्र\\, एक चरण",
        "X-WR-TIMEZONE:Asia/Kolkata",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "SOURCE;VALUE=URI:https://rivers.example/drive/calendar.ics",
        "URL:https://rivers.example/drive/",
    ]


@pytest.mark.parametrize(
    ("name", "language", "source", "page"),
    [
        ("calendar", ENGLISH, "en/calendar.ics", "en/"),
        ("areas/upper", HINDI, "areas/upper.ics", "areas/upper.html"),
        ("areas/upper", ENGLISH, "en/areas/upper.ics", "en/areas/upper.html"),
        ("phases/survey", HINDI, "phases/survey.ics", "phases/survey.html"),
    ],
)
def test_a_feed_names_its_own_address_and_its_page(name: str, language: Wording, source: str, page: str) -> None:
    lines = unfolded(feeds.head(name, SITE, language, zone=()))
    assert lines[-2:] == [
        f"SOURCE;VALUE=URI:https://rivers.example/drive/{source}",
        f"URL:https://rivers.example/drive/{page}",
    ]


def test_without_an_address_of_the_site_the_head_names_none() -> None:
    site = replace(SITE, campaign=replace(CAMPAIGN, url=None, summary=None))
    lines = unfolded(feeds.head("calendar", site, ENGLISH, zone=()))
    assert lines[4:] == [
        "NAME:River drive",
        "X-WR-CALNAME:River drive",
        "DESCRIPTION:River drive",
        "X-WR-CALDESC:River drive",
        "X-WR-TIMEZONE:Asia/Kolkata",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]


def test_the_zone_comes_last_before_the_events() -> None:
    zone = ("BEGIN:VTIMEZONE", "TZID:Asia/Kolkata", "END:VTIMEZONE")
    assert unfolded(feeds.head("calendar", SITE, ENGLISH, zone))[-3:] == list(zone)


@pytest.mark.parametrize("name", ["calendar", "areas/upper", "phases/survey"])
@pytest.mark.parametrize("unwanted", ["METHOD", "UID", "LAST-MODIFIED", "DTSTAMP"])
def test_a_head_has_nothing_that_harms_or_ages(name: str, unwanted: str) -> None:
    lines = unfolded(feeds.head(name, SITE, ENGLISH, feeds.zone_lines(SITE)))
    assert not [line for line in lines if line.startswith(unwanted)]


def test_the_file_of_one_event_names_no_address_to_look_at_again() -> None:
    plain = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Campaign Calendar//NONSGML Campaign Calendar//EN"]
    plain.append("CALSCALE:GREGORIAN")
    assert unfolded(feeds.copy_head(SITE, with_zone=False)) == plain
    assert unfolded(feeds.copy_head(SITE, with_zone=True)) == [*plain, *feeds.zone_lines(SITE)]


def test_a_component_names_its_zone_only_with_hours() -> None:
    timed = b"BEGIN:VEVENT\r\nSEQUENCE:0\r\nDTSTART;TZID=Asia/Kolkata:20181122T173000\r\n"
    assert feeds.names_zone(timed)
    assert not feeds.names_zone(timed.replace(b";TZID=Asia/Kolkata:20181122T173000", b";VALUE=DATE:20181122"))
    assert not feeds.names_zone(b"BEGIN:VEVENT\r\nSUMMARY:DTSTART;TZID=\r\n DTSTART;TZID=\r\n")


def test_the_zone_is_right_for_the_campaign_and_every_event() -> None:
    """An event far outside the campaign's winter days brings the rules of summer time with it."""
    berlin = replace(SITE, campaign=replace(CAMPAIGN, timezone="Europe/Berlin"))
    start = zones.localised(datetime(2019, 7, 1, 18, 0), "Europe/Berlin")
    summer = replace(berlin, events=(event("delta", when=Hours(start, None)),))
    assert [line for line in feeds.zone_lines(berlin) if line.startswith("BEGIN")] == [
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
    ]
    assert [line for line in feeds.zone_lines(summer) if line.startswith(("BEGIN", "RRULE"))] == [
        "BEGIN:VTIMEZONE",
        "BEGIN:DAYLIGHT",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "BEGIN:STANDARD",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]
