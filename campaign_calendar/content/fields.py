"""The fields of content files as data, and the one reader that goes by them.

A field's type turns a node with its place into a value, or notes a Problem and gives None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, runtime_checkable

from campaign_calendar.content import likely
from campaign_calendar.located import Items, Node, Record, Scalar
from campaign_calendar.problems import Place, Problem, error, nearest, warning
from campaign_calendar.syntax.text import behind_key, quoted

UNLIKE_ITEM = re.compile(r"[][{},\"'#]|:(?: |$)|^[-?&*!|>%@`]")  # what needs quotes between brackets or braces


@dataclass(slots=True)
class Reading:
    """The reading of one content folder: what is known of its campaign so far, and the problems met."""

    languages: tuple[str, ...] = ()
    timezone: str = "UTC"
    year: int | None = None  # the campaign's first, for dates that were typed without one
    problems: list[Problem] = field(default_factory=list)
    errors: int = 0  # how many have been noted through `error`
    # The records that are being read, from outside to inside, and the keys that each may have.
    around: list[tuple[Record, frozenset[str]]] = field(default_factory=list)

    def trial(self) -> Reading:
        """One for trying what a value could have been meant to be."""
        return Reading(self.languages, self.timezone, self.year)

    def error(self, place: Place, rule: str, **values: object) -> None:
        self.errors += 1
        self.problems.append(error(place, rule, **values))

    def warning(self, place: Place, rule: str, **values: object) -> None:
        self.problems.append(warning(place, rule, **values))


PLACEHOLDERS = ("…", "...")  # what messages show where something is to be written

Words = Mapping[str, str]  # by language of the messages
MOST_PLACES = 3  # of fields below which a key may belong, for a message to name them


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


def read_fields(record: Record, fields: Iterable[Field], reading: Reading) -> Values:
    """The values of `record` by `fields`; unknown and missing keys become problems."""
    found: dict[str, Any] = {}
    faulty: set[str] = set()
    known = tuple(fields)
    reading.around.append((record, frozenset(each.name for each in known)))
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
    reading.around.pop()
    faulty |= _unknown_keys(record, known, reading) if record.unread else set()
    values = Values(record, found, frozenset(faulty))
    for each in known:
        if each.required and values.lacks(each.name):
            reading.error(record.place, "missing", field=each.name)
    return values


def _unknown_keys(record: Record, known: tuple[Field, ...], reading: Reading) -> set[str]:
    """Say of each key that is none of the `known` what it was probably meant to be. Gives the fields of which this
    explains that they are missing."""
    faulty = set()
    names = [each.name for each in known]
    for key, scalar in record.unread.items():
        place = scalar.place
        called, near = (
            _also_called(key, [each for each in names if each not in faulty], record),
            nearest(key, _unwritten(names, record)),
        )
        options = [each.name for each in known if isinstance(each.type, Single) and key in each.type.options]
        within = [each.name for each in known if isinstance(each.type, Keyed) and key in each.type.names()]
        outside = [other for other, keys in reading.around if key in keys and key not in other.entries]
        if whole := _of_languages(key, names, record, reading):
            reading.error(place, "key-of-language", value=key, whole=whole)
            faulty.add(whole.partition(":")[0])
        elif called:
            reading.error(place, "unknown-key-near", value=key, near=called)
            faulty.add(called)
        elif joined := _joined(key, known, record, reading):
            reading.error(place, "keys-joined", value=key, **joined)
            faulty.add(joined["field"])
        elif outside:
            beside = next(iter(outside[-1].entries))
            reading.error(place, "key-outside", value=key, beside=beside)
        elif len(options) == 1:
            reading.error(place, "key-is-value", value=key, field=options[0])
        elif 0 < len(within) <= MOST_PLACES:
            reading.error(place, "key-inside", value=key, within=" / ".join(within))
            faulty.update(within)
        elif near:
            reading.error(place, "unknown-key-near", value=key, near=near)
            faulty.add(near)
        else:
            reading.error(place, "unknown-key", value=key, known=", ".join(names))
    return faulty


def _of_languages(key: str, names: Collection[str], record: Record, reading: Reading) -> str:
    """`title: {hi: …, en: …}`, if `key` is title_en or the like."""
    name, _, language = key.replace("-", "_").rpartition("_")
    if name not in names or language.lower() not in reading.languages:
        return ""
    texts = {
        each: record.entries.get(f"{name}_{each}") or record.entries.get(f"{name}-{each}")
        for each in reading.languages
    }
    texts[reading.languages[0]] = texts[reading.languages[0]] or record.entries.get(name)
    texts[language.lower()] = record.entries[key]
    parts = [
        f"{each}: {in_brackets(found[1].text)}"
        for each, found in texts.items()
        if found and isinstance(found[1], Scalar)
    ]
    return f"{name}: {{{', '.join(parts)}}}" if parts else ""


def _joined(key: str, known: tuple[Field, ...], record: Record, reading: Reading) -> dict[str, str]:
    """How the value of `key` is written with that of another one, if the two are one value in two parts."""
    second = record.entries[key][1]
    for each in known:
        parts = [other for other in record.entries if other == each.name or each.name in likely.keys(other)]
        parts = [other for other in parts if other == each.name or other in record.unread]
        if (
            parts[1:2] != [key]
            or not isinstance(each.type, Single)
            or not _is_told_apart(each.type)
            or not isinstance(second, Scalar)
        ):
            continue
        first = record.entries[parts[0]][1]
        if not isinstance(first, Scalar):
            continue
        whole = replace(first, text=f"{first.text} {second.text}")
        trial = reading.trial()
        each.type.convert(whole, each.name, trial)
        told = [dict(problem.values).get("instead", "") for problem in trial.problems] or [whole.text]
        if told[0]:
            return {"field": each.name, "first": str(record.entries[parts[0]][0].place.line), "whole": told[0]}
    return {}


def written_otherwise(record: Record, name: str, names: Collection[str]) -> Scalar | None:
    """The key that was written for the field `name`, if it seems to be misspelt or called by another name."""
    for key in record.unread.values():
        if name in likely.keys(key.text) or nearest(key.text, names) == name:
            return key
    return None


def _also_called(key: str, names: Collection[str], record: Record) -> str:
    """The field that people call `key`, if there is one and it has not been written."""
    return next((name for name in likely.keys(key) if name in _unwritten(names, record)), "")


def _unwritten(names: Iterable[str], record: Record) -> list[str]:
    return [name for name in names if record.take(name) is None]


@dataclass(frozen=True, slots=True)
class Single:
    """A single value; `convert` gives it its meaning, or notes a problem and gives None. `mend` gives the text that
    may have been meant, or an empty one; it is proposed if it can be converted.

    The rest tells editors what may be written: `about` in words, `pattern` as a regular expression (ECMA 262, of
    the whole value) that fits all that is accepted, `options` the only words there are, and `json` the types that
    YAML 1.2 may take such a value for."""

    convert: Callable[[Scalar, str, Reading], Any]
    about: Words = field(default_factory=dict)
    pattern: str = ""
    options: tuple[str, ...] = ()
    json: tuple[str, ...] = ("string",)
    mend: Callable[[str], str] = str

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            if node.text in PLACEHOLDERS:
                reading.error(node.place, "not-filled-in", field=name, value=node.text)
                return None
            noted, errors = len(reading.problems), reading.errors
            value = self.convert(node, name, reading)
            if reading.errors > errors and _is_told_apart(self):
                reading.problems[noted:] = self.better_told(node, name, reading) or reading.problems[noted:]
            return value
        if isinstance(node, Items):
            only = node.nodes[0] if len(node.nodes) == 1 else None
            text = only.text if isinstance(only, Scalar) and self.accepts(only, reading) else ""
            reading.error(node.place, "list-not-expected", field=name, value=f"[{text}]", instead=text)
        else:
            reading.error(node.place, "mapping-not-expected", field=name)
        return None

    def accepts(self, node: Scalar, reading: Reading) -> bool:
        trial = reading.trial()
        self.convert(node, "", trial)
        return not trial.errors

    def better_told(self, node: Scalar, name: str, reading: Reading) -> list[Problem]:
        """The problem that says how a refused value is written, if that can be found out; else none."""
        tidy = likely.tidy(node.text)
        for text in dict.fromkeys((tidy, self.mend(tidy))):
            if text in ("", node.text):
                continue
            trial = reading.trial()
            self.convert(replace(node, text=text), name, trial)
            if trial.errors:
                told = [_with_value(each, node.text) for each in trial.problems]
            else:
                instead, odd = behind_key(text), likely.odd_character(node.text)
                rule = "odd-character" if text == tidy else "meant"
                told = [error(node.place, rule, field=name, value=node.text, odd=odd, instead=instead)]
            if any(name in ("instead", "near") for each in told for name, _ in each.values):
                return told
        return []


def _with_value(problem: Problem, text: str) -> Problem:
    return replace(problem, values=tuple((name, text if name == "value" else each) for name, each in problem.values))


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping with fields of its own; gives Values. `such`: what it looks like, where it is not enough to know the
    required fields."""

    fields: tuple[Field, ...]
    such: str = ""

    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.fields)

    def read(self, node: Node, name: str, reading: Reading) -> Values | None:
        if isinstance(node, Record):
            return read_fields(node, self.fields, reading)
        such, is_whole = self.example(node, reading)
        if isinstance(node, Items) and any(isinstance(each, Record) for each in node.nodes):
            reading.error(node.place, "list-not-expected", field=name)
        elif isinstance(node, Scalar) and is_whole:
            reading.error(node.place, "mapping-expected-here", field=name, value=node.text, instead=such)
        else:
            known = ", ".join(self.names())
            reading.error(node.place, "mapping-expected", field=name, such=such, known=known)
        return None

    def example(self, node: Node, reading: Reading) -> tuple[str, bool]:
        """Such a mapping, with `node` in the field that it fits, if any; and whether nothing else is required."""
        if isinstance(node, Scalar) and node.text in self.names() and self.such:
            return f"{{{node.text}: …}}", False
        if self.such:
            return self.such, False
        fit = self._field_of(node, reading) if isinstance(node, Scalar) else None
        shown = [each for each in self.fields if each.required or each is fit] or self.fields[:1]
        text = in_brackets(node.text) if isinstance(node, Scalar) else ""
        parts = [f"{each.name}: {text if each is fit else '…'}" for each in shown]
        return f"{{{', '.join(parts)}}}", shown == [fit]

    def _field_of(self, node: Scalar, reading: Reading) -> Field | None:
        """The field that a text seems to be meant for: the first that does not take just any text, else the first
        that does, and has to be there unless none has to."""
        if likely.word(node.text, ("yes", "no")):
            return None
        fitting = (each for each in self.fields if _fits(each.type, node, reading))
        needed = [each for each in self.fields if each.required] or self.fields[:1]
        free = (each for each in needed if not _is_told_apart(each.type))
        return next(fitting, None) or next(free, None)


