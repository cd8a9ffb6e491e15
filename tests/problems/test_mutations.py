"""Small damage to good campaigns, line by line and character by character: whatever is refused is told with a place,
and whatever is accepted fits the JSON Schema. The corpus of wrong files is held against the schema, too."""

from __future__ import annotations

import os
import pickle
import random
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from campaign_calendar import content as content_folder
from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.located import Node, Source
from campaign_calendar.model import Site
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.problems import ContentError, Problem
from campaign_calendar.published import Published
from campaign_calendar.reader import read_yaml
from tests.campaigns import CAMPAIGN, CHECKOUT, EVENTS, NOTES, TINY_CAMPAIGN, TINY_EVENTS, write_content
from tests.problems.as_json import fits, kind_of
from tests.problems.test_bad_content import ACCEPTED, CAMPAIGNS, CASES, HERE, WORDS, case, decoded, outcome_of

LONG = bool(os.environ.get("LONG"))
MOST = 160  # mutations of one kind of one campaign; all of them where LONG is set
SLOW = {"shipped": 3, "example": 12}  # of these, fewer
EXAMPLE = CHECKOUT / "examples/literacy-drive"

# What a schema can know: keys, lists and mappings, and the form of single values.
KNOWN_TO_SCHEMA = frozenset(
    [
        *("unknown-key", "unknown-key-near", "key-inside", "key-outside", "key-is-value", "missing", "wrapped"),
        *("list-expected", "list-expected-here", "list-not-expected", "not-a-mapping"),
        *("mapping-expected", "mapping-expected-here", "mapping-not-expected"),
        *("null-value", "date", "date-order", "date-range", "date-or-time", "no-date-yet", "day-missing"),
        *("time-meant", "time-range", "time-zoned", "no-time-yet", "time-in-start"),
        *("weekday", "weekday-meant", "every-and", "choice", "choice-near", "yes-no", "whole-number"),
        *("id", "color", "degrees", "domain", "email", "phone", "media-path", "meant", "odd-character"),
    ]
)

NOT_TOLD_BY_SCHEMA = frozenset(
    f"{name}.yaml"
    for name in [
        # A number is one, however small; any year has a form; any code of a language may be a campaign's; an address
        # has a long tail.
        *("number-negative", "phone-too-short", "phone-with-dots", "day-of-another-century"),
        "campaign-locale-for-other-language",
        *("campaign-url-with-zero-width-space", "online-with-zero-width-space"),
    ]
)


def sites(folder: Path) -> dict[str, Path]:
    """The content folders of all good campaigns by name, those that stand in Python written below `folder`."""
    write_content(folder / "drive", {"campaign.yaml": CAMPAIGN, **EVENTS, **NOTES})
    write_content(folder / "tiny", {"campaign.yaml": TINY_CAMPAIGN, **TINY_EVENTS})
    found = {name: folder / name / "content" for name in ("drive", "tiny")}
    found |= {name: HERE / "campaigns" / name for name in CAMPAIGNS}
    shipped = {"shipped": CHECKOUT, "example": EXAMPLE}
    return found | {name: site / "content" for name, site in shipped.items() if (site / "content").is_dir()}


def mutations(text: str, how: str, chance: random.Random) -> Iterator[str]:
    """`text` damaged in one place after the other."""
    lines = text.splitlines(keepends=True)
    if how == "characters":
        for at in range(len(text)) if LONG else chance.sample(range(len(text)), min(len(text), MOST)):
            yield text[:at] + text[at + 1 :]
            yield text[: at + 1] + text[at:]
    for at in range(len(lines)):
        if how == "deleted":
            yield "".join(lines[:at] + lines[at + 1 :])
        elif how == "doubled":
            yield "".join(lines[: at + 1] + lines[at:])
        elif how == "swapped" and at + 1 < len(lines):
            yield "".join([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])


def is_inside(problem: Problem, content: Path) -> bool:
    """Whether a problem stands in a file, in a line that is there, at a character of it or right behind."""
    lines = (content.parent / problem.place.file).read_text(encoding="utf-8").split("\n")
    return problem.place.line <= len(lines) and problem.place.column <= len(lines[problem.place.line - 1]) + 1


@lru_cache(maxsize=500)
def _parsed(source: Source) -> bytes:
    problems: list[Problem] = []
    return pickle.dumps((read_yaml(source, problems), problems))


def read_once(source: Source, problems: list[Problem]) -> Node | None:
    """As `read_yaml`, but the files that stay as they are need not be parsed again and again."""
    node, found = pickle.loads(_parsed(source))
    problems += found
    return node  # type: ignore[no-any-return]


@pytest.fixture(scope="module", autouse=True)
def _files_are_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(content_folder, "read_yaml", read_once)
        yield


@pytest.mark.parametrize("how", ["deleted", "doubled", "swapped", "characters"])
@pytest.mark.parametrize("name", [*CAMPAIGNS, "drive", "tiny", "shipped", "example"])
def test_damage_is_told_or_does_no_harm(name: str, how: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(sites(tmp_path)[name], content)
    files = [file for ending in ("yaml", "md") for file in sorted(content.rglob(f"*.{ending}"))]
    chance = random.Random(f"{name} {how}")
    damaged = [(file, text) for file in files for text in mutations(file.read_text(encoding="utf-8"), how, chance)]
    most = len(damaged) if LONG else MOST // SLOW.get(name, 1)
    for file, text in chance.sample(damaged, min(most, len(damaged))):
        good = file.read_bytes()
        file.write_text(text, encoding="utf-8", newline="")
        site, problems = checked(content, tmp_path)
        assert all(is_inside(each, content) for each in problems), text
        path = file.relative_to(content).as_posix()
        if site is not None and kind_of(path):
            assert fits(text, path) and fits(text, path, resolved=False), text
        file.write_bytes(good)


def checked(content: Path, shelf: Path) -> tuple[Site | None, tuple[Problem, ...]]:
    """What reading and checking gives; raises whatever is raised but ContentError."""
    try:
        found = check(read(content, WORDS, Shelf(shelf / "shelf")), Published())
    except ContentError as wrong:
        assert any(problem.level == "error" for problem in wrong.problems)
        return None, wrong.problems
    return found.site, found.warnings


# --- The corpus and the schema


@pytest.mark.parametrize("name", [name for name in ACCEPTED if kind_of(case(name).path)])
def test_what_is_accepted_fits_the_schema(name: str) -> None:
    text, path = decoded(case(name).octets), case(name).path
    assert fits(text, path) and fits(text, path, resolved=False)


def is_known_to_schema(name: str) -> bool:
    told = {problem.rule for problem in outcome_of(name)[1] if problem.level == "error"}
    empty_title = name == "note-with-empty-title.md"
    return bool(told & KNOWN_TO_SCHEMA) and name not in NOT_TOLD_BY_SCHEMA and not empty_title


@pytest.mark.parametrize("name", [name for name in CASES if kind_of(case(name).path) and is_known_to_schema(name)])
def test_what_the_schema_can_know_it_refuses(name: str) -> None:
    assert not fits(decoded(case(name).octets), case(name).path)
