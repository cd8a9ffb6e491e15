"""Keys that are none of the fields of a mapping: what each was probably meant to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from campaign_calendar.content import likely
from campaign_calendar.content.reading import Field, Keyed, Reading
from campaign_calendar.content.single import Single, is_told_apart
from campaign_calendar.located import Record, Scalar
from campaign_calendar.problems import nearest
from campaign_calendar.syntax.text import in_brackets

MOST_PLACES = 3  # of fields below which a key may belong, for a message to name them


def unknown_keys(record: Record, known: tuple[Field, ...], reading: Reading) -> set[str]:
    """Say of each key that is none of the `known` what it was probably meant to be. Gives the fields of which this
    explains that they are missing."""
    faulty = set()
    names = [each.name for each in known]
    for key, scalar in record.unread.items():
        place = scalar.place
        called, near = (
            _also_called(key, [each for each in names if each not in faulty], record),
            nearest(key, _unwritten(names, record)),
        )
        options = [each.name for each in known if isinstance(each.type, Single) and key in each.type.options]
        within = [each.name for each in known if isinstance(each.type, Keyed) and key in each.type.names()]
        outside = [other for other, keys in reading.around if key in keys and key not in other.entries]
        if whole := _of_languages(key, names, record, reading):
            reading.error(place, "key-of-language", value=key, whole=whole)
            faulty.add(whole.partition(":")[0])
        elif called:
            reading.error(place, "unknown-key-near", value=key, near=called)
            faulty.add(called)
        elif joined := _joined(key, known, record, reading):
            reading.error(place, "keys-joined", value=key, **joined)
            faulty.add(joined["field"])
        elif outside:
            beside = next(iter(outside[-1].entries))
            reading.error(place, "key-outside", value=key, beside=beside)
        elif len(options) == 1:
            reading.error(place, "key-is-value", value=key, field=options[0])
        elif 0 < len(within) <= MOST_PLACES:
            reading.error(place, "key-inside", value=key, within=" / ".join(within))
            faulty.update(within)
        elif near:
            reading.error(place, "unknown-key-near", value=key, near=near)
            faulty.add(near)
        else:
            reading.error(place, "unknown-key", value=key, known=", ".join(names))
    return faulty


def _of_languages(key: str, names: Collection[str], record: Record, reading: Reading) -> str:
    """`title: {hi: …, en: …}`, if `key` is title_en or the like."""
    name, _, language = key.replace("-", "_").rpartition("_")
    if name not in names or language.lower() not in reading.languages:
        return ""
    texts = {
        each: record.entries.get(f"{name}_{each}") or record.entries.get(f"{name}-{each}")
        for each in reading.languages
    }
    texts[reading.languages[0]] = texts[reading.languages[0]] or record.entries.get(name)
    texts[language.lower()] = record.entries[key]
    parts = [
        f"{each}: {in_brackets(found[1].text)}"
        for each, found in texts.items()
        if found and isinstance(found[1], Scalar)
    ]
    return f"{name}: {{{', '.join(parts)}}}" if parts else ""


def _joined(key: str, known: tuple[Field, ...], record: Record, reading: Reading) -> dict[str, str]:
    """How the value of `key` is written with that of another one, if the two are one value in two parts."""
    second = record.entries[key][1]
    for each in known:
        parts = [other for other in record.entries if other == each.name or each.name in likely.keys(other)]
        parts = [other for other in parts if other == each.name or other in record.unread]
        if (
            parts[1:2] != [key]
            or not isinstance(each.type, Single)
            or not is_told_apart(each.type)
            or not isinstance(second, Scalar)
        ):
            continue
        first = record.entries[parts[0]][1]
        if not isinstance(first, Scalar):
            continue
        whole = replace(first, text=f"{first.text} {second.text}")
        trial = reading.trial()
        each.type.convert(whole, each.name, trial)
        told = [dict(problem.values).get("instead", "") for problem in trial.problems] or [whole.text]
        if told[0]:
            return {"field": each.name, "first": str(record.entries[parts[0]][0].place.line), "whole": told[0]}
    return {}


def written_otherwise(record: Record, name: str, names: Collection[str]) -> Scalar | None:
    """The key that was written for the field `name`, if it seems to be misspelt or called by another name."""
    for key in record.unread.values():
        if name in likely.keys(key.text) or nearest(key.text, names) == name:
            return key
    return None


def _also_called(key: str, names: Collection[str], record: Record) -> str:
    """The field that people call `key`, if there is one and it has not been written."""
    return next((name for name in likely.keys(key) if name in _unwritten(names, record)), "")


def _unwritten(names: Iterable[str], record: Record) -> list[str]:
    return [name for name in names if record.take(name) is None]
