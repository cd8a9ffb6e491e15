"""The moment of a build, which stamps what changed: the one place that reads the clock."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path


class BadEpoch(ValueError):
    """SOURCE_DATE_EPOCH does not hold a number of seconds since 1970."""


def of(content: Path) -> datetime:
    """SOURCE_DATE_EPOCH if set; else, where `content` is committed and clean, the committer time of HEAD; else now.
    Raises BadEpoch."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as mistake:
            raise BadEpoch(f"SOURCE_DATE_EPOCH={epoch} is not a number of seconds since 1970") from mistake
    return _committed(content) or datetime.now(UTC)


def _committed(content: Path) -> datetime | None:
    status = _git(content, "status", "--porcelain", "--ignored", "--", ".")
    if status is None or status.strip():
        return None
    listed = _git(content, "ls-files", "--", ".")
    seconds = _git(content, "log", "-1", "--format=%ct") if listed and listed.strip() else None
    return datetime.fromtimestamp(int(seconds), UTC) if seconds and seconds.strip().isdigit() else None


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says in `folder`; None where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
