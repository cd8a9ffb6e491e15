"""The fields of content files as data, and the one reader that goes by them.

A field's type turns a node with its place into a value, or notes a Problem and gives None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from campaign_calendar.located import Items, Node, Record, Scalar
from campaign_calendar.problems import Place, Problem, error, nearest, warning


@dataclass(slots=True)
class Reading:
    """The reading of one content folder: what is known of its campaign so far, and the problems met."""

    languages: tuple[str, ...] = ()
    timezone: str = "UTC"
    year: int | None = None  # the campaign's first, for dates that were typed without one
    problems: list[Problem] = field(default_factory=list)
    errors: int = 0  # how many have been noted through `error`

    def error(self, place: Place, rule: str, **values: object) -> None:
        self.errors += 1
        self.problems.append(error(place, rule, **values))

    def warning(self, place: Place, rule: str, **values: object) -> None:
        self.problems.append(warning(place, rule, **values))


Words = Mapping[str, str]  # by language of the messages


class Type(Protocol):
    def read(self, node: Node, name: str, reading: Reading) -> Any:
        """The value of `node`, which stands in the field `name`; None after a problem has been noted."""
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


def read_fields(record: Record, fields: Iterable[Field], reading: Reading) -> Values:
    """The values of `record` by `fields`; unknown and missing keys become problems."""
    found: dict[str, Any] = {}
    faulty: set[str] = set()
    known = tuple(fields)
    for each in known:
        node = record.take(each.name)
        if node is None:
            continue
        errors = reading.errors
        value = each.type.read(node, each.name, reading)
        if reading.errors > errors:
            faulty.add(each.name)
        if value not in (None, (), ""):
            found[each.name] = value
    for key, scalar in record.unread.items():
        near = nearest(key, (each.name for each in known))
        if near:
            faulty.add(near)
            reading.error(scalar.place, "unknown-key-near", value=key, near=near)
        else:
            names = ", ".join(each.name for each in known)
            reading.error(scalar.place, "unknown-key", value=key, known=names)
    values = Values(record, found, frozenset(faulty))
    for each in known:
        if each.required and values.lacks(each.name):
            reading.error(record.place, "missing", field=each.name)
    return values


@dataclass(frozen=True, slots=True)
class Single:
    """A single value; `convert` gives it its meaning, or notes a problem and gives None.

    The rest tells editors what may be written: `about` in words, `pattern` as a regular expression (ECMA 262, of
    the whole value) that fits all that is accepted, `options` the only words there are, and `json` the types that
    YAML 1.2 may take such a value for."""

    convert: Callable[[Scalar, str, Reading], Any]
    about: Words = field(default_factory=dict)
    pattern: str = ""
    options: tuple[str, ...] = ()
    json: tuple[str, ...] = ("string",)

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            return self.convert(node, name, reading)
        rule = "list-not-expected" if isinstance(node, Items) else "mapping-not-expected"
        reading.error(node.place, rule, field=name)
        return None


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping with fields of its own; gives Values."""

    fields: tuple[Field, ...]

    def read(self, node: Node, name: str, reading: Reading) -> Values | None:
        if not isinstance(node, Record):
            names = ", ".join(each.name for each in self.fields)
            reading.error(node.place, "mapping-expected", field=name, known=names)
            return None
        return read_fields(node, self.fields, reading)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; with `or_one` a single value stands for a list of itself. Gives a tuple, faulty members left out."""

    member: Type
    or_one: bool = False

    def read(self, node: Node, name: str, reading: Reading) -> tuple[Any, ...] | None:
        if isinstance(node, Items):
            nodes = tuple(each for each in node.nodes if not isinstance(each, Scalar) or each.text)
        elif self.or_one and not (isinstance(node, Scalar) and "," in node.text):
            nodes = (node,)
        else:
            listed = f"[{node.text}]" if isinstance(node, Scalar) else ""
            rule = "list-expected-here" if listed else "list-expected"
            reading.error(node.place, rule, field=name, value=getattr(node, "text", ""), instead=listed)
            return None
        values = [self.member.read(each, name, reading) for each in nodes]
        return tuple(value for value in values if value not in (None, ""))
