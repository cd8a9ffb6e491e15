"""Every feed, read back by readers of three makes, says what the content says, the same everywhere, and no more.

What was meant is worked out here from the content files alone, without the modules that write calendar lines.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
import yaml
from ical.calendar_stream import IcsCalendarStream

from campaign_calendar.problems import ContentError
from tests.campaigns import (
    CHECKOUT,
    EPOCH,
    TINY_CAMPAIGN,
    TINY_EVENTS,
    build_here,
    tree,
    write_campaign,
    write_content,
)

# --- what was meant ---


class Moment(NamedTuple):
    """An hour on the wall of a zone, and the instant that this is."""

    zone: str
    wall: datetime
    instant: datetime


@dataclass(frozen=True)
class Entry:
    """A VEVENT, as it was meant or as a reader understands it. Days are dates; an end is exclusive."""

    uid: str
    start: date | Moment
    end: date | Moment
    summary: str
    description: str
    location: str
    status: str
    transparency: str
    busy: str
    sequence: int
    last_modified: datetime
    stamp: datetime
    url: str
    categories: tuple[str, ...]
    geo: tuple[float, float] | None
    contact: str = ""


FIELDS = [field.name for field in fields(Entry)]

# The words that stand in calendars.
HINDI = {
    "tentative": "संभावित",
    "postponed": "स्थगित",
    "cancelled": "रद्द",
    "later": "{} (समय बाद में)",
    "no end": "समाप्ति का समय अभी तय नहीं है।",
    "online": "ऑनलाइन जुड़ें",
    "registration": "पंजीकरण",
    "speakers": "वक्ता",
    "audience": "किनके लिए",
    "expects": "ये पूरे चरण के दिन हैं। हर क्षेत्र ({}) की तारीख अलग से घोषित होती है।",
}
ENGLISH = {
    "tentative": "Tentative",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
    "later": "{} (time later)",
    "no end": "The end is not known yet.",
    "online": "Take part online",
    "registration": "Registration",
    "speakers": "Speakers",
    "audience": "Audience",
    "expects": "These are the days of the whole phase. The date in each area ({}) is announced on its own.",
}
WORDS = {"hi": HINDI, "en": ENGLISH, "ta": ENGLISH, "ur": ENGLISH}

# Descriptions with markup, told by hand as plain text. All others are plain paragraphs.
TOLD = {
    ("first-training", "hi"): (
        "दस्ताने लाएँ; पूरी सूची नोट: https://rivers.example/drive/notes/what-to-bring.html में है।\n\n"
        "• अगला आयोजन: तट की सैर: https://rivers.example/drive/events/bank-walk.html\n"
        "• चरण: https://rivers.example/drive/phases/cleaning-days.html,"
        " क्षेत्र: https://rivers.example/drive/areas/upper.html"
    ),
    ("first-training", "en"): (
        "Bring gloves; the whole list is in the note: https://rivers.example/drive/en/notes/what-to-bring.html.\n\n"
        "• What comes next: Walk along the bank: https://rivers.example/drive/en/events/bank-walk.html\n"
        "• the phase: https://rivers.example/drive/en/phases/cleaning-days.html,"
        " the region: https://rivers.example/drive/en/areas/upper.html"
    ),
}


class Programme:
    """The content of a folder in one language: what its calendars should hold."""

    def __init__(self, content: Path, language: str, epoch: int) -> None:
        self.campaign = _yaml(content / "campaign.yaml")
        self.language = language
        self.languages: list[str] = self.campaign["languages"]
        self.words = WORDS[language]
        self.stamp = datetime.fromtimestamp(epoch, UTC)
        self.above = dict(_areas(self.campaign["areas"]))
        self.written_names = dict(_names(self.campaign["areas"]))
        self.names = {area: self.text(names) for area, names in self.written_names.items()}
        self.phases = {phase["id"]: phase for phase in self.campaign.get("phases", [])}
        self.events = {
            event["id"]: event
            for file in sorted((content / "events").rglob("*.yaml"))
            for event in _listed(_yaml(file))
            if event.get("draft") not in ("yes", "true")
        }
        self.entries: dict[str, Entry] = {}  # by UID
        self.feeds: dict[str, set[str]] = {name: set() for name in self._feed_names()}  # UIDs by name
        for phase in self.phases.values():
            if phase.get("entry") not in ("no", "false"):
                self._enter(self._phase(phase), {f"phases/{phase['id']}"}, self._shown_phase(phase))
        for event in self.events.values():
            if "start" in event:
                own = {f"phases/{event['phase']}"} if "phase" in event else set()
                self._enter(self._event(event), own, self._shown_event(event))
        for name, uids in self.feeds.items():
            if not uids:
                own_days = self._campaign()
                self.entries[own_days.uid] = own_days
                self.feeds[name] = {own_days.uid}

    def _feed_names(self) -> Iterator[str]:
        yield "calendar"
        yield from (f"areas/{area}" for area in self.above)
        yield from (f"phases/{phase}" for phase in self.phases)

    def _enter(self, entry: Entry, own: set[str], areas: set[str]) -> None:
        self.entries[entry.uid] = entry
        for name in {"calendar", *own, *(f"areas/{area}" for area in areas)}:
            self.feeds[name].add(entry.uid)

    def path(self, name: str) -> str:
        """Of a file in the output: the first language lives at its root."""
        return name if self.language == self.languages[0] else f"{self.language}/{name}"

    def address(self, name: str) -> str:
        base = self.campaign["url"]
        return (base if base.endswith("/") else base + "/") + self.path(name)

    def text(self, written: Any, language: str | None = None) -> str:
        """In that language or this programme's, else in the first that there is."""
        if isinstance(written, dict):
            order = (language or self.language, *self.languages)
            written = next(written[each] for each in order if each in written)
        return unicodedata.normalize("NFC", written)

    def _shown_event(self, event: dict[str, Any]) -> set[str]:
        """An area's feed has what is in it or below it, and what concerns it from above."""
        places = _listed(event["area"])
        concerned = _listed(event.get("for", places))
        return {
            area
            for area in self.above
            if any(area in (place, *self.above[place]) for place in [*places, *concerned])
            or any(one in self.above[area] for one in concerned)
        }

    def _shown_phase(self, phase: dict[str, Any]) -> set[str]:
        whole = phase.get("area", next(iter(self.above)))
        return {area for area in self.above if area in (whole, *self.above[whole]) or whole in self.above[area]}

    def _entry(self, id: str, start: date | Moment, end: date | Moment, **values: Any) -> Entry:
        sequence = max(0, int((self.stamp - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds()) // 60)
        usual = {
            "location": "",
            "status": "CONFIRMED",
            "transparency": "TRANSPARENT",
            "busy": "FREE",
            "categories": (),
            "geo": None,
            "sequence": sequence,
            "last_modified": self.stamp,
            "stamp": self.stamp,
        }
        return Entry(uid=f"{id}@{self.campaign['uid_domain']}", start=start, end=end, **(usual | values))

    def _campaign(self) -> Entry:
        first, last = (date.fromisoformat(self.campaign[name]) for name in ("starts", "ends"))
        about = self.text(self.campaign["summary"]) if "summary" in self.campaign else ""
        return self._entry(
            "campaign",
            first,
            last + timedelta(days=1),
            summary=self.text(self.campaign["name"]),
            description=about,
            url=self.address(""),
        )

    def _phase(self, phase: dict[str, Any]) -> Entry:
        first, last = (date.fromisoformat(phase[name]) for name in ("starts", "ends"))
        address = self.address(f"phases/{phase['id']}.html")
        about = [address]
        if "expects" in phase:
            level = phase["expects"] if isinstance(phase["expects"], str) else phase["expects"]["level"]
            name = next(self.text(each["name"]) for each in self.campaign["levels"] if each["id"] == level)
            about.insert(0, self.words["expects"].format(name))
        return self._entry(
            f"phase.{phase['id']}",
            first,
            last + timedelta(days=1),
            summary=self.text(phase["name"]),
            description="\n".join(about),
            location=self.names[phase.get("area", next(iter(self.above)))],
            url=address,
        )

    def _event(self, event: dict[str, Any]) -> Entry:
        status = event.get("status", "confirmed")
        off = status in ("cancelled", "postponed")
        start, end = self._when(event)
        venue = event.get("venue", {})
        summary = self.text(event["title"]) if "title" in event else self._default_title(event)
        if status != "confirmed":
            summary = f"{self.words[status]}: {summary}"
        if event.get("time") == "later":
            summary = self.words["later"].format(summary)
        place = [self.text(venue[name]) for name in ("name", "address") if name in venue]
        opaque = (
            isinstance(start, Moment)
            and isinstance(end, Moment)
            and end.instant - start.instant < timedelta(days=1)
            and not off
        )
        as_status = off and self.campaign.get("feeds", {}).get("cancelled") == "status"
        organiser = event.get("organiser") if self.campaign.get("contacts_in_feeds") == "yes" else None
        contact = [self.text(organiser["name"]), organiser.get("phone"), organiser.get("email")] if organiser else []
        return self._entry(
            event["id"],
            start,
            end,
            summary=summary,
            description="\n\n".join(self._about(event, status)),
            location=", ".join(place or [self.names[area] for area in _listed(event["area"])]),
            status="TENTATIVE" if status == "tentative" else "CANCELLED" if as_status else "CONFIRMED",
            transparency="OPAQUE" if opaque else "TRANSPARENT",
            busy="BUSY" if opaque else "FREE",
            url=self.address(f"events/{event['id']}.html"),
            categories=(self.text(self.phases[event["phase"]]["name"]),) if "phase" in event else (),
            geo=tuple(round(float(each), 6) for each in venue["geo"]) if "geo" in venue else None,
            contact=", ".join(each for each in contact if each),
        )

    def _default_title(self, event: dict[str, Any]) -> str:
        """PHASE, AREA, both in one language where there is one that has both."""
        parts = [self.phases[event["phase"]]["name"], self.written_names[_listed(event["area"])[0]]]
        translations = [{self.languages[0]: part} if isinstance(part, str) else part for part in parts]
        whole = [language for language in self.languages if all(language in part for part in translations)]
        language = self.language if self.language in whole else (whole or self.languages)[0]
        return ", ".join(self.text(part, language) for part in translations)

    def _when(self, event: dict[str, Any]) -> tuple[date | Moment, date | Moment]:
        """Start and exclusive end."""
        written, end = event["start"], event.get("end")
        if " " not in written:
            last = date.fromisoformat(end or written)
            return date.fromisoformat(written), last + timedelta(days=1)
        start = datetime.fromisoformat(written)
        if end is None:
            hours = int(self.campaign.get("feeds", {}).get("default_duration", "2h").removesuffix("h"))
            return self._moment(start), self._moment(start + timedelta(hours=hours))
        until = datetime.combine(start, time.fromisoformat(end)) if len(end) == 5 else datetime.fromisoformat(end)
        return self._moment(start), self._moment(until)

    def _moment(self, wall: datetime) -> Moment:
        zone = self.campaign["timezone"]
        return Moment(zone, wall, wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))

    def _about(self, event: dict[str, Any], status: str) -> Iterator[str]:
        said = [] if status == "confirmed" else [self.words[status]]
        said += [self.text(event["status_note"])] if event.get("status_note") else []
        if said:
            yield ": ".join(said)
        if " " in event["start"] and "end" not in event:
            yield self.words["no end"]
        if "description" in event:
            yield _shortened(TOLD.get((event["id"], self.language)) or _paragraphs(self.text(event["description"])))
        for name in ("online", "registration"):
            if name in event:
                yield f"{self.words[name]}: {event[name]}"
        if "speakers" in event:
            yield f"{self.words['speakers']}: {', '.join(event['speakers'])}"
        if "audience" in event:
            yield f"{self.words['audience']}: {self.text(event['audience'])}"
        yield self.address(f"events/{event['id']}.html")


def _yaml(file: Path) -> Any:
    """Every value as the text that was typed."""
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _areas(tree: list[dict[str, Any]], above: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each area with all that it lies in."""
    for area in tree:
        yield area["id"], above
        yield from _areas(area.get("areas", []), (area["id"], *above))


def _names(tree: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    for area in tree:
        yield area["id"], area["name"]
        yield from _names(area.get("areas", []))


def _paragraphs(text: str) -> str:
    """A line break inside a paragraph is a space, as it is on the page."""
    return "\n\n".join(" ".join(each.split("\n")) for each in re.split("\n\n+", text.strip("\n")))


def _shortened(text: str) -> str:
    """At most 500 characters, cut at a space."""
    if len(text) <= 500:
        return text
    return text[: max(text.rfind(space, 0, 499) for space in " \n")].rstrip(" \n,;:–") + "…"


# --- the campaigns that are read back ---


NASTY = (
    "C:\\Notes",
    "C:\\new\\table",
    "\\N",
    "\\n",
    "\\\\",
    "\\, \\;",
    "a, b; c: d",
    "\"quoted\" & 'quoted'",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "DTSTART;VALUE=DATE:20000101",
    "50 % off; 100 %, $5 {braces} ^n ^^",
    "longer" * 40,
    "क्षेत्रीय कार्यशाला, ज़िला स्तर; भाग 2",
    "र्‍य क्‌ष त्र ज्ञ ड़ ढ़",
    "स्त्रीशक्ति" * 12,
    "தமிழ்நாடு மாநில மாநாடு, ஸ்ரீரங்கம்",
    "ஸ்ரீக்ஷகௌ" * 10,
    "اردو میں کتابوں کا میلہ، شام؛ ہال نمبر ۲",
    "بِسْمِ‌اللہ" * 9,
    "\u200fاردو\u200e and English",
    "👩🏽‍🌾 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️ 🇮🇳",
    "👩‍👩‍👦‍👦" * 10,
    "e\u0301 n\u0303 o\u0308",
    "日本語の長い文章、改行なし" * 6,
    "ท้องถิ่นของเรา" * 8,
    "x\u00a0y\u2009z\u202fw",
    "– — … « » “ ” ₹500",
)
NASTY_PROSE = [text for text in NASTY if "\\\\" not in text]  # in Markdown these two would mean one
LANGUAGES = ("hi", "ta", "ur", "en")
AREA_TREE = {"land": ["north", "south"], "north": ["n-one", "n-two"], "south": ["s-one", "s-two"]}
SUMMER_TIME = "Europe/Berlin"
GENERATED_EPOCH = 1_790_000_000  # in 2026, so that sequences are great numbers


def generated(folder: Path) -> None:
    """200 events of every kind with awkward texts, in four languages and a zone with summer time."""
    some = random.Random(2018)

    def line(pieces: Sequence[str] = NASTY) -> str:
        return " ".join(some.choices(pieces, k=some.randint(1, 3)))

    def text(make: Callable[[], str]) -> Any:
        languages = some.sample(LANGUAGES, some.randint(1, 4))
        return make() if some.random() < 0.1 else {each: make() for each in LANGUAGES if each in languages}

    def prose() -> str:
        paragraphs = [[line(NASTY_PROSE) for _ in range(some.randint(1, 2))] for _ in range(some.randint(1, 4))]
        return "\n\n".join("\n".join(lines) for lines in paragraphs)

    def area(id: str) -> dict[str, Any]:
        level = "land" if id == "land" else "part" if id in AREA_TREE else "place"
        below = {"areas": [area(each) for each in AREA_TREE[id]]} if id in AREA_TREE else {}
        return {"id": id, "level": level, "name": text(line), **below}

    def phase(number: int) -> dict[str, Any]:
        first = date(2026, 3, 1) + timedelta(days=60 * number)
        last = first + timedelta(days=some.randint(0, 59))
        found = {"id": f"phase-{number}", "name": text(line), "starts": str(first), "ends": str(last)}
        found |= {"area": some.choice(places)} if number else {"expects": "place"}
        return found | ({"entry": "no"} if number == 2 else {})

    def event(number: int, when: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"event-{number}", "title": text(line), "area": some.choice(places)}
        if some.random() < 0.2:
            found["area"] = some.sample(places, 2)
        if some.random() < 0.2:
            found["for"] = some.sample(places, some.randint(1, 2))
        if some.random() < 0.7:
            found["phase"] = f"phase-{some.randrange(5)}"
            if some.random() < 0.1:
                del found["title"]
        found |= when
        if some.random() < 0.4:
            found["status"] = some.choice(["tentative", "postponed", "cancelled", "confirmed"])
            found |= {"status_note": text(line)} if some.random() < 0.5 else {}
        if some.random() < 0.5:
            found["venue"] = {"name": text(line)} | ({"address": text(line)} if some.random() < 0.5 else {})
            if some.random() < 0.7:
                found["venue"]["geo"] = [f"{some.uniform(-90, 90):.8f}", f"{some.uniform(-180, 180):.8f}"]
        if some.random() < 0.3:
            found["online"] = "https://meet.example/room;a,b?x=1&y=%E0%A4%95"
        if some.random() < 0.3:
            found["registration"] = "https://forms.example/" + "a" * 90
        if some.random() < 0.3:
            found["organiser"] = {"name": text(line), "phone": "+91 98123 45678", "email": "ask@rivers.example"}
        if some.random() < 0.8:
            found["description"] = text(prose)
        return found

    def some_time() -> dict[str, Any]:
        first = date(2026, 3, 1) + timedelta(days=some.randrange(300))
        later = first + timedelta(days=some.randint(0, 12))
        start = f"{first} {some.choice(['04:00', '10:30', '18:15', '20:00', '00:00'])}"
        return some.choice(
            [
                {"start": str(first)},
                {"start": str(first), "end": str(later)},
                {"start": str(first), "time": "later"},
                {"start": start},
                {"start": start, "end": "21:00"},
                {"start": start, "end": f"{later + timedelta(days=1)} 00:00"},
                {"start": start, "end": f"{later + timedelta(days=1)} 05:45"},
                {"between": [str(first), str(later)]},
            ]
        )

    places = ["land", *(each for below in AREA_TREE.values() for each in below)]
    changes = [  # beside both changes of the clocks
        {"start": "2026-03-29 01:30", "end": "03:30"},
        {"start": "2026-03-28 23:00", "end": "2026-03-29 05:00"},
        {"start": "2026-10-25 01:30", "end": "03:30"},
        {"start": "2026-10-24 23:00", "end": "2026-10-25 05:00"},
    ]
    campaign = {
        "name": {"hi": "मेला, उत्सव; सभा", "ta": "விழா", "ur": "میلہ", "en": "A fair, a feast; C:\\Notes"},
        "summary": text(line),
        "url": "https://rivers.example/fair",
        "uid_domain": "rivers.example",
        "languages": list(LANGUAGES),
        "timezone": SUMMER_TIME,
        "starts": "2026-03-01",
        "ends": "2026-12-31",
        "levels": [{"id": each, "name": text(line)} for each in ("land", "part", "place")],
        "areas": [area("land")],
        "phases": [phase(number) for number in range(5)],
        "feeds": {"cancelled": "status", "default_duration": "3h"},
        "contacts_in_feeds": "yes",
    }
    times = [*(some_time() for _ in range(200 - len(changes))), *changes]
    events = [event(number, when) for number, when in enumerate(times)]
    words = (CHECKOUT / "templates/strings/en.yaml").read_text(encoding="utf-8")
    write_content(
        folder,
        {
            "campaign.yaml": json.dumps(campaign, ensure_ascii=False),
            **{f"events/{each['id']}.yaml": json.dumps(each, ensure_ascii=False) for each in events},
            **{f"strings/{language}.yaml": words for language in ("ta", "ur")},
        },
    )


@dataclass(frozen=True)
class Campaign:
    """A campaign that was built: its content, and the calendar files of its output by their paths."""

    content: Path
    files: dict[str, bytes]
    programmes: tuple[Programme, ...]

    def expected(self) -> dict[str, dict[str, Entry]]:
        """The entries of every calendar file, by its path and by UID."""
        found = {}
        for programme in self.programmes:
            for name, uids in programme.feeds.items():
                found[programme.path(f"{name}.ics")] = {uid: programme.entries[uid] for uid in uids}
            for id in programme.events:
                uid = f"{id}@{programme.campaign['uid_domain']}"
                if uid in programme.entries:
                    found[programme.path(f"events/{id}.ics")] = {uid: programme.entries[uid]}
        return found


@pytest.fixture(scope="module", params=["real", "small", "generated"])
def campaign(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """The checkout's own content, the small campaign of the tests, and one with everything awkward in it."""
    folder = tmp_path_factory.mktemp(request.param)
    site, epoch = folder / "site", GENERATED_EPOCH if request.param == "generated" else EPOCH
    if request.param == "small":
        write_campaign(site)
    elif request.param == "generated":
        generated(site)
    else:
        site = CHECKOUT
    build_here(site, folder / "output", epoch=epoch)
    return finished(site / "content", folder / "output", epoch)


def finished(content: Path, output: Path, epoch: int = EPOCH) -> Campaign:
    languages = _yaml(content / "campaign.yaml")["languages"]
    files = {path: octets for path, octets in tree(output).items() if path.endswith(".ics")}
    return Campaign(content, files, tuple(Programme(content, language, epoch) for language in languages))


# --- readers of three makes ---


def _utc(moment: Any) -> datetime:
    assert moment.tzinfo is not None
    return moment.astimezone(UTC)  # type: ignore[no-any-return]


def _point(value: Any, zone: str | None) -> date | Moment:
    """A day, or an hour in the zone that the reader says it is in."""
    if not isinstance(value, datetime):
        assert zone is None
        return value  # type: ignore[no-any-return]
    assert zone is not None
    return Moment(zone, value.replace(tzinfo=None), _utc(value))


def read_with_icalendar(octets: bytes) -> list[Entry]:
    def point(event: icalendar.Event, name: str) -> date | Moment:
        value = event[name].dt
        return _point(value, value.tzinfo.key if isinstance(value, datetime) else None)

    def categories(event: icalendar.Event) -> tuple[str, ...]:
        return tuple(str(each) for each in event["CATEGORIES"].cats) if "CATEGORIES" in event else ()

    return [
        Entry(
            uid=str(event["UID"]),
            start=point(event, "DTSTART"),
            end=point(event, "DTEND"),
            summary=str(event["SUMMARY"]),
            description=str(event.get("DESCRIPTION", "")),
            location=str(event.get("LOCATION", "")),
            status=str(event["STATUS"]),
            transparency=str(event["TRANSP"]),
            busy=str(event["X-MICROSOFT-CDO-BUSYSTATUS"]),
            sequence=int(event["SEQUENCE"]),
            last_modified=_utc(event["LAST-MODIFIED"].dt),
            stamp=_utc(event["DTSTAMP"].dt),
            url=str(event["URL"]),
            categories=categories(event),
            geo=(event["GEO"].latitude, event["GEO"].longitude) if "GEO" in event else None,
            contact=str(event.get("CONTACT", "")),
        )
        for event in icalendar.Calendar.from_ical(octets).events
    ]


def read_with_vobject(octets: bytes) -> list[Entry]:
    def value(event: Any, name: str, otherwise: Any = "") -> Any:
        lines = event.contents.get(name, [])
        assert len(lines) <= 1
        return lines[0].value if lines else otherwise

    def point(event: Any, name: str) -> date | Moment:
        (line,) = event.contents[name]
        (zone,) = line.params.get("X-VOBJ-ORIGINAL-TZID", [None])
        return _point(line.value, zone)

    def geo(event: Any) -> tuple[float, ...] | None:
        written = value(event, "geo", None)  # vobject leaves it as it was written
        return tuple(float(each) for each in written.split(";")) if written else None

    return [
        Entry(
            uid=value(event, "uid"),
            start=point(event, "dtstart"),
            end=point(event, "dtend"),
            summary=value(event, "summary"),
            description=value(event, "description"),
            location=value(event, "location"),
            status=value(event, "status"),
            transparency=value(event, "transp"),
            busy=value(event, "x-microsoft-cdo-busystatus"),
            sequence=int(value(event, "sequence")),
            last_modified=_utc(value(event, "last-modified")),
            stamp=_utc(value(event, "dtstamp")),
            url=value(event, "url"),
            categories=tuple(value(event, "categories", ())),
            geo=geo(event),  # type: ignore[arg-type]
            contact=value(event, "contact"),
        )
        for event in vobject.readOne(octets.decode()).vevent_list
    ]


def read_with_ical(octets: bytes) -> list[Entry]:
    def point(value: Any) -> date | Moment:
        return _point(value, value.tzinfo.key if isinstance(value, datetime) else None)

    def extra(event: Any, name: str) -> str:
        (found,) = [each.value for each in event.extras if each.name == name]
        return str(found)

    return [
        Entry(
            uid=event.uid,
            start=point(event.dtstart),
            end=point(event.dtend),
            summary=event.summary,
            description=event.description or "",
            location=event.location or "",
            status=event.status.value,
            transparency=event.transparency,
            busy=extra(event, "x-microsoft-cdo-busystatus"),
            sequence=event.sequence,
            last_modified=_utc(event.last_modified),
            stamp=_utc(event.dtstamp),
            url=str(event.url),
            categories=tuple(event.categories),
            geo=(event.geo.lat, event.geo.lng) if event.geo else None,
            contact="".join(event.contacts),
        )
        for event in IcsCalendarStream.calendar_from_ics(octets.decode()).events
    ]


READERS = {"icalendar": read_with_icalendar, "vobject": read_with_vobject, "ical": read_with_ical}


@dataclass(frozen=True)
class Reading:
    """What one reader understood of the calendar files of a campaign, by path."""

    reader: str
    files: dict[str, list[Entry]]

    def cannot_tell(self, field: str, meant: Entry) -> bool:
        """`ical` cuts CATEGORIES at every comma before it looks for backslashes: its fault (RFC 5545 3.3.11)."""
        return self.reader == "ical" and field == "categories" and any("," in each for each in meant.categories)


@pytest.fixture(scope="module", params=READERS)
def reading(request: pytest.FixtureRequest, campaign: Campaign) -> Reading:
    reader = READERS[request.param]
    return Reading(request.param, {path: reader(octets) for path, octets in campaign.files.items()})


@pytest.mark.parametrize("field", FIELDS)
def test_readers_understand_what_was_meant(campaign: Campaign, reading: Reading, field: str) -> None:
    wrong, compared = {}, 0
    for path, meant in campaign.expected().items():
        for entry in reading.files[path]:
            if not reading.cannot_tell(field, meant[entry.uid]):
                compared += 1
                found, expected = getattr(entry, field), getattr(meant[entry.uid], field)
                if found != expected:
                    wrong[f"{path}: {entry.uid}"] = {"read": found, "meant": expected}
    assert wrong == {}
    assert compared


def test_every_entry_stands_once_in_each_feed_that_it_belongs_to(campaign: Campaign, reading: Reading) -> None:
    found = {path: sorted(entry.uid for entry in entries) for path, entries in reading.files.items()}
    assert found == {path: sorted(meant) for path, meant in campaign.expected().items()}


@pytest.mark.parametrize("campaign", ["generated"], indirect=True)
def test_the_generated_campaign_has_everything_in_it(campaign: Campaign) -> None:
    """So that what is compared above is worth comparing."""
    entries = [entry for each in campaign.programmes for entry in each.entries.values()]
    everything = "".join(entry.summary + entry.location + entry.description for entry in entries)
    assert [each for each in NASTY if unicodedata.normalize("NFC", each) not in everything] == []
    assert {entry.status for entry in entries} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}
    assert {entry.transparency for entry in entries} == {"OPAQUE", "TRANSPARENT"}
    assert {type(entry.start) for entry in entries} == {date, Moment}
    assert any(entry.geo for entry in entries)
    assert any("," in each for entry in entries for each in entry.categories)
    assert any(len(entry.description) > 500 for entry in entries)
    assert any("\n\n" in entry.description for entry in entries)
    assert len(entries) > 4 * 150
    assert len(campaign.programmes[0].events) == 200


# --- what opens a calendar ---


def test_readers_understand_what_a_feed_says_of_itself(campaign: Campaign) -> None:
    for programme in campaign.programmes:
        whole = programme.text(programme.campaign["name"])
        about = programme.text(programme.campaign["summary"])
        for name in programme.feeds:
            folder, _, id = name.rpartition("/")
            title = whole
            if folder:
                part = programme.names[id] if folder == "areas" else programme.text(programme.phases[id]["name"])
                title = f"{part} · {whole}"
            title = re.sub("[,;] ", " · ", title).replace(",", " ").replace(";", " ")
            page = programme.address(f"{name}.html") if folder else programme.address("")
            whole_file = campaign.files[programme.path(f"{name}.ics")]
            octets = whole_file[: whole_file.index(b"END:VEVENT\r\n")] + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
            calendar = icalendar.Calendar.from_ical(octets)
            other = vobject.readOne(octets.decode())
            third = IcsCalendarStream.calendar_from_ics(octets.decode())
            source = programme.address(f"{name}.ics")
            assert other.contents["name"][0].value == title, name
            assert third.name == [title]
            # `icalendar` takes both for properties of an unknown type, and leaves them as they were written.
            assert calendar["NAME"] == calendar["X-WR-CALNAME"] == title.replace("\\", "\\\\")
            assert str(calendar["DESCRIPTION"]) == other.contents["description"][0].value == about
            assert calendar["X-WR-TIMEZONE"] == third.x_wr_timezone == programme.campaign["timezone"]
            assert calendar["REFRESH-INTERVAL"].dt == third.refresh_interval == timedelta(hours=6)
            assert calendar["X-PUBLISHED-TTL"] == "PT6H"
            assert calendar["SOURCE"] == third.source == source
            assert calendar["URL"] == third.url == page
            assert (calendar["VERSION"], calendar["CALSCALE"]) == ("2.0", "GREGORIAN")


# --- the octets ---


VEVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)


