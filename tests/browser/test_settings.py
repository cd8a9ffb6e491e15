"""Pages under settings that readers have for a reason: keys instead of a finger, colours of their own, no motion, all
four times as large; and a campaign that is too large for one list."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.programme import programme, write_ours
from tests.browser.sites import BuiltSite
from tests.browser.test_pages import CONTRASTS, DESKTOP, OVERFLOWING, PHONE, in_language, shown, watched
from tests.campaigns import build_here

BEFORE = "2018-11-09T12:00:00+05:30"  # nothing is over or folded

# Every stop of the Tab key: what it is, in which part of the page, where, and whether one sees that it has the focus.
FOLLOW = """
() => {
  window.stops = [];
  addEventListener('focusin', ({target}) => {
    const box = target.getBoundingClientRect(), shown = [null, '::after'].some(part => {
      const style = getComputedStyle(target, part);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
    const part = target.closest('.skip, header, .side, main, footer');
    window.stops.push({
      told: target.outerHTML.slice(0, 90), again: target === window.first, shown,
      part: [...document.querySelectorAll('*')].indexOf(part),
      start: getComputedStyle(target.parentElement).direction === 'rtl' ? -box.right : box.left,
      top: box.top + scrollY, bottom: box.bottom + scrollY,
    });
    window.first ??= target;
  });
}
"""
REACHABLE = """
() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea')]
  .filter(each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0).length
"""
# Entries keep an edge and buttons a frame where colours are the reader's own.
UNFRAMED = """
() => [...document.querySelectorAll('.entry, .button')].filter(each => each.checkVisibility()).filter(each => {
  const style = getComputedStyle(each), paper = getComputedStyle(document.body).backgroundColor;
  return !['Top', 'Right', 'Bottom', 'Left'].some(side => parseFloat(style[`border${side}Width`]) >= 1
    && style[`border${side}Color`] !== paper);
}).map(each => each.outerHTML.slice(0, 90))
"""
MOVING = """
() => [...document.querySelectorAll('*')].filter(each => {
  const style = getComputedStyle(each);
  return style.animationName !== 'none' || style.scrollBehavior === 'smooth'
    || style.transitionDuration.split(',').some(duration => parseFloat(duration) > 0);
}).map(each => each.outerHTML.slice(0, 90))
"""


@pytest.mark.parametrize(("window", "most"), [(PHONE, 3), (DESKTOP, 99)], ids=["phone", "desktop"])
def test_keys_reach_everything_in_the_order_that_is_seen(
    window: dict[str, int], most: int, built: BuiltSite, host: str, chromium: Any
) -> None:
    with watched(chromium, host, viewport=window) as (page, faults):
        page.clock.set_fixed_time(BEFORE)
        for path in in_language(built.languages[-1], built)[-most:]:
            page.goto(f"{host}/{path}")
            page.evaluate(FOLLOW)
            for _ in range(page.evaluate(REACHABLE) + 3):
                page.keyboard.press("Tab")
            stops = page.evaluate("window.stops")
            rounds = [number for number, stop in enumerate(stops) if stop["again"]]
            if not rounds:
                faults.append(f"{path}: Tab does not come back from {stops[-1]['told']}")
                continue
            stops = stops[: rounds[0]]
            if len(stops) < page.evaluate(REACHABLE):
                faults.append(f"{path}: Tab reaches {len(stops)} of {page.evaluate(REACHABLE)}")
            faults += [f"{path}: no sign of the focus: {stop['told']}" for stop in stops if not stop["shown"]]
            # On, if not down, then at least to the next column.
            for above, below in pairwise(stops):
                higher = below["bottom"] <= above["top"] or below["top"] == above["top"]
                if above["part"] == below["part"] and higher and below["start"] < above["start"]:
                    faults.append(f"{path}: from {above['told']} back to {below['told']}")
    assert not faults, shown(faults)


def test_colours_of_ones_own_and_no_motion(built: BuiltSite, host: str, chromium: Any) -> None:
    settings = {"forced_colors": "active", "color_scheme": "dark", "reduced_motion": "reduce"}
    with watched(chromium, host, **settings) as (page, faults):
        for path in in_language(built.languages[0], built):
            page.goto(f"{host}/{path}")
            faults += [f"{path}: {each}" for each in page.evaluate(CONTRASTS) if each[0] < 4.5]
            faults += [f"{path}: no frame: {each}" for each in page.evaluate(UNFRAMED)]
            faults += [f"{path}: moves: {each}" for each in page.evaluate(MOVING)]
    assert not faults, shown(faults)


def test_all_of_a_page_four_times_as_large(built: BuiltSite, host: str, chromium: Any) -> None:
    """A window of 1,280 by 1,024 at 400 %, a quarter of it both ways, with letters that are larger by half again:
    nothing is cut off, and the title is not covered."""
    window = {"width": 320, "height": 256}
    with watched(chromium, host, viewport=window, device_scale_factor=4) as (page, faults):
        for path in in_language(built.languages[0], built):
            page.goto(f"{host}/{path}")
            page.evaluate("document.documentElement.style.fontSize = '150%'")
            faults += [f"{path}: {each}" for each in page.evaluate(OVERFLOWING)]
            page.evaluate("document.querySelector('h1').scrollIntoView()")
            seen = page.evaluate(
                "(box => document.elementFromPoint(innerWidth / 2, box.top + 20)?.closest('h1, main') !== null)"
                "(document.querySelector('h1').getBoundingClientRect())"
            )
            if not seen:
                faults.append(f"{path}: something covers the title")
    assert not faults, shown(faults)


def test_a_campaign_of_a_thousand_events(tmp_path: Path, chromium: Any) -> None:
    """Its home page leads to months, and says how many there are in each; each month has them all."""
    write_ours(tmp_path, programme(1000))
    build_here(tmp_path)
    home = (tmp_path / "output").as_uri() + "/"
    with watched(chromium, home) as (page, faults):
        page.goto(f"{home}index.html")
        months = page.locator(".agenda h3 a").evaluate_all("each => each.map(one => [one.href, one.innerText])")
        counts = page.locator(".agenda").all_inner_texts()
        assert months and not page.locator(".agenda .entry").count()
        for (address, name), told in zip(months, counts, strict=True):
            page.goto(address)
            assert page.locator("h1").inner_text() == name
            begun = page.locator(".month .entry:not(.begun > .entry)").count()
            assert any(digit.isdigit() and int(digit) >= begun > 0 for digit in told.split()), (told, begun)
            faults += [f"{address}: {each}" for each in page.evaluate(OVERFLOWING)]
    assert not faults, shown(faults)
