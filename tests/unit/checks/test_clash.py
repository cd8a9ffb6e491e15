"""Clashes: a venue, a speaker or the people of an area at two places at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.published import Published
from tests.unit.checks import CAMPAIGN, PARENTS, WORDS, assert_readable, expect, write_folder

CLASHES = {
    "the same area": """
        - {id: a, area: delta, start: 2018-11-22 10:00, end: 12:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00, end: 13:00}
        """,
    "the one that begins later is told, whatever its id": """
        - {id: a, area: ‹clash-area›delta, start: 2018-11-22 11:00, end: 13:00}
        - {id: b, area: delta, start: 2018-11-22 10:00, end: 12:00}
        """,
    "at the same instant the later id": """
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 10:00, end: 12:00}
        - {id: a, area: delta, start: 2018-11-22 10:00, end: 11:00}
        """,
    "one within the other": """
        - {id: a, area: delta, start: 2018-11-22 08:00, end: 20:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00, end: 12:00}
        - {id: c, area: ‹clash-area›delta, start: 2018-11-22 19:59, end: 21:00}
        """,
    "tentative counts": """
        - {id: a, area: delta, start: 2018-11-22 10:00, end: 12:00, status: tentative}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00, end: 13:00, status: tentative}
        """,
    "an unknown end is two hours off": """
        - {id: a, area: delta, start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:59, end: 13:00}
        """,
    "two unknown ends": """
        - {id: a, area: delta, start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00}
        """,
    "over midnight": """
        - {id: a, area: delta, start: 2018-11-22 22:00, end: 2018-11-23 02:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-23 01:00, end: 03:00}
        """,
    "one of several areas": """
        - {id: a, area: [source, delta], start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›[gorge, delta], start: 2018-11-22 10:00}
        """,
    "the same audience, typed otherwise": """
        - {id: a, area: delta, audience: Young  Women, start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›delta, audience: young women, start: 2018-11-22 10:00}
        """,
    "for the same district": """
        - {id: a, area: delta, for: [source], start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›delta, for: [source, gorge], start: 2018-11-22 10:00}
        """,
    "for a district and for its region": """
        - {id: a, area: delta, for: [upper], start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›delta, for: [mill], start: 2018-11-22 10:00}
        """,
    "for everyone and for whoever is there": """
        - {id: a, area: delta, for: riverland, start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 10:00}
        """,
    "the same speaker, far away and typed otherwise": """
        - {id: a, area: delta, start: 2018-11-22 10:00, speakers: [A. Speaker, Asha Devi]}
        - {id: b, area: source, start: 2018-11-22 11:00, speakers: ‹clash-speaker›[asha  devi]}
        """,
    "the same speaker for other people of the same area": """
        - {id: a, area: delta, audience: men, start: 2018-11-22 10:00, speakers: [A. Speaker]}
        - {id: b, area: delta, audience: women, start: 2018-11-22 11:00, speakers: ‹clash-speaker›[A. Speaker]}
        """,
    "the same venue by its id, from areas that are not in line": """
        - {id: a, area: delta, start: 2018-11-22 10:00, venue: hall}
        - {id: b, area: source, start: 2018-11-22 10:00, venue: ‹clash-venue›hall}
        """,
    "the same venue once by its id and once written out": """
        - {id: a, area: delta, audience: men, start: 2018-11-22 10:00, venue: hall}
        - {id: b, area: delta, start: 2018-11-22 10:00, venue: ‹clash-venue›{name: THE Hall, address: Quay 1}}
        """,
    "the same venue of a district and of its region": """
        - {id: a, area: lower, start: 2018-11-22 10:00, venue: {name: Hall, address: Quay 1}}
        - {id: b, area: delta, start: 2018-11-22 11:00, venue: ‹clash-venue›{name: Hall, address: Quay 1}}
        """,
    "in three ways, told once": """
        - {id: a, area: delta, start: 2018-11-22 10:00, venue: hall, speakers: [A. Speaker]}
        - {id: b, area: delta, start: 2018-11-22 11:00, venue: ‹clash-venue›hall, speakers: [A. Speaker]}
        """,
    "in two areas, told once": """
        - {id: a, area: [source, delta], start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›[source, delta], start: 2018-11-22 11:00}
        """,
    "a chain: each is told against one that began before it": """
        - {id: a, area: delta, start: 2018-11-22 10:00, end: 12:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00, end: 13:00}
        - {id: c, area: ‹clash-area›delta, start: 2018-11-22 12:30, end: 15:00}
        - {id: d, area: delta, start: 2018-11-22 15:00, end: 16:00}
        """,
    "behind a short one a long one that began before": """
        - {id: a, area: delta, start: 2018-11-22 10:00, end: 18:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00, end: 11:30}
        - {id: c, area: ‹clash-area›delta, start: 2018-11-22 12:00, end: 13:00}
        """,
    "one date of a repeat; told once, with the first of them": """
        - {id: a, area: delta, start: 2018-11-15 10:00, repeat: {every: week, count: 4}}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00, repeat: {every: week, count: 2}}
        """,
    "a repeat against another": """
        - {id: a, area: delta, start: 2018-11-12 10:00, repeat: {every: week, count: 4}}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-13 10:00, repeat: {every: day, step: 3, count: 8}}
        """,
    "two repeats of which now one, now the other begins first, told once": """
        - {id: a, area: delta, start: 2018-11-22 10:00, repeat: {every: week, count: 2}}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00}
        - id: c
          title: C
          area: gorge
          start: 2018-11-22 10:00
          repeat: {every: week, count: 2}
          changes: [{on: 2018-11-29, start: 2018-11-29 12:00}]
        - {id: d, area: ‹clash-area›gorge, start: 2018-11-22 11:00, repeat: {every: week, count: 2}}
        """,
    "a date that was moved": """
        - id: a
          title: A
          area: delta
          start: 2018-11-15 10:00
          repeat: {every: week, count: 3}
          changes: [{on: 2018-11-22, start: ‹clash-area›2018-11-23 10:30}]
        - {id: b, area: delta, start: 2018-11-23 10:00}
        """,
    "a venue that was changed on one date": """
        - id: a
          title: A
          area: delta
          start: 2018-11-15 10:00
          repeat: {every: week, count: 3}
          changes: [{on: 2018-11-22, venue: ‹clash-venue›hall}]
        - {id: z, area: source, start: 2018-11-22 09:00, venue: hall}
        """,
    "an event that was cancelled but for one date": """
        - id: a
          title: A
          area: ‹clash-area›delta
          start: 2018-11-15 10:00
          status: cancelled
          repeat: {every: week, count: 3}
          changes: [{on: 2018-11-22, status: confirmed}]
        - {id: b, area: delta, start: 2018-11-22 09:30}
        - {id: c, area: delta, start: 2018-11-15 09:30}
        """,
}
NO_CLASHES = {
    "one begins when the other ends": """
        - {id: a, area: delta, start: 2018-11-22 10:00, end: 12:00}
        - {id: b, area: delta, start: 2018-11-22 12:00, end: 13:00}
        """,
    "one begins when the other probably ends": """
        - {id: a, area: delta, start: 2018-11-22 10:00}
        - {id: b, area: delta, start: 2018-11-22 12:00}
        """,
    "until midnight": """
        - {id: a, area: delta, start: 2018-11-22 22:00, end: 2018-11-23 00:00}
        - {id: b, area: delta, start: 2018-11-23 00:00, end: 01:00}
        """,
    "whole days": """
        - {id: a, area: delta, start: 2018-11-22, venue: hall}
        - {id: b, area: delta, start: 2018-11-22 10:00, venue: hall}
        - {id: c, area: delta, start: 2018-11-22, venue: hall, time: later}
        - {id: d, area: delta, between: [2018-11-22, 2018-11-23], venue: hall}
        """,
    "postponed and cancelled": """
        - {id: a, area: delta, start: 2018-11-22 10:00, status: cancelled, venue: hall, speakers: [A]}
        - {id: b, area: delta, start: 2018-11-22 10:00, status: postponed, venue: hall, speakers: [A]}
        - {id: c, area: delta, start: 2018-11-22 10:00, venue: hall, speakers: [A]}
        """,
    "an area and the one above it": """
        - {id: a, area: delta, start: 2018-11-22 10:00}
        - {id: b, area: lower, start: 2018-11-22 10:00}
        - {id: c, area: riverland, start: 2018-11-22 10:00}
        - {id: d, area: harbour, start: 2018-11-22 10:00}
        """,
    "other people": """
        - {id: a, area: delta, audience: men, start: 2018-11-22 10:00}
        - {id: b, area: delta, audience: women, start: 2018-11-22 10:00}
        - {id: c, area: delta, start: 2018-11-22 10:00}
        """,
    "people of other districts, whose trainings are held in one town": """
        - {id: a, area: delta, for: [source], start: 2018-11-22 10:00}
        - {id: b, area: delta, for: [gorge], start: 2018-11-22 10:00}
        - {id: c, area: delta, for: [lower], start: 2018-11-22 10:00}
        """,
    "a hall in each district has the same name": """
        - {id: a, area: delta, start: 2018-11-22 10:00, venue: {name: Village hall}}
        - {id: b, area: source, start: 2018-11-22 10:00, venue: {name: Village hall}}
        - {id: c, area: gorge, start: 2018-11-22 10:00, venue: {name: Village hall, address: Main Road}}
        - {id: d, area: harbour, start: 2018-11-22 10:00, venue: {name: Village hall, address: Main Road}}
        """,
    "two halls of one name in one district": """
        - {id: a, area: delta, audience: men, start: 2018-11-22 10:00, venue: {name: Hall, address: Quay 1}}
        - {id: b, area: delta, audience: women, start: 2018-11-22 10:00, venue: {name: Hall, address: Quay 9}}
        """,
    "an event with itself": """
        - {id: a, area: [source, delta], start: 2018-11-22 10:00, speakers: [A, A], venue: hall}
        - id: b
          title: B
          area: gorge
          start: 2018-11-15 10:00
          end: 2018-11-16 10:00
          repeat: {every: day, count: 3}
        """,
    "the same hour of other days": """
        - {id: a, area: delta, start: 2018-11-22 10:00, repeat: {every: day, step: 2, count: 5}}
        - {id: b, area: delta, start: 2018-11-23 10:00, repeat: {every: day, step: 2, count: 5}}
        """,
    "a date on which a repeat does not take place": """
        - {id: a, area: delta, start: 2018-11-15 10:00, repeat: {every: week, count: 3, except: 2018-11-22}}
        - {id: b, area: delta, start: 2018-11-22 10:00}
        """,
    "dates that were cancelled, moved away and put elsewhere": """
        - id: a
          title: A
          area: delta
          start: 2018-11-14 10:00
          repeat: {every: day, count: 3}
          venue: hall
          audience: men
          changes:
            - {on: 2018-11-14, status: cancelled}
            - {on: 2018-11-15, start: 2018-11-15 14:00}
            - {on: 2018-11-16, venue: {name: Another}}
        - {id: b, area: delta, start: 2018-11-14 10:00, repeat: {every: day, count: 3}, venue: hall}
        """,
    "drafts": """
        - {id: a, area: delta, start: 2018-11-22 10:00, draft: yes}
        - {id: b, area: delta, start: 2018-11-22 10:00}
        - {id: c, area: delta, start: 2018-11-22 10:00, draft: yes}
        """,
    "no speakers, no venue": """
        - {id: a, area: delta, start: 2018-11-22 10:00, speakers: []}
        - {id: b, area: source, start: 2018-11-22 10:00, speakers: []}
        """,
}
VENUES = "- {id: hall, name: The hall, address: Quay 1}\n"


@pytest.mark.parametrize("events", [*CLASHES.values(), *NO_CLASHES.values()], ids=[*CLASHES, *NO_CLASHES])
def test_clash(events: str) -> None:
    expect("clash", events, files={"venues.yaml": VENUES})


def test_an_unknown_end_is_as_far_as_the_campaign_says() -> None:
    campaign = f"{CAMPAIGN}feeds: {{default_duration: 30min}}\n"
    expect(
        "clash",
        """
        - {id: a, area: delta, start: 2018-11-22 10:00}
        - {id: b, area: ‹clash-area›delta, start: 2018-11-22 10:29}
        - {id: c, area: source, start: 2018-11-22 10:00}
        - {id: d, area: source, start: 2018-11-22 10:30}
        """,
        campaign=campaign,
    )


def test_hours_are_compared_as_instants_when_clocks_change() -> None:
    """In Berlin 2018-10-28 has 25 hours: from 01:30 to 03:30 are three."""
    campaign = CAMPAIGN.replace("Asia/Kolkata", "Europe/Berlin").replace("starts: 2018-11-10", "starts: 2018-10-01")
    expect(
        "clash",
        """
        - {id: a, area: delta, start: 2018-10-28 01:30}
        - {id: b, area: delta, start: 2018-10-28 03:00}
        - {id: c, area: source, start: 2018-10-28 01:30, end: 03:30}
        - {id: d, area: ‹clash-area›source, start: 2018-10-28 03:00}
        """,
        campaign=campaign,
    )


@pytest.mark.parametrize(
    "more, said",
    [
        ("", 'at 2018-11-22 11:00 there is "a" in the same area, for the same people'),
        (", speakers: [Asha Devi]", 'at 2018-11-22 11:00 Asha Devi speaks at "a"'),
        (", venue: {name: Hall}", 'at 2018-11-22 11:00 the venue is taken by "a"'),
    ],
)
def test_what_is_said_of_a_clash(more: str, said: str) -> None:
    """A name as it was typed, and the hour, for of a repeat nobody would know which."""
    mark = {"": "area", ", sp": "speaker", ", ve": "venue"}[more[:4]]
    place = {"area": "area: ", "speaker": "speakers: ", "venue": "venue: "}[mark]
    second = f"- {{id: b, area: delta, start: 2018-11-22 11:00{more}}}".replace(place, f"{place}‹clash-{mark}›")
    [sentence] = expect("clash", f"- {{id: a, area: delta, start: 2018-11-22 10:00{more}}}\n{second}").said
    assert sentence.startswith(f"{said} (content/events/events.yaml:1)")


def test_a_clash_in_several_languages_is_found_by_the_first_of_them() -> None:
    expect(
        "clash",
        """
        - {id: a, area: source, start: 2018-11-22 10:00, venue: {name: {hi: भवन, en: Hall}}}
        - {id: b, area: upper, start: 2018-11-22 10:00, venue: ‹clash-venue›{name: भवन}}
        - {id: c, area: delta, start: 2018-11-22 10:00, audience: {hi: युवा, en: The young}}
        - {id: d, area: ‹clash-area›delta, start: 2018-11-22 10:00, audience: {hi: युवा, en: Young people}}
        - {id: e, area: delta, start: 2018-11-22 10:00, audience: {hi: वृद्ध, en: The young}}
        """,
        campaign=CAMPAIGN.replace("[en]", "[hi, en]"),
    )


# --- Accepted, with the reason


@pytest.mark.parametrize("accepting", ["a", "b"])
def test_either_of_two_accepts_their_clash(accepting: str) -> None:
    events = """
        - {id: a, area: delta, start: 2018-11-22 10:00}
        - {id: b, area: delta, start: 2018-11-22 11:00}
        """.replace(f"id: {accepting},", f"id: {accepting}, accept: {{clash: two rooms}},")
    assert expect("clash", events).reasons == [("clash-area", "two rooms")]


@pytest.mark.parametrize("name", ["double", "days", "holiday", "window"])
def test_what_accepts_something_else_still_clashes(name: str) -> None:
    events = f"""
        - {{id: a, area: delta, start: 2018-11-22 10:00, accept: {{{name}: two rooms}}}}
        - {{id: b, area: ‹clash-area›delta, start: 2018-11-22 11:00, accept: {{{name}: two rooms}}}}
        """
    assert expect("clash", events).accepted == ()


def test_what_one_accepts_is_not_accepted_for_two_others() -> None:
    """The exhibition is open all day; the two talks in it are at the same hour by mistake."""
    outcome = expect(
        "clash",
        """
        - {id: exhibition, area: delta, start: 2018-11-22 08:00, end: 20:00, accept: {clash: all day}}
        - {id: talk, area: delta, start: 2018-11-22 10:00, end: 12:00}
        - {id: walk, area: ‹clash-area›delta, start: 2018-11-22 11:00, end: 13:00}
        - {id: evening, area: delta, start: 2018-11-22 18:00, end: 19:00}
        """,
    )
    assert outcome.reasons == [("clash-area", "all day")] * 3


def test_an_accepted_clash_of_one_kind_is_accepted_in_all_kinds() -> None:
    outcome = expect(
        "clash",
        """
        - {id: a, area: delta, start: 2018-11-22 10:00, speakers: [A], venue: {name: Hall}, accept: {clash: panel}}
        - {id: b, area: delta, start: 2018-11-22 10:00, speakers: [A], venue: {name: Hall}}
        """,
    )
    assert outcome.reasons == [("clash-venue", "panel")]


# --- Against a slow reference

START = datetime(2018, 11, 22)
HALF_HOUR = timedelta(minutes=30)


@dataclass
class Made:
    """An event as the reference sees it; times count half hours."""

    id: str
    areas: list[str]
    concerns: list[str]
    start: int
    length: int | None
    status: str
    audience: str
    venue: str
    speakers: list[str]
    accepts: bool
    times: int
    moved: dict[int, int | None] = field(default_factory=dict)  # by number, None: cancelled

    def starts(self) -> list[int]:
        if self.status not in ("confirmed", "tentative"):
            return []
        usual = {number: self.start + 48 * number for number in range(self.times)}
        return [start for start in {**usual, **self.moved}.values() if start is not None]

    def written(self) -> str:
        values = [f"id: {self.id}", "title: T", f"area: {_list(self.areas)}", f"status: {self.status}"]
        values.append(f"start: {_hour(self.start)}")
        values += [f"end: {_hour(self.start + self.length)}"] if self.length else []
        values += [f"for: {_list(self.concerns)}"] if self.concerns else []
        values += [f"audience: {self.audience}"] if self.audience else []
        values += [f"venue: {self.venue}"] if self.venue else []
        values += [f"speakers: {_list(self.speakers)}"]
        values += ["accept: {clash: fine}"] if self.accepts else []
        values += [f"repeat: {{every: day, count: {self.times}}}"] if self.times > 1 else []
        changes = []
        for number, start in self.moved.items():
            on = f"{START + HALF_HOUR * (self.start + 48 * number):%Y-%m-%d}"
            changes.append(f"{{on: {on}, " + ("status: cancelled}" if start is None else f"start: {_hour(start)}}}"))
        values += [f"changes: {_list(changes)}"] if changes else []
        return f"- {{{', '.join(values)}}}\n"


def _list(values: list[str]) -> str:
    return f"[{', '.join(values)}]"


def _hour(number: int) -> str:
    return f"{START + HALF_HOUR * number:%Y-%m-%d %H:%M}"


AREAS = st.lists(st.sampled_from(["upper", "source", "gorge", "mill", "delta"]), min_size=1, max_size=2, unique=True)
VENUE = st.sampled_from(["", "", "hall", "{name: Hall}", "{name: The hall, address: Quay 1}"])


@st.composite
def programmes(draw: st.DrawFn, most: int) -> list[Made]:
    """Few areas, hours, speakers and venues, so that much clashes; the events have up to `most` dates."""
    made = []
    for number in range(draw(st.integers(2, 7))):
        times = draw(st.integers(1, most))
        changed = st.dictionaries(st.integers(0, times - 1), st.none() | st.integers(150, 200), max_size=1)
        made.append(
            Made(
                id=f"e{number}",
                areas=draw(AREAS),
                concerns=draw(st.just([]) | AREAS),
                start=draw(st.integers(10, 30)),
                length=draw(st.none() | st.integers(1, 12)),
                status=draw(st.sampled_from(["confirmed"] * 4 + ["tentative", "postponed", "cancelled"])),
                audience=draw(st.sampled_from(["", "", "women"])),
                venue=draw(VENUE),
                speakers=draw(st.lists(st.sampled_from(["Asha", "Bina"]), max_size=2, unique=True)),
                accepts=draw(st.integers(0, 4)) == 0,
                times=times,
                moved=draw(changed) if times > 1 else {},
            )
        )
    return made


def _in_line(ones: list[str], others: list[str]) -> bool:
    return any(one in _line(other) or other in _line(one) for one in ones for other in others)


def _line(area: str) -> list[str]:
    return [area, *_line(PARENTS[area])] if area in PARENTS else [area]


def _share(one: Made, other: Made) -> bool:
    """Whether two events would be in each other's way if they were at the same time."""
    names = {
        "hall": "the hall, quay 1",
        "{name: Hall}": "hall",
        "{name: The hall, address: Quay 1}": "the hall, quay 1",
    }
    venue = bool(one.venue) and names[one.venue] == names.get(other.venue) and _in_line(one.areas, other.areas)
    venue = venue or one.venue == other.venue == "hall"
    speaker = bool(set(one.speakers) & set(other.speakers))
    people = one.audience == other.audience and bool(set(one.areas) & set(other.areas))
    people = people and _in_line(one.concerns or one.areas, other.concerns or other.areas)
    return venue or speaker or people


