"""Whatever somebody writes as Markdown becomes harmless HTML and readable text; plain paragraphs take a short cut."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from campaign_calendar import prose
from campaign_calendar.dialect import Dialect

# --- nothing active survives ---

ATTACKS = (
    # scripts
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/xss src='https://evil.example/x.js'></script>",
    "`<script>alert(1)</script>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--><script>alert(1)</script-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<template><script>alert(1)</script></template>",
    "<style><script>alert(1)</script></style>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    # handlers
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<p onclick="alert(1)">text</p>',
    "<a href='https://a.example/' onmouseover=alert(1)>x</a>",
    "<a\thref='https://a.example/'\nONFOCUS=alert(1) autofocus tabindex=1>x</a>",
    "<body onload=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<input onfocus=alert(1) autofocus>",
    '<p title="</p><img src=x onerror=alert(1)>">x</p>',
    "<table><td background='https://evil.example/' onclick=alert(1)>x</td></table>",
    # addresses that run
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](blob:https://evil.example/1)",
    "[x](file:///etc/passwd)",
    "[x](view-source:https://evil.example/)",
    "<a href='java&#x0A;script:alert(1)'>x</a>",
    "<a href='&#14; javascript:alert(1)'>x</a>",
    '<a href="https://a.example/" style="background:url(\'javascript:alert(1)\')">x</a>',
    '[x](https://a.example/ "title\\" onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover=alert(1))',
    "[`<img src=x onerror=alert(1)>`](javascript:alert(1))",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<math><maction actiontype='statusline' xlink:href='javascript:alert(1)'>x</maction></math>",
    "<object data='javascript:alert(1)'></object>",
    # what is loaded from elsewhere
    "![x](https://evil.example/track.gif)",
    "![x](//evil.example/track.gif)",
    "![x][y]\n\n[y]: https://evil.example/track.gif",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<img src='https://evil.example/track.gif'>",
    "<img srcset='https://evil.example/a.gif 1x'>",
    "<picture><source srcset='https://evil.example/a.gif'></picture>",
    "<iframe src='https://evil.example/'></iframe>",
    "<iframe srcdoc='&lt;script>alert(1)&lt;/script>'></iframe>",
    "<link rel=stylesheet href='https://evil.example/a.css'>",
    "<style>@import 'https://evil.example/a.css';</style>",
    "<p style=\"background:url('https://evil.example/a.gif')\">x</p>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<embed src='https://evil.example/'>",
    "<audio src='https://evil.example/a.mp3' autoplay></audio>",
    "<svg><image href='https://evil.example/a.gif'/></svg>",
    "<svg><use href='https://evil.example/a.svg#x'/></svg>",
    "<video poster='https://evil.example/a.gif'></video>",
    # what would dress up as ours
    "<p class='cancelled' id='main'>x</p>",
    "<a href='#' target=_blank download ping='https://evil.example/'>x</a>",
    "[x](//evil.example/y)",
    "[x](\\\\evil.example\\y)",
)
# Relative addresses with a colon somewhere; browsers make an address of another host of the first two.
NOWHERE = (
    "//evil.example:80/y",
    "//user:word@evil.example",
    "/:/",
    "../../a:b",
    "?a:b",
    "#a:b",
    "java\tscript:alert(1)",
)

ADDRESS = re.compile(r"(?:https?|mailto|tel|geo|event|note|area|phase|tag|media):[^\x00-\x1f]*", re.IGNORECASE)
OWN_FILE = re.compile(r"media:[^\x00-\x1f]*")
ANYTHING = re.compile(r".*", re.DOTALL)


class Judge(HTMLParser):
    """Notes whatever is not one of the harmless tags, or carries more than a harmless address."""

    def __init__(self) -> None:
        super().__init__()
        self.offences: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in prose.TAGS:
            self.offences.append(f"<{tag}>")
        for name, value in attrs:
            harmless = {("a", "href"): ADDRESS, ("img", "src"): OWN_FILE, ("img", "alt"): ANYTHING}.get((tag, name))
            if harmless is None or not harmless.fullmatch(value or ""):
                self.offences.append(f"<{tag} {name}={value!r}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self.offences.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.offences.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.offences.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.offences.append(f"<?{data}>")


def offences(html: str) -> list[str]:
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.offences


def test_the_judge_knows_an_offence() -> None:
    assert offences("<p>x</p><a href='https://a.example/'>x</a>") == []
    assert offences("<p onclick='x'><img src='y'><a href='javascript:z'>") == [
        "<p onclick='x'>",
        "<img src='y'>",
        "<a href='javascript:z'>",
    ]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "around",
    ["{}", "text {} text", "- {}", "> {}", "# {}", "*{}*", "| a |\n|---|\n| {} |", "[{}](https://a.example/)"],
)
def test_nothing_active_survives(attack: str, around: str) -> None:
    assert offences(prose.html(around.format(attack))) == []


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_that_leads_nowhere_goes(address: str) -> None:
    assert prose.html(f"[x]({address})") == "<p><a>x</a></p>"


PIECES = st.sampled_from(
    [
        *"<>\"'`=/:;()[]!&#\\* \n\t",
        *("<![", "<!--", "-->", "](", "![", "&lt;", "&#106;"),
        *("script", "<script>", "javascript:", "data:", "href=", "src=", "onerror=", "style", "svg", "<a ", "<img "),
        *("https://a.example/", "event:", "a.md"),
    ]
)
hostile = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)


@given(hostile)
@settings(max_examples=400, deadline=None)
def test_nothing_active_comes_out_of_anything(markdown: str) -> None:
    assert offences(prose.html(markdown)) == []


@given(hostile)
@settings(max_examples=400, deadline=None)
@example("<p><![>")
def test_neither_links_nor_plain_text_trip_over_anything(markdown: str) -> None:
    prose.links(markdown)
    prose.plain(prose.html(markdown))


# --- what stays ---


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("One.", "<p>One.</p>"),
        ("One.\nStill one.", "<p>One.<br>\nStill one.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("पहला।\n\nदूसरा।", "<p>पहला।</p>\n<p>दूसरा।</p>"),
        ("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("# Title\n\ntext", "<h2>Title</h2>\n<p>text</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("१. एक\n२. दो", '<ol start="1">\n<li>एक</li>\n<li>दो</li>\n</ol>'),
        # as people write messages
        ("#chalo_dilli\ncome", "<p>#chalo_dilli<br>\ncome</p>"),
        ("# No. #1 ##\ntext", "<h2>No. #1</h2>\n<p>text</p>"),
        ("Bring:\n- water\n- tea", "<p>Bring:</p>\n<ul>\n<li>water</li>\n<li>tea</li>\n</ul>"),
        ("• water\n•tea", "<ul>\n<li>water</li>\n<li>tea</li>\n</ul>"),
        ("Do:\n1) a\n2) b", "<p>Do:</p>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("it was\n2018. And", "<p>it was<br>\n2018. And</p>"),
        ("24. November\n25. too", '<ol start="24">\n<li>November</li>\n<li>too</li>\n</ol>'),
        ("24. November\n26. too", "<p>24. November<br>\n26. too</p>"),
        ("1. a\n1. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1. a\n\n3. b", "<ol>\n<li>a</li>\n</ol>\n<p>3. b</p>"),
        ("text\n---\nmore", "<p>text</p>\n<hr>\n<p>more</p>"),
        ("text\n====", "<p>text<br>\n====</p>"),
        ("> Bring:\n> - tea", "<blockquote>\n<p>Bring:</p>\n<ul>\n<li>tea</li>\n</ul>\n</blockquote>"),
        ("Fish & chips < 5", "<p>Fish &amp; chips &lt; 5</p>"),
        ("C:\\Notes", "<p>C:\\Notes</p>"),
        ('"quoted"', '<p>"quoted"</p>'),
        (
            "[site](https://a.example/?a=1&b=2)",
            '<p><a href="https://a.example/?a=1&amp;b=2">site</a></p>',
        ),
        ("[note](what-to-bring.md)", '<p><a href="note:what-to-bring">note</a></p>'),
        ("[note](../notes/a.en.md)", '<p><a href="note:a">note</a></p>'),
        ("[](event:bank-walk)", '<p><a href="event:bank-walk"></a></p>'),
        ("[mail](mailto:ask@a.example)", '<p><a href="mailto:ask@a.example">mail</a></p>'),
        ("[relative](other.html)", "<p><a>relative</a></p>"),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert prose.html(markdown) == html


def test_what_is_nested_beyond_all_reason_stays_as_it_was_typed() -> None:
    deep = "1. " * 5000 + "*x*"
    assert prose.html(deep) == f"<p>{deep}</p>"
    assert prose.links(f"{deep} [a](event:b)") == ()


# --- the short cut for plain paragraphs ---


class Structure(HTMLParser):
    """Tags and text, without the entities that either was spelt with. Space between blocks means nothing; tabs and
    spaces in a text count alike."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(f"<{tag} {attrs}>")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.parts and not self.parts[-1].startswith("<"):
            self.parts[-1] += data
        elif data.strip("\n"):
            self.parts.append(data)


