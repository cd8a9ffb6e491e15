"""What is shown in; an HTTP server of it, for this machine only, out."""

from __future__ import annotations

import io
import json
import math
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from campaign_calendar.serve import asked
from campaign_calendar.serve.asked import Refused
from campaign_calendar.serve.shown import Shown, Trouble, View

ADDRESS = "127.0.0.1"
OURS = "@serve/"  # below it is what belongs to no site
SCRIPT, EVENTS = f"{OURS}reload.js", f"{OURS}events"
MOST_CONNECTIONS = 100
PATIENCE = 10  # seconds for a client to say what it wants, or to take what it gets
FIRST = 60  # seconds for the first build
BEAT = 10  # seconds between signs of life, by which clients that have gone are noticed
LONGEST_LINE = 8192  # octets of a request or a header
TEXT = "text/plain; charset=utf-8"
HTML = "text/html; charset=utf-8"
TYPES = {
    "html": HTML,
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": TEXT,
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "atom": "application/atom+xml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
POLICY = re.compile(rb"(<meta http-equiv=\"Content-Security-Policy\" content=\")(?![^\"]*script-src)")
BARE_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<pre id="trouble">{lines}</pre>
</body>
</html>
"""


class NoPort(Exception):
    """Where somebody wants to be served, something else is; the message says why."""


class _Patient(io.RawIOBase):
    """What comes over a connection, while patience lasts: each octet has the rest of it, not all of it again."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._end = math.inf

    def begin(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        patience = self._connection.gettimeout()
        self._connection.settimeout(left)
        try:
            return self._connection.recv_into(buffer)
        finally:
            self._connection.settimeout(patience)


class _Handler(BaseHTTPRequestHandler):
    """One connection, in a thread of its own."""

    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    rbufsize = LONGEST_LINE
    server: _Server

    def __init__(self, shown: Shown, *arguments: Any) -> None:
        self._shown = shown
        super().__init__(*arguments)

    def setup(self) -> None:
        super().setup()
        self._coming = _Patient(self.connection)
        self.rfile = io.BufferedReader(self._coming, LONGEST_LINE)

    def handle_one_request(self) -> None:
        """As the library does, but with shorter lines, and the same way for all methods."""
        self._coming.begin(self.timeout)
        try:
            self.raw_requestline = self.rfile.readline(LONGEST_LINE + 1)
            if not self.raw_requestline:
                self.close_connection = True
                return
            self.requestline, self.command, self.request_version = "", "", "HTTP/1.1"
            if len(self.raw_requestline) > LONGEST_LINE:
                self._refuse(Refused(414, "this is too long"))
            elif self.parse_request():
                self._answer()
        except (TimeoutError, ConnectionError):
            self.close_connection = True

    def _answer(self) -> None:
        headers: dict[str, list[str]] = {}
        for name, value in self.headers.items():
            headers.setdefault(name.lower(), []).append(value)
        try:
            if self.request_version < "HTTP/1.0":
                raise Refused(400, "HTTP/1.0 or later is needed")
            path = asked.path(self.command, self.path, headers, self.server.server_port)
            if path == EVENTS:
                self._follow()
            elif path == SCRIPT:
                self._send(200, TYPES["js"], (Path(__file__).parent / "reload.js").read_bytes())
            else:
                self._page(path)
        except Refused as reason:
            self._refuse(reason)

    def _page(self, path: str) -> None:
        view = self._shown.now
        if view.pages is None and view.trouble is None:
            view = self._shown.after(view, FIRST) or view
        try:
            if view.pages is None:
                raise view.trouble or Refused(503, "nothing has been built yet")
            folder = f"{path}/index.html"
            if path and not path.endswith("/") and view.pages.octets(folder) is not None:
                self._send(301, TEXT, b"", Location=f"/{quote(path)}/")
                return
            file = path + "index.html" if not path or path.endswith("/") else path
            octets = view.pages.octets(file)
            status = 200 if octets is not None else 404
            if octets is None:
                file, octets = "404.html", view.pages.octets("404.html")
            if octets is None:
                raise Refused(404, "there is nothing here")
            if status == 200 and file.endswith(".html"):
                self._shown.seen = file
            kind = TYPES.get(file.rpartition(".")[2], "application/octet-stream")
        except Trouble as trouble:
            lines = "\n".join(trouble.lines)
            page = BARE_PAGE.format(language=trouble.language, title=escape(trouble.title), lines=escape(lines))
            status, kind, octets = 500, HTML, page.encode()
        self._send(status, kind, _following(octets, view) if kind == HTML else octets)

    def _follow(self) -> None:
        """A stream of server-sent events: the view of now, and each later one."""
        self._send_head(200, "text/event-stream; charset=utf-8")
        self.close_connection = True
        view: View | None = None
        while self.command == "GET" and not self._shown.closed:
            found = self._shown.after(view, BEAT)
            self.wfile.write(_message(found) if found else b":\n\n")
            view = found or view

    def _refuse(self, reason: Refused) -> None:
        self.close_connection = True
        self.request_version = self.protocol_version  # to one who spoke none, the library would send no head
        more = {"Allow": ", ".join(asked.METHODS)} if reason.status == 405 else {}
        self._send(reason.status, TEXT, f"{reason.why}\n".encode(), **more)

    def _send(self, status: int, kind: str, octets: bytes, **more: str) -> None:
        closing = {"Connection": "close"} if self.close_connection else {}
        self._send_head(status, kind, **{"Content-Length": str(len(octets))}, **more, **closing)
        if self.command != "HEAD":
            self.wfile.write(octets)

    def _send_head(self, status: int, kind: str, **more: str) -> None:
        self.send_response_only(status)
        for name, value in {"Content-Type": kind, **HEADERS, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, *_said: str | None) -> None:
        """What the library finds wrong with a request."""
        self._refuse(Refused(code, "this is no request that can be answered"))

    def log_message(self, format: str, *arguments: object) -> None:
        """Nobody wants to read of every request."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, port: int, shown: Shown) -> None:
        super().__init__((ADDRESS, port), partial(_Handler, shown))
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that breaks a connection off is no news."""


@contextmanager
def serving(shown: Shown, port: int, others: int = 0) -> Iterator[str]:
    """The address at which `shown` can be seen as long as the block lasts: at `port`, or at one of so many `others`
    behind it. Raises NoPort where none is free."""
    server = _listening(shown, range(port, min(port + others, 65535) + 1))
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.1), daemon=True)
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}/"
    finally:
        shown.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _listening(shown: Shown, ports: range) -> _Server:
    reason = ""
    for port in ports:
        try:
            return _Server(port, shown)
        except OSError as taken:
            reason = taken.strerror or str(taken)
    raise NoPort(reason)


def _following(octets: bytes, view: View) -> bytes:
    """A page with the script that follows what is shown; only in what is sent, never in a file."""
    tag = f'<script src="/{SCRIPT}" data-version="{view.version}" defer></script></head>'.encode()
    policed = POLICY.sub(rb"\g<1>script-src 'self'; connect-src 'self'; ", octets, count=1)
    return policed.replace(b"</head>", tag, 1)


def _message(view: View) -> bytes:
    trouble = view.trouble and {
        "title": view.trouble.title,
        "lines": view.trouble.lines,
        "language": view.trouble.language,
    }
    return f"data: {json.dumps({'version': view.version, 'trouble': trouble})}\n\n".encode()
