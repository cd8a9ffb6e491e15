"""events/**/*.yaml: their fields, and the event that they become."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaign_calendar.content.fields import Field, Group, ListOf, Reading, Values
from campaign_calendar.content.references import resolve, resolve_all
from campaign_calendar.content.types import (
    DAY,
    DEGREES,
    EMAIL_ADDRESS,
    END,
    ID,
    IDS,
    LINE,
    LINKS,
    MOMENT,
    PHONE_NUMBER,
    PROSE,
    TEXT,
    URL,
    WHOLE,
    YES_NO,
    Hour,
    choice,
    local_time,
)
from campaign_calendar.model import (
    Area,
    Contact,
    Days,
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
    Window,
)

# fmt: off
VENUE = (
    Field("name", TEXT, {"en": "The place's name", "hi": "जगह का नाम"}, required=True),
    Field("address", TEXT, {"en": "Its postal address", "hi": "उसका पता"}),
    Field("geo", ListOf(DEGREES), {"en": "Latitude and longitude: [28.59, 77.32]", "hi": "अक्षांश और देशांतर: [28.59, 77.32]"}),
    Field("url", URL, {"en": "Its website", "hi": "उसकी वेबसाइट"}),
)
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
FIELDS = (
    Field("id", ID, {"en": "The event's id: its address and calendar UID, for ever", "hi": "आयोजन की id: उसका पता और कैलेंडर UID, सदा के लिए"}, required=True),
    Field("title", TEXT, {"en": "Its title; PHASE, AREA if left out", "hi": "शीर्षक; न लिखें तो चरण, क्षेत्र"}),
    Field("phase", ID, {"en": "The id of its phase", "hi": "उसके चरण की id"}),
    Field("area", IDS, {"en": "Where it takes place: the id of an area, or a list", "hi": "कहाँ: क्षेत्र की id, या सूची"}, required=True),
    Field("for", IDS, {"en": "Whom it concerns, if not just the area", "hi": "किन क्षेत्रों के लिए, यदि केवल इसी के लिए नहीं"}),
    Field("start", MOMENT, {"en": "2018-11-22, or 2018-11-22 17:30", "hi": "2018-11-22, या 2018-11-22 17:30"}),
    Field("end", END, {"en": "A date, a date and time, or a time on the start's day", "hi": "तारीख, तारीख और समय, या उसी दिन का समय"}),
    Field("time", choice(("later",)), {"en": "later: the hour is not known yet", "hi": "later: समय बाद में बताया जाएगा"}),
    Field("between", ListOf(DAY), {"en": "No date yet: [first day, last day]", "hi": "तारीख तय नहीं: [पहला दिन, आखिरी दिन]"}),
    Field("status", choice(Status), {"en": "confirmed (if left out), tentative, postponed or cancelled", "hi": "confirmed (न लिखें तो), tentative, postponed या cancelled"}),
    Field("status_note", TEXT, {"en": "The reason, shown beside the status", "hi": "कारण, स्थिति के साथ दिखेगा"}),
    Field("venue", Group(VENUE), {"en": "The place", "hi": "जगह"}),
    Field("online", URL, {"en": "Where to take part online", "hi": "ऑनलाइन शामिल होने का पता"}),
    Field("registration", URL, {"en": "Where to register", "hi": "पंजीकरण का पता"}),
    Field("speakers", ListOf(LINE), {"en": "Names of the speakers", "hi": "वक्ताओं के नाम"}),
    Field("organiser", Group(ORGANISER), {"en": "Whom to ask", "hi": "किससे पूछें"}),
    Field("audience", TEXT, {"en": "For whom it is", "hi": "किनके लिए"}),
    Field("attendance", WHOLE, {"en": "How many people are expected", "hi": "कितने लोग अपेक्षित हैं"}),
    Field("links", LINKS, {"en": "Further links", "hi": "और लिंक"}),
    Field("notes", IDS, {"en": "Ids of notes that belong to it", "hi": "इससे जुड़े नोट की id"}),
    Field("outcome", Group(OUTCOME), {"en": "Afterwards: what came of it", "hi": "बाद में: क्या हुआ"}),
    Field("draft", YES_NO, {"en": "yes: not yet shown anywhere", "hi": "yes: अभी कहीं न दिखे"}),
    Field("description", PROSE, {"en": "The description, in Markdown", "hi": "विवरण, Markdown में"}),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Known:
    """What an event may refer to."""

    areas: Mapping[str, Area]
    phases: Mapping[str, Phase]
    notes: Collection[str]
    languages: tuple[str, ...]


def event(values: Values, known: Known, reading: Reading) -> Event | None:
    """The event that `values` describe; None, with problems, where they cannot be one."""
    areas = resolve_all(values["area"], known.areas, "area", reading)
    concerns = resolve_all(values["for"], known.areas, "area", reading)
    phase = resolve(values["phase"], known.phases, "phase", reading) if values["phase"] else None
    notes = resolve_all(values["notes"], known.notes, "note", reading)
    title = values["title"] or _default_title(values, phase, areas, known, reading)
    occurrence, window = _when(values, reading)
    if not areas or title is None or values["id"] is None:
        return None
    return Event(
        id=values["id"].text,
        title=title,
        areas=areas,
        concerns=concerns,
        phase=phase,
        occurrences=(occurrence,) if occurrence else (),
        window=window,
        status=Status(values["status"] or Status.CONFIRMED),
        status_note=values["status_note"],
        venue=_venue(values["venue"], reading),
        online=values["online"],
        registration=values["registration"],
        speakers=values["speakers"] or (),
        organiser=_contact(values["organiser"]),
        audience=values["audience"],
        attendance=values["attendance"],
        links=links(values["links"]),
        notes=notes,
        outcome=_outcome(values["outcome"]),
        description=values["description"],
    )


def links(written: Iterable[Values] | None) -> tuple[Link, ...]:
    return tuple(Link(each["url"], each["title"]) for each in written or () if each["title"])


def _default_title(
    values: Values, phase: str | None, areas: tuple[str, ...], known: Known, reading: Reading
) -> Text | None:
    """PHASE, AREA in every language."""
    if phase is None or not areas:
        if values.lacks("title") and values.lacks("phase"):
            reading.error(values.record.place, "title-missing")
        return None
    parts = (known.phases[phase].name, known.areas[areas[0]].name)
    pairs = [(language, [part.in_language(language) for part in parts]) for language in known.languages]
    whole = [(language, pair) for language, pair in pairs if all(run.language == language for run in pair)]
    return Text(tuple(Run(", ".join(run.text for run in pair), language) for language, pair in whole or pairs[:1]))


def _when(values: Values, reading: Reading) -> tuple[Occurrence | None, Window | None]:
    start, between = values["start"], values["between"]
    if start is not None and between is not None:
        reading.error(values.place("between"), "start-and-between")
    elif start is not None:
        return _occurrence(values, start, reading), None
    elif values.lacks("start"):
        if not values.lacks("end"):
            reading.error(values.place("end"), "end-without-start")
        elif not values.lacks("time"):
            reading.error(values.place("time"), "time-twice")
        elif values.lacks("between"):
            reading.error(values.record.place, "no-date")
        if between is not None and "between" not in values.faulty:
            return None, _window(values, between, reading)
    return None, None


def _window(values: Values, between: tuple[date, ...], reading: Reading) -> Window | None:
    place = values.place("between")
    if len(between) != 2:
        reading.error(place, "between")
    elif between[1] < between[0]:
        reading.error(place, "end-before-start", value=between[1], start=between[0])
    else:
        return Window(*between)
    return None


def _occurrence(values: Values, start: date | datetime, reading: Reading) -> Occurrence | None:
    end = values["end"]
    if values["time"] and isinstance(start, datetime):
        reading.error(values.place("time"), "time-twice")
    if not isinstance(start, datetime):
        if end is not None and (isinstance(end, datetime | Hour)):
            reading.error(values.place("end"), "end-has-hour", start=start)
            return None
        last = end or start
        if last < start:
            reading.error(values.place("end"), "end-before-start", value=last, start=start)
            return None
        return Days(start, last, hour_later=bool(values["time"]))
    if isinstance(end, Hour):
        end = local_time(start.date(), end.time, end.scalar, "end", reading)
    elif end is not None and not isinstance(end, datetime):
        reading.error(values.place("end"), "end-needs-hour", value=end)
        return None
    if end is not None and end <= start:
        clock = "%Y-%m-%d %H:%M"
        reading.error(values.place("end"), "end-before-start", value=end.strftime(clock), start=start.strftime(clock))
        return None
    return Hours(start, end)


def _venue(values: Values | None, reading: Reading) -> Venue | None:
    if values is None or values["name"] is None:
        return None
    return Venue(values["name"], values["address"], _geo(values, reading), values["url"])


def _geo(values: Values, reading: Reading) -> tuple[str, str] | None:
    geo = values["geo"]
    if geo is None or "geo" in values.faulty:
        return None
    if len(geo) != 2 or abs(geo[0]) > 90:
        reading.error(values.place("geo"), "geo")
        return None
    return f"{geo[0]:.6f}", f"{geo[1]:.6f}"


def _contact(values: Values | None) -> Contact | None:
    if values is None or values["name"] is None:
        return None
    return Contact(values["name"], values["phone"], values["email"], values["url"])


def _outcome(values: Values | None) -> Outcome | None:
    return Outcome(values["text"], values["attended"]) if values else None
