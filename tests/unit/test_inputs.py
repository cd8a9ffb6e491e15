"""A build that goes by the same as the one before reads and makes nothing; by anything else, it does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign_calendar import pipeline
from campaign_calendar.findings import Findings
from tests.campaigns import build_here, tree, write_campaign


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_campaign(tmp_path)
    (tmp_path / "templates").mkdir()
    build_here(tmp_path)
    return tmp_path


def reads(folder: Path, monkeypatch: pytest.MonkeyPatch, **options: object) -> bool:
    """Whether a build looks into the content."""
    real, asked = pipeline.read, []
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "read", lambda *given: asked.append(given) or real(*given))
        build_here(folder, **options)
    return bool(asked)


def test_the_same_again_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(folder / "output")
    for file in (folder / "content").rglob("*"):
        os.utime(file, (0, 0))
    assert not reads(folder, monkeypatch)
    assert tree(folder / "output") == before


def test_what_is_reported_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_campaign(tmp_path)
    told: list[Findings] = []
    first = build_here(tmp_path, on_checked=told.append)
    monkeypatch.setattr(pipeline, "read", None)
    again = build_here(tmp_path, on_checked=told.append)
    assert Findings.of(told[0].plain()) == told[1] and told[1].warnings
    assert (again.events, again.pages, again.feeds) == (first.events, first.pages, first.feeds)
    assert (again.files.written, again.files.unchanged) == (0, first.files.written)


def first_event(folder: Path) -> Path:
    return min((folder / "content" / "events").rglob("*.yaml"))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: first_event(folder).write_bytes(first_event(folder).read_bytes() + b"\n"),
        lambda folder: first_event(folder).rename(first_event(folder).with_name("another.yaml")),
        lambda folder: (folder / "content" / "notes" / "more.md").write_text("---\ntitle: नया\n---\nकुछ\n"),
        lambda folder: (folder / "content" / "stray.txt").write_text(""),
        lambda folder: (folder / "templates" / "head.html").write_text("<!-- x -->"),
        lambda folder: (folder / "output" / "index.html").write_text("x"),
        lambda folder: (folder / "output" / "index.html").unlink(),
        lambda folder: (folder / "output" / "stray.html").write_text("x"),
        lambda folder: (folder / "output" / "empty").mkdir(),
        lambda folder: next((folder / ".output.cache").glob("*.manifest")).write_text("x"),
    ],
    ids=["content", "name", "new", "stray", "template", "touched", "gone", "added", "folder", "manifest"],
)
def test_anything_else_is_built(
    folder: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    change(folder)
    assert reads(folder, monkeypatch)
    assert not reads(folder, monkeypatch)


def test_so_are_other_options(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads(folder, monkeypatch, clean=True)
    assert reads(folder, monkeypatch, base_url="https://elsewhere.example/")
    assert reads(folder, monkeypatch, published="none")
    assert not reads(folder, monkeypatch, published="none")
    (folder / "record.json").write_bytes((folder / "output" / "published.json").read_bytes())
    assert reads(folder, monkeypatch, published=str(folder / "record.json"))
    assert not reads(folder, monkeypatch, published=str(folder / "record.json"))
    (folder / "record.json").write_bytes((folder / "record.json").read_bytes() + b"\n")
    assert reads(folder, monkeypatch, published=str(folder / "record.json"))


def test_what_is_saved_during_a_build_is_for_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = first_event(folder)
    event.write_bytes(event.read_bytes() + b"# one\n")
    build_here(folder, on_checked=lambda _: event.write_bytes(event.read_bytes() + b"# two\n"))
    assert reads(folder, monkeypatch)
