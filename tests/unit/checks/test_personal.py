"""Phone numbers and e-mail addresses outside `organiser`, and the many numbers that are neither."""

from __future__ import annotations

import json

import pytest

from tests.unit.checks import CAMPAIGN, expect

CONTACTS = [
    # As numbers are written in India
    *("9812345678", "98123 45678", "98123-45678", "9812 345678", "981 234 5678", "981-234-5678", "9812 345 678"),
    *("98123 45 678", "09812345678", "0 98123 45678", "91 98123 45678", "0091 98123 45678"),
    *("+919812345678", "+91 98123 45678", "+91-98123-45678", "+91 (0)120 2345678"),
    *("0120-2345678", "0120 234 5678", "(0120) 2345678", "011-23456789", "011 2345 6789", "05944-234567"),
    *("1800-180-1551", "1800 11 4000", "18001801551"),
    # In letters and with signs from elsewhere
    *("९८१२३४५६७८", "९८१२३ ४५६७८", "०१२०-२३४५६७८", "+९१ ९८१२३ ४५६७८", "৯৮১২৩৪৫৬৭৮"),
    *("98123\u00a045678", "98123–45678", "+91\u202f98123\u202f45678"),
    # In other countries
    *(
        "+49 30 1234567",
        "+49 (0)30 1234567",
    ),
    *("+1 (202) 555-0123", "(202) 555-0123", "202-555-0123"),
    # E-mail
    *("ask@rivers.example", "A.B+c_d@sub.rivers.co.in", "ask-us@xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g"),
]
AROUND = [
    *("{}", "{}.", "({})", "फोन: {}", "फोन:{}", "मो.{}", "Mob.-{}", "{}पर बात करें", "{}, 17:00–19:00", "{}/{}"),
    *("on 2018-11-22 call {}", "हाल 3, 250001, {}", "**{}**", "Call\n\n- {}\n"),
]
NO_CONTACTS = [
    # Days and years
    *("10-17 Nov", "10-17 Nov 2018", "1857", "1857-1947", "1857 1942 1947 2018", "2018-11-22 17:30", "22-11-2018"),
    *("22-11-2018 17:30", "22.11.2018, 10:00-17:00", "22/11/2018 09:00 - 10:30", "06 13 20 27 04 11 18"),
    *("2018-11-22 2018-11-23 2018-11-24", "10-11-18 11-11-18 12-11-18", "१८५७ १९४७ २०१८", "2018112201", "1541800000"),
    # Times
    *("10:00 11:00 12:00 13:00", "1000-1130 1200-1330 1400-1530", "0900-1030 1100-1230", "201811221730"),
    # Amounts and counts
    *("1,00,000", "₹1,00,00,000", "₹75000-80000", "75000 - 80000", "80000-90000 लोग", "8000-100000", "१,००,०००"),
    *("100000", "₹ 10000000000", "9876543210.50", "12,9876543210", "3:1 4:1 100%", "2/3 3/4 4/5 5/6 6/7"),
    # Addresses
    *("250001", "मेरठ 250 001", "12/4, सेक्टर 6, नोएडा 201301", "Plot 12-15, 250001", "H.No. 786 250001"),
    *("250001 250002 250003", "250001-250005", "A-45/B, 1st floor, 110 001"),
    # Places on the earth
    *("28.5912345, 77.3212345", "28.5912345678 77.3212345678", "28.59123,77.32123", "28°35'28.2 77°19'15.9"),
    # Books, files, names and other ids
    *("ISBN 978-81-208-1234-5", "ISBN 9788120812345", "ISBN: 81-208-1234-5", "isbn 8120812345", "9788120812345"),
    *("978-0-14-044913-6", "IMG_20181122_103045", "IMG-20181122-WA0012.jpg", "UP-2018-00012345", "AB9812345678"),
    *("9812345678ab", "A/c 50100012345678", "9812 3456 7890", "12004, 12005", "district-12-00012", "#2018112233"),
    # Addresses on the web, and other things with an @
    *("https://example.org/9812345678", "https://wa.me/919812345678", "www.example.org/9812345678"),
    *("https://maps.example/@28.5912345,77.3212345", "https://medium.example/@user.name", "@campaign_up"),
    *("@user@mastodon.example", "name@okhdfcbank", "chips@Rs.20", "10 @ 20.50", "a @ b.example"),
]
TABLE = """\
| समय | 22 Nov | 23 Nov | 24 Nov |
|---|---|---|---|
| 09:00-10:30 | 120 | 1,00,000 | 250001 |
| 10:45 - 12:15 | 2018 | 1857 | 10-17 |
| 0900 1030 | 45000 60000 | 12 13 14 15 | 3000 4000 |
"""


AROUND_THEM = ["{}", "({}).", "मेरठ, {} तक", "25 {}", "{} 25", "{}-10", "[{}](https://a.example)"]


def described(text: str, mark: str = "") -> str:
    """An event with that description."""
    written = json.dumps(text, ensure_ascii=False)
    return f"- {{id: a, title: T, area: delta, start: 2018-11-22, description: {mark}{written}}}"


