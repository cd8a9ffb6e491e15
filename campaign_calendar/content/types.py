"""The types that fields of content files have: how each reads the text that was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from babel import UnknownLocaleError

from campaign_calendar import zones
from campaign_calendar.cldr import Locale
from campaign_calendar.content import likely
from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.reading import Field, Reading, Words
from campaign_calendar.content.single import Single
from campaign_calendar.limits import MAX_LINE, beyond
from campaign_calendar.located import Node, Record, Scalar
from campaign_calendar.model import Run, Text
from campaign_calendar.problems import nearest
from campaign_calendar.syntax.text import quoted

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
SCALARS = ("string", "number", "boolean")  # any text may look like one of these
YES_OR_NO = {"yes": True, "no": False, "true": True, "false": False}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
COLOR = re.compile(r"#[0-9a-fA-F]{6}")
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
SITE_ADDRESS = re.compile(r"(?i:https?)://[A-Za-z0-9.:\[\]-]+(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*")
NUMBER = re.compile(r"[-+]?\d{1,3}(\.\d{1,12})?")
PHONE = re.compile(r"\+?\d[\d ()-]{4,24}")
EMAIL = re.compile(r"[^@\s<>\":]+@[^@\s<>\"]+\.[^@\s<>\".]+")
UNSAFE_IN_URL = re.compile(r"[\s<>\"\\^`{|}\u00ad\u200b\u200e\u200f\u2060\ufeff]")
CONTACT = re.compile(rf"(?:mailto:|tel:)?(?:{EMAIL.pattern}|{PHONE.pattern})")


def plain_digits(text: str) -> str:
    """`text` with the decimal digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _line(scalar: Scalar, name: str, reading: Reading) -> str | None:
    _note_curly_quotes(scalar, name, reading)
    _without_comma(scalar, name, reading)
    return _in_one_line(scalar, name, reading)


def _without_comma(scalar: Scalar, name: str, reading: Reading) -> None:
    if scalar.plain and scalar.text.endswith(","):
        instead = scalar.text.rstrip(" ,")
        reading.error(scalar.place, "comma-at-end", field=name, value=scalar.text, instead=instead)


def _in_one_line(scalar: Scalar, name: str, reading: Reading) -> str | None:
    text = scalar.text.strip()
    if "\n" in text:
        reading.error(scalar.place, "one-line", field=name)
        return None
    if len(text) > MAX_LINE:
        reading.error(scalar.place, "line-too-long", field=name, length=len(text), limit=MAX_LINE)
        return None
    return text


def _prose(scalar: Scalar, name: str, reading: Reading) -> str | None:
    _note_curly_quotes(scalar, name, reading)
    text = scalar.text.strip("\n")
    if found := beyond(text):
        reading.error(scalar.place, found.rule, field=name, **found.values)
        return None
    return text


def _note_curly_quotes(scalar: Scalar, name: str, reading: Reading) -> None:
    """A text wholly in the quotes of a phone: they were meant for those that YAML has, and would stand on the page."""
    if scalar.plain and likely.IN_CURLY_QUOTES.fullmatch(scalar.text):
        values = {"instead": quoted(scalar.text[1:-1]), "otherwise": quoted(scalar.text)}
        reading.error(scalar.place, "quotes-curly", field=name, value=scalar.text, **values)


def _identifier(scalar: Scalar, name: str, reading: Reading) -> Scalar | None:
    value = scalar.text
    if not IDENTIFIER.fullmatch(value) or len(value) > MAX_IDENTIFIER:
        instead = as_identifier(value, "")
        such = instead or "reading-evening"
        reading.error(scalar.place, "id", field=name, value=value, such=such, instead=instead)
        return None
    if value in RESERVED:
        reading.error(scalar.place, "id-reserved", field=name, value=value)
        return None
    return scalar


def _reference(scalar: Scalar, name: str, reading: Reading) -> Scalar | None:
    """An id of something; whether there is such a thing is known only once everything is read."""
    return scalar if _in_one_line(scalar, name, reading) else None


def as_identifier(value: str, otherwise: str) -> str:
    """An id near to `value`; `otherwise` where none of its letters are of use."""
    value = value.removesuffix(".yaml").removesuffix(".md")
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    near = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_IDENTIFIER].strip("-")
    if not near:
        return otherwise
    return f"{near}-1" if near in RESERVED else near


def _yes_no(scalar: Scalar, name: str, reading: Reading) -> bool | None:
    value = YES_OR_NO.get(scalar.text)
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
        reading.error(scalar.place, "at-least-one", field=name, value=scalar.text)
    return value or None


def _url(scalar: Scalar, name: str, reading: Reading) -> str | None:
    value = scalar.text
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not UNSAFE_IN_URL.search(value)
        sound = sound and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        rule = "url-contact" if CONTACT.fullmatch(plain_digits(value)) else "url"
        reading.error(scalar.place, rule, field=name, value=value)
        return None
    return value


def _matching(pattern: re.Pattern[str], rule: str, about: Words, mend: Callable[[str], str] = str) -> Single:
    def convert(scalar: Scalar, name: str, reading: Reading) -> str | None:
        text = plain_digits(scalar.text)
        if not pattern.fullmatch(text) or likely.UNSEEN.search(text):
            reading.error(scalar.place, rule, field=name, value=scalar.text)
            return None
        return text

    return Single(convert, about, pattern.pattern, mend=mend)


def _language(scalar: Scalar, name: str, reading: Reading) -> str | None:
    """The code of a language that CLDR knows."""
    try:
        known = LANGUAGE.fullmatch(scalar.text) is not None and bool(Locale.named(scalar.text))
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


