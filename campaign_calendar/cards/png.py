"""Pixels as numbers of colours in; a PNG file out (ISO/IEC 15948)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

Color = tuple[int, int, int]


def written(rows: Sequence[bytes | bytearray], palette: Sequence[Color]) -> bytes:
    """Rows of equal length, an octet for each pixel."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    colors = b"".join(bytes(color) for color in palette)
    same = b"\2" + bytes(len(rows[0]))  # a row that differs from the one above it in nothing
    above = (None, *rows)
    filtered = b"".join(same if row == last else b"\0" + row for row, last in zip(rows, above, strict=False))
    # The best compression would take as long as all the rest four times over, and save a sixth.
    chunks = ((b"IHDR", header), (b"PLTE", colors), (b"IDAT", zlib.compress(filtered, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
