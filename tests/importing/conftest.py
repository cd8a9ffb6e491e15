"""What these tests share: the small campaign without events, and the command over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from campaign_calendar import cli
from tests.campaigns import CAMPAIGN, write_content


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Import = Callable[..., Said]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A site with campaign.yaml and a venue alone."""
    site = tmp_path / "empty"
    notes = CAMPAIGN.replace("    notes: [what-to-bring]\n", "").replace("    notes: [safety]\n", "")
    venue = "id: town-hall\nname: {hi: नगर भवन, en: Town hall}\naddress: {hi: मेन रोड}\n"
    write_content(site, {"campaign.yaml": notes, "venues.yaml": venue})
    return site


@pytest.fixture
def run(empty: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Import:
    """`import` of a file with this text or these octets, told in English."""

    def imported(content: str | bytes, *options: str, name: str = "table.csv", site: Path = empty) -> Said:
        file = tmp_path / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        code = cli.main(["import", str(file), "--site", str(site), "--language", "en", *options])
        out, err = capsysbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return imported


def written(site: Path) -> dict[str, str]:
    """The event files of a site by their names, without the line that says who wrote them."""
    files = sorted((site / "content/events").rglob("*.yaml"))
    return {file.stem: file.read_text(encoding="utf-8").partition("\n")[2] for file in files}
