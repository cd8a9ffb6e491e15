"""The example in examples/literacy-drive uses all that content can say, so that a new field fails here until it does.
It builds without a warning but its honest gaps, and goes on from what it had published before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from campaign_calendar import visible
from campaign_calendar.checks import Checked
from campaign_calendar.checks import check as check_draft
from campaign_calendar.content import Draft, areas, campaign, read
from campaign_calendar.content.accept import ACCEPTED_BY
from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.kinds import KINDS, Kind
from campaign_calendar.content.reading import Field, Type
from campaign_calendar.content.single import Single
from campaign_calendar.content.types import YES_OR_NO, Either, Localised
from campaign_calendar.located import Items, Record, Scalar, decode, split_front_matter
from campaign_calendar.model import Status
from campaign_calendar.problems import Problem
from campaign_calendar.published import FIRST_NAMES, Published, parse
from campaign_calendar.reader import read_yaml
from campaign_calendar.recurrence import FREQUENCIES
from campaign_calendar.theme import REFERENCE_LANGUAGE, own_folder, words
from tests.campaigns import CHECKOUT, build_here

EXAMPLE = CHECKOUT / "examples" / "literacy-drive"
CONTENT = EXAMPLE / "content"
RECORD = EXAMPLE / "published.json"
BUILT_AT = 1_542_585_600  # 2018-11-19 00:00 UTC, two weeks after what stands in RECORD
# Asia/Kolkata does not put back its clocks; no phase has a name that is too long, or with a number to call in it.
NOT_HERE = {"event": {"doubled"}, "phase": {"personal", "share"}}
SIMPLE = (Single, Localised, campaign.Locales)  # types that hold no field of a table


@dataclass(frozen=True)
class Example:
    """The example as it was built: `checked` is what the build found, `output` what it made."""

    checked: Checked
    output: Path

    def page(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """Built over what was published before, which is named, so that what has gone would be an error."""
    site = copied(tmp_path_factory.mktemp("example"))
    found: list[Checked] = []
    build_here(site, epoch=BUILT_AT, jobs=1, published=str(RECORD), on_checked=found.append)
    return Example(found[0], site / "output")


def copied(site: Path) -> Path:
    shutil.copytree(CONTENT, site / "content")
    return site


def drafted(content: Path = CONTENT) -> Draft:
    return read(content, words((own_folder(),), REFERENCE_LANGUAGE))


def rules(problems: Iterator[Problem] | tuple[Problem, ...]) -> set[str]:
    return {problem.rule for problem in problems}


def test_gaps_are_its_only_warnings(example: Example) -> None:
    assert rules(example.checked.warnings) == {"coverage"}
    assert len(example.checked.warnings) == 1


def test_a_first_publication_warns_about_nothing_else() -> None:
    assert rules(check_draft(drafted(), Published()).warnings) == {"coverage"}


# --- everything is used


def test_every_field_is_used() -> None:
    used = {key for kind in KINDS for record in records(kind) for key, _ in written(record, kind.fields)}
    expected = {key: path for kind in KINDS for key, path in fields_of(kind.fields, kind.name)}
    not_here = {f"event.accept.{check}" for check in NOT_HERE["event"]}
    not_here |= {f"campaign.phases.accept.{check}" for check in NOT_HERE["phase"]}
    assert sorted({path for key, path in expected.items() if key not in used} - not_here) == []


def test_every_choice_that_is_made_more_than_once_is_made_each_way() -> None:
    """A campaign says once how it shows cancelled events; events have every status there is."""
    lacking = []
    for kind in (each for each in KINDS if each.many):
        taken = {(key, node.text) for record in records(kind) for key, node in written(record, kind.fields, True)}
        for key, path, options in choices_of(kind.fields, kind.name):
            lacking += [f"{path}: {option}" for option in options if not any((k, option) in taken for k in key)]
    assert lacking == []


def test_the_statuses_and_rhythms_that_there_are() -> None:
    """The choices above are found by walking the fields; these two are the ones that must be among them."""
    kind = next(each for each in KINDS if each.name == "event")
    options = {options for _, _, options in choices_of(kind.fields, kind.name)}
    assert {tuple(map(str, Status)), tuple(FREQUENCIES)} <= options


Key = tuple[int, str]  # a table of fields, and one of them


def records(kind: Kind) -> Iterator[Record]:
    """All records of one kind that the example holds, as the program's own reader has them."""
    for file in sorted(CONTENT.glob(kind.path)):
        problems: list[Problem] = []
        source = decode(file.read_bytes(), file.name, problems)
        assert source is not None
        if file.suffix == ".md":
            parts = split_front_matter(source, problems)
            assert parts is not None
            source = parts[0]
        node = read_yaml(source, problems)
        assert problems == []
        for each in node.nodes if isinstance(node, Items) else (node,):
            assert isinstance(each, Record)
            yield each


