"""Any repeating event, read from its YAML and read back from its feed, takes place on just the days that were meant.

What was meant is worked out here, with dateutil's rules and by plain search among the offsets of a zone; neither of
the modules that expand rules or place them on the clock is asked. `LONG=1` tries 20,000 examples instead of some 300.
"""

from __future__ import annotations

import os
import re
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
import pytest
import recurring_ical_events
import vobject
from dateutil import rrule
from hypothesis import HealthCheck, assume, event, example, given, settings
from hypothesis import strategies as st

from campaign_calendar import feeds, recurrence, zones
from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.feedlint import lint
from campaign_calendar.model import Days, Hours, Language, Occurrence, Rule, Site, Weekday
from campaign_calendar.problems import ContentError, Problem
from campaign_calendar.published import Published
from campaign_calendar.stamps import stamp
from campaign_calendar.theme import own_folder, words
from campaign_calendar.wording import Wording
from tests.campaigns import write_content

LONG = os.environ.get("LONG") == "1"
ZONES = (
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "America/Phoenix",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",  # half an hour off
    "Australia/Lord_Howe",  # southern, and half an hour of summer time
    "Africa/Cairo",  # none for years, then from midnight on Fridays
    "Asia/Tehran",  # until 2022, from midnight
    "Europe/Dublin",  # its winter is the exception
    "Africa/Casablanca",  # the month of fasting is the exception, by another calendar
)
FIRST, LAST = date(2018, 1, 1), date(2031, 12, 31)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
WORDS = words((own_folder(),), "en")
WORDING = Wording(Language("en", "en_GB", "ltr"), WORDS)
STAMPED = datetime(2018, 11, 9, tzinfo=UTC)
TITLES = {
    "confirmed": "{}",
    "tentative": "Tentative: {}",
    "postponed": "Postponed: {}",
    "cancelled": "Cancelled: {}",
}
STATUSES = {
    "confirmed": "CONFIRMED",
    "tentative": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
}
CAMPAIGN = """\
name: Reading year
uid_domain: reading.example
languages: [en]
timezone: {zone}
starts: {day}
ends: {day}
levels: [{{id: town, name: Town}}]
areas: [{{id: littleton, level: town, name: Littleton}}]
feeds: {{cancelled: status, default_duration: {minutes}min}}
"""


