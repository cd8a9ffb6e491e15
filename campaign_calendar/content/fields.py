"""The reader of mappings and lists that goes by the tables of fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from campaign_calendar.content import likely
from campaign_calendar.content.keys import unknown_keys
from campaign_calendar.content.reading import Field, Reading, Type, Values
from campaign_calendar.content.single import Single, is_told_apart
from campaign_calendar.located import Items, Node, Record, Scalar
from campaign_calendar.syntax.text import in_brackets

NULL = frozenset({"null", "Null", "NULL", "~"})  # how YAML writes nothing; programs do, where something is missing


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
        if each.required and isinstance(node, Scalar) and node.plain and node.text in NULL:
            reading.error(node.place, "null-value", field=each.name, value=node.text)
            faulty.add(each.name)
            continue
        value = each.type.read(node, each.name, reading)
        if reading.errors > errors:
            faulty.add(each.name)
        if value not in (None, (), ""):
            found[each.name] = value
    reading.around.pop()
    faulty |= unknown_keys(record, known, reading) if record.unread else set()
    values = Values(record, found, frozenset(faulty))
    for each in known:
        if each.required and values.lacks(each.name):
            reading.error(record.place, "missing", field=each.name)
    return values


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
        free = (each for each in needed if not is_told_apart(each.type))
        return next(fitting, None) or next(free, None)


def _fits(type: Type, node: Scalar, reading: Reading) -> bool:
    if not isinstance(type, Single) or not is_told_apart(type):
        return False
    return type.accepts(node, reading) and bool(re.fullmatch(type.pattern or ".*", node.text))


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
