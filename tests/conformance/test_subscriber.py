"""Who subscribes to a feed has in the calendar what was meant; what is changed changes there, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.campaigns import EPOCH, build_here, change, write_campaign, write_content
from tests.conformance.comparison import compared, told
from tests.conformance.hosting import hosted
from tests.conformance.meant.programme import Programme
from tests.conformance.readers.occurrence import SHOWN, Occurrence
from tests.conformance.sites import Campaign
from tests.conformance.subscriber import Subscriber, as_shown, day, left_over, missing, period

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"there is no {missing()}")

DAY = 24 * 3600
AUTUMN = (date(2018, 11, 1), date(2018, 12, 31))
NEW = """\
id: closing-walk
title: {hi: आखिरी सैर, en: The last walk}
area: gorge
start: 2018-12-19 16:00
end: 17:30
"""


@pytest.mark.parametrize("name", ["shipped", "literacy-drive", "tamil", "german", "awkward"])
def test_a_first_subscription_shows_what_was_meant(
    campaigns: Callable[[str], Campaign], name: str, tmp_path: Path
) -> None:
    """In the first language; the others' feeds differ in their texts only."""
    campaign = campaigns(name)
    programme = campaign.programmes[0]
    meant = programme.files()["calendar.ics"]
    (tmp_path / "www").mkdir()
    (tmp_path / "www/calendar.ics").write_bytes(campaign.files["calendar.ics"])
    with hosted(tmp_path / "www") as address:
        zone = programme.content.campaign["timezone"]
        subscriber = Subscriber(tmp_path / "home", f"{address}/calendar.ics", zone)
        assert len(subscriber.sync()) == len({each.uid for each in meant})
        found = subscriber.calendar(*period(meant))
    expected = [as_shown(each) for each in meant]
    comparison = compared("khal", {"": found - left_over(found, expected)}, {"": expected}, SHOWN)
    assert not comparison.wrong, told(comparison.wrong)
    assert comparison.occurrences == len(meant)


def test_just_what_is_changed_changes_at_the_subscribers(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    write_campaign(site)
    build_here(site)
    with hosted(site / "output") as address:
        subscriber = Subscriber(tmp_path / "home", f"{address}/en/calendar.ics", "Asia/Kolkata")
        subscriber.sync()
        before = subscriber.calendar(*AUTUMN)
        assert not compared("khal", {"": before}, {"": _meant(site)}, SHOWN).wrong

        change(site, "events/gorge/bank-walk.yaml", "start: 2018-11-15", "start: 2018-11-16")
        change(site, "events/upper/bird-count.yaml", "start:", "status: cancelled\nstart:")
        write_content(site, {"events/gorge/closing-walk.yaml": NEW})
        build_here(site, epoch=EPOCH + DAY)
        # It tells events by what is in them, so that to it a changed one is another.
        assert Counter(line.split()[0] for line in subscriber.sync()) == {"Deleting": 2, "Copying": 3}
        after = subscriber.calendar(*AUTUMN)
        assert {(day(each), each.summary) for each in before - after} == {
            (date(2018, 11, 15), "Walk along the bank"),
            (date(2018, 11, 17), "Bird count"),
        }
        assert {(day(each), each.summary) for each in after - before} == {
            (date(2018, 11, 16), "Walk along the bank"),
            (date(2018, 11, 17), "Cancelled: Bird count"),
            (date(2018, 12, 19), "The last walk"),
        }
        meant = _meant(site)
        assert not compared(
            "khal", {"": after}, {"": meant}, tuple(each for each in SHOWN if each != "description")
        ).wrong
        # The text of an event may begin with what has changed about it.
        texts = {each.uid: each.description for each in meant}
        assert [each for each in after if not each.description.endswith(texts[each.uid])] == []

        build_here(site, epoch=EPOCH + 2 * DAY)
        assert subscriber.sync() == []
        assert subscriber.calendar(*AUTUMN) == after


def _meant(site: Path) -> list[Occurrence]:
    return [as_shown(each) for each in Programme(site / "content", "en", EPOCH).files()["en/calendar.ics"]]
