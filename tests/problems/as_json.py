"""A content file as the editors that know its JSON Schema see it: as YAML 1.2 has it (the core schema)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft7Validator

from campaign_calendar.content.kinds import KINDS
from campaign_calendar.schema import schema

NULL = re.compile(r"|~|null|Null|NULL")
TRUE, FALSE = re.compile("true|True|TRUE"), re.compile("false|False|FALSE")
INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN")


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(schema(next(each for each in KINDS if each.name == kind)))


def kind_of(path: str) -> str:
    """The kind of a file by its path in content/; an empty string where it has no schema."""
    if path.startswith("events/"):
        return "event"
    if path.startswith("notes/"):
        return "note"
    return {"campaign.yaml": "campaign", "venues.yaml": "venue"}.get(path, "")


def fits(text: str, path: str, resolved: bool = True) -> bool:
    """Whether a file fits the schema of its kind; not `resolved`, all that is written counts as text."""
    if path.endswith(".md"):
        text = "\n".join(text.removeprefix("\ufeff").split("\n---")[0].split("\n")[1:])
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return False
    return validator(kind_of(path)).is_valid(_value(node, resolved) if node else None)


def _value(node: yaml.Node, resolved: bool) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, resolved) for each in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value, resolved) for key, value in node.value}
    text = str(node.value)
    if node.style:
        return text
    return _resolved(text) if resolved else text


def _resolved(text: str) -> Any:
    if NULL.fullmatch(text):
        return None
    if TRUE.fullmatch(text) or FALSE.fullmatch(text):
        return bool(TRUE.fullmatch(text))
    if INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text) if len(text) < 4000 else text
    if FLOAT.fullmatch(text) or INFINITE.fullmatch(text):
        return float(text.replace(".inf", "inf").replace(".nan", "nan"))
    return text
