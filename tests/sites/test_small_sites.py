"""Two small made-up campaigns far from the shipped one: in Tamil and English, and in German alone.

The tool carries no word of Tamil or German, so their sites bring all of them. What their pages and calendars have to
say was worked out by hand. A site's `files.txt` lists what its build has to make; a new kind of output adds lines to
it, and a new word of the interface adds one to `content/strings/`.
"""

from __future__ import annotations

import ast
import html
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject

from campaign_calendar.checks import Checked
from tests.campaigns import CHECKOUT, build_here, tree

HERE = Path(__file__).parent
BERLIN = ZoneInfo("Europe/Berlin")
DEVANAGARI = re.compile(r"[\u0900-\u097f\ua8e0-\ua8ff]")
TAMIL = re.compile(r"[\u0b80-\u0bff]")
HASH = re.compile(r"\.[0-9a-f]{8,}\.")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".ico", ".woff2")


@dataclass(frozen=True)
class Small:
    """A built campaign: its files by path, and what the build had to say."""

    files: dict[str, bytes]
    checked: Checked

    def html(self, path: str) -> str:
        return self.files[path].decode()

    def text(self, path: str) -> str:
        """What the body of a page says, a line for each stretch between two tags."""
        body = re.sub(r"<head>.*?</head>", "", self.html(path), flags=re.DOTALL)
        lines = (html.unescape(each).strip(" \n") for each in re.split(r"<[^>]+>", body))
        return "\n".join(line for line in lines if line)

    def pages(self) -> list[str]:
        return [path for path in self.files if path.endswith(".html")]


def build(name: str, folder: Path) -> Small:
    """The campaign `name`, built from a copy of it."""
    shutil.copytree(HERE / name / "content", folder / "content")
    found: list[Checked] = []
    build_here(folder, jobs=1, on_checked=found.append)
    return Small(tree(folder / "output"), found[0])


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return build("german", tmp_path_factory.mktemp("german"))


@pytest.fixture(scope="module")
def tamil(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return build("tamil", tmp_path_factory.mktemp("tamil"))


@pytest.fixture(params=["german", "tamil"])
def small(request: pytest.FixtureRequest) -> Small:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Small)
    return found


# --- what is built ---


@pytest.mark.parametrize("name", ["german", "tamil"])
def test_it_makes_these_files_and_no_others(name: str, request: pytest.FixtureRequest) -> None:
    made = {HASH.sub(".HASH.", path) for path in request.getfixturevalue(name).files}
    expected = set((HERE / name / "files.txt").read_text(encoding="utf-8").split())
    lines = [f"lacks {path}" for path in sorted(expected - made)]
    lines += [f"has {path} too" for path in sorted(made - expected)]
    assert not lines, f"{name}/files.txt and the output differ; the output\n" + "\n".join(lines)


def test_german_warns_of_the_doubled_hour_only(german: Small) -> None:
    assert [(each.place.file, each.rule) for each in german.checked.warnings] == [
        ("content/events/herbst.yaml", "doubled")
    ]
    assert [(each.rule, each.subjects) for each, _ in german.checked.accepted] == [("holiday", ("event:frauentag",))]


def test_tamil_warns_of_nothing(tamil: Small) -> None:
    assert tamil.checked.warnings == ()
    assert sorted((each.rule, each.subjects) for each, _ in tamil.checked.accepted) == [
        ("coverage", ("phase:story-evenings",)),
        ("holiday", ("event:evening-in-malaiyadi",)),
    ]


# --- languages ---


def test_every_page_names_its_language(german: Small, tamil: Small) -> None:
    wrong = []
    for site, language_of in ((german, _german), (tamil, _tamil_or_english)):
        for path in site.pages():
            found = re.findall(r'<html lang="([^"]*)" dir="([^"]*)"', site.html(path))
            if found != [(language_of(path), "ltr")]:
                wrong.append(f"{path}: {found}")
    assert not wrong, "\n".join(wrong)


def _german(_path: str) -> str:
    return "de"


def _tamil_or_english(path: str) -> str:
    return "en" if path.startswith("en/") else "ta"


def test_there_is_no_hindi_in_any_file(small: Small) -> None:
    found = []
    for path, octets in small.files.items():
        if path.endswith(PICTURES) or path.startswith("assets/search."):  # which knows the letters of many scripts
            continue
        text = html.unescape(octets.decode())
        found += [f"{path}: …{text[max(0, at.start() - 20) : at.end() + 20]}…" for at in DEVANAGARI.finditer(text)]
        found += [f"{path}: {each}" for each in re.findall(r'\blang="hi[-"]|\\u09[0-7]', text)]
    assert not found, "\n".join(found)


