"""The campaigns whose feeds are read back: each is built as a first publication, and comes with what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.programme import programme, write_ours
from tests.campaigns import (
    CHECKOUT,
    EPOCH,
    build_here,
    tree,
    write_campaign,
    write_tiny_campaign,
)
from tests.conformance import awkward
from tests.conformance.meant.content import read_yaml
from tests.conformance.meant.programme import Programme
from tests.conformance.readers.occurrence import Occurrence

THOUSANDS = 2000
QUICK = ("libical", "node-ical")
GREAT = ("awkward", "thousands")


@dataclass(frozen=True)
class Campaign:
    """A campaign that was built: the calendar files of its output by their paths, and what was meant."""

    files: dict[str, bytes]
    programmes: tuple[Programme, ...]
    great: bool = False

    def files_for(self, reader: str) -> dict[str, bytes]:
        """All, but those of a great campaign to the quick readers only; the others read its feeds of everything, of
        whose entries the other files hold the very octets."""
        if reader in QUICK or not self.great:
            return self.files
        return self.feeds_of_everything()

    def feeds_of_everything(self) -> dict[str, bytes]:
        """In each language."""
        return {path: self.files[path] for path in (each.content.path("calendar.ics") for each in self.programmes)}

    def expected(self, files: Iterable[str]) -> dict[str, list[Occurrence]]:
        """The occurrences of calendar files. Raises KeyError for one that was not meant to be."""
        meant = {path: found for each in self.programmes for path, found in each.files().items()}
        return {path: meant[path] for path in files}


SHIPPED = {
    "shipped": CHECKOUT,
    "literacy-drive": CHECKOUT / "examples/literacy-drive",
    "tamil": CHECKOUT / "tests/sites/tamil",
    "german": CHECKOUT / "tests/sites/german",
}
WRITTEN: dict[str, Callable[[Path], None]] = {
    "small": write_campaign,
    "tiny": write_tiny_campaign,
    "awkward": awkward.write_awkward_campaign,
    "thousands": lambda site: write_ours(site, programme(THOUSANDS)),
}
SITES = tuple(name for name in (*SHIPPED, *WRITTEN) if name != "thousands")


def built(name: str, folder: Path) -> Campaign:
    """One of SITES, or `thousands`, built into `folder`."""
    site, epoch = SHIPPED.get(name, folder / "site"), awkward.EPOCH if name == "awkward" else EPOCH
    folder.mkdir(parents=True, exist_ok=True)
    if name in WRITTEN:
        site.mkdir()
        WRITTEN[name](site)
    build_here(site, folder / "output", epoch=epoch, published="none")
    return finished(site / "content", folder / "output", epoch, name in GREAT)


def finished(content: Path, output: Path, epoch: int = EPOCH, great: bool = False) -> Campaign:
    """What a build has made of a content folder."""

    def media(file: str) -> str:
        """A document is published under its name with a digest in it."""
        stem, _, kind = file.rpartition(".")
        (found,) = output.glob(f"{stem}.*.{kind}")
        return found.relative_to(output).as_posix()

    languages = read_yaml(content / "campaign.yaml")["languages"]
    files = {path: octets for path, octets in tree(output).items() if path.endswith(".ics")}
    return Campaign(files, tuple(Programme(content, language, epoch, media) for language in languages), great)
