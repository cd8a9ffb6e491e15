"""What changed since it was published, the latest first: as a page, as an Atom feed, and as a text to pass on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from campaign_calendar import addresses, zones
from campaign_calendar.model import Days, Revision, Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Frame
from campaign_calendar.telling import Saying, sayings
from campaign_calendar.theme import Theme

TEMPLATE = "changes.html"
TO_COPY = timedelta(days=7)


@dataclass(frozen=True)
class Told:
    """What one publication changed about one event or phase. `path` is empty where it has no page any longer."""

    id: str
    moment: datetime
    path: str
    title: Run
    sayings: tuple[Saying, ...]


@dataclass(frozen=True)
class ChangesDay:
    machine: str
    name: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class ChangesPage:
    """`to_copy`: the changes of the seven days up to the last one, and what these are called."""

    frame: Frame
    days: tuple[ChangesDay, ...]
    to_copy: tuple[str, str] | None
    feed: str


def changes_page(edition: Edition) -> Output:
    told = told_in(edition)
    by_day = groupby(told, lambda each: _day(each, edition))
    data = ChangesPage(
        frame=edition.frame(addresses.CHANGES, edition.say("changes")),
        days=tuple(
            ChangesDay(day.isoformat(), edition.words.day_of_week(day), tuple(group)) for day, group in by_day
        ),
        to_copy=_to_copy(told, edition) if told else None,
        feed=edition.localised(addresses.CHANGES_FEED),
    )
    return Output(data.frame.path, "changes", data)


def told_in(edition: Edition) -> tuple[Told, ...]:
    """All that revisions say in the language, the latest first."""
    found = (_told(revision, edition) for revision in edition.site.revisions)
    return tuple(each for each in found if each.sayings)


def _told(revision: Revision, edition: Edition) -> Told:
    event = revision.now or revision.was
    assert event is not None
    title = event.title.in_language(edition.language)
    if title.language not in {language.code for language in edition.site.campaign.languages}:
        title = Run(title.text, edition.language)  # the campaign had that language once
    return Told(
        revision.id,
        revision.moment,
        edition.page_of_entry(revision.id),
        title,
        sayings(revision, edition.site, edition.words),
    )


def _day(told: Told, edition: Edition) -> date:
    return told.moment.astimezone(zones.zone(edition.site.campaign.timezone)).date()


def _to_copy(told: Iterable[Told], edition: Edition) -> tuple[str, str]:
    told = tuple(told)
    last = _day(told[0], edition)
    recent = [each for each in told if _day(each, edition) > last - TO_COPY]
    called = edition.words.say("changes_to_copy", days=edition.words.days(Days(_day(recent[-1], edition), last)))
    lines = [edition.text(edition.site.campaign.name).text]
    for each in recent:
        lines += ["", f"*{each.title.text}*", *(f"• {line}" for line in in_lines(each))]
    lines += ["", edition.words.days(Days(_day(recent[-1], edition), last))]
    if edition.site.campaign.url:
        lines.append(addresses.absolute(edition.site.campaign.url, edition.localised(addresses.CHANGES)))
    return called, "\n".join(lines)


def in_lines(told: Told) -> Iterator[str]:
    return (f"{each.about}: {each.text}" if each.about else each.text for each in told.sayings)


def render(data: ChangesPage, theme: Theme) -> bytes:
    return theme.page(TEMPLATE, data.frame.language, data.frame.path, page=data)
