"""What pages offer to pass on, in a real browser: the link, the button that copies, the list of the phone's apps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from tests.browser.sites import BuiltSite, kind
from tests.browser.test_pages import CONTRASTS, LEAST, OVERFLOWING, PHONE, TARGETS, shown, watched

LINK = "https://wa.me/?text="
STUB = "Navigator.prototype.share = function (data) { window.shared = data; return Promise.resolve(); }"
KINDS = ("areas/*", "events/*", "phases/*")


def pages(built: BuiltSite) -> Iterator[str]:
    """The pages with most on them that have something to pass on."""
    for path in built.of_each_kind():
        if kind(built.split(path)[1]) in KINDS:
            yield path


def whole_text(page: Any) -> str:
    return str(page.locator(".share textarea").input_value())


def test_the_link_opens_the_text_or_its_beginning(built: BuiltSite, host: str, chromium: Any) -> None:
    with watched(chromium, host, java_script_enabled=False) as (page, faults):
        for path in pages(built):
            page.goto(f"{host}/{path}")
            link = page.locator(f'.share a[href^="{LINK}"]')
            address = link.get_attribute("href")
            said, text = unquote(address.removeprefix(LINK)), whole_text(page)
            assert len(address) <= 4_000
            assert said.split("\n")[0] == text.split("\n")[0] and said.startswith("*")
            assert said == text or said.endswith(text.split("\n")[-1].rpartition(" ")[2])
            assert text.endswith(f"{built.base}{path}")
            assert link.get_attribute("rel") == "noopener noreferrer"
            assert page.locator(".share button:visible").count() == 0
            page.locator(".share summary").click()
            assert page.locator(".share textarea").is_visible()
    assert not faults, shown(faults)


def test_what_is_copied_is_the_text_of_the_file(built: BuiltSite, host: str, chromium: Any) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with watched(chromium, host, permissions=permissions, viewport=PHONE) as (page, faults):
        for path in pages(built):
            page.goto(f"{host}/{path}")
            button = page.locator(".share [data-copied]")
            button.click()
            page.locator(".share [role=status]").get_by_text(button.get_attribute("data-copied")).wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied == whole_text(page)
            if kind(built.split(path)[1]) == "areas/*":
                file = built.folder / path.replace(".html", ".txt")
                assert f"{copied}\n" == file.read_text(encoding="utf-8")
                assert page.locator('.share a[type="text/plain"]').get_attribute("href") == file.name
    assert not faults, shown(faults)


@pytest.mark.parametrize("home", ["host", "disk"])
def test_the_list_of_apps_gets_the_text(home: str, built: BuiltSite, host: str, chromium: Any) -> None:
    home = host if home == "host" else built.folder.as_uri()
    with watched(chromium, home, viewport=PHONE) as (page, faults):
        page.add_init_script(STUB)
        for path in pages(built):
            page.goto(f"{home}/{path}")
            page.locator(".share [data-send]").click()
            assert page.evaluate("window.shared") == {"text": whole_text(page)}
    assert not faults, shown(faults)


def test_where_there_is_no_such_list_there_is_no_button(built: BuiltSite, host: str, chromium: Any) -> None:
    with watched(chromium, host) as (page, faults):
        page.add_init_script("delete Navigator.prototype.share")
        for path in pages(built):
            page.goto(f"{host}/{path}")
            assert not page.locator(".share [data-send]").is_visible()
    assert not faults, shown(faults)


def test_a_text_that_may_not_be_copied_is_selected(built: BuiltSite, host: str, chromium: Any) -> None:
    with watched(chromium, host) as (page, _):
        page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error('no'))")
        path = next(pages(built))
        page.goto(f"{host}/{path}")
        page.locator(".share [data-copied]").click()
        page.locator(".share textarea").wait_for()
        selected = "each => each.value.slice(each.selectionStart, each.selectionEnd)"
        assert page.locator(".share textarea").evaluate(selected) == whole_text(page)


def test_all_of_it_fits_and_can_be_read_and_touched(built: BuiltSite, host: str, chromium: Any) -> None:
    faults = []
    with watched(chromium, host) as (page, _):
        page.add_init_script(STUB)
        for path in pages(built):
            page.goto(f"{host}/{path}")
            page.evaluate("document.querySelectorAll('.share details').forEach(each => { each.open = true })")
            for width in LEAST:
                page.set_viewport_size({"width": width, "height": 800})
                faults += [f"{path}, {width}: {each}" for each in page.evaluate(OVERFLOWING)]
                low = [each for each in page.evaluate(TARGETS) if not each[1] and each[0] < LEAST[width] - 0.01]
                faults += [f"{path}, {width}: {each}" for each in low]
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                faults += [f"{path}, {scheme}: {each}" for each in page.evaluate(CONTRASTS) if each[0] < 4.5]
    assert not faults, shown(faults)
