"""events/**/*.yaml: their fields, and the event that they become."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from babel.lists import format_list

from campaign_calendar.cldr import Locale
from campaign_calendar.content import schedule
from campaign_calendar.content.accept import accept_field, accepted
from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.media import ATTACHMENTS, IMAGE_FIELD, Media, attachments, image
from campaign_calendar.content.moments import DAY
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.references import resolve, resolve_all
from campaign_calendar.content.types import (
    EMAIL_ADDRESS,
    ID,
    IDS,
    LINE,
    LINKS,
    PHONE_NUMBER,
    PROSE,
    REFERENCE,
    TEXT,
    URL,
    WHOLE,
    YES_NO,
    choice,
)
from campaign_calendar.content.venues import VENUE_OR_ID, venue
from campaign_calendar.model import (
    Area,
    Change,
    Contact,
    Event,
    Hours,
    Link,
    Occurrence,
    Outcome,
    Phase,
    Run,
    Status,
    Text,
    Venue,
)

# fmt: off
ORGANISER = (
    Field("name", TEXT, {"en": "Who answers questions", "hi": "किससे पूछें"}, required=True),
    Field("phone", PHONE_NUMBER, {"en": "A public phone number", "hi": "सार्वजनिक फोन नंबर"}),
    Field("email", EMAIL_ADDRESS, {"en": "A public e-mail address", "hi": "सार्वजनिक ई-मेल"}),
    Field("url", URL, {"en": "A website", "hi": "वेबसाइट"}),
)
OUTCOME = (
    Field("text", PROSE, {"en": "What came of it, in Markdown", "hi": "क्या हुआ, Markdown में"}),
    Field("attended", WHOLE, {"en": "How many people came", "hi": "कितने लोग आए"}),
)
TITLE = Field("title", TEXT, {"en": "Its title; PHASE, AREA if left out", "hi": "शीर्षक; न लिखें तो चरण, क्षेत्र"})
# What may differ from one occurrence to another.
OF_AN_OCCURRENCE = (
    Field("status", choice(Status), {"en": "confirmed (if left out), tentative, postponed or cancelled", "hi": "confirmed (न लिखें तो), tentative, postponed या cancelled"}),
    Field("status_note", TEXT, {"en": "The reason, shown beside the status", "hi": "कारण, स्थिति के साथ दिखेगा"}),
    Field("venue", VENUE_OR_ID, {"en": "The place: an id in venues.yaml, or what it is called and where", "hi": "जगह: venues.yaml की id, या नाम और पता"}),
    Field("online", URL, {"en": "Where to take part online", "hi": "ऑनलाइन शामिल होने का पता"}),
    Field("registration", URL, {"en": "Where to register", "hi": "पंजीकरण का पता"}),
    Field("speakers", ListOf(LINE), {"en": "Names of the speakers", "hi": "वक्ताओं के नाम"}),
    Field("organiser", Group(ORGANISER), {"en": "Whom to ask", "hi": "किससे पूछें"}),
    Field("audience", TEXT, {"en": "For whom it is", "hi": "किनके लिए"}),
    Field("attendance", WHOLE, {"en": "How many people are expected", "hi": "कितने लोग अपेक्षित हैं"}),
    IMAGE_FIELD,
    ATTACHMENTS,
    Field("links", LINKS, {"en": "Further links", "hi": "और लिंक"}),
    Field("notes", IDS, {"en": "Ids of notes that belong to it", "hi": "इससे जुड़े नोट की id"}),
    Field("outcome", Group(OUTCOME), {"en": "Afterwards: what came of it", "hi": "बाद में: क्या हुआ"}),
    Field("description", PROSE, {"en": "The description, in Markdown", "hi": "विवरण, Markdown में"}),
)
CHANGE = (
    Field("on", DAY, {"en": "The date on which it was to take place", "hi": "जिस तारीख को यह होना था"}, required=True),
    TITLE,
    schedule.START,
    schedule.END_FIELD,
    schedule.TIME,
    *OF_AN_OCCURRENCE,
)
FIELDS = (
    Field("id", ID, {"en": "The event's id: its address and calendar UID, for ever", "hi": "आयोजन की id: उसका पता और कैलेंडर UID, सदा के लिए"}, required=True),
    TITLE,
    Field("phase", REFERENCE, {"en": "The id of its phase", "hi": "उसके चरण की id"}),
    Field("area", IDS, {"en": "Where it takes place: the id of an area, or a list", "hi": "कहाँ: क्षेत्र की id, या सूची"}, required=True),
    Field("for", IDS, {"en": "Whom it concerns, if not just the area", "hi": "किन क्षेत्रों के लिए, यदि केवल इसी के लिए नहीं"}),
    *schedule.FIELDS,
    Field("changes", ListOf(Group(CHANGE, "{on: …, status: cancelled}")), {"en": "What is different on single dates of a repeat", "hi": "किसी एक तारीख पर क्या अलग है"}),
    *OF_AN_OCCURRENCE,
    Field("tags", IDS, {"en": "Ids of tags", "hi": "टैग की id"}),
    accept_field("event"),
    Field("draft", YES_NO, {"en": "yes: not yet shown anywhere", "hi": "yes: अभी कहीं न दिखे"}),
)
# fmt: on


Differing = tuple[Occurrence, dict[str, Any]]  # a date of a repeat as it is now, and what is different on it


@dataclass(frozen=True, slots=True)
class Known:
    """What an event may refer to."""

    areas: Mapping[str, Area]
    phases: Mapping[str, Phase]
    tags: Collection[str]
    venues: Mapping[str, Venue]
    notes: Collection[str]
    media: Media
    languages: tuple[str, ...]


def event(values: Values, known: Known, reading: Reading) -> Event | None:
    """The event that `values` describe; None, with problems, where they cannot be one."""
    areas = resolve_all(values["area"], known.areas, "area", reading)
    concerns = resolve_all(values["for"], known.areas, "area", reading)
    phase = resolve(values["phase"], known.phases, "phase", reading) if values["phase"] else None
    tags = resolve_all(values["tags"], known.tags, "tag", reading)
    title = values["title"] or _default_title(values, phase, areas, known, reading)
    when = schedule.when(values, reading)
    if values["status_note"] and values.lacks("status"):
        reading.warning(values.place("status_note"), "note-without-status")
    common = _of_an_occurrence(values, known, reading)
    changes = _changes(values, when, known, reading) if when and values["changes"] else {}
    if not areas or title is None or values["id"] is None or when is None:
        return None
    made = Event(
        id=values["id"].text,
        title=title,
        areas=areas,
        concerns=concerns,
        phase=phase,
        occurrences=when.originals,
        window=when.window,
        repeat=when.repeat,
        tags=tags,
        accept=accepted(values["accept"]),
        file=values.record.place.file,
        **{"status": Status.CONFIRMED, "status_note": None, **common},
    )
    return _changed(made, when, changes) if changes else made


def _of_an_occurrence(values: Values, known: Known, reading: Reading) -> dict[str, Any]:
    """The attributes of an event that may differ between its occurrences, as far as they were written."""
    made = {
        "status": Status(values["status"]) if values["status"] else None,
        "status_note": values["status_note"],
        "venue": venue(values["venue"], known.venues, reading),
        "online": values["online"],
        "registration": values["registration"],
        "speakers": values["speakers"],
        "organiser": _contact(values["organiser"]),
        "audience": values["audience"],
        "attendance": values["attendance"],
        "image": image(values["image"], known.media, reading),
        "attachments": attachments(values["attachments"], known.media, reading),
        "links": links(values["links"]),
        "notes": resolve_all(values["notes"], known.notes, "note", reading),
        "outcome": _outcome(values["outcome"]),
        "description": values["description"],
    }
    return {name: value for name, value in made.items() if value is not None and value != ()}


def _changes(values: Values, when: schedule.When, known: Known, reading: Reading) -> dict[date, Differing]:
    """What is different on single dates, by the dates as they were announced."""
    if when.repeat is None:
        reading.error(values.place("changes"), "changes-without-repeat")
        return {}
    originals = {each.first: each for each in when.originals}
    now = dict(originals)
    changes: dict[date, Differing] = {}
    for each in values["changes"]:
        day = each["on"]
        if day is None:
            continue
        if each.found.keys() == {"on"} and not each.faulty and not each.record.unread:
            reading.error(each.place("on"), "change-empty", value=day)
            continue
        if day not in originals:
            known_days = schedule.near_days(day, tuple(originals))
            reading.error(each.place("on"), "not-an-occurrence", value=day, known=known_days)
        elif day in changes:
            reading.error(each.place("on"), "change-twice", value=day)
        else:
            if each["status_note"] and each.found.keys() == {"on", "status_note"}:
                reading.warning(each.place("status_note"), "note-without-status")
            moved = _moved(originals[day], each, reading)
            if moved is None:
                continue
            if moved in (other for there, other in now.items() if there != day):
                reading.error(each.place("start"), "change-collides", value=moved.first)
                continue
            now[day] = moved
            own = _of_an_occurrence(each, known, reading)
            if each["title"]:
                own["title"] = each["title"]
            if each["status"]:
                own.setdefault("status_note", None)  # the reason of another status is not this one's
            changes[day] = moved, own
    return changes


def _changed(made: Event, when: schedule.When, changes: dict[date, Differing]) -> Event:
    """The event with its changes."""
    now, found = [], []
    for original in when.originals:
        moved, different = changes.get(original.first, (original, None))
        now.append(moved)
        if different is not None:
            found.append(Change(original, replace(made, repeat=None, occurrences=(moved,), **different)))
    return replace(made, occurrences=tuple(now), changes=tuple(found))


def _moved(original: Occurrence, change: Values, reading: Reading) -> Occurrence | None:
    """The occurrence as `change` has it; where it gives a new start only, the length stays."""
    if change.lacks("start") and change.lacks("end") and change.lacks("time"):
        return original
    start: date | datetime | None = change["start"]
    if start is None:
        if not change.lacks("start"):
            return None
        start = original.start if isinstance(original, Hours) and not change["time"] else original.first
    elif isinstance(original, Hours) and not isinstance(start, datetime) and _says_nothing_of_hours(change):
        instead = f"{start} {original.start:%H:%M}"
        reading.error(change.place("start"), "change-hour", value=start, instead=instead)
        return None
    if change.lacks("end") and change.lacks("time"):
        return schedule.like(original, start, change.place("start"), reading)
    return schedule.occurrence(change, start, reading)


def links(written: Iterable[Values] | None) -> tuple[Link, ...]:
    return tuple(Link(each["url"], each["title"]) for each in written or () if each["title"] and each["url"])


def _says_nothing_of_hours(change: Values) -> bool:
    """With an end, it would say that these are whole days."""
    return change.lacks("time") and change.lacks("end")


def _default_title(
    values: Values, phase: str | None, areas: tuple[str, ...], known: Known, reading: Reading
) -> Text | None:
    """PHASE, AREA in every language; several areas as CLDR lists them."""
    if phase is None or not areas:
        if values.lacks("title") and values.lacks("phase"):
            reading.error(values.record.place, "title-missing")
        return None
    parts = (known.phases[phase].name, *(known.areas[area].name for area in areas))
    pairs = [(language, [part.in_language(language) for part in parts]) for language in known.languages]
    whole = [(language, pair) for language, pair in pairs if all(run.language == language for run in pair)]
    return Text(tuple(Run(_listed(language, pair), language) for language, pair in whole or pairs[:1]))


def _listed(language: str, parts: list[Run]) -> str:
    areas = format_list([run.text for run in parts[1:]], "standard", Locale.named(language))
    return f"{parts[0].text}, {areas}"


def _contact(values: Values | None) -> Contact | None:
    if values is None or values["name"] is None:
        return None
    return Contact(values["name"], values["phone"], values["email"], values["url"])


def _outcome(values: Values | None) -> Outcome | None:
    return Outcome(values["text"], values["attended"]) if values else None
