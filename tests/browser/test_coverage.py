"""The page that says where dates are missing, on a phone and by the reader's clock."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.sites import BuiltSite
from tests.browser.test_pages import PHONE, shown, watched

# The number that stands before each cell of a row, and the column that it is in.
NUMBERS = """[...document.querySelectorAll('.coverage tbody tr')].map(row => [...row.cells].slice(1)
  .map((cell, place) => cell.childNodes.length ? [place + 1, cell.getClientRects().length] : null).filter(Boolean))"""


def pages(built: BuiltSite) -> list[str]:
    found = [built.joined(language, "coverage.html") for language in built.languages]
    return [path for path in found if 'class="coverage"' in Path(built.folder, path).read_text(encoding="utf-8")]


def test_what_was_not_announced_is_told_by_the_readers_clock(built: BuiltSite, host: str, chromium: Any) -> None:
    """Until the end of the last day in the campaign's zone it is not announced; a minute later it was not."""
    for path in pages(built):
        for clock, said in (("2018-12-20T18:29:30Z", 0), ("2018-12-20T18:30:30Z", 1)):
            with watched(chromium, host, viewport=PHONE) as (page, faults):
                page.clock.set_fixed_time(clock)
                page.goto(f"{host}/{path}")
                last = page.locator("[data-after='2018-12-20']")
                if last.count():
                    then = last.first.get_attribute("data-then")
                    assert (last.first.inner_text() == then) is bool(said)
            assert not faults, shown(faults)


def test_the_list_of_what_is_missing_is_copied(built: BuiltSite, host: str, chromium: Any) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with watched(chromium, host, permissions=permissions, viewport=PHONE) as (page, faults):
        for path in pages(built):
            page.goto(f"{host}/{path}")
            page.locator(".standing summary").first.click()
            page.locator(".standing button:visible").first.click()
            page.locator("[role=status]:visible").first.get_by_text("", exact=False).wait_for()
            page.wait_for_function("document.querySelector('.standing [role=status]').textContent")
            assert page.evaluate("navigator.clipboard.readText()") == page.locator("textarea").first.input_value()
    assert not faults, shown(faults)


def test_on_a_phone_every_cell_that_says_something_is_seen(built: BuiltSite, host: str, chromium: Any) -> None:
    """An area is a heap of its cells; nothing is wider than the phone."""
    with watched(chromium, host, viewport={"width": 320, "height": 640}) as (page, faults):
        for path in pages(built):
            page.goto(f"{host}/{path}")
            found = page.evaluate(NUMBERS)
            assert found and all(boxes for row in found for _, boxes in row)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not faults, shown(faults)
