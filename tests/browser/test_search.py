"""The page to search on, as a phone shows it: what is typed in any script finds what is meant, and is passed on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from campaign_calendar.outputs import search_index
from tests.browser.sites import BuiltSite
from tests.browser.test_pages import CONTRASTS, LEAST, OVERFLOWING, PHONE, TARGETS, shown, watched
from tests.campaigns import build_here, write_campaign

RESULT = "#results > li"
# By site and page: what is typed → how the title that comes first begins; nothing after the arrow: nothing is found.
TYPED = {
    "real programme": {
        "search.html": """
            मेरठ → मेरठ · meerut → मेरठ · merath → मेरठ · MEERATH → मेरठ · mērath → मेरठ · महानगर मेरठ → मेरठ महानगर
            karyashala → क्षेत्रीय प्रशिक्षण कार्यशाला · kaaryashaalaa → क्षेत्रीय प्रशिक्षण कार्यशाला · shala → क्षेत्रीय
            कार्यशालाएं → जिला कार्यशालाएँ · कार्\u200cयशाला → क्षेत्रीय · यशाला → क्षेत्रीय प्रशिक्षण कार्यशाला
            हापुड → हापुड़ · हापुड\u093c → हापुड़ · hapud → हापुड़ · hapur → हापुड़ · गाज़ियाबाद → गाजियाबाद
            gaziabad → गाजियाबाद · mujaffar nagar → मुजफ्फरनगर · nagar budh → गौतम बुद्ध नगर · नगर → गौतम बुद्ध नगर
            sammelan → जिला वॉलंटियर सम्मेलन · सम्भल → संभल · १० नवम्बर नोएडा → सोशल मीडिया · kala kendra → सोशल मीडिया
            मेरठ सहारनपुर → · __proto__ → · constructor → · ?! →
            """,
        "en/search.html": """
            मेरठ → Meerut · merath → Meerut · city noida → Noida City · कार्यशालाएँ → District workshops
            workshops → District workshops · कला केन्द्र → Social media training workshop
            bulandshar → Bulandshahr · 10 november noida → Social media training workshop
            """,
    },
    "literacy drive": {
        "search.html": "cancelled → Tales of the river · kitab gaadi → Book van · volunteer's → Volunteer",
        "hi/search.html": "kitaab → किताब गाड़ी · tea volunteers → स्वयंसेवकों के लिए चाय",
    },
    "hard campaign": {
        "search.html": "script → <b> · alert(1) → <b> · & →",
        "ur/search.html": "bandargah → بندرگاہ · بندرگاه → بندرگاہ · mushaira → اردو مشاعرہ",
    },
}
# Each line is one word as people write it: in all of them that form is the same. A part on each site.
ALIKE = {
    "real programme": (
        "sound",
        "मेरठ merath meerath mērath मेरठ्",
        "कार्यशाला karyashala kaaryashaala karyashaalaa",
        "गाजियाबाद गाज़ियाबाद ghaziabad gaziyabad gājiyābād",
        "मुजफ्फरनगर muzaffarnagar mujafarnagar",
        "शिक्षा shiksha siksha shikshaa",
        "विज्ञान vigyan vijnan vigyaan",
        "युवा yuva yuwa",
        "स्वच्छ swachh swachchh svach",
        "ज़िला जिला zila jila zilaa",
        "हिन्दी हिंदी hindi hindee",
        "हापुड़ हापुड hapur hapud haapur",
        "भाई bhai bhaai bhayi",
        "விழா vila vizha",
        "சென்னை chennai",
        "கோவில் kovil koil",
        "বাংলা bangla baanglaa",
        "ਸੜਕ sarak",
        "München muenchen MÜNCHEN",
        "Straße strasse STRASSE",
    ),
    "literacy drive": (
        "bones",
        "کتاب kitab kitaab किताब",
        "مشاعرہ mushaira",
        "மதுரை madurai mathurai",
        "কলকাতা kolkata कोलकाता",
        "मेरठ meerut",
        "इलाहाबाद allahabad",
    ),
    "hard campaign": (
        "plain",
        "क्षेत्र क्\u200cषेत्र क्\u200dषेत्र",
        "पढ़ना पढ\u093cना पढना",
        "लाएँ लाएं",
        "Größe GRÖSSE grosse",
        "24 २४ ২৪ ௨௪ ۲۴ ２４",
        "children's childrens children’s",
    ),
}


@pytest.fixture(scope="module")
def pages(built: BuiltSite) -> list[str]:
    return [built.joined(language, "search.html") for language in built.languages]


def titles(page: Any) -> list[str]:
    return [each.strip() for each in page.locator(f"{RESULT} > a").all_inner_texts()]


def told(page: Any) -> str:
    return str(page.locator("[role=status]").inner_text())


def test_what_is_typed_finds_what_is_meant(built: BuiltSite, host: str, chromium: Any) -> None:
    with watched(chromium, host) as (page, faults):
        for path, typed in TYPED[built.name].items():
            page.goto(f"{host}/{path}")
            assert not page.locator(RESULT).count() and not told(page)
            for words, first in (each.split("→") for line in typed.strip().splitlines() for each in line.split("·")):
                page.locator("#q").fill(words.strip())
                found, first = titles(page), first.strip()
                if not (found[0].startswith(first) if first and found else not first and not found):
                    faults.append(f"{path}: {words}: {found[:3]}, not {first}")
    assert not faults, shown(faults)


def test_one_word_however_it_is_written_is_folded_alike(built: BuiltSite, host: str, chromium: Any) -> None:
    form, *lines = ALIKE[built.name]
    fold = "([form, words]) => words.map(each => search.fold(each)[form])"
    with watched(chromium, host) as (page, faults):
        page.goto(f"{host}/search.html")
        for line in lines:
            first, *others = (set(each.split()) for each in page.evaluate(fold, [form, line.split()]))
            faults += [f"{line}: {first} {each}" for each in others if not first & each]
        areas = page.locator("[name=area] option").all_text_contents()
        apart = [fold for fold in page.evaluate(fold, ["sound", areas]) if fold.strip()]
        assert len(set(apart)) == len(areas)
    assert not faults, shown(faults)


def test_results_are_told_and_look_as_in_other_lists(built: BuiltSite, host: str, chromium: Any) -> None:
    """Every event, with the classes of its phase and status, its title in its language, places and what changed."""
    read = """() => [...document.querySelectorAll('.entry')].map(each => {
      const link = each.querySelector('a');
      const parts = ['.status', '.place', '.changed'].map(part => [...each.querySelectorAll(part)]);
      return [link.href, link.textContent, (link.querySelector('[lang]') || link).closest('[lang]').lang,
        [...each.classList].filter(name => !/^(past|over|today)$/.test(name)).sort().join(' '),
        ...parts.map(found => found.map(one => one.textContent).join('|'))];
    })"""
    with watched(chromium, host) as (page, faults):
        for language in built.languages:
            page.goto(f"{host}/{built.joined(language, 'events/index.html')}")
            entries = page.evaluate(read)
            once = Counter(each[0] for each in entries)
            listed = {each[0]: each for each in entries if once[each[0]] == 1}
            page.goto(f"{host}/{built.joined(language, 'search.html')}")
            page.locator("[name=area]").select_option(index=1)
            while page.locator("#more").is_visible():
                page.locator("#more").click()
            found = {each[0]: each for each in page.evaluate(read)}
            assert str(len(found)) in told(page)
            assert once.keys() <= found.keys()
            faults += [f"{listed[each][1:]} {found[each][1:]}" for each in listed if listed[each] != found[each]]
            assert page.locator("[role=status]").get_attribute("data-found") not in told(page)
            assert page.locator(f"{RESULT} time:not([datetime*='-'])").count() == 0
    assert not faults, shown(faults)


def test_an_area_has_what_its_page_has(host: str, chromium: Any) -> None:
    paths = "() => [...document.querySelectorAll('.entry > a[href*=\"events/\"]')].map(each => each.pathname).sort()"
    with watched(chromium, host) as (page, faults):
        page.goto(f"{host}/search.html")
        areas = page.locator("[name=area] option").evaluate_all("all => all.slice(1, 6).map(each => each.value)")
        for area in areas:
            page.goto(f"{host}/areas/{area}.html")
            meant = set(page.evaluate(paths))
            page.goto(f"{host}/search.html?area={area}")
            while page.locator("#more").is_visible():
                page.locator("#more").click()
            assert set(page.evaluate(paths)) == meant, area
    assert not faults, shown(faults)


def test_the_address_has_what_is_asked_for(built: BuiltSite, host: str, chromium: Any) -> None:
    """It can be passed on, loaded anew and gone back to, also from the disk, and in the other languages."""
    home = host if built.name == "real programme" else built.folder.as_uri()
    with watched(chromium, home) as (page, faults):
        page.goto(f"{home}/search.html")
        page.locator("[name=area]").select_option(index=2)
        area = page.locator("[name=area]").input_value()
        page.locator("#q").fill("2018")
        page.wait_for_url(f"{home}/search.html?q=2018&area={area}")
        found = titles(page)
        assert found
        page.reload()
        assert titles(page) == found
        page.locator(f"{RESULT} > a").last.click()
        page.wait_for_url(lambda url: "search.html" not in url)
        page.go_back()
        page.wait_for_function("document.querySelector('#results').children.length > 0")
        assert titles(page) == found
        assert page.locator("#q").input_value() == "2018"
        page.locator(".languages a").first.click()
        page.wait_for_url(f"{home}/*/search.html?q=2018&area={area}")
        assert page.locator(RESULT).count() == len(found)
        page.goto(f"{home}/search.html?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&area=__proto__&phase=toString")
        assert page.locator("#q").input_value() == "<img src=x onerror=alert(1)>"
        assert page.locator("main img, #results b, #results script").count() == 0
    assert not faults, shown(faults)


def test_what_is_hostile_is_only_text(built: BuiltSite, host: str, chromium: Any) -> None:
    if built.name != "hard campaign":  # the others have no such title
        return
    with watched(chromium, host) as (page, faults):
        page.goto(f"{host}/search.html?q=script")
        assert titles(page) == ["<b>\"चाय\" & 'बात'</b> <script>alert(1)</script>"]
        assert page.locator("#results :is(b, script)").count() == 0
        page.goto(f"{host}/search.html?q=everything+<b>")
        assert titles(page)
    assert not faults, shown(faults)


def test_nothing_found_is_said_and_leads_on(pages: list[str], host: str, chromium: Any) -> None:
    with watched(chromium, host) as (page, faults):
        for path in pages:
            page.goto(f"{host}/{path}?q=zxzxzx")
            assert told(page) == page.locator("[role=status]").get_attribute("data-none")
            assert page.locator("#lists a:visible").count() >= 3
            page.locator("[type=reset]").click()
            page.wait_for_function("document.querySelector('[role=status]').textContent === ''")
            assert page.evaluate("document.activeElement.id") == "q"
            page.wait_for_url(f"{host}/{path}")
    assert not faults, shown(faults)


def test_keys_alone_are_enough(host: str, chromium: Any) -> None:
    with watched(chromium, host) as (page, faults):
        page.goto(f"{host}/search.html")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "q":
                break
        page.keyboard.type("2018")
        page.keyboard.press("Enter")
        assert page.locator(RESULT).count()
        page.locator("#q").focus()
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('#results') !== null"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "search.html" not in url)
    assert not faults, shown(faults)


def test_without_a_script_the_lists_are_there(pages: list[str], host: str, chromium: Any) -> None:
    with watched(chromium, host, java_script_enabled=False) as (page, faults):
        for path in pages:
            page.goto(f"{host}/{path}")
            assert page.locator("noscript p").is_visible()
            assert not page.locator("form").is_visible()
            assert page.locator("#lists a:visible").count() >= 3
    assert not faults, shown(faults)


@pytest.mark.parametrize("width", LEAST)
def test_results_fit_and_can_be_read_and_touched(width: int, pages: list[str], host: str, chromium: Any) -> None:
    faults = []
    with watched(chromium, host, viewport={**PHONE, "width": width}) as (page, _):
        for path in pages:
            page.goto(f"{host}/{path}?q=2018")
            faults += [f"{path}: {each}" for each in page.evaluate(OVERFLOWING)]
            for height, running, element in page.evaluate(TARGETS):
                if height < (24 if running else LEAST[width]) - 0.01:
                    faults.append(f"{path}: {height:.1f}: {element}")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                faults += [f"{path}, {scheme}: {each}" for each in page.evaluate(CONTRASTS) if each[0] < 4.5]
    assert not faults, shown(faults)


def test_a_great_index_is_loaded_when_somebody_searches(
    chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One part after the other, also from the disk; then everything is found."""
    monkeypatch.setattr(search_index, "PART", 11)  # all that events refer to is in the first
    write_campaign(tmp_path)
    build_here(tmp_path)
    home = (tmp_path / "output").as_uri()
    later = "document.querySelectorAll('script[src*=search-later]').length"
    with watched(chromium, home) as (page, faults):
        page.goto(f"{home}/en/search.html")
        assert page.evaluate(later) == 0
        page.locator("#q").fill("boatmen")
        page.wait_for_function("document.querySelector('#results').children.length === 1")
        assert titles(page) == ["Boatmen's meeting"]
        assert page.evaluate(later) >= 1
    assert not faults, shown(faults)
