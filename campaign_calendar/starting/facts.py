"""What a new campaign is made from, and the areas that somebody types as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count

from campaign_calendar.content.types import as_identifier
from campaign_calendar.importers.romanised import romanised

PROSE = ("hi", "en")  # the languages in which the files explain themselves
HOSTS = ("github-pages", "gitlab-pages", "netlify", "cloudflare-pages", "rsync")


@dataclass
class Place:
    """An area: its names by language, and what lies in it."""

    id: str
    name: Mapping[str, str]
    below: list[Place] = field(default_factory=list)

    @property
    def first_leaf(self) -> Place:
        return self.below[0].first_leaf if self.below else self

    def depth(self) -> int:
        """How many levels there are from here down: 1 for an area without others."""
        return 1 + max((each.depth() for each in self.below), default=0)


@dataclass(frozen=True)
class Start:
    """`levels`: names from wide to narrow, as many as `root` is deep. `tool`: what pip installs the tool by. `url` is
    empty where it is not known yet."""

    name: Mapping[str, str]
    languages: tuple[str, ...]
    timezone: str
    starts: str
    ends: str
    levels: tuple[Mapping[str, str], ...]
    root: Place
    url: str
    uid_domain: str
    host: str
    tool: str

    @property
    def prose_language(self) -> str:
        return next((each for each in self.languages if each in PROSE), "en")


def by_language(written: str, languages: Iterable[str]) -> dict[str, str]:
    """`Köln | Cologne`: a name in each language, in their order; one that is missing is left out."""
    names = [each.strip() for each in written.split("|")]
    return {language: name for language, name in zip(languages, names, strict=False) if name}


def places(lines: Iterable[str], languages: tuple[str, ...], taken: set[str]) -> list[Place]:
    """A line for each area, `Köln | Cologne`; what lies in another stands below it, further in. Ids are made of the
    name in the last language that has one, and added to `taken`."""
    found: list[Place] = []
    open_: list[tuple[int, Place]] = []
    for indent, written in _lines(lines):
        name = by_language(written, languages)
        if not name:
            continue
        place = Place(_id(name, taken), name)
        while open_ and open_[-1][0] >= indent:
            open_.pop()
        (open_[-1][1].below if open_ else found).append(place)
        open_.append((indent, place))
    return found


def _lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for line in lines:
        text = line.expandtabs(4).rstrip()
        if text and not text.lstrip().startswith("#"):
            yield len(text) - len(text.lstrip()), text.strip()


def _id(name: Mapping[str, str], taken: set[str]) -> str:
    """An id out of the last name that gives one: mostly that which is in Latin letters already."""
    near = next(filter(None, (as_identifier(romanised(each), "") for each in reversed([*name.values()]))), "area")
    numbered = (f"{near}-{number}" for number in count(2))
    free = next(each for each in chain([near], numbered) if each not in taken)
    taken.add(free)
    return free
