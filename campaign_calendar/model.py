"""The nouns of the domain: frozen values without I/O, HTML or dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one language."""

    text: str
    language: str

    def __reduce__(self) -> tuple[type[Run], tuple[str, str]]:
        """A quicker way into a pickle than that of dataclasses: pages hold many runs, and all are fingerprinted."""
        return Run, (self.text, self.language)


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in one or more languages, in the campaign's order of languages."""

    runs: tuple[Run, ...]

    def in_language(self, language: str) -> Run:
        """The run in `language`, or in the first language that there is."""
        for run in self.runs:
            if run.language == language:
                return run
        return self.runs[0]


@dataclass(frozen=True, slots=True)
class Language:
    """`locale` is a CLDR locale such as hi_IN; `direction` is ltr or rtl."""

    code: str
    locale: str
    direction: str


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days; both ends inclusive."""

    first: date
    last: date
    hour_later: bool = False  # the hour will be announced: not truly all day


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of time on the campaign's wall clock; aware, with the zone's offset of that moment.
    `end` is exclusive, None where it is not known."""

    start: datetime
    end: datetime | None

    @property
    def first(self) -> date:
        return self.start.date()

    @property
    def last(self) -> date:
        return (self.end - timedelta(microseconds=1)).date() if self.end else self.first


Occurrence = Days | Hours


