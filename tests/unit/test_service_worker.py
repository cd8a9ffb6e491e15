"""What phones keep of a site, and what it is called on them: sw.js, offline.html and the manifests."""

from __future__ import annotations

import gzip
import json
import re
import struct
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.campaigns import EPOCH, build_here, change, tree, write_campaign, write_content

WEEK = 7 * 24 * 3600


def settings(output: Path) -> dict[str, object]:
    found = re.search("^const SITE = (.*);$", (output / "sw.js").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return dict(json.loads(found[1]))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    write_campaign(folder)
    build_here(folder)
    return folder / "output"


def test_all_that_is_kept_for_any_reader_is_there_and_little(output: Path) -> None:
    shell = settings(output)["shell"]
    assert isinstance(shell, list)
    pages = {path for path in shell if path.endswith(".html")}
    for each in ("index.html", "offline.html", "subscribe.html"):
        assert {each, f"en/{each}"} <= pages
    assert {path.rpartition(".")[2] for path in set(shell) - pages} == {"css", "js", "svg"}
    assert sum(len(gzip.compress((output / path).read_bytes())) for path in shell) < 64 * 1024
    assert len(shell) < 20


def test_every_page_is_in_a_folder_that_the_worker_knows(output: Path) -> None:
    folders = {path.rpartition("/")[0] for path in tree(output) if path.endswith(".html")}
    assert settings(output)["folders"] == sorted(f"{folder}/" if folder else "" for folder in folders)


def test_the_program_is_small(output: Path) -> None:
    """In octets on the way; what it is told of the site comes on top."""
    text = (output / "sw.js").read_text(encoding="utf-8")
    program = re.sub("(?m)^const SITE.*", "", text).encode()
    assert len(gzip.compress(program)) <= 2048
    assert len(
        gzip.compress((output / "assets" / next((output / "assets").glob("site.*.js")).name).read_bytes())
    ) <= (10 * 1024)


def test_the_version_is_that_of_what_is_served(tmp_path: Path) -> None:
    """It stays while nothing changes, on any day and in any folder, and is another one after any change."""
    versions = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_campaign(tmp_path / name)
        build_here(tmp_path / name, clean=True)
        versions.append(settings(tmp_path / name / "output")["version"])
    before = (tmp_path / "two/output/sw.js").read_bytes()
    build_here(tmp_path / "two", epoch=EPOCH + WEEK)
    assert (tmp_path / "two/output/sw.js").read_bytes() == before
    change(tmp_path / "two", "events/gorge/bank-walk.yaml", "start: 2018-11-15", "start: 2018-11-16")
    build_here(tmp_path / "two", epoch=EPOCH + WEEK)
    versions.append(settings(tmp_path / "two" / "output")["version"])
    write_content(tmp_path / "two", {"strings/en.yaml": "subscribe: Take it along\n"})
    build_here(tmp_path / "two", epoch=EPOCH + WEEK)
    versions.append(settings(tmp_path / "two" / "output")["version"])
    assert versions[0] == versions[1] and len(set(versions)) == 3


def test_words_come_into_pages_as_text(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    write_content(tmp_path, {"strings/en.yaml": "stale: '<b>& {when}'\ntry_again: '</script>'\n"})
    build_here(tmp_path)
    [english] = [each for each in settings(tmp_path / "output")["languages"] if each["folder"]]  # type: ignore[attr-defined]
    assert (english["stale"], english["again"]) == ("&lt;b&gt;&amp; {when}", "&lt;/script&gt;")


def test_a_site_that_is_not_to_be_kept_has_a_worker_that_goes(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    change(tmp_path, "campaign.yaml", "contacts_in_feeds: no", "offline: no")
    build_here(tmp_path)
    worker = (tmp_path / "output/sw.js").read_text(encoding="utf-8")
    assert "unregister()" in worker and "caches.delete" in worker
    assert "fetch" not in worker and "caches.open" not in worker
    for path, octets in tree(tmp_path / "output").items():
        assert not path.endswith("offline.html")
        assert b"data-worker" not in octets or path.startswith("assets/")


def test_a_page_says_when_its_calendar_last_changed(tmp_path: Path) -> None:
    """And no page is made anew only because another one's has."""
    write_campaign(tmp_path)
    build_here(tmp_path)
    before = tree(tmp_path / "output")
    change(tmp_path, "events/delta/boat-meeting.yaml", "start: 2018-11-24", "start: 2018-11-25")
    build_here(tmp_path, epoch=EPOCH + WEEK)
    after = tree(tmp_path / "output")
    told = re.compile(r'last changed: <time datetime="([^"]+)">([^<]+)</time>')
    first = ("2018-11-10T03:16+05:30", "November 10, 2018, 3:16\u202fAM")
    second = ("2018-11-17T03:16+05:30", "November 17, 2018, 3:16\u202fAM")
    for page in ("en/index.html", "en/areas/delta.html", "en/areas/riverland.html", "en/events/boat-meeting.html"):
        assert told.findall(before[page].decode()) == [first]
        assert told.findall(after[page].decode()) == [second], page
    for page in ("en/areas/gorge.html", "en/events/bank-walk.html", "notes/safety.html"):
        assert before[page] == after[page]


@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_manifest_is_valid_and_all_that_it_names_is_there(folder: str, output: Path) -> None:
    path = f"{folder}manifest.webmanifest"
    manifest = json.loads((output / path).read_bytes())
    assert manifest["lang"] == ("en" if folder else "hi") and manifest["dir"] == "ltr"
    assert manifest["name"].startswith(manifest["short_name"])
    assert manifest["display"] in ("minimal-ui", "standalone", "browser")
    base = "https://host/a/b/"
    assert urljoin(base + path, manifest["start_url"]) == f"{base}{folder}index.html"
    assert urljoin(base + path, manifest["scope"]) == base
    purposes = set()
    for icon in manifest["icons"]:
        octets = (output / urljoin(base + path, icon["src"]).removeprefix(base)).read_bytes()
        purposes.add((icon["sizes"], icon["purpose"]))
        if icon["type"] == "image/png":
            assert octets.startswith(b"\x89PNG")
            width, height = struct.unpack(">II", octets[16:24])
            assert icon["sizes"] == f"{width}x{height}"
        else:
            assert octets.startswith(b"<svg") and icon["type"] == "image/svg+xml"
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= purposes


def test_every_page_names_its_manifest_and_icons(output: Path) -> None:
    touch = struct.unpack(">II", next((output / "assets").glob("apple-touch-icon.*.png")).read_bytes()[16:24])
    assert touch == (180, 180)
    for path, octets in tree(output).items():
        if path.endswith(".html") and path != "404.html":
            page = octets.decode()
            folder = "en/" if path.startswith("en/") else ""
            assert f'data-manifest="{folder}manifest.webmanifest" data-worker="sw.js"' in page, path
            assert page.count('rel="apple-touch-icon"') == 1, path
