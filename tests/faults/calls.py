"""The calls by which a build reads and writes the disk, counted, so that any one of them can be made to go wrong."""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any
from unittest.mock import patch

from campaign_calendar import release

Mishap = Callable[[], None]

OF_THE_SYSTEM = (
    *("open", "write", "mkdir", "rename", "replace", "unlink", "rmdir", "utime", "fsync"),
    *("stat", "lstat", "fstat", "scandir", "listdir"),
)
TARGETS: tuple[tuple[Any, str], ...] = (
    *((os, name) for name in OF_THE_SYSTEM),
    (fcntl, "flock"),
    (release, "exchange"),
    (release, "_sync"),
)


class Killed(BaseException):
    """Stands for a kill: nothing in the engine catches it."""


def kill() -> None:
    raise Killed


def without_exchange() -> AbstractContextManager[object]:
    """Within its block two folders cannot be exchanged in one step."""

    def lacking(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    return patch.object(release, "exchange", lacking)


class Calls(AbstractContextManager["Calls"]):
    """Within its block the calls are counted; in place of the one numbered `at` (from 1 on) `mishap` happens. Where a
    `name` is given only calls of that name have numbers. Of a write that goes wrong half has reached the disk."""

    def __init__(self, at: int = 0, mishap: Mishap = lambda: None, name: str | None = None) -> None:
        self.names: list[str] = []
        self.struck: str | None = None  # the name of the call that went wrong
        self._at = at
        self._name = name
        self._mishap = mishap
        self._patches = ExitStack()

    @property
    def count(self) -> int:
        """How many calls there were."""
        return len(self.names)

    def __enter__(self) -> Calls:
        for module, name in TARGETS:
            self._patches.enter_context(patch.object(module, name, self._counted(name, getattr(module, name))))
        opened = self._counted_open(io.open)
        self._patches.enter_context(patch.object(io, "open", opened))
        self._patches.enter_context(patch.object(builtins, "open", opened))
        return self

    def __exit__(self, *_: object) -> None:
        self._patches.close()

    def due(self, name: str) -> bool:
        """Note down a call; whether it is the one that goes wrong."""
        self.names.append(name)
        if self._name in (None, name):
            self._at -= 1
            if self._at == 0:
                self.struck = name
        return self._at == 0 and self._name in (None, name)

    def happen(self) -> None:
        self._mishap()

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if self.due(name):
                if name == "write":
                    handle, octets = arguments
                    real(handle, octets[: len(octets) // 2])
                self.happen()
            return real(*arguments, **options)

        return call

    def _counted_open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if self.due("open"):
                self.happen()
            return _File(real(*arguments, **options), self)

        return call


class _File:
    """An open file whose reads and writes are counted."""

    def __init__(self, file: Any, calls: Calls) -> None:
        self._file = file
        self._calls = calls

    def read(self, *arguments: Any) -> Any:
        if self._calls.due("read"):
            self._calls.happen()
        return self._file.read(*arguments)

    def write(self, data: Any) -> Any:
        if self._calls.due("write"):
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._calls.happen()
        return self._file.write(data)

    def __enter__(self) -> _File:
        self._file.__enter__()
        return self

    def __exit__(self, *reason: Any) -> Any:
        return self._file.__exit__(*reason)

    def __iter__(self) -> Any:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