def test_the_pages_speak_the_words_of_their_language(german: Small, tamil: Small) -> None:
    lines = german.text("index.html").split("\n")
    for words in ("Zum Inhalt", "Schlagwörter", "Was geplant ist, und wann", "Ihr Gebiet", "Aufs Telefon holen"):
        assert words in lines
    lines = tamil.text("index.html").split("\n")
    for words in ("உள்ளடக்கத்துக்குச் செல்க", "நிகழ்ச்சி நிரல்", "என்ன, எப்போது", "உங்கள் பகுதி", "தொலைபேசியில் பெற"):
        assert words in lines
    assert [line for line in lines if re.search("[A-Za-z]", line) and "https://" not in line] == ["English"]
    lines = tamil.text("en/index.html").split("\n")
    for words in ("To the content", "Programme", "What is planned, and when", "Your area", "Get it on your phone"):
        assert words in lines
    assert [line for line in lines if TAMIL.search(line)] == ["தமிழ்"]


def test_calendars_speak_the_words_of_their_language(german: Small, tamil: Small) -> None:
    assert "SUMMARY:Unter Vorbehalt: Lichterfest (Uhrzeit folgt)" in _lines(german, "calendar.ics")
    assert "SUMMARY:ஒத்திவைப்பு: எழுத்தாளர் சந்திப்பு" in _lines(tamil, "calendar.ics")
    assert "SUMMARY:பரிசளிப்பு விழா (நேரம் பின்னர்)" in _lines(tamil, "calendar.ics")
    assert "SUMMARY:Postponed: Meet the writers" in _lines(tamil, "en/calendar.ics")
    assert not TAMIL.search(tamil.files["en/calendar.ics"].decode())


def _lines(site: Small, path: str) -> list[str]:
    return site.files[path].replace(b"\r\n ", b"").decode().split("\r\n")


# --- dates, times and counts, as CLDR has them ---


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("index.html", "22. Oktober 2018\u2009–\u20097. April 2019"),
        ("index.html", "22. Oktober\u2009–\u200914. Dezember 2018"),
        ("index.html", "17.–18. November 2018"),
        ("index.html", "Termin steht noch nicht fest (25.–31. März 2019)"),
        ("index.html", "3 von 3 Gebieten mit Termin"),
        ("index.html", "02:30 bis 05:00"),
        ("events/eulenwache.html", "Sonntag, 28. Oktober 2018, 02:30 bis 05:00 Uhr"),
        ("events/eulenwache.html", "12 Personen"),
        ("events/gartenrunde.html", "Mittwoch, 24. Oktober 2018, 17:00 bis 19:00 Uhr"),
        ("events/gartenrunde.html", "Donnerstag, 6. Dezember 2018, 17:30 bis 19:30 Uhr"),
        ("events/gartenrunde.html", "(statt Mittwoch, 5. Dezember 2018, 17:00 bis 19:00 Uhr)"),
        ("events/lichterfest.html", "Samstag, 8. Dezember 2018 (Uhrzeit folgt)"),
        ("notes/werkzeug.html", "15. Oktober 2018"),
        ("months/2019-03.html", "Frauentag"),
        ("tags/index.html", "2 Veranstaltungen"),
    ],
)
def test_german_dates(german: Small, page: str, words: str) -> None:
    assert words in german.text(page).split("\n")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("index.html", "10 நவம்பர் – 15 டிசம்பர், 2018"),
        ("index.html", "10 – 30 நவம்பர், 2018"),
        ("index.html", "திகதி அறிவிக்கப்படவில்லை (24 – 30 நவம்பர், 2018)"),
        ("index.html", "4 பகுதிகளில் திகதி அறிவிக்கப்பட்டவை: 3"),
        ("index.html", "மாலை 4:00"),
        ("events/first-story-evening.html", "சனி, 10 நவம்பர், 2018, மாலை 5:30 – அந்தி மாலை 7:00"),
        ("events/first-story-evening.html", "60 பேர்"),
        ("events/meet-the-writers.html", "ஞாயிறு, 9 டிசம்பர், 2018, நண்பகல் 12:00 – பிற்பகல் 2:30"),
        ("events/reading-circle.html", "சனி, 1 டிசம்பர், 2018, காலை 9:30 – காலை 11:00"),
        ("events/prizes.html", "சனி, 15 டிசம்பர், 2018 (நேரம் பின்னர்)"),
        ("months/2018-11.html", "இல் முழு நோன்மதி தினம்"),
        ("areas/index.html", "8 நிகழ்வுகள்"),
        ("tags/index.html", "1 நிகழ்வு"),
        ("en/index.html", "10 November\u2009–\u200915 December 2018"),
        ("en/events/first-story-evening.html", "Saturday, 10 November 2018, 17:30 – 19:00"),
        ("en/months/2018-11.html", "Il Full Moon Poya Day"),
    ],
)
def test_tamil_and_english_dates(tamil: Small, page: str, words: str) -> None:
    assert words in tamil.text(page).split("\n")


