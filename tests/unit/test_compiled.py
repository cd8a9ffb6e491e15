"""Templates are compiled once, and again where what was kept is no good."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from tests.campaigns import build_here, tree, write_campaign


def compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that a build of the folder, whose output is gone, compiles."""
    real, names = jinja2.Environment.compile, []

    def compile(self: jinja2.Environment, source: str, name: str, *more: str) -> object:
        names.append(name)
        return real(self, source, name, *more)

    (folder / "output").rename(folder / f"output-{len(list(folder.iterdir()))}")
    with monkeypatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile)
        build_here(folder)
    return names


def test_what_was_compiled_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_campaign(tmp_path)
    build_here(tmp_path)
    before = tree(tmp_path / "output")
    assert compiled(tmp_path, monkeypatch) == []
    kept = sorted((tmp_path / ".output.cache" / "templates").iterdir())
    for number, file in enumerate(kept):
        octets = file.read_bytes()
        file.write_bytes([b"", octets[:-1], octets[:40] + b"x" + octets[41:]][number % 3])
    assert len(compiled(tmp_path, monkeypatch)) == len(kept) > 20
    assert compiled(tmp_path, monkeypatch) == []
    assert tree(tmp_path / "output") == before


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_campaign(tmp_path)
    build_here(tmp_path)
    for file in (tmp_path / ".output.cache" / "templates").iterdir():
        file.unlink()
    (tmp_path / ".output.cache" / "templates").rmdir()
    (tmp_path / ".output.cache" / "templates").write_text("in the way")
    assert len(compiled(tmp_path, monkeypatch)) > 20
    assert len(compiled(tmp_path, monkeypatch)) > 20
