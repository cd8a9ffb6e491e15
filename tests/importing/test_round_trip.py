"""programme.json and programme.csv, imported into the same campaign without events, give the same events."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from campaign_calendar import cli
from tests.campaigns import CHECKOUT, build_here, write_campaign
from tests.conformance.awkward import EPOCH, write_awkward_campaign

SITES = {
    "literacy-drive": CHECKOUT / "examples/literacy-drive",
    "german": CHECKOUT / "tests/sites/german",
    "tamil": CHECKOUT / "tests/sites/tamil",
}
FILES = {
    "literacy-drive": ("programme.json", "programme.csv", "hi/programme.csv"),
    "german": ("programme.json", "programme.csv"),
    "tamil": ("programme.json", "programme.csv", "en/programme.csv"),
    "small": ("programme.json", "programme.csv", "en/programme.csv"),
    "awkward": ("programme.json", "ur/programme.csv"),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each built; without ids that are taken back, as these refer to events."""
    made = {}
    for name in FILES:
        site = made[name] = tmp_path_factory.mktemp(name) / "site"
        if name in SITES:
            shutil.copytree(SITES[name] / "content", site / "content")
            campaign = site / "content/campaign.yaml"
            text = campaign.read_text(encoding="utf-8")
            campaign.write_text(text.partition("\nretired:")[0] + "\n", encoding="utf-8")
        else:
            site.mkdir()
            (write_awkward_campaign if name == "awkward" else write_campaign)(site)
        build_here(site, epoch=EPOCH)
    return made


@pytest.mark.parametrize("name, file", [(name, file) for name, files in FILES.items() for file in files])
def test_events_come_back_as_they_were(name: str, file: str, sites: dict[str, Path], tmp_path: Path) -> None:
    shutil.copytree(sites[name] / "content", tmp_path / "content")
    shutil.rmtree(tmp_path / "content/events")
    assert cli.main(["import", str(sites[name] / "output" / file), "--site", str(tmp_path)]) == 0
    build_here(tmp_path, epoch=EPOCH)
    assert events(tmp_path) == events(sites[name])
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "content").rglob("*.yaml")}
    assert cli.main(["import", str(sites[name] / "output" / file), "--site", str(tmp_path)]) == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "content").rglob("*.yaml")} == before


def events(site: Path) -> Any:
    return json.loads((site / "output/programme.json").read_bytes())["events"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", '{"version": 2, "events": []}', '{"version": 1, "events": [1]}'),
        *('{"version": 1, "events": [{"id": "x"}]}', '{"version": 1}', "[" * 100_000),
    ],
)
def test_what_is_no_programme_is_refused(text: str, sites: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    assert cli.main(["import", str(file), "--site", str(sites["german"])]) == cli.USAGE


def test_hostile_data_are_refused_or_are_text(tmp_path: Path) -> None:
    write_campaign(tmp_path, events={}, notes={})
    event = {"id": "../x", "title": {"hi": "a\nid: b", "x: y\nid": "c"}, "area": ["../../delta"], "start": {"a": 1}}
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"version": 1, "events": [event, {**event, "id": 7, "area": [["delta"]]}]}))
    assert cli.main(["import", str(file), "--site", str(tmp_path)]) == cli.CONTENT
    assert not (tmp_path / "content/events").exists()
