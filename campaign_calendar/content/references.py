"""Ids that content gives and ids that it refers to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from campaign_calendar.content.fields import Reading, Values
from campaign_calendar.located import Scalar
from campaign_calendar.model import Text
from campaign_calendar.problems import nearest

MOST_SHOWN = 12


def resolve(scalar: Scalar, known: Collection[str], kind: str, reading: Reading) -> str | None:
    """The id that `scalar` holds, if it is one of the `known` of its `kind`; else a problem and None: just None where
    it may be the id of something that has an error of its own. Where `known` maps ids to things with names, a name
    that was written for an id is recognised."""
    if scalar.text in known:
        return scalar.text
    if kind in reading.unsure:
        return None
    named, near = _by_name(scalar.text, known), _near(scalar.text, known)
    if named:
        reading.error(scalar.place, "id-by-name", kind=kind, value=scalar.text, instead=named)
    elif near:
        reading.error(scalar.place, "unknown-id-near", kind=kind, value=scalar.text, near=near)
    else:
        reading.error(scalar.place, "unknown-id", kind=kind, value=scalar.text, known=some(known))
    return None


def is_like_one(text: str, known: Collection[str]) -> bool:
    """Whether `text` is nearly the id of a thing, or its name."""
    return bool(_by_name(text, known) or _near(text, known))


def _near(text: str, known: Collection[str]) -> str:
    file = text.rpartition("/")[2].partition(".")[0]
    return file if file in known else nearest(text, known)


def _by_name(text: str, known: Collection[str]) -> str:
    """The only id whose thing has `text` as a name in some language."""
    if not isinstance(known, Mapping):
        return ""
    wanted = text.casefold()
    found = [
        id
        for id, thing in known.items()
        if isinstance(name := getattr(thing, "name", None), Text)
        and any(run.text.casefold() == wanted for run in name.runs)
    ]
    return found[0] if len(found) == 1 else ""


def some(known: Collection[str]) -> str:
    """The ids that there are, for a message, if they are few."""
    if not known:
        return "–"
    return ", ".join(known) if len(known) <= MOST_SHOWN else f"{', '.join(list(known)[:MOST_SHOWN])}, …"


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
