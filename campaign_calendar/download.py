"""An http(s) address in; a bounded number of octets from it, after a bounded time and few redirects, out."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException
from threading import Thread
from typing import IO
from urllib.parse import urlsplit

from campaign_calendar.published import CannotHave

TIMEOUT = 20  # seconds without an answer
DEADLINE = 120  # seconds for the whole of it, however slowly it comes
MAX_OCTETS = 64 * 1024 * 1024
MAX_REDIRECTS = 5


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS

    def redirect_request(  # type: ignore[no-untyped-def]
        self, req, fp: IO[bytes], code: int, msg: str, headers, newurl: str
    ) -> urllib.request.Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError(f"it redirects to {newurl}, which is not secure")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(address: str) -> bytes:
    """Raises CannotHave; a redirect from https to anything else counts as a failure."""
    answers: list[bytes | CannotHave] = []

    def ask() -> None:
        try:
            answers.append(_answer(address))
        except CannotHave as reason:
            answers.append(reason)

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(DEADLINE)
    answer = answers[0] if answers else CannotHave(f"--published {address}: not all of it came in {DEADLINE} seconds")
    if isinstance(answer, CannotHave):
        raise answer
    return answer


def _answer(address: str) -> bytes:
    opener = urllib.request.build_opener(_Redirects)
    headers = {"Cache-Control": "no-cache", "User-Agent": "campaign-calendar"}
    try:
        request = urllib.request.Request(address, headers=headers)
        with opener.open(request, timeout=TIMEOUT) as answer:
            octets: bytes = answer.read(MAX_OCTETS + 1)
    except (OSError, HTTPException, ValueError) as reason:
        raise CannotHave(f"--published {address}: {reason}") from reason
    if len(octets) > MAX_OCTETS:
        raise CannotHave(f"--published {address}: more than {MAX_OCTETS} octets")
    return octets
