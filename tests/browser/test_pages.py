"""What readers meet: every kind of page in every language, in a real Chromium, as a phone, a desktop, a keyboard, a
printer and a host show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest

from tests.browser.conftest import SUB_PATH
from tests.browser.sites import NOT_FOUND, BuiltSite

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
LEAST = {320: 44, 360: 44, 1280: 24}  # a target's height by the window's width: thumbs need more than mice
WIDTHS = (320, 360, 768, 1280, 1920)  # 320 is also a window of 1,280 at 400 %

REPORT_VIOLATIONS = """
addEventListener('securitypolicyviolation', event =>
  console.error(`CSP: ${event.effectiveDirective} forbids ${event.blockedURI}`))
"""

# The page is as the theme's style leaves it, not as the browser would: no margin, a paper of its own.
IS_STYLED = """
() => getComputedStyle(document.body).marginTop === '0px'
  && getComputedStyle(document.documentElement).backgroundColor !== 'rgba(0, 0, 0, 0)'
  && getComputedStyle(document.querySelector('main')).maxInlineSize !== 'none'
"""

# What reaches over the edge of the window; content of boxes that scroll by themselves does not.
OVERFLOWING = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll('main *, header *, footer *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && element.checkVisibility() && (box.right > width + 0.5 || box.left < -0.5)
      && ![...element.children].some(child => child.getBoundingClientRect().right > width + 0.5);
  });
  const told = each => `<${each.localName} class="${each.className}"> ${each.textContent.trim().slice(0, 40)}`;
  return [`${document.documentElement.scrollWidth} px`, ...wide.slice(0, 3).map(told)];
}
"""

# Contrast of all shown text with its background: [ratio, letters, is it in a link, an example], by pair of colours.
CONTRASTS = """
() => {
  const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const known = {};
  const octets = color => known[color] ??= (() => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  })();
  const luminance = ([r, g, b]) => [r, g, b].map(each => each / 255)
    .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
  const background = element => {
    for (let each = element; each; each = each.parentElement) {
      const found = octets(getComputedStyle(each).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255, 255];
  };
  const pairs = {};
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement, words = texts.currentNode.data.trim();
    if (!words || !element.checkVisibility() || element.closest('.skip')) continue;
    const front = octets(getComputedStyle(element).color), back = background(element);
    const [dark, light] = [luminance(front), luminance(back)].sort((a, b) => a - b);
    const linked = element.closest('a') !== null;
    const pair = pairs[[front, back, linked]] ??= [(light + 0.05) / (dark + 0.05), 0, linked, words.slice(0, 40)];
    pair[1] += words.length;
  }
  return Object.values(pairs);
}
"""

# Links and controls: [height, whether within running text, an example]. Running text is what editors write in
# Markdown, and any line that holds other text too. A link whose ::after covers the box around it is as large as that.
TARGETS = """
() => {
  const breaks = node => node.localName === 'br'
    || (node.nodeType === 1 && !getComputedStyle(node).display.startsWith('inline'));
  const beside = (node, way) => {
    for (let each = node[way]; each && !breaks(each); each = each[way])
      if (/[\\p{L}\\p{N}]/u.test(each.textContent)) return true;
    return false;
  };
  const running = element => {
    if (element.closest('.prose')) return true;
    if (getComputedStyle(element).display !== 'inline') return false;
    for (let each = element; each && !breaks(each); each = each.parentElement)
      if (beside(each, 'previousSibling') || beside(each, 'nextSibling')) return true;
    return false;
  };
  const target = each => getComputedStyle(each, '::after').position === 'absolute' ? each.offsetParent : each;
  return [...document.querySelectorAll('a[href], button, summary, input, select')]
    .filter(each => each.checkVisibility() && !each.matches('.skip'))
    .map(each => [target(each).getBoundingClientRect().height, running(each), each.outerHTML.slice(0, 120)]);
}
"""


