"""The tables of fields and the corpus of wrong files in; docs/reference.*.md and docs/messages.*.md out.

    python -m docs.generate

Both are written from what the tool itself goes by; a test holds them to it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from campaign_calendar.content.accept import ACCEPTED_BY  # noqa: E402
from campaign_calendar.content.areas import AREA, AreaTree  # noqa: E402
from campaign_calendar.content.campaign import Locales  # noqa: E402
from campaign_calendar.content.fields import Group, ListOf  # noqa: E402
from campaign_calendar.content.kinds import KINDS, Kind  # noqa: E402
from campaign_calendar.content.reading import Field, Type  # noqa: E402
from campaign_calendar.content.single import Single  # noqa: E402
from campaign_calendar.content.types import Either, Localised  # noqa: E402
from campaign_calendar.formats import mended, one_line  # noqa: E402
from campaign_calendar.problems import Place, Problem, catalogue  # noqa: E402
from docs import words  # noqa: E402
from docs.examples import example  # noqa: E402
from docs.samples import SAMPLES, SENTENCES_ONLY  # noqa: E402
from tests.problems.test_bad_content import CASES, case, decoded, outcome_of  # noqa: E402

LANGUAGES = ("en", "hi")


def reference(language: str) -> str:
    """Every field of every kind of file."""
    said = words.REFERENCE[language]
    parts = [said["title"], said["rules"]]
    parts += [_kind(kind, language) for kind in KINDS]
    checks = "\n".join(
        f"| `{name}` | {', '.join(said[kind] for kind in kinds)} | {words.CHECKS[name][language]} |"
        for name, kinds in ACCEPTED_BY.items()
    )
    parts.append(f"{said['checks']}\n\n{said['checks_head']}\n|---|---|---|\n{checks}")
    parts.append(said["strings"])
    return words.NOTICE[language] + "\n\n".join(parts) + "\n"


def _kind(kind: Kind, language: str) -> str:
    said = words.REFERENCE[language]
    rows = "\n".join(_row(kind, path, field, language) for path, field in fields_of(kind.fields, "", []))
    example = f"```yaml\n{words.EXAMPLES[kind.name]}```"
    head = f"## `content/{kind.path}`\n\n{kind.about[language]}{said['stop']}\n\n{example}"
    return f"{head}\n\n{said['head']}\n|---|---|---|---|\n{rows}"


def fields_of(fields: tuple[Field, ...], within: str, told: list[tuple[Field, ...]]) -> Iterator[tuple[str, Field]]:
    """Each field with its path, and those of the mappings in it behind it; a mapping that was told of before only
    once."""
    for field in fields:
        yield f"{within}{field.name}", field
        inner = _inner(field.type)
        if inner and inner not in told:
            told.append(inner)
            yield from fields_of(inner, f"{within}{field.name}.", told)


def _row(kind: Kind, path: str, field: Field, language: str) -> str:
    said = words.REFERENCE[language]
    needed = f" **{said['required']}**" if field.required else ""
    what = _type(field.type, language).replace("|", "\\|")
    shown = f"`{field.name}: {example(kind.name, path)}`"
    return f"| `{path}` | {what} | {field.about[language]}{said['stop']}{needed} | {shown} |"


def _inner(type: Type) -> tuple[Field, ...]:
    """The fields of the mapping that a value is, or may be, or is a list of."""
    if isinstance(type, Group):
        return type.fields
    if isinstance(type, Either):
        return type.group.fields
    if isinstance(type, AreaTree):
        return AREA
    return _inner(type.member) if isinstance(type, ListOf) else ()


def _type(type: Type, language: str) -> str:
    said = words.REFERENCE[language]
    if isinstance(type, Single):
        return " · ".join(f"`{each}`" for each in type.options) or type.about[language]
    if isinstance(type, Localised):
        return said["by_language"].format(what=type.single.about[language])
    if isinstance(type, ListOf):
        member = _type(type.member, language)
        return said["one_or_list" if type.or_one else "list"].format(what=member)
    if isinstance(type, Either):
        return said["or_mapping"].format(what=_type(type.single, language))
    if isinstance(type, AreaTree):
        return said["list"].format(what=said["mapping"])
    return said["locales"] if isinstance(type, Locales) else said["mapping"]


def messages(language: str) -> str:
    """Every sentence that the tool has for content, with an example of what brings it about."""
    said = words.MESSAGES[language]
    rules = sorted(catalogue(language).keys() - SENTENCES_ONLY)
    parts = [said["title"], *(_message(rule, language) for rule in rules)]
    return words.NOTICE[language] + "\n\n".join(parts) + "\n"


def _message(rule: str, language: str) -> str:
    found = _shortest_case(rule)
    if found is None:
        problem = Problem(Place("content/…"), rule, "error", tuple(SAMPLES[rule].items()))
        return f"## {rule}\n\n```text\n{problem.sentence(language)}\n```"
    problem, line = found
    shown = f"```yaml\n{line}\n```" if line.strip() else ""
    right = mended(problem, line)
    instead = f"{words.MESSAGES[language]['instead']}\n\n```yaml\n{right}\n```" if right else ""
    told = f"```text\n{one_line(problem, language)}\n```"
    return "\n\n".join(part for part in (f"## {rule}", shown, told, instead) if part)


def _shortest_case(rule: str) -> tuple[Problem, str] | None:
    """The problem, and its line, of the shortest file of the corpus that gives just this one."""
    having = [name for name in CASES if [each.split()[1] for each in case(name).expected] == [rule]]
    having = having or [name for name in CASES if rule in [each.split()[1] for each in case(name).expected]]
    for name in sorted(having, key=lambda name: (len(case(name).octets), name)):
        problem = next(each for each in outcome_of(name)[1] if each.rule == rule)
        if problem.place.file == f"content/{case(name).path}":
            lines = decoded(case(name).octets).replace("\r\n", "\n").split("\n")
            line = lines[problem.place.line - 1]
            return problem, line if line.isprintable() else ""
    return None


def documents() -> dict[Path, str]:
    """The text of every document, by its file."""
    made = {"reference": reference, "messages": messages}
    return {
        ROOT / "docs" / f"{name}.{language}.md": write(language)
        for name, write in made.items()
        for language in LANGUAGES
    }


if __name__ == "__main__":
    for file, text in documents().items():
        file.write_text(text, encoding="utf-8")
