"""Problems and their sentences: catalogues that say the same, rules that exist and are used, the form of a line."""

from __future__ import annotations

import ast
import json
import re
import string
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign_calendar.checks import check
from campaign_calendar.content import events, read
from campaign_calendar.located import Record, Source
from campaign_calendar.problems import (
    CATALOGUES,
    ContentError,
    Place,
    Problem,
    catalogue,
    error,
    has_catalogue,
    in_order,
    nearest,
    shortened,
    warning,
)
from campaign_calendar.published import NotTrusted, Published, PublishedEntry, Stamp, parse
from campaign_calendar.reader import read_yaml
from campaign_calendar.theme import REFERENCE_LANGUAGE, own_folder, words
from tests.campaigns import EVENTS, build_here, write_campaign

PACKAGE = Path(__file__).resolve().parents[2] / "campaign_calendar"
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}
LANGUAGES = sorted(file.stem for file in CATALOGUES.glob("*.yaml"))
INTERFACE = {
    "warning",
    "waiting",
    "built",
    "serving",
    "checked",
    "not-built",
    "diff-one",
    "diff-count",
    "diff-none",
    "diff-renamed",
    "diff-vanished",
    "accepted",
    "and-more",
}  # sentences that are no rules
PLACE = Place("content/events/evening.yaml", 7, 10)


