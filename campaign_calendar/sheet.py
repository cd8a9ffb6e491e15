"""The fields of an event in; the cells of its row in a table, by column, out. And back.

A column is a field, of a text in one language: venue.name in Hindi. Areas, phases, tags and the status are written by
name. What has fields of its own that no cell can hold, such as a repeat, is written as in a content file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from campaign_calendar import writing
from campaign_calendar.cldr import Locale
from campaign_calendar.model import Site
from campaign_calendar.wording import Wording

# What a spreadsheet could take for a formula: by its first sign, also behind spaces and what says that it is none.
LIKE_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
BETWEEN = "; "
STATUSES = ("confirmed", "tentative", "postponed", "cancelled")
# The words of the interface that head a column, by field. Those without any are headed by the field's own name.
HEADINGS: dict[str, tuple[str, ...]] = {
    "id": (),
    "title": ("text_title",),
    "phase": ("phase",),
    "area": ("area",),
    "for": ("for_whom",),
    "start.day": ("column_date",),
    "start.time": ("column_from",),
    "end.time": ("column_to",),
    "end.day": ("column_last_day",),
    "between": ("column_between",),
    "repeat": ("column_repeat",),
    "changes": ("column_changes",),
    "status": ("column_status",),
    "status_note": ("text_reason",),
    "venue.name": ("column_venue",),
    "venue.address": ("column_address",),
    "venue.geo": ("map",),
    "venue.url": ("column_venue", "column_web"),
    "venue.id": ("column_venue", ""),
    "online": ("online",),
    "registration": ("registration",),
    "speakers": ("speakers",),
    "organiser.name": ("organiser",),
    "organiser.phone": ("column_phone",),
    "organiser.email": ("column_email",),
    "organiser.url": ("organiser", "column_web"),
    "audience": ("who",),
    "attendance": ("expected_people",),
    "tags": ("tags",),
    "image.file": ("column_picture",),
    "image.alt": ("column_picture", "text_description"),
    "image.credit": ("column_credit",),
    "attachments": ("column_documents",),
    "links": ("column_links",),
    "notes": ("notes",),
    "outcome.text": ("outcome",),
    "outcome.attended": ("attended",),
    "description": ("text_description",),
    "accept": ("column_accept",),
    "page": ("column_page",),
}
# By the name of a field, the columns that it fills, each with what it holds of it.
FIELDS_OF: dict[str, list[tuple[str, str]]] = {}
for _field in HEADINGS:
    FIELDS_OF.setdefault(_field.partition(".")[0], []).append((_field, _field.partition(".")[2]))
IN_LANGUAGES = frozenset(
    [
        *("title", "status_note", "venue.name", "venue.address", "organiser.name", "audience", "image.alt"),
        *("image.credit", "outcome.text", "description"),
    ]
)
NAMED = {"phase": "phase", "area": "area", "for": "area", "tags": "tag"}  # what is written by name, and its kind
LISTED = frozenset({"area", "for", "tags", "notes", "speakers"})
AS_WRITTEN = frozenset({"repeat", "changes", "attachments", "links", "accept"})
ALWAYS = frozenset({"id", "title", "phase", "area", "start.day", "start.time", "end.time", "status", "venue.name"})


Names = Mapping[tuple[str, str], str]  # by kind and id


class Column(NamedTuple):
    """`field` with a dot where it is one of a mapping's; `language` where it is a text."""

    field: str
    language: str = ""


def columns(languages: Iterable[str]) -> tuple[Column, ...]:
    """All there are; the texts in the order of the languages."""
    spoken = tuple(languages)
    return tuple(
        Column(field, language) for field in HEADINGS for language in (spoken if field in IN_LANGUAGES else ("",))
    )


def heading(column: Column, wording: Wording, languages: int) -> str:
    """What stands above a column; the language where there are several."""
    words = [wording.say(key) if key else "id" for key in HEADINGS[column.field]] or [column.field]
    said = ": ".join(words)
    said = said if said == "id" else said[:1].upper() + said[1:]
    return f"{said} ({language_name(column.language)})" if column.language and languages > 1 else said


def language_name(code: str) -> str:
    """What a language calls itself."""
    locale = Locale.named(code)
    return str(locale.get_display_name(locale) or code)


def names(site: Site, wording: Wording) -> Names:
    """What things are called in one language; what has no name that is its alone is left out."""
    things = {("area", each.id): each.name for each in site.areas}
    things |= {("phase", each.id): each.name for each in site.phases}
    things |= {("tag", each.id): each.name for each in site.tags}
    called = {thing: name.in_language(wording.language.code).text for thing, name in things.items()}
    times = Counter((kind, name) for (kind, _), name in called.items())
    found = {
        (kind, id): name
        for (kind, id), name in called.items()
        if times[kind, name] == 1 and (kind, name) not in things and not re.search(r";|^[\[{]", name)
    }
    found |= {("status", each): wording.say(f"status_{each}") for each in STATUSES}
    return found | {("time", "later"): wording.say("time_later")}


def row(facts: Mapping[str, Any], names: Names) -> dict[Column, str]:
    """The cells that are not empty, of the fields of one event."""
    cells: dict[Column, str] = {}
    for name, value in facts.items():
        for field, inner in FIELDS_OF.get(name, ()):
            part = value
            if name in ("start", "end"):
                part = _moment(facts, name, inner, names)
            elif inner:
                part = value.get(inner)
            if not part and part != 0:
                continue
            if field in IN_LANGUAGES:
                for language, text in part.items():
                    cells[Column(field, language)] = guarded(text)
            else:
                cells[Column(field)] = guarded(_cell(field, part, names))
    return cells


def _moment(facts: Mapping[str, Any], name: str, part: str, names: Names) -> str:
    """The day or the time of the start or the end; the day of the end only where it is another one."""
    day, _, time = str(facts.get(name) or "").partition("T")
    if part == "day":
        return "" if name == "end" and str(facts.get("start")).startswith(day) else day
    return names["time", "later"] if name == "start" and facts.get("time") else time


def _cell(field: str, value: Any, names: Names) -> str:
    if field == "status":
        return names["status", value]
    if field == "between":
        return " – ".join(value)
    if field == "venue.geo":
        return ", ".join(map(writing.flow, value))
    if field in NAMED:
        called = [names.get((NAMED[field], id), id) for id in ([value] if isinstance(value, str) else value)]
        return BETWEEN.join(called)
    if field in LISTED:
        is_simple = not any(re.search(r";|^[\[{]|^\s|\s$", each) for each in value)
        return BETWEEN.join(value) if is_simple else writing.flow(value)
    return writing.flow(value) if field in AS_WRITTEN else str(value)


def guarded(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: Excel and LibreOffice show the sign in front of it."""
    return f"'{text}" if LIKE_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and LIKE_FORMULA.match(text) else text
