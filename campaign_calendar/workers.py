"""Outputs in; each with its octets, rendered by several processes, out, in any order.

Rendering looks at nothing but an output's data and the theme, so it can be shared out freely. Workers are forked, so
that they have both without copying, and end by themselves when nobody reads what they send.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection

from campaign_calendar.outputs import render
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme

FEW = 400  # pages; fewer are rendered sooner than a worker starts
AS_PAGES = {"card": 20}  # as many pages take as long as one output of such a kind
BATCH = 32  # outputs in one message


def processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def rendered(outputs: Sequence[Output], theme: Theme, jobs: int) -> Iterator[tuple[Output, bytes]]:
    """Every output with its octets. Raises what rendering raises."""
    if jobs == 1 or sum(AS_PAGES.get(output.kind, 1) for output in outputs) < FEW:
        for output in outputs:
            yield output, render(output, theme)
        return
    gc.freeze()  # what there is stays where it is, so that the workers go on sharing it
    context = get_context("fork")
    workers = []
    readers: list[Connection] = []
    for number in range(jobs):
        reader, writer = context.Pipe(duplex=False)
        readers.append(reader)
        worker = context.Process(target=_work, args=(outputs, theme, number, jobs, writer, readers), daemon=True)
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
    outputs: Sequence[Output], theme: Theme, number: int, jobs: int, writer: Connection, readers: list[Connection]
) -> None:
    """Render every `jobs`-th output from `number` on; send positions with octets in batches, or what went wrong."""
    for reader in readers:  # only then it notices that the build has gone, and lets go of the build's lock
        reader.close()
    try:
        positions = range(number, len(outputs), jobs)
        for start in range(0, len(positions), BATCH):
            batch = positions[start : start + BATCH]
            writer.send([(position, render(outputs[position], theme)) for position in batch])
    except BrokenPipeError:
        return
    except Exception as fault:
        writer.send(fault)


def _received(outputs: Sequence[Output], readers: list[Connection]) -> Iterator[tuple[Output, bytes]]:
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
            for position, octets in message:
                yield outputs[position], octets
    if count != len(outputs):
        raise OSError(f"a worker ended early: {count} of {len(outputs)} files were rendered")
