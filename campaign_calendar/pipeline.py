"""A site's folder in; its output, published whole or not at all, and a report of it, out: the spine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import babel
import jinja2
import markdown
import nh3
import tzdata
import yaml

from campaign_calendar import fetch, moment, outputs
from campaign_calendar.checks import Checked, check, with_warnings
from campaign_calendar.checks.card import cards_show_text
from campaign_calendar.checks.feed_size import feeds_fit_calendars
from campaign_calendar.content import Memory, read
from campaign_calendar.content.strings import Strings
from campaign_calendar.manifest import digest_of, fingerprint
from campaign_calendar.model import Language, Site
from campaign_calendar.outputs.output import Output
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.plan import plan
from campaign_calendar.published import Published
from campaign_calendar.release import Release, Report, exclusive, pictures_folder
from campaign_calendar.stamps import stamp
from campaign_calendar.theme import REFERENCE_LANGUAGE, TemplateError, Theme, own_folder, words
from campaign_calendar.verify import verify
from campaign_calendar.workers import processors, rendered

SHAPING_LIBRARIES = (babel, jinja2, markdown, nh3, tzdata, yaml)


@dataclass(frozen=True, slots=True)
class Folder:
    """Where one site lives."""

    site: Path
    output: Path

    @property
    def content(self) -> Path:
        return self.site / "content"

    @property
    def templates(self) -> tuple[Path, ...]:
        """The site's own templates, before the tool's."""
        own = self.site / "templates"
        return (own_folder(),) if own.resolve() == own_folder().resolve() else (own, own_folder())


@dataclass(frozen=True, slots=True)
class Options:
    """`published`: a folder, a file, an address, `none`, or None for what the last build in the output left.
    `jobs`: how many processes render. `on_wait` is called while another build runs, `on_checked` with the checked
    site before anything is written."""

    base_url: str | None = None
    published: str | None = None
    strict: bool = False
    clean: bool = False
    jobs: int = field(default_factory=processors)
    on_wait: Callable[[], None] = lambda: None
    on_checked: Callable[[Checked], None] = lambda _checked: None


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    site: Site
    pages: int
    files: Report


def build(folder: Folder, options: Options) -> Built:
    """Raises ContentError, TemplateError, NotSound, OutputRefused, CannotHave, NotTrusted or OSError; in any
    case the output is then as it was."""
    with exclusive(folder.output, options.on_wait):
        published = fetch.published(options.published, folder.output)
        shelf = Shelf(pictures_folder(folder.output))
        sound, theme = checked(folder, published, options, shelf)
        site = stamp(sound.site, theme.wordings, published, lambda: moment.of(folder.content))
        found = (*feeds_fit_calendars(site), *cards_show_text(site, theme.wordings.values(), theme.fonts))
        options.on_checked(with_warnings(sound, found, options.strict))
        with Release(folder.output, fresh=options.clean) as release:
            planned = plan(site, theme)
            keys = {output.path: key_of(output, theme) for output in planned}
            stale = [output for output in planned if not release.keep(output.path, keys[output.path])]
            for output, octets in rendered(stale, theme, options.jobs):
                release.write(output.path, keys[output.path], octets, output.changed)
            verify(release, site)
        shelf.keep()
        pages = sum(output.path.endswith(".html") for output in planned)
        return Built(site, pages, release.report)


def checked(
    folder: Folder,
    published: Published,
    options: Options,
    shelf: Shelf | None = None,
    memory: Memory | None = None,
    themed: Callable[[tuple[Path, ...], tuple[Language, ...], Mapping[str, Strings]], Theme] = Theme,
) -> tuple[Checked, Theme]:
    """The site that the content describes, checked, and its theme. `memory` and `themed` are of those who do it again
    and again. Raises ContentError."""
    draft = read(folder.content, words(folder.templates, REFERENCE_LANGUAGE), shelf, memory)
    found = check(draft, published, options.strict)
    if options.base_url:
        site = replace(found.site, campaign=replace(found.site.campaign, url=options.base_url))
        found = replace(found, site=site)
    return found, themed(folder.templates, found.site.campaign.languages, draft.strings)


def key_of(output: Output, theme: Theme) -> str:
    """What an output is made from, as one digest: the engine, its kind, its template with all that this draws in,
    its modification time and its data."""
    template = outputs.KINDS[output.kind].TEMPLATE
    try:
        closure = theme.closure(template) if template else ""
    except TemplateError as mistake:
        raise TemplateError(f"{mistake} (page {output.path})") from mistake
    return fingerprint((engine(), closure, output))


@cache
def engine() -> str:
    """A digest of this program's own source and of the libraries that shape its output, so that a new version of
    any renders everything anew."""
    sources = [source.read_bytes() for source in sorted(Path(__file__).parent.rglob("*.py"))]
    versions = [library.__version__ for library in SHAPING_LIBRARIES]
    return digest_of(b"\0".join([*sources, *(version.encode() for version in versions)]))
