"""What the page of an event says."""

from __future__ import annotations

from pathlib import Path

from tests.campaigns import TINY_CAMPAIGN, TINY_EVENTS, build_here, write_content


def test_nobody_came(tmp_path: Path) -> None:
    event = TINY_EVENTS["events/reading-evening.yaml"] + "outcome: {attended: 0}\n"
    write_content(tmp_path, {"campaign.yaml": TINY_CAMPAIGN, "events/e.yaml": event})
    build_here(tmp_path)
    assert "Came: 0 people" in (tmp_path / "output/events/reading-evening.html").read_text(encoding="utf-8")
