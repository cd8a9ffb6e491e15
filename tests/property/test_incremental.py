"""An incremental build equals a clean one, octet for octet, after any edits, tampering and crashes.

Random walks over one site: 3 of 12 steps in the suite, 50 of 20 with LONG=1. SEED=N: that walk alone.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from contextlib import nullcontext
from pathlib import Path
from random import Random

import pytest

from campaign_calendar import published
from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.problems import ContentError
from campaign_calendar.release import OutputRefused, cache_folder
from tests.campaigns import EPOCH, EVENTS, build_here, tree, write_campaign, write_content
from tests.faults.calls import Calls, Killed, kill, without_exchange
from tests.property.edits import EDITS
from tests.property.tampering import TAMPERINGS

SEEDS, STEPS = (range(1, 51), 20) if os.environ.get("LONG") else (range(1, 4), 12)
if "SEED" in os.environ:
    SEEDS = range(int(os.environ["SEED"]), int(os.environ["SEED"]) + 1)

Tree = dict[str, bytes]
BANK_WALK = "events/gorge/bank-walk.yaml"


class Walk:
    """A site that is changed, harmed and built again and again; after each step it must be as a clean build."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = Random(seed)
        self.site = folder / "site"
        self.output = self.site / "output"
        self.elsewhere = folder / "elsewhere"
        self.clean = folder / "clean"
        self.epoch = EPOCH
        self.calls = 1000  # of the last build
        self.laid: dict[str, int] = {}  # the modification times that the last build left
        self.story: list[str] = []
        write_campaign(self.site)
        self.elsewhere.mkdir()

    def step(self) -> None:
        self.epoch += self.random.choice([0, 1, 3600])
        content = tree(self.site)
        tampered = False
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            kind = self.random.choices(["edit", "tamper", "nothing"], weights=[6, 4, 1])[0]
            if kind == "edit":
                self.story.append(self.random.choice(EDITS)(self.site, self.random))
            elif kind == "tamper":
                self.story.append(self.random.choice(TAMPERINGS)(self.output, self.elsewhere, self.random))
                tampered = True
        if tampered:
            self.laid = {}
        try:
            expected = self.built_clean()
        except ContentError as wrong:
            self.refused(wrong)
            self.restore(content)
            return
        try:
            self.build(expected)
        except OutputRefused:
            # With neither record nor cache nobody can tell the folder from a foreign one.
            assert self.record() is None, "a site with a record was taken for a foreign folder"
            self.story.append("the output was refused")
            shutil.rmtree(self.output)
            self.laid = {}
            self.build(expected)

    def built_clean(self) -> Tree:
        """What a build that knows nothing but the record of what is published makes of the content."""
        shutil.rmtree(self.clean, ignore_errors=True)
        fresh = self.clean / "output"
        fresh.mkdir(parents=True)
        record = self.record()
        if record is not None:
            (fresh / PUBLISHED).write_bytes(record)
        build_here(self.site, fresh, epoch=self.epoch, clean=True)
        self.must_be_sound(fresh)
        return tree(fresh)

    def record(self) -> bytes | None:
        """The record of what is published; None where there is none that can be trusted."""
        here = self.output if self.output.exists() else cache_folder(self.output) / "aside"
        try:
            octets = (here / PUBLISHED).read_bytes()
            published.parse(octets)
        except (OSError, published.NotTrusted):
            return None
        return octets

    def refused(self, wrong: ContentError) -> None:
        """Content that a clean build refuses is refused, and what is published stays as it is."""
        before = tree(self.output)
        self.story.append(f"refused: {wrong.problems[0].rule}")
        with pytest.raises(ContentError):
            build_here(self.site, epoch=self.epoch)
        assert tree(self.output) == before

    def restore(self, content: Tree) -> None:
        for path in tree(self.site).keys() - content.keys():
            if path.startswith(("content/", "templates/")):
                (self.site / path).unlink()
        for path, octets in content.items():
            if path.startswith(("content/", "templates/")):
                (self.site / path).parent.mkdir(parents=True, exist_ok=True)
                (self.site / path).write_bytes(octets)

    def build(self, expected: Tree) -> None:
        before, outside = tree(self.output), tree(self.elsewhere)
        exchangeable = self.random.random() < 0.8
        for _ in range(self.random.choice([0, 0, 1, 2])):
            self.crash(before, expected, exchangeable)
        with Calls() as calls, nullcontext() if exchangeable else without_exchange():
            built = build_here(self.site, epoch=self.epoch)
        self.calls = calls.count
        after = tree(self.output)
        assert differences(after, expected) == []
        assert built.files.written + built.files.unchanged == len(expected)
        assert tree(self.elsewhere) == outside, "a build wrote outside its folders"
        self.must_be_sound(self.output)
        times = {path: (self.output / path).stat().st_mtime_ns for path in after}
        same = [path for path in self.laid.keys() & after.keys() if before.get(path) == after[path]]
        assert [path for path in same if times[path] != self.laid[path]] == [], "times of unchanged files changed"
        self.laid = times
        if self.random.random() < 0.3:
            again = build_here(self.site, epoch=self.epoch + 5)
            assert (again.files.written, again.files.removed) == (0, 0)
            assert differences(tree(self.output), expected) == []

    def crash(self, before: Tree, expected: Tree, exchangeable: bool) -> None:
        """A build that ends at a random call, more often than not late in it."""
        late = self.random.random() < 0.7
        at = self.random.randint(max(1, self.calls - 150) if late else 1, self.calls)
        with Calls(at, kill) as calls, nullcontext() if exchangeable else without_exchange():
            try:
                build_here(self.site, epoch=self.epoch)
                self.story.append(f"no call {at}")
            except Killed:
                self.story.append(f"killed at call {at}, {calls.struck}{'' if exchangeable else ', no exchange'}")
        if exchangeable or self.output.exists():
            after = tree(self.output)
            assert differences(after, before) == [] or differences(after, expected) == []

    def must_be_sound(self, output: Path) -> None:
        """Plain files and folders that everyone may read, no folder without files; every calendar file carries the
        time of its last change."""
        for path in (output, *output.rglob("*")):
            found = path.lstat()
            mode = stat.S_IMODE(found.st_mode)
            if stat.S_ISDIR(found.st_mode):
                assert mode == 0o755, f"{path} has the mode {mode:o}"
                assert any(path.iterdir()), f"{path} is empty"
            else:
                assert stat.S_ISREG(found.st_mode), f"{path} is neither file nor folder"
                assert mode == 0o644, f"{path} has the mode {mode:o}"
                assert found.st_nlink == 1, f"{path} is a hard link"
        for path, moment in changed(output).items():
            assert (output / path).stat().st_mtime_ns == moment * 10**9, path