def structure(html: str) -> list[str]:
    parser = Structure()
    parser.feed(html)
    parser.close()
    return [part if part.startswith("<") else re.sub("[ \t]+", " ", part) for part in parser.parts]


def long_way(markdown: str) -> str:
    """Python-Markdown and the sanitiser, whatever the text is."""
    rendered = Markdown(extensions=[Dialect()], output_format="html").convert(markdown)
    return nh3.clean(
        rendered, tags=prose.TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes=prose.SCHEMES
    )


# What editors can write: the reader of content files refuses other controls and separators before.
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"])
plain_words = st.lists(
    st.text(letters, max_size=6)
    | st.sampled_from([" ", "\n", "\n\n", "\n\n\n", "1", "१", ".", ")", "-", "+", "=", ":"])
    | st.sampled_from(
        ["क्षेत्रीय", "தமிழ்", "اردو", '"', "'", "%", "$", "{", "}", "(", "/", "@", "^", "?", ",", ";", "http:"]
    ),
    max_size=15,
).map("".join)


@given(plain_words)
@example("\u3000a paragraph that a wide space opens")
@example("one\n\n\u00a0\n\nthree")
def test_the_short_cut_gives_what_the_long_way_gives(markdown: str) -> None:
    if not prose.MARKUP.search(markdown):
        assert structure(prose.html(markdown)) == structure(long_way(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        'A plain sentence, with commas; and "quotes" (and brackets): 100% {braces} $5 ^up.',
        "One.\n\nTwo.\n\n\n\nThree.",
        "Line one\nline two",
        "2018 was a year. 1. is not a list here",
        "a - b + c = d: e",
        "विवरण: दोपहर 2:30 बजे।\n\nदूसरा अनुच्छेद",
        "ask@a.example",
        "https:/a.example",
        "",
        "\n",
    ],
)
def test_the_short_cut_is_taken_and_gives_the_same(markdown: str) -> None:
    assert not prose.MARKUP.search(markdown)
    assert structure(prose.html(markdown)) == structure(long_way(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        "*x*", "_x_", "`x`", "<b>", "[x]", "# x", "&amp;", "x\\*", "a|b", "~~x~~", "![x]", "    code", "\tcode",
        "two spaces  \nbreak", "1. x", "1) x", "१. x", "- x", "+ x", "====", ": x", "text\n---", "• x", "https://a.example/",
    ],
)  # fmt: skip
def test_anything_that_might_be_markup_goes_the_long_way(markdown: str) -> None:
    assert prose.MARKUP.search(markdown)


