"""What the reader's clock adds to pages, with clocks set before, on, between and after a programme's days: on phones
in zones far from the campaign's, without scripts, from a disk, past midnight; and that nothing moves for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import served
from tests.browser.sites import literacy_drive
from tests.browser.test_axe import judged
from tests.browser.test_pages import CONTRASTS, LEAST, OVERFLOWING, TARGETS, shown, watched
from tests.campaigns import CHECKOUT, TINY_CAMPAIGN, build_here, write_campaign, write_content
from tests.instruments import PACKAGES

FAR_WEST, FAR_EAST = "America/Los_Angeles", "Pacific/Kiritimati"  # 21.5 hours apart
FOLD = ".past-days"

RIVERS = """\
name: {en: River drive, hi: नदी अभियान}
url: https://rivers.example/
uid_domain: rivers.example
languages: [en, hi]
locales: {en: en_IN}
timezone: Asia/Kolkata
starts: 2018-11-10
ends: 2018-12-20
levels:
  - {id: state, name: {en: State, hi: प्रदेश}}
  - {id: district, name: {en: District, hi: जिला}}
areas:
  - id: riverland
    level: state
    name: {en: Riverland, hi: नदी प्रदेश}
    areas:
      - {id: delta, level: district, name: {en: Delta, hi: मुहाना}}
      - {id: gorge, level: district, name: {en: Gorge, hi: घाटी}}
phases:
  - {id: survey, name: {en: Survey, hi: सर्वेक्षण}, starts: 2018-11-12, ends: 2018-11-30}
"""

MEETINGS = """\
- {id: opening, title: Opening, area: gorge, start: 2018-11-12 09:00, end: 11:00}
- {id: later, title: Hour later, area: gorge, start: 2018-11-15, time: later}
- {id: called-off, title: Called off, area: gorge, start: 2018-11-16 10:00, status: cancelled}
- {id: put-off, title: Put off, area: gorge, start: 2018-11-17, status: postponed}
- {id: night, title: Night, area: delta, start: 2018-11-20 22:00, end: 2018-11-21 01:00}
- {id: count, title: Count, area: [delta, gorge], start: 2018-11-25, end: 2018-11-27}
- {id: evening, title: Evening, area: delta, start: 2018-11-28 18:00, end: 20:00}
- {id: weekly, title: Weekly, area: delta, start: 2018-12-03 18:00, end: 20:00, repeat: {every: week, count: 3}}
"""


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address, on the disk, of a small campaign that was published before its evening moved."""
    site = tmp_path_factory.mktemp("rivers")
    write_campaign(site, events={"events/all.yaml": MEETINGS}, notes={}, campaign=RIVERS)
    build_here(site, jobs=1)
    write_content(site, {"events/all.yaml": MEETINGS.replace("2018-11-28 18:00", "2018-11-28 19:00")})
    build_here(site, jobs=1)
    return (site / "output").as_uri() + "/"


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> str:
    site = tmp_path_factory.mktemp("german")
    shutil.copytree(CHECKOUT / "tests/sites/german/content", site / "content")
    build_here(site, jobs=1)
    return (site / "output").as_uri() + "/"


@pytest.fixture(scope="module")
def literacy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(literacy_drive(tmp_path_factory.mktemp("literacy")).folder) as address:
        yield address


def told(page: Any) -> dict[str, list[str]]:
    """What a page shows of the clock: words at days and entries, what is folded, and the box of now and next."""
    found: dict[str, list[str]] = page.evaluate("""() => {
      const all = (what) => [...document.querySelectorAll(what)].filter((each) => each.checkVisibility());
      const text = (each) => each.innerText.replace(/\\s+/g, ' ').trim();
      const name = (each) => (each.querySelector('a, time') || each).textContent;
      return {
        days: all('.day > h4 > .mark').map((each) => each.previousElementSibling.dateTime + ' ' + text(each)),
        entries: all('.dated .entry .mark').map((each) => name(each.closest('.entry')) + ': ' + text(each)),
        shown: all('.dated .entry').map(name),
        fold: all('.past-days').map(text),
        now: all('.now').map(text),
        next: all('.now .entry').map(text),
      };
    }""")
    return found


