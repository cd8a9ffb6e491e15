"""An event as it was published and as it is now in; what has changed, as those see it who go by it, out.

Three things about an event move people: when, where, and whether it takes place. Each is compared by what it means,
not by how it is written: a translated name is not another place, and an end that is added is not another time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from campaign_calendar.model import Change, Contact, Event, Hours, Occurrence, Revision, Status, Text, Venue


class Kind(StrEnum):
    """What a revision is to a reader; a revision may be several."""

    NEW = "new"
    DATED = "dated"  # a date is announced for the first time
    MOVED = "moved"
    ADDED = "added"  # further dates of a repeating event
    PLACE = "place"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    RESTORED = "restored"  # cancelled or postponed before
    GONE = "vanished"
    ZONE = "zone"  # of the whole campaign
    TEXT = "text"


ANOTHER_ZONE = (("timezone", ()),)  # the texts of a revision of the whole campaign
WITH_REASON = frozenset({Kind.CANCELLED, Kind.POSTPONED, Kind.TENTATIVE})


def dates(event: Event) -> tuple[Occurrence, ...]:
    """When it takes place, changes of single dates apart; where it has lost its date, when it was to take place."""
    return event.originals() or (event.before.originals() if event.before else ())


def moved(was: Event, now: Event) -> bool:
    """Whether not all dates of `was` are still among those of `now`, which has some."""
    return bool(now.occurrences) and not _all_among(dates(was), dates(now))


def _all_among(some: Iterable[Occurrence], others: Iterable[Occurrence]) -> bool:
    left = set(some) - set(others)
    return all(any(_with_end(each, other) for other in others) for each in left)


def _with_end(occurrence: Occurrence, other: Occurrence) -> bool:
    """Whether `other` is the same time, with an end that was not known."""
    if not isinstance(occurrence, Hours) or not isinstance(other, Hours):
        return False
    return occurrence.end is None and occurrence.start == other.start


def elsewhere(was: Event, now: Event) -> bool:
    return set(was.areas) != set(now.areas) or not _same_venue(was.venue, now.venue)


def _same_venue(one: Venue | None, other: Venue | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.id and other.id:
        return one.id == other.id
    return _alike(one.name, other.name) and _alike(one.address, other.address)


def _alike(one: Text | None, other: Text | None) -> bool:
    """Whether two texts say the same in each language that both have; a text that is missing says nothing else."""
    if one is None or other is None:
        return True
    words = {run.language: run.text for run in other.runs}
    shared = [run for run in one.runs if run.language in words]
    return bool(shared) and all(words[run.language] == run.text for run in shared)


def with_before(now: Event, was: Event) -> Event:
    """`now` as it follows upon `was`, which knows what it was before: as a whole, and on each date that differs or
    did. A date that no longer differs from the others stays a change, so that calendars hear of it."""
    series = replace(now, before=_before(was, now))
    then, here = _by_day(was), _by_day(now)
    own = {change.original.first: change for change in now.changes}
    differed = {change.original.first for change in was.changes}
    for day in sorted((own.keys() | differed) & then.keys() & here.keys()):
        original, event = here[day]
        before = _before(then[day][1], event)
        if before:
            own[day] = Change(original, replace(event, before=before))
    return replace(series, changes=tuple(own[day] for day in sorted(own)))


def _by_day(event: Event) -> dict[date, tuple[Occurrence, Event]]:
    """For the first day of each original occurrence that one, and the event as it is on it."""
    if len(event.occurrences) < 2:
        return {}
    changed = {change.original: change.event for change in event.changes}
    alone = replace(event, repeat=None, changes=(), before=None)
    return {
        original.first: (original, changed.get(original) or replace(alone, occurrences=(original,)))
        for original in event.originals()
    }


def _before(was: Event, now: Event) -> Event | None:
    """`now` with the time, the place and the status that it had before each of them last changed."""
    earlier = was.before or was
    if not now.occurrences or moved(was, now):
        when = was if was.occurrences else earlier
    else:
        when = earlier if was.before and moved(earlier, now) else now
    where = was if elsewhere(was, now) else earlier
    how = was if was.status is not now.status else earlier
    before = replace(
        now,
        before=None,
        occurrences=when.occurrences,
        repeat=when.repeat,
        changes=when.changes,
        areas=where.areas,
        venue=where.venue,
        status=how.status,
    )
    lost = bool(before.occurrences) and not now.occurrences
    return before if lost or moved(before, now) or elsewhere(before, now) or before.status is not now.status else None


def kinds(was: Event | None, now: Event | None) -> Iterator[Kind]:
    """What has become of an event as a whole; of its single dates see `single_dates`, of its texts `texts`."""
    if was is None:
        yield Kind.NEW
        return
    if now is None:
        yield Kind.GONE
        return
    if now.status is not was.status:
        back = now.status is Status.CONFIRMED and was.status in (Status.CANCELLED, Status.POSTPONED)
        yield Kind.RESTORED if back else Kind(now.status)
    if now.occurrences and not dates(was):
        yield Kind.DATED
    elif moved(was, now):
        yield Kind.MOVED
    elif now.occurrences and len(now.occurrences) > len(dates(was)):
        yield Kind.ADDED
    if elsewhere(was, now):
        yield Kind.PLACE


def single_dates(was: Event, now: Event) -> Iterator[tuple[Occurrence, Event, Event]]:
    """The dates of a series that differ from what they were, but for what has become of the series: the original
    occurrence, and the event as it was and as it is on it."""
    then, here = _by_day(was), _by_day(now)
    days = {change.original.first for change in (*was.changes, *now.changes)}
    for day in sorted(days & then.keys() & here.keys()):
        (_, before), (original, event) = then[day], here[day]
        if any(kind not in kinds(was, now) or kind is Kind.MOVED for kind in kinds(before, event)):
            yield original, before, event


def texts(
    was: Event, now: Event, names: Iterable[str], languages: Iterable[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Those of the fields `names`, which differ, that read otherwise though `kinds` and `single_dates` do not tell of
    them; each with the ones of `languages` in which it does, none where it has no language."""
    told = set(kinds(was, now))
    told_of = {
        "venue": Kind.PLACE in told,
        "areas": Kind.PLACE in told,
        "occurrences": bool(told & {Kind.MOVED, Kind.ADDED, Kind.DATED, Kind.POSTPONED}),
        "window": bool(now.occurrences) or Kind.POSTPONED in told,
        "status": True,
        "status_note": bool(told & {*WITH_REASON, Kind.RESTORED, Kind.CONFIRMED}),
        "changes": any(True for _ in single_dates(was, now)),
    }
    told_of["occurrences"] |= told_of["changes"]
    for name in names:
        if told_of.get(name):
            continue
        before, after = _said(was, name), _said(now, name)
        if any(isinstance(each, Text) for each in (*before, *after)):
            differ = tuple(code for code in languages if _read(before, code) != _read(after, code))
            if differ:
                yield name, differ
        else:
            yield name, ()


def _said(event: Event, name: str) -> tuple[Any, ...]:
    value = getattr(event, name)
    if isinstance(value, Venue):
        return value.name, value.address
    return (value.name if isinstance(value, Contact) else value,)


def _read(texts: Iterable[Text | None], language: str) -> str:
    return ", ".join(text.in_language(language).text for text in texts if text)


def says_something(revision: Revision) -> bool:
    was, now = revision.was, revision.now
    if was is None or now is None or revision.texts:
        return True
    return any(True for _ in kinds(was, now)) or any(True for _ in single_dates(was, now))
