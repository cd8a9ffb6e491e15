"""Where this tool was cloned from in; what pip installs it by, out."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

CLONE = Path(__file__).resolve().parents[2]
NAME = "campaign-calendar"
TIMEOUT = 10  # seconds


def program(clone: Path = CLONE) -> str:
    """How it is called: in a clone by its file, elsewhere by what pip has put on the path."""
    return "python3 build.py" if (clone / "build.py").is_file() else NAME


def requirement(clone: Path = CLONE) -> str:
    """The address of the clone's origin, if others can read it there, without a password; else the bare name."""
    try:
        command = ["git", "config", "--file", str(clone / ".git/config"), "--get", "remote.origin.url"]
        written = subprocess.run(command, capture_output=True, text=True, check=True, timeout=TIMEOUT).stdout.strip()
        parts = urlsplit(written)
    except (OSError, ValueError, subprocess.SubprocessError):
        return NAME
    if parts.scheme != "https" or not parts.hostname:
        return NAME
    address = urlunsplit(("https", parts.netloc.rpartition("@")[2], parts.path, "", ""))
    return f"{NAME} @ git+{address}"
