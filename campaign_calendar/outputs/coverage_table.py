"""What is covered as a spreadsheet opens it: a line for each area of each phase that expects it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaign_calendar import addresses
from campaign_calendar.coverage import standing
from campaign_calendar.matrix import Matrix, matrix
from campaign_calendar.model import Site
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.outputs.output import Output
from campaign_calendar.theme import Theme
from campaign_calendar.wording import Wording

TEMPLATE = None
COLUMNS = ("phase", "starts", "ends", "belongs_to", "area", "known", "dates", "announced", "expected_number", "ids")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these at its beginning, spreadsheets take a text for a formula


@dataclass(frozen=True)
class CoverageTable:
    lines: tuple[tuple[str, ...], ...]


def coverage_table(edition: Edition) -> Iterator[Output]:
    """None where coverage is private, or nothing is expected."""
    if edition.overview:
        path = edition.localised(addresses.COVERAGE_TABLE)
        yield Output(
            path, "coverage_table", CoverageTable(tuple(lines(matrix(edition.site), edition.site, edition.words)))
        )


def lines(found: Matrix, site: Site, words: Wording) -> Iterator[tuple[str, ...]]:
    """The heads, then a line for each cell. Days and ids are as they are written in content."""
    language = words.language.code
    yield tuple(words.say(f"column_{name}") for name in COLUMNS)
    for phase, cells in zip(found.phases, found.cells, strict=True):
        for cell in cells:
            above = [site.area(id).name.in_language(language).text for id in reversed(cell.area.ancestors)]
            days = sorted({each.first.isoformat() for one in cell.events for each in standing(phase, one)[1]})
            yield (
                phase.name.in_language(language).text,
                phase.days.first.isoformat(),
                phase.days.last.isoformat(),
                " › ".join(above),
                cell.area.name.in_language(language).text,
                words.say(f"coverage_{cell.state}"),
                " ".join(days),
                str(cell.dated),
                str(cell.wanted),
                " ".join(event.id for event in cell.events),
            )


def written(table: Iterable[Iterable[str]]) -> str:
    """RFC 4180, with nothing that a spreadsheet would reckon out."""
    text = io.StringIO()
    harmless = ([f"'{each}" if each.startswith(FORMULA) else each for each in line] for line in table)
    csv.writer(text).writerows(harmless)
    return text.getvalue()


def render(data: CoverageTable, _theme: Theme) -> bytes:
    """With a byte order mark, without which spreadsheets misread what is not English."""
    return b"\xef\xbb\xbf" + written(data.lines).encode()
