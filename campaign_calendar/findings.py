"""What checking a site came to, apart from the site; as plain data for the cache, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaign_calendar.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Findings:
    """`language` is the campaign's first. `accepted` are warnings that an event or phase accepts, each with the
    reason; `drafts` is how many events are not shown yet."""

    language: str
    warnings: tuple[Problem, ...]
    accepted: tuple[tuple[Problem, str], ...]
    drafts: int = 0

    def plain(self) -> list[Any]:
        accepted = [[_plain(problem), reason] for problem, reason in self.accepted]
        return [self.language, [_plain(each) for each in self.warnings], accepted, self.drafts]

    @classmethod
    def of(cls, plain: list[Any]) -> Findings:
        """Raises ValueError or TypeError for what `plain` did not give."""
        language, warnings, accepted, drafts = plain
        reasons = tuple((_problem(*problem), reason) for problem, reason in accepted)
        return cls(language, tuple(_problem(*each) for each in warnings), reasons, drafts)


def _plain(problem: Problem) -> list[Any]:
    return [problem.place, problem.rule, problem.level, problem.values, problem.subjects]


def _problem(place: list[Any], rule: str, level: str, values: list[list[str]], subjects: list[str]) -> Problem:
    return Problem(Place(*place), rule, level, tuple((name, value) for name, value in values), tuple(subjects))
