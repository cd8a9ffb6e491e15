"""Single values: how each is read, and what is proposed for one that is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from campaign_calendar.content import likely
from campaign_calendar.content.reading import Reading, Type, Words
from campaign_calendar.located import Items, Node, Scalar
from campaign_calendar.problems import Problem, error
from campaign_calendar.syntax.text import behind_key

PLACEHOLDERS = ("…", "...")  # what messages show where something is to be written


@dataclass(frozen=True, slots=True)
class Single:
    """A single value; `convert` gives it its meaning, or notes a problem and gives None. `mend` gives the text that
    may have been meant, or an empty one; it is proposed if it can be converted.

    The rest tells editors what may be written: `about` in words, `pattern` as a regular expression (ECMA 262, of
    the whole value) that fits all that is accepted, `options` the only words there are, and `json` the types that
    YAML 1.2 may take such a value for."""

    convert: Callable[[Scalar, str, Reading], Any]
    about: Words = field(default_factory=dict)
    pattern: str = ""
    options: tuple[str, ...] = ()
    json: tuple[str, ...] = ("string",)
    mend: Callable[[str], str] = str

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        if isinstance(node, Scalar):
            if node.text in PLACEHOLDERS:
                reading.error(node.place, "not-filled-in", field=name, value=node.text)
                return None
            noted, errors = len(reading.problems), reading.errors
            value = self.convert(node, name, reading)
            if reading.errors > errors and is_told_apart(self):
                reading.problems[noted:] = self.better_told(node, name, reading) or reading.problems[noted:]
            return value
        if isinstance(node, Items):
            only = node.nodes[0] if len(node.nodes) == 1 else None
            text = only.text if isinstance(only, Scalar) and self.accepts(only, reading) else ""
            reading.error(node.place, "list-not-expected", field=name, value=f"[{text}]", instead=text)
        else:
            reading.error(node.place, "mapping-not-expected", field=name)
        return None

    def accepts(self, node: Scalar, reading: Reading) -> bool:
        trial = reading.trial()
        self.convert(node, "", trial)
        return not trial.errors

    def better_told(self, node: Scalar, name: str, reading: Reading) -> list[Problem]:
        """The problem that says how a refused value is written, if that can be found out; else none."""
        tidy = likely.tidy(node.text)
        for text in dict.fromkeys((tidy, self.mend(tidy))):
            if text in ("", node.text):
                continue
            trial = reading.trial()
            self.convert(replace(node, text=text), name, trial)
            if trial.errors:
                told = [_with_value(each, node.text) for each in trial.problems]
            else:
                instead, odd = behind_key(text), likely.odd_character(node.text)
                rule = "odd-character" if text == tidy else "meant"
                told = [error(node.place, rule, field=name, value=node.text, odd=odd, instead=instead)]
            if any(name in ("instead", "near") for each in told for name, _ in each.values):
                return told
        return []


def _with_value(problem: Problem, text: str) -> Problem:
    return replace(problem, values=tuple((name, text if name == "value" else each) for name, each in problem.values))


def is_told_apart(type: Type) -> bool:
    """Whether not any text may be a value of the type."""
    return isinstance(type, Single) and bool(type.pattern or type.options)
