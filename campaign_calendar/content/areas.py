"""Levels and areas in campaign.yaml: their fields, and the tree that they become."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.references import resolve, unique
from campaign_calendar.content.types import ID, REFERENCE, TEXT
from campaign_calendar.located import Node
from campaign_calendar.model import Area

Ancestors = tuple[str, ...]  # ids from the parent up to the root


@dataclass(frozen=True, slots=True)
class AreaTree:
    """A list of areas, each of which may hold a list of areas."""

    def read(self, node: Node, name: str, reading: Reading) -> tuple[Any, ...] | None:
        return ListOf(Group(AREA)).read(node, name, reading)


# fmt: off
LEVEL = (
    Field("id", ID, {"en": "The level's id", "hi": "स्तर की id"}, required=True),
    Field("name", TEXT, {"en": "What one area of it is called", "hi": "इस स्तर के एक क्षेत्र को क्या कहते हैं"}, required=True),
)
AREA = (
    Field("id", ID, {"en": "The area's id: its address for ever", "hi": "क्षेत्र की id: सदा के लिए उसका पता"}, required=True),
    Field("level", REFERENCE, {"en": "The id of its level", "hi": "उसके स्तर की id"}, required=True),
    Field("name", TEXT, {"en": "Its name", "hi": "उसका नाम"}, required=True),
    Field("areas", AreaTree(), {"en": "The areas it consists of", "hi": "इसके भीतर के क्षेत्र"}),
)
# fmt: on


def areas(values: Values, levels: Collection[str], reading: Reading) -> tuple[Area, ...]:
    """The tree as a flat tuple, parents before children; each area knows its ancestors and descendants."""
    roots: tuple[Values, ...] = values["areas"] or ()
    if len(roots) > 1:
        place = roots[1]["id"].place if roots[1]["id"] else roots[1].record.place
        reading.error(place, "second-root")
    found: list[tuple[Values, Ancestors]] = []

    def walk(each: Values, ancestors: Ancestors) -> None:
        if each["id"] is None:
            return
        found.append((each, ancestors))
        for child in each["areas"] or ():
            walk(child, (each["id"].text, *ancestors))

    for root in roots[:1]:
        walk(root, ())
    unique((each for each, _ in found), "area", reading)
    result = []
    for each, ancestors in found:
        id = each["id"].text
        level = resolve(each["level"], levels, "level", reading) if each["level"] else None
        below = [(other["id"].text, above) for other, above in found if id in above]
        if level and each["name"]:
            children = tuple(other for other, above in below if above[:1] == (id,))
            descendants = tuple(other for other, _ in below)
            result.append(Area(id, each["name"], level, ancestors, children, descendants))
    return tuple(result)
