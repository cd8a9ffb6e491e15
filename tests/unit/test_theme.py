"""Themes: words that are missing or left over, what a page is made from, runs in other languages, and escaping."""

from __future__ import annotations

import ast
import os
import re
import shutil
import string
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from campaign_calendar import theme as theme_module
from campaign_calendar.content.reading import Reading
from campaign_calendar.content.strings import flat, missing
from campaign_calendar.coverage import State
from campaign_calendar.formats import one_line
from campaign_calendar.located import Record, Source
from campaign_calendar.model import Language, Run, Status
from campaign_calendar.problems import ContentError, Problem
from campaign_calendar.reader import read_yaml
from campaign_calendar.theme import TemplateError, Theme, own_folder, words

PACKAGE = Path(__file__).resolve().parents[2] / "campaign_calendar"
HINDI = Language("hi", "hi_IN", "ltr")
ENGLISH = Language("en", "en_IN", "ltr")
URDU = Language("ur", "ur_PK", "rtl")
WORDS = {language: dict(words((own_folder(),), language)) for language in ("hi", "en")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small theme of its own."""
    made = tmp_path / "templates"
    (made / "strings").mkdir(parents=True)
    (made / "static").mkdir()
    form = 'hello: {}\ntime_pattern: short\nitems:\n  one: {}\n  other: "{} {}"\n'
    write(made, "strings/en.yaml", form.format("Hello", "one item", "{n}", "items"))
    write(made, "strings/hi.yaml", form.format("नमस्ते", "एक चीज़", "{n}", "चीज़ें"))
    write(made, "static/style.css", "p { color: red }\n")
    write(made, "base.html", '<html lang="{{ language }}">{% block content %}{% endblock %}</html>')
    write(made, "parts.html", "{% macro title(each) %}<h1>{{ each }}</h1>{% endmacro %}")
    write(made, "foot.html", "<footer>{{ say('hello') }}</footer>")
    write(
        made,
        "page.html",
        "{% extends 'base.html' %}{% import 'parts.html' as parts with context %}"
        "{% block content %}{{ parts.title(text) }}{% include 'foot.html' %}{% endblock %}",
    )
    write(made, "other.html", "{{ text }}")
    return made


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def page(folder: Path, template: str, text: object, language: Language = HINDI, **values: object) -> str:
    theme = Theme([folder], (HINDI, ENGLISH), {})
    return theme.page(template, language.code, "areas/a.html", text=text, **values).decode()


def problems_of(folder: Path, languages: tuple[Language, ...], **own: dict[str, str]) -> list[str]:
    with pytest.raises(ContentError) as refused:
        Theme([folder], languages, own)
    return [one_line(problem, "en") for problem in refused.value.problems]


# --- Words


def test_a_missing_word_is_named(folder: Path) -> None:
    write(folder, "strings/hi.yaml", "time_pattern: short\nitems:\n  other: x\n")
    assert problems_of(folder, (HINDI, ENGLISH)) == [
        "content/strings/hi.yaml:1:1: interface words are missing in the language hi: hello [strings-missing]"
    ]


def test_every_missing_word_of_every_language_is_named(folder: Path) -> None:
    (folder / "strings" / "hi.yaml").unlink()
    told = problems_of(folder, (HINDI, URDU, ENGLISH))
    assert [each.partition(":")[0] for each in told] == ["content/strings/hi.yaml", "content/strings/ur.yaml"]
    assert all("hello, time_pattern, items.other [" in each for each in told)


def test_a_site_may_bring_what_is_missing(folder: Path) -> None:
    own = {"ur": {"hello": "سلام", "time_pattern": "short", "items.other": "{n} چیزیں"}}
    assert Theme([folder], (URDU,), own).wordings["ur"].say("hello") == "سلام"


def test_a_site_may_say_it_in_its_own_words(folder: Path) -> None:
    theme = Theme([folder], (HINDI,), {"hi": {"hello": "राम-राम"}})
    assert theme.page("foot.html", "hi", "index.html").decode() == "<footer>राम-राम</footer>"


def test_the_words_of_the_first_folder_win(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "own" / "strings").mkdir(parents=True)
    write(tmp_path / "own", "strings/hi.yaml", "hello: राम-राम\n")
    found = words((tmp_path / "own", folder), "hi")
    assert (found["hello"], found["items.one"]) == ("राम-राम", "एक चीज़")


def test_an_empty_word_of_a_site_is_an_absent_one() -> None:
    problems: list[Problem] = []
    record = read_yaml(Source("content/strings/hi.yaml", "areas:\nnotes: ''\nevents: x\n"), problems)
    assert isinstance(record, Record)
    assert flat(record, Reading(("hi",))) == {"events": "x"}


def test_of_the_forms_of_a_count_only_the_last_is_needed() -> None:
    assert missing({"a.other": "x"}, {"a.one": "x", "a.other": "x", "b": "x"}) == ["b"]
    assert missing({"a.one": "x", "b": "x"}, {"a.one": "x", "a.other": "x", "b": "x"}) == ["a.other"]


def test_words_that_are_no_yaml_are_told_with_their_place(folder: Path) -> None:
    write(folder, "strings/hi.yaml", "hello: a: b\n")
    [told] = problems_of(folder, (HINDI,))
    assert "strings/hi.yaml:1:8: " in told


def test_counts_in_words(folder: Path) -> None:
    wording = Theme([folder], (HINDI,), {}).wordings["hi"]
    assert [wording.count("items", number) for number in (1, 2, 1_000)] == ["एक चीज़", "2 चीज़ें", "1,000 चीज़ें"]


# --- The words that come with the tool


def test_hindi_and_english_have_the_same_words() -> None:
    assert WORDS["hi"].keys() == WORDS["en"].keys()


def test_hindi_and_english_fill_in_the_same() -> None:
    for key, text in WORDS["en"].items():
        assert _placeholders(WORDS["hi"][key]) == _placeholders(text), key


def _placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}


class Asked:
    """The words that templates and code ask for: keys with the names of what they fill in, and beginnings of keys."""

    def __init__(self) -> None:
        self.keys: dict[str, list[set[str]]] = {}
        self.beginnings: set[str] = set()
        for file in own_folder().glob("*.html"):
            self._template(file.read_text(encoding="utf-8"))
        for file in PACKAGE.rglob("*.py"):
            self._module(ast.parse(file.read_text(encoding="utf-8")))

    def _template(self, source: str) -> None:
        for call in jinja2.Environment().parse(source).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                assert isinstance(call.args[0], nodes.Const), "a template asks for words by a name it computes"
                self.keys.setdefault(call.args[0].value, []).append({each.key for each in call.kwargs})
            if isinstance(call.node, nodes.Getattr) and call.node.attr == "forms":
                self.keys.setdefault(f"{call.args[0].as_const()}.other", []).append({"n"})

    def _module(self, tree: ast.Module) -> None:
        asks = False
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            key, given = node.args[0], {str(each.arg) for each in node.keywords}
            text_count = isinstance(key, ast.Constant) and not str(key.value).isidentifier()
            if node.func.attr not in ("say", "count") or text_count:
                continue
            if isinstance(key, ast.Constant):
                name = f"{key.value}.other" if node.func.attr == "count" else str(key.value)
                self.keys.setdefault(name, []).append(given | ({"n"} if node.func.attr == "count" else set()))
            elif isinstance(key, ast.JoinedStr):
                beginning = key.values[0]
                assert isinstance(beginning, ast.Constant)
                self.beginnings.add(str(beginning.value))
            else:
                asks = True
        for node in ast.walk(tree) if asks else ():  # by a name that comes from a table of the module
            if isinstance(node, ast.Constant) and node.value in WORDS["en"]:
                self.keys.setdefault(node.value, [])


ASKED = Asked()


def test_every_word_that_is_asked_for_exists() -> None:
    sentences = {"built", "checked"}  # console.say is another thing
    assert ASKED.keys.keys() - WORDS["en"].keys() - sentences == set()
    for beginning in ASKED.beginnings:
        assert any(key.startswith(beginning) for key in WORDS["en"])


def test_every_word_is_asked_for() -> None:
    asked = ASKED.keys.keys() | {"time_pattern"}
    stems = {key.rpartition(".")[0] for key in asked if "." in key}
    left = {
        key
        for key in WORDS["en"]
        if key not in asked and key.rpartition(".")[0] not in stems and not key.startswith(tuple(ASKED.beginnings))
    }
    assert left == set()


def test_what_a_word_fills_in_is_given() -> None:
    for key, calls in ASKED.keys.items():
        for given in calls:
            assert _placeholders(WORDS["en"].get(key, "")) <= given, key
            assert given <= _placeholders(WORDS["en"].get(key, "")) or key not in WORDS["en"], key


def test_every_status_and_state_has_its_words() -> None:
    assert {f"status_{each}" for each in Status} <= WORDS["en"].keys()
    shown = {f"state_{each}" for each in State} & WORDS["en"].keys()
    assert {key for key in WORDS["en"] if key.startswith("state_")} == shown


# --- What a page is made from


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write(folder, "page.html", (folder / "page.html").read_text() + " "),
        lambda folder: write(folder, "base.html", (folder / "base.html").read_text() + " "),
        lambda folder: write(folder, "parts.html", (folder / "parts.html").read_text() + " "),
        lambda folder: write(folder, "foot.html", (folder / "foot.html").read_text() + " "),
        lambda folder: write(folder, "strings/hi.yaml", (folder / "strings/hi.yaml").read_text().replace("एक", "1")),
        lambda folder: write(folder, "static/style.css", "p { color: blue }\n"),
        lambda folder: write(folder, "static/new.svg", "<svg/>"),
        lambda folder: (folder / "static" / "style.css").rename(folder / "static" / "styles.css"),
    ],
    ids=["itself", "extended", "imported", "included", "a word", "an asset", "a new asset", "an asset's name"],
)
def test_the_closure_of_a_template_changes_with_what_it_draws_in(folder: Path, change: object) -> None:
    before = Theme([folder], (HINDI,), {}).closure("page.html")
    change(folder)  # type: ignore[operator]
    assert Theme([folder], (HINDI,), {}).closure("page.html") != before


def test_the_closure_of_a_template_changes_with_nothing_else(folder: Path, tmp_path: Path) -> None:
    before = Theme([folder], (HINDI,), {}).closure("page.html")
    write(folder, "other.html", "something else")
    write(folder, "new.html", "new")
    write(folder, "strings/ta.yaml", "hello: வணக்கம்\n")
    write(folder, "README", "read me")
    for file in folder.rglob("*"):
        os.utime(file, (0, 0))
    assert Theme([folder], (HINDI,), {}).closure("page.html") == before
    moved = shutil.copytree(folder, tmp_path / "elsewhere")
    assert Theme([moved], (HINDI,), {}).closure("page.html") == before


def test_the_closure_changes_with_languages_and_own_words(folder: Path) -> None:
    made = [
        Theme([folder], (HINDI,), {}),
        Theme([folder], (HINDI, ENGLISH), {}),
        Theme([folder], (ENGLISH, HINDI), {}),
        Theme([folder], (Language("hi", "hi_IN", "rtl"),), {}),
        Theme([folder], (Language("hi", "hi_Latn_IN", "ltr"),), {}),
        Theme([folder], (HINDI,), {"hi": {"hello": "राम-राम"}}),
    ]
    assert len({theme.closure("page.html") for theme in made}) == len(made)


def test_what_a_shipped_template_draws_in_is_found_without_a_parser() -> None:
    environment = jinja2.Environment()
    for file in sorted(own_folder().glob("*.html")):
        tree = environment.parse(file.read_text(encoding="utf-8"))
        nodes = tree.find_all(theme_module.DRAWING_IN)
        named = sorted((node.template.value, node.lineno) for node in nodes)
        assert sorted(theme_module._named_plainly(file.read_text(encoding="utf-8")) or ()) == named, file.name


@pytest.mark.parametrize(
    "source",
    [
        "{% include name %}",
        "{% include ['a.html', 'b.html'] %}",
        "{% include 'a.html' %}",
        "{% include 'a' ~ '.html' %}",
        '{% include "a.html" if x else "b.html" %}',
        '{% raw %}{% include "a.html" %}{% endraw %}',
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(source: str) -> None:
    assert theme_module._named_plainly(source) is None


def test_two_templates_have_two_closures(folder: Path) -> None:
    theme = Theme([folder], (HINDI,), {})
    assert len({theme.closure(name) for name in ("page.html", "base.html", "other.html", "foot.html")}) == 4


def test_a_sites_own_template_replaces_the_one_of_the_tool(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    write(tmp_path / "own", "foot.html", "<footer>own</footer>")
    theme = Theme([tmp_path / "own", folder], (HINDI,), {})
    assert theme.page("page.html", "hi", "index.html", text="x").decode().endswith("<footer>own</footer></html>")
    assert theme.closure("page.html") != Theme([folder], (HINDI,), {}).closure("page.html")


def test_an_asset_is_named_by_its_octets(folder: Path) -> None:
    before = Theme([folder], (HINDI,), {}).assets["style.css"]
    assert re.fullmatch(r"assets/style\.[0-9a-f]{10}\.css", before.path)
    write(folder, "static/style.css", "p { color: blue }\n")
    assert Theme([folder], (HINDI,), {}).assets["style.css"].path != before.path


def test_a_folder_of_assets_is_one_asset(folder: Path, tmp_path: Path) -> None:
    """Joined in the order of the names; a theme over it replaces single files, adds some, or replaces it whole."""
    own = tmp_path / "own"
    for place in (folder, own):
        (place / "static" / "site").mkdir(parents=True)
    for name in "bac":
        write(folder, f"static/site/{name}.js", f"{name};\n")
    write(own, "static/site/b.js", "B;\n")
    write(own, "static/site/d.js", "d;\n")
    assert Theme([folder], (HINDI,), {}).assets["site.js"].octets == b"a;\nb;\nc;\n"
    assert Theme([own, folder], (HINDI,), {}).assets["site.js"].octets == b"a;\nB;\nc;\nd;\n"
    write(own, "static/site.js", "whole;\n")
    shutil.rmtree(own / "static" / "site")
    assert Theme([own, folder], (HINDI,), {}).assets["site.js"].octets == b"whole;\n"


# --- Pages


def test_a_run_in_the_language_of_the_page_is_just_text(folder: Path) -> None:
    assert page(folder, "other.html", Run("शाम", "hi")) == "शाम"


def test_a_run_in_another_language_is_marked(folder: Path) -> None:
    assert page(folder, "other.html", Run("Evening", "en")) == '<span lang="en">Evening</span>'
    assert '<h1><span lang="en">Evening</span></h1>' in page(folder, "page.html", Run("Evening", "en"))


def test_a_run_in_another_direction_is_marked_with_it(folder: Path) -> None:
    own = {"ur": {"hello": "سلام", "time_pattern": "short", "items.other": "{n}"}}
    theme = Theme([folder], (HINDI, URDU), own)
    shown = theme.page("other.html", "hi", "index.html", text=Run("شام", "ur")).decode()
    assert shown == '<span lang="ur" dir="rtl">شام</span>'


@pytest.mark.parametrize("language", ["hi", "en"])
def test_text_is_escaped(folder: Path, language: str) -> None:
    shown = page(folder, "page.html", Run("<script>'a' & \"b\"</script>", language))
    assert "&lt;script&gt;&#39;a&#39; &amp; &#34;b&#34;&lt;/script&gt;" in shown and "<script>" not in shown
    assert page(folder, "other.html", "<b>") == "&lt;b&gt;"


def test_words_are_escaped_too(folder: Path) -> None:
    theme = Theme([folder], (HINDI,), {"hi": {"hello": "<b>&"}})
    assert theme.page("foot.html", "hi", "index.html").decode() == "<footer>&lt;b&gt;&amp;</footer>"


def test_links_lead_from_the_page_they_stand_on(folder: Path) -> None:
    write(folder, "other.html", "{{ text | link }} {{ asset('style.css') | link }}")
    shown = page(folder, "other.html", "events/b.html")
    assert re.fullmatch(r"\.\./events/b\.html \.\./assets/style\.[0-9a-f]{10}\.css", shown)


# --- Templates that are wrong


@pytest.mark.parametrize(
    "source, told",
    [
        ("a\n{% if %}", r"templates/other\.html:2: "),
        ("a\n{{ nothing }}", r"templates/other\.html:2: UndefinedError: 'nothing' is undefined"),
        ("{{ nothing }}", r"\(page areas/a\.html\)"),
        ("{{ text.nothing.more }}", r"templates/other\.html:1: UndefinedError"),
        ("a\n\n{{ say('nothing') }}", r"templates/other\.html:3: KeyError: 'nothing'"),
        ("{{ asset('nothing.css') }}", r"templates/other\.html:1: KeyError: 'nothing\.css'"),
        ("{{ text | nothing }}", r"templates/other\.html:1: No filter named 'nothing'"),
        ("{% include 'nothing.html' %}", r"nothing\.html"),
        ("{% extends 'nothing.html' %}", r"nothing\.html"),
        ("{{ 1 // 0 }}", r"templates/other\.html:1: ZeroDivisionError"),
        ("{% include 'other.html' %}", r"templates/other\.html.*Recursion"),
        ("{{ say('hello') + 1 }}", r"templates/other\.html:1: TypeError"),
    ],
)
def test_a_broken_template_is_told_with_its_line(folder: Path, source: str, told: str) -> None:
    write(folder, "other.html", source)
    with pytest.raises(TemplateError, match=told):
        page(folder, "other.html", "x")


def test_a_template_that_is_not_utf_8_is_named(folder: Path) -> None:
    (folder / "other.html").write_bytes(b"caf\xe9")
    theme = Theme([folder], (HINDI,), {})
    with pytest.raises(TemplateError, match=r"other\.html"):
        theme.closure("other.html")
    with pytest.raises(TemplateError, match=r"other\.html"):
        theme.page("other.html", "hi", "index.html", text="x")


def test_a_template_that_is_missing_has_no_closure(folder: Path) -> None:
    with pytest.raises(TemplateError, match=r"nothing\.html"):
        Theme([folder], (HINDI,), {}).closure("nothing.html")
    write(folder, "other.html", "{% include 'nothing.html' %}")
    with pytest.raises(TemplateError, match=r"nothing\.html"):
        Theme([folder], (HINDI,), {}).closure("other.html")


def test_a_template_drawn_in_by_a_computed_name_may_be_any(folder: Path) -> None:
    """Which one it is is known only when a page is made, so all of them count among what it is made from."""
    write(folder, "other.html", "{% include text %}")
    write(folder, "third.html", "before")
    before = Theme([folder], (HINDI,), {}).closure("other.html")
    write(folder, "third.html", "after")
    assert Theme([folder], (HINDI,), {}).closure("other.html") != before
