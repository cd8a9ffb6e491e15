"""Outputs, and what is to be made of each, in; each with what was made, by several processes, out, in any order.

Making looks at nothing but an output's data and what was there before, so it can be shared out freely. Workers are
forked, so that they have all that without copying, and end by themselves when nobody reads what they send.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from campaign_calendar.outputs.output import Output

FEW = 400  # pages; fewer are made sooner than a worker starts
AS_PAGES = {"card": 20}  # as many pages take as long as one output of such a kind
BATCH = 32  # outputs in one message

Made = TypeVar("Made")


def processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def made(outputs: Sequence[Output], make: Callable[[Output], Made], jobs: int) -> Iterator[tuple[Output, Made]]:
    """Every output with what `make` makes of it. Raises what making raises."""
    if jobs == 1 or sum(AS_PAGES.get(output.kind, 1) for output in outputs) < FEW:
        for output in outputs:
            yield output, make(output)
        return
    gc.freeze()  # what there is stays where it is, so that the workers go on sharing it
    context = get_context("fork")
    workers = []
    readers: list[Connection] = []
    for number in range(jobs):
        reader, writer = context.Pipe(duplex=False)
        readers.append(reader)
        worker = context.Process(target=_work, args=(outputs, make, number, jobs, writer, readers), daemon=True)
        worker.start()
        writer.close()
        workers.append(worker)
    try:
        yield from _received(outputs, readers)
    except BaseException:
        for worker in workers:
            worker.terminate()  # it may be waiting for somebody to read
        raise
    finally:
        for reader in readers:
            reader.close()
        for worker in workers:
            worker.join()
        gc.unfreeze()


def _work(
    outputs: Sequence[Output],
    make: Callable[[Output], Any],
    number: int,
    jobs: int,
    writer: Connection,
    readers: list[Connection],
) -> None:
    """Make every `jobs`-th output from `number` on; send positions with what was made, in batches, or what went
    wrong."""
    for reader in readers:  # only then it notices that the build has gone, and lets go of the build's lock
        reader.close()
    try:
        positions = range(number, len(outputs), jobs)
        for start in range(0, len(positions), BATCH):
            batch = positions[start : start + BATCH]
            writer.send([(position, make(outputs[position])) for position in batch])
    except BrokenPipeError:
        return
    except Exception as fault:
        writer.send(fault)


def _received(outputs: Sequence[Output], readers: list[Connection]) -> Iterator[tuple[Output, Any]]:
    """What the workers send, as it comes. Raises what one of them raised, OSError where one was killed."""
    count = 0
    open_readers = list(readers)
    while open_readers:
        for reader in connection.wait(open_readers):
            assert isinstance(reader, Connection)
            try:
                message = reader.recv()
            except EOFError:
                open_readers.remove(reader)
                continue
            if isinstance(message, Exception):
                raise message
            count += len(message)
            for position, found in message:
                yield outputs[position], found
    if count != len(outputs):
        raise OSError(f"a worker ended early: {count} of {len(outputs)} files were made")
