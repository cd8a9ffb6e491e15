"""The octets of an uploaded picture in; those of them that draw, its size and how it is meant, out, without decoding.

The walk through a file gathers the two things that say how the picture is meant, its orientation and its colour
profile, and keeps only the parts that draw. So Pillow never reads metadata, and never begins with a picture that
would not fit into memory.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass

from campaign_calendar.pictures.picture import MAX_PIXELS, MAX_PIXELS_WEBP, MAX_PIXELS_WHOLE, NotAPicture, too_large

# No camera or program comes near these; each part or scan costs its time, however small it is.
MAX_PARTS = 100_000
MAX_SCANS = 64
MAX_PROFILE = 4_000_000

JPEG = b"\xff\xd8\xff"
PNG = b"\x89PNG\r\n\x1a\n"
GIF = (b"GIF87a", b"GIF89a")
# A marker of JPEG that begins or ends something: no stuffed FF 00, no fill octet, no restart between rows.
MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
DRAWING_SEGMENTS = FRAMES | {0xC4, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD, 0xE0, 0xEE}  # E0 and EE tell the kind of colours
DRAWING_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT")
# Of some PNGs, by depth and kind of colours, Pillow scales the samples to 8 bits but not the one that is transparent.
KEY_SCALES = {b"\2\0": 85, b"\4\0": 17, b"\x10\2": 1 / 256}
HEIF_BRANDS = frozenset(b"heic heix heim heis hevc hevx hevm hevs mif1 mif2 msf1 miaf avci avcs".split())
AVIF_BRANDS = frozenset({b"avif", b"avis", b"avio"})
OTHERS = (
    *((b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"II+\0", "TIFF"), (b"MM\0+", "TIFF"), (b"%PDF-", "PDF")),
    *((b"8BPS", "PSD"), (b"\0\0\1\0", "ICO"), (b"%!PS", "EPS"), (b"\xc5\xd0\xd3\xc6", "EPS"), (b"PK\3\4", "ZIP")),
    *((b"\0\0\0\x0cjP  ", "JPEG 2000"), (b"\xff\x4f\xff\x51", "JPEG 2000"), (b"\xff\x0a", "JPEG XL")),
    *((b"\0\0\0\x0cJXL ", "JPEG XL"), (b"\x1a\x45\xdf\xa3", "WebM"), (b"\x1f\x8b", "GZIP"), (b"{\\rtf", "RTF")),
)
BEFORE_ROOT = re.compile(r"[ \t\r\n]+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE(?!\s+(?:svg|html)\b)[^<>\[]*>", re.DOTALL)
SVG_ROOT = re.compile(r"<!DOCTYPE\s+svg\b|<(?:[A-Za-z_][\w.-]{0,99}:)?svg[\s/>]")
HTML_ROOT = re.compile(r"<!DOCTYPE\s+html\b|<html[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk through a file found: the octets that draw, the size before any turning, and how it is meant."""

    octets: bytes
    size: tuple[int, int]
    exif: bytes = b""
    profile: bytes = b""
    box: tuple[int, int, int, int] | None = None  # that is drawn on, where it is not the whole


def walk(octets: bytes) -> Walked:
    """By what the file is, not by what it is called."""
    if octets.startswith(JPEG):
        return _walk_jpeg(octets)
    if octets.startswith(PNG):
        return _walk_png(octets)
    if octets.startswith(GIF):
        return _walk_gif(octets)
    if octets[:4] == b"RIFF" and octets[8:12] == b"WEBP":
        return _walk_webp(octets)
    raise _refusal(octets)


def _allowed(width: int, height: int, limit: int = MAX_PIXELS_WHOLE) -> tuple[int, int]:
    if width * height > limit:
        raise too_large(width * height, limit, "MP")
    return width, height


