"""The kinds of output: how a kind's data becomes octets. To add one: a module here, a name below, its template."""

from __future__ import annotations

from typing import Any, Protocol

from campaign_calendar.outputs import (
    area,
    area_index,
    area_text,
    calendar_file,
    card,
    changes,
    changes_feed,
    coverage,
    coverage_table,
    event,
    event_index,
    month,
    no_network,
    not_found,
    note,
    note_index,
    phase,
    phase_index,
    programme,
    programme_data,
    programme_table,
    qr_code,
    retired,
    search,
    service_worker,
    sitemap,
    subscribe,
    tag,
    tag_index,
    verbatim,
    web_manifest,
)
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme


class Kind(Protocol):
    """A module of this room. TEMPLATE is None where a kind has none."""

    @property
    def TEMPLATE(self) -> str | None: ...

    def render(self, data: Any, theme: Theme, /) -> bytes: ...


KINDS: dict[str, Kind] = {
    "programme": programme,
    "month": month,
    "phase": phase,
    "phase_index": phase_index,
    "area": area,
    "area_index": area_index,
    "area_text": area_text,
    "event": event,
    "event_index": event_index,
    "note": note,
    "note_index": note_index,
    "tag": tag,
    "tag_index": tag_index,
    "subscribe": subscribe,
    "search": search,
    "retired": retired,
    "changes": changes,
    "changes_feed": changes_feed,
    "coverage": coverage,
    "coverage_table": coverage_table,
    "not_found": not_found,
    "no_network": no_network,
    "calendar_file": calendar_file,
    "programme_data": programme_data,
    "programme_table": programme_table,
    "qr_code": qr_code,
    "card": card,
    "verbatim": verbatim,
    "sitemap": sitemap,
    "web_manifest": web_manifest,
    "service_worker": service_worker,
}


def render(output: Output, theme: Theme) -> bytes:
    """The octets of an output: a function of its data and the theme, and of nothing else."""
    return KINDS[output.kind].render(output.data, theme)
