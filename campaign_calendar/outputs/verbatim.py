"""Files whose octets are known when the site is planned: assets, what hosts read, the record of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from campaign_calendar import addresses, published
from campaign_calendar.model import Site
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.parts import color_class
from campaign_calendar.theme import Theme

TEMPLATE = None
STYLE = "style.css"

HEADERS = """\
/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Content-Security-Policy: frame-ancestors 'none'
/*.ics
  Content-Type: text/calendar; charset=utf-8
  Access-Control-Allow-Origin: *
/*.csv
  Content-Type: text/csv; charset=utf-8
  Access-Control-Allow-Origin: *
/programme*.json
  Content-Type: application/json
  Access-Control-Allow-Origin: *
/*.webmanifest
  Content-Type: application/manifest+json
/sw.js
  Cache-Control: no-cache
/*.txt
  Content-Type: text/plain; charset=utf-8
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/cards/*
  Cache-Control: public, max-age=31536000, immutable
"""
# A cache that is told nothing supposes that what has not changed for long will not change for long.
HTACCESS = """\
AddDefaultCharset utf-8
AddType "text/calendar; charset=utf-8" .ics
AddType "text/csv; charset=utf-8" .csv
AddType application/json .json
AddType application/manifest+json .webmanifest
AddType "text/plain; charset=utf-8" .txt
ErrorDocument 404 {not_found}
<IfModule mod_headers.c>
  Header set X-Content-Type-Options nosniff
  Header set Referrer-Policy no-referrer
  Header set Cache-Control no-cache
  <FilesMatch "\\.[0-9a-f]{{10}}\\.[a-z0-9]+$">
    Header set Cache-Control "public, max-age=31536000, immutable"
  </FilesMatch>
  <FilesMatch "\\.(ics|csv|json)$">
    Header set Access-Control-Allow-Origin *
  </FilesMatch>
</IfModule>
"""


@dataclass(frozen=True)
class File:
    octets: bytes


def stylesheet(site: Site, theme: Theme) -> Output:
    """The theme's style, a class for the colour of each phase, and a band of them all."""
    dark = _colors(site, _lighter)
    style = _without_comments(theme.assets[STYLE].octets.decode()) + _colors(site, str)
    if dark:
        style += f"@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n"
    octets = style.encode()
    digest = blake2b(octets, digest_size=5).hexdigest()
    return Output(f"assets/style.{digest}.css", "verbatim", File(octets))


def _without_comments(style: str) -> str:
    """Rules as they are, without what is for whom reads them in templates/."""
    return re.sub(r"^\s+|/\*.*?\*/\s*", "", style, flags=re.MULTILINE | re.DOTALL)


def _colors(site: Site, shade: Callable[[str], str]) -> str:
    if not site.phases:
        return ""
    shades = {phase.id: shade(phase.color) for phase in site.phases}
    stops = [f"{color} {100 * place / len(shades):.4g}%" for place, color in enumerate(shades.values())]
    ends = [f"{100 * place / len(shades):.4g}%" for place in range(1, len(shades) + 1)]
    band = ",".join(f"{stop} {end}" for stop, end in zip(stops, ends, strict=True))
    classes = "".join(f".{color_class(id)}{{--phase:{color}}}\n" for id, color in shades.items())
    return f":root{{--band:linear-gradient(90deg,{band})}}\n{classes}"


def _lighter(color: str) -> str:
    """A colour for dark paper: #rrggbb halfway to white."""
    return "#" + "".join(f"{(int(color[start : start + 2], 16) + 255) // 2:02x}" for start in (1, 3, 5))


def assets(theme: Theme) -> Iterator[Output]:
    for asset in theme.assets.values():
        if asset.name != STYLE:
            yield Output(asset.path, "verbatim", File(asset.octets))


def media_files(site: Site) -> Iterator[Output]:
    """Pictures and documents, each once however many files of content/ come out the same."""
    for path, octets in sorted({file.path: file.octets for file in site.media.values()}.items()):
        yield Output(path, "verbatim", File(octets))


def host_files(site: Site) -> Iterator[Output]:
    """What static hosts read: types and charsets of feeds and data, no processing, and where the sitemap is."""
    base = site.campaign.url
    robots = "User-agent: *\nAllow: /\n"
    if base:
        robots += f"Sitemap: {addresses.absolute(base, addresses.SITEMAP)}\n"
    yield Output("robots.txt", "verbatim", File(robots.encode()))
    yield Output(".nojekyll", "verbatim", File(b""))
    yield Output("_headers", "verbatim", File(HEADERS.encode()))
    not_found = urlsplit(addresses.absolute(base or "/", addresses.NOT_FOUND)).path
    yield Output(".htaccess", "verbatim", File(HTACCESS.format(not_found=not_found).encode()))


def published_record(site: Site) -> Output:
    return Output(addresses.PUBLISHED, "verbatim", File(published.serialised(site)))


def render(data: File, _theme: Theme) -> bytes:
    return data.octets
