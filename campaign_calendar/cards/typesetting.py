"""Texts and fonts in; lines of shaped glyphs, broken to a measure, out. All of HarfBuzz's shaping is here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import uharfbuzz

from campaign_calendar.cards import bidi
from campaign_calendar.cards.faces import Font, missing, needs_no_glyph, without_emoji
from campaign_calendar.contentline import is_boundary
from campaign_calendar.prose import excerpt

EM = 4096  # units in which all fonts are measured
MOST_LETTERS = 400  # of a text that are looked at: more than any card has room for
WEIGHTS = {"regular": 400, "bold": 700}  # of fonts that have a scale of weights; others have the one they have


@dataclass(frozen=True, slots=True)
class Glyph:
    """`id` within the font at the position `face`; where its origin stands, in units from the line's left end."""

    face: int
    id: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    glyphs: tuple[Glyph, ...]
    width: int


@dataclass(frozen=True, slots=True)
class Words:
    """A text to be set. `direction` is that of its surroundings; its own letters decide first."""

    text: str
    language: str
    direction: str
    weight: str = "regular"


class Typesetter:
    """Fonts ready for shaping."""

    def __init__(self, fonts: Sequence[Font]) -> None:
        self._fonts = fonts
        self.faces = {weight: [_opened(font, value) for font in fonts] for weight, value in WEIGHTS.items()}
        self.line = lru_cache(maxsize=4096)(self._line)  # words stand on many cards, and are measured many times

    def can_set(self, text: str) -> bool:
        return missing(text, self._fonts) is None

    def lines(self, words: Words, size: float, measure: int, most: int) -> tuple[Line, ...] | None:
        """At most so many lines of at most `measure` pixels at `size` pixels to the em; None where it takes more."""
        wide = measure * EM / size
        space = self.line(words, "\N{NO-BREAK SPACE}").width
        found, width = [""], 0.0
        for piece, joined in self._pieces(words, wide):
            own = self.line(words, piece).width
            gap = 0 if joined or not found[-1] else space
            if found[-1] and width + gap + own > wide:
                found.append(piece)
                width = own
            else:
                found[-1] += (" " if gap else "") + piece
                width += gap + own
            if len(found) > most or own > wide:
                return None
        return tuple(self.line(words, text) for text in found if text)

    def cut(self, words: Words, size: float, measure: int, most: int) -> tuple[Line, ...]:
        """The same of the beginning of a text that is too long for it: as much as there is room for."""
        found: tuple[Line, ...] = ()
        shortest, longest = 1, min(len(words.text), MOST_LETTERS)
        while shortest <= longest:
            limit = (shortest + longest) // 2
            lines = self.lines(replace(words, text=excerpt(words.text, limit)), size, measure, most)
            if lines is None:
                longest = limit - 1
            else:
                found, shortest = lines, limit + 1
        return found

    def _pieces(self, words: Words, wide: float) -> Iterator[tuple[str, bool]]:
        """What a line may be broken between: words, and parts of a word that no line could hold; with whether a
        piece continues the word before it."""
        for word in without_emoji(words.text, self._fonts)[: MOST_LETTERS + 1].split(" "):
            start = 0
            while self.line(words, word[start:]).width > wide:
                end = self._fitting(words, word, start, wide)
                yield word[start:end], start > 0
                start = end
            yield word[start:], start > 0

    def _fitting(self, words: Words, word: str, start: int, wide: float) -> int:
        """How far a part of a word from `start` on reaches that a line can hold; one written cluster at least."""
        fitting = start
        for end in range(start + 1, len(word)):
            if not is_boundary(word[end - 1], word[end]):
                continue
            if fitting > start and self.line(words, word[start:end]).width > wide:
                break
            fitting = end
        return fitting if fitting > start else len(word)

    def _line(self, words: Words, text: str) -> Line:
        """One line, from left to right as it is seen."""
        base = bidi.base_level(words.text, words.direction)
        levels = bidi.levels(text, base)
        runs = list(self._runs(text, levels))
        glyphs: list[Glyph] = []
        x = 0
        for position in bidi.visual_order([levels[start] for start, _, _ in runs]):
            start, end, face = runs[position]
            font = self.faces[words.weight][face]
            for info, place in _shaped(font, text, start, end, words.language, levels[start] % 2 == 1):
                glyphs.append(Glyph(face, info.codepoint, x + place.x_offset, place.y_offset))
                x += place.x_advance
        return Line(tuple(glyphs), x)

    def _runs(self, text: str, levels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Stretches in one direction, one script and one font, by its position."""
        start = face = 0
        script = ""
        for at, character in enumerate(text):
            own_script = _script(character)
            font, changes = face, False
            if not needs_no_glyph(character) and (own_script or not self._fonts[face].has(character) or at == start):
                font = next((n for n, each in enumerate(self._fonts) if each.has(character)), 0)
                changes = font != face or bool(script and own_script and own_script != script)
            if at > start and (changes or levels[at] != levels[at - 1]):
                yield start, at, face
                start, script = at, ""
            face, script = font, script or own_script
        if text:
            yield start, len(text), face


def _script(character: str) -> str:
    """What the Unicode name of a letter or its mark begins with; empty for what all scripts share."""
    if unicodedata.category(character)[0] not in "LM" or unicodedata.bidirectional(character) == "NSM":
        return ""
    return unicodedata.name(character, "").partition(" ")[0]


def _shaped(
    font: uharfbuzz.Font, text: str, start: int, end: int, language: str, is_leftward: bool
) -> list[tuple[uharfbuzz.GlyphInfo, uharfbuzz.GlyphPosition]]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if is_leftward else "ltr"
    buffer.language = language
    buffer.guess_segment_properties()  # the script; what is set is not guessed
    uharfbuzz.shape(font, buffer)
    return list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))


def _opened(font: Font, weight: int) -> uharfbuzz.Font:
    opened = uharfbuzz.Font(uharfbuzz.Face(font.octets))
    opened.scale = (EM, EM)
    opened.set_variations({"wght": weight})
    return opened


@lru_cache(maxsize=2)
def typesetter(fonts: tuple[Font, ...]) -> Typesetter:
    return Typesetter(fonts)
