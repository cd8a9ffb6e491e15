"""Hostile requests to `serve`, octet by octet over a socket: what is not the site's is never sent, nothing else than
this machine's own pages is answered, and nobody is kept waiting."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from campaign_calendar.pipeline import Folder
from campaign_calendar.preview import Previewer
from campaign_calendar.serve import server
from campaign_calendar.serve.server import serving
from campaign_calendar.serve.shown import Shown
from tests.campaigns import write_campaign

SECRET = b"not-for-anybody"
SECONDS = 5  # for an answer, on a machine that is busy

TARGETS = [
    # Upwards
    "/../secret.txt", "/../../etc/passwd", "/areas/../../secret.txt", "/./secret.txt", "/areas/./../secret.txt",
    "/%2e%2e/secret.txt", "/%2E%2E/secret.txt", "/.%2e/secret.txt", "/..%2fsecret.txt", "/..%2Fsecret.txt",
    "/%2e%2e%2fsecret.txt", "/%252e%252e%252fsecret.txt", "/..%252fsecret.txt", "/%c0%ae%c0%ae/secret.txt",
    "/%c0%2e%c0%2e/secret.txt", "/..%c0%afsecret.txt", "/%e0%80%ae%e0%80%ae/secret.txt", "/..%u2216secret.txt",
    "/....//secret.txt", "/..;/secret.txt", "/areas/..;/..;/secret.txt", "/%uff0e%uff0e/secret.txt",
    "/．．/secret.txt", "/areas%2f..%2f..%2fsecret.txt", "/areas/%2e%2e/%2e%2e/secret.txt",
    # Backslashes and drives
    "/..\\secret.txt", "\\..\\secret.txt", "/..%5csecret.txt", "/%5c..%5csecret.txt", "/%5c%5chost%5cshare",
    "/C:/secret.txt", "/C:%5csecret.txt", "/areas\\..\\..\\secret.txt",
    # Absolute
    "//secret.txt", "///etc/passwd", "//etc/passwd", "/%2fetc%2fpasswd", "/etc/passwd", "/proc/self/environ",
    "/file:///etc/passwd", "file:///etc/passwd", "http://127.0.0.1/secret.txt", "http://evil.example/", "secret.txt",
    "*", "", "?", "#", "/#", "/index.html#/../secret.txt",
    # Ends of strings and of lines
    "/index.html%00", "/index.html%00.png", "/%00", "/secret.txt%00.html", "/%0d%0aSet-Cookie:%20a=b",
    "/areas%0d%0aX: y", "/%0a", "/%7f", "/%1b[2J", "/%e2%80%ae", "/%ff%fe", "/%ed%a0%80", "/index.html%",
    "/index.html%2", "/index.html%zz", "/%", "/%%32%65%%32%65/secret.txt",
    # Files of the site's folder, of the machine and of hosts
    "/.env", "/content/.env", "/.git/config", "/.htaccess", "/.nojekyll", "/areas/.htaccess", "/%2ehtaccess",
    "/secret.txt", "/content/campaign.yaml", "/content/secret.yaml", "/campaign.yaml", "/.output.cache/lock",
    "/templates/base.html", "/base.html", "/build.py", "/link.txt", "/content/link.txt", "/content/notes/link.md",
    "/media/secret.txt", "/@serve/", "/@serve/server.py", "/@serve/../secret.txt", "/@serve/%2e%2e/secret.txt",
    "/@serve", "/@serve/reload.js/../../secret.txt", "/@fs/etc/passwd", "/@id/secret.txt", "/__debug__",
    # Folders
    "/areas/nothing/", "/assets/", "/assets", "/events/.", "/events/..", "/content/", "/media/",
]  # fmt: skip
HEADS = [
    # Names that lead here from elsewhere, and pages from elsewhere
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:{port}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost.evil.example:{port}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil@127.0.0.1:{port}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 0.0.0.0:{port}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.1:{port}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: [::]:{port}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET /@serve/events HTTP/1.1\r\n{host}Origin: http://evil.example\r\n\r\n",
    b"GET /@serve/events HTTP/1.1\r\n{host}Origin: null\r\n\r\n",
    b"GET /@serve/events HTTP/1.1\r\n{host}Origin: https://127.0.0.1:{port}\r\n\r\n",
    b"GET /@serve/events HTTP/1.1\r\n{host}Origin: http://127.0.0.1:1\r\n\r\n",
    b"GET /@serve/events HTTP/1.1\r\n{host}Sec-Fetch-Site: cross-site\r\n\r\n",
    b"GET /programme.json HTTP/1.1\r\n{host}Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n\r\n",
    b"GET /programme.json HTTP/1.1\r\n{host}Origin: http://evil.example\r\nSec-Fetch-Mode: cors\r\n\r\n",
    # Other methods, and bodies behind which another request could hide
    b"POST / HTTP/1.1\r\n{host}Content-Length: 0\r\n\r\n",
    b"PUT /index.html HTTP/1.1\r\n{host}Content-Length: 1\r\n\r\nx",
    b"DELETE /index.html HTTP/1.1\r\n{host}\r\n",
    b"OPTIONS * HTTP/1.1\r\n{host}\r\n",
    b"TRACE / HTTP/1.1\r\n{host}\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\n{host}\r\n",
    b"get / HTTP/1.1\r\n{host}\r\n",
    b"PROPFIND / HTTP/1.1\r\n{host}Depth: 1\r\n\r\n",
    b"GET / HTTP/1.1\r\n{host}Content-Length: 5\r\n\r\nhello",
    b"GET / HTTP/1.1\r\n{host}Content-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /secret.txt HTTP/1.1\r\n{host}\r\n",
    b"GET / HTTP/1.1\r\n{host}Content-Length: 0\r\nContent-Length: 30\r\n\r\n",
    # No HTTP, or too much of it
    b"GET / HTTP/9.9\r\n{host}\r\n",
    b"GET / HTTP/x\r\n{host}\r\n",
    b"GET / / HTTP/1.1\r\n{host}\r\n",
    b"GET  HTTP/1.1\r\n{host}\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 tls\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x00\x00\x00\x00\r\n\r\n",
    b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n{host}\r\n",
    b"GET / HTTP/1.1\r\n{host}Cookie: " + b"a" * 70000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n{host}" + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    site = tmp_path_factory.mktemp("site")
    write_campaign(site)
    (site / ".git").mkdir()
    for name in ("secret.txt", ".env", ".git/config", "content/.env"):
        (site / name).write_bytes(SECRET)
    shown = Shown()
    shown.show(Previewer(Folder(site, site / "output"), "none").preview())
    (site / "content/link.txt").symlink_to(site / "secret.txt")
    with serving(shown, 8700, 200) as address:
        yield int(address.rstrip("/").rpartition(":")[2])


def answer(port: int, octets: bytes) -> bytes:
    """All that comes back until the connection is closed. Raises TimeoutError where it stays open."""
    with socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
        connection.sendall(octets)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        try:
            while part := connection.recv(65536):
                found += part
        except ConnectionResetError:  # it was not going to read all of this
            pass
        return found


def host(port: int) -> bytes:
    return b"Host: 127.0.0.1:%d\r\n" % port


def status(found: bytes) -> int:
    assert found.startswith(b"HTTP/1.1 "), found[:80]
    assert found.count(b"HTTP/1.1 ") == 1, "one request, one answer"
    return int(found.split(b" ", 2)[1])


@pytest.mark.parametrize("target", TARGETS)
def test_no_target_leads_out_of_the_site(port: int, target: str) -> None:
    found = answer(port, b"GET %s HTTP/1.1\r\n%sConnection: close\r\n\r\n" % (target.encode(), host(port)))
    head, _, body = found.partition(b"\r\n\r\n")
    assert status(found) in (400, 404), found[:200]
    assert SECRET not in found and b"root:" not in found and b"uid_domain" not in body
    assert b"Set-Cookie" not in head and b"\nX:" not in head


@pytest.mark.parametrize(
    "head", HEADS, ids=lambda head: head[:60].decode("latin-1").encode("unicode_escape").decode()
)
def test_no_other_request_is_answered(port: int, head: bytes) -> None:
    octets = head.replace(b"{host}", host(port)).replace(b"{port}", b"%d" % port)
    found = answer(port, octets)
    if found:
        assert status(found) in (400, 403, 404, 405, 414, 431, 505), found[:200]
    assert SECRET not in found and b"<h1" not in found and b"data:" not in found


def test_what_is_asked_for_as_it_should_be_is_answered(port: int) -> None:
    for name in (b"127.0.0.1", b"localhost", b"[::1]", b"LOCALHOST"):
        found = answer(port, b"GET /?a=/../b HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n" % (name, port))
        assert status(found) == 200 and b"<h1" in found and b"Content-Type: text/html; charset=utf-8" in found
    found = answer(port, b"HEAD /index.html HTTP/1.1\r\n%s\r\n" % host(port))
    assert status(found) == 200 and found.endswith(b"\r\n\r\n")
    origin = b"Origin: http://127.0.0.1:%d\r\n" % port
    assert status(answer(port, b"HEAD /@serve/events HTTP/1.1\r\n%s%s\r\n" % (host(port), origin))) == 200
    assert b"Location: /areas/\r\n" in answer(port, b"GET /areas HTTP/1.1\r\n%s\r\n" % host(port))


def test_who_says_nothing_keeps_nobody_waiting(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server._Handler, "timeout", 0.2)
    silent = [socket.create_connection(("127.0.0.1", port), SECONDS) for _ in range(40)]
    for number, each in enumerate(silent):
        each.sendall(b"GET / HT"[: number % 8])
    assert status(answer(port, b"GET / HTTP/1.1\r\n%s\r\n" % host(port))) == 200
    for each in silent:
        assert each.recv(1000) == b"", "it is closed before long"
        each.close()


def test_who_drips_keeps_nobody_waiting(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An octet now and then on many connections: no wait for the next one is long, and yet there is an end."""
    monkeypatch.setattr(server._Handler, "timeout", 0.5)
    dripping = [socket.create_connection(("127.0.0.1", port), SECONDS) for _ in range(server.MOST_CONNECTIONS // 2)]
    for each in dripping:
        each.sendall(b"GET / HTTP/1.1\r\nX: ")
        each.setblocking(False)
    for _ in range(300):
        found = answer(port, b"GET / HTTP/1.1\r\n%sConnection: close\r\n\r\n" % host(port))
        assert status(found) == 200
        dripping = [each for each in dripping if _takes(each, b"a")]
        if not dripping:
            return
        time.sleep(0.02)
    raise AssertionError(f"{len(dripping)} are still heard out")


def _takes(connection: socket.socket, octets: bytes) -> bool:
    """Send them, unless the other end has closed the connection."""
    try:
        connection.send(octets)
        ended = connection.recv(100) == b""
    except BlockingIOError:  # nothing to read yet
        return True
    except OSError:
        ended = True
    assert ended, "an answer to half a question"
    connection.close()
    return False


def test_a_flood_of_connections_is_turned_away(port: int) -> None:
    before = threading.active_count()
    crowd = [socket.create_connection(("127.0.0.1", port), SECONDS) for _ in range(server.MOST_CONNECTIONS + 20)]
    turned_away = crowd[-1]
    assert turned_away.recv(10) == b""
    assert threading.active_count() - before <= server.MOST_CONNECTIONS
    for each in crowd:
        each.close()


def test_it_listens_on_this_machine_only(port: int) -> None:
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.2", port), SECONDS)
