"""Evolution's data server, which GNOME's calendars show: feeds as its sources, and what it says is in them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.clients.client import SECONDS, Client, Shown, environment
from tests.conformance.readers.occurrence import Occurrence
from tests.conformance.readers.with_javascript import point

PYTHON = "/usr/bin/python3"  # which finds Debian's bindings
VIEW = Path(__file__).parent / "evolution_view.py"
SOURCE = """\
[Data Source]
DisplayName={name}
Enabled=true
Parent=webcal-stub

[Calendar]
BackendName=webcal
Selected=true

[Authentication]
Host={host}
Port={port}
Method=none

[Security]
Method=none

[WebDAV Backend]
ResourcePath={path}

[Offline]
StaySynchronized=true
"""
BINDINGS = "import gi; gi.require_version('ECal', '2.0'); gi.require_version('EDataServer', '1.2')"


def missing() -> str:
    if shutil.which("dbus-run-session") is None or not Path(PYTHON).exists():
        return "dbus"
    ran = subprocess.run([PYTHON, "-c", BINDINGS], capture_output=True, timeout=SECONDS, check=False)
    return "evolution-data-server with gir1.2-ecal-2.0 and python3-gi" if ran.returncode else ""


@contextmanager
def opened(home: Path, feeds: Mapping[str, str]) -> Iterator[Iterator[Shown]]:
    variables = environment(home, GSETTINGS_BACKEND="memory", TZ="UTC")
    sources = Path(variables["XDG_CONFIG_HOME"]) / "evolution/sources"
    sources.mkdir(parents=True, exist_ok=True)
    for name, address in feeds.items():
        at = urlsplit(address)
        text = SOURCE.format(name=name, host=at.hostname, port=at.port, path=at.path)
        (sources / f"{name}.source").write_text(text, encoding="utf-8")
    command = ["dbus-run-session", "--", PYTHON, str(VIEW), *feeds]
    with (home / "said").open("ab") as said:
        process = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=said)
        assert process.stdout is not None
        try:
            yield (_shown(json.loads(line)) for line in process.stdout)
        finally:
            process.stdout.close()  # terminated, it would leave the session's other programs behind
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


CLIENT = Client(missing, opened)


def _shown(found: dict[str, list[dict[str, Any]]]) -> Shown:
    return {name: [_occurrence(each) for each in occurrences] for name, occurrences in found.items()}


def _occurrence(found: dict[str, Any]) -> Occurrence:
    return Occurrence(**{**found, "start": point(found["start"]), "end": point(found["end"])})
