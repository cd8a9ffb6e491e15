"""An .ics file in; an entry for each of its events, and what of it content files do not know, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from campaign_calendar import zones
from campaign_calendar.content.types import IDENTIFIER, as_identifier
from campaign_calendar.importers import recurring
from campaign_calendar.importers.entry import Entry, Unreadable
from campaign_calendar.importers.romanised import romanised
from campaign_calendar.importers.summary import titled
from campaign_calendar.importers.table import MOST_OCTETS, MOST_ROWS, clean
from campaign_calendar.importers.target import Target

READ = frozenset(
    [
        *("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "STATUS", "CATEGORIES", "DTSTART", "DTEND"),
        *("DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "CONFERENCE", "ORGANIZER"),
    ]
)
OF_NO_INTEREST = frozenset(
    ["DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP"]
)  # what calendars keep for themselves
STATUSES = {"TENTATIVE": "tentative", "CANCELLED": "cancelled"}


def read(octets: bytes, target: Target) -> tuple[list[Entry], Counter[str]]:
    """Raises Unreadable for what is no calendar."""
    import icalendar  # takes a while to load

    if len(octets) > MOST_OCTETS:
        raise Unreadable("too-large", limit=MOST_OCTETS // 1_000_000)
    try:
        calendars = icalendar.Calendar.from_ical(octets, multiple=True)
        parts = [part for calendar in calendars for part in calendar.subcomponents]
    except Exception as reason:  # the library raises all kinds of things for a damaged file
        raise Unreadable("broken-ics", reason=f"{type(reason).__name__}: {reason}") from reason
    events = [part for part in parts if part.name == "VEVENT"]
    if not events:
        raise Unreadable("broken-ics", reason="VEVENT?")
    if len(events) > MOST_ROWS:
        raise Unreadable("too-many-rows", limit=MOST_ROWS)
    lost = Counter(str(part.name) for part in parts if part.name not in ("VEVENT", "VTIMEZONE"))
    series: dict[str, list[Any]] = {}
    for number, event in enumerate(events):
        series.setdefault(_text(event, "UID") or f" {number}", []).append(event)
    entries = [
        _entry(number, uid, parts, target, lost) for number, (uid, parts) in enumerate(series.items(), start=1)
    ]
    return entries, lost


def _entry(number: int, uid: str, parts: list[Any], target: Target, lost: Counter[str]) -> Entry:
    """All parts of one UID: the event, and what is different on single dates of it."""
    entry = Entry(number)
    masters = [part for part in parts if "RECURRENCE-ID" not in part]
    first = masters[0] if masters else parts[0]
    local, _, domain = uid.strip().rpartition("@")
    is_ours = domain == target.site.campaign.uid_domain
    if (is_ours and not IDENTIFIER.fullmatch(local)) or (is_ours and local == "campaign"):
        entry.refuse("not-ours")
        return entry
    try:
        entry.facts = _facts(first, entry, target)
        entry.facts["id"] = local if is_ours else _made_id(entry.facts, uid)
        if not entry.refused:
            others = [part for part in parts if "RECURRENCE-ID" in part and part is not first]
            _recur(first, others, entry, target)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as reason:
        entry.refuse("broken-ics", reason=f"{type(reason).__name__}: {reason}")
    for part in parts:
        lost.update(name for name in part if name not in READ | OF_NO_INTEREST)
        lost.update(below.name for below in part.subcomponents)
    return entry


def _facts(event: Any, entry: Entry, target: Target) -> dict[str, Any]:
    found: dict[str, Any] = {}
    title, status, is_later = titled(_line(event, "SUMMARY"), target)
    if title:
        found["title"] = {target.language_of(title): title}
    found |= _when(event, is_later, target)
    status = status or STATUSES.get(_text(event, "STATUS").upper(), "")
    found |= {"status": status} if status else {}
    found |= _place(event, title, entry, target)
    address = _text(event, "URL").strip()
    is_own = bool(target.site.campaign.url) and address.startswith(str(target.site.campaign.url))
    if address.lower().startswith(("http://", "https://")) and not is_own:
        host = address.split("/")[2]
        found["links"] = [{"url": address, "title": {target.languages[0]: host}}]
    conference = _text(event, "CONFERENCE").strip()
    if conference.lower().startswith(("http://", "https://")):
        found["online"] = conference
    about = _text(event, "DESCRIPTION").strip("\n")
    if about.strip():
        found["description"] = {target.language_of(about): about}
    return found | _organiser(event, target)


def _place(event: Any, title: str, entry: Entry, target: Target) -> dict[str, Any]:
    """Area and venue from LOCATION, phase and tags from CATEGORIES; an area also from the title."""
    found: dict[str, Any] = {}
    location = _line(event, "LOCATION")
    parts = [part.strip() for part in location.split(",") if part.strip()]
    areas = [area for part in parts if (area := target.areas.find(part)) and area.is_sure]
    in_title = [
        area for part in title.replace("–", ",").split(",") if (area := target.areas.find(part)) and area.is_sure
    ]
    if areas or in_title:
        found["area"] = list(dict.fromkeys(each.id for each in areas or in_title))
    elif target.area:
        found["area"] = [target.area]
    else:
        entry.refuse("no-area")
    named = {each.name for each in areas}
    if location and not (areas and len(areas) == len(parts)):
        if location.lower().startswith(("http://", "https://")) and " " not in location:
            found["online"] = location
        else:
            found["venue"] = {"name": {target.language_of(location): location}}
            if "GEO" in event:
                found["venue"]["geo"] = [f"{event['GEO'].latitude:.6f}", f"{event['GEO'].longitude:.6f}"]
    for category in _categories(event):
        phase, tag = target.phases.find(category), target.tags.find(category)
        if phase and phase.is_sure:
            found.setdefault("phase", phase.id)
        elif tag and tag.is_sure:
            found.setdefault("tags", []).append(tag.id)
        elif category not in named:
            entry.guess("left-out", value=f"CATEGORIES: {category}")
    if "phase" not in found and target.phase:
        found["phase"] = target.phase
    return found


def _organiser(event: Any, target: Target) -> dict[str, Any]:
    value = event.get("ORGANIZER")
    address = str(value or "")
    if not address.lower().startswith("mailto:"):
        return {}
    name = clean(str(value.params.get("CN", ""))).strip() or address[7:]
    return {"organiser": {"name": {target.language_of(name): name}, "email": clean(address[7:])}}


def _when(event: Any, is_later: bool, target: Target) -> dict[str, Any]:
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else None
    if end is None and "DURATION" in event:
        end = start + event["DURATION"].dt
    if not isinstance(start, datetime):
        last = (end.date() if isinstance(end, datetime) else end) - timedelta(days=1) if end else start
        found = {"start": str(start)} | ({"end": str(last)} if last > start else {})
        return found | ({"time": "later"} if is_later else {})
    begins = wall(start, target)
    found = {"start": f"{begins:%Y-%m-%dT%H:%M}"}
    ends = wall(end, target) if isinstance(end, datetime) else None
    return found | ({"end": f"{ends:%Y-%m-%dT%H:%M}"} if ends and ends > begins else {})


def wall(moment: datetime, target: Target) -> datetime:
    """What clocks of the campaign show then; a time of no zone is one of theirs."""
    zone = zones.zone(target.site.campaign.timezone)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _recur(event: Any, others: Iterable[Any], entry: Entry, target: Target) -> None:
    """Its repeat, and what is different on single dates."""

    def day(moment: date) -> date:
        return wall(moment, target).date() if isinstance(moment, datetime) else moment

    repeat, days = recurring.repeat(event, day, entry)
    if repeat:
        entry.facts["repeat"] = repeat
    for other in others:
        on = day(other["RECURRENCE-ID"].dt)
        if on not in days or not repeat:
            entry.refuse("moved-unknown", value=on)
            continue
        different = _facts(other, Entry(entry.row), target)
        kept = ("title", "status", "venue", "online", "links", "description", "organiser")
        change = {
            name: different[name] for name in kept if name in different and different[name] != entry.facts.get(name)
        }
        change |= {name: different[name] for name in ("start", "end", "time") if name in different}
        if entry.facts.get("status") and "status" not in different:
            change["status"] = "confirmed"
        entry.facts.setdefault("changes", []).append({"on": str(on), **change})


def _made_id(facts: dict[str, Any], uid: str) -> str:
    """Of its area and title, and a few signs that come from the UID, so that it stays when all else changes."""
    title = next(iter(facts.get("title", {}).values()), "")
    words = as_identifier(f"{(facts.get('area') or ['event'])[0]}-{romanised(title)}", "event")[:60].strip("-")
    return f"{words}-{blake2b(uid.encode(), digest_size=3).hexdigest()}"


def _categories(event: Any) -> list[str]:
    written = event.get("CATEGORIES", [])
    groups = written if isinstance(written, list) else [written]
    return [clean(str(each)).strip() for group in groups for each in getattr(group, "cats", [group])]


def _text(event: Any, name: str) -> str:
    value = event.get(name, "")
    return clean(str(value[0] if isinstance(value, list) and value else value))


def _line(event: Any, name: str) -> str:
    return " ".join(_text(event, name).split())
