"""The index that the search page reads: nothing is lost in it, it is small, and a great one comes in parts."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from benchmarks.programme import programme, write_ours
from campaign_calendar import pipeline
from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.model import Site
from campaign_calendar.outputs import search_index as subject
from campaign_calendar.outputs.columns import Column, column
from campaign_calendar.outputs.edition import Edition
from campaign_calendar.published import Published
from campaign_calendar.stamps import stamp
from campaign_calendar.theme import REFERENCE_LANGUAGE, Theme, words
from tests.campaigns import CHECKOUT, write_campaign

LIMIT = 15 * 1024  # octets, gzipped as hosts do
START, END = "(self.searchIndex=self.searchIndex||[]).push(", ");\n"


def editions(folder: Path) -> list[Edition]:
    templates = pipeline.Folder(folder, folder / "output").templates
    draft = read(folder / "content", words(templates, REFERENCE_LANGUAGE))
    site: Site = check(draft, Published()).site
    theme = Theme(templates, site.campaign.languages, draft.strings)
    site = stamp(site, theme.wordings, Published(), lambda: datetime(2018, 11, 9, tzinfo=UTC))
    return [Edition(site, wording, "style.css", "") for wording in theme.wordings.values()]


def texts(found: Column) -> list[str]:
    """A column as search.js reads it."""
    table, width, references = found
    lines = iter(table.split("\n"))
    numbers = [int(references[start : start + width], 36) for start in range(0, len(references), width)]
    return [table.split("\n")[number - 1] if number else next(lines) for number in numbers]


def data(octets: bytes) -> dict[str, object]:
    script = octets.decode()
    assert script.startswith(START) and script.endswith(END)
    assert script.count("\n") == 1
    return json.loads(script.removeprefix(START).removesuffix(END))  # type: ignore[no-any-return]


@given(some.lists(some.sampled_from(["", "a", "b\t\x1e", "क", *(f"{n}" for n in range(50))])))
def test_a_column_comes_back_as_it_was(written: list[str]) -> None:
    assert texts(column(written)) == written


def test_a_column_longer_than_its_digits_comes_back() -> None:
    written = [f"{n % 1500}" for n in range(3000)]
    assert texts(column(written)) == written
    assert column(written)[1] == 3


@pytest.mark.parametrize(
    "site", ["small", CHECKOUT, CHECKOUT / "examples/literacy-drive", CHECKOUT / "tests/sites/tamil"]
)
def test_what_is_written_is_every_record(site: Path | str, tmp_path: Path) -> None:
    if site == "small":
        write_campaign(tmp_path)
        site = tmp_path
    for edition in editions(Path(site)):
        [script] = subject.search_index(edition)
        assert script.path.startswith(f"assets/search-{edition.language}.")
        columns: dict[str, Column] = data(script.data.octets)["columns"]  # type: ignore[assignment]
        rows = [subject.Record(*row) for row in zip(*map(texts, columns.values()), strict=True)]
        assert list(columns) == [each.name for each in subject.fields(subject.Record)]
        assert rows == list(subject.records(edition))
        counts = {
            folder: sum(row.folder == folder for row in rows) for folder in ("areas", "phases", "tags", "notes")
        }
        there = edition.site
        assert counts == {each: len(getattr(there, each)) for each in counts}
        assert len(rows) == sum(counts.values()) + len(there.events)


def test_signs_stand_for_names_of_the_same_language(tmp_path: Path) -> None:
    """An event named after its phase and area has no words of its own, in no language."""
    write_campaign(tmp_path)
    for edition in editions(tmp_path):
        found = {each.id: each for each in subject.records(edition)}
        assert found["\x1e-cleaning"].names == "\x1f, \x1e"
        assert found["harbour"].names.split("\t") in (["बंदरगाह", "Harbour"], ["Harbour", "बंदरगाह"])


def test_a_title_with_signs_in_it_loses_them() -> None:
    assert subject._line("a\x1e\x1fb\t\n c") == "a b c"


def test_a_thousand_events_are_small(tmp_path: Path) -> None:
    write_ours(tmp_path, programme(1000))
    [edition] = editions(tmp_path)
    [script] = subject.search_index(edition)
    assert len(gzip.compress(script.data.octets, 6)) <= LIMIT


def test_thousands_of_events_come_in_parts_of_which_the_first_names_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "PART", 9)
    write_campaign(tmp_path)
    edition, other = editions(tmp_path)
    first, *later = subject.search_index(edition)
    assert later and data(first.data.octets)["more"] == [each.path for each in later]
    assert data(subject.search_index(other)[0].data.octets)["more"][0].startswith("../assets/search-later-en.")  # type: ignore[index]
    columns = [data(each.data.octets)["columns"] for each in (first, *later)]
    names = [name for each in columns for name in texts(each["folder"])]  # type: ignore[index]
    assert names == [each.folder for each in subject.records(edition)]
    assert names[:9].count("events") == 0


def test_all_scripts_of_a_page_together_are_small(tmp_path: Path) -> None:
    """Besides the index."""
    write_campaign(tmp_path)
    [edition, _] = editions(tmp_path)
    theme = Theme(pipeline.Folder(tmp_path, tmp_path).templates, edition.site.campaign.languages, {})
    scripts = [each.octets for each in theme.assets.values() if each.name.endswith(".js")]
    assert len(scripts) == 2
    assert sum(len(gzip.compress(each, 6)) for each in scripts) <= 10 * 1024
