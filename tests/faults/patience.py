"""A limit for what might never end: no right build comes near it, and a wrong one does not stop all tests."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

LIMIT = 60  # seconds


@contextmanager
def ending(limit: int = LIMIT) -> Iterator[None]:
    """Fails where its block has not ended within `limit` seconds."""

    def give_up(*_: object) -> None:
        for worker in multiprocessing.active_children():
            worker.kill()
        pytest.fail(f"it has not ended within {limit} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(limit)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
