"""Readers from npm: octets of feeds in, by path, their occurrences out. A script in javascript/ asks each of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from .occurrence import Moment, Occurrence, Point

SCRIPTS = Path(__file__).parent / "javascript"
SECONDS = 300


def missing(package: str) -> str:
    if shutil.which("node") is None:
        return "node"
    return (
        ""
        if (SCRIPTS / "node_modules" / package).is_dir()
        else f"{package} of npm (`npm install` in {SCRIPTS.name}/)"
    )


def read_all(script: str, files: Mapping[str, bytes]) -> dict[str, list[Occurrence]]:
    texts = json.dumps({path: octets.decode() for path, octets in files.items()})
    ran = subprocess.run(
        ["node", str(SCRIPTS / script)],
        input=texts.encode(),
        stdout=subprocess.PIPE,
        env={**os.environ, "TZ": "UTC"},
        timeout=SECONDS,
        check=True,
    )
    return {path: [_occurrence(each) for each in found] for path, found in json.loads(ran.stdout).items()}


def _occurrence(found: dict[str, Any]) -> Occurrence:
    texts = ("description", "location", "contact")
    return Occurrence(
        **{
            **found,
            **{name: found.get(name) or "" for name in texts},
            "start": point(found["start"]),
            "end": point(found["end"]),
            "last_modified": _utc(found["last_modified"]),
            "stamp": _utc(found["stamp"]),
            "categories": tuple(found["categories"]),
            "geo": tuple(found["geo"]) if found["geo"] else None,
        }
    )


def point(found: Any) -> Point:
    if isinstance(found, str):
        return date.fromisoformat(found)
    if "wall" in found:
        return Moment(found["zone"], datetime.fromisoformat(found["wall"]), _utc(found["instant"]))
    return Moment.at(found["zone"], _utc(found["instant"]))


def _utc(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
