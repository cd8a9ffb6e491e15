"""What the generated documents say around what is generated, in each language."""

from __future__ import annotations

NOTICE = {
    "en": "<!-- Written by `make docs` from the tables of fields and the corpus of wrong files. -->\n\n",
    "hi": "<!-- यह फाइल `make docs` से बनती है; यहाँ न बदलें। -->\n\n",
}

REFERENCE = {
    "en": {
        "title": "# Content files: every field\n\nFor how to write an event, see the [README](../README.md). "
        "What the tool says when something is wrong: [messages](messages.en.md). "
        "The same tables as a JSON Schema, for editors that know it: `python build.py schema`.",
        "rules": """\
## What holds for every file

- Everything is read as the text that was typed, and the field decides what it means: `10:30` is a time, `011001` a
  postal code, `NO` the text NO. Digits of any script are read as digits.
- Dates are `2018-11-30`, times `17:30`, both `2018-11-22 17:30`, in the campaign's time zone. Every end date is
  inclusive.
- An empty value is an absent one. Yes and no are `yes`, `no`, `true`, `false`.
- A text is a plain value in the campaign's first language, or has one for each: `{hi: बैठक, en: Meeting}`.
- An `id` is its owner's address and its name in every calendar: it never changes.
- A text with `: ` or ` #` in it, or one that begins with a sign such as `@ & * ! % [ {`, stands in quotes. A comment
  after a value has two spaces before its `#`.
- No tabs, no anchors, aliases and tags of YAML, no second document, at most 1 MB and 20 levels.""",
        "head": "| field | type | what it says | example |",
        "required": "Required.",
        "stop": ".",
        "by_language": "{what}, or one for each language",
        "list": "list of: {what}",
        "one_or_list": "{what}, or a list of them",
        "or_mapping": "{what}, or the fields below",
        "mapping": "the fields below",
        "locales": "for each language its CLDR locale",
        "checks": "## `accept`: warnings about the programme\n\nA warning that is all right in one event or phase is "
        "accepted there, with the reason; `python build.py check --verbose` lists all that are. An area that needs "
        "no date is left out under `expects: {except: […]}`; what was published and is gone is told by `retired`.",
        "checks_head": "| check | accepted by | what must hold |",
        "event": "the event",
        "phase": "the phase",
        "strings": """\
## `content/strings/LANG.yaml`

Interface words of a language that the tool does not carry, or other words for one that it does: the same keys as in
`templates/strings/en.yaml`. The forms of a count are CLDR's plural categories (`one`, `other` …), the names in braces
are filled in, and `time_pattern` is a CLDR pattern for times, or `short`.

## `content/media/`

Pictures (JPEG, PNG, WebP, GIF) are published re-encoded, without metadata, at most 1,200 pixels wide or high and
about 100 KB. Documents (PDF, text, office files) are published as they are. Both are named as they lie in `content/`:
`media/hall.jpg`; in Markdown `![what it shows](media/hall.jpg)` and `[agenda](media/agenda.pdf)`.""",
    },
    "hi": {
        "title": "# सामग्री की फाइलें: हर फील्ड\n\nआयोजन कैसे लिखें: [README](../README.md)। "
        "कुछ गलत हो तो उपकरण क्या कहता है: [संदेश](messages.hi.md)। "
        "यही तालिकाएँ JSON Schema में, उन संपादकों के लिए जो उसे समझते हैं: `python build.py schema`",
        "rules": """\
## हर फाइल के नियम

- जो लिखा है वही पढ़ा जाता है; अर्थ फील्ड से तय होता है: `10:30` समय है, `011001` पिन कोड, `NO` बस NO। किसी भी लिपि
  के अंक चलते हैं।
- तारीख `2018-11-30`, समय `17:30`, दोनों `2018-11-22 17:30`; समय अभियान के समय क्षेत्र का है। अंत की हर तारीख शामिल है।
- खाली मान का अर्थ है कि वह लिखा ही नहीं। हाँ-नहीं के लिए `yes`, `no`, `true`, `false`।
- टेक्स्ट या तो पहली भाषा में एक मान है, या हर भाषा में अलग: `{hi: बैठक, en: Meeting}`।
- `id` पता भी है और हर कैलेंडर में पहचान भी: कभी न बदलें।
- जिस टेक्स्ट में `: ` या ` #` हो, या जो `@ & * ! % [ {` जैसे चिह्न से शुरू हो, उसे उद्धरण चिह्नों में लिखें। मान के बाद
  टिप्पणी लिखनी हो तो `#` से पहले दो खाली जगह छोड़ें।
- टैब नहीं; YAML के anchor, alias, tag नहीं; एक फाइल में दूसरा दस्तावेज़ नहीं; अधिक से अधिक 1 MB और 20 स्तर।""",
        "head": "| फील्ड | प्रकार | क्या लिखें | उदाहरण |",
        "required": "ज़रूरी।",
        "stop": "।",
        "by_language": "{what}, या हर भाषा में अलग",
        "list": "सूची: {what}",
        "one_or_list": "{what}, या उनकी सूची",
        "or_mapping": "{what}, या नीचे के फील्ड",
        "mapping": "नीचे के फील्ड",
        "locales": "हर भाषा का CLDR locale",
        "checks": "## `accept`: कार्यक्रम की चेतावनियाँ\n\nकोई चेतावनी किसी आयोजन या चरण में ठीक हो तो उसे वहीं कारण के "
        "साथ मान लें; `python build.py check --verbose` ऐसी सब दिखाता है। जिस क्षेत्र में तारीख नहीं चाहिए उसे "
        "`expects: {except: […]}` में छोड़ें, और जो प्रकाशित था और अब नहीं है, वह `retired` में लिखें।",
        "checks_head": "| जाँच | कहाँ मानें | क्या होना चाहिए |",
        "event": "आयोजन",
        "phase": "चरण",
        "strings": """\
## `content/strings/LANG.yaml`

जिस भाषा के शब्द उपकरण में नहीं हैं उसके शब्द, या जिसके हैं उसके दूसरे शब्द: कुंजियाँ वही जो `templates/strings/en.yaml` में
हैं। गिनती के रूप CLDR की श्रेणियाँ हैं (`one`, `other` …), कोष्ठक के नाम भरे जाते हैं, और `time_pattern` समय का CLDR
ढाँचा है, या `short`।

## `content/media/`

तस्वीरें (JPEG, PNG, WebP, GIF) नए सिरे से, बिना छिपी जानकारी के प्रकाशित होती हैं: अधिक से अधिक 1,200 पिक्सेल और लगभग
100 KB। दस्तावेज़ (PDF, टेक्स्ट, दफ्तर की फाइलें) जैसे के तैसे। नाम वही जो `content/` में है: `media/hall.jpg`; Markdown में
`![तस्वीर में क्या है](media/hall.jpg)` और `[कार्यसूची](media/agenda.pdf)`।""",
    },
}

