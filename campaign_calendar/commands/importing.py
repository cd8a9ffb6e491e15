"""import: a table or a calendar → content files, with a report of every row."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.console import Console

ABOUT = "make content files out of a .csv, .xlsx or .ics file (or a programme.json), and report every row"


class NotAllTaken(Exception):
    """Some rows were refused; the report has said which."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a .csv, .xlsx or .ics file, or a programme.json")
    shared.add_site(parser)
    parser.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD", help="what a column holds; nothing behind the = leaves it out")  # fmt: skip  # noqa: E501
    parser.add_argument("--area", metavar="AREA", help="the area of rows that name none: its id or its name")
    parser.add_argument("--phase", metavar="PHASE", help="the phase of rows that name none: its id or its name")
    parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
    parser.add_argument(
        "--language", metavar="LANG", help="the language of the report (default: the campaign's first)"
    )


def run(arguments: Namespace, console: Console) -> None:
    from campaign_calendar import importers  # with it come readers that no other command needs
    from campaign_calendar.content import read
    from campaign_calendar.importers import landing
    from campaign_calendar.importers.entry import Unreadable, sentences
    from campaign_calendar.importers.headings import Headings
    from campaign_calendar.importers.target import target
    from campaign_calendar.pictures.shelf import Shelf
    from campaign_calendar.release import pictures_folder
    from campaign_calendar.theme import REFERENCE_LANGUAGE, Theme, words

    folder = shared.folder(arguments)
    shelf = Shelf(pictures_folder(folder.output))
    own_words = words(folder.templates, REFERENCE_LANGUAGE)
    draft = read(folder.content, own_words, shelf)
    site, _ = landing.judged(draft)
    wordings = Theme(folder.templates, site.campaign.languages, draft.strings).wordings
    first = site.campaign.first_language
    language = console.language(first)
    said = sentences(language)

    def ask(column: str, example: str) -> str | None:
        known = Headings(wordings).fields()
        return console.ask(said["ask"].format(value=column, example=example, known=known))

    try:
        into = target(site, wordings, arguments.area, arguments.phase)
        imported = importers.read(arguments.file, into, arguments.map, ask)
    except Unreadable as reason:
        raise shared.WrongUsage(f"{arguments.file}: {reason.told.sentence(language)}") from reason
    landed = landing.land(folder.content, lambda: read(folder.content, own_words, shelf), imported.entries, language)
    if not arguments.dry_run:
        landing.write(folder.content, landed, first)
    for name in imported.skipped:
        console.say(said["sheet-skipped"].format(sheet=name))
    for each in landed:
        console.say(each.told(language))
    if imported.lost:
        what = ", ".join(f"{name} ({times})" for name, times in sorted(imported.lost.items()))
        console.say(said["not-carried"].format(what=what))
    states = Counter(each.state for each in landed)
    guessed = sum(bool(each.entry.guessed) for each in landed if each.state in ("new", "updated"))
    counts = {name: states[name] for name in ("new", "updated", "same", "refused")}
    console.say(said["done-dry" if arguments.dry_run else "done"].format(guessed=guessed, **counts))
    if guessed and not arguments.dry_run:
        console.say(said["look"])
    if states["refused"]:
        raise NotAllTaken