# --- links ---


@pytest.mark.parametrize(
    ("markdown", "written", "targets"),
    [
        ("no links here", [], []),
        (
            "[a](event:a) and [b](mailto:b@c.example)",
            ["event:a", "mailto:b@c.example"],
            ["event:a", "mailto:b@c.example"],
        ),
        ("[a][1]\n\n[1]: note:a", ["note:a"], ["note:a"]),
        ("[a](what-to-bring.md)", ["what-to-bring.md"], ["note:what-to-bring"]),
        ("[a](../notes/what-to-bring.en.md)", ["../notes/what-to-bring.en.md"], ["note:what-to-bring"]),
        ("<https://a.example/>", ["https://a.example/"], ["https://a.example/"]),
        ("<a href='phase:survey'>x</a>", ["phase:survey"], ["phase:survey"]),
        ("[a](nowhere.html)", ["nowhere.html"], ["nowhere.html"]),
        ("[a](javascript:alert(1))", ["javascript:alert(1)"], ["javascript:alert(1)"]),
        ("[a]()", [""], [""]),
        ("`[a](event:b)`", [], []),
    ],
)
def test_links_that_a_text_holds(markdown: str, written: list[str], targets: list[str]) -> None:
    """As they were written, for whoever has to mend one; those that go are among them."""
    found = prose.links(markdown)
    assert [each.written for each in found] == written
    assert [each.target for each in found] == targets
    assert not any(each.is_picture for each in found)


