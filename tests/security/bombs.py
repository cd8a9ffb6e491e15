"""Small files that would fill the memory or take for ever: each, built in a process of its own, with what came of it,
its peak of memory and the seconds of the processor. Pictures are only checked: that is when they are decoded.

`python -m tests.security.bombs` prints a line of JSON for each. The program is loaded once, and forked for each.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import BytesIO
from pathlib import Path

from campaign_calendar import cli
from tests.campaigns import write_tiny_campaign

SECONDS = 60  # of the processor, on a machine that is busy: after that it counts as one that never ends
ADDRESSES = 2_000_000_000  # octets: so that one that grows without end does not take the machine with it
HEAD = "id: {id}\ntitle: a\narea: littleton\nstart: 2018-11-22\n"
LAUGHS = "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]\n" for n in range(12))
SHOWN = HEAD + "image: {file: media/{id}, alt: a}\n"


def _text(markdown: str) -> str:
    return f"{HEAD}description: {json.dumps(markdown)}\n"


TEXTS = {
    "aliases": LAUGHS,
    "merge keys": "a: &a {b: c}\n" + "d:\n" + "  <<: *a\n" * 10_000,
    "deep lists": "[" * 100_000,
    "deep mappings": "{a: " * 100_000,
    "deep hyphens": "- " * 100_000 + "a",
    "deep question marks": "? " * 100_000 + "a",
    "deep lines": "".join(" " * depth + "a:\n" for depth in range(1300)),
    "a million tabs": HEAD + "\t\n" * 450_000,
    "marks of direction": HEAD + "audience: a\u202e\n" + "speakers: [" + "a\u202e, " * 100_000 + "]",
    "words of a hundred thousand tags": HEAD + "tags: [" + "A, " * 200_000 + "]",
    "curly quotes": HEAD + "speakers: [" + "“a”, " * 50_000 + "]",
    "a hundred thousand quotes": HEAD + "audience: " + "'" * 100_001,
    "a hundred thousand keys": HEAD + "".join(f"a{n}: a\n" for n in range(100_000)),
    "a hundred thousand problems": "- {id: A}\n" * 100_000,
    "ten megabytes of a comment": "# " + "a" * 10_000_000,
    "ten megabytes of lines": "a: b\n" * 2_000_000,
    "a long line": HEAD + "note: " + "a" * 900_000,
    "a long number": HEAD + "attendance: " + "9" * 900_000,
    "nul": HEAD + "audience: a\0b",
    "endless": HEAD + "repeat: {every: day}",
    "endless days": HEAD + "repeat: {every: day, until: 9999-12-31}",
    "no day at all": HEAD + "repeat: {every: month, on: [5 sun], step: 999999999, count: 400}",
    "a hundred thousand times": HEAD + "repeat: {every: day, count: 100000}",
    "a hundred thousand dates": HEAD + f"repeat: {{dates: [{', '.join(['2018-11-23'] * 70_000)}]}}",
    "brackets": _text("[a" * 5000),
    "images": _text("![" * 5000),
    "brackets that close": _text("[" * 5000 + "]" * 5000),
    "links in links": _text("[a](" * 5000),
    "underscores": _text("_" * 30_000),
    "stars and underscores": _text("*_" * 15_000 + "a"),
    "backticks": _text("".join("`" * n + "a" for n in range(1, 400))),
    "tags": _text("<a " * 5000),
    "open tags": _text("<b>" * 5000),
    "comments": _text("<!--" * 5000),
    "declarations": _text("<!A " * 5000 + "<?" * 5000 + "<![CDATA[" * 5000),
    "entities": _text("&" * 60_000),
    "quotes": _text("> " * 5000 + "a"),
    "nested lists": f"{HEAD}description: |\n" + "".join("  " + "    " * depth + "- a\n" for depth in range(150)),
    "references": _text("[a]: b\n" * 10_000 + "[a]" * 2000),
    "abbreviations": _text("*[a]: b " * 10_000),
    "backslashes": _text("\\" * 100_000),
    "large and harmless": _text(
        "a" + " " * 20_000 + "b\n\n" + "\n" * 20_000 + "a" + "\u0301" * 20_000 + "\n\n" + "# " + "#" * 20_000 + " a"
    ),
    "stars and tables": _text("*a **a " * 5000 + "\n\n" + "|" * 5000 + "\n" + "|-" * 5000 + "\n" + "|a" * 5000),
    "joiners": HEAD + "audience: '" + "क्\u200d" * 100_000 + "'",
}


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, data: bytes, colours: int = 2, more: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    chunks = _chunk(b"IHDR", head) + more + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _made(kind: str, width: int, height: int, mode: str = "RGB") -> bytes:
    from PIL import Image

    octets = BytesIO()
    Image.new(mode, (width, height), "white").save(octets, kind)
    return octets.getvalue()


def _noise(side: int) -> bytes:
    from PIL import Image

    octets = BytesIO()
    Image.frombytes("RGB", (side, side), random.Random(1).randbytes(3 * side * side)).save(octets, "JPEG")
    return octets.getvalue()


def pictures() -> dict[str, bytes]:
    """Those that say they are huge, those that are, and those that unpack to far more than they say."""
    bomb = zlib.compress(bytes(400_000_000), 1)
    profile = b"a\0\0" + bomb
    gif = _made("GIF", 5, 5, "P")
    return {
        "says-50000x50000.png": _png(50_000, 50_000, zlib.compress(bytes(1_000_000))),
        "unpacks-to-400-mb.png": _png(10, 10, bomb),
        "says-4900x4900.png": _png(4900, 4900, zlib.compress(bytes(1_000_000))),
        "text-of-400-mb.png": _png(1, 1, zlib.compress(b"\0\0\0\0"), more=_chunk(b"zTXt", profile)),
        "profile-of-400-mb.png": _png(1, 1, zlib.compress(b"\0\0\0\0"), more=_chunk(b"iCCP", profile)),
        "chunks.png": _png(1, 1, zlib.compress(b"\0\0\0\0"), more=_chunk(b"tEXt", b"") * 200_000),
        "white-24-mp.png": _made("PNG", 4898, 4898, "RGBA"),
        "white-60-mp.jpg": _made("JPEG", 7745, 7745),
        "noise-9-mp.jpg": _noise(3000),
        "one-long-row.png": _made("PNG", 24_000_000, 1, "L"),
        "one-long-row.jpg": _made("JPEG", 65_500, 1),
        "frames.gif": gif[:-1] + gif[gif.index(b",") : -1] * 100_000 + b";",
        "no-end.gif": gif[:13] + b"!\xfe" + b"\xff" + b"a" * 5_000_000,
        "white-13-mp.webp": _made("WEBP", 3600, 3600),
        "white-24-mp.webp": _made("WEBP", 4898, 4898),
        "twenty-megabytes.jpg": _made("JPEG", 5, 5) + b"\xff" * 19_000_000,
        "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 100_000,
    }


def bombs() -> dict[str, Mapping[str, bytes]]:
    """The files of each, by their paths in content/."""
    found: dict[str, Mapping[str, bytes]] = {}
    for name, text in TEXTS.items():
        id = name.replace(" ", "-")
        found[name] = {f"events/{id}.yaml": text.replace("{id}", id).encode()}
    for name, octets in pictures().items():
        event = SHOWN.replace("id: {id}", "id: shown").replace("{id}", name)
        found[name] = {"events/shown.yaml": event.encode(), f"media/{name}": octets}
    body = "id: many-{}\ntitle: a\narea: littleton\nstart: 2018-11-{:02}\n---\n"
    found["two thousand notes of nothing"] = {f"notes/n{n}.md": b"---\n---\n" for n in range(2_000)}
    found["a note of 10 MB"] = {"notes/a.md": b"---\ntitle: a\n---\n" + b"a" * 10_000_000}
    found["ten thousand documents"] = {
        "events/a.yaml": "".join(body.format(n, 11 + n % 9) for n in range(10_000)).encode()
    }
    found["words of 10 MB"] = {"strings/en.yaml": b"skip: " + b"a" * 10_000_000}
    return found


def lay(folder: Path) -> None:
    """Make them, each in a site of its own, named for it."""
    for name, files in bombs().items():
        write_tiny_campaign(folder / name)
        for path, octets in files.items():
            (folder / name / "content" / path).parent.mkdir(exist_ok=True)
            (folder / name / "content" / path).write_bytes(octets)


def _in_child(work: Callable[[], int]) -> tuple[int, resource.struct_rusage]:
    """Its exit code, and what it used."""
    child = os.fork()
    if child == 0:
        os._exit(work())
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used


def _exploded(site: Path) -> dict[str, object]:
    said = site / "said"
    code, used = _in_child(partial(_checked_and_built, site, said))
    text = said.read_text(encoding="utf-8", errors="replace")
    seconds = round(used.ru_utime + used.ru_stime, 2)
    return {"bomb": site.name, "code": code, "MB": used.ru_maxrss // 1024, "seconds": seconds, "said": text[:3000]}


def _checked_and_built(site: Path, said: Path) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    with said.open("w", encoding="utf-8") as file, redirect_stdout(file), redirect_stderr(file):
        try:
            command = ["check"] if (site / "content/media").exists() else ["build", "--jobs", "1"]
            return cli.main([*command, "--site", str(site), "--language", "en", "--published", "none"])
        except BaseException as uncaught:
            print(f"Traceback: {uncaught!r}")
            return -1


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _in_child(lambda: lay(folder) or 0)  # what that takes must not count
        for site in sorted(folder.iterdir()):
            print(json.dumps(_exploded(site)), flush=True)
            shutil.rmtree(site)


if __name__ == "__main__":
    main()
