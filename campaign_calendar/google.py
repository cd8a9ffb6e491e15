"""An event's calendar component in; the address that offers a copy of it to Google Calendar, out."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from campaign_calendar import contentline, prose

TEMPLATE = "https://calendar.google.com/calendar/render?action=TEMPLATE"
# Octets of the whole address. Google is reported to refuse more than 3,000; and whoever is not signed in gets there
# through a page whose own address holds this one, with each "%" written as three characters.
LIMIT = 2_000
ELLIPSIS = quote("…")


def copy_address(component: bytes) -> str:
    """At most LIMIT octets, however long the texts are: Devanagari costs nine for each letter. The title goes before
    the place, the place before the description, and the link to the event's page is always whole. Empty where the
    address would not tell the whole truth: it can say how an event repeats, but not what is different on single days.
    """
    lines = [line.partition(":") for line in contentline.unfolded(component)]
    found = {name.partition(";")[0]: (name, value) for name, _, value in lines}
    if sum(name == "BEGIN" for name, _, _ in lines) > 1 or "EXDATE" in found:
        return ""
    texts = {name: contentline.plain(found[name][1]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")}
    start, end = found["DTSTART"], found["DTEND"]
    link = found["URL"][1] if "URL" in found else ""
    about = texts["DESCRIPTION"].removesuffix(link).rstrip()
    address = f"{TEMPLATE}&dates={start[1]}/{end[1]}"
    zone = start[0].partition(";TZID=")[2]
    if zone:
        address += f"&ctz={quote(zone)}"
    if "RRULE" in found:
        address += f"&recur={_encoded('RRULE:' + found['RRULE'][1])}"
    ending = _encoded(f"\n\n{link}") if about and link else _encoded(link)
    parts = {"text": texts["SUMMARY"], "location": texts["LOCATION"], "details": about}
    room = LIMIT - len(address) - len(ending) - sum(len(f"&{name}=") for name in parts)
    if room < len(ELLIPSIS):
        return ""
    for name, value in parts.items():
        said = _fitting(value, room)
        room -= len(said)
        address += f"&{name}={said}"
    return address + ending


@cache
def _percent(character: str) -> str:
    return quote(character, safe="")


def _encoded(value: str) -> str:
    """A field's value; character by character, since the same few hundred are written again and again."""
    return "".join(map(_percent, value))


def _fitting(value: str, room: int) -> str:
    """As much of `value`, percent-encoded, as `room` octets hold: cut as an excerpt is, so never within a letter."""
    length = used = 0
    for place, character in enumerate(value):
        used += len(_percent(character))
        if used > room:
            break
        if used + len(ELLIPSIS) <= room:
            length = place + 1
    else:
        return _encoded(value)
    shorter = prose.excerpt(value, length) if length > 1 else "…"
    return "" if shorter == "…" else _encoded(shorter)
