"""The facts about a new campaign in; what stands in its campaign.yaml, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaign_calendar import writing
from campaign_calendar.starting.facts import Place, Start


def campaign_yaml(start: Start) -> dict[str, str]:
    """What fills campaign.yaml, as it is right after `init`: whole, and without any event."""
    levels = [f"level-{number}" for number in range(1, len(start.levels) + 1)]
    named = [{"id": id, "name": _said(name, start)} for id, name in zip(levels, start.levels, strict=True)]
    parts: dict[str, dict[str, Any]] = {
        "name": {"name": _said(start.name, start)},
        "url": {"url": start.url},
        "uid_domain": {"uid_domain": start.uid_domain},
        "languages": {"languages": list(start.languages)},
        "days": {"timezone": start.timezone, "starts": start.starts, "ends": start.ends},
        "levels": {"levels": named},
        "areas": {"areas": [_area(start.root, levels, start)]},
    }
    written = {name: writing.document(values).rstrip("\n") for name, values in parts.items()}
    known = {"starts": start.starts, "ends": start.ends, "level": levels[-1]}
    return {**written, **known, "url": written["url"] if start.url else "# url: https://example.org/programme/"}


def _area(place: Place, levels: list[str], start: Start) -> dict[str, Any]:
    level, *narrower = levels
    made = {"id": place.id, "level": level, "name": _said(place.name, start)}
    return {**made, "areas": [_area(each, narrower, start) for each in place.below]} if place.below else made


def _said(name: Mapping[str, str], start: Start) -> str | dict[str, str]:
    """A text in one language alone is written as just that."""
    return dict(name) if len(name) > 1 or start.languages[0] not in name else name[start.languages[0]]
