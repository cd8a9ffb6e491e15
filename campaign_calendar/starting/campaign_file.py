"""The facts about a new campaign in; its campaign.yaml, with what it still needs told in comments, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaign_calendar import writing
from campaign_calendar.starting.facts import Place, Start

COMMENTS = {
    "en": {
        "for-ever": "For ever: with another uid_domain, every event would stand twice on the phones.",
        "address": "Where the site will be: feeds and share images need it.",
        "areas": "From wide to narrow; the first is the whole campaign. An id never changes.",
        "phases": """The parts of the programme. `expects` says which areas are to have a date.
phases:
  - id: first-phase
    name: First phase
    starts: {starts}
    ends: {ends}
    expects: {level}""",
    },
    "hi": {
        "for-ever": "सदा के लिए: uid_domain बदला, तो फोन में हर आयोजन दो बार दिखेगा।",
        "address": "साइट का पता: फीड और शेयर की तस्वीरों को यह चाहिए।",
        "areas": "बड़े से छोटे; पहला पूरा अभियान है। id कभी नहीं बदलती।",
        "phases": """कार्यक्रम के चरण। `expects` बताता है कि किन क्षेत्रों में तारीख होनी है।
phases:
  - id: first-phase
    name: पहला चरण
    starts: {starts}
    ends: {ends}
    expects: {level}""",
    },
}


def campaign_yaml(start: Start) -> str:
    """The file, as it is right after `init`: whole, and without any event."""
    words = COMMENTS[start.prose_language]
    levels = [f"level-{number}" for number in range(1, len(start.levels) + 1)]
    phases = words["phases"].format(starts=start.starts, ends=start.ends, level=levels[-1])
    url = {"url": start.url} if start.url else {}
    parts = [
        writing.document({"name": _said(start.name, start)}),
        _comment(words["address"]) + (writing.document(url) if url else "# url: https://example.org/programme/\n"),
        _comment(words["for-ever"]) + writing.document({"uid_domain": start.uid_domain}),
        writing.document({"languages": list(start.languages)})
        + writing.document({"timezone": start.timezone, "starts": start.starts, "ends": start.ends}),
        writing.document(
            {
                "levels": [
                    {"id": id, "name": _said(name, start)} for id, name in zip(levels, start.levels, strict=True)
                ]
            }
        ),
        _comment(words["areas"]) + writing.document({"areas": [_area(start.root, levels, start)]}),
        _comment(phases),
    ]
    return "\n".join(parts)


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines())


def _area(place: Place, levels: list[str], start: Start) -> dict[str, Any]:
    level, *narrower = levels
    made = {"id": place.id, "level": level, "name": _said(place.name, start)}
    return {**made, "areas": [_area(each, narrower, start) for each in place.below]} if place.below else made


def _said(name: Mapping[str, str], start: Start) -> str | dict[str, str]:
    """A text in one language alone is written as just that."""
    return dict(name) if len(name) > 1 or start.languages[0] not in name else name[start.languages[0]]
