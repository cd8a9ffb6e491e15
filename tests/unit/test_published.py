"""Stamps stand still with the lines they are for, move on with any change of these, and survive a lost record."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from campaign_calendar import pipeline
from campaign_calendar.model import (
    CalendarEntry,
    Component,
    Days,
    Feed,
    Language,
    Run,
    Site,
    Status,
    Text,
    Venue,
)
from campaign_calendar.published import (
    MAX_SEQUENCE,
    NotTrusted,
    Published,
    PublishedFeed,
    Stamp,
    parse,
    refuse_other_campaign,
    serialised,
)
from campaign_calendar.stamps import stamp
from campaign_calendar.theme import Theme, own_folder
from campaign_calendar.wording import Wording
from tests.campaigns import write_campaign

FIRST = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
FIRST_SEQUENCE = 3_242_160  # whole minutes from 2020-01-01 00:00 UTC to FIRST
LATER = FIRST + timedelta(days=1)
MINUTES_A_DAY = 24 * 60


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small campaign, read but not stamped."""
    folder = tmp_path_factory.mktemp("small")
    write_campaign(folder)
    sound, _ = pipeline.checked(pipeline.Folder(folder, folder / "output"), Published(), pipeline.Options())
    return sound.site


@pytest.fixture(scope="module")
def wordings(small: Site) -> dict[str, Wording]:
    return dict(Theme((own_folder(),), small.campaign.languages, {}).wordings)


@pytest.fixture
def publish(wordings: dict[str, Wording]) -> Callable[..., Site]:
    """Stamp a site at a moment, upon the record that an earlier site left."""

    def published(site: Site, at: datetime = FIRST, upon: Site | Published | None = None) -> Site:
        before = parse(serialised(upon)) if isinstance(upon, Site) else upon or Published()
        return stamp(site, wordings, before, lambda: at)

    return published


def both(hindi: str, english: str) -> Text:
    return Text((Run(hindi, "hi"), Run(english, "en")))


def with_event(site: Site, id: str, **changes: object) -> Site:
    events = [replace(each, **changes) if each.id == id else each for each in site.events]  # type: ignore[arg-type]
    return replace(site, events=tuple(events))


def without_event(site: Site, id: str) -> Site:
    return replace(site, events=tuple(each for each in site.events if each.id != id))


def entry(site: Site, id: str) -> CalendarEntry:
    return next(each for each in site.entries if each.id == id)


def of(site: Site, id: str, language: str = "hi") -> Component:
    return entry(site, id).component(language)


def feed(site: Site, path: str) -> Feed:
    return next(each for each in site.feeds if each.path == path)


def stamps(site: Site) -> dict[tuple[str, str], tuple[datetime, int]]:
    return {
        (each.id, part.language): (part.changed, part.sequence) for each in site.entries for part in each.components
    }


def moved(before: Site, after: Site) -> set[tuple[str, str]]:
    """The entries and languages whose stamps are not the same in both."""
    old, new = stamps(before), stamps(after)
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


# --- first publication ---


def test_the_first_stamps_are_the_moment_of_the_build(small: Site, publish: Callable[..., Site]) -> None:
    assert set(stamps(publish(small)).values()) == {(FIRST, FIRST_SEQUENCE)}


