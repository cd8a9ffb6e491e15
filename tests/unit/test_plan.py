"""The plan: every file of the site once, under a path that is safe everywhere, and of a kind that is known."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path

import jinja2
import pytest
from jinja2.meta import find_referenced_templates

from campaign_calendar import outputs, pipeline
from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.model import Site
from campaign_calendar.outputs.output import Output
from campaign_calendar.plan import PathConflict, plan, without_conflicts
from campaign_calendar.published import Published
from campaign_calendar.stamps import stamp
from campaign_calendar.theme import REFERENCE_LANGUAGE, Theme, own_folder, words
from tests.campaigns import CAMPAIGN, write_content, write_tiny_campaign


def planned(folder: Path) -> tuple[Site, Theme, tuple[Output, ...]]:
    templates = pipeline.Folder(folder, folder / "output").templates
    draft = read(folder / "content", words(templates, REFERENCE_LANGUAGE))
    site = check(draft, Published()).site
    theme = Theme(templates, site.campaign.languages, draft.strings)
    site = stamp(site, theme.wordings, Published(), lambda: datetime(2018, 11, 9, tzinfo=UTC))
    return site, theme, plan(site, theme)


# --- Conflicts


def test_two_planners_of_one_path_are_both_named() -> None:
    with pytest.raises(PathConflict, match=r"event and note both write a/b\.html"):
        without_conflicts([Output("a/b.html", "event", 1), Output("a/b.html", "note", 2)])


def test_paths_that_differ_by_case_are_one() -> None:
    with pytest.raises(PathConflict, match=r"event and note both write A/B\.html"):
        without_conflicts([Output("a/b.html", "event", 1), Output("A/B.html", "note", 2)])


def test_one_planner_twice_is_two() -> None:
    with pytest.raises(PathConflict, match="event and event"):
        without_conflicts([Output("a", "event", 1), Output("a", "event", 1)])


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/etc/passwd", "../a", "a/../b", "a/..", "..", "./a/../../b", "a//b", "a/", "~/a", "C:/a"),
        *("a\\b", "a b", "क.html", "a\n", "a\0b", "a?b", "a#b", "a%2f", "é", "a:b", "events/*.html"),
    ],
)
def test_a_path_that_is_not_safe_everywhere_is_refused(path: str) -> None:
    with pytest.raises(PathConflict, match="event"):
        without_conflicts([Output(path, "event", 1)])


@pytest.mark.parametrize("path", ["./a", "a/./b", ".", "a/."])
def test_a_path_has_one_form(path: str) -> None:
    """`./a` and `a` are one file: two planners would not be noticed."""
    with pytest.raises(PathConflict):
        without_conflicts([Output(path, "event", 1)])


def test_a_file_and_a_folder_of_one_name_are_in_conflict() -> None:
    with pytest.raises(PathConflict, match=r"event.* a\b.*note"):
        without_conflicts([Output("a", "event", 1), Output("a/b", "note", 2)])


def test_a_plan_keeps_its_order() -> None:
    made = tuple(Output(path, "event", 1) for path in ("b", "a/c.html", "a/b.html", ".x", "_headers"))
    assert without_conflicts(made) == made


# --- The registry


@pytest.mark.parametrize("kind", outputs.KINDS)
def test_a_kind_has_its_template(kind: str) -> None:
    template = outputs.KINDS[kind].TEMPLATE
    assert template is None or (own_folder() / template).is_file()


MORE = """\
tags: [{id: young, name: {hi: युवा, en: Young people}}]
retired: [{event: old-walk, to: bank-walk, why: {hi: दो बार लिखा गया, en: Entered twice}}]
"""


def test_every_kind_is_a_module_of_the_room_and_planned(site: Path) -> None:
    write_content(site, {"campaign.yaml": CAMPAIGN + MORE})
    _, _, made = planned(site)
    assert {output.kind for output in made} == set(outputs.KINDS)
    for kind, module in outputs.KINDS.items():
        assert module.__name__ == f"{outputs.__name__}.{kind}"  # type: ignore[attr-defined]


def test_every_template_is_of_a_kind_or_drawn_in_by_one() -> None:
    pending = {kind.TEMPLATE for kind in outputs.KINDS.values()} - {None}
    used: set[str] = set()
    while pending:
        template = str(pending.pop())
        used.add(template)
        source = (own_folder() / template).read_text(encoding="utf-8")
        pending |= set(find_referenced_templates(jinja2.Environment().parse(source))) - used
    assert used == {file.name for file in own_folder().iterdir() if file.is_file()}


# --- What is planned


def test_a_site_has_the_files_that_the_specification_names(site: Path) -> None:
    _, _, made = planned(site)
    paths = {output.path for output in made}
    for language in ("", "en/"):
        assert {
            f"{language}{path}"
            for path in (
                *("index.html", "months/2018-11.html", "months/2018-12.html", "calendar.ics"),
                *("phases/index.html", "phases/survey.html", "phases/survey.ics", "phases/training.ics"),
                *("areas/index.html", "areas/riverland.html", "areas/delta.html", "areas/delta.ics"),
                *("events/index.html", "events/bank-walk.html", "events/bank-walk.ics", "events/gorge-cleaning.html"),
                *("notes/index.html", "notes/safety.html"),
            )
        } <= paths
    assert {"published.json", "sitemap.xml", "robots.txt", "404.html", "_headers", ".htaccess", ".nojekyll"} <= paths
    assert {"sw.js", "manifest.webmanifest", "en/manifest.webmanifest", "offline.html", "en/offline.html"} <= paths
    assert "events/gorge-cleaning.ics" not in paths  # not dated
    assert not {path for path in paths if "closing-feast" in path}  # a draft


def test_every_feed_exists_before_anything_is_dated(site: Path) -> None:
    for file in (site / "content" / "events").rglob("*.yaml"):
        file.unlink()
    for file in (site / "content" / "notes").rglob("*.md"):
        file.write_text("---\ntitle: x\n---\n", encoding="utf-8")
    checked, _, made = planned(site)
    paths = {output.path for output in made}
    for area in checked.areas:
        assert {f"areas/{area.id}.ics", f"en/areas/{area.id}.ics"} <= paths


def test_the_smallest_campaign_has_a_plan(tmp_path: Path) -> None:
    write_tiny_campaign(tmp_path)
    _, theme, made = planned(tmp_path)
    for output in made:
        assert isinstance(outputs.render(output, theme), bytes)


def test_a_campaign_without_an_address_has_no_sitemap(site: Path) -> None:
    file = site / "content" / "campaign.yaml"
    without = CAMPAIGN.replace("url: https://rivers.example/drive/\n", "")
    file.write_text(without, encoding="utf-8")
    _, _, made = planned(site)
    assert "sitemap.xml" not in {output.path for output in made}


# --- What crosses the boundary to render


def parts(value: object) -> Iterator[object]:
    yield value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from parts(each)


def test_the_data_of_an_output_is_frozen_plain_and_whole(site: Path) -> None:
    """So its fingerprint is what the output is made from; a dictionary, a set or a list could change unnoticed."""
    plain = (type(None), str, bytes, int, float, date, Enum, tuple)
    for output in planned(site)[2]:
        for part in parts(output.data):
            frozen = dataclasses.is_dataclass(part) and part.__dataclass_params__.frozen  # type: ignore[attr-defined]
            assert frozen or isinstance(part, plain), (output.path, type(part))


def test_rendering_is_a_function_of_data_and_theme(site: Path) -> None:
    _, theme, made = planned(site)
    once = [outputs.render(output, theme) for output in made]
    assert [outputs.render(output, theme) for output in reversed(made)] == once[::-1]


def test_files_in_another_order_give_the_same_plan(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, before = planned(site)
    real = os.scandir

    class Backwards:
        def __init__(self, folder: str) -> None:
            with real(folder) as entries:
                self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setattr(os, "scandir", Backwards)
    assert planned(site)[2] == before
