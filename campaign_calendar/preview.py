"""A site's folder in; each file of it as a build would publish it now, made when it is asked for, out.

Nothing is written, so what is published and its stamps stay as they are.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from campaign_calendar import fetch, moment
from campaign_calendar.checks import Checked, with_warnings
from campaign_calendar.checks.feed_size import feeds_fit_calendars
from campaign_calendar.content import Memory
from campaign_calendar.content.strings import Strings
from campaign_calendar.model import Language
from campaign_calendar.outputs import render
from campaign_calendar.outputs.output import Output
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.pipeline import Folder, Options, checked
from campaign_calendar.plan import plan
from campaign_calendar.published import Published
from campaign_calendar.release import pictures_folder
from campaign_calendar.stamps import stamp
from campaign_calendar.theme import Theme


class Preview:
    """A site, no file of which is made before somebody looks at it."""

    def __init__(self, found: Checked, theme: Theme, outputs: Iterable[Output]) -> None:
        self.found = found
        self._theme = theme
        self._outputs = {output.path: output for output in outputs}
        self._below = urlsplit(found.site.campaign.url or "").path.removeprefix("/")
        self._made: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def octets(self, path: str) -> bytes | None:
        """What the file holds; also by the whole path of the address where it will be published, as 404.html has
        it. Raises TemplateError."""
        output = self._outputs.get(path) or self._outputs.get(path.removeprefix(self._below))
        if output is None:
            return None
        with self._lock:
            if path not in self._made:
                self._made[path] = render(output, self._theme)
            return self._made[path]


class Previewer:
    """Previews of one folder, one after the other: what has not changed since the last is not read or compiled
    again. All are made as at one moment."""

    def __init__(self, folder: Folder, named: str | None) -> None:
        """`named` is what is published. Raises CannotHave, NotTrusted, BadEpoch or OSError."""
        self._folder = folder
        self._named = fetch.published(named, folder.output) if named is not None else None
        self._moment: datetime = moment.of(folder.content)
        self._shelf = Shelf(pictures_folder(folder.output))
        self._memory: Memory = {}
        self._theme: tuple[object, Theme] | None = None

    def preview(self) -> Preview:
        """Raises ContentError, TemplateError or OSError."""
        published: Published = self._named or fetch.published(None, self._folder.output)
        found, theme = checked(self._folder, published, Options(), self._shelf, self._memory, self._themed)
        campaign = replace(found.site.campaign, offline=False)  # no phone or browser is to keep what is but tried
        site = stamp(replace(found.site, campaign=campaign), theme.wordings, published, lambda: self._moment)
        return Preview(with_warnings(found, feeds_fit_calendars(site), strict=False), theme, plan(site, theme))

    def _themed(
        self, folders: tuple[Path, ...], languages: tuple[Language, ...], own_words: Mapping[str, Strings]
    ) -> Theme:
        known = [_files(folder) for folder in folders], languages, own_words
        if self._theme is None or self._theme[0] != known:
            self._theme = known, Theme(folders, languages, own_words)
        return self._theme[1]


def _files(folder: Path) -> dict[str, tuple[int, int, int]]:
    """How all files in and below a folder lie."""
    found = {}
    for here, _, names in os.walk(folder):
        for name in names:
            there = os.stat(os.path.join(here, name))
            found[os.path.join(here, name)] = there.st_size, there.st_mtime_ns, there.st_ctime_ns
    return found