def components(octets: bytes) -> dict[str, bytes]:
    """Each VEVENT of a file as it stands there, by UID."""
    found = [each[0] for each in VEVENT.finditer(octets)]
    by_uid = {
        re.search(r"\r\nUID:([^\r]*(?:\r\n [^\r]*)*)", each.decode())[1].replace("\r\n ", ""): each for each in found
    }
    assert len(by_uid) == len(found)
    return by_uid


def test_an_entry_has_the_same_octets_wherever_it_stands(campaign: Campaign) -> None:
    """In every feed of a language, and in the file that adds just this event."""
    for programme in campaign.programmes:
        everything = components(campaign.files[programme.path("calendar.ics")])
        for path in campaign.expected():
            of_this_language = path == programme.path(path.removeprefix(f"{programme.language}/"))
            of_another = any(
                path.startswith(f"{each}/") for each in programme.languages if each != programme.language
            )
            if of_this_language and not of_another:
                for uid, octets in components(campaign.files[path]).items():
                    if not uid.startswith("campaign@"):
                        assert octets == everything[uid], f"{uid} in {path}"


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
    "unwanted", ["METHOD", "ORGANIZER", "ATTENDEE", "BEGIN:VALARM", "COMMENT", "CREATED", "RRULE:", "CONFERENCE"]
)
def test_no_file_has_what_harms(campaign: Campaign, unwanted: str) -> None:
    for path, octets in campaign.files.items():
        lines = octets.decode().replace("\r\n ", "").split("\r\n")
        zone = {line for line in lines[: lines.index("BEGIN:VEVENT")] if line.startswith("RRULE:")}
        assert not [line for line in lines if line.startswith(unwanted) and line not in zone], path


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
    undated = [id for id, event in campaign.programmes[0].events.items() if "start" not in event]
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
        for name in ("calendar", *(f"areas/{area}" for area in built_site.programmes[0].above))
    )
    for reader in READERS.values():
        for path, octets in built_site.files.items():
            assert {each.uid: each for each in reader(octets)} == built_site.expected()[path]
            assert [each.uid for each in reader(octets)] == [OWN_DAYS]
    (own,) = read_with_icalendar(built_site.files["en/areas/delta.ics"])
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
            assert [each.uid for each in read_with_icalendar(files[path])] == [OWN_DAYS]
    assert OWN_DAYS.encode() not in files["calendar.ics"] + files["areas/riverland.ics"] + files["areas/upper.ics"]


