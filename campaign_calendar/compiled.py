"""Compiled templates, kept beside the output from one build to the next: half of what a small build would take.

Damage, in any form, means that a template is compiled again, and so does another version of this program or Python.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from campaign_calendar.inputs import engine
from campaign_calendar.manifest import digest_of


class Compiled(jinja2.BytecodeCache):
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            digest, _, code = (self._folder / bucket.key).read_bytes().partition(b"\n")
        except OSError:
            return
        if digest == _digest(code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As far as it can be: without it the next build takes longer, and that is all."""
        code = bucket.bytecode_to_string()
        beside = self._folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            beside.write_bytes(_digest(code) + b"\n" + code)
            os.replace(beside, self._folder / bucket.key)


def _digest(code: bytes) -> bytes:
    return digest_of(b"\0".join([engine().encode(), sys.version.encode(), code])).encode()