@pytest.mark.parametrize(
    ("name", "page", "days"),
    [
        ("german", "months/2018-11.html", "Mo Di Mi Do Fr Sa So"),
        ("tamil", "months/2018-11.html", "திங். செவ். புத. வியா. வெள். சனி ஞாயி."),
        ("tamil", "en/months/2018-11.html", "Mon Tue Wed Thu Fri Sat Sun"),
    ],
)
def test_the_week_begins_on_monday(name: str, page: str, days: str, request: pytest.FixtureRequest) -> None:
    found = re.findall(r"<abbr[^>]*>([^<]*)</abbr>", request.getfixturevalue(name).html(page))
    assert found == days.split()


# --- the clocks of Berlin: back on 28 October 2018, forward on 31 March 2019 ---

AUTUMN = [  # Wednesdays at five, but for the moved one
    datetime(2018, 10, 24, 17),
    datetime(2018, 10, 31, 17),
    datetime(2018, 11, 7, 17),
    datetime(2018, 11, 21, 17),
    datetime(2018, 11, 28, 17),
    datetime(2018, 12, 6, 17, 30),
    datetime(2018, 12, 12, 17),
]
SPRING = [datetime(2019, 3, 17, 10), datetime(2019, 3, 24, 10), datetime(2019, 3, 31, 10), datetime(2019, 4, 7, 10)]
INSTANTS = {
    "gartenrunde": [
        datetime(2018, 10, 24, 15, tzinfo=UTC),
        datetime(2018, 10, 31, 16, tzinfo=UTC),
        datetime(2018, 11, 7, 16, tzinfo=UTC),
        datetime(2018, 11, 21, 16, tzinfo=UTC),
        datetime(2018, 11, 28, 16, tzinfo=UTC),
        datetime(2018, 12, 6, 16, 30, tzinfo=UTC),
        datetime(2018, 12, 12, 16, tzinfo=UTC),
    ],
    "aussaat": [
        datetime(2019, 3, 17, 9, tzinfo=UTC),
        datetime(2019, 3, 24, 9, tzinfo=UTC),
        datetime(2019, 3, 31, 8, tzinfo=UTC),
        datetime(2019, 4, 7, 8, tzinfo=UTC),
    ],
    "eulenwache": [datetime(2018, 10, 28, 0, 30, tzinfo=UTC)],
}
WALLS = {"gartenrunde": AUTUMN, "aussaat": SPRING, "eulenwache": [datetime(2018, 10, 28, 2, 30)]}


def test_feeds_carry_both_changes_of_the_clock(german: Small) -> None:
    zoned = {path: octets for path, octets in german.files.items() if b";TZID=" in octets and path.endswith(".ics")}
    assert {"calendar.ics", "areas/hafenkiez.ics", "events/gartenrunde.ics", "events/aussaat.ics"} <= set(zoned)
    for path, octets in zoned.items():
        (zone,) = icalendar.Calendar.from_ical(octets).walk("VTIMEZONE")
        assert zone["TZID"] == "Europe/Berlin", path
        parts = {part.name: part for part in zone.subcomponents}
        assert {name: part["RRULE"].to_ical().decode() for name, part in parts.items()} == {
            "DAYLIGHT": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            "STANDARD": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        }, path
        assert [_offsets(parts[name]) for name in ("DAYLIGHT", "STANDARD")] == [(1, 2), (2, 1)], path


def _offsets(part: icalendar.cal.Component) -> tuple[int, int]:
    """The hours ahead of Greenwich, before the change and after it."""
    return part["TZOFFSETFROM"].td // timedelta(hours=1), part["TZOFFSETTO"].td // timedelta(hours=1)


def with_icalendar(octets: bytes, uid: str) -> list[datetime]:
    """When an event takes place, as icalendar and recurring_ical_events work it out."""
    calendar = icalendar.Calendar.from_ical(octets)
    found = recurring_ical_events.of(calendar).between(date(2018, 10, 1), date(2019, 4, 30))
    return sorted(each["DTSTART"].dt for each in found if each["UID"].startswith(f"{uid}@"))


def with_vobject(octets: bytes, uid: str) -> list[datetime]:
    """When an event takes place, as vobject works it out; it leaves changed occurrences to its callers."""
    events = [each for each in vobject.readOne(octets.decode()).vevent_list if each.uid.value.startswith(f"{uid}@")]
    (series,) = (each for each in events if not hasattr(each, "recurrence_id"))
    changed = {each.recurrence_id.value: each.dtstart.value for each in events if each is not series}
    rules = series.getrruleset(addRDate=True)
    days = list(rules) if rules else [series.dtstart.value]
    assert set(changed) <= set(days)
    return sorted(changed.get(each, each) for each in days)