def groups(type: Type) -> Iterator[Group]:
    """The groups that a value of this type may hold."""
    if isinstance(type, Group):
        yield type
    elif isinstance(type, ListOf):
        yield from groups(type.member)
    elif isinstance(type, Either):
        yield from (*groups(type.single), *groups(type.group))
    elif isinstance(type, areas.AreaTree):
        yield Group(areas.AREA)
    else:
        assert isinstance(type, SIMPLE), f"a type that this test cannot look into: {type}"


def fields_of(table: tuple[Field, ...], path: str, above: frozenset[int] = frozenset()) -> Iterator[tuple[Key, str]]:
    """Every field of `table` and of the tables in it; a table that stands at several places is one."""
    for field in table:
        yield (id(table), field.name), f"{path}.{field.name}"
        for group in groups(field.type):
            if id(group.fields) not in above | {id(table)}:
                yield from fields_of(group.fields, f"{path}.{field.name}", above | {id(table)})


def written(
    record: Record, table: tuple[Field, ...], choices_only: bool = False
) -> Iterator[tuple[Key, Scalar | None]]:
    """The fields that `record` gives a value, with that value where it is a single one."""
    for field in table:
        node = record.take(field.name)
        if node is None:
            continue
        if not choices_only or isinstance(node, Scalar):
            yield (id(table), field.name), node if isinstance(node, Scalar) else None
        for each in node.nodes if isinstance(node, Items) else (node,):
            for group in groups(field.type) if isinstance(each, Record) else ():
                yield from written(each, group.fields, choices_only)


def choices_of(table: tuple[Field, ...], path: str) -> Iterator[tuple[tuple[Key, ...], str, tuple[str, ...]]]:
    """The choices between words; one that stands in several tables is one choice."""
    found: dict[int, tuple[list[Key], str, tuple[str, ...]]] = {}

    def walk(table: tuple[Field, ...], path: str) -> None:
        for field in table:
            options = field.type.options if isinstance(field.type, Single) else ()
            if options and options != tuple(YES_OR_NO):
                keys, _, _ = found.setdefault(id(field.type), ([], f"{path}.{field.name}", options))
                keys.append((id(table), field.name))
            for group in groups(field.type):
                walk(group.fields, f"{path}.{field.name}")

    walk(table, path)
    yield from ((tuple(keys), path, options) for keys, path, options in found.values())


# --- what is accepted


def acceptances(draft: Draft) -> set[tuple[str, str]]:
    """What the example accepts: a kind:id, and a check."""
    assert draft.campaign is not None
    subjects = [("phase", each) for each in draft.campaign["phases"]] + [("event", each) for each in draft.events]
    return {
        (f"{kind}:{each['id'].text}", check)
        for kind, each in subjects
        for check in (each["accept"].found if each["accept"] else ())
    }


def silenced(checked: Checked) -> set[tuple[str, str]]:
    """The same, of what was warned about and accepted."""
    return {
        (subject, problem.rule.partition("-")[0]) for problem, _ in checked.accepted for subject in problem.subjects
    }


def test_every_check_that_can_be_accepted_is() -> None:
    accepted = acceptances(drafted())
    for kind in ("event", "phase"):
        known = {check for check, kinds in ACCEPTED_BY.items() if kind in kinds}
        assert {check for subject, check in accepted if subject.startswith(f"{kind}:")} == known - NOT_HERE[kind]


def test_every_acceptance_silences_something(example: Example) -> None:
    """But for the one of a change of id, which is about a record that nobody has made right yet: see below."""
    idle = acceptances(drafted()) - silenced(example.checked)
    assert idle == {("event:town-quiz", "renamed")}


def test_the_new_id_is_accepted_until_the_old_one_is_retired(tmp_path: Path) -> None:
    content = copied(tmp_path) / "content"
    file = content / "campaign.yaml"
    retired = "  - event: paper-lane-quiz\n    to: town-quiz\n    why:"
    text = file.read_text(encoding="utf-8")
    assert retired in text
    file.write_text(text.replace(retired, "  - event: some-other-quiz\n    why:"), encoding="utf-8")
    checked = check_draft(drafted(content), parse(RECORD.read_bytes()))
    assert ("event:town-quiz", "renamed") in silenced(checked)
    assert rules(checked.warnings) == {"coverage", "vanished"}


# --- what was published before


def test_nothing_of_what_was_published_is_missing() -> None:
    found = check_draft(drafted(), parse(RECORD.read_bytes()))
    assert rules((*found.warnings, *(problem for problem, _ in found.accepted))).isdisjoint(
        {"vanished", "vanished-occurrence", "renamed"}
    )