def examples(short: int, long: int) -> settings:
    return settings(
        deadline=None,
        max_examples=long if LONG else short,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


@pytest.fixture(scope="module", autouse=True)
def zones_of_the_package() -> Iterator[None]:
    """Readers take the zones that we take, not the machine's: what is foretold of Morocco differs between them."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=before)
    zoneinfo.ZoneInfo.clear_cache()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("repeats")


# --- what clocks show


def instants(wall: datetime, zone: str) -> list[datetime]:
    """The moments (UTC) at which clocks of the zone show `wall`: none where they skip it, two where they go back."""
    there = zones.zone(zone)
    around = ((wall + timedelta(hours=36 * side)).replace(tzinfo=there).utcoffset() for side in (-1, 1))
    moments = {(wall - (offset or timedelta())).replace(tzinfo=UTC) for offset in around}
    return sorted(each for each in moments if each.astimezone(there).replace(tzinfo=None) == wall)


class Turn(NamedTuple):
    """A stretch of the wall clock that a zone skips or shows twice: its first minute, and the first after it."""

    first: datetime
    after: datetime
    twice: bool


@cache
def turns(zone: str) -> tuple[Turn, ...]:
    found = []
    there = zones.zone(zone)
    moment = datetime(FIRST.year, 1, 3, tzinfo=UTC)
    while moment.year <= LAST.year:
        before, after = (each.astimezone(there).utcoffset() for each in (moment, moment + DAY))
        if before != after:
            hours = [moment + timedelta(minutes=15 * n) for n in range(97)]
            at = next(each for each in hours if each.astimezone(there).utcoffset() == after)
            walls = sorted(at.replace(tzinfo=None) + (offset or timedelta()) for offset in (before, after))
            found.append(Turn(walls[0], walls[1], twice=(after or timedelta()) < (before or timedelta())))
        moment += DAY
    return tuple(found)


# --- what was meant


@dataclass(frozen=True)
class Change:
    """What stands in an event's `changes` for one day, and what it makes of the occurrence."""

    lines: dict[str, str]
    start: date | datetime
    end: date | datetime | None
    later: bool
    moves: bool


class Meeting(NamedTuple):
    """An occurrence as readers of a feed see it: days or the wall clock, the end exclusive."""

    start: date | datetime
    end: date | datetime
    title: str
    status: str


@dataclass(frozen=True)
class Plan:
    """A repeating event. `end` belongs to the first day, inclusive for days, and `length` is the stretch to it."""

    zone: str
    start: date | datetime
    end: date | datetime | None
    later: bool
    status: str
    rule: dict[str, str]
    days: tuple[date, ...]  # by the rule or list alone
    excepted: frozenset[date]
    changes: dict[date, Change]
    minutes: int  # how long calendars are told that it takes where nobody says

    @property
    def kept(self) -> list[date]:
        return [day for day in self.days if day not in self.excepted]

    def original(self, day: date) -> tuple[date | datetime, date | datetime | None]:
        return on_day(self.start, self.end, day)

    def yaml(self) -> str:
        lines = {"id": "evening", "title": "Evening", "area": "littleton", "start": typed(self.start)}
        if self.end is not None and self.end != self.start:
            lines["end"] = typed(self.end)
        if self.later:
            lines["time"] = "later"
        if self.status != "confirmed":
            lines["status"] = self.status
        rule = dict(self.rule)
        if self.excepted:
            rule["except"] = f"[{', '.join(str(day) for day in sorted(self.excepted))}]"
        lines["repeat"] = mapping(rule)
        text = "".join(f"{key}: {value}\n" for key, value in lines.items())
        changes = "".join(f"  - {mapping({'on': str(day), **each.lines})}\n" for day, each in self.changes.items())
        return f"{text}changes:\n{changes}" if changes else text

    def clocks(self) -> list[datetime]:
        """Every hour that the event names, its first one also where that day is excepted."""
        stretches = [(self.start, self.end), *(self.original(day) for day in self.kept)]
        stretches += [(each.start, each.end) for each in self.changes.values()]
        return [each for stretch in stretches for each in stretch if isinstance(each, datetime)]

    def meetings(self) -> list[Meeting]:
        made = []
        for day in self.kept:
            change = self.changes.get(day)
            start, end = self.original(day)
            later, status, title = self.later, self.status, "Evening"
            if change:
                start, end, later = change.start, change.end, change.later
                status = change.lines.get("status", status)
                title = change.lines.get("title", title)
            title = TITLES[status].format(title)
            made.append(
                Meeting(
                    start,
                    self.exclusive(start, end, day if change is None else None),
                    f"{title} (time later)" if later else title,
                    STATUSES[status],
                )
            )
        return sorted(made, key=str)

    def exclusive(self, start: date | datetime, end: date | datetime | None, day: date | None) -> date | datetime:
        """The end as calendars have it. For those of the series that have none (`day`) it is as far from the start
        by the clock as on the first one."""
        if not isinstance(start, datetime):
            return (end or start) + DAY
        if end is not None:
            return end
        if day is None:
            return supposed_end(start, self.minutes, self.zone)
        first = self.original(self.kept[0])[0]
        assert isinstance(first, datetime)
        return start + (supposed_end(first, self.minutes, self.zone) - first)


def supposed_end(start: datetime, minutes: int, zone: str) -> datetime:
    """So many minutes later; by the wall clock where the clocks would show that a second time."""
    end = instants(start, zone)[0] + timedelta(minutes=minutes)
    wall = end.astimezone(zones.zone(zone)).replace(tzinfo=None)
    return wall if instants(wall, zone)[0] == end else start + timedelta(minutes=minutes)


def on_day(
    start: date | datetime, end: date | datetime | None, day: date
) -> tuple[date | datetime, date | datetime | None]:
    """The same stretch on another day, by the clock."""
    if isinstance(start, datetime):
        there: date | datetime = datetime.combine(day, start.time())
        return there, None if end is None else there + (end - start)
    return day, None if end is None else day + (end - start)


def typed(moment: date | datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment)


def mapping(lines: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in lines.items()) + "}"


# --- anything that may be meant

HOURS = st.sampled_from([time(0), time(0, 30), time(1, 15), time(2), time(2, 30), time(3), time(23, 45)])
CLOCK = HOURS | st.builds(time, st.integers(0, 23), st.integers(0, 59))
DATES = st.dates(FIRST, LAST)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    every = draw(st.sampled_from(["day", "week", "month"]))
    step = draw(st.integers(1, 5))
    numbers = st.integers(0, 6)
    on: list[Weekday] = []
    if every == "week":
        on = draw(st.lists(st.builds(Weekday, numbers), max_size=4, unique=True))
    elif every == "month":
        place = st.sampled_from([1, 2, 3, 4, 5, -1])
        on = draw(st.lists(st.builds(Weekday, numbers, place), max_size=3, unique=True))
    ordered = tuple(sorted(on, key=lambda each: (each.number, each.place)))
    return Rule(every, step, ordered, count=draw(st.integers(1, 20)))


def days_by_dateutil(rule: Rule, first: date) -> list[date]:
    """One more than the most that there may be."""
    frequency = {"day": rrule.DAILY, "week": rrule.WEEKLY, "month": rrule.MONTHLY}[rule.every]
    weekdays = [rrule.weekdays[each.number](each.place or None) for each in rule.on]
    until = datetime.combine(rule.until, time()) if rule.until else None
    made = rrule.rrule(
        frequency,
        dtstart=datetime.combine(first, time()),
        interval=rule.step,
        byweekday=weekdays or None,
        until=until,
        count=rule.count,
    )
    return [each.date() for each in islice(made, recurrence.MAX_OCCURRENCES + 1)]


@st.composite
def written_rules(draw: st.DrawFn, first: date) -> tuple[dict[str, str], tuple[date, ...]]:
    """The lines of `repeat`, and the days that they mean; the first of these is where the event has to start."""
    if draw(st.integers(0, 3)) == 0:
        gaps = draw(st.lists(st.integers(1, 45), max_size=9))
        days = [first]
        for gap in gaps:
            days.append(days[-1] + gap * DAY)
        listed = draw(st.permutations([*days, *draw(st.lists(st.sampled_from(days), max_size=2))]))
        return {"dates": f"[{', '.join(map(str, listed))}]"}, tuple(days)
    rule = draw(rules())
    days = days_by_dateutil(rule, first)
    lines = {"every": rule.every}
    if rule.step > 1 or draw(st.booleans()):
        lines["step"] = str(rule.step)
    if rule.on:
        names = [
            f"{'last ' if each.place < 0 else f'{each.place} ' if each.place else ''}{WEEKDAYS[each.number]}"
            for each in rule.on
        ]
        lines["on"] = names[0] if len(names) == 1 else f"[{', '.join(draw(st.permutations(names)))}]"
    if draw(st.booleans()):
        lines["count"] = str(rule.count)
    else:
        later = replaced_count(rule, days[0])
        lines["until"] = str(draw(st.dates(days[-1], max(days[-1], later - DAY))))
    return lines, tuple(days)


def replaced_count(rule: Rule, first: date) -> date:
    """The day after the counted ones."""
    return days_by_dateutil(Rule(rule.every, rule.step, rule.on, count=(rule.count or 0) + 1), first)[-1]


@st.composite
def stretches(draw: st.DrawFn, day: date) -> tuple[date | datetime, date | datetime | None, bool]:
    """Start, end and whether the hour is still to come."""
    kind = draw(st.sampled_from(["days", "later", "hours", "hours", "open"]))
    if kind in ("days", "later"):
        return day, day + draw(st.integers(0, 2)) * DAY, kind == "later"
    start = datetime.combine(day, draw(CLOCK))
    if kind == "open":
        return start, None, False
    return start, start + draw(st.sampled_from([15, 60, 90, 300, 720, 1500])) * timedelta(minutes=1), False


@st.composite
def changes(draw: st.DrawFn, plan: Plan) -> dict[date, Change]:
    """Some of the occurrences made different, so that no two are at the same time, in any order of the changes."""
    chosen = draw(st.lists(st.sampled_from(plan.kept), max_size=4, unique=True))
    made: dict[date, Change] = {}
    taken = {plan.original(day)[0] for day in plan.kept}
    for day in chosen:
        each = draw(changed(plan, day))
        if each.moves and each.start in taken and each.start != plan.original(day)[0]:
            continue
        taken.add(each.start)
        made[day] = each
    return made


@st.composite
def changed(draw: st.DrawFn, plan: Plan, day: date) -> Change:
    start, end = plan.original(day)
    later = plan.later
    lines = {}
    kind = draw(st.sampled_from(["words", "day", "moment", "stretch", "later", "later elsewhere", "end"]))
    elsewhere = day + draw(st.integers(-40, 40)) * DAY
    if kind == "day":
        start, end = on_day(start, end, elsewhere)
        lines["start"] = typed(start)
    elif kind == "moment":
        there = datetime.combine(elsewhere, draw(CLOCK))
        lines["start"] = typed(there)
        timed = isinstance(start, datetime) and isinstance(end, datetime)
        start, end, later = there, there + (end - start) if timed else None, False
    elif kind == "stretch":
        with_hours = isinstance(start, datetime)
        length = end - start if with_hours and isinstance(end, datetime) else None
        start, end, later = draw(stretches(elsewhere))
        lines["start"] = typed(start)
        if with_hours and not isinstance(start, datetime) and not later:  # whole days of hours need an end
            end = end or start
        if isinstance(start, datetime) and end is None:  # as long as it was, then
            end = length and start + length
        elif end is not None:
            lines["end"] = typed(end)
            end_of_day = isinstance(end, datetime) and end.date() == elsewhere
            if end_of_day and draw(st.booleans()):
                lines["end"] = f"{end:%H:%M}"
        if later:
            lines["time"] = "later"
    elif kind == "later elsewhere" or (kind == "later" and (isinstance(start, datetime) or end == start)):
        there = day
        if kind == "later elsewhere":
            there = elsewhere
            lines["start"] = str(there)
        lines["time"] = "later"
        start, end, later = there, there, True
    elif kind == "end" and isinstance(start, datetime):
        end = start + draw(st.integers(1, 2000)) * timedelta(minutes=1)
        lines["end"] = typed(end)
    elif kind == "end" and not later:
        end = start + draw(st.integers(0, 4)) * DAY
        lines["end"] = typed(end)
    moves = bool(lines)
    if not lines or draw(st.booleans()):
        lines |= draw(
            st.sampled_from(
                [
                    {"title": "Another"},
                    {"status": "cancelled"},
                    {"status": "postponed"},
                    {"status": "tentative", "title": "Perhaps"},
                    {"status": "confirmed"},
                ]
            )
        )
    return Change(lines, start, end, later, moves)


@st.composite
def plans(draw: st.DrawFn, with_changes: bool = False) -> Plan:
    zone = draw(st.sampled_from(ZONES))
    near = draw(st.none() | st.sampled_from(turns(zone))) if turns(zone) else None
    if near is None:
        begin = draw(DATES)
    else:  # a night on which clocks change, or some weeks before one
        begin = near.first.date() - draw(st.sampled_from([0, 0, 1, 7, 14, 28, 35, 60])) * DAY
    lines, days = draw(written_rules(begin))
    start, end, later = draw(stretches(days[0]))
    if near is not None and isinstance(start, datetime) and draw(st.integers(0, 3)) == 0:
        moved = datetime.combine(days[0], near.first.time())
        start, end = moved, end and moved + (end - start)  # type: ignore[operator]
    excepted = frozenset(draw(st.lists(st.sampled_from(days), max_size=min(4, len(days) - 1))))
    status = draw(st.sampled_from(["confirmed", "confirmed", "tentative", "postponed", "cancelled"]))
    minutes = draw(st.sampled_from([30, 60, 120, 300]))
    plan = Plan(zone, start, end, later, status, lines, days, excepted, {}, minutes)
    if not with_changes:
        return plan
    assume(len(plan.kept) > 1)
    return Plan(zone, start, end, later, status, lines, days, excepted, draw(changes(plan)), minutes)


# --- the whole way


def checked(plan: Plan, folder: Path) -> tuple[Site | None, tuple[Problem, ...]]:
    """What comes of the plan's YAML."""
    campaign = CAMPAIGN.format(zone=plan.zone, day=plan.days[0], minutes=plan.minutes)
    write_content(folder, {"campaign.yaml": campaign, "events/evening.yaml": plan.yaml()})
    try:
        found = check(read(folder / "content", WORDS), Published())
    except ContentError as wrong:
        return None, wrong.problems
    return found.site, found.warnings


def feed(site: Site) -> bytes:
    stamped = stamp(site, {"en": WORDING}, Published(), lambda: STAMPED)
    [main] = [each for each in stamped.feeds if each.path == "calendar.ics"]
    octets = b"".join((main.head, *main.components, feeds.TAIL))
    assert lint(octets, set()) == []
    return octets


def unzoned(moment: date | datetime) -> date | datetime:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def told(site: Site) -> list[Meeting]:
    """What the event itself says, in the words of Meeting; ends that are not known as None."""
    [only] = site.events
    return sorted(
        (
            Meeting(*bounds(occurrence), then.title.runs[0].text, str(then.status))
            for occurrence, then in only.meetings()
        ),
        key=str,
    )


def bounds(occurrence: Occurrence) -> tuple[Any, Any]:
    if isinstance(occurrence, Days):
        return occurrence.first, occurrence.last
    return unzoned(occurrence.start), occurrence.end and unzoned(occurrence.end)


def meant(plan: Plan) -> list[Meeting]:
    """The same of the plan."""
    made = []
    for day in plan.kept:
        start, end = plan.original(day)
        lines: dict[str, str] = {}
        if day in plan.changes:
            start, end, lines = plan.changes[day].start, plan.changes[day].end, plan.changes[day].lines
        last: Any = end or (None if isinstance(start, datetime) else start)
        made.append(Meeting(start, last, lines.get("title", "Evening"), lines.get("status", plan.status)))
    return sorted(made, key=str)


def read_back(octets: bytes, days: Sequence[date]) -> list[Meeting]:
    """All that a reader finds, long before and after too."""
    calendar = icalendar.Calendar.from_ical(octets)
    found = recurring_ical_events.of(calendar).between(min(days) - 400 * DAY, max(days) + 400 * DAY)
    return sorted(
        (
            Meeting(
                unzoned(each.get("DTSTART").dt),
                unzoned(each.get("DTEND").dt),
                str(each.get("SUMMARY")),
                str(each.get("STATUS")),
            )
            for each in found
        ),
        key=str,
    )


def expanded_alike_by_vobject(octets: bytes, plan: Plan) -> bool:
    """Whether vobject finds the starts of the series that were meant. It goes by the feed's own rules of the zone; in
    these, dateutil cannot place an hour of a winter that is the exception."""
    if len(plan.kept) == 1 or plan.zone in ("Europe/Dublin", "Africa/Casablanca"):
        return True
    vars(vobject.icalendar)["__tzidMap"].pop(plan.zone, None)  # the rules of an earlier feed
    series = vobject.readOne(octets.decode()).vevent_list[0]
    starts = [plan.original(day)[0] for day in plan.kept]
    midnights = [each if isinstance(each, datetime) else datetime.combine(each, time()) for each in starts]
    return [each.replace(tzinfo=None) for each in series.getrruleset(addRDate=True)] == midnights


def refused(plan: Plan, site: Site | None, problems: tuple[Problem, ...]) -> bool:
    """Whether the plan names an hour that clocks skip, or begins again before it is over; then, and only then, it
    must have been refused for that. A meeting at an hour that they show twice must have been warned about, unless
    it is cancelled."""
    counts = [len(instants(each, plan.zone)) for each in plan.clocks()]
    rules = {problem.rule for problem in problems}
    errors = {problem.rule for problem in problems if problem.level == "error"}
    expected = {"skipped-time"} if 0 in counts else {"repeat-overlaps"} if overlaps(plan) else set()
    assert errors == expected
    assert (site is None) == bool(expected)
    if not expected:
        on = [meeting for meeting in meant(plan) if meeting.status != "cancelled"]
        held = [each for meeting in on for each in meeting[:2] if isinstance(each, datetime)]
        assert ("doubled" in rules) == any(len(instants(each, plan.zone)) == 2 for each in held)
    return bool(expected)


def overlaps(plan: Plan) -> bool:
    """Whether an original meeting is not over when the next one begins."""
    for (start, end), (following, _) in pairwise(plan.original(day) for day in plan.kept):
        last = start if end is None else end
        if isinstance(last, datetime) and isinstance(following, datetime):
            if instants(last, plan.zone)[0] > instants(following, plan.zone)[0]:
                return True
        elif last >= following:
            return True
    return False


def on_the_clock(site: Site, zone: str) -> None:
    """Each hour is the first moment at which the clocks show it."""
    [only] = site.events
    for occurrence, _ in only.meetings():
        if isinstance(occurrence, Hours):
            for moment in (occurrence.start, occurrence.end):
                if moment is not None:
                    assert moment.astimezone(UTC) == instants(moment.replace(tzinfo=None), zone)[0]


def lines_of_events(octets: bytes) -> list[dict[str, list[str]]]:
    """For each VEVENT its lines by the name of the property, with the name cut off."""
    made = []
    for part in octets.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines: dict[str, list[str]] = {}
        for line in part.split("\r\n"):
            name = re.split("[;:]", line, maxsplit=1)[0]
            lines.setdefault(name, []).append(line[len(name) :])
        made.append(lines)
    return made


def types_agree(octets: bytes, plan: Plan) -> None:
    """EXDATE and RECURRENCE-ID are of DTSTART's type, UNTIL is a day or in UTC, and DTSTART takes place."""
    master, *others = lines_of_events(octets)
    kind, _, start = master["DTSTART"][0].partition(":")
    first, _ = plan.original(plan.kept[0])
    if isinstance(first, datetime):
        assert (kind, start) == (f";TZID={plan.zone}", f"{first:%Y%m%dT%H%M%S}")
    else:
        assert (kind, start) == (";VALUE=DATE", f"{first:%Y%m%d}")
    for value in master.get("EXDATE", []):
        assert value.partition(":")[0] == kind
    for other in others:
        [value] = other["RECURRENCE-ID"]
        assert value.partition(":")[0] == kind
    assert ("RRULE" in master) == (len(plan.kept) > 1)
    for rule in master.get("RRULE", []):
        until = rule.partition("UNTIL=")[2]
        last, _ = plan.original(plan.kept[-1])
        if isinstance(last, datetime):
            assert until == f"{instants(last, plan.zone)[0]:%Y%m%dT%H%M%SZ}"
        else:
            assert until == f"{last:%Y%m%d}"
        assert "COUNT" not in rule


@examples(120, 8_000)
@given(rules(), DATES, st.none() | st.integers(-3, 700))
@example(Rule("month", 1, (Weekday(5, 5),), count=7), date(2018, 12, 29), None)
@example(Rule("month", 1, (Weekday(5, 5), Weekday(5, -1)), count=7), date(2018, 12, 29), None)
@example(Rule("month", 1, count=12), date(2019, 12, 31), None)
@example(Rule("month", 5, count=12), date(2020, 2, 29), None)
@example(Rule("week", 2, (Weekday(0), Weekday(6)), count=9), date(2018, 12, 30), None)
@example(Rule("day", 1, count=1), date(2018, 12, 30), 600)
def test_days_are_those_of_dateutil(rule: Rule, first: date, until: int | None) -> None:
    if until is not None:
        rule = Rule(rule.every, rule.step, rule.on, until=first + until * DAY)
    assert list(recurrence.days(rule, first)) == days_by_dateutil(rule, first)


@examples(70, 6_500)
@given(plan=plans(with_changes=True))
def test_a_feed_says_what_was_meant(folder: Path, plan: Plan) -> None:
    event(f"{plan.rule.get('every', 'dates')}, {'hours' if isinstance(plan.start, datetime) else 'days'}")
    site, problems = checked(plan, folder)
    if refused(plan, site, problems):
        event("refused")
        return
    assert site is not None
    assert told(site) == meant(plan)
    on_the_clock(site, plan.zone)
    octets = feed(site)
    types_agree(octets, plan)
    starts = [each.start for each in plan.meetings()]
    assert read_back(octets, [*plan.kept, *(date(each.year, each.month, each.day) for each in starts)]) == (
        plan.meetings()
    )


@examples(50, 3_500)
@given(plan=plans())
def test_two_readers_expand_a_series_alike(folder: Path, plan: Plan) -> None:
    site, problems = checked(plan, folder)
    if refused(plan, site, problems):
        return
    assert site is not None
    assert told(site) == meant(plan)
    octets = feed(site)
    types_agree(octets, plan)
    assert read_back(octets, plan.kept) == plan.meetings()
    assert expanded_alike_by_vobject(octets, plan)


# --- nights on which clocks change


@st.composite
def nights(draw: st.DrawFn, twice: bool) -> tuple[Plan, datetime]:
    """An event that would take place at an hour that clocks skip, or show twice; and that hour."""
    zone = draw(st.sampled_from([each for each in ZONES if turns(each)]))
    turn = draw(st.sampled_from([each for each in turns(zone) if each.twice == twice]))
    size = (turn.after - turn.first) // timedelta(minutes=1)
    wall = turn.first + draw(st.sampled_from([0, size - 1]) | st.integers(0, size - 1)) * timedelta(minutes=1)
    night = wall.date()
    kind = draw(st.sampled_from(["day", "week", "month", "dates"]))
    step, before, after = draw(st.tuples(st.integers(1, 3), st.integers(1, 6), st.integers(0, 6)))
    if kind == "dates":
        gaps = draw(st.lists(st.integers(1, 40), min_size=before + after, max_size=before + after))
        days = [night + (sum(gaps[before:n]) - sum(gaps[n:before])) * DAY for n in range(before + after + 1)]
        lines = {"dates": f"[{', '.join(map(str, days))}]"}
    elif kind == "month":
        place = (night.day - 1) // 7 + 1
        assume(place < 5)
        back = (night.replace(day=1) - 20 * DAY).replace(day=1)
        rule = Rule("month", 1, (Weekday(night.weekday(), place),), count=2 + after)
        days = days_by_dateutil(rule, back)
        lines = {"every": "month", "on": f"{place} {WEEKDAYS[night.weekday()]}", "count": str(2 + after)}
    else:
        length = step * (7 if kind == "week" else 1)
        days = [night + n * length * DAY for n in range(-before, after + 1)]
        lines = {"every": kind, "step": str(step), "until": str(days[-1])}
    assert night in days
    first = datetime.combine(days[0], wall.time())
    end = first + timedelta(hours=draw(st.integers(3, 12))) if draw(st.booleans()) else None
    return Plan(zone, first, end, False, "confirmed", lines, tuple(days), frozenset(), {}, 60), wall


@examples(35, 1_000)
@given(night=nights(twice=False), excepting=st.booleans())
def test_an_hour_that_clocks_skip_is_refused(folder: Path, night: tuple[Plan, datetime], excepting: bool) -> None:
    """Never shifted by the hour. Without that night there is nothing to refuse."""
    plan, wall = night
    if excepting:
        others = [day for day in plan.days if day != wall.date()]
        plan = Plan(**(vars(plan) | {"excepted": frozenset([wall.date()])}))
        assume(others and all(instants(each, plan.zone) for each in plan.clocks()))
        site, problems = checked(plan, folder)
        assert site is not None
        octets = feed(site)
        types_agree(octets, plan)
        assert read_back(octets, plan.kept) == plan.meetings()
        assert expanded_alike_by_vobject(octets, plan)
        return
    site, problems = checked(plan, folder)
    assert site is None
    named = {dict(each.values)["value"] for each in problems if each.rule == "skipped-time"}
    # Where the very start is skipped, nothing is known of the others.
    assert named & {f"{wall:%Y-%m-%d %H:%M}", f"{plan.start:%Y-%m-%d %H:%M}"}
    assert {each.rule for each in problems if each.level == "error"} == {"skipped-time"}


@examples(35, 1_000)
@given(night=nights(twice=True))
def test_of_an_hour_that_clocks_show_twice_the_first_is_taken(folder: Path, night: tuple[Plan, datetime]) -> None:
    plan, wall = night
    site, problems = checked(plan, folder)
    if refused(plan, site, problems):
        return
    assert site is not None
    [only] = site.events
    [taken] = [each for each in only.occurrences if isinstance(each, Hours) and each.first == wall.date()]
    first, second = instants(wall, plan.zone)
    assert first < second
    assert taken.start.astimezone(UTC) == first
    assert [dict(each.values)["value"] for each in problems if each.rule == "doubled"]
    octets = feed(site)
    types_agree(octets, plan)
    assert read_back(octets, plan.kept) == plan.meetings()
    assert expanded_alike_by_vobject(octets, plan)


@pytest.mark.parametrize("minutes", [15, 60, 120])
@pytest.mark.parametrize("zone", [zone for zone in ZONES if turns(zone)])
def test_an_end_that_is_not_known_is_after_the_start(zone: str, minutes: int, folder: Path) -> None:
    """Also where the clocks, that long after it, would show the start's own hour again, or an earlier one."""
    after = next(turn for turn in turns(zone) if turn.twice).after
    start = after - timedelta(minutes=5)
    days = (start.date(), start.date() + DAY)
    lines = {"every": "day", "count": "2"}
    plan = Plan(zone, start, None, False, "confirmed", lines, days, frozenset(), {}, minutes)
    site, _ = checked(plan, folder)
    assert site is not None
    octets = feed(site)
    found = read_back(octets, days)
    assert found == plan.meetings()
    assert all(each.start < each.end for each in found)


@pytest.mark.parametrize("zone", ZONES)
def test_the_wall_clock_is_kept_over_years(zone: str, folder: Path) -> None:
    """Every second Sunday at noon, for fourteen years."""
    days = tuple(date(2018, 1, 7) + n * 14 * DAY for n in range(365))
    start = datetime(2018, 1, 7, 12)
    rule = {"every": "week", "step": "2", "until": str(days[-1])}
    plan = Plan(zone, start, datetime(2018, 1, 7, 13, 30), False, "confirmed", rule, days, frozenset(), {}, 60)
    site, problems = checked(plan, folder)
    assert site is not None
    assert {each.rule for each in problems} <= {"window-campaign"}
    [only] = site.events
    offsets = set()
    for day, occurrence in zip(days, only.occurrences, strict=True):
        assert isinstance(occurrence, Hours) and occurrence.end is not None
        assert occurrence.start.replace(tzinfo=None) == datetime.combine(day, time(12))
        assert occurrence.end.replace(tzinfo=None) == datetime.combine(day, time(13, 30))
        assert [occurrence.start.astimezone(UTC)] == instants(datetime.combine(day, time(12)), zone)
        offsets.add(occurrence.start.utcoffset())
    assert (len(offsets) > 1) == bool(turns(zone))
    octets = feed(site)
    assert read_back(octets, days) == plan.meetings()
    assert expanded_alike_by_vobject(octets, plan)


def test_zones_with_summer_time_have_nights_of_both_kinds() -> None:
    without = {"Asia/Kolkata", "Asia/Kathmandu", "America/Phoenix"}
    for zone in ZONES:
        kinds = {turn.twice for turn in turns(zone)}
        assert kinds == (set() if zone in without else {True, False}), zone
