"""What a reader found in feeds and what was meant in; where they differ out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from tests.conformance.readers.limits import Limit, limit
from tests.conformance.readers.occurrence import FIELDS, Occurrence


@dataclass
class Comparison:
    """`limited` counts the differences that are a known fault of the reader."""

    occurrences: int = 0
    fields: int = 0
    wrong: list[str] = field(default_factory=list)
    limited: Counter[Limit] = field(default_factory=Counter)


def compared(
    reader: str,
    found: Mapping[str, Iterable[Occurrence]],
    meant: Mapping[str, Iterable[Occurrence]],
    fields: tuple[str, ...] = FIELDS,
) -> Comparison:
    """Every one of `fields` of every occurrence of every file."""
    comparison = Comparison()
    for path in sorted({*found, *meant}):
        read, expected = (_entries(each.get(path, ())) for each in (found, meant))
        for uid in sorted({*read, *expected}):
            for one, other in zip_longest(read[uid], expected[uid]):
                where = f"{path}: {' '.join((one or other).order)}"
                if one and other:
                    _compare(reader, where, one, other, expected[uid], fields, comparison)
                else:
                    comparison.wrong.append(f"{where} {'was not meant' if one else 'was not found'}")
    return comparison


def _entries(occurrences: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    """By UID, in the order of time."""
    entries: dict[str, list[Occurrence]] = defaultdict(list)
    for each in sorted(occurrences, key=lambda one: one.order):
        entries[each.uid].append(each)
    return entries


def _compare(
    reader: str,
    where: str,
    found: Occurrence,
    meant: Occurrence,
    entry: list[Occurrence],
    fields: tuple[str, ...],
    into: Comparison,
) -> None:
    into.occurrences += 1
    into.fields += len(fields)
    for name in fields:
        is_, should_be = getattr(found, name), getattr(meant, name)
        if is_ == should_be:
            continue
        known = limit(reader, name, meant, entry)
        if known:
            into.limited[known] += 1
        else:
            into.wrong.append(f"{where}: {name} is {is_!r} for {should_be!r}")


def told(wrong: list[str], most: int = 20) -> str:
    """For people, who need not see the same fault a thousand times."""
    return "\n".join(chain(wrong[:most], [f"and {len(wrong) - most} more"] if len(wrong) > most else []))
