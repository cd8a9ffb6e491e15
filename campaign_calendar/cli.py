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
from campaign_calendar.moment import BadEpoch
from campaign_calendar.plan import PathConflict
from campaign_calendar.problems import (
    FALLBACK_LANGUAGE,
    ContentError,
    Problem,
    as_text,
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
    """The console of a user at a terminal or of a log: problems and what was done, a line each."""

    def __init__(self, arguments: Namespace) -> None:
        self._site: Path = arguments.site
        self._quiet: bool = arguments.quiet
        self._language: str | None = arguments.language

    def language(self, campaign_language: str | None) -> str:
        chosen = self._language or campaign_language or FALLBACK_LANGUAGE
        return chosen if has_catalogue(chosen) else FALLBACK_LANGUAGE

    def say(self, text: str) -> None:
        if not self._quiet:
            _print(text)

    def problems(self, problems: Iterable[Problem], language: str | None) -> None:
        with_source = sys.stdout is not None and sys.stdout.isatty()
        for problem in problems:
            line = self._source_line(problem) if with_source else None
            _print(as_text(problem, self.language(language), line))

    def _source_line(self, problem: Problem) -> str | None:
        try:
            text = (self._site / problem.place.file).read_text(encoding="utf-8-sig", errors="replace")
            return text.split("\n")[problem.place.line - 1].rstrip("\r") or None
        except (OSError, IndexError):
            return None


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
    except ContentError as wrong:
        language = wrong.language
        console.problems(wrong.problems, language)
        errors = sum(problem.level == "error" for problem in wrong.problems)
        words = catalogue(console.language(language))["not-built"]
        return _fail(words.format(errors=errors, warnings=len(wrong.problems) - errors), CONTENT)
    except NotTrusted as reason:
        sentence = catalogue(console.language(None))[reason.rule].format(value=reason.value)
        return _fail(f"--published {arguments.published}: {sentence}", USAGE)
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


def _print(text: str) -> None:
    _write(sys.stdout, text)


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