def test_what_was_published_before_differs(example: Example) -> None:
    """In all the ways in which an event can: so the record is one of a publication that has moved on."""
    before = parse(RECORD.read_bytes()).entries
    now = {event.id: visible.fields_of(event) for event in example.checked.site.events}
    for fields in now.values():
        fields.get("venue", {}).pop("id", None)  # which a record of the first version does not tell
    different = {
        id: {name for name in (*FIRST_NAMES, "changes") if entry.fields.get(name) != now[id].get(name)}
        for id, entry in before.items()
        if id in now
    }
    assert different["patang-maidan-evening"] == {"occurrences", "venue"}
    assert different["book-repair-table"] == {"occurrences"}
    assert different["boat-library"] == {"occurrences"}
    assert different["closing-ceremony"] >= {"occurrences", "venue"}
    assert different["kamal-tal-evening"] == {"occurrences", "window"}
    assert different["kagaz-gali-evenings"] == {"occurrences", "changes"}
    assert len(before["kagaz-gali-evenings"].fields["occurrences"]) == 9
    assert different["nauka-ghat-evening"] == different["pothi-mohalla-evening"] == {"status", "status_note"}
    assert before.keys() - now.keys() >= {"paper-lane-quiz", "kite-reading"}
    assert now.keys() - before.keys() >= {"town-quiz", "prize-books", "indradhanush-vihar-evening"}


def test_an_event_that_is_as_it_was_keeps_its_stamps(example: Example) -> None:
    """As far as its calendar lines are written as they were then."""
    before, after = (parse(file.read_bytes()).entries for file in (RECORD, example.output / "published.json"))
    moved, same = before["patang-maidan-evening"], before["syahi-bazaar-evening"]
    for language in ("en", "hi"):
        there = after["syahi-bazaar-evening"].stamps[language]
        assert there == same.stamps[language] or there.digest != same.stamps[language].digest
        assert after["patang-maidan-evening"].stamps[language].sequence > moved.stamps[language].sequence


# --- what it makes


@pytest.mark.parametrize(
    ("page", "sayings"),
    [
        ("events/kagaz-gali-evenings.html", ["Changed: was", "Central library", "Tentative", "Cancelled"]),
        ("hi/events/kagaz-gali-evenings.html", ["बदलाव: पहले", "केंद्रीय पुस्तकालय", "संभावित", "रद्द"]),
        ("events/nauka-ghat-evening.html", ["Cancelled", "The steps to the river are being repaired."]),
        ("events/pothi-mohalla-evening.html", ["Postponed", "The lamps have not arrived."]),
        ("events/mor-bagh-evening.html", ["date not announced"]),
        ("events/bansuri-tola-evening.html", ["time later"]),
        ("events/paper-lane-quiz.html", ["has become the quiz of the whole town", 'href="town-quiz.html"']),
        ("hi/events/kite-reading.html", ["गलती से दर्ज"]),
        ("areas/akshar-tola.html", ["never a ward", 'href="jugnu-nagar.html"']),
        ("phases/poster-week.html", ['href="library-days.html"']),
        ("tags/story-hour.html", ['href="for-children.html"']),
        ("notes/lending-rules.html", ['href="borrowing-books.html"']),
        ("notes/about-this-example.html", ["made up"]),
        ("hi/notes/about-this-example.html", ["काल्पनिक"]),
        ("index.html", ["Your ward", "made up"]),
        ("hi/index.html", ["आपका वार्ड", "काल्पनिक"]),
    ],
)
def test_a_page_says(example: Example, page: str, sayings: list[str]) -> None:
    text = example.page(page)
    assert [each for each in sayings if each not in text] == []


def test_a_draft_is_nowhere(example: Example) -> None:
    assert not (example.output / "events" / "lantern-reading.html").exists()
    assert "lantern" not in example.page("index.html") + example.page("calendar.ics")


def test_every_picture_and_document_is_published_small(example: Example) -> None:
    files = sorted((example.output / "media").iterdir())
    assert [file.name.partition(".")[0] for file in files] == ["book-van", "reading-lamp", "workshop-plan"]
    assert all(file.stat().st_size < 40_000 for file in CONTENT.glob("media/*"))


def test_it_says_that_it_is_made_up(example: Example) -> None:
    site = example.checked.site
    assert "made-up" in site.campaign.name.in_language("en").text
    assert "काल्पनिक" in site.campaign.name.in_language("hi").text


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_note_is_there_in_both_languages(example: Example, language: str) -> None:
    assert all(language in {run.language for run in note.body.runs} for note in example.checked.site.notes)
