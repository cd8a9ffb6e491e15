"""The reference of fields and the list of messages are what the tool goes by, whole and in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar.content.accept import ACCEPTED_BY
from campaign_calendar.content.fields import read_fields
from campaign_calendar.content.kinds import KINDS
from campaign_calendar.content.reading import Field, Reading
from campaign_calendar.located import Record, Source
from campaign_calendar.problems import Problem, catalogue
from campaign_calendar.reader import read_yaml
from docs import generate, words
from docs.examples import FIELDS, SAME_WITHIN, example
from tests.campaigns import build_here, write_content

DOCUMENTS = generate.documents()


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_documents_are_what_would_be_written_now(file: Path) -> None:
    """If not: `make docs`, and look at what has changed."""
    assert file.read_text(encoding="utf-8") == DOCUMENTS[file]


def fields(known: tuple[Field, ...], seen: list[tuple[Field, ...]]) -> list[Field]:
    """These fields and all in the mappings that they hold."""
    found = list(known)
    for each in known:
        inner = generate._inner(each.type)
        if inner and inner not in seen:
            seen.append(inner)
            found += fields(inner, seen)
    return found


@pytest.mark.parametrize("language", generate.LANGUAGES)
def test_every_field_is_in_the_reference(language: str) -> None:
    text = generate.reference(language)
    for kind in KINDS:
        for field in fields(kind.fields, []):
            assert f"{field.name}` |" in text and field.about[language] in text, field.name


EVERY_FIELD = [(kind.name, path, field) for kind in KINDS for path, field in generate.fields_of(kind.fields, "", [])]


@pytest.mark.parametrize("kind, path, field", EVERY_FIELD, ids=lambda value: value if isinstance(value, str) else "")
def test_every_field_has_an_example_that_can_be_read(kind: str, path: str, field: Field) -> None:
    problems: list[Problem] = []
    reading = Reading(languages=("en", "hi"), timezone="Asia/Kolkata", year=2018)
    source = Source("content/example.yaml", f"{field.name}: {example(kind, path)}\n", languages=("en", "hi"))
    record = read_yaml(source, problems)
    assert isinstance(record, Record) and not problems
    found = read_fields(record, [field], reading)
    assert reading.problems == [] and found[field.name] is not None


def test_every_example_is_of_a_field() -> None:
    paths = {(kind, path) for kind, path, _ in EVERY_FIELD}
    nested = {(kind, path.removeprefix(SAME_WITHIN)) for kind, path in paths}
    assert {(kind, path) for kind, examples in FIELDS.items() for path in examples} <= paths | nested


@pytest.mark.parametrize("language", generate.LANGUAGES)
def test_every_message_has_an_example(language: str) -> None:
    text = generate.messages(language)
    for rule in catalogue(language).keys() - generate.SENTENCES_ONLY:
        assert f"## {rule}\n" in text, rule


def test_every_check_that_can_be_accepted_is_told_of() -> None:
    assert set(words.CHECKS) == set(ACCEPTED_BY)


def test_both_languages_say_the_same_things() -> None:
    assert words.REFERENCE["en"].keys() == words.REFERENCE["hi"].keys()
    assert words.MESSAGES["en"].keys() == words.MESSAGES["hi"].keys()


def test_the_examples_are_a_campaign(tmp_path: Path) -> None:
    examples = words.EXAMPLES
    texts = {
        "campaign.yaml": examples["campaign"],
        "venues.yaml": examples["venue"],
        "events/evening.yaml": examples["event"],
        "notes/what-to-bring.md": examples["note"],
    }
    write_content(tmp_path, texts)
    warnings: list[str] = []
    build_here(tmp_path, on_checked=lambda found: warnings.extend(each.rule for each in found.warnings))
    assert set(warnings) == {"coverage", "translation"}
