"""What the last look takes for a link, and what for text that only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar.verify import NotSound, _references
from tests.campaigns import build_here, change


@pytest.mark.parametrize(
    "markup, found",
    [
        ('<a href="a.html">a</a> <img alt="a" src="b.jpg">', ["a.html", "b.jpg"]),
        ("<a class='x'\n href = 'a.html?b&amp;c'>", ["a.html?b&c"]),
        ('<img alt="5 > 4" src="a.jpg">', ["a.jpg"]),
        ('<p>write &lt;a href="nowhere.html"&gt; or src="/"</p><a href="a.html">', ["a.html"]),
        ('<p title="it\'s"> href="nowhere.html" <a href="a.html">', ["a.html"]),
    ],
)
def test_references_are_those_of_tags(markup: str, found: list[str]) -> None:
    assert _references(markup.encode()) == found


def test_markup_that_is_shown_leads_nowhere(site: Path) -> None:
    """As in a note for those who write pages."""
    shown = "Write `<a href=\"nowhere.html\">` and\n\n    <img src='/nothing.jpg'>\n\n# of pages"
    change(site, "notes/safety.en.md", "Never go", f"{shown}\n\nNever go")
    build_here(site)
    page = (site / "output/en/notes/safety.html").read_text(encoding="utf-8")
    assert '&lt;a href="nowhere.html"&gt;' in page


def test_a_link_that_leads_nowhere_is_found(site: Path) -> None:
    template = site / "templates/note.html"
    template.parent.mkdir()
    own = Path(__file__).resolve().parents[2] / "templates/note.html"
    text = own.read_text(encoding="utf-8")
    template.write_text(
        text.replace("{% block content %}", '{% block content %}<a href="nowhere.html">a</a>'), "utf-8"
    )
    with pytest.raises(NotSound, match=r"links to nowhere\.html"):
        build_here(site)
