"""A table in; where its headings stand, and what each of its columns holds, out.

Headings are those of our own tables in every language of the campaign, or what people write for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from campaign_calendar import sheet
from campaign_calendar.cldr import Locale
from campaign_calendar.content import likely
from campaign_calendar.importers.entry import Unreadable, headings
from campaign_calendar.importers.table import Table
from campaign_calendar.problems import nearest
from campaign_calendar.sheet import Column
from campaign_calendar.wording import Wording

LOOKED_AT = 30  # rows among which the headings are
IGNORED = Column("")
IN_LANGUAGE = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+)\s*[)\]]")
LONG = 5  # letters; shorter headings are not taken for misspelt ones

Ask = Callable[[str, str], str | None]  # column and an example → what the user says it is; None where nobody can


@dataclass(frozen=True)
class Columns:
    """`row`: the number of the row of headings; `of`: what each column holds, IGNORED where nothing of use."""

    row: int
    of: tuple[Column, ...]


class Headings:
    """What headings mean. `own` are those that the user says, by heading."""

    def __init__(self, wordings: Mapping[str, Wording], own: Iterable[str] = ()) -> None:
        languages = tuple(wordings)
        self._languages = {_bare(name): code for code in languages for name in _names(code)}
        self._own: dict[str, Column] = {}
        self._known: dict[str, Column] = {}
        for name, typed in headings().items():
            for each in typed:
                self._known.setdefault(_bare(each), Column(name.removeprefix("-")))
        for field in sheet.HEADINGS:
            self._known.setdefault(_bare(field), Column(field))
        for wording in wordings.values():
            for column in sheet.columns(("",)):
                self._known[_bare(sheet.heading(column, wording, 1))] = column
        self._own = dict(self._mapped(each) for each in own)

    def _mapped(self, option: str) -> tuple[str, Column]:
        """COLUMN=field. Raises Unreadable where there is no such field."""
        heading, equals, field = option.rpartition("=")
        if not equals or not heading.strip():
            raise Unreadable("map-form", value=option)
        column = IGNORED if field.strip() in ("", "-") else self.column(field)
        if column is None:
            raise Unreadable("map-field", value=field, known=self.fields())
        return _bare(heading), column

    def fields(self) -> str:
        """What a column may be said to be."""
        return ", ".join(name for name in sheet.HEADINGS if name != "page")

    def column(self, heading: str) -> Column | None:
        """What a heading means; None where that is not known."""
        bare = _bare(heading)
        if bare in self._own:
            return self._own[bare]
        language = ""
        found = IN_LANGUAGE.fullmatch(heading.strip())
        if found and _bare(found[2]) in self._languages:
            language, bare = self._languages[_bare(found[2])], _bare(found[1])
        elif "." in heading and heading.rpartition(".")[2] in self._languages.values():
            bare, language = _bare(heading.rpartition(".")[0]), heading.rpartition(".")[2]
        column = self._known.get(bare) or self._known.get(_bare(re.sub(r"[(\[].*?[)\]]", "", heading)))
        if column is None and len(bare) >= LONG:
            column = self._known.get(nearest(bare, [each for each in self._known if len(each) >= LONG]))
        if column is None or not language:
            return column
        return Column(column.field, language) if column.field in sheet.IN_LANGUAGES else None

    def of(self, table: Table, ask: Ask) -> Columns | None:
        """None for a table without headings. Raises Unreadable, which names the column, where one is not understood,
        and where two are the same."""
        rated = [
            (sum(bool(column) for column in columns), -number, columns)
            for number, cells in table.rows[:LOOKED_AT]
            for columns in [[self.column(cell) if cell.strip() else None for cell in cells]]
        ]
        best = max(rated, key=lambda each: each[:2], default=None)
        if best is None or best[0] < 2:
            return None
        row = -best[1]
        cells = next(cells for number, cells in table.rows if number == row)
        below = [texts for number, texts in table.rows if number > row]
        columns: list[Column] = []
        for position, (heading, known) in enumerate(zip(cells, best[2], strict=True)):
            example = next((texts[position] for texts in below if len(texts) > position and texts[position]), "")
            column = known if known or not example else self._asked(heading, example, ask, table)
            if column and column != IGNORED and column in columns:
                first = cells[columns.index(column)]
                raise Unreadable("column-twice", value=heading, first=first, field=".".join(filter(None, column)))
            columns.append(column or IGNORED)
        return Columns(row, tuple(columns))

    def _asked(self, heading: str, example: str, ask: Ask, table: Table) -> Column:
        if not heading.strip():
            raise Unreadable("column-unnamed", value=example, sheet=table.name)
        answer = ask(heading, example)
        if answer is None:
            raise Unreadable("column", value=heading, known=self.fields())
        return self._mapped(f"{heading}={answer}")[1]


def _names(code: str) -> list[str]:
    """What a language is called: by itself, in English, and by people."""
    typed = [name for known, names in likely.typed("languages") if known == code for name in names]
    return [code, sheet.language_name(code), str(Locale("en").languages.get(code, code)), *typed]


def _bare(heading: str) -> str:
    plain = likely.folded(likely.tidy(heading.replace("\n", " ")))
    return " ".join(re.split(r"[\s_/.:*-]+", plain)).strip()