@pytest.mark.parametrize(
    ("moment", "sequence"),
    [
        ("1970-01-01T00:00:00", 0),
        ("2018-11-10T12:00:00", 0),
        ("2019-12-31T23:59:59", 0),
        ("2020-01-01T00:00:00", 0),
        ("2020-01-01T00:00:59", 0),
        ("2020-01-01T00:01:00", 1),
        ("2026-03-01T12:00:00", FIRST_SEQUENCE),
        ("2026-11-22T00:00:00", 3_624_480),
        ("6000-01-01T00:00:00", 2_093_277_600),
        ("9999-12-31T23:59:59", MAX_SEQUENCE),
    ],
)
def test_a_first_sequence_counts_the_minutes_since_2020(
    small: Site, publish: Callable[..., Site], moment: str, sequence: int
) -> None:
    site = publish(small, datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert of(site, "bank-walk").sequence == sequence


def test_a_moment_is_in_utc_and_whole_seconds(small: Site, publish: Callable[..., Site]) -> None:
    at = datetime.fromisoformat("2026-03-01T17:30:00.987654+05:30")
    component = of(publish(small, at), "bank-walk")
    assert component.changed == FIRST
    assert component.octets.splitlines()[2:5] == [
        b"DTSTAMP:20260301T120000Z",
        b"LAST-MODIFIED:20260301T120000Z",
        b"SEQUENCE:3242160",
    ]


def test_an_entry_has_a_component_for_each_language(small: Site, publish: Callable[..., Site]) -> None:
    site = publish(small)
    assert {tuple(part.language for part in each.components) for each in site.entries} == {("hi", "en")}


# --- the same again ---


def test_what_is_unchanged_keeps_its_stamps(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(small)
    again = publish(small, LATER, upon=first)
    assert again == first
    assert serialised(again) == serialised(first)


def test_the_moment_is_not_asked_for_when_nothing_changed(
    small: Site, wordings: dict[str, Wording], publish: Callable[..., Site]
) -> None:
    def clock() -> datetime:
        raise AssertionError("the clock was read")

    first = publish(small)
    assert stamp(small, wordings, parse(serialised(first)), clock) == first


def test_the_moment_is_asked_for_once(small: Site, wordings: dict[str, Wording]) -> None:
    asked = []

    def clock() -> datetime:
        asked.append(FIRST)
        return FIRST + timedelta(days=len(asked))

    stamp(small, wordings, Published(), clock)
    assert len(asked) == 1


def test_the_order_of_the_files_does_not_matter(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(small)
    turned = replace(small, events=tuple(reversed(small.events)), phases=tuple(reversed(small.phases)))
    again = publish(turned, LATER, upon=first)
    assert moved(first, again) == set()
    assert {each.path: each.digest for each in again.feeds} == {each.path: each.digest for each in first.feeds}
    assert serialised(again) == serialised(first)


# --- a change ---

TITLE = both("नई सैर", "A new walk")
ENGLISH_TITLE = both("नाविकों की बैठक", "Meeting of the boatmen")
NEXT_DAY = Days(date(2018, 11, 16), date(2018, 11, 16))


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        ("title", {"title": TITLE}),
        ("day", {"occurrences": (NEXT_DAY,)}),
        ("cancelled", {"status": Status.CANCELLED}),
        ("postponed", {"status": Status.POSTPONED}),
        ("tentative", {"status": Status.TENTATIVE}),
        ("venue", {"venue": Venue(both("भवन", "Hall"))}),
        ("coordinates", {"venue": Venue(both("घाटी", "Gorge"), geo=("1.000000", "2.000000"))}),
        ("online", {"online": "https://meet.example/"}),
        ("registration", {"registration": "https://forms.example/"}),
        ("description", {"description": both("एक", "One")}),
        ("phase", {"phase": "training"}),
        ("area", {"areas": ("source",)}),
        ("speakers", {"speakers": ("C. Speaker",)}),
        ("audience", {"audience": both("सब", "All")}),
        ("a reason", {"status_note": both("यूँ ही", "Just so")}),
    ],
)
def test_what_changed_moves_on(
    small: Site, publish: Callable[..., Site], case: str, changes: dict[str, object]
) -> None:
    first = publish(small)
    again = publish(with_event(small, "bank-walk", **changes), LATER, upon=first)
    # a new title also stands in the description of the event that links to this one
    naming = {("first-training", "hi"), ("first-training", "en")} if case == "title" else set()
    assert moved(first, again) == {("bank-walk", "hi"), ("bank-walk", "en")} | naming, case
    assert of(again, "bank-walk").changed == LATER
    assert of(again, "bank-walk").sequence == FIRST_SEQUENCE + MINUTES_A_DAY


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        ("attendance", {"attendance": 5}),
        ("notes", {"notes": ("safety",)}),
    ],
)
def test_what_no_calendar_line_shows_moves_nothing(
    small: Site, publish: Callable[..., Site], case: str, changes: dict[str, object]
) -> None:
    first = publish(small)
    assert moved(first, publish(with_event(small, "bank-walk", **changes), LATER, upon=first)) == set(), case


