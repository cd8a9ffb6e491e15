"""An event, a phase or the campaign in; its calendar lines in one language, without stamps, out.

One place writes these lines. A component is made once for each language, and its octets stand unchanged in every
feed: `component` puts the stamps in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from campaign_calendar import addresses, contentline, prose, recurrence, telling, zones
from campaign_calendar.contentline import text
from campaign_calendar.model import Change, Days, Event, Hours, Occurrence, Phase, Repeat, Retired, Site, Status, Text
from campaign_calendar.wording import Wording

DESCRIPTION_LIMIT = 500  # characters of an event's own description
SUMMARY_WORDS = {
    Status.CANCELLED: "summary_cancelled",
    Status.POSTPONED: "summary_postponed",
    Status.TENTATIVE: "summary_tentative",
}


def component(uid: str, moment: datetime, sequence: int, bodies: Iterable[bytes]) -> bytes:
    """The whole VEVENT, or several with one UID and the same stamps, since calendars look at each of them. `moment`
    (UTC) is both DTSTAMP, which without a METHOD means the last revision (RFC 5545 3.8.7.2), and LAST-MODIFIED."""
    stamp = moment.strftime("%Y%m%dT%H%M%SZ")
    lines = (
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{sequence}",
    )
    head = contentline.octets(lines)
    return b"".join(head + body + b"END:VEVENT\r\n" for body in bodies)


def times_in_calendars(event: Event) -> tuple[Occurrence, ...]:
    """The occurrences of an event that calendars have: one that has lost its date keeps the last one."""
    return event.occurrences or (event.before.occurrences if event.before else ())


def event_bodies(event: Event, site: Site, wording: Wording) -> tuple[bytes, ...]:
    """The lines of an event that has `times_in_calendars`: of its VEVENT, and of one more for each occurrence that
    differs from the rest (RFC 5545 3.8.4.4)."""
    told = telling.note(event, site, wording)
    if not event.occurrences and event.before:
        event = _with_last_dates(event, event.before)
    if event.repeat is None:
        return (_event_body(event, event.occurrences[0], (), told, site, wording),)
    zone = site.campaign.timezone
    master = _event_body(event, event.repeat.first, _recurrence(event.repeat, zone), told, site, wording)
    exceptions = [(each.original, each.event, telling.note(each.event, site, wording)) for each in event.changes]
    for each, then in event.meetings():
        if then is event and _lasts_otherwise(each, event.repeat.first):
            exceptions.append((each, replace(event, occurrences=(each,)), told))
    return master, *(
        _event_body(then, then.occurrences[0], [_start("RECURRENCE-ID", original, zone)], note, site, wording)
        for original, then, note in sorted(exceptions, key=lambda exception: exception[0].first)
    )


def _with_last_dates(event: Event, last: Event) -> Event:
    alone = replace(event, before=None)
    moved = tuple(Change(each.original, replace(alone, occurrences=each.event.occurrences)) for each in last.changes)
    return replace(event, occurrences=last.occurrences, repeat=last.repeat, changes=moved)


def _lasts_otherwise(occurrence: Occurrence, first: Occurrence) -> bool:
    """Whether clocks are changed within one of the two: calendars give all occurrences the exact length of the first
    (RFC 5545 3.8.5.3), but people go by what clocks show."""
    if not isinstance(occurrence, Hours) or not isinstance(first, Hours) or not occurrence.end or not first.end:
        return False
    return occurrence.end - occurrence.start != first.end - first.start


def _event_body(
    event: Event, occurrence: Occurrence, series: Iterable[str], changed: str, site: Site, wording: Wording
) -> bytes:
    """The lines that say when, what and where; `series` those that place it in a series; `changed` what is told first
    of all."""
    language = wording.language.code
    title = event.title.in_language(language).text
    if event.status in SUMMARY_WORDS:
        title = wording.say(SUMMARY_WORDS[event.status], title=title)
    if isinstance(occurrence, Days) and occurrence.hour_later:
        title = wording.say("hour_later", when=title)
    lines = [*_times(occurrence, site), *series, f"SUMMARY:{text(title)}"]
    lines.append(f"DESCRIPTION:{text(_description(event, occurrence, changed, site, wording))}")
    lines.append(f"LOCATION:{text(_location(event, site, language))}")
    if event.venue and event.venue.geo:
        latitude, longitude = event.venue.geo
        lines.append(f"GEO:{latitude};{longitude}")
        # Apple's calendars show a map where this has the same words as LOCATION (quoted as RFC 6868 has it).
        title = _location(event, site, language).replace("^", "^^").replace('"', "^'")
        place = f'VALUE=URI;X-APPLE-RADIUS=100;X-TITLE="{title}"'
        lines.append(f"X-APPLE-STRUCTURED-LOCATION;{place}:geo:{latitude},{longitude}")
    lines += _address_line(site, addresses.page("event", event.id), language)
    groups = [phase.name for phase in site.phases if phase.id == event.phase]
    groups += [tag.name for tag in site.tags if tag.id in event.tags]
    if groups:
        lines.append("CATEGORIES:" + ",".join(text(name.in_language(language).text) for name in groups))
    if event.organiser and site.campaign.contacts_in_feeds:
        parts = (
            event.organiser.name.in_language(language).text,
            event.organiser.phone,
            event.organiser.email,
        )
        lines.append(f"CONTACT:{text(', '.join(part for part in parts if part))}")
    lines.append(f"STATUS:{_status(event, site)}")
    off = event.status in (Status.CANCELLED, Status.POSTPONED)
    lines += _busy(_keeps_busy(occurrence) and not off)
    return contentline.octets(lines)


def _recurrence(repeat: Repeat, zone: str) -> list[str]:
    """RRULE, and an EXDATE of DTSTART's type for each day left out (RFC 5545 3.8.5). UNTIL is in UTC for hours."""
    if isinstance(repeat.first, Hours) and isinstance(repeat.last, Hours):
        until = f"{_wall(repeat.last.start.astimezone(UTC))}Z"
        clock = f"T{repeat.first.start:%H%M%S}"
        left_out = [f"EXDATE;TZID={zone}:{_day(day)}{clock}" for day in repeat.left_out]
    else:
        until = _day(repeat.last.first)
        left_out = [f"EXDATE;VALUE=DATE:{_day(day)}" for day in repeat.left_out]
    return [f"RRULE:{recurrence.rrule(repeat.rule, until)}", *left_out]


