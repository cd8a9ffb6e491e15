"""Arguments → runs → the report: ours and the others by turns on the same programme, in one go."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import RIVALS, ROOT, Contender, find_eleventy, find_hugo, find_pelican, ours, versions
from benchmarks.measure import Run, peak_of_all_processes, run
from benchmarks.programme import Event, programme
from benchmarks.report import CASES, Results, context, growth, machine, saves, targets
from benchmarks.saves import seconds_of_saves

PARTS = ("hugo", "others", "growth", "serve")
OTHERS = [name for name in RIVALS if name != "Hugo"]


def main(argv: list[str] | None = None) -> int:
    """Measure what is asked for and print each table as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="the parts of it (default: all)")
    parser.add_argument("--sizes", type=_sizes, default=(100, 1000, 10000), help="numbers of events, as 1,20")
    parser.add_argument("--others", type=_sizes, default=(100, 1000, 10000), help="the same for Pelican and Eleventy")
    parser.add_argument("--growth", type=_sizes, default=(1000, 10000, 100000), help="the same for ours alone")
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
    if "others" in options.only:
        find_pelican()
        find_eleventy()
    with ExitStack() as stack:
        folder = (options.keep or Path(stack.enter_context(TemporaryDirectory(prefix="benchmark-")))).resolve()
        if "hugo" in options.only:
            _print(targets([against("Hugo", folder, count, options.runs) for count in options.sizes]))
        if "others" in options.only:
            runs = _runs(options.others, options.runs)
            _print(context([against(name, folder, count, runs[count]) for name in OTHERS for count in runs]))
        if "growth" in options.only:
            runs = _runs(options.growth, options.runs)
            _print(growth([alone(folder, count, runs[count]) for count in runs]))
        if "serve" in options.only:
            _say("1,000 events: serve, seven saves")
            _print(saves(1000, seconds_of_saves(folder / "serve", 1000, 7)))
        _print(machine(versions()))
    return 0


def against(name: str, folder: Path, count: int, runs: int) -> Results:
    """Measure ours and one other by turns, each on a new site."""
    here = folder / name / f"{count}"
    return measure(here, (ours(here / "ours", count), RIVALS[name](here / "theirs", count)), count, runs, name)


def alone(folder: Path, count: int, runs: int) -> Results:
    """Measure ours only."""
    here = folder / "alone" / f"{count}"
    return measure(here, (ours(here / "ours", count),), count, runs)


def measure(folder: Path, contenders: tuple[Contender, ...], count: int, runs: int, rival: str = "") -> Results:
    """Measure one size: one untimed build of each to warm the machine up, then the three cases."""
    results = Results(count, rival)
    log, attic, event = folder / "log.txt", folder / "attic", next(programme(count))
    what = f"{count:,} events{rival and f', {rival}'}"
    _say(f"{what}: warming up")
    results.all_processes = tuple(peak_of_all_processes(each.command, log) for each in contenders)
    for case in CASES:
        rounds = results.runs[case] = []
        for number in range(1, runs + 1):
            _say(f"{what}: {case}, {number} of {runs}")
            event = _prepare(case, contenders, event, number, attic)
            rounds.append(_round(contenders, log, is_reversed=number % 2 == 0))
            for each in contenders:
                each.assert_built(count, event)
    results.files = tuple(each.size() for each in contenders)
    return results


def _prepare(case: str, contenders: Sequence[Contender], event: Event, number: int, attic: Path) -> Event:
    """What is to be different for a build of this case; the event as it is then."""
    if case == "full build":
        for each in contenders:
            each.forget(attic)
    elif case == "one event changed":
        event = replace(event, title=f"{event.title.partition(' (')[0]} ({number})")
        for each in contenders:
            each.edit(each.site, event)
    return event


def _round(contenders: tuple[Contender, ...], log: Path, *, is_reversed: bool) -> tuple[Run, ...]:
    """Run all in turn, with no earlier write left to go to the disk; the result is in their order."""
    timed = []
    for each in contenders[::-1] if is_reversed else contenders:
        os.sync()
        timed.append(run(each.command, log))
    return tuple(timed[::-1] if is_reversed else timed)


def _runs(sizes: tuple[int, ...], runs: int) -> dict[int, int]:
    """How often each size is measured: the greatest of several, which takes long enough, only once."""
    return {count: 1 if len(sizes) > 1 and count == max(sizes) else runs for count in sizes}


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(part) for part in text.split(","))
    if min(sizes) < 1:
        raise ValueError
    return tuple(dict.fromkeys(sizes))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _print(part: str) -> None:
    print(part, end="\n\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
