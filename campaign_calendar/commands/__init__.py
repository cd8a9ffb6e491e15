"""The commands by name. To add one: a module here with ABOUT, `add_arguments` and `run`, and its name below."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Protocol

from campaign_calendar.commands import build, check, coverage, diff, importing, init, message, new, schema, serve
from campaign_calendar.commands.console import Console


class Command(Protocol):
    """A module of this room. `run` returns when all is well and raises otherwise."""

    @property
    def ABOUT(self) -> str: ...

    def add_arguments(self, parser: ArgumentParser, /) -> None: ...

    def run(self, arguments: Namespace, console: Console, /) -> None: ...


COMMANDS: dict[str, Command] = {
    "build": build,
    "check": check,
    "coverage": coverage,
    "diff": diff,
    "import": importing,
    "init": init,
    "message": message,
    "new": new,
    "schema": schema,
    "serve": serve,
}