def test_a_phase_that_is_no_entry_and_has_no_event_tells_the_campaigns_own_days(site: Path) -> None:
    (site / "content/events/source/first-training.yaml").unlink()
    for file in (site / "content/notes").glob("what-to-bring*"):
        file.write_text(file.read_text(encoding="utf-8").replace("[](event:first-training)", ""), encoding="utf-8")
        file.write_text(file.read_text(encoding="utf-8").replace("events: [first-training]\n", ""), encoding="utf-8")
    build_here(site)
    octets = (site / "output/phases/training.ics").read_bytes()
    assert [each.uid for each in read_with_icalendar(octets)] == [OWN_DAYS]


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
    change(site, CLEANING, "id: source-cleaning", f"id: {id}")
    build_here(site)
    octets = (site / "output" / "events" / f"{id}.ics").read_bytes()
    assert {reader(octets)[0].uid for reader in READERS.values()} == {f"{id}@rivers.example"}


# --- what went wrong in calendar feeds of other projects ---


def one(site: Path, id: str, path: str = "calendar.ics") -> Entry:
    """An entry as `icalendar` reads it from a feed of a built site."""
    (found,) = [
        each
        for each in read_with_icalendar((site / "output" / path).read_bytes())
        if each.uid == f"{id}@rivers.example"
    ]
    return found


