"""Markdown in; safe HTML, plain text and the links it holds, out.

Content is not trusted: whatever Markdown makes of it goes through a sanitiser that knows a few tags. Links to
other content keep the form kind:id until a page knows its own path.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import quote, unquote

import markupsafe
import nh3
from markdown import Markdown

from campaign_calendar.contentline import is_boundary
from campaign_calendar.dialect import Dialect
from campaign_calendar.located import normal

TAGS = {
    *(
        "p",
        "br",
        "hr",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "a",
        "del",
        "sub",
        "sup",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"),
    "img",
}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
WEB_SCHEMES = {"http", "https", "mailto", "tel", "geo"}
CONTENT = ("event", "note", "area", "phase", "tag", "media")  # kinds of content that a text can point at
SCHEMES = {*WEB_SCHEMES, *CONTENT}
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
ANY_SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])[0-9+.-]*+([A-Za-z][A-Za-z0-9+.-]*+):")
NOTE_FILE = re.compile(r"(?:[^:#]*/)?([^/:.#]+)(?:\.[A-Za-z-]+)?\.md(?:#.*)?")  # pages have no parts
EVENT_FILE = re.compile(r"(?:[^:#]*/)?([^/:.#]+)\.yaml(?:#.*)?")
MEDIA_FILE = re.compile(r"(?:\.{1,2}/)*(media/.+)", re.DOTALL)
UNSAFE_IN_URL = re.compile(r"[\s<>\"\\^`{|}]")
HREF = re.compile(rf'<a href="((?:{"|".join(CONTENT)}):[^"]*)"')
PICTURE = re.compile(r'(<img [^>]*?)src="(media:[^"]*)"')
NO_PICTURE = re.compile(r'<img(?![^>]* src="media:)[^>]*>')
WHITE = re.compile(r"[ \t\n]+")
HEADING = re.compile(r"<(/?)h([1-6])>")
MARK_ALONE = re.compile(r"^(•|\d{1,9}\.)\n+(?=\S)", re.MULTILINE)
EMPTY_LINK = re.compile(rf'(<a href="((?:{"|".join(CONTENT)}):[^"]*)"[^>]*>)</a>')
# Anything that Markdown might read as more than paragraphs of text.
MARKUP = re.compile(r"[*_`<>\[\]#&\\|~!\x02\x03]|[^\S \n]|^ | $|^(?:\d+[.)]|[-+=:•●▪◦‣·])|://", re.MULTILINE)


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=[Dialect()], output_format="html")


@lru_cache(maxsize=16384)
def html(markdown: str) -> str:
    """Safe HTML. Internal links have an href of the form kind:id; of a note's file name, its id is taken."""
    if not MARKUP.search(markdown):
        return _as_typed(markdown)
    rendered = _rendered(markdown)
    safe = nh3.clean(rendered, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, attribute_filter=_known_address)
    return _levelled(NO_PICTURE.sub("", safe))


def _as_typed(text: str) -> str:
    texts = (escape(each, quote=False).replace("\n", "<br>\n") for each in paragraphs(text))
    return "\n".join(f"<p>{each}</p>" for each in texts)


def _rendered(markdown: str) -> str:
    """What Markdown makes of a text, which is not safe. One that is nested beyond reason stays as it was typed."""
    try:
        return _markdown().reset().convert(markdown)
    except RecursionError:
        _markdown.cache_clear()  # it was left in the middle of something
        return _as_typed(markdown)


def _levelled(safe_html: str) -> str:
    """Headings from h2 on, below the page's own, and none more than one level below the one before it."""
    level = 1

    def heading(found: re.Match[str]) -> str:
        nonlocal level
        if not found[1]:
            level = max(2, min(int(found[2]), level + 1))
        return f"<{found[1]}h{level}>"

    return HEADING.sub(heading, safe_html)


def paragraphs(text: str) -> list[str]:
    return [each for each in re.split(r"\n{2,}", text.strip("\n")) if each.strip()]


