"""Fields of content files: each type with what it accepts and refuses, and the tables of fields as data."""

from __future__ import annotations

import ast
import inspect
from datetime import date, datetime, time, timedelta, timezone
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import campaign_calendar
from campaign_calendar import content
from campaign_calendar.content import campaign, events, media, moments, notes, types, venues
from campaign_calendar.content.fields import Group, ListOf, read_fields
from campaign_calendar.content.moments import Hour
from campaign_calendar.content.reading import Field, Reading, Type, Values
from campaign_calendar.content.types import Either, choice, plain_digits
from campaign_calendar.located import FORBIDDEN, Items, Record, Scalar, Source, decode
from campaign_calendar.model import Run, Status, Text
from campaign_calendar.problems import Place, Problem
from campaign_calendar.reader import read_yaml

FILE = "content/events/evening.yaml"
INDIA = timezone(timedelta(hours=5, minutes=30))


def new_reading() -> Reading:
    return Reading(languages=("hi", "en"), timezone="Asia/Kolkata")


def read(type: Type, typed: str, name: str = "field") -> tuple[object, list[str]]:
    """What a type makes of text that was typed behind a key, and the rules of its problems."""
    reading = new_reading()
    node = Scalar(typed, Place(FILE, 1, 8))
    value = type.read(node, name, reading)
    return value, [problem.rule for problem in reading.problems if problem.level == "error"]


def record(text: str) -> Record:
    problems: list[Problem] = []
    node = read_yaml(Source(FILE, text), problems)
    assert isinstance(node, Record) and not problems
    return node


def read_text(type: Type, text: str) -> tuple[object, list[str]]:
    """What a type makes of a value in YAML, and its problems as line:column rule."""
    reading = new_reading()
    value = type.read(record(f"field: {text}\n").entries["field"][1], "field", reading)
    return value, [f"{each.place.line}:{each.place.column} {each.rule}" for each in reading.problems]


def at(hour: int, minute: int, day: int = 22) -> datetime:
    return datetime(2018, 11, day, hour, minute, tzinfo=INDIA)


# --- Single values: what was typed, and the value or the rule

