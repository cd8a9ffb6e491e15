"""The page that says where dates are missing, on a phone and by the reader's clock."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.sites import BuiltSite
from tests.browser.test_pages import PHONE, shown, watched


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


# The name of each area, with the number of each phase for which its row says something.
ROWS = """[...document.querySelectorAll('.coverage tbody tr')].map(row => [row.cells[0].innerText.trim(),
  [...row.cells].map((cell, place) => cell.childNodes.length ? place : 0).filter(Boolean).join(' ')])"""


def spoken(page: Any) -> list[tuple[str, str]]:
    """The names of areas, with the numbers that stand before their cells, as a screen reader is told them."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    texts = [str(node["name"]["value"]).strip() for node in nodes if node["role"]["value"] == "StaticText"]
    names = [name for name, _ in page.evaluate(ROWS)]
    found: list[tuple[str, str]] = []
    for text in texts[texts.index(names[0], texts.index(page.locator("caption").inner_text())) :]:
        if len(found) < len(names) and text == names[len(found)]:
            found.append((text, ""))
        elif text.isdecimal() and len(text) <= 2:
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}".strip())
        elif text == page.locator(".coverage ~ p a").inner_text():
            break
    return found


def test_on_a_phone_each_cell_has_the_number_of_its_phase(built: BuiltSite, host: str, chromium: Any) -> None:
    """Also behind cells that are left out, as nothing is expected there; and nothing is wider than the phone."""
    with watched(chromium, host, viewport={"width": 320, "height": 640}) as (page, faults):
        for path in pages(built):
            page.goto(f"{host}/{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            assert spoken(page) == [tuple(row) for row in page.evaluate(ROWS)]
    assert not faults, shown(faults)