def at(page: Any, moment: str, address: str) -> dict[str, list[str]]:
    page.clock.set_fixed_time(moment)
    page.goto(address)
    return told(page)


@pytest.mark.parametrize("zone", [FAR_WEST, FAR_EAST])
def test_before_during_and_after(zone: str, rivers: str, chromium: Any) -> None:
    """By the campaign's date, whatever the phone's is: the moments are midnights and ends at Asia/Kolkata."""
    with watched(chromium, rivers, timezone_id=zone) as (page, faults):
        home = rivers + "index.html"
        found = at(page, "2018-11-05T12:00:00+05:30", home)
        assert found["now"][0].startswith("Now and next The programme starts in 5 days.")
        assert found["next"][0] == "Survey Next 12–30 November 2018 Riverland" and len(found["next"]) == 3
        assert not found["fold"] and found["days"] == ["2018-11-12 Next"]

        assert "starts tomorrow." in at(page, "2018-11-09T23:59:59+05:30", home)["now"][0]
        assert "starts" not in at(page, "2018-11-10T00:00:00+05:30", home)["now"][0]

        found = at(page, "2018-11-12T10:59:59+05:30", home)
        assert found["days"] == ["2018-11-12 Today", "2018-11-15 Next"] and not found["fold"]
        assert found["entries"] == ["Survey: On now", "Opening: On now"]
        assert found["now"][0].startswith("Now and next On now Survey Opening On now 9:00 am – 11:00 am Gorge")
        assert found["next"][1] == "Hour later Next Thursday, 15 November 2018 time later Gorge"
        assert at(page, "2018-11-12T11:00:00+05:30", home)["entries"] == ["Survey: On now", "Opening: Over"]

        found = at(page, "2018-11-13T00:00:00+05:30", home)
        assert found["fold"] == ["Past days (1)"] and found["days"] == ["2018-11-15 Next"]
        assert found["shown"][:2] == ["Survey", "Hour later"]

        found = at(page, "2018-12-18T00:00:00+05:30", home)
        assert found["now"] == ["No further date is announced here."] and found["shown"] == []
        assert at(page, "2018-12-21T00:00:00+05:30", home)["now"] == ["The programme is over."]
        assert at(page, "2018-12-20T23:59:59+05:30", home)["now"] == ["No further date is announced here."]
    assert not faults, shown(faults)


def test_each_kind_of_time(rivers: str, chromium: Any) -> None:
    with watched(chromium, rivers, timezone_id=FAR_WEST) as (page, faults):
        home = rivers + "hi/index.html"
        found = at(page, "2018-11-15T23:59:59+05:30", home)
        assert found["days"] == ["2018-11-15 आज", "2018-11-20 आगे"] and found["next"][0].startswith("Hour later आज")
        assert "Hour later" not in at(page, "2018-11-16T00:00:00+05:30", home)["shown"]

        found = at(page, "2018-11-16T09:00:00+05:30", home)  # what is called off is neither next nor on
        assert found["next"][0].startswith("Night आगे") and found["days"] == ["2018-11-16 आज", "2018-11-20 आगे"]
        assert at(page, "2018-11-17T09:00:00+05:30", home)["entries"] == ["सर्वेक्षण: अभी जारी"]

        found = at(page, "2018-11-21T00:59:59+05:30", home)  # since yesterday, until one o'clock
        assert found["entries"] == ["सर्वेक्षण: अभी जारी", "Night: अभी जारी"]
        assert "Night" not in at(page, "2018-11-21T01:00:00+05:30", home)["shown"]

        found = at(page, "2018-11-27T23:59:59+05:30", home)
        assert "Count: अभी जारी" in found["entries"] and "Count" in found["now"][0]
        assert "Count" not in at(page, "2018-11-28T00:00:00+05:30", home)["shown"]

        at(page, "2018-11-28T19:30:00+05:30", home)
        changed = page.locator(".dated .changed")
        assert changed.count() == 1 and changed.is_visible()
        at(page, "2018-11-28T20:00:00+05:30", home)
        assert not changed.is_visible()
    assert not faults, shown(faults)


