"""Bad content files, each with the problems it must give in its last lines; and good ones that only look bad.

To add one, put a file into `cases/`. It is laid over a small valid campaign of `campaigns/`, read and checked, and
exactly the problems must come out that its trailing comments name:

    # over bilingual               the campaign it is laid over: hindi (if left out), bilingual, berlin, bare (without
                                   events and notes) or full, which has a repeat, venues, tags, holidays, pictures,
                                   and media/ of every bad kind
    # as notes/parking.fr.md       where in content/ it is laid; if left out: campaign-*.yaml as campaign.yaml, other
                                   *.yaml in events/, *.md in notes/
    # expect 2:8 colon-in-value    a problem: line, column (both from 1, the latter in characters), rule
    # expect 4:8 coverage warning  the same for a warning
    # expect nothing               there is no problem at all
    # value attendance 60          an attribute of the event `evening`, of the note or of the campaign that it becomes

Markdown has them in comments of its own, `<!-- expect 3:1 missing -->`. All other comments are for people.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from campaign_calendar.checks import check
from campaign_calendar.content import read
from campaign_calendar.formats import one_line
from campaign_calendar.located import MAX_BYTES
from campaign_calendar.model import Site
from campaign_calendar.pictures.picture import MAX_OCTETS
from campaign_calendar.problems import ContentError, Problem, catalogue
from campaign_calendar.published import Published
from campaign_calendar.theme import REFERENCE_LANGUAGE, own_folder, words
from docs.samples import SENTENCES_ONLY
from tests.campaigns import CAMPAIGN, EVENTS, NOTES, build_here, write_content

HERE = Path(__file__).parent
CASES = {file.name: file for file in sorted((HERE / "cases").iterdir()) if not file.name.startswith(".")}
CAMPAIGNS = sorted(folder.name for folder in (HERE / "campaigns").iterdir())
COMMENT = re.compile(r"^(?:# |<!-- )(over|as|expect|value) (.+?)(?: -->)?\r?$", re.MULTILINE)
HARMLESS = dict.fromkeys(map(ord, "\u00a0\u200b\u200c\u200d\u200f"))

WORDS = words((own_folder(),), REFERENCE_LANGUAGE)  # of the interface

# Sentences that no single content file can bring about: each has its test elsewhere, the last line in this module.
NOT_OF_ONE_FILE = {
    *SENTENCES_ONLY,
    *("published-newer", "published-damaged", "published-other-domain", "published-other-language"),
    *(
        "vanished",
        "vanished-occurrence",
        "renamed",
        "strings-missing",
        "feed-size",
        "text-too-long",
        "text-too-dense",
        "line-too-long",
        "too-many-mistakes",
        "card",
        "card-shaper",
        "note-language",
    ),
    *("too-large", "media-too-large", "file-missing", "symbolic-link", "no-file"),
}


@dataclass(frozen=True)
class Case:
    """A file of the corpus: where in content/ it is laid, over which campaign, and what it must give."""

    octets: bytes
    over: str
    path: str
    expected: list[str]
    values: list[tuple[str, str]]


@cache
def case(name: str) -> Case:
    octets = CASES[name].read_bytes()
    said: dict[str, list[str]] = {"over": [], "as": [], "expect": [], "value": []}
    for word, rest in COMMENT.findall(decoded(octets)):
        said[word].append(rest)
    folder = "notes" if name.endswith(".md") else "events"
    path = "campaign.yaml" if name.startswith("campaign-") else f"{folder}/{name}"
    values = [tuple(each.split(" ", 1)) for each in said["value"]]
    assert said["expect"], f"{name} says nothing of what is expected"
    expected = [] if said["expect"] == ["nothing"] else said["expect"]
    return Case(octets, *(said["over"] or ["hindi"]), *(said["as"] or [path]), expected, values)


def decoded(octets: bytes) -> str:
    """The text of a file in whatever encoding, to find its comments."""
    for encoding in ("utf-8-sig", "utf-16") if octets[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return octets.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("no text in any encoding that is tested here")


def outcome(content: Path) -> tuple[Site | None, tuple[Problem, ...]]:
    """What reading and checking a content folder gives. Anything raised but ContentError is a fault of the engine."""
    try:
        found = check(read(content, WORDS), Published())
        return found.site, found.warnings
    except ContentError as wrong:
        assert any(problem.level == "error" for problem in wrong.problems), "refused, and nobody is told why"
        return None, wrong.problems


def campaign_with(content: Path, over: str = "hindi", **files: bytes) -> Path:
    shutil.copytree(HERE / "campaigns" / over, content)
    for path, octets in files.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(octets)
    return content


@cache
def outcome_of(name: str) -> tuple[Site | None, tuple[Problem, ...]]:
    each = case(name)
    with TemporaryDirectory() as folder:
        return outcome(campaign_with(Path(folder) / "content", each.over, **{each.path: each.octets}))


def written(problem: Problem, path: str) -> str:
    """A problem as the comments of the corpus have it; one in another file than `path` with its file."""
    file, line, column = problem.place
    where = f"{line}:{column}" if file == f"content/{path}" else f"{file}:{line}:{column}"
    return f"{where} {problem.rule}" + (" warning" if problem.level == "warning" else "")


@pytest.mark.parametrize("name", CASES)
def test_exactly_these_problems(name: str) -> None:
    _, problems = outcome_of(name)
    assert sorted(written(problem, case(name).path) for problem in problems) == sorted(case(name).expected)


@pytest.mark.parametrize("name", [name for name in CASES if case(name).expected])
def test_problems_are_told_in_hindi_and_english(name: str) -> None:
    _, problems = outcome_of(name)
    for problem in problems:
        for language in ("hi", "en"):
            text = one_line(problem, language)
            assert len(text.splitlines()) == 1
            assert text.startswith(f"{problem.place.file}:{problem.place.line}:{problem.place.column}: ")
            assert text.endswith(f" [{problem.rule}]")
            assert text.translate(HARMLESS).isprintable(), "a terminal would obey this"
            assert 'mean ""' not in text and 'मतलब ""' not in text, "a question about nothing"


@pytest.mark.parametrize("name", [name for name in CASES if case(name).values])
def test_values_as_they_were_typed(name: str) -> None:
    site, _ = outcome_of(name)
    assert site is not None
    for path, expected in case(name).values:
        value: object = _subject(site, case(name).path)
        for step in path.split("."):
            value = value[int(step)] if step.isdigit() else getattr(value, step)  # type: ignore[index]
        assert str(value) == expected.replace("\\n", "\n")


def _subject(site: Site, path: str) -> object:
    if path == "campaign.yaml":
        return site.campaign
    if path.endswith(".md"):
        return next(note for note in site.notes if note.id == Path(path).stem)
    return next(event for event in site.events if event.id != "first-evening")  # the campaigns' own


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_the_campaigns_below_are_valid(name: str) -> None:
    site, problems = outcome(HERE / "campaigns" / name)
    assert site is not None and not problems


def test_every_rule_has_a_case() -> None:
    shown = {expected.split()[1] for name in CASES for expected in case(name).expected}
    assert shown == catalogue("en").keys() - NOT_OF_ONE_FILE


# --- What the sentences propose must be right


@pytest.mark.parametrize(
    "title",
    ["बैठक: दिल्ली", 'बैठक: "खुली" चर्चा', "Author's evening: बैठक", "a: b: c", "C:\\: x"],
)
def test_a_title_quoted_as_proposed_is_read_as_it_was_meant(title: str, tmp_path: Path) -> None:
    text = f"id: evening\ntitle: {title}\narea: ward-7\nstart: 2018-11-22\n"
    _, problems = outcome(campaign_with(tmp_path / "one", **{"events/evening.yaml": text.encode()}))
    [problem] = [each for each in problems if each.rule == "colon-in-value"]
    proposed = text.replace(f"title: {title}", dict(problem.values)["line"])
    site, problems = outcome(campaign_with(tmp_path / "two", **{"events/evening.yaml": proposed.encode()}))
    assert site is not None, proposed
    assert [event.title.runs[0].text for event in site.events if event.id == "evening"] == [title]


def test_a_mapping_is_not_proposed_to_be_quoted() -> None:
    """`title: "{hi: …, en: …}"` would be one text in one language."""
    _, problems = outcome_of("colon-in-translation.yaml")
    assert [dict(problem.values)["line"] for problem in problems if '"{' in dict(problem.values)["line"]] == []


@pytest.mark.parametrize(
    "id", ["Index", "NUL", "x" * 79 + "-y", "Évening", "a--b", "शाम", "-", "Ward 7", "COM1", "con ", "campaign!"]
)
def test_a_proposed_id_is_one(id: str, tmp_path: Path) -> None:
    text = f"id: {id!r}\ntitle: शाम\narea: ward-7\nstart: 2018-11-22\n"
    _, problems = outcome(campaign_with(tmp_path / "one", **{"events/evening.yaml": text.encode()}))
    [problem] = problems
    proposed = text.replace(repr(id), dict(problem.values)["such"])
    _, problems = outcome(campaign_with(tmp_path / "two", **{"events/evening.yaml": proposed.encode()}))
    assert [each.rule for each in problems] == []


def test_nothing_is_proposed_where_nothing_is_near() -> None:
    """Whoever writes रद्द means cancelled; "did you mean confirmed?" would be the worst of answers."""
    [problem] = outcome_of("status-in-hindi.yaml")[1]
    assert "?" not in one_line(problem, "en").partition("रद्द")[2]


def test_a_tag_is_shown_as_it_was_typed() -> None:
    assert [dict(each.values)["value"] for each in outcome_of("tag-of-yaml.yaml")[1]] == [
        "!!python/object/apply:os.system"
    ]


def test_a_time_is_shown_as_it_was_typed() -> None:
    assert "17:30 IST" in one_line(outcome_of("hour-with-zone.yaml")[1][0], "en")


# --- What no file of a corpus can hold


@pytest.mark.parametrize("size, rules", [(MAX_BYTES, []), (MAX_BYTES + 1, ["1:1 too-large"])])
def test_a_file_of_a_million_bytes(size: int, rules: list[str], tmp_path: Path) -> None:
    text = b"id: evening\ntitle: T\narea: ward-7\nstart: 2018-11-22\n"
    text += b"#" * (size - len(text) - 1) + b"\n"
    _, problems = outcome(campaign_with(tmp_path / "content", **{"events/long.yaml": text}))
    assert [written(problem, "events/long.yaml") for problem in problems] == rules


@pytest.mark.parametrize(
    "path, rules",
    [
        ("events/empty.yaml", ["1:1 empty-file"]),
        ("notes/empty.md", ["1:1 no-front-matter"]),
        ("campaign.yaml", ["1:1 empty-file"]),
    ],
)
@pytest.mark.parametrize("octets", [b"", b"\n", b"\xef\xbb\xbf"], ids=["empty", "a line feed", "a mark"])
def test_an_empty_file(octets: bytes, path: str, rules: list[str], tmp_path: Path) -> None:
    """An event in a file that came out empty would be missed by its readers."""
    _, problems = outcome(campaign_with(tmp_path / "content", **{path: octets}))
    assert [written(problem, path) for problem in problems] == rules


@pytest.mark.parametrize(
    "size, rules", [(MAX_OCTETS, []), (MAX_OCTETS + 1, ["events/first/first-evening.yaml:18:12 media-too-large"])]
)
def test_a_document_of_twenty_million_bytes(size: int, rules: list[str], tmp_path: Path) -> None:
    content = campaign_with(tmp_path / "content", "full")
    with (content / "media/agenda.pdf").open("wb") as file:
        file.truncate(size)
    assert [written(problem, "").removeprefix("content/") for problem in outcome(content)[1]] == rules


def test_no_campaign_file(tmp_path: Path) -> None:
    content = campaign_with(tmp_path / "content")
    (content / "campaign.yaml").unlink()
    assert [written(each, "campaign.yaml") for each in outcome(content)[1]] == ["1:1 file-missing"]


@pytest.mark.parametrize("path", ["events/evening.yaml", "events/more", "events", "notes", "campaign.yaml"])
def test_a_link_out_of_the_folder_is_not_followed(path: str, tmp_path: Path) -> None:
    elsewhere = campaign_with(tmp_path / "elsewhere", **{"events/a/evening.yaml": b"id: evening\n"})
    content = campaign_with(tmp_path / "content")
    targets = {"events/evening.yaml": "events/a/evening.yaml", "events/more": "events/a"}
    shutil.move(content / path, tmp_path / "away") if (content / path).exists() else None
    (content / path).symlink_to(elsewhere / targets.get(path, path))
    assert "1:1 symbolic-link" in [written(problem, path) for problem in outcome(content)[1]]


def test_a_line_feed_in_a_file_name_makes_no_second_line(tmp_path: Path) -> None:
    """In the log of a build server a line of its own may be a command."""
    files = {"events/a\n::error::b.yaml": b"title: x\n", "notes/\x1b[31m.md": b""}
    content = campaign_with(tmp_path / "content", **files)
    problems = outcome(content)[1]
    assert problems
    for problem in problems:
        assert one_line(problem, "en").isprintable()


def test_problems_of_several_files_come_in_one_run_by_file_and_line(tmp_path: Path) -> None:
    bad = b"id: Evening\ntitle: T\narea: Ward-7\nstart: 2018-11-31\n"
    content = campaign_with(tmp_path / "content", **{"events/b.yaml": bad, "events/a.yaml": bad, "notes/n.md": b"x"})
    _, problems = outcome(content)
    assert [(each.place.file, each.place.line) for each in problems] == [
        *(("content/events/a.yaml", line) for line in (1, 3, 4)),
        *(("content/events/b.yaml", line) for line in (1, 3, 4)),
        ("content/notes/n.md", 1),
    ]


def test_a_language_behind_a_hyphen_beside_the_note_itself(tmp_path: Path) -> None:
    note = b"---\ntitle: What to bring\n---\nWater\n"
    names = ("what-to-bring.md", "what-to-bring-en.md", "about-en.md")
    content = campaign_with(tmp_path / "content", "bilingual", **{f"notes/{name}": note for name in names})
    told = [written(each, "notes/what-to-bring-en.md") for each in outcome(content)[1] if each.level == "error"]
    assert told == ["1:1 note-language"]


# --- What is accepted is fit to be published


ACCEPTED = [name for name in CASES if all(each.endswith(" warning") for each in case(name).expected)]


@pytest.mark.parametrize("name", [name for name in ACCEPTED if case(name).over != "berlin"])  # no words in German
def test_what_is_accepted_can_be_built(name: str, tmp_path: Path) -> None:
    each = case(name)
    campaign_with(tmp_path / "site" / "content", each.over, **{each.path: each.octets})
    build_here(tmp_path / "site")


ADDRESSES = [
    *("https://example.org", "https://example.org/%", "https://example.org/%zz", "https://example.org/a%20b"),
    *(
        "https://user@example.org/",
        "https://user:word@example.org/",
        "https://example.org:8080/",
        "HTTPS://EXAMPLE.ORG/",
    ),
    *(
        "https://example.org/[a]",
        "https://example.org/?a=[b]&c={d}",
        "https://example.org/a,b;c",
        "https://example.org/'",
    ),
    *(
        "https://उदाहरण.example/",
        "https://example.org/शाम",
        "https://example.org/?q=शाम#शाम",
        "https://example.org/#a#b",
    ),
    *(
        "https://[::1]/",
        "https://127.0.0.1/",
        "https://./",
        "https://a..b/",
        "https://-a.example/",
        "https://a_b.org/",
    ),
    *("https://example.org/\u200d", "https://example.org/\u00a0", "https://example.org/\u0301", "http:///a"),
    *(
        "https://?a",
        "http:a",
        "https://example.org//a//",
        "https://example.org:/",
        "https://example.org/?",
        "https://a.b",
    ),
    *("https://example.org/" + "a" * 3_000, "https://" + "a" * 70 + ".example/"),
]
FORMS = {
    "online": "online: {}",
    "registration": "registration: {}",
    "venue": "venue: {{name: सभा, url: {}}}",
    "organiser": "organiser: {{name: अ, url: {}}}",
    "links": "links: [{{title: सूची, url: {}}}]",
    "description": "description: {}",
}


@pytest.mark.parametrize("form", FORMS)
def test_an_address_is_refused_or_can_be_published(form: str, tmp_path: Path) -> None:
    """Else an editor would be told of a fault of ours, and of no line to look at."""
    content = campaign_with(tmp_path / "content")
    file = content / "campaign.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "contacts_in_feeds: yes\n", encoding="utf-8")
    texts = {}
    for number, address in enumerate(ADDRESSES):
        value = f"'[यहाँ]({address})'" if form == "description" else f'"{address}"'
        event = f"id: evening-{number}\ntitle: शाम\narea: ward-7\nstart: 2018-11-22 17:30\n"
        texts[f"content/events/{number}.yaml"] = f"{event}{FORMS[form].format(value)}\n"
    write_content(tmp_path, {path.removeprefix("content/"): text for path, text in texts.items()})
    while wrong := [each for each in outcome(content)[1] if each.level == "error"]:
        for problem in wrong:
            (tmp_path / problem.place.file).unlink(missing_ok=True)
    assert len(list((content / "events").glob("*.yaml"))) > 5
    build_here(tmp_path)


# --- Any damage to a good campaign

TROUBLE = [b"\0", b"\t", b"\xff", b"'", b'"', b":", b"[", b"{", b"#", b"\n", b" ", b"*", b"&", b"|"]


def damaged(text: str, seed: int) -> Iterator[bytes]:
    """`text` with each line deleted, doubled and swapped with the next, and with some bytes deleted or changed."""
    lines = text.splitlines(keepends=True)
    for at in range(len(lines)):
        yield "".join(lines[:at] + lines[at + 1 :]).encode()
        yield "".join(lines[: at + 1] + lines[at:]).encode()
        yield "".join(lines[:at] + lines[at : at + 2][::-1] + lines[at + 2 :]).encode()
    chance = random.Random(seed)
    octets = text.encode()
    for _ in range(40):
        at = chance.randrange(len(octets))
        yield octets[:at] + octets[at + 1 :]
        yield octets[:at] + chance.choice(TROUBLE) + octets[at + 1 :]


@pytest.mark.parametrize("path", ["campaign.yaml", "events/source/first-training.yaml", "notes/what-to-bring.en.md"])
def test_damage_gives_problems_or_a_site(path: str, tmp_path: Path) -> None:
    texts = {"campaign.yaml": CAMPAIGN, **EVENTS, **NOTES}
    write_content(tmp_path, texts)
    assert outcome(tmp_path / "content")[0] is not None
    for number, octets in enumerate(damaged(texts[path], seed=7)):
        (tmp_path / "content" / path).write_bytes(octets)
        try:
            for problem in outcome(tmp_path / "content")[1]:
                one_line(problem, "hi"), one_line(problem, "en")
        except Exception as fault:
            raise AssertionError(f"damage {number}: {octets.decode(errors='replace')}") from fault
