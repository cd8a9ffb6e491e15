"""Every path of the site, and the relative way between two of them.

Paths are relative to the output folder, with forward slashes and without a leading one.
"""

from __future__ import annotations

import re
from functools import lru_cache

SAFE_PATH = re.compile(r"(?!\.\.?(/|$))[A-Za-z0-9._-]+(/(?!\.\.?(/|$))[A-Za-z0-9._-]+)*")
FOLDERS = {"event": "events", "phase": "phases", "area": "areas", "tag": "tags", "note": "notes"}

HOME = "index.html"
NOT_FOUND = "404.html"
PUBLISHED = "published.json"
SITEMAP = "sitemap.xml"
CHANGES = "changes.html"
CHANGES_FEED = "changes.atom"
COVERAGE = "coverage.html"
COVERAGE_TABLE = "coverage.csv"
SUBSCRIBE = "subscribe.html"
DATA = "programme.json"
DATA_SCHEMA = "programme.schema.json"
TABLE = "programme.csv"
SEARCH = "search.html"
SEARCH_FIRST = "assets/search-"
SEARCH_LATER = "assets/search-later-"
NO_NETWORK = "offline.html"
SERVICE_WORKER = "sw.js"
WEB_MANIFEST = "manifest.webmanifest"
FEED_PLACE = "#feed"  # of its feed's address, on a page that has one
EVERYTHING = "calendar"  # the name of the feed that holds everything


def in_language(path: str, language: str, first_language: str) -> str:
    """The first language lives at the root, every other one in a folder of its own."""
    return path if language == first_language else f"{language}/{path}"


def page(kind: str, id: str = "index") -> str:
    return f"{FOLDERS[kind]}/{id}.html"


def month(year: int, number: int) -> str:
    return f"months/{year:04}-{number:02}.html"


def feed(name: str) -> str:
    """`name` is calendar, areas/ID, phases/ID or events/ID."""
    return f"{name}.ics"


def text(name: str) -> str:
    """The programme of an area as plain text; `name` is that of its feed."""
    return f"{name}.txt"


def feed_name(kind: str, id: str) -> str:
    return f"{FOLDERS[kind]}/{id}"


def area_anchor(id: str) -> str:
    """Where an area stands on a page; no page has a place of its own by such a name."""
    return f"area-{id}"


def qr_code(name: str) -> str:
    """The picture that leads a phone to the feed of that name."""
    return f"qr/{name}.svg"


def search_index(language: str, digest: str, later: bool = False) -> str:
    """A script with what search finds in a language; `later`: with more of it, of which there may be much."""
    return f"{SEARCH_LATER if later else SEARCH_FIRST}{language}.{digest}.js"


def card(name: str, digest: str) -> str:
    """The picture shown where a page is shared. Previews are cached for long, so another picture has another name."""
    return f"cards/{name}.{digest}.png"


def uid(entry: str, domain: str) -> str:
    return f"{entry}@{domain}"


@lru_cache(maxsize=65536)
def relative(source: str, target: str) -> str:
    """How a link on the page `source` leads to `target`, which may end in a #fragment."""
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


def resolved(source: str, link: str) -> str:
    """The path that the relative `link` (without fragment) on the page `source` leads to; it starts with `..`
    where it leads out of the site."""
    parts = source.split("/")[:-1]
    for part in link.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts) if link else source


def webcal(address: str) -> str:
    """A feed's address in the form that some calendars take from a link: they subscribe, and do not open a file."""
    return f"webcal:{address.partition(':')[2]}"


def absolute(base: str, path: str) -> str:
    """The address of `path` on the web; an index page's is that of its folder."""
    return base + (path.removesuffix(HOME) if path == HOME or path.endswith(f"/{HOME}") else path)
