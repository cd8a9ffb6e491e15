"""The octets of every page: what a page must have, may not have, and how pages name one another. No browser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.browser.campaign import HARD_CAMPAIGN, write_hard_campaign
from tests.browser.sites import BUILDERS, NOT_FOUND, BuiltSite
from tests.campaigns import build_here, write_content

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
SITEMAP_NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")
SCRIPTS = {"hi": re.compile(r"[\u0900-\u097f]"), "ur": re.compile(r"[\u0600-\u06ff]")}


@dataclass
class Element:
    """An element and its parent; `text` is what stands directly in it."""

    tag: str
    attributes: dict[str, str | None]
    parent: Element | None
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""

    def is_within(self, tag: str) -> bool:
        return self.parent is not None and (self.parent.tag == tag or self.parent.is_within(tag))

    def inherited(self, name: str) -> str:
        """The attribute of the nearest element that has it."""
        element: Element | None = self
        while element is not None and name not in element.attributes:
            element = element.parent
        return element[name] if element else ""


@dataclass
class Page(HTMLParser):
    """A page's elements in their order."""

    path: str
    html: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self._open[-1] if self._open else None)
        assert len(element.attributes) == len(attrs), f"{self.path}: an attribute stands twice in <{tag}>"
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1].tag == tag, f"{self.path}: </{tag}> closes nothing"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].text += data

    def all(self, *tags: str) -> list[Element]:
        """Those that stand on the page; what is in a template waits for a script to fill it."""
        return [element for element in self.elements if element.tag in tags and not element.is_within("template")]

    def links(self, relation: str) -> list[Element]:
        return [element for element in self.all("link") if relation in element["rel"].split()]

    def meta(self, name: str) -> list[str]:
        wanted = {"name", "property", "http-equiv"}
        return [each["content"] for each in self.all("meta") if name in {each[key] for key in wanted}]


@cache
def _page(folder: Path, path: str) -> Page:
    return Page(path, (folder / path).read_bytes().decode())


def pages(built: BuiltSite) -> list[Page]:
    return [_page(built.folder, path) for path in built.pages()]


def content_pages(built: BuiltSite) -> list[Page]:
    return [page for page in pages(built) if page.path != NOT_FOUND]


@pytest.fixture(scope="module", params=BUILDERS, ids=lambda builder: builder.__name__)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return request.param(tmp_path_factory.mktemp("sites"))  # type: ignore[no-any-return]


def test_one_heading_of_the_first_level_and_none_skipped(built: BuiltSite) -> None:
    faults = []
    for page in pages(built):
        levels = [HEADINGS.index(each.tag) + 1 for each in page.all(*HEADINGS)]
        if levels.count(1) != 1 or levels[0] != 1:
            faults.append(f"{page.path}: {levels}")
        steps = pairwise(levels)
        faults += [f"{page.path}: h{below} follows h{above}" for above, below in steps if below > above + 1]
    assert not faults


def test_language_and_direction_of_every_page(built: BuiltSite) -> None:
    for page in pages(built):
        (html,) = page.all("html")
        language = built.split(page.path)[0]
        assert html["lang"] == language, page.path
        assert html["dir"] == ("rtl" if language in RIGHT_TO_LEFT else "ltr"), page.path


def test_text_in_another_language_says_so(built: BuiltSite) -> None:
    """A page of one language holds letters of another's script only within that language's mark, or within the
    link to that language."""
    faults = []
    for page in pages(built):
        for element in page.elements:
            if element.tag in ("title", "style", "script", "textarea") or element.parent is None:
                continue
            language = element.inherited("lang")
            for other, letters in SCRIPTS.items():
                if other != language and letters.search(element.text):
                    faults.append(f"{page.path}: «{element.text.strip()[:40]}» as {language}")
    assert not faults, "\n".join(faults[:20])


def test_a_language_that_runs_the_other_way_brings_its_direction(built: BuiltSite) -> None:
    faults = []
    for page in pages(built):
        for element in page.elements:
            if "lang" in element.attributes:
                direction = "rtl" if element["lang"] in RIGHT_TO_LEFT else "ltr"
                if element.inherited("dir") != direction:
                    faults.append(f"{page.path}: <{element.tag} lang={element['lang']}> {element.text.strip()[:40]}")
    assert not faults, "\n".join(faults[:20])


