"""A country's programme → what its site takes to build, and weighs: `python -m benchmarks.country`.

800 districts below 28 states. All texts are in Hindi, also where the site has several languages; the words of the
interface in Tamil and German are those of the test campaigns.
"""

import argparse
import gzip
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import ROOT, Contender
from benchmarks.measure import MIB, Run, peak_of_all_processes, run
from benchmarks.programme import DIRECTIONS, FIRST_HALVES, SECOND_HALVES, Area, programme, write_our_event, write_ours
from benchmarks.report import machine, table

STATES, DISTRICTS = 28, 800
LANGUAGES = ("hi", "en", "ta", "de")
WORDS = ROOT / "tests" / "sites"


@dataclass(frozen=True, slots=True)
class Country:
    """What was measured of one site."""

    events: int
    languages: int
    full: Run
    changed: Run
    all_processes: float | None  # MiB, of a rebuild with nothing changed and no cache
    files: int
    size: int  # octets of the output
    cache: int  # octets beside it
    feeds: int
    feeds_changed: int  # with one event
    octets: dict[str, tuple[int, int, int]]  # a feed: its events, its octets, and gzipped


def main(argv: list[str] | None = None) -> int:
    """Measure each site and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.country", description=__doc__)
    parser.add_argument("sites", nargs="*", default=["10000x1", "10000x4", "100000x1"], help="EVENTSxLANGUAGES")
    parser.add_argument("--memory", action="store_true", help="build once more to sum up what all processes take")
    options = parser.parse_args(argv)
    found = []
    for site in options.sites:
        events, languages = map(int, site.split("x"))
        print(f"{events:,} events in {languages} languages", file=sys.stderr, flush=True)
        with TemporaryDirectory(prefix="country-") as folder:
            found.append(measure(Path(folder).resolve() / "site", events, LANGUAGES[:languages], options.memory))
    head = ("events", "languages", "full build, s", "CPU s", "one event changed, s", "peak MiB", "all processes")
    print(table((*head, "files", "MiB", "MiB of cache", "feeds", "of them changed with one event"), map(_row, found)))
    print()
    print(table(("site", "feed", "events in it", "octets", "per event", "gzipped", "per event"), _feeds(found)))
    print(f"\n{machine()}")
    return 0


def measure(folder: Path, count: int, languages: Sequence[str], is_summed: bool) -> Country:
    """Build it from nothing, change one event, build again."""
    areas = country()
    districts = [area for area in areas if area.level == "district"]
    write_ours(folder, programme(count, districts=districts), areas, languages)
    (folder / "content" / "strings").mkdir()
    for words in WORDS.glob("*/content/strings/*.yaml"):
        if words.stem in languages:
            shutil.copy(words, folder / "content" / "strings")
    command = (sys.executable, str(ROOT / "build.py"), "build", "--site", str(folder), "--quiet")
    site = Contender(command, folder / "output", (folder / ".output.cache",), write_our_event, folder)
    log = folder / "log.txt"
    os.sync()
    full = run(command, log)
    print(f"built in {full.seconds:.0f} s, {full.processor:.0f} s of processors", file=sys.stderr, flush=True)
    before = _digests(site.output)
    files, size = site.size()
    event = next(programme(count, districts=districts))
    changed = replace(event, title=f"{event.title} (1)")
    write_our_event(folder, changed, languages)
    os.sync()
    rebuilt = run(command, log)
    site.assert_built(count, changed)
    after = _digests(site.output)
    cache = replace(site, output=folder / ".output.cache").size()[1]
    together = None
    if is_summed:
        site.forget(folder / "attic")
        together = peak_of_all_processes(command, log, 0.5)
    return Country(
        count,
        len(languages),
        full,
        rebuilt,
        together,
        files,
        size,
        cache,
        len(after),
        sum(before[path] != digest for path, digest in after.items()),
        {name: _octets(site.output / name) for name in ("calendar.ics", f"areas/{districts[0].id}.ics")},
    )


def country() -> list[Area]:
    """1 country, 28 states, 800 districts."""
    names = [f"{first}{second}" for first in FIRST_HALVES for second in SECOND_HALVES]
    states = [
        Area(f"state-{n:02}", "state", f"{DIRECTIONS[n % len(DIRECTIONS)]} {names[-n]}", "country")
        for n in range(1, STATES + 1)
    ]
    districts = [
        Area(f"district-{n:03}", "district", f"{names[n % len(names)]} {n}", states[n % STATES].id)
        for n in range(1, DISTRICTS + 1)
    ]
    return [Area("country", "country", "सूर्यदेश", ""), *states, *districts]


def _digests(output: Path) -> dict[str, bytes]:
    """Of each feed that people subscribe to, hence without the single events' calendars."""
    feeds = (path for path in output.rglob("*.ics") if path.parent.name != "events")
    return {str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).digest() for path in feeds}


def _octets(feed: Path) -> tuple[int, int, int]:
    octets = feed.read_bytes()
    return octets.count(b"BEGIN:VEVENT"), len(octets), len(gzip.compress(octets, 6))


def _row(site: Country) -> tuple[str, ...]:
    numbers = f"{site.full.seconds:.1f}", f"{site.full.processor:.1f}", f"{site.changed.seconds:.1f}"
    together = "not asked" if site.all_processes is None else f"{site.all_processes:.0f} MiB"
    memory = f"{max(site.full.mebibytes, site.changed.mebibytes):.0f}", together
    weight = f"{site.files:,}", f"{site.size / MIB:,.0f}", f"{site.cache / MIB:,.0f}"
    return (
        f"{site.events:,}",
        f"{site.languages}",
        *numbers,
        *memory,
        *weight,
        f"{site.feeds}",
        f"{site.feeds_changed}",
    )


def _feeds(sites: Sequence[Country]) -> Iterator[tuple[str, ...]]:
    for site in sites:
        for name, (events, octets, packed) in site.octets.items():
            per_event = f"{octets / events:,.0f}", f"{packed / events:,.0f}"
            what = f"{site.events:,} × {site.languages}", name, f"{events:,}"
            yield *what, f"{octets:,}", per_event[0], f"{packed:,}", per_event[1]


if __name__ == "__main__":
    sys.exit(main())
