"""An area or a phase in; its programme, all of it or that of some days, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from campaign_calendar import addresses, known, telling
from campaign_calendar.bulletins import message
from campaign_calendar.bulletins.message import Entry, Message
from campaign_calendar.bulletins.phrases import Phrases
from campaign_calendar.coverage import Cell, State
from campaign_calendar.model import Area, Days, Event, Hours, Occurrence, Phase, Window

MOST_ENTRIES = 100  # no text holds more of them


class Dated(NamedTuple):
    """What stands on a day; they sort as they are told."""

    first: date
    is_event: bool
    clock: str
    id: str
    subject: Phase | Event
    occurrence: Occurrence


@dataclass(frozen=True)
class Programme:
    """What is planned in `area`; `cells` are those of a phase."""

    area: Area
    events: Sequence[Event]
    phases: Sequence[Phase]
    cells: Callable[[Phase], Sequence[Cell]]
    phrases: Phrases

    def of_area(self, span: Days | None = None) -> Message:
        name, root = self.phrases.area(self.area.id), self.phrases.site.root
        title = self.phrases.campaign if self.area is root else self.phrases.of_campaign(name)
        head = (title, self.phrases.wording.days(span)) if span else (title,)
        shown = replace(self, phases=[each for each in self.phases if each.entry or each.expects])
        return shown._message(head, addresses.feed_name("area", self.area.id), span)

    def of_phase(self, phase: Phase) -> Message:
        """The programme of the only one of `phases`, in its area or in another."""
        if self.area.id == phase.area:
            head = self.phrases.of_campaign(self.phrases.phase(phase))
            return self._message((head,), addresses.feed_name("phase", phase.id), None)
        head = self.phrases.of_campaign(self.phrases.area(self.area.id))
        return self._message((head,), addresses.feed_name("area", self.area.id), None)

    def _message(self, head: tuple[str, ...], feed: str, span: Days | None) -> Message:
        """`feed` is the name of the one that holds the same."""
        phrases = self.phrases
        dated, undated = sorted(self._dated(span), key=lambda each: each[:4]), [*self._undated(span)]
        entries = [self._dated_entry(each) for each in dated[:MOST_ENTRIES]]
        entries += [self._undated_entry(each) for each in undated[: MOST_ENTRIES - len(entries)]]
        nothing = phrases.wording.say("message_nothing" if span else "no_dates")
        changed = phrases.feeds[phrases.localised(addresses.feed(feed))]
        return Message(
            head=head,
            entries=tuple(entries) or (Entry(f"\n{message.plain(nothing)}"),),
            as_of=phrases.as_of(max([changed, *(phrases.news_at.get(each.id, changed) for each in undated)])),
            link=phrases.link(f"{feed}.html"),
            others=len(dated) + len(undated) - len(entries),
        )

    def _dated(self, span: Days | None) -> Iterator[Dated]:
        for phase in self.phases:
            if _touches(phase.days, span):
                yield Dated(phase.days.first, False, "", phase.id, phase, phase.days)
        for event in self.events:
            for each, then in event.meetings():
                if _touches(each, span):
                    clock = f"{each.start:%H:%M}" if isinstance(each, Hours) else ""
                    yield Dated(each.first, True, clock, event.id, then, each)

    def _undated(self, span: Days | None) -> Iterable[Event]:
        without = (event for event in self.events if not event.occurrences)
        return (each for each in without if span is None or (each.window and _touches(each.window, span)))

    def _dated_entry(self, dated: Dated) -> Entry:
        phrases, subject = self.phrases, dated.subject
        if isinstance(subject, Phase):
            lines = [phrases.item("", phrases.phase(subject)), *map(message.plain, self._standing(subject))]
            return Entry("\n  ".join(lines), phrases.wording.days(subject.days))
        day, hours = phrases.wording.day_and_hours(dated.occurrence)
        what = f"{hours}, {phrases.title(subject)}" if hours else phrases.title(subject)
        changed = phrases.changed(subject) if subject.repeat is None else ()
        return Entry(self._item(subject, what, changed), day)

    def _undated_entry(self, event: Event) -> Entry:
        what = f"{self.phrases.title(event)}, {self.phrases.wording.not_announced(event.window)}"
        return Entry(self._item(event, what, self.phrases.changed(event)), self.phrases.wording.say("undated"))

    def _item(self, event: Event, what: str, changed: Iterable[str]) -> str:
        names = [event.venue.name.in_language(self.phrases.language).text] if event.venue else []
        areas = [self.phrases.area(id) for id in event.areas if id != self.area.id]
        names += [each for each in areas if each not in self.phrases.title(event)]
        item = self.phrases.item(self.phrases.status(event), what, ", ".join(names))
        return "\n  ".join([item, *self.phrases.reason(event), *changed])

    def _standing(self, phase: Phase) -> Iterator[str]:
        """What its days were before, and what it still lacks in the area; dates that are there are told by events."""
        if phase.before:
            yield telling.phase_note(phase, self.phrases.wording)
        inside = {self.area.id, *self.area.descendants}
        cells = [cell for cell in self.cells(phase) if cell.area.id in inside]
        if len(cells) > 1 or any(cell.state is State.GAP or cell.is_partly_dated for cell in cells):
            yield known.in_area(self.area, cells, self.phrases.wording)


def _touches(span: Occurrence | Window, days: Days | None) -> bool:
    return days is None or (span.first <= days.last and days.first <= span.last)