def test_pages_of_events_and_phases(rivers: str, chromium: Any) -> None:
    def marks(path: str, moment: str) -> list[str]:
        at(page, moment, rivers + path)
        return [each for each in page.locator("dd > .mark:visible, .days > .mark:visible").all_inner_texts() if each]

    with watched(chromium, rivers, timezone_id=FAR_EAST) as (page, faults):
        assert marks("events/evening.html", "2018-11-20T12:00:00+05:30") == ["in 8 days"]
        assert marks("events/evening.html", "2018-11-27T12:00:00+05:30") == ["tomorrow"]
        assert marks("events/evening.html", "2018-11-28T12:00:00+05:30") == ["Today"]
        assert page.locator(".changed").is_visible()
        assert marks("events/evening.html", "2018-11-28T19:00:00+05:30") == ["On now"]
        assert marks("events/evening.html", "2018-11-28T20:00:00+05:30") == ["Over"]
        assert not page.locator(".changed").is_visible()
        assert marks("events/called-off.html", "2018-11-16T10:30:00+05:30") == []
        assert marks("phases/survey.html", "2018-11-12T00:00:00+05:30") == ["On now"]
        assert marks("phases/survey.html", "2018-12-01T00:00:00+05:30") == ["Over"]
        assert marks("events/weekly.html", "2018-12-11T12:00:00+05:30") == ["in 6 days"]
        assert page.locator(FOLD).inner_text() == "Past days (2)"
        page.click(FOLD)
        assert marks_shown(page) == ["Over", "Over", "in 6 days"]
    assert not faults, shown(faults)


def marks_shown(page: Any) -> list[str]:
    return list(page.locator("dd > .mark:visible").all_inner_texts())


def test_the_fold_opens_by_hand_and_for_a_link_to_what_is_in_it(rivers: str, chromium: Any) -> None:
    with watched(chromium, rivers) as (page, faults):
        at(page, "2018-11-28T12:00:00+05:30", rivers + "areas/gorge.html")
        button, past = page.locator(FOLD), page.locator("#d20181115")
        assert button.get_attribute("aria-expanded") == "false" and not past.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-expanded") == "true" and past.is_visible()
        page.keyboard.press("Enter")
        assert not past.is_visible()
        page.evaluate("location.hash = 'd20181115'")
        past.wait_for(state="visible")
        at(page, "2018-12-12T12:00:00+05:30", rivers + "index.html")
        at(page, "2018-12-12T12:00:00+05:30", rivers + "index.html#d20181128")
        page.reload()
        for place, folded in (("#d20181128", False), ("#d20181217", True)):
            at(page, "2018-12-12T12:00:00+05:30", rivers + "areas/gorge.html")
            at(page, "2018-12-12T12:00:00+05:30", rivers + "index.html" + place)
            assert page.locator(place).is_visible() and past.is_visible() != folded
            assert page.evaluate("place => document.querySelector(place).getBoundingClientRect().top < 740", place)
    assert not faults, shown(faults)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_month(width: int, rivers: str, chromium: Any) -> None:
    """Today's cell is marked. Past days stay in the table of wide screens, and fold away in the list of phones, but
    for a month that is over."""
    with watched(chromium, rivers, viewport={"width": width, "height": 800}, timezone_id=FAR_WEST) as (page, faults):
        at(page, "2018-11-20T00:00:00+05:30", rivers + "months/2018-11.html")
        today = page.locator("td.today")
        assert today.count() == 1 and today.locator("time").first.get_attribute("datetime") == "2018-11-20"
        assert today.locator(".date .mark").inner_text() == "Today"
        past = page.locator("td:has(a[href*=opening])")
        assert past.is_visible() == (width == 1280) and page.locator(FOLD).is_visible() == (width == 360)
        if width == 1280:
            assert past.locator(".number").is_visible() and past.locator("li").first.is_visible()
        at(page, "2018-12-20T00:00:00+05:30", rivers + "months/2018-11.html")
        assert past.is_visible() and not page.locator(FOLD).is_visible()
    assert not faults, shown(faults)


