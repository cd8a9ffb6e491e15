"""init: a new campaign's folder, ready to build, check and publish."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from campaign_calendar.commands.arguments import WrongUsage
from campaign_calendar.commands.console import Console
from campaign_calendar.entering.questions import Missing, Questions
from campaign_calendar.pipeline import Folder, Options, checked
from campaign_calendar.problems import FALLBACK_LANGUAGE, catalogue
from campaign_calendar.published import Published
from campaign_calendar.starting.facts import HOSTS, PROSE, Start

ABOUT = "a new campaign's folder, ready to build, check and publish"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="where; a folder that is new or empty")
    parser.add_argument("--languages", help="their codes, the first one's pages at the root, as hi,en")
    parser.add_argument("--name", help="the campaign's name, in each language, as 'Lies! | Read'")
    parser.add_argument("--starts", metavar="DATE", help="its first day, as 2026-11-10")
    parser.add_argument("--ends", metavar="DATE", help="its last day")
    parser.add_argument("--timezone", help="as Europe/Berlin")
    parser.add_argument("--areas", metavar="FILE|LIST", help="a file with a line for each area, what lies in another further in; or 'Köln | Cologne, …' within --place")  # fmt: skip  # noqa: E501
    parser.add_argument("--place", help="the area that holds all others, as 'Deutschland | Germany'")
    parser.add_argument("--levels", help="what areas are called, from wide to narrow, as 'Land | State, Kreis | District'")  # fmt: skip  # noqa: E501
    parser.add_argument("--url", help="where the site will be served; may come later")
    parser.add_argument("--uid-domain", metavar="DOMAIN", help="the end of every calendar UID, for ever (default: the address's)")  # fmt: skip  # noqa: E501
    parser.add_argument("--host", choices=HOSTS, help="where it is published (default: github-pages)")
    parser.add_argument("--tool", metavar="REQUIREMENT", help="what pip installs this tool by (default: where it was cloned from)")  # fmt: skip  # noqa: E501
    parser.add_argument("--language", choices=PROSE, help="the language of the questions (default: the campaign's first)")  # fmt: skip  # noqa: E501


def run(arguments: Namespace, console: Console) -> None:
    from campaign_calendar.starting import EXECUTABLE, source, starting_files

    folder: Path = arguments.folder
    if folder.exists() and (not folder.is_dir() or any(each.name != ".git" for each in folder.iterdir())):
        raise WrongUsage(f"{folder} is there already, and not empty; name a new folder")
    start = _start(arguments, console)
    files = starting_files(start)
    with TemporaryDirectory() as trial:
        _write(Path(trial), files, EXECUTABLE)
        found, _ = checked(Folder(Path(trial), Path(trial) / "output"), Published(), Options())
    _write(folder, files, EXECUTABLE)
    words = catalogue(console.language(found.site.campaign.first_language))
    console.say(words["started"].format(folder=folder, areas=len(found.site.areas), program=source.program()))
    if not found.site.campaign.url:
        console.say(words["started-no-address"])
    if start.tool == source.NAME:
        console.say(words["started-tool"].format(tool=start.tool))


def _write(folder: Path, files: dict[str, str], executable: frozenset[str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        file.chmod(0o755 if path in executable else 0o644)


def _start(arguments: Namespace, console: Console) -> Start:
    """What was given, and what is asked for the rest, in the campaign's first language. Raises WrongUsage."""
    from campaign_calendar.starting import asked, source

    given = {name.replace("_", "-"): value for name, value in vars(arguments).items() if isinstance(value, str)}
    ask = console.ask if console.can_ask() else None
    try:
        languages = asked.languages(Questions(given, ask, console.say, arguments.language or FALLBACK_LANGUAGE))
        told_in = arguments.language or next((each for each in languages if each in PROSE), FALLBACK_LANGUAGE)
        return asked.start(
            Questions(given, ask, console.say, told_in), languages, arguments.tool or source.requirement()
        )
    except Missing as reason:
        raise WrongUsage(str(reason)) from reason