def _walk_jpeg(octets: bytes) -> Walked:
    """Of the segments those that draw are kept, with the coded rows behind each scan; up to the end of the picture,
    behind which phones put further ones and others put anything."""
    kept = [octets[:2]]
    exif, profile = b"", dict[bytes, bytes]()
    size, scans, position = (0, 0), 0, 2
    behind_scan = False
    for _ in range(MAX_PARTS):
        found = MARKER.search(octets, position)
        if behind_scan:
            kept.append(octets[position : found.start() if found else len(octets)])
        if not found or found[1] == b"\xd9":
            # Without an end Pillow decides whether enough is there.
            kept.append(found[0] if found else b"")
            return Walked(b"".join(kept), size, exif, _joined(profile))
        marker, position = found[1][0], found.end()
        if marker in (0x01, 0xD8):
            behind_scan = False
            continue
        length = int.from_bytes(octets[position : position + 2])
        segment = octets[position + 2 : position + length]
        if marker in FRAMES:
            size = _allowed(int.from_bytes(segment[3:5]), int.from_bytes(segment[1:3]), MAX_PIXELS)
        elif marker == 0xE1 and segment.startswith(b"Exif\0"):
            exif = exif or segment
        elif marker == 0xE2 and segment.startswith(b"ICC_PROFILE\0"):
            profile.setdefault(segment[12:13], segment[13:])
        position += length
        if length < 2 or position > len(octets):
            break
        if marker in DRAWING_SEGMENTS:
            kept += found[0], octets[found.end() : position]
        behind_scan = marker == 0xDA
        scans += behind_scan
        if scans > MAX_SCANS:
            break
    raise NotAPicture("picture-broken")


def _joined(parts: dict[bytes, bytes]) -> bytes:
    """A profile in numbered parts, each of which begins with how many there are; empty if one is missing."""
    joined = b"".join(part[1:] for _, part in sorted(parts.items()))
    return joined if {part[:1] for part in parts.values()} == {bytes([len(parts) & 0xFF])} else b""


def _walk_png(octets: bytes) -> Walked:
    """Moving pictures lose their further frames with the other chunks that do not draw."""
    kept = [PNG]
    exif, profile = b"", b""
    size, position = (0, 0), len(PNG)
    for _ in range(MAX_PARTS):
        name, start = octets[position + 4 : position + 8], position + 8
        end = start + int.from_bytes(octets[position : position + 4])
        if (name == b"IHDR") != (position == len(PNG)):
            break
        if name == b"IHDR":
            size = _allowed(int.from_bytes(octets[start : start + 4]), int.from_bytes(octets[start + 4 : start + 8]))
        if end + 4 > len(octets):
            break
        if name in DRAWING_CHUNKS:
            if zlib.crc32(octets[position + 4 : end]) != int.from_bytes(octets[end : end + 4]):
                break
            scale = KEY_SCALES.get(octets[24:26]) if name == b"tRNS" else None
            kept.append(_scaled_key(octets[start:end], scale) if scale else octets[position : end + 4])
        elif name == b"iCCP":
            profile = profile or _inflated(octets[start:end])
        elif name == b"eXIf":
            exif = exif or octets[start:end]
        elif name == b"IEND":
            kept.append(octets[position : end + 4])
            return Walked(b"".join(kept), size, exif, profile)
        position = end + 4
    raise NotAPicture("picture-broken")


def _scaled_key(key: bytes, scale: float) -> bytes:
    """A tRNS chunk with its samples scaled."""
    samples = (int.from_bytes(key[at : at + 2]) for at in range(0, len(key), 2))
    scaled = b"tRNS" + b"".join(min(0xFFFF, int(sample * scale)).to_bytes(2) for sample in samples)
    return (len(scaled) - 4).to_bytes(4) + scaled + zlib.crc32(scaled).to_bytes(4)


def _inflated(chunk: bytes) -> bytes:
    """The profile in an iCCP chunk: a name, a null, a null for the method, and it, deflated."""
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(chunk.partition(b"\0")[2][1:], MAX_PROFILE)
    return b""


