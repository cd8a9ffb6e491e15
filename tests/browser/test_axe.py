"""Every kind of page in every language, light and dark, on the narrowest of screens, as axe judges it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.sites import BuiltSite
from tests.browser.test_pages import shown, watched
from tests.instruments import installed

NARROW = {"width": 320, "height": 640}
TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# By the level above the one that is asked for, all text would need a contrast of 7; body text has it, by a test.
LEFT_OUT = ("color-contrast-enhanced",)
COLOURS = ("color-contrast", "link-in-text-block")  # what dark may change
RUN = """
([tags, out, only]) => axe.run(document, {
  runOnly: only.length ? {type: 'rule', values: only} : {type: 'tag', values: tags},
  rules: only.length ? {} : Object.fromEntries(out.map(each => [each, {enabled: false}])),
  resultTypes: ['violations'],
}).then(({violations, passes}) => [
  violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) =>
    `${id}: ${html.slice(0, 150)} ${failureSummary.split('\\n').slice(1).join(';')}`)),
  passes.map(({id}) => id),
])
"""
FAULTY = """
<!DOCTYPE html><html><title>Faulty</title><h2>Twice</h2><h4 style="color: #999; background: #fff">Pale</h4>
<img src="data:,"><input>
"""


def judged(page: Any, only: tuple[str, ...] = ()) -> tuple[list[str], set[str]]:
    """The violations on a page, and the rules that it keeps."""
    found, kept = page.evaluate(RUN, [TAGS, LEFT_OUT, only])
    return found, set(kept)


@pytest.fixture(scope="session")
def axe() -> str:
    return (installed("axe-core") / "axe.min.js").read_text(encoding="utf-8")


def test_axe_finds_no_violation(axe: str, built: BuiltSite, host: str, chromium: Any) -> None:
    kept: set[str] = set()
    with watched(chromium, host, viewport=NARROW) as (page, faults):
        for path in built.of_each_kind():
            page.emulate_media(color_scheme="light")
            page.goto(f"{host}/{path}")
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            page.evaluate(axe)
            found, rules = judged(page)
            faults += [f"{path}: {each}" for each in found]
            kept |= rules
            page.emulate_media(color_scheme="dark")
            found, rules = judged(page, COLOURS)
            faults += [f"{path}, dark: {each}" for each in found]
            kept |= rules
    assert not faults, shown(faults)
    assert {"color-contrast", "target-size", "heading-order", "region", "landmark-unique", "html-has-lang"} <= kept


def test_axe_would_find_violations(axe: str, chromium: Any) -> None:
    with watched(chromium, "about:") as (page, _):
        page.set_content(FAULTY)
        page.evaluate(axe)
        found, _ = judged(page)
    rules = {each.partition(":")[0] for each in found}
    assert {"color-contrast", "heading-order", "html-has-lang", "image-alt", "label", "region"} <= rules
