"""What a cell holds of a field that has fields of its own, written as in a content file, in; plain data out."""

from __future__ import annotations

from typing import Any

from campaign_calendar.located import Items, Node, Record, Scalar, Source
from campaign_calendar.problems import Problem
from campaign_calendar.reader import read_yaml


def plain(text: str) -> Any:
    """Mappings, lists and texts; None where `text` is none of these, or has a mistake in it."""
    if not text.startswith(("{", "[")):
        return None
    problems: list[Problem] = []
    node = read_yaml(Source("cell", f"cell: {text}\n"), problems)
    if problems or not isinstance(node, Record):
        return None
    return _plain(node.entries["cell"][1])


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_plain(each) for each in node.nodes]
    return {key: _plain(value) for key, (_, value) in node.entries.items()}
