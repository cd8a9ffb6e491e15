"""Phases in campaign.yaml: their fields, and what they become."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from campaign_calendar.content.accept import accept_field, accepted
from campaign_calendar.content.fields import Group
from campaign_calendar.content.moments import DAY
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.references import resolve, resolve_all, some, unique
from campaign_calendar.content.types import COLOR_HEX, ID, IDS, POSITIVE, REFERENCE, TEXT, YES_NO, Either
from campaign_calendar.located import Scalar
from campaign_calendar.model import Area, Days, Expectation, Phase

PALETTE = ("#0a58a6", "#0b6e4f", "#9a3d07", "#6a2c91", "#a01f3c", "#4a5a00")

# fmt: off
EXPECTS = (
    Field("level", REFERENCE, {"en": "The level whose every area is to have a date", "hi": "जिस स्तर के हर क्षेत्र में तारीख चाहिए"}, required=True),
    Field("at_least", POSITIVE, {"en": "How many dated events each; one if left out", "hi": "हर क्षेत्र में कम से कम कितने; न लिखें तो एक"}),
    Field("except", IDS, {"en": "Areas that need none", "hi": "जिन क्षेत्रों में ज़रूरत नहीं"}),
)
PHASE = (
    Field("id", ID, {"en": "The phase's id: its address for ever", "hi": "चरण की id: सदा के लिए उसका पता"}, required=True),
    Field("name", TEXT, {"en": "Its name", "hi": "उसका नाम"}, required=True),
    Field("starts", DAY, {"en": "Its first day", "hi": "पहला दिन"}, required=True),
    Field("ends", DAY, {"en": "Its last day, which still belongs to it", "hi": "आखिरी दिन (शामिल)"}, required=True),
    Field("area", REFERENCE, {"en": "The area it is for; the whole campaign if left out", "hi": "किस क्षेत्र का है; न लिखें तो पूरा कार्यक्रम"}),
    Field("expects", Either(REFERENCE, Group(EXPECTS)), {"en": "The level whose every area is to hold an event of it", "hi": "जिस स्तर के हर क्षेत्र में इसका आयोजन होना है"}),
    Field("entry", YES_NO, {"en": "no: it is not itself an entry in calendars", "hi": "no: चरण स्वयं कैलेंडर में न दिखे"}),
    Field("color", COLOR_HEX, {"en": "Its colour, such as #0b6e4f", "hi": "उसका रंग, जैसे #0b6e4f"}),
    Field("notes", IDS, {"en": "Notes that explain it", "hi": "इसे समझाने वाले नोट"}),
    accept_field("phase"),
)
# fmt: on


def days_between(values: Values, reading: Reading) -> Days | None:
    """The days from `starts` to `ends`, both inclusive."""
    starts, ends = values["starts"], values["ends"]
    if starts is None or ends is None:
        return None
    if ends < starts:
        reading.error(values.place("ends"), "end-before-start", value=ends, start=starts)
        return None
    return Days(starts, ends)


def phases(
    values: Values, areas: Iterable[Area], levels: Collection[str], notes: Collection[str], reading: Reading
) -> tuple[Phase, ...]:
    known_areas = {area.id: area for area in areas}
    result = []
    for number, each in enumerate(unique(values["phases"] or (), "phase", reading)):
        days = days_between(each, reading)
        area = resolve(each["area"], known_areas, "area", reading) if each["area"] else next(iter(known_areas), None)
        expects = _expectation(each["expects"], levels, known_areas, reading)
        if expects and area and "area" not in reading.unsure:
            _something_expected(expects, known_areas[area], known_areas, each, reading)
        note_ids = resolve_all(each["notes"], notes, "note", reading)
        if days and area and each["name"] and each["id"]:
            entry = each["entry"] is not False
            color = (each["color"] or PALETTE[number % len(PALETTE)]).lower()
            result.append(
                Phase(
                    *(each["id"].text, each["name"], days, area, expects, entry, color, note_ids),
                    accept=accepted(each["accept"]),
                )
            )
    return tuple(result)


def _something_expected(
    expects: Expectation, area: Area, areas: Mapping[str, Area], phase: Values, reading: Reading
) -> None:
    """Say so where the phase's area holds no area of the level that is expected, or an exception is none."""
    written = phase["expects"]
    within = [areas[id] for id in (area.id, *area.descendants) if id in areas]
    expected = [each for each in within if each.level == expects.level]
    if not expected:
        known = some(list(dict.fromkeys(each.level for each in within)))
        place = written.place("level") if isinstance(written, Values) else written.place
        reading.error(place, "expects-nothing", value=expects.level, area=area.id, known=known)
        return
    for excepted in written["except"] or () if isinstance(written, Values) else ():
        id = excepted.text
        if id in areas and not any(id in (each.id, *each.ancestors) for each in expected):
            known = some([each.id for each in expected])
            reading.error(excepted.place, "expects-except", value=id, known=known)


def _expectation(
    written: Scalar | Values | None, levels: Collection[str], areas: Collection[str], reading: Reading
) -> Expectation | None:
    if isinstance(written, Values):
        level = resolve(written["level"], levels, "level", reading) if written["level"] else None
        excepted = resolve_all(written["except"], areas, "area", reading)
        return Expectation(level, written["at_least"] or 1, excepted) if level else None
    level = resolve(written, levels, "level", reading) if written else None
    return Expectation(level) if level else None
