"""The page of changes and its Atom feed tell what each publication changed, the latest first, in each language."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from tests.campaigns import CAMPAIGN, build_here, write_campaign, write_content

DAY = 86_400
FIRST = int(datetime(2018, 11, 1, 12, tzinfo=UTC).timestamp())
WALK = "events/gorge/bank-walk.yaml"
COUNT = "events/upper/bird-count.yaml"
FEAST = "events/delta/boat-meeting.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    locales = "languages: [hi, en]\nlocales: {hi: hi_IN, en: en_IN}\n"
    write_campaign(tmp_path, campaign=CAMPAIGN.replace("languages: [hi, en]\n", locales))
    build_here(tmp_path, published="none", epoch=FIRST)
    return tmp_path


def publish(site: Path, day: int, path: str, old: str, new: str) -> None:
    """Change a file, and publish that so many days after the first time."""
    text = (site / "content" / path).read_text(encoding="utf-8")
    assert old in text
    write_content(site, {path: text.replace(old, new, 1)})
    build_here(site, epoch=FIRST + day * DAY, published=str(site / "output"))


def page(site: Path, path: str) -> str:
    """What a page says, without its marks."""
    html = (site / "output" / path).read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", html[html.index("<main") :])
    return re.sub(r"\s+", " ", re.sub("[\u2009\u202f]", " ", text))


def atom(site: Path, path: str = "en/changes.atom") -> feedparser.FeedParserDict:
    found = feedparser.parse((site / "output" / path).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_a_first_publication_has_changed_nothing(site: Path) -> None:
    assert "Nothing has changed since the first publication." in page(site, "en/changes.html")
    assert 'href="changes.html"' in (site / "output" / "index.html").read_text(encoding="utf-8")
    assert atom(site).entries == []


def test_changes_stand_the_latest_first_by_the_campaigns_day(site: Path) -> None:
    publish(site, 1, WALK, "2018-11-15", "2018-11-16")
    publish(site, 3, COUNT, "start:", "status: cancelled\nstart:")
    said = page(site, "en/changes.html")
    first, second = said.index("Sunday, 4 November 2018 Bird count"), said.index("Friday, 2 November 2018 Walk")
    assert first < second
    assert "Cancelled: 17–19 November 2018" in said
    assert "Moved: was 15, now Friday, 16 November 2018" in said
    assert "रद्द: 17–19 नवंबर 2018" in page(site, "changes.html")


def test_a_day_is_that_of_the_campaigns_zone(site: Path) -> None:
    """19:00 in UTC is after midnight in India."""
    text = (site / "content" / WALK).read_text(encoding="utf-8")
    write_content(site, {WALK: text.replace("2018-11-15", "2018-11-16")})
    build_here(site, epoch=FIRST + 7 * 3600, published=str(site / "output"))
    assert "Friday, 2 November 2018 Walk along the bank" in page(site, "en/changes.html")


def test_what_touches_one_language_is_told_in_that_one(site: Path) -> None:
    publish(site, 1, WALK, "Walk along the bank", "A walk along the bank")
    assert "Reworded: title" in page(site, "en/changes.html")
    assert "लिखावट" not in page(site, "changes.html")
    assert len(atom(site).entries) == 1
    assert atom(site, "changes.atom").entries == []


def test_a_week_to_pass_on_says_its_days_and_ends_with_the_link(site: Path) -> None:
    publish(site, 1, FEAST, "status: tentative", "status: confirmed")
    publish(site, 9, WALK, "2018-11-15", "2018-11-16")
    publish(site, 15, COUNT, "start:", "status: cancelled\nstart:")
    html = (site / "output" / "en" / "changes.html").read_text(encoding="utf-8")
    copied = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)
    assert copied
    assert copied[1].split("\n") == [
        "*Changes · River cleaning drive*",
        "*10–16 November 2018*",
        "",
        "*Bird count*",
        "• Cancelled: 17–19 November 2018",
        "",
        "*Walk along the bank*",
        "• Moved: was 15, now Friday, 16 November 2018",
        "",
        "As of 16 November 2018",
        "https://rivers.example/drive/en/changes.html",
    ]


def test_the_atom_feed_says_the_same(site: Path) -> None:
    publish(site, 1, WALK, "2018-11-15", "2018-11-16")
    publish(site, 3, COUNT, "start:", "status: cancelled\nstart:")
    found = atom(site)
    assert found.feed.title == "Changes · River cleaning drive"
    assert found.feed.updated == "2018-11-04T12:00:00Z"
    assert [(each.title, each.updated) for each in found.entries] == [
        ("Bird count – Cancelled: 17–19 November 2018", "2018-11-04T12:00:00Z"),
        ("Walk along the bank – Moved: was 15, now Friday, 16 November 2018", "2018-11-02T12:00:00Z"),
    ]
    assert found.entries[1].link == "https://rivers.example/drive/en/events/bank-walk.html"
    assert {each.rel: each.href for each in found.feed.links} == {
        "self": "https://rivers.example/drive/en/changes.atom",
        "alternate": "https://rivers.example/drive/en/changes.html",
    }
    assert len({each.id for each in found.entries}) == 2


def test_the_ids_of_atom_entries_stay(site: Path) -> None:
    publish(site, 1, WALK, "2018-11-15", "2018-11-16")
    before = [each.id for each in atom(site).entries]
    publish(site, 2, COUNT, "start:", "status: cancelled\nstart:")
    assert [each.id for each in atom(site).entries][1:] == before


def test_signs_of_markup_stand_as_they_are(site: Path) -> None:
    publish(site, 1, WALK, "Walk along the bank", "\"Walk & talk <b> ]]> 'x'\"")
    [entry] = atom(site).entries
    assert "Walk & talk" in entry.title
    html = (site / "output" / "en" / "changes.html").read_text(encoding="utf-8")
    assert "Walk &amp; talk &lt;b&gt;" in html


def test_a_record_from_elsewhere_can_do_no_harm(site: Path) -> None:
    """What stands in it is text, also where it names a language that the campaign does not have."""
    record = site / "output" / "published.json"
    data = json.loads(record.read_bytes())
    hostile = "</title><script>alert(1)</script>&"
    told = {"title": {"xx": hostile}, "areas": [hostile], "venue": {"name": {"xx": hostile}}, "status": "confirmed"}
    data["revisions"] = [{"at": FIRST, "id": hostile, "now": told, "was": told | {"areas": ["gorge"]}}]
    record.write_bytes(json.dumps(data).encode())
    build_here(site, epoch=FIRST + DAY, published=str(site / "output"))
    html = (site / "output" / "en" / "changes.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html
    [entry] = atom(site).entries
    assert hostile in entry.id


def test_the_latest_two_hundred_are_kept(site: Path) -> None:
    for number in range(60):
        text = (
            f"id: talk-{number}\ntitle: {{hi: बातचीत, en: Talk}}\narea: delta\nstart: 2018-12-{number % 20 + 1:02}\n"
        )
        write_content(site, {f"events/delta/talk-{number}.yaml": text})
    build_here(site, epoch=FIRST + DAY, published=str(site / "output"))
    for day, title in enumerate(("Speech", "Chat", "Debate", "Talk"), start=2):
        for file in (site / "content" / "events" / "delta").glob("talk-*.yaml"):
            text = re.sub("en: [A-Z][a-z]+", f"en: {title}", file.read_text(encoding="utf-8"))
            file.write_text(text, encoding="utf-8")
        build_here(site, epoch=FIRST + day * DAY, published=str(site / "output"))
    moments = [each.updated for each in atom(site).entries]
    assert (len(moments), moments) == (200, sorted(moments, reverse=True))
    assert moments[0] == "2018-11-06T12:00:00Z"