def test_where_clocks_are_put_back(german: str, chromium: Any) -> None:
    """The event begins at the first of two half past twos, and ends at five: three and a half hours later."""
    with watched(chromium, german, timezone_id=FAR_EAST) as (page, faults):
        page_of = german + "areas/hafenkiez.html"
        assert "Eulenwache zur Zeitumstellung: Als Nächstes" in at(page, "2018-10-28T00:29:59Z", page_of)["entries"]
        for moment in ("2018-10-28T00:30:00Z", "2018-10-28T03:59:59Z"):
            assert "Eulenwache zur Zeitumstellung: Läuft gerade" in at(page, moment, page_of)["entries"]
        assert "Eulenwache zur Zeitumstellung: Vorbei" in at(page, "2018-10-28T04:00:00Z", page_of)["entries"]
        found = at(page, "2018-10-28T22:59:59Z", page_of)
        assert found["days"][0] == "2018-10-28 Heute"
        assert "2018-10-28 Heute" not in at(page, "2018-10-28T23:00:00Z", page_of)["days"]
        assert "Aussaat am Sonntag" in at(page, "2019-03-31T07:59:59Z", page_of)["next"][0]
    assert not faults, shown(faults)


UNKNOWN_ZONE = """
const Real = Intl.DateTimeFormat;
Intl.DateTimeFormat = function (language, options) {
  if (options && options.timeZone) throw new RangeError('Invalid time zone');
  return new Real(language, options);
};
"""


@pytest.mark.parametrize("way", ["no script", "unknown zone"])
def test_where_the_clock_is_of_no_use_all_is_there(way: str, rivers: str, chromium: Any) -> None:
    with watched(chromium, rivers, java_script_enabled=way != "no script") as (page, faults):
        page.add_init_script(UNKNOWN_ZONE)
        page.goto(rivers + "index.html")
        entries = page.locator(".dated .entry")
        assert entries.count() == 11 and all(each.is_visible() for each in entries.all())
        assert page.locator(".mark, .now, .past-days").count() == 0
    assert not faults, shown(faults)


def test_a_page_that_stays_open_past_midnight_and_one_that_comes_back(rivers: str, chromium: Any) -> None:
    with watched(chromium, rivers, timezone_id=FAR_WEST) as (page, faults):
        page.clock.install(time="2018-11-15T23:58:30+05:30")
        page.goto(rivers + "index.html")
        assert told(page)["days"] == ["2018-11-15 Today", "2018-11-20 Next"]
        assert told(page)["fold"] == ["Past days (1)"]
        page.clock.run_for(120_000)
        assert told(page)["days"] == ["2018-11-16 Today", "2018-11-20 Next"]
        assert told(page)["fold"] == ["Past days (2)"]
        page.clock.pause_at("2018-11-20T08:00:00+05:30")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert told(page)["days"] == ["2018-11-20 Today"]
        assert told(page)["next"][0].startswith("Night Today Tuesday, 20 November")
        assert page.locator(".day > h4 > .mark").count() == 3 and page.locator(".now").count() == 1
    assert not faults, shown(faults)


SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach((each) => shifts.push(
  each.value + ': ' + each.sources.map((source) => source.node && source.node.className).join(', '))))
  .observe({type: 'layout-shift', buffered: true});
