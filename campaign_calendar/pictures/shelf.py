"""Octets of uploaded pictures in; what was made of them, from a folder where it was made before, out."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from campaign_calendar.pictures import reencoded
from campaign_calendar.pictures.picture import Picture

ON_SHELF = re.compile(r"[0-9a-f]{32}\.(?:picture|new)")
LABEL = re.compile(rb"([1-9][0-9]{0,3}) ([1-9][0-9]{0,3}) ([0-9a-f]{32})")


class Shelf:
    """Pictures made earlier, kept in a folder by the digest of what they were made from.

    In each file stands one line with width, height and a digest of all the rest, and then the octets."""

    def __init__(self, folder: Path | None) -> None:
        """Without a folder nothing is kept."""
        self._folder = folder
        self._asked: set[str] = set()
        self._made: dict[str, Picture] = {}

    def picture(self, octets: bytes) -> Picture:
        """`reencoded`, or what that gave earlier. NotAPicture is raised each time anew."""
        if self._folder is None:
            return reencoded(octets)
        key = _key(octets)
        found = self._made.get(key) or _read(self._folder / f"{key}.picture", key)
        if not found:
            found = self._made[key] = reencoded(octets)
        self._asked.add(key)
        return found

    def keep(self) -> None:
        """What was asked for since the last time is written, and what was not is removed. A disk that fails costs
        only the time to make the pictures again, so no error of it is raised."""
        if self._folder is not None:
            _tidy(self._folder, {f"{key}.picture" for key in self._asked})
            for key, picture in self._made.items():
                with suppress(OSError):
                    _write(self._folder, key, picture)
        self._asked, self._made = set(), {}


def _key(octets: bytes) -> str:
    return blake2b(_maker() + octets, digest_size=16).hexdigest()


@cache
def _maker() -> bytes:
    """A digest of what makes the pictures: these modules and Pillow, whose version is read without loading it."""
    sources = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    return blake2b(b"\0".join([version("pillow").encode(), *sources])).digest()


def _read(file: Path, key: str) -> Picture | None:
    """None if it is not there or anything at it was changed."""
    try:
        label, _, octets = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if read := LABEL.fullmatch(label):
        picture = Picture(octets, int(read[1]), int(read[2]))
        if _label(key, picture) == label:
            return picture
    return None


def _label(key: str, picture: Picture) -> bytes:
    """The digest is also of the size and of the key, so that no file passes for another."""
    size = f"{picture.width} {picture.height}"
    digest = blake2b(f"{key} {size}\n".encode() + picture.octets, digest_size=16).hexdigest()
    return f"{size} {digest}".encode()


def _write(folder: Path, key: str, picture: Picture) -> None:
    """Written beside and renamed, so that no other build finds half of it."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{key}.new"
    beside.write_bytes(_label(key, picture) + b"\n" + picture.octets)
    os.replace(beside, folder / f"{key}.picture")


def _tidy(folder: Path, wanted: set[str]) -> None:
    """Only names of our own making go."""
    names = []
    with suppress(OSError):
        names = os.listdir(folder)
    for name in names:
        if ON_SHELF.fullmatch(name) and name not in wanted:
            with suppress(OSError):
                os.unlink(folder / name)
