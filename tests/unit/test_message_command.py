"""message: what it prints is what the site offers to pass on; it needs no build."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from campaign_calendar.cli import main
from tests.campaigns import CAMPAIGN, CHECKOUT, EPOCH, build_here, change, write_campaign

DAY = 86_400
WALK = "events/gorge/bank-walk.yaml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    locales = "languages: [hi, en]\nlocales: {hi: hi_IN, en: en_GB}\n"
    write_campaign(tmp_path, campaign=CAMPAIGN.replace("languages: [hi, en]\n", locales))
    return tmp_path


@pytest.fixture
def said(site: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> object:
    def said(*arguments: str, code: int = 0) -> str:
        assert main(["message", "--site", str(site), *arguments]) == code
        out, err = capsysbinary.readouterr()
        assert not (out if code else err)
        return (err if code else out).decode()

    return said


def test_it_is_the_text_of_the_area(site: Path, said) -> None:  # type: ignore[no-untyped-def]
    """And nothing was written to print it."""
    texts = [said("--area", area, "--language", "hi") for area in ("gorge", "घाटी", "GORGE")]
    assert not (site / "output").exists()
    both = said("--area", "gorge")
    build_here(site)
    [hindi, english] = ((site / "output" / f"{path}areas/gorge.txt").read_text("utf-8") for path in ("", "en/"))
    assert texts == [hindi] * 3
    assert both == f"{hindi}{'-' * 40}\n{english}"
    assert "*घाटी · नदी सफाई अभियान*" in hindi and hindi.endswith("\nhttps://rivers.example/drive/areas/gorge.html\n")


def test_without_an_area_it_is_the_whole_campaign(said) -> None:  # type: ignore[no-untyped-def]
    assert said("--language", "en").startswith("*River cleaning drive*\n\n*Saturday")


@pytest.mark.parametrize(("language", "days"), [("hi", "18–24 नवंबर 2018"), ("en", "19–25 November 2018")])
@pytest.mark.parametrize("day", ["2018-11-19", "2018-11-24"])
def test_a_week_begins_as_people_are_used_to(language: str, days: str, day: str, said) -> None:  # type: ignore[no-untyped-def]
    assert f"\n*{days}*\n" in said("--week", day, "--language", language)


def test_a_phase(said) -> None:  # type: ignore[no-untyped-def]
    text = said("--phase", "Cleaning days", "--language", "en")
    assert text.startswith("*Cleaning days · River cleaning drive*\n\n*1–20 December 2018*\n• Cleaning days\n")
    assert "1 of 4 areas have a date" in text and text.endswith("/en/phases/cleaning-days.html\n")
    text = said("--phase", "cleaning-days", "--area", "gorge", "--language", "en")
    assert "(5–12 December 2018)" in text and text.endswith("/en/areas/gorge.html\n")


def test_a_phase_that_is_no_entry_is_shown_when_asked_for(said) -> None:  # type: ignore[no-untyped-def]
    assert "*10–12 November 2018*\n• Training\n" in said("--phase", "training", "--language", "en")
    assert "• Training\n" not in said("--area", "upper", "--language", "en")


def test_what_has_changed_since(site: Path, said) -> None:  # type: ignore[no-untyped-def]
    assert "nothing is published" in said("--since", "2018-11-10", code=2)
    build_here(site)
    assert "\n\nNothing has changed.\n\n" in said("--since", "2018-11-10", "--language", "en")
    change(site, WALK, "start: 2018-11-15", "start: 2018-11-16")
    expected = "\n*Since 10 November 2018*\n\n*Walk along the bank*\n• Moved: was 15, now Friday, 16 November 2018\n"
    assert expected in said("--since", "2018-11-10", "--language", "en")
    build_here(site, epoch=EPOCH + DAY)
    for area, told in (("gorge", True), ("upper", True), ("delta", False)):
        assert ("Walk" in said("--since", "2018-11-11", "--area", area, "--language", "en")) == told
    assert "Walk" not in said("--since", "2018-11-12", "--language", "en")
    assert "तट की सैर" in said("--since", "2018-11-11", "--language", "hi")


def test_a_record_from_elsewhere_gives_no_orders_to_the_terminal(site: Path, said) -> None:  # type: ignore[no-untyped-def]
    build_here(site)
    record = site / "output" / "published.json"
    data = json.loads(record.read_bytes())
    told = {"title": {"en": "\x1b[31mred"}, "areas": ["nowhere"], "status": "confirmed"}
    data["revisions"] = [{"at": EPOCH, "id": "x", "now": told, "was": told | {"status": "cancelled"}}]
    record.write_bytes(json.dumps(data).encode())
    assert "*\\x1b[31mred*" in said("--since", "2018-11-01", "--language", "en")


def test_the_sample_of_the_readme(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"python build\.py (message .*)\n```\n\n```text\n((?s:.*?))```\n", readme)
    assert found
    assert main([*found[1].split(), "--site", str(CHECKOUT), "--published", "none"]) == 0
    assert capsysbinary.readouterr().out.decode() == found[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--area", "gorg"), "did you mean gorge?"),
        (("--area", "nowhere"), "there are riverland, upper, source"),
        (("--phase", "surve"), "did you mean survey?"),
        (("--week", "24-11-2018"), "write it like 2018-11-24"),
        (("--since", "2018-11-31"), "is no day of the calendar"),
        (("--week", "2018-11-24", "--since", "2018-11-24"), "not allowed with"),
        (("--language", "fr"), "the campaign is in hi, en"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], words: str, said) -> None:  # type: ignore[no-untyped-def]
    assert words in said(*arguments, code=2)
