"""Sheets of paper: pages of areas, phases, months and events as PDF, read back, with their pictures for cameras read
as a phone would that is held up to the wall."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from tests.browser.sites import BuiltSite
from tests.browser.test_pages import CONTRASTS, shown, watched

A4 = (210, 297)  # millimetres
POINT = 25.4 / 72
SHEETS = re.compile(r"(areas|phases|months|events)/(?!index)")
# What is to be read on paper, and what only a screen has a use for.
TEXTS = """
() => [...document.querySelectorAll('.entry > a, main time:not(.date *), .expected th, .address')]
  .filter(each => each.checkVisibility()).map(each => each.innerText)
"""
SCREEN_ONLY = "nav, .skip, .button, button, textarea, .edit, a[href^='geo:']"
LOADED = """
() => Promise.all([...document.images].filter(each => each.checkVisibility())
  .map(each => { each.loading = 'eager'; return each.decode(); }))
"""
# For each entry and day, whether its style keeps it whole. (That no page breaks one is also seen in the PDF below.)
BROKEN = """
() => [...document.querySelectorAll('.entry, .day, tr, .feed')].filter(each => each.checkVisibility()
  && getComputedStyle(each).breakInside !== 'avoid').map(each => each.outerHTML.slice(0, 80))
"""


@dataclass(frozen=True)
class Sheet:
    """The page of a path, printed: what is to be read on it; sizes in millimetres and letters of each sheet; what a
    camera reads, and what is wrong."""

    path: str
    title: str
    texts: tuple[str, ...]
    sizes: tuple[tuple[int, int], ...]
    letters: tuple[str, ...]
    scanned: tuple[str, ...]
    faults: tuple[str, ...]


def letters(text: str) -> str:
    """Without spaces, which a PDF has between clusters of Devanagari, and hyphens, which may end lines."""
    return re.sub(r"[\s\ufffe\u00ad-]", "", text)


def printed(page: Any, address: str, path: str) -> Sheet:
    page.emulate_media(media="screen", color_scheme="dark")
    page.goto(address)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate(LOADED)
    faults = [f"{path}: only for screens: {each}" for each in page.locator(SCREEN_ONLY).all() if each.is_visible()]
    faults += [f"{path}: may be broken: {each}" for each in page.evaluate(BROKEN)]
    pale = min(page.evaluate(CONTRASTS))
    if pale[0] < 4.5:
        faults.append(f"{path}: {pale[0]:.2f} on paper: {pale[3]}")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    sheets = list(document)
    return Sheet(
        path,
        page.locator("h1").inner_text(),
        tuple(page.evaluate(TEXTS)),
        tuple((round(each.get_width() * POINT), round(each.get_height() * POINT)) for each in sheets),
        tuple(letters(each.get_textpage().get_text_range()) for each in sheets),
        tuple(code.text for each in sheets for code in zxingcpp.read_barcodes(each.render(scale=2).to_pil())),
        tuple(faults),
    )


@pytest.fixture(scope="session")
def sheets(built: BuiltSite, host: str, chromium: Any) -> list[Sheet]:
    """Of the largest page of each kind, in each language."""
    paths = [path for path in built.of_each_kind() if SHEETS.match(built.split(path)[1])]
    with watched(chromium, host, viewport={"width": 800, "height": 600}) as (page, faults):
        found = [printed(page, f"{host}/{path}", path) for path in paths]
    assert not faults, shown(faults)
    return found


def test_they_are_a4_without_what_is_for_screens(built: BuiltSite, sheets: list[Sheet]) -> None:
    """A month lies on its side. Dark ink on white from a dark screen; the real programme's on a single one."""
    few = 1 if built.name == "real programme" else 2
    for sheet in sheets:
        assert set(sheet.sizes) == {A4[::-1] if "months/" in sheet.path else A4}, sheet.path
        assert len(sheet.sizes) <= few + len(sheet.texts) // 25, (sheet.path, len(sheet.sizes), len(sheet.texts))
        assert all(sheet.letters), f"{sheet.path}: an empty sheet"
    faults = [fault for sheet in sheets for fault in sheet.faults]
    assert not faults, shown(faults)


def test_they_say_what_when_and_under_which_address(built: BuiltSite, sheets: list[Sheet]) -> None:
    """Where lines run from right to left, which a PDF has in the order they are seen, just addresses are sought."""
    for sheet in sheets:
        text = "".join(sheet.letters)
        wanted = [each for each in (sheet.title, *sheet.texts) if "ur" not in built.languages or "://" in each]
        assert wanted or "events/" in sheet.path, sheet.path
        missing = [each for each in wanted if letters(each) not in text]
        assert not missing, (sheet.path, missing[:5])


def test_a_camera_reads_the_way_to_the_feed(built: BuiltSite, sheets: list[Sheet]) -> None:
    for sheet in sheets:
        if "events/" in sheet.path:
            continue
        assert len(sheet.scanned) == 1 and sheet.scanned[0].startswith(built.base), (sheet.path, sheet.scanned)
        path, _, place = sheet.scanned[0].removeprefix(built.base).partition("#")
        assert not place or f'id="{place}"' in (built.folder / path).read_text(encoding="utf-8"), sheet.scanned
