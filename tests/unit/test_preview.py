"""What `serve` shows is what a build would publish, also when most of it is remembered; and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar.pipeline import Folder
from campaign_calendar.preview import Preview, Previewer
from campaign_calendar.problems import ContentError
from tests.campaigns import CAMPAIGN, EPOCH, EVENTS, build_here, change, tree, write_campaign, write_content

WALK = "events/gorge/bank-walk.yaml"
DAY = 24 * 3600


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its pages are not kept on phones, in which a preview differs."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + DAY))
    write_campaign(tmp_path, campaign=f"{CAMPAIGN}offline: no\n")
    return tmp_path


def previewer(site: Path) -> Previewer:
    return Previewer(Folder(site, site / "output"), None)


def differing(preview: Preview, site: Path) -> set[str]:
    """The paths of what is not what a build, somewhere else, makes of the same."""
    published = site / "output" if (site / "output").exists() else "none"
    build_here(site, site / "elsewhere", epoch=EPOCH + DAY, published=str(published))
    found = tree(site / "elsewhere")
    assert len(found) > 100
    return {path for path, octets in found.items() if preview.octets(path) != octets}


def test_a_preview_is_what_a_build_would_publish(site: Path) -> None:
    build_here(site)
    again = previewer(site)
    again.preview()
    change(site, WALK, "start: 2018-11-15", "start: 2018-11-16")
    before = tree(site)
    preview = again.preview()
    assert preview.octets("changes.html") and b"16" in (preview.octets("events/bank-walk.html") or b"")
    assert differing(preview, site) == set()
    assert {
        path: octets for path, octets in tree(site).items() if not path.startswith((".elsewhere", "elsewhere"))
    } == before


def test_what_was_wrong_is_told_again_and_forgotten_when_mended(site: Path) -> None:
    again = previewer(site)
    change(site, WALK, "start: 2018-11-15", "start: 2018-11-31")
    for _ in range(2):
        with pytest.raises(ContentError) as wrong:
            again.preview()
        assert [(each.place.file, each.place.line) for each in wrong.value.problems if each.level == "error"] == [
            (f"content/{WALK}", 5)
        ]
    change(site, WALK, "start: 2018-11-31", "start: 2018-11-15")
    assert differing(again.preview(), site) == set()


def test_files_that_come_and_go(site: Path) -> None:
    again = previewer(site)
    again.preview()
    (site / "content" / WALK).unlink()
    write_content(site, {"events/gorge/other.yaml": EVENTS[WALK].replace("bank-walk", "other-walk")})
    write_content(
        site,
        {
            "events/source/first-training.yaml": EVENTS["events/source/first-training.yaml"].replace(
                "bank-walk", "other-walk"
            )
        },
    )
    preview = again.preview()
    assert preview.octets("events/bank-walk.html") is None and preview.octets("events/other-walk.html")
    assert differing(preview, site) == set()


def test_a_zone_or_a_template_of_its_own_is_noticed(site: Path) -> None:
    again = previewer(site)
    again.preview()
    change(site, "campaign.yaml", "timezone: Asia/Kolkata", "timezone: Asia/Kathmandu")
    (site / "templates").mkdir()
    (site / "templates" / "retired.html").write_text("{{ nothing }}", encoding="utf-8")
    (site / "templates" / "note.html").write_text("only this", encoding="utf-8")
    preview = again.preview()
    assert preview.octets("notes/safety.html") == b"only this"
    assert differing(preview, site) == set()


def test_nothing_is_kept_in_the_browser(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    preview = previewer(tmp_path).preview()
    assert b"unregister" in (preview.octets("sw.js") or b"")
    assert b"data-worker" not in (preview.octets("index.html") or b"")
