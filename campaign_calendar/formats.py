"""Problems in; the lines that a person, a forge or a program reads, out: one function for each format."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

from campaign_calendar.problems import ESCAPING, Problem, catalogue, printable

ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})  # what a terminal draws upon the character before
GITHUB_LIMIT = 10  # annotations of one level that GitHub shows of one step
SEVERITY = {"error": "major", "warning": "minor"}

Told = tuple[Problem, str | None]  # a problem and the line that it stands in, where that can be shown
Format = Callable[[Sequence[Told], str, str], Iterator[str]]


def mended(problem: Problem, source_line: str | None, others: Iterable[Problem] = ()) -> str:
    """The whole line as it should be, where that is known; else an empty string. What is known of `others` in the
    same line is mended with it."""
    if source_line is None:
        return ""
    line = dict(problem.values).get("line")
    if line:
        indentation = source_line[: len(source_line) - len(source_line.lstrip(" "))]
        return indentation + line
    if _edit(problem, source_line) is None:
        return ""
    edits = {
        edit
        for each in (problem, *others)
        if each.place[:2] == problem.place[:2] and (edit := _edit(each, source_line))
    }
    before = len(source_line) + 1
    for start, end, new in sorted(edits, reverse=True):
        if end <= before:
            source_line = source_line[:start] + new + source_line[end:]
            before = start
    return source_line


def _edit(problem: Problem, source_line: str) -> tuple[int, int, str] | None:
    """From where to where in its line something else should stand, and what."""
    values = dict(problem.values)
    wrong, right = values.get("value"), values.get("instead") or values.get("near")
    start = problem.place.column - 1
    if not wrong or not right:
        return None
    quotes = source_line[start : start + 1] in ('"', "'")
    if not source_line.startswith(wrong, start + quotes):
        return None
    kept = quotes and right[0] not in "[{\"'"  # what has brackets or quotes of its own takes their place
    return start + kept, start + quotes + len(wrong) + quotes - kept, right


def one_line(problem: Problem, language: str) -> str:
    """`file:line:column: sentence [rule]`"""
    file, line, column = problem.place
    sentence = problem.sentence(language)
    if problem.level == "warning":
        sentence = catalogue(language)["warning"].format(sentence=sentence)
    return f"{printable(file)}:{line}:{column}: {sentence} [{problem.rule}]"


def text(problems: Sequence[Told], language: str, _prefix: str) -> Iterator[str]:
    """A line for each problem; where its source can be shown, that and a caret below, and the line to write."""
    for problem, source_line in problems:
        yield one_line(problem, language)
        if source_line is None:
            continue
        before = source_line[: problem.place.column - 1]
        indent = "".join("\t" if c == "\t" else " " for c in before if unicodedata.category(c) not in ZERO_WIDTH)
        yield f"    {ESCAPING.sub('�', source_line)}"
        yield f"    {indent}^"
        right = mended(problem, source_line, (other for other, _ in problems))
        if right:
            yield f"  → {ESCAPING.sub('�', right)}"


def github(problems: Sequence[Told], language: str, prefix: str) -> Iterator[str]:
    """Workflow commands. GitHub shows ten errors and ten warnings of a step, so the rest are lines of the log."""
    rest = []
    for level in ("error", "warning"):
        of_level = [problem for problem, _ in problems if problem.level == level]
        for problem in of_level[:GITHUB_LIMIT]:
            place = problem.place
            properties = f"file={_property(prefix + printable(place.file))},line={place.line},col={place.column}"
            yield f"::{level} {properties},title={_property(problem.rule)}::{_message(problem.sentence(language))}"
        rest += of_level[GITHUB_LIMIT:]
    for problem in rest:
        yield one_line(problem, language)
    if rest:
        yield f"::notice::{_message(catalogue(language)['and-more'].format(number=len(rest)))}"


def summary(problems: Iterable[Problem], language: str, prefix: str) -> str:
    """All problems as a Markdown table, for the summary of a step on GitHub."""
    rows = [
        f"| {_cell(prefix + each.place.file)}:{each.place.line}:{each.place.column} "
        f"| {_cell(each.sentence(language))} | {each.level} {each.rule} |"
        for each in problems
    ]
    return "\n".join(["| | | |", "|---|---|---|", *rows, ""])


def gitlab(problems: Sequence[Told], language: str, prefix: str) -> Iterator[str]:
    """A Code Quality report. A problem is known again by its fingerprint when the lines above it have changed."""
    seen: dict[str, int] = {}
    report = []
    for problem, _ in problems:
        content = repr((problem.place.file, problem.rule, problem.values))
        seen[content] = seen.get(content, 0) + 1
        report.append(
            {
                "description": problem.sentence(language),
                "check_name": problem.rule,
                "fingerprint": blake2b(f"{content}{seen[content]}".encode(), digest_size=16).hexdigest(),
                "severity": SEVERITY[problem.level],
                "location": {"path": prefix + problem.place.file, "lines": {"begin": problem.place.line}},
            }
        )
    yield json.dumps(report, ensure_ascii=False, indent=2)


def as_json(problems: Sequence[Told], language: str, prefix: str) -> Iterator[str]:
    """Everything that is known of each problem. `mended`: the whole line as it should be, where that is known."""
    yield json.dumps(
        [
            {
                "file": prefix + problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "level": problem.level,
                "rule": problem.rule,
                "message": problem.sentence(language),
                "values": dict(problem.values),
                "source": source_line,
                "mended": mended(problem, source_line, (other for other, _ in problems)) or None,
            }
            for problem, source_line in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


FORMATS: dict[str, Format] = {"text": text, "github": github, "gitlab": gitlab, "json": as_json}
FOR_PROGRAMS = ("gitlab", "json")  # nothing but the report may stand in what these print


def _message(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _message(value).replace(":", "%3A").replace(",", "%2C")


def _cell(value: str) -> str:
    """Text in a Markdown table, where nothing of it may act."""
    return "".join(f"&#{ord(c)};" if c in "|<>&`*_[]()\\!#@" else c for c in printable(value))
