"""New content files in; what `check` would say of them, out. Only then they are written, and never over others."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from campaign_calendar.pipeline import Folder, Options, checked
from campaign_calendar.problems import ContentError, Problem
from campaign_calendar.published import Published


def problems(folder: Folder, texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """What would be wrong in these files, `texts` by their paths in the site's folder; of what is wrong elsewhere
    nothing is said. It is tried on a copy."""
    with TemporaryDirectory() as there:
        copy = Folder(Path(there), Path(there) / "output")
        shutil.copytree(folder.content, copy.content, symlinks=True)
        own = folder.site / "templates"
        if own.is_dir() and len(folder.templates) > 1:
            shutil.copytree(own, copy.site / "templates", symlinks=True)
        write(copy.site, texts)
        try:
            found, _ = checked(copy, Published(), Options())
        except ContentError as wrong:
            return tuple(each for each in wrong.problems if each.place.file in texts)
        return tuple(each for each in found.warnings if each.place.file in texts)


def write(site: Path, texts: Mapping[str, str]) -> None:
    """Raises FileExistsError for a path at which there is something."""
    for path, text in texts.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)


def refuse_others(site: Path, texts: Mapping[str, str]) -> None:
    """Raises FileExistsError for a path at which there is something."""
    for path in texts:
        if os.path.lexists(site / path):
            raise FileExistsError(f"{path} is there already")