@contextmanager
def watched(chromium: Any, home: str, **settings: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page, and a list that fills with all that is wrong while it is used: messages on the console, violations of
    the policy, errors of scripts, requests that fail or go anywhere but below `home`."""
    faults: list[str] = []
    context = chromium.new_context(**{"viewport": PHONE, **settings})
    context.set_default_timeout(10_000)  # milliseconds
    context.add_init_script(REPORT_VIOLATIONS)
    page = context.new_page()

    def note(what: str) -> None:
        faults.append(f"{page.url}: {what}")

    page.on("console", lambda message: message.type in ("error", "warning") and note(f"console: {message.text}"))
    page.on("pageerror", lambda error: note(f"script: {error}"))
    page.on("requestfailed", lambda request: given_up(request) or note(f"failed: {request.url} {request.failure}"))
    page.on("request", lambda request: request.url.startswith(home) or note(f"asked for {request.url}"))
    page.on("response", lambda answer: answer.status >= 400 and note(f"{answer.status}: {answer.url}"))
    try:
        yield page, faults
    finally:
        context.close()


def given_up(request: Any) -> bool:
    """Chromium loads the icon last and pictures when they are near, and gives them up when it is sent on to the next
    page before."""
    return request.resource_type in ("image", "other") and request.failure == "net::ERR_ABORTED"


def shown(faults: list[str]) -> str:
    return "\n".join(["", *faults[:20], *([f"and {len(faults) - 20} more"] if len(faults) > 20 else [])])


def address_of(way: str, built: BuiltSite, host: str) -> str:
    return {"file": built.folder.as_uri() + "/", "root": f"{host}/", "sub-path": host + SUB_PATH}[way]


def in_language(language: str, built: BuiltSite) -> list[str]:
    """A page of each kind in one language; not 404.html, which is for all of them."""
    return [path for path in built.of_each_kind() if built.split(path)[0] == language and path != NOT_FOUND]


@pytest.mark.parametrize(
    ("way", "scripts"),
    [("file", True), ("file", False), ("root", False), ("sub-path", True)],
    ids=lambda each: {True: "scripts", False: "no scripts"}.get(each, each),
)
def test_every_kind_opens_without_fault(way: str, scripts: bool, built: BuiltSite, host: str, chromium: Any) -> None:
    home = address_of(way, built, host)
    with watched(chromium, home, java_script_enabled=scripts) as (page, faults):
        for path in built.of_each_kind():
            page.goto(home + path)
            if not page.evaluate(IS_STYLED):
                faults.append(f"{page.url}: the stylesheet does not apply")
    assert not faults, shown(faults)


@dataclass(frozen=True)
class Measured:
    """What was found on one page: what is too wide by width of the window, contrasts by colour scheme, and targets
    by the window's width."""

    path: str
    overflowing: dict[int, list[str]]
    contrasts: dict[str, list[list[Any]]]
    targets: dict[int, list[list[Any]]]


@pytest.fixture(scope="session")
def measured(built: BuiltSite, host: str, chromium: Any) -> list[Measured]:
    """A page of each kind in each language, each loaded once."""
    found = []
    with watched(chromium, host) as (page, _):
        for path in built.of_each_kind():
            page.goto(f"{host}/{path}")
            each = Measured(path, {}, {}, {})
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                each.overflowing[width] = page.evaluate(OVERFLOWING)
                if width in LEAST:
                    each.targets[width] = page.evaluate(TARGETS)
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)
                each.contrasts[scheme] = page.evaluate(CONTRASTS)
            found.append(each)
    return found


def test_nothing_is_wider_than_the_window(measured: list[Measured]) -> None:
    faults = [
        f"{each.path} at {width} px: {'; '.join(found)}"
        for each in measured
        for width, found in each.overflowing.items()
        if found
    ]
    assert not faults, shown(faults)


def test_body_text_stands_out_in_light_and_dark(measured: list[Measured]) -> None:
    """At 7 for the text that most of a page is set in, which is more than axe asks for."""
    faults = []
    for each in measured:
        for scheme, pairs in each.contrasts.items():
            most = max((pair for pair in pairs if not pair[2]), key=lambda pair: pair[1])
            if most[0] < 7:
                faults.append(f"{each.path}, {scheme}: body text at {most[0]:.2f}: {most[3]}")
    assert not faults, shown(faults)


@pytest.mark.parametrize("width", LEAST)
def test_targets_are_large_enough(width: int, measured: list[Measured]) -> None:
    faults = set()
    for each in measured:
        for height, running, element in each.targets[width]:
            needed = 24 if running else LEAST[width]
            if height < needed - 0.01:
                faults.add(f"{each.path}: {height:.1f} of {needed}: {element}")
    assert not faults, shown(sorted(faults))


def test_the_dark_page_is_dark(host: str, chromium: Any) -> None:
    with watched(chromium, host, color_scheme="dark") as (page, _):
        for path in ("index.html", NOT_FOUND):
            page.goto(f"{host}/{path}")
            paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            assert max(int(number) for number in re.findall(r"\d+", paper)[:3]) < 64, (path, paper)


