"""How commands speak: what they have to say goes through here to whoever runs them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from campaign_calendar.findings import Findings
from campaign_calendar.problems import Problem


class Console(Protocol):
    def say(self, text: str) -> None:
        """One line of what was done; left out where the user wants quiet."""

    def progress(self, text: str) -> None:
        """What is being done at the moment, for somebody who waits at a terminal; replaces what was said before, and
        goes away with the next line or an empty text."""

    def can_ask(self) -> bool:
        """Whether there is somebody who can answer."""

    def ask(self, question: str) -> str | None:
        """What the user answers; None where nobody can be asked."""

    def problems(self, problems: Iterable[Problem], language: str | None) -> None:
        """All problems of a run, in `language` or the one that the user asked for."""

    def told(self, problems: Iterable[Problem], language: str | None) -> tuple[str, ...]:
        """The lines that tell of these problems, with the lines that they are in."""

    def checked(self, found: Findings) -> None:
        """The warnings about a site, and where the user wants all, the ones that it accepts."""

    def language(self, campaign_language: str | None) -> str:
        """The language of messages: the user's choice, else the campaign's first if there are messages in it."""
