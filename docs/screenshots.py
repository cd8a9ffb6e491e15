"""The pictures of the README, taken from the two shipped campaigns as a browser shows them (`make pictures`).

Sizes, clock, zone and languages are fixed, so that a picture changes only when a page, a font or the browser does.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from campaign_calendar import pipeline
from tests.instruments import browser

CHECKOUT = Path(__file__).parents[1]
PICTURES = CHECKOUT / "docs" / "pictures"
CAMPAIGNS = {"programme": CHECKOUT, "example": CHECKOUT / "examples" / "literacy-drive"}
PHONE = (360, 720)
WIDE = (1200, 900)
NOW = {"programme": "2018-11-14T09:30:00+05:30", "example": "2018-11-22T09:30:00+05:30"}
GAP = 16  # pixels between phones
AROUND = (232, 229, 222)
COLORS = 128
LARGEST = 100 * 1024  # octets


class Shot(NamedTuple):
    campaign: str
    path: str
    scheme: str = "light"


# By the picture's name the pages in it, side by side.
PHONES = {
    "phones-hi": (
        Shot("programme", "index.html"),
        Shot("programme", "areas/meerut.html"),
        Shot("programme", "subscribe.html#area-meerut"),
    ),
    "phones-en": (
        Shot("example", "events/kagaz-gali-evenings.html"),
        Shot("example", "areas/kagaz-gali.html"),
        Shot("example", "search.html?q=letters", "dark"),
    ),
}
WINDOWS = {
    "month-en": Shot("programme", "en/months/2018-11.html"),
    "coverage-hi": Shot("programme", "coverage.html"),
}
CARD = Shot("programme", "phases/district-workshops.html")
CARD_OF = re.compile(r'property="og:image" content="[^"]*?(cards/[^"]+)"')


@contextmanager
def built() -> Iterator[dict[str, Path]]:
    """The campaigns, each in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = {name: Path(folder, name) for name in CAMPAIGNS}
        for name, site in CAMPAIGNS.items():
            pipeline.build(pipeline.Folder(site, outputs[name]), pipeline.Options())
        yield outputs


def taken(browser: Any, outputs: dict[str, Path], shot: Shot, size: tuple[int, int]) -> Image.Image:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,
        timezone_id="Asia/Kolkata",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW[shot.campaign])
    page.goto(f"{outputs[shot.campaign].as_uri()}/{shot.path}")
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    context.close()
    return picture


def beside(pictures: list[Image.Image]) -> Image.Image:
    width = sum(each.width + GAP for each in pictures) + GAP
    sheet = Image.new("RGB", (width, max(each.height for each in pictures) + 2 * GAP), AROUND)
    left = GAP
    for each in pictures:
        sheet.paste(each, (left, GAP))
        left += each.width + GAP
    return sheet


def save(picture: Image.Image, name: str) -> int:
    """In few colours; its size in octets."""
    file = PICTURES / f"{name}.png"
    picture.quantize(COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)
    return file.stat().st_size


def card_of(output: Path, path: str) -> Path:
    """What is shown of a page where it is shared."""
    found = CARD_OF.search((output / path).read_text(encoding="utf-8"))
    assert found, f"{path} has no card"
    return output / found[1]


def main() -> int:
    sizes = {}
    with built() as outputs, browser() as chromium:
        for name, shots in PHONES.items():
            sizes[name] = save(beside([taken(chromium, outputs, shot, PHONE) for shot in shots]), name)
        for name, shot in WINDOWS.items():
            sizes[name] = save(taken(chromium, outputs, shot, WIDE), name)
        card = Image.open(card_of(outputs[CARD.campaign], CARD.path)).convert("RGB")
        sizes["card-hi"] = save(card.resize((600, 315), Image.Resampling.LANCZOS), "card-hi")
    for name, size in sizes.items():
        print(f"docs/pictures/{name}.png: {size / 1024:.0f} KB")
    return int(any(size > LARGEST for size in sizes.values()))


if __name__ == "__main__":
    sys.exit(main())
