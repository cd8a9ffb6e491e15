"""init: a new campaign's folder, ready to build, check and publish."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from campaign_calendar.commands.arguments import WrongUsage, base_url
from campaign_calendar.commands.console import Console
from campaign_calendar.pipeline import Folder, Options, checked
from campaign_calendar.problems import FALLBACK_LANGUAGE, catalogue, has_catalogue
from campaign_calendar.published import Published
from campaign_calendar.starting.facts import HOSTS, PROSE, Place, Start, by_language, places

ABOUT = "a new campaign's folder, ready to build, check and publish"
QUESTIONS = {
    "languages": "ask-languages",
    "name": "ask-name",
    "starts": "ask-starts",
    "ends": "ask-ends",
    "timezone": "ask-timezone",
    "areas": "ask-areas",
    "place": "ask-place",
    "levels": "ask-levels",
    "url": "ask-url",
    "uid_domain": "ask-uid-domain",
}
HOST_OF_SITE = re.compile(r"https?://([^/:?#]+)")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="where; a folder that is new or empty")
    parser.add_argument("--languages", help="their codes, the first one's pages at the root, as hi,en")
    parser.add_argument("--name", help="the campaign's name, in each language, as 'Lies! | Read'")
    parser.add_argument("--starts", type=_day, metavar="DATE", help="its first day, as 2026-11-10")
    parser.add_argument("--ends", type=_day, metavar="DATE", help="its last day")
    parser.add_argument("--timezone", help="as Europe/Berlin")
    parser.add_argument("--areas", metavar="FILE|LIST", help="a file with a line for each area, what lies in another further in; or 'Köln | Cologne, …' within --place")  # fmt: skip  # noqa: E501
    parser.add_argument("--place", help="the area that holds all others, as 'Deutschland | Germany'")
    parser.add_argument("--levels", help="what areas are called, from wide to narrow, as 'Land | State, Kreis | District'")  # fmt: skip  # noqa: E501
    parser.add_argument("--url", type=base_url, help="where the site will be served; may come later")
    parser.add_argument("--uid-domain", metavar="DOMAIN", help="the end of every calendar UID, for ever (default: the address's)")  # fmt: skip  # noqa: E501
    parser.add_argument("--host", choices=HOSTS, help="where it is published (default: github-pages)")
    parser.add_argument("--tool", default="campaign-calendar", metavar="REQUIREMENT", help="what pip installs this tool by")  # fmt: skip  # noqa: E501
    parser.add_argument("--language", choices=PROSE, help="the language of the questions (default: the campaign's first)")  # fmt: skip  # noqa: E501


def run(arguments: Namespace, console: Console) -> None:
    from campaign_calendar.starting import EXECUTABLE, starting_files

    folder: Path = arguments.folder
    if folder.exists() and (not folder.is_dir() or any(each.name != ".git" for each in folder.iterdir())):
        raise WrongUsage(f"{folder} is there already, and not empty; name a new folder")
    files = starting_files(_start(arguments, console))
    with TemporaryDirectory() as trial:
        _write(Path(trial), files, EXECUTABLE)
        found, _ = checked(Folder(Path(trial), Path(trial) / "output"), Published(), Options())
    _write(folder, files, EXECUTABLE)
    words = catalogue(console.language(found.site.campaign.first_language))
    console.say(words["started"].format(folder=folder, areas=len(found.site.areas)))
    if not found.site.campaign.url:
        console.say(words["started-no-address"])


def _write(folder: Path, files: dict[str, str], executable: frozenset[str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        file.chmod(0o755 if path in executable else 0o644)


def _start(arguments: Namespace, console: Console) -> Start:
    """What was given, and what is asked for the rest."""
    given = vars(arguments)
    words = catalogue(arguments.language or "en")

    def answer(name: str, otherwise: str = "") -> str:
        value = given[name]
        if value is None:
            question = words[QUESTIONS[name]] + (f" [{otherwise}]" if otherwise else "")
            value = console.ask(question)
            if value is None and not otherwise:
                raise WrongUsage(f"--{name.replace('_', '-')} is needed")
        return str(value or otherwise)

    languages = tuple(re.findall(r"[A-Za-z-]+", answer("languages", "hi,en")))
    if not arguments.language:
        words = catalogue(next((each for each in languages if each in PROSE), "en"))
    name = by_language(answer("name"), languages)
    if languages[0] not in name:
        raise WrongUsage(f"--name: it has no name in {languages[0]}")
    starts, ends = _asked_day(answer("starts"), "--starts"), _asked_day(answer("ends"), "--ends")
    timezone = answer("timezone")
    root = _areas(answer("areas"), lambda: answer("place"), languages)
    url = given["url"] if given["url"] is not None else (console.ask(words[QUESTIONS["url"]]) or "")
    found = HOST_OF_SITE.match(url)
    return Start(
        name=name,
        languages=languages,
        timezone=timezone,
        starts=starts,
        ends=ends,
        levels=_levels(answer("levels", _usual_levels(root.depth(), languages)), root.depth(), languages),
        root=root,
        url=base_url(url) if url else "",
        uid_domain=answer("uid_domain", found[1] if found else ""),
        host=arguments.host or "github-pages",
        tool=arguments.tool,
    )


def _areas(written: str, place: Callable[[], str], languages: tuple[str, ...]) -> Place:
    """The tree out of a file, or out of a list between commas within one place. Raises WrongUsage."""
    file = Path(written)
    taken: set[str] = set()
    if file.is_file():
        found = places(file.read_text(encoding="utf-8-sig").splitlines(), languages, taken)
        if len(found) == 1:
            return found[0]
        [root] = places([place()], languages, taken) or _nothing("--place")
    else:
        [root] = places([place()], languages, taken) or _nothing("--place")
        found = places(written.split(","), languages, taken)
    return replace(root, below=found or _nothing("--areas"))


def _nothing(option: str) -> NoReturn:
    raise WrongUsage(f"{option}: there is no area in it")


def _usual_levels(depth: int, languages: tuple[str, ...]) -> str:
    """What the levels are called where nobody says: the campaign, and the areas below it."""
    told = [catalogue(each if has_catalogue(each) else FALLBACK_LANGUAGE) for each in languages]
    widest = " | ".join(words["usual-campaign"] for words in told)
    return ", ".join([widest, *[" | ".join(words["usual-area"] for words in told)] * (depth - 1)])


def _levels(written: str, depth: int, languages: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    levels = tuple(by_language(each, languages) for each in re.split(r"[,،]", written) if each.strip())
    if len(levels) != depth:
        raise WrongUsage(f"--levels: {len(levels)} are named, and the areas stand on {depth}")
    return levels


def _asked_day(written: str, option: str) -> str:
    try:
        return _day(written)
    except ArgumentTypeError as reason:
        raise WrongUsage(f"{option}: {reason}") from reason


def _day(written: str) -> str:
    """Raises ArgumentTypeError for anything but a day."""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as reason:
        raise ArgumentTypeError(f"{written!r} is not a day; write it like 2026-11-10") from reason