def all_described(texts: list[str], mark: str = "") -> str:
    return "\n".join(described(text, mark).replace("id: a", f"id: a-{number}") for number, text in enumerate(texts))


@pytest.mark.parametrize("text", CONTACTS)
def test_a_contact_in_a_text(text: str) -> None:
    texts = [around.format(text, text) for around in AROUND]
    for said in expect("personal", all_described(texts, "‹personal›")).said:
        assert said.startswith("description: ")
        assert text in said, "as it was typed"


@pytest.mark.parametrize("text", [*NO_CONTACTS, TABLE])
def test_no_contact(text: str) -> None:
    expect("personal", all_described([around.format(text) for around in AROUND_THEM]))


@pytest.mark.parametrize(
    "zone, events",
    [
        ("Europe/Berlin", described("030 1234567", "‹personal›")),
        ("Europe/Berlin", described("0171/1234567", "‹personal›")),
        ("Asia/Kolkata", described("030 1234567")),
        ("Asia/Calcutta", described("98123 45678", "‹personal›")),
        ("America/New_York", described("98123 45678")),
        ("America/New_York", described("+91 98123 45678", "‹personal›")),
        ("UTC", described("98123 45678")),
        ("UTC", described("+91 98123 45678", "‹personal›")),
        ("UTC", described("ask@rivers.example", "‹personal›")),
    ],
)
def test_numbers_are_those_of_the_country_that_the_zone_is_in(zone: str, events: str) -> None:
    expect("personal", events, campaign=CAMPAIGN.replace("Asia/Kolkata", zone))


def test_where_contacts_belong() -> None:
    expect(
        "personal",
        """
        - id: a
          title: A
          area: delta
          start: 2018-11-22
          repeat: {every: week, count: 2}
          organiser: {name: A. Organiser 98123 45678, phone: "98123 45678", email: ask@rivers.example}
          changes:
            - {on: 2018-11-29, organiser: {name: B, phone: "+91 98123 45678", url: "https://a.example/9812345678"}}
        """,
    )


def test_every_other_field() -> None:
    expect(
        "personal",
        """
        - id: a
          title: ‹personal›Call 98123 45678
          area: delta
          start: 2018-11-22
          repeat: {every: week, count: 2}
          venue: {name: ‹personal›Hall (98123 45678), address: "Quay 1, 250001", url: "https://hall.example/9812345678"}
          speakers: ‹personal›‹personal›[Asha Devi, B. Speaker b@rivers.example, C 98123 45678]
          audience: ‹personal›ask@rivers.example
          status_note: ‹personal›ask@rivers.example
          online: https://meet.example/9812345678?pwd=a@b.example
          registration: https://forms.example/9812345678
          attendance: 100000
          links: [{url: "https://a.example/9812345678", title: ‹personal›98123 45678}]
          outcome: {text: ‹personal›98123 45678, attended: 981234567}
          description: ‹personal›|
            Come to the hall.

            Ask at 98123 45678, or write to ask@rivers.example.
          changes: [{on: 2018-11-29, status_note: ‹personal›98123 45678}]
        """,
    )


def test_the_campaign_the_venues_and_the_notes() -> None:
    campaign = CAMPAIGN.replace("name: Drive", "name: Drive\nsummary: ‹personal›Call 98123 45678")
    campaign = (
        campaign.replace("name: Talks", "name: ‹personal›Talks 98123 45678") + "url: https://a.example/9812345678/\n"
    )
    files = {
        "venues.yaml": "- {id: hall, name: Hall, address: ‹personal›Quay 1 (98123 45678)}\n",
        "notes/whom-to-ask.md": """\
---
title: Whom to ask
summary: ‹personal›ask@rivers.example
sources: [{title: A page, url: "https://a.example/9812345678"}]
---
See <https://a.example/9812345678>. It was so in 1857.

Then ask ‹personal›9812345678.
""",
    }
    expect("personal", "", campaign=campaign, files=files)


def test_a_text_in_two_languages_is_told_once() -> None:
    campaign = CAMPAIGN.replace("[en]", "[en, hi]")
    event = "- {id: a, area: delta, start: 2018-11-22, audience: ‹personal›{en: Call 98123 45678, hi: ९८१२३ ४५६७८}}"
    [said] = expect("personal", event, campaign=campaign).said
    assert said.startswith('audience: "98123 45678"')
    [said] = expect("personal", event.replace("Call 98123 45678", "Come"), campaign=campaign).said
    assert said.startswith('audience: "९८१२३ ४५६७८"')


def test_drafts_too() -> None:
    """They are shown nowhere, but the files may be."""
    expect(
        "personal", "- {id: a, area: delta, start: 2018-11-22, audience: ‹personal›ask@rivers.example, draft: yes}"
    )


def test_accepted_and_only_that() -> None:
    outcome = expect(
        "personal",
        """
        - {id: a, area: delta, start: 2018-11-22, audience: Call 1800-180-1551, accept: {personal: A public line}}
        - {id: b, area: gorge, start: 2018-11-22, audience: ‹personal›Call 1800-180-1551, accept: {share: Fine}}
        """,
    )
    assert outcome.reasons == [("personal", "A public line")]
