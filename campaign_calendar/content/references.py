"""Ids that content gives and ids that it refers to."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from campaign_calendar.content.fields import Reading, Values
from campaign_calendar.located import Scalar
from campaign_calendar.problems import nearest


def resolve(scalar: Scalar, known: Collection[str], kind: str, reading: Reading) -> str | None:
    """The id that `scalar` holds, if it is one of the `known` of its `kind`; else a problem and None."""
    if scalar.text in known:
        return scalar.text
    near = nearest(scalar.text, known)
    if near:
        reading.error(scalar.place, "unknown-id-near", kind=kind, value=scalar.text, near=near)
    else:
        reading.error(scalar.place, "unknown-id", kind=kind, value=scalar.text)
    return None


def resolve_all(
    scalars: Iterable[Scalar] | None, known: Collection[str], kind: str, reading: Reading
) -> tuple[str, ...]:
    found = (resolve(each, known, kind, reading) for each in scalars or ())
    return tuple(dict.fromkeys(id for id in found if id is not None))


def unique(group: Iterable[Values], kind: str, reading: Reading) -> tuple[Values, ...]:
    """The members of `group` but those with an id that an earlier one has, which is a problem naming both."""
    seen: dict[str, Values] = {}
    kept = []
    for values in group:
        scalar = values["id"]
        first = seen.setdefault(scalar.text, values) if scalar else values
        if first is values:
            kept.append(values)
        else:
            place = first["id"].place
            reading.error(
                scalar.place, "duplicate-id", kind=kind, value=scalar.text, first=f"{place.file}:{place.line}"
            )
    return tuple(kept)
