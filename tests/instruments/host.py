"""A folder in; an address on this machine out, where it is served as a good host would: compressed, files with a
digest in their names kept for a year."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

DIGEST = re.compile(r"\.[0-9a-f]{10}\.[a-z0-9]+$")
FOR_A_YEAR = "public, max-age=31536000, immutable"
PLAIN = ("image/jpeg", "image/png", "application/pdf")  # compressed in themselves


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *arguments: object) -> None:
        self._folder = folder
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        file = self._folder / (f"{path}index.html" if not path or path.endswith("/") else path)
        status = 200 if file.is_file() else 404
        octets = (file if status == 200 else self._folder / "404.html").read_bytes()
        kind = guess_type(file.name)[0] or "text/html" if status == 200 else "text/html"
        self.send_response(status)
        if kind not in PLAIN:
            octets = gzip.compress(octets, 6)
            self.send_header("Content-Encoding", "gzip")
        text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(octets)))
        self.send_header("Cache-Control", FOR_A_YEAR if DIGEST.search(file.name) else "no-cache")
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that breaks a connection off is no news."""


@contextmanager
def served(make: Callable[[str], Path]) -> Iterator[str]:
    """What `make` builds for the address that it is given."""
    server = _Server(("127.0.0.1", 0), _Handler)
    address = f"http://127.0.0.1:{server.server_port}/"
    server.RequestHandlerClass = partial(_Handler, make(address))  # type: ignore[assignment]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
