"""The site without a network, as a reader meets it: what was seen stays, an update replaces it, and nothing that may
be out of date is shown without saying so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.browser.hosts import Host, serving
from tests.browser.test_pages import IS_STYLED, REPORT_VIOLATIONS
from tests.campaigns import EPOCH, build_here, change, write_campaign

DAY = 24 * 3600
STALE = ".stale"

# When the worker, or a newer one, has everything and is at work.
SETTLED = """async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  const busy = () => registration.installing || registration.waiting || registration.active.state !== 'activated';
  while (busy()) await new Promise(done => setTimeout(done, 20));
}"""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const key of await (await caches.open(name)).keys()) found.push([name, key.url]);
  return found;
}"""
OPENED_BEFORE = """async home => {
  const seen = await caches.open(`campaign-calendar ${home} seen`);
  for (let n = 0; n < 50; n++) await seen.put(`${home}events/seen-${n}.html`, new Response(""));
}"""
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).map(each => each.scope)"


class Versions(NamedTuple):
    """The site as it was published first, after a change, and after it was not to be kept any longer."""

    first: Path
    second: Path
    off: Path


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    folder = tmp_path_factory.mktemp("offline")
    site = folder / "site"
    write_campaign(site)
    made = Versions(folder / "first", folder / "second", folder / "off")
    build_here(site)
    shutil.copytree(site / "output", made.first)
    change(site, "events/gorge/bank-walk.yaml", "start: 2018-11-15", "start: 2018-11-15\nstatus: cancelled")
    build_here(site, epoch=EPOCH + DAY)
    shutil.copytree(site / "output", made.second)
    change(site, "campaign.yaml", "contacts_in_feeds: no", "contacts_in_feeds: no\noffline: no")
    build_here(site, epoch=EPOCH + DAY)
    shutil.copytree(site / "output", made.off)
    return made


