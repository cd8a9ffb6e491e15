"""The types that fields of content files have: how each reads the text that was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from campaign_calendar import zones
from campaign_calendar.content.fields import Field, Group, ListOf, Reading, Single
from campaign_calendar.located import Node, Record, Scalar
from campaign_calendar.model import Run, Text
from campaign_calendar.problems import character_name, nearest

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = frozenset(
    [
        "campaign",
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{device}{n}" for device in ("com", "lpt") for n in range(10)),
    ]
)
MAX_IDENTIFIER = 80
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
DATE = re.compile(r"((?:19|20|21)\d{2})-(\d{2})-(\d{2})")
DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
TIME = re.compile(r"(\d{1,2}):(\d{2})")
LIKE_A_TIME = re.compile(r"\d{1,2}([:.]\d{1,2}.*| ?[ap]\.?m\.?)?", re.IGNORECASE)
DATE_AND_TIME = re.compile(r"([^ T]+)(?: +|T)(.+)")
ODD_SPACE = re.compile(r"[^\S ]")
COLOR = re.compile(r"#[0-9a-fA-F]{6}")
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
DURATION = re.compile(r"(\d{1,3})(h|min)")
SITE_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*")
NUMBER = re.compile(r"[-+]?\d{1,3}(\.\d{1,12})?")
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,24}")
EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")


def plain_digits(text: str) -> str:
    """`text` with the decimal digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _line(scalar: Scalar, name: str, reading: Reading) -> str | None:
    text = scalar.text.strip()
    if "\n" in text:
        reading.error(scalar.place, "one-line", field=name)
        return None
    return text


def _prose(scalar: Scalar, _name: str, _reading: Reading) -> str:
    return scalar.text.strip("\n")


def _identifier(scalar: Scalar, name: str, reading: Reading) -> Scalar | None:
    value = scalar.text
    if not IDENTIFIER.fullmatch(value) or len(value) > MAX_IDENTIFIER:
        reading.error(scalar.place, "id", field=name, value=value, instead=_as_identifier(value))
        return None
    if value in RESERVED:
        reading.error(scalar.place, "id-reserved", field=name, value=value)
        return None
    return scalar


def _as_identifier(value: str) -> str:
    """An id near to `value`, or an example of one."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    near = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_IDENTIFIER].strip("-")
    if not near:
        return "reading-evening"
    return f"{near}-1" if near in RESERVED else near


def _to_date(text: str) -> date | None:
    found = DATE.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _day(scalar: Scalar, name: str, reading: Reading) -> date | None:
    return _known_day(scalar, plain_digits(scalar.text), name, reading)


def _known_day(scalar: Scalar, text: str, name: str, reading: Reading) -> date | None:
    """The day that `text`, a part of `scalar`, names; None with a problem where it names none."""
    day = _to_date(text)
    if day is not None:
        return day
    swapped = DAY_FIRST.fullmatch(text)
    instead = f"{swapped[3]}-{swapped[2]:0>2}-{swapped[1]:0>2}" if swapped else ""
    if _to_date(instead):
        reading.error(scalar.place, "date-order", field=name, value=scalar.text, instead=instead)
    elif DATE.fullmatch(text):
        reading.error(scalar.place, "no-such-day", field=name, value=scalar.text)
    else:
        reading.error(scalar.place, "date", field=name, value=scalar.text)
    return None


def _to_time(text: str) -> time | None:
    found = TIME.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found and int(found[1]) < 24 and int(found[2]) < 60 else None


def local_time(day: date, hour: time, scalar: Scalar, name: str, reading: Reading) -> datetime | None:
    """That hour of that day in the campaign's zone, or None with a problem where its clocks skip it."""
    try:
        return zones.localised(datetime.combine(day, hour), reading.timezone)
    except zones.SkippedTime:
        reading.error(scalar.place, "skipped-time", field=name, value=scalar.text, zone=reading.timezone)
        return None


def _moment(scalar: Scalar, name: str, reading: Reading) -> date | datetime | None:
    """A date, or a date and a time with a space or a T between them."""
    text = plain_digits(scalar.text)
    odd = ODD_SPACE.search(text)
    if odd:
        place = scalar.place._replace(column=scalar.place.column + odd.start())
        reading.error(place, "forbidden-character", value=character_name(odd[0]))
        return None
    both = DATE_AND_TIME.fullmatch(text)
    day = _known_day(scalar, both[1] if both else text, name, reading)
    if day is None or both is None:
        return day
    hour = _to_time(both[2])
    if hour is None:
        reading.error(scalar.place, "time", field=name, value=both[2])
        return None
    return local_time(day, hour, scalar, name, reading)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day whose day stands elsewhere."""

    scalar: Scalar
    time: time


def _end(scalar: Scalar, name: str, reading: Reading) -> date | datetime | Hour | None:
    """A date, a date and a time, or a time."""
    text = plain_digits(scalar.text)
    hour = _to_time(text)
    if hour is not None:
        return Hour(scalar, hour)
    if LIKE_A_TIME.fullmatch(text):
        reading.error(scalar.place, "time", field=name, value=scalar.text)
        return None
    return _moment(scalar, name, reading)


def _yes_no(scalar: Scalar, name: str, reading: Reading) -> bool | None:
    value = {"yes": True, "true": True, "no": False, "false": False}.get(scalar.text)
    if value is None:
        reading.error(scalar.place, "yes-no", field=name, value=scalar.text)
    return value


def _whole(scalar: Scalar, name: str, reading: Reading) -> int | None:
    text = plain_digits(scalar.text)
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        reading.error(scalar.place, "whole-number", field=name, value=scalar.text)
        return None
    return int(text)


def is_site_address(text: str) -> bool:
    """Whether `text` can be the address that a site is served at: http(s) and a host, perhaps a port and folders,
    all in the letters that RFC 3986 leaves unescaped."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return sound and parts.username is None and bool(SITE_ADDRESS.fullmatch(text))


