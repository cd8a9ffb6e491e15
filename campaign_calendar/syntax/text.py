"""Pieces of a line in; the same as YAML reads them back, or what was lost in them, out."""

from __future__ import annotations

import re
import unicodedata

from campaign_calendar.syntax.vocabulary import Vocabulary

# Spaces that are none, as web pages and phones have them.
NO_SPACE = r"(?:[^\S \n\t]|[\u00ad\u200b\u2060])"
NEVER_FIRST = frozenset("@`%&*!|>,")
# Signs of many scripts that look like a colon: a block of each from U+0900 on.
VISARGAS = "".join(c for c in map(chr, range(0x900, 0xE00)) if "SIGN VISARGA" in unicodedata.name(c, ""))
# What is like a colon. The visargas, the first of them, only behind Latin letters: words end in them.
ODD_COLON = re.compile(rf"([A-Za-z_]+) *([{VISARGAS}：﹕꞉∶ː;]) *(.*)")
NO_SPACE_BEHIND = re.compile(r"([A-Za-z_]+) ?:(?!//)(?=\S)():*(.*)")
NO_COLON = re.compile(r"([a-z_]+)(?: *(=>?|(?:->?|[–—→])(?= ))| |(?=[\"'\[{|])|$) *(.*)")
SMART = re.compile(r"[“”„‟«‘‚‛‹]([^“”„‟«»]*)[“”‟»‘’‛›]")
UNLIKE_ITEM = re.compile(r"[][{},\"'#]|:(?: |$)|^[-?&*!|>%@`]")  # what needs quotes between brackets or braces
CLOSING = frozenset("“”‟»‘’‛›\"'")
UP_TO_BRACKET = re.compile(r"[^,\]}]*")


def quoted(value: str) -> str:
    """`value` as YAML reads it back: in double quotes, or in single ones where those would need escapes."""
    return "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'


def behind_key(text: str) -> str:
    """`text` as it can stand behind a key: in quotes where it needs them, and as it is if it has signs of its own."""
    if not text or text[0] in "\"'[{|>":
        return text
    return quoted(text) if text[0] in "@`%&*!,#" or re.search(r"^[-?] |:(?: |$)| #", text) else text


def texts_quoted(rest: str, words: Vocabulary) -> str:
    """The texts of the further languages in braces, in quotes where they need them."""
    key = f"(?:{'|'.join(map(re.escape, words.in_order))}): "
    texts = re.compile(rf"(?<=, )({key})([^\"'{{}}\[\]]*?)(?=, {key}|}})")
    return texts.sub(lambda found: found[1] + _in_braces(found[2]), rest) if words.in_order else rest


def _in_braces(text: str) -> str:
    return quoted(text) if re.search(r",|: | #|:$", text) else text


def in_brackets(text: str) -> str:
    """`text` as it can stand between brackets or braces."""
    return quoted(text) if UNLIKE_ITEM.search(text) else text


def requoted(text: str) -> str:
    """`text`, which begins with a quote that is closed too early, in quotes that hold what was meant: what stands
    between the first and the last quote; or these, too, where they belong to single words."""
    quote, inner = text[0], text[1:-1]
    if re.match(r"'[^']*[A-Za-z]'[a-z]", text) and text[-1] != quote:
        return quoted(text[1:])
    words = inner.count(quote) % 2 == 0 and re.match(rf"[^{quote}]*[^\s{quote}]{quote}(?=[\s,;/|–-])", inner)
    return quoted(text if words or text[-1] != quote else inner)


def with_quote_closed(line: str, column: int, in_brackets: bool) -> tuple[str, str]:
    """A line with a quote at `column` that is never closed: the rule, and the line as it should be."""
    line = line.rstrip()
    found = re.compile(r"(?=, *(?:[a-z_]+: |[\"'])|,?[\]}]*$)").search(line, column + 1) if in_brackets else None
    stop = found.start() if found else len(line)
    before, quote, inner, rest = line[:column].lstrip(), line[column], line[column + 1 : stop], line[stop:]
    if inner and inner[-1] in CLOSING:  # another sign than the one that opens
        return "smart-quotes", before + quoted(inner[:-1]) + rest
    return "open-quote", before + quote + inner + quote + rest


def lost_key(text: str, words: Vocabulary, surely: bool = False) -> tuple[int, str, dict[str, str]] | None:
    """Where `text` is a key and its value but for the colon or the space behind it: in which column something is
    wrong, the rule and its values. `surely`: nothing is taken for that which may be a text as well."""
    for rule, pattern in (
        ("odd-colon", ODD_COLON),
        ("space-after-colon", NO_SPACE_BEHIND),
        ("colon-missing", NO_COLON),
    ):
        found = pattern.match(text)
        if not found:
            continue
        key, sign = found[1], found[2] or ""
        clear = rule != "colon-missing" or sign[:1] == "=" or (sign and key in words.languages)
        if surely and (sign == ";" or not clear):
            return None
        known = key in words.known or (key.lower() in words.known and not surely)
        if known or not (surely or rule == "colon-missing" or sign == ";"):
            line = f"{key}: {behind_key(found[3].strip())}".rstrip()
            at = found.end(1) if rule == "colon-missing" else found.start(2)
            return at, rule, {"value": sign if rule == "odd-colon" else key, "line": line}
    return None


def without_braces(value: str, words: Vocabulary) -> str:
    """`hi: …, en: …`, where `value` is that without its braces or with one of them only, or its first text without
    the language; else an empty string."""
    parts = re.split(r", *(?=[a-z_]+: )", value.strip("{}() "))
    keys = {part.partition(": ")[0] for part in parts}
    others = {part.partition(": ")[0] for part in parts[1:]}
    left = [language for language in words.in_order if language not in others]
    if others and left and others <= words.languages and not re.match(r"[\w-]+: ", parts[0]):
        first = quoted(parts[0]) if re.search(r"[,:#{}\[\]]", parts[0]) else parts[0]
        return ", ".join([f"{left[0]}: {first}", *parts[1:]])
    found = keys <= words.languages or (keys <= words.below and len(parts) > 1)
    return ", ".join(parts) if found else ""