# --- The catalogues


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_there_are_two_catalogues() -> None:
    assert LANGUAGES == ["en", "hi"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_what_the_english_one_says(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert list(other) == list(english)
    for rule, sentence in other.items():
        assert placeholders(sentence) == placeholders(english[rule]), rule
        assert all(re.fullmatch("[a-z]+", name) for name in placeholders(sentence)), rule


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_one_line_that_begins_like_the_others(language: str) -> None:
    for rule, sentence in catalogue(language).items():
        assert (sentence == sentence.strip() and sentence.isprintable()) or "\u200d" in sentence, rule
        assert not sentence.endswith((".", "।")) or rule in INTERFACE, rule


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_obeys_the_rules_it_tells_of(language: str) -> None:
    """It is YAML that people edit, too: no duplicate keys, nothing cut off."""
    problems: list[Problem] = []
    text = (CATALOGUES / f"{language}.yaml").read_text(encoding="utf-8")
    assert isinstance(read_yaml(Source(f"{language}.yaml", text), problems), Record)
    assert problems == []


def test_hindi_is_hindi() -> None:
    for rule, sentence in catalogue("hi").items():
        assert any(unicodedata.name(letter).startswith("DEVANAGARI") for letter in sentence), rule


def test_a_language_without_a_catalogue_has_the_english_one() -> None:
    assert has_catalogue("hi") and not has_catalogue("ta")
    assert catalogue("ta") == catalogue("en")


@pytest.mark.parametrize("language", ["../messages/en", "/etc/passwd", "", ".", "en/", "EN.yaml", "a\0b"])
def test_a_language_is_no_path(language: str) -> None:
    assert not has_catalogue(language)


# --- Every rule that the code names stands in the catalogue, and the other way round


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _texts(node: ast.AST | None) -> set[str]:
    """The texts that an expression may have as its value: one, or either of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return set()


# Which argument of a call is a rule.
FIRST, SECOND, FOURTH = 0, 1, 3
MAKERS = dict.fromkeys(("error", "warning", "level", "refuse", "_matching"), SECOND)
MAKERS |= {"problem": FIRST, "NotTrusted": FIRST, "_outside": FOURTH}


def named_rules() -> dict[str, list[set[str]]]:
    """Each rule that is named where a problem is made, with the names of the values that it is given each time."""
    found: dict[str, list[set[str]]] = {}
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and len(node.args) > MAKERS.get(_called(node), 99):
                values = {str(each.arg) for each in node.keywords}
                known = _called(node) in ("error", "warning", "level", "refuse", "problem") and "None" not in values
                for rule in _texts(node.args[MAKERS[_called(node)]]):
                    found.setdefault(rule, []).extend([values] if known else [])
            elif isinstance(node, ast.Assign) and [getattr(each, "id", "") for each in node.targets] == ["rule"]:
                found |= {rule: found.get(rule, []) for rule in _texts(node.value)}
    return found


def mentioned() -> set[str]:
    """Every text in the code but names of fields and keys."""
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    names = [node.args[0] for node in nodes if isinstance(node, ast.Call) and _called(node) == "Field"]
    keys = [node.slice for node in nodes if isinstance(node, ast.Subscript) and not _is_catalogue(node.value)]
    left_out = set(map(id, [*names, *keys]))
    constants = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in left_out)
    return {node.value for node in constants if isinstance(node.value, str)}


def _is_catalogue(node: ast.AST) -> bool:
    return (isinstance(node, ast.Name) and node.id == "words") or isinstance(node, ast.Call)


def test_every_rule_of_the_code_has_a_sentence() -> None:
    feeds = {"fold-in-character", "not-utf-8"}  # rules of the feed lint, which is another thing
    assert named_rules().keys() - catalogue("en").keys() - feeds == set()
    assert len(named_rules()) > 60


def test_every_sentence_is_used() -> None:
    assert catalogue("en").keys() - named_rules().keys() - mentioned() == set()


def test_every_placeholder_is_given() -> None:
    """Else telling the problem would be a problem of its own."""
    for rule, calls in named_rules().items():
        for values in calls:
            assert placeholders(catalogue("en").get(rule, "")) <= values, rule


# --- Values and order


def test_a_long_value_is_cut() -> None:
    assert shortened("a" * 300) == "a" * 300
    assert shortened("a" * 301) == "a" * 299 + "…"
    assert shortened("a\n  b\n") == "a b"


def test_braces_in_a_value_are_no_placeholders() -> None:
    assert '"{field.__class__}"' in error(PLACE, "time", field="start", value="{field.__class__}", such="").sentence(
        "en"
    )


def test_problems_come_by_file_line_and_column_each_once() -> None:
    def at(file: str, line: int, column: int, rule: str = "tab") -> Problem:
        return error(Place(file, line, column), rule)

    ordered = [
        at("a.yaml", 2, 1),
        at("a.yaml", 2, 9),
        at("a.yaml", 10, 1),
        at("b.yaml", 1, 1),
        at("b.yaml", 1, 1, "yaml"),
    ]
    assert list(in_order([*ordered[::-1], *ordered])) == ordered
    assert list(ContentError(reversed(ordered)).problems) == ordered


def test_errors_come_before_warnings_of_the_same_place() -> None:
    problems = [warning(PLACE, "coverage"), error(PLACE, "vanished", value="x")]
    assert [problem.level for problem in in_order(problems)] == ["error", "warning"]


EVENT_KEYS = [field.name for field in events.FIELDS]


@pytest.mark.parametrize(
    "word, near",
    [
        *(("titel", "title"), ("Title", "title"), ("aera", "area"), ("strat", "start"), ("ends", "end")),
        *(("venu", "venue"), ("organizer", "organiser"), ("audiance", "audience"), ("speaker", "speakers")),
        *(
            ("date", ""),
            ("place", ""),
            ("phone", ""),
            ("district", ""),
            ("region", ""),
            ("till", ""),
            ("pictures", ""),
        ),
        *(("", ""), ("xyzzy", ""), ("शीर्षक", "")),
    ],
)
def test_what_was_probably_meant(word: str, near: str) -> None:
    """Whoever writes `place` did not mean `phase`, and looks for the mistake where there is none."""
    assert nearest(word, EVENT_KEYS) == near


# --- Problems that no content file has by itself: against what was published


def published(*ids: str, named: bool, **others: str) -> Published:
    stamp = Stamp("0" * 24, datetime(2018, 11, 1, tzinfo=UTC), 7)
    entry = PublishedEntry(frozenset({"calendar"}), {"hi": stamp, "en": stamp}, {})
    return Published("rivers.example", "hi", entries=dict.fromkeys(ids, entry), named=named, **others)


def problems_against(site: Path, before: Published) -> list[tuple[str, str, str]]:
    draft = read(site / "content", words((own_folder(),), REFERENCE_LANGUAGE))
    try:
        found = check(draft, before).warnings
    except ContentError as wrong:
        found = wrong.problems
    told = [each for each in found if "vanished" in each.rule or "published" in each.rule]
    return [(f"{each.place.file}:{each.place.line}", each.rule, each.level) for each in told]


@pytest.mark.parametrize("named, level", [(True, "error"), (False, "warning")])
def test_what_was_published_and_is_gone(site: Path, named: bool, level: str) -> None:
    before = published("first-training", "phase.survey", "old-event", "phase.old", "gorge-cleaning", named=named)
    assert problems_against(site, before) == [
        ("content/campaign.yaml:1", "vanished", level),
        ("content/campaign.yaml:1", "vanished", level),
    ]


def test_an_event_that_became_a_draft_has_vanished(site: Path) -> None:
    assert problems_against(site, published("closing-feast", named=True)) == [
        ("content/campaign.yaml:1", "vanished", "error")
    ]


def test_a_phase_that_is_no_longer_an_entry_has_vanished(site: Path) -> None:
    assert problems_against(site, published("phase.training", named=True)) == [
        ("content/campaign.yaml:1", "vanished", "error")
    ]


def test_another_campaign_is_told_at_its_line(site: Path) -> None:
    for before, line, rule in (
        (Published("other.example", "hi", named=True), 4, "published-other-domain"),
        (Published("rivers.example", "en", named=True), 5, "published-other-language"),
    ):
        assert problems_against(site, before) == [(f"content/campaign.yaml:{line}", rule, "error")]


RECORD = '"version": 1, "uid_domain": "a.b", "language": "hi"'


@pytest.mark.parametrize(
    "text, rule",
    [
        *((text, "published-damaged") for text in ("", "{", "[]", "null", "{}", "7", '"x"', "[" * 100_000)),
        ('{"version": 999}', "published-newer"),
        *((f'{{"version": {number}}}', "published-damaged") for number in ("0", '"1"', "true", "null", "-1", "1.5")),
        (f'{{{RECORD}, "entries": [], "feeds": {{}}}}', "published-damaged"),
        (f'{{{RECORD}, "entries": {{"a": 1}}, "feeds": {{}}}}', "published-damaged"),
        (f'{{{RECORD}, "entries": {{"a": {{"stamps": {{}}, "fields": {{}}}}}}, "feeds": {{}}}}', "published-damaged"),
        (f'{{{RECORD}, "entries": {{}}, "feeds": {{"a": []}}}}', "published-damaged"),
        (f'{{{RECORD}, "entries": {{}}, "feeds": {{"a": ["x", "soon"]}}}}', "published-damaged"),
        (f'{{{RECORD}, "entries": {{}}, "feeds": {{"a": ["x", 1e99]}}}}', "published-damaged"),
        (f'{{{RECORD}, "entries": {{}}, "feeds": {{"a": ["x", Infinity]}}}}', "published-damaged"),
        (f'{{{RECORD}, "entries": {{}}, "feeds": {{"a": ["x", -999999999999999]}}}}', "published-damaged"),
    ],
    ids=lambda text: text[-40:],
)
def test_a_record_that_cannot_be_trusted(text: str, rule: str) -> None:
    with pytest.raises(NotTrusted) as refused:
        parse(text.encode())
    assert refused.value.rule == rule
    assert catalogue("en")[rule].format(value=refused.value.value)


@pytest.mark.parametrize("octets", [b"\xff\xfe", b"\x00", "{}".encode("utf-16"), b"\x1f\x8b\x08"])
def test_octets_that_are_no_record(octets: bytes) -> None:
    with pytest.raises(NotTrusted):
        parse(octets)


KEYS = ["version", "entries", "feeds", "uid_domain", "language", "stamps", "fields"]
keys = st.sampled_from(KEYS) | st.text(max_size=3)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(keys, below, max_size=5),
    max_leaves=12,
)


@settings(deadline=None)
@given(json_values)
def test_any_json_is_trusted_or_not(value: object) -> None:
    record = {"version": 1, "uid_domain": "a.b", "language": "hi", "entries": {}, "feeds": {}}
    for data in (value, {**record, "entries": value}, {**record, "feeds": {"a": ["x", value]}}):
        with suppress(NotTrusted):
            parse(json.dumps(data).encode())


def test_a_real_record_is_trusted(site: Path) -> None:
    build_here(site)
    record = parse((site / "output" / "published.json").read_bytes())
    assert (record.uid_domain, record.language) == ("rivers.example", "hi")
    assert {"first-training", "phase.survey"} <= record.entries.keys()


def test_nothing_is_said_of_a_campaign_that_only_grew(site: Path, tmp_path: Path) -> None:
    build_here(site)
    before = parse((site / "output" / "published.json").read_bytes())
    extra = EVENTS["events/gorge/bank-walk.yaml"].replace("bank-walk", "second-walk")
    write_campaign(tmp_path / "grown", events={**EVENTS, "events/gorge/second-walk.yaml": extra})
    assert problems_against(tmp_path / "grown", before) == []


def test_messages_are_yaml_that_is_read_as_text() -> None:
    for language in LANGUAGES:
        loaded = yaml.safe_load((CATALOGUES / f"{language}.yaml").read_text(encoding="utf-8"))
        assert {type(value) for value in loaded.values()} == {str}
        assert catalogue(language) == loaded