def change(site: Path, file: str, old: str, new: str) -> None:
    path = site / "content" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


WALK = "events/gorge/bank-walk.yaml"
CLEANING = "events/source/source-cleaning.yaml"


@pytest.mark.parametrize(
    ("start", "end", "exclusive"),
    [
        ("2018-11-12", "2018-11-20", "20181121"),  # row 1: its last day was taken for its end
        ("2018-11-15", "2018-11-30", "20181201"),  # row 2: one was added to a number: 20181131
        ("2018-12-20", "2018-12-20", "20181221"),
        ("2018-12-31", "2018-12-31", "20190101"),
        ("2020-02-28", "2020-02-29", "20200301"),
    ],
)
def test_rows_1_and_2_an_all_day_event_ends_on_the_day_after(
    site: Path, start: str, end: str, exclusive: str
) -> None:
    change(site, WALK, "start: 2018-11-15\n", f"start: {start}\nend: {end}\n")
    build_here(site)
    octets = components((site / "output/calendar.ics").read_bytes())["bank-walk@rivers.example"]
    assert f"\r\nDTSTART;VALUE=DATE:{start.replace('-', '')}\r\nDTEND;VALUE=DATE:{exclusive}\r\n".encode() in octets
    assert (one(site, "bank-walk").end - one(site, "bank-walk").start).days == (  # type: ignore[operator]
        date.fromisoformat(end) - date.fromisoformat(start)
    ).days + 1


