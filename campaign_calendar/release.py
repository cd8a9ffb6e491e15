"""Outputs and their octets in; a whole new release of the output folder, or the whole old one, out.

There are two buffers: the live folder, and the release before it, kept as a spare outside it. A release brings the
spare up to date and exchanges the two in one step. Each has a manifest named by its folder's inode, so the exchange
needs nothing written after it: it alone decides which release is live, and a kill at any instant leaves one whole.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from campaign_calendar import manifest
from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.manifest import Entry, Manifest, Stat
from campaign_calendar.published import NotTrusted, parse

CACHE_TAG = "CACHEDIR.TAG"
CACHE_TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by Campaign Calendar; may be deleted.\n"
RENAME_EXCHANGE = 2
AT_FDCWD = -100
NANOSECONDS = 10**9
FILE_MODE = 0o644
FOLDER_MODE = 0o755

_libc = ctypes.CDLL(None, use_errno=True)


class OutputRefused(Exception):
    """The output folder is none that may be replaced; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """How many files were written with new octets, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


class Pending(NamedTuple):
    """A file of the release in the making; `written`: it lies in the spare, otherwise in the live folder."""

    key: str
    digest: str
    written: bool


def cache_folder(output: Path) -> Path:
    """Where lock, manifests and spare live: beside the output, as a folder can only be exchanged within its disk."""
    return output.parent / f".{output.name}.cache"


def pictures_folder(output: Path) -> Path:
    """Where pictures that were made for an output are kept beside it."""
    return cache_folder(output) / "pictures"


def templates_folder(output: Path) -> Path:
    """Where templates that were compiled for an output are kept beside it."""
    return cache_folder(output) / "templates"


@contextmanager
def exclusive(output: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """The right to read and replace `output`, after a look whether it may be replaced, and after what a killed build
    left has been put right. While another build has it, `on_wait` is called once and then waited.
    Raises OutputRefused."""
    refuse_foreign(output)
    cache = cache_folder(output)
    _make_cache(cache)
    lock = os.open(cache / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        _recover(output, cache)
        yield
    finally:
        os.close(lock)


def refuse_foreign(output: Path) -> None:
    """Raises OutputRefused for everything but a missing or empty folder and one that an earlier build made."""
    if output.is_symlink():
        raise OutputRefused(f"{output} is a symbolic link; name the folder that it leads to")
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputRefused(f"{output} is a file; name a folder for the site, or move the file away")
    if os.path.ismount(output):
        raise OutputRefused(f"{output} is a mount point and cannot be replaced; name a folder inside it")
    names = set(os.listdir(output))
    if ".git" in names:
        raise OutputRefused(f"{output} holds a git repository; name another folder and copy from there")
    if names and not _is_ours(output):
        raise OutputRefused(f"{output} holds files that are not a site of ours; empty it or name another folder")


def _is_ours(output: Path) -> bool:
    """Whether a folder holds a record of publication, or any file just as a build of ours laid it."""
    with suppress(OSError, NotTrusted):
        parse((output / PUBLISHED).read_bytes())
        return True
    known = manifest.read(_manifest_file(output, cache_folder(output))).entries
    found = manifest.scan(output, FOLDER_MODE) if known else {}
    return any(found.get(path) == entry.stat for path, entry in known.items())


def _make_cache(cache: Path) -> None:
    tag = cache / CACHE_TAG
    with suppress(FileExistsError):
        os.mkdir(cache)
    names = [] if cache.is_symlink() or not cache.is_dir() else os.listdir(cache)
    if cache.is_symlink() or not cache.is_dir() or (names and CACHE_TAG not in names):
        raise OutputRefused(f"{cache} is not a cache of ours; move it away")
    if not tag.is_file():
        tag.write_text(CACHE_TAG_TEXT, encoding="ascii")


def _recover(output: Path, cache: Path) -> None:
    """Where folders cannot be exchanged, the live one is put aside for a moment; a kill may have left it there."""
    aside, spare = cache / "aside", cache / "spare"
    for folder in (aside, spare):
        if folder.is_symlink() or folder.is_file():
            os.unlink(folder)
    if not aside.is_dir():
        return
    if not output.exists():
        os.rename(aside, output)
    elif not spare.exists():
        os.rename(aside, spare)
    else:
        shutil.rmtree(aside)


def standing(output: Path, inputs: str) -> tuple[Any, int] | None:
    """What the build that made `output` noted down, and the number of its files, where it went by just these `inputs`
    and every file lies as it was laid. To be used within `exclusive`."""
    if not output.is_dir():
        return None
    known = manifest.read(_manifest_file(output, cache_folder(output)))
    if known.inputs != inputs or not known.entries:
        return None
    laid = {path: entry.stat for path, entry in known.entries.items()}
    return (known.came_to, len(laid)) if manifest.scan(output, FOLDER_MODE) == laid else None


class Release:
    """One release in the making. Leaving its block publishes all of it; leaving it by an exception, nothing.
    To be used within `exclusive`. `fresh`: nothing of earlier releases is reused."""

    def __init__(self, output: Path, fresh: bool = False) -> None:
        self.report = Report(0, 0, 0)
        self._output = output
        self._cache = cache_folder(output)
        self._spare = self._cache / "spare"
        self._fresh = fresh
        self._next: dict[str, Pending] = {}
        self._live_files: dict[str, Stat | None] = {}
        self._live: dict[str, Entry] = {}
        self._live_keys: dict[str, Entry] = {}
        self._spare_entries: dict[str, Entry] | None = None  # None until the spare is opened
        self._spare_files: set[str] = set()
        self._folders: set[str] = set()
        self._inputs = ""
        self._came_to: Any = None
        self._umask = 0o022

    def __enter__(self) -> Release:
        self._umask = os.umask(0o022)  # so that every file is made world-readable
        try:
            if self._output.is_dir():
                self._live_files = manifest.scan(self._output, FOLDER_MODE)
                self._live_keys = manifest.read(_manifest_file(self._output, self._cache)).entries
                self._live = {
                    path: entry
                    for path, entry in self._live_keys.items()
                    if self._live_files.get(path) == entry.stat and not self._fresh
                }
        except BaseException:
            os.umask(self._umask)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._publish()
        finally:
            os.umask(self._umask)

    def note(self, inputs: str, came_to: Any) -> None:
        """What `standing` is to find once the release is live."""
        self._inputs, self._came_to = inputs, came_to

    def has(self, path: str, key: str) -> bool:
        """Whether the live file at `path` was made from just this and lies as it was laid."""
        return path in self._live and self._live[path].key == key

    def keep(self, path: str, key: str) -> None:
        """Let a file stay that the live release `has`."""
        self._next[path] = Pending(key, self._live[path].digest, written=False)

    def write(self, path: str, key: str, octets: bytes, changed: datetime | None = None) -> None:
        """Put a file into the release, with `changed` as its modification time where that is given. One whose
        octets are the same as those of the live file keeps that file's time."""
        digest = manifest.digest_of(octets)
        modified = int(changed.timestamp()) * NANOSECONDS if changed else None
        live = self._live.get(path) or self._found(path, octets, digest)
        if live and live.digest == digest and modified in (None, live.stat.modified):
            self._live[path] = live
            self._next[path] = Pending(key, digest, written=False)
            return
        if self._spare_entries is None:
            self._open_spare()
        self._lay(path, octets, modified)
        self._next[path] = Pending(key, digest, written=True)

    def _found(self, path: str, octets: bytes, digest: str) -> Entry | None:
        """The entry of a live file that nothing is known of (the cache may be lost), if it holds just this."""
        stat = self._live_files.get(path)
        if stat is None or stat.size != len(octets):
            return None
        file = self._output / path
        if os.stat(file).st_mode & 0o777 != FILE_MODE or file.read_bytes() != octets:
            return None
        return Entry("", digest, stat)

    def read(self, path: str) -> bytes:
        """The octets of a file of the release as they lie on the disk."""
        folder = self._spare if self._next[path].written else self._output
        return (folder / path).read_bytes()

    def paths(self) -> frozenset[str]:
        return frozenset(self._next)

    def written(self) -> list[str]:
        """The paths whose octets are not those of the live release."""
        return [path for path, pending in self._next.items() if pending.written]

    def removed(self) -> frozenset[str]:
        """The paths of the live folder that the release does not have."""
        return frozenset(self._live_files.keys() - self._next.keys())

    def _open_spare(self) -> dict[str, Entry]:
        """The entries of the spare that lie as they were laid. From here on its state is unknown to a later build:
        its manifest goes first. One that holds other files than its manifest says is made anew as a whole."""
        entries: dict[str, Entry] = {}
        if self._spare.is_dir():
            file = _manifest_file(self._spare, self._cache)
            known = {} if self._fresh else manifest.read(file).entries
            manifest.forget(file)
            found = manifest.scan(self._spare, FOLDER_MODE)
            if known and found.keys() == known.keys():
                entries = {path: entry for path, entry in known.items() if found[path] == entry.stat}
                self._folders = {path.rpartition("/")[0] for path in known}
                self._spare_files = set(known)
            else:
                shutil.rmtree(self._spare)
        if not self._spare.is_dir():
            os.mkdir(self._spare)
            self._spare_files = set()
            # A folder may get the inode of one that was deleted; nothing is known of this one.
            manifest.forget(_manifest_file(self._spare, self._cache))
        self._spare_entries = entries
        return entries

    def _lay(self, path: str, octets: bytes, modified: int | None) -> Stat:
        """Write one file into the spare. Raises ValueError for a path that would leave it."""
        target = os.path.join(self._spare, path)
        if not os.path.normpath(target).startswith(f"{self._spare}{os.sep}"):
            raise ValueError(f"{path!r} leads out of the output folder")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            self._folders.add(folder)
        if path in self._spare_files:  # never written into: it may have another name, another mode or another place
            with suppress(FileNotFoundError):
                os.unlink(target)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
        try:
            view = memoryview(octets)
            while view:
                view = view[os.write(handle, view) :]
            if modified is not None:
                os.utime(handle, ns=(modified, modified))
            return manifest.stat_of(os.fstat(handle))
        finally:
            os.close(handle)

    def _publish(self) -> None:
        written = len(self.written())
        removed = self.removed()
        self.report = Report(written, len(self._next) - written, len(removed))
        if written or removed or not self._output.is_dir():
            self._complete_spare()
            _sync(self._spare)
            _exchange(self._spare, self._output, self._cache / "aside")
            # The release is live now: a failure of this would only mean that a loss of power may undo the exchange.
            with suppress(OSError):
                _sync_folder(self._output.parent)
            return
        entries = {path: self._live[path]._replace(key=pending.key) for path, pending in self._next.items()}
        manifest.write(self._manifest(entries), _manifest_file(self._output, self._cache))

    def _manifest(self, entries: dict[str, Entry]) -> Manifest:
        return Manifest(entries, self._inputs, self._came_to)

    def _complete_spare(self) -> None:
        """Bring what was not written from the live folder, drop what the release does not have, note it all down."""
        known = self._open_spare() if self._spare_entries is None else self._spare_entries
        entries: dict[str, Entry] = {}
        for path, pending in self._next.items():
            if pending.written:
                stat = manifest.stat_of(os.lstat(self._spare / path))
            else:
                live, spare = self._live[path], known.get(path)
                same = spare is not None and spare.digest == live.digest
                if spare is not None and same and spare.stat.modified == live.stat.modified:
                    stat = spare.stat
                else:
                    stat = self._lay(path, (self._output / path).read_bytes(), live.stat.modified)
            entries[path] = Entry(pending.key, pending.digest, stat)
        for path in self._spare_files - entries.keys():
            os.unlink(self._spare / path)
        self._drop_folders({path.rpartition("/")[0] for path in entries})
        manifest.write(self._manifest(entries), _manifest_file(self._spare, self._cache))

    def _drop_folders(self, needed: set[str]) -> None:
        """Remove the folders of the spare that no longer hold anything."""
        for folder in sorted(self._folders - needed, reverse=True):
            if not any(other.startswith(f"{folder}/") for other in needed):
                shutil.rmtree(self._spare / folder, ignore_errors=False)


def _manifest_file(folder: Path, cache: Path) -> Path:
    """A manifest goes with its folder wherever that is exchanged to: it is named by its inode."""
    return cache / f"{os.stat(folder).st_ino}.manifest"


def _sync(folder: Path) -> None:
    """Everything written so far reaches the disk: one call for the file system, whatever the number of files."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if not hasattr(_libc, "syncfs"):
            os.sync()
        elif _libc.syncfs(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(spare: Path, live: Path, aside: Path) -> None:
    """Make `spare` the live folder and, if there was one, the live folder the spare."""
    if not live.exists():
        os.rename(spare, live)
        return
    try:
        exchange(spare, live)
    except OSError as reason:
        if reason.errno not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
            raise
        os.rename(live, aside)
        try:
            os.rename(spare, live)
        except OSError:
            os.rename(aside, live)
            raise
        with suppress(OSError):  # the release is live; the next build finds what was put aside
            os.rename(aside, spare)


def exchange(one: Path, other: Path) -> None:
    """renameat2 with RENAME_EXCHANGE, in one step. Raises OSError with ENOSYS where the system lacks it."""
    if not hasattr(_libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if _libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))
