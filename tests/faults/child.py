"""A build in a process of its own, with something in its way: `child.py OBSTACLE… build ARGUMENTS`.

It says `begun` on a line of its own when all is loaded and the build begins. Obstacles: `no-exchange`, folders cannot
be exchanged; `workers`, also few pages are rendered by several processes; `hold`, it waits for a line on stdin
before it publishes, and says `holding`; `die-writing`, it is killed when it is to write the first file;
`interrupt-writing`, it and its workers are interrupted then.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from campaign_calendar import cli, release, workers


def no_exchange() -> None:
    def exchange(*_: Path) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    release.exchange = exchange


def several_workers() -> None:
    workers.FEW = 1


def hold() -> None:
    synced = release._sync

    def sync(folder: Path) -> None:
        print("holding", flush=True)
        sys.stdin.readline()
        synced(folder)

    release._sync = sync


def die_writing() -> None:
    def write(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    release.Release.write = write  # type: ignore[method-assign]


def interrupt_writing() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background of a shell it is ignored

    def write(*_: Any) -> None:
        os.killpg(0, signal.SIGINT)

    release.Release.write = write  # type: ignore[method-assign]


OBSTACLES = {
    "no-exchange": no_exchange,
    "workers": several_workers,
    "hold": hold,
    "die-writing": die_writing,
    "interrupt-writing": interrupt_writing,
}

if __name__ == "__main__":
    arguments = sys.argv[1:]
    while arguments[0] in OBSTACLES:
        OBSTACLES[arguments.pop(0)]()
    print("begun", flush=True)
    sys.exit(cli.main(arguments))
