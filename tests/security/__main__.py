"""Everything hostile that there is, tried out; a table of what came of it, printed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.instruments import browser
from tests.security import public
from tests.security.attacks import attacks
from tests.security.hostile import AT_ONCE, Tally, try_out

SOURCES = {
    "YAML suite": public.yaml,
    "naughty strings": public.naughty_strings,
    "CommonMark": public.markdown,
    "own attacks": attacks,
    "brs-kb": public.injections,
}
ROW = "{:16} {:>8} {:>8} {:>8} {:>8} {:>8} {:>10} {:>8} {:>8}"


def main() -> int:
    tallies = [Tally(source) for source in SOURCES]
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        for tally, texts in zip(tallies, SOURCES.values(), strict=True):
            everything = texts()
            for start in range(0, len(everything), AT_ONCE):
                told = len(tally.wrong)
                try_out(tally, everything[start : start + AT_ONCE], Path(folder), chromium)
                print(f"{tally.source}: {tally.texts} of {len(everything)}", file=sys.stderr, flush=True)
                print(*(each[-2000:] for each in tally.wrong[told:][:10]), sep="\n", end="", flush=True)
    print(
        "\n",
        ROW.format("source", "texts", "cases", "accepted", "refused", "pages", "tracebacks", "active", "changed"),
    )
    for tally in tallies:
        counts = (tally.texts, tally.cases, tally.accepted, tally.refused, tally.pages)
        faults = (len(tally.tracebacks), len(tally.active), len(tally.changed))
        print(ROW.format(tally.source, *counts, *faults))
    return any(tally.wrong for tally in tallies)


if __name__ == "__main__":
    sys.exit(main())
