"""A command → its wall time and peak memory; a command that fails stops the bench with what it printed."""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage
from threading import Event as Signal
from threading import Thread

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the wall and of processors, and MiB resident in its largest process."""

    seconds: float
    processor: float
    mebibytes: float


def run(command: Sequence[str], log: Path) -> Run:
    """Run the command to its end.

    Linux reports no less than the bench's own peak, which a child has until it becomes another program;
    that is why the bench streams its events.
    """
    began = time.perf_counter()
    usage = _finish(_start(command, log), command, log)
    seconds = time.perf_counter() - began
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak(usage))


def peak(usage: struct_rusage) -> float:
    """The peak resident set in MiB; macOS counts it in bytes, the others in KiB."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MIB


def peak_of_all_processes(command: Sequence[str], log: Path, pause: float = 0.02) -> float | None:
    """The largest sum over the command's processes in MiB, shared pages counted once.

    Sampled, so not for timing; None where the system has no proportional set size (Linux has it).
    """
    pid, done, highest = _start(command, log), Signal(), 0.0

    def sample() -> None:
        nonlocal highest
        while not done.wait(pause):
            highest = max(highest, sum(map(_proportional, _family(pid))))

    watcher = Thread(target=sample, daemon=True)
    watcher.start()
    try:
        _finish(pid, command, log)
    finally:
        done.set()
        watcher.join()
    return highest or None


def _start(command: Sequence[str], log: Path) -> int:
    """Start the command, its output going to `log`, without the variables that would change a build."""
    unwanted = ("SOURCE_DATE_EPOCH", "HUGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    environment["HUGO_CACHEDIR"] = str(log.with_name("hugo-cache"))
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    return os.posix_spawn(command[0], list(command), environment, file_actions=files)


def _finish(pid: int, command: Sequence[str], log: Path) -> struct_rusage:
    """Wait for the process and give its resource usage, that of the children it waited for included."""
    _, status, usage = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        printed = log.read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{printed}\nthe command above ended with {code}: {' '.join(command)}")
    return usage


def _family(pid: int) -> list[int]:
    """A process and all below it, as far as they still run."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
    family = [pid]
    for member in family:  # grows while it is walked: children, then theirs
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _proportional(pid: int) -> float:
    """A process's memory in MiB, each shared page divided among those who share it; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
