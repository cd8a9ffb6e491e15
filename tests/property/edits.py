"""What editors do to a site: each function makes one random change to its content or its own templates and tells it.

Most changes leave the content right; some do not, as when an event is deleted that a note still links to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.campaigns import CHECKOUT

THEME = CHECKOUT / "templates"
WORDS = ("नई", "बड़ी", "शाम", "खुली", "साझा", "open", "shared", "late", "ünïted", "<b>&amp;</b>", "a; b, c\\n")


def load(file: Path) -> Any:
    """A YAML file as plain dictionaries, lists and texts."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def save(file: Path, data: Any) -> None:
    """JSON, which is YAML too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")


def words(random: Random) -> Any:
    """Some text, at times in one language only."""
    hindi, english = (" ".join(random.choices(WORDS, k=random.randint(1, 4))) for _ in range(2))
    return random.choice([{"hi": hindi, "en": english}, {"hi": hindi, "en": english}, hindi])


def day(random: Random) -> str:
    return random.choice([f"2018-11-{random.randint(10, 30):02}", f"2018-12-{random.randint(1, 31):02}"])


def some_date(random: Random) -> dict[str, Any]:
    """One of the ways to say when an event is."""
    first, last = sorted((day(random), day(random)))
    return random.choice(
        [
            {"start": first},
            {"start": first, "end": last},
            {"start": first, "time": "later"},
            {"start": f"{first} {random.randint(6, 17):02}:30"},
            {"start": f"{first} {random.randint(6, 17):02}:30", "end": "19:15"},
            {"between": [first, last]},
        ]
    )


def areas(campaign: dict[str, Any]) -> list[dict[str, Any]]:
    """Every area of the tree."""

    def below(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for node in nodes:
            yield node
            yield from below(node.get("areas", []))

    return list(below(campaign["areas"]))


def some_area(site: Path, random: Random) -> str:
    chosen: str = random.choice(areas(load(site / "content/campaign.yaml")))["id"]
    return chosen


def some_event(site: Path, random: Random) -> Path:
    return random.choice(sorted(site.glob("content/events/**/*.yaml")))


def change_event(site: Path, random: Random) -> str:
    file = some_event(site, random)
    event = load(file)
    field = random.choice(["title", "date", "status", "area", "for", "venue", "description", "draft", "attendance"])
    if field == "title":
        event["title"] = words(random)
    elif field == "date":
        for name in ("start", "end", "time", "between"):
            event.pop(name, None)
        event |= some_date(random)
    elif field == "status":
        event["status"] = random.choice(["confirmed", "tentative", "postponed", "cancelled"])
        event["status_note"] = words(random)
    elif field in ("area", "for"):
        event[field] = list({some_area(site, random), some_area(site, random)})
    elif field == "venue":
        event["venue"] = {"name": words(random), "geo": ["28.5", str(random.randint(70, 80))]}
    elif field == "description":
        event["description"] = {"hi": "", "en": f"* {words(random)}\n* [](event:{some_event(site, random).stem})\n"}
    elif field == "draft":
        event["draft"] = "no" if event.get("draft") == "yes" else "yes"
    else:
        event["attendance"] = str(random.randint(1, 5000))
    save(file, event)
    return f"{field} of {event['id']}"


def add_event(site: Path, random: Random) -> str:
    id = f"added-{random.randint(1, 12)}"
    area = some_area(site, random)
    event = {"id": id, "title": words(random), "area": area, **some_date(random)}
    if random.random() < 0.5:
        event["phase"] = random.choice(load(site / "content/campaign.yaml")["phases"])["id"]
    save(site / "content/events" / area / f"{id}.yaml", event)
    return f"event {id}"


def delete_event(site: Path, random: Random) -> str:
    file = some_event(site, random)
    file.unlink()
    return f"no {file.name}"


def rename_event_file(site: Path, random: Random) -> str:
    file = some_event(site, random)
    file.rename(file.with_name(f"renamed-{random.randint(1, 99)}.yaml"))
    return f"{file.name} renamed"


def add_or_edit_note(site: Path, random: Random) -> str:
    name = random.choice(["what-to-bring", "safety", "added", "added", "another"])
    for ending in random.choice([("md",), ("md", "en.md")]):
        file = site / "content/notes" / f"{name}.{ending}"
        link = random.choice(
            ["", "[x](safety.md)", f"[](event:{some_event(site, random).stem})", "[p](phase:survey)"]
        )
        file.write_text(f'---\ntitle: "{random.random()}"\n---\n{words(random)} {link}\n', encoding="utf-8")
    return f"note {name}"


def delete_note(site: Path, random: Random) -> str:
    file = random.choice(sorted(site.glob("content/notes/*.md")))
    file.unlink()
    return f"no {file.name}"


def change_phase(site: Path, random: Random) -> str:
    file = site / "content/campaign.yaml"
    campaign = load(file)
    phase = random.choice(campaign["phases"])
    field = random.choice(["name", "color", "days", "entry", "expects"])
    if field == "name":
        phase["name"] = words(random)
    elif field == "color":
        phase["color"] = f"#{random.randrange(16**6):06x}"
    elif field == "days":
        phase["starts"], phase["ends"] = sorted((day(random), day(random)))
    elif field == "entry":
        phase["entry"] = random.choice(["yes", "no"])
    else:
        phase["expects"] = random.choice(["district", "region", {"level": "district", "at_least": "2"}])
    save(file, campaign)
    return f"{field} of phase {phase['id']}"


def change_area(site: Path, random: Random) -> str:
    file = site / "content/campaign.yaml"
    campaign = load(file)
    area = random.choice(areas(campaign))
    change = random.choice(["name", "name", "add", "delete"])
    if change == "name":
        area["name"] = words(random)
    elif change == "add":
        id = f"ward-{random.randint(1, 99)}"
        area.setdefault("areas", []).append({"id": id, "level": "district", "name": words(random)})
    elif area.get("areas"):
        area["areas"].pop()
    save(file, campaign)
    return f"{change} at area {area['id']}"


def change_setting(site: Path, random: Random) -> str:
    file = site / "content/campaign.yaml"
    campaign = load(file)
    name, value = random.choice(
        [
            ("url", "https://other.example/"),
            ("url", "https://rivers.example/drive/"),
            ("url", None),
            ("name", words(random)),
            ("summary", words(random)),
            ("timezone", random.choice(["Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin"])),
            ("locales", {"hi": "hi_IN", "en": random.choice(["en_IN", "en_US", "en_GB"])}),
            ("feeds", {"cancelled": random.choice(["mark", "status"]), "default_duration": "90min"}),
            ("feeds", {"cancelled": "mark", "default_duration": random.choice(["1h", "3h"])}),
            ("contacts_in_feeds", random.choice(["yes", "no"])),
            ("starts", "2018-11-10"),
            ("ends", random.choice(["2018-12-20", "2019-02-28"])),
        ]
    )
    campaign[name] = value
    if value is None:
        del campaign[name]
    save(file, campaign)
    return f"{name}: {value}"


def change_words(site: Path, random: Random) -> str:
    """Words of the interface, in the content or beside the site's own templates."""
    file = site / random.choice(["content/strings/hi.yaml", "content/strings/en.yaml", "templates/strings/hi.yaml"])
    if file.is_file() and random.random() < 0.3:
        file.unlink()
        return f"no {file.name}"
    key = random.choice(["programme", "skip", "areas", "status_cancelled", "add_copy", "agenda"])
    save(file, {key: f"{random.choice(WORDS)} {random.random()}"})
    return f"words in {file.relative_to(site).as_posix()}"


