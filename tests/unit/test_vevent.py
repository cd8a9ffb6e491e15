"""An event, a phase and the campaign are written as exactly these calendar lines, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from campaign_calendar import vevent, zones
from campaign_calendar.model import (
    Area,
    Campaign,
    Contact,
    Days,
    Event,
    Expectation,
    Hours,
    Language,
    Level,
    Note,
    Phase,
    Run,
    Site,
    Status,
    Text,
    Venue,
)
from campaign_calendar.theme import own_folder, words
from campaign_calendar.wording import Wording


def both(hindi: str, english: str) -> Text:
    return Text((Run(hindi, "hi"), Run(english, "en")))


def hours(start: str, end: str | None = None, zone: str = "Asia/Kolkata") -> Hours:
    first = zones.localised(datetime.fromisoformat(start), zone)
    return Hours(first, zones.localised(datetime.fromisoformat(end), zone) if end else None)


LANGUAGES = (Language("hi", "hi_IN", "ltr"), Language("en", "en_IN", "ltr"))
WORDINGS = {each.code: Wording(each, words((own_folder(),), each.code)) for each in LANGUAGES}
CAMPAIGN = Campaign(
    name=both("नदी अभियान", "River drive"),
    summary=both("दो जिले, एक चरण", "Two districts, one phase"),
    url="https://rivers.example/",
    uid_domain="rivers.example",
    languages=LANGUAGES,
    timezone="Asia/Kolkata",
    days=Days(date(2018, 11, 10), date(2018, 12, 31)),
    levels=(Level("state", both("प्रदेश", "State")), Level("district", both("जिला", "District"))),
    cancelled_as_status=False,
    default_duration=120,
    contacts_in_feeds=False,
)
AREAS = (
    Area("riverland", both("नदी प्रदेश", "Riverland"), "state", (), ("source", "gorge"), ("source", "gorge")),
    Area("source", both("उद्गम", "Source"), "district", ("riverland",), (), ()),
    Area("gorge", both("घाटी", "Gorge"), "district", ("riverland",), (), ()),
)
SURVEY = Phase(
    "survey",
    both("सर्वेक्षण", "Survey"),
    Days(date(2018, 11, 13), date(2018, 11, 30)),
    "riverland",
    None,
    entry=True,
    color="#0a58a6",
    notes=(),
)
HALL = Venue(
    both("पंचायत भवन", "Village hall"), both("मेन रोड, उद्गम", "Main Road, Source"), ("28.591000", "-77.320000")
)
WALK = Event(
    id="bank-walk",
    title=both("तट की सैर", "Walk along the bank"),
    areas=("gorge",),
    concerns=(),
    phase=None,
    occurrences=(Days(date(2018, 11, 15), date(2018, 11, 15)),),
    window=None,
    status=Status.CONFIRMED,
)
WHAT_TO_BRING = Note(
    "what-to-bring", both("क्या लाएँ", "What to bring"), None, both("दस्ताने", "Gloves"), (), (), (), None
)
SITE = Site(CAMPAIGN, AREAS, (SURVEY,), (WALK,), (WHAT_TO_BRING,))


def lines(octets: bytes) -> list[str]:
    assert octets.endswith(b"\r\n")
    return octets.decode().removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def written(event: Event, language: str = "en", site: Site = SITE) -> list[str]:
    """All lines of an event with one occurrence."""
    (occurrence,) = event.occurrences
    return lines(vevent.event_bodies(replace(event, occurrences=(occurrence,)), site, WORDINGS[language])[0])


def values(event: Event, language: str = "en", site: Site = SITE) -> Mapping[str, str]:
    """Each property, with its parameters, and its value."""
    pairs = [line.partition(":")[::2] for line in written(event, language, site)]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def campaign(**changes: object) -> Site:
    return replace(SITE, campaign=replace(CAMPAIGN, **changes))  # type: ignore[arg-type]


# --- whole components ---


def test_a_component_opens_with_identity_and_stamps() -> None:
    moment = datetime(2018, 11, 9, 21, 46, 40, tzinfo=UTC)
    octets = vevent.component("bank-walk@rivers.example", moment, 7, [b"SUMMARY:Walk\r\n"])
    assert octets == (
        b"BEGIN:VEVENT\r\n"
        b"UID:bank-walk@rivers.example\r\n"
        b"DTSTAMP:20181109T214640Z\r\n"
        b"LAST-MODIFIED:20181109T214640Z\r\n"
        b"SEQUENCE:7\r\n"
        b"SUMMARY:Walk\r\n"
        b"END:VEVENT\r\n"
    )


def test_a_uid_of_the_greatest_length_is_folded() -> None:
    uid = "a" * 80 + "@" + ".".join(["b" * 50] * 3)
    octets = vevent.component(uid, datetime(2018, 11, 9, tzinfo=UTC), 0, [b""])
    assert max(map(len, octets.split(b"\r\n"))) <= 75
    assert lines(octets)[1] == f"UID:{uid}"


def test_a_plain_event() -> None:
    assert written(WALK) == [
        "DTSTART;VALUE=DATE:20181115",
        "DTEND;VALUE=DATE:20181116",
        "SUMMARY:Walk along the bank",
        "DESCRIPTION:https://rivers.example/en/events/bank-walk.html",
        "LOCATION:Gorge",
        "URL:https://rivers.example/en/events/bank-walk.html",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ]


def test_an_event_with_everything_in_hindi() -> None:
    event = replace(
        WALK,
        areas=("source", "gorge"),
        phase="survey",
        occurrences=(hours("2018-11-15 17:30", "2018-11-15 19:00"),),
        status=Status.TENTATIVE,
        status_note=both("हाल की पुष्टि बाकी", "Hall not confirmed yet"),
        venue=HALL,
        online="https://meet.example/a;b,c",
        registration="https://forms.example/?a=1&b=2",
        organiser=Contact(both("क. ख.", "A. B."), "+91 98123 45678", "ask@rivers.example"),
        description=both("**दस्ताने**, टोपी; C:\\Notes", "**Gloves**, hat; C:\\Notes"),
    )
    assert written(event, "hi", campaign(contacts_in_feeds=True)) == [
        "DTSTART;TZID=Asia/Kolkata:20181115T173000",
        "DTEND;TZID=Asia/Kolkata:20181115T190000",
        "SUMMARY:संभावित: तट की सैर",
        "DESCRIPTION:संभावित: हाल की पुष्टि बाकी\\n\\nदस्ताने\\, टोपी\\; C:\\\\Notes"
        "\\n\\nऑनलाइन जुड़ें: https://meet.example/a\\;b\\,c"
        "\\n\\nपंजीकरण: https://forms.example/?a=1&b=2"
        "\\n\\nhttps://rivers.example/events/bank-walk.html",
        "LOCATION:पंचायत भवन\\, मेन रोड\\, उद्गम",
        "GEO:28.591000;-77.320000",
        'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=100;X-TITLE="पंचायत भवन, मेन रोड, उद्गम"'
        ":geo:28.591000,-77.320000",
        "URL:https://rivers.example/events/bank-walk.html",
        "CATEGORIES:सर्वेक्षण",
        "CONTACT:क. ख.\\, +91 98123 45678\\, ask@rivers.example",
        "STATUS:TENTATIVE",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    ]


def test_a_phase_is_an_all_day_entry() -> None:
    assert lines(vevent.phase_body(SURVEY, SITE, WORDINGS["en"])) == [
        "DTSTART;VALUE=DATE:20181113",
        "DTEND;VALUE=DATE:20181201",
        "SUMMARY:Survey",
        "DESCRIPTION:https://rivers.example/en/phases/survey.html",
        "LOCATION:Riverland",
        "URL:https://rivers.example/en/phases/survey.html",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ]


def test_a_phase_that_expects_events_says_that_these_are_not_their_days() -> None:
    phase = replace(SURVEY, expects=Expectation("district"))
    assert lines(vevent.phase_body(phase, SITE, WORDINGS["hi"]))[3] == (
        "DESCRIPTION:ये पूरे चरण के दिन हैं। हर क्षेत्र (जिला) की तारीख अलग से घोषित होती है।"
        "\\nhttps://rivers.example/phases/survey.html"
    )


def test_the_campaign_is_an_all_day_entry() -> None:
    assert lines(vevent.campaign_body(SITE, WORDINGS["en"])) == [
        "DTSTART;VALUE=DATE:20181110",
        "DTEND;VALUE=DATE:20190101",
        "SUMMARY:River drive",
        "DESCRIPTION:Two districts\\, one phase",
        "URL:https://rivers.example/en/",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ]


def test_without_an_address_of_the_site_no_line_names_one() -> None:
    bare = campaign(url=None, summary=None)
    told = replace(WALK, description=both("[सूची](note:what-to-bring)", "The [list](note:what-to-bring)."))
    assert written(WALK, "en", bare)[2:5] == ["SUMMARY:Walk along the bank", "DESCRIPTION:", "LOCATION:Gorge"]
    assert values(told, "en", bare)["DESCRIPTION"] == "The list."
    assert "URL" not in values(WALK, "en", bare)
    assert lines(vevent.phase_body(SURVEY, bare, WORDINGS["en"]))[2:4] == ["SUMMARY:Survey", "LOCATION:Riverland"]
    assert lines(vevent.campaign_body(bare, WORDINGS["en"]))[2:4] == ["SUMMARY:River drive", "STATUS:CONFIRMED"]


# --- when ---


@pytest.mark.parametrize(
    ("first", "last", "end"),
    [
        ("2018-11-12", "2018-11-20", "20181121"),
        ("2018-11-30", "2018-11-30", "20181201"),
        ("2018-12-20", "2018-12-20", "20181221"),
        ("2018-12-31", "2018-12-31", "20190101"),
        ("2018-02-28", "2018-02-28", "20180301"),
        ("2020-02-28", "2020-02-28", "20200229"),
        ("2020-02-29", "2020-02-29", "20200301"),
    ],
)
def test_the_end_of_an_all_day_event_is_the_day_after_its_last(first: str, last: str, end: str) -> None:
    event = replace(WALK, occurrences=(Days(date.fromisoformat(first), date.fromisoformat(last)),))
    assert written(event)[:2] == [f"DTSTART;VALUE=DATE:{first.replace('-', '')}", f"DTEND;VALUE=DATE:{end}"]


def test_an_event_whose_hour_is_not_known_is_all_day_and_says_so() -> None:
    event = replace(WALK, occurrences=(Days(date(2018, 11, 15), date(2018, 11, 15), hour_later=True),))
    assert values(event)["SUMMARY"] == "Walk along the bank (time later)"
    assert values(event, "hi")["SUMMARY"] == "तट की सैर (समय बाद में)"
    assert values(event)["DTSTART;VALUE=DATE"] == "20181115"
    assert values(event)["TRANSP"] == "TRANSPARENT"


def test_an_end_that_is_not_known_is_a_default_and_says_so() -> None:
    event = replace(WALK, occurrences=(hours("2018-11-15 17:30"),))
    assert values(event)["DTEND;TZID=Asia/Kolkata"] == "20181115T193000"
    assert values(event, site=campaign(default_duration=45))["DTEND;TZID=Asia/Kolkata"] == "20181115T181500"
    assert values(event)["DESCRIPTION"].startswith("The end is not known yet.\\n\\n")
    assert values(event, "hi")["DESCRIPTION"].startswith("समाप्ति का समय अभी तय नहीं है।\\n\\n")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-28 01:30", "20260328T033000"),
        ("2026-03-29 00:30", "20260329T033000"),  # 02:30 is skipped that night
        ("2026-03-29 01:30", "20260329T043000"),
        ("2026-10-25 02:30", "20261025T033000"),  # from the first 02:30: the second is an hour on
    ],
)
def test_a_default_of_two_hours_is_two_hours_in_the_night_of_a_change(start: str, end: str) -> None:
    event = replace(WALK, occurrences=(hours(start, zone="Europe/Berlin"),))
    assert values(event, site=campaign(timezone="Europe/Berlin"))["DTEND;TZID=Europe/Berlin"] == end


@pytest.mark.parametrize(
    ("case", "occurrence", "status", "transparency", "busy"),
    [
        ("timed", hours("2018-11-15 17:30", "2018-11-15 19:00"), Status.CONFIRMED, "OPAQUE", "BUSY"),
        ("timed, no end", hours("2018-11-15 17:30"), Status.CONFIRMED, "OPAQUE", "BUSY"),
        ("until midnight", hours("2018-11-15 17:30", "2018-11-16 00:00"), Status.CONFIRMED, "OPAQUE", "BUSY"),
        ("tentative", hours("2018-11-15 17:30", "2018-11-15 19:00"), Status.TENTATIVE, "OPAQUE", "BUSY"),
        ("several days", hours("2018-11-15 10:00", "2018-11-17 18:00"), Status.CONFIRMED, "TRANSPARENT", "FREE"),
        ("all day", Days(date(2018, 11, 15), date(2018, 11, 15)), Status.CONFIRMED, "TRANSPARENT", "FREE"),
        ("cancelled", hours("2018-11-15 17:30", "2018-11-15 19:00"), Status.CANCELLED, "TRANSPARENT", "FREE"),
        ("postponed", hours("2018-11-15 17:30", "2018-11-15 19:00"), Status.POSTPONED, "TRANSPARENT", "FREE"),
    ],
)
def test_only_hours_that_take_place_make_volunteers_busy(
    case: str, occurrence: Days | Hours, status: Status, transparency: str, busy: str
) -> None:
    found = values(replace(WALK, occurrences=(occurrence,), status=status))
    assert (found["TRANSP"], found["X-MICROSOFT-CDO-BUSYSTATUS"]) == (transparency, busy), case


# --- status ---


@pytest.mark.parametrize(
    ("status", "as_status", "english", "hindi", "line"),
    [
        (Status.CONFIRMED, False, "{}", "{}", "CONFIRMED"),
        (Status.CONFIRMED, True, "{}", "{}", "CONFIRMED"),
        (Status.TENTATIVE, False, "Tentative: {}", "संभावित: {}", "TENTATIVE"),
        (Status.TENTATIVE, True, "Tentative: {}", "संभावित: {}", "TENTATIVE"),
        (Status.CANCELLED, False, "Cancelled: {}", "रद्द: {}", "CONFIRMED"),
        (Status.CANCELLED, True, "Cancelled: {}", "रद्द: {}", "CANCELLED"),
        (Status.POSTPONED, False, "Postponed: {}", "स्थगित: {}", "CONFIRMED"),
        (Status.POSTPONED, True, "Postponed: {}", "स्थगित: {}", "CANCELLED"),
    ],
)
def test_a_status_stands_before_the_title(
    status: Status, as_status: bool, english: str, hindi: str, line: str
) -> None:
    """`mark` leaves STATUS alone, because some calendars drop what is cancelled."""
    event, site = replace(WALK, status=status), campaign(cancelled_as_status=as_status)
    assert values(event, "en", site)["SUMMARY"] == english.format("Walk along the bank")
    assert values(event, "hi", site)["SUMMARY"] == hindi.format("तट की सैर")
    assert values(event, "en", site)["STATUS"] == line


@pytest.mark.parametrize(
    ("status", "note", "first_line"),
    [
        (Status.CANCELLED, both("पानी अधिक है", "The water is too high"), "Cancelled: The water is too high"),
        (Status.CANCELLED, None, "Cancelled"),
        (Status.POSTPONED, both("नई तारीख बाद में", "A new date will follow"), "Postponed: A new date will follow"),
        (Status.TENTATIVE, None, "Tentative"),
        (Status.CONFIRMED, both("वही समय", "As announced"), "As announced"),
    ],
)
def test_the_description_opens_with_the_status_and_its_reason(
    status: Status, note: Text | None, first_line: str
) -> None:
    event = replace(WALK, status=status, status_note=note)
    assert values(event)["DESCRIPTION"].split("\\n\\n")[0] == first_line


# --- what and where ---


@pytest.mark.parametrize(
    ("case", "event", "location"),
    [
        ("the area", WALK, "Gorge"),
        ("several areas", replace(WALK, areas=("source", "gorge")), "Source\\, Gorge"),
        ("a venue", replace(WALK, venue=HALL), "Village hall\\, Main Road\\, Source"),
        ("a venue without address", replace(WALK, venue=Venue(both("भवन", "Hall"))), "Hall"),
        ("a venue in one language", replace(WALK, venue=Venue(Text((Run("भवन", "hi"),)))), "भवन"),
    ],
)
def test_where_it_is(case: str, event: Event, location: str) -> None:
    assert values(event)["LOCATION"] == location, case


def test_coordinates_stand_as_they_were_given() -> None:
    assert values(replace(WALK, venue=HALL))["GEO"] == "28.591000;-77.320000"
    assert "GEO" not in values(WALK)


def test_a_phase_is_a_category() -> None:
    comma = replace(SURVEY, name=both("नाप, तौल", "Measure; weigh, count"))
    assert values(replace(WALK, phase="survey"))["CATEGORIES"] == "Survey"
    assert values(replace(WALK, phase="survey"), site=replace(SITE, phases=(comma,)))["CATEGORIES"] == (
        "Measure\\; weigh\\, count"
    )
    assert "CATEGORIES" not in values(WALK)


def test_phone_and_e_mail_stay_out_unless_the_campaign_wants_them_in() -> None:
    event = replace(WALK, organiser=Contact(both("क. ख.", "A. B."), "+91 98123 45678", "ask@rivers.example"))
    assert not [line for line in written(event) if "98123" in line or "ask@" in line or line.startswith("CONTACT")]
    assert values(event, site=campaign(contacts_in_feeds=True))["CONTACT"] == (
        "A. B.\\, +91 98123 45678\\, ask@rivers.example"
    )


def test_a_text_that_is_missing_in_a_language_is_the_first_ones() -> None:
    event = replace(WALK, title=Text((Run("तट की सैर", "hi"),)))
    assert values(event, "en")["SUMMARY"] == "तट की सैर"


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("One.\n\nTwo.", "One.\\n\\nTwo."),
        ("**Gloves**, _hats_", "Gloves\\, hats"),
        ("- one\n- two", "• one\\n• two"),
        ("[site](https://a.example/x,y)", "site: https://a.example/x\\,y"),
        ("[what to bring](what-to-bring.md)", "what to bring: https://rivers.example/en/notes/what-to-bring.html"),
        ("[the phase](phase:survey)", "the phase: https://rivers.example/en/phases/survey.html"),
        # an empty link shows the title of what it leads to, as it does on the page
        ("[](event:bank-walk)", "Walk along the bank: https://rivers.example/en/events/bank-walk.html"),
        ("[](note:what-to-bring)", "What to bring: https://rivers.example/en/notes/what-to-bring.html"),
        ("[](area:gorge)", "Gorge: https://rivers.example/en/areas/gorge.html"),
        ("[](phase:survey)", "Survey: https://rivers.example/en/phases/survey.html"),
        ('C:\\Notes & "quotes"', 'C:\\\\Notes & "quotes"'),
        ('say href="event:bank-walk"', 'say href="event:bank-walk"'),
    ],
)
def test_markdown_is_told_as_plain_text(markdown: str, told: str) -> None:
    event = replace(WALK, description=both("विवरण", markdown))
    assert values(event)["DESCRIPTION"] == f"{told}\\n\\nhttps://rivers.example/en/events/bank-walk.html"


def test_a_long_description_ends_at_a_word_and_leads_on() -> None:
    event = replace(WALK, description=both("विवरण", "word " * 200))
    told, _, link = values(event)["DESCRIPTION"].partition("\\n\\n")
    assert told == ("word " * 99).strip() + "…"
    assert link == "https://rivers.example/en/events/bank-walk.html"


def test_nothing_in_an_event_makes_a_line_of_its_own() -> None:
    """What editors write stays inside the property it was written for."""
    evil = "x\r\nSTATUS:CANCELLED\nEND:VEVENT\u2028BEGIN:VALARM\u0085METHOD:REQUEST"
    text = both(evil, evil)
    event = replace(
        WALK,
        title=text,
        status_note=text,
        status=Status.CANCELLED,
        venue=Venue(text, text),
        description=text,
        organiser=Contact(text, "1", "2"),
    )
    names = [
        line.partition(":")[0].partition(";")[0] for line in written(event, "en", campaign(contacts_in_feeds=True))
    ]
    assert names == [
        "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CONTACT", "STATUS", "TRANSP",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    ]  # fmt: skip


def test_the_lines_of_one_day_do_not_depend_on_what_was_asked_before() -> None:
    first = vevent.event_bodies(WALK, SITE, WORDINGS["en"])
    vevent.event_bodies(replace(WALK, occurrences=(Days(date(2019, 1, 1), date(2019, 1, 4)),)), SITE, WORDINGS["hi"])
    assert vevent.event_bodies(WALK, SITE, WORDINGS["en"]) == first
