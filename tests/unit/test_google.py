"""What Google Calendar is told of an event: what its calendar lines say, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from campaign_calendar import contentline, google, vevent
from tests.campaigns import build_here, write_campaign

PAGE = "https://rivers.example/drive/events/walk.html"
MOMENT = datetime(2018, 11, 9, tzinfo=UTC)
DAYS = ("DTSTART;VALUE=DATE:20181115", "DTEND;VALUE=DATE:20181118")
HOURS = ("DTSTART;TZID=Asia/Kolkata:20181115T103000", "DTEND;TZID=Asia/Kolkata:20181115T130000")


def component(
    *times: str, title: str = "Walk", place: str = "Bank", about: str = "", page: str = PAGE, others: int = 0
) -> bytes:
    """A VEVENT as the tool writes one, and as many `others` that are exceptions to it."""
    described = "\n\n".join(each for each in (about, page) if each)
    lines = [*times, f"SUMMARY:{contentline.text(title)}", f"DESCRIPTION:{contentline.text(described)}"]
    lines += [f"LOCATION:{contentline.text(place)}", *([f"URL:{page}"] if page else []), "STATUS:CONFIRMED"]
    body = contentline.octets(lines)
    return vevent.component("walk@rivers.example", MOMENT, 1, [body] * (1 + others))


def told(octets: bytes) -> dict[str, str]:
    """The fields of the address; its texts must be UTF-8 and stand once each."""
    address = google.copy_address(octets)
    assert address.startswith("https://calendar.google.com/calendar/render?") and address.isascii()
    fields = parse_qs(urlsplit(address).query, keep_blank_values=True, strict_parsing=True, errors="strict")
    assert all(len(values) == 1 for values in fields.values())
    return {name: values[0] for name, values in fields.items()}


def test_days_have_an_end_that_is_the_day_after() -> None:
    assert told(component(*DAYS, about="Bring a hat")) == {
        "action": "TEMPLATE",
        "dates": "20181115/20181118",
        "text": "Walk",
        "location": "Bank",
        "details": f"Bring a hat\n\n{PAGE}",
    }


def test_hours_are_those_of_the_clock_on_the_wall_of_the_campaigns_zone() -> None:
    found = told(component(*HOURS))
    assert (found["dates"], found["ctz"]) == ("20181115T103000/20181115T130000", "Asia/Kolkata")


def test_a_series_is_told_with_its_rule() -> None:
    rule = "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20181220T050000Z"
    assert told(component(*HOURS, f"RRULE:{rule}"))["recur"] == f"RRULE:{rule}"


@pytest.mark.parametrize(
    "octets",
    [
        component(*HOURS, "RRULE:FREQ=DAILY;UNTIL=20181220T050000Z", others=1),
        component(*HOURS, "RRULE:FREQ=DAILY;UNTIL=20181220T050000Z", "EXDATE;TZID=Asia/Kolkata:20181203T103000"),
    ],
    ids=["changed", "left out"],
)
def test_a_series_with_exceptions_is_not_offered(octets: bytes) -> None:
    assert google.copy_address(octets) == ""


def test_signs_of_addresses_and_of_calendars_come_through() -> None:
    title, place, about = "A & B = C; #5 50 % + \\n?", 'Hall, "1st" floor\\', "one, two;\nthree\\nfour\n\n• 100%"
    found = told(component(*HOURS, title=title, place=place, about=about))
    assert (found["text"], found["location"]) == (title, place)
    assert found["details"] == f"{about}\n\n{PAGE}"


def test_an_address_within_the_description_stays() -> None:
    about = f"See {PAGE} and {PAGE}"
    assert told(component(*HOURS, about=about))["details"] == f"{about}\n\n{PAGE}"


@pytest.mark.parametrize(("about", "details"), [("", ""), ("Bring a hat", "Bring a hat")])
def test_without_an_address_of_its_own_a_site_links_to_nothing(about: str, details: str) -> None:
    assert told(component(*HOURS, about=about, page=""))["details"] == details


def test_what_is_too_long_is_cut_between_words_from_its_end() -> None:
    words = "कार्यकर्ताओं का प्रशिक्षण और सम्मेलन "
    found = told(component(*HOURS, title=words, place=words, about=words * 20))
    assert found["text"] == found["location"] == words
    cut = found["details"].removesuffix(f"…\n\n{PAGE}")
    assert cut != found["details"] and (words * 20).startswith(f"{cut} ")


def test_a_long_title_goes_before_all_but_the_link() -> None:
    found = told(component(*HOURS, title="क" * 500, place="Bank" * 20, about="Bring a hat" * 20))
    assert len(found["text"]) > 150 and found["text"].removesuffix("…").strip("क") == ""
    assert found["details"].endswith(PAGE) and len(found["location"] + found["details"]) < len(PAGE) + 20


def test_where_not_even_the_link_fits_nothing_is_offered() -> None:
    assert google.copy_address(component(*HOURS, page=f"https://rivers.example/{'a' * google.LIMIT}")) == ""


def test_only_what_takes_place_on_a_known_day_can_be_added(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    build_here(tmp_path, jobs=1)
    for id in ("first-training", "boat-meeting", "source-cleaning"):
        page = (tmp_path / "output" / "events" / f"{id}.html").read_text(encoding="utf-8")
        assert f'href="{id}.ics"' in page and google.TEMPLATE.partition("?")[0] in page, id
    for id in ("delta-cleaning", "harbour-cleaning", "gorge-cleaning"):  # cancelled, postponed, without a date
        page = (tmp_path / "output" / "events" / f"{id}.html").read_text(encoding="utf-8")
        assert ".ics" not in page and "calendar.google" not in page, id