MESSAGES = {
    "en": {
        "title": "# Messages: what the tool says, and what brings it about\n\nEach message ends in its rule, in "
        "brackets. Below is for each rule a line that gives it, what is said of it and, where that can be known, the "
        "line as it should be.",
        "instead": "Write:",
    },
    "hi": {
        "title": "# संदेश: उपकरण क्या कहता है, और कब\n\nहर संदेश के अंत में कोष्ठक में उसका नियम है। नीचे हर नियम के लिए वह पंक्ति है "
        "जिससे वह संदेश आता है, वह संदेश, और जहाँ पता हो वहाँ सही पंक्ति।",
        "instead": "ऐसे लिखें:",
    },
}

CHECKS = {
    "coverage": {
        "en": "Each area that a phase expects has a confirmed date in it",
        "hi": "चरण को जिन क्षेत्रों से अपेक्षा है, हर एक में पक्की तारीख हो",
    },
    "clash": {
        "en": "A venue, a speaker, or the same people of an area are not asked to two places at overlapping hours",
        "hi": "कोई जगह, कोई वक्ता, या एक क्षेत्र के वही लोग एक ही समय दो जगह न हों",
    },
    "double": {
        "en": "One phase has one event a day in an area, and not an undated one besides",
        "hi": "एक चरण का एक क्षेत्र में एक दिन एक ही आयोजन हो, और साथ में कोई बिना तारीख वाला न हो",
    },
    "holiday": {
        "en": "It is not on a holiday of the list, or of the country, in its area",
        "hi": "सूची की, या देश की, छुट्टी उसके क्षेत्र में उस दिन न हो",
    },
    "window": {
        "en": "It lies within the days of its phase and of the campaign",
        "hi": "वह अपने चरण और अभियान के दिनों के भीतर हो",
    },
    "days": {
        "en": "With hours it does not go on over several days; what is on each day has a `repeat`",
        "hi": "समय वाला आयोजन कई दिन लगातार न चले; जो हर दिन हो उसमें `repeat` लिखें",
    },
    "doubled": {
        "en": "No hour at which it begins or ends is shown twice by the clocks that night",
        "hi": "शुरू या खत्म होने का कोई समय ऐसा न हो, जिसे घड़ियाँ उस रात दो बार दिखाती हैं",
    },
    "translation": {
        "en": "Every text is written in every language of the campaign",
        "hi": "हर टेक्स्ट अभियान की हर भाषा में हो",
    },
    "picture": {
        "en": "Every picture has words for those who cannot see it",
        "hi": "हर तस्वीर के लिए शब्द हों, उनके लिए जो देख नहीं सकते",
    },
    "personal": {
        "en": "Phone numbers and e-mail addresses stand under `organiser` only",
        "hi": "फोन नंबर और ई-मेल केवल `organiser` में हों",
    },
    "share": {
        "en": "Its title has at most 65 characters, so that a shared link shows all of it",
        "hi": "शीर्षक अधिक से अधिक 65 अक्षर का हो, ताकि साझा किए लिंक में पूरा दिखे",
    },
    "renamed": {
        "en": "It is not an event that was published under another id",
        "hi": "वह दूसरी id से पहले प्रकाशित आयोजन न हो",
    },
}

