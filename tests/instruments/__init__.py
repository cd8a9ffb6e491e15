"""What others have made to measure pages with, from npm: the name of a package in, where it is installed out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parent / "node_modules"


def lack(what: str) -> None:
    """Skip the test, or fail it where everything is required."""
    (pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip)(f"this machine has no {what}")


def installed(package: str, *programs: str) -> Path:
    """Skips the test where the package, or a program that it needs, is not there."""
    for program in programs:
        if shutil.which(program) is None:
            lack(program)
    if not (PACKAGES / package).is_dir():
        lack(f"{package} of npm (`make tests/instruments/node_modules`)")
    return PACKAGES / package


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