DAY = date(2018, 11, 22)
ACCEPTED: list[tuple[Type, str, object]] = [
    (types.LINE, "शाम", "शाम"),
    (types.LINE, "  शाम  ", "शाम"),
    (moments.DAY, "2018-11-22", DAY),
    (moments.DAY, "२०१८-११-२२", DAY),
    (moments.DAY, "２０１８-１１-２２", DAY),
    (moments.DAY, "2020-02-29", date(2020, 2, 29)),
    (moments.MOMENT, "2018-11-22", DAY),
    (moments.MOMENT, "2018-11-22 17:30", at(17, 30)),
    (moments.MOMENT, "2018-11-22 09:05", at(9, 5)),
    (moments.MOMENT, "2018-11-22   17:30", at(17, 30)),
    (moments.MOMENT, "2018-11-22T17:30", at(17, 30)),
    (moments.MOMENT, "२०१८-११-२२ १७:३०", at(17, 30)),
    (moments.MOMENT, "2018-11-22 00:00", at(0, 0)),
    (moments.MOMENT, "2018-11-22 23:59", at(23, 59)),
    (moments.END, "2018-11-22", DAY),
    (moments.END, "2018-11-22 17:30", at(17, 30)),
    (types.YES_NO, "yes", True),
    (types.YES_NO, "true", True),
    (types.YES_NO, "no", False),
    (types.YES_NO, "false", False),
    (types.WHOLE, "0", 0),
    (types.WHOLE, "007", 7),
    (types.WHOLE, "५००", 500),
    (types.WHOLE, "999999999", 999_999_999),
    (moments.MINUTES, "2h", 120),
    (moments.MINUTES, "90min", 90),
    (moments.MINUTES, "२h", 120),
    (moments.MINUTES, "24h", 1440),
    (types.DEGREES, "28.59", 28.59),
    (types.DEGREES, "-77", -77.0),
    (types.DEGREES, "२८.५९", 28.59),
    (types.PHONE_NUMBER, "+९१ ९८१२३ ४५६७८", "+91 98123 45678"),
]
AS_TYPED: list[tuple[Type, list[str]]] = [
    (types.URL, ["https://example.org/", "http://example.org:8080/a?b=c#d", "https://उदाहरण.example/शाम"]),
    (types.COLOR_HEX, ["#0b6e4f", "#0B6E4F"]),
    (types.LANGUAGE_CODE, ["hi", "en", "bho", "ur", "hi-IN", "sr-Latn", "zh-Hant-TW"]),
    (types.DOMAIN, ["reading.example.org", "a.b", "1.example"]),
    (types.PHONE_NUMBER, ["+91 98123 45678", "09812345678", "0522 261-1234", "11234"]),
    (types.EMAIL_ADDRESS, ["ask@example.org", "a.b+c@example.org"]),
    (types.ZONE, ["Asia/Kolkata", "Asia/Calcutta", "UTC", "Etc/GMT-5", "America/Argentina/Buenos_Aires"]),
    (choice(("mark", "status")), ["mark", "status"]),
    (choice(Status), ["confirmed", "tentative", "postponed", "cancelled"]),
]
REFUSED: list[tuple[Type, str, list[str]]] = [
    (types.LINE, "one-line", ["a\nb"]),
    (moments.DAY, "no-such-day", ["2018-02-29", "2018-11-31", "2018-00-10", "२०१८-११-३१"]),
    (
        moments.DAY,
        "date",
        ["2018-11-22x", "2018-11-2²", "31-11-2018", "कल"],
    ),
    (
        moments.DAY,
        "date-order",
        [
            "22-11-2018",
            "2018-11-22 17:30",
            "43426",
            "2.1.2018",
            "22/11/2018",
            "२२-११-२०१८",
            "2018-1-5",
            "22 नवंबर 2018",
        ],
    ),
    (moments.MOMENT, "time", ["2018-11-22 24:00", "2018-11-22 17:60"]),
    (moments.MOMENT, "time-either", ["2018-11-22 9:05", "2018-11-22 9.05", "2018-11-22 9"]),
    (
        moments.MOMENT,
        "time-meant",
        ["2018-11-22 5:30 pm", "2018-11-22 17.30", "2018-11-22 17:30 IST", "2018-11-22 17"],
    ),
    (moments.MOMENT, "time-range", ["2018-11-22 5:30-7 pm", "2018-11-22 17:30 – 19:00"]),
    (moments.MOMENT, "no-such-day", ["2018-11-31", "2018-11-31 17:30", "2018-11-31T17:30"]),
    (moments.MOMENT, "date-order", ["22-11-2018", "22-11-2018 17:30"]),
    (moments.MOMENT, "day-missing", ["17:30", "5 pm", "कल 17:30"]),
    (moments.MOMENT, "date", ["कल", "TBA"]),
    (moments.MOMENT, "date-range", ["22-25 Nov 2018", "2018-11-22 to 2018-11-25", "22 से 25 नवंबर 2018"]),
    (moments.MOMENT, "time-zoned", ["2018-11-22T12:00:00Z", "2018-11-22T17:30:00+05:30"]),
    (moments.END, "time", ["25:00", "24:00"]),
    (moments.END, "time-meant", ["5:30 pm", "7 PM", "17.30"]),
    (moments.END, "date", ["कल"]),
    (moments.END, "date-order", ["22 Nov 2018"]),
    (moments.WEEKDAY, "weekday", ["someday", "6 sat", "0 sat", ""]),
    (moments.WEEKDAY, "weekday-meant", ["Monday", "MON", "सोमवार", "2 Saturday"]),
    (types.YES_NO, "yes-no", ["maybe", "शायद"]),
    (types.WHOLE, "whole-number", ["-1", "1.5", "60-70", "2 लाख", "लगभग 60", "१०²", "①", "x", "9" * 10, "9" * 5000]),
    (
        types.URL,
        "url",
        ["//example.org", "hall.jpg", "Zoom", "ftp://example.org", "javascript:alert(1)", "data:text/html,x"],
    ),
    (types.URL, "url", ["https://", "https:///a", "https://exa mple.org", "https://example.org/a b", "https://[::1"]),
    (
        types.URL,
        "url",
        ["https://example.org/<b>", "https://example.org/\\", "file:///etc"],
    ),
    (types.URL, "url", ["https://example.org:0/", "https://example.org:99999/", "https://example.org:x/"]),
    (types.COLOR_HEX, "color", ["green", "हरा", "#0b6e4f;}", "#0b6e4g", "0b6e"]),
    (types.LANGUAGE_CODE, "language", ["h", "हि", "../hi"]),
    (types.DOMAIN, "domain", ["reading", "a..b", "-a.org", "a-.org", "a@b.org"]),
    (types.PHONE_NUMBER, "phone", ["108", "98123/45678", "98123 45678, 98124 56789", "राम"]),
    (types.EMAIL_ADDRESS, "email", ["ask", "ask@example", "a b@example.org", "@example.org", "a@b@example.org"]),
    (types.EMAIL_ADDRESS, "email", ["a@example.org>"]),
    (types.URL, "url-contact", ["ask@example.org", "mailto:ask@example.org", "98123 45678", "tel:+919812345678"]),
    (types.ZONE, "zone", ["IST", "Asia", "asia/kolkata", "../zoneinfo/UTC", "/etc/localtime", "Asia/Kolkata/"]),
    (types.ZONE, "zone", ["leapseconds", "zone.tab", "+05:30", "\0"]),
    (moments.MINUTES, "duration", ["0h", "25h", "2", "1.5h", "999h", "h", "-1h", "48 hours"]),
    (types.DEGREES, "degrees", ["nan", "inf", "180.01", "2_8", "1e1", "x", "28° 35' N"]),
    (choice(("mark", "status")), "choice", ["hide", "निशान", ""]),
    (choice(("mark", "status")), "choice-near", ["marks", "statsu"]),
]