def test_row_3_an_event_that_moves_keeps_its_uid_and_counts_up(site: Path) -> None:
    build_here(site)
    before = one(site, "bank-walk")
    change(site, WALK, "2018-11-15", "2018-11-16")
    build_here(site)
    after = one(site, "bank-walk")
    assert (before.start, after.start) == (date(2018, 11, 15), date(2018, 11, 16))
    assert after.sequence == before.sequence + 1
    assert after.last_modified == after.stamp == before.last_modified + timedelta(seconds=1)
    assert [each.uid for each in read_with_icalendar((site / "output/calendar.ics").read_bytes())].count(
        after.uid
    ) == 1


def test_row_4_status_and_precision_are_told(site: Path) -> None:
    """Vague dates looked firm, and cancelled events took place."""
    build_here(site)
    uids = {each.uid for each in read_with_icalendar((site / "output/calendar.ics").read_bytes())}
    assert "gorge-cleaning@rivers.example" not in uids
    assert one(site, "source-cleaning").start == date(2018, 12, 2)
    assert one(site, "source-cleaning").summary == "सफाई के दिन, उद्गम (समय बाद में)"
    assert one(site, "delta-cleaning").summary == "रद्द: सफाई के दिन, मुहाना"
    assert one(site, "delta-cleaning", "en/calendar.ics").summary == "Cancelled: Cleaning days, Delta"
    assert one(site, "harbour-cleaning").summary == "स्थगित: सफाई के दिन, बंदरगाह"
    assert (one(site, "boat-meeting").summary, one(site, "boat-meeting").status) == (
        "संभावित: नाविकों की बैठक",
        "TENTATIVE",
    )


