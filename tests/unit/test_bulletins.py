"""What is sent on of an event, of a programme and of what has changed, word for word."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign_calendar import coverage, feeds, pipeline, stamps
from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.event import event_message, is_changed
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.bulletins.programme import Programme
from campaign_calendar.model import Days, Site
from campaign_calendar.published import Published, parse, serialised
from campaign_calendar.theme import Theme
from tests.campaigns import CAMPAIGN, TINY_CAMPAIGN, write_content

FIRST, SECOND = datetime(2018, 11, 9, 20, tzinfo=UTC), datetime(2018, 11, 19, 12, tzinfo=UTC)  # 10 November in India
BASE = "id: walk\ntitle: {hi: तट की सैर, en: Walk}\narea: gorge\n"
HI_END = "10 नवंबर 2018 तक की जानकारी\nhttps://rivers.example/drive/events/walk.html"
EN_END = "As of 10 November 2018\nhttps://rivers.example/drive/en/events/walk.html"
BOTH_LOCALES = CAMPAIGN.replace("languages: [hi, en]\n", "languages: [hi, en]\nlocales: {hi: hi_IN, en: en_IN}\n")


def stamped(
    folder: Path, *events: str, campaign: str = BOTH_LOCALES, published: Published | None = None
) -> tuple[Site, Theme]:
    notes = {f"notes/{id}.md": f"---\ntitle: {id}\n---\n…\n" for id in ("what-to-bring", "safety")}
    texts = {f"events/{number}.yaml": event for number, event in enumerate(events)}
    write_content(folder, {"campaign.yaml": campaign, **texts, **(notes if campaign is not TINY_CAMPAIGN else {})})
    before = published or Published()
    found, theme = pipeline.checked(pipeline.Folder(folder, folder / "output"), before, pipeline.Options())
    moment = SECOND if published else FIRST
    return stamps.stamp(found.site, theme.wordings, before, lambda: moment), theme


def event_text(site: Site, theme: Theme, language: str, id: str = "walk") -> str:
    words = theme.wordings[language]
    [event] = [each for each in site.events if each.id == id]
    return message.text(event_message(event, Phrases(site, words)), words)


def programme(site: Site, theme: Theme, language: str, id: str, span: Days | None = None) -> str:
    words, area = theme.wordings[language], site.area(id)
    inside = [each for each in site.events if id in feeds.areas_of_event(each, site)]
    phases = [each for each in site.phases if id in feeds.areas_of_phase(each, site)]
    made = Programme(area, inside, phases, lambda phase: coverage.cells(site, phase), Phrases(site, words))
    return message.text(made.of_area(span), words)


EVENTS = {
    "all day": ("start: 2018-11-15\n", "कब: गुरुवार, 15 नवंबर 2018", "When: Thursday, 15 November 2018"),
    "hour later": (
        "start: 2018-11-15\ntime: later\n",
        "कब: गुरुवार, 15 नवंबर 2018 (समय बाद में)",
        "When: Thursday, 15 November 2018 (time later)",
    ),
    "several days": ("start: 2018-11-17\nend: 2018-11-19\n", "कब: 17–19 नवंबर 2018", "When: 17–19 November 2018"),
    "undated": (
        "between: [2018-11-21, 2018-11-30]\n",
        "कब: तारीख घोषित नहीं (21–30 नवंबर 2018)",
        "When: date not announced (21–30 November 2018)",
    ),
    "hours": (
        "start: 2018-11-15 17:30\nend: 19:00\n",
        "कब: गुरुवार, 15 नवंबर 2018, शाम 5:30 – शाम 7:00",
        "When: Thursday, 15 November 2018, 5:30\u202fpm – 7:00\u202fpm",
    ),
    "series": (
        "start: 2018-11-15 17:30\nend: 19:00\nrepeat: {every: week, count: 3}\n"
        "changes:\n  - {on: 2018-11-22, status: cancelled, status_note: {hi: छुट्टी, en: A holiday}}\n",
        "कब: 15–29 नवंबर 2018, शाम 5:30 – शाम 7:00 (3 तारीखें)\nकहाँ: घाटी\n• गुरुवार, 15 नवंबर 2018\n"
        "• रद्द: गुरुवार, 22 नवंबर 2018, शाम 5:30 – शाम 7:00\n  कारण: छुट्टी\n• गुरुवार, 29 नवंबर 2018",
        "When: 15–29 November 2018, 5:30\u202fpm – 7:00\u202fpm (3 dates)\nWhere: Gorge\n"
        "• Thursday, 15 November 2018\n"
        "• Cancelled: Thursday, 22 November 2018, 5:30\u202fpm – 7:00\u202fpm\n  Reason: A holiday\n"
        "• Thursday, 29 November 2018",
    ),
}


def normal(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u2009", " ")


@pytest.mark.parametrize("kind", EVENTS)
def test_when_an_event_is(kind: str, tmp_path: Path) -> None:
    when, hindi, english = EVENTS[kind]
    found = stamped(tmp_path, BASE + when)
    hindi, english = (each if "\n" in each else f"{each}\n{where}" for each, where in ((hindi, "कहाँ: घाटी"), (english, "Where: Gorge")))  # fmt: skip  # noqa: E501
    assert normal(event_text(*found, "hi")) == normal(f"*तट की सैर*\n{hindi}\n\n{HI_END}")
    assert normal(event_text(*found, "en")) == normal(f"*Walk*\n{english}\n\n{EN_END}")


@pytest.mark.parametrize(
    "status, hindi, english",
    [("cancelled", "रद्द", "Cancelled"), ("postponed", "स्थगित", "Postponed"), ("tentative", "संभावित", "Tentative")],
)
def test_the_status_stands_first(status: str, hindi: str, english: str, tmp_path: Path) -> None:
    more = f"start: 2018-11-15\nstatus: {status}\nstatus_note: {{hi: पानी अधिक है, en: The water is high}}\n"
    found = stamped(tmp_path, BASE + more)
    assert event_text(*found, "hi").startswith(f"*{hindi}: तट की सैर*\nकारण: पानी अधिक है\nकब: ")
    assert event_text(*found, "en").startswith(f"*{english}: Walk*\nReason: The water is high\nWhen: ")
    assert f"• {english}: Walk\n  Reason: The water is high" in programme(*found, "en", "gorge")


def test_all_that_one_needs_to_go_there(tmp_path: Path) -> None:
    more = (
        "start: 2018-11-15\nfor: [upper]\naudience: {hi: सब, en: Everybody}\nonline: https://meet.example/_x_\n"
        "registration: https://register.example/\n"
        "venue: {name: {hi: पंचायत भवन, en: Hall *1*}, address: {hi: मेन रोड, en: Main Road}}\n"
    )
    assert event_text(*stamped(tmp_path, BASE + more), "en") == (
        "*Walk*\nWhen: Thursday, 15 November 2018\nWhere: Hall ＊1＊, Main Road, Gorge\nFor whom: Upper region\n"
        "Audience: Everybody\nTake part online: https://meet.example/%5Fx%5F\n"
        f"Registration: https://register.example/\n\n{EN_END}"
    )


CHANGES = {
    "moved": (
        "start: 2018-11-15",
        "start: 2018-11-16",
        "*Changed: Walk*\nwas 15, now Friday, 16 November 2018\nWhere:",
    ),
    "elsewhere": (
        "area: gorge",
        "area: source",
        "*Changed: Walk*\nwas Gorge, now Source\nWhen: Thursday, 15 November 2018\nWhere: Source",
    ),
    "cancelled": (
        "start: 2018-11-15",
        "start: 2018-11-15\nstatus: cancelled",
        "*Cancelled: Walk*\nWhen: Thursday, 15 November 2018\nWhere: Gorge",
    ),
    "tentative": (
        "start: 2018-11-15",
        "start: 2018-11-15\nstatus: tentative",
        "*Changed: Tentative: Walk*\nWhen: Thursday, 15 November 2018\nWhere: Gorge",
    ),
    "date taken back": (
        "start: 2018-11-15",
        "between: [2018-11-21, 2018-11-30]",
        "*Postponed: Walk*\n"
        "was Thursday, 15 November 2018, now date not announced (21–30 November 2018)\nWhere: Gorge",
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_says_so_first(kind: str, tmp_path: Path) -> None:
    old, new, said = CHANGES[kind]
    text = BASE + "start: 2018-11-15\n"
    before, _ = stamped(tmp_path, text)
    after = stamped(tmp_path, text.replace(old, new), published=parse(serialised(before)))
    assert [is_changed(each) for each in (*before.events, *after[0].events)] == [False, True]
    assert event_text(*after, "en").startswith(said)
    assert "\nAs of 19 November 2018\n" in event_text(*after, "en")
    assert event_text(*after, "hi").split("\n")[0] in (
        *("*बदलाव: तट की सैर*", "*रद्द: तट की सैर*", "*स्थगित: तट की सैर*", "*बदलाव: संभावित: तट की सैर*"),
    )


def test_a_changed_date_of_a_series_is_told_at_its_place(tmp_path: Path) -> None:
    text = BASE + "start: 2018-11-15 17:30\nrepeat: {every: week, count: 3}\n"
    before, _ = stamped(tmp_path, text)
    changed = f"{text}changes: [{{on: 2018-11-22, start: 2018-11-23 18:00}}]\n"
    after = stamped(tmp_path, changed, published=parse(serialised(before)))
    assert normal(event_text(*after, "en")).split("\n")[:6] == [
        "*Changed: Walk*",
        "When: 15–29 November 2018 (3 dates)",
        "Where: Gorge",
        "• Thursday, 15 November 2018",
        "• Changed: was Thursday, 22 November 2018, 5:30 pm, now Friday, 23 November 2018, 6:00 pm",
        "• Thursday, 29 November 2018",
    ]


def test_without_an_address_there_is_no_link(tmp_path: Path) -> None:
    campaign = TINY_CAMPAIGN.replace("url: https://reading.example/\n", "")
    found = stamped(tmp_path, "id: walk\ntitle: Walk\narea: littleton\nstart: 2018-11-15\n", campaign=campaign)
    assert event_text(*found, "en").endswith("Where: Littleton\n\nAs of November 9, 2018")
    assert programme(*found, "en", "littleton") == (
        "*Reading week*\n\n*Thursday, November 15, 2018*\n• Walk\n\nAs of November 9, 2018"
    )


PROGRAMME = """\
*Gorge · River cleaning drive*