@pytest.mark.parametrize("read", [with_icalendar, with_vobject])
@pytest.mark.parametrize("uid", WALLS)
@pytest.mark.parametrize("name", ["Europe/Berlin", "Nowhere/Berlin"])
def test_repeats_keep_their_hour(
    german: Small, read: Callable[[bytes, str], list[datetime]], uid: str, name: str
) -> None:
    """Nowhere/Berlin is known to no reader: what it says of that zone, it has from the feed's VTIMEZONE."""
    octets = german.files["calendar.ics"].replace(b"X-WR-TIMEZONE:Europe/Berlin\r\n", b"")
    octets = octets.replace(b"Europe/Berlin", name.encode())
    found = read(octets, uid)
    assert [each.astimezone(UTC) for each in found] == INSTANTS[uid]
    assert [each.astimezone(BERLIN).replace(tzinfo=None) for each in found] == WALLS[uid]
    assert [each.replace(tzinfo=None) for each in found] == WALLS[uid]


def test_pages_have_the_hours_of_both_sides(german: Small) -> None:
    page, _, _ = german.html("events/aussaat.html").partition("<footer>")
    found = re.findall(r'<time datetime="([^"]+)"', page)
    assert found == [
        "2019-03-17T10:00+01:00",
        "2019-03-24T10:00+01:00",
        "2019-03-31T10:00+02:00",
        "2019-04-07T10:00+02:00",
    ]
    assert '<time datetime="2018-10-28T02:30+02:00"' in german.html("events/eulenwache.html")


# --- nothing about Hindi or India is in the code ---

ABOUT_INDIA = re.compile(r"\bIST\b|(?i:\b(?:Indian?|Hindi|Kolkata|Uttar|Devanagari)\b)|\\u09[0-7]")


def test_nothing_about_hindi_or_india_is_in_the_code() -> None:
    """Outside of what fields are `about` in Hindi there is no Devanagari in the engine, and no word about India in a
    literal of it but for docstrings; in the templates there is no Devanagari outside of strings/."""
    found = []
    for file in sorted((CHECKOUT / "campaign_calendar").rglob("*.py")):
        found += [f"{file.relative_to(CHECKOUT).as_posix()}:{line}: {what}" for line, what in _about_india(file)]
    templates = CHECKOUT / "templates"
    for file in sorted((*templates.glob("*.html"), *(templates / "static").rglob("*"))):
        if file.name == "folding.js":  # the search's, which knows the letters of many scripts
            continue
        text = file.read_bytes().decode(errors="ignore") if file.is_file() else ""
        for number, line in enumerate(text.splitlines(), start=1):
            if DEVANAGARI.search(html.unescape(line)):
                found.append(f"{file.relative_to(CHECKOUT).as_posix()}:{number}: Devanagari: {line.strip()}")
    assert not found, f"{len(found)} places:\n" + "\n".join(found)


def _about_india(file: Path) -> list[tuple[int, str]]:
    """The lines of a module that are about Hindi or India, and what they say."""
    octets = file.read_bytes()
    parsed = ast.parse(octets)
    told = [node for node in ast.walk(parsed) if isinstance(node, ast.Dict)]
    in_hindi = {value for node in told for key, value in zip(node.keys, node.values, strict=True) if _is_hi(key)}
    lines = enumerate(_without(in_hindi, octets).split("\n"), start=1)
    found = {number: f"Devanagari: {line.strip()}" for number, line in lines if DEVANAGARI.search(line)}
    for node in _literals(parsed, in_hindi):
        if ABOUT_INDIA.search(node.value) or DEVANAGARI.search(node.value):
            found.setdefault(node.lineno, f"literal: {node.value!r}")
    return sorted(found.items())


def _is_hi(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant) and key.value == "hi"


def _without(nodes: set[ast.expr], octets: bytes) -> str:
    """A module's text with blanks for `nodes`, whose places are counted in octets."""
    lines = [bytearray(line) for line in octets.split(b"\n")]
    for node in nodes:
        assert node.end_lineno is not None and node.end_col_offset is not None
        for number in range(node.lineno - 1, node.end_lineno):
            line = lines[number]
            first = node.col_offset if number == node.lineno - 1 else 0
            last = node.end_col_offset if number == node.end_lineno - 1 else len(line)
            line[first:last] = b" " * (last - first)
    return b"\n".join(lines).decode()


def _literals(node: ast.AST, passed_over: set[ast.expr]) -> Iterator[ast.Constant]:
    """The text literals below `node`, without docstrings and without those in `passed_over`."""
    for child in ast.iter_child_nodes(node):
        if child in passed_over or (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child
        yield from _literals(child, passed_over)
