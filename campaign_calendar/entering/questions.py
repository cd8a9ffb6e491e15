"""Options and a way to ask in; facts that could be read, out. What was given is not asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from campaign_calendar.content import likely
from campaign_calendar.content.types import plain_digits
from campaign_calendar.importers.finding import Things
from campaign_calendar.problems import catalogue

Read = TypeVar("Read")


class NotUnderstood(Exception):
    """What somebody has said cannot be taken; the message says why."""


class Missing(Exception):
    """A fact that has to be there was neither given nor can it be asked for, or cannot be read; the message says so,
    with the option."""


class Questions:
    """`given` are the options by name, without those that were not; `ask` is None where nobody can be asked."""

    def __init__(
        self,
        given: Mapping[str, str],
        ask: Callable[[str], str | None] | None,
        say: Callable[[str], None],
        language: str,
    ) -> None:
        self.language = language
        self._given = given
        self._ask = ask
        self._say = say
        self._words = catalogue(language)
        self.asked = False

    def word(self, key: str, **values: object) -> str:
        return self._words[key].format(**values)

    def say(self, text: str) -> None:
        self._say(text)

    def fact(
        self,
        option: str,
        question: str,
        read: Callable[[str], Read],
        default: Read | None = None,
        choices: Sequence[str] = (),
    ) -> Read:
        """What `read` makes of the option, or of an answer; `default` where nothing is answered. `choices` are lines
        to show with the question. Raises Missing."""
        if option in self._given:
            try:
                return read(self._given[option])
            except NotUnderstood as reason:
                raise Missing(f"--{option}: {reason}") from reason
        for line in choices if self.can_ask() else ():
            self.say(line)
        while True:
            answer = self._ask(question) if self._ask else None
            if answer is None and default is not None and not self._ask:
                return default
            if answer is None:
                raise Missing(self.word("new-missing", option=f"--{option}"))
            self.asked = True
            if not answer and default is not None:
                return default
            if not answer:
                self.say(self.word("new-needed"))
                continue
            try:
                return read(answer)
            except NotUnderstood as reason:
                self.say(str(reason))

    def can_ask(self) -> bool:
        return self._ask is not None

    def has(self, option: str) -> bool:
        return option in self._given

    def one_of(
        self, option: str, question: str, things: Things, names: Sequence[tuple[str, str]], default: str | None = None
    ) -> str:
        """The id of one of `things`, by its number among `names` (ids with what is shown), or by any name."""

        def read(text: str) -> str:
            number = plain_digits(text.strip())
            if option not in self._given and number.isdecimal() and 1 <= int(number) <= len(names):
                return names[int(number) - 1][0]
            found = things.find(text)
            if found is None:
                raise NotUnderstood(self.word("new-unknown", value=text, known=things.known()))
            if found.is_sure or (option not in self._given and self.confirmed("new-mean", near=found.name)):
                return found.id
            raise NotUnderstood(self.word("new-near", value=text, near=found.name))

        shown = [f"{number:3}  {name}" for number, (_, name) in enumerate(names, start=1)]
        return self.fact(option, question, read, default, shown)

    def confirmed(self, key: str, **values: object) -> bool:
        """Yes where nothing is answered."""
        while True:
            answer = self._ask(self.word(key, **values)) if self._ask else None
            if not answer:
                return answer is not None
            meant = likely.word(answer, ("yes", "no"))
            if meant:
                return meant == "yes"
