"""A made-up campaign of events and series of every kind with awkward texts, in four languages and a zone with summer
time, written to a folder."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.campaigns import CHECKOUT, write_content

NASTY = (
    "C:\\Notes",
    "C:\\new\\table",
    "\\N",
    "\\n",
    "\\\\",
    "\\, \\;",
    "a, b; c: d",
    "\"quoted\" & 'quoted'",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "DTSTART;VALUE=DATE:20000101",
    "50 % off; 100 %, $5 {braces} ^n ^^",
    "longer" * 40,
    "क्षेत्रीय कार्यशाला, ज़िला स्तर; भाग 2",
    "र्‍य क्‌ष त्र ज्ञ ड़ ढ़",
    "स्त्रीशक्ति" * 12,
    "தமிழ்நாடு மாநில மாநாடு, ஸ்ரீரங்கம்",
    "ஸ்ரீக்ஷகௌ" * 10,
    "اردو میں کتابوں کا میلہ، شام؛ ہال نمبر ۲",
    "بِسْمِ‌اللہ" * 9,
    "\u200fاردو\u200e and English",
    "👩🏽‍🌾 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️ 🇮🇳",
    "👩‍👩‍👦‍👦" * 10,
    "e\u0301 n\u0303 o\u0308",
    "日本語の長い文章、改行なし" * 6,
    "ท้องถิ่นของเรา" * 8,
    "x\u00a0y\u2009z\u202fw",
    "– — … « » “ ” ₹500",
)
NASTY_PROSE = [text for text in NASTY if "\\\\" not in text]  # in Markdown these two would mean one
LANGUAGES = ("hi", "ta", "ur", "en")
AREA_TREE = {"land": ["north", "south"], "north": ["n-one", "n-two"], "south": ["s-one", "s-two"]}
SUMMER_TIME = "Europe/Berlin"
ONCE = 200  # events that do not recur
SERIES: tuple[dict[str, Any], ...] = (
    {  # over the change to summer time, with every kind of exception
        "start": "2026-03-16 18:00",
        "end": "19:30",
        "repeat": {"every": "week", "on": ["mon", "thu"], "until": "2026-04-30", "except": ["2026-03-30"]},
        "changes": [
            {"on": "2026-03-16", "title": "Opening, with tea; and cake", "description": "**Once** only."},
            {
                "on": "2026-03-26",
                "start": "2026-03-27 17:00",
                "venue": {"name": "Hall, 2nd floor", "geo": ["1", "2"]},
            },
            {"on": "2026-04-02", "status": "cancelled", "status_note": "The hall is closed"},
            {"on": "2026-04-06", "start": "2026-04-07", "time": "later"},
            {"on": "2026-04-09", "end": "18:15", "speakers": ["A. Speaker", "B. Speaker"]},
            {"on": "2026-04-13", "status": "tentative"},
        ],
    },
    # One of these nights has seven hours.
    {"start": "2026-10-20 23:00", "end": "2026-10-21 05:00", "repeat": {"every": "day", "count": "8"}},
    {"start": "2026-03-27", "end": "2026-03-28", "repeat": {"every": "month", "on": "last fri", "count": "5"}},
    {"start": "2026-05-02 10:00", "repeat": {"dates": ["2026-05-02", "2026-05-03", "2026-05-09", "2026-12-31"]}},
    {
        "start": "2026-03-22",
        "time": "later",
        "repeat": {"every": "week", "step": "2", "count": "4"},
        "changes": [{"on": "2026-04-05", "start": "2026-04-05 12:00", "end": "14:00"}],
    },
)
EPOCH = 1_790_000_000  # in 2026, so that sequences are great numbers


def write_awkward_campaign(folder: Path) -> None:
    some = random.Random(2018)

    def line(pieces: Sequence[str] = NASTY) -> str:
        return " ".join(some.choices(pieces, k=some.randint(1, 3)))

    def text(make: Callable[[], str]) -> Any:
        languages = some.sample(LANGUAGES, some.randint(1, 4))
        return make() if some.random() < 0.1 else {each: make() for each in LANGUAGES if each in languages}

    def prose() -> str:
        paragraphs = [[line(NASTY_PROSE) for _ in range(some.randint(1, 2))] for _ in range(some.randint(1, 4))]
        return "\n\n".join("\n".join(lines) for lines in paragraphs)

    def area(id: str) -> dict[str, Any]:
        level = "land" if id == "land" else "part" if id in AREA_TREE else "place"
        below = {"areas": [area(each) for each in AREA_TREE[id]]} if id in AREA_TREE else {}
        return {"id": id, "level": level, "name": text(line), **below}

    def phase(number: int) -> dict[str, Any]:
        first = date(2026, 3, 1) + timedelta(days=60 * number)
        last = first + timedelta(days=some.randint(0, 59))
        found = {"id": f"phase-{number}", "name": text(line), "starts": str(first), "ends": str(last)}
        found |= {"area": some.choice(places)} if number else {"expects": "place"}
        return found | ({"entry": "no"} if number == 2 else {})

    def event(number: int, when: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"event-{number}", "title": text(line), "area": some.choice(places)}
        if some.random() < 0.2:
            found["area"] = some.sample(places, 2)
        if some.random() < 0.2:
            found["for"] = some.sample(places, some.randint(1, 2))
        if some.random() < 0.7:
            found["phase"] = f"phase-{some.randrange(5)}"
            if some.random() < 0.1:
                del found["title"]
        found |= when
        if some.random() < 0.4:
            found["status"] = some.choice(["tentative", "postponed", "cancelled", "confirmed"])
            found |= {"status_note": text(line)} if some.random() < 0.5 else {}
        if some.random() < 0.5:
            found["venue"] = {"name": text(line)} | ({"address": text(line)} if some.random() < 0.5 else {})
            if some.random() < 0.7:
                found["venue"]["geo"] = [f"{some.uniform(-90, 90):.8f}", f"{some.uniform(-180, 180):.8f}"]
        if some.random() < 0.3:
            found["online"] = "https://meet.example/room;a,b?x=1&y=%E0%A4%95"
        if some.random() < 0.3:
            found["registration"] = "https://forms.example/" + "a" * 90
        if some.random() < 0.3:
            found["organiser"] = {"name": text(line), "phone": "+91 98123 45678", "email": "ask@rivers.example"}
        if some.random() < 0.8:
            found["description"] = text(prose)
        return found

    def some_time() -> dict[str, Any]:
        first = date(2026, 3, 1) + timedelta(days=some.randrange(300))
        later = first + timedelta(days=some.randint(0, 12))
        start = f"{first} {some.choice(['04:00', '10:30', '18:15', '20:00', '00:00'])}"
        return some.choice(
            [
                {"start": str(first)},
                {"start": str(first), "end": str(later)},
                {"start": str(first), "time": "later"},
                {"start": start},
                {"start": start, "end": "21:00"},
                {"start": start, "end": f"{later + timedelta(days=1)} 00:00"},
                {"start": start, "end": f"{later + timedelta(days=1)} 05:45"},
                {"between": [str(first), str(later)]},
            ]
        )

    places = ["land", *(each for below in AREA_TREE.values() for each in below)]
    changes = [  # beside both changes of the clocks
        {"start": "2026-03-29 01:30", "end": "03:30"},
        {"start": "2026-03-28 23:00", "end": "2026-03-29 05:00"},
        {"start": "2026-10-25 01:30", "end": "03:30"},
        {"start": "2026-10-24 23:00", "end": "2026-10-25 05:00"},
    ]
    campaign = {
        "name": {"hi": "मेला, उत्सव; सभा", "ta": "விழா", "ur": "میلہ", "en": "A fair, a feast; C:\\Notes"},
        "summary": text(line),
        "url": "https://rivers.example/fair",
        "uid_domain": "rivers.example",
        "languages": list(LANGUAGES),
        "timezone": SUMMER_TIME,
        "starts": "2026-03-01",
        "ends": "2026-12-31",
        "levels": [{"id": each, "name": text(line)} for each in ("land", "part", "place")],
        "areas": [area("land")],
        "phases": [phase(number) for number in range(5)],
        "feeds": {"cancelled": "status", "default_duration": "3h"},
        "contacts_in_feeds": "yes",
    }
    times = [*(some_time() for _ in range(ONCE - len(changes))), *changes, *SERIES]
    events = [event(number, when) for number, when in enumerate(times)]
    words = (CHECKOUT / "templates/strings/en.yaml").read_text(encoding="utf-8")
    write_content(
        folder,
        {
            "campaign.yaml": json.dumps(campaign, ensure_ascii=False),
            **{f"events/{each['id']}.yaml": json.dumps(each, ensure_ascii=False) for each in events},
            **{f"strings/{language}.yaml": words for language in ("ta", "ur")},
        },
    )
