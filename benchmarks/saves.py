"""A site of so many events, served while it is edited → the seconds from each save to the new page in the browser."""

import http.client
import json
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.contenders import ROOT
from benchmarks.programme import programme, write_our_event, write_ours

PATIENCE = 120.0
PAUSE = 1.0  # seconds between saves: nobody saves faster


def seconds_of_saves(folder: Path, count: int, saves: int) -> list[float]:
    """What a browser does after a save: it hears of a new version, asks for the page again, and has all of it.

    The first save is not counted, as the first build of the others is not.
    """
    write_ours(folder, programme(count))
    event = next(programme(count))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, str(ROOT / "build.py"), "serve", "--site", str(folder), "--port", str(port))
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        page = f"/events/{event.id}.html"
        _until_served(port, page)
        stream = _get(port, "/@serve/events")
        version = _next_version(stream, "")
        timed = []
        for number in range(saves + 1):
            time.sleep(PAUSE)
            changed = replace(event, title=f"{event.title} ({number})")
            began = time.perf_counter()
            write_our_event(folder, changed)
            version = _next_version(stream, version)
            shown = _get(port, page).read().decode("utf-8")
            timed.append(time.perf_counter() - began)
            if changed.title not in shown:
                raise SystemExit("the page that was served after a save does not show it")
        return timed[1:]
    finally:
        server.terminate()
        server.wait()


def _get(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    return connection.getresponse()


def _until_served(port: int, page: str) -> None:
    """It listens before the first build is done, and answers after it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if _get(port, page).status == 200:
                return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit("serve did not come up")


def _next_version(stream: http.client.HTTPResponse, known: str) -> str:
    """The first other version that the stream of events tells of."""
    while line := stream.readline():
        if line.startswith(b"data: "):
            told = json.loads(line[6:])
            if told["trouble"]:
                raise SystemExit(f"serve has trouble: {told['trouble']}")
            if told["version"] != known:
                return str(told["version"])
    raise SystemExit("serve ended its stream of events")
