"""The built sites and a web server for all tests of this folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.sites import LOOKED_AT, NOT_FOUND, BuiltSite

SUB_PATH = "/a/b/"


@pytest.fixture(scope="session", params=LOOKED_AT, ids=lambda builder: builder.__name__)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return request.param(tmp_path_factory.mktemp("sites"))  # type: ignore[no-any-return]


class _Handler(SimpleHTTPRequestHandler):
    """A plain static host: the site at the root and again on a sub-path, 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(SUB_PATH.rstrip("/")) if path.startswith(SUB_PATH) else path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        octets = Path(self.directory, NOT_FOUND).read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that breaks a connection off is no news."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server that serves a built site."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def host(built: BuiltSite) -> Iterator[str]:
    with served(built.folder) as address:
        yield address
