"""The record of one output folder: for each file what it was made from and how it lay on the disk.

This is the build's one cache. Damage, in any form, means an empty record and so a full build.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = 2


class Stat(NamedTuple):
    """What changes whenever somebody touches a file: octets, and times in nanoseconds. Nobody can set the last."""

    size: int
    modified: int
    changed: int


class Entry(NamedTuple):
    """`key`: the digest of all that a file was made from; `digest`: that of its octets."""

    key: str
    digest: str
    stat: Stat


@dataclass(slots=True)
class Manifest:
    """`inputs`: the digest of all that the build went by; `came_to`: what else it had to say, as plain data."""

    entries: dict[str, Entry] = field(default_factory=dict)
    inputs: str = ""
    came_to: Any = None


def read(file: Path) -> Manifest:
    """The manifest in `file`, or an empty one."""
    try:
        digest, _, body = file.read_bytes().partition(b"\n")
        if digest.decode() != digest_of(body):
            return Manifest()
        data = json.loads(body)
        if data["format"] != FORMAT:
            return Manifest()
        entries = data["entries"].items()
        found = {path: Entry(key, digest, Stat(*stat)) for path, (key, digest, stat) in entries}
        return Manifest(found, data["inputs"], data["came_to"])
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def write(manifest: Manifest, file: Path) -> None:
    """Written beside and renamed, so that a reader finds the old one or the new one."""
    data = {"format": FORMAT, "inputs": manifest.inputs, "came_to": manifest.came_to, "entries": manifest.entries}
    body = json.dumps(data, separators=(",", ":")).encode()
    beside = file.with_suffix(".new")
    beside.write_bytes(digest_of(body).encode() + b"\n" + body)
    os.replace(beside, file)


def forget(file: Path) -> None:
    with suppress(FileNotFoundError):
        os.unlink(file)


def digest_of(octets: bytes | memoryview) -> str:
    return blake2b(octets, digest_size=16).hexdigest()


def fingerprint(value: object) -> str:
    """A digest of a plain frozen value: equal values have equal fingerprints, in every process. The pickle is
    made without its memory of what it has seen, which would tell one string twice from two equal ones."""
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return digest_of(buffer.getbuffer())


def scan(folder: Path, mode: int) -> dict[str, Stat | None]:
    """Every file in and below `folder` by its path with forward slashes. None for all that a build never lays: what
    is neither file nor folder, a file with a second name elsewhere, and, with a slash at its end, a folder that is
    empty or has not this `mode`."""
    return dict(_scan(os.fspath(folder), "", mode))


def _scan(folder: str, prefix: str, mode: int) -> Iterator[tuple[str, Stat | None]]:
    if os.stat(folder).st_mode & 0o777 != mode:
        yield prefix or "/", None
    empty = bool(prefix)
    with os.scandir(folder) as entries:
        for entry in entries:
            empty = False
            if entry.is_dir(follow_symlinks=False):
                yield from _scan(entry.path, f"{prefix}{entry.name}/", mode)
            elif entry.is_file(follow_symlinks=False):
                found = entry.stat(follow_symlinks=False)
                yield prefix + entry.name, stat_of(found) if found.st_nlink == 1 else None
            else:
                yield prefix + entry.name, None
    if empty:
        yield prefix, None


def stat_of(found: os.stat_result) -> Stat:
    return Stat(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
