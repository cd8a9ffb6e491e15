"""campaign.yaml: its fields, and the campaign that they become."""

from __future__ import annotations

from dataclasses import dataclass

from babel import UnknownLocaleError
from babel.core import get_global

from campaign_calendar.cldr import Locale
from campaign_calendar.content.areas import LEVEL, AreaTree
from campaign_calendar.content.fields import Group, ListOf, read_fields
from campaign_calendar.content.holidays import HOLIDAY, PUBLIC
from campaign_calendar.content.keys import written_otherwise
from campaign_calendar.content.moments import DAY, MINUTES
from campaign_calendar.content.phases import PHASE, days_between
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.references import unique
from campaign_calendar.content.retired import RETIRED
from campaign_calendar.content.types import (
    DOMAIN,
    ID,
    LANGUAGE_CODE,
    LINE,
    LINKS,
    TEXT,
    URL,
    YES_NO,
    ZONE,
    choice,
    is_site_address,
)
from campaign_calendar.located import Node, Record, Scalar
from campaign_calendar.model import Campaign, Language, Level, Link, Tag

DEFAULT_DURATION = 120  # minutes


@dataclass(frozen=True, slots=True)
class Locales:
    """A mapping from the campaign's languages to CLDR locales."""

    def read(self, node: Node, name: str, reading: Reading) -> dict[str, str] | None:
        fields = tuple(Field(language, LINE, {}) for language in reading.languages)
        values = Group(fields).read(node, name, reading)
        if values is None:
            return None
        known = {}
        for language, locale in values.found.items():
            if _is_locale(locale, language):
                known[language] = locale
            else:
                reading.error(values.place(language), "locale", value=locale, language=language)
        return known


def _is_locale(locale: str, language: str) -> bool:
    try:
        return Locale.parse(locale).language == language.partition("-")[0]
    except (UnknownLocaleError, ValueError):
        return False


# fmt: off
FEEDS = (
    Field("cancelled", choice(("mark", "status")), {"en": "How feeds show a cancelled event", "hi": "फीड में रद्द आयोजन कैसे दिखे"}),
    Field("default_duration", MINUTES, {"en": "How long a timed event without an end is, such as 2h or 90min", "hi": "समाप्ति न लिखी हो तो अवधि, जैसे 2h या 90min"}),
)
TAG = (
    Field("id", ID, {"en": "The tag's id: its address for ever", "hi": "टैग की id: सदा के लिए उसका पता"}, required=True),
    Field("name", TEXT, {"en": "Its name", "hi": "उसका नाम"}, required=True),
)
FIELDS = (
    Field("name", TEXT, {"en": "The campaign's name", "hi": "कार्यक्रम का नाम"}, required=True),
    Field("summary", TEXT, {"en": "What it is, in a sentence or two", "hi": "यह क्या है, एक-दो वाक्य में"}),
    Field("url", URL, {"en": "Where the site will be served", "hi": "साइट किस पते पर रहेगी"}),
    Field("uid_domain", DOMAIN, {"en": "The end of every calendar UID; for ever", "hi": "हर कैलेंडर UID का अंत; सदा के लिए"}, required=True),
    Field("languages", ListOf(LANGUAGE_CODE), {"en": "The languages; the first one is the default, for ever", "hi": "भाषाएँ; पहली मुख्य भाषा, सदा के लिए"}, required=True),
    Field("locales", Locales(), {"en": "The CLDR locale of each language", "hi": "हर भाषा का CLDR locale"}),
    Field("timezone", ZONE, {"en": "The time zone, such as Europe/Berlin", "hi": "समय क्षेत्र, जैसे Asia/Kolkata"}, required=True),
    Field("starts", DAY, {"en": "The campaign's first day", "hi": "कार्यक्रम का पहला दिन"}, required=True),
    Field("ends", DAY, {"en": "The campaign's last day", "hi": "कार्यक्रम का आखिरी दिन"}, required=True),
    Field("levels", ListOf(Group(LEVEL)), {"en": "The levels of areas, from wide to narrow", "hi": "क्षेत्रों के स्तर, बड़े से छोटे"}, required=True),
    Field("areas", AreaTree(), {"en": "The areas as a tree; the first is the whole campaign", "hi": "क्षेत्रों का पेड़; पहला पूरा कार्यक्रम"}, required=True),
    Field("phases", ListOf(Group(PHASE)), {"en": "The parts of the programme", "hi": "कार्यक्रम के चरण"}),
    Field("tags", ListOf(Group(TAG)), {"en": "Words by which events and notes can be found together", "hi": "शब्द, जिनसे एक तरह के आयोजन और नोट साथ मिलें"}),
    Field("holidays", ListOf(Group(HOLIDAY)), {"en": "Days to warn about", "hi": "छुट्टियाँ, जिनके बारे में चेतावनी चाहिए"}),
    Field("public_holidays", Group(PUBLIC), {"en": "The public holidays of a country, to warn about too", "hi": "किसी देश की सार्वजनिक छुट्टियाँ, इनकी भी चेतावनी"}),
    Field("follow", LINKS, {"en": "The campaign's own channels", "hi": "कार्यक्रम के अपने चैनल"}),
    Field("edit", URL, {"en": "Where an editor writes files; gaps and pages lead there", "hi": "संपादक फाइलें कहाँ लिखते हैं; पेज वहाँ ले जाते हैं"}),
    Field("feeds", Group(FEEDS), {"en": "Settings of the calendar feeds", "hi": "कैलेंडर फीड की सेटिंग"}),
    Field("contacts_in_feeds", YES_NO, {"en": "yes: phone and e-mail of organisers stand in feeds", "hi": "yes: आयोजक के फोन और ई-मेल फीड में भी"}),
    Field("coverage", choice(("public", "private")), {"en": "private: no page that shows which areas have no date", "hi": "private: बिना तारीख वाले क्षेत्रों का पेज न बने"}),
    Field("cards", choice(("event", "phase", "none")), {"en": "Which pages get a picture of their own for sharing", "hi": "साझा करने पर किन पेजों की अपनी तस्वीर दिखे"}),
    Field("offline", YES_NO, {"en": "no: the site does not stay readable without a network", "hi": "no: नेटवर्क के बिना साइट पढ़ने को न मिले"}),
    Field("retired", ListOf(Group(RETIRED, "{event: …, why: …}")), {"en": "Ids taken back after publication", "hi": "प्रकाशन के बाद वापस ली गई id"}),
)
# fmt: on


