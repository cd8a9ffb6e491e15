"""The command line in; an exit code out. Only here exceptions become exit codes, and only here is printed."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from campaign_calendar import __version__
from campaign_calendar.commands import COMMANDS
from campaign_calendar.commands.arguments import WrongUsage
from campaign_calendar.commands.coverage import TooFewDates
from campaign_calendar.commands.diff import Differs
from campaign_calendar.commands.importing import NotAllTaken
from campaign_calendar.findings import Findings
from campaign_calendar.formats import FOR_PROGRAMS, FORMATS, one_line, summary
from campaign_calendar.moment import BadEpoch
from campaign_calendar.plan import PathConflict
from campaign_calendar.problems import (
    FALLBACK_LANGUAGE,
    ContentError,
    Problem,
    catalogue,
    has_catalogue,
    printable,
)
from campaign_calendar.published import CannotHave, NotTrusted
from campaign_calendar.release import OutputRefused
from campaign_calendar.theme import TemplateError
from campaign_calendar.verify import NotSound

DONE, CONTENT, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130
DEFAULT_COMMAND = "build"


class Terminal:
    """The console of a user at a terminal, of a log or of another program."""

    def __init__(self, arguments: Namespace) -> None:
        given = vars(arguments)
        self._site: Path = given.get("site", Path())
        self._quiet: bool = given.get("quiet", False)
        self._verbose: bool = given.get("verbose", False)
        self._format: str = given.get("format", "text")
        self._language: str | None = given.get("language")
        self._progress = ""

    def language(self, campaign_language: str | None) -> str:
        chosen = self._language or campaign_language or FALLBACK_LANGUAGE
        return chosen if has_catalogue(chosen) else FALLBACK_LANGUAGE

    def say(self, text: str) -> None:
        self.progress("")
        if not self._quiet:
            _write(sys.stderr if self._format in FOR_PROGRAMS else sys.stdout, text)

    def progress(self, text: str) -> None:
        stream = sys.stderr
        if self._quiet or text == self._progress or stream is None or not stream.isatty():
            return
        self._progress = text
        stream.write(f"\r\x1b[K{text}")
        stream.flush()

    def can_ask(self) -> bool:
        return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))

    def ask(self, question: str) -> str | None:
        if not self.can_ask():
            return None
        _write(sys.stdout, printable(question))
        answer = sys.stdin.readline()
        return answer.strip() if answer else None

    def checked(self, found: Findings) -> None:
        self.problems(found.warnings, found.language)
        language = self.language(found.language)
        words = catalogue(language)["accepted"]
        for problem, reason in found.accepted if self._verbose else ():
            self.say(printable(words.format(problem=one_line(problem, language), reason=reason)))

    def problems(self, problems: Iterable[Problem], language: str | None) -> None:
        self.progress("")
        found = tuple(problems)
        chosen, prefix = self.language(language), _prefix(self._site)
        with_source = self._format != "text" or (sys.stdout is not None and sys.stdout.isatty())
        told = [(problem, self._source_line(problem) if with_source else None) for problem in found]
        for line in FORMATS[self._format](told, chosen, prefix):
            _write(sys.stdout, line)
        file = os.environ.get("GITHUB_STEP_SUMMARY")
        if self._format == "github" and file and found:
            with open(file, "a", encoding="utf-8") as page:
                page.write(summary(found, chosen, prefix))

    def told(self, problems: Iterable[Problem], language: str | None) -> tuple[str, ...]:
        found = [(problem, self._source_line(problem)) for problem in problems]
        return tuple(FORMATS["text"](found, self.language(language), ""))

    def _source_line(self, problem: Problem) -> str | None:
        try:
            text = (self._site / problem.place.file).read_text(encoding="utf-8-sig", errors="replace")
            return text.split("\n")[problem.place.line - 1].rstrip("\r") or None
        except (OSError, IndexError):
            return None


def _prefix(site: Path) -> str:
    """What leads from here to the site's files, as a forge that checks out here knows them."""
    here, there = Path.cwd(), site.resolve()
    inside = there.is_relative_to(here) and there != here
    return f"{there.relative_to(here).as_posix()}/" if inside else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one, `build`. Exit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 our
    fault or the machine's, 130 interrupted."""
    gc.set_threshold(200_000, 20, 20)  # almost all that a build makes lives to its end; looking often costs a third
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except OSError as reason:
        file = f"{reason.filename}: " if reason.filename else ""
        return _fail(f"{file}{reason.strerror or reason}. Nothing was published", FAULT)
    except Exception as fault:
        return _fail(f"{_told(fault)}. Nothing was published; this is a fault of ours, please report it", FAULT)
    except KeyboardInterrupt:
        return _fail("interrupted. Nothing was published", INTERRUPTED)


def _run(argv: list[str]) -> int:
    try:
        arguments = _parsed(argv)
    except WrongUsage as reason:
        return _fail(f"{reason}; --help tells what there is", USAGE)
    console = Terminal(arguments)
    try:
        COMMANDS[arguments.command].run(arguments, console)
        return DONE
    except (Differs, NotAllTaken):
        return CONTENT
    except TooFewDates as reason:
        return _fail(str(reason), CONTENT)
    except ContentError as wrong:
        language = wrong.language
        console.problems(wrong.problems, language)
        errors = sum(problem.level == "error" for problem in wrong.problems)
        words = catalogue(console.language(language))["not-built"]
        return _fail(words.format(errors=errors, warnings=len(wrong.problems) - errors), CONTENT)
    except NotTrusted as reason:
        sentence = catalogue(console.language(None))[reason.rule].format(value=reason.value)
        given = vars(arguments)
        named = given["against"] if "against" in given else f"--published {given['published']}"
        return _fail(f"{named}: {sentence}", USAGE)
    except (WrongUsage, OutputRefused, BadEpoch) as reason:
        return _fail(str(reason), USAGE)
    except CannotHave as reason:
        return _fail(str(reason), FAULT)
    except (TemplateError, NotSound, PathConflict) as reason:
        return _fail(f"{str(reason).rstrip('.')}. Nothing was published", FAULT)


class Parser(ArgumentParser):
    """A parser that leaves it to `main` to tell what is wrong, on one line."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(message)


def _parsed(argv: list[str]) -> Namespace:
    """The arguments of the named command; options without a command are those of `build`. Raises WrongUsage."""
    parser = Parser(
        prog="campaign-calendar",
        description="Build a campaign's site and calendar feeds out of its content folder.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, command in COMMANDS.items():
        added = commands.add_parser(name, help=command.ABOUT, description=command.ABOUT, allow_abbrev=False)
        command.add_arguments(added)
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help", "--version")):
        argv = [DEFAULT_COMMAND, *argv]
    return parser.parse_args(argv)


def _told(fault: Exception) -> str:
    """What went wrong, and where in our code, on one line."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{type(fault).__name__}: {fault}{place}"


def _fail(message: str, code: int) -> int:
    _write(sys.stderr, f"campaign-calendar: {printable(' '.join(message.split()))}")
    return code


def _write(stream: TextIO | None, line: str) -> None:
    """A line of UTF-8, whatever the locale says; quietly into nothing where there is no reader, or no more."""
    if stream is None:
        return
    try:
        stream.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except ValueError:  # it is closed
        return