def test_the_language_switch_leads_to_the_same_page_and_back(built: BuiltSite, host: str, chromium: Any) -> None:
    """Round from the first language through every other one."""
    first, *others = built.languages
    with watched(chromium, host) as (page, faults):
        for path in in_language(first, built):
            page.goto(f"{host}/{path}")
            for other in (*others, first):
                page.click(f'header a[hreflang="{other}"]')
                page.wait_for_url(f"{host}/{built.joined(other, path)}")
                assert page.evaluate("document.documentElement.lang") == other
    assert not faults, shown(faults)


def test_each_language_runs_from_its_own_side(built: BuiltSite, host: str, chromium: Any) -> None:
    with watched(chromium, host) as (page, _):
        for language in built.languages:
            page.goto(f"{host}/{built.joined(language, 'index.html')}")
            from_right = language == "ur"
            assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction === 'rtl'") == from_right
            entry = page.locator(".entry").first
            sides = entry.evaluate("each => [each.offsetLeft, innerWidth - each.offsetLeft - each.offsetWidth]")
            bar = entry.evaluate("each => parseFloat(getComputedStyle(each).borderRightWidth)")
            assert (bar > 0) == from_right, language
            assert abs(sides[0] - sides[1]) <= 1, language


def test_tab_reaches_the_skip_link_first_and_it_leads_to_the_content(
    built: BuiltSite, host: str, chromium: Any
) -> None:
    with watched(chromium, host) as (page, faults):
        for path in in_language(built.languages[-1], built):
            page.goto(f"{host}/{path}")
            page.keyboard.press("Tab")
            skip = page.locator(":focus")
            assert skip.get_attribute("href") == "#content", path
            box = skip.bounding_box()
            seen = box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] and box["y"] >= 0
            if not seen or box["height"] < 44:
                faults.append(f"{path}: the focused skip link is at {box}")
            page.keyboard.press("Enter")
            page.wait_for_url(f"{host}/{path}#content")
            page.keyboard.press("Tab")
            if not page.evaluate("document.activeElement.closest('#content') !== null"):
                faults.append(f"{path}: the next Tab after the skip link does not lead into the content")
    assert not faults, shown(faults)


@pytest.mark.parametrize("depth", ["nowhere", "deep/er/path", "en/areas/no-such-area.html"])
def test_the_page_for_lost_readers_carries_its_style_to_any_depth(
    depth: str, built: BuiltSite, host: str, chromium: Any
) -> None:
    asked = f"{host}/{depth}"
    with watched(chromium, host) as (page, faults):
        answer = page.goto(asked)
        assert answer.status == 404
        assert page.evaluate(IS_STYLED)
        assert page.locator("h1").count() == 1
        ways_out = page.evaluate("[...document.links].map(each => each.href)")
    assert ways_out and all(each.startswith(built.base) for each in ways_out)
    others = [fault for fault in faults if f"404: {asked}" not in fault and "status of 404" not in fault]
    assert not others, shown(others)


class _References(HTMLParser):
    """The addresses that a page leads to, as written, and its ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.addresses += [value for name in ("href", "src") if (value := values.get(name)) is not None]
        if values.get("id"):
            self.ids.add(values["id"] or "")


def test_every_link_of_the_whole_site_answers(built: BuiltSite, host: str) -> None:
    """Followed over HTTP from the home page of the first language, on a sub-path; and every page is found so."""
    home = host + SUB_PATH
    waiting, answers, faults = [f"{home}index.html"], {}, []
    leads: list[tuple[str, str, str]] = []
    while waiting:
        address = waiting.pop()
        if address in answers:
            continue
        try:
            with urlopen(address) as answer:
                page = answer.headers.get_content_type() == "text/html"
                answers[address] = _References(answer.read().decode()) if page else None
        except HTTPError as error:
            answers[address] = None
            faults.append(f"{address}: {error.code}")
            continue
        for written in answers[address].addresses if answers[address] else ():
            target, fragment = urldefrag(urljoin(address, written))
            if target.startswith(home):
                waiting.append(target)
                leads.append((address, target, fragment))
            elif target.startswith(host):
                faults.append(f"{address} leads out of the site's folder: {written}")
    for address, target, fragment in leads:
        if fragment and answers[target] and fragment not in answers[target].ids:
            faults.append(f"{address} leads to {target}#{fragment}, where no such place is")
    hidden = {path for path in built.pages() if b'content="noindex"' in (built.folder / path).read_bytes()}
    missed = {f"{home}{path}" for path in set(built.pages()) - hidden} - answers.keys()
    faults += [f"no link leads to {address}" for address in sorted(missed)]
    assert not faults, shown(faults)