def test_each_language_moves_on_its_own(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(small)
    again = publish(with_event(small, "boat-meeting", title=ENGLISH_TITLE), LATER, upon=first)
    assert moved(first, again) == {("boat-meeting", "en")}


def test_a_new_name_of_a_shared_thing_moves_all_that_show_it(small: Site, publish: Callable[..., Site]) -> None:
    """A district, a phase: its name stands in the lines of others."""
    first = publish(small)
    areas = tuple(
        replace(each, name=both("महाघाटी", "Canyon")) if each.id == "gorge" else each for each in small.areas
    )
    again = publish(replace(small, areas=areas), LATER, upon=first)
    assert {id for id, _ in moved(first, again)} == {"bank-walk", "bird-count"}
    phases = tuple(
        replace(each, name=both("नाप", "Measuring")) if each.id == "survey" else each for each in small.phases
    )
    again = publish(replace(small, phases=phases), LATER, upon=first)
    assert {id for id, _ in moved(first, again)} == {"bank-walk", "bird-count", "phase.survey"}


def test_a_new_event_moves_nothing_but_itself(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(without_event(small, "boat-meeting"))
    assert moved(first, publish(small, LATER, upon=first)) == {("boat-meeting", "hi"), ("boat-meeting", "en")}


@pytest.mark.parametrize(
    ("case", "moment", "changed", "sequence"),
    [
        ("a day later", LATER, LATER, FIRST_SEQUENCE + MINUTES_A_DAY),
        ("ten seconds later", FIRST + timedelta(seconds=10), FIRST + timedelta(seconds=10), FIRST_SEQUENCE + 1),
        ("in the same second", FIRST, FIRST + timedelta(seconds=1), FIRST_SEQUENCE + 1),
        ("the clock went back a day", FIRST - timedelta(days=1), FIRST + timedelta(seconds=1), FIRST_SEQUENCE + 1),
        (
            "the clock went back to 1970",
            datetime(1970, 1, 1, tzinfo=UTC),
            FIRST + timedelta(seconds=1),
            FIRST_SEQUENCE + 1,
        ),
    ],
)
def test_a_change_is_always_later_and_greater(
    small: Site, publish: Callable[..., Site], case: str, moment: datetime, changed: datetime, sequence: int
) -> None:
    first = publish(small)
    again = of(publish(with_event(small, "bank-walk", title=TITLE), moment, upon=first), "bank-walk")
    assert (again.changed, again.sequence) == (changed, sequence), case


def test_a_hundred_changes_in_one_second_all_count(small: Site, publish: Callable[..., Site]) -> None:
    site = publish(small)
    for number in range(100):
        before = of(site, "bank-walk")
        site = publish(with_event(small, "bank-walk", title=both(f"सैर {number}", "Walk")), FIRST, upon=site)
        after = of(site, "bank-walk")
        assert (after.changed, after.sequence) == (before.changed + timedelta(seconds=1), before.sequence + 1)


def test_a_change_taken_back_is_a_change(small: Site, publish: Callable[..., Site]) -> None:
    """Phones have seen the one in between."""
    first = publish(small)
    second = publish(with_event(small, "bank-walk", title=TITLE), LATER, upon=first)
    third = publish(small, LATER + timedelta(days=1), upon=second)
    assert of(third, "bank-walk").digest == of(first, "bank-walk").digest
    assert of(third, "bank-walk").sequence == FIRST_SEQUENCE + 2 * MINUTES_A_DAY
    assert of(third, "bank-walk").changed == LATER + timedelta(days=1)


def test_after_a_lost_record_stamps_still_grow(small: Site, publish: Callable[..., Site]) -> None:
    """Sequences count minutes, not changes, so that they need no memory to grow."""
    first = publish(with_event(small, "bank-walk", title=TITLE))
    lost = publish(small, LATER, upon=None)
    assert all(part.changed > FIRST for each in lost.entries for part in each.components)
    assert all(part.sequence > FIRST_SEQUENCE for each in lost.entries for part in each.components)
    assert of(lost, "bank-walk").sequence > of(first, "bank-walk").sequence


def test_a_sequence_at_its_end_stays_a_number_that_calendars_can_hold(
    small: Site, publish: Callable[..., Site]
) -> None:
    record = json.loads(serialised(publish(small)))
    record["entries"]["bank-walk"]["stamps"]["hi"][2] = MAX_SEQUENCE
    again = publish(with_event(small, "bank-walk", title=TITLE), LATER, upon=parse(json.dumps(record).encode()))
    assert of(again, "bank-walk").sequence == MAX_SEQUENCE
    assert of(again, "bank-walk").changed == LATER


# --- feeds ---


def test_a_feed_has_the_moment_of_its_last_change(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(small)
    again = publish(with_event(small, "bank-walk", occurrences=(NEXT_DAY,)), LATER, upon=first)
    assert {each.changed for each in first.feeds} == {FIRST}
    now = {each.path for each in again.feeds if each.changed == LATER}
    kept = {each.path for each in again.feeds if each.changed == FIRST}
    shown = ["calendar.ics", "areas/riverland.ics", "areas/upper.ics", "areas/gorge.ics", "phases/survey.ics"]
    assert now == {*shown, *(f"en/{path}" for path in shown)}
    assert kept == {each.path for each in again.feeds} - now


def test_a_feed_moves_when_its_name_does(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(small)
    campaign = replace(small.campaign, name=both("नदी सफाई अभियान", "Drive to clean rivers"))
    again = publish(replace(small, campaign=campaign), LATER, upon=first)
    assert moved(first, again) == set()
    assert {each.changed for each in again.feeds if each.language == "en"} == {LATER}
    assert {each.changed for each in again.feeds if each.language == "hi"} == {FIRST}


def test_a_feed_holds_its_entries_by_start_and_id(small: Site, publish: Callable[..., Site]) -> None:
    site = publish(small)
    uids = [each.split(b"\r\n")[1].decode() for each in feed(site, "calendar.ics").components]
    assert uids == [
        "UID:first-training@rivers.example",
        "UID:phase.survey@rivers.example",
        "UID:bank-walk@rivers.example",
        "UID:bird-count@rivers.example",
        "UID:boat-meeting@rivers.example",
        "UID:phase.cleaning-days@rivers.example",
        "UID:source-cleaning@rivers.example",
        "UID:delta-cleaning@rivers.example",
        "UID:harbour-cleaning@rivers.example",
    ]


def test_every_feed_carries_the_same_octets_of_an_entry(small: Site, publish: Callable[..., Site]) -> None:
    site = publish(small)
    for each in site.entries:
        for language in ("hi", "en"):
            octets = each.component(language).octets
            holding = [one for one in site.feeds if one.language == language and octets in one.components]
            assert len(holding) == len(each.feeds)


# --- feeds keep what they were published with ---


def test_an_event_that_moves_to_another_area_stays_in_the_feeds_it_was_in(
    small: Site, publish: Callable[..., Site]
) -> None:
    first = publish(small)
    again = publish(with_event(small, "bank-walk", areas=("delta",), phase=None), LATER, upon=first)
    before, after = entry(first, "bank-walk").feeds, entry(again, "bank-walk").feeds
    assert before == ("areas/gorge", "areas/riverland", "areas/upper", "calendar", "phases/survey")
    assert after == (
        "areas/delta",
        "areas/gorge",
        "areas/lower",
        "areas/riverland",
        "areas/upper",
        "calendar",
        "phases/survey",
    )


def test_it_stays_there_for_good(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(small)
    elsewhere = with_event(small, "bank-walk", areas=("delta",))
    second = publish(elsewhere, LATER, upon=first)
    third = publish(elsewhere, LATER + timedelta(days=1), upon=second)
    assert third == second


def test_a_feed_that_is_gone_is_not_asked_for(small: Site, publish: Callable[..., Site]) -> None:
    """A phase was taken out altogether: its events are not looked for in its feed any more."""
    first = publish(small)
    phases = tuple(each for each in small.phases if each.id != "training")
    again = publish(replace(with_event(small, "first-training", phase=None), phases=phases), LATER, upon=first)
    assert "phases/training" in entry(first, "first-training").feeds
    assert "phases/training" not in entry(again, "first-training").feeds
    assert "phases/training.ics" not in {each.path for each in again.feeds}


def test_a_feed_that_would_be_empty_carries_the_campaigns_own_days(small: Site, publish: Callable[..., Site]) -> None:
    site = publish(replace(small, events=(), phases=()))
    assert [each.id for each in site.entries] == ["campaign"]
    assert all(len(each.components) == 1 for each in site.feeds)
    assert all(b"UID:campaign@rivers.example\r\n" in each.components[0] for each in site.feeds)


def test_a_feed_that_once_carried_the_campaigns_days_keeps_them(small: Site, publish: Callable[..., Site]) -> None:
    empty = replace(small, events=(), phases=())
    first = publish(empty)
    again = publish(replace(small, phases=()), LATER, upon=first)
    assert entry(again, "campaign") == entry(first, "campaign")
    assert feed(again, "areas/gorge.ics").components[-1] == entry(again, "campaign").component("hi").octets


def test_where_no_feed_is_empty_the_campaigns_days_are_no_entry(small: Site, publish: Callable[..., Site]) -> None:
    assert "campaign" not in {each.id for each in publish(small).entries}


# --- the record ---


def test_the_record_keeps_everything(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(small)
    site = publish(with_event(small, "boat-meeting", title=ENGLISH_TITLE), LATER, upon=first)
    record = parse(serialised(site))
    assert (record.uid_domain, record.language, record.named) == ("rivers.example", "hi", False)
    assert record.entries.keys() == {each.id for each in site.entries} | {"gorge-cleaning"}
    for each in site.entries:
        kept = record.entries[each.id]
        assert kept.feeds == set(each.feeds)
        assert {code: (one.digest, one.moment, one.sequence) for code, one in kept.stamps.items()} == {
            part.language: (part.digest, part.changed, part.sequence) for part in each.components
        }
    assert {path: (one.stamp.digest, one.stamp.moment, one.name) for path, one in record.feeds.items()} == {
        each.path: (each.digest, each.changed, each.name) for each in site.feeds
    }
    assert record.revisions == site.revisions
    assert [each.id for each in site.revisions] == ["boat-meeting"]


def test_the_record_tells_what_readers_could_see(small: Site, publish: Callable[..., Site]) -> None:
    record = parse(serialised(publish(small)))
    assert record.entries["boat-meeting"].fields == {
        "title": {"hi": "नाविकों की बैठक", "en": "Boatmen's meeting"},
        "areas": ["delta"],
        "status": "tentative",
        "online": "https://meet.example/boats",
        "occurrences": [["2018-11-24T18:30:00+05:30", "2018-11-24T20:00:00+05:30"]],
    }
    assert record.entries["source-cleaning"].fields["occurrences"] == [["2018-12-02", "2018-12-02", "later"]]
    assert record.entries["harbour-cleaning"].fields["occurrences"] == [["2018-12-09T07:00:00+05:30"]]
    assert record.entries["phase.survey"].fields == {
        "title": {"hi": "सर्वेक्षण", "en": "Survey"},
        "occurrences": [["2018-11-13", "2018-11-30"]],
    }


def test_an_event_without_a_date_stands_in_the_record_without_stamps_and_feeds(
    small: Site, publish: Callable[..., Site]
) -> None:
    undated = parse(serialised(publish(small))).entries["gorge-cleaning"]
    assert (undated.feeds, undated.stamps) == (frozenset(), {})
    assert undated.fields == {
        "title": {"hi": "सफाई के दिन, घाटी", "en": "Cleaning days, Gorge"},
        "areas": ["gorge"],
        "phase": "cleaning-days",
        "status": "confirmed",
        "window": ["2018-12-05", "2018-12-12"],
    }


def test_a_date_that_is_announced_is_a_first_stamp(small: Site, publish: Callable[..., Site]) -> None:
    first = publish(small)
    dated = with_event(small, "gorge-cleaning", occurrences=(NEXT_DAY,), window=None)
    again = publish(dated, LATER, upon=first)
    assert moved(first, again) == {("gorge-cleaning", "hi"), ("gorge-cleaning", "en")}
    assert of(again, "gorge-cleaning").sequence == FIRST_SEQUENCE + MINUTES_A_DAY


def test_the_record_is_one_line_of_json_whose_entries_and_feeds_are_sorted(
    small: Site, publish: Callable[..., Site]
) -> None:
    octets = serialised(publish(small))
    assert octets.endswith(b"}\n")
    assert octets.count(b"\n") == 1
    data = json.loads(octets)
    assert json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" == octets
    assert [*data] == ["version", "uid_domain", "language", "timezone", "names", "entries", "feeds", "revisions"]
    assert list(data["entries"]) == sorted(data["entries"])
    assert list(data["feeds"]) == sorted(data["feeds"])


@pytest.mark.parametrize("domain", ["rivers.example", None])
@pytest.mark.parametrize("language", ["hi", None])
def test_a_record_of_this_campaign_or_none_is_built_upon(
    small: Site, domain: str | None, language: str | None
) -> None:
    refuse_other_campaign(Published(uid_domain=domain, language=language), small)


@pytest.mark.parametrize(
    ("domain", "language", "rule", "value"),
    [
        ("other.example", "hi", "published-other-domain", "other.example"),
        ("RIVERS.example", "hi", "published-other-domain", "RIVERS.example"),
        ("", "hi", "published-other-domain", ""),
        ("rivers.example", "en", "published-other-language", "en"),
        ("other.example", "en", "published-other-domain", "other.example"),
    ],
)
def test_a_record_of_another_campaign_is_refused(
    small: Site, domain: str, language: str, rule: str, value: str
) -> None:
    with pytest.raises(NotTrusted) as refused:
        refuse_other_campaign(Published(uid_domain=domain, language=language), small)
    assert (refused.value.rule, refused.value.value) == (rule, value)


def test_a_new_first_language_is_another_campaign(small: Site, publish: Callable[..., Site]) -> None:
    turned = replace(small, campaign=replace(small.campaign, languages=tuple(reversed(small.campaign.languages))))
    with pytest.raises(NotTrusted):
        refuse_other_campaign(parse(serialised(publish(small))), turned)


def test_a_further_language_is_not(small: Site, publish: Callable[..., Site], wordings: dict[str, Wording]) -> None:
    tamil = Language("ta", "ta_IN", "ltr")
    wider = replace(small, campaign=replace(small.campaign, languages=(*small.campaign.languages, tamil)))
    first = publish(small)
    record = parse(serialised(first))
    refuse_other_campaign(record, wider)
    three = {**wordings, "ta": Wording(tamil, wordings["en"].strings)}
    again = stamp(wider, three, record, lambda: LATER)
    assert moved(first, again) == {(each.id, "ta") for each in first.entries}


# --- records that cannot be built upon ---

SOUND = {
    "version": 2,
    "uid_domain": "rivers.example",
    "language": "hi",
    "timezone": "Asia/Kolkata",
    "names": ["title", "occurrences"],
    "entries": {"walk": {"feeds": ["calendar"], "fields": {}, "stamps": {"hi": ["0a1b", 1_772_366_400, 7]}}},
    "feeds": {"calendar.ics": ["0a1b", 1_772_366_400, "Drive"]},
    "revisions": [{"at": 1_772_366_400, "id": "walk", "now": {"title": {"hi": "सैर"}}, "texts": {"title": ["hi"]}}],
}


def record_with(*path: str | int, value: object) -> bytes:
    """A sound record but for one value."""
    data: Any = json.loads(json.dumps(SOUND))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(data).encode()


def test_a_sound_record_is_read() -> None:
    record = parse(json.dumps(SOUND).encode())
    assert record.entries["walk"].stamps["hi"].moment == FIRST
    assert record.entries["walk"].stamps["hi"].sequence == 7
    assert record.feeds["calendar.ics"] == PublishedFeed(Stamp("0a1b", FIRST), "Drive")
    [revision] = record.revisions
    assert (revision.moment, revision.id, revision.was, revision.texts) == (
        FIRST,
        "walk",
        None,
        (("title", ("hi",)),),
    )


def test_a_record_of_the_first_version_is_read() -> None:
    """It knew neither the zone nor what changed, and wrote venues otherwise."""
    fields = {"title": {"hi": "सैर"}, "venue": {"hi": "तट"}, "address": {"hi": "मेन रोड"}}
    data = {
        "version": 1,
        "uid_domain": "rivers.example",
        "language": "hi",
        "entries": {"walk": {"feeds": ["calendar"], "fields": fields, "stamps": {"hi": ["0a1b", 1_772_366_400, 7]}}},
        "feeds": {"calendar.ics": ["0a1b", 1_772_366_400]},
    }
    record = parse(json.dumps(data).encode())
    assert record.entries["walk"].fields["venue"] == {"name": {"hi": "तट"}, "address": {"hi": "मेन रोड"}}
    assert record.event("walk").venue == Venue(Text((Run("तट", "hi"),)), Text((Run("मेन रोड", "hi"),)))
    assert "speakers" not in record.names
    assert (record.timezone, record.revisions) == (None, ())


def test_fields_that_are_of_no_event_are_refused_when_they_are_asked_for() -> None:
    record = parse(record_with("entries", "walk", "fields", value={"status": "perhaps"}))
    with pytest.raises(NotTrusted):
        record.event("walk")


STAMP = ("entries", "walk", "stamps", "hi")


@pytest.mark.parametrize(
    ("case", "octets"),
    [
        ("nothing", b""),
        ("a page", b"<!doctype html><title>404</title>"),
        ("cut off", json.dumps(SOUND).encode()[:-20]),
        ("not UTF-8", b"\xff\xfe{}"),
        ("null", b"null"),
        ("a list", b"[]"),
        ("a number", b"1"),
        ("an empty object", b"{}"),
        ("nested without end", b"[" * 100_000),
        ("version true", record_with("version", value=True)),
        ("no zone", record_with("timezone", value="")),
        ("names are text", record_with("names", value="title")),
        ("a feed without a name", record_with("feeds", "calendar.ics", value=["0a1b"])),
        ("revisions are text", record_with("revisions", value="none")),
        ("a revision of nothing", record_with("revisions", value=[{}])),
        ("a revision with a status that there is none", record_with("revisions", 0, "now", "status", value="maybe")),
        ("a revision with an impossible day", record_with("revisions", 0, "now", "occurrences", value=[["31.12."]])),
        ("version missing", b'{"entries": {}}'),
        ("version in words", record_with("version", value="one")),
        ("version 0", record_with("version", value=0)),
        ("version null", record_with("version", value=None)),
        ("no domain", record_with("uid_domain", value=None)),
        ("domain is a number", record_with("uid_domain", value=5)),
        ("no language", record_with("language", value=None)),
        ("entries are a list", record_with("entries", value=[])),
        ("an entry is text", record_with("entries", "walk", value="x")),
        ("an entry without feeds", record_with("entries", "walk", value={"fields": {}, "stamps": {}})),
        ("feeds of an entry are text", record_with("entries", "walk", "feeds", value="calendar")),
        ("feeds of an entry are numbers", record_with("entries", "walk", "feeds", value=[1])),
        ("fields are a number", record_with("entries", "walk", "fields", value=5)),
        ("stamps are a list", record_with("entries", "walk", "stamps", value=[])),
        ("an empty stamp", record_with(*STAMP, value=[])),
        ("a stamp without a moment", record_with(*STAMP, value=["0a1b"])),
        ("a stamp of text", record_with(*STAMP, value="0a1b")),
        ("a moment in words", record_with(*STAMP, value=["0a1b", "yesterday", 7])),
        ("a moment without end", record_with(*STAMP, value=["0a1b", float("inf"), 7])),
        ("a moment that is no number", record_with(*STAMP, value=["0a1b", float("nan"), 7])),
        ("a moment beyond all years", record_with(*STAMP, value=["0a1b", 10**12, 7])),
        ("a moment beyond all numbers", record_with(*STAMP, value=["0a1b", 10**30, 7])),
        ("the last moment that there is", record_with(*STAMP, value=["0a1b", 253_402_300_799, 7])),
        ("a sequence in words", record_with(*STAMP, value=["0a1b", 1_772_366_400, "seven"])),
        ("a sequence below zero", record_with(*STAMP, value=["0a1b", 1_772_366_400, -1])),
        ("a sequence that calendars cannot hold", record_with(*STAMP, value=["0a1b", 1_772_366_400, 2**31])),
        ("a sequence without end", record_with(*STAMP, value=["0a1b", 1_772_366_400, float("inf")])),
        ("feeds are a list", record_with("feeds", value=[])),
        ("a feed without a moment", record_with("feeds", "calendar.ics", value=["0a1b"])),
    ],
)
def test_a_damaged_record_is_refused(case: str, octets: bytes) -> None:
    with pytest.raises(NotTrusted) as refused:
        parse(octets)
    assert refused.value.rule == "published-damaged", case


@pytest.mark.parametrize("version", [3, 4, 10**6])
def test_a_record_of_a_newer_version_is_refused_as_such(version: int) -> None:
    with pytest.raises(NotTrusted) as refused:
        parse(record_with("version", value=version))
    assert (refused.value.rule, refused.value.value) == ("published-newer", str(version))


def test_a_record_in_a_file_is_what_was_serialised(small: Site, publish: Callable[..., Site], tmp_path: Path) -> None:
    site = publish(small)
    (tmp_path / "published.json").write_bytes(serialised(site))
    assert publish(small, LATER, upon=parse((tmp_path / "published.json").read_bytes())) == site