def change_template(site: Path, random: Random) -> str:
    """A template, style or picture of the site's own, made from the theme's."""
    name = random.choice(
        ["base.html", "parts.html", "event.html", "note.html", "static/style.css", "static/icon.svg"]
    )
    file = site / "templates" / name
    if file.is_file() and random.random() < 0.3:
        file.unlink()
        return f"no own {name}"
    text = (THEME / name).read_text(encoding="utf-8")
    number = random.randint(1, 99)
    replaced = {
        "base.html": ('<main id="content">', f'<main id="content" data-number="{number}">'),
        "parts.html": ('<li class="entry', f'<li data-number="{number}" class="entry'),
        "event.html": ('<dl class="facts">', f'<dl class="facts number-{number}">'),
    }.get(name, ("", ""))
    assert replaced[0] in text
    text = text.replace(*replaced) if replaced[0] else text
    if name.endswith(".css"):
        text += f".number-{number}{{order:{number}}}\n"
    elif name.endswith(".svg"):
        text += f"<!-- {number} -->\n"
    elif name == "note.html":
        text += f"{{# {number} #}}\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return f"own {name} {number}"


EDITS = (
    *(change_event, change_event, change_event, add_event, add_event, delete_event, rename_event_file),
    *(add_or_edit_note, delete_note, change_phase, change_area, change_setting, change_words, change_template),
)
