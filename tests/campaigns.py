"""A small made-up campaign, written to a folder, built, and read back: what most tests over whole sites begin with.

Every text of it is a plain constant, so that a test can take one, change a line and write it over the folder's.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from campaign_calendar import pipeline

CHECKOUT = Path(__file__).resolve().parent.parent
EPOCH = 1_541_800_000  # 2018-11-09 21:46:40 UTC, the moment of every build that names none

CAMPAIGN = """\
name: {hi: नदी सफाई अभियान, en: River cleaning drive}
summary: {hi: "दो क्षेत्र, चार जिले, तीन चरण", en: "Two regions, four districts, three phases"}
url: https://rivers.example/drive/
uid_domain: rivers.example
languages: [hi, en]
timezone: Asia/Kolkata
starts: 2018-11-10
ends: 2018-12-20
levels:
  - {id: state, name: {hi: प्रदेश, en: State}}
  - {id: region, name: {hi: क्षेत्र, en: Region}}
  - {id: district, name: {hi: जिला, en: District}}
areas:
  - id: riverland
    level: state
    name: {hi: नदी प्रदेश, en: Riverland}
    areas:
      - id: upper
        level: region
        name: {hi: ऊपरी क्षेत्र, en: Upper region}
        areas:
          - {id: source, level: district, name: {hi: उद्गम, en: Source}}
          - {id: gorge, level: district, name: {hi: घाटी, en: Gorge}}
      - id: lower
        level: region
        name: {hi: निचला क्षेत्र, en: Lower region}
        areas:
          - {id: delta, level: district, name: {hi: मुहाना, en: Delta}}
          - {id: harbour, level: district, name: {hi: बंदरगाह, en: Harbour}}
phases:
  - id: training
    name: {hi: प्रशिक्षण, en: Training}
    starts: 2018-11-10
    ends: 2018-11-12
    area: upper
    entry: no
    color: "#6a2c91"
  - id: survey
    name: {hi: सर्वेक्षण, en: Survey}
    starts: 2018-11-13
    ends: 2018-11-30
    color: "#0a58a6"
    notes: [what-to-bring]
  - id: cleaning-days
    name: {hi: सफाई के दिन, en: Cleaning days}
    starts: 2018-12-01
    ends: 2018-12-20
    expects: district
    color: "#0b6e4f"
    notes: [safety]
feeds: {cancelled: mark, default_duration: 2h}
contacts_in_feeds: no
"""

EVENTS = {
    "events/source/first-training.yaml": """\
id: first-training
title: {hi: पहला प्रशिक्षण, en: First training}
phase: training
area: source
for: [upper]
start: 2018-11-10 10:30
end: 13:00
venue:
  name: {hi: पंचायत भवन, en: Village hall}
  address: {hi: "मेन रोड, उद्गम", en: "Main Road, Source"}
  geo: [28.591, 77.32]
organiser: {name: A. Organiser, phone: "+91 98123 45678", email: ask@rivers.example}
speakers: [B. Speaker]
attendance: 60
notes: [what-to-bring]
description:
  hi: |
    **दस्ताने** लाएँ; पूरी सूची [नोट](what-to-bring.md) में है।

    - अगला आयोजन: [](event:bank-walk)
    - [चरण](phase:cleaning-days), [क्षेत्र](area:upper)
  en: |
    Bring **gloves**; the whole list is in the [note](what-to-bring.md).

    - What comes next: [](event:bank-walk)
    - [the phase](phase:cleaning-days), [the region](area:upper)
""",
    "events/gorge/bank-walk.yaml": """\
id: bank-walk
title: {hi: तट की सैर, en: Walk along the bank}
phase: survey
area: gorge
start: 2018-11-15
""",
    "events/upper/bird-count.yaml": """\
id: bird-count
title: {hi: पक्षी गणना, en: Bird count}
phase: survey
area: [source, gorge]
start: 2018-11-17
end: 2018-11-19
links: [{url: "https://birds.example/", title: {hi: सूची, en: The list}}]
""",
    "events/source/source-cleaning.yaml": """\
id: source-cleaning
phase: cleaning-days
area: source
start: 2018-12-02
time: later
""",
    "events/gorge/gorge-cleaning.yaml": """\
id: gorge-cleaning
phase: cleaning-days
area: gorge
between: [2018-12-05, 2018-12-12]
""",
    "events/delta/delta-cleaning.yaml": """\
id: delta-cleaning
phase: cleaning-days
area: delta
start: 2018-12-08 07:00
end: 11:00
status: cancelled
status_note: {hi: पानी अधिक है, en: The water is too high}
""",
    "events/harbour/harbour-cleaning.yaml": """\
id: harbour-cleaning
phase: cleaning-days
area: harbour
start: 2018-12-09 07:00
status: postponed
status_note: {hi: नई तारीख बाद में, en: A new date will follow}
""",
    "events/delta/boat-meeting.yaml": """\
