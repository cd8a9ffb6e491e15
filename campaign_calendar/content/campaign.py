"""campaign.yaml: its fields, and the campaign, areas and phases they become."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from campaign_calendar.content.fields import Field, Group, ListOf, Reading, Values, read_fields
from campaign_calendar.content.types import (
    COLOR_HEX,
    DAY,
    DOMAIN,
    ID,
    IDS,
    LANGUAGE_CODE,
    LINE,
    MINUTES,
    TEXT,
    URL,
    WHOLE,
    YES_NO,
    ZONE,
    Either,
    choice,
)
from campaign_calendar.located import Node, Record, Scalar
from campaign_calendar.model import Area, Campaign, Days, Expectation, Language, Level, Phase
from campaign_calendar.problems import nearest

DEFAULT_DURATION = 120  # minutes
Ancestors = tuple[str, ...]  # ids from the parent up to the root
PALETTE = ("#0a58a6", "#0b6e4f", "#9a3d07", "#6a2c91", "#a01f3c", "#4a5a00")


@dataclass(frozen=True, slots=True)
class Locales:
    """A mapping from the campaign's languages to CLDR locales."""

    def read(self, node: Node, name: str, reading: Reading) -> dict[str, str] | None:
        fields = tuple(Field(language, LINE, {}) for language in reading.languages)
        values = Group(fields).read(node, name, reading)
        if values is None:
            return None
        for language, locale in values.found.items():
            if locale is not None and not _is_locale(locale, language):
                reading.error(values.place(language), "locale", value=locale, language=language)
        return {language: locale for language, locale in values.found.items() if locale}


