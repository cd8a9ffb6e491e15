"""One event: when, where, for whom, how to add it, whom to ask; and its own calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, replace
from functools import partial
from urllib.parse import quote

from campaign_calendar import addresses, google, prose
from campaign_calendar.bulletins.event import event_message, is_changed
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.model import CalendarEntry, Event, Hours, Occurrence, Run, Status, Text
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.head import told_of_event
from campaign_calendar.outputs.output import Later, Output
from campaign_calendar.outputs.parts import Anchor, Frame, Passage, Picture, color_class, machine, until
from campaign_calendar.outputs.share import Share, shown
from campaign_calendar.outputs.structured import structured_event
from campaign_calendar.revisions import moved
from campaign_calendar.theme import Theme

TEMPLATE = "event.html"
TAKES_PLACE = (Status.CONFIRMED, Status.TENTATIVE)


@dataclass(frozen=True)
class Place:
    """A venue; `map` is an address of OpenStreetMap, `geo` one that a phone opens in its own map."""

    name: Run
    address: Run | None
    url: str | None
    map: str
    geo: str


@dataclass(frozen=True)
class Organiser:
    name: Run
    phone: str | None
    email: str | None
    url: str | None


@dataclass(frozen=True)
class Details:
    """What is told of an event besides when and where; of a single date, what is different on it."""

    title: Run | None
    audience: Run | None
    attendance: str
    online: str | None
    registration: str | None
    speakers: tuple[str, ...]
    organiser: Organiser | None
    description: Passage | None
    image: Picture | None
    attachments: tuple[tuple[str, Run], ...]
    outcome: Passage | None
    attended: str
    links: tuple[tuple[str | None, Run], ...]
    notes: tuple[Anchor, ...]


@dataclass(frozen=True)
class Moment:
    """When it takes place, in words, and its start and end for machines. The rest is said only where this date
    differs from the others: `instead` of when, in words, and its own status, reason, place and details."""

    words: str
    machine: str
    until: str
    instead: str = ""
    status: str = ""
    mark: str = ""
    status_note: Run | None = None
    changed: str = ""
    place: Place | None = None
    details: Details | None = None


@dataclass(frozen=True)
class Copies:
    """Ways to add an event once: its own calendar file, and the component in it, which others can be offered too.
    `guide` leads on to the calendar that follows changes."""

    file: str
    component: bytes
    guide: str


@dataclass(frozen=True)
class EventPage:
    frame: Frame
    status: str
    mark: str
    status_note: Run | None
    changed: str
    moments: tuple[Moment, ...]
    not_announced: str
    venue: Place | None
    areas: tuple[Anchor, ...]
    concerns: tuple[Anchor, ...]
    phase: Anchor | None
    color: str
    tags: tuple[Anchor, ...]
    details: Details
    copies: Copies | None
    share: Share
    edit: str
    structured: str


def event_pages(edition: Edition) -> Iterator[Output]:
    entries = {entry.id: entry for entry in edition.site.entries}
    phrases = Phrases(edition.site, edition.words)
    for event in edition.site.events:
        path = edition.localised(addresses.page("event", event.id))
        yield Later(path, "event", partial(_event_page, event, entries.get(event.id), phrases, edition))


def _event_page(event: Event, entry: CalendarEntry | None, phrases: Phrases, edition: Edition) -> EventPage:
    moments = tuple(_moment(event, each, then, edition) for each, then in event.meetings())
    unknown = "" if event.occurrences else edition.words.not_announced(event.window)
    phase = edition.phase_of(event)
    places = [run.text for run in edition.places(event)]
    about = prose.excerpt(", ".join([moments[0].words if moments else unknown, *places]), 155)
    frame = edition.frame(
        addresses.page("event", event.id),
        edition.text(event.title),
        about,
        told_of_event(event, edition.site, edition.words),
        (f"event:{event.id}", f"phase:{event.phase}"),
    )
    return EventPage(
        frame=frame,
        status=edition.status(event),
        mark=str(event.status),
        status_note=edition.text(event.status_note) if event.status_note else None,
        changed=edition.changed(event),
        moments=moments,
        not_announced=unknown,
        venue=_place(event, edition),
        areas=tuple(edition.area_anchor(id) for id in event.areas),
        concerns=tuple(edition.area_anchor(id) for id in event.concerns),
        phase=edition.phase_anchor(phase) if phase else None,
        color=color_class(event.phase),
        tags=edition.tag_anchors(event.tags),
        details=_details(replace(event, notes=edition.notes_about(event)), edition),
        copies=_copies(event, entry, edition) if entry else None,
        share=Share(event_message(event, phrases), is_changed(event)),
        edit=edition.edited_at(event.file),
        structured=structured_event(event, frame, edition),
    )


def _copies(event: Event, entry: CalendarEntry, edition: Edition) -> Copies | None:
    if not any(then.status in TAKES_PLACE for _, then in event.meetings()):
        return None
    return Copies(
        file=edition.localised(addresses.feed(addresses.feed_name("event", event.id))),
        component=entry.component(edition.language).octets,
        guide=edition.subscription(addresses.feed_name("area", event.areas[0])).guide,
    )


def _moment(event: Event, occurrence: Occurrence, then: Event, edition: Edition) -> Moment:
    moment = Moment(edition.words.when(occurrence), machine(occurrence), until(occurrence))
    change = next((each for each in event.changes if each.event is then), None)
    if change is None:
        return moment
    told = then.before is not None and moved(then.before, then)
    original, details = change.original, _details(_different(then, event), edition)
    if isinstance(original, Hours) and (original.first, original.last) == (occurrence.first, occurrence.last):
        before = edition.words.hours(original)
    else:
        before = edition.words.when(original)
    return replace(
        moment,
        instead="" if told or original == occurrence else edition.say("instead_of", when=before).text,
        status=edition.words.say(f"status_{then.status}") if then.status is not event.status else "",
        mark="" if then.status is Status.CONFIRMED else str(then.status),
        status_note=edition.text(then.status_note) if then.status_note not in (None, event.status_note) else None,
        changed=edition.changed(then),
        place=_place(then, edition) if then.venue != event.venue else None,
        details=details if any(getattr(details, each.name) for each in fields(details)) else None,
    )


def _different(then: Event, event: Event) -> Event:
    """What is told of one date, without what is so on all."""
    told = {each.name: each.default for each in fields(Event) if each.default is not MISSING}
    same = {name: default for name, default in told.items() if getattr(then, name) == getattr(event, name)}
    return replace(then, **same, title=Text(()) if then.title == event.title else then.title)


def _details(event: Event, edition: Edition) -> Details:
    words, outcome = edition.words, event.outcome
    return Details(
        title=edition.text(event.title) if event.title.runs else None,
        audience=edition.text(event.audience) if event.audience else None,
        attendance=words.count("people", event.attendance) if event.attendance else "",
        online=event.online,
        registration=event.registration,
        speakers=event.speakers,
        organiser=_organiser(event, edition),
        description=edition.passage(event.description) if event.description else None,
        image=edition.picture(event.image),
        attachments=tuple(
            (edition.site.media[each.file].path, edition.text(each.title)) for each in event.attachments
        ),
        outcome=edition.passage(outcome.text) if outcome and outcome.text else None,
        attended=words.count("people", outcome.attended) if outcome and outcome.attended is not None else "",
        links=edition.links(event.links),
        notes=edition.note_anchors(event.notes),
    )


def _place(event: Event, edition: Edition) -> Place | None:
    venue = event.venue
    if venue is None:
        return None
    name = edition.text(venue.name)
    address = edition.text(venue.address) if venue.address else None
    if venue.geo:
        latitude, longitude = venue.geo
        found = f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
        return Place(name, address, venue.url, found, f"geo:{latitude},{longitude}")
    query = quote(", ".join(run.text for run in (name, address) if run))
    return Place(name, address, venue.url, f"https://www.openstreetmap.org/search?query={query}", "")


def _organiser(event: Event, edition: Edition) -> Organiser | None:
    contact = event.organiser
    if contact is None:
        return None
    return Organiser(edition.text(contact.name), contact.phone, contact.email, contact.url)


def render(data: EventPage, theme: Theme) -> bytes:
    address = google.copy_address(data.copies.component) if data.copies else ""
    share = shown(data.share, data.frame.language, theme)
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data, google=address, share=share)
