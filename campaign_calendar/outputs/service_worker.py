"""sw.js: the program by which phones keep the site, or, where it is not to be kept, one that clears up and goes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from markupsafe import escape

from campaign_calendar import addresses
from campaign_calendar.manifest import digest_of, fingerprint
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme

TEMPLATE = "sw.js"
FOR_ANY_READER = (addresses.HOME, addresses.NO_NETWORK, addresses.SUBSCRIBE, addresses.SEARCH)
LOADED_BY_PAGES = (".css", ".js", ".svg")


@dataclass(frozen=True)
class Told:
    """What is said to readers of one language, as HTML, and below which `folder` its pages are."""

    folder: str
    locale: str
    stale: str
    again: str


@dataclass(frozen=True)
class Kept:
    """What phones keep: the `shell` for any reader, and the pages in `folders` that one opens. `version` is a digest
    of the shell and of what was published, by which phones notice that something has changed."""

    version: str
    shell: tuple[str, ...]
    folders: tuple[str, ...]
    languages: tuple[Told, ...]


@dataclass(frozen=True)
class ServiceWorker:
    kept: Kept | None


def service_worker(planned: Iterable[Output], editions: tuple[Edition, ...]) -> Output:
    """`planned` is all the rest of the site."""
    campaign = editions[0].site.campaign
    kept = _kept({output.path: output for output in planned}, editions) if campaign.offline else None
    return Output(addresses.SERVICE_WORKER, "service_worker", ServiceWorker(kept))


def _kept(planned: dict[str, Output], editions: tuple[Edition, ...]) -> Kept:
    assets = [path for path in planned if path.startswith("assets/") and path.endswith(LOADED_BY_PAGES)]
    shell = [path for path in assets if not path.startswith(addresses.SEARCH_LATER)]  # that may be much
    shell += [path for edition in editions for path in map(edition.localised, FOR_ANY_READER) if path in planned]
    folders = {path.rpartition("/")[0] for path in planned if path.endswith(".html")}
    served = [fingerprint(planned[path]) for path in (*shell, addresses.PUBLISHED)]
    return Kept(
        version=digest_of("".join(served).encode())[:10],
        shell=tuple(shell),
        folders=tuple(sorted(f"{folder}/" if folder else "" for folder in folders)),
        languages=tuple(_told(edition) for edition in (*editions[1:], editions[0])),
    )


def _told(edition: Edition) -> Told:
    return Told(
        folder=edition.localised(addresses.HOME).removesuffix(addresses.HOME),
        locale=edition.words.language.locale.replace("_", "-"),
        stale=str(escape(edition.words.say("stale", when="{when}"))),
        again=str(escape(edition.words.say("try_again"))),
    )


def render(data: ServiceWorker, theme: Theme) -> bytes:
    settings = json.dumps(asdict(data.kept), ensure_ascii=False, separators=(",", ":")) if data.kept else ""
    language = next(iter(theme.wordings))
    return theme.page(TEMPLATE, language, addresses.SERVICE_WORKER, settings=settings)
