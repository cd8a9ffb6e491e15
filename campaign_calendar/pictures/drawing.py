"""A picture that has been walked through in; the JPEG that is published, out. All of Pillow is here."""

from __future__ import annotations

import math
from contextlib import suppress
from io import BytesIO
from typing import Literal

from PIL import Image, ImageCms, ImageFile, WebPImagePlugin
from PIL.Image import Resampling, Transpose

from campaign_calendar.pictures.picture import MAX_PUBLISHED, MAX_SIDE, NotAPicture, Picture
from campaign_calendar.pictures.walk import Walked

# Quality, and how fine colours are against brightness: coarse ones spoil logos and screenshots, but not photos.
STEPS = ((82, "4:4:4"), (82, "4:2:0"), (74, "4:2:0"), (66, "4:2:0"), (58, "4:2:0"), (50, "4:2:0"), (42, "4:2:0"))

Image.preinit()
assert WebPImagePlugin  # named because Pillow would load all of its forty to find it
# A progressive JPEG is written in one go, and Pillow guesses the room for that too small for noise. This, its setting
# for it, is a least room.
ImageFile.MAXBLOCK = 4 * MAX_SIDE * MAX_SIDE


def drawn(walked: Walked) -> Image.Image:
    """The picture upright, in sRGB or grey, on white, no side longer than MAX_SIDE."""
    image: Image.Image
    with Image.open(BytesIO(walked.octets), formats=("JPEG", "PNG", "GIF", "WEBP")) as image:
        if image.size != walked.size:
            # What was measured must be what is decoded.
            raise NotAPicture("picture-broken")
        size = _fitting(*walked.size, MAX_SIDE)
        # JPEGs are decoded at a half, a quarter or an eighth, where that is still large enough.
        image.draft(None, size)
        image.load()
        image = _plain(image)
    if walked.box:
        # The first frame of a GIF may leave a margin, which is transparent.
        frame = image.crop(walked.box)
        image = Image.new(f"{image.mode.removesuffix('A')}A", walked.size)
        image.paste(frame, walked.box)
    if image.size != size:
        image = _smaller(image, size)
    turn = _turn(walked.exif)
    return _on_white(image if turn is None else image.transpose(turn), walked.profile)


def _fitting(width: int, height: int, side: int) -> tuple[int, int]:
    """In proportion, no side longer than `side`, none of nothing; never larger than it was."""
    scale = min(1, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _smaller(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Colours count by their opacity, or invisible ones would shine through at edges. Pillow would see to that, but
    without the quick first step in which it makes other large pictures smaller."""
    mode = image.mode
    if mode in ("LA", "RGBA"):
        image = image.convert(f"{mode[:-1]}a")
    image = image.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    return image if image.mode == mode else image.convert(mode)


def _plain(image: Image.Image) -> Image.Image:
    """In a mode that can be made smaller: L, LA, RGB, RGBA or CMYK."""
    transparent = image.info.get("transparency")
    if image.mode == "I;16":
        # Asked to convert this mode, Pillow cuts off all above 255.
        deep = image.convert("I")
        image = deep.point([round(value / 257) for value in range(65536)], "L")
        if isinstance(transparent, int):
            image.putalpha(deep.point([255 * (value != transparent) for value in range(65536)], "L"))
        return image
    if transparent is not None:
        return image.convert("RGBA")
    return image.convert({"1": "L", "P": "RGB"}[image.mode]) if image.mode in ("1", "P") else image


def _turn(exif: bytes) -> Image.Transpose | None:
    """What sets a picture upright. Orientation is the one entry of the first directory that is looked for."""
    exif = exif.removeprefix(b"Exif\0\0")
    order: Literal["little", "big"] = "little" if exif.startswith(b"II") else "big"
    start = int.from_bytes(exif[4:8], order)
    count = int.from_bytes(exif[start : start + 2], order)
    for at in range(start + 2, min(start + 2 + 12 * count, len(exif)), 12):
        if int.from_bytes(exif[at : at + 2], order) == 0x0112:
            return {
                2: Transpose.FLIP_LEFT_RIGHT,
                3: Transpose.ROTATE_180,
                4: Transpose.FLIP_TOP_BOTTOM,
                5: Transpose.TRANSPOSE,
                6: Transpose.ROTATE_270,
                7: Transpose.TRANSVERSE,
                8: Transpose.ROTATE_90,
            }.get(int.from_bytes(exif[at + 8 : at + 10], order))
    return None


def _on_white(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode not in ("LA", "RGBA"):
        return _in_srgb(image, profile)
    colours = _in_srgb(image.convert(image.mode[:-1]), profile)
    white = Image.new(colours.mode, image.size, "white")
    white.paste(colours, mask=image.getchannel("A"))
    return white


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """L or RGB. A profile that is broken, or for other colours than the picture has, is left out."""
    plain = image.convert("RGB") if image.mode == "CMYK" else image
    if not profile:
        return plain
    # Little CMS too raises errors of many kinds; a wrong tint is better than no picture.
    with suppress(Exception):
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}[meant.profile.xcolor_space]
        if mode == image.mode or (image.mode, mode) == ("L", "RGB"):
            ours = ImageCms.createProfile("sRGB")
            if converted := ImageCms.profileToProfile(image.convert(mode), meant, ours, outputMode="RGB"):
                return converted.convert("L") if mode == "L" else converted
    return plain


# --- From pixels to octets


def encoded(image: Image.Image) -> Picture:
    """With the first step that fits into MAX_PUBLISHED octets; if none does, smaller with the last."""
    smaller, octets = image, b""
    for step in STEPS:
        octets = _jpeg(image, *step)
        if len(octets) <= MAX_PUBLISHED:
            break
    while len(octets) > MAX_PUBLISHED:
        side = max(smaller.size) * min(0.9, math.sqrt(MAX_PUBLISHED / len(octets)))
        smaller = _smaller(image, _fitting(*image.size, int(side)))
        octets = _jpeg(smaller, *STEPS[-1])
    return Picture(octets, *smaller.size)


def _jpeg(image: Image.Image, quality: int, colours: str) -> bytes:
    # Pillow writes some of what it read, such as comments; the walks left none, and none it stays.
    image.info.clear()
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, subsampling=colours, progressive=True)
    return buffer.getvalue()
