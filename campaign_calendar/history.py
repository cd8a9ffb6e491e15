"""A checked Site and what was published in; the Site that knows what it was before, and the news, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from campaign_calendar import feeds, revisions, zones
from campaign_calendar.model import (
    Change,
    Days,
    Event,
    Hours,
    Occurrence,
    Phase,
    Retired,
    Revision,
    Site,
    Status,
)
from campaign_calendar.published import NotTrusted, Published
from campaign_calendar.visible import Fields, brief, differing, fields_of, fields_of_phase

UNSTAMPED = datetime(1970, 1, 1, tzinfo=UTC)  # the moment of news whose publication has none yet
Texts = tuple[tuple[str, tuple[str, ...]], ...]


class History(NamedTuple):
    """What is followed upon, for the site that follows."""

    published: Published
    site: Site

    def event(self, id: str) -> Event | None:
        """An event or phase as it was published, without the dates that are retired by now."""
        was = self.whole_event(id)
        retired = {each.on for each in self.site.retired if each.on and each.id == id}
        return _without(was, retired) if was and retired else was

    def whole_event(self, id: str) -> Event | None:
        """An event or phase as it was published, with its hours in the zone of today. None where the record of the
        last build is damaged; one that was named raises NotTrusted."""
        try:
            was = self.published.event(id)
        except NotTrusted:
            if self.published.named:
                raise
            return None
        zone = self.site.campaign.timezone
        return was if self.published.timezone in (None, zone) else _in_zone(was, zone)


def followed(site: Site, published: Published) -> tuple[Site, tuple[Revision, ...]]:
    """The news stand by their first day; upon no publication there are none. Raises NotTrusted."""
    if published.uid_domain is None:
        return site, ()
    history = History(published, site)
    events, phases, news = [], [], [*_gone(history), *_zone(history)]
    for event in site.events:
        follows, found = _follow(event, fields_of(event), history)
        events.append(follows)
        news += found
    for phase in site.phases:
        if phase.entry:
            follows, found = _follow(_as_event(phase), fields_of_phase(phase), history)
            news += found
            last = follows.before.occurrences[0] if follows.before else None
            phase = replace(phase, before=last if isinstance(last, Days) else None)
        phases.append(phase)
    former = []
    for gone in _former(history):
        former.append(gone)
        if gone.id not in published.entries and "." in gone.id:
            news.append(_news(gone.id, gone, replace(gone, status=Status.CANCELLED)))
    news.sort(key=lambda each: (_first_day(each, site), each.id))
    return replace(site, events=tuple(events), phases=tuple(phases), former=tuple(former)), tuple(news)


def _follow(now: Event, fields: Fields, history: History) -> tuple[Event, Sequence[Revision]]:
    """`now` with what it was before, and what is new about it."""
    entry = history.published.entries.get(now.id)
    if entry is None:
        return now, [_news(now.id, None, now)]
    same_zone = history.published.timezone == history.site.campaign.timezone
    if entry.fields == fields and same_zone and not entry.before and not entry.is_retired:
        return now, ()
    was = history.event(now.id)
    if was is None:
        return now, ()
    if entry.is_retired:
        was = replace(was, status=Status.CANCELLED)
    if revisions.dates(was) and not now.occurrences and now.status is not Status.CANCELLED:
        now = replace(now, status=Status.POSTPONED)
    follows = revisions.with_before(now, was)
    was = _dated(was) if now.occurrences else was
    names = differing(fields_of(was), fields_of(follows), history.published.names)
    languages = [language.code for language in history.site.campaign.languages]
    revision = _news(now.id, was, follows, tuple(revisions.texts(was, follows, names, languages)))
    return follows, [revision] if revisions.says_something(revision) else ()


def _news(id: str, was: Event | None, now: Event | None, texts: Texts = ()) -> Revision:
    return Revision(UNSTAMPED, id, was and brief(was), now and brief(now), texts)


def _as_event(phase: Phase) -> Event:
    return Event(f"phase.{phase.id}", phase.name, (), (), None, (phase.days,), None, Status.CONFIRMED)


def _dated(event: Event) -> Event:
    """An event as calendars have it: with its last dates where it has lost them."""
    last = event.before
    if event.occurrences or last is None:
        return event
    return replace(event, occurrences=last.occurrences, repeat=last.repeat, changes=last.changes)


def _gone(history: History) -> Iterator[Revision]:
    """What was published and is no longer there, retired or not; not again what already was retired then."""
    there = {event.id for event in history.site.events}
    there |= {feeds.CAMPAIGN_ENTRY, *(f"phase.{phase.id}" for phase in history.site.phases if phase.entry)}
    for id, entry in history.published.entries.items():
        was = None if id in there or entry.is_retired else history.event(id)
        if was:
            yield _news(id, _dated(was), None)


def _zone(history: History) -> Iterator[Revision]:
    campaign = history.site.campaign
    if history.published.timezone not in (None, campaign.timezone):
        all_of_it = Event("campaign", campaign.name, (), (), None, (campaign.days,), None, Status.CONFIRMED)
        yield _news("campaign", all_of_it, all_of_it, revisions.ANOTHER_ZONE)


def _former(history: History) -> Iterator[Event]:
    """The events, dates and phases that calendars have and that are retired, as they were published."""
    for retired in history.site.retired:
        entry = history.published.entries.get(retired.entry)
        if entry and entry.stamps and entry.fields:
            was = history.event(retired.entry)
        elif entry is None and retired.on and retired.id in history.published.entries:
            whole = history.whole_event(retired.id)
            was = _one_date(whole, retired) if whole else None
        else:
            was = None
        if was:
            yield _dated(was)


def _one_date(event: Event, retired: Retired) -> Event | None:
    for original, (occurrence, then) in zip(event.originals(), event.meetings(), strict=True):
        if retired.on in (original.first, occurrence.first):
            return replace(then, id=retired.entry, occurrences=(occurrence,), repeat=None, changes=(), before=None)
    return None


def _without(event: Event, days: set[date]) -> Event:
    kept = [
        occurrence
        for original, occurrence in zip(event.originals(), event.occurrences, strict=True)
        if not days & {original.first, occurrence.first}
    ]
    changes = tuple(each for each in event.changes if each.event.occurrences[0] in kept)
    return replace(event, occurrences=tuple(kept), changes=changes)


def _in_zone(event: Event, zone: str) -> Event:
    """The event with the same hours on the wall clock of another zone."""

    def there(moment: datetime) -> datetime:
        try:
            return zones.localised(moment.replace(tzinfo=None), zone)
        except zones.SkippedTime:
            return moment

    def zoned(occurrence: Occurrence) -> Occurrence:
        if isinstance(occurrence, Days):
            return occurrence
        return Hours(there(occurrence.start), there(occurrence.end) if occurrence.end else None)

    changes = tuple(Change(zoned(each.original), _in_zone(each.event, zone)) for each in event.changes)
    return replace(
        event,
        occurrences=tuple(zoned(each) for each in event.occurrences),
        changes=changes,
        before=_in_zone(event.before, zone) if event.before else None,
    )


def _first_day(revision: Revision, site: Site) -> date:
    event = revision.now or revision.was
    assert event is not None
    times = revisions.dates(event)
    return times[0].first if times else event.window.first if event.window else site.campaign.days.last