def _walk_gif(octets: bytes) -> Walked:
    """Kept are the screen, which colour of the first frame is transparent, and all from that frame on."""
    screen = _allowed(_low(octets[6:8]), _low(octets[8:10]))
    position = 13 + (3 << (octets[10] & 7) + 1 if octets[10] & 0x80 else 0)
    head, control = octets[:position], b""
    in_blocks = False
    for _ in range(MAX_PARTS):
        lead = octets[position]
        if in_blocks:
            position += 1 + lead
            in_blocks = lead != 0
        elif lead == 0x21:
            if octets[position + 1 : position + 3] == b"\xf9\x04":
                # Without what shall become of the frame afterwards: Pillow would get memory ready for it.
                flags, colour = octets[position + 3] & 1, octets[position + 6]
                control = bytes([0x21, 0xF9, 4, flags, 0, 0, colour, 0])
            position += 2
            in_blocks = True
        elif lead == 0x2C:
            left, top, width, height = (_low(octets[position + at : position + at + 2]) for at in (1, 3, 5, 7))
            box = left, top, left + width, top + height
            size = _allowed(max(screen[0], box[2]), max(screen[1], box[3]))
            return Walked(head + control + octets[position:], size, box=None if box == (0, 0, *size) else box)
        else:
            break
    raise NotAPicture("picture-broken")


def _walk_webp(octets: bytes) -> Walked:
    """All is kept, as libwebp only looks for chunks that it knows; metadata stays packed."""
    found = {b"EXIF": b"", b"ICCP": b""}
    size = _allowed(*_webp_size(octets[12:16], octets[20:30]), MAX_PIXELS_WEBP)
    position = 12
    for _ in range(MAX_PARTS):
        name, length = octets[position : position + 4], _low(octets[position + 4 : position + 8])
        if not name:
            return Walked(octets, size, found[b"EXIF"], found[b"ICCP"])
        if name in found and not found[name]:
            found[name] = octets[position + 8 : position + 8 + length]
        position += 8 + length + length % 2
    raise NotAPicture("picture-broken")


def _webp_size(name: bytes, chunk: bytes) -> tuple[int, int]:
    if name == b"VP8X" and len(chunk) == 10:
        return _low(chunk[4:7]) + 1, _low(chunk[7:10]) + 1
    if name == b"VP8L" and chunk[:1] == b"\x2f":
        bits = _low(chunk[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 " and chunk[3:6] == b"\x9d\x01\x2a":
        return _low(chunk[6:8]) & 0x3FFF, _low(chunk[8:10]) & 0x3FFF
    raise NotAPicture("picture-broken")


def _low(octets: bytes) -> int:
    return int.from_bytes(octets, "little")


# --- What is refused


def _refusal(octets: bytes) -> NotAPicture:
    if not octets:
        return NotAPicture("picture-broken")
    if octets[4:8] == b"ftyp":
        end = max(12, min(int.from_bytes(octets[:4]), 256))
        brands = {octets[at : at + 4] for at in range(8, end, 4)}
        if brands & AVIF_BRANDS:
            return NotAPicture("picture-format", value="AVIF")
        return NotAPicture("picture-heic") if brands & HEIF_BRANDS else NotAPicture("picture-format", value="MP4")
    if octets[:2] == b"BM" and octets[6:10] == bytes(4):
        return NotAPicture("picture-format", value="BMP")
    for magic, name in OTHERS:
        if octets.startswith(magic):
            return NotAPicture("picture-format", value=name)
    text = _text(octets[:262_144])
    position = 0
    while before := BEFORE_ROOT.match(text, position):
        position = before.end()
    if SVG_ROOT.match(text, position):
        return NotAPicture("picture-svg")
    return NotAPicture("picture-format", value="HTML" if HTML_ROOT.match(text, position) else "?")


def _text(octets: bytes) -> str:
    """As XML is read: UTF-16 by its byte order mark, or UTF-8."""
    encoding = "utf-16" if octets.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return octets.decode(encoding, "replace")
