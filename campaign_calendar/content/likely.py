"""What people type for a number, an address or a colour in; how it is written here, or an empty string, out.

Nothing is read by way of this module: it only finds what a message can propose. Whether that would be right is looked
at before it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from campaign_calendar.cldr import Locale
from campaign_calendar.problems import character_name

# What phones, browsers and word processors put into a text, and nobody types.
QUOTES = "\"'“”„‟«»‘’‚‛‹›`"
DASHES = re.compile("[‐‑‒–—―−]")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
ODD_SPACE = re.compile(r"[^\S \n]")
ODD = re.compile(f"{DASHES.pattern}|{UNSEEN.pattern}|{ODD_SPACE.pattern}|[{QUOTES}]|^[ \n]|[ \n]$")
# A host with its path, and nothing that may as well be a file or a sentence.
SCHEMELESS = re.compile(r"(?:https?:?/*)?((?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?)", re.IGNORECASE)
LIKE_FILE = re.compile(r"[^/]*\.(?:jpe?g|png|webp|gif|heic|pdf|docx?|xlsx?|pptx?|txt|md|ya?ml|html?)", re.IGNORECASE)
# The words that fields offer, and what people say for them, in small letters.
SAID = {
    "yes": ("true", "y", "on", "1", "हाँ", "हां", "जी", "जी हाँ"),
    "no": ("false", "n", "off", "0", "none", "नहीं", "ना"),
    "confirmed": ("final", "fixed", "पक्का", "तय", "निश्चित"),
    "tentative": ("maybe", "provisional", "tbc", "शायद", "संभावित", "अस्थायी"),
    "postponed": ("delayed", "on hold", "स्थगित", "टला", "टल गया"),
    "cancelled": ("called off", "cancel", "रद्द", "रद्द किया गया", "निरस्त"),
    "later": ("tba", "tbd", "tbc", "unknown", "बाद में", "तय नहीं", "पता नहीं"),
    "day": ("daily", "everyday", "दिन", "रोज", "रोज़", "प्रतिदिन"),
    "week": ("weekly", "सप्ताह", "हफ्ता", "हफ़्ता", "साप्ताहिक"),
    "month": ("monthly", "महीना", "महीने", "माह", "मासिक"),
}
COORDINATES = re.compile(r"(?<![\d.])(-?\d{1,3}\.\d+ ?°? ?[NSEW]?)[,; ]+(-?\d{1,3}\.\d+ ?°? ?[NSEW]?)", re.IGNORECASE)
# Fields by name, and what people call them who do not remember it; where two fit, the first is meant.
ALSO_CALLED = {
    "title": "name, event name, heading, headline, subject, topic, शीर्षक, नाम, विषय",
    "name": "title, person, contact, contact person, place, venue, label, नाम, शीर्षक",
    "event": "id",
    "dates": "date, list",
    "on": "date, day, days, when, weekday, weekdays, byday, original, तारीख",
    "start": "date, day, when, on, at, from, begin, begins, start date, start time, starts on, date time, starting, "
    "तारीख, दिनांक, तिथि, समय, कब",
    "starts": "from, begin, begins, start date, date, first day, तारीख",
    "date": "on, day, when, तारीख",
    "updated": "date, modified, last updated, तारीख",
    "until": "till, to, end, ends, last, last day, तक",
    "end": "to, till, finish, end date, end time, ends at, ends on, तक, समाप्ति",
    "ends": "to, till, until, end date, last day",
    "repeat": "recurrence, recurring, frequency, rrule",
    "every": "frequency, freq, each, repeats",
    "step": "interval",
    "count": "times, occurrences, number, total",
    "except": "exceptions, exception, exclude, skip, without, not on, holidays",
    "venue": "place, location, where, hall, स्थान, जगह",
    "address": "addr, street, where, location, पता",
    "geo": "coordinates, coords, gps, latlng, lat long, map",
    "area": "areas, district, region, city, ward, zone, क्षेत्र, जिला, ज़िला",
    "areas": "children, districts, regions, parts",
    "level": "type, kind, स्तर",
    "at_least": "count, number, minimum, min",
    "phase": "stage, चरण",
    "phases": "stages",
    "status": "state, स्थिति",
    "status_note": "reason, why, because, कारण",
    "why": "reason, note, because, कारण",
    "to": "now, replaced by, new",
    "online": "zoom, meet, meeting link, online link, webinar, livestream",
    "registration": "register, sign up, signup, rsvp, form, पंजीकरण",
    "speakers": "guests, guest, speaker name, chief guest, वक्ता",
    "organiser": "contact, contact person, host, organised by, आयोजक, संपर्क",
    "phone": "mobile, mob, tel, telephone, number, phone number, phone no, contact number, contact no, mobile no, whatsapp, फोन, फ़ोन, मोबाइल",
    "email": "mail, e mail, ईमेल, ई मेल",
    "url": "website, site, link, web, address, href",
    "links": "url, website, web",
    "sources": "links, references",
    "follow": "channels, social, social media, links",
    "audience": "for whom, who, participants, age group, किनके लिए",
    "attendance": "attendees, expected, capacity, seats, number of people, उपस्थिति",
    "attended": "attendance, attendees, people, count",
    "file": "src, path, url, name, image, photo, picture, document",
    "image": "picture, photo, img, poster, तस्वीर, फोटो",
    "attachments": "files, file, documents, document, pdf",
    "alt": "description, caption, text, title",
    "credit": "by, photographer, photo by, source, copyright",
    "outcome": "result, results, report, परिणाम",
    "text": "description, summary, report, result",
    "description": "desc, details, detail, about, info, information, text, body, content, summary, विवरण, जानकारी",
    "summary": "description, abstract, subtitle, about, सार",
    "tags": "category, categories, label, labels, keywords, टैग",
    "subdivision": "state, region, province",
    "timezone": "time zone, zone, tz",
    "languages": "langs, lang",
    "uid_domain": "domain, uid",
    "retired": "removed, deleted",
    "draft": "hidden, hide",
}


def keys(written: str) -> list[str]:
    """The names of fields that people call so."""
    plain = " ".join(re.split(r"[\s_.-]+", tidy(written).casefold().strip(".")))
    return [name for name, others in ALSO_CALLED.items() if plain in others.split(", ")]


def tidy(text: str) -> str:
    """`text` without what nobody types."""
    return UNSEEN.sub("", ODD_SPACE.sub(" ", DASHES.sub("-", text))).strip(f" \n{QUOTES}")


def odd_character(text: str) -> str:
    """The first character that `tidy` changes, as a message shows it; those that nobody sees by their names."""
    found = ODD.search(text)
    if found is None:
        return ""
    return found[0] if found[0] in QUOTES or DASHES.match(found[0]) else character_name(found[0])


def word(text: str, offered: Iterable[str]) -> str:
    """yes for Yes, हाँ or 1; cancelled for रद्द."""
    said = text.casefold()
    return next((each for each in offered if said == each or said in SAID.get(each, ())), "")


def number(text: str) -> str:
    """1000 for 1,000 or 1000+."""
    found = re.fullmatch(r"[^\w.-]*(\d[\d ,_]*)[^\w.]*", text)
    return re.sub(r"\D", "", found[1]) if found else ""


def address(text: str) -> str:
    """https://example.org for www.example.org; nothing for what may as well be a file."""
    found = SCHEMELESS.fullmatch(text.strip("<>"))
    return f"https://{found[1]}" if found and not LIKE_FILE.fullmatch(text) else ""


