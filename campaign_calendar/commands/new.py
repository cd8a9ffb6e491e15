"""new: a few questions, or options, → the file of a new event or note."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from campaign_calendar.commands import arguments as shared
from campaign_calendar.commands.console import Console

ABOUT = "ask for what has to be known of an event or a note, and write its file"
FACTS = {
    "phase": "the phase: its id or name",
    "area": "where: the area's id or name",
    "title": "what it is called; an event without one is called after its phase and area",
    "start": "when it begins, as you would write it: 2018-11-24 11:00, 24 Nov, 24/11 6:30 pm",
    "end": "when it ends: an hour or a day",
    "between": "for an event without a date: the days between which it will be, such as 21-30 Nov",
    "venue": "the place: an id or name of venues.yaml, or any other name",
    "text": "what the note says",
    "id": "its id, which is its address for ever (default: made of the rest)",
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", choices=["event", "note"], help="what it is")
    shared.add_site(parser)
    for name, about in FACTS.items():
        parser.add_argument(f"--{name}", metavar="TEXT", help=about)
    parser.add_argument("--language", metavar="LANG", help="the language to ask in (default: the campaign's first)")


def run(arguments: Namespace, console: Console) -> None:
    from campaign_calendar.content import read  # with what follows come readers that no build needs
    from campaign_calendar.entering import trying
    from campaign_calendar.entering.event import event
    from campaign_calendar.entering.note import note
    from campaign_calendar.entering.questions import Missing, Questions
    from campaign_calendar.importers.landing import judged
    from campaign_calendar.importers.target import Target
    from campaign_calendar.pictures.shelf import Shelf
    from campaign_calendar.problems import ContentError, catalogue
    from campaign_calendar.release import pictures_folder
    from campaign_calendar.theme import REFERENCE_LANGUAGE, Theme, words

    folder = shared.folder(arguments)
    draft = read(folder.content, words(folder.templates, REFERENCE_LANGUAGE), Shelf(pictures_folder(folder.output)))
    site, _ = judged(draft)
    target = Target(site, Theme(folder.templates, site.campaign.languages, draft.strings).wordings)
    language = console.language(site.campaign.first_language)
    given = {name: value for name in FACTS if (value := getattr(arguments, name)) is not None}
    questions = Questions(given, console.ask if console.can_ask() else None, console.say, language)
    make, kind = (event, "event") if arguments.kind == "event" else (note, "note")
    try:
        texts = make(questions, target, set(draft.ids[kind]))
        trying.refuse_others(folder.site, texts)
    except (Missing, FileExistsError) as reason:
        raise shared.WrongUsage(str(reason)) from reason
    found = trying.problems(folder, texts)
    if any(each.level == "error" for each in found):
        raise ContentError(found, site.campaign.first_language)
    if questions.asked:
        for file, text in texts.items():
            console.say(questions.word("new-show", file=file))
            for line in text.splitlines():
                console.say("    " + line)
        if not questions.confirmed("new-write"):
            console.say(questions.word("new-not-written"))
            return
    trying.write(folder.site, texts)
    console.problems(found, site.campaign.first_language)
    for file in texts:
        console.say(catalogue(language)["new-written"].format(file=file))