def _known_address(_tag: str, attribute: str, value: str) -> str | None:
    """Notes and events by their file become note:ID and event:ID, files of media/ media:FILE; addresses of the web
    are escaped where they need it; the rest lead nowhere, and go."""
    if attribute == "alt":
        return value
    if attribute == "start":  # of a numbered list
        return str(int(value)) if value.isdecimal() and len(value) < 10 else None
    for kind, pattern in (("note", NOTE_FILE), ("media", MEDIA_FILE), ("event", EVENT_FILE)):
        if found := pattern.fullmatch(value):
            return f"{kind}:{normal(unquote(found[1])) if kind == 'media' else found[1]}"
    return UNSAFE_IN_URL.sub(lambda found: quote(found[0]), value) if SCHEME.match(value) else None


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture: the address as it was written, and for content its target kind:id. `alt` is what a picture
    shows, in words."""

    written: str
    target: str
    is_picture: bool
    alt: str = ""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href" if tag == "a" else "src") or ""
        if tag == "a":
            self.found.append(Link(address, _known_address("a", "href", address) or address, False))
        elif tag == "img":
            target = _known_address("img", "src", address) or ""
            self.found.append(Link(address, target, True, dict(attrs).get("alt") or ""))


@lru_cache(maxsize=16384)
def links(markdown: str) -> tuple[Link, ...]:
    """The links and pictures in a text, in order."""
    if "](" not in markdown and "<" not in markdown and "]:" not in markdown:
        return ()
    # Tidied first: what browsers take for a tag, the parser must not stumble over. Unknown addresses stay.
    tidy = nh3.clean(
        _rendered(markdown),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={*SCHEMES, *(found.lower() for found in ANY_SCHEME.findall(markdown))},
    )
    parser = _Links()
    parser.feed(tidy)
    return tuple(parser.found)


def with_addresses(
    safe_html: str,
    address: Callable[[str], str],
    title: Callable[[str], str],
    size: Callable[[str], tuple[int, int]] = lambda _: (0, 0),
) -> str:
    """`safe_html` with each internal href and src replaced by `address(kind:id)`, pictures with their size in
    pixels, and empty links given a `title`, text or Markup."""

    def picture(found: re.Match[str]) -> str:
        target = unescape(found[2])
        width, height = size(target)
        return f'{found[1]}src="{escape(address(target))}" width="{width}" height="{height}" loading="lazy"'

    titled = EMPTY_LINK.sub(lambda found: f"{found[1]}{markupsafe.escape(title(unescape(found[2])))}</a>", safe_html)
    linked = HREF.sub(lambda found: f'<a href="{escape(address(unescape(found[1])))}"', titled)
    return PICTURE.sub(picture, linked)


class _Plain(HTMLParser):
    """Text with a blank line between blocks, • or a number before list items, and links as «text: address»."""

    BLOCKS = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "dl", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.href = ""
        self.preformatted = False
        self.lists: list[int | None] = []  # of those that are open, the next number, or None where there are bullets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.preformatted = tag == "pre" or (self.preformatted and tag == "code")
        if tag in ("ul", "ol"):
            self.lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        if tag in self.BLOCKS:
            self.parts.append("\n\n")
        elif tag == "li":
            self.parts.append(f"\n{self._mark()}")
        elif tag in ("dt", "tr") or tag in ("br", "dd"):
            self.parts.append("\n")
        elif tag in ("td", "th"):
            if self.parts and not self.parts[-1].endswith((" ", "\n")):
                self.parts.append(" ")
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag == "a":
            self.href = dict(attrs).get("href") or ""

    def _mark(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "• "
        self.lists[-1] = number + 1
        return f"{number}. "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag == "a" and self.href:
            if self.href not in self.parts[-1:]:
                self.parts.append(f": {self.href}")
            self.href = ""
        elif tag in self.BLOCKS:
            self.preformatted = False
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self.preformatted else WHITE.sub(" ", data))


def plain(safe_html: str) -> str:
    """The text of what `html` made, for readers that show no markup."""
    parser = _Plain()
    parser.feed(safe_html)
    parser.close()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parser.parts))
    return re.sub(r"\n{3,}", "\n\n", MARK_ALONE.sub(r"\1 ", text)).strip()


def excerpt(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, cut at a space or, where there is none, between two written clusters."""
    if len(text) <= limit:
        return text
    end = limit - 1
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    if space > 0:
        end = space
    else:
        while end > 0 and not is_boundary(text[end - 1], text[end]):
            end -= 1
    return text[:end].rstrip(" \n,;:–") + "…"