def test_ids_are_unique_and_referred_to_rightly(built: BuiltSite) -> None:
    for page in pages(built):
        ids = Counter(element["id"] for element in page.elements if "id" in element.attributes)
        assert not [id for id, count in ids.items() if count > 1 or not re.fullmatch(r"\S+", id)], page.path
        for element in page.elements:
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                assert set(element[name].split()) <= ids.keys(), page.path


def test_every_picture_has_a_text_and_a_size(built: BuiltSite) -> None:
    for page in pages(built):
        for image in page.all("img"):
            assert "alt" in image.attributes, page.path
            assert image["width"] and image["height"], page.path


def test_navigations_are_told_apart(built: BuiltSite) -> None:
    for page in pages(built):
        names = [each["aria-label"] for each in page.all("nav")]
        assert all(names) and len(names) == len(set(names)), f"{page.path}: {names}"


def test_where_one_is_is_marked_once_at_most(built: BuiltSite) -> None:
    for page in content_pages(built):
        current = [each for each in page.all("a") if each["aria-current"]]
        assert len(current) <= 1, page.path
        assert all(urljoin(page.path, each["href"]) == page.path for each in current), page.path


def test_pages_name_themselves_and_their_other_languages(built: BuiltSite) -> None:
    """canonical is the page itself; hreflang names every language, itself among them, and x-default the first one;
    and what a page names names it back."""
    named: dict[str, dict[str, str]] = {}
    for page in content_pages(built):
        language, rest = built.split(page.path)
        (canonical,) = page.links("canonical")
        own = address(built, page.path)
        assert canonical["href"] == own
        alternates = [each for each in page.links("alternate") if each["hreflang"]]
        named[own] = {each["hreflang"]: each["href"] for each in alternates}
        assert len(alternates) == len(named[own]) == len(built.languages) + 1, page.path
        for other in built.languages:
            assert named[own][other] == address(built, built.joined(other, rest)), page.path
        assert named[own]["x-default"] == named[own][built.languages[0]], page.path
        assert named[own][language] == own
    for own, languages in named.items():
        for target in languages.values():
            assert own in named[target].values(), f"{target} does not name {own} back"


def address(built: BuiltSite, path: str) -> str:
    return built.base + re.sub(r"(^|/)index\.html$", r"\1", path)


def references(page: Page) -> Iterator[tuple[Element, str]]:
    for element in page.elements:
        for name in ("href", "src", "srcset", "poster", "action", "data"):
            if name in element.attributes:
                yield element, element[name]


def test_links_within_the_site_are_relative(built: BuiltSite) -> None:
    """Without the site's address (but in canonical and hreflang), a leading slash, a bare folder, or a way out."""
    files = {file.relative_to(built.folder).as_posix() for file in built.folder.rglob("*") if file.is_file()}
    faults = []
    for page in content_pages(built):
        for element, written in references(page):
            if element.tag == "link" and (element["rel"] == "canonical" or element["hreflang"]):
                continue
            if written.startswith((built.base, "/")):
                faults.append(f"{page.path}: {written} is not relative")
            elif not urlsplit(written).scheme:
                path = urldefrag(urljoin(f"https://host/{page.path}", written)).url.removeprefix("https://host/")
                if path not in files:
                    faults.append(f"{page.path}: {written} names no file")
    assert not faults, "\n".join(faults[:20])


def test_links_of_the_page_for_lost_readers_are_absolute(built: BuiltSite) -> None:
    page = _page(built.folder, NOT_FOUND)
    for _, written in references(page):
        assert written.startswith(built.base)
        path = written.removeprefix(built.base)
        assert (built.folder / (path + "index.html" if path.endswith("/") or not path else path)).is_file(), written
    assert "noindex" in "".join(page.meta("robots"))


def test_only_links_lead_to_other_hosts(built: BuiltSite) -> None:
    """Nothing that a page loads by itself; and what leads away does not tell where the reader came from."""
    for page in pages(built):
        assert page.meta("referrer") == ["no-referrer"], page.path
        for element, written in references(page):
            scheme = urlsplit(written).scheme
            assert scheme in ("", "http", "https", "mailto", "tel", "geo", "webcal"), f"{page.path}: {written}"
            if element.tag == "link" and (element["rel"] == "canonical" or element["hreflang"]):
                continue
            assert element.tag == "a" or (not scheme and not written.startswith("//")), f"{page.path}: {written}"


