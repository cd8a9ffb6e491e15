"""What pages say of themselves where they are shared, and events to search engines, over the built octets.

Dates are held against the calendar files of the same build, which other readers vouch for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import icalendar
import pytest
from PIL import Image

from tests.browser.campaign import write_hard_campaign
from tests.browser.sites import BUILDERS, NOT_FOUND, BuiltSite
from tests.campaigns import CAMPAIGN, build_here, write_campaign, write_content

META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"(?: media="([^"]*)")?>')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
FIRST_READ = 300_000  # octets of a page that previews look into
SCHEMA = "https://schema.org/"


def head(page: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content, media in META.findall(page.read_text(encoding="utf-8").partition("</head>")[0]):
        found.setdefault(f"{name} {media}".strip(), []).append(unescape(content))
    return found


def data(page: Path) -> Any:
    """The structured data of a page; None where it has none."""
    found = DATA.findall(page.read_text(encoding="utf-8"))
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


@pytest.fixture(scope="module", params=BUILDERS, ids=lambda builder: builder.__name__)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return request.param(tmp_path_factory.mktemp("shared"))  # type: ignore[no-any-return]


def pages(built: BuiltSite) -> Iterator[tuple[str, Path]]:
    return ((path, built.folder / path) for path in built.pages() if path != NOT_FOUND)


def test_every_page_has_what_a_preview_shows(built: BuiltSite) -> None:
    for path, file in pages(built):
        meta = head(file)
        octets = file.read_bytes()
        assert octets.index(b"</head>") < FIRST_READ
        for name in ("title", "description", "type", "site_name", "locale", "url", "image", "image:alt"):
            assert len(meta[f"og:{name}"]) == 1 and meta[f"og:{name}"][0].strip(), (path, name)
        assert len(meta["og:title"][0]) <= 65 and len(meta["og:description"][0]) <= 80, path
        heading = re.search(r"<title>(.*?)</title>", octets.decode())
        assert heading and unescape(heading[1]).startswith(meta["og:title"][0].rstrip("…")), path
        assert f'<link rel="canonical" href="{meta["og:url"][0]}">' in octets.decode()
        language = built.split(path)[0]
        assert meta["og:locale"][0].split("_")[0] == language
        others = sorted(locale.split("_")[0] for locale in meta.get("og:locale:alternate", []))
        assert others == sorted(set(built.languages) - {language})
        assert meta["twitter:card"] == ["summary_large_image"]
        assert meta["theme-color (prefers-color-scheme:light)"] and meta["theme-color (prefers-color-scheme:dark)"]


def test_the_picture_is_there_and_as_large_as_is_said(built: BuiltSite) -> None:
    """And each that was made is some page's."""
    shown = set()
    for path, file in pages(built):
        meta = head(file)
        [address] = meta["og:image"]
        assert address.startswith("https://") and address.startswith(built.base), path
        shown.add(address.removeprefix(built.base))
        said = tuple(int(meta[f"og:image:{side}"][0]) for side in ("width", "height"))
        assert (said, meta["og:image:type"]) == ((1200, 630), ["image/png"])
    made = {file.relative_to(built.folder).as_posix() for file in built.folder.glob("cards/**/*.png")}
    assert shown == made
    for card in made:
        with Image.open(built.folder / card) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        assert (built.folder / card).stat().st_size <= 100_000


def test_events_in_structured_data_are_those_of_the_calendar(built: BuiltSite) -> None:
    """Name, first and last moment, status; an event that the calendar has no date of has no data either."""
    count = 0
    for path, file in pages(built):
        found = data(file)
        if "/events/" not in f"/{path}" or path.endswith("index.html") or b"noindex" in file.read_bytes():
            assert found is None, path
            continue
        calendar = file.with_suffix(".ics")
        assert (found is not None) == calendar.exists(), path
        if found:
            components = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
            # What is different about the first date of a series is so for the whole, too.
            ids = [each["RECURRENCE-ID"].dt if "RECURRENCE-ID" in each else None for each in components]
            whole = components[ids.index(None)]
            first = components[ids.index(whole["DTSTART"].dt)] if whole["DTSTART"].dt in ids else whole
            _same(found, whole, first["DTSTART"].dt)
            assert found["inLanguage"] == built.split(path)[0]
            assert found["url"] == head(file)["og:url"][0]
            assert head(file)["og:image"][0] in found["image"]
            count += 1
    assert count


def _same(found: dict[str, Any], component: Any, start: date) -> None:
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == ("EventSeries" if "RRULE" in component or "RDATE" in component else "Event")
    assert found["name"] in str(component["SUMMARY"])
    written = found["startDate"]
    if not isinstance(start, datetime):
        assert date.fromisoformat(written) == start
    else:
        moment = datetime.fromisoformat(written)
        assert moment.utcoffset() is not None and moment == start.astimezone(UTC)
    if found["@type"] == "Event" and "endDate" in found:
        end = component["DTEND"].dt
        if isinstance(end, datetime):
            assert datetime.fromisoformat(found["endDate"]) == end.astimezone(UTC)
        else:
            assert date.fromisoformat(found["endDate"]) == end - timedelta(days=1)
    cancelled = component.get("STATUS") == "CANCELLED"
    assert not cancelled or found["eventStatus"] in (f"{SCHEMA}EventCancelled", f"{SCHEMA}EventPostponed")


