"""All that a build goes by in: files, options, the program and its libraries; one digest of it out.

Where it is that of the build before, and the output lies as that left it, there is nothing to do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from campaign_calendar.manifest import digest_of

SHAPING_LIBRARIES = ("babel", "icalendar", "jinja2", "markdown", "nh3", "tzdata", "pyyaml", "regex", "segno")
CHECKING_LIBRARIES = ("holidays", "pillow", "uharfbuzz")


def inputs(folders: Iterable[Path], *options: object) -> str:
    """`folders`: of content and templates, with all that is in them, by name and octets. Raises OSError where
    something cannot be read."""
    digest = blake2b(engine().encode(), digest_size=16)
    for part in _parts(folders, options):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _parts(folders: Iterable[Path], options: object) -> Iterator[bytes]:
    yield repr((options, sys.version, _versions(CHECKING_LIBRARIES))).encode()
    for folder in map(os.fspath, folders):
        yield folder.encode("utf-8", "surrogateescape")
        for path in sorted(_files(folder, "")):
            yield path.encode("utf-8", "surrogateescape")
            with open(os.path.join(folder, path), "rb") as file:
                yield file.read()


def _files(folder: str, prefix: str) -> Iterator[str]:
    """The paths of all files below `folder`; links are followed, but not into folders."""
    try:
        found = os.scandir(os.path.join(folder, prefix))
    except FileNotFoundError:
        return
    with found as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


@cache
def engine() -> str:
    """A digest of this program's own source and of the libraries that shape its output, so that a new version of
    any renders everything anew."""
    sources = [source.read_bytes() for source in sorted(Path(__file__).parent.rglob("*.py"))]
    return digest_of(b"\0".join([*sources, repr(_versions(SHAPING_LIBRARIES)).encode()]))


def _versions(libraries: Iterable[str]) -> list[str]:
    """Empty for one that is missing. None is loaded for that."""
    found = []
    for library in libraries:
        try:
            found.append(version(library))
        except PackageNotFoundError:
            found.append("")
    return found
