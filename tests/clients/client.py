"""What all clients do: subscribe to feeds by name, and show what is in them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from tests.conformance.readers.occurrence import Occurrence

SECONDS = 120  # until a client that does not show what was meant is taken at its word
Shown = dict[str, list[Occurrence]]
Session = Callable[[], Iterator[Shown]]  # what it shows, time and again


class Client(NamedTuple):
    """`missing` names what this machine lacks for it, or says "". `opened` gives what the client shows of some feeds,
    by their names; the folder is its home, and what it keeps there is there when it is opened again."""

    missing: Callable[[], str]
    opened: Callable[[Path, Mapping[str, str]], AbstractContextManager[Iterator[Shown]]]


def settled(shown: Iterator[Shown], as_meant: Callable[[Shown], bool]) -> Shown:
    """What a client shows once that is what was meant, or when its time is over."""
    until = time.monotonic() + SECONDS
    for found in shown:
        if as_meant(found) or time.monotonic() > until:
            return found
    raise AssertionError("the client came to an end")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Of a program that is to find nothing of the machine's user, and to be found by none of their programs."""
    folders = {name: home / name.lower() for name in ("CONFIG", "CACHE", "DATA", "STATE", "RUNTIME")}
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = {f"XDG_{name}_{'DIR' if name == 'RUNTIME' else 'HOME'}": str(at) for name, at in folders.items()}
    return {"PATH": os.defpath, "HOME": str(home), "LC_ALL": "C.UTF-8", **names, **more}
