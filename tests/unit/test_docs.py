"""The reference of fields and the list of messages are what the tool goes by, whole and in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar.content.accept import ACCEPTED_BY
from campaign_calendar.content.kinds import KINDS
from campaign_calendar.content.reading import Field
from campaign_calendar.problems import catalogue
from docs import generate, words
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
