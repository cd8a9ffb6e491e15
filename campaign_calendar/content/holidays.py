"""The holidays that campaign.yaml lists, and those of a country; what they become."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from campaign_calendar.content import likely
from campaign_calendar.content.moments import DAY
from campaign_calendar.content.reading import Field, Reading, Values
from campaign_calendar.content.references import resolve
from campaign_calendar.content.single import Single
from campaign_calendar.content.types import REFERENCE, SCALARS, TEXT
from campaign_calendar.located import Scalar
from campaign_calendar.model import Holiday, Run, Text


def _code(scalar: Scalar, _name: str, _reading: Reading) -> str:
    """A code in capitals; whether there is one like it is for the library to say."""
    return scalar.text.upper() if scalar.text.isascii() and len(scalar.text) <= LONGEST else scalar.text


LONGEST = 3  # letters of a code


# fmt: off
COUNTRY = Single(_code, {"en": "a country's two or three letters (ISO 3166)", "hi": "देश के दो या तीन अक्षर (ISO 3166)"}, "[A-Za-z]{2,3}")
SUBDIVISION = Single(_code, {"en": "a state's letters (ISO 3166-2)", "hi": "राज्य के अक्षर (ISO 3166-2)"}, "[A-Za-z0-9]{1,3}", json=SCALARS)
HOLIDAY = (
    Field("date", DAY, {"en": "The day", "hi": "तारीख"}, required=True),
    Field("name", TEXT, {"en": "What it is called", "hi": "छुट्टी का नाम"}, required=True),
    Field("area", REFERENCE, {"en": "Where it is one; everywhere if left out", "hi": "किस क्षेत्र में; न लिखें तो सब जगह"}),
)
PUBLIC = (
    Field("country", COUNTRY, {"en": "The country, such as IN", "hi": "देश, जैसे IN"}, required=True),
    Field("subdivision", SUBDIVISION, {"en": "A state of it, such as UP", "hi": "उसका राज्य, जैसे UP"}),
)
# fmt: on


def holidays(values: Values, areas: Collection[str], years: Iterable[int], reading: Reading) -> tuple[Holiday, ...]:
    """All holidays of `years`, by day: the listed ones, and of the country's those on other days. The first of
    `areas` is the whole campaign."""
    root = next(iter(areas), "")
    found = []
    for each in values["holidays"] or ():
        area = resolve(each["area"], areas, "area", reading) if each["area"] else root
        if each["date"] and each["name"] and area:
            found.append(Holiday(each["date"], each["name"], area))
    listed = {each.day for each in found if each.area == root}
    public = _public(values["public_holidays"], tuple(years), root, reading) if values["public_holidays"] else ()
    return tuple(sorted((*found, *(each for each in public if each.day not in listed)), key=lambda each: each.day))


def _public(written: Values, years: tuple[int, ...], root: str, reading: Reading) -> tuple[Holiday, ...]:
    """A country's public holidays, named in each language of the campaign that the library knows, else in its own."""
    country, subdivision = written["country"], written["subdivision"]
    if country is None or "subdivision" in written.faulty:
        return ()
    from holidays import country_holidays, list_supported_countries  # its tables take a while to load

    states = list_supported_countries().get(country)
    if states is None:
        instead = likely.country(country, reading.languages)
        reading.error(written.place("country"), "country", value=country, instead=instead)
        return ()
    if subdivision and subdivision not in states:
        known = ", ".join(states) or "–"
        place, instead = (
            written.place("subdivision"),
            country_holidays(country).subdivisions_aliases.get(subdivision, ""),
        )
        reading.error(place, "subdivision", value=subdivision, country=country, known=known, instead=instead)
        return ()
    spoken = country_holidays(country).supported_languages
    names: dict[str, dict[date, str]] = {}
    for language in reading.languages:
        codes = {each.replace("_", "-"): each for each in reversed(spoken)}
        codes |= {code.partition("-")[0]: each for code, each in codes.items() if code.partition("-")[0] not in codes}
        chosen = codes.get(language) or codes.get(language.partition("-")[0])
        if chosen:
            names[language] = dict(country_holidays(country, subdivision, years=years, language=chosen).items())
    if not names:
        names[reading.languages[0]] = dict(country_holidays(country, subdivision, years=years).items())
    first = next(iter(names.values()))
    return tuple(
        Holiday(day, Text(tuple(Run(each[day], code) for code, each in names.items() if day in each)), root, True)
        for day in first
    )
