"""Interface words: strings/LANG.yaml of the theme, and content/strings/LANG.yaml over them."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from campaign_calendar.content.fields import Reading, Single
from campaign_calendar.located import Node, Record
from campaign_calendar.problems import nearest
from campaign_calendar.wording import is_time_pattern

TIME_PATTERN = "time_pattern"

Strings = Mapping[str, str]  # by key; the forms of a count have the keys KEY.one, KEY.other …


def flat(record: Record, reading: Reading) -> dict[str, str]:
    """The words of one file by key; a mapping below a key holds the plural forms of a count (CLDR categories)."""
    words = {}
    for key, node in _leaves(record):
        text = Single(lambda scalar, _name, _reading: scalar.text).read(node, key, reading)
        if text:
            words[key] = text
    return words


def _leaves(record: Record) -> list[tuple[str, Node]]:
    leaves: list[tuple[str, Node]] = []
    for key, (_, node) in record.entries.items():
        if isinstance(node, Record):
            leaves += [(f"{key}.{form}", below) for form, (_, below) in node.entries.items()]
        else:
            leaves.append((key, node))
    return leaves


def read(record: Record, known: Strings, reading: Reading) -> dict[str, str]:
    """A site's own words. One that no page asks for is a misspelt key; names in braces must be ones that are
    filled in where the words are used."""
    words = flat(record, reading)
    for key, node in _leaves(record):
        reference = known.get(key) or known.get(f"{key.rpartition('.')[0]}.other")
        near = nearest(key, known)
        if reference is None and near:
            reading.error(node.place, "unknown-string-near", value=key, near=near)
        elif reference is None:
            reading.error(node.place, "unknown-string", value=key)
        elif key == TIME_PATTERN and key in words and not is_time_pattern(words[key]):
            reading.error(node.place, "time-pattern", value=words[key])
        elif key in words and not _placeholders(words[key]) <= _placeholders(reference):
            names = " ".join(f"{{{name}}}" for name in sorted(_placeholders(reference)))
            reading.error(node.place, "string-placeholder", value=words[key], known=names or "–")
            del words[key]
    return words


def _placeholders(words: str) -> set[str]:
    """The names in braces; a brace that is none of theirs counts as a name that nothing fills in."""
    try:
        return {name for _, name, _, _ in Formatter().parse(words) if name is not None}
    except ValueError:
        return {"{"}


def missing(words: Strings, needed: Strings) -> list[str]:
    """The keys of `needed` that `words` lacks; of a count's forms only `other` is needed in every language."""
    return [key for key in needed if key not in words and ("." not in key or key.endswith(".other"))]
