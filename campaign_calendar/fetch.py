"""The name of a publication in (a folder, a file, an http(s) address, none); its record out."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path
from typing import IO
from urllib.parse import urljoin, urlsplit

from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.published import NotTrusted, Published, parse

NONE = "none"
TIMEOUT = 20  # seconds without an answer
MAX_OCTETS = 64 * 1024 * 1024
MAX_REDIRECTS = 5


class CannotHave(Exception):
    """A publication that was named cannot be had; the message says why."""


def published(named: str | None, output: Path) -> Published:
    """The record of what is live. Without a name that of the last build in `output`, which is no more than a help:
    one that cannot be trusted counts as none. Raises CannotHave or NotTrusted for one that was named."""
    if named == NONE:
        return Published()
    if named is None:
        try:
            return parse((output / PUBLISHED).read_bytes())
        except (FileNotFoundError, NotADirectoryError, NotTrusted):
            return Published()
    return replace(parse(_octets(named)), named=True)


def _octets(named: str) -> bytes:
    if named.startswith(("http://", "https://")):
        return _download(named)
    file = Path(named)
    if file.is_dir():
        file /= PUBLISHED
    if not file.is_file():
        raise CannotHave(f"--published {named}: there is no {file}; for a first publication use --published none")
    return file.read_bytes()


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS

    def redirect_request(  # type: ignore[no-untyped-def]
        self, req, fp: IO[bytes], code: int, msg: str, headers, newurl: str
    ) -> urllib.request.Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError(f"it redirects to {newurl}, which is not secure")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _download(address: str) -> bytes:
    """At most MAX_OCTETS from `address`, or from published.json in it where it ends in a slash."""
    target = urljoin(address, PUBLISHED) if address.endswith("/") else address
    request = urllib.request.Request(target, headers={"Cache-Control": "no-cache", "User-Agent": "campaign-calendar"})
    opener = urllib.request.build_opener(_Redirects)
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            octets: bytes = answer.read(MAX_OCTETS + 1)
    except (OSError, HTTPException, ValueError) as reason:
        raise CannotHave(f"--published {target}: {reason}") from reason
    if len(octets) > MAX_OCTETS:
        raise CannotHave(f"--published {target}: more than {MAX_OCTETS} octets")
    return octets