def _is_told_apart(type: Type) -> bool:
    """Whether not any text may be a value of the type."""
    return isinstance(type, Single) and bool(type.pattern or type.options)


def _fits(type: Type, node: Scalar, reading: Reading) -> bool:
    if not isinstance(type, Single) or not _is_told_apart(type):
        return False
    return type.accepts(node, reading) and bool(re.fullmatch(type.pattern or ".*", node.text))


def in_brackets(text: str) -> str:
    """`text` as it can stand between brackets or braces."""
    return quoted(text) if UNLIKE_ITEM.search(text) else text


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
            self._refuse(node, name, reading)
            return None
        values = [self.member.read(each, name, reading) for each in nodes]
        return tuple(value for value in values if value not in (None, ""))

    def _meant(self, node: Scalar, reading: Reading) -> str:
        """The text of a member as it is to be written, where that can be found out."""
        member = self.member
        if not isinstance(member, Single) or member.accepts(node, reading):
            return node.text
        told = (
            value for each in member.better_told(node, "", reading) for key, value in each.values if key == "instead"
        )
        return next(told, node.text)

    def _refuse(self, node: Node, name: str, reading: Reading) -> None:
        if isinstance(node, Scalar) and not isinstance(self.member, Group):
            texts = [each.strip() for each in node.text.strip("()[]{} ").split(",") if each.strip()]
            parts = [in_brackets(self._meant(replace(node, text=text), reading)) for text in texts]
            instead = f"[{', '.join(parts)}]"
            reading.error(node.place, "list-expected-here", field=name, value=node.text, instead=instead)
        else:
            such = self.member.example(node, reading)[0] if isinstance(self.member, Group) else "…, …"
            reading.error(node.place, "list-expected", field=name, such=f"[{such}]")
