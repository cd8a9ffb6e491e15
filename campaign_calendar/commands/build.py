"""build: content/ → output/."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from time import perf_counter

from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.console import Console
from campaign_calendar.commands.steps import Steps
from campaign_calendar.findings import Findings
from campaign_calendar.pipeline import Options, build
from campaign_calendar.problems import catalogue
from campaign_calendar.workers import processors

ABOUT = "build content/ into output/ (the default)"


def add_arguments(parser: ArgumentParser) -> None:
    shared.add_site(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: output/ beside content/)")  # fmt: skip  # noqa: E501
    parser.add_argument("--base-url", type=shared.base_url, metavar="URL", help="where it will be served, over campaign.yaml")  # fmt: skip  # noqa: E501
    shared.add_published(parser)
    parser.add_argument("--jobs", type=shared.at_least_one, metavar="N", default=processors(), help="how many processes render (default: one for each processor)")  # fmt: skip  # noqa: E501
    parser.add_argument("--clean", action="store_true", help="reuse nothing of earlier builds")
    parser.add_argument("--profile", action="store_true", help="say at the end what took how long")
    shared.add_messages(parser)


def run(arguments: Namespace, console: Console) -> None:
    started = perf_counter()
    words: dict[str, str] = {}
    drafts: list[str] = []
    steps = Steps(console)

    def checked(found: Findings) -> None:
        """What will be said is read now: nothing may fail once the site is published."""
        console.checked(found)
        steps.language = found.language
        words.update(catalogue(console.language(found.language)))
        drafts.extend([words["drafts"].format(drafts=found.drafts)] * bool(found.drafts))

    options = Options(
        base_url=arguments.base_url,
        published=arguments.published,
        strict=arguments.strict,
        clean=arguments.clean,
        jobs=arguments.jobs,
        on_wait=lambda: console.say(catalogue(console.language(None))["waiting"]),
        on_checked=checked,
        on_step=steps.begin,
    )
    try:
        built = build(shared.folder(arguments), options)
    finally:
        steps.end()
    console.say(
        words["built"].format(
            events=built.events,
            pages=built.pages,
            feeds=built.feeds,
            written=built.files.written,
            unchanged=built.files.unchanged,
            removed=built.files.removed,
            seconds=f"{perf_counter() - started:.2f}",
        )
        + "".join(drafts)
    )
    for line in steps.table() if arguments.profile else ():
        console.say(line)
