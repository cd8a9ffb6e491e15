"""A Draft in; the Site that it describes, out, with what is wrong between its files."""

from __future__ import annotations

from collections.abc import Iterable, Sized

from campaign_calendar import prose
from campaign_calendar.content import CAMPAIGN, Draft
from campaign_calendar.content import campaign as campaigns
from campaign_calendar.content import events as event_files
from campaign_calendar.content import notes as note_files
from campaign_calendar.content import venues as venue_files
from campaign_calendar.content.areas import areas as areas_of
from campaign_calendar.content.holidays import holidays
from campaign_calendar.content.phases import phases as phases_of
from campaign_calendar.content.reading import Reading, Values
from campaign_calendar.content.references import unique
from campaign_calendar.content.retired import retired
from campaign_calendar.located import Items, Node, Record, Scalar
from campaign_calendar.model import Event, Site


def assemble(draft: Draft) -> Site | None:
    """The site that the draft describes, without the events that are drafts; problems go to the draft's. None where
    campaign.yaml has errors. With errors elsewhere the site may be incomplete. What refers to something is judged
    only where all that it may refer to is known."""
    values, reading = draft.campaign, draft.reading
    if values is None:
        return None
    levels = campaigns.levels(values, reading)
    _note_unsure("level", "levels", levels, values, reading)
    campaign = campaigns.campaign(values, levels, reading)
    level_ids = {level.id: level for level in levels}
    areas = areas_of(values, level_ids, reading)
    _note_unsure("area", "areas", areas, values, reading)
    phases = phases_of(values, areas, level_ids, draft.notes, reading)
    _note_unsure("phase", "phases", phases, values, reading)
    tags = campaigns.tags(values, reading)
    _note_unsure("tag", "tags", tags, values, reading)
    years = range(campaign.days.first.year, campaign.days.last.year + 1) if campaign else range(0)
    free = holidays(values, {area.id: area for area in areas}, years, reading)
    venues = venue_files.venues(draft.venues, reading)
    known = event_files.Known(
        areas={area.id: area for area in areas},
        phases={phase.id: phase for phase in phases},
        tags={tag.id: tag for tag in tags},
        venues=venues,
        notes=draft.notes,
        media=draft.media,
        languages=reading.languages,
    )
    written = unique(draft.events, "event", reading)
    made = [event_files.event(each, known, reading) for each in written if each["draft"] is not True]
    events = [event for event in made if event]
    _take_pictures_in_texts(draft, events)
    media = dict(draft.media.published)
    for each in written:
        if each["draft"] is True:
            event_files.event(each, known, reading)  # for its problems only
    ids = [each["id"].text for each in written if each["id"]]
    notes = tuple(note_files.note(files, ids, known.tags, reading) for files in draft.notes.values())
    draft.ids = {"event": ids, "phase": known.phases, "area": known.areas, "tag": known.tags, "note": draft.notes}
    gone = retired(values, draft.ids, draft.shown, reading)
    if campaign is None or _has_errors(reading):
        return None
    shown = tuple(sorted(events, key=lambda event: event.id))
    return Site(campaign, areas, phases, shown, notes, tags, free, gone, tuple(venues.values()), media)


def _note_unsure(kind: str, field: str, made: Sized, values: Values, reading: Reading) -> None:
    """Remember that not all ids of a kind are known, where something that was written has become nothing."""
    node = values.record.entries[field][1] if field in values.record.entries else None
    if len(made) < _count(node) or (values[field] is None and _has_errors(reading)):
        reading.unsure.add(kind)


def _count(node: Node | None) -> int:
    """How many things a list holds, and the lists of areas in it."""
    members = node.nodes if isinstance(node, Items) else ()
    within = (each.entries["areas"][1] for each in members if isinstance(each, Record) and "areas" in each.entries)
    return sum(not isinstance(each, Scalar) or bool(each.text) for each in members) + sum(map(_count, within))


def _has_errors(reading: Reading) -> bool:
    return any(each.level == "error" and each.place.file == f"content/{CAMPAIGN}" for each in reading.problems)


def _take_pictures_in_texts(draft: Draft, events: Iterable[Event]) -> None:
    """Read what Markdown points at in media/; what is wrong with it is told where links are checked."""
    texts = [note.body.text for files in draft.notes.values() for note in files]
    texts += [
        run.text
        for event in events
        for each in (event, *(change.event for change in event.changes))
        for text in (each.description, each.outcome.text if each.outcome else None)
        for run in (text.runs if text else ())
    ]
    for text in texts:
        for link in prose.links(text):
            if link.target.startswith("media:"):
                draft.media.wrong_with(link.target.removeprefix("media:"))
