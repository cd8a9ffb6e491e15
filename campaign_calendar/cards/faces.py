"""Fonts in; which of them has which letter, out. Nothing is drawn, and no library loaded, to tell that."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

EMOJI = ("So", "Sk")  # kinds of characters that may be left out: pictures, and colours of skin
SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True)
class Font:
    """A TrueType or OpenType font file."""

    name: str
    octets: bytes

    @cached_property
    def letters(self) -> frozenset[int]:
        """The code points that it has a glyph for; none where it is no font, or a damaged one."""
        try:
            return frozenset(_code_points(self.octets))
        except (struct.error, IndexError):
            return frozenset()

    def has(self, character: str) -> bool:
        """Also where the parts that the character is composed of stand for it."""
        if ord(character) in self.letters:
            return True
        parts = unicodedata.normalize("NFD", character)
        return len(parts) > 1 and all(ord(part) in self.letters for part in parts)


def needs_no_glyph(character: str) -> bool:
    """Spaces, joiners, marks of direction: what fonts need not have, as they show nothing by themselves."""
    return unicodedata.category(character) in ("Zs", "Cf") or ord(character) in SELECTORS


def without_emoji(text: str, fonts: Sequence[Font]) -> str:
    """The text without pictures that no font has; the rest of it says the same."""
    kept = [each for each in text if not _is_emoji(each) or any(font.has(each) for font in fonts)]
    return " ".join("".join(kept).split()) if len(kept) < len(text) else text


def _is_emoji(character: str) -> bool:
    return unicodedata.category(character) in EMOJI or ord(character) in SELECTORS


def missing(text: str, fonts: Sequence[Font]) -> str | None:
    """The first character that would have to be drawn and that no font has."""
    for each in without_emoji(text, fonts):
        if not needs_no_glyph(each) and not any(font.has(each) for font in fonts):
            return each
    return None


def _code_points(octets: bytes) -> Iterator[int]:
    """From the `cmap` table (OpenType 1.9, formats 4 and 12)."""
    (count,) = struct.unpack_from(">H", octets, 4)
    tables = {
        octets[at : at + 4]: struct.unpack_from(">I", octets, at + 8)[0] for at in range(12, 12 + 16 * count, 16)
    }
    if b"cmap" not in tables:
        raise IndexError
    cmap = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", octets, cmap + 2)
    for at in range(cmap + 4, cmap + 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHI", octets, at)
        if (platform, encoding) in ((0, 3), (0, 4), (3, 1), (3, 10)):
            yield from _subtable(octets, cmap + offset)


def _subtable(octets: bytes, at: int) -> Iterator[int]:
    (format,) = struct.unpack_from(">H", octets, at)
    if format == 12:
        (groups,) = struct.unpack_from(">I", octets, at + 12)
        for start, end, _ in struct.iter_unpack(">III", octets[at + 16 : at + 16 + 12 * groups]):
            yield from range(start, min(end, 0x10FFFF) + 1)
    elif format == 4:
        (double,) = struct.unpack_from(">H", octets, at + 6)
        count = double // 2
        ends = struct.unpack_from(f">{count}H", octets, at + 14)
        starts = struct.unpack_from(f">{count}H", octets, at + 16 + double)
        for start, end in zip(starts, ends, strict=True):
            yield from (code for code in range(start, end + 1) if code != 0xFFFF)
