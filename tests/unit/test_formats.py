"""Problems as a person, a forge or a program reads them."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign_calendar import cli
from campaign_calendar.formats import FORMATS, GITHUB_LIMIT, mended, one_line, summary
from campaign_calendar.problems import Place, Problem, catalogue, error, warning
from tests.campaigns import write_content

PLACE = Place("content/events/evening.yaml", 7, 10)
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def told(problem: Problem, source_line: str | None = None, format: str = "text", prefix: str = "") -> str:
    return "\n".join(FORMATS[format]([(problem, source_line)], "en", prefix))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


# --- Text


def test_a_line_has_file_line_column_sentence_and_rule() -> None:
    problem = error(PLACE, "time", field="start", value="25:00", such="17:00")
    assert one_line(problem, "en") == (
        'content/events/evening.yaml:7:10: start: "25:00" is not a time; write it like 17:00 [time]'
    )


def test_a_warning_says_that_it_is_one() -> None:
    problem = warning(PLACE, "translation", field="title", languages="en")
    assert one_line(problem, "en").startswith("content/events/evening.yaml:7:10: warning: title: ")
    assert one_line(problem, "hi").startswith("content/events/evening.yaml:7:10: चेतावनी: title: ")


@pytest.mark.parametrize(
    "line, column, indent",
    [
        ("start: 25:00", 8, 7),
        ("start: 25:00", 1, 0),
        ("शाम: 25:00", 6, 5),  # श ा म : and a space; the vowel sign ा has a width of its own
        ("कू: 25:00", 5, 3),  # the vowel sign ू has none
        ("क्षेत्रीय: 25:00", 12, 8),
        ("ख़\u200cबर: 25:00", 8, 5),
        ("é: 25:00", 4, 3),
        ("e\u0301: 25:00", 5, 3),
        ("", 1, 0),
        ("a", 2, 1),
    ],
)
def test_the_caret_stands_below_the_column(line: str, column: int, indent: int) -> None:
    text = told(error(Place("a.yaml", 1, column), "time", field="start", value="25:00", such="17:00"), line)
    _, shown, caret = text.split("\n")
    assert shown == f"    {line}"
    assert caret == " " * (4 + indent) + "^"


def test_the_caret_stands_below_a_tab_too() -> None:
    """A tab is drawn up to eight columns wide; the caret must keep company with what it points at."""
    _, shown, caret = told(error(Place("a.yaml", 1, 4), "tab"), "a:\tb\tc").split("\n")
    assert shown.expandtabs().index("b") == len(caret.expandtabs()) - 1


def test_the_source_line_cannot_give_orders_to_a_terminal() -> None:
    problem = error(Place("a.yaml", 1, 4), "forbidden-character", value="U+001B")
    text = told(problem, "a: \x1b[2J\x1b]0;x\x07")
    assert "\x1b" not in text and "\x07" not in text


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=400), st.sampled_from(sorted(catalogue("en"))))
def test_a_problem_is_one_line_whatever_its_file_and_values(file: str, value: str, rule: str) -> None:
    values = dict.fromkeys(placeholders(catalogue("en")[rule]), value)
    problem = error(Place(file, 1, 1), rule, **values)
    for text in (one_line(problem, "en"), told(problem, format="github")):
        assert len(text.splitlines()) == 1
        assert not UNSAFE.search(text)


# --- The line as it should be


@pytest.mark.parametrize(
    "line, problem, expected",
    [
        (
            "start: 22-11-2018  # new",
            error(Place("a", 1, 8), "date-order", field="start", value="22-11-2018", instead="2018-11-22"),
            "start: 2018-11-22  # new",
        ),
        (
            'area: "meerutt"',
            error(Place("a", 1, 7), "unknown-id-near", value="meerutt", near="meerut"),
            'area: "meerut"',
        ),
        ("titel: शाम", error(Place("a", 1, 1), "unknown-key-near", value="titel", near="title"), "title: शाम"),
        ("  title: a: b", error(Place("a", 1, 10), "colon-in-value", line='title: "a: b"'), '  title: "a: b"'),
        ("start: 25:00", error(Place("a", 1, 8), "time", value="25:00", such="17:00"), ""),
        ("start: x", error(Place("a", 1, 8), "date-order", value="22-11-2018", instead="2018-11-22"), ""),
    ],
)
def test_the_mended_line(line: str, problem: Problem, expected: str) -> None:
    assert mended(problem, line) == expected


def test_a_terminal_shows_the_mended_line() -> None:
    problem = error(Place("a.yaml", 1, 8), "date-order", field="start", value="22-11-2018", instead="2018-11-22")
    assert told(problem, "start: 22-11-2018").splitlines()[1:] == [
        "    start: 22-11-2018",
        "           ^",
        "  → start: 2018-11-22",
    ]


# --- GitHub


def test_an_annotation() -> None:
    problem = error(Place("content/events/a,b:c.yaml", 7, 10), "time", field="start", value="100%", such="17:00")
    assert told(problem, format="github", prefix="sites/one/") == (
        "::error file=sites/one/content/events/a%2Cb%3Ac.yaml,line=7,col=10,title=time::"
        'start: "100%25" is not a time; write it like 17:00'
    )


def test_github_shows_ten_of_a_level_and_the_rest_are_in_the_log() -> None:
    problems = [error(Place("a.yaml", n, 1), "tab") for n in range(1, 14)]
    problems += [warning(Place("a.yaml", n, 1), "coverage", phase="p", missing=1, all=2, areas="x") for n in (20, 21)]
    lines = list(FORMATS["github"]([(each, None) for each in problems], "en", ""))
    assert [line.split(" ")[0] for line in lines[:GITHUB_LIMIT]] == ["::error"] * GITHUB_LIMIT
    assert [line.split(" ")[0] for line in lines[GITHUB_LIMIT:12]] == ["::warning"] * 2
    assert [line.split(": ")[0] for line in lines[12:15]] == ["a.yaml:11:1", "a.yaml:12:1", "a.yaml:13:1"]
    assert lines[15:] == ["::notice::and 3 more in the log and in the summary"]


def test_the_summary_lists_all_of_them_and_nothing_in_it_acts() -> None:
    problems = [
        error(Place("a|b.yaml", n, 1), "time", field="start", value="<img src=x> [a](b)", such="17:00")
        for n in range(30)
    ]
    page = summary(problems, "en", "")
    assert len(page.splitlines()) == 32
    assert "<img" not in page and "](" not in page
    assert all(line.count("|") == 4 for line in page.splitlines())


# --- GitLab and JSON


def test_a_code_quality_report() -> None:
    problems = [error(PLACE, "tab"), error(PLACE._replace(line=9), "tab"), warning(PLACE, "stray-file", value="x")]
    report = json.loads("\n".join(FORMATS["gitlab"]([(each, None) for each in problems], "en", "one/")))
    assert [each["check_name"] for each in report] == ["tab", "tab", "stray-file"]
    assert [each["severity"] for each in report] == ["major", "major", "minor"]
    assert report[0]["location"] == {"path": "one/content/events/evening.yaml", "lines": {"begin": 7}}
    assert len({each["fingerprint"] for each in report}) == 3


def test_a_fingerprint_stays_when_lines_above_are_added() -> None:
    before, after = (
        json.loads("".join(FORMATS["gitlab"]([(error(PLACE._replace(line=line), "tab"), None)], "en", "")))
        for line in (7, 8)
    )
    assert before[0]["fingerprint"] == after[0]["fingerprint"]


def test_json_has_all_that_is_known() -> None:
    problem = error(Place("a.yaml", 1, 8), "date-order", field="start", value="22-11-2018", instead="2018-11-22")
    [found] = json.loads(told(problem, "start: 22-11-2018", "json", "one/"))
    assert (found["file"], found["line"], found["column"]) == ("one/a.yaml", 1, 8)
    assert (found["level"], found["rule"], found["mended"]) == ("error", "date-order", "start: 2018-11-22")
    assert found["values"] == {"field": "start", "value": "22-11-2018", "instead": "2018-11-22"}
    assert found["message"] == problem.sentence("en")


# --- From the command line


@pytest.fixture
def bad_site(site: Path) -> Path:
    write_content(site, {"events/bad.yaml": "id: bad\ntitle: {hi: क, en: K}\narea: delta\nstart: 22-11-2018\n"})
    return site


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("format", ["gitlab", "json"])
def test_what_programs_read_is_nothing_but_the_report(
    command: str, format: str, bad_site: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.main([command, "--site", str(bad_site), "--format", format]) == 1
    [found] = json.loads(capfdbinary.readouterr().out)
    assert "22-11-2018" in json.dumps(found)


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_sound_site_has_an_empty_report(
    command: str, site: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.main([command, "--site", str(site), "--format", "json"]) == 0
    shown = capfdbinary.readouterr()
    assert {each["level"] for each in json.loads(shown.out)} == {"warning"}
    assert shown.err, "what was done is told beside the report"


def test_github_gets_annotations_and_a_summary(
    bad_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.chdir(bad_site.parent)
    arguments = ["check", "--site", bad_site.name, "--format", "github", "--language", "en"]
    assert cli.main(arguments) == 1
    line = capfdbinary.readouterr().out.decode().splitlines()[0]
    assert line.startswith("::error file=site/content/events/bad.yaml,line=4,col=8,title=date-order::start: ")
    assert "site/content/events/bad.yaml" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_what_is_accepted_is_listed_on_demand(site: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    event = "id: late\ntitle: {hi: क, en: K}\narea: delta\nstart: 2018-12-24\naccept: {window: the river was high}\n"
    write_content(site, {"events/late.yaml": event})
    for options, listed in (([], False), (["--verbose"], True)):
        assert cli.main(["check", "--site", str(site), "--language", "en", *options]) == 0
        assert ("the river was high" in capfdbinary.readouterr().out.decode()) is listed
