"""What changed since it was published, the latest first: as a page, as an Atom feed, and as a text to pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from campaign_calendar import addresses, telling, zones
from campaign_calendar.bulletins.changes import changes_message, day_of
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.model import Days, Run
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import Frame
from campaign_calendar.outputs.share import Share, shown
from campaign_calendar.telling import Saying
from campaign_calendar.theme import Theme

TEMPLATE = "changes.html"
TO_SHARE = timedelta(days=7)


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
    """`share`: the changes of the seven days up to the last one."""

    frame: Frame
    days: tuple[ChangesDay, ...]
    share: Share | None
    feed: str


def changes_page(edition: Edition) -> Output:
    told = told_in(edition)
    zone = zones.zone(edition.site.campaign.timezone)
    by_day = groupby(told, lambda each: each.moment.astimezone(zone).date())
    data = ChangesPage(
        frame=edition.frame(addresses.CHANGES, edition.say("changes")),
        days=tuple(
            ChangesDay(day.isoformat(), edition.words.day_of_week(day), tuple(group)) for day, group in by_day
        ),
        share=_last_days(edition),
        feed=edition.localised(addresses.CHANGES_FEED),
    )
    return Output(data.frame.path, "changes", data)


def told_in(edition: Edition) -> tuple[Told, ...]:
    """All that revisions say in the language, the latest first."""
    return tuple(
        Told(
            each.revision.id,
            each.revision.moment,
            edition.page_of_entry(each.revision.id),
            each.title,
            each.sayings,
        )
        for each in telling.news(edition.site, edition.words)
    )


def _last_days(edition: Edition) -> Share | None:
    """The last day on which anything changed, and the six before it."""
    site, told = edition.site, telling.news(edition.site, edition.words)
    if not told:
        return None
    last = day_of(told[0], site)
    recent = [each for each in told if day_of(each, site) > last - TO_SHARE]
    days = edition.words.days(Days(day_of(recent[-1], site), last))
    return Share(changes_message(recent, site.root, days, Phrases(site, edition.words)))


def render(data: ChangesPage, theme: Theme) -> bytes:
    language = data.frame.language
    share = shown(data.share, language, theme) if data.share else None
    return theme.page(TEMPLATE, language, data.frame.path, page=data, share=share)
