"""The same made-up programme as an Eleventy site: what is in eleventy/, and one Markdown file for each event.

Pages are Nunjucks templates over collections, with pagination for areas, phases and months; the calendars are one
template in JavaScript. Left out: `--incremental`, which only helps while Eleventy keeps watching, and, as at the
others, all that our site has beyond these kinds of file.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from benchmarks.hugo_site import STYLE
from benchmarks.programme import Event, quoted
from benchmarks.terms import as_data, moment, with_parents

SITE = Path(__file__).with_name("eleventy")


def write_eleventy(folder: Path, events: Iterable[Event]) -> None:
    """Write the whole site: configuration, templates, what the areas are called, and one file for each event."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(STYLE, folder / "content" / "style.css")
    data = folder / "content" / "_data"
    data.mkdir()
    (data / "campaign.json").write_text(json.dumps(as_data(), ensure_ascii=False), encoding="utf-8")
    for event in events:
        write_eleventy_event(folder, event)


def write_eleventy_event(folder: Path, event: Event) -> None:
    """Write the one file of an event, over the one that is there."""
    path = folder / "content" / "events" / f"{event.id}.md"
    path.write_text(_event_markdown(event), encoding="utf-8")


def _event_markdown(event: Event) -> str:
    return (
        "---\n"
        f"title: {quoted(event.title)}\n"
        f"date: {moment(event.start)}\n"
        f"end: {moment(event.end)}\n"
        f"all_day: {str(event.all_day).lower()}\n"
        f"areas: {json.dumps(with_parents(event.area))}\n"
        f"phase: {event.phase}\n"
        f"month: {event.start:%Y-%m}\n"
        f"venue: {quoted(event.venue)}\n"
        f"address: {quoted(event.address)}\n"
        "---\n"
        f"{event.description}\n"
    )
