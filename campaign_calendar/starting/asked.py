"""What options say, and a way to ask for the rest, in; the facts of a new campaign out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from campaign_calendar import zones
from campaign_calendar.content import meant
from campaign_calendar.content.types import HOST, is_site_address, plain_digits
from campaign_calendar.entering.questions import NotUnderstood, Questions
from campaign_calendar.problems import FALLBACK_LANGUAGE, catalogue, has_catalogue
from campaign_calendar.starting.facts import HOSTS, Place, Start, by_language, places

Read = TypeVar("Read")
Languages = tuple[str, ...]
Names = dict[str, str]

CODE = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
COMMA = re.compile(r"\s*[,،]\s*")  # with what stands around it: in lists, how far in a name stands means nothing
HOST_OF_SITE = re.compile(r"https?://([^/:?#]+)")


class Refused(Exception):
    """An answer that cannot be taken; the rule's sentence says why."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


def languages(questions: Questions) -> Languages:
    return _answer(questions, "ask-languages", _languages, ("hi", "en"), "hi,en")


def start(questions: Questions, spoken: Languages, tool: str) -> Start:
    """An answer that cannot be taken is told, and asked for again; an option that cannot raises Missing."""
    name = _answer(questions, "ask-name", lambda text: _name(text, spoken))
    starts = _answer(questions, "ask-starts", lambda text: _day(text, spoken))
    ends = _answer(questions, "ask-ends", lambda text: _last_day(text, spoken, starts))
    timezone = _answer(questions, "ask-timezone", _zone)
    taken: set[str] = set()
    root = _root(questions, spoken, taken)
    depth, usual = root.depth(), _usual_levels(root.depth(), spoken)
    levels = _answer(
        questions, "ask-levels", lambda text: _levels(text, spoken, depth), _levels(usual, spoken, depth), usual
    )
    url = _answer(questions, "ask-url", _url, "")
    site = HOST_OF_SITE.match(url)
    domain = site[1] if site else ""
    return Start(
        name=name,
        languages=spoken,
        timezone=timezone,
        starts=str(starts),
        ends=str(ends),
        levels=levels,
        root=root,
        url=url,
        uid_domain=_answer(questions, "ask-uid-domain", _domain, domain or None, domain),
        host=_answer(questions, "ask-host", _host, HOSTS[0], HOSTS[0]),
        tool=tool,
    )


def _answer(
    questions: Questions, key: str, read: Callable[[str], Read], default: Read | None = None, shown: str = ""
) -> Read:
    def reading(text: str) -> Read:
        try:
            return read(text.strip())
        except Refused as reason:
            raise NotUnderstood(questions.word(reason.rule, **reason.values)) from reason

    question = questions.word(key) + (f" [{shown}]" if shown else "")
    return questions.fact(key.removeprefix("ask-"), question, reading, default)


def _root(questions: Questions, spoken: Languages, taken: set[str]) -> Place:
    """The tree out of a file, or what a file or a list names, within one place that is asked for."""
    written, is_file = _answer(questions, "ask-areas", _lines)
    found = places(written, spoken, set())
    if is_file and len(found) == 1:
        return found[0]
    [place] = _answer(questions, "ask-place", lambda text: _places([text], spoken, taken))
    return replace(place, below=places(written, spoken, taken))


def _lines(text: str) -> tuple[list[str], bool]:
    """A line for each area, and whether they are those of a file."""
    file = Path(text)
    is_file = file.is_file()
    written = file.read_text(encoding="utf-8-sig").splitlines() if is_file else COMMA.split(text)
    _places(written, ("any",), set())
    return written, is_file


def _places(written: list[str], spoken: Languages, taken: set[str]) -> list[Place]:
    found = places(written, spoken, taken)
    if not found:
        raise Refused("init-areas")
    return found


def _languages(text: str) -> Languages:
    found = tuple(CODE.findall(text))
    if not found:
        raise Refused("init-languages", value=text)
    return found


def _name(text: str, spoken: Languages) -> Names:
    found = by_language(text, spoken)
    if spoken[0] not in found:
        raise Refused("init-name", language=spoken[0])
    return found


def _day(text: str, spoken: Languages) -> date:
    """As people write it, with the year."""
    day, rest = meant.day(plain_digits(text), spoken, None)
    if not day or rest:
        raise Refused("init-day", value=text)
    return date.fromisoformat(day)


def _last_day(text: str, spoken: Languages, starts: date) -> date:
    day = _day(text, spoken)
    if day < starts:
        raise Refused("init-order", value=day, start=starts)
    return day


def _zone(text: str) -> str:
    if not zones.exists(text):
        raise Refused("zone", field="timezone", value=text)
    return text


def _levels(text: str, spoken: Languages, depth: int) -> tuple[Names, ...]:
    found = tuple(by_language(each, spoken) for each in COMMA.split(text) if each)
    if len(found) != depth or not all(spoken[0] in each for each in found):
        raise Refused("init-levels", number=depth, value=_usual_levels(depth, spoken))
    return found


def _usual_levels(depth: int, spoken: Languages) -> str:
    """What the levels are called where nobody says: the campaign, and the areas below it."""
    told = [catalogue(each if has_catalogue(each) else FALLBACK_LANGUAGE) for each in spoken]
    widest = " | ".join(words["usual-campaign"] for words in told)
    return ", ".join([widest, *[" | ".join(words["usual-area"] for words in told)] * (depth - 1)])


def _url(text: str) -> str:
    if text and not is_site_address(text):
        raise Refused("init-url", value=text)
    return f"{text.rstrip('/')}/" if text else ""


def _domain(text: str) -> str:
    if not HOST.fullmatch(text):
        raise Refused("domain", field="uid_domain", value=text)
    return text


def _host(text: str) -> str:
    if text not in HOSTS:
        raise Refused("init-host", value=text, known=", ".join(HOSTS))
    return text
