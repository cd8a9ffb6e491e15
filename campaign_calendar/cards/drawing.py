"""A card and a typesetter in; the picture, in a few flat colours, out: a sheet of paper on the colour of the phase.

What matters lies within the square in the middle, which is all that some previews show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import uharfbuzz

from campaign_calendar.cards import png
from campaign_calendar.cards.card import HEIGHT, WIDTH, Card
from campaign_calendar.cards.typesetting import EM, Line, Typesetter, Words

PAPER, INK, QUIET = (0xFD, 0xFB, 0xF7), (0x22, 0x20, 0x1C), (0x57, 0x52, 0x4A)
SHADES = 16  # from the paper to an ink, for the edges of letters

# The sheet, as far from the edges of the square in the middle as from those above and below; and what is on it.
RIM = 26
LEFT, RIGHT = (WIDTH - HEIGHT) // 2 + RIM, (WIDTH + HEIGHT) // 2 - RIM
TOP, BOTTOM = RIM, HEIGHT - RIM
MARGIN = 40
SHADOW = 7
MEASURE = RIGHT - LEFT - 2 * MARGIN

# The numbers of colours.
ON_PAPER, QUIETLY, GROUND = 0, SHADES, 2 * SHADES  # each color of the ground is followed by that of its shadow

LEADING = 1.32  # from line to line, in sizes
RISE = 1.0  # from the top of a line to where letters stand
TITLE_SIZES = (80, 72, 65, 58, 52, 47, 42, 38, 34, 31, 28)
SMALL_SIZES = (31, 28, 25)
WHEN_SIZES = (41, 37, 34, *SMALL_SIZES)


@dataclass(frozen=True, slots=True)
class Setting:
    """A text as it is set: its lines, the pixels to the em, and the weight."""

    lines: tuple[Line, ...]
    size: float
    weight: str

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * LEADING)


@dataclass(frozen=True, slots=True)
class Block:
    """All texts of a card as they are set; what is not said has no lines."""

    typesetter: Typesetter
    campaign: Setting
    status: Setting
    title: Setting
    when: Setting
    where: Setting


def layout(card: Card, typesetter: Typesetter) -> Block | None:
    """None where a glyph is missing."""
    if not all(map(typesetter.can_set, card.texts)):
        return None

    def words(text: str, language: str = card.language, weight: str = "regular") -> Words:
        return Words(text, language, card.direction, weight)

    campaign = _fitted(words(card.campaign.text, card.campaign.language), typesetter, SMALL_SIZES, 1)
    status = _fitted(words(card.status, weight="bold"), typesetter, SMALL_SIZES, 1)
    when = _fitted(words(card.when, weight="bold"), typesetter, WHEN_SIZES, 2)
    where = _fitted(words(card.where), typesetter, SMALL_SIZES, 2)
    taken = campaign.height + when.height + where.height + (status.height + 34 if card.status else 0)
    room = BOTTOM - TOP - 2 * MARGIN - taken - 44
    title = words(card.title.text, card.title.language, "bold")
    for size in TITLE_SIZES:
        most = int(room / (size * LEADING))
        lines = typesetter.lines(title, size, MEASURE, most)
        if lines is not None:
            return Block(typesetter, campaign, status, Setting(lines, size, "bold"), when, where)
    lines = typesetter.cut(title, size, MEASURE, most)
    return Block(typesetter, campaign, status, Setting(lines, size, "bold"), when, where)


def _fitted(words: Words, typesetter: Typesetter, sizes: Sequence[int], most: int) -> Setting:
    """In the largest size that holds it; cut short if none does."""
    for size in sizes:
        lines = typesetter.lines(words, size, MEASURE, most)
        if lines is not None:
            return Setting(lines, size, words.weight)
    return Setting(typesetter.cut(words, sizes[-1], MEASURE, most), sizes[-1], words.weight)


def with_text(card: Card, block: Block) -> bytes:
    """From above: the campaign, the status, the title; from below: where, when, and a rule in the phase's colour."""
    canvas = _sheet(card.colors)
    leftward = card.direction == "rtl"
    quiet, ink, reversed_ink = (Ink(block.typesetter, leftward) for _ in range(3))
    y = TOP + MARGIN - 6
    quiet.add(block.campaign, y)
    y += block.campaign.height + 14
    if block.status.lines:
        width = round(block.status.lines[0].width * block.status.size / EM) + 32
        left = RIGHT - MARGIN - width if leftward else LEFT + MARGIN
        _fill(canvas, left, y + 4, left + width, y + 16 + block.status.height, ON_PAPER + SHADES - 1)
        reversed_ink.add(block.status, y + 10, inset=16)
        y += block.status.height + 34
    ink.add(block.title, y)
    y = BOTTOM - MARGIN + 6 - block.where.height
    quiet.add(block.where, y)
    y -= block.when.height
    ink.add(block.when, y)
    left = RIGHT - MARGIN - 72 if leftward else LEFT + MARGIN
    _band(canvas, left, y - 20, left + 72, y - 12, len(card.colors))
    shades = [round(value * (SHADES - 1) / 255) for value in range(256)]
    quiet.draw(canvas, bytes(QUIETLY + shade if shade else ON_PAPER for shade in shades))
    ink.draw(canvas, bytes(ON_PAPER + shade for shade in shades))
    reversed_ink.draw(canvas, bytes(ON_PAPER + SHADES - 1 - shade for shade in shades))
    return png.written(canvas, _palette(card.colors))


