"""Ids that content gives and ids that it refers to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher

from campaign_calendar.content import likely
from campaign_calendar.content.reading import Reading, Values
from campaign_calendar.located import Scalar
from campaign_calendar.model import Text
from campaign_calendar.problems import nearest

MOST_SHOWN = 12
MOST_COMPARED = 2_000  # of more things none is looked for by its name
WORD = re.compile(r"[^\s,;()/&+]+")
PART = re.compile(r"[^\s,;()/&+-]+")


def resolve(scalar: Scalar, known: Collection[str], kind: str, reading: Reading) -> str | None:
    """The id that `scalar` holds, if it is one of the `known` of its `kind`; else a problem and None: just None where
    it may be the id of something that has an error of its own. Where `known` maps ids to things with names, a name
    that was written for an id is recognised."""
    if scalar.text in known:
        return scalar.text
    if kind in reading.unsure:
        return None
    named, close, parts = by_name(scalar.text, known), near(scalar.text, known), _in_parts(scalar.text, known)
    if named:
        reading.error(scalar.place, "id-by-name", kind=kind, value=scalar.text, instead=named)
    elif close or len(parts) == 1:
        reading.error(scalar.place, "unknown-id-near", kind=kind, value=scalar.text, near=close or parts[0])
    elif parts:
        values = {"known": _with_names(parts, known), "such": f"[{', '.join(parts)}]"}
        reading.error(scalar.place, "unknown-id-several", kind=kind, value=scalar.text, **values)
    else:
        reading.error(scalar.place, "unknown-id", kind=kind, value=scalar.text, known=some(known, scalar.text))
    return None


def is_like_one(text: str, known: Collection[str]) -> bool:
    """Whether `text` is nearly the id of a thing, or its name."""
    return bool(by_name(text, known) or near(text, known))


def near(text: str, known: Collection[str]) -> str:
    """The id that was probably meant, or an empty string."""
    file = text.rpartition("/")[2].partition(".")[0]
    return file if file in known else nearest(text, known)


def by_name(text: str, known: Collection[str]) -> str:
    """The only id whose thing has `text` as a name in some language."""
    if not isinstance(known, Mapping):
        return ""
    found = [id for id in known if likely.folded(text) in map(likely.folded, _names(id, known))]
    return found[0] if len(found) == 1 else ""


def _names(id: str, known: Collection[str]) -> list[str]:
    """What the thing with that id is called, in every language."""
    name = getattr(known[id], "name", None) if isinstance(known, Mapping) else None
    return [run.text for run in name.runs] if isinstance(name, Text) else []


def _in_parts(text: str, known: Collection[str]) -> list[str]:
    """The ids of the things that are called as single words of `text`, or in whose names it is a word."""
    if len(known) > MOST_COMPARED:
        return []
    wanted = likely.folded(text)
    called = {id: {likely.folded(each) for each in (id, *_names(id, known))} for id in known}
    whole = [id for word in WORD.findall(wanted) for id in known if word in called[id]]
    return list(dict.fromkeys(whole)) or [
        id for id in known if any(wanted in PART.findall(name) for name in called[id])
    ]


def _with_names(ids: Iterable[str], known: Collection[str]) -> str:
    named = ((id, _names(id, known)) for id in ids)
    return ", ".join(f"{id} ({names[0]})" if names else id for id, names in named)


def some(known: Collection[str], like: str = "") -> str:
    """The ids that there are, for a message; of many those that are most `like` a text, with their names."""
    if not known:
        return "–"
    if len(known) <= MOST_SHOWN:
        return ", ".join(known)
    wanted = likely.folded(like)

    def unlike(id: str) -> float:
        return -max(SequenceMatcher(None, wanted, likely.folded(each)).ratio() for each in (id, *_names(id, known)))

    nearest_first = sorted(known, key=unlike) if len(known) <= MOST_COMPARED else list(known)
    return f"{_with_names(nearest_first[: MOST_SHOWN // 2], known)}, …"


def resolve_all(
    scalars: Iterable[Scalar] | None, known: Collection[str], kind: str, reading: Reading
) -> tuple[str, ...]:
    found = (resolve(each, known, kind, reading) for each in scalars or () if not reading.is_full(each.place.file))
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
