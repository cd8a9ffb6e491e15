"""The page that tells how to get the dates on one's phone, as phones of each kind open it; and its pictures, as
another phone's camera reads them."""

from __future__ import annotations

import io
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.browser.sites import BuiltSite
from tests.browser.test_pages import LEAST, OVERFLOWING, PHONE, TARGETS, shown, watched

ANDROID = (
    "Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1"
COPY = "button[data-copied]"
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def guides(built: BuiltSite) -> list[str]:
    return [built.joined(language, "subscribe.html") for language in built.languages]


def last_place(page: Any) -> str:
    """The id of the last area's address."""
    return str(page.evaluate("[...document.querySelectorAll('.calendar')].at(-1).id"))


def test_the_button_copies_the_address_and_says_so(built: BuiltSite, host: str, chromium: Any) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with watched(chromium, host, permissions=permissions, viewport=PHONE) as (page, faults):
        for path in guides(built):
            page.goto(f"{host}/{path}")
            page.goto(f"{host}/{path}#{last_place(page)}")
            button = page.locator(f"{COPY}:visible")
            button.click()
            status = page.locator("[role=status]:visible")
            status.get_by_text(button.get_attribute("data-copied"), exact=True).wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied == page.locator(".address:visible").inner_text()
            assert copied.startswith(built.base) and copied.endswith(".ics")
    assert not faults, shown(faults)


@pytest.mark.parametrize("way", ["no script", "no clipboard"])
def test_where_nothing_can_be_copied_there_is_no_button(way: str, built: BuiltSite, host: str, chromium: Any) -> None:
    """But the address, as text that is selected whole; and links to it open what it stands in."""
    with watched(chromium, host, java_script_enabled=way != "no script") as (page, faults):
        page.add_init_script("delete Navigator.prototype.clipboard")
        for path in guides(built):
            page.goto(f"{host}/{path}")
            page.goto(f"{host}/{path}#{last_place(page)}")
            assert page.locator(COPY).count() and not page.locator(f"{COPY}:visible").count()
            address = page.locator(".address:visible")
            assert address.inner_text().startswith(built.base)
            assert address.evaluate("each => getComputedStyle(each).userSelect") == "all"
    assert not faults, shown(faults)


def test_an_address_that_may_not_be_copied_is_selected(built: BuiltSite, host: str, chromium: Any) -> None:
    with watched(chromium, host) as (page, _):
        page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error('no'))")
        page.goto(f"{host}/index.html")
        page.locator(f"{COPY}:visible").click()
        page.locator(f"{COPY}:visible").wait_for(state="detached")
        selected = page.evaluate("getSelection().toString()")
        assert selected.strip() == page.locator(".address").inner_text()
        assert selected.startswith(built.base)


@pytest.mark.parametrize(("agent", "kind", "links"), [(ANDROID, "Android", 0), (IPHONE, "iPhone", 1)])
def test_a_phone_finds_its_own_steps_open_and_no_link_that_does_nothing(
    agent: str, kind: str, links: int, built: BuiltSite, host: str, chromium: Any
) -> None:
    with watched(chromium, host, user_agent=agent) as (page, faults):
        for path in guides(built):
            page.goto(f"{host}/{path}")
            opened = page.locator("details[open]")
            assert opened.count() == 1 and kind in opened.locator("summary").inner_text()
            page.goto(f"{host}/{path}#{last_place(page)}")
            assert page.locator('a[href^="webcal:"]:visible').count() == links
    assert not faults, shown(faults)


def test_it_is_whole_from_the_disk(built: BuiltSite, chromium: Any) -> None:
    home = built.folder.as_uri()
    with watched(chromium, home) as (page, faults):
        page.goto(f"{home}/subscribe.html")
        page.evaluate(OPEN_ALL)
        picture = page.locator(".qr img").last
        picture.scroll_into_view_if_needed()
        picture.evaluate("each => each.decode()")
    assert not faults, shown(faults)


@pytest.mark.parametrize("width", LEAST)
def test_all_that_is_folded_fits_and_can_be_touched(width: int, built: BuiltSite, host: str, chromium: Any) -> None:
    faults = []
    with watched(chromium, host, viewport={"width": width, "height": 800}) as (page, _):
        for path in guides(built):
            page.goto(f"{host}/{path}")
            page.evaluate(OPEN_ALL)
            faults += [f"{path}: {each}" for each in page.evaluate(OVERFLOWING)]
            for height, running, element in page.evaluate(TARGETS):
                needed = 24 if running else LEAST[width]
                if height < needed - 0.01:
                    faults.append(f"{path}: {height:.1f} of {needed}: {element}")
    assert not faults, shown(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_another_phone_reads_where_to_go(scheme: str, built: BuiltSite, host: str, chromium: Any) -> None:
    """Every picture leads to its own place on the page that it stands on, which is there."""
    with watched(chromium, host, color_scheme=scheme, viewport={"width": 360, "height": 740}) as (page, faults):
        for path in guides(built):
            page.goto(f"{host}/{path}")
            page.evaluate(OPEN_ALL)
            for calendar in page.locator(".calendar").all():
                place = calendar.get_attribute("id")
                picture = calendar.locator(".qr img")
                picture.scroll_into_view_if_needed()
                picture.evaluate("each => each.decode()")
                [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.screenshot())))
                assert found.text == f"{built.base}{path}{f'#{place}' if place else ''}"
    assert not faults, shown(faults)