# What is refused, but with what was meant.
MEANT: list[tuple[Type, str, str]] = [
    *((types.YES_NO, typed, "yes") for typed in ("Yes", "TRUE", "on", "1", "y", "हाँ", "“yes”")),
    *((types.YES_NO, typed, "no") for typed in ("No", "नहीं", "off")),
    *((types.WHOLE, typed, "1000") for typed in ("1,000", "1_000", "1 000", "1000+", "~1000", "+1000", "1000।")),
    (types.URL, "www.example.org", "https://www.example.org"),
    (types.URL, "http:/example.org/a", "https://example.org/a"),
    (types.URL, "example.org:8080/सूची.pdf", "https://example.org:8080/सूची.pdf"),
    (types.URL, "https://example.org/\u200b", "https://example.org/"),
    (types.URL, 'https://example.org/"', "https://example.org/"),
    (types.COLOR_HEX, "0b6e4f", "#0b6e4f"),
    (types.COLOR_HEX, "#fc0", "#ffcc00"),
    (types.COLOR_HEX, "#0b6e4f\n", "#0b6e4f"),
    *((types.LANGUAGE_CODE, typed, "hi") for typed in ("Hindi", "HI", "hi-")),
    (types.LANGUAGE_CODE, "hi_in", "hi-IN"),
    *((types.DOMAIN, typed, "a.org") for typed in ("A.org", "a.org/", "https://a.org/b", "a.org\n")),
    *(
        (types.PHONE_NUMBER, typed, "98123 45678")
        for typed in ("98123 45678 (राम)", "98123.45678", "मो. 98123 45678")
    ),
    (types.PHONE_NUMBER, "tel:+919812345678", "+919812345678"),
    (types.PHONE_NUMBER, "98123\u00a045678", "98123 45678"),
    *(
        (types.EMAIL_ADDRESS, typed, "a@b.org")
        for typed in ("mailto:a@b.org", "A. <a@b.org>", "a @ b. org", "a@b.org\n")
    ),
    *((moments.MINUTES, typed, "2h") for typed in ("2 h", "2hours", "2 Hrs.")),
    *((moments.MINUTES, typed, "90min") for typed in ("90 minutes", "1:30")),
    *((types.DEGREES, typed, "28.59") for typed in ("28.59N", "28.59° N", "28,59", "28.59°")),
    (types.DEGREES, "77.32 W", "-77.32"),
    (choice(("mark", "status")), "Mark", "mark"),
    (choice(Status), "रद्द", "cancelled"),
    (media.MEDIA_FILE, "hall.jpg", "media/hall.jpg"),
    (media.MEDIA_FILE, "../content/media/2018/hall.jpg", "media/2018/hall.jpg"),
    (media.MEDIA_FILE, "C:\\Users\\A\\hall.jpg", "media/hall.jpg"),
    (moments.DAY, "“2018-11-22”", "2018-11-22"),
    (moments.DAY, "2018–11–22", "2018-11-22"),
    (moments.MOMENT, "2018-11-22\u00a017:30", "2018-11-22 17:30"),
    (types.ID, "a\n", "a"),
]


