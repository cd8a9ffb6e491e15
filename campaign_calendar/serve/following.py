"""Folders and a way to build in; what is shown, kept up with every save in them, out."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from campaign_calendar.serve.shown import Pages, Shown, Trouble

QUIET = 20  # milliseconds without a change, after which several saves are over
GRACE = 0.3  # seconds in which what is wrong may be mended: an editor may have written half of a file
IDLE = 2.0  # seconds without a save, after which there is time to tidy up


def follow(
    folders: Iterable[Path],
    build: Callable[[], Pages],
    shown: Shown,
    told: Callable[[Trouble], None],
    ready: Callable[[], None],
) -> None:
    """Build now and after every save, until the shown is closed. `told` hears what is wrong when browsers do, `ready`
    is called once there is something to look at."""
    changed, stop = threading.Event(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(tuple(folders), changed, stop), daemon=True)
    watcher.start()
    changed.set()
    is_first = True
    try:
        while not shown.closed:
            if not changed.wait(IDLE):
                gc.collect()
                changed.wait()
            changed.clear()
            gc.disable()  # almost all that a build makes lives until the next
            try:
                pages = build()
                pages.octets(shown.seen)  # what is wrong with it is to be told over the page as it was
                shown.show(pages)
            except Trouble as trouble:
                if shown.now.pages is None or not changed.wait(GRACE):
                    shown.tell(trouble)
                    told(trouble)
            finally:
                gc.enable()
            if is_first:
                ready()
                is_first = False
    finally:
        stop.set()
        watcher.join()


def _watch(folders: tuple[Path, ...], changed: threading.Event, stop: threading.Event) -> None:
    from watchfiles import watch

    while not stop.is_set():
        try:
            for _ in watch(*folders, stop_event=stop, step=QUIET, debounce=10 * QUIET, raise_interrupt=False):
                changed.set()
        except FileNotFoundError:  # a folder is being replaced
            changed.set()
            stop.wait(GRACE)
