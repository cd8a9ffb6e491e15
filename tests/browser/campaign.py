"""The small campaign with what is hard for a page added to it: a third language, written from right to left and full
of gaps; long words and addresses that break nowhere; signs that HTML has its own use for; headings of any level."""

from __future__ import annotations

from pathlib import Path

from tests.campaigns import CAMPAIGN, CHECKOUT, EVENTS, NOTES, write_campaign, write_content

HARD_CAMPAIGN = CAMPAIGN.replace("languages: [hi, en]", "languages: [hi, en, ur]").replace(
    "- {id: harbour, level: district, name: {hi: बंदरगाह, en: Harbour}}",
    "- {id: harbour, level: district, name: {hi: बंदरगाह, en: Harbour, ur: بندرگاہ}}\n"
    "          - {id: long, level: district, name: {hi: तिरुवनंतपुरमपल्लीकुट्टूर, en: Llanfairpwllgwyngyllgogerychwyrn}}",
)

HARD_EVENTS = {
    "events/long/everything.yaml": """\
id: everything
title: {hi: सब कुछ एक साथ, en: Everything at once, ur: سب کچھ ایک ساتھ}
phase: survey
area: long
for: [lower]
start: 2018-11-14 17:30
end: 19:00
venue:
  name: {hi: पुस्तकालय, en: Library, ur: کتب خانہ}
  address: {hi: "मुख्य मार्ग, 110001", en: "Main Road, 110001"}
  url: https://library.example/a-very-long-address/that-does-not-break/because-it-has-no-spaces/index.html
online: https://meet.example/room/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789?token=0123456789
registration: https://register.example/2018?a=1&b=2&copy=3
organiser:
  name: {hi: समिति, en: Committee, ur: کمیٹی}
  phone: "+91 11 5550 1234"
  email: a-rather-long-mailbox-name.for-the-committee-of-the-river@library.example
  url: https://committee.example/
audience: {hi: सब लोग, en: Everybody}
links: [{url: "https://links.example/?q=%22&x=%3Cy%3E", title: {hi: और पढ़ें, en: Read on}}]
notes: [deep]
outcome: {text: {hi: सभा हुई।, en: It was held.}, attended: 1}
description:
  hi: |
    #### गहरा शीर्षक

    | समय | विषय | वक्ता | जगह | टिप्पणी | सामग्री |
    |---|---|---|---|---|---|
    | 17:30 | स्वागत और परिचय | A. Author | बड़ा सभागार | कृपया समय पर | पुस्तिका |

    औरएकबहुतलंबाशब्दजिसमेंकोईखालीजगहनहींहैताकिछोटेपरदेपरभीपतालगेकिवहटूटताहैयानहीं।

        a line of code that is so long that it can not fit on the screen of any telephone whatever happens
  en: |
    Tea & biscuits at 5 < 6; "quotes" and 'apostrophes'. <b onclick="alert(1)">bold</b>
""",
    "events/long/angle-brackets.yaml": """\
id: angle-brackets
title: {hi: "<b>\\"चाय\\" & 'बात'</b> <script>alert(1)</script>"}
phase: survey
area: [long, upper]
start: 2018-11-30 23:30
end: 2018-12-01 01:00
status: tentative
status_note: {hi: जगह तय होनी है}
notes: [deep]
""",
    "events/long/only-urdu.yaml": """\
id: only-urdu
title: {ur: اردو مشاعرہ (2018)}
area: long
start: 2018-12-31
end: 2019-01-02
description: {ur: یہ متن صرف اردو میں ہے۔}
""",
}

HARD_NOTES = {
    "notes/deep.md": """\
---
title: गहरे शीर्षक, उद्धरण और सूचियाँ
---
#### चौथे स्तर का शीर्षक

> उद्धरण

- एक
    - भीतर [](area:long), [](area:harbour)

# पहले स्तर का शीर्षक

| क्षेत्र | फोन |
|---|---|
| ऊपरीक्षेत्रकाबहुतलंबानामजोटूटतानहींहै | +91-11-5550-1234-5678-9012-3456 |
""",
    "notes/only-hindi.md": """\
---
title: केवल हिंदी में
summary: इस नोट का अनुवाद नहीं है
---
इस नोट का अनुवाद नहीं है।
""",
}


def write_hard_campaign(site: Path) -> None:
    """Write `site`/content/. Urdu gets the interface's English words: only its direction matters here."""
    write_campaign(site, events=EVENTS | HARD_EVENTS, notes=NOTES | HARD_NOTES, campaign=HARD_CAMPAIGN)
    english = (CHECKOUT / "templates" / "strings" / "en.yaml").read_text(encoding="utf-8")
    write_content(site, {"strings/ur.yaml": english})
