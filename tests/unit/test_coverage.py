"""For each area that a phase expects to hold an event, the best of what it has, cell by cell."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from campaign_calendar.coverage import cells
from campaign_calendar.model import (
    Area,
    Campaign,
    Days,
    Event,
    Expectation,
    Hours,
    Language,
    Level,
    Occurrence,
    Phase,
    Run,
    Site,
    Status,
    Text,
    Window,
)

INDIA = timezone(timedelta(hours=5, minutes=30))


def text(words: str) -> Text:
    return Text((Run(words, "en"),))


# riverland (state) → upper, lower (regions) → source, gorge | delta, harbour (districts) → ward (of source)
PARENTS = {
    "riverland": None,
    "upper": "riverland",
    "source": "upper",
    "ward": "source",
    "gorge": "upper",
    "lower": "riverland",
    "delta": "lower",
    "harbour": "lower",
}
LEVELS = {"riverland": "state", "upper": "region", "lower": "region", "ward": "ward"}


def ancestors(area: str) -> tuple[str, ...]:
    parent = PARENTS[area]
    return (parent, *ancestors(parent)) if parent else ()


AREAS = tuple(
    Area(
        id,
        text(id),
        LEVELS.get(id, "district"),
        ancestors(id),
        tuple(other for other, parent in PARENTS.items() if parent == id),
        tuple(other for other in PARENTS if id in ancestors(other)),
    )
    for id in PARENTS
)
CAMPAIGN = Campaign(
    name=text("Drive"),
    summary=None,
    url=None,
    uid_domain="example.org",
    languages=(Language("en", "en_IN", "ltr"),),
    timezone="Asia/Kolkata",
    days=Days(date(2018, 11, 10), date(2018, 12, 20)),
    levels=tuple(Level(id, text(id)) for id in ("state", "region", "district", "ward")),
    cancelled_as_status=False,
    default_duration=120,
    contacts_in_feeds=False,
)
WORKSHOPS = Phase(
    id="workshops",
    name=text("Workshops"),
    days=Days(date(2018, 11, 21), date(2018, 11, 30)),
    area="riverland",
    expects=Expectation("district"),
    entry=True,
    color="#0b6e4f",
    notes=(),
)


def phase(
    *, at_least: int = 1, excepted: tuple[str, ...] = (), level: str = "district", area: str = "riverland"
) -> Phase:
    return Phase(
        WORKSHOPS.id,
        WORKSHOPS.name,
        WORKSHOPS.days,
        area,
        Expectation(level, at_least, excepted),
        entry=True,
        color=WORKSHOPS.color,
        notes=(),
    )


def on(first: str, last: str = "") -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


def at(start: str, end: str | None = None) -> Hours:
    aware = [datetime.fromisoformat(each).replace(tzinfo=INDIA) if each else None for each in (start, end)]
    assert aware[0] is not None
    return Hours(aware[0], aware[1])


def event(
    *areas: str,
    when: Occurrence | tuple[Occurrence, ...] | None = None,
    status: Status = Status.CONFIRMED,
    of: str | None = "workshops",
    concerns: tuple[str, ...] = (),
    id: str = "an-event",
) -> Event:
    occurrences = () if when is None else when if isinstance(when, tuple) else (when,)
    window = None if occurrences else Window(date(2018, 11, 21), date(2018, 11, 30))
    return Event(id, text("An event"), areas, concerns, of, occurrences, window, status)


def table(phase: Phase, *events: Event) -> dict[str, str]:
    """The states by area, in the order of the cells."""
    site = Site(CAMPAIGN, AREAS, (phase,), events, ())
    return {cell.area.id: str(cell.state) for cell in cells(site, phase)}


IN_TIME = on("2018-11-22")
TOO_LATE = on("2018-12-05")


@pytest.mark.parametrize(
    ("case", "events", "source"),
    [
        ("nothing planned", [], "gap"),
        ("a day within the phase", [event("source", when=IN_TIME)], "dated"),
        ("its first day", [event("source", when=on("2018-11-21"))], "dated"),
        ("its last day", [event("source", when=on("2018-11-30"))], "dated"),
        ("all its days", [event("source", when=on("2018-11-21", "2018-11-30"))], "dated"),
        ("an hour within the phase", [event("source", when=at("2018-11-22 17:30"))], "dated"),
        ("until its last midnight", [event("source", when=at("2018-11-30 20:00", "2018-12-01 00:00"))], "dated"),
        ("a minute beyond it", [event("source", when=at("2018-11-30 20:00", "2018-12-01 00:01"))], "late"),
        ("a day after the phase", [event("source", when=on("2018-12-01"))], "late"),
        ("a day before the phase", [event("source", when=on("2018-11-20"))], "late"),
        ("beginning in time, ending late", [event("source", when=on("2018-11-30", "2018-12-01"))], "late"),
        ("one occurrence of two in time", [event("source", when=(TOO_LATE, IN_TIME))], "dated"),
        ("tentative", [event("source", when=IN_TIME, status=Status.TENTATIVE)], "tentative"),
        ("tentative and late", [event("source", when=TOO_LATE, status=Status.TENTATIVE)], "tentative"),
        ("no date yet", [event("source")], "undated"),
        ("tentative without a date", [event("source", status=Status.TENTATIVE)], "undated"),
        ("postponed", [event("source", when=IN_TIME, status=Status.POSTPONED)], "undated"),
        ("postponed without a date", [event("source", status=Status.POSTPONED)], "undated"),
        ("cancelled", [event("source", when=IN_TIME, status=Status.CANCELLED)], "gap"),
        ("cancelled without a date", [event("source", status=Status.CANCELLED)], "gap"),
        ("of another phase", [event("source", when=IN_TIME, of="survey")], "gap"),
        ("of no phase", [event("source", when=IN_TIME, of=None)], "gap"),
        ("an event of the area below covers it", [event("ward", when=IN_TIME)], "dated"),
        ("an event of the wider area does not", [event("upper", when=IN_TIME)], "gap"),
        ("an event of the whole campaign does not", [event("riverland", when=IN_TIME)], "gap"),
        ("an event elsewhere that concerns it does not", [event("gorge", when=IN_TIME, concerns=("source",))], "gap"),
        ("a wider event that concerns it does not", [event("upper", when=IN_TIME, concerns=("source",))], "gap"),
        ("an event here that concerns others does", [event("source", when=IN_TIME, concerns=("gorge",))], "dated"),
        ("an event in two areas covers both", [event("source", "gorge", when=IN_TIME)], "dated"),
        ("dated beats late", [event("source", when=TOO_LATE), event("source", when=IN_TIME)], "dated"),
        (
            "late beats tentative",
            [event("source", when=IN_TIME, status=Status.TENTATIVE), event("source", when=TOO_LATE)],
            "late",
        ),
        (
            "tentative beats undated",
            [event("source"), event("source", when=IN_TIME, status=Status.TENTATIVE)],
            "tentative",
        ),
        (
            "undated beats cancelled",
            [event("source", when=IN_TIME, status=Status.CANCELLED), event("source")],
            "undated",
        ),
    ],
)
def test_what_the_source_district_has(case: str, events: list[Event], source: str) -> None:
    assert table(WORKSHOPS, *events)["source"] == source, case


@pytest.mark.parametrize(
    ("case", "events", "source"),
    [
        ("two dated", [event("source", when=IN_TIME), event("source", when=IN_TIME)], "dated"),
        ("one dated", [event("source", when=IN_TIME)], "gap"),
        ("one dated, one late", [event("source", when=IN_TIME), event("source", when=TOO_LATE)], "late"),
        ("one dated, one undated", [event("source", when=IN_TIME), event("source")], "undated"),
        (
            "one dated, one cancelled",
            [event("source", when=IN_TIME), event("source", when=IN_TIME, status=Status.CANCELLED)],
            "gap",
        ),
        ("one here, one below", [event("source", when=IN_TIME), event("ward", when=IN_TIME)], "dated"),
        ("one here, one elsewhere", [event("source", when=IN_TIME), event("gorge", when=IN_TIME)], "gap"),
        ("one on two days", [event("source", when=(IN_TIME, on("2018-11-23")))], "gap"),
    ],
)
def test_where_two_are_expected_the_second_best_counts(case: str, events: list[Event], source: str) -> None:
    assert table(phase(at_least=2), *events)["source"] == source, case


def test_the_cells_are_the_areas_of_the_level_in_their_order() -> None:
    assert table(WORKSHOPS, event("gorge", when=IN_TIME)) == {
        "source": "gap",
        "gorge": "dated",
        "delta": "gap",
        "harbour": "gap",
    }


def test_an_event_in_two_areas_counts_in_each() -> None:
    assert table(WORKSHOPS, event("source", "delta", when=IN_TIME)) == {
        "source": "dated",
        "gorge": "gap",
        "delta": "dated",
        "harbour": "gap",
    }


def test_an_area_that_is_excepted_has_no_cell() -> None:
    assert table(phase(excepted=("gorge", "harbour"))) == {"source": "gap", "delta": "gap"}


def test_a_phase_of_one_region_expects_nothing_of_the_other() -> None:
    assert table(phase(area="upper"), event("delta", when=IN_TIME)) == {"source": "gap", "gorge": "gap"}


def test_a_phase_of_one_area_may_expect_an_event_of_that_very_area() -> None:
    assert table(phase(area="source"), event("ward", when=IN_TIME)) == {"source": "dated"}


def test_a_region_is_covered_by_its_districts() -> None:
    assert table(phase(level="region"), event("gorge", when=IN_TIME)) == {"upper": "dated", "lower": "gap"}


def test_a_phase_that_expects_nothing_has_no_cells() -> None:
    quiet = Phase("quiet", text("Quiet"), WORKSHOPS.days, "riverland", None, entry=True, color="#000000", notes=())
    assert table(quiet, event("source", when=IN_TIME, of="quiet")) == {}


def test_a_cell_names_its_events_in_the_order_of_the_site_without_cancelled_ones() -> None:
    events = (
        event("ward", when=TOO_LATE, id="late"),
        event("source", when=IN_TIME, status=Status.CANCELLED, id="off"),
        event("source", id="undated"),
        event("gorge", when=IN_TIME, id="elsewhere"),
        event("source", when=IN_TIME, id="dated"),
    )
    site = Site(CAMPAIGN, AREAS, (WORKSHOPS,), events, ())
    source = cells(site, WORKSHOPS)[0]
    assert (source.phase.id, source.area.id, source.state) == ("workshops", "source", "dated")
    assert [each.id for each in source.events] == ["late", "undated", "dated"]
