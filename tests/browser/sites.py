"""The sites that tests of pages look at, built: the programme that content/ ships, and the small campaign with what
is hard for a page. With them the pages sorted by kind and language."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.browser.campaign import write_hard_campaign
from tests.campaigns import CHECKOUT, build_here

NOT_FOUND = "404.html"


@dataclass(frozen=True)
class BuiltSite:
    """A site in `folder`. `languages`: their codes, the first one's pages at the root. `base`: its address.
    `left_out`: languages of which no page is looked at for its kind, since another site has such a page in them."""

    name: str
    folder: Path
    languages: tuple[str, ...]
    base: str
    left_out: tuple[str, ...] = ()

    def pages(self) -> list[str]:
        """The paths of all pages, 404.html among them."""
        return sorted(file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*.html"))

    def split(self, path: str) -> tuple[str, str]:
        """The language of a page and its path without the language's folder."""
        folder, _, rest = path.partition("/")
        return (folder, rest) if folder in self.languages[1:] else (self.languages[0], path)

    def joined(self, language: str, rest: str) -> str:
        return rest if language == self.languages[0] else f"{language}/{rest}"

    def of_each_kind(self) -> list[str]:
        """The page with the most octets of each kind in each language that is not left out, and 404.html."""
        found: dict[tuple[str, str], str] = {}
        by_size = sorted(self.pages(), key=lambda path: (self.folder / path).stat().st_size)
        for path in by_size:
            found[kind(self.split(path)[1]), self.split(path)[0]] = path
        return sorted(path for (_, language), path in found.items() if language not in self.left_out)


def kind(rest: str) -> str:
    """The kind of a page by its path: `areas/meerut.html` is one of areas/*, indexes and pages at the root are
    kinds of their own."""
    folder, slash, name = rest.rpartition("/")
    return rest if not slash or name == "index.html" else f"{folder}/*"


def real_programme(folder: Path) -> BuiltSite:
    build_here(CHECKOUT, folder / "real")
    return BuiltSite("real programme", folder / "real", ("hi", "en"), "https://campaign.example/", ("en",))


def literacy_drive(folder: Path) -> BuiltSite:
    """The example that uses every feature."""
    build_here(CHECKOUT / "examples" / "literacy-drive", folder / "literacy")
    return BuiltSite("literacy drive", folder / "literacy", ("en", "hi"), "https://literacy.example/drive/")


def hard_campaign(folder: Path) -> BuiltSite:
    write_hard_campaign(folder / "hard-source")
    build_here(folder / "hard-source", folder / "hard")
    return BuiltSite("hard campaign", folder / "hard", ("hi", "en", "ur"), "https://rivers.example/drive/", ("en",))


BUILDERS = (real_programme, literacy_drive, hard_campaign)
# What a browser looks at: the real programme has no page of a kind that the others lack.
LOOKED_AT = BUILDERS if os.environ.get("LONG") else BUILDERS[1:]
