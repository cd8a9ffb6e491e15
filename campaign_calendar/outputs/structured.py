"""An event in; what search engines read of it, as JSON-LD in the words of schema.org, out."""

from __future__ import annotations

import json
from typing import Any

from campaign_calendar import addresses, revisions
from campaign_calendar.model import Event, Hours, Occurrence, Status, Venue
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.parts import Frame

CONTEXT = "https://schema.org"
MOST_DATES = 24  # of a series that are told one by one; of all the first and the last day
# Text stands between tags: nothing in it may end the element or look like a link.
ESCAPED = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&'\u2028\u2029"})

Node = dict[str, Any]


def structured_event(event: Event, frame: Frame, edition: Edition) -> str:
    """Safe within a script element; empty for an event that never had a date. One whose date was taken back keeps
    it, postponed: an event must have one."""
    dates = event.occurrences or (event.before.occurrences if event.before else ())
    if not dates:
        return ""
    node: Node = {
        "@context": CONTEXT,
        "@type": "Event" if len(dates) == 1 else "EventSeries",
        "name": frame.title.text,
        "description": frame.description,
        "inLanguage": frame.language,
        **_dates(dates[0], dates[-1]),
        **_status(event),
        "eventAttendanceMode": f"{CONTEXT}/{_attendance(event)}EventAttendanceMode",
        "location": _location(event, edition),
    }
    if event.speakers:
        node["performer"] = [{"@type": "Person", "name": name} for name in event.speakers]
    if event.organiser:
        node["organizer"] = {"@type": "Organization", "name": edition.text(event.organiser.name).text}
        if event.organiser.url:
            node["organizer"]["url"] = event.organiser.url
    if frame.base:
        node["url"] = addresses.absolute(frame.base, frame.path)
        own = edition.site.media[event.image.file].path if event.image else ""
        images = [addresses.absolute(frame.base, path) for path in (own, frame.preview.card) if path]
        node |= {"image": images} if images else {}
    if 1 < len(event.occurrences) <= MOST_DATES:
        node["subEvent"] = [_one_date(each, then, event, edition) for each, then in event.meetings()]
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)


def _one_date(occurrence: Occurrence, then: Event, event: Event, edition: Edition) -> Node:
    node: Node = {"@type": "Event", "name": edition.text(then.title).text, **_dates(occurrence, occurrence)}
    if then is not event:
        node |= _status(then)
    if (then.venue, then.online) != (event.venue, event.online):
        node["location"] = _location(then, edition)
    return node


def _dates(first: Occurrence, last: Occurrence) -> Node:
    """From the start of the first to the end of the last: days, or hours with the zone's offset."""
    start = first.start.isoformat() if isinstance(first, Hours) else first.first.isoformat()
    if isinstance(last, Hours):
        end = last.end.isoformat() if last.end else "" if last is first else last.last.isoformat()
    else:
        end = last.last.isoformat()
    return {"startDate": start, "endDate": end} if end else {"startDate": start}


def _status(event: Event) -> Node:
    if event.status in (Status.CANCELLED, Status.POSTPONED):
        return {"eventStatus": f"{CONTEXT}/Event{event.status.capitalize()}"}
    if event.before and revisions.moved(event.before, event):
        before = revisions.dates(event.before)[0]
        return {
            "eventStatus": f"{CONTEXT}/EventRescheduled",
            "previousStartDate": _dates(before, before)["startDate"],
        }
    return {"eventStatus": f"{CONTEXT}/EventScheduled"}


def _attendance(event: Event) -> str:
    if not event.online:
        return "Offline"
    return "Mixed" if event.venue else "Online"


def _location(event: Event, edition: Edition) -> Node | list[Node]:
    """The venue, or else the areas, unless one takes part online only."""
    nodes: list[Node] = []
    if event.venue or not event.online:
        nodes.append(_place(event.venue, event, edition))
    if event.online:
        nodes.append({"@type": "VirtualLocation", "url": event.online})
    return nodes[0] if len(nodes) == 1 else nodes


def _place(venue: Venue | None, event: Event, edition: Edition) -> Node:
    areas = ", ".join(edition.text(edition.site.area(id).name).text for id in event.areas)
    node: Node = {"@type": "Place", "name": edition.text(venue.name).text if venue else areas}
    node["address"] = edition.text(venue.address).text if venue and venue.address else areas
    if venue and venue.geo:
        latitude, longitude = (float(each) for each in venue.geo)
        node["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return node
