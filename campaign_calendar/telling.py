"""What changed about an event in; the same in words of one language, for pages, calendars and editors, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from campaign_calendar import revisions
from campaign_calendar.model import Event, Occurrence, Phase, Revision, Run, Site, Status, Text
from campaign_calendar.revisions import Kind
from campaign_calendar.wording import Wording

# The words for what was written otherwise; a field that is not here is called more.
TEXT_WORDS = {
    "title": "text_title",
    "venue": "where",
    "description": "text_description",
    "concerns": "for_whom",
    "phase": "phase",
    "tags": "tags",
    "online": "online",
    "registration": "registration",
    "speakers": "speakers",
    "organiser": "organiser",
    "audience": "who",
    "status_note": "text_reason",
    "occurrences": "when",
    "window": "when",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """`on`: the one date of a series that it is about, `about` in words."""

    kind: Kind
    text: str
    about: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What one publication changed about one event or phase."""

    revision: Revision
    title: Run
    sayings: tuple[Saying, ...]


def note(event: Event, site: Site, wording: Wording) -> str:
    """Changed: was 25, now 27 November 2018. Empty where nothing that people go by has changed, or where the status
    says it."""
    found = told(event, site, wording)
    return wording.say("changed", what="; ".join(found)) if found else ""


def told(event: Event, site: Site, wording: Wording) -> tuple[str, ...]:
    """The same, one by one: was 25, now 27 November 2018."""
    return tuple(each for each in _told(event.before, event, site, wording) if each) if event.before else ()


def phase_note(phase: Phase, wording: Wording) -> str:
    if phase.before is None:
        return ""
    return wording.say("changed", what=was_now(wording.days(phase.before), wording.days(phase.days), wording))


def _told(was: Event, now: Event, site: Site, wording: Wording) -> Iterator[str]:
    when = was_and_is(was, now, wording)
    yield when
    if revisions.elsewhere(was, now):
        yield was_now(place(was, site, wording), place(now, site, wording), wording)
    has_new_date = when and was.status is Status.POSTPONED
    if was.status is not now.status and now.status is Status.CONFIRMED and not has_new_date:
        yield was_now(wording.say(f"status_{was.status}"), wording.say(f"status_{now.status}"), wording)


def was_and_is(was: Event, now: Event, wording: Wording) -> str:
    """What time it was and is; empty where that is the same."""
    before = revisions.dates(was)
    if not now.occurrences:
        return was_now(wording.series(before), wording.not_announced(now.window), wording) if before else ""
    if not before or not revisions.moved(was, now):
        return ""
    after = now.originals()
    if len(before) == len(after) == 1:
        return was_now(*wording.was_and_now(before[0], after[0]), wording)
    return was_now(wording.series(before), wording.series(after), wording)


def was_now(was: str, now: str, wording: Wording) -> str:
    return wording.say("was_now", was=was, now=now)


def place(event: Event, site: Site, wording: Wording) -> str:
    """Where it takes place: the venue, and the areas."""
    language = wording.language.code
    names = [event.venue.name.in_language(language).text] if event.venue else []
    areas = (site.called(f"area:{id}") for id in event.areas)
    names += [name.in_language(language).text if name else id for id, name in zip(event.areas, areas, strict=True)]
    return ", ".join(names)


def news(site: Site, wording: Wording) -> tuple[News, ...]:
    """All that revisions say in the language, the latest first."""
    found = (News(each, _title(each, site, wording), sayings(each, site, wording)) for each in site.revisions)
    return tuple(each for each in found if each.sayings)


def _title(revision: Revision, site: Site, wording: Wording) -> Run:
    event = revision.now or revision.was
    assert event is not None
    title = event.title.in_language(wording.language.code)
    known = {language.code for language in site.campaign.languages}  # it may have had others once
    return title if title.language in known else Run(title.text, wording.language.code)


def in_lines(sayings: Iterable[Saying]) -> Iterator[str]:
    return (f"{each.about}: {each.text}" if each.about else each.text for each in sayings)


def sayings(revision: Revision, site: Site, wording: Wording) -> tuple[Saying, ...]:
    """All that a revision says to readers of the language, as a whole and date by date; nothing where it only
    touches other languages."""
    was, now = revision.was, revision.now
    found = []
    if revision.texts == revisions.ANOTHER_ZONE:
        found.append(Saying(Kind.ZONE, wording.say("changed_zone", what=site.campaign.timezone)))
    elif was and now:
        found += [Saying(kind, _said(kind, was, now, site, wording)) for kind in revisions.kinds(was, now)]
        for original, before, after in revisions.single_dates(was, now):
            for kind in revisions.kinds(before, after):
                # The date is named, unless the words do so themselves.
                same_day = after.occurrences[0].first == before.occurrences[0].first
                needs_day = kind is Kind.PLACE or (kind is Kind.MOVED and same_day)
                about = wording.day_of_week(after.occurrences[0].first) if needs_day else ""
                found.append(Saying(kind, _said(kind, before, after, site, wording), about, original.first))
        found += _texts(revision, wording)
    else:
        [kind] = revisions.kinds(was, now)
        there = now or was
        assert there is not None
        said = wording.say(f"changed_{kind}", when=_time(there, wording))
        gone = next((each for each in site.retired if each.entry == revision.id and kind is Kind.GONE), None)
        found.append(Saying(kind, _with_reason(said, gone.why if gone else None, wording)))
    return tuple(found)


def _said(kind: Kind, was: Event, now: Event, site: Site, wording: Wording) -> str:
    if kind is Kind.MOVED:
        return wording.say("changed_moved", what=was_and_is(was, now, wording))
    if kind is Kind.PLACE:
        what = was_now(place(was, site, wording), place(now, site, wording), wording)
        return wording.say("changed_place", what=what)
    if kind is Kind.ADDED:
        known = set(revisions.dates(was))
        added: list[Occurrence] = [each for each in now.originals() if each not in known]
        return wording.say("changed_added", when=wording.series(added))
    if kind is Kind.POSTPONED and not now.occurrences:
        return _with_reason(
            wording.say("changed_postponed", when=was_and_is(was, now, wording)), now.status_note, wording
        )
    said = wording.say(f"changed_{kind}", when=_time(now, wording))
    return _with_reason(said, now.status_note if kind in revisions.WITH_REASON else None, wording)


def _with_reason(said: str, reason: Text | None, wording: Wording) -> str:
    return f"{said} – {reason.in_language(wording.language.code).text}" if reason else said


def _texts(revision: Revision, wording: Wording) -> list[Saying]:
    language = wording.language.code
    names = [name for name, languages in revision.texts if not languages or language in languages]
    labels = dict.fromkeys(wording.say(TEXT_WORDS.get(name, "more")) for name in names)
    return [Saying(Kind.TEXT, wording.say("changed_text", what=", ".join(labels)))] if labels else []


def _time(event: Event, wording: Wording) -> str:
    times = event.originals()
    return wording.series(times) if times else wording.not_announced(event.window)
