"""The record of an output folder comes back as it was or not at all; fingerprints tell different values apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign_calendar import pipeline
from campaign_calendar.checks import check
from campaign_calendar.content import read as read_content
from campaign_calendar.manifest import (
    Entry,
    Manifest,
    Stat,
    digest_of,
    fingerprint,
    forget,
    read,
    scan,
    stat_of,
    write,
)
from campaign_calendar.model import Days, Run, Text
from campaign_calendar.outputs.output import Output
from campaign_calendar.plan import plan
from campaign_calendar.published import Published
from campaign_calendar.stamps import stamp
from campaign_calendar.theme import REFERENCE_LANGUAGE, Theme, own_folder, words
from tests.campaigns import CHECKOUT, write_campaign

SMALL = Manifest(
    {
        "index.html": Entry("key-1", "digest-1", Stat(12, 1_541_800_000_000_000_000, 1_541_800_000_000_000_001)),
        "areas/ward-7.html": Entry("key-2", "digest-2", Stat(0, 0, 0)),
    }
)


# --- Reading and writing


def test_what_was_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "1.manifest"
    for manifest in (SMALL, Manifest()):
        write(manifest, file)
        assert read(file) == manifest
    assert sorted(each.name for each in tmp_path.iterdir()) == ["1.manifest"]


def test_no_manifest_is_an_empty_one(tmp_path: Path) -> None:
    assert read(tmp_path / "1.manifest") == Manifest()
    forget(tmp_path / "1.manifest")


def test_a_forgotten_manifest_is_an_empty_one(tmp_path: Path) -> None:
    write(SMALL, tmp_path / "1.manifest")
    forget(tmp_path / "1.manifest")
    assert read(tmp_path / "1.manifest") == Manifest()


def test_damage_to_any_octet_makes_it_empty(tmp_path: Path) -> None:
    file = tmp_path / "1.manifest"
    write(SMALL, file)
    octets = file.read_bytes()
    for at in range(len(octets)):
        for damaged in (
            octets[:at],
            octets[:at] + octets[at + 1 :],
            octets[:at] + bytes([octets[at] ^ 1]) + octets[at + 1 :],
            octets[:at] + bytes([octets[at] ^ 0x80]) + octets[at + 1 :],
            octets[:at] + b"0" + octets[at:],
        ):
            file.write_bytes(damaged)
            assert read(file) == Manifest(), (at, damaged)


@settings(deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_any_octets_are_an_empty_one(tmp_path_factory: pytest.TempPathFactory, body: bytes, signed: bool) -> None:
    """Also when their digest is right."""
    file = tmp_path_factory.getbasetemp() / "any.manifest"
    file.write_bytes(digest_of(body).encode() + b"\n" + body if signed else body)
    assert read(file) == Manifest()


@pytest.mark.parametrize(
    "data",
    [
        *([], {}, None, 7, "x", {"format": 1}, {"format": 1, "entries": []}, {"format": 1, "entries": None}),
        {"format": 0, "entries": {}},
        {"format": 1, "entries": {"a": 1}},
        {"format": 1, "entries": {"a": []}},
        {"format": 1, "entries": {"a": ["key", "digest", [1, 2]]}},
        {"format": 1, "entries": {"a": ["key", "digest", [1, 2, 3, 4]]}},
        {"format": 1, "entries": {"a": ["key", "digest", 3]}},
        {"format": 1, "entries": {"a": ["key", "digest"]}},
    ],
    ids=repr,
)
def test_another_form_is_an_empty_one(data: object, tmp_path: Path) -> None:
    file = tmp_path / "1.manifest"
    body = json.dumps(data).encode()
    file.write_bytes(digest_of(body).encode() + b"\n" + body)
    assert read(file) == Manifest()


def test_the_old_one_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "1.manifest"
    write(SMALL, file)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write(Manifest(), file)
    assert read(file) == SMALL


# --- What lies in a folder


def test_a_folder_is_scanned_with_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.html").write_bytes(b"123")
    (tmp_path / "d.html").write_bytes(b"")
    (tmp_path / "link.html").symlink_to("d.html")
    (tmp_path / "folder").symlink_to("a")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a" / "b").chmod(0o700)
    tmp_path.chmod(0o755)
    (tmp_path / "a").chmod(0o755)
    found = scan(tmp_path, 0o755)
    assert found == {
        "a/b/": None,
        "a/b/c.html": stat_of((tmp_path / "a" / "b" / "c.html").stat()),
        "d.html": stat_of((tmp_path / "d.html").stat()),
        **dict.fromkeys(("link.html", "folder", "pipe")),
    }
    assert found["a/b/c.html"].size == 3  # type: ignore[union-attr]


def test_a_file_that_was_touched_has_another_stat(tmp_path: Path) -> None:
    """Also where its times were set back: nobody can set the last of the three."""
    file = tmp_path / "a"
    file.write_bytes(b"123")
    before = stat_of(file.stat())
    for _ in range(1000):
        file.write_bytes(b"456")
        os.utime(file, ns=(before.modified, before.modified))
        if stat_of(file.stat()) != before:
            break
    after = stat_of(file.stat())
    assert (after.size, after.modified) == (before.size, before.modified) and after != before


# --- Fingerprints


@dataclass(frozen=True)
class Page:
    title: str
    parts: tuple[object, ...] = ()


class Mood(StrEnum):
    GOOD = "good"


def twice_made() -> list[object]:
    """Values of every kind that pages hold, each made anew, so that no two calls share an object."""
    text = "".join(["शा", "म", " ", str(7)])
    return [
        text,
        text.encode(),
        (text, "".join(["शा", "म 7"]), text),
        Page(text, (text, Page("".join(["a", "b"])), None, True, 7, 1.5)),
        Text((Run(text, "hi"), Run("".join(["e", "n"]), "en"))),
        Days(date(2018, 11, 22), date(2018, 11, 22)),
        datetime(2018, 11, 22, 17, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        datetime(2018, 11, 22, tzinfo=UTC),
        Mood("".join(["go", "od"])),
        bytes(70_000),
        text * 30_000,
        tuple(str(number % 7) for number in range(5_000)),
    ]


def test_equal_values_have_equal_fingerprints() -> None:
    assert [fingerprint(value) for value in twice_made()] == [fingerprint(value) for value in twice_made()]


def test_one_object_twice_is_like_two_equal_ones() -> None:
    one = "".join(["शा", "म"])
    other = "".join(["शा", "म"])
    assert one is not other
    assert fingerprint((one, one)) == fingerprint((one, other)) == fingerprint(("शाम", "शाम"))
    assert fingerprint((Page(one), Page(one))) == fingerprint((Page(other), Page(one)))
    page = Page(one)
    assert fingerprint((page, page)) == fingerprint((Page(one), Page(one)))


def test_different_values_have_different_fingerprints() -> None:
    values = [
        *("", "a", "b", "ab", "\0", b"a", None, True, False, 0, 2, -1, 1.5, "1", "None", (), ("a",), (("a",),)),
        *(("a", "b"), ("ab",), ("", "ab"), ("a", ("b",)), (("a",), "b"), ("b", "a"), ("a", "b", None), (None, None)),
        *(Page("a"), Page("a", ("a",)), Page("a", (Page("a"),)), Page("b"), Run("a", "hi"), Run("a", "en")),
        *(Days(date(2018, 11, 22), date(2018, 11, 22)), Days(date(2018, 11, 22), date(2018, 11, 23))),
        *(Days(date(2018, 11, 22), date(2018, 11, 22), True), date(2018, 11, 22), datetime(2018, 11, 22)),
        *(datetime(2018, 11, 22, tzinfo=UTC), Output("a", "b", "c"), Output("a", "c", "b"), Output("b", "a", "c")),
        *("é", "e\u0301", "क", bytes(70_000), bytes(70_001)),
    ]
    assert len({fingerprint(value) for value in values}) == len(values)


plain = st.recursive(
    st.text(max_size=6) | st.binary(max_size=6) | st.integers() | st.booleans() | st.none() | st.dates(),
    lambda below: st.lists(below, max_size=4).map(tuple) | st.builds(Page, st.text(max_size=4), st.tuples(below)),
    max_leaves=8,
)


@settings(deadline=None)
@given(plain, plain)
def test_fingerprints_tell_values_apart(one: object, other: object) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (repr(one) == repr(other))


def outputs(site: Path) -> list[Output]:
    """All outputs of a site, as a build plans them, with their data."""
    folder = pipeline.Folder(site, site / "output")
    draft = read_content(folder.content, words(folder.templates, REFERENCE_LANGUAGE))
    checked = check(draft, Published()).site
    theme = Theme(folder.templates, checked.campaign.languages, draft.strings)
    stamped = stamp(checked, theme.wordings, Published(), lambda: datetime(2018, 11, 9, tzinfo=UTC))
    return [Output(each.path, each.kind, each.data, each.changed) for each in plan(stamped, theme)]


def test_outputs_have_the_same_fingerprints_in_every_process(site: Path) -> None:
    """Whatever the seed of hashes: a set in an output's data would have another order each time."""
    program = (
        "import sys; from pathlib import Path\n"
        "from campaign_calendar.manifest import fingerprint; from tests.unit.test_manifest import outputs\n"
        "for output in outputs(Path(sys.argv[1])): print(output.path, fingerprint(output))"
    )
    found = set()
    for seed in ("0", "1", "2018"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(site)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            check=True,
        )
        found.add(done.stdout)
    here = "".join(f"{output.path} {fingerprint(output)}\n" for output in outputs(site))
    assert found == {here.encode()}


def test_outputs_of_different_data_have_different_fingerprints(site: Path) -> None:
    made = outputs(site)
    assert len({fingerprint(output) for output in made}) == len(made) > 50


def test_a_change_of_content_changes_the_fingerprints_of_what_shows_it(site: Path, tmp_path: Path) -> None:
    write_campaign(tmp_path / "other")
    event = tmp_path / "other" / "content" / "events" / "gorge" / "bank-walk.yaml"
    event.write_text(event.read_text(encoding="utf-8").replace("तट की सैर", "किनारे की सैर"), encoding="utf-8")
    before = {output.path: fingerprint(output) for output in outputs(site)}
    after = {output.path: fingerprint(output) for output in outputs(tmp_path / "other")}
    changed = {path for path in before if before[path] != after.get(path)}
    shown = {"index.html", "events/bank-walk.html", "events/bank-walk.ics", "areas/gorge.html", "months/2018-11.html"}
    elsewhere = {"events/boat-meeting.html", "areas/harbour.html", "months/2018-12.html", "en/areas/gorge.html"}
    assert shown <= changed and not changed & elsewhere


def test_templates_are_where_they_are_looked_for() -> None:
    assert (own_folder() / "base.html").is_file()
