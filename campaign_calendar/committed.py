"""A git revision in; the record of what its content would have published, out."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from campaign_calendar.pipeline import Folder, Options, checked
from campaign_calendar.problems import ContentError
from campaign_calendar.published import CannotHave, Published, parse, serialised

TIMEOUT = 60  # seconds


def published_at(revision: str, site: Path) -> Published:
    """Raises CannotHave where git knows no such revision of the site, or where its content had errors."""
    commit = _git(site, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise CannotHave(f"{revision}: there is no such folder or file, and git knows no such revision")
    tree = _git(site, "archive", "--format=tar", commit.decode().strip(), "content")
    if tree is None:
        raise CannotHave(f"{revision}: this revision has no content/ here")
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(tree)) as archive:
            archive.extractall(folder, filter="data")
        there = Path(folder)
        try:
            found, _ = checked(Folder(there, there / "output"), Published(), Options())
        except ContentError as wrong:
            raise CannotHave(f"{revision}: its content has {len(wrong.problems)} problem(s)") from wrong
    return parse(serialised(found.site))


def _git(folder: Path, *arguments: str) -> bytes | None:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, check=True, timeout=TIMEOUT
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
