"""Ids that were taken back after publication, in campaign.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from campaign_calendar.content.moments import DAY
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.references import resolve
from campaign_calendar.content.types import ID, REFERENCE, TEXT
from campaign_calendar.model import Retired

KINDS = ("event", "phase", "area", "tag", "note")

# fmt: off
RETIRED = (
    Field("event", ID, {"en": "The id of an event that was taken back", "hi": "वापस लिए गए आयोजन की id"}),
    Field("phase", ID, {"en": "… or of a phase", "hi": "… या चरण की id"}),
    Field("area", ID, {"en": "… or of an area", "hi": "… या क्षेत्र की id"}),
    Field("tag", ID, {"en": "… or of a tag", "hi": "… या टैग की id"}),
    Field("note", ID, {"en": "… or of a note", "hi": "… या नोट की id"}),
    Field("on", DAY, {"en": "With an event: only this date of it, which is no longer one of its dates", "hi": "आयोजन के साथ: केवल यह तारीख, जो अब उसकी तारीखों में नहीं है"}),
    Field("to", REFERENCE, {"en": "The id, of the same kind, that its address leads on to", "hi": "उसी तरह की वह id, जहाँ पुराना पता ले जाए"}),
    Field("why", TEXT, {"en": "The reason, which its page shows", "hi": "कारण, जो उसके पेज पर दिखेगा"}, required=True),
)
# fmt: on


def retired(
    values: Values, known: Mapping[str, Collection[str]], shown: Collection[str], reading: Reading
) -> tuple[Retired, ...]:
    """`known`: the ids that there are, by kind. One that is retired must be none of them. `shown`: the events among
    them that are no drafts."""
    written = values["retired"] or ()
    there = {*known["event"], *(each["event"].text for each in written if each["event"] and not each["on"])}
    found: dict[tuple[str, str, date | None], Retired] = {}
    for each in written:
        named = [kind for kind in KINDS if each[kind]]
        if len(named) != 1:
            if not each.faulty.intersection(KINDS):
                reading.error(each.record.place, "retired-one", known=", ".join(KINDS))
            continue
        kind, scalar = named[0], each[named[0]]
        to = resolve(each["to"], known[kind], kind, reading) if each["to"] else None
        if to and kind == "event" and to not in shown:
            reading.error(each.place("to"), "draft", value=to)
        on = each["on"]
        if on and "event" in reading.unsure:
            continue
        if on and (kind != "event" or scalar.text not in there):
            reading.error(each.place("on"), "retired-on", value=scalar.text)
        elif scalar.text in known[kind] and not on:
            reading.error(scalar.place, "retired-in-use", kind=kind, value=scalar.text)
        elif (kind, scalar.text, on) in found:
            reading.error(scalar.place, "retired-twice", kind=kind, value=scalar.text)
        elif each["why"]:
            found[kind, scalar.text, on] = Retired(kind, scalar.text, to and f"{kind}:{to}", each["why"], on)
    return tuple(found.values())
