"""Results → the tables in Markdown and what they were measured on."""

import os
import platform
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median

from benchmarks.measure import MIB, Run, peak

CASES = ("full build", "one event changed", "nothing changed")

NOTES = """\
A ratio is the median over the pairs of runs; below 1 ours is faster or smaller. Both ran by turns in one
go, after one untimed build of each. Before a full build, output and caches were moved away. Hugo's command
line has no incremental build: it writes everything each time. Peak memory is the largest resident set of any
one process (wait4); "all processes" is the largest sum of their proportional sets during the untimed full
build, sampled. On ext4, let five minutes pass after a mass deletion (such as the end of a bench): until
then the freed inodes slow down whatever creates files."""


@dataclass(slots=True)
class Results:
    """What was measured at one size; of each pair of values the first is ours, the second Hugo's."""

    count: int
    runs: dict[str, list[tuple[Run, Run]]] = field(default_factory=dict)
    files: tuple[tuple[int, int], ...] = ()  # files, bytes
    all_processes: tuple[float | None, ...] = ()  # MiB, in the untimed full build


def report(results: Sequence[Results], hugo: str) -> str:
    """The whole report."""
    machine = "\n".join(f"- {line}" for line in _machine(hugo))
    tables = (
        _table(("events", "ours / Hugo's", *CASES, "nothing changed / own full build"), _ratios(results)),
        _table(("events", "median (range)", *_each("s"), *_each("CPU s"), *_each("MiB")), _medians(results)),
        _table(
            ("events", "full build", *_each("files"), *_each("MiB"), *_each("all processes")),
            _written(results),
        ),
    )
    return "\n\n".join((tables[0], NOTES, *tables[1:], machine)) + "\n"


def _ratios(results: Iterable[Results]) -> Iterator[Sequence[str]]:
    for each in results:
        own = _middle(each, "nothing changed", 0, _seconds) / _middle(each, "full build", 0, _seconds)
        for name, value, last in (("wall time", _seconds, f"{own:.1%}"), ("peak memory", _mebibytes, "")):
            ratios = (median(value(a) / value(b) for a, b in each.runs[case]) for case in CASES)
            yield f"{each.count:,}", name, *(f"{ratio:.2f}×" for ratio in ratios), last


def _medians(results: Iterable[Results]) -> Iterator[Sequence[str]]:
    for each in results:
        for case in CASES:
            seconds = [[_seconds(pair[who]) for pair in each.runs[case]] for who in (0, 1)]
            work = (f"{_middle(each, case, who, _processor_seconds):.2f}" for who in (0, 1))
            memory = (f"{_middle(each, case, who, _mebibytes):.0f}" for who in (0, 1))
            spans = (f"{median(some):.2f} ({min(some):.2f}–{max(some):.2f})" for some in seconds)
            yield f"{each.count:,}", case, *spans, *work, *memory


def _written(results: Iterable[Results]) -> Iterator[Sequence[str]]:
    for each in results:
        files = (f"{number:,}" for number, _ in each.files)
        sizes = (f"{size / MIB:.1f}" for _, size in each.files)
        sums = ("not known" if most is None else f"{most:.0f} MiB" for most in each.all_processes)
        yield f"{each.count:,}", "written", *files, *sizes, *sums


def _middle(results: Results, case: str, who: int, value: Callable[[Run], float]) -> float:
    return median(value(pair[who]) for pair in results.runs[case])


def _seconds(run: Run) -> float:
    return run.seconds


def _processor_seconds(run: Run) -> float:
    return run.processor


def _mebibytes(run: Run) -> float:
    return run.mebibytes


def _each(unit: str) -> tuple[str, str]:
    return f"ours, {unit}", f"Hugo, {unit}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first two hold figures."""
    rule = ("---:" if number != 1 else "---" for number in range(len(head)))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, tuple(rule), *rows))


def _machine(hugo: str) -> Iterator[str]:
    """What it was measured on."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / MIB / 1024
    yield f"machine: {os.cpu_count()} cores, {_processor()}, {memory:.0f} GiB of memory"
    yield f"load average over the last 15 minutes: {os.getloadavg()[2]:.1f} (others spoil the seconds)"
    yield f"system: {_system()}"
    yield f"Python: {platform.python_implementation()} {platform.python_version()}"
    version = subprocess.run([hugo, "version"], check=True, capture_output=True, text=True).stdout.strip()
    yield f"Hugo: {version}"
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
