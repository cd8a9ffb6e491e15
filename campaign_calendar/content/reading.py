"""The fields of content files as data; what is known while they are read, and what was found in one mapping.

A field's type turns a node with its place into a value, or notes a Problem and gives None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from campaign_calendar.located import Items, Node, Record, Scalar
from campaign_calendar.problems import MOST, Place, Problem, error, warning


@dataclass(slots=True)
class Reading:
    """The reading of one content folder: what is known of its campaign so far, and the problems met."""

    languages: tuple[str, ...] = ()
    timezone: str = "UTC"
    year: int | None = None  # the campaign's first, for dates that were typed without one
    problems: list[Problem] = field(default_factory=list)
    errors: int = 0  # how many have been noted through `error`
    unsure: set[str] = field(default_factory=set)  # kinds of which, for errors, not all ids are known
    noted: Counter[tuple[str, str]] = field(default_factory=Counter)  # how many of a file, by level; told are MOST
    # The records that are being read, from outside to inside, and the keys that each may have.
    around: list[tuple[Record, frozenset[str]]] = field(default_factory=list)

    def trial(self) -> Reading:
        """One for trying what a value could have been meant to be."""
        return Reading(self.languages, self.timezone, self.year)

    def error(self, place: Place, rule: str, **values: object) -> None:
        self.errors += 1
        self._note(place.file, error(place, rule, **values), error(place, "too-many-mistakes", limit=MOST))

    def warning(self, place: Place, rule: str, **values: object) -> None:
        self._note(place.file, warning(place, rule, **values), warning(place, "too-many-mistakes", limit=MOST))

    def _note(self, file: str, problem: Problem, last: Problem) -> None:
        self.noted[file, problem.level] += 1
        if self.noted[file, problem.level] <= MOST + 1:
            self.problems.append(problem if self.noted[file, problem.level] <= MOST else last)

    def is_full(self, file: str) -> bool:
        """Whether nothing that is wrong with a file will be told any more."""
        return self.noted[file, "error"] > MOST


Words = Mapping[str, str]  # by language of the messages


class Type(Protocol):
    def read(self, node: Node, name: str, reading: Reading) -> Any:
        """The value of `node`, which stands in the field `name`; None after a problem has been noted."""
        ...


@runtime_checkable
class Keyed(Protocol):
    """A type that may be a mapping."""

    def names(self) -> tuple[str, ...]:
        """The keys that it has."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping. `about` says in each language what an editor writes there."""

    name: str
    type: Type
    about: Words
    required: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """What one mapping held: values by field, and the places they stood in. Absent and faulty fields give None.
    `faulty`: the fields that were written, but not so that they could be read, or under a name near theirs."""

    record: Record
    found: dict[str, Any]
    faulty: frozenset[str] = frozenset()

    def lacks(self, name: str) -> bool:
        """Whether nothing at all was written for the field."""
        return self.found.get(name) is None and name not in self.faulty

    def __getitem__(self, name: str) -> Any:
        return self.found.get(name)

    def place(self, name: str) -> Place:
        return self.record.place_of(name)

    def places(self, name: str, number: int) -> list[Place]:
        """Where each of that many members of a list stands; where the list does, if some of them could not be read."""
        entry = self.record.entries.get(name)
        nodes = entry[1].nodes if entry and isinstance(entry[1], Items) else ()
        found = [each.place for each in nodes if not isinstance(each, Scalar) or each.text]
        return found if len(found) == number else [self.place(name)] * number