@dataclass(frozen=True, slots=True)
class Weekday:
    """`number` 0 is Monday. `place` is which one of a month: 1 to 5, -1 the last; 0 for every one of a week."""

    number: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """Every so many (`step`) days, weeks or months, `on` some days of these, `until` a day, which still counts, or
    `count` times; one of the two is given. Without `on`, on the first occurrence's day of the week or month."""

    every: str  # day, week or month
    step: int = 1
    on: tuple[Weekday, ...] = ()
    until: date | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """How an event recurs, as calendars are told: an occurrence like `first` on each day of `rule` up to the `last`
    one, but on the days `left_out`. Both take place; of changes nothing is known here. `listed`: its dates were
    listed, and the rule was made for them."""

    first: Occurrence
    last: Occurrence
    rule: Rule
    left_out: tuple[date, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Days between which an event will take place whose date is not announced; both inclusive."""

    first: date
    last: date


class Status(StrEnum):
    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Level:
    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Area:
    """`ancestors` from the parent up to the root; `descendants` in the order of the file."""

    id: str
    name: Text
    level: str
    ancestors: tuple[str, ...]
    children: tuple[str, ...]
    descendants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """A phase expects `at_least` dated events in each area of `level`, but the ones `excepted`."""

    level: str
    at_least: int = 1
    excepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """`entry`: the phase is itself an all-day entry in pages and feeds."""

    id: str
    name: Text
    days: Days
    area: str
    expects: Expectation | None
    entry: bool
    color: str
    notes: tuple[str, ...]
    before: Days | None = None  # its days before they were last changed, as subscribers had them
    accept: tuple[tuple[str, str], ...] = ()  # the warnings that are all right, each with the reason


@dataclass(frozen=True, slots=True)
class Tag:
    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day to warn about in `area` and all below it. `public`: it is from a list of the country's."""

    day: date
    name: Text
    area: str
    public: bool = False


@dataclass(frozen=True, slots=True)
class Venue:
    """`id` where it stands in venues.yaml."""

    name: Text
    address: Text | None = None
    geo: tuple[str, str] | None = None  # latitude and longitude in degrees, as they are to be written
    url: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    name: Text
    phone: str | None = None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    url: str | None
    title: Text


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture or document as it is published: its path in the output, and for a picture its size in pixels."""

    path: str
    octets: bytes
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """`file` is the name in content/, by which the site knows the published one."""

    file: str
    alt: Text | None
    credit: Text | None


@dataclass(frozen=True, slots=True)
class Attachment:
    file: str
    title: Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event. `text` is Markdown; `attended` counts people."""

    text: Text | None
    attended: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One occurrence of a repeating event that is not like the others: what it would have been, and the event as
    it is on it, with this one occurrence."""

    original: Occurrence
    event: Event


@dataclass(frozen=True, slots=True)
class Event:
    """`occurrences` as they now stand, by their original days; empty while no date is announced; then `window` may
    say between which days. `concerns`: the areas whom it is for, where that is not simply `areas`. `description`
    is Markdown; `accept`: the warnings that are all right, each with the reason; `file` is where in content/ the
    event is written. `before`: the event as it was published before
    the last change of its time, of its place and of its status, each; None where none of them ever changed."""

    id: str
    title: Text
    areas: tuple[str, ...]
    concerns: tuple[str, ...]
    phase: str | None
    occurrences: tuple[Occurrence, ...]
    window: Window | None
    status: Status
    status_note: Text | None = None
    repeat: Repeat | None = None
    changes: tuple[Change, ...] = ()
    venue: Venue | None = None
    online: str | None = None
    registration: str | None = None
    speakers: tuple[str, ...] = ()
    organiser: Contact | None = None
    audience: Text | None = None
    attendance: int | None = None
    tags: tuple[str, ...] = ()
    image: Image | None = None
    attachments: tuple[Attachment, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    outcome: Outcome | None = None
    description: Text | None = None
    accept: tuple[tuple[str, str], ...] = ()
    file: str = ""
    before: Event | None = None

    def originals(self) -> tuple[Occurrence, ...]:
        """The occurrences as they would be without `changes`."""
        moved = {change.event.occurrences[0]: change.original for change in self.changes}
        return tuple(moved.get(each, each) for each in self.occurrences)

    def meetings(self) -> tuple[tuple[Occurrence, Event], ...]:
        """Each occurrence, with the event as it is on it."""
        changed = {change.event.occurrences[0]: change.event for change in self.changes}
        return tuple((occurrence, changed.get(occurrence, self)) for occurrence in self.occurrences)


@dataclass(frozen=True, slots=True)
class Note:
    """`body` is Markdown, a run for each language that has a file; `files` are these, in the same order."""

    id: str
    title: Text
    summary: Text | None
    body: Text
    events: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[Link, ...]
    updated: date | None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retired:
    """An id taken back after publication; `to` is the kind:id that its address leads on to. `on`: only this date of a
    repeating event."""

    kind: str
    id: str
    to: str | None
    why: Text
    on: date | None = None

    @property
    def entry(self) -> str:
        """The id of the calendar entry that stays of it: that of an event, of one date of an event or of a phase; for
        an area or a tag that of a notice."""
        if self.on:
            return f"{self.id}.{self.on:%Y%m%d}"
        return self.id if self.kind == "event" else f"{self.kind}.{self.id}"


@dataclass(frozen=True, slots=True)
class Revision:
    """What one publication changed about an event or a phase (`id` is that of its calendar entry) at `moment` (UTC).
    `was` and `now` hold only what may be told of: title, time, place and status; `was` is None for what is new, `now`
    for what is gone. `texts`: the other fields that differ, each with the languages in which it does (none: in all).
    """

    moment: datetime
    id: str
    was: Event | None
    now: Event | None
    texts: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """`url` and `edit` end in a slash. `default_duration` is in minutes."""

    name: Text
    summary: Text | None
    url: str | None
    uid_domain: str
    languages: tuple[Language, ...]
    timezone: str
    days: Days
    levels: tuple[Level, ...]
    cancelled_as_status: bool
    default_duration: int
    contacts_in_feeds: bool
    follow: tuple[Link, ...] = ()
    edit: str | None = None
    coverage: str = "public"  # or private
    cards: str = "phase"  # or event, or none
    offline: bool = True

    @property
    def first_language(self) -> str:
        return self.languages[0].code


@dataclass(frozen=True, slots=True)
class Component:
    """One calendar component in one language: the octets of its VEVENT, BEGIN to END with line ends.
    `changed` is its LAST-MODIFIED; `digest` that of its lines without stamps."""

    language: str
    octets: bytes
    digest: str
    changed: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What stands in calendars: an event, a phase or the campaign. `id` is its UID without the domain;
    `feeds` are names as in `addresses.feed`, sorted; `components` one for each language."""

    id: str
    feeds: tuple[str, ...]
    components: tuple[Component, ...]

    def component(self, language: str) -> Component:
        return next(component for component in self.components if component.language == language)


@dataclass(frozen=True, slots=True)
class Feed:
    """One calendar file. `head` is everything before the first VEVENT. `changed`: when its octets last did. `name`:
    what subscribers' calendars call it."""

    path: str
    language: str
    head: bytes
    components: tuple[bytes, ...]
    digest: str
    changed: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Site:
    """A whole campaign, checked. Areas, phases and events stand in the order of the files, the root area first;
    `media` is by file in content/, `venues` are those of venues.yaml. The rest is empty until it is stamped: `former`
    is what was published and has been retired, as subscribers had it; `revisions` are the latest first."""

    campaign: Campaign
    areas: tuple[Area, ...]
    phases: tuple[Phase, ...]
    events: tuple[Event, ...]
    notes: tuple[Note, ...]
    tags: tuple[Tag, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    retired: tuple[Retired, ...] = ()
    venues: tuple[Venue, ...] = ()
    media: Mapping[str, MediaFile] = field(default_factory=dict)
    entries: tuple[CalendarEntry, ...] = ()
    feeds: tuple[Feed, ...] = ()
    former: tuple[Event, ...] = ()
    revisions: tuple[Revision, ...] = ()
    _areas: dict[str, Area] = field(init=False, repr=False, compare=False)
    _titles: dict[str, Text] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_areas", {area.id: area for area in self.areas})
        titles = {f"area:{area.id}": area.name for area in self.areas}
        titles |= {f"phase:{phase.id}": phase.name for phase in self.phases}
        titles |= {f"event:{event.id}": event.title for event in self.events}
        titles |= {f"note:{note.id}": note.title for note in self.notes}
        titles |= {f"tag:{tag.id}": tag.name for tag in self.tags}
        object.__setattr__(self, "_titles", titles)

    @property
    def root(self) -> Area:
        return self.areas[0]

    def area(self, id: str) -> Area:
        return self._areas[id]

    def title(self, target: str) -> Text:
        """What an area, phase, event, note or tag is called; `target` is kind:id."""
        return self._titles[target]

    def called(self, target: str) -> Text | None:
        """The same, of something that there may be no longer."""
        return self._titles.get(target)