@pytest.mark.parametrize("type, typed, instead", MEANT)
def test_what_was_meant_is_proposed(type: Type, typed: str, instead: str) -> None:
    reading = new_reading()
    assert type.read(Scalar(typed, Place(FILE, 1, 8)), "field", reading) is None
    [problem] = reading.problems
    assert problem.rule in ("meant", "odd-character") and dict(problem.values)["instead"].strip('"') == instead
    assert read(type, instead)[1] == []


@pytest.mark.parametrize("type, typed, expected", ACCEPTED)
def test_a_single_value(type: Type, typed: str, expected: object) -> None:
    value, rules = read(type, typed)
    assert (value, rules) == (expected, [])
    assert value.__class__ is expected.__class__


@pytest.mark.parametrize("type, typed", [(type, typed) for type, many in AS_TYPED for typed in many])
def test_a_single_value_as_it_was_typed(type: Type, typed: str) -> None:
    assert read(type, typed) == (typed, [])


@pytest.mark.parametrize(
    "rule, type, typed",
    [(rule, type, typed) for type, rule, many in REFUSED for typed in many],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_single_value_that_is_refused(rule: str, type: Type, typed: str) -> None:
    assert read(type, typed) == (None, [rule])


def test_an_end_may_be_an_hour_alone() -> None:
    value, rules = read(moments.END, "१९:००")
    assert isinstance(value, Hour) and (value.time, rules) == (time(19), [])


@pytest.mark.parametrize(
    "zone, typed, expected",
    [
        ("Europe/Berlin", "2019-03-31 02:30", "skipped-time"),
        ("Europe/Berlin", "2019-03-31 03:00", "+02:00"),
        ("Europe/Berlin", "2019-03-31 01:59", "+01:00"),
        ("Europe/Berlin", "2019-10-27 02:30", "+02:00"),  # the first of the two
        ("Asia/Kolkata", "2019-03-31 02:30", "+05:30"),
        ("Pacific/Apia", "2011-12-30 12:00", "skipped-time"),  # a whole day
    ],
)
def test_hours_have_the_offset_of_their_zone(zone: str, typed: str, expected: str) -> None:
    reading = Reading(("de",), zone)
    value = moments.MOMENT.read(Scalar(typed, Place(FILE)), "start", reading)
    rules = [problem.rule for problem in reading.problems]
    if expected == "skipped-time":
        assert (value, rules) == (None, [expected])
    else:
        assert value.isoformat().endswith(expected) and not reading.problems


@pytest.mark.parametrize("id", ["a", "ward-7", "2018", "0", "a1-2b", "e" * 80, "en", "com10"])
def test_an_id(id: str) -> None:
    value, rules = read(types.ID, id)
    assert isinstance(value, Scalar) and (value.text, rules) == (id, [])


@pytest.mark.parametrize(
    "id", ["", "A", "a--b", "-a", "a-", "a_b", "a.b", "a b", "a/b", "é", "क", "a\nb", "٣", "e" * 81]
)
def test_no_id(id: str) -> None:
    assert read(types.ID, id) == (None, ["id"])


@pytest.mark.parametrize("id", ["index", "campaign", "con", "prn", "aux", "nul", "com0", "com9", "lpt0", "lpt9"])
def test_a_reserved_id(id: str) -> None:
    assert read(types.ID, id) == (None, ["id-reserved"])


def test_digits_of_every_script() -> None:
    assert plain_digits("२०१८ ٢٠١٨ ௨௦௧௮ ২০১৮") == "2018 2018 2018 2018"
    assert plain_digits("²①½ क") == "²①½ क"


# --- Text in languages


@pytest.mark.parametrize(
    "text, expected, problems",
    [
        ("शाम", [("शाम", "hi")], []),
        ("{hi: शाम, en: Evening}", [("शाम", "hi"), ("Evening", "en")], []),
        ("{en: Evening, hi: शाम}", [("शाम", "hi"), ("Evening", "en")], []),
        ("{hi: शाम}", [("शाम", "hi")], []),
        ("{en: Evening}", [("Evening", "en")], []),
        ("{hi: शाम, en: }", [("शाम", "hi")], []),
        ("{hi: शाम, en: '  '}", [("शाम", "hi")], []),
        ("{hi: शाम, en: Evening, fr: Soir}", [("शाम", "hi"), ("Evening", "en")], ["1:31 unknown-language"]),
        ("{hi: शाम, en: [Evening]}", [("शाम", "hi")], ["1:22 list-not-expected"]),
        ("[शाम]", None, ["1:8 list-not-expected"]),
    ],
)
def test_text_in_languages(text: str, expected: list[tuple[str, str]] | None, problems: list[str]) -> None:
    value, found = read_text(types.TEXT, text)
    assert (value and [(run.text, run.language) for run in value.runs], found) == (expected, problems)  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["{}", "{hi: }", "' '", "{hi: '', en: ' '}"])
