"""The head of a request in; the path that it asks for, or why it gets nothing, out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote_to_bytes

METHODS = ("GET", "HEAD")
ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
VISIBLE = re.compile(r"/[!-~]*")


class Refused(Exception):
    """`status` of HTTP, and what to say."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def path(method: str, target: str, headers: Mapping[str, Sequence[str]], port: int) -> str:
    """The path, without the slash in front, that a page of our own or its reader asks for. `headers` by their names
    in small letters. Raises Refused: a site elsewhere that has its name lead here, or that asks from a browser, is
    not to read what is not published yet."""
    if method not in METHODS:
        raise Refused(405, "only GET and HEAD")
    ours = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
    if port == 80:
        ours |= {name.removesuffix(":80") for name in ours}
    hosts = headers.get("host", ())
    if len(hosts) != 1:
        raise Refused(400, "one Host is needed")
    if hosts[0].lower() not in ours:
        raise Refused(403, "this name does not lead here")
    if any(origin.lower() not in {f"http://{each}" for each in ours} for origin in headers.get("origin", ())):
        raise Refused(403, "only for pages of this site")
    is_visit = headers.get("sec-fetch-mode", ()) == ["navigate"]
    if not is_visit and any(each not in ("same-origin", "none") for each in headers.get("sec-fetch-site", ())):
        raise Refused(403, "only for pages of this site")
    if "transfer-encoding" in headers or any(each.strip() != "0" for each in headers.get("content-length", ())):
        raise Refused(400, "nothing can be sent here")
    return _decoded(target)


def _decoded(target: str) -> str:
    """Decoded once, and refused where anybody could read it in another way than we do."""
    written = target.partition("?")[0]
    if not VISIBLE.fullmatch(written) or "#" in written or ESCAPE.search(written):
        raise Refused(400, "this is no path")
    try:
        decoded = unquote_to_bytes(written).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "this is no path") from None
    if "\\" in decoded or not decoded.isprintable():
        raise Refused(400, "this is no path")
    path = decoded[1:]
    if any(part.startswith(".") for part in path.split("/")) or "//" in decoded:
        raise Refused(404, "there is nothing here")
    return path