def _positive(scalar: Scalar, name: str, reading: Reading) -> int | None:
    value = _whole(scalar, name, reading)
    if value == 0:
        reading.error(scalar.place, "whole-number", field=name, value=scalar.text)
    return value or None


def _url(scalar: Scalar, name: str, reading: Reading) -> str | None:
    value = scalar.text
    try:
        parts = urlsplit(value)
        sound = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\^`{|}]", value)
        )
        sound = sound and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        reading.error(scalar.place, "url", field=name, value=value)
        return None
    return value


def _matching(pattern: re.Pattern[str], rule: str) -> Single:
    def convert(scalar: Scalar, name: str, reading: Reading) -> str | None:
        text = plain_digits(scalar.text)
        if not pattern.fullmatch(text):
            reading.error(scalar.place, rule, field=name, value=scalar.text)
            return None
        return text

    return Single(convert)


def _language(scalar: Scalar, name: str, reading: Reading) -> str | None:
    """The code of a language that CLDR knows."""
    try:
        known = LANGUAGE.fullmatch(scalar.text) is not None and bool(Locale.parse(scalar.text.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        known = False
    if not known:
        reading.error(scalar.place, "language", field=name, value=scalar.text)
        return None
    return scalar.text


def _zone(scalar: Scalar, name: str, reading: Reading) -> str | None:
    if not zones.exists(scalar.text):
        reading.error(scalar.place, "zone", field=name, value=scalar.text)
        return None
    return scalar.text


def _minutes(scalar: Scalar, name: str, reading: Reading) -> int | None:
    found = DURATION.fullmatch(plain_digits(scalar.text))
    length = int(found[1]) * (60 if found[2] == "h" else 1) if found else 0
    if not 0 < length <= 24 * 60:
        reading.error(scalar.place, "duration", field=name, value=scalar.text)
        return None
    return length


def _degrees(scalar: Scalar, name: str, reading: Reading) -> float | None:
    text = plain_digits(scalar.text)
    value = float(text) if NUMBER.fullmatch(text) else float("nan")
    if not -180 <= value <= 180:
        reading.error(scalar.place, "degrees", field=name, value=scalar.text)
        return None
    return value


def choice(options: Iterable[str]) -> Single:
    """One of a few words."""
    known = tuple(options)

    def convert(scalar: Scalar, name: str, reading: Reading) -> str | None:
        if scalar.text not in known:
            near = nearest(scalar.text, known)
            listed = ", ".join(known)
            if near:
                reading.error(scalar.place, "choice-near", field=name, value=scalar.text, known=listed, near=near)
            else:
                reading.error(scalar.place, "choice", field=name, value=scalar.text, known=listed)
            return None
        return scalar.text

    return Single(convert)


@dataclass(frozen=True, slots=True)
class Localised:
    """Text in one or more languages: a plain value is the first language, a mapping has a text for each."""

    convert: Callable[[Scalar, str, Reading], str | None]

    def read(self, node: Node, name: str, reading: Reading) -> Text | None:
        single = Single(self.convert)
        if not isinstance(node, Record):
            text = single.read(node, name, reading)
            if not text:
                return None
            self._note_missing(node, name, reading.languages[1:], reading)
            return Text((Run(text, reading.languages[0]),))
        runs = []
        missing = []
        for language in reading.languages:
            each = node.take(language)
            errors = reading.errors
            text = single.read(each, f"{name}.{language}", reading) if each is not None else None
            if text:
                runs.append(Run(text, language))
            elif reading.errors == errors:
                missing.append(language)
        for key, place in node.unread.items():
            reading.error(place.place, "unknown-language", value=key, known=", ".join(reading.languages))
        if not runs:
            return None
        self._note_missing(node, name, missing, reading)
        return Text(tuple(runs))

    def _note_missing(self, node: Node, name: str, missing: Iterable[str], reading: Reading) -> None:
        languages = ", ".join(missing)
        if languages:
            reading.warning(node.place, "translation", field=name, languages=languages)


@dataclass(frozen=True, slots=True)
class Either:
    """A single value or a mapping."""

    single: Single | Localised
    group: Group

    def read(self, node: Node, name: str, reading: Reading) -> object:
        chosen = self.group if isinstance(node, Record) else self.single
        return chosen.read(node, name, reading)


ID = Single(_identifier)
LINE = Single(_line)
TEXT = Localised(_line)
PROSE = Localised(_prose)
DAY = Single(_day)
MOMENT = Single(_moment)
END = Single(_end)
YES_NO = Single(_yes_no)
WHOLE = Single(_whole)
POSITIVE = Single(_positive)
URL = Single(_url)
COLOR_HEX = _matching(COLOR, "color")
LANGUAGE_CODE = Single(_language)
DOMAIN = _matching(HOST, "domain")
PHONE_NUMBER = _matching(PHONE, "phone")
EMAIL_ADDRESS = _matching(EMAIL, "email")
ZONE = Single(_zone)
MINUTES = Single(_minutes)
DEGREES = Single(_degrees)

LINK = Group(
    (
        Field("url", URL, {"en": "The address, with https://", "hi": "पता, https:// के साथ"}),
        Field("title", TEXT, {"en": "What is to be found there", "hi": "वहाँ क्या मिलेगा"}, required=True),
    )
)
LINKS = ListOf(LINK)
IDS = ListOf(ID, or_one=True)