def test_no_text_in_any_language_is_none(text: str) -> None:
    """And none that is required is missing: nobody is sent to look for a translation of nothing."""
    reading = new_reading()
    read_fields(record(f"field: {text}\n"), (Field("field", types.TEXT, {}, required=True),), reading)
    assert [problem.rule for problem in reading.problems] == ["missing"]


def test_prose_keeps_its_lines() -> None:
    assert read_text(types.PROSE, "\n  hi: |\n\n    एक\n\n      दो\n  en: x") == (
        Text((Run("एक\n\n  दो", "hi"), Run("x", "en"))),
        [],
    )


# --- Lists, groups, either


@pytest.mark.parametrize(
    "type, text, expected, problems",
    [
        (types.IDS, "ward-7", ["ward-7"], []),
        (types.IDS, "[ward-7, ward-8]", ["ward-7", "ward-8"], []),
        (types.IDS, "[ward-7, Ward-8]", ["ward-7", "Ward-8"], []),
        (types.IDS, "{a: b}", [], ["1:8 mapping-not-expected"]),
        (types.IDS, "[[ward-7]]", [], ["1:9 list-not-expected"]),
        (ListOf(types.LINE), "A", None, ["1:8 list-expected-here"]),
        (types.IDS, "ward-7, ward-8", None, ["1:8 list-expected-here"]),
        (ListOf(types.LINE), "{a: b}", None, ["1:8 list-expected"]),
        (ListOf(types.LINE), "[A, {B: C}]", ["A"], ["1:12 mapping-not-expected"]),
        (ListOf(types.LINE), "[]", [], []),
        (ListOf(types.LINE), "['', A, ' ']", ["A"], []),
        (ListOf(types.LINE), "\n  -\n  - A", ["A"], []),
    ],
)
def test_a_list(type: Type, text: str, expected: list[str] | None, problems: list[str]) -> None:
    value, found = read_text(type, text)
    plain = value and [each.text if isinstance(each, Scalar) else each for each in value]  # type: ignore[attr-defined]
    assert (plain if value is None else list(plain or ()), found) == (expected, problems)


