"""An event in; all that one needs to go there, which is a correction where it has changed since, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from campaign_calendar import addresses, telling
from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.message import Entry, Message
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.model import Event, Occurrence, Status

MOST_DATES = 8  # of a series that are listed; of a longer one only those that differ
OFF = (Status.CANCELLED, Status.POSTPONED)


def event_message(event: Event, phrases: Phrases) -> Message:
    """What weighs most stands first, since a long text is cut at its end."""
    words, meetings = phrases.wording, event.meetings()
    head = phrases.with_status(event)
    if is_changed(event) and event.status not in OFF:
        head = words.say("changed", what=head)
    lines = [*phrases.reason(event), *map(message.plain, telling.told(event, phrases.site, words))]
    if not event.before or event.repeat or not telling.was_and_is(event.before, event, words):
        said = words.series(event.occurrences) if meetings else words.not_announced(event.window)
        lines.append(phrases.labelled("when", said))
    lines.append(phrases.labelled("where", _place(event, phrases)))
    if event.concerns:
        lines.append(phrases.labelled("for_whom", ", ".join(phrases.area(id) for id in event.concerns)))
    if event.audience:
        lines.append(phrases.labelled("who", event.audience.in_language(phrases.language).text))
    for key, url in (("online", event.online), ("registration", event.registration)):
        if url:
            lines.append(phrases.linked(key, url))
    if len(meetings) > 1:
        lines += _dates(event, phrases)
    return Message(
        head=(head,),
        entries=tuple(map(Entry, lines)),
        as_of=phrases.as_of(phrases.changed_at(event)),
        link=phrases.link(addresses.page("event", event.id)),
        counted=False,
    )


def is_changed(event: Event) -> bool:
    """Whether anything that people go by is not as it was published before."""
    return any(each.before for each in (event, *(change.event for change in event.changes)))


def _place(event: Event, phrases: Phrases) -> str:
    """The venue, its address, and the areas that neither of them names."""
    venue = event.venue
    parts = [
        part.in_language(phrases.language).text for part in (venue and venue.name, venue and venue.address) if part
    ]
    areas = [phrases.area(id) for id in event.areas]
    return ", ".join([*parts, *(area for area in areas if not any(area in part for part in parts))])


def _dates(event: Event, phrases: Phrases) -> Iterator[str]:
    """Those that are like the others without their hours, if these are the same on all of them."""
    words = phrases.wording
    meetings = [(each, _without_common_news(then, event)) for each, then in event.meetings()]
    originals = {each.event.occurrences[0]: each.original for each in event.changes}
    differs = [_differs(then, originals.get(each, each) != each, event) for each, then in meetings]
    alike = [each for (each, _), different in zip(meetings, differs, strict=True) if not different]
    same_hours = len({words.day_and_hours(each)[1] for each in alike}) == 1
    for (occurrence, then), different in zip(meetings, differs, strict=True):
        if different:
            yield _differing(occurrence, then, event, phrases)
        elif len(meetings) <= MOST_DATES:
            yield phrases.item("", words.day_and_hours(occurrence)[0] if same_hours else words.when(occurrence))


def _without_common_news(then: Event, event: Event) -> Event:
    """What befell all dates is told of the event."""
    return replace(then, before=None) if then.before == event.before else then


def _differs(then: Event, moved: bool, event: Event) -> bool:
    """Whether people must know of it; other words in a description are for the page."""
    told = then.before, then.status_note, then.venue, then.status
    return moved or told != (None, event.status_note, event.venue, event.status)


def _differing(occurrence: Occurrence, then: Event, event: Event, phrases: Phrases) -> str:
    """What a date was, what it is, and why."""
    words = phrases.wording
    told = telling.told(then, phrases.site, words)
    moved = bool(then.before and telling.was_and_is(then.before, then, words))
    what = words.say("changed", what=told[0]) if moved else words.when(occurrence)
    status = phrases.status(then) if then.status is not event.status else ""
    place = telling.place(then, phrases.site, words) if then.venue != event.venue and len(told) <= moved else ""
    lines = [phrases.item(status, what, place)]
    lines += phrases.reason(then) if then.status_note != event.status_note else ()
    return "\n  ".join([*lines, *map(message.plain, told[moved:])])
