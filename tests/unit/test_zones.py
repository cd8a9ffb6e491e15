"""Local times get the offset that their zone has then, and every VTIMEZONE tells readers the same offsets."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from importlib import resources

import icalendar
import pytest
from dateutil.tz import tzical

from campaign_calendar import zones

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("Asia/Kolkata", True),
        ("Europe/Berlin", True),
        ("America/Argentina/Buenos_Aires", True),
        ("Etc/GMT+5", True),
        ("UTC", True),
        ("Asia/Delhi", False),
        ("asia/kolkata", False),
        ("Asia", False),
        ("Asia/", False),
        ("/Asia/Kolkata", False),
        ("../zoneinfo/Asia/Kolkata", False),
        ("Asia/../Asia/Kolkata", False),
        ("Asia/Kolkata\n", False),
        ("", False),
    ],
)
def test_a_zone_exists_by_its_exact_name_alone(name: str, there: bool) -> None:
    assert zones.exists(name) is there


@pytest.mark.parametrize("name", ["zone.tab", "tzdata.zi", "leapseconds", "zones", "iso3166.tab", "__init__.py"])
def test_a_file_of_the_database_that_is_no_zone_is_none(name: str) -> None:
    assert zones.exists(name) is False


# --- local times ---


@pytest.mark.parametrize(
    ("zone", "wall", "written"),
    [
        ("Asia/Kolkata", "2018-11-10 10:30", "2018-11-10T10:30:00+05:30"),
        ("Asia/Kathmandu", "2018-11-10 10:30", "2018-11-10T10:30:00+05:45"),
        ("Europe/Berlin", "2026-01-15 18:00", "2026-01-15T18:00:00+01:00"),
        ("Europe/Berlin", "2026-07-15 18:00", "2026-07-15T18:00:00+02:00"),
        # the last moment before the clocks are set forward, and the first after
        ("Europe/Berlin", "2026-03-29 01:59", "2026-03-29T01:59:00+01:00"),
        ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29T03:00:00+02:00"),
        ("America/New_York", "2026-03-08 03:00", "2026-03-08T03:00:00-04:00"),
        # an hour that there is twice: the first one
        ("Europe/Berlin", "2026-10-25 01:59", "2026-10-25T01:59:00+02:00"),
        ("Europe/Berlin", "2026-10-25 02:00", "2026-10-25T02:00:00+02:00"),
        ("Europe/Berlin", "2026-10-25 02:59", "2026-10-25T02:59:00+02:00"),
        ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25T03:00:00+01:00"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01T01:30:00-04:00"),
        ("Australia/Sydney", "2026-04-05 02:30", "2026-04-05T02:30:00+11:00"),
        # clocks that move by half an hour
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-05T01:45:00+11:00"),
        ("Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-05T02:00:00+10:30"),
    ],
)
def test_a_local_time_has_the_offset_of_that_moment(zone: str, wall: str, written: str) -> None:
    assert zones.localised(datetime.fromisoformat(wall), zone).isoformat() == written


@pytest.mark.parametrize(
    ("zone", "wall"),
    [
        ("Europe/Berlin", "2026-03-29 02:00"),
        ("Europe/Berlin", "2026-03-29 02:30"),
        ("Europe/Berlin", "2026-03-29 02:59"),
        ("America/New_York", "2026-03-08 02:30"),
        ("Australia/Sydney", "2026-10-04 02:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:15"),
        ("America/Santiago", "2026-09-06 00:30"),
        ("Pacific/Apia", "2011-12-30 12:00"),  # a whole day that Samoa left out
    ],
)
def test_a_local_time_that_clocks_skip_is_refused(zone: str, wall: str) -> None:
    with pytest.raises(zones.SkippedTime):
        zones.localised(datetime.fromisoformat(wall), zone)


# --- VTIMEZONE: its lines ---


def test_a_zone_without_changes_is_one_part_from_1970_on() -> None:
    """Right for any year in a zone that never changes."""
    assert zones.vtimezone("Asia/Kolkata", date(2018, 11, 10), date(2018, 12, 20)) == (
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kolkata",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
        "TZNAME:IST",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


@pytest.mark.parametrize(
    ("zone", "first", "last", "offset", "name"),
    [
        ("Europe/Berlin", date(2018, 11, 10), date(2018, 12, 20), "+0100", "CET"),
        ("Europe/Berlin", date(2018, 5, 1), date(2018, 8, 31), "+0200", "CEST"),
        ("America/St_Johns", date(2018, 11, 10), date(2018, 12, 20), "-0330", "NST"),
        ("Asia/Kathmandu", date(2018, 1, 1), date(2018, 12, 31), "+0545", "+0545"),
        ("UTC", date(2018, 1, 1), date(2018, 12, 31), "+0000", "UTC"),
    ],
)
def test_days_without_a_change_need_one_part_in_any_zone(
    zone: str, first: date, last: date, offset: str, name: str
) -> None:
    lines = zones.vtimezone(zone, first, last)
    assert lines[2:-1] == (
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        f"TZNAME:{name}",
        "END:STANDARD",
    )


def test_a_zone_with_summer_time_is_its_two_yearly_rules() -> None:
    """Rules from 1970 on, because Outlook wants these rather than lists of dates."""
    assert zones.vtimezone("Europe/Berlin", date(2026, 1, 1), date(2026, 12, 31)) == (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_summer_time_of_the_southern_half_stands_the_other_way_round() -> None:
    lines = zones.vtimezone("Australia/Sydney", date(2026, 1, 1), date(2026, 12, 31))
    rules = [line for line in lines if line.startswith(("BEGIN:", "DTSTART", "RRULE", "TZNAME"))]
    assert rules[1:] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:19701004T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
        "TZNAME:AEDT",
        "BEGIN:STANDARD",
        "DTSTART:19700405T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
        "TZNAME:AEST",
    ]


def test_from_one_year_into_the_next_it_is_still_rules() -> None:
    lines = zones.vtimezone("Australia/Sydney", date(2018, 9, 1), date(2019, 5, 31))
    assert lines == zones.vtimezone("Australia/Sydney", date(2026, 1, 1), date(2026, 12, 31))


def test_a_zone_without_yearly_rules_has_a_part_for_each_change() -> None:
    """Morocco sets its clocks back for Ramadan, which no yearly rule tells."""
    lines = zones.vtimezone("Africa/Casablanca", date(2025, 1, 1), date(2025, 12, 31))
    assert not [line for line in lines if line.startswith("RRULE")]
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART:19700101T000000",
        "DTSTART:20250223T030000",
        "DTSTART:20250406T020000",
    ]


def test_a_year_with_other_rules_than_todays_has_a_part_for_each_change() -> None:
    """Until 2006 the summer of New York began in April."""
    lines = zones.vtimezone("America/New_York", date(2006, 1, 1), date(2006, 12, 31))
    assert [line for line in lines if line.startswith(("BEGIN", "DTSTART", "RRULE", "TZNAME"))] == [
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:EST",
        "BEGIN:DAYLIGHT",
        "DTSTART:20060402T020000",
        "TZNAME:EDT",
        "BEGIN:STANDARD",
        "DTSTART:20061029T020000",
        "TZNAME:EST",
    ]


# --- VTIMEZONE: what readers of two makes understand ---


def dateutil_zone(lines: tuple[str, ...]) -> tzinfo:
    found = tzical(io.StringIO("\r\n".join(lines) + "\r\n")).get()
    assert found is not None
    return found


def icalendar_zone(lines: tuple[str, ...]) -> tzinfo:
    component = icalendar.Timezone.from_ical("\r\n".join(lines) + "\r\n")
    made = component.to_tz(lookup_tzid=False)
    assert isinstance(made, tzinfo)
    return made


READERS: dict[str, Callable[[tuple[str, ...]], tzinfo]] = {"dateutil": dateutil_zone, "icalendar": icalendar_zone}


def changes(zone: str, first: date, last: date) -> Iterator[datetime]:
    """The hours (UTC) between two days at whose end the zone has another offset than at their beginning."""
    here = zones.zone(zone)
    moment = datetime(first.year, first.month, first.day, tzinfo=UTC)
    while moment.date() <= last:
        if moment.astimezone(here).utcoffset() != (moment + 24 * HOUR).astimezone(here).utcoffset():
            for hour in range(24):
                start = moment + hour * HOUR
                if start.astimezone(here).utcoffset() != (start + HOUR).astimezone(here).utcoffset():
                    yield start
        moment += 24 * HOUR


def walls(zone: str, first: date, last: date, step: int, hours: int) -> Iterator[datetime]:
    """Local times on every `step`th day, and `hours` around each change; none that clocks skip or show twice."""
    moments = [datetime(first.year, first.month, first.day, tzinfo=UTC)]
    while moments[-1].date() < last:
        moments.append(moments[-1] + timedelta(days=step, hours=5))
    moments += [
        change + n * HOUR / 2 for change in changes(zone, first, last) for n in range(-2 * hours, 2 * hours + 1)
    ]
    here = zones.zone(zone)
    for moment in moments:
        wall = moment.astimezone(here).replace(tzinfo=None)
        unclear = wall.replace(tzinfo=here).utcoffset() != wall.replace(tzinfo=here, fold=1).utcoffset()
        if first <= wall.date() <= last and not unclear:
            yield wall


def misread(read: tzinfo, zone: str, first: date, last: date, step: int = 3, hours: int = 36) -> list[str]:
    """The local times for which a reader has another offset than the zone."""
    here = zones.zone(zone)
    return [
        f"{wall}: {read.utcoffset(wall)}, not {here.utcoffset(wall)}"
        for wall in walls(zone, first, last, step, hours)
        if wall.replace(tzinfo=read).utcoffset() != wall.replace(tzinfo=here).utcoffset()
    ]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        # constant
        ("Asia/Kolkata", date(2018, 11, 10), date(2018, 12, 20)),
        ("Asia/Kathmandu", date(2018, 11, 10), date(2018, 12, 20)),
        ("America/Caracas", date(2020, 1, 1), date(2020, 12, 31)),
        # summer time in the north, with whole hours
        ("Europe/Berlin", date(2018, 1, 1), date(2018, 12, 31)),
        ("Europe/London", date(2018, 3, 1), date(2018, 4, 30)),
        # that changes on the very last of the days, and on the first
        ("Europe/Berlin", date(2018, 3, 1), date(2018, 3, 25)),
        ("Europe/Berlin", date(2018, 10, 28), date(2018, 11, 20)),
        ("America/New_York", date(2018, 1, 1), date(2019, 12, 31)),
        ("America/St_Johns", date(2018, 1, 1), date(2018, 12, 31)),
        # whose winter is the exception: the rules of Dublin count it as a negative summer time
        ("Europe/Dublin", date(2018, 1, 1), date(2018, 12, 31)),
        # in the south, from one year into the next
        ("Australia/Sydney", date(2018, 9, 1), date(2019, 5, 31)),
        ("Pacific/Auckland", date(2018, 9, 1), date(2019, 5, 31)),
        # by half an hour, and by quarters
        ("Australia/Lord_Howe", date(2018, 1, 1), date(2018, 12, 31)),
        ("Pacific/Chatham", date(2018, 1, 1), date(2018, 12, 31)),
        # at the end of a day: M9.1.6/24 is the night after the first Saturday, not that Saturday
        ("America/Santiago", date(2024, 1, 1), date(2024, 12, 31)),
        ("Africa/Cairo", date(2024, 1, 1), date(2024, 12, 31)),
        ("Asia/Jerusalem", date(2024, 1, 1), date(2024, 12, 31)),
        # before the day begins: M3.5.0/-1 is the evening before the last Sunday
        ("America/Nuuk", date(2024, 1, 1), date(2024, 12, 31)),
        # a year with other rules than the ones that end the zone's file
        ("America/New_York", date(2006, 1, 1), date(2006, 12, 31)),
        ("Australia/Sydney", date(2006, 1, 1), date(2006, 12, 31)),
        ("America/Santiago", date(2018, 1, 1), date(2018, 12, 31)),
        ("Africa/Cairo", date(2022, 9, 1), date(2023, 6, 30)),
        # no yearly rules at all, in these days or any more
        ("Africa/Casablanca", date(2025, 1, 1), date(2026, 12, 31)),
        ("Europe/Istanbul", date(2016, 1, 1), date(2016, 12, 31)),
        ("Asia/Pyongyang", date(2018, 1, 1), date(2018, 12, 31)),
        ("Pacific/Apia", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_readers_understand_the_offsets_of_the_zone(reader: str, zone: str, first: date, last: date) -> None:
    read = READERS[reader](zones.vtimezone(zone, first, last))
    assert misread(read, zone, first, last) == []


@pytest.mark.parametrize("year", [2018, 2025])
def test_every_zone_of_the_database_is_told_right(year: int) -> None:
    """All of them, by one reader, over one year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    wrong = {}
    for zone in (resources.files("tzdata") / "zones").read_text().split():
        found = misread(dateutil_zone(zones.vtimezone(zone, first, last)), zone, first, last, step=30, hours=3)
        if found:
            wrong[zone] = found[0]
    assert wrong == {}


# --- offsets as they are written ---


@pytest.mark.parametrize(
    ("offset", "written"),
    [
        (timedelta(hours=5, minutes=30), "+0530"),
        (timedelta(0), "+0000"),
        (timedelta(hours=-3, minutes=-30), "-0330"),
        (timedelta(hours=14), "+1400"),
        (timedelta(hours=-12), "-1200"),
        (timedelta(hours=5, minutes=53, seconds=28), "+055328"),
        (timedelta(minutes=-30), "-0030"),
    ],
)
def test_an_offset_is_written_in_hours_and_minutes(offset: timedelta, written: str) -> None:
    assert zones.utc_offset(offset) == written