def phase_body(phase: Phase, site: Site, wording: Wording) -> bytes:
    """A phase as an all-day entry over its days."""
    language = wording.language.code
    told = telling.phase_note(phase, wording)
    about = [told] if told else []
    if phase.expects:
        level = next(level for level in site.campaign.levels if level.id == phase.expects.level)
        about.append(wording.say("phase_in_calendar", level=level.name.in_language(language).text))
    path = addresses.page("phase", phase.id)
    if site.campaign.url:
        about.append(addresses.absolute(site.campaign.url, _localised(site, path, language)))
    lines = [*_times(phase.days, site), f"SUMMARY:{text(phase.name.in_language(language).text)}"]
    if about:
        lines.append(f"DESCRIPTION:{text(chr(10).join(about))}")
    lines.append(f"LOCATION:{text(site.area(phase.area).name.in_language(language).text)}")
    lines += [*_address_line(site, path, language), "STATUS:CONFIRMED", *_busy(False)]
    return contentline.octets(lines)


def retired_body(retired: Retired, gone: Event | None, site: Site, wording: Wording) -> bytes:
    """What stays in calendars of something retired: of an event or a phase (`gone`, as it was last published) its
    dates, of an area or a tag a notice over the campaign's days. Both say why, and where to go on."""
    language = wording.language.code
    name = gone.title.in_language(language).text if gone else retired.id
    about = [retired.why.in_language(language).text]
    path = addresses.page(retired.kind, retired.id)
    if retired.to:
        kind, _, id = retired.to.partition(":")
        path = addresses.page(kind, id)
        about.append(f"{wording.say('retired_to')} {site.title(retired.to).in_language(language).text}")
    if site.campaign.url:
        about.append(addresses.absolute(site.campaign.url, _localised(site, path, language)))
    times: tuple[Occurrence, ...] = gone.originals() if gone else (site.campaign.days,)
    series = _recurrence(gone.repeat, site.campaign.timezone) if gone and gone.repeat else []
    lines = [*_times(times[0], site), *series, f"SUMMARY:{text(wording.say('retired_title', id=name))}"]
    lines.append(f"DESCRIPTION:{text(chr(10).join(about))}")
    lines += [*_address_line(site, path, language), f"STATUS:{_off_status(site)}", *_busy(False)]
    return contentline.octets(lines)


def campaign_body(site: Site, wording: Wording) -> bytes:
    """The campaign's own days, for a feed that would otherwise be empty."""
    campaign, language = site.campaign, wording.language.code
    lines = [*_times(campaign.days, site), f"SUMMARY:{text(campaign.name.in_language(language).text)}"]
    if campaign.summary:
        lines.append(f"DESCRIPTION:{text(campaign.summary.in_language(language).text)}")
    lines += [*_address_line(site, addresses.HOME, language), "STATUS:CONFIRMED", *_busy(False)]
    return contentline.octets(lines)


