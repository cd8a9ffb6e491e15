"""Readers of other makes: each takes feeds by their paths, and gives the occurrences that it finds in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from . import with_ical, with_icalendar, with_javascript, with_libical, with_vobject
from .occurrence import Occurrence

Found = dict[str, list[Occurrence]]


class Reader(NamedTuple):
    """`missing` names what this machine lacks for it, or says ""."""

    read: Callable[[Mapping[str, bytes]], Found]
    missing: Callable[[], str]


def _one_by_one(read: Callable[[bytes], list[Occurrence]], missing: Callable[[], str] = str) -> Reader:
    return Reader(lambda files: {path: read(octets) for path, octets in files.items()}, missing)


def _by_node(script: str, package: str) -> Reader:
    return Reader(partial(with_javascript.read_all, script), partial(with_javascript.missing, package))


READERS = {
    "icalendar": _one_by_one(with_icalendar.read),
    "vobject": _one_by_one(with_vobject.read),
    "ical": _one_by_one(with_ical.read),
    "libical": _one_by_one(with_libical.read, with_libical.missing),
    "ical.js": _by_node("icaljs.mjs", "ical.js"),
    "node-ical": _by_node("nodeical.mjs", "node-ical"),
}
