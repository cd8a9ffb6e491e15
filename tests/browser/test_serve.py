"""`serve` as an editor meets it: a browser beside a text editor."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.campaigns import CHECKOUT, change, environment, tree, write_campaign

WALK = "events/gorge/bank-walk.yaml"
SECONDS = 60  # on a machine that is busy
ALERT = "section[role=alert]"


class Served(NamedTuple):
    site: Path
    address: str
    process: subprocess.Popen[str]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    write_campaign(tmp_path)
    command = [sys.executable, str(CHECKOUT / "build.py"), "serve", "--site", str(tmp_path)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        address = ""
        while not address:
            line = process.stdout.readline()
            assert line, "it ended"
            address = next(iter(re.findall(r"http://127\.0\.0\.1:\d+/", line)), "")
        try:
            yield Served(tmp_path, address, process)
        finally:
            process.kill()


def test_pages_follow_every_save(served: Served, chromium: Any) -> None:
    page = chromium.new_page()
    page.set_default_timeout(SECONDS * 1000)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(f"{served.address}en/events/bank-walk.html")
    page.wait_for_timeout(300)
    before = tree(served.site / "content")

    change(served.site, WALK, "Walk along the bank", "Walk on the bank")
    page.wait_for_selector("h1:has-text('Walk on the bank')")

    change(served.site, WALK, "start: 2018-11-15", "start: 2018-11-31")
    told = page.wait_for_selector(ALERT)
    assert f"content/{WALK}:5:8" in told.inner_text() and "start: 2018-11-31" in told.inner_text()
    assert told.get_attribute("lang") == "hi"
    assert page.inner_text("h1").startswith("Walk on the bank"), "the page stays below"
    page.reload()
    assert f"content/{WALK}:5:8" in page.wait_for_selector(ALERT).inner_text()

    change(served.site, WALK, "start: 2018-11-31", "start: 2018-11-16")
    page.wait_for_selector(ALERT, state="detached")
    page.wait_for_selector("main time[datetime^='2018-11-16']")

    # A page that is not there yet comes when it is written.
    page.goto(f"{served.address}events/new-walk.html")
    assert page.query_selector("main time") is None
    faults.clear()
    text = (served.site / "content" / WALK).read_text(encoding="utf-8")
    (served.site / "content" / "events" / "new-walk.yaml").write_text(
        text.replace("bank-walk", "new-walk"), encoding="utf-8"
    )
    page.wait_for_selector("main time[datetime^='2018-11-16']")

    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert [each for each in faults if "404" not in each] == []
    assert not (served.site / "output").exists() and before.keys() <= tree(served.site / "content").keys()
    page.close()

    os.kill(served.process.pid, signal.SIGINT)
    assert served.process.wait(SECONDS) == 0, "to interrupt it is how it ends"


def test_what_never_was_good_is_told_on_a_page_of_its_own(tmp_path: Path, chromium: Any) -> None:
    write_campaign(tmp_path)
    change(tmp_path, WALK, "start: 2018-11-15", "start: <b>2018</b>")
    command = [sys.executable, str(CHECKOUT / "build.py"), "serve", "--site", str(tmp_path), "--language", "en"]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            said = ""
            while "http://" not in said:
                line = process.stdout.readline()
                assert line, "it ended"
                said += line
            assert f"content/{WALK}:5:8" in said, "also in the terminal"
            page = chromium.new_page()
            page.set_default_timeout(SECONDS * 1000)
            page.goto(re.findall(r"http://127\.0\.0\.1:\d+/", said)[0])
            assert "<b>2018</b>" in page.inner_text("pre")
            page.wait_for_timeout(300)
            change(tmp_path, WALK, "start: <b>2018</b>", "start: 2018-11-15")
            page.wait_for_selector("main")
            page.close()
        finally:
            process.kill()
