"""`serve` follows saves: what is built is shown, several saves are one, and what is wrong is shown over what was."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

from campaign_calendar.serve import following
from campaign_calendar.serve.following import follow
from campaign_calendar.serve.shown import Shown, Trouble, View

SECONDS = 20


class Pages:
    def __init__(self, text: str) -> None:
        self.text = text

    def octets(self, path: str) -> bytes | None:
        return self.text.encode() if path == "index.html" else None


class Site:
    """A folder with one file, from which pages are built; `wrong` in it cannot be built."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "text"
        self.shown = Shown()
        self.told: list[str] = []
        self.builds = 0

    def build(self) -> Pages:
        self.builds += 1
        text = self.file.read_text(encoding="utf-8")
        if "wrong" in text:
            raise Trouble("Mend this", (text,), "en")
        return Pages(text)

    def until(self, is_so: Callable[[View], bool]) -> View:
        view = self.shown.now
        while not is_so(view):
            found = self.shown.after(view, SECONDS)
            assert found is not None, view
            view = found
        return view

    def shows(self, text: str) -> View:
        return self.until(
            lambda view: view.trouble is None and isinstance(view.pages, Pages) and view.pages.text == text
        )


@contextmanager
def followed(folder: Path, text: str) -> Iterator[Site]:
    site = Site(folder)
    site.file.write_text(text, encoding="utf-8")
    ready = threading.Event()

    def told(trouble: Trouble) -> None:
        site.told.extend(trouble.lines)

    def run() -> None:
        follow([folder], site.build, site.shown, told, ready.set)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(SECONDS)
    sleep(0.5)  # until the system has been asked to watch
    yield site
    site.shown.close()
    site.file.write_text("the end", encoding="utf-8")
    thread.join(SECONDS)
    assert not thread.is_alive()


def test_every_save_is_shown_under_a_version_of_its_own(tmp_path: Path) -> None:
    with followed(tmp_path, "one") as site:
        versions = {site.shows("one").version}
        for text in ("two", "one"):
            site.file.write_text(text, encoding="utf-8")
            versions.add(site.shows(text).version)
        assert len(versions) == 3


def test_what_is_wrong_is_shown_over_the_last_good_pages(tmp_path: Path) -> None:
    with followed(tmp_path, "good") as site:
        good = site.shows("good")
        site.file.write_text("wrong", encoding="utf-8")
        view = site.until(lambda view: view.trouble is not None)
        assert (view.pages, view.version) == (good.pages, good.version)
        site.file.write_text("good", encoding="utf-8")
        assert site.shows("good").version != good.version
        assert site.told == ["wrong"]


def test_what_is_wrong_from_the_beginning_is_shown_without_pages(tmp_path: Path) -> None:
    with followed(tmp_path, "wrong") as site:
        assert site.shown.now.pages is None and site.shown.now.trouble == Trouble("Mend this", ("wrong",), "en")
        site.file.write_text("good", encoding="utf-8")
        site.shows("good")


def test_a_file_that_is_written_in_two_steps_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "GRACE", SECONDS)
    with followed(tmp_path, "good") as site:
        seen: list[View] = []
        site.file.write_text("wrong, so far", encoding="utf-8")
        while site.builds < 2:
            sleep(0.01)
        seen.append(site.shown.now)
        site.file.write_text("whole", encoding="utf-8")
        seen.append(site.shows("whole"))
        assert [view.trouble for view in seen] == [None, None] and site.told == []


def test_several_saves_at_once_are_one(tmp_path: Path) -> None:
    with followed(tmp_path, "good") as site:
        for number in range(50):
            (tmp_path / f"other-{number}").write_text("x", encoding="utf-8")
        site.file.write_text("last", encoding="utf-8")
        site.shows("last")
        assert site.builds < 25