FIELDS = (Field("name", types.LINE, {}, required=True), Field("time", moments.DAY, {}), Field("other", types.ID, {}))


@pytest.mark.parametrize(
    "text, problems",
    [
        ("name: x\n", []),
        ("name: x\ntime: 2018-11-22\nother: a\n", []),
        ("time: 2018-11-22\n", ["1:1 missing"]),
        ("name:\n", ["1:1 missing"]),
        ("name: ''\n", ["1:1 missing"]),
        ("name: '  '\n", ["1:1 missing"]),
        ("name: x\ntime:\n", []),
        ("name: x\nplace: y\n", ["2:1 unknown-key"]),
        ("name: x\nothre: y\n", ["2:1 unknown-key-near"]),
        ("name: [x]\n", ["1:7 list-not-expected"]),
        ("nmae: x\n", ["1:1 unknown-key-near"]),
    ],
)
def test_the_fields_of_a_mapping(text: str, problems: list[str]) -> None:
    reading = new_reading()
    read_fields(record(text), FIELDS, reading)
    assert [f"{each.place.line}:{each.place.column} {each.rule}" for each in reading.problems] == problems


def test_values_know_their_places() -> None:
    values = read_fields(record("name: x\ntime: 2018-11-31\n"), FIELDS, new_reading())
    assert (values["name"], values["time"], values["other"]) == ("x", None, None)
    assert values.place("time") == Place(FILE, 2, 7)
    assert values.place("other") == Place(FILE, 1, 1)


def test_either_a_value_or_a_mapping() -> None:
    type = Either(types.ID, Group(FIELDS))
    value, _ = read_text(type, "ward")
    assert isinstance(value, Scalar)
    value, _ = read_text(type, "{name: x}")
    assert isinstance(value, Values) and value["name"] == "x"
    assert read_text(type, "[ward]") == (None, ["1:8 list-not-expected"])
    assert read_text(Group(FIELDS), "ward") == (None, ["1:8 mapping-expected"])


# --- Whatever is typed

ALL_TYPES = {
    **{
        name: value
        for module in (types, moments, venues)
        for name, value in vars(module).items()
        if name.isupper() and hasattr(value, "read")
    },
    **{f"events.{each.name}": each.type for each in events.FIELDS},
    **{f"campaign.{each.name}": each.type for each in campaign.FIELDS},
    **{f"notes.{each.name}": each.type for each in notes.FIELDS},
}
DIGITS = "0123456789१२³½①٣௧"
typed_text = (
    st.text(st.sampled_from(f"{DIGITS}-:. TZ+#/@hmin[]{{}},ABCyesno_क\u00a0\u200d"), max_size=24)
    | st.text(max_size=24)
    | st.from_regex(r"[0-9१]{4}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2})?", fullmatch=True)
).filter(lambda text: not FORBIDDEN.search(text))


def test_there_are_types_to_try() -> None:
    assert len(ALL_TYPES) > 40