def _reference(made: list[Made]) -> Iterator[tuple[str, str]]:
    """The earlier and the later event of every clash."""
    for one, other in combinations(made, 2):
        for a in one.starts() if _share(one, other) else ():
            for b in other.starts():
                if a < b + (other.length or 4) and b < a + (one.length or 4):
                    yield (one.id, other.id) if (a, one.id) < (b, other.id) else (other.id, one.id)


def _checked(made: list[Made]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs, earlier and later, that are warned about and that are accepted."""
    with TemporaryDirectory() as folder:
        events = "".join(each.written() for each in made)
        write_folder(Path(folder), {"campaign.yaml": CAMPAIGN, "venues.yaml": VENUES, "events/events.yaml": events})
        checked = check(read(Path(folder) / "content", WORDS), Published())
    warned = [each for each in checked.warnings if each.rule.startswith("clash")]
    accepted = [each for each, _ in checked.accepted if each.rule.startswith("clash")]
    for problem in (*warned, *accepted):
        assert_readable(problem)
    pairs = [
        [tuple(each.removeprefix("event:") for each in one.subjects) for one in found] for found in (warned, accepted)
    ]
    return pairs[0], pairs[1]  # type: ignore[return-value]


@settings(deadline=None)
@given(programmes(1))
def test_an_event_is_told_just_if_it_clashes_with_an_earlier_one(made: list[Made]) -> None:
    warned, accepted = _checked(made)
    accepting = {each.id for each in made if each.accepts}
    clashing = set(_reference(made))
    strict = {pair for pair in clashing if not accepting.intersection(pair)}
    assert set(warned) <= strict and set(accepted) <= clashing - strict
    assert {later for _, later in warned} == {later for _, later in strict}
    assert {later for _, later in (*warned, *accepted)} == {later for _, later in clashing}
    assert len({frozenset(pair) for pair in (*warned, *accepted)}) == len(warned) + len(accepted)


@settings(deadline=None)
@given(programmes(3))
def test_an_event_with_a_date_that_clashes_is_told(made: list[Made]) -> None:
    warned, accepted = _checked(made)
    accepting = {each.id for each in made if each.accepts}
    clashing = {frozenset(pair) for pair in _reference(made)}
    strict = {pair for pair in clashing if not accepting.intersection(pair)}
    told = {frozenset(pair) for pair in warned}
    assert told <= strict
    assert {id for pair in told for id in pair} >= {
        later for one, later in _reference(made) if frozenset((one, later)) in strict
    }
    assert {frozenset(pair) for pair in accepted} <= clashing - strict
    assert len({*map(frozenset, (*warned, *accepted))}) == len(warned) + len(accepted)
