"""A content folder, a language and the moment of its first publication in; what its calendars should hold, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.conformance.readers.occurrence import Moment, Occurrence, Point

from . import prose
from .content import YES, Content, Table, listed
from .dates import minutes, occurrences

DAY = timedelta(days=1)
SEQUENCE_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
KINDS = {"event": "events", "phase": "phases", "area": "areas", "tag": "tags", "note": "notes"}


class Programme:
    """`entries` are the occurrences by UID, `recurring` the UIDs of series, `feeds` the UIDs by the name of a feed.
    `media` gives where a picture or document is published; `said_first` what stands before the description of an
    event, by id."""

    def __init__(
        self,
        folder: Path,
        language: str,
        epoch: int,
        media: Callable[[str], str] = str,
        said_first: dict[str, str] | None = None,
    ) -> None:
        self.content = Content(folder, language)
        self.stamp = datetime.fromtimestamp(epoch, UTC)
        self.media = media
        self.said_first = said_first or {}
        self.recurring = {self.uid(id) for id, event in self.content.events.items() if "repeat" in event}
        self.entries: dict[str, list[Occurrence]] = {}
        self.feeds: dict[str, set[str]] = {name: set() for name in self._feed_names()}
        for phase in self.content.phases.values():
            if phase.get("entry", "yes") in YES:
                self._enter([self._phase(phase)], {f"phases/{phase['id']}"}, self._shown_phase(phase))
        for event in self.content.events.values():
            if "start" in event:
                own = {f"phases/{event['phase']}"} if "phase" in event else set()
                own |= {f"tags/{tag}" for tag in listed(event.get("tags", []))}
                self._enter([self._event(each) for each in occurrences(event)], own, self._shown_event(event))
        for name, uids in self.feeds.items():
            if not uids:
                own_days = self._campaign()
                self.entries[own_days.uid] = [own_days]
                self.feeds[name] = {own_days.uid}

    def files(self) -> dict[str, list[Occurrence]]:
        """What each calendar file should hold: the feeds, and a file for each dated event."""
        found = {
            self.content.path(f"{name}.ics"): [each for uid in sorted(uids) for each in self.entries[uid]]
            for name, uids in self.feeds.items()
        }
        for id in self.content.events:
            if self.uid(id) in self.entries:
                found[self.content.path(f"events/{id}.ics")] = self.entries[self.uid(id)]
        return found

    def uid(self, id: str) -> str:
        return f"{id}@{self.content.campaign['uid_domain']}"

    def _feed_names(self) -> Iterator[str]:
        yield "calendar"
        yield from (f"areas/{area}" for area in self.content.above)
        yield from (f"phases/{phase}" for phase in self.content.phases)
        yield from (f"tags/{tag}" for tag in self.content.tags)

    def _enter(self, found: list[Occurrence], own: set[str], areas: set[str]) -> None:
        self.entries[found[0].uid] = found
        for name in {"calendar", *own, *(f"areas/{area}" for area in areas)}:
            self.feeds[name].add(found[0].uid)

    def _shown_event(self, event: Table) -> set[str]:
        """An area's feed has what is in it or below it, and what concerns it from above."""
        above = self.content.above
        places = listed(event["area"])
        concerned = listed(event.get("for", places))
        return {
            area
            for area in above
            if any(area in (place, *above[place]) for place in [*places, *concerned])
            or any(one in above[area] for one in concerned)
        }

    def _shown_phase(self, phase: Table) -> set[str]:
        above = self.content.above
        whole = phase.get("area", next(iter(above)))
        return {area for area in above if area in (whole, *above[whole]) or whole in above[area]}

    def _occurrence(self, id: str, start: Point, end: Point, **values: Any) -> Occurrence:
        usual = {
            "location": "",
            "status": "CONFIRMED",
            "transparency": "TRANSPARENT",
            "busy": "FREE",
            "categories": (),
            "geo": None,
            "contact": "",
            "sequence": max(0, (self.stamp - SEQUENCE_EPOCH) // timedelta(minutes=1)),
            "last_modified": self.stamp,
            "stamp": self.stamp,
        }
        return Occurrence(uid=self.uid(id), start=start, end=end, **(usual | values))

    def _campaign(self) -> Occurrence:
        content = self.content
        first, last = (date.fromisoformat(content.campaign[name]) for name in ("starts", "ends"))
        return self._occurrence(
            "campaign",
            first,
            last + DAY,
            summary=content.text(content.campaign["name"]),
            description=content.text(content.campaign.get("summary", "")),
            url=content.address(""),
        )

    def _phase(self, phase: Table) -> Occurrence:
        content = self.content
        first, last = (date.fromisoformat(phase[name]) for name in ("starts", "ends"))
        address = content.address(f"phases/{phase['id']}.html")
        about = [address]
        if "expects" in phase:
            level = phase["expects"] if isinstance(phase["expects"], str) else phase["expects"]["level"]
            about.insert(0, content.say("phase_in_calendar", level=content.text(content.levels[level])))
        return self._occurrence(
            f"phase.{phase['id']}",
            first,
            last + DAY,
            summary=content.text(phase["name"]),
            description="\n".join(about),
            location=content.text(content.area_names[phase.get("area", next(iter(content.above)))]),
            url=address,
        )

    def _event(self, event: Table) -> Occurrence:
        """Of an event as it is on one of its days."""
        content = self.content
        status = event.get("status", "confirmed")
        off = status in ("cancelled", "postponed")
        as_status = off and content.campaign.get("feeds", {}).get("cancelled") == "status"
        start, end = self._start_and_end(event)
        busy = isinstance(start, Moment) and isinstance(end, Moment) and end.instant - start.instant < DAY and not off
        venue = self._venue(event)
        place = [content.text(venue[name]) for name in ("name", "address") if name in venue]
        groups = [content.phases[event["phase"]]["name"]] if "phase" in event else []
        groups += [name for tag, name in content.tags.items() if tag in listed(event.get("tags", []))]
        return self._occurrence(
            event["id"],
            start,
            end,
            summary=self._summary(event, status),
            description="\n\n".join(self._about(event, status)),
            location=", ".join(place or [content.text(content.area_names[area]) for area in listed(event["area"])]),
            status="TENTATIVE" if status == "tentative" else "CANCELLED" if as_status else "CONFIRMED",
            transparency="OPAQUE" if busy else "TRANSPARENT",
            busy="BUSY" if busy else "FREE",
            url=content.address(f"events/{event['id']}.html"),
            categories=tuple(content.text(name) for name in groups),
            geo=tuple(round(float(each), 6) for each in venue["geo"]) if "geo" in venue else None,
            contact=self._contact(event),
        )

    def _venue(self, event: Table) -> Table:
        venue = event.get("venue", {})
        return self.content.venues[venue] if isinstance(venue, str) else venue

    def _summary(self, event: Table, status: str) -> str:
        title = self.content.title(event)
        if status != "confirmed":
            title = self.content.say(f"summary_{status}", title=title)
        return self.content.say("hour_later", when=title) if event.get("time") == "later" else title

    def _contact(self, event: Table) -> str:
        organiser = event.get("organiser")
        if not organiser or self.content.campaign.get("contacts_in_feeds") not in YES:
            return ""
        parts = (self.content.text(organiser["name"]), organiser.get("phone"), organiser.get("email"))
        return ", ".join(each for each in parts if each)

    def _start_and_end(self, event: Table) -> tuple[Point, Point]:
        """The end is exclusive; one that is not known is supposed."""
        start, end = event["start"], event["end"]
        if not isinstance(start, datetime):
            return start, (end or start) + DAY
        zone = self.content.campaign["timezone"]
        if end is None:
            end = start + minutes(self.content.campaign.get("feeds", {}).get("default_duration", "2h"))
        return Moment.on_the_wall(zone, start), Moment.on_the_wall(zone, end)

    def _about(self, event: Table, status: str) -> Iterator[str]:
        content = self.content
        if event["id"] in self.said_first:
            yield self.said_first[event["id"]]
        said = [] if status == "confirmed" else [content.say(f"status_{status}")]
        said += [content.text(event["status_note"])] if event.get("status_note") else []
        if said:
            yield ": ".join(said)
        if isinstance(event["start"], datetime) and event["end"] is None:
            yield content.say("end_not_known")
        if "description" in event:
            yield prose.shortened(prose.plain(content.text(event["description"]), self._address, self._title))
        for name in ("online", "registration"):
            if name in event:
                yield f"{content.say(name)}: {event[name]}"
        if "speakers" in event:
            yield f"{content.say('speakers')}: {', '.join(event['speakers'])}"
        if "audience" in event:
            yield f"{content.say('who')}: {content.text(event['audience'])}"
        yield content.address(f"events/{event['id']}.html")

    def _address(self, target: str) -> str:
        """Of what a link in a text leads to: an id with its kind, a note's file, or a document."""
        kind, _, id = target.rpartition(":")
        if kind:
            return self.content.address(f"{KINDS[kind]}/{id}.html")
        if target.endswith(".md"):
            return self.content.address(f"notes/{target.removesuffix('.md')}.html")
        base = self.content.campaign["url"]
        return f"{base.rstrip('/')}/{self.media(target)}"

    def _title(self, target: str) -> str:
        return self.content.title(self.content.events[target.removeprefix("event:")])