"""
SLOW = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}  # milliseconds, octets


@pytest.mark.parametrize("moment", ["2018-11-01T12:00:00Z", "2018-11-24T06:00:00Z", "2019-01-20T12:00:00Z"])
def test_nothing_moves(moment: str, literacy: str, chromium: Any) -> None:
    """On a slow network, where a page could be painted before its script is there."""
    with watched(chromium, literacy, timezone_id=FAR_WEST) as (page, faults):
        page.add_init_script(SHIFTS)
        page.clock.set_fixed_time(moment)
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        kept = "localStorage['own area: ' + new URL('../index.html', location)] = '{\"id\": \"kagaz-gali\"}'"
        for path in ("areas/kagaz-gali.html", "index.html", "months/2018-11.html", "events/kagaz-gali-evenings.html"):
            page.goto(f"{literacy}/{path}", wait_until="load")
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            faults += [f"{path}: {each}" for each in page.evaluate("shifts")]
            if "2018-11-24" in moment:
                assert page.locator(".mark:visible, .past-days:visible").count(), path
            page.evaluate(kept)
    assert not faults, shown(faults)


@pytest.mark.parametrize("language", ["", "hi/"])
def test_what_is_told_is_as_readable_as_the_page(language: str, literacy: str, chromium: Any) -> None:
    """During a programme, at every width: nothing is too wide, too small to press, or pale; and axe agrees."""
    pages = ("index.html", "areas/kagaz-gali.html", "months/2018-11.html", "events/kagaz-gali-evenings.html")
    with watched(chromium, literacy, timezone_id=FAR_EAST) as (page, faults):
        page.clock.set_fixed_time("2018-11-24T17:30:00+05:30")
        for path in pages:
            page.goto(f"{literacy}/{language}{path}")
            for button in page.locator(".past-days:visible").all():
                button.click()
            for width in LEAST:
                page.set_viewport_size({"width": width, "height": 800})
                faults += [f"{path} at {width} px: {each}" for each in page.evaluate(OVERFLOWING)]
                for height, running, element in page.evaluate(TARGETS):
                    if height < (24 if running else LEAST[width]) - 0.01:
                        faults.append(f"{path} at {width} px: {height:.1f}: {element}")
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)
                faults += [f"{path}, {scheme}: {each}" for each in page.evaluate(CONTRASTS) if each[0] < 4.5]
            if (PACKAGES / "axe-core").is_dir():
                page.evaluate((PACKAGES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
                faults += [f"{path}: {each}" for each in judged(page)[0]]
    assert not faults, shown(faults)


def test_a_thousand_events(tmp_path: Path, chromium: Any) -> None:
    """The agenda is only months: what is told is the phase that is on, the one that comes, and this month."""
    campaign = TINY_CAMPAIGN + (
        "phases:\n"
        "  - {id: first, name: First, starts: 2018-11-10, ends: 2018-11-20}\n"
        "  - {id: second, name: Second, starts: 2018-11-21, ends: 2018-11-30}\n"
    )
    events = "".join(
        f"- {{id: e{n}, title: Meeting {n}, area: littleton, start: 2018-11-{10 + n % 20:02} 10:{n % 60:02}}}\n"
        for n in range(1000)
    )
    write_campaign(tmp_path, events={"events/all.yaml": events}, notes={}, campaign=campaign)
    build_here(tmp_path, jobs=1)
    home = (tmp_path / "output").as_uri() + "/"
    with watched(chromium, home, timezone_id=FAR_EAST) as (page, faults):
        found = at(page, "2018-11-15T12:00:00+01:00", home + "index.html")
        assert found["now"][0].startswith(
            "Now and next On now First · November 2018 November 21 – 30, 2018 Next Second"
        )
        assert page.locator(".phases .mark").all_inner_texts() == ["On now"]
        at(page, "2018-11-15T12:00:00+01:00", home + "months/2018-11.html")
        assert page.locator(FOLD).inner_text() == "Past days (5)"
        assert page.locator("td.today .entry").count() == 50
    assert not faults, shown(faults)


REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"


def test_ones_own_area(rivers: str, chromium: Any) -> None:
    """Kept when one says so, shown on the home page in its language, and forgotten; never unasked."""
    with watched(chromium, rivers) as (page, faults):
        page.goto(rivers + "areas/delta.html")
        assert page.evaluate("localStorage.length") == 0
        page.click(".own button")
        assert page.locator(".own").inner_text().startswith("Your area Forget")
        page.goto(rivers + "areas/gorge.html")
        assert page.locator(".own").inner_text() == "This is my area"
        page.goto(rivers + "hi/index.html")
        assert page.locator(".own a").inner_text() == "मुहाना"
        page.click(".own a")
        page.wait_for_url(rivers + "hi/areas/delta.html")
        page.goto(rivers + "index.html")
        page.click(".own button")
        assert page.locator(".own").count() == 0 and page.evaluate("localStorage.length") == 0
        page.evaluate("localStorage['own area: ' + location] = '{\"id\": \"../../evil\"}'")
        page.reload()
        assert page.locator(".own").count() == 0
        page.evaluate("localStorage['own area: ' + location] = 'no JSON'")
        page.reload()
        assert page.locator(".own").count() == 0
    assert not faults, shown(faults)


def test_where_nothing_may_be_kept_nothing_is_offered(rivers: str, chromium: Any) -> None:
    with watched(chromium, rivers) as (page, faults):
        page.add_init_script(REFUSED)
        for path in ("areas/delta.html", "index.html"):
            page.goto(rivers + path)
            assert page.locator(".own").count() == 0 and page.locator("h1").is_visible()
    assert not faults, shown(faults)