def _times(occurrence: Occurrence, site: Site) -> list[str]:
    """DTSTART and DTEND; the end is exclusive, so an all-day one is the day after the last (RFC 5545 3.6.1)."""
    zone = site.campaign.timezone
    start = _start("DTSTART", occurrence, zone)
    if isinstance(occurrence, Days):
        return [start, f"DTEND;VALUE=DATE:{_day(occurrence.last + timedelta(days=1))}"]
    return [start, f"DTEND;TZID={zone}:{_wall(occurrence.end or _supposed_end(occurrence.start, site))}"]


def _supposed_end(start: datetime, site: Site) -> datetime:
    """Where the end is not known; later on the wall than the start, also on a night on which clocks are set back, as
    DTEND means the first of two moments that they show alike."""
    end = zones.later(start, site.campaign.default_duration, site.campaign.timezone)
    return start + timedelta(minutes=site.campaign.default_duration) if end.fold else end


def _start(name: str, occurrence: Occurrence, zone: str) -> str:
    """The start of an occurrence as the property `name`."""
    if isinstance(occurrence, Days):
        return f"{name};VALUE=DATE:{_day(occurrence.first)}"
    return f"{name};TZID={zone}:{_wall(occurrence.start)}"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _wall(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%S")


def _status(event: Event, site: Site) -> str:
    """`mark` says cancelled in the summary only: some calendars drop a STATUS:CANCELLED without a word."""
    if event.status is Status.TENTATIVE:
        return "TENTATIVE"
    return _off_status(site) if event.status in (Status.CANCELLED, Status.POSTPONED) else "CONFIRMED"


def _off_status(site: Site) -> str:
    return "CANCELLED" if site.campaign.cancelled_as_status else "CONFIRMED"


def _busy(busy: bool) -> list[str]:
    return [
        f"TRANSP:{'OPAQUE' if busy else 'TRANSPARENT'}",
        f"X-MICROSOFT-CDO-BUSYSTATUS:{'BUSY' if busy else 'FREE'}",
    ]


def _keeps_busy(occurrence: Occurrence) -> bool:
    """Whether who takes part has no time for anything else: in a meeting, but not all through days of one."""
    if isinstance(occurrence, Days):
        return False
    return occurrence.end is None or occurrence.end - occurrence.start < timedelta(days=1)


def _location(event: Event, site: Site, language: str) -> str:
    if event.venue is None:
        return ", ".join(site.area(area).name.in_language(language).text for area in event.areas)
    parts = [event.venue.name, event.venue.address]
    return ", ".join(part.in_language(language).text for part in parts if part)


def _description(event: Event, occurrence: Occurrence, changed: str, site: Site, wording: Wording) -> str:
    language = wording.language.code
    parts = [changed] if changed else []
    said = [] if event.status is Status.CONFIRMED else [wording.say(f"status_{event.status}")]
    if event.status_note:
        said.append(event.status_note.in_language(language).text)
    if said:
        parts.append(": ".join(said))
    if isinstance(occurrence, Hours) and occurrence.end is None:
        parts.append(wording.say("end_not_known"))
    if event.description:
        parts.append(prose.excerpt(plain_prose(event.description, site, language), DESCRIPTION_LIMIT))
    for key, value in (("online", event.online), ("registration", event.registration)):
        if value:
            parts.append(f"{wording.say(key)}: {value}")
    if event.speakers:
        parts.append(f"{wording.say('speakers')}: {', '.join(event.speakers)}")
    if event.audience:
        parts.append(f"{wording.say('who')}: {event.audience.in_language(language).text}")
    if site.campaign.url:
        path = _localised(site, addresses.page("event", event.id), language)
        parts.append(addresses.absolute(site.campaign.url, path))
    return "\n\n".join(parts)


def plain_prose(markdown: Text, site: Site, language: str) -> str:
    """Markdown as plain text; links to other content as absolute addresses, or left out where there is no base."""

    def address(target: str) -> str:
        if not site.campaign.url:
            return ""
        kind, _, id = target.partition(":")
        if kind == "media":
            return addresses.absolute(site.campaign.url, site.media[id].path)
        return addresses.absolute(site.campaign.url, _localised(site, addresses.page(kind, id), language))

    safe = prose.html(markdown.in_language(language).text)
    return prose.plain(
        prose.with_addresses(safe, address, lambda target: site.title(target).in_language(language).text)
    )


def _address_line(site: Site, path: str, language: str) -> list[str]:
    base = site.campaign.url
    return [f"URL:{addresses.absolute(base, _localised(site, path, language))}"] if base else []


def _localised(site: Site, path: str, language: str) -> str:
    return addresses.in_language(path, language, site.campaign.first_language)
