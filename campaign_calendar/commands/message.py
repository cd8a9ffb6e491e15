"""message: the programme of an area as a text to send in groups: all of it, a week, a phase, or what has changed."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from campaign_calendar import coverage, feeds, fetch, moment, telling
from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.changes import changes_message, concerns, day_of
from campaign_calendar.bulletins.message import Message
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.bulletins.programme import Programme
from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.console import Console
from campaign_calendar.content.references import by_name, near, some
from campaign_calendar.coverage import Cell
from campaign_calendar.model import Area, Days, Phase, Site
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.pipeline import Options, checked
from campaign_calendar.problems import printable
from campaign_calendar.release import pictures_folder
from campaign_calendar.stamps import stamp
from campaign_calendar.wording import Wording

ABOUT = "print the programme of an area as a message to send: all of it, a week, a phase, or what has changed"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
BETWEEN = "\n" + "-" * 40 + "\n"  # the same text in two languages


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which area; and if not all of it, of which week (any day of it), of which phase, or what changed since."""

    area: Area
    week: date | None
    phase: Phase | None
    since: date | None


def add_arguments(parser: ArgumentParser) -> None:
    shared.add_site(parser)
    shared.add_published(parser)
    parser.add_argument("--area", metavar="AREA", help="an area's id or name (default: the whole campaign)")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--week", type=day, metavar="DATE", help="only the week that this day is in")
    part.add_argument("--phase", metavar="PHASE", help="only this phase: its id or name")
    part.add_argument("--since", type=day, metavar="DATE", help="what has changed from this day on, as published.json has it")  # fmt: skip  # noqa: E501
    parser.add_argument("--base-url", type=shared.base_url, metavar="URL", help="where the site is served, for the link (default: url in campaign.yaml)")  # fmt: skip  # noqa: E501
    parser.add_argument("--language", metavar="LANG", help="only in this language (default: in each of the campaign's)")  # fmt: skip  # noqa: E501


def day(written: str) -> date:
    """Raises ArgumentTypeError for anything but a date like 2018-11-24."""
    try:
        if DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError as mistake:
        raise ArgumentTypeError(f"{written!r} is no day of the calendar") from mistake
    raise ArgumentTypeError(f"{written!r} is not a date as we write it; write it like 2018-11-24")


def run(arguments: Namespace, console: Console) -> None:
    folder = shared.folder(arguments)
    published = fetch.published(arguments.published, folder.output)
    if arguments.since and published.uid_domain is None:
        raise shared.WrongUsage(
            f"--since: nothing is published in {folder.output}; name with --published what is live now"
        )
    options = Options(base_url=arguments.base_url)
    found, theme = checked(folder, published, options, Shelf(pictures_folder(folder.output)))
    site = stamp(found.site, theme.wordings, published, lambda: moment.of(folder.content))
    if arguments.language and arguments.language not in theme.wordings:
        raise shared.WrongUsage(f"--language {arguments.language}: the campaign is in {', '.join(theme.wordings)}")
    wanted = Wanted(
        site.area(_chosen("--area", arguments.area, {each.id: each for each in site.areas})),
        arguments.week,
        _phase(arguments.phase, site),
        arguments.since,
    )
    chosen = [arguments.language] if arguments.language else [*theme.wordings]
    texts = (_text(wanted, site, theme.wordings[language]) for language in chosen)
    for line in BETWEEN.join(texts).split("\n"):
        console.say(printable(line))


def _phase(written: str | None, site: Site) -> Phase | None:
    phases = {each.id: each for each in site.phases}
    return phases[_chosen("--phase", written, phases)] if written is not None else None


def _chosen(option: str, written: str | None, there: Mapping[str, Area | Phase]) -> str:
    """The id that is written, or whose name is; the first one where none is. Raises WrongUsage."""
    if written is None:
        return next(iter(there))
    found = written if written in there else by_name(written, there)
    if found:
        return found
    close = near(written, there)
    proposed = f"did you mean {close}?" if close else f"there are {some(there, written)}"
    raise shared.WrongUsage(f"{option} {written}: there is no such id or name; {proposed}")


def _text(wanted: Wanted, site: Site, wording: Wording) -> str:
    return message.text(_message(wanted, site, Phrases(site, wording)), wording)


def _message(wanted: Wanted, site: Site, phrases: Phrases) -> Message:
    area, wording = wanted.area, phrases.wording
    if wanted.since:
        since = wanted.since
        told = [each for each in telling.news(site, wording) if day_of(each, site) >= since]
        told = [each for each in told if concerns(each, area, site)]
        return changes_message(told, area, wording.say("message_since", day=wording.day(since)), phrases)

    @cache
    def cells(phase: Phase) -> tuple[Cell, ...]:
        return coverage.cells(site, phase)

    inside = [event for event in site.events if area.id in feeds.areas_of_event(event, site)]
    phases = [phase for phase in site.phases if area.id in feeds.areas_of_phase(phase, site)]
    if wanted.phase:
        of_phase = [event for event in inside if event.phase == wanted.phase.id]
        if area is site.root:
            area = site.area(wanted.phase.area)
            of_phase = [event for event in site.events if event.phase == wanted.phase.id]
        return Programme(area, of_phase, [wanted.phase], cells, phrases).of_phase(wanted.phase)
    span = _week(wanted.week, wording) if wanted.week else None
    return Programme(area, inside, phases, cells, phrases).of_area(span)


def _week(day: date, wording: Wording) -> Days:
    """The week of a day, which begins as the locale's does."""
    first = day - timedelta(days=(day.weekday() - wording.weekdays()[0]) % 7)
    return Days(first, first + timedelta(days=6))
