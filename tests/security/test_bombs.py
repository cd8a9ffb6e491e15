"""Small files that would fill the memory or take for ever, all at once: each is told, with its file, in bounds."""

from __future__ import annotations

import json
import resource
import struct
import subprocess
import sys
import zlib
from pathlib import Path

from tests.campaigns import CHECKOUT, environment, write_tiny_campaign

MEMORY = 500_000_000  # octets of addresses: the program and its libraries alone take half of them
SECONDS = 60  # of the processor, on a machine that is busy
HEAD = "id: {id}\ntitle: a\narea: littleton\nstart: 2018-11-22\n"
LAUGHS = "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]\n" for n in range(12))
BOMBS = {
    "aliases": LAUGHS,
    "merge-keys": "a: &a {b: c}\n" + "d:\n" + "  <<: *a\n" * 10_000,
    "deep-lists": "[" * 100_000,
    "deep-mappings": "{a: " * 100_000,
    "deep-hyphens": "- " * 100_000 + "a",
    "deep-lines": "".join(" " * depth + "a:\n" for depth in range(1300)),
    "ten-megabytes": "# " + "a" * 10_000_000,
    "long-line": HEAD + "note: " + "a" * 900_000,
    "long-number": HEAD + "attendance: " + "9" * 900_000,
    "nul": HEAD + "audience: a\0b",
    "endless": HEAD + "repeat: {every: day}",
    "a-hundred-thousand": HEAD + "repeat: {every: day, count: 100000}",
    "brackets": HEAD + f'description: "{"[a" * 5000}"',
    "backticks": HEAD + f'description: "{"".join("`" * n + "a" for n in range(1, 400))}"',
    "tags": HEAD + f'description: "{"<a " * 5000}"',
    "lists": HEAD + "description: |\n" + "".join("  " + "    " * depth + "- a\n" for depth in range(150)),
    "abbreviations": HEAD + f'description: "{"*[a]: b " * 30_000}"',
    "picture": HEAD + "image: {file: media/huge.png, alt: a}",
}


def huge_picture() -> bytes:
    """A PNG of a few octets that says it has 50,000 × 50,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_every_bomb_is_told(tmp_path: Path) -> None:
    write_tiny_campaign(tmp_path)
    (tmp_path / "content/media").mkdir()
    (tmp_path / "content/media/huge.png").write_bytes(huge_picture())
    for name, text in BOMBS.items():
        file = tmp_path / f"content/events/{name}.yaml"
        file.write_text(text.replace("{id}", name), encoding="utf-8")

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, str(CHECKOUT / "build.py"), "check", "--site", str(tmp_path), "--format", "json"]
    ran = subprocess.run(command, env=environment(), capture_output=True, preexec_fn=bounded)
    assert ran.returncode == 1, ran.stderr[-2000:]
    assert b"Traceback" not in ran.stderr
    said = json.loads(ran.stdout)
    told = {Path(each["file"]).stem for each in said if each["level"] == "error"}
    assert told == BOMBS.keys()
    assert all(len(each["message"]) < 2000 for each in said)
