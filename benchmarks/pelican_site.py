"""The same made-up programme as a Pelican site: settings, theme and a plugin in pelican/, an article for each event.

An area is a tag, a phase a category, a month a period of the archives: what Pelican makes list pages of by itself.
Calendars it does not know; the plugin writes them. Left out: the caches of Pelican (off unless asked for, and a
page would be rendered anew all the same) and, as at the others, all that our site has beyond these kinds of file.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from benchmarks.hugo_site import STYLE
from benchmarks.programme import Event
from benchmarks.terms import as_data, moment, with_parents

SITE = Path(__file__).with_name("pelican")


def write_pelican(folder: Path, events: Iterable[Event]) -> None:
    """Write the whole site: settings, theme, plugin, what the areas are called, and one file for each event."""
    shutil.copytree(SITE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "content" / "events").mkdir(parents=True)
    shutil.copy(STYLE, folder / "content" / "style.css")
    (folder / "campaign.json").write_text(json.dumps(as_data(), ensure_ascii=False), encoding="utf-8")
    for event in events:
        write_pelican_event(folder, event)


def write_pelican_event(folder: Path, event: Event) -> None:
    """Write the one article of an event, over the one that is there."""
    path = folder / "content" / "events" / f"{event.id}.md"
    path.write_text(_article(event), encoding="utf-8")


def _article(event: Event) -> str:
    """Metadata and description; the areas above the event's own are tags of it too."""
    return (
        f"Title: {event.title}\n"
        f"Slug: {event.id}\n"
        f"Date: {moment(event.start)}\n"
        f"End: {moment(event.end)}\n"
        f"All_day: {'yes' if event.all_day else ''}\n"
        f"Category: {event.phase}\n"
        f"Tags: {', '.join(with_parents(event.area))}\n"
        f"Venue: {event.venue}\n"
        f"Address: {event.address}\n"
        f"\n{event.description}\n"
    )