def _is_locale(locale: str, language: str) -> bool:
    try:
        return Locale.parse(locale).language == language.partition("-")[0]
    except (UnknownLocaleError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class AreaTree:
    """A list of areas, each of which may hold a list of areas."""

    def read(self, node: Node, name: str, reading: Reading) -> tuple[Any, ...] | None:
        return ListOf(Group(AREA)).read(node, name, reading)


LEVEL = (
    Field("id", ID, {"en": "The level's id", "hi": "स्तर की id"}, required=True),
    Field(
        "name",
        TEXT,
        {"en": "What one area of it is called", "hi": "इस स्तर के एक क्षेत्र को क्या कहते हैं"},
        required=True,
    ),
)
AREA = (
    Field(
        "id",
        ID,
        {"en": "The area's id: its address for ever", "hi": "क्षेत्र की id: सदा के लिए उसका पता"},
        required=True,
    ),
    Field("level", ID, {"en": "The id of its level", "hi": "उसके स्तर की id"}, required=True),
    Field("name", TEXT, {"en": "Its name", "hi": "उसका नाम"}, required=True),
    Field("areas", AreaTree(), {"en": "The areas it consists of", "hi": "इसके भीतर के क्षेत्र"}),
)
EXPECTS = (
    Field(
        "level",
        ID,
        {"en": "The level whose every area is to have a date", "hi": "जिस स्तर के हर क्षेत्र में तारीख चाहिए"},
        required=True,
    ),
    Field(
        "at_least",
        WHOLE,
        {"en": "How many dated events each; one if left out", "hi": "हर क्षेत्र में कम से कम कितने; न लिखें तो एक"},
    ),
    Field("except", IDS, {"en": "Areas that need none", "hi": "जिन क्षेत्रों में ज़रूरत नहीं"}),
)
PHASE = (
    Field(
        "id",
        ID,
        {"en": "The phase's id: its address for ever", "hi": "चरण की id: सदा के लिए उसका पता"},
        required=True,
    ),
    Field("name", TEXT, {"en": "Its name", "hi": "उसका नाम"}, required=True),
    Field("starts", DAY, {"en": "Its first day", "hi": "पहला दिन"}, required=True),
    Field(
        "ends",
        DAY,
        {"en": "Its last day, which still belongs to it", "hi": "आखिरी दिन (शामिल)"},
        required=True,
    ),
    Field(
        "area",
        ID,
        {
            "en": "The area it is for; the whole campaign if left out",
            "hi": "किस क्षेत्र का है; न लिखें तो पूरा कार्यक्रम",
        },
    ),
    Field(
        "expects",
        Either(ID, Group(EXPECTS)),
        {
            "en": "The level whose every area is to hold an event of it",
            "hi": "जिस स्तर के हर क्षेत्र में इसका आयोजन होना है",
        },
    ),
    Field(
        "entry",
        YES_NO,
        {"en": "no: it is not itself an entry in calendars", "hi": "no: चरण स्वयं कैलेंडर में न दिखे"},
    ),
    Field("color", COLOR_HEX, {"en": "Its colour, such as #0b6e4f", "hi": "उसका रंग, जैसे #0b6e4f"}),
    Field("notes", IDS, {"en": "Notes that explain it", "hi": "इसे समझाने वाले नोट"}),
)
FEEDS = (
    Field(
        "cancelled",
        choice(("mark", "status")),
        {"en": "How feeds show a cancelled event", "hi": "फीड में रद्द आयोजन कैसे दिखे"},
    ),
    Field(
        "default_duration",
        MINUTES,
        {
            "en": "How long a timed event without an end is, such as 2h or 90min",
            "hi": "समाप्ति न लिखी हो तो अवधि, जैसे 2h या 90min",
        },
    ),
)
FIELDS = (
    Field("name", TEXT, {"en": "The campaign's name", "hi": "कार्यक्रम का नाम"}, required=True),
    Field("summary", TEXT, {"en": "What it is, in a sentence or two", "hi": "यह क्या है, एक-दो वाक्य में"}),
    Field("url", URL, {"en": "Where the site will be served", "hi": "साइट किस पते पर रहेगी"}),
    Field("uid_domain", DOMAIN, {"en": "The end of every calendar UID; for ever", "hi": "हर कैलेंडर UID का अंत; सदा के लिए"}, required=True),
    Field("languages", ListOf(LANGUAGE_CODE), {"en": "The languages; the first one is the default, for ever", "hi": "भाषाएँ; पहली मुख्य भाषा, सदा के लिए"}, required=True),
    Field("locales", Locales(), {"en": "The CLDR locale of each language", "hi": "हर भाषा का CLDR locale"}),
    Field("timezone", ZONE, {"en": "The time zone, such as Asia/Kolkata", "hi": "समय क्षेत्र, जैसे Asia/Kolkata"}, required=True),
    Field("starts", DAY, {"en": "The campaign's first day", "hi": "कार्यक्रम का पहला दिन"}, required=True),
    Field("ends", DAY, {"en": "The campaign's last day", "hi": "कार्यक्रम का आखिरी दिन"}, required=True),
    Field("levels", ListOf(Group(LEVEL)), {"en": "The levels of areas, from wide to narrow", "hi": "क्षेत्रों के स्तर, बड़े से छोटे"}, required=True),
    Field("areas", AreaTree(), {"en": "The areas as a tree; the first is the whole campaign", "hi": "क्षेत्रों का पेड़; पहला पूरा कार्यक्रम"}, required=True),
    Field("phases", ListOf(Group(PHASE)), {"en": "The parts of the programme", "hi": "कार्यक्रम के चरण"}),
    Field("feeds", Group(FEEDS), {"en": "Settings of the calendar feeds", "hi": "कैलेंडर फीड की सेटिंग"}),
    Field("contacts_in_feeds", YES_NO, {"en": "yes: phone and e-mail of organisers stand in feeds", "hi": "yes: आयोजक के फोन और ई-मेल फीड में भी"}),
)  # fmt: skip


def read(record: Record, reading: Reading) -> Values | None:
    """The values of campaign.yaml; None where its languages or zone are unknown, without which nothing can be read."""
    first = {each.name: each for each in FIELDS}
    for name in ("languages", "timezone"):
        if record.take(name) is None:
            reading.error(record.place, "missing", field=name)
            return None
        value = first[name].type.read(record.entries[name][1], name, reading)
        if not value:
            return None
        if name == "languages":
            reading.languages = tuple(dict.fromkeys(value))
        else:
            reading.timezone = value
    return read_fields(record, FIELDS, reading)


def default_locale(language: str) -> str:
    """The likely locale of a language by CLDR: hi gives hi_IN."""
    likely = get_global("likely_subtags").get(language.replace("-", "_"), language)
    parts = Locale.parse(likely)
    return f"{parts.language}_{parts.territory}" if parts.territory else str(parts.language)


def resolve(scalar: Scalar, known: Collection[str], kind: str, reading: Reading) -> str | None:
    """The id that `scalar` holds, if it is one of the `known` of its `kind`; else a problem and None."""
    if scalar.text in known:
        return scalar.text
    near = nearest(scalar.text, known)
    if near:
        reading.error(scalar.place, "unknown-id-near", kind=kind, value=scalar.text, near=near)
    else:
        reading.error(scalar.place, "unknown-id", kind=kind, value=scalar.text)
    return None


def resolve_all(
    scalars: Iterable[Scalar] | None, known: Collection[str], kind: str, reading: Reading
) -> tuple[str, ...]:
    found = (resolve(each, known, kind, reading) for each in scalars or ())
    return tuple(dict.fromkeys(id for id in found if id is not None))


def days_between(values: Values, reading: Reading) -> Days | None:
    """The days from `starts` to `ends`, both inclusive."""
    starts, ends = values["starts"], values["ends"]
    if starts is None or ends is None:
        return None
    if ends < starts:
        reading.error(values.place("ends"), "end-before-start", value=ends, start=starts)
        return None
    return Days(starts, ends)


def unique(group: Iterable[Values], kind: str, reading: Reading) -> tuple[Values, ...]:
    """The members of `group` that have an id, which must be theirs alone; a second one is a problem naming both."""
    seen: dict[str, Values] = {}
    for values in group:
        scalar = values["id"]
        if scalar is None:
            continue
        first = seen.setdefault(scalar.text, values)
        if first is not values:
            place = first["id"].place
            reading.error(
                scalar.place, "duplicate-id", kind=kind, value=scalar.text, first=f"{place.file}:{place.line}"
            )
    return tuple(seen.values())


def campaign(values: Values, reading: Reading) -> Campaign | None:
    locales = values["locales"] or {}
    languages = []
    for code in reading.languages:
        locale = locales.get(code) or default_locale(code)
        languages.append(Language(code, locale, Locale.parse(locale).text_direction))
    days = days_between(values, reading)
    levels = tuple(
        Level(level["id"].text, level["name"])
        for level in unique(values["levels"] or (), "level", reading)
        if level["name"]
    )
    if days is None or values["name"] is None or values["uid_domain"] is None:
        return None
    feeds = values["feeds"]
    return Campaign(
        name=values["name"],
        summary=values["summary"],
        url=_with_slash(values, reading),
        uid_domain=values["uid_domain"],
        languages=tuple(languages),
        timezone=reading.timezone,
        days=days,
        levels=levels,
        cancelled_as_status=bool(feeds and feeds["cancelled"] == "status"),
        default_duration=(feeds and feeds["default_duration"]) or DEFAULT_DURATION,
        contacts_in_feeds=bool(values["contacts_in_feeds"]),
    )


def _with_slash(values: Values, reading: Reading) -> str | None:
    url: str | None = values["url"]
    if url is None:
        return None
    if "?" in url or "#" in url or not url.isascii():
        reading.error(values.place("url"), "base-url", value=url)
    return url if url.endswith("/") else url + "/"


def areas(values: Values, levels: Collection[str], reading: Reading) -> tuple[Area, ...]:
    """The tree as a flat tuple, parents before children; each area knows its ancestors and descendants."""
    roots: tuple[Values, ...] = values["areas"] or ()
    if len(roots) > 1:
        place = roots[1]["id"].place if roots[1]["id"] else roots[1].record.place
        reading.error(place, "second-root")
    found: list[tuple[Values, Ancestors]] = []

    def walk(each: Values, ancestors: Ancestors) -> None:
        if each["id"] is None:
            return
        found.append((each, ancestors))
        for child in each["areas"] or ():
            walk(child, (each["id"].text, *ancestors))

    for root in roots[:1]:
        walk(root, ())
    unique((each for each, _ in found), "area", reading)
    result = []
    for each, ancestors in found:
        id = each["id"].text
        level = resolve(each["level"], levels, "level", reading) if each["level"] else None
        below = [(other["id"].text, above) for other, above in found if id in above]
        if level and each["name"]:
            children = tuple(other for other, above in below if above[:1] == (id,))
            descendants = tuple(other for other, _ in below)
            result.append(Area(id, each["name"], level, ancestors, children, descendants))
    return tuple(result)


def phases(
    values: Values, areas: Iterable[Area], levels: Collection[str], notes: Collection[str], reading: Reading
) -> tuple[Phase, ...]:
    known_areas = {area.id: area for area in areas}
    result = []
    for number, each in enumerate(unique(values["phases"] or (), "phase", reading)):
        days = days_between(each, reading)
        area = resolve(each["area"], known_areas, "area", reading) if each["area"] else next(iter(known_areas), None)
        expects = _expectation(each["expects"], levels, known_areas, reading)
        note_ids = resolve_all(each["notes"], notes, "note", reading)
        if days and area and each["name"]:
            entry = each["entry"] is not False
            color = (each["color"] or PALETTE[number % len(PALETTE)]).lower()
            result.append(Phase(each["id"].text, each["name"], days, area, expects, entry, color, note_ids))
    return tuple(result)


def _expectation(
    written: Scalar | Values | None, levels: Collection[str], areas: Collection[str], reading: Reading
) -> Expectation | None:
    if isinstance(written, Values):
        level = resolve(written["level"], levels, "level", reading) if written["level"] else None
        excepted = resolve_all(written["except"], areas, "area", reading)
        return Expectation(level, written["at_least"] or 1, excepted) if level else None
    level = resolve(written, levels, "level", reading) if written else None
    return Expectation(level) if level else None
