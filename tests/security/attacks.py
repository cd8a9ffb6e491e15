"""Texts that would run, or load from elsewhere, if anything let them: every way in × every scheme or handler ×
every disguise. No list of anybody; the same ones in the same order each time."""

from __future__ import annotations

from collections.abc import Iterator

RUN = "window.hostile(1)"
ELSEWHERE = "https://elsewhere.example/x"
# Out of where a text may stand: an element, an attribute in each kind of quotes or none, a comment, a title,
# a script, a style, a template, JSON, CDATA, a link of Markdown.
BREAKOUTS = [
    *("", '">', "'>", ">", "-->", "]]>", "</title>", "</textarea>", "</script>", "</style>", "{{", "{%", '"}', "`"),
    *('" ', "' ", "](x)", ")", "\\", "\n\n", "</p></main>", "<!--", "</a>", "\u2028", "&quot;>"),
]
ELEMENTS = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}>",
    "<iframe srcdoc='<script>parent.hostile(1)</script>'></iframe>",
    f"<a href=x style=animation-name:x onanimationstart={RUN}>a</a>",
    f"<p tabindex=1 autofocus onfocus={RUN}>a</p>",
    f"<template><img src=x onerror={RUN}></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
    f"<img src={ELSEWHERE}>",
    f"<img srcset={ELSEWHERE}>",
    f"<link rel=stylesheet href={ELSEWHERE}>",
    f"<script src={ELSEWHERE}></script>",
    f"<style>@import '{ELSEWHERE}';</style>",
    f"<p style='background:url({ELSEWHERE})'>a</p>",
    f"<object data={ELSEWHERE}></object>",
    f"<embed src={ELSEWHERE}>",
    f"<base href={ELSEWHERE}/>",
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    f"<form action={ELSEWHERE}><button>a</button></form>",
    f"<audio src={ELSEWHERE} autoplay></audio>",
    f"![a]({ELSEWHERE})",
    "![a](//elsewhere.example/x)",
    f"![a](media/../../x' onerror='{RUN})",
]  # fmt: skip
SCHEMES = ["javascript:", "vbscript:", "data:text/html,", "data:text/html;base64,", "file:///", "blob:", "//"]
SCHEMES += ["view-source:"]
LINKS = [
    *(
        "[a]({})",
        "[a](<{}>)",
        "![a]({})",
        "<{}>",
        "[a][b]\n\n[b]: {}",
        '[a]({} "b")',
        "<a href='{}'>a</a>",
        "<a href={}>a</a>",
    ),
    *(
        "<img src='{}'>",
        "<svg><a xlink:href='{}'><text>a</text></a></svg>",
        "<form><button formaction='{}'>a</button></form>",
    ),
    *("<iframe src='{}'></iframe>", "{}"),
]


def _disguises(text: str) -> Iterator[str]:
    """The same for a browser, or for one that decodes or tidies once too often."""
    yield text
    yield text.upper()
    yield "".join(letter.upper() if place % 2 else letter for place, letter in enumerate(text))
    yield "".join(f"&#{ord(letter)};" for letter in text)
    yield "".join(f"&#x{ord(letter):x}" for letter in text)
    yield "".join(f"%{ord(letter):02x}" for letter in text if ord(letter) < 128)
    yield text.replace("<", "\\u003c").replace(">", "\\x3e")
    yield text.replace("<", "＜").replace(">", "＞").replace(":", "：")
    yield text[:4] + "\n" + text[4:]
    yield text[:4] + "&Tab;" + text[4:]
    yield text[:4] + "<b></b>" + text[4:]
    yield text.replace("<", "<\u200d").replace(":", "\u00ad:")
    yield text.replace("<", "<<").replace(":", "&colon;")
    yield text.replace("<", "&lt;").replace(">", "&gt;")


def attacks() -> list[str]:
    """All of them, each once."""
    found = [f"{out}{element}" for element in ELEMENTS for out in BREAKOUTS]
    found += [each for element in ELEMENTS for each in _disguises(element)]
    for scheme in SCHEMES:
        for disguised in _disguises(scheme):
            found += [link.replace("{}", f"{disguised}{RUN}") for link in LINKS]
    return list(dict.fromkeys(found))