def test_pictures_that_a_text_holds() -> None:
    (found,) = prose.links("![the hall](hall.jpg)")
    assert (found.written, found.is_picture) == ("hall.jpg", True)


def page(target: str) -> str:
    kind, _, id = target.partition(":")
    return f"../{kind}s/{id}.html"


def title(target: str) -> str:
    return f"<{target}>"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            "[the walk](event:bank-walk)",
            '<p><a href="../events/bank-walk.html">the walk</a></p>',
        ),
        (
            "[](event:bank-walk)",
            '<p><a href="../events/bank-walk.html">&lt;event:bank-walk&gt;</a></p>',
        ),
        ("[out](https://a.example/)", '<p><a href="https://a.example/">out</a></p>'),
        # words that look like an attribute are words
        ('say href="event:bank-walk"', '<p>say href="event:bank-walk"</p>'),
        ('*say* href="event:bank-walk"', '<p><em>say</em> href="event:bank-walk"</p>'),
    ],
)
def test_internal_links_get_their_page_and_title(markdown: str, html: str) -> None:
    assert prose.with_addresses(prose.html(markdown), page, title) == html


# --- plain text ---


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One.", "One."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One\ntwo", "One\ntwo"),
        ("Bring:\n- tea\n\n1) a\n2) b", "Bring:\n\n• tea\n\n1. a\n2. b"),
        ("24. a\n25. b", "24. a\n25. b"),
        ("**bold** & `code`", "bold & code"),
        ('C:\\Notes, "x"; <', 'C:\\Notes, "x"; <'),
        ("[site](https://a.example/)", "site: https://a.example/"),
        ("<https://a.example/>", "https://a.example/"),
        ("# Title\n\ntext", "Title\n\ntext"),
        ("- one\n- two", "• one\n• two"),
        ("text\n\n- one\n- two\n\nmore", "text\n\n• one\n• two\n\nmore"),
        ("> said", "said"),
        ("a  \nb", "a\nb"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b\n1 2"),
    ],
)
def test_plain_text_shows_no_markup(markdown: str, text: str) -> None:
    assert prose.plain(prose.html(markdown)) == text


# --- excerpts ---


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three", 12, "one two…"),
        ("one two, three", 12, "one two…"),
        ("one two; three", 10, "one two…"),
        ("क्षेत्रीय कार्यशाला", 12, "क्षेत्रीय…"),
        ("first\nsecond", 9, "first…"),
        ("", 5, ""),
    ],
)
def test_an_excerpt_ends_with_a_whole_word(text: str, limit: int, short: str) -> None:
    assert prose.excerpt(text, limit) == short


CLUSTERS = ("क्षे", "त्री", "य", "ज़्यों", "ஸ்ரீ", "கௌ", "م‌ی", "e\u0301", "👩‍🌾", "👍🏽", "a")


@given(st.lists(st.sampled_from([*CLUSTERS, " ", "\n"]), max_size=60), st.integers(12, 60))
def test_an_excerpt_is_short_and_ends_between_clusters(pieces: list[str], limit: int) -> None:
    """Also in a script that writes no spaces, or in a word longer than the excerpt."""
    text = "".join(pieces)
    short = prose.excerpt(text, limit)
    assert len(short) <= limit
    if short != text:
        kept = short.removesuffix("…")
        beginnings = {"".join(pieces[:n]) for n in range(len(pieces) + 1)}
        beginnings |= {each.rstrip(" \n") for each in beginnings}
        assert short.endswith("…")
        assert kept in beginnings


# --- addresses


@pytest.mark.parametrize(
    "address, published",
    [
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("<https://a.example/a b>", "https://a.example/a%20b"),
        ("https://a.example/a%20b?c={d}|e", "https://a.example/a%20b?c=%7Bd%7D%7Ce"),
        ("https://a.example/शाम?a=b&c#d", "https://a.example/शाम?a=b&amp;c#d"),
        ("event:walk", "event:walk"),
        ("../events/delta/walk.yaml", "event:walk"),
        ("walk.yaml#when", "event:walk"),
        ("what-to-bring.en.md#gloves", "note:what-to-bring"),
        ("../media/a%0Ab.jpg", "media:media/a\nb.jpg"),
        ("media/e\u0301.jpg", "media:media/\u00e9.jpg"),
    ],
)
def test_an_address_as_it_is_published(address: str, published: str) -> None:
    assert f'href="{published}"' in prose.html(f"[x]({address})")
