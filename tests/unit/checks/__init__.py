"""A small campaign, and what the checks over the programme say of events that are put into it.

Where a warning must stand, its rule is written into the text: `start: ‹window-phase›2018-12-25`. What stands between
these signs is taken out before the text is read; there must be no other warning of that check.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.formats import one_line
from campaign_calendar.problems import ContentError, Problem, catalogue
from campaign_calendar.published import Published, parse
from campaign_calendar.theme import REFERENCE_LANGUAGE, own_folder, words
from tests.campaigns import build_here, write_content

CAMPAIGN = """\
name: Drive
uid_domain: drive.example
languages: [en]
timezone: Asia/Kolkata
starts: 2018-11-10
ends: 2018-12-20
levels:
  - {id: state, name: State}
  - {id: region, name: Region}
  - {id: district, name: District}
  - {id: ward, name: Ward}
areas:
  - id: riverland
    level: state
    name: Riverland
    areas:
      - id: upper
        level: region
        name: Upper region
        areas:
          - {id: source, level: district, name: Source, areas: [{id: mill, level: ward, name: Mill}]}
          - {id: gorge, level: district, name: Gorge}
      - id: lower
        level: region
        name: Lower region
        areas:
          - {id: delta, level: district, name: Delta}
          - {id: harbour, level: district, name: Harbour}
phases:
  - {id: talks, name: Talks, starts: 2018-11-12, ends: 2018-11-30}
  - {id: fair, name: Fair, starts: 2018-12-01, ends: 2018-12-20}
"""
PARENTS = {
    "upper": "riverland",
    "lower": "riverland",
    "source": "upper",
    "gorge": "upper",
    "mill": "source",
    "delta": "lower",
    "harbour": "lower",
}
WORDS = words((own_folder(),), REFERENCE_LANGUAGE)
MARK = re.compile("‹([a-z-]+)›")
UNTITLED = re.compile(r"(?m)^(- (?:‹[a-z-]+›)*\{(?!.*\b(?:title|phase):).*)\}$")
HARMLESS = dict.fromkeys(map(ord, "\u00a0\u202f\u200c\u200d\u200f"))


@dataclass(frozen=True)
class Outcome:
    """What one check found: problems, and what was accepted with the reason."""

    found: tuple[Problem, ...]
    accepted: tuple[tuple[Problem, str], ...]

    @property
    def said(self) -> list[str]:
        """What an editor reads in English, without the place and how to accept it."""
        return [catalogue("en")[problem.rule].format_map(dict(problem.values)) for problem in self.found]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(problem.rule, reason) for problem, reason in self.accepted]


def expect(
    name: str,
    events: str = "",
    *,
    campaign: str = CAMPAIGN,
    files: Mapping[str, str | bytes] | None = None,
    published: Published | None = None,
    level: str = "warning",
) -> Outcome:
    """What the check `name` says of a campaign; it must be what is marked in the texts. `events` is a list of events;
    one on a single line that has neither a title nor a phase gets a title. `files` are others by their paths."""
    texts = {"campaign.yaml": campaign, "events/events.yaml": with_titles(events), **(files or {})}
    marked = [mark for path, text in texts.items() if isinstance(text, str) for mark in _marks(path, dedent(text))]
    with TemporaryDirectory() as folder:
        write_folder(Path(folder), texts)
        draft = read(Path(folder) / "content", WORDS)
        try:
            checked = check(draft, published or Published())
            problems, accepted = checked.warnings, checked.accepted
        except ContentError as refused:
            problems, accepted = refused.problems, ()
    found = tuple(each for each in problems if each.rule.partition("-")[0] == name)
    others = [each for each in problems if each.level == "error" and each not in found]
    assert not others, [one_line(each, "en") for each in others]
    told = sorted(map(_told, found))
    assert told == sorted(marked), f"told {told}, marked {sorted(marked)}"
    assert {each.level for each in found} <= {level}
    for problem in (*found, *(each for each, _ in accepted)):
        assert_readable(problem)
    return Outcome(found, tuple(each for each in accepted if each[0].rule.partition("-")[0] == name))


def publication(events: str, *, campaign: str = CAMPAIGN) -> Published:
    """What a site of these events left when it was published."""
    with TemporaryDirectory() as folder:
        write_folder(Path(folder), {"campaign.yaml": campaign, "events/events.yaml": with_titles(events)})
        build_here(Path(folder))
        return parse((Path(folder) / "output" / "published.json").read_bytes())


def write_folder(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Write a site's content without the marks; what is empty is not written."""
    write_content(folder, {path: MARK.sub("", dedent(each)) for path, each in texts.items() if isinstance(each, str)})
    for path, each in texts.items():
        if isinstance(each, bytes):
            (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "content" / path).write_bytes(each)
        elif not each:
            (folder / "content" / path).unlink()


def with_titles(events: str) -> str:
    return UNTITLED.sub(r"\1, title: T}", dedent(events).lstrip("\n"))


def _marks(path: str, text: str) -> list[str]:
    """The marks as `file:line:column rule`."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        taken = 0
        for mark in MARK.finditer(line):
            found.append(f"content/{path}:{number}:{mark.start() - taken + 1} {mark[1]}")
            taken += len(mark[0])
    return found


def _told(problem: Problem) -> str:
    return "{}:{}:{} {}".format(*problem.place, problem.rule)


def assert_readable(problem: Problem) -> None:
    """It is one line that a terminal shows, in Hindi and in English, and nothing in it was left open."""
    for language in ("hi", "en"):
        line = one_line(problem, language)
        assert line.startswith("{}:{}:{}: ".format(*problem.place))
        assert line.endswith(f" [{problem.rule}]")
        assert line.translate(HARMLESS).isprintable()
        assert "None" not in line and '""' not in line and "()" not in line
        assert "{" not in re.sub(r"\{[a-z]+: [^{}]*\}", "", line), line
