"""The nouns of the domain: frozen values without I/O, HTML or dictionaries."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Venue:
    name: Text
    address: Text | None = None
    geo: tuple[str, str] | None = None  # latitude and longitude in degrees, as they are to be written
    url: str | None = None


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
class Outcome:
    """What came of an event. `text` is Markdown; `attended` counts people."""

    text: Text | None
    attended: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """`occurrences` is empty while no date is announced; then `window` may say between which days.
    `concerns`: the areas whom it is for, where that is not simply `areas`. `description` is Markdown."""

    id: str
    title: Text
    areas: tuple[str, ...]
    concerns: tuple[str, ...]
    phase: str | None
    occurrences: tuple[Occurrence, ...]
    window: Window | None
    status: Status
    status_note: Text | None = None
    venue: Venue | None = None
    online: str | None = None
    registration: str | None = None
    speakers: tuple[str, ...] = ()
    organiser: Contact | None = None
    audience: Text | None = None
    attendance: int | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    outcome: Outcome | None = None
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """`body` is Markdown, a run for each language that has a file."""

    id: str
    title: Text
    summary: Text | None
    body: Text
    events: tuple[str, ...]
    sources: tuple[Link, ...]
    updated: date | None


@dataclass(frozen=True, slots=True)
class Campaign:
    """`url` ends in a slash. `default_duration` is in minutes."""

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
    """One calendar file. `head` is everything before the first VEVENT. `changed`: when its octets last did."""

    path: str
    language: str
    head: bytes
    components: tuple[bytes, ...]
    digest: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Site:
    """A whole campaign, checked. Areas, phases and events stand in the order of the files, the root area
    first; `entries` and `feeds` are empty until it is stamped."""

    campaign: Campaign
    areas: tuple[Area, ...]
    phases: tuple[Phase, ...]
    events: tuple[Event, ...]
    notes: tuple[Note, ...]
    entries: tuple[CalendarEntry, ...] = ()
    feeds: tuple[Feed, ...] = ()
    _areas: dict[str, Area] = field(init=False, repr=False, compare=False)
    _titles: dict[str, Text] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_areas", {area.id: area for area in self.areas})
        titles = {f"area:{area.id}": area.name for area in self.areas}
        titles |= {f"phase:{phase.id}": phase.name for phase in self.phases}
        titles |= {f"event:{event.id}": event.title for event in self.events}
        titles |= {f"note:{note.id}": note.title for note in self.notes}
        object.__setattr__(self, "_titles", titles)

    @property
    def root(self) -> Area:
        return self.areas[0]

    def area(self, id: str) -> Area:
        return self._areas[id]

    def title(self, target: str) -> Text:
        """What an area, phase, event or note is called; `target` is kind:id."""
        return self._titles[target]
