"""The small campaign, published twice: between the two an event moves, one is cancelled, and one is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tests.campaigns import EPOCH, build_here, change, write_campaign, write_content
from tests.conformance.meant.programme import Programme
from tests.conformance.readers.occurrence import Occurrence

DAY = 24 * 3600
FEED = "en/calendar.ics"
NEW = """\
id: closing-walk
title: {hi: आखिरी सैर, en: The last walk}
area: gorge
start: 2018-12-19 16:00
end: 17:30
"""


def publish(site: Path) -> None:
    site.mkdir(parents=True)
    write_campaign(site)
    build_here(site)


def publish_changes(site: Path) -> None:
    change(site, "events/gorge/bank-walk.yaml", "start: 2018-11-15", "start: 2018-11-16")
    change(site, "events/upper/bird-count.yaml", "start:", "status: cancelled\nstart:")
    write_content(site, {"events/gorge/closing-walk.yaml": NEW})
    build_here(site, epoch=EPOCH + DAY)


def publish_again(site: Path) -> None:
    """With nothing changed."""
    build_here(site, epoch=EPOCH + 2 * DAY)


def meant(site: Path) -> list[Occurrence]:
    """What the feed of everything in English should hold; stamps are those of the first publication."""
    return Programme(site / "content", "en", EPOCH).files()[FEED]


def without_what_is_said_first(found: Iterable[Occurrence], expected: Iterable[Occurrence]) -> list[Occurrence]:
    """The text of an event may begin with what has changed about it; where it does, without that."""
    texts = {each.uid: each.description for each in expected}
    return [replace(each, description=texts[each.uid]) if _ends_as_meant(each, texts) else each for each in found]


def _ends_as_meant(found: Occurrence, texts: dict[str, str]) -> bool:
    return found.uid in texts and found.description.endswith(texts[found.uid])