EXAMPLES = {
    "campaign": """\
name: {en: Reading drive, hi: पढ़ो अभियान}
url: https://reading.example/
uid_domain: reading.example
languages: [en, hi]
timezone: Asia/Kolkata
starts: 2018-11-10
ends: 2018-12-20
levels:
  - {id: town, name: {en: Town, hi: नगर}}
  - {id: ward, name: {en: Ward, hi: वार्ड}}
areas:
  - id: our-town
    level: town
    name: {en: Our town, hi: हमारा नगर}
    areas:
      - {id: ward-7, level: ward, name: {en: Ward 7, hi: वार्ड 7}}
      - {id: ward-8, level: ward, name: {en: Ward 8, hi: वार्ड 8}}
phases:
  - id: reading-evenings
    name: {en: Reading evenings, hi: पढ़ने की शामें}
    starts: 2018-11-12
    ends: 2018-12-20
    expects: ward
tags:
  - {id: reading, name: {en: Reading, hi: पढ़ना}}
""",
    "event": """\
id: ward-7-reading-evening
title: {en: Reading evening, hi: पढ़ने की शाम}
phase: reading-evenings
area: ward-7
start: 2018-11-22 17:30
end: 19:00
repeat: {every: week, on: [mon, thu], until: 2018-12-20, except: [2018-12-03]}
changes:
  - {on: 2018-11-29, start: 2018-11-29 18:00, venue: town-library}
  - {on: 2018-12-06, status: cancelled, status_note: {en: The hall is closed, hi: भवन बंद है}}
venue: town-library
tags: [reading]
description:
  en: Bring a book that you like.
  hi: अपनी पसंद की एक किताब लाएँ।
""",
    "venue": """\
- id: town-library
  name: {en: Town library, hi: नगर पुस्तकालय}
  address: {en: "Main Road, Ward 7", hi: "मेन रोड, वार्ड 7"}
  geo: [28.59, 77.32]
""",
    "note": """\
---
title: What to bring
summary: A book and a lamp
tags: [reading]
updated: 2018-11-01
---
Bring a book that you like, and a lamp.
""",
}