def read(record: Record, reading: Reading) -> Values | None:
    """The values of campaign.yaml; None where its languages or zone are unknown, without which nothing can be read."""
    first = {each.name: each for each in FIELDS}
    for name in ("languages", "timezone"):
        if record.take(name) is None:
            _say_missing(record, name, reading)
            return None
        errors = reading.errors
        value = first[name].type.read(record.entries[name][1], name, reading)
        if not value and reading.errors == errors:
            reading.error(record.place, "missing", field=name)
        if not value or reading.errors > errors:
            return None
        if name == "languages":
            reading.languages = tuple(dict.fromkeys(value))
        else:
            reading.timezone = value
    starts = record.take("starts")
    day = DAY.convert(starts, "starts", reading.trial()) if isinstance(starts, Scalar) else None
    reading.year = day.year if day else None
    return read_fields(record, FIELDS, reading)


def _say_missing(record: Record, name: str, reading: Reading) -> None:
    """Of a field without which nothing can be read."""
    otherwise = written_otherwise(record, name, [each.name for each in FIELDS])
    if otherwise:
        reading.error(otherwise.place, "unknown-key-near", value=otherwise.text, near=name)
    else:
        reading.error(record.place, "missing", field=name)


def default_locale(language: str) -> str:
    """The likely locale of a language by CLDR: hi gives hi_IN."""
    name = language.replace("-", "_")
    parts = Locale.named(get_global("likely_subtags").get(name, name))
    return f"{parts.language}_{parts.territory}" if parts.territory else str(parts.language)


def levels(values: Values, reading: Reading) -> tuple[Level, ...]:
    written = unique(values["levels"] or (), "level", reading)
    return tuple(Level(each["id"].text, each["name"]) for each in written if each["id"] and each["name"])


def campaign(values: Values, levels: tuple[Level, ...], reading: Reading) -> Campaign | None:
    locales = values["locales"] or {}
    languages = []
    for code in reading.languages:
        locale = locales.get(code) or default_locale(code)
        languages.append(Language(code, locale, Locale.named(locale).text_direction))
    days = days_between(values, reading)
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
        follow=tuple(Link(each["url"], each["title"]) for each in values["follow"] or () if each["title"]),
        edit=_edited_at(values["edit"]),
        coverage=values["coverage"] or "public",
        cards=values["cards"] or "phase",
        offline=values["offline"] is not False,
    )


def tags(values: Values, reading: Reading) -> tuple[Tag, ...]:
    written = unique(values["tags"] or (), "tag", reading)
    return tuple(Tag(each["id"].text, each["name"]) for each in written if each["id"] and each["name"])


def _edited_at(url: str | None) -> str | None:
    return f"{url.rstrip('/')}/" if url else None


def _with_slash(values: Values, reading: Reading) -> str | None:
    url: str | None = values["url"]
    if url is None:
        return None
    if not is_site_address(url):
        reading.error(values.place("url"), "base-url", field="url", value=url)
    scheme, _, rest = url.partition("://")
    return f"{scheme.lower()}://{rest}{'' if url.endswith('/') else '/'}"