@pytest.fixture(params=["/", "/a/b/"], ids=["root", "sub-path"])
def below(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def host(versions: Versions, below: str) -> Iterator[Host]:
    with serving({"/": versions.first, below: versions.first}) as running:
        yield running


class Reader:
    """Somebody with a phone. `faults` fills with messages on the console that are not about a network."""

    def __init__(self, page: Any, home: str) -> None:
        self.page = page
        self.home = home
        self.faults: list[str] = []
        page.on("console", lambda message: message.type == "error" and self._note(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note(self, text: str) -> None:
        if "Failed to load resource" not in text:
            self.faults.append(text)

    def opens(self, path: str) -> Any:
        return self.page.goto(self.home + path)

    def comes_back_later(self) -> None:
        """The phone has had the time to keep what it was to keep."""
        self.page.evaluate(SETTLED)

    def cached(self) -> list[tuple[str, str]]:
        return [(name, url) for name, url in self.page.evaluate(CACHED)]

    def kept(self) -> list[str]:
        """The paths within the site of all that the phone keeps of it."""
        return [url.removeprefix(self.home) for _, url in self.cached()]

    def is_told(self) -> str:
        """What the page says about its age; empty where it comes from the network."""
        notes = self.page.locator(STALE)
        return str(notes.inner_text()) if notes.count() else ""


@contextmanager
def reading(chromium: Any, home: str) -> Iterator[Reader]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, timezone_id="Asia/Kolkata")
    context.set_default_timeout(15_000)  # milliseconds
    context.add_init_script(REPORT_VIOLATIONS)
    try:
        yield Reader(context.new_page(), home)
    finally:
        context.close()


@pytest.fixture
def reader(host: Host, below: str, chromium: Any) -> Iterator[Reader]:
    with reading(chromium, host.address + below) as one:
        yield one
        assert not one.faults


def test_what_was_seen_once_stays_and_says_from_when_it_is(reader: Reader, host: Host) -> None:
    """Also the very first page, which the worker has not seen being loaded; and the home page by either name."""
    reader.opens("en/areas/gorge.html")
    assert reader.is_told() == ""
    reader.comes_back_later()
    host.gone = True
    for path in ("en/areas/gorge.html?from=chat", "en/", "en/index.html", "", "index.html", "subscribe.html"):
        reader.opens(path)
        assert reader.page.evaluate(IS_STYLED), path
        assert reader.page.locator("h1").count() == 1
        told = reader.is_told()
        assert ("No answer" in told) == path.startswith("en/"), path
        assert reader.page.evaluate("String(new Date().getFullYear())") in told
    reader.opens("en/areas/gorge.html")
    assert reader.page.locator("h1").inner_text() == "Gorge"
    host.gone = False
    reader.page.click(f"{STALE} a")
    reader.page.wait_for_function(f"!document.querySelector('{STALE}')")


def test_a_page_that_was_never_seen_leads_to_those_that_were(reader: Reader, host: Host) -> None:
    reader.opens("en/areas/gorge.html")
    reader.comes_back_later()
    host.gone = True
    answer = reader.opens("en/events/bank-walk.html")
    assert answer.status == 503
    assert reader.page.locator("h1").inner_text() == "No network"
    assert reader.page.evaluate(IS_STYLED)
    names = reader.page.locator("ul.kept a").all_inner_texts()
    assert "Gorge" in names and "River cleaning drive" in names and len(names) == len(set(names))
    assert all(name.isascii() for name in names)
    reader.page.click("header .campaign a")
    reader.page.wait_for_url(f"{reader.home}en/index.html")
    reader.page.go_back()
    reader.page.click("ul.kept >> text=Gorge")
    reader.page.wait_for_url(f"{reader.home}en/areas/gorge.html")
    assert reader.opens("areas/delta.html").status == 503
    assert reader.page.locator("h1").inner_text() == "नेटवर्क नहीं है"
    host.gone = False
    reader.page.click("main a[href='']")
    reader.page.wait_for_url(f"{reader.home}areas/delta.html")
    reader.page.wait_for_function("document.querySelector('h1').textContent === 'मुहाना'")


def test_an_update_is_seen_at_once_and_kept(reader: Reader, host: Host, below: str, versions: Versions) -> None:
    """Also of a page that is not opened again before the network is gone; and with the style that it then has."""
    for path in ("events/bank-walk.html", "en/events/bank-walk.html", "en/areas/gorge.html"):
        reader.opens(path)
        reader.comes_back_later()
        assert reader.page.locator(".cancelled").count() == 0
    host.folders[below] = versions.second
    reader.opens("en/areas/gorge.html")
    assert reader.is_told() == ""
    assert reader.page.locator(".cancelled").count() == 1
    reader.comes_back_later()
    host.gone = True
    for path in ("events/bank-walk.html", "en/events/bank-walk.html", "en/areas/gorge.html"):
        reader.opens(path)
        assert reader.is_told() and reader.page.locator(".cancelled").count() >= 1, path
        assert reader.page.evaluate(IS_STYLED)
    assert len({name for name, _ in reader.cached()}) == 2


@pytest.mark.parametrize("below", ["/a/b/"])
def test_a_network_that_is_too_slow_is_not_waited_for(
    reader: Reader, host: Host, below: str, versions: Versions
) -> None:
    """What it brings in the end is kept all the same."""
    reader.opens("en/areas/gorge.html")
    reader.comes_back_later()
    host.folders[below] = versions.second
    host.held.clear()
    reader.opens("en/areas/gorge.html")
    assert "No answer" in reader.is_told()
    assert reader.page.locator(".cancelled").count() == 0
    host.held.set()
    reader.comes_back_later()
    host.gone = True
    reader.opens("en/areas/gorge.html")
    assert reader.page.locator(".cancelled").count() == 1


@pytest.mark.parametrize("below", ["/a/b/"])
def test_only_pages_and_what_they_are_made_of_are_kept(reader: Reader, host: Host) -> None:
    reader.opens("index.html")
    reader.comes_back_later()
    for path in ("published.json", "sitemap.xml", "sw.js", "manifest.webmanifest", "robots.txt"):
        assert not reader.opens(path).from_service_worker, path
    asked = f"fetch('{reader.home}calendar.ics').then(answer => answer.status, () => 'nothing')"
    assert reader.page.evaluate(asked) == 200
    host.gone = True
    assert reader.page.evaluate(asked) == "nothing"
    host.gone = False
    assert reader.opens("areas/none.html").status == 404
    assert reader.opens("events/index.html").from_service_worker
    kept = reader.kept()
    assert {path.rpartition(".")[2] for path in kept} == {"html", "css", "js", "svg"}
    assert "areas/none.html" not in kept and "events/index.html" in kept and "index.html" in kept
    assert not [path for path in kept if path.endswith("/") or not path]


@pytest.mark.parametrize("below", ["/a/b/"])
def test_a_page_that_is_gone_is_kept_no_longer(reader: Reader, host: Host, below: str, tmp_path: Path) -> None:
    reader.opens("areas/gorge.html")
    reader.comes_back_later()
    shutil.copytree(host.folders[below], tmp_path / "less")
    (tmp_path / "less/areas/gorge.html").unlink()
    host.folders[below] = tmp_path / "less"
    assert reader.opens("areas/gorge.html").status == 404
    reader.comes_back_later()
    assert "areas/gorge.html" not in reader.kept()


@pytest.mark.parametrize("below", ["/a/b/"])
def test_little_is_kept(reader: Reader) -> None:
    """Of a reader's own pages the latest ones."""
    reader.opens("areas/gorge.html")
    reader.comes_back_later()
    reader.page.evaluate(OPENED_BEFORE, reader.home)
    reader.opens("areas/delta.html")
    reader.comes_back_later()
    kept = reader.kept()
    own = [path for path in kept if "/seen-" in path or path.startswith("areas/")]
    assert len(own) == 30 and own[-1] == "areas/delta.html" and own[-2] == "events/seen-49.html"
    assert {"index.html", "en/index.html", "offline.html"} <= set(kept)


@pytest.mark.parametrize("below", ["/a/b/"])
def test_a_campaign_that_is_not_to_be_kept_clears_up(
    reader: Reader, host: Host, below: str, versions: Versions
) -> None:
    reader.opens("areas/gorge.html")
    reader.comes_back_later()
    assert reader.kept()
    host.folders[below] = versions.off
    reader.opens("areas/gorge.html")
    reader.page.wait_for_function(f"({REGISTERED})().then(found => !found.length)")
    reader.opens("areas/gorge.html")
    reader.page.wait_for_function("caches.keys().then(names => !names.length)")
    assert not reader.opens("areas/delta.html").from_service_worker
    assert reader.page.evaluate(REGISTERED) == []


@pytest.mark.parametrize("below", ["/a/b/"])
def test_two_campaigns_on_one_host_leave_each_other_alone(
    host: Host, below: str, versions: Versions, chromium: Any
) -> None:
    with reading(chromium, f"{host.address}/") as reader:
        for home in ("", "a/b/"):
            reader.opens(f"{home}areas/gorge.html")
            reader.comes_back_later()
        cached = reader.cached()
        outer = [each for each in cached if below not in each[0]]
        assert {url for name, url in cached if below in url} == {url for name, url in cached if below in name}
        assert len({name for name, _ in outer}) == 2 == len({name for name, _ in cached}) - 2

        host.folders[below] = versions.off
        reader.opens("a/b/areas/gorge.html")
        reader.page.wait_for_function(f"({REGISTERED})().then(found => found.length === 1)")
        reader.opens("a/b/areas/gorge.html")
        reader.page.wait_for_function("caches.keys().then(names => names.length === 2)")
        assert reader.cached() == outer
        assert reader.page.evaluate(REGISTERED) == [f"{host.address}/"]
        assert not reader.faults


@pytest.mark.parametrize("below", ["/a/b/"])
def test_it_can_be_installed_in_each_language(reader: Reader) -> None:
    for path, name in (("areas/gorge.html", "नदी सफाई अभियान"), ("en/index.html", "River cleaning drive")):
        reader.opens(path)
        reader.comes_back_later()
        session = reader.page.context.new_cdp_session(reader.page)
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == [] and name in manifest["data"]
        assert manifest["manifest"]["scope"] == reader.home
        faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [fault["errorId"] for fault in faults] in ([], ["in-incognito"])


def test_from_a_disk_nothing_is_tried(versions: Versions, chromium: Any) -> None:
    with reading(chromium, f"{versions.first.as_uri()}/") as reader:
        for path in ("index.html", "en/areas/gorge.html", "offline.html"):
            reader.opens(path)
            assert reader.page.locator("link[rel=manifest]").count() == 0
        assert not reader.faults
