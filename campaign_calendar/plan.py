"""A stamped Site in; every file of the output, in order, out: the table of contents of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from campaign_calendar.addresses import SAFE_PATH
from campaign_calendar.model import Site
from campaign_calendar.outputs.area import area_pages
from campaign_calendar.outputs.area_index import area_index
from campaign_calendar.outputs.area_text import area_texts
from campaign_calendar.outputs.calendar_file import event_calendars, feed_files
from campaign_calendar.outputs.card import card_files, made_by
from campaign_calendar.outputs.changes import changes_page
from campaign_calendar.outputs.changes_feed import changes_feed
from campaign_calendar.outputs.coverage import coverage_page
from campaign_calendar.outputs.coverage_table import coverage_table
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.event import event_pages
from campaign_calendar.outputs.event_index import event_index
from campaign_calendar.outputs.month import month_pages
from campaign_calendar.outputs.no_network import no_network_page
from campaign_calendar.outputs.not_found import not_found_page
from campaign_calendar.outputs.note import note_pages
from campaign_calendar.outputs.note_index import note_index
from campaign_calendar.outputs.output import Output
from campaign_calendar.outputs.phase import phase_pages
from campaign_calendar.outputs.phase_index import phase_index
from campaign_calendar.outputs.programme import programme_page
from campaign_calendar.outputs.programme_data import events_as_json, programme_data
from campaign_calendar.outputs.programme_table import programme_tables
from campaign_calendar.outputs.qr_code import qr_codes
from campaign_calendar.outputs.retired import retired_pages
from campaign_calendar.outputs.search import search_page
from campaign_calendar.outputs.search_index import search_index
from campaign_calendar.outputs.service_worker import service_worker
from campaign_calendar.outputs.sitemap import sitemap
from campaign_calendar.outputs.subscribe import subscribe_page
from campaign_calendar.outputs.tag import tag_pages
from campaign_calendar.outputs.tag_index import tag_index
from campaign_calendar.outputs.verbatim import assets, host_files, media_files, published_record, stylesheet
from campaign_calendar.outputs.web_manifest import web_manifest
from campaign_calendar.theme import Theme


class PathConflict(Exception):
    """Two planners want one path, or one that is not safe on every host: a fault of ours."""


def plan(site: Site, theme: Theme) -> tuple[Output, ...]:
    """All outputs. Raises PathConflict where two of them have one path, also if only by case."""
    style = stylesheet(site, theme)
    drawn_by = made_by(theme)
    editions = tuple(Edition(site, wording, style.path, drawn_by) for wording in theme.wordings.values())
    planned = tuple(_outputs(site, theme, style, editions))
    return without_conflicts((*planned, service_worker(planned, editions)))


def _outputs(site: Site, theme: Theme, style: Output, editions: tuple[Edition, ...]) -> Iterator[Output]:
    yield style
    yield from assets(theme)
    indexes = [search_index(edition) for edition in editions]
    translations = [
        (*pages(edition), search_page(edition, index[0].path))
        for edition, index in zip(editions, indexes, strict=True)
    ]
    for each in (*indexes, *translations):
        yield from each
    for each in translations:
        yield from area_texts(each)
    yield from (changes_feed(edition) for edition in editions)
    for edition in editions:
        yield from qr_codes(edition)
        yield from coverage_table(edition)
    for edition in editions:
        yield web_manifest(edition, theme)
        if site.campaign.offline:
            yield no_network_page(edition)
    for edition in editions:
        yield from card_files(edition.deck)
    yield not_found_page(editions, style.data.octets.decode())
    yield from feed_files(site)
    yield from event_calendars(site)
    yield from sitemap([page for page in translations[0] if page.kind != "retired"], editions[0])
    events = events_as_json(site)
    yield from programme_data(site, events)
    yield from programme_tables(site, events, theme.wordings.values())
    yield from media_files(site)
    yield from host_files(site)
    yield published_record(site)


def pages(edition: Edition) -> Iterator[Output]:
    """The pages of the site in one language."""
    yield programme_page(edition)
    yield from month_pages(edition)
    yield phase_index(edition)
    yield from phase_pages(edition)
    yield area_index(edition)
    yield from area_pages(edition)
    yield event_index(edition)
    yield from event_pages(edition)
    yield from tag_index(edition)
    yield from tag_pages(edition)
    yield note_index(edition)
    yield from note_pages(edition)
    yield subscribe_page(edition)
    yield from retired_pages(edition)
    yield changes_page(edition)
    yield from coverage_page(edition)


def without_conflicts(outputs: Iterable[Output]) -> tuple[Output, ...]:
    planned: dict[str, Output] = {}
    for output in outputs:
        if not SAFE_PATH.fullmatch(output.path):
            raise PathConflict(f"{output.kind} may not write {output.path!r}")
        other = planned.setdefault(output.path.casefold(), output)
        if other is not output:
            raise PathConflict(f"{other.kind} and {output.kind} both write {output.path}")
    folders = {path.rpartition("/")[0]: output for path, output in planned.items()}
    for path in folders.keys() & planned.keys():
        raise PathConflict(
            f"{planned[path].kind} writes {planned[path].path}, below which {folders[path].kind} writes"
        )
    return tuple(planned.values())
