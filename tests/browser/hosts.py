"""Folders in; a host on this machine that serves them, and that can be changed, slow or gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SECONDS = 30


class Host:
    """`folders` by the path that each is served below. `gone`: no answer to anything. `held`: pages are kept waiting
    until it is set."""

    def __init__(self, folders: dict[str, Path]) -> None:
        self.folders = folders
        self.gone = False
        self.held = threading.Event()
        self.held.set()
        self.address = ""

    def file(self, path: str) -> Path:
        path = path.partition("?")[0]
        below = max((each for each in self.folders if path.startswith(each)), key=len)
        rest = path.removeprefix(below)
        return self.folders[below] / (f"{rest}index.html" if not rest or rest.endswith("/") else rest)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, host: Host, *arguments: Any) -> None:
        self.host = host
        super().__init__(*arguments)

    def do_GET(self) -> None:
        file = self.host.file(self.path)
        if self.host.gone:
            self.close_connection = True
            return
        if file.suffix == ".html":
            self.host.held.wait(SECONDS)
        found = file.is_file()
        octets = file.read_bytes() if found else self.host.file("/404.html").read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(file)) if found else "text/html")
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that breaks a connection off is no news."""


@contextmanager
def serving(folders: dict[str, Path]) -> Iterator[Host]:
    host = Host(folders)
    server = _Server(("127.0.0.1", 0), partial(_Handler, host))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        host.held.set()
        server.shutdown()
        server.server_close()
        thread.join()
