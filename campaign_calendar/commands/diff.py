"""diff: what subscribers would see change, against what is published."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from campaign_calendar import fetch
from campaign_calendar.checks import Checked
from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.console import Console
from campaign_calendar.committed import published_at
from campaign_calendar.history import followed
from campaign_calendar.model import Revision, Site
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.pipeline import Options, checked
from campaign_calendar.problems import catalogue, printable
from campaign_calendar.published import Published
from campaign_calendar.release import pictures_folder
from campaign_calendar.telling import Saying, sayings
from campaign_calendar.visible import TOLD_IN_FULL, differing, fields_of
from campaign_calendar.wording import Wording

ABOUT = "tell what subscribers would see change, against what is published"


class Differs(Exception):
    """Something would change, and the user wants that as the exit code."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`file` is where it is written now; `old_id` that of an event that vanishes and looks like this new one;
    `vanishes`: it is gone without being retired."""

    revision: Revision
    title: str
    file: str
    sayings: tuple[Saying, ...]
    old_id: str
    vanishes: bool


def add_arguments(parser: ArgumentParser) -> None:
    shared.add_site(parser)
    parser.add_argument("against", nargs="?", metavar="DIR|FILE|URL|REVISION", help="what is published: a folder, a published.json, an http(s) address, or a git revision of the content (default: the last build's output)")  # fmt: skip  # noqa: E501
    parser.add_argument("--output", type=Path, metavar="DIR", help="where the last build's output is (default: output/ beside content/)")  # fmt: skip  # noqa: E501
    parser.add_argument("--format", dest="shape", choices=[*SHAPES], default="text", help="for a terminal, for a comment on a change, or for a program")  # fmt: skip  # noqa: E501
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 if anything would change")
    parser.add_argument("--language", metavar="LANG", help="the language to tell it in (default: the campaign's first)")  # fmt: skip  # noqa: E501


def run(arguments: Namespace, console: Console) -> None:
    folder = shared.folder(arguments)
    published = _published(arguments.against, folder.site, folder.output)
    found, theme = checked(folder, published, Options(), Shelf(pictures_folder(folder.output)))
    campaign = found.site.campaign
    wording = theme.wordings.get(arguments.language or "", theme.wordings[campaign.first_language])
    differences = tuple(_differences(found, published, wording))
    words = catalogue(console.language(campaign.first_language))
    for line in SHAPES[arguments.shape](differences, words):
        console.say(line)
    if differences and arguments.exit_code:
        raise Differs


def _published(against: str | None, site: Path, output: Path) -> Published:
    """What is named; what it lacks now is to be told, not to be refused. Raises WrongUsage, CannotHave or
    NotTrusted."""
    if against is None:
        found = fetch.published(None, output)
        if found.uid_domain is None:
            raise shared.WrongUsage(f"{output}: nothing is published there; name what to compare with")
        return found
    if against.startswith(fetch.WEB) or Path(against).exists():
        return replace(fetch.published(shared.publication(against), output), named=False)
    return published_at(against, site)


def _differences(found: Checked, published: Published, wording: Wording) -> Iterator[Difference]:
    site, news = followed(found.site, published)
    renamed, retired = _renamed(found), {each.entry for each in site.retired}
    for revision in news:
        if revision.now is None and revision.id in renamed.values():
            continue
        event = revision.now or revision.was
        assert event is not None
        title = event.title.in_language(wording.language.code).text
        said = sayings(revision, site, wording)
        if said:
            old_id, vanishes = renamed.get(revision.id, ""), revision.now is None and revision.id not in retired
            yield Difference(revision, title, _file(revision.id, site), said, old_id, vanishes)


def _renamed(found: Checked) -> dict[str, str]:
    """The old ids of events that seem to have got a new one, by the new one."""
    problems = [*found.warnings, *(problem for problem, _ in found.accepted)]
    values = [dict(problem.values) for problem in problems if problem.rule == "renamed"]
    return {each["value"]: each["old"] for each in values}


def _file(id: str, site: Site) -> str:
    files = (event.file for event in site.events if event.id == id.partition(".")[0])
    return next(files, "content/campaign.yaml")


def _text(differences: Sequence[Difference], words: dict[str, str]) -> Iterator[str]:
    for each in differences:
        yield printable(f"{each.title}  ({each.revision.id}, {each.file})")
        yield from (printable(f"  {line}") for line in _lines(each, words))
    yield _count(differences, words)


def _count(differences: Sequence[Difference], words: dict[str, str]) -> str:
    key = {0: "diff-none", 1: "diff-one"}.get(len(differences), "diff-count")
    return words[key].format(count=len(differences))


def _markdown(differences: Sequence[Difference], words: dict[str, str]) -> Iterator[str]:
    yield f"**{_count(differences, words)}**"
    for each in differences:
        yield ""
        yield f"- **{_escaped(each.title)}** (`{each.revision.id}`, `{each.file}`)"
        yield from (f"  - {_escaped(line)}" for line in _lines(each, words))


def _escaped(text: str) -> str:
    """Text as Markdown says it, without what would be a sign of its own."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|~@" else letter for letter in printable(text))


def _lines(difference: Difference, words: dict[str, str]) -> Iterator[str]:
    if difference.old_id:
        yield words["diff-renamed"].format(old=difference.old_id)
        return
    for each in difference.sayings:
        yield f"{each.about}: {each.text}" if each.about else each.text
    if difference.vanishes:
        yield words["diff-vanished"]


def _json(differences: Sequence[Difference], _words: dict[str, str]) -> Iterator[str]:
    yield json.dumps([_data(each) for each in differences], ensure_ascii=False, indent=2)


def _data(difference: Difference) -> dict[str, Any]:
    """Without `now` it is gone, without `was` it is new; `was` holds what was otherwise."""
    revision = difference.revision
    now = fields_of(revision.now) if revision.now else None
    was = fields_of(revision.was) if revision.was else None
    return {
        "id": revision.id,
        "title": difference.title,
        "file": difference.file,
        "kinds": ["renamed"] if difference.old_id else list(dict.fromkeys(each.kind for each in difference.sayings)),
        "renamed_from": difference.old_id or None,
        "sayings": [
            {"kind": each.kind, "on": each.on and each.on.isoformat(), "text": each.text}
            for each in difference.sayings
        ],
        "now": now,
        "was": was and (differing(now, was, TOLD_IN_FULL) if now else was),
        "texts": {name: list(languages) for name, languages in revision.texts},
    }


SHAPES: dict[str, Callable[[Sequence[Difference], dict[str, str]], Iterator[str]]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
