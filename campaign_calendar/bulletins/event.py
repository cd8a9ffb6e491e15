"""An event in; all that one needs to go there, and what to send after an earlier message once it has changed, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from campaign_calendar import addresses, telling
from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.message import Entry, Message
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.model import Event, Status

MOST_DATES = 8  # of a series that are listed; of a longer one only those that differ
OFF = (Status.CANCELLED, Status.POSTPONED)


def event_message(event: Event, phrases: Phrases) -> Message:
    lines = [*phrases.reason(event), *phrases.changed(event), *_when(event, phrases), _where(event, phrases)]
    if event.concerns:
        lines.append(phrases.labelled("for_whom", ", ".join(phrases.area(id) for id in event.concerns)))
    if event.audience:
        lines.append(phrases.labelled("who", event.audience.in_language(phrases.language).text))
    for key, url in (("online", event.online), ("registration", event.registration)):
        if url:
            lines.append(phrases.linked(key, url))
    return _message(event, phrases.with_status(event), lines, phrases)


def correction(event: Event, phrases: Phrases) -> Message | None:
    """None where nothing has changed that people go by."""
    if not any(each.before for each in (event, *(change.event for change in event.changes))):
        return None
    head = phrases.with_status(event)
    if event.status not in OFF:
        head = phrases.wording.say("changed", what=head)
    lines = [*phrases.reason(event), *map(message.plain, telling.told(event, phrases.site, phrases.wording))]
    told_when = event.before and telling.was_and_is(event.before, event, phrases.wording)
    if not told_when or event.repeat:
        lines += _when(event, phrases)
    return _message(event, head, [*lines, _where(event, phrases)], phrases)


def _message(event: Event, head: str, lines: Iterable[str], phrases: Phrases) -> Message:
    return Message(
        head=(head,),
        entries=tuple(map(Entry, lines)),
        as_of=phrases.as_of(phrases.changed_at(event)),
        link=phrases.link(addresses.page("event", event.id)),
        counted=False,
    )


def _where(event: Event, phrases: Phrases) -> str:
    return phrases.labelled("where", telling.place(event, phrases.site, phrases.wording, with_address=True))


def _when(event: Event, phrases: Phrases) -> Iterator[str]:
    """Of a series also its dates: all of a short one, of a long one those that differ from the others."""
    words, meetings = phrases.wording, event.meetings()
    said = words.series(event.occurrences) if meetings else words.not_announced(event.window)
    yield phrases.labelled("when", said)
    for occurrence, then in meetings if len(meetings) > 1 else ():
        if then is event:
            if len(meetings) <= MOST_DATES:
                yield phrases.item("", words.when(occurrence))
            continue
        status = words.say(f"status_{then.status}") if then.status is not event.status else ""
        place = telling.place(then, phrases.site, words) if then.venue != event.venue else ""
        lines = [phrases.item(status, words.when(occurrence), place)]
        lines += phrases.reason(then) if then.status_note != event.status_note else ()
        yield "\n  ".join([*lines, *phrases.changed(then)])