def test_row_5_a_year_later_every_octet_is_the_same(site: Path, tmp_path: Path) -> None:
    """The time of the build stood in DTSTAMP: every build changed every event."""
    build_here(site)
    first = finished(site / "content", site / "output").files
    build_here(site, epoch=EPOCH + 365 * 24 * 3600)
    assert finished(site / "content", site / "output").files == first
    elsewhere = tmp_path / "elsewhere"
    build_here(site, elsewhere, epoch=EPOCH + 365 * 24 * 3600, published=str(site / "output"))
    assert finished(site / "content", elsewhere).files == first


def test_row_6_a_cancelled_event_stays_marked_and_counts_up(site: Path) -> None:
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


def test_row_6_with_status_it_is_cancelled_in_so_many_words(site: Path) -> None:
    change(site, "campaign.yaml", "cancelled: mark", "cancelled: status")
    build_here(site)
    assert (one(site, "delta-cleaning").status, one(site, "delta-cleaning").summary) == (
        "CANCELLED",
        "रद्द: सफाई के दिन, मुहाना",
    )


def test_row_7_lines_are_escaped_and_folded_by_octets(site: Path) -> None:
    """They were folded at 72 characters, which are 216 octets of Hindi, and commas stood bare."""
    long = "क्षेत्रीय कार्यशाला, भाग 1; " * 8 + "C:\\Notes"
    change(
        site, WALK, "title: {hi: तट की सैर, en: Walk along the bank}", f"title: {json.dumps(long, ensure_ascii=False)}"
    )
    build_here(site)
    lines = components((site / "output/calendar.ics").read_bytes())["bank-walk@rivers.example"].split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]
    assert {
        reader((site / "output/events/bank-walk.ics").read_bytes())[0].summary for reader in READERS.values()
    } == {long}


