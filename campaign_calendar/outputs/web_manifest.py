"""manifest.webmanifest: what the site is called and looks like among a phone's apps, as the W3C has it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme

TEMPLATE = None
SHORT = 14  # characters, about as many as stand below an icon
PAPER = "#fdfbf7"
INK = "#0b3d5c"
ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable.png", "512x512", "image/png", "maskable"),
)


@dataclass(frozen=True)
class Icon:
    path: str
    sizes: str
    type: str
    purpose: str


@dataclass(frozen=True)
class WebManifest:
    path: str
    language: str
    direction: str
    name: str
    home: str
    icons: tuple[Icon, ...]


def web_manifest(edition: Edition, theme: Theme) -> Output:
    data = WebManifest(
        path=edition.localised(addresses.WEB_MANIFEST),
        language=edition.language,
        direction=edition.words.language.direction,
        name=edition.text(edition.site.campaign.name).text,
        home=edition.localised(addresses.HOME),
        icons=tuple(Icon(theme.assets[name].path, *rest) for name, *rest in ICONS),
    )
    return Output(data.path, "web_manifest", data)


def render(data: WebManifest, _theme: Theme) -> bytes:
    """Its scope is the whole site, so that a reader may change the language within it. Phones show where one is and a
    way back and to load anew: links are there to be passed on, and dates change."""
    members = {
        "name": data.name,
        "short_name": _shortened(data.name),
        "lang": data.language,
        "dir": data.direction,
        "start_url": addresses.relative(data.path, data.home),
        "scope": addresses.relative(data.path, addresses.HOME).removesuffix(addresses.HOME) or "./",
        "display": "minimal-ui",
        "theme_color": INK,
        "background_color": PAPER,
        "icons": [
            {
                "src": addresses.relative(data.path, icon.path),
                "sizes": icon.sizes,
                "type": icon.type,
                "purpose": icon.purpose,
            }
            for icon in data.icons
        ],
    }
    return json.dumps(members, ensure_ascii=False, indent=1).encode() + b"\n"


def _shortened(name: str) -> str:
    """As many whole words as there is room for, but at least one."""
    first, *more = name.split()
    for word in more:
        if len(f"{first} {word}") > SHORT:
            break
        first = f"{first} {word}"
    return first
