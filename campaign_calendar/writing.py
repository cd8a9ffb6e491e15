"""The fields of an event, or any plain data, in; YAML that reads back the same, as a person would write it, out.

Whatever YAML, or the reader of content files, could take for something else stands in quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

WIDTH = 118  # characters, from which on a mapping gets a line for each key
# Words without a sign that means something to YAML or to its reader anywhere, and single signs between them.
SIGNS_WITHIN = frozenset(" .-/()+_")
NEVER_ALONE = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})
SCALARS_OF_OURS = re.compile(
    r"\d{4}-\d\d-\d\d( \d\d:\d\d)?|\d\d:\d\d|[a-z0-9]+(-[a-z0-9]+)*|([1-5]|last) [a-z]{3}|-?\d{1,3}\.\d{1,6}"
)
DRIVE = re.compile(r'^"([A-Za-z]):(?=\\[^\\"])')  # which the reader would take for the beginning of a Windows path
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")


def event(facts: Mapping[str, Any]) -> str:
    """The text of a content file with one event, by the fields that `facts` has."""
    return document(
        {name: value for name, value in _as_typed(facts).items() if name != "status" or value != "confirmed"}
    )


def document(values: Mapping[str, Any]) -> str:
    """The text of a file that holds `values`, a key after the other."""
    return "".join(f"{line}\n" for line in _mapping(values, 0))


def flow(value: Any) -> str:
    """`value` on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _scalar(value)


def _as_typed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Moments as people write them: an end on the day of its start is just a time."""
    found = dict(facts)
    for name in ("area", "for"):
        if isinstance(found.get(name), list | tuple) and len(found[name]) == 1:
            [found[name]] = found[name]
    for name in ("start", "end"):
        moment = MOMENT.fullmatch(str(found.get(name) or ""))
        if moment:
            day, time = moment.groups()
            is_short = name == "end" and str(facts.get("start")).startswith(f"{day}T")
            found[name] = time if is_short else f"{day} {time}"
    if "changes" in found:
        found["changes"] = [_as_typed(each) for each in found["changes"]]
    return found


def _mapping(values: Mapping[str, Any], depth: int) -> Iterable[str]:
    for key, value in values.items():
        yield from _entry(f"{'  ' * depth}{_key(key)}:", value, depth)


def _entry(lead: str, value: Any, depth: int) -> Iterable[str]:
    """A key and its value: on its line if there is room, else below it."""
    if isinstance(value, str) and _is_block(value):
        yield f"{lead} |"
        yield from (f"{'  ' * (depth + 1)}{line}" if line else "" for line in value.split("\n"))
        return
    line = f"{lead} {flow(value)}"
    is_short = len(line) <= WIDTH and not _has_lines(value)
    if is_short or not isinstance(value, Mapping | list | tuple) or not value:
        yield line
    elif isinstance(value, Mapping):
        yield lead
        yield from _mapping(value, depth + 1)
    else:
        yield lead
        for each in value:
            yield from _item(each, depth + 1)


def _item(value: Any, depth: int) -> Iterable[str]:
    lead = f"{'  ' * depth}-"
    line = f"{lead} {flow(value)}"
    if not isinstance(value, Mapping) or (len(line) <= WIDTH and not _has_lines(value)):
        yield line
        return
    first, *rest = _mapping(value, depth + 1)
    yield f"{lead} {first.lstrip()}"
    yield from rest


def _has_lines(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_has_lines, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_has_lines, value))
    return isinstance(value, str) and "\n" in value


def _is_block(text: str) -> bool:
    """Whether a text of several lines can stand below a `|` and come back as it is."""
    lines = text.split("\n")
    return len(lines) > 1 and bool(lines[0].strip() and lines[-1].strip()) and text[0] != " " and not _is_odd(text)


def _is_odd(text: str) -> bool:
    """Whether there is anything in it but lines of letters, marks, signs and simple spaces."""
    return any(
        c != "\n" and c != " " and unicodedata.category(c)[0] in "CZ" and c not in "\u200c\u200d" for c in text
    )


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").removesuffix(".") if value else "0"
    text = str(value)
    return text if _is_plain(text) else _quoted(text)


def _key(key: str) -> str:
    return key if re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", key) else _quoted(key)


def _is_plain(text: str) -> bool:
    """Whether YAML and our reader take it for the text that it is, between brackets too, without quotes."""
    if SCALARS_OF_OURS.fullmatch(text):
        return text not in NEVER_ALONE
    if not text or not text[0].isalpha() or text.lower() in NEVER_ALONE or "  " in text or " -" in text:
        return False
    within = all(c in SIGNS_WITHIN or unicodedata.category(c) in ("Ll", "Lu", "Lo", "Mn", "Mc", "Nd") for c in text)
    return within and text[-1] not in SIGNS_WITHIN - {")", "."}


def _quoted(text: str) -> str:
    """In double quotes, as YAML and JSON agree upon; what cannot be seen as an escape."""
    named = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    written = '"' + "".join(named.get(c) or (_escape(c) if _is_odd(c) else c) for c in text) + '"'
    return DRIVE.sub(r'"\1\\u003A', written)


def _escape(c: str) -> str:
    return f"\\U{ord(c):08X}" if ord(c) > 0xFFFF else f"\\u{ord(c):04X}"
