"""The Nu HTML checker: addresses of pages and style sheets in, what it says about them out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.instruments import installed

SECONDS = 300


def said(pages: Iterable[str], files: Iterable[Path] = ()) -> list[tuple[str, str]]:
    """(address, message) of all that it says, errors, warnings and remarks alike. Pages are read over HTTP from this
    machine, so that `'self'` in their policies means something; style sheets and drawings from the disk."""
    jar = installed("vnu-jar", "java") / "build/dist/vnu.jar"
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    options += ["--no-langdetect"]  # it takes short texts in Hindi for Dutch
    ran = subprocess.run(
        ["java", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", str(jar), *options, *pages, *files],
        stdout=subprocess.PIPE,
        timeout=SECONDS,
        check=True,
    )
    return [
        (each.get("url", ""), f"{each['type']}: {each['message']}") for each in json.loads(ran.stdout)["messages"]
    ]
