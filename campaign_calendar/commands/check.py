"""check: read and check everything, write nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from campaign_calendar import fetch
from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.console import Console
from campaign_calendar.pipeline import Options, checked
from campaign_calendar.problems import catalogue

ABOUT = "read and check everything, write nothing"


def add_arguments(parser: ArgumentParser) -> None:
    shared.add_site(parser)
    shared.add_published(parser)
    shared.add_messages(parser)


def run(arguments: Namespace, console: Console) -> None:
    folder = shared.folder(arguments)
    published = fetch.published(arguments.published, folder.output)
    site, warnings, _ = checked(folder, published, Options(strict=arguments.strict))
    console.problems(warnings, site.campaign.first_language)
    words = catalogue(console.language(site.campaign.first_language))
    console.say(words["checked"].format(events=len(site.events), notes=len(site.notes), warnings=len(warnings)))
