"""A site's folder in; its output, published whole or not at all, and a report of it, out: the spine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from campaign_calendar import fetch, moment, outputs
from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.checks import Checked, check, with_warnings
from campaign_calendar.checks.card import cards_show_text
from campaign_calendar.checks.feed_size import feeds_fit_calendars
from campaign_calendar.compiled import Compiled
from campaign_calendar.content import Memory, read
from campaign_calendar.content.strings import Strings
from campaign_calendar.findings import Findings
from campaign_calendar.inputs import engine, inputs
from campaign_calendar.manifest import digest_of, fingerprint
from campaign_calendar.model import Language
from campaign_calendar.outputs.output import Output
from campaign_calendar.pictures.shelf import Shelf
from campaign_calendar.plan import plan
from campaign_calendar.published import CannotHave, Published
from campaign_calendar.release import Release, Report, exclusive, pictures_folder, standing, templates_folder
from campaign_calendar.stamps import stamp
from campaign_calendar.theme import REFERENCE_LANGUAGE, TemplateError, Theme, own_folder, words
from campaign_calendar.verify import verify
from campaign_calendar.workers import made, processors


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
    `jobs`: how many processes render. `on_wait` is called while another build runs, `on_checked` with what
    checking the site came to before anything is written, `on_step` with the name of each step as it begins and,
    while pages are rendered, with how many of how many are."""

    base_url: str | None = None
    published: str | None = None
    strict: bool = False
    clean: bool = False
    jobs: int = field(default_factory=processors)
    on_wait: Callable[[], None] = lambda: None
    on_checked: Callable[[Findings], None] = lambda _found: None
    on_step: Callable[[str, int, int], None] = lambda _step, _done, _of: None


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, or found as it is to be."""

    events: int
    pages: int
    feeds: int
    files: Report


def build(folder: Folder, options: Options) -> Built:
    """Raises ContentError, TemplateError, NotSound, OutputRefused, CannotHave, NotTrusted or OSError; in any
    case the output is then as it was."""
    with exclusive(folder.output, options.on_wait):
        given = _inputs(folder, options)  # taken before they are read: what is saved meanwhile is for the next build
        stands = None if options.clean else _standing(folder, given, options)
        if stands:
            return stands
        published = fetch.published(options.published, folder.output)
        shelf = Shelf(pictures_folder(folder.output))
        compiled = None if options.clean else Compiled(templates_folder(folder.output))
        sound, theme = checked(folder, published, options, shelf, themed=partial(Theme, compiled=compiled))
        options.on_step("stamp", 0, 0)
        site = stamp(sound.site, theme.wordings, published, lambda: moment.of(folder.content))
        found = (*feeds_fit_calendars(site), *cards_show_text(site, theme.wordings.values(), theme.fonts))
        sound = with_warnings(sound, found, options.strict)
        options.on_checked(sound)
        options.on_step("plan", 0, 0)
        with Release(folder.output, fresh=options.clean) as release:
            planned = plan(site, theme)

            def make(output: Output) -> tuple[str, bytes | None]:
                key = key_of(output, theme)
                return key, None if release.has(output.path, key) else outputs.render(output, theme)

            for done, (output, (key, octets)) in enumerate(made(planned, make, options.jobs)):
                options.on_step("render", done, len(planned))
                if octets is None:
                    release.keep(output.path, key)
                else:
                    release.write(output.path, key, octets, output.changed)
            options.on_step("verify", 0, 0)
            verify(release, site)
            pages = sum(output.path.endswith(".html") for output in planned)
            counts = len(site.events), pages, len(site.feeds)
            options.on_step("publish", 0, 0)
            release.note(_over(given, release.read(PUBLISHED)), (counts, sound.plain()))
        shelf.keep()
        return Built(*counts, release.report)


def _standing(folder: Folder, given: str, options: Options) -> Built | None:
    """What the build before made, where it went by the same and nobody has touched its output since."""
    try:
        found = standing(folder.output, _over(given, (folder.output / PUBLISHED).read_bytes())) if given else None
    except OSError:
        return None  # whoever needs the record will say so
    if found is None:
        return None
    ((events, pages, feeds), findings), files = found
    options.on_checked(Findings.of(findings))
    return Built(events, pages, feeds, Report(written=0, unchanged=files, removed=0))


def _inputs(folder: Folder, options: Options) -> str:
    """A digest of all that a build goes by besides the record in its output; empty where some of it lies elsewhere or
    cannot be read."""
    named = options.published
    if named is not None and named.startswith(fetch.WEB):
        return ""
    try:
        live = fetch.octets(named) if named not in (None, fetch.NONE) else b""
        return inputs((folder.content, *folder.templates), options.base_url, named, live, options.strict)
    except (OSError, CannotHave):
        return ""


def _over(given: str, record: bytes) -> str:
    """`given` with the record in the output, from which stamps are taken where no other is named."""
    return digest_of(given.encode() + record) if given else ""


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
    options.on_step("read", 0, 0)
    draft = read(folder.content, words(folder.templates, REFERENCE_LANGUAGE), shelf, memory)
    options.on_step("check", 0, 0)
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
    return fingerprint((engine(), closure, output.path, output.kind, output.data, output.changed))
