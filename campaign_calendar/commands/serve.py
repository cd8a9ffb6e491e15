"""serve: the site as it would be published now, in the browser of this machine, following every save."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from time import perf_counter

from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.console import Console
from campaign_calendar.preview import Preview, Previewer
from campaign_calendar.problems import ContentError, Problem, catalogue
from campaign_calendar.published import NotTrusted
from campaign_calendar.serve.following import follow
from campaign_calendar.serve.server import NoPort, serving
from campaign_calendar.serve.shown import Shown, Trouble
from campaign_calendar.theme import TemplateError

ABOUT = "show the site on this machine, and build and reload it on every save"
PORT, OTHERS = 8000, 50  # where none is named, the first that is free


class _Pages:
    """A preview whose faults are told as Trouble."""

    def __init__(self, preview: Preview, trouble: Callable[[tuple[str, ...]], Trouble]) -> None:
        self._preview, self._trouble = preview, trouble

    def octets(self, path: str) -> bytes | None:
        try:
            return self._preview.octets(path)
        except TemplateError as mistake:
            raise self._trouble((str(mistake),)) from mistake


def add_arguments(parser: ArgumentParser) -> None:
    shared.add_site(parser)
    parser.add_argument("--port", type=_port, metavar="N", help=f"where on this machine (default: {PORT}, or the next that is free)")  # fmt: skip  # noqa: E501
    shared.add_published(parser)
    parser.add_argument("--language", metavar="LANG", help="the language of messages (default: the campaign's first)")


def _port(written: str) -> int:
    """Raises ArgumentTypeError."""
    if not written.isascii() or not written.isdecimal() or not 1 <= int(written) <= 65535:
        raise ArgumentTypeError(f"{written!r} is not a port; write a number from 1 to 65535")
    return int(written)


def run(arguments: Namespace, console: Console) -> None:
    """Until it is interrupted, which is how it ends when all is well."""
    folder = shared.folder(arguments)
    previewer = Previewer(folder, arguments.published)
    shown = Shown()
    language: str | None = None
    warned: frozenset[Problem] = frozenset()

    def said(key: str, **values: object) -> str:
        return catalogue(console.language(language))[key].format(**values)

    def trouble(lines: tuple[str, ...]) -> Trouble:
        return Trouble(said("serve-wrong"), lines, console.language(language))

    def build() -> _Pages:
        nonlocal language, warned
        started = perf_counter()
        try:
            preview = previewer.preview()
        except ContentError as wrong:
            language = wrong.language or language
            raise trouble(console.told(wrong.problems, language)) from wrong
        except (TemplateError, NotTrusted, OSError) as mistake:
            raise trouble((str(mistake),)) from mistake
        language = preview.found.language
        console.problems([each for each in preview.found.warnings if each not in warned], language)
        warned = frozenset(preview.found.warnings)
        seconds = f"{perf_counter() - started:.2f}"
        console.say(said("served", events=len(preview.found.site.events), seconds=seconds))
        return _Pages(preview, trouble)

    def told(wrong: Trouble) -> None:
        for line in (wrong.title, *wrong.lines):
            console.say(line)

    try:
        with serving(shown, arguments.port or PORT, 0 if arguments.port else OTHERS) as address:
            folders = [each for each in (folder.content, *folder.templates) if each.is_dir()]
            follow(folders, build, shown, told, lambda: console.say(said("serving", address=address)))
    except NoPort as taken:
        raise shared.WrongUsage(f"--port {arguments.port or PORT}: {taken}; name another one") from taken
    except KeyboardInterrupt:
        return
