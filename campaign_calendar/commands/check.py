"""check: read and check everything, write nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from campaign_calendar import fetch
from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.console import Console
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.pipeline import Options, checked
from campaign_calendar.problems import catalogue
from campaign_calendar.release import pictures_folder

ABOUT = "read and check everything, write nothing"


def add_arguments(parser: ArgumentParser) -> None:
    shared.add_site(parser)
    shared.add_published(parser)
    shared.add_messages(parser)


def run(arguments: Namespace, console: Console) -> None:
    folder = shared.folder(arguments)
    published = fetch.published(arguments.published, folder.output)
    found, _ = checked(folder, published, Options(strict=arguments.strict), Shelf(pictures_folder(folder.output)))
    console.checked(found)
    words = catalogue(console.language(found.language))
    counts = {"events": found.site.events, "notes": found.site.notes, "warnings": found.warnings}
    said = words["checked"].format(**{name: len(group) for name, group in counts.items()})
    console.say(said + words["drafts"].format(drafts=found.drafts) * bool(found.drafts))
