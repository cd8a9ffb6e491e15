"""The steps of a build as they begin in; a bar for who waits, and a table of what took how long, out."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from campaign_calendar.commands.console import Console
from campaign_calendar.problems import catalogue

PATIENCE = 0.5  # seconds before anybody wants to know
NAMES = {
    "read": "step-read",
    "check": "step-check",
    "stamp": "step-stamp",
    "plan": "step-plan",
    "render": "step-render",
    "verify": "step-verify",
    "publish": "step-publish",
}
WIDTH = 24  # of a bar, in characters


class Steps:
    """`language` is the campaign's first, once it is known."""

    def __init__(self, console: Console) -> None:
        self.language: str | None = None
        self._console = console
        self._first = self._since = perf_counter()
        self._now = ""
        self._took: dict[str, float] = {}  # seconds by step

    def begin(self, step: str, done: int = 0, of: int = 0) -> None:
        """`step` begins, or goes on and has `done` so many `of` all."""
        now = perf_counter()
        self._took[self._now] = self._took.get(self._now, 0.0) + now - self._since
        self._since, self._now = now, step
        if step and now - self._first > PATIENCE:
            full = WIDTH * done // of if of else 0
            bar = f" {'█' * full}{'░' * (WIDTH - full)}" if of else " …"
            self._console.progress(self._name(step) + bar)

    def end(self) -> None:
        self.begin("")
        self._console.progress("")

    def table(self) -> Iterator[str]:
        """A line for each step: seconds, and its share of them all. What came before the first is left out."""
        took = {step: seconds for step, seconds in self._took.items() if step}
        whole = sum(took.values())
        for step, seconds in took.items():
            yield f"{seconds:8.2f} {seconds / whole:4.0%}  {self._name(step)}"

    def _name(self, step: str) -> str:
        return catalogue(self._console.language(self.language))[NAMES[step]]
