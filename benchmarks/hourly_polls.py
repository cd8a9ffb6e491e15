"""A site of ours behind one nginx → how many requests for a feed a second: `python -m benchmarks.hourly_polls`.

nginx has docs/nginx.conf and one process; wrk asks, from the same machine. What a million subscribers who ask every
hour take of one processor is calculated from the processor time that nginx took for a request.
"""

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import ours
from benchmarks.measure import run
from benchmarks.report import machine, table
from tests.conformance.servers import Server, nginx, program

SUBSCRIBERS, HOUR = 1_000_000, 3600
CLIENTS = 32
TLS_PORT = 8443
TLS = """
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {home}/certificate;
        ssl_certificate_key {home}/key;
"""
AS_IT_IS, ON_THE_FLY, READY = "", "gzip on; gzip_types text/calendar;", "gzip_static on;"


@dataclass(frozen=True, slots=True)
class Ask:
    """How a feed is asked for: what nginx does about gzip, and whether the reader has the feed already."""

    what: str
    setting: str
    has_it: bool
    is_new: bool  # a connection of its own for each request, as phones have
    is_secret: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What wrk and the kernel say."""

    per_second: float
    per_processor_second: float
    octets: float  # of one answer with its head
    errors: str


ASKS = (
    Ask("304, kept connections", READY, has_it=True, is_new=False, is_secret=False),
    Ask("304, new connections", READY, has_it=True, is_new=True, is_secret=False),
    Ask("304, new TLS connections", READY, has_it=True, is_new=True, is_secret=True),
    Ask("200 as it is, kept", AS_IT_IS, has_it=False, is_new=False, is_secret=False),
    Ask("200 gzip on the fly, kept", ON_THE_FLY, has_it=False, is_new=False, is_secret=False),
    Ask("200 gzip_static, kept", READY, has_it=False, is_new=False, is_secret=False),
    Ask("200 gzip_static, new TLS", READY, has_it=False, is_new=True, is_secret=True),
)


def main(argv: list[str] | None = None) -> int:
    """Build a site, have its feed asked for in each way, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hourly_polls", description=__doc__)
    parser.add_argument("--events", type=int, default=10000, help="how many the site has")
    parser.add_argument("--feed", default="areas/district-01.ics", help="which of its feeds")
    parser.add_argument("--seconds", type=int, default=10, help="how long each way is measured")
    options = parser.parse_args(argv)
    for name in ("nginx", "wrk", "openssl"):
        if program(name) is None:
            parser.error(f"{name} is missing; Debian has it as nginx-light, wrk, openssl")
    with TemporaryDirectory(prefix="polls-") as place:
        folder = Path(place).resolve()
        os.chmod(folder, 0o755)
        site = ours(folder / "site", options.events)
        run(site.command, folder / "log.txt")
        feed = site.output / options.feed
        _pack(feed)
        _certify(folder)
        rows = [_row(ask, _measure(ask, site.output, folder, options.feed, options.seconds)) for ask in ASKS]
        print(f"{options.feed}: {feed.stat().st_size:,} octets, gzipped {_packed(feed).stat().st_size:,}\n")
    head = ("octets of an answer", "asked", "requests/s", "per second of nginx's processor")
    print(table((*head, f"a processor's share for {SUBSCRIBERS:,} an hour", "errors"), rows))
    print("\n" + machine((_said("nginx", "-v"), _said("wrk", "-v").partition(" [")[0])))
    return 0


def _measure(ask: Ask, root: Path, folder: Path, feed: str, seconds: int) -> Answered:
    home = folder / "nginx"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    more = ask.setting + TLS.format(home=folder, port=TLS_PORT)
    with nginx(root, home, more) as server:
        headers = _headers(server, feed, ask)
        scheme = f"https://127.0.0.1:{TLS_PORT}" if ask.is_secret else server.url
        asked = [part for name, value in headers.items() for part in ("-H", f"{name.replace('_', '-')}: {value}")]
        if ask.is_new:
            asked += ["-H", "Connection: close"]
        command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", *asked, f"{scheme}/{feed}"]
        process = int((home / "pid").read_text())
        before = _processor_seconds(process)
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        spent = _processor_seconds(process) - before
    count, read = int(_number(r"(\d+) requests in", said)), _octets(said)
    errors = re.findall(r"Socket errors: (.+)|(Non-2xx or 3xx responses: .+)", said)
    told = "; ".join(one or other for one, other in errors)
    return Answered(_number(r"Requests/sec:\s+([\d.]+)", said), count / spent, read / count, told)


def _headers(server: Server, feed: str, ask: Ask) -> dict[str, str]:
    """What a reader sends, once it is sure that nginx answers to it as it is supposed to."""
    headers = {"Accept_Encoding": "gzip"}
    first = server.get(feed, **headers)
    if ask.has_it:
        headers["If_None_Match"] = first.headers["etag"]
    answer = server.get(feed, **headers)
    is_packed = answer.headers.get("content-encoding") == "gzip"
    if answer.status != (304 if ask.has_it else 200) or (not ask.has_it and is_packed != bool(ask.setting)):
        raise SystemExit(f"{ask.what}: nginx answers {answer.status} {answer.headers}")
    return headers


def _row(ask: Ask, answered: Answered) -> tuple[str, ...]:
    share = SUBSCRIBERS / HOUR / answered.per_processor_second
    numbers = f"{answered.per_second:,.0f}", f"{answered.per_processor_second:,.0f}"
    return f"{answered.octets:,.0f}", ask.what, *numbers, f"{share:.1%}", answered.errors or "none"


def _pack(feed: Path) -> None:
    """Beside the feed, with its time, where gzip_static looks for it."""
    packed = _packed(feed)
    packed.write_bytes(gzip.compress(feed.read_bytes(), 9, mtime=0))
    shutil.copystat(feed, packed)


def _packed(feed: Path) -> Path:
    return feed.with_name(f"{feed.name}.gz")


def _certify(folder: Path) -> None:
    """A certificate as most hosts have one: ECDSA on P-256."""
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    files = ("-keyout", str(folder / "key"), "-out", str(folder / "certificate"))
    command = ("openssl", "req", "-x509", *kind, "-subj", "/CN=127.0.0.1", "-days", "1", *files)
    subprocess.run(command, check=True, capture_output=True)


def _processor_seconds(process: int) -> float:
    """In user's and system's mode."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"wrk does not tell {pattern}:\n{text}")
    return float(found[1])


def _octets(said: str) -> float:
    """All that was read, which wrk tells in the units of computers."""
    found = re.search(r"([\d.]+)([KMGT]?)B read", said)
    if found is None:
        raise SystemExit(f"wrk does not tell what it read:\n{said}")
    return float(found[1]) * 1024 ** " KMGT".index(found[2] or " ")


def _said(name: str, option: str) -> str:
    said = subprocess.run([str(program(name)), option], check=False, capture_output=True, text=True)
    return (said.stdout + said.stderr).strip()


if __name__ == "__main__":
    sys.exit(main())
