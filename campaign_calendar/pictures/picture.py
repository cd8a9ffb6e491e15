"""What a picture is once it is published, how large an uploaded one may be, and why one is refused."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

MAX_OCTETS = 20_000_000  # of an uploaded file
MAX_PIXELS = 60_000_000  # of a JPEG, which is decoded at a fraction of its size
MAX_PIXELS_WHOLE = 24_000_000  # of others
MAX_PIXELS_WEBP = 13_000_000  # of WebP, which is decoded into five copies
MAX_SIDE = 1200
MAX_PUBLISHED = 100_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published: JPEG octets without metadata, and its size in pixels."""

    octets: bytes
    width: int
    height: int


class NotAPicture(Exception):
    """`rule` names the sentence that says what to do: picture-heic, picture-svg, picture-broken, picture-too-large,
    picture-format; `values` fill it."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


def too_large(value: int, limit: int, unit: Literal["MB", "MP"]) -> NotAPicture:
    """With one decimal place, rounded up, so that it never looks like the limit."""
    tenths = math.ceil(value / 100_000)
    return NotAPicture("picture-too-large", value=f"{tenths / 10:.10g} {unit}", limit=f"{limit // 1_000_000} {unit}")
