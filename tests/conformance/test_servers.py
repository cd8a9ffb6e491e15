"""Web servers serve the output as calendars need it, and who has a feed already is not sent it again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns import EPOCH, build_here, change, tree, write_campaign
from tests.conformance.servers import SERVERS, Answer, Server, program

DAY = 24 * 3600


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """Of the folder www/."""
    if program(request.param) is None:
        pytest.skip(f"there is no {request.param}")
    (tmp_path / "www").mkdir()
    (tmp_path / "server").mkdir()
    with SERVERS[request.param](tmp_path / "www", tmp_path / "server") as running:
        yield running


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Small, and on no sub-path."""
    (tmp_path / "site").mkdir()
    write_campaign(tmp_path / "site")
    change(tmp_path / "site", "campaign.yaml", "https://rivers.example/drive/", "https://rivers.example/")
    return tmp_path / "site"


def upload(output: Path, www: Path) -> None:
    """As `rsync --times --delete` would: with the times of modification."""
    shutil.rmtree(www)
    shutil.copytree(output, www)


def feeds(www: Path) -> dict[str, bytes]:
    return {path: octets for path, octets in tree(www).items() if path.endswith(".ics")}


def test_a_feed_is_served_as_what_it_is(site: Path, server: Server, tmp_path: Path) -> None:
    build_here(site)
    upload(site / "output", tmp_path / "www")
    for path, octets in feeds(tmp_path / "www").items():
        answer = server.get(path)
        assert (answer.status, answer.body) == (200, octets)
        assert answer.headers["content-type"].lower() == "text/calendar; charset=utf-8"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["etag"]


def test_data_are_served_as_what_they_are(site: Path, server: Server, tmp_path: Path) -> None:
    build_here(site)
    upload(site / "output", tmp_path / "www")
    for path, kind in (
        ("programme.json", "application/json"),
        ("programme.schema.json", "application/json"),
        ("programme.csv", "text/csv; charset=utf-8"),
        ("en/programme.csv", "text/csv; charset=utf-8"),
    ):
        answer = server.get(path)
        assert (answer.status, answer.body) == (200, (tmp_path / "www" / path).read_bytes())
        assert answer.headers["content-type"].lower() == kind
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cache-control"] == "no-cache"


def test_pages_are_asked_for_again_and_files_with_a_digest_are_not(
    site: Path, server: Server, tmp_path: Path
) -> None:
    build_here(site)
    upload(site / "output", tmp_path / "www")
    page = server.get("en/index.html")
    assert page.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    (style,) = (tmp_path / "www/assets").glob("style.*.css")
    asset = server.get(f"assets/{style.name}")
    assert asset.headers["content-type"].lower().startswith("text/css")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    worker = server.get("sw.js")
    assert "javascript" in worker.headers["content-type"] and worker.headers["cache-control"] == "no-cache"
    manifest = server.get("en/manifest.webmanifest")
    assert manifest.headers["content-type"].lower().startswith("application/manifest+json")
    assert manifest.headers["cache-control"] == "no-cache"
    missing = server.get("events/none.html")
    assert (missing.status, missing.body) == (404, (tmp_path / "www/404.html").read_bytes())


def test_a_text_is_text_in_every_script(site: Path, server: Server, tmp_path: Path) -> None:
    build_here(site)
    upload(site / "output", tmp_path / "www")
    answer = server.get("areas/gorge.txt")
    assert answer.headers["content-type"].lower() == "text/plain; charset=utf-8"
    assert "घाटी" in answer.body.decode()
    assert "/*.txt\n  Content-Type: text/plain; charset=utf-8\n" in (site / "output/_headers").read_text("utf-8")


@pytest.mark.parametrize("cache", ["kept", "empty"])
def test_only_a_changed_feed_is_sent_again(site: Path, server: Server, tmp_path: Path, cache: str) -> None:
    """Servers make an ETag of size and time of modification. The second build knows what is live from its own output,
    or, on another machine, from what it is told is published."""
    www = tmp_path / "www"
    build_here(site)
    upload(site / "output", www)
    before, had = feeds(www), {path: server.get(path) for path in feeds(www)}

    change(site, "events/gorge/bank-walk.yaml", "start: 2018-11-15", "start: 2018-11-16")
    if cache == "kept":
        build_here(site, epoch=EPOCH + DAY)
    else:
        shutil.copytree(site / "content", tmp_path / "checkout/content")
        site = tmp_path / "checkout"
        build_here(site, epoch=EPOCH + DAY, published=str(www))
    upload(site / "output", www)

    after = feeds(www)
    assert after.keys() == before.keys()
    changed = {path for path in after if after[path] != before[path]}
    assert {"calendar.ics", "areas/gorge.ics", "events/bank-walk.ics", "en/phases/survey.ics"} <= changed
    assert not {"areas/delta.ics", "events/first-training.ics", "en/phases/cleaning-days.ics"} & changed
    for path, answer in had.items():
        status = 200 if path in changed else 304
        assert [each.status for each in _asked_again(server, path, answer)] == [status] * 3, path
        assert (server.get(path).headers["etag"] != answer.headers["etag"]) == (path in changed), path


def _asked_again(server: Server, path: str, had: Answer) -> Iterator[Answer]:
    """By somebody who has an answer of before."""
    tag, time = had.headers["etag"], had.headers["last-modified"]
    yield server.get(path, If_None_Match=tag)
    yield server.get(path, If_Modified_Since=time)
    yield server.get(path, If_None_Match=tag, If_Modified_Since=time)
