"""sitemap.xml: every page with its other languages, for sites that know their address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme

TEMPLATE = None
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True)
class Sitemap:
    """For each page its address in every language, the first language's first."""

    pages: tuple[tuple[tuple[str, str], ...], ...]


def sitemap(pages: Iterable[Output], edition: Edition) -> Iterator[Output]:
    """`pages` are those of the first language, `edition` that language's."""
    base = edition.site.campaign.url
    if base:
        groups = tuple(
            tuple(
                (language.code, addresses.absolute(base, edition.localised(page.path, language.code)))
                for language in edition.site.campaign.languages
            )
            for page in pages
        )
        yield Output(addresses.SITEMAP, "sitemap", Sitemap(groups))


def render(data: Sitemap, _theme: Theme) -> bytes:
    lines = [OPENING]
    for group in data.pages:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
            for language, address in group
        )
        lines += [f"<url><loc>{escape(address)}</loc>{links}</url>\n" for _, address in group]
    return "".join([*lines, "</urlset>\n"]).encode()
