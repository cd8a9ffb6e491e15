"""What to pass on in; a text as WhatsApp shows it, and the link that opens it there, cut at whole entries, out.

WhatsApp makes *bold*, _italic_, ~struck~ and `code` of text between such signs, and has no way to escape them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from campaign_calendar import prose
from campaign_calendar.wording import Wording

# Characters of a text. WhatsApp takes 65,536 of what is pasted, but is reported to drop the end, and so the link, of
# what another app hands it from some 2,250 on; and it folds what is long.
LIMIT = 2_000
WHATSAPP = "https://wa.me/?text="
ADDRESS_LIMIT = 4_000  # octets of a link: half of what most servers take; Devanagari costs nine for each letter
UNRESERVED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"  # RFC 3986 2.3
ELLIPSIS = "…"

# The same signs at full width, which every phone has a font for. One between letters of a word formats nothing.
SIGNS = re.compile(r"[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
WIDE = {"*": "＊", "_": "＿", "~": "～", "`": "｀"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Stands below its `heading`, which entries of one `group` that follow one another share."""

    text: str
    heading: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """`head`: lines in bold, the first of which is never left out. `others`: how many entries there are besides
    `entries`. `counted`: that some are left out is told by their number. `as_of` and `link` stand at the end."""

    head: tuple[str, ...]
    entries: tuple[Entry, ...]
    as_of: str
    link: str
    others: int = 0
    counted: bool = True


def plain(text: str) -> str:
    """A text of others on one line and without anything that WhatsApp would take for formatting."""
    return SIGNS.sub(lambda found: WIDE[found[0]], " ".join(text.split()))


def address(url: str) -> str:
    """A link whose signs mean themselves; one that stands alone in it formats nothing."""
    several = {sign for sign in WIDE if url.count(sign) > 1}
    return SIGNS.sub(lambda found: f"%{ord(found[0]):02X}" if found[0] in several else found[0], url)


def bold(text: str) -> str:
    said = plain(text)
    return f"*{said}*" if said else ""


def text(message: Message, wording: Wording) -> str:
    """The whole text, of at most LIMIT characters."""
    return _fitting(message, wording, len, LIMIT)


def whatsapp(message: Message, wording: Wording) -> str:
    """The link that lets a reader send the text to whom they like: as much of it as ADDRESS_LIMIT allows."""
    return WHATSAPP + quote(_fitting(message, wording, _encoded_length, ADDRESS_LIMIT - len(WHATSAPP)), safe="")


def _encoded_length(said: str) -> int:
    octets = said.encode("utf-8")
    return len(octets) + 2 * len(octets.translate(None, UNRESERVED))


def _fitting(message: Message, wording: Wording, length: Callable[[str], int], limit: int) -> str:
    """With as many entries as fit. Where not even the head does, without its further lines, and at last with a part
    of its first one; the link is always whole. `length` of two texts is that of both together."""

    def fits() -> bool:
        return length(_written(message, head, kept, wording)) <= limit

    head, kept = message.head, len(message.entries)
    if not fits():
        used, kept, above = length(_written(message, head, 0, wording)), 0, ""
        while kept < len(message.entries) and used <= limit:
            entry = message.entries[kept]
            used += length(entry.text) + (length(entry.heading) if entry.heading != above else 0)
            kept, above = kept + 1, entry.heading
        while kept and not fits():
            kept -= 1
        while len(head) > 1 and not fits():
            head = head[:-1]
        size = len(head[0])
        while size > 1 and not fits():
            size -= 1
            head = (prose.excerpt(message.head[0], size),)
    return _written(message, head, kept, wording)


def _written(message: Message, head: tuple[str, ...], kept: int, wording: Wording) -> str:
    """With this head and so many of the entries."""
    lines = [bold(line) for line in head]
    above = ("", "")
    for entry in message.entries[:kept]:
        if (entry.heading, entry.group) != above:
            above = entry.heading, entry.group
            lines += ["", bold(entry.heading)]
        lines.append(entry.text)
    left = len(message.entries) - kept + message.others
    if left and not message.counted:
        lines.append(ELLIPSIS)
    more = wording.count("message_more", left) if left and message.counted else ""
    lines += ["", message.as_of, f"{more}: {message.link}" if more and message.link else more or message.link]
    return "\n".join(lines).rstrip("\n")