*13–30 November 2018*
• Survey

*Thursday, 15 November 2018*
• 5:30 pm, Walk (Village hall)

*Sunday, 18 November 2018*
• Walk of both (Source)

*1–20 December 2018*
• Cleaning days
  date not announced (1–20 December 2018)

*Without a date*
• A later walk, date not announced (21–30 November 2018)

As of 10 November 2018
https://rivers.example/drive/en/areas/gorge.html"""


def test_a_programme_of_an_area_tells_what_is_missing_too(tmp_path: Path) -> None:
    events = (
        BASE + "start: 2018-11-15 17:30\nvenue: {name: {hi: पंचायत भवन, en: Village hall}}\n",
        "id: both\ntitle: {hi: सैर, en: Walk of both}\narea: [gorge, source]\nstart: 2018-11-18\n",
        "id: later\ntitle: {hi: बाद की सैर, en: A later walk}\narea: gorge\nbetween: [2018-11-21, 2018-11-30]\n",
        "id: other\ntitle: {hi: और, en: Elsewhere}\narea: delta\nstart: 2018-11-18\n",
    )
    found = stamped(tmp_path, *events, campaign=BOTH_LOCALES.replace("    area: upper\n", "    area: source\n"))
    assert normal(programme(*found, "en", "gorge")) == PROGRAMME
    week = Days(datetime(2018, 11, 18).date(), datetime(2018, 11, 24).date())
    said = programme(*found, "hi", "gorge", week)
    assert said.startswith("*घाटी · नदी सफाई अभियान*\n*18–24 नवंबर 2018*\n\n*13–30 नवंबर 2018*\n• सर्वेक्षण\n\n")
    assert "15 नवंबर" not in said and "• बाद की सैर, तारीख घोषित नहीं (21–30 नवंबर 2018)" in said
    assert "0 of 4 areas have a date" in programme(*found, "en", "riverland")
    january = Days(datetime(2019, 1, 6).date(), datetime(2019, 1, 12).date())
    assert "\n\nइन दिनों के लिए कोई तारीख घोषित नहीं है।\n\n" in programme(*found, "hi", "gorge", january)


def test_what_has_no_date_is_of_when_it_last_changed(tmp_path: Path) -> None:
    text = BASE + "between: [2018-11-21, 2018-11-30]\n"
    before, theme = stamped(tmp_path, text)
    assert "As of 10 November 2018" in event_text(before, theme, "en")
    changed = text.replace("2018-11-30", "2018-11-29")
    after = stamped(tmp_path, changed, published=parse(serialised(before)))
    assert "As of 19 November 2018" in event_text(*after, "en")
    assert "As of 19 November 2018" in programme(*after, "en", "gorge")
    assert "As of 10 November 2018" in programme(*after, "en", "delta")
