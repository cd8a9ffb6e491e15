"""programme.csv: a row for each event, for spreadsheets; `import` reads it back without loss.

RFC 4180 with a BOM, by which Excel knows that it is UTF-8. A repeating event is one row, with its repeat in a cell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import chain

from campaign_calendar import addresses, sheet
from campaign_calendar.model import Site
from campaign_calendar.outputs.output import Output
from campaign_calendar.sheet import Column
from campaign_calendar.theme import Theme
from campaign_calendar.wording import Wording

TEMPLATE = None


@dataclass(frozen=True)
class ProgrammeTable:
    """All columns with their headings; the events as JSON; the `names` of what they refer to; and where the site is,
    below which their pages are."""

    language: str
    columns: tuple[tuple[Column, str], ...]
    events: tuple[str, ...]
    names: tuple[tuple[tuple[str, str], str], ...]
    base: str | None


def programme_tables(site: Site, events: tuple[str, ...], wordings: Iterable[Wording]) -> Iterator[Output]:
    """One in each language; `events` as JSON."""
    campaign = site.campaign
    for wording in wordings:
        language = wording.language.code
        spoken = [language, *(each.code for each in campaign.languages if each.code != language)]
        columns = tuple((each, sheet.heading(each, wording, len(spoken))) for each in sheet.columns(spoken))
        names = tuple(sheet.names(site, wording).items())
        table = ProgrammeTable(language, columns, events, names, campaign.url)
        path = addresses.in_language(addresses.TABLE, language, campaign.first_language)
        yield Output(path, "programme_table", table)


def render(data: ProgrammeTable, _theme: Theme) -> bytes:
    """A column that would be empty is left out, but for those that a programme is made of."""
    names = dict(data.names)
    events = [json.loads(each) for each in data.events]
    rows = [sheet.row(each, names) for each in events]
    if data.base:
        for row, event in zip(rows, events, strict=True):
            row[Column("page")] = addresses.absolute(data.base, event["pages"][data.language])
    filled = set(chain.from_iterable(rows))
    shown = {each: said for each, said in data.columns if each in filled or each.field in sheet.ALWAYS}
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(shown.values())
    table.writerows([row.get(each, "") for each in shown] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()
