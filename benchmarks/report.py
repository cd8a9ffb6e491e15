"""Results → the tables in Markdown and what they were measured on."""

import os
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median

from benchmarks.measure import MIB, Run, peak

CASES = ("full build", "one event changed", "nothing changed")

NOTES = """\
A ratio is the median over the pairs of runs; below 1 ours is faster or smaller. Both ran by turns in one
go, after one untimed build of each. Before a full build, output and caches were moved away. The others write
everything each time: Hugo's command line and Pelican's have no incremental build, Eleventy's helps only while it
keeps watching. Peak memory is the largest resident set of any one process (wait4); "all processes" is the largest
sum of their proportional sets during the untimed full build, sampled. On ext4, let five minutes pass after a mass
deletion (such as the end of a bench): until then the freed inodes slow down whatever creates files."""


@dataclass(slots=True)
class Results:
    """What was measured at one size; in each tuple ours is the first, the rival's the second if there is one."""

    count: int
    rival: str = ""
    runs: dict[str, list[tuple[Run, ...]]] = field(default_factory=dict)
    files: tuple[tuple[int, int], ...] = ()  # files, bytes
    all_processes: tuple[float | None, ...] = ()  # MiB, in the untimed full build


def targets(results: Sequence[Results]) -> str:
    """Ours against Hugo, which the targets are set by."""
    tables = (
        table(("events", "ours / Hugo's", *CASES, "nothing changed / own full build"), _ratios(results)),
        NOTES,
        table(("events", "median (range)", *_each("s"), *_each("CPU s"), *_each("MiB")), _medians(results)),
        table(
            ("events", "full build", *_each("files"), *_each("MiB"), *_each("all processes")),
            _written(results),
        ),
    )
    return "\n\n".join(tables)


def context(results: Sequence[Results]) -> str:
    """Ours beside the other programs: ratios, and what theirs were."""
    cases = (f"{case}, ours / theirs" for case in CASES)
    theirs = ("their full build, s", "CPU s", "MiB", "files")
    return table(("events", "beside", *cases, "peak memory", *theirs), _beside(results))


def growth(results: Sequence[Results]) -> str:
    """Ours alone, from few events to many."""
    head = ("events", "ours alone", *(f"{case}, s" for case in CASES))
    first = f"of that at {results[0].count:,}"
    per_event = ("full build, ms per event", first, "CPU ms per event", first)
    memory = ("peak MiB", "all processes", "files", "MiB written")
    return table((*head, *per_event, *memory), _growing(results))


def saves(count: int, seconds: Sequence[float]) -> str:
    """From the save of a file to the new page."""
    row = (f"{count:,}", "save to reloaded page", _span(seconds), f"{len(seconds)}")
    return table(("events", "serve", "median (range), s", "saves"), [row])


def machine(programs: Iterable[str] = ()) -> str:
    """What it was measured on, and with."""
    return "\n".join(f"- {line}" for line in (*_machine(), *programs))


def _beside(results: Iterable[Results]) -> Iterator[Sequence[str]]:
    for each in results:
        ratios = [_ratio(each, case, _seconds) for case in CASES]
        ratios.append(_ratio(each, "full build", _mebibytes))
        seconds, work, memory = (
            _middle(each, "full build", 1, v) for v in (_seconds, _processor_seconds, _mebibytes)
        )
        theirs = f"{seconds:.2f}", f"{work:.2f}", f"{memory:.0f}", f"{each.files[1][0]:,}"
        yield f"{each.count:,}", each.rival, *(f"{ratio:.2f}×" for ratio in ratios), *theirs


def _growing(results: Sequence[Results]) -> Iterator[Sequence[str]]:
    def per_event(each: Results, value: Callable[[Run], float]) -> float:
        return _middle(each, "full build", 0, value) / each.count

    for each in results:
        cases = (f"{_middle(each, case, 0, _seconds):.2f}" for case in CASES)
        growth = []
        for value in (_seconds, _processor_seconds):
            here = per_event(each, value)
            growth += [f"{here * 1000:.2f}", f"{here / per_event(results[0], value):.2f}×"]
        memory = f"{_middle(each, 'full build', 0, _mebibytes):.0f}", _sum(each.all_processes[0])
        files, size = each.files[0]
        yield f"{each.count:,}", "", *cases, *growth, *memory, f"{files:,}", f"{size / MIB:.0f}"


def _ratios(results: Iterable[Results]) -> Iterator[Sequence[str]]:
    for each in results:
        own = _middle(each, "nothing changed", 0, _seconds) / _middle(each, "full build", 0, _seconds)
        rows = (
            ("wall time", _seconds, f"{own:.1%}"),
            ("processors", _processor_seconds, ""),
            ("peak memory", _mebibytes, ""),
        )
        for name, value, last in rows:
            ratios = (_ratio(each, case, value) for case in CASES)
            yield f"{each.count:,}", name, *(f"{ratio:.2f}×" for ratio in ratios), last


def _medians(results: Iterable[Results]) -> Iterator[Sequence[str]]:
    for each in results:
        for case in CASES:
            seconds = [[_seconds(pair[who]) for pair in each.runs[case]] for who in (0, 1)]
            work = (f"{_middle(each, case, who, _processor_seconds):.2f}" for who in (0, 1))
            memory = (f"{_middle(each, case, who, _mebibytes):.0f}" for who in (0, 1))
            yield f"{each.count:,}", case, *map(_span, seconds), *work, *memory


def _written(results: Iterable[Results]) -> Iterator[Sequence[str]]:
    for each in results:
        files = (f"{number:,}" for number, _ in each.files)
        sizes = (f"{size / MIB:.1f}" for _, size in each.files)
        yield f"{each.count:,}", "written", *files, *sizes, *map(_sum, each.all_processes)


def _ratio(results: Results, case: str, value: Callable[[Run], float]) -> float:
    return median(value(ours) / value(theirs) for ours, theirs in results.runs[case])


def _middle(results: Results, case: str, who: int, value: Callable[[Run], float]) -> float:
    return median(value(pair[who]) for pair in results.runs[case])


def _span(values: Sequence[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _sum(mebibytes: float | None) -> str:
    return "not known" if mebibytes is None else f"{mebibytes:.0f} MiB"


def _seconds(run: Run) -> float:
    return run.seconds


def _processor_seconds(run: Run) -> float:
    return run.processor


def _mebibytes(run: Run) -> float:
    return run.mebibytes


def _each(unit: str) -> tuple[str, str]:
    return f"ours, {unit}", f"Hugo, {unit}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first two hold figures."""
    rule = ("---:" if number != 1 else "---" for number in range(len(head)))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, tuple(rule), *rows))


def _machine() -> Iterator[str]:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / MIB / 1024
    yield f"machine: {os.cpu_count()} cores, {_processor()}, {memory:.0f} GiB of memory"
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield f"load average over the last 15 minutes: {os.getloadavg()[2]:.1f} (others spoil the seconds)"
    yield f"system: {_system()}"
    yield f"Python: {platform.python_implementation()} {platform.python_version()}"
    yield f"no memory figure can be below the bench's own peak, {peak(getrusage(RUSAGE_SELF)):.0f} MiB"


def _processor() -> str:
    """The processor's name as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _system() -> str:
    """The distribution, where there is one, and the kernel."""
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"] + ", "
    except (OSError, KeyError):
        name = ""
    return name + platform.platform()
