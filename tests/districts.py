"""A state of 75 districts in five regions, with twelve phases that expect each of them: a table as large as any.

Which district has what follows from a fixed seed, so that every state occurs, and no two rows are alike.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.campaigns import write_content

REGIONS = ("पूर्वी", "पश्चिमी", "उत्तरी", "दक्षिणी", "मध्य")
FIRST = ("अरुण", "चंदन", "दीप", "झील", "कुसुम", "लहर", "मेघ", "नीम", "ओस", "पवन", "रजत", "सारस", "तारक", "उषा", "वन")
SECOND = ("पुर", "सराय", "कोट", "घाट", "नगर")
LATIN = ("east", "west", "north", "south", "middle")
PHASES = (
    *("जिला बैठकें", "प्रशिक्षण कार्यशालाएँ", "कॉलेज संपर्क", "पुस्तक मेले", "वॉलंटियर सम्मेलन", "घर-घर संपर्क"),
    *("महिला सम्मेलन", "युवा संवाद", "पठन सप्ताह", "कहानी उत्सव", "समीक्षा बैठकें", "समापन समारोह"),
)
STARTS = date(2026, 11, 2)
CAMPAIGN = """\
name: {{hi: सूर्यप्रदेश पढ़ता है, en: Suryapradesh reads}}
url: https://reads.example/
uid_domain: reads.example
languages: [hi, en]
timezone: Asia/Kolkata
starts: {starts}
ends: {ends}
levels: [{{id: state, name: प्रदेश}}, {{id: region, name: क्षेत्र}}, {{id: district, name: {{hi: जिला, en: District}}}}]
edit: https://code.example/reads/programme/new/main/
areas:
  - id: state
    level: state
    name: {{hi: सूर्यप्रदेश, en: Suryapradesh}}
    areas:
{areas}
phases:
{phases}
holidays:
  - {{date: 2026-11-24, name: {{hi: पुस्तक दिवस, en: Book day}}}}
"""
SHAPES = (
    *("start: {day} 11:00", "start: {day} 14:00", "start: {day}", "start: {day} 16:30"),
    *("start: {day} 11:00\n  status: tentative", "between: [{first}, {last}]", "start: {late} 11:00", ""),
)


def write_state_of_75_districts(site: Path) -> None:
    """Write `site`/content/: about seven of eight districts have an event in each phase, in all states."""
    random = Random(75)
    districts = [(f"{LATIN[n // 15]}-{n % 15 + 1}", f"{FIRST[n % 15]}{SECOND[n // 15]}") for n in range(75)]
    areas, phases, events = [], [], []
    for region, name in enumerate(REGIONS):
        areas.append(f"      - id: {LATIN[region]}\n        level: region\n        name: {name} क्षेत्र\n        areas:")
        areas += [
            f"          - {{id: {id}, level: district, name: {{hi: {called}, en: {id.title()}}}}}"
            for id, called in districts[15 * region : 15 * region + 15]
        ]
    for number, name in enumerate(PHASES):
        first = STARTS + timedelta(5 * number)
        last = first + timedelta(6)
        span = f"starts: {first}, ends: {last}"
        phases.append(
            f"  - {{id: phase-{number + 1}, name: {{hi: {name}, en: Phase {number + 1}}}, {span}, expects: district}}"
        )
        for id, _ in districts:
            shape = SHAPES[random.randrange(len(SHAPES))]
            day, late = first + timedelta(random.randrange(7)), last + timedelta(random.randrange(1, 4))
            if shape:
                when = shape.format(day=day, late=late, first=first, last=last)
                events.append(f"- id: {id}-{number + 1}\n  phase: phase-{number + 1}\n  area: {id}\n  {when}\n")
    ends = STARTS + timedelta(5 * len(PHASES) + 6)
    text = CAMPAIGN.format(starts=STARTS, ends=ends, areas="\n".join(areas), phases="\n".join(phases))
    write_content(site, {"campaign.yaml": text, "events/state/all.yaml": "".join(events)})