def differences(one: Tree, other: Tree) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def changed(output: Path) -> dict[str, int]:
    """When each calendar file last changed (seconds since 1970), by its path, as the published record has it."""
    record = json.loads((output / PUBLISHED).read_bytes())
    moments = {path: moment for path, (_, moment, _) in record["feeds"].items()}
    for id, entry in record["entries"].items():
        for language, (_, moment, _) in entry["stamps"].items():
            path = f"{'' if language == record['language'] else f'{language}/'}events/{id}.ics"
            if (output / path).exists():
                moments[path] = moment
    return moments


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_steps_a_build_equals_a_clean_one(tmp_path: Path, seed: int) -> None:
    walk = Walk(tmp_path, seed)
    try:
        walk.build(walk.built_clean())
        for number in range(STEPS):
            walk.story.append(f"-- step {number + 1}")
            walk.step()
    except Exception as reason:
        raise AssertionError(f"SEED={seed}: {'; '.join(walk.story)}") from reason


@pytest.fixture
def built(site: Path) -> Path:
    build_here(site)
    return site


def edit(site: Path, text: str) -> None:
    """Another title of one event."""
    write_content(site, {BANK_WALK: EVENTS[BANK_WALK].replace("Walk along the bank", text)})


def test_what_did_not_change_keeps_its_time(built: Path) -> None:
    """Servers make ETags of it; a feed's is the moment of its own last change."""
    output = built / "output"
    for path in output.rglob("*.*"):
        if path.suffix not in (".ics", ""):
            os.utime(path, (EPOCH - 1000, EPOCH - 1000))
    build_here(built)
    before, times = tree(output), {path: (output / path).stat().st_mtime_ns for path in tree(output)}
    edit(built, "Stroll")
    report = build_here(built, epoch=EPOCH + 60).files
    after = tree(output)
    same = [path for path in after if before.get(path) == after[path]]
    assert len(same) > len(after) / 2 and report.written == len(after) - len(same)
    assert {path: (output / path).stat().st_mtime_ns for path in same} == {path: times[path] for path in same}
    assert (output / "en/calendar.ics").stat().st_mtime == EPOCH + 60
    assert (output / "calendar.ics").stat().st_mtime == EPOCH  # the title has changed in English only


def test_feeds_carry_their_times_also_on_a_new_machine(built: Path, tmp_path: Path) -> None:
    edit(built, "Stroll")
    build_here(built, epoch=EPOCH + 60)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.copyfile(built / "output" / PUBLISHED, fresh / PUBLISHED)
    build_here(built, fresh, epoch=EPOCH + 10_000_000)
    times = changed(fresh)
    assert set(times.values()) == {EPOCH, EPOCH + 60}
    assert {path: (fresh / path).stat().st_mtime for path in times} == times