def color(text: str) -> str:
    """#0b6e4f for 0b6e4f, and #ffcc00 for #fc0."""
    digits = text.removeprefix("#")
    return f"#{digits if len(digits) == 6 else ''.join(2 * each for each in digits)}"


def phone(text: str) -> str:
    """A number without the words around it."""
    return re.sub(r"^[^\d+]+|\D+$", "", text.replace(".", " ").replace(")", " "))


def email(text: str) -> str:
    """ask@example.org for A <ask@example.org>, without spaces around the @."""
    found = re.search(r"<([^<>]*)>", text)
    return re.sub(r"\s*([@.])\s*", r"\1", found[1] if found else text.removeprefix("mailto:"))


def domain(text: str) -> str:
    """example.org for https://example.org/."""
    return re.sub(r"^https?://|[/?#:].*$", "", text.lower())


def language(text: str) -> str:
    """hi for Hindi, or for HI."""
    names = {str(name).casefold(): code for code, name in Locale("en").languages.items()}
    first, _, rest = text.replace("_", "-").partition("-")
    found = names.get(text.casefold(), f"{first.lower()}-{rest.upper()}".strip("-"))
    return str(found).replace("_", "-")


def country(text: str, languages: Iterable[str]) -> str:
    """IN for India or भारत."""
    for each in (*languages, "en"):
        names = Locale.named(each).territories
        found = next((code for code, name in names.items() if name.casefold() == text.casefold()), "")
        if found:
            return str(found)
    return ""


def coordinates(text: str) -> str:
    """[28.59, 77.32] for these two as maps show them, or in the address of a map."""
    found = COORDINATES.search(text)
    if found is None:
        return ""
    first, second = (degrees(each) for each in found.groups())
    return f"[{second}, {first}]" if found[1][-1] in "EWew" else f"[{first}, {second}]"


def degrees(text: str) -> str:
    """-28.59 for 28.59° S."""
    found = re.fullmatch(r"(-?\d{1,3}(?:[.,]\d+)?) *°? *([NSEW])?", text, re.IGNORECASE)
    sign = "-" if found and found[2] and found[2] in "SWsw" else ""
    return sign + found[1].replace(",", ".") if found else ""