def without_text(card: Card) -> bytes:
    """The sheet with the days of a month, one of them marked."""
    canvas = _sheet(card.colors)
    day, gap = 46, 20
    left = (WIDTH - 7 * day - 6 * gap) // 2
    top = (HEIGHT - 5 * day - 4 * gap) // 2
    for number in range(2, 33):
        x, y = left + number % 7 * (day + gap), top + number // 7 * (day + gap)
        _fill(canvas, x, y, x + day, y + day, GROUND if number == 18 else QUIETLY + 3)
    return png.written(canvas, _palette(card.colors))


def _sheet(colors: Sequence[str]) -> list[bytearray]:
    """The ground with the sheet on it: rows from above of the numbers of colours."""
    canvas = [bytearray(WIDTH) for _ in range(HEIGHT)]
    _band(canvas, 0, 0, WIDTH, HEIGHT, len(colors))
    darker = bytes(number + 1 if GROUND <= number < 255 else number for number in range(256))
    for row in canvas[TOP + SHADOW : BOTTOM + SHADOW]:
        row[LEFT + SHADOW : RIGHT + SHADOW] = row[LEFT + SHADOW : RIGHT + SHADOW].translate(darker)
    _fill(canvas, LEFT, TOP, RIGHT, BOTTOM, ON_PAPER)
    return canvas


def _band(canvas: list[bytearray], left: int, top: int, right: int, bottom: int, count: int) -> None:
    """The colours of the ground side by side."""
    ends = [left + round((right - left) * place / count) for place in range(count + 1)]
    for place in range(count):
        _fill(canvas, ends[place], top, ends[place + 1], bottom, GROUND + 2 * place)


def _fill(canvas: list[bytearray], left: int, top: int, right: int, bottom: int, color: int) -> None:
    for row in canvas[top:bottom]:
        row[left:right] = bytes([color]) * (right - left)


def _palette(colors: Iterable[str]) -> list[png.Color]:
    palette = [*_shades(PAPER, INK), *_shades(PAPER, QUIET)]
    for color in colors:
        ground = (int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16))
        palette += [ground, _between(ground, (0, 0, 0), 0.3)]
    return palette


def _shades(paper: png.Color, ink: png.Color) -> Iterable[png.Color]:
    return (_between(paper, ink, step / (SHADES - 1)) for step in range(SHADES))


def _between(one: png.Color, other: png.Color, share: float) -> png.Color:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Ink:
    """Lines that are drawn in one colour, all at once; all begin on the same side, whatever they are written in."""

    def __init__(self, typesetter: Typesetter, leftward: bool) -> None:
        self._leftward = leftward
        self._typesetter = typesetter
        self._raster = uharfbuzz.RasterDraw()

    def add(self, setting: Setting, top: int, inset: int = 0) -> None:
        """The first line's upper edge is `top` pixels below that of the picture."""
        scale = setting.size / EM
        for number, line in enumerate(setting.lines):
            x = RIGHT - MARGIN - inset - line.width * scale if self._leftward else LEFT + MARGIN + inset
            y = top + (number * LEADING + RISE) * setting.size
            for glyph in line.glyphs:
                font = self._typesetter.faces[setting.weight][glyph.face]
                self._raster.transform = (scale, 0, 0, scale, x + glyph.x * scale, HEIGHT - y + glyph.y * scale)
                self._raster.draw_glyph(font, glyph.id)

    def draw(self, canvas: list[bytearray], colors: bytes) -> None:
        """`colors`: for each strength of the ink, from 0 to 255, the number of a colour."""
        image = self._raster.render()
        extents, octets = image.extents, image.buffer.translate(colors)
        for number in range(extents.height):
            y = HEIGHT - 1 - extents.y_origin - number  # the image's rows come from below
            start = number * extents.stride
            row = octets[start : start + extents.width]
            if any(row):
                canvas[y][extents.x_origin : extents.x_origin + extents.width] = row
