"""Interface words: strings/LANG.yaml of the theme, and content/strings/LANG.yaml over them."""

from __future__ import annotations

from collections.abc import Mapping

from campaign_calendar.content.fields import Reading, Single
from campaign_calendar.located import Node, Record
from campaign_calendar.problems import Place, nearest

Strings = Mapping[str, str]  # by key; the forms of a count have the keys KEY.one, KEY.other …


def flat(record: Record, reading: Reading) -> dict[str, str]:
    """The words of one file by key; a mapping below a key holds the plural forms of a count (CLDR categories)."""
    words = {}
    for key, node in _leaves(record):
        text = Single(lambda scalar, _name, _reading: scalar.text).read(node, key, reading)
        if text is not None:
            words[key] = text
    return words


def places(record: Record) -> dict[str, Place]:
    return {key: node.place for key, node in _leaves(record)}


def _leaves(record: Record) -> list[tuple[str, Node]]:
    leaves: list[tuple[str, Node]] = []
    for key, (_, node) in record.entries.items():
        if isinstance(node, Record):
            leaves += [(f"{key}.{form}", below) for form, (_, below) in node.entries.items()]
        else:
            leaves.append((key, node))
    return leaves


def refuse_unknown(record: Record, known: Strings, reading: Reading) -> None:
    """A word that no page asks for is a misspelt key."""
    stems = {key.rpartition(".")[0] for key in known if "." in key}
    for key, place in places(record).items():
        if key not in known and key.rpartition(".")[0] not in stems:
            reading.error(place, "unknown-string", value=key, near=nearest(key, known))


def missing(words: Strings, needed: Strings) -> list[str]:
    """The keys of `needed` that `words` lacks; of a count's forms only `other` is needed in every language."""
    return [key for key in needed if key not in words and ("." not in key or key.endswith(".other"))]
