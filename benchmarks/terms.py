"""The areas, phases and months of the programme, in the forms that the sites of other programs take them in."""

from datetime import datetime

from benchmarks.programme import AREAS, NAME, PHASES, SUMMARY, URL

MONTHS = {"2026-11": "नवंबर 2026", "2026-12": "दिसंबर 2026"}
PARENTS = {area.id: area.parent for area in AREAS}


def with_parents(area: str) -> list[str]:
    """The area and all above it, the narrowest first."""
    chain = []
    while area:
        chain.append(area)
        area = PARENTS[area]
    return chain


def moment(value: object) -> str:
    """A date as it is, a local time with the zone's offset."""
    return f"{value:%Y-%m-%dT%H:%M:00}+05:30" if isinstance(value, datetime) else str(value)


def as_data() -> dict[str, object]:
    """What templates look up by an id, to be written as JSON."""
    return {
        "name": NAME,
        "summary": SUMMARY,
        "url": URL.rstrip("/"),
        "areas": {area.id: {"name": area.name, "parent": area.parent} for area in AREAS},
        "phases": {
            phase.id: {"name": phase.name, "starts": str(phase.starts), "ends": str(phase.ends)} for phase in PHASES
        },
        "months": {month: {"name": name} for month, name in MONTHS.items()},
    }