def test_a_link_stands_in_no_link_and_has_words(built: BuiltSite) -> None:
    for page in pages(built):
        links = [each for each in page.all("a", "button") if each.tag == "button" or "href" in each.attributes]
        words = {id(each): "" for each in links}
        for element in page.elements:
            above: Element | None = element
            while above is not None:
                if id(above) in words:
                    words[id(above)] += element.text + element["alt"]
                    assert above is element or element.tag != "a", page.path
                above = above.parent
        assert all(words[id(each)].strip() or each["aria-label"] for each in links), page.path


def test_every_time_is_one_for_machines(built: BuiltSite) -> None:
    count = 0
    for page in pages(built):
        for element in page.all("time"):
            written = element["datetime"]
            if DATE.fullmatch(written):
                date.fromisoformat(written)
            else:
                assert MOMENT.fullmatch(written), f"{page.path}: {written!r}"
                assert datetime.fromisoformat(written).tzinfo is not None
            count += 1
    assert count


def test_a_policy_comes_first_and_allows_nothing_inline(built: BuiltSite) -> None:
    for page in pages(built):
        (head,) = page.all("head")
        children = [each for each in page.elements if each.parent is head]
        assert children[0]["charset"] == "utf-8", page.path
        assert children[1]["http-equiv"] == "Content-Security-Policy", page.path
        policy = dict(each.strip().partition(" ")[::2] for each in children[1]["content"].split(";"))
        assert policy["default-src"] == "'none'", page.path
        assert policy["base-uri"] == policy["form-action"] == "'none'", page.path
        assert "unsafe" not in children[1]["content"] and "*" not in children[1]["content"], page.path


def test_nothing_is_inline(built: BuiltSite) -> None:
    """No style or handler in any element; no style sheet or script but data in a page, besides 404.html's style."""
    for page in pages(built):
        for element in page.elements:
            inline = [name for name in element.attributes if name == "style" or name.startswith("on")]
            assert not inline, f"{page.path}: <{element.tag} {inline[0]}>"
            assert element.tag != "style" or page.path == NOT_FOUND, page.path
            if element.tag == "script":
                assert element["src"] or element["type"] == "application/ld+json", page.path


def test_pages_are_described_and_titled(built: BuiltSite) -> None:
    """Every page has a description, and a title that no other page of its language has."""
    titles: dict[str, dict[str, str]] = {language: {} for language in built.languages}
    for page in pages(built):
        (title,) = [each for each in page.all("title") if each.parent and each.parent.tag == "head"]
        assert title.text.strip(), page.path
        if page.path == NOT_FOUND:
            continue
        (description,) = page.meta("description")
        assert description.strip() and len(description) <= 160, page.path
        other = titles[built.split(page.path)[0]].setdefault(title.text, page.path)
        assert other == page.path, f"{page.path} and {other} are both titled {title.text}"


def test_the_sitemap_lists_exactly_the_pages(built: BuiltSite) -> None:
    root = ElementTree.fromstring((built.folder / "sitemap.xml").read_bytes())
    listed = []
    for entry in root.findall("s:url", SITEMAP_NAMES):
        own = entry.findtext("s:loc", "", SITEMAP_NAMES)
        alternates = {each.get("hreflang"): each.get("href") for each in entry.findall("x:link", SITEMAP_NAMES)}
        assert alternates.keys() - {"x-default"} == set(built.languages)
        assert own in alternates.values()
        listed.append(own)
    shown = [page.path for page in content_pages(built) if not noindex(built, page)]
    assert sorted(listed) == sorted(address(built, path) for path in shown)


def noindex(built: BuiltSite, page: Page) -> bool:
    """Whether search engines are asked to leave a page out: what was taken back."""
    return b'content="noindex"' in (built.folder / page.path).read_bytes()


def test_robots_may_read_everything(built: BuiltSite) -> None:
    lines = (built.folder / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {built.base}sitemap.xml"]


def test_without_an_address_nothing_pretends_to_one(tmp_path: Path) -> None:
    write_hard_campaign(tmp_path)
    write_content(tmp_path, {"campaign.yaml": re.sub(r"(?m)^url: .*\n", "", HARD_CAMPAIGN)})
    build_here(tmp_path)
    built = BuiltSite("without address", tmp_path / "output", ("hi", "en", "ur"), "")
    for page in content_pages(built):
        assert not page.links("canonical")
        assert not [each for each in page.links("alternate") if each["hreflang"]], page.path
        assert "rivers.example" not in page.html.replace("ask@rivers.example", ""), page.path
    assert not (built.folder / "sitemap.xml").exists()
    assert "Sitemap" not in (built.folder / "robots.txt").read_text(encoding="utf-8")
