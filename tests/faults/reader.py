"""A reader of a site: `reader.py FOLDER PATH…` reads the files in turn until stdin is closed.

Then it prints, as JSON, the digests of what it found by path, each with how often it found just that.
"""

from __future__ import annotations

import json
import select
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path


def found(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return "missing"


if __name__ == "__main__":
    folder, *paths = sys.argv[1:]
    everything: dict[str, Counter[str]] = {path: Counter() for path in paths}
    print("reading", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        for path in paths:
            everything[path][found(Path(folder, path))] += 1
    print(json.dumps(everything))
