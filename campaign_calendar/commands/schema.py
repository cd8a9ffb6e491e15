"""schema: the JSON Schema of content files, for the editors that people write them in."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from campaign_calendar.commands.console import Console
from campaign_calendar.content.kinds import KINDS

ABOUT = "print the JSON Schema (draft-07) of content files, for editors"


def add_arguments(parser: ArgumentParser) -> None:
    names = [kind.name for kind in KINDS]
    parser.add_argument("kind", nargs="?", choices=names, metavar="KIND", help=f"one of {', '.join(names)}; all of them, by name, if left out")  # fmt: skip  # noqa: E501


def run(arguments: Namespace, console: Console) -> None:
    from campaign_calendar.schema import schemas

    found = schemas()
    chosen = found[arguments.kind] if arguments.kind else found
    console.say(json.dumps(chosen, ensure_ascii=False, indent=2))
