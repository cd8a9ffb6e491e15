"""Venues, in venues.yaml or in an event: their fields, and what they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from campaign_calendar.content import likely
from campaign_calendar.content.fields import Group, ListOf
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.references import is_like_one, resolve, unique
from campaign_calendar.content.single import Single
from campaign_calendar.content.types import DEGREES, ID, IDENTIFIER, REFERENCE, SCALARS, TEXT, URL, Either
from campaign_calendar.located import Items, Node, Scalar
from campaign_calendar.model import Venue
from campaign_calendar.syntax.text import in_brackets


@dataclass(frozen=True, slots=True)
class Coordinates(ListOf):
    """Two numbers of degrees, which people copy from a map."""

    def read(self, node: Node, name: str, reading: Reading) -> tuple[Any, ...] | None:
        if isinstance(node, Items) and len(node.nodes) == 2:
            return ListOf.read(self, node, name, reading)
        found = likely.coordinates(node.text) if isinstance(node, Scalar) else ""
        if isinstance(node, Scalar) and found:
            reading.error(node.place, "list-expected-here", field=name, value=node.text, instead=found)
        else:
            reading.error(node.place, "geo")
        return None


# fmt: off
VENUE = (
    Field("name", TEXT, {"en": "The place's name", "hi": "जगह का नाम"}, required=True),
    Field("address", TEXT, {"en": "Its postal address", "hi": "उसका पता"}),
    Field("geo", Coordinates(DEGREES), {"en": "Latitude and longitude: [52.52, 13.40]", "hi": "अक्षांश और देशांतर: [28.59, 77.32]"}),
    Field("url", URL, {"en": "Its website", "hi": "उसकी वेबसाइट"}),
)
FIELDS = (
    Field("id", ID, {"en": "The venue's id, by which events name it", "hi": "जगह की id, जिससे आयोजन उसे बताते हैं"}, required=True),
    *VENUE,
)
VENUE_ID = Single(REFERENCE.convert, {"en": "the id of a venue in venues.yaml", "hi": "venues.yaml की किसी जगह की id"}, ID.pattern, json=SCALARS)
VENUE_OR_ID = Either(VENUE_ID, Group(VENUE))
# fmt: on


def venues(written: Iterable[Values], reading: Reading) -> dict[str, Venue]:
    """The venues of venues.yaml by id."""
    found = {}
    for each in unique(written, "venue", reading):
        made = _venue(each, reading)
        if made and each["id"]:
            found[each["id"].text] = made
        else:
            reading.unsure.add("venue")
    return found


def venue(written: Values | Scalar | None, known: Mapping[str, Venue], reading: Reading) -> Venue | None:
    """The venue that an event names or describes."""
    if isinstance(written, Scalar):
        if not IDENTIFIER.fullmatch(written.text) and not is_like_one(written.text, known):
            if "://" in written.text:
                reading.error(written.place, "venue-online", value=written.text)
                return None
            instead = f"{{name: {in_brackets(written.text)}}}"
            reading.error(written.place, "venue-by-name", field="venue", value=written.text, instead=instead)
            return None
        id = resolve(written, known, "venue", reading)
        return known[id] if id else None
    return _venue(written, reading) if written else None


def _venue(values: Values, reading: Reading) -> Venue | None:
    geo = _geo(values, reading)
    if values["name"] is None:
        return None
    id = values["id"]
    return Venue(values["name"], values["address"], geo, values["url"], id.text if id else None)


def _geo(values: Values, reading: Reading) -> tuple[str, str] | None:
    geo = values["geo"]
    if geo is None or "geo" in values.faulty:
        return None
    if abs(geo[0]) > 90:
        reading.error(values.place("geo"), "geo")
        return None
    return f"{geo[0]:.6f}", f"{geo[1]:.6f}"
