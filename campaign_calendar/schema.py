"""The fields of a kind of content file in; their JSON Schema (draft-07), for the editors that people write in, out.

A schema cannot tell everything: whether there is such a day, such an area or such a file is for `check` to say. But
nothing that is read without an error is refused by the schema.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from campaign_calendar.content.areas import AREA, AreaTree
from campaign_calendar.content.campaign import Locales
from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.kinds import KINDS, Kind
from campaign_calendar.content.reading import Field, Type, Words
from campaign_calendar.content.single import Single
from campaign_calendar.content.types import LANGUAGE, Either, Localised

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]
CLASS_OR_DIGIT = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\d")
# An empty value is an absent one, and so is a list or a text in several languages of nothing else.
NOTHING: Schema = {"type": ["string", "null"], "pattern": r"^\s*$"}
ABSENT: Schema = {
    "anyOf": [NOTHING, {"type": "array", "items": NOTHING}, {"type": "object", "additionalProperties": NOTHING}]
}


def schema(kind: Kind) -> Schema:
    """The schema of the files of one kind."""
    record = _record(kind.fields)
    whole = {"if": {"type": "array"}, "then": {"items": record}, "else": record} if kind.many else record
    return {
        "$schema": DRAFT,
        "title": f"content/{kind.path}",
        "description": _said(kind.about),
        **whole,
        "definitions": {"area": _record(AREA)},
    }


def schemas() -> Schema:
    """The schemas of all kinds, by name."""
    return {kind.name: schema(kind) for kind in KINDS}


def _record(fields: Iterable[Field]) -> Schema:
    known = tuple(fields)
    properties = {each.name: {"description": _said(each.about), **_value(each)} for each in known}
    required = [each.name for each in known if each.required]
    record: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**record, "required": required} if required else record


def _value(field: Field) -> Schema:
    found = _of(field.type)
    return {**found, "not": ABSENT} if field.required else {"anyOf": [found, NOTHING]}


def _of(type: Type) -> Schema:
    if isinstance(type, Single):
        return _single(type)
    if isinstance(type, Group):
        return _record(type.fields)
    if isinstance(type, ListOf):
        member = {"anyOf": [_of(type.member), NOTHING]}
        listed: Schema = {"type": "array", "items": member}
        return {"anyOf": [listed, _of(type.member)]} if type.or_one else listed
    if isinstance(type, Either):
        return {"anyOf": [_of(type.single), _of(type.group)]}
    if isinstance(type, Localised):
        single = _single(type.single)
        return {"anyOf": [single, _by_language({"anyOf": [single, NOTHING]})]}
    if isinstance(type, Locales):
        return _by_language({"type": ["string", "null"]})
    if isinstance(type, AreaTree):
        return {"type": "array", "items": {"anyOf": [{"$ref": "#/definitions/area"}, NOTHING]}}
    raise TypeError(f"no schema is known for {type!r}")


def _by_language(value: Schema) -> Schema:
    return {"type": "object", "patternProperties": {f"^({LANGUAGE.pattern})$": value}, "additionalProperties": False}


def _single(type: Single) -> Schema:
    if type.options:
        meant = {"yes": True, "no": False}
        options: list[Any] = list(type.options)
        return {"enum": options + [meant[each] for each in options if "boolean" in type.json and each in meant]}
    found: Schema = {"type": list(type.json) if len(type.json) > 1 else type.json[0]}
    if type.pattern:
        found["pattern"] = f"^({CLASS_OR_DIGIT.sub(_with_all_digits, type.pattern)})$"
    return {**found, "description": _said(type.about)} if type.about else found


def _with_all_digits(found: re.Match[str]) -> str:
    """A class of characters, or a digit outside of one, with the digits of all scripts. In the expressions of JSON
    Schema a digit is one from 0 to 9 only, but every script's are read."""
    return found[0].replace(r"\d", digits()) if found[0].startswith("[") else f"[{digits()}]"


@cache
def digits() -> str:
    """The decimal digits of all scripts, as they stand in a class of characters."""
    starts = [code for code in range(0x110000) if unicodedata.decimal(chr(code), None) == 0]
    return "".join(f"{chr(start)}-{chr(start + 9)}" for start in starts)


def _said(about: Words) -> str:
    """In both languages, as editors show descriptions whole."""
    return "\n\n".join(about[language] for language in ("en", "hi") if language in about)
