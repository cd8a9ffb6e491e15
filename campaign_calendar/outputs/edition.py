"""The site in one language: what planners take the parts of pages from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from campaign_calendar import addresses, coverage, feeds, known, prose, telling
from campaign_calendar.cldr import Locale
from campaign_calendar.coverage import Cell
from campaign_calendar.model import (
    Area,
    Event,
    Hours,
    Image,
    Link,
    Note,
    Occurrence,
    Phase,
    Run,
    Site,
    Status,
    Text,
)
from campaign_calendar.outputs import editing, new_file
from campaign_calendar.outputs.card import Deck
from campaign_calendar.outputs.head import preview
from campaign_calendar.outputs.last_change import last_changes
from campaign_calendar.outputs.parts import (
    AgendaDay,
    AgendaMonth,
    Alternate,
    Anchor,
    Entry,
    Frame,
    Passage,
    Picture,
    Standing,
    Subscription,
    Undated,
    color_class,
    machine,
    until,
)
from campaign_calendar.wording import Wording

CAMPAIGN_FILE = "content/campaign.yaml"  # where areas, phases and tags are written
MONTHS_LISTED = 6  # at the foot of each page; more are found from the agenda
LIST_LIMIT = 300  # entries; a longer list becomes links to months
STEPS = "#steps"  # the part of the page about subscribing that is the same for all feeds
LINK_TARGET = re.compile(r"(?:event|note|area|phase|tag):[a-z0-9-]+|media:(?s:.+)")


class Edition:
    """The site in one language. Parts of pages that stand on several of them are made once."""

    def __init__(self, site: Site, wording: Wording, stylesheet: str, cards_made_by: str) -> None:
        self.site = site
        self.words = wording
        self.language = wording.language.code
        self.stylesheet = stylesheet
        self._phases = {phase.id: phase for phase in site.phases}
        self._event_ids = frozenset(event.id for event in site.events)
        self._notes = {note.id: note for note in site.notes}
        self._cells = {phase.id: coverage.cells(site, phase) for phase in site.phases}
        self.deck = Deck(site, wording, cards_made_by)
        self._entries: dict[tuple[str, Occurrence], Entry] = {}
        self._home = Anchor(self.localised(addresses.HOME), self.text(site.campaign.name))
        self._language_names = {each.code: _own_name(each.code) for each in site.campaign.languages}
        self.months = self._months()
        self.listed = self._listed()
        self.pictured = self._pictured()
        self._in_area = self._by_area()
        public = site.campaign.coverage != "private"
        self.coverage = Anchor(self.localised(addresses.COVERAGE), self.say("coverage")) if public else None
        self._navigation = self._navigate()
        self._directory = self._list_pages()
        self._changed = last_changes(site, wording)

    def _months(self) -> tuple[date, ...]:
        """The first days of all months that hold something, from the campaign's first to its last and beyond."""
        spans = [self.site.campaign.days, *(phase.days for phase in self.site.phases)]
        firsts = {date(day.year, day.month, 1) for span in spans for day in (span.first, span.last)}
        for event in self.site.events:
            firsts |= {date(day.year, day.month, 1) for each in event.occurrences for day in (each.first, each.last)}
        return tuple(sorted(firsts))

    def _listed(self) -> dict[str, str]:
        """The feeds that the page about subscribing lists, and where: that of everything, and those of all areas
        below the whole campaign, unless they are too many."""
        below = self.site.areas[1:]
        listed = below if len(below) <= LIST_LIMIT else ()
        places = {addresses.feed_name("area", area.id): f"#{addresses.area_anchor(area.id)}" for area in listed}
        return {addresses.EVERYTHING: "", **places}

    def _pictured(self) -> dict[str, str]:
        """The feeds that have a picture for cameras, and where it leads: to the feed's place on the page about
        subscribing or, of a phase and of the whole campaign as an area, on its own page."""
        own = [("phase", phase.id) for phase in self.site.phases] + [("area", self.site.root.id)]
        guide = self.localised(addresses.SUBSCRIBE)
        places = {name: guide + place for name, place in self.listed.items()}
        return places | {addresses.feed_name(*each): self.page(*each) + addresses.FEED_PLACE for each in own}

    def _by_area(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {area.id: [] for area in self.site.areas}
        for event in self.site.events:
            for area in feeds.areas_of_event(event, self.site):
                found[area].append(event)
        return found

    def localised(self, path: str, language: str | None = None) -> str:
        return addresses.in_language(path, language or self.language, self.site.campaign.first_language)

    def page(self, kind: str, id: str = "index") -> str:
        return self.localised(addresses.page(kind, id))

    def say(self, key: str, **values: object) -> Run:
        return Run(self.words.say(key, **values), self.language)

    def text(self, written: Text) -> Run:
        return written.in_language(self.language)

    def frame(
        self, path: str, title: Run, description: str = "", shared: str = "", subjects: tuple[str, ...] = ()
    ) -> Frame:
        """`path` without the language's folder. Where the page is shared, `shared` describes it, if anything shorter
        does than the description, and the card is that of the first of its `subjects` that has one."""
        campaign = self.site.campaign
        about = description or self.text(campaign.summary or campaign.name).text
        alternates = tuple(
            Alternate(each.code, self._language_names[each.code], self.localised(path, each.code))
            for each in campaign.languages
        )
        return Frame(
            path=self.localised(path),
            language=self.language,
            direction=self.words.language.direction,
            title=title,
            description=prose.excerpt(about, 155),
            campaign=self._home,
            navigation=self._navigation,
            directory=self._directory,
            alternates=alternates,
            base=campaign.url,
            stylesheet=self.stylesheet,
            manifest=self.localised(addresses.WEB_MANIFEST),
            worker=addresses.SERVICE_WORKER if campaign.offline else "",
            changed=self._changed.get(path),
            zone=campaign.timezone,
            preview=preview(title, shared or about, self.deck.of(*subjects)),
        )

    def _navigate(self) -> tuple[Anchor, ...]:
        """What readers come for; all else stands at the foot of each page."""
        return (
            Anchor(self.localised(addresses.HOME), self.say("programme")),
            Anchor(self.page("area"), self.say("areas")),
            Anchor(self.localised(addresses.SUBSCRIBE), self.say("subscribe")),
            Anchor(self.localised(addresses.SEARCH), self.say("search")),
        )

    def _list_pages(self) -> tuple[Anchor, ...]:
        """The pages that hold the others: months, indexes, what is covered, what changed, the table of everything."""
        kinds = [("phase", "phases"), ("event", "events"), ("tag", "tags"), ("note", "notes")]
        present = {"phase": self.site.phases, "tag": self.site.tags, "note": self.site.notes}
        months = self.months if len(self.months) <= MONTHS_LISTED else ()
        return (
            *(self.month_anchor(month) for month in months),
            *(Anchor(self.page(kind), self.say(key)) for kind, key in kinds if present.get(kind, True)),
            *([self.coverage] if self.coverage else []),
            Anchor(self.localised(addresses.CHANGES), self.say("changes")),
            Anchor(self.localised(addresses.TABLE), self.say("table")),
        )

    def area_anchor(self, id: str) -> Anchor:
        return Anchor(self.page("area", id), self.text(self.site.area(id).name))

    def phase_anchor(self, phase: Phase) -> Anchor:
        return Anchor(self.page("phase", phase.id), self.text(phase.name))

    def event_anchor(self, event: Event) -> Anchor:
        return Anchor(self.page("event", event.id), self.text(event.title))

    def page_of_entry(self, id: str) -> str:
        """The page of a calendar entry; empty where there is none any longer."""
        kind, _, phase = id.partition(".")
        page = ("phase", phase) if kind == "phase" else ("event", kind)
        if id == feeds.CAMPAIGN_ENTRY:
            return self.localised(addresses.HOME)
        retired = {(each.kind, each.id) for each in self.site.retired}
        return self.page(*page) if self.site.called(":".join(page)) or page in retired else ""

    def note_anchors(self, ids: Iterable[str]) -> tuple[Anchor, ...]:
        return tuple(Anchor(self.page("note", id), self.text(self._notes[id].title)) for id in ids)

    def tag_anchors(self, ids: Iterable[str]) -> tuple[Anchor, ...]:
        names = {tag.id: tag.name for tag in self.site.tags}
        return tuple(Anchor(self.page("tag", id), self.text(names[id])) for id in ids)

    def picture(self, image: Image | None) -> Picture | None:
        if image is None:
            return None
        file = self.site.media[image.file]
        assert file.size is not None
        alt = self.text(image.alt) if image.alt else None
        return Picture(file.path, *file.size, alt, self.text(image.credit) if image.credit else None)

    def edited_at(self, file: str) -> str:
        """Where an editor changes `file`, for campaigns that say where they edit."""
        return editing.changed(self.site.campaign.edit, file)

    def note_edited_at(self, note: Note) -> str:
        """Where an editor changes a note in this language, or writes it."""
        there = {run.language: file for run, file in zip(note.body.runs, note.files, strict=True)}
        if self.language in there:
            return self.edited_at(there[self.language])
        folder = note.files[0].rpartition("/")[0]
        return editing.written(self.site.campaign.edit, folder, f"{note.id}.{self.language}.md")

    def month_anchor(self, first: date) -> Anchor:
        path = self.localised(addresses.month(first.year, first.month))
        return Anchor(path, Run(self.words.month(first), self.language))

    def phase_of(self, event: Event) -> Phase | None:
        return self._phases.get(event.phase) if event.phase else None

    def notes_about(self, event: Event) -> tuple[str, ...]:
        """The notes that an event names, and those that name it."""
        naming = (note.id for note in self.site.notes if event.id in note.events)
        return tuple(dict.fromkeys((*event.notes, *naming)))

    def events_of_note(self, note: Note) -> tuple[Event, ...]:
        return tuple(event for event in self.site.events if event.id in note.events or note.id in event.notes)

    def passage(self, markdown: Text) -> Passage:
        """Markdown in this language, with the ways out of it."""
        run = self.text(markdown)
        found = {link.target for link in prose.links(run.text) if LINK_TARGET.fullmatch(link.target)}
        files = {each: self.site.media[each.removeprefix("media:")] for each in found if each.startswith("media:")}
        ways = [(each, files[each].path if each in files else self.page(*each.split(":"))) for each in sorted(found)]
        titles = [
            (each, Run(each.rpartition("/")[2], run.language))
            if each in files
            else (each, self.site.title(each).in_language(run.language))
            for each in sorted(found)
        ]
        sizes = [(each, file.size) for each, file in sorted(files.items()) if file.size]
        return Passage(run, tuple(ways), tuple(titles), tuple(sizes))

    def subscription(self, name: str) -> Subscription:
        path = self.localised(addresses.feed(name))
        base = self.site.campaign.url
        return Subscription(
            path=path,
            guide=self.localised(addresses.SUBSCRIBE) + (self.listed.get(name, STEPS) if base else ""),
            address=addresses.absolute(base, path) if base else "",
            qr_code=self.localised(addresses.qr_code(name)) if base and name in self.pictured else "",
        )

    def links(self, written: Iterable[Link]) -> tuple[tuple[str | None, Run], ...]:
        return tuple((each.url, self.text(each.title)) for each in written)

    def status(self, event: Event) -> str:
        return "" if event.status is Status.CONFIRMED else self.words.say(f"status_{event.status}")

    def places(self, event: Event) -> tuple[Run, ...]:
        areas = tuple(self.text(self.site.area(id).name) for id in event.areas)
        return (self.text(event.venue.name), *areas) if event.venue else areas

    def entry(self, event: Event, occurrence: Occurrence) -> Entry:
        key = (event.id, occurrence)
        if key not in self._entries:
            self._entries[key] = Entry(
                page=self.event_anchor(event),
                when=self._within_day(occurrence),
                machine=machine(occurrence),
                until=until(occurrence),
                places=self.places(event),
                status=self.status(event),
                mark="" if event.status is Status.CONFIRMED else str(event.status),
                phase=color_class(event.phase),
                changed=self.changed(event) if event.repeat is None else "",
            )
        return self._entries[key]

    def changed(self, event: Event) -> str:
        """What it was before, where that is not what it is."""
        return telling.note(event, self.site, self.words)

    def phase_entry(self, phase: Phase) -> Entry:
        return Entry(
            page=self.phase_anchor(phase),
            when=self._within_day(phase.days),
            machine=machine(phase.days),
            until=until(phase.days),
            places=(self.text(self.site.area(phase.area).name),),
            status="",
            mark="phase",
            phase=color_class(phase.id),
            changed=self.phase_changed(phase),
        )

    def phase_changed(self, phase: Phase) -> str:
        return telling.phase_note(phase, self.words)

    def _within_day(self, occurrence: Occurrence) -> str:
        """What is left to say below the heading of its first day."""
        if isinstance(occurrence, Hours):
            return (
                self.words.hours(occurrence) if occurrence.first == occurrence.last else self.words.when(occurrence)
            )
        if occurrence.first != occurrence.last:
            return self.words.days(occurrence)
        return self.words.say("time_later") if occurrence.hour_later else ""

    def agenda(self, phases: Iterable[Phase], events: Iterable[Event]) -> tuple[AgendaMonth, ...]:
        """Everything dated by month and day; of more than 300 entries only the months with their counts."""
        dated: list[tuple[date, int, str, Phase | Event, Occurrence]] = [
            (phase.days.first, 0, phase.id, phase, phase.days) for phase in phases if phase.entry
        ]
        dated += [
            (each.first, 1, _clock(each) + event.id, then, each)
            for event in events
            for each, then in event.meetings()
        ]
        dated.sort(key=lambda each: each[:3])
        months: dict[date, list[tuple[date, Phase | Event, Occurrence]]] = {}
        for first, _, _, subject, occurrence in dated:
            months.setdefault(date(first.year, first.month, 1), []).append((first, subject, occurrence))
        short = len(dated) <= LIST_LIMIT
        return tuple(
            AgendaMonth(
                self.month_anchor(month),
                self.words.count("entries", len(members)),
                month.isoformat(),
                max(each.last for _, _, each in members).isoformat(),
                self._agenda_days(members) if short else (),
            )
            for month, members in months.items()
        )

    def _agenda_days(self, members: Iterable[tuple[date, Phase | Event, Occurrence]]) -> tuple[AgendaDay, ...]:
        days: dict[date, list[Entry]] = {}
        for first, subject, occurrence in members:
            entry = self.phase_entry(subject) if isinstance(subject, Phase) else self.entry(subject, occurrence)
            days.setdefault(first, []).append(entry)
        return tuple(
            AgendaDay(
                f"d{day:%Y%m%d}",
                day.isoformat(),
                self.words.day_of_week(day),
                self.words.number(day.day),
                self.words.weekday(day.weekday(), "abbreviated"),
                tuple(entries),
            )
            for day, entries in days.items()
        )

    def undated(self, events: Iterable[Event]) -> tuple[Undated, ...]:
        return tuple(
            Undated(
                self.event_anchor(event),
                self.words.not_announced(event.window),
                self.places(event),
                color_class(event.phase),
                self.status(event),
                self.changed(event),
            )
            for event in events
            if not event.occurrences
        )

    def events_in(self, area: Area) -> list[Event]:
        return self._in_area[area.id]

    def phases_in(self, area: Area) -> tuple[Phase, ...]:
        return tuple(phase for phase in self.site.phases if area.id in feeds.areas_of_phase(phase, self.site))

    @property
    def overview(self) -> Anchor | None:
        """The way to the page that says where dates are missing, where some are expected and it is public."""
        return self.coverage if any(self._cells.values()) else None

    def cells(self, phase: Phase) -> tuple[Cell, ...]:
        return self._cells[phase.id]

    def standing(self, phase: Phase, area: Area) -> Standing:
        """How `phase` stands in `area` and below it."""
        inside = {area.id, *area.descendants}
        cells = [cell for cell in self.cells(phase) if cell.area.id in inside]
        return Standing(
            self.phase_anchor(phase),
            self.words.days(phase.days),
            machine(phase.days),
            until(phase.days),
            color_class(phase.id),
            known.in_area(area, cells, self.words),
            next((self.announced_at(cell) for cell in cells if cell.area.id == area.id), ""),
        )

    def announced_at(self, cell: Cell, *, filled: bool = True) -> str:
        """Where an editor enters an event that an area is to have; empty where it has as many. `filled`: forges are
        told what to begin with, for which pages of hundreds of such links have no room."""
        if len(cell.events) >= cell.wanted:
            return ""
        begun = new_file.begun(cell, self._event_ids) if filled else ()
        return editing.written(self.site.campaign.edit, f"content/events/{cell.area.id}", *begun)

    def cell_words(self, cell: Cell) -> str:
        return known.of_cell(cell, self.words)


def _clock(occurrence: Occurrence) -> str:
    return f"{occurrence.start:%H:%M} " if isinstance(occurrence, Hours) else ""


def _own_name(language: str) -> str:
    locale = Locale.named(language)
    return str(locale.get_display_name(locale) or language)
