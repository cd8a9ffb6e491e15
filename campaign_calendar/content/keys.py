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

MOST_KEYS = 200  # that are compared with each other; of more nobody meant a field
MOST_PLACES = 3  # of fields below which a key may belong, for a message to name them


def unknown_keys(record: Record, known: tuple[Field, ...], reading: Reading) -> set[str]:
    """Say of each key that is none of the `known` what it was probably meant to be. Gives the fields of which this
    explains that they are missing."""
    faulty: set[str] = set()
    names = [each.name for each in known]
    if len(record.unread) > MOST_KEYS:
        for key, scalar in record.unread.items():
            reading.error(scalar.place, "unknown-key", value=key, known=", ".join(names))
        return faulty
    apart = [each.name for each in known if is_told_apart(each.type)]  # of a text two may be meant, and none is lost
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
        elif doubled := [name for name in likely.keys(key) if name in apart and name in record.entries]:
            first = record.entries[doubled[0]][0].place.line
            reading.error(place, "key-again", value=key, field=doubled[0], first=first)
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
        whole = _meant_by(each, replace(first, text=f"{first.text} {second.text}"), reading)
        if whole:
            line = record.entries[parts[0]][0].place.line
            return {"field": each.name, "first": str(line), "whole": whole}
    return {}


def _meant_by(field: Field, value: Scalar, reading: Reading) -> str:
    """The lines that may be written for a value of a field, as a message lists them; empty if nobody can tell."""
    trial = reading.trial()
    field.type.read(value, field.name, trial)
    if not trial.problems:
        return f'"{field.name}: {value.text}"'
    said = dict(trial.problems[0].values)
    lines = [f'"{field.name}: {said[name]}"' for name in ("instead", "morning", "evening", "start") if name in said]
    return " / ".join(lines) + (f' + "end: {said["end"]}"' if "start" in said and "end" in said else "")


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
