"""Everything hostile that there is, tried out; a table of what came of it, printed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.instruments import browser
from tests.security import public
from tests.security.attacks import attacks
from tests.security.hostile import Tally, try_out

SOURCES = {
    "own attacks": attacks,
    "brs-kb": public.injections,
    "naughty strings": public.naughty_strings,
    "CommonMark": public.markdown,
    "YAML suite": public.yaml,
}
ROW = "{:16} {:>8} {:>8} {:>8} {:>8} {:>6} {:>10} {:>8} {:>8}"


def main() -> int:
    print(ROW.format("source", "texts", "cases", "accepted", "refused", "pages", "tracebacks", "active", "changed"))
    wrong: list[str] = []
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        for source, texts in SOURCES.items():
            tally = try_out(Tally(source), texts(), Path(folder), chromium)
            counts = (tally.cases, tally.accepted, tally.refused, tally.pages)
            faults = (len(tally.tracebacks), len(tally.active), len(tally.changed))
            print(ROW.format(source, len(texts()), *counts, *faults), flush=True)
            wrong += tally.wrong
    print(*wrong[:100], sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
