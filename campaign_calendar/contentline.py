"""Text in; escaped and folded content lines of a calendar, as octets, out (RFC 5545 3.1, 3.3.11)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LINE_END = b"\r\n"
MAX_OCTETS = 75  # of a line without its line end; a continuation's leading space counts
ESCAPES = str.maketrans(
    {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\u2028": "\\n", "\u2029": "\\n", "\u0085": "\\n"}
    | {chr(code): None for code in (*range(9), *range(11, 32), 127)}
)
ESCAPED = re.compile(r"\\([\\;,nN])")
JOINERS = frozenset("\u200c\u200d")
SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # two of them make a flag
VIRAMA = 9  # the canonical combining class of signs that join two consonants into one cluster


def text(value: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line breaks escaped, other controls but tabs left out."""
    return value.translate(ESCAPES)


def plain(value: str) -> str:
    """What a TEXT value says."""
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def unfolded(lines: bytes) -> list[str]:
    """Content lines, each in one piece and without its line end."""
    return lines.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def octets(lines: Iterable[str]) -> bytes:
    """Content lines, folded, each with its line end."""
    return b"".join(fold(line) for line in lines)


def fold(line: str) -> bytes:
    """One line in stretches of at most 75 octets. It is never folded inside a UTF-8 sequence, nor between a
    backslash and its letter; and, if a stretch has another place, not inside a written cluster or at a space."""
    encoded = line.encode("utf-8")
    if len(encoded) <= MAX_OCTETS:
        return encoded + LINE_END
    stretches = []
    start, room = 0, MAX_OCTETS
    while len(encoded) - start > room:
        end = _fold_point(encoded, start, start + room)
        stretches.append(encoded[start:end])
        start, room = end, MAX_OCTETS - 1
    stretches.append(encoded[start:])
    return b"\r\n ".join(stretches) + LINE_END


def _fold_point(encoded: bytes, start: int, limit: int) -> int:
    """The last good place to fold in (start, limit], counted in octets."""
    fallback = 0
    point = limit
    while point > start:
        if encoded[point] & 0xC0 != 0x80 and not _ends_in_open_escape(encoded, start, point):
            fallback = fallback or point
            if _is_good(encoded, point):
                return point
        point -= 1
    return fallback


def _ends_in_open_escape(encoded: bytes, start: int, point: int) -> bool:
    backslashes = 0
    while point - 1 - backslashes >= start and encoded[point - 1 - backslashes] == 0x5C:
        backslashes += 1
    return backslashes % 2 == 1


def _is_good(encoded: bytes, point: int) -> bool:
    before, after = encoded[point - 1], encoded[point]
    if before == 0x20 or after == 0x20:
        return False
    if before < 0x80 and after < 0x80:
        return True
    return is_boundary(_character_before(encoded, point), _character_at(encoded, point))


def _character_at(encoded: bytes, point: int) -> str:
    first = encoded[point]
    length = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    return encoded[point : point + length].decode("utf-8")


def _character_before(encoded: bytes, point: int) -> str:
    start = point - 1
    while encoded[start] & 0xC0 == 0x80:
        start -= 1
    return encoded[start:point].decode("utf-8")


@lru_cache(maxsize=16384)
def is_boundary(before: str, after: str) -> bool:
    """Whether a reader sees two clusters here: no mark or joiner follows, no joiner or virama goes before."""
    if unicodedata.category(after)[0] == "M" or after in JOINERS or before in JOINERS or after in SKIN_TONES:
        return False
    if before in FLAG_LETTERS and after in FLAG_LETTERS:
        return False
    return unicodedata.combining(before) != VIRAMA
