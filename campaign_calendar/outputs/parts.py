"""The parts that pages of several kinds are made of: frozen values, with words ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from campaign_calendar.model import Days, Occurrence, Run


@dataclass(frozen=True)
class Anchor:
    """A link within the site: where to, and its words."""

    path: str
    text: Run


@dataclass(frozen=True)
class Alternate:
    """The same page in another language, named in that language."""

    language: str
    name: str
    path: str


@dataclass(frozen=True)
class Moment:
    """A point in time, for <time datetime> and in words."""

    machine: str
    words: str


@dataclass(frozen=True)
class Preview:
    """What is shown where a page is shared. `card` is the path of its picture, empty where it has none; `alt` what
    stands on that."""

    title: str
    description: str
    card: str
    alt: str


@dataclass(frozen=True)
class Frame:
    """What surrounds every page: `navigation` at its head, `directory` at its foot. `base` is the site's address,
    None where it has none; `manifest` and `worker` are paths, the latter empty where the site is not to be kept on
    phones; `changed`: when what calendars have of the page last changed; `zone` is the
    campaign's."""

    path: str
    language: str
    direction: str
    title: Run
    description: str
    campaign: Anchor
    navigation: tuple[Anchor, ...]
    directory: tuple[Anchor, ...]
    alternates: tuple[Alternate, ...]
    base: str | None
    stylesheet: str
    manifest: str
    worker: str
    changed: Moment | None
    zone: str
    preview: Preview


@dataclass(frozen=True)
class Passage:
    """Markdown, with the path and the title of all that it points at within the site, and pictures' sizes."""

    run: Run
    targets: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, Run], ...]
    sizes: tuple[tuple[str, tuple[int, int]], ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture with its size in pixels; `alt` is None where nobody has written one."""

    path: str
    width: int
    height: int
    alt: Run | None
    credit: Run | None


@dataclass(frozen=True)
class Entry:
    """One line of an agenda. `machine` is the start for <time datetime>, `until` its end; `status` and `mark` are
    words and a class, empty while it is simply confirmed; `phase` is the class of its colour; `changed` what it was
    before."""

    page: Anchor
    when: str
    machine: str
    until: str
    places: tuple[Run, ...]
    status: str
    mark: str
    phase: str
    changed: str = ""


@dataclass(frozen=True)
class AgendaDay:
    """A day below the heading of its month: `number` is that of the day, `weekday` its name, `name` all of it."""

    id: str
    machine: str
    name: str
    number: str
    weekday: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class AgendaMonth:
    """`days` is empty where the whole agenda was too long; `count` says in words how many entries the month has;
    `machine` is its first day and `until` the last one of anything that begins in it."""

    page: Anchor
    count: str
    machine: str
    until: str
    days: tuple[AgendaDay, ...]


@dataclass(frozen=True)
class Undated:
    """An event without a date, with the words for when it may be expected, and for what it was before."""

    page: Anchor
    when: str
    places: tuple[Run, ...]
    phase: str
    status: str
    changed: str


@dataclass(frozen=True)
class Standing:
    """How a phase stands in an area: its days, and what is known of its date there, in words; `edit` is where to
    write one that is missing in the very area."""

    phase: Anchor
    days: str
    machine: str
    until: str
    color: str
    known: str
    edit: str


@dataclass(frozen=True)
class Subscription:
    """A feed's own path and the way to the steps for subscribing to it. Where the site has an address, the feed's
    address to copy; for some feeds also the picture that leads another phone to these steps."""

    path: str
    guide: str
    address: str
    qr_code: str


def machine(occurrence: Occurrence) -> str:
    """The start for <time datetime>: a date, or a moment with the zone's offset."""
    if isinstance(occurrence, Days):
        return occurrence.first.isoformat()
    return occurrence.start.isoformat(timespec="minutes")


def until(occurrence: Occurrence) -> str:
    """The end for machines: the last of several days, or the moment, as UTC; empty where it ends with its first day,
    at an hour that is not known."""
    if isinstance(occurrence, Days):
        return occurrence.last.isoformat() if occurrence.last != occurrence.first else ""
    return f"{occurrence.end.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if occurrence.end else ""


def color_class(phase: str | None) -> str:
    return f"phase-{phase}" if phase else ""
