"""Debian's ruby-icalendar, strict: octets of feeds in, by name; the occurrences of entries that do not recur out.

It reads recurrences, but expands none.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.clients.client import SECONDS
from tests.conformance.readers import Found
from tests.conformance.readers.occurrence import Occurrence
from tests.conformance.readers.with_javascript import point

SCRIPT = Path(__file__).parent / "with_ruby.rb"


def missing() -> str:
    if shutil.which("ruby") is None:
        return "ruby"
    ran = subprocess.run(["ruby", "-ricalendar", "-e", ""], capture_output=True, timeout=SECONDS, check=False)
    return "ruby-icalendar" if ran.returncode else ""


def read(files: Mapping[str, bytes]) -> Found:
    ran = subprocess.run(
        ["ruby", str(SCRIPT)],
        input=json.dumps({name: octets.decode() for name, octets in files.items()}).encode(),
        stdout=subprocess.PIPE,
        timeout=SECONDS,
        check=True,
    )
    return {name: _once(found) for name, found in json.loads(ran.stdout).items()}


def _once(found: list[dict[str, Any]]) -> list[Occurrence]:
    recur = {each["uid"] for each in found if each["series"]}
    return [_occurrence(**each) for each in found if each["uid"] not in recur]


def _occurrence(series: bool, start: Any, end: Any, **texts: str) -> Occurrence:
    assert not series
    return Occurrence(start=point(start), end=point(end), **texts)