def test_row_8_the_file_of_one_event_has_the_feeds_uid_and_an_ascii_name(site: Path) -> None:
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
        (uid,) = components((site / "output/events" / name).read_bytes())
        assert uid == f"{name.removesuffix('.ics')}@rivers.example"
        assert uid in components((site / "output/calendar.ics").read_bytes())


def test_row_9_every_event_has_its_uid_run_after_run(site: Path, tmp_path: Path) -> None:
    build_here(site)
    build_here(site, tmp_path / "other", epoch=EPOCH + 1000, published="none")
    first = components((site / "output/calendar.ics").read_bytes())
    other = components((tmp_path / "other/calendar.ics").read_bytes())
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
    twin = (site / "content" / WALK).read_text(encoding="utf-8").replace("id: bank-walk", "id: bank-walk-2")
    write_content(site, {"events/gorge/bank-walk-2.yaml": twin})
    build_here(site)
    assert one(site, "bank-walk").summary == one(site, "bank-walk-2").summary == "तट की सैर"
    uids = set(components((site / "output/calendar.ics").read_bytes()))
    change(site, WALK, "तट की सैर", "नदी की सैर")
    build_here(site)
    assert set(components((site / "output/calendar.ics").read_bytes())) == uids
    assert one(site, "bank-walk").summary == "नदी की सैर"


