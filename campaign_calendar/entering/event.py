"""Questions, and the campaign that they are about, in; the file of a new event out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from campaign_calendar import writing
from campaign_calendar.cldr import locales
from campaign_calendar.content import meant
from campaign_calendar.content.events import FIELDS
from campaign_calendar.content.types import IDENTIFIER, RESERVED, plain_digits
from campaign_calendar.entering.questions import NotUnderstood, Questions
from campaign_calendar.importers import times
from campaign_calendar.importers.entry import Entry
from campaign_calendar.importers.identity import identify
from campaign_calendar.importers.target import Target
from campaign_calendar.model import Site

ORDER = {field.name: number for number, field in enumerate(FIELDS)}


def event(questions: Questions, target: Target, taken: Collection[str]) -> dict[str, str]:
    """Its text by its path in the site's folder. `taken` are the ids that there are. Raises Missing."""
    site, found = target.site, dict[str, Any]()
    phase = (
        questions.one_of(
            "phase",
            questions.word("new-phase"),
            target.phases,
            [(each.id, _name(each.name, questions)) for each in site.phases],
            "",
        )
        if site.phases
        else ""
    )
    found |= {"phase": phase} if phase else {}
    found["area"] = [questions.one_of("area", questions.word("new-area"), target.areas, _tree(site, questions))]
    title = texts(questions, target, "title", "new-title-free" if phase else "new-title", is_needed=not phase)
    found |= {"title": title} if title else {}
    found |= _when(questions, target, phase)
    venue = questions.fact("venue", questions.word("new-venue"), lambda text: _venue(text, target), default="")
    found |= {"venue": venue} if venue else {}
    found["id"] = identifier(questions, _proposed(found, taken), taken)
    file = f"content/events/{found['area'][0]}/{found['id']}.yaml"
    return {file: writing.event({name: found[name] for name in sorted(found, key=lambda name: ORDER[name])})}


def texts(questions: Questions, target: Target, option: str, key: str, is_needed: bool) -> dict[str, str]:
    """A text in each of the campaign's languages; in the first one, if there has to be one. An option holds a single
    one: in which language, its letters tell."""
    first, *others = target.languages
    given = questions.fact(
        option,
        questions.word(key, language=_language(first, questions)),
        lambda text: text,
        default=None if is_needed else "",
    )
    if not given:
        return {}
    if not questions.asked:
        return {target.language_of(given): given}
    found = {first: given}
    for language in others:
        also = questions.word("new-title-also", language=_language(language, questions))
        text = questions.fact(f"{option}-{language}", also, lambda text: text, default="")
        found |= {language: text} if text else {}
    return found


def identifier(questions: Questions, proposed: str, taken: Collection[str]) -> str:
    def read(text: str) -> str:
        if not IDENTIFIER.fullmatch(text) or text in RESERVED:
            raise NotUnderstood(questions.word("new-id-form", value=text))
        if text in taken:
            raise NotUnderstood(questions.word("new-id-taken", value=text))
        return text

    return questions.fact("id", questions.word("new-id", id=proposed), read, default=proposed or None)


def free(proposed: str, taken: Collection[str]) -> str:
    """`proposed`, with a number if it is taken."""
    numbered = (f"{proposed}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (proposed, *numbered) if each not in taken) if proposed else ""


def _when(questions: Questions, target: Target, phase: str) -> dict[str, Any]:
    """Beside the facts, what was guessed of them is said."""
    campaign = target.site.campaign
    days = next((each.days for each in target.site.phases if each.id == phase), campaign.days)
    undated: dict[str, Any] = {"between": [str(days.first), str(days.last)]}

    def read_start(text: str) -> dict[str, Any]:
        return _said(questions, target, {"start.day": text})

    def read_between(text: str) -> dict[str, Any]:
        return _said(questions, target, {"between": text})

    if questions.has("between"):
        return questions.fact("between", "", read_between)
    started = questions.fact(
        "start", questions.word("new-start"), read_start, undated if questions.can_ask() else None
    )
    if "start" not in started or "end" in started:
        return started

    def read_end(text: str) -> dict[str, Any]:
        said = plain_digits(text)
        is_day = times.DAY_AND_MONTH.match(said) or meant.day(said, target.languages, campaign.days.first.year)[0]
        day, _, hour = started["start"].partition("T")
        return _said(
            questions, target, {"start.day": day, "start.time": hour, "end.day" if is_day else "end.time": text}
        )

    return questions.fact("end", questions.word("new-end"), read_end, started)


def _said(questions: Questions, target: Target, cells: dict[str, str]) -> dict[str, Any]:
    entry = Entry(1)
    found = times.facts(cells, entry, target.spoken)
    if any(name.startswith("end.") for name in cells) and "end" not in found and not entry.refused:
        raise NotUnderstood(questions.word("new-no-end"))
    if entry.refused or not found:
        raise NotUnderstood(
            "; ".join(each.sentence(questions.language) for each in entry.refused) or questions.word("new-when")
        )
    for each in entry.guessed:
        questions.say(each.sentence(questions.language))
    return found


def _venue(text: str, target: Target) -> Any:
    found = target.venues.find(text)
    return found.id if found and found.is_sure else {"name": {target.language_of(text): text}}


def _proposed(facts: dict[str, Any], taken: Collection[str]) -> str:
    entry = Entry(1, facts=dict(facts))
    identify([entry], "en")
    return free(entry.facts["id"], taken)


def _tree(site: Site, questions: Questions) -> list[tuple[str, str]]:
    """All areas, those in others further in."""
    depth = {area.id: sum(area.id in other.descendants for other in site.areas) for area in site.areas}
    return [(area.id, "  " * depth[area.id] + _name(area.name, questions)) for area in site.areas]


def _language(code: str, questions: Questions) -> str:
    """What a language is called by those who are asked."""
    known = [locale.languages.get(code, code) for locale in locales([questions.language])]
    return known[0] if known else code


def _name(text: Any, questions: Questions) -> str:
    return str(text.in_language(questions.language).text)