def test_status_place_and_way_of_taking_part(tmp_path: Path) -> None:
    """Worked out by hand; the second publication moves one event."""
    write_campaign(tmp_path)
    build_here(tmp_path)
    moved = "id: bank-walk\ntitle: {hi: तट की सैर, en: Walk}\nphase: survey\narea: gorge\nstart: 2018-11-16 09:00\n"
    both = "id: both\ntitle: {hi: दोनों, en: Both}\narea: gorge\nstart: 2018-11-16 09:00\nend: 10:00\n"
    both += "venue: {name: {hi: भवन, en: Hall}}\nonline: https://meet.example/?a=1&b=2\n"
    write_content(tmp_path, {"events/gorge/bank-walk.yaml": moved, "events/gorge/both.yaml": both})
    build_here(tmp_path)
    events = tmp_path / "output" / "en" / "events"
    told = {
        name: (node["eventStatus"].removeprefix(f"{SCHEMA}Event"), node.get("previousStartDate"))
        for name in ("first-training", "bank-walk", "delta-cleaning", "harbour-cleaning", "boat-meeting")
        for node in [data(events / f"{name}.html")]
    }
    assert told == {
        "first-training": ("Scheduled", None),
        "bank-walk": ("Rescheduled", "2018-11-15"),
        "delta-cleaning": ("Cancelled", None),
        "harbour-cleaning": ("Postponed", None),
        "boat-meeting": ("Scheduled", None),
    }
    assert data(events / "gorge-cleaning.html") is None
    training, boats, mixed = (data(events / f"{each}.html") for each in ("first-training", "boat-meeting", "both"))
    assert training["location"] == {
        "@type": "Place",
        "name": "Village hall",
        "address": "Main Road, Source",
        "geo": {"@type": "GeoCoordinates", "latitude": 28.591, "longitude": 77.32},
    }
    assert (training["startDate"], training["endDate"]) == tuple(
        f"2018-11-10T{at}:00+05:30" for at in ("10:30", "13:00")
    )
    assert training["performer"] == [{"@type": "Person", "name": "B. Speaker"}]
    assert training["organizer"] == {"@type": "Organization", "name": "A. Organiser"}
    assert "98123" not in json.dumps(training) and "@rivers" not in json.dumps(training)
    assert boats["location"] == {"@type": "VirtualLocation", "url": "https://meet.example/boats"}
    modes = [each["eventAttendanceMode"].removeprefix(SCHEMA) for each in (training, boats, mixed)]
    assert modes == [f"{mode}EventAttendanceMode" for mode in ("Offline", "Online", "Mixed")]
    assert [each["@type"] for each in mixed["location"]] == ["Place", "VirtualLocation"]
    said = {name: head(events / f"{name}.html")["og:description"][0] for name in ("bank-walk", "delta-cleaning")}
    assert said == {
        "bank-walk": "Moved: Friday, November 16, 2018, 9:00\u202fAM, Gorge",
        "delta-cleaning": "Cancelled: Saturday, December 8, 2018, 7:00\u202fAM – 11:00\u202fAM, Delta",
    }


def test_a_series_tells_its_dates_as_far_as_they_are_few(tmp_path: Path) -> None:
    event = "id: evenings\ntitle: {hi: शाम, en: Evenings}\narea: gorge\nstart: 2018-11-15 17:30\nend: 19:00\n"
    few = event + "repeat: {every: day, count: 3}\nchanges:\n  - {on: 2018-11-16, status: cancelled}\n"
    many = event.replace("evenings", "daily") + "repeat: {every: day, count: 30}\n"
    write_campaign(tmp_path)
    write_content(tmp_path, {"events/gorge/few.yaml": few, "events/gorge/many.yaml": many})
    build_here(tmp_path)
    found, whole = (data(tmp_path / f"output/events/{id}.html") for id in ("evenings", "daily"))
    assert [each["startDate"] for each in found["subEvent"]] == [
        f"2018-11-{day}T17:30:00+05:30" for day in (15, 16, 17)
    ]
    assert [each.get("eventStatus") for each in found["subEvent"]] == [None, f"{SCHEMA}EventCancelled", None]
    assert "subEvent" not in whole
    assert (whole["startDate"], whole["endDate"]) == ("2018-11-15T17:30:00+05:30", "2018-12-14T19:00:00+05:30")


def test_nothing_that_is_written_ends_the_data(tmp_path: Path) -> None:
    write_hard_campaign(tmp_path)
    build_here(tmp_path)
    page = tmp_path / "output" / "events" / "angle-brackets.html"
    assert data(page)["name"] == "<b>\"चाय\" & 'बात'</b> <script>alert(1)</script>"
    [inside] = DATA.findall(page.read_text(encoding="utf-8"))
    assert not set(inside) & set("<>&'")


def test_without_an_address_there_is_neither_picture_nor_address(tmp_path: Path) -> None:
    write_campaign(tmp_path, campaign=re.sub(r"(?m)^url: .*\n", "", CAMPAIGN))
    build_here(tmp_path)
    output = tmp_path / "output"
    assert not (output / "cards").exists()
    meta = head(output / "index.html")
    assert meta["og:title"] and meta["og:description"]
    assert not {"og:url", "og:image", "twitter:card"} & meta.keys()
    assert not {"url", "image"} & data(output / "events" / "first-training.html").keys()


def test_events_share_the_card_of_their_phase_by_default(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    build_here(tmp_path)
    output = tmp_path / "output"
    shown = {
        page: head(output / f"{page}.html")["og:image"][0].rpartition("/cards/")[2].split(".")[0]
        for page in ("events/bank-walk", "events/boat-meeting", "phases/survey", "areas/gorge", "subscribe")
    }
    assert shown == {
        "events/bank-walk": "phases/survey",
        "events/boat-meeting": "index",
        "phases/survey": "phases/survey",
        "areas/gorge": "index",
        "subscribe": "index",
    }