def test_rows_11_and_12_past_events_stay_with_their_status(site: Path, tmp_path: Path) -> None:
    """Feeds began yesterday, and whoever subscribed late, or looked back, saw nothing."""
    build_here(site)
    build_here(site, tmp_path / "later", epoch=EPOCH + 10 * 365 * 24 * 3600, published="none")
    first = {each.uid: each for each in read_with_icalendar((site / "output/calendar.ics").read_bytes())}
    later = {each.uid: each for each in read_with_icalendar((tmp_path / "later/calendar.ics").read_bytes())}
    assert later.keys() == first.keys()
    assert {uid: (each.start, each.status) for uid, each in later.items()} == {
        uid: (each.start, each.status) for uid, each in first.items()
    }


@pytest.mark.parametrize("reader", READERS)
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
    tmp_path: Path, reader: str, zone: str, start: str, end: str, instants: tuple[str, str]
) -> None:
    """A fixed number of hours was taken off: right in one city, half of the year."""
    campaign = TINY_CAMPAIGN.replace("Europe/Berlin", zone).replace("2018-11-10", "2026-01-01")
    (path,) = TINY_EVENTS
    event = TINY_EVENTS[path].replace("2018-11-22 17:30", start).replace("19:00", end)
    write_campaign(tmp_path, campaign=campaign.replace("2018-11-30", "2026-12-31"), events={path: event}, notes={})
    build_here(tmp_path)
    (read,) = READERS[reader]((tmp_path / "output/calendar.ics").read_bytes())
    assert (read.start, read.end) == tuple(
        Moment(zone, datetime.fromisoformat(wall), datetime.fromisoformat(instant).replace(tzinfo=UTC))
        for wall, instant in zip((start, end), instants, strict=True)
    )


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
    build_here(site)
    before = finished(site / "content", site / "output").files
    (site / "content" / WALK).rename(site / "content/events/walk.yaml")
    (site / "content" / CLEANING).rename(site / "content/events/gorge/0.yaml")
    build_here(site, epoch=EPOCH + 1000)
    assert finished(site / "content", site / "output").files == before
