"""Lighthouse on a phone: the address of a page in, its four scores and what it weighs out. As a program (`make
lighthouse`): the table of the pages that matter most of the real programme, in each language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.campaigns import CHECKOUT, build_here
from tests.instruments import PACKAGES, chromium
from tests.instruments.host import served

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
PAGES = (
    ("home", ""),
    ("month", "months/2018-11.html"),
    ("area", "areas/meerut.html"),
    ("event", "events/regional-training-workshop.html"),
    ("subscribe", "subscribe.html"),
    ("search", "search.html"),
)
LANGUAGES = {"hi": "", "en": "en/"}
SECONDS = 180


class Scores(NamedTuple):
    """Out of 100, by category; what was lost and why; octets that were sent, milliseconds to the largest content on
    a slow phone on a slow network (both 0 where performance was not asked for)."""

    scores: tuple[int, ...]
    lost: tuple[str, ...]
    octets: int
    milliseconds: int


def measured(address: str, categories: tuple[str, ...] = CATEGORIES) -> Scores:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        subprocess.run(
            [
                *("node", str(PACKAGES / "lighthouse/cli/index.js"), address, "--quiet", "--output=json"),
                *(f"--output-path={report}", f"--chrome-flags={FLAGS}", f"--only-categories={','.join(categories)}"),
            ],
            env={**os.environ, "CHROME_PATH": str(chromium())},
            timeout=SECONDS,
            check=True,
        )
        told = json.loads(report.read_text(encoding="utf-8"))
    scores, lost = [], []
    for name in categories:
        category = told["categories"][name]
        scores.append(round(100 * (category["score"] or 0)))
        for each in category["auditRefs"]:
            audit = told["audits"][each["id"]]
            if each["weight"] and audit["score"] is not None and audit["score"] < 1:
                lost.append(
                    f"{audit['title']} {audit.get('displayValue', '')} {audit.get('explanation', '')}".strip()
                )
    audits = told["audits"]
    octets, milliseconds = (
        round(audits.get(name, {}).get("numericValue", 0))
        for name in ("total-byte-weight", "largest-contentful-paint")
    )
    return Scores(tuple(scores), tuple(lost), octets, milliseconds)


def at_best(address: str) -> Scores:
    """Of up to three times: what else the machine does can only make a page slower."""
    found = measured(address)
    for _ in range(2):
        if min(found.scores) < 100:
            found = max(found, measured(address), key=lambda each: each.scores)
    return found


def programme(folder: Path) -> Callable[[str], Path]:
    """Builds the real programme for the address where it will be served: search engines are told its addresses."""

    def make(address: str) -> Path:
        build_here(CHECKOUT, folder, base_url=address)
        return folder

    return make


def table(address: str, built: Path) -> Iterator[str]:
    yield "| page | performance | accessibility | best practices | SEO | sent, KB | largest content, s |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, path in PAGES:
        for language, folder in LANGUAGES.items():
            if (built / folder / (path or "index.html")).is_file():
                found = at_best(f"{address}{folder}{path}")
                cells = (*found.scores, f"{found.octets / 1024:.1f}", f"{found.milliseconds / 1000:.1f}")
                yield f"| {name} ({language}) | {' | '.join(map(str, cells))} |"
                yield from (f"  {name} ({language}): {each}" for each in found.lost)


def main() -> int:
    if not (PACKAGES / "lighthouse").is_dir() or chromium() is None:
        print("Lighthouse needs npm and Chromium", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder, served(programme(Path(folder, "built"))) as address:
        for line in table(address, Path(folder, "built")):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
