"""Hostile texts in; built into every place of a campaign where a text can stand, read back, and looked at in a
browser; what came of each, counted, out."""

from __future__ import annotations

import json
import os
import re
import shutil
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from icalendar import Calendar

from campaign_calendar.located import normal
from campaign_calendar.problems import ContentError
from tests.campaigns import build_here, tree
from tests.security import cases
from tests.security.looking import active

AT_ONCE = 100  # texts of one site
KINDS = ("areas/a", "phases/p", "tags/t", "events/m")
OF_ONE_NAME = re.compile(rf"({'|'.join(KINDS)})-([0-9]+)\.html")
ROUNDS = 20  # of taking out what is refused; some mistakes are told only once there are no others


@dataclass
class Tally:
    """What came of the cases of one source. What must not be is listed, with what did it."""

    source: str
    texts: int = 0
    cases: int = 0
    refused: int = 0
    pages: int = 0
    tracebacks: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        return self.cases - self.refused

    @property
    def wrong(self) -> list[str]:
        return self.tracebacks + self.active + self.changed


def try_out(tally: Tally, texts: Sequence[str], folder: Path, browser: Any) -> Tally:
    """Texts in every place of one site, and each in the settings of one of its own. What is built is gone
    afterwards."""
    tally.texts += len(texts)
    with _folder(folder / "site") as site:
        built = _try(tally, site, cases.content(texts), {})
        if built is not None:
            tally.changed += _changed(site / "output", texts, built)
            files = tree(site / "output")
            pages = _worth_a_look(files)
            tally.pages += len(pages)
            tally.active += active(files, pages, browser)
    for text in texts:
        if text.strip():
            with _folder(folder / "settings") as site:
                _try(tally, site, cases.settings(text), cases.PLAIN_SETTINGS)
    return tally


class _folder:
    """A site that is there as long as it is needed, and has its folder to itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Path:
        self.folder.mkdir(parents=True)
        return self.folder

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder)


def _cases(files: Mapping[str, bytes]) -> int:
    return sum(octets.count(b"\n") if path in cases.BY_LINE else 1 for path, octets in files.items())


def _try(tally: Tally, site: Path, files: Mapping[str, bytes], plain: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """Build without what is refused; the files of which it was built, None where it came to nothing. If just the
    `plain` files are left there is nothing to try."""
    tally.cases += _cases(files)
    left = dict(files)
    for path, octets in files.items():
        _write(site, path, octets)
    try:
        for refused in _refusals(site, left, plain):
            tally.refused += refused
    except Exception:
        tally.tracebacks.append(traceback.format_exc())
        return None
    return left


def _write(site: Path, path: str, octets: bytes) -> None:
    file = site / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(octets)


def _refusals(site: Path, files: dict[str, bytes], plain: Mapping[str, bytes]) -> Iterator[int]:
    """How many cases were refused, build by build; they are taken out of the content and of `files`."""
    around = {path.name for path in site.parent.iterdir()}
    for _ in range(ROUNDS):
        if files == plain:
            return
        try:
            build_here(site, jobs=1)
        except ContentError as mistake:
            wrong = [each for each in mistake.problems if each.level == "error"]
            assert all(each.sentence("en") and each.sentence("hi") for each in wrong)
            places = {(each.place.file.removeprefix("content/"), each.place.line) for each in wrong}
            yield sum(1 for path, line in sorted(places, reverse=True) if _take_out(site, files, path, line))
        else:
            assert {path.name for path in site.parent.iterdir()} == around
            assert {path.name for path in site.iterdir()} == {"content", "output", ".output.cache"}
            return
    raise AssertionError("there is always something wrong")


def _take_out(site: Path, files: dict[str, bytes], path: str, line: int) -> bool:
    if path in cases.BY_LINE:
        files[path] = cases.without(files, path, line)
        _write(site, path, files[path])
        return True
    if path in files:
        os.unlink(site / "content" / path)
        del files[path]
        return True
    assert not (site / "content" / path).exists(), f"{path} was refused, and is no case"
    return False  # two mistakes of one file


def _worth_a_look(files: Mapping[str, bytes]) -> list[str]:
    """One of those pages that differ in nothing but numbers; of those that show the same texts, another kind for each
    text: they are made from the same parts."""
    pages = {re.sub(rb"[0-9]+", b"", octets): path for path, octets in files.items() if path.endswith(".html")}
    found = ((path, OF_ONE_NAME.match(path)) for path in pages.values())
    return [path for path, one in found if not one or int(one[2]) % len(KINDS) == KINDS.index(one[1])]


def _changed(output: Path, texts: Sequence[str], built: Mapping[str, bytes]) -> list[str]:
    """Of the texts that were taken, those that programme.json or the calendar have otherwise."""
    told = json.loads((output / "programme.json").read_text(encoding="utf-8"))
    calendar = Calendar.from_ical((output / "calendar.ics").read_bytes())
    entries = {str(each["UID"]): each for each in calendar.walk("VEVENT") if "RECURRENCE-ID" not in each}
    for feed in output.glob("[apt]*/*.ics"):  # those of events hold nothing that these do not
        Calendar.from_ical(feed.read_bytes())
    ElementTree.parse(output / "changes.atom")
    by_id = {
        name: {each["id"]: each for each in told[name]} for name in ("events", "phases", "tags", "notes", "venues")
    }
    areas = {each["id"]: each for each in told["areas"][0].get("areas", ())}
    found = []

    def same(text: str, *said: object) -> None:
        found.extend(f"{text!r} is now {each!r}" for each in said if each != text)

    for number, text in enumerate(texts):
        line = normal(text.strip())
        if f"events/t-{number}.yaml" in built:
            event, entry = by_id["events"][f"t-{number}"], entries[f"t-{number}@reading.example"]
            same(
                line,
                event["title"]["en"],
                event["audience"]["en"],
                event["speakers"][0],
                event["venue"]["name"]["en"],
            )
            same(
                line,
                event["organiser"]["name"]["en"],
                event["links"][0]["title"]["en"],
                event["image"]["credit"]["en"],
            )
            same(line, event["attachments"][0]["title"]["en"], event["changes"][0]["status_note"]["en"])
            same(line, str(entry["SUMMARY"])[-len(line) :] or str(entry["SUMMARY"]))  # behind a word for its status
        if f"events/d-{number}.yaml" in built:
            said = by_id["events"][f"d-{number}"]
            if text.strip():
                same(normal(text.strip("\n")), said["description"]["en"], said["outcome"]["text"]["en"])
        if f"notes/n-{number}.md" in built:
            same(line, by_id["notes"][f"n-{number}"]["title"]["en"])
        if f"events/n-{number}.yaml" in built:
            same(line, areas[f"a-{number}"]["name"]["en"], by_id["phases"][f"p-{number}"]["name"]["en"])
            same(line, by_id["tags"][f"t-{number}"]["name"]["en"], by_id["venues"][f"v-{number}"]["name"]["en"])
            same(f"{line}, {line}", by_id["events"][f"n-{number}"]["title"]["en"])
    return found
