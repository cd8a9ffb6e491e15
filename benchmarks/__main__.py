"""Arguments → runs → the report: ours and Hugo by turns on the same programme, in one go."""

import argparse
import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import ROOT, Contender, find_hugo, hugo, ours
from benchmarks.measure import Run, peak_of_all_processes, run
from benchmarks.programme import programme
from benchmarks.report import CASES, Results, report


def main(argv: list[str] | None = None) -> int:
    """Measure every size and print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=(100, 1000, 10000), help="numbers of events, as 1,20")
    parser.add_argument("--runs", type=int, default=3, help="measured runs of each kind of build")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this new folder and leave it there")
    options = parser.parse_args(argv)
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    if options.keep and options.keep.exists():
        parser.error(f"{options.keep} exists already")
    if not (ROOT / "build.py").is_file():
        parser.error("build.py is missing beside the benchmarks folder")
    find_hugo()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(TemporaryDirectory(prefix="benchmark-")))
        results = [measure(folder.resolve() / f"{count}", count, options.runs) for count in options.sizes]
        print(report(results, find_hugo()))
    return 0


def measure(folder: Path, count: int, runs: int) -> Results:
    """Measure one size: one untimed build of each to warm the machine up, then the three cases."""
    results = Results(count)
    contenders = ours(folder / "ours", count), hugo(folder / "hugo", count)
    log, attic, event = folder / "log.txt", folder / "attic", next(programme(count))
    _say(f"{count:,} events: warming up")
    results.all_processes = tuple(peak_of_all_processes(each.command, log) for each in contenders)
    for case in CASES:
        pairs = results.runs[case] = []
        for number in range(1, runs + 1):
            _say(f"{count:,} events: {case}, {number} of {runs}")
            if case == "full build":
                for each in contenders:
                    each.forget(attic)
            elif case == "one event changed":
                event = replace(event, title=f"{event.title.partition(' (')[0]} ({number})")
                for each in contenders:
                    each.edit(each.site, event)
            pairs.append(_pair(contenders, log, ours_first=number % 2 == 1))
            for each in contenders:
                each.assert_built(count, event)
    results.files = tuple(each.size() for each in contenders)
    return results


def _pair(contenders: tuple[Contender, Contender], log: Path, *, ours_first: bool) -> tuple[Run, Run]:
    """Run both in turn, with no earlier write left to go to the disk; ours stands first in the result."""
    timed = []
    for each in contenders if ours_first else contenders[::-1]:
        os.sync()
        timed.append(run(each.command, log))
    first, second = timed if ours_first else timed[::-1]
    return first, second


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(part) for part in text.split(","))
    if min(sizes) < 1:
        raise ValueError
    return tuple(dict.fromkeys(sizes))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
