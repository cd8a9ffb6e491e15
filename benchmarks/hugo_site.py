"""The same made-up programme as a Hugo site: the layouts in hugo/ and one Markdown file for each event.

The front matter is TOML: Hugo's default, and read faster than YAML (a tenth of the whole build).
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from benchmarks.programme import AREAS, NAME, PHASES, SUMMARY, Event, quoted
from benchmarks.terms import MONTHS, moment, with_parents

LAYOUTS = Path(__file__).with_name("hugo")
STYLE = LAYOUTS / "static" / "style.css"
SECTIONS = {"events": "सभी कार्यक्रम", "areas": "क्षेत्र", "phases": "चरण", "months": "महीने"}


def write_hugo(folder: Path, events: Iterable[Event]) -> None:
    """Write the whole site: configuration, layouts, the pages of the terms, and one file for each event."""
    shutil.copytree(LAYOUTS, folder, dirs_exist_ok=True)
    _write_index(folder, ".", NAME, f"description = {quoted(SUMMARY)}")
    for section, title in SECTIONS.items():
        _write_index(folder, section, title)
    for area in AREAS:
        _write_index(folder, f"areas/{area.id}", area.name, f'params.parent = "{area.parent}"')
    for weight, phase in enumerate(PHASES, 1):
        days = f"params = {{ starts = {phase.starts}, ends = {phase.ends} }}"
        _write_index(folder, f"phases/{phase.id}", phase.name, f"weight = {weight}", days)
    for weight, (month, title) in enumerate(MONTHS.items(), 1):
        _write_index(folder, f"months/{month}", title, f"weight = {weight}", 'outputs = ["html"]')
    for event in events:
        write_hugo_event(folder, event)


def write_hugo_event(folder: Path, event: Event) -> None:
    """Write the one file of an event, over the one that is there."""
    path = folder / "content" / "events" / f"{event.id}.md"
    path.write_text(_event_markdown(event), encoding="utf-8")


def _event_markdown(event: Event) -> str:
    """Front matter and description; the areas above the event's own are terms of it too."""
    return (
        "+++\n"
        f"title = {quoted(event.title)}\n"
        f"date = {moment(event.start)}\n"
        f"areas = {json.dumps(with_parents(event.area))}\n"
        f'phases = ["{event.phase}"]\n'
        f'months = ["{event.start:%Y-%m}"]\n'
        "[params]\n"
        f"end = {moment(event.end)}\n"
        f"all_day = {str(event.all_day).lower()}\n"
        f"venue = {{ name = {quoted(event.venue)}, address = {quoted(event.address)} }}\n"
        "+++\n"
        f"{event.description}\n"
    )


def _write_index(folder: Path, where: str, title: str, *front_matter: str) -> None:
    """Write the page of a section, a taxonomy or a term."""
    path = folder / "content" / where / "_index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ("+++", f"title = {quoted(title)}", *front_matter, "+++")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