id: boat-meeting
title: {hi: नाविकों की बैठक, en: Boatmen's meeting}
area: delta
start: 2018-11-24 18:30
end: 20:00
status: tentative
online: https://meet.example/boats
""",
    "events/harbour/closing-feast.yaml": """\
id: closing-feast
title: {hi: समापन भोज, en: Closing feast}
area: harbour
start: 2018-12-20 19:00
draft: yes
""",
}

NOTES = {
    "notes/what-to-bring.md": """\
---
title: क्या लाएँ
summary: दस्ताने, बोतल, टोपी
events: [first-training]
updated: 2018-11-01
---
दस्ताने, **पानी की बोतल** और टोपी।

आयोजन: [](event:first-training)
""",
    "notes/what-to-bring.en.md": """\
---
title: What to bring
summary: Gloves, a bottle, a hat
---
Gloves, a **bottle of water** and a hat.

The event: [](event:first-training)
""",
    "notes/safety.md": """\
---
title: सुरक्षा
sources:
  - {title: नदी विभाग की पुस्तिका, url: "https://safety.example/"}
---
पानी में अकेले न उतरें। [क्या लाएँ](what-to-bring.md)
""",
    "notes/safety.en.md": """\
---
title: Safety
sources:
  - {title: The river office's booklet, url: "https://safety.example/"}
---
Never go into the water alone. [What to bring](what-to-bring.md)
""",
}

TINY_CAMPAIGN = """\
name: Reading week
url: https://reading.example/
uid_domain: reading.example
languages: [en]
timezone: Europe/Berlin
starts: 2018-11-10
ends: 2018-11-30
levels:
  - {id: town, name: Town}
areas:
  - {id: littleton, level: town, name: Littleton}
"""

TINY_EVENTS = {
    "events/reading-evening.yaml": """\
id: reading-evening
title: Reading evening
area: littleton
start: 2018-11-22 17:30
end: 19:00
""",
}


def write_campaign(
    site: Path,
    *,
    events: Mapping[str, str] = EVENTS,
    notes: Mapping[str, str] = NOTES,
    campaign: str = CAMPAIGN,
) -> None:
    """Write `site`/content/ with the campaign: two languages, two regions, four districts, three phases, an event of
    each kind and two notes. `events` and `notes` are texts by their paths in content/."""
    write_content(site, {"campaign.yaml": campaign, **events, **notes})


def write_tiny_campaign(site: Path) -> None:
    """The smallest campaign of any use: one language, one place, one event. Its build makes few files."""
    write_campaign(site, events=TINY_EVENTS, notes={}, campaign=TINY_CAMPAIGN)


def write_content(site: Path, texts: Mapping[str, str]) -> None:
    """Write or replace files of `site`/content/, by their paths in it."""
    for path, text in texts.items():
        file = site / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def change(site: Path, file: str, old: str, new: str) -> None:
    """Write one thing of a file of `site`/content/ otherwise; `old` stands in it once."""
    path = site / "content" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(site: Path, *arguments: str, **variables: str | None) -> subprocess.CompletedProcess[bytes]:
    """Run `python build.py build --site SITE ARGUMENTS` as a child. `variables` are set in its environment, None
    takes one out; SOURCE_DATE_EPOCH is EPOCH where they do not say otherwise."""
    return subprocess.run(command(site, *arguments), env=environment(**variables), capture_output=True, check=False)


def command(site: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(CHECKOUT / "build.py"), "build", "--site", str(site), *arguments]


def environment(**variables: str | None) -> dict[str, str]:
    changed = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), **variables}
    return {name: value for name, value in changed.items() if value is not None}


def build_here(
    site: Path, output: Path | None = None, *, epoch: int | None = EPOCH, **options: object
) -> pipeline.Built:
    """Build in this process, into `site`/output where no other folder is named. `options` are pipeline.Options'.
    `epoch`: the moment of the build; None leaves it to the content's repository and the clock."""
    folder = pipeline.Folder(site, output or site / "output")
    with _environment_variable("SOURCE_DATE_EPOCH", None if epoch is None else str(epoch)):
        return pipeline.build(folder, pipeline.Options(**options))  # type: ignore[arg-type]


@contextmanager
def _environment_variable(name: str, value: str | None) -> Iterator[None]:
    before = os.environ.pop(name, None)
    try:
        if value is not None:
            os.environ[name] = value
        yield
    finally:
        os.environ.pop(name, None)
        if before is not None:
            os.environ[name] = before


def tree(folder: Path) -> dict[str, bytes]:
    """The octets of every file below `folder`, by its path in it with forward slashes. A symbolic link counts as a
    file that holds its target, so that no test takes one for what it leads to."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"symbolic link to " + os.fsencode(os.readlink(path))
        elif path.is_file():
            found[name] = path.read_bytes()
    return found
