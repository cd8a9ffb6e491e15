"""What others have made to measure pages with, from npm: the name of a package in, where it is installed out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PACKAGES = Path(__file__).parent / "node_modules"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


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


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright; a process can have only one at a time. Skips the test where there is none."""
    program = chromium()
    if program is None:
        lack("Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield found
        found.close()
