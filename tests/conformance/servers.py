"""Web servers of other makes, as hosts run them: a folder in, an address under which they serve it out."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.campaigns import CHECKOUT

SECONDS = 30
NGINX = """\
daemon off;
master_process off;
worker_processes 1;
pid {home}/pid;
error_log {home}/errors;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {snippet};
        {more}
    }}
}}
"""
APACHE = """\
ServerName 127.0.0.1
ServerRoot {home}
Listen 127.0.0.1:{port}
PidFile {home}/pid
ErrorLog {home}/errors
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule mime_module {modules}/mod_mime.so
TypesConfig {home}/types
DocumentRoot {root}
<Directory {root}>
    AllowOverride All
    Require all granted
</Directory>
"""
APACHE_MODULES = "/usr/lib/apache2/modules"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes


class Server:
    """`address` is a host and a port."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address = address
        self.url = f"http://{address[0]}:{address[1]}"

    def get(self, path: str, **headers: str) -> Answer:
        """`headers` with underscores for hyphens."""
        connection = http.client.HTTPConnection(*self._address, timeout=SECONDS)
        try:
            connection.request("GET", f"/{path}", headers={n.replace("_", "-"): v for n, v in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


def program(name: str) -> str | None:
    """Where a server is installed, which need not be on everybody's path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def nginx(root: Path, home: Path, more: str = "") -> Iterator[Server]:
    """With docs/nginx.conf and nothing else that a site would need, unless `more` is to be tried."""

    def command(port: int) -> list[str]:
        config = NGINX.format(home=home, port=port, root=root, snippet=CHECKOUT / "docs/nginx.conf", more=more)
        (home / "config").write_text(config, encoding="utf-8")
        return [str(program("nginx")), "-p", str(home), "-e", str(home / "errors"), "-c", str(home / "config")]

    with _running(command) as server:
        yield server


@contextmanager
def apache(root: Path, home: Path) -> Iterator[Server]:
    """With the .htaccess of the site."""

    def command(port: int) -> list[str]:
        config = APACHE.format(home=home, port=port, root=root, modules=APACHE_MODULES)
        (home / "config").write_text(config, encoding="utf-8")
        (home / "types").write_text("text/html html\ntext/css css\ntext/javascript js\n", encoding="utf-8")
        return [str(program("apache2")), "-X", "-f", str(home / "config")]

    with _running(command) as server:
        yield server


SERVERS = {"nginx": nginx, "apache2": apache}


@contextmanager
def _running(command: Callable[[int], list[str]]) -> Iterator[Server]:
    """A server on a port that was free a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address: tuple[str, int] = free.getsockname()
    process = subprocess.Popen(command(address[1]), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        _wait_for(address, process)
        yield Server(address)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _wait_for(address: tuple[str, int], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(address, timeout=SECONDS).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.02)
    raise AssertionError(f"the server does not answer: {process.communicate()[0].decode()}")