@pytest.mark.parametrize("name", ALL_TYPES)
@settings(deadline=None, max_examples=25)
@given(typed_text)
@example("²")
@example("2018-11-22 1²:00")
@example("https://[")
@example("https://\u2100.example/")
@example("")
def test_any_text_gives_a_value_or_a_problem(name: str, typed: str) -> None:
    reading = new_reading()
    value = ALL_TYPES[name].read(Scalar(typed, Place(FILE)), name, reading)
    errors = [problem for problem in reading.problems if problem.level == "error"]
    assert value is not None or errors or not typed.strip()
    for problem in reading.problems:
        assert problem.sentence("hi") and problem.sentence("en")


@pytest.mark.parametrize("fields", [campaign.FIELDS, events.FIELDS, notes.FIELDS], ids=["campaign", "event", "note"])
@settings(deadline=None, max_examples=25)
@given(st.data())
def test_any_mapping_gives_values_or_problems(fields: tuple[Field, ...], data: st.DataObject) -> None:
    names = st.sampled_from([each.name for each in fields]) | st.sampled_from(["hi", "en", "id", "x"])
    inner = typed_text.map(lambda text: Scalar(text, Place(FILE)))
    nodes = st.recursive(
        inner,
        lambda below: (
            st.lists(below, max_size=3).map(lambda each: Items(Place(FILE), tuple(each)))
            | st.dictionaries(names, below, max_size=3).map(_record)
        ),
        max_leaves=6,
    )
    reading = new_reading()
    read_fields(_record(data.draw(st.dictionaries(names, nodes, max_size=6))), fields, reading)
    for problem in reading.problems:
        assert problem.sentence("hi") and problem.sentence("en")


def _record(entries: dict[str, Scalar | Items | Record]) -> Record:
    keys = {key: Scalar(key, Place(FILE)) for key in entries}
    return Record(Place(FILE), {key: (keys[key], value) for key, value in entries.items()}, dict(keys))


# --- The tables of fields

MODULES = [import_module(f"{content.__name__}.{each.name}") for each in iter_modules(content.__path__)]


def tables() -> dict[str, tuple[Field, ...]]:
    """Every table of fields of the room of content files."""
    found = {}
    for module in MODULES:
        for name, value in vars(module).items():
            fields = value.fields if isinstance(value, Group) else value
            if isinstance(fields, tuple) and fields and all(isinstance(each, Field) for each in fields):
                found[f"{module.__name__}.{name}"] = fields
    return found


@pytest.mark.parametrize("table", tables())
def test_fields_are_described_in_hindi_and_english(table: str) -> None:
    fields = tables()[table]
    names = [each.name for each in fields]
    assert len(names) == len(set(names))
    for each in fields:
        assert set(each.about) == {"hi", "en"}, each.name
        assert all(text == text.strip() and text and "\n" not in text for text in each.about.values()), each.name


def test_every_field_that_is_read_is_asked_for() -> None:
    """A field that editors may fill in and nobody looks at would be lost without a word."""
    package = Path(inspect.getfile(campaign_calendar)).parent
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in package.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    constants = [node.slice for node in nodes if isinstance(node, ast.Subscript)]
    constants += [each for node in nodes if isinstance(node, ast.Call) and not _is_field(node) for each in node.args]
    asked = {each.value for each in constants if isinstance(each, ast.Constant)} | {"languages", "timezone"}
    read = {name: fields for name, fields in tables().items() if not name.endswith(".ACCEPT")}  # by the checks' names
    assert {each.name for fields in read.values() for each in fields} - asked == set()


def _is_field(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "Field"


def test_a_file_as_a_whole_is_read_by_its_fields() -> None:
    octets = "id: evening\ntitle: {hi: शाम, en: Evening}\narea: ward-7\nstart: 2018-11-22 17:30\n".encode()
    reading = new_reading()
    source = decode(octets, FILE, reading.problems)
    assert source is not None
    root = read_yaml(source, reading.problems)
    assert isinstance(root, Record)
    values = read_fields(root, events.FIELDS, reading)
    assert not reading.problems
    assert (values["id"].text, values["start"], values["end"]) == ("evening", at(17, 30), None)
