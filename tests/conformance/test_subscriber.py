"""Who subscribes to a feed has in the calendar what was meant; what is changed changes there, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conformance.comparison import compared, told
from tests.conformance.hosting import hosted
from tests.conformance.readers.occurrence import SHOWN, Occurrence
from tests.conformance.second_publication import (
    FEED,
    meant,
    publish,
    publish_again,
    publish_changes,
    without_what_is_said_first,
)
from tests.conformance.sites import Campaign
from tests.conformance.subscriber import Subscriber, as_shown, day, left_over, missing, period

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"there is no {missing()}")

AUTUMN = (date(2018, 11, 1), date(2018, 12, 31))


@pytest.mark.parametrize("name", ["shipped", "literacy-drive", "tamil", "german", "awkward"])
def test_a_first_subscription_shows_what_was_meant(
    campaigns: Callable[[str], Campaign], name: str, tmp_path: Path
) -> None:
    """In the first language; the others' feeds differ in their texts only."""
    campaign = campaigns(name)
    programme = campaign.programmes[0]
    expected = programme.files()["calendar.ics"]
    (tmp_path / "www").mkdir()
    (tmp_path / "www/calendar.ics").write_bytes(campaign.files["calendar.ics"])
    with hosted(tmp_path / "www") as address:
        zone = programme.content.campaign["timezone"]
        subscriber = Subscriber(tmp_path / "home", f"{address}/calendar.ics", zone)
        assert len(subscriber.sync()) == len({each.uid for each in expected})
        found = subscriber.calendar(*period(expected))
    meant_ = [as_shown(each) for each in expected]
    comparison = compared("khal", {"": found - left_over(found, meant_)}, {"": meant_}, SHOWN)
    assert not comparison.wrong, told(comparison.wrong)
    assert comparison.occurrences == len(expected)


def test_just_what_is_changed_changes_at_the_subscribers(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site)
    with hosted(site / "output") as address:
        subscriber = Subscriber(tmp_path / "home", f"{address}/{FEED}", "Asia/Kolkata")
        subscriber.sync()
        before = subscriber.calendar(*AUTUMN)
        assert not _differs(before, site)

        publish_changes(site)
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
        assert not _differs(after, site)

        publish_again(site)
        assert subscriber.sync() == []
        assert subscriber.calendar(*AUTUMN) == after


def _differs(found: set[Occurrence], site: Path) -> list[str]:
    expected = [as_shown(each) for each in meant(site)]
    return compared("khal", {"": without_what_is_said_first(found, expected)}, {"": expected}, SHOWN).wrong
