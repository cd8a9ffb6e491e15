"""A content folder in; its campaign, areas, venues and events as plain values, every scalar as it was typed, out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.lists import format_list

from tests.campaigns import CHECKOUT

Table = dict[str, Any]
YES = ("yes", "true")


class Content:
    """The content of one folder, in one of its languages."""

    def __init__(self, folder: Path, language: str) -> None:
        self.campaign: Table = read_yaml(folder / "campaign.yaml")
        self.language = language
        self.languages: list[str] = self.campaign["languages"]
        self.words = _words(folder, language)
        tree = self.campaign["areas"]
        self.above = dict(_areas(tree))
        self.area_names = dict(_names(tree))
        self.levels = {each["id"]: each["name"] for each in self.campaign["levels"]}
        self.phases = {each["id"]: each for each in self.campaign.get("phases", [])}
        self.tags = {each["id"]: each["name"] for each in self.campaign.get("tags", [])}
        venues = folder / "venues.yaml"
        self.venues = {each["id"]: each for each in (read_yaml(venues) if venues.exists() else [])}
        self.events = {
            event["id"]: event
            for file in sorted((folder / "events").rglob("*.yaml"))
            for event in listed(read_yaml(file))
            if event.get("draft") not in YES
        }

    def path(self, name: str) -> str:
        """Of a file in the output: the first language lives at its root."""
        return name if self.language == self.languages[0] else f"{self.language}/{name}"

    def address(self, name: str) -> str:
        base: str = self.campaign["url"]
        return (base if base.endswith("/") else base + "/") + self.path(name)

    def text(self, written: Any, language: str | None = None) -> str:
        """In that language or this content's, else in the first that there is."""
        if isinstance(written, dict):
            order = (language or self.language, *self.languages)
            written = next(written[each] for each in order if each in written)
        return unicodedata.normalize("NFC", written)

    def say(self, word: str, **values: str) -> str:
        return self.words[word].format(**values)

    def title(self, event: Table) -> str:
        """Its own, else PHASE, AREAS, all in one language where there is one that has all."""
        if "title" in event:
            return self.text(event["title"])
        areas = [self.area_names[area] for area in listed(event["area"])]
        parts = [self.phases[event["phase"]]["name"], *areas]
        translations = [{self.languages[0]: part} if isinstance(part, str) else part for part in parts]
        whole = [language for language in self.languages if all(language in part for part in translations)]
        language = self.language if self.language in whole else (whole or self.languages)[0]
        phase, *names = (self.text(part, language) for part in translations)
        return f"{phase}, {format_list(names, locale=language)}"

    def feed(self, name: str) -> str:
        """What a feed calls itself; without commas and semicolons, over which readers differ."""
        whole = self.text(self.campaign["name"])
        folder, _, id = name.rpartition("/")
        if not folder:
            return _without_commas(whole)
        names = {"areas": self.area_names, "phases": self._phase_names(), "tags": self.tags}[folder]
        return _without_commas(self.say("feed_name", part=self.text(names[id]), campaign=whole))

    def _phase_names(self) -> Table:
        return {id: phase["name"] for id, phase in self.phases.items()}


def read_yaml(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _without_commas(title: str) -> str:
    for mark in ",;":
        title = title.replace(f"{mark} ", " · ").replace(mark, " ")
    return title


def _words(folder: Path, language: str) -> dict[str, str]:
    """The words of the interface: the site's own before the tool's."""
    files = [each / f"strings/{language}.yaml" for each in (CHECKOUT / "templates", folder)]
    return {name: words for file in files if file.exists() for name, words in read_yaml(file).items()}


def _areas(tree: list[Table], above: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each area with all that it lies in."""
    for area in tree:
        yield area["id"], above
        yield from _areas(area.get("areas", []), (area["id"], *above))


def _names(tree: list[Table]) -> Iterator[tuple[str, Any]]:
    for area in tree:
        yield area["id"], area["name"]
        yield from _names(area.get("areas", []))