def _degrees(scalar: Scalar, name: str, reading: Reading) -> float | None:
    text = plain_digits(scalar.text)
    value = float(text) if NUMBER.fullmatch(text) else float("nan")
    if not -180 <= value <= 180:
        reading.error(scalar.place, "degrees", field=name, value=scalar.text)
        return None
    return value


def choice(options: Iterable[str]) -> Single:
    """One of a few words."""
    known = tuple(str(option) for option in options)

    def convert(scalar: Scalar, name: str, reading: Reading) -> str | None:
        if scalar.text not in known:
            near = nearest(scalar.text, known)
            rule, more = ("choice-near", {"near": near}) if near else ("choice", {})
            reading.error(scalar.place, rule, field=name, value=scalar.text, known=", ".join(known), **more)
            return None
        return scalar.text

    return Single(convert, options=known, mend=lambda text: likely.word(text, known))


@dataclass(frozen=True, slots=True)
class Localised:
    """Text in one or more languages: a plain value is the first language, a mapping has a text for each."""

    single: Single

    def read(self, node: Node, name: str, reading: Reading) -> Text | None:
        single = self.single
        if not isinstance(node, Record):
            text = single.read(node, name, reading)
            return Text((Run(text, reading.languages[0]),)) if text else None
        runs = []
        for language in reading.languages:
            each = node.take(language)
            text = single.read(each, f"{name}.{language}", reading) if each is not None else None
            if text:
                runs.append(Run(text, language))
        for key in node.unread.values():
            near = likely.language(key.text).partition("-")[0]
            known = ", ".join(reading.languages)
            if near in reading.languages and near not in node.entries:
                reading.error(key.place, "unknown-language-near", value=key.text, known=known, near=near)
            else:
                reading.error(key.place, "unknown-language", value=key.text, known=known)
        return Text(tuple(runs)) if runs else None


@dataclass(frozen=True, slots=True)
class Either:
    """A single value or a mapping."""

    single: Single | Localised
    group: Group

    def names(self) -> tuple[str, ...]:
        return self.group.names()

    def read(self, node: Node, name: str, reading: Reading) -> object:
        chosen = self.group if isinstance(node, Record) else self.single
        return chosen.read(node, name, reading)


# fmt: off
ID = Single(_identifier, {"en": "an id: a-z, 0-9 and single hyphens, at most 80", "hi": "id: a-z, 0-9 और अकेले हाइफ़न, अधिक से अधिक 80"}, rf"(?=.{{1,{MAX_IDENTIFIER}}}$){IDENTIFIER.pattern}", json=SCALARS)
REFERENCE = Single(_reference, {"en": "the id of one", "hi": "उसकी id"}, ID.pattern, json=SCALARS)
LINE = Single(_line, {"en": "a line of text", "hi": "एक पंक्ति का टेक्स्ट"}, json=SCALARS)
PARAGRAPHS = Single(_prose, {"en": "Markdown", "hi": "Markdown"}, json=SCALARS)
TEXT = Localised(LINE)
PROSE = Localised(PARAGRAPHS)
YES_NO = Single(_yes_no, {"en": "yes or no", "hi": "yes या no"}, options=tuple(YES_OR_NO), json=("string", "boolean"), mend=lambda text: likely.word(text, ("yes", "no")))
WHOLE = Single(_whole, {"en": "a whole number", "hi": "पूर्णांक"}, r"\d{1,9}", json=("string", "integer"), mend=likely.number)
POSITIVE = Single(_positive, {"en": "a whole number from 1 on", "hi": "1 या उससे बड़ा पूर्णांक"}, r"\d{1,9}", json=("string", "integer"), mend=likely.number)
URL = Single(_url, {"en": "a web address with https://", "hi": "वेब पता, https:// के साथ"}, r"[Hh][Tt][Tt][Pp][Ss]?://.+", mend=likely.address)
COLOR_HEX = _matching(COLOR, "color", {"en": "a colour such as #0b6e4f, in quotes", "hi": "रंग, जैसे #0b6e4f, उद्धरण चिह्नों में"}, likely.color)
LANGUAGE_CODE = Single(_language, {"en": "the code of a language, such as hi", "hi": "भाषा का कोड, जैसे hi"}, LANGUAGE.pattern, mend=likely.language)
DOMAIN = replace(_matching(HOST, "domain", {"en": "a domain", "hi": "डोमेन"}, likely.domain), json=("string", "number"))
PHONE_NUMBER = replace(_matching(PHONE, "phone", {"en": "a phone number", "hi": "फोन नंबर"}, likely.phone), json=("string", "integer"))
EMAIL_ADDRESS = _matching(EMAIL, "email", {"en": "an e-mail address", "hi": "ई-मेल पता"}, likely.email)
ZONE = Single(_zone, {"en": "a time zone of the IANA database, such as Europe/Berlin", "hi": "IANA सूची का समय क्षेत्र, जैसे Asia/Kolkata"}, zones.NAME.pattern)
DEGREES = Single(_degrees, {"en": "degrees, such as 28.59", "hi": "अंश, जैसे 28.59"}, NUMBER.pattern, json=("string", "number"), mend=likely.degrees)

LINK = Group((
    Field("url", URL, {"en": "The address, with https://", "hi": "पता, https:// के साथ"}, required=True),
    Field("title", TEXT, {"en": "What is to be found there", "hi": "वहाँ क्या मिलेगा"}, required=True),
))
LINKS = ListOf(LINK)
IDS = ListOf(REFERENCE, or_one=True)
# fmt: on
