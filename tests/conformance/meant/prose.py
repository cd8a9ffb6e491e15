"""The few forms of Markdown that tests and campaigns here use, told as plain text: a second opinion, in regular
expressions, on what calendars should say."""

from __future__ import annotations

import re
from collections.abc import Callable

LIMIT = 500  # characters


def plain(markdown: str, address: Callable[[str], str], title: Callable[[str], str]) -> str:
    """`address` of what a link leads to, `title` of what a link without words leads to."""

    def link(found: re.Match[str]) -> str:
        return f"{found[1] or title(found[2])}: {address(found[2])}"

    text = re.sub(r"!\[(.*?)\]\(.*?\)", r"\1", markdown)
    text = re.sub(r"\[(.*?)\]\((.*?)\)", link, text)
    text = re.sub(r"(\*\*?)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return "\n\n".join(_block(each) for each in re.split("\n\n+", text.strip("\n")))


def _block(block: str) -> str:
    """A line stays one, as it does on the page."""
    return "\n".join(re.sub(r"^[-*] +", "• ", line) for line in block.split("\n"))


def shortened(text: str) -> str:
    """Cut at a space."""
    if len(text) <= LIMIT:
        return text
    return text[: max(text.rfind(space, 0, LIMIT - 1) for space in " \n")].rstrip(" \n,;:–") + "…"
