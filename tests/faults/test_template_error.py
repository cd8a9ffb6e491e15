"""A template of the site that is wrong stops the build with one line that names template, line and page; what was
published stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign_calendar import workers
from campaign_calendar.cli import FAULT, main
from tests.campaigns import CHECKOUT, EPOCH, build_here, tree
from tests.faults.patience import ending

BEGIN = "{% block content %}\n"


@pytest.fixture
def built(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    build_here(site)
    return site


def override(site: Path, name: str, wrong: bytes, after: str = BEGIN) -> int:
    """Give `site` a template of its own that is the theme's with something `wrong`; its line."""
    text = (CHECKOUT / "templates" / name).read_text(encoding="utf-8").encode()
    place = text.index(after.encode()) + len(after.encode())
    file = site / "templates" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text[:place] + wrong + b"\n" + text[place:])
    return text[:place].count(b"\n") + 1


def must_be_told(site: Path, place: str, page: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    before = tree(site / "output")
    assert main(["build", "--site", str(site)]) == FAULT
    said = capsysbinary.readouterr().err.decode()
    assert said.count("\n") == 1 and said.endswith("Nothing was published\n"), said
    assert f"templates/{place}:" in said, said
    assert page in said, said
    assert tree(site / "output") == before


@pytest.mark.parametrize(
    "wrong",
    [
        "{{ page. }}",
        "{% nonsense %}",
        "{% endblock %}{% endblock %}",
        "{{ page | no_such_filter }}",
        "{% block content %}{% endblock %}",
        '{% include "missing.html" %}',
        '{% import "missing.html" as missing %}',
        "{{ no_such_thing }}",
        "{{ page.no_such_thing }}",
        "{{ 1 / 0 }}",
        '{{ "x" * page }}',
        "{{ asset('missing.png') }}",
        "{{ say('no_such_words') }}",
        "{{ page.frame.title | prose }}",
    ],
)
def test_a_wrong_template_is_named_with_its_line_and_a_page(
    built: Path, wrong: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    line = override(built, "note.html", wrong.encode())
    must_be_told(built, f"note.html:{line}", "notes/safety.html", capsysbinary)


@pytest.mark.parametrize("wrong", ["{% if page %}", '{% include "note.html" %}'])
def test_what_is_noticed_further_on_is_named_too(
    built: Path, wrong: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    override(built, "note.html", wrong.encode())
    must_be_told(built, "note.html", "notes/safety.html", capsysbinary)


@pytest.mark.parametrize("name", ["base.html", "parts.html"])
def test_what_several_pages_are_made_from_is_named_by_its_own_name(
    built: Path, name: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    after = {"base.html": '<main id="content">\n', "parts.html": "{% macro entry(each) %}\n"}[name]
    line = override(built, name, b"{{ no_such_thing }}", after)
    must_be_told(built, f"{name}:{line}", ".html)", capsysbinary)


def test_a_template_that_is_not_utf_8(built: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    line = override(built, "note.html", "Fußnote".encode("latin-1"))
    must_be_told(built, f"note.html:{line}", "note.html", capsysbinary)


def test_a_template_whose_name_is_reckoned(built: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Nobody could tell which pages to make anew when it changes; so it is refused, or a change of it is seen."""
    line = override(built, "note.html", b'{% set name = "extra.html" %}{% include name %}')
    extra = built / "templates/extra.html"
    extra.write_text("first", encoding="utf-8")
    if main(["build", "--site", str(built)]) == FAULT:
        assert f"templates/note.html:{line}:" in capsysbinary.readouterr().err.decode()
        return
    extra.write_text("second", encoding="utf-8")
    assert main(["build", "--site", str(built)]) == 0
    assert b"second" in (built / "output/notes/safety.html").read_bytes()


@pytest.mark.parametrize("jobs", ["1", "2", "4"])
def test_a_wrong_template_among_many_pages(
    built: Path, jobs: str, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One worker fails at once while the others have much to hand over; the build ends nevertheless."""
    monkeypatch.setattr(workers, "FEW", 1)
    override(built, "base.html", b"{% if path == 'index.html' %}{{ no_such_thing }}{% endif %}", "<head>\n")
    before = tree(built / "output")
    with ending():
        assert main(["build", "--site", str(built), "--jobs", jobs]) == FAULT
    assert "page index.html" in capsysbinary.readouterr().err.decode()
    assert tree(built / "output") == before


def test_a_link_that_leads_nowhere_is_named(built: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    override(built, "note.html", b'<a href="nowhere.html">x</a>')
    before = tree(built / "output")
    assert main(["build", "--site", str(built)]) == FAULT
    said = capsysbinary.readouterr().err.decode()
    assert said.count("\n") == 1 and "notes/safety.html" in said and "nowhere.html" in said
    assert tree(built / "output") == before
