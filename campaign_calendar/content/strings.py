"""Interface words: strings/LANG.yaml of the theme, and content/strings/LANG.yaml over them."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from campaign_calendar.cldr import Locale
from campaign_calendar.content.reading import Reading
from campaign_calendar.content.single import Single
from campaign_calendar.located import Node, Record
from campaign_calendar.problems import nearest
from campaign_calendar.wording import is_time_pattern

TIME_PATTERN = "time_pattern"

Strings = Mapping[str, str]  # by key; the forms of a count have the keys KEY.one, KEY.other …


def flat(record: Record, reading: Reading) -> dict[str, str]:
    """The words of one file by key; a mapping below a key holds the plural forms of a count (CLDR categories)."""
    words = {}
    for key, node in _leaves(record):
        text = Single(lambda scalar, _name, _reading: scalar.text).read(node, key, reading)
        if text:
            words[key] = text
    return words


def _leaves(record: Record) -> list[tuple[str, Node]]:
    leaves: list[tuple[str, Node]] = []
    for key, (_, node) in record.entries.items():
        if isinstance(node, Record):
            leaves += [(f"{key}.{form}", below) for form, (_, below) in node.entries.items()]
        else:
            leaves.append((key, node))
    return leaves


def read(record: Record, known: Strings, language: str, reading: Reading) -> dict[str, str]:
    """A site's own words for `language`. A key that no page asks for is a misspelt one; where the words are those of
    a count, there is one for each of the language's plural forms; there are several lines only where the reference
    words have several; and just the names in braces that these have are filled in, though a form of a count may do
    without."""
    words = flat(record, reading)
    for key, node in _leaves(record):
        reference = known.get(key) or known.get(f"{key.rpartition('.')[0]}.other")
        if reference is None:
            _unknown(key, node, known, language, reading)
        elif key not in words:
            continue
        elif "." in key and key.rpartition(".")[2] not in plural_forms(language):
            reading.error(
                node.place, "plural-form", value=key.rpartition(".")[2], known=", ".join(plural_forms(language))
            )
        elif key == TIME_PATTERN and not is_time_pattern(words[key]):
            reading.error(node.place, "time-pattern", value=words[key])
        elif "\n" not in reference and "\n" in words[key].strip():
            reading.error(node.place, "one-line", field=key)
        elif _wrongly_filled(key, words[key], reference):
            names = " ".join(f"{{{name}}}" for name in sorted(_placeholders(reference)))
            reading.error(node.place, "string-placeholder", value=words[key], known=names or "–")
            del words[key]
        elif "\n" not in reference:
            words[key] = words[key].strip("\n")
    return words


def _unknown(key: str, node: Node, known: Strings, language: str, reading: Reading) -> None:
    near = nearest(key, known)
    stem = key.partition(".")[0]
    if f"{key}.other" in known:
        forms = ", ".join(f"{form}: …" for form in plural_forms(language))
        reading.error(node.place, "string-forms", value=key, instead=f"{key}: {{{forms}}}")
    elif stem in known:
        reading.error(node.place, "string-plain", value=stem)
    elif near:
        reading.error(node.place, "unknown-string-near", value=key, near=near)
    else:
        reading.error(node.place, "unknown-string", value=key)


def plural_forms(language: str) -> tuple[str, ...]:
    """The categories that CLDR has for counts in `language`."""
    return (*sorted(Locale.named(language).plural_form.rules), "other")


def _wrongly_filled(key: str, words: str, reference: str) -> bool:
    filled, wanted = _placeholders(words), _placeholders(reference)
    return not filled <= wanted or ("." not in key and filled != wanted)


def _placeholders(words: str) -> set[str]:
    """The names in braces; a brace that is none of theirs, or asks for another form, counts as a name that nothing
    fills in."""
    try:
        parts = [part for part in Formatter().parse(words) if part[1] is not None]
    except ValueError:
        return {"{"}
    return {name or "{" if not (form or conversion) else "{" for _, name, form, conversion in parts}


def missing(words: Strings, needed: Strings) -> list[str]:
    """The keys of `needed` that `words` lacks; of a count's forms only `other` is needed in every language."""
    return [key for key in needed if key not in words and ("." not in key or key.endswith(".other"))]
