"""What every reader and every client understood of every campaign, as a table; what was not meant, below it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.clients import evolution, ruby, thunderbird
from tests.clients.client import Client, Shown, settled
from tests.conformance import second_publication, subscriber
from tests.conformance.comparison import Comparison, compared, told
from tests.conformance.hosting import hosted
from tests.conformance.readers import READERS
from tests.conformance.readers.occurrence import SHOWN, Occurrence
from tests.conformance.sites import SITES, Campaign, built
from tests.conformance.vevents import entries

CLIENTS = {"thunderbird": thunderbird.CLIENT, "evolution": evolution.CLIENT}
AGAIN = "small-again"  # the name of the feed that is published a second time


@dataclass(frozen=True)
class Row:
    reader: str
    campaign: str
    comparison: Comparison


def main() -> int:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        campaigns = {name: built(name, home / "campaigns" / name) for name in (*SITES, "thousands")}
        rows: list[Row] = []
        absent: list[str] = []
        for reader, (missing, rows_of) in _readers(home).items():
            lacking = missing()
            if lacking:
                absent.append(f"{reader}: there is no {lacking}")
            else:
                print(f"{reader} …", file=sys.stderr, flush=True)
                rows += rows_of(campaigns)
        _print_readings(rows)
        _print_sizes(campaigns)
    for row in rows:
        if row.comparison.wrong:
            print(f"\n{row.reader}, {row.campaign}:\n{told(row.comparison.wrong)}")
    print("".join(f"\nnot asked: {each}" for each in absent))
    return int(any(row.comparison.wrong for row in rows) or (bool(absent) and os.environ.get("REQUIRE_ALL") == "1"))


Rows = Iterator[Row]
Campaigns = Mapping[str, Campaign]


def _readers(home: Path) -> dict[str, tuple[Callable[[], str], Callable[[Campaigns], Rows]]]:
    """By name: what is missing for it, and what it understands of campaigns."""

    def in_this_process(name: str) -> Callable[[Campaigns], Rows]:
        return lambda campaigns: _read(name, campaigns)

    def as_subscriber(name: str, client: Client) -> Callable[[Campaigns], Rows]:
        return lambda campaigns: _subscribe(name, client, campaigns, home / name)

    return {
        **{name: (reader.missing, in_this_process(name)) for name, reader in READERS.items()},
        "ruby-icalendar": (ruby.missing, _read_with_ruby),
        "khal": (subscriber.missing, lambda campaigns: _subscribe_with_khal(campaigns, home / "khal")),
        **{name: (client.missing, as_subscriber(name, client)) for name, client in CLIENTS.items()},
    }


def _read(name: str, campaigns: Campaigns) -> Rows:
    for title, campaign in campaigns.items():
        files = campaign.files_for(name)
        yield Row(name, title, compared(name, READERS[name].read(files), campaign.expected(files)))


def _read_with_ruby(campaigns: Campaigns) -> Rows:
    """What recurs is left out: it does not expand that."""
    for title, campaign in campaigns.items():
        files = campaign.feeds_of_everything()
        recur = {uid for programme in campaign.programmes for uid in programme.recurring}
        meant = {
            path: [each for each in occurrences if each.uid not in recur]
            for path, occurrences in campaign.expected(files).items()
        }
        yield Row("ruby-icalendar", title, compared("ruby-icalendar", ruby.read(files), meant, SHOWN))


def _subscribe_with_khal(campaigns: Campaigns, home: Path) -> Rows:
    for title, campaign in campaigns.items():
        programme = campaign.programmes[0]
        meant = [subscriber.as_shown(each) for each in programme.files()["calendar.ics"]]
        (home / title / "www").mkdir(parents=True)
        (home / title / "www/calendar.ics").write_bytes(campaign.files["calendar.ics"])
        with hosted(home / title / "www") as address:
            zone = programme.content.campaign["timezone"]
            person = subscriber.Subscriber(home / title / "home", f"{address}/calendar.ics", zone)
            person.sync()
            found = person.calendar(*subscriber.period(meant))
        shown = found - subscriber.left_over(found, meant)
        yield Row("khal", title, compared("khal", {"": shown}, {"": meant}, SHOWN))


def _subscribe(name: str, client: Client, campaigns: Campaigns, home: Path) -> Rows:
    """To the feeds of everything in all languages; then, after a second publication, to the same again."""
    www, site = home / "www", home / "site"
    (home / "home").mkdir(parents=True)
    meant: dict[str, list[Occurrence]] = {}
    title_of = {AGAIN: AGAIN}
    for title, campaign in campaigns.items():
        for programme in campaign.programmes:
            feed = f"{title}-{programme.content.language}"
            path = programme.content.path("calendar.ics")
            (www / feed).mkdir(parents=True)
            (www / feed / "calendar.ics").write_bytes(campaign.files[path])
            meant[feed], title_of[feed] = programme.files()[path], title
    second_publication.publish(site)
    _host(site, www)
    meant[AGAIN] = second_publication.meant(site)
    with hosted(www) as address:
        feeds = {feed: f"{address}/{feed}/calendar.ics" for feed in meant}
        first = _shown(name, client, home / "home", feeds, meant)
        for title in campaigns:
            own = [feed for feed in meant if title_of[feed] == title]
            yield Row(name, title, _compared(name, first, {feed: meant[feed] for feed in own}))
        second_publication.publish_changes(site)
        _host(site, www)
        meant[AGAIN] = second_publication.meant(site)
        second = _shown(name, client, home / "home", feeds, meant)
        yield Row(name, "after a second publication", _compared(name, second, meant))


def _host(site: Path, www: Path) -> None:
    (www / AGAIN).mkdir(exist_ok=True)
    shutil.copy2(site / "output" / second_publication.FEED, www / AGAIN / "calendar.ics")


def _shown(
    name: str, client: Client, home: Path, feeds: Mapping[str, str], meant: Mapping[str, list[Occurrence]]
) -> Shown:
    with client.opened(home, feeds) as looks:
        return settled(looks, lambda shown: not _compared(name, shown, meant).wrong)


def _compared(name: str, shown: Shown, meant: Mapping[str, list[Occurrence]]) -> Comparison:
    found = {feed: shown.get(feed, []) for feed in meant}
    if AGAIN in meant:
        found[AGAIN] = second_publication.without_what_is_said_first(found[AGAIN], meant[AGAIN])
    return compared(name, found, meant, SHOWN)


def _print_readings(rows: list[Row]) -> None:
    print("| reader | campaign | occurrences | fields compared | known faults of the reader | problems |")
    print("|---|---|--:|--:|--:|--:|")
    for row in rows:
        each = row.comparison
        known = each.limited.total()
        print(f"| {row.reader} | {row.campaign} | {each.occurrences} | {each.fields} | {known} | {len(each.wrong)} |")


def _print_sizes(campaigns: Campaigns) -> None:
    print("\n| campaign | language | events | octets of the feed of everything | octets an event |")
    print("|---|---|--:|--:|--:|")
    for title, campaign in campaigns.items():
        for programme in campaign.programmes:
            octets = campaign.files[programme.content.path("calendar.ics")]
            events = entries(octets)
            each = sum(map(len, events.values())) / len(events)
            language = programme.content.language
            print(f"| {title} | {language} | {len(events)} | {len(octets)} | {each:.0f} |")


if __name__ == "__main__":
    sys.exit(main())
