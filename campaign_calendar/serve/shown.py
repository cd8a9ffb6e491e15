"""What browsers are shown at the moment: the pages of the last build that went well, and what is wrong since."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from typing import Protocol


class Pages(Protocol):
    """The files of one build."""

    def octets(self, path: str) -> bytes | None:
        """What the file at `path`, without a slash in front, holds; None where there is none. Raises Trouble."""


@dataclass(frozen=True)
class Trouble(Exception):
    """Why there are no new pages, to be read by a person: `lines` as a terminal shows them."""

    title: str
    lines: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class View:
    """`version` is another one after each build that went well, also than in an earlier process."""

    version: str
    pages: Pages | None = None
    trouble: Trouble | None = None


class Shown:
    """The View of now, which one thread sets and many wait for."""

    def __init__(self) -> None:
        self._process = secrets.token_hex(4)
        self._number = 0
        self._changed = threading.Condition()
        self.now = View(f"{self._process}-0")
        self.closed = False
        self.seen = "index.html"  # the page that was looked at last

    def show(self, pages: Pages) -> None:
        with self._changed:
            self._number += 1
            self.now = View(f"{self._process}-{self._number}", pages)
            self._changed.notify_all()

    def tell(self, trouble: Trouble) -> None:
        """Over the pages that there are."""
        with self._changed:
            self.now = View(self.now.version, self.now.pages, trouble)
            self._changed.notify_all()

    def after(self, view: View | None, seconds: float) -> View | None:
        """The view when it is another one than `view`; None where it is still that one after so long, or closed."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self.now is not view, seconds)
            return None if self.closed or self.now is view else self.now

    def close(self) -> None:
        with self._changed:
            self.closed = True
            self._changed.notify_all()
