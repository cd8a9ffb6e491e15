"""One campaign through some fifty edits and publications, as subscribers live through them.

After each step: only the entries that are named have new stamps, later and greater ones; the changes told are the
ones named; nothing has disappeared from any feed; and an entry has the same octets in each feed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest

from campaign_calendar import pipeline, vevent
from campaign_calendar.model import Site
from campaign_calendar.plan import plan
from campaign_calendar.problems import ContentError
from campaign_calendar.published import NotTrusted
from campaign_calendar.telling import sayings
from campaign_calendar.theme import Theme, own_folder
from tests.campaigns import build_here, write_content

START = 1_772_366_400  # 2026-03-01 12:00:00 UTC
DAY = 86_400

CAMPAIGN = """\
name: {hi: पठन, en: Reading}
url: https://reading.example/
uid_domain: reading.example
languages: [hi, en]
locales: {hi: hi_IN, en: en_IN}
timezone: Asia/Kolkata
starts: 2018-11-10
ends: 2018-12-20
levels:
  - {id: town, name: {hi: नगर, en: Town}}
  - {id: ward, name: {hi: वार्ड, en: Ward}}
areas:
  - id: town
    level: town
    name: {hi: झील नगर, en: Laketown}
    areas:
      - {id: ward-7, level: ward, name: {hi: वार्ड 7, en: Ward 7}}
      - {id: ward-8, level: ward, name: {hi: वार्ड 8, en: Ward 8}}
      - {id: ward-9, level: ward, name: {hi: वार्ड 9, en: Ward 9}}
phases:
  - {id: evenings, name: {hi: शामें, en: Evenings}, starts: 2018-11-12, ends: 2018-11-30}
tags:
  - {id: youth, name: {hi: युवा, en: Youth}}
  - {id: books, name: {hi: किताबें, en: Books}}
"""
VENUES = """\
- {id: library, name: {hi: पुस्तकालय, en: Library}}
- {id: school, name: {hi: विद्यालय, en: School}}
"""
EVENTS = {
    "evening": """\
id: evening
title: {hi: पढ़ने की शाम, en: Reading evening}
area: ward-7
start: 2018-11-22 17:30
end: 19:00
venue: library
""",
    "weekly": """\
id: weekly
title: {hi: साप्ताहिक बैठक, en: Weekly meeting}
area: ward-8
start: 2018-11-15 10:00
end: 11:00
repeat: {every: week, count: 4}
""",
    "later": """\
id: later
title: {hi: बाद में, en: Later on}
area: ward-8
between: [2018-11-20, 2018-11-30]
""",
    "fair": """\
id: fair
title: {hi: मेला}
area: town
start: 2018-12-01
end: 2018-12-02
""",
    "opening": """\
id: opening
phase: evenings
area: ward-8
start: 2018-11-13
""",
}
EVERYTHING = frozenset({"evening", "weekly", "fair", "opening", "phase.evenings"})


Edits = tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True)
class Step:
    """`edits`: in a file, what is replaced by what; None for a file that was not there or is removed. `stamped`: the
    entries that get new stamps, in all languages or, behind a slash, in one. `told`: for each id the kinds of changes
    that readers are told of. `said`: what stands in a calendar entry, or is told of one in English."""

    what: str
    edits: Edits = ()
    stamped: frozenset[str] | set[str] = frozenset()
    told: Mapping[str, list[str]] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    is_fresh: bool = False
    is_upgrade: bool = False


def event(id: str, old: str | None, new: str | None) -> Edits:
    return ((f"events/{id}.yaml", old, new),)


def campaign(old: str, new: str) -> Edits:
    return (("campaign.yaml", old, new),)


def retired(line: str) -> Edits:
    return campaign("retired:\n", f"retired:\n  - {line}\n")


TALK = "id: talk\ntitle: {hi: बातचीत, en: Talk}\narea: ward-7\nstart: 2018-11-26 15:00\nend: 16:00\n"
PLAN = "id: plan\ntitle: {hi: योजना, en: Plan}\narea: ward-9\nbetween: [2018-12-01, 2018-12-10]\n"
BIG_FAIR = "id: big-fair\ntitle: {hi: मेला}\narea: town\nstart: 2018-12-01\nend: 2018-12-02\n"
WARD_9 = "      - {id: ward-9, level: ward, name: {hi: वार्ड 9, en: Ward 9}}\n"

WALK = [
    Step("the first publication", stamped=EVERYTHING | {"campaign"}),
    Step("nothing"),
    Step("an event is added", event("talk", None, TALK), {"talk"}, {"talk": ["new"]}),
    Step("a title is reworded in one language", event("evening", "en: Reading evening", "en: An evening of reading"), {"evening/en"}, {"evening": ["text"]}),
    Step("moved to another day", event("evening", "11-22 17:30", "11-24 17:30"), {"evening"}, {"evening": ["moved"]}, {"evening/en": "Changed: was 22, now Saturday, 24 November 2018, 5:30 pm – 7:00 pm", "evening/hi": "बदलाव: पहले 22, अब शनिवार, 24 नवंबर 2018, शाम 5:30 – शाम 7:00"}),
    Step("nothing, so it still says so", said={"evening/en": "Changed: was 22, now Saturday, 24 November"}),
    Step("and moved to another hour", event("evening", "17:30\nend: 19:00", "18:00\nend: 19:30"), {"evening"}, {"evening": ["moved"]}, {"evening/en": "Changed: was 5:30 pm – 7:00 pm, now Saturday, 24 November 2018, 6:00 pm"}),
    Step("reworded, and the move is still told", event("evening", "An evening of", "Evening of"), {"evening/en"}, {"evening": ["text"]}, {"evening/en": "Changed: was 5:30 pm"}),
    Step("moved back to where it was first", event("evening", "11-24 18:00\nend: 19:30", "11-22 17:30\nend: 19:00"), {"evening"}, {"evening": ["moved"]}, {"evening/en": "Changed: was Saturday, 24 November 2018, 6:00 pm – 7:30 pm, now Thursday, 22 November"}),
    Step("at another place", event("evening", "venue: library", "venue: school"), {"evening"}, {"evening": ["place"]}, {"evening/en": "; was Library, Ward 7, now School, Ward 7"}),
    Step("the place gets another name", (("venues.yaml", "en: School", "en: Lakeside school"),), {"evening/en"}, {"evening": ["text"]}),
    Step("the place gets an address", (("venues.yaml", "Lakeside school}", "Lakeside school}, address: {hi: मेन रोड, en: Main Road}"),), {"evening"}, {"evening": ["text"]}),
    Step("cancelled", event("evening", "venue:", "status: cancelled\nstatus_note: {hi: बाढ़, en: A flood}\nvenue:"), {"evening"}, {"evening": ["cancelled"]}, {"evening/en": "Cancelled: Evening of reading", "evening/hi": "रद्द: पढ़ने की शाम", "told evening": "A flood"}),
    Step("restored", event("evening", "status: cancelled\nstatus_note: {hi: बाढ़, en: A flood}\n", ""), {"evening"}, {"evening": ["restored"]}, {"evening/en": "was Cancelled, now Confirmed"}),
    Step("tentative", event("talk", "start:", "status: tentative\nstart:"), {"talk"}, {"talk": ["tentative"]}, {"talk/en": "Tentative: Talk"}),
    Step("confirmed", event("talk", "status: tentative\n", ""), {"talk"}, {"talk": ["confirmed"]}, {"talk/en": "was Tentative, now Confirmed"}),
    Step("a date is taken back", event("evening", "start: 2018-11-22 17:30\nend: 19:00", "between: [2018-11-26, 2018-11-30]"), {"evening"}, {"evening": ["postponed"]}, {"evening/en": "Postponed: Evening of reading", "told evening": "was Thursday, 22 November 2018, 5:30 pm – 7:00 pm, now date not announced (26–30 November 2018)"}),
    Step("nothing, and the last date stays in calendars", said={"evening/en": "20181122T173000"}),
    Step("other days are named for it", event("evening", "11-26, 2018-11-30", "11-28, 2018-12-05"), {"evening"}, {"evening": ["text"]}, {"evening/en": "now date not announced (28 November"}),
    Step("a new date is announced", event("evening", "between: [2018-11-28, 2018-12-05]", "start: 2018-11-29 17:30\nend: 19:00"), {"evening"}, {"evening": ["restored", "moved"]}, {"evening/en": "was 22, now Thursday, 29 November 2018"}),
    Step("a first date is announced", event("later", "between: [2018-11-20, 2018-11-30]", "start: 2018-11-28"), {"later"}, {"later": ["dated"]}, {"told later": "Date announced: Wednesday, 28 November 2018"}),
    Step("its hour is not known yet", event("later", "start: 2018-11-28", "start: 2018-11-28\ntime: later"), {"later"}, {"later": ["moved"]}, {"later/en": "(time later)"}),
    Step("its hour is announced", event("later", "11-28\ntime: later", "11-28 17:00"), {"later"}, {"later": ["moved"]}, {"later/en": "was Wednesday, 28 November 2018 (time later), now Wednesday, 28 November 2018, 5:00 pm"}),
    Step("its end is announced, which moves nobody", event("later", "17:00", "17:00\nend: 18:00"), {"later"}, {"later": ["text"]}),
    Step("an event without a date is added", event("plan", None, PLAN), set(), {"plan": ["new"]}),
    Step("it is deleted", event("plan", PLAN, None), refused=("vanished",)),
    Step("it is retired", event("plan", PLAN, None) + campaign("tags:", "retired:\n  - {event: plan, why: {hi: भूल, en: A mistake}}\ntags:"), set(), {"plan": ["vanished"]}, {"told plan": "A mistake"}),
    Step("an event with a date is deleted", event("talk", TALK, None), refused=("vanished",)),
    Step("it becomes a draft", event("talk", "start:", "draft: yes\nstart:"), refused=("vanished",)),
    Step("it is retired for another", event("talk", TALK, None) + retired("{event: talk, to: evening, why: {hi: दो बार लिखा, en: Entered twice}}"), {"talk"}, {"talk": ["vanished"]}, {"talk/en": "Taken back: Talk", "talk/hi": "वापस लिया गया: बातचीत", "told talk": "Entered twice"}),
    Step("nothing, and it is not told again", said={"talk/en": "Entered twice"}),
    Step("an event is renamed", event("fair", EVENTS["fair"], None) + event("big-fair", None, BIG_FAIR), refused=("vanished", "renamed")),
    Step("and the old id retired", event("fair", EVENTS["fair"], None) + event("big-fair", None, BIG_FAIR) + retired("{event: fair, to: big-fair, why: {hi: नई id, en: A new id}}"), {"fair", "big-fair"}, {"fair": ["vanished"], "big-fair": ["new"]}),
    Step("in another area", event("weekly", "ward-8", "ward-7"), {"weekly"}, {"weekly": ["place"]}, {"weekly/en": "was Ward 8, now Ward 7"}),
    Step("one of its dates is cancelled", event("weekly", "repeat:", "changes:\n  - {on: 2018-11-22, status: cancelled}\nrepeat:"), {"weekly"}, {"weekly": ["cancelled"]}, {"weekly/en": "Cancelled: Weekly meeting"}),
    Step("another one is moved", event("weekly", "changes:\n", "changes:\n  - {on: 2018-11-29, start: 2018-11-30 10:00}\n"), {"weekly"}, {"weekly": ["moved"]}, {"weekly/en": "was 29, now Friday, 30 November 2018"}),
    Step("the cancelled one takes place after all", event("weekly", "  - {on: 2018-11-22, status: cancelled}\n", ""), {"weekly"}, {"weekly": ["restored"]}, {"weekly/en": "was Cancelled, now Confirmed"}),
    Step("the repeat is shortened", event("weekly", "count: 4", "count: 3"), refused=("vanished-occurrence",)),
    Step("and the date retired", event("weekly", "count: 4", "count: 3") + retired("{event: weekly, on: 2018-12-06, why: {hi: जगह नहीं, en: No room}}"), {"weekly", "weekly.20181206"}, {"weekly.20181206": ["cancelled"]}, {"weekly.20181206/en": "Taken back: Weekly meeting"}),
    Step("the series goes on in other weeks", event("weekly", "{every: week, count: 3}", "{dates: [2018-11-15, 2018-11-22, 2018-11-29, 2018-12-13]}"), {"weekly"}, {"weekly": ["added"]}, {"told weekly": "Thursday, 13 December 2018"}),
    Step("all of it an hour later", event("weekly", "start: 2018-11-15 10:00\nend: 11:00", "start: 2018-11-15 11:00\nend: 12:00"), {"weekly"}, {"weekly": ["moved"]}, {"weekly/en": "was 15 November – 13 December 2018, 10:00 am – 11:00 am (4 dates), now"}),
    Step("the hall of one of them is full", event("weekly", "11-30 10:00}", "11-30 10:00, status_note: {hi: भरा, en: Full}}"), {"weekly"}, {"weekly": ["text"]}),
    Step("a ward gets another name", campaign("en: Ward 8", "en: Eighth ward"), {"opening/en", "later/en", "weekly/en"}, {"opening": ["text"]}),
    Step("a title is translated", event("big-fair", "{hi: मेला}", "{hi: मेला, en: Fair}"), {"big-fair/en", "fair/en"}, {"big-fair": ["text"]}),
    Step("a description is written", event("big-fair", "area:", "description: {hi: सब आएँ, en: Come all}\narea:"), {"big-fair"}, {"big-fair": ["text"]}),
    Step("a phase is moved", campaign("ends: 2018-11-30", "ends: 2018-12-01"), {"phase.evenings"}, {"phase.evenings": ["moved"]}, {"phase.evenings/en": "Changed: was 12–30 November 2018, now 12 November"}),
    Step("a tag is given", event("big-fair", "area:", "tags: [youth]\narea:"), {"big-fair"}, {"big-fair": ["text"]}),
    Step("and taken away", event("big-fair", "tags: [youth]\n", ""), {"big-fair"}, {"big-fair": ["text"]}),
    Step("an area is deleted", campaign(WARD_9, ""), refused=("vanished",)),
    Step("an area is retired", campaign(WARD_9, "") + retired("{area: ward-9, to: ward-7, why: {hi: मिल गया, en: Merged}}"), {"area.ward-9"}, {}, {"area.ward-9/en": "Merged"}),
    Step("a tag is retired", campaign("  - {id: books, name: {hi: किताबें, en: Books}}\n", "") + retired("{tag: books, why: {hi: बेकार, en: Of no use}}"), {"tag.books"}, {}, {"tag.books/hi": "बेकार"}),
    Step("a language is added", campaign("[hi, en]", "[hi, en, en-GB]"), {f"{id}/en-GB" for id in (*EVERYTHING, "campaign", "later", "talk", "big-fair", "weekly.20181206", "area.ward-9", "tag.books")}),
    Step("the zone is another", campaign("Asia/Kolkata", "Asia/Kathmandu"), {"evening", "weekly", "later", "talk", "weekly.20181206"}, {"campaign": ["zone"]}),
    Step("the tool is a new one", is_upgrade=True, stamped={*EVERYTHING, "campaign", "later", "talk", "big-fair", "weekly.20181206", "area.ward-9", "tag.books"}),
    Step("the record is lost", is_fresh=True, stamped={"campaign", "evening", "weekly", "opening", "phase.evenings", "later", "big-fair"}),
    Step("the domain is another", campaign("uid_domain: reading", "uid_domain: readings"), refused=("published-other-domain",)),
    Step("the first language is another", campaign("[hi, en, en-GB]", "[en, hi, en-GB]"), refused=("published-other-language",)),
]  # fmt: skip


class Component(NamedTuple):
    octets: bytes
    sequence: int
    changed: str


class Feeds:
    """What stands in the feeds of an output: the components of each entry by id and language."""

    def __init__(self, output: Path) -> None:
        self.members: dict[str, set[str]] = {}
        self.components: dict[str, Component] = {}
        for file in sorted(output.rglob("*.ics")):
            path = file.relative_to(output).as_posix()
            language = path.partition("/")[0] if path.partition("/")[0] in ("en", "en-GB") else "hi"
            own = {}
            for octets in re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", file.read_bytes(), re.DOTALL):
                id = _value("UID", octets).removesuffix("@reading.example")
                own[f"{id}/{language}"] = own.get(f"{id}/{language}", b"") + octets
            self.members[path] = set(own)
            for key, octets in own.items():
                made = Component(octets, int(_value("SEQUENCE", octets)), _value("LAST-MODIFIED", octets))
                assert self.components.setdefault(key, made) == made, f"{key} is another one in {path}"


def _value(name: str, octets: bytes) -> str:
    found = re.search(rf"^{name}:(.*?)\r$", octets.decode(), re.MULTILINE)
    assert found
    return found[1]


class Campaign:
    """The folder of a campaign, and its live site, which each publication is built upon."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.live = folder, folder / "output"
        texts = {"campaign.yaml": CAMPAIGN, "venues.yaml": VENUES}
        write_content(folder, texts | {f"events/{id}.yaml": text for id, text in EVENTS.items()})

    def edit(self, edits: Edits) -> None:
        for path, old, new in edits:
            file = self.folder / "content" / path
            if old is None or new is None:
                assert file.exists() == (old is not None), path
                file.unlink(missing_ok=True)
            if new is not None:
                text = file.read_text(encoding="utf-8") if old is not None else ""
                assert (old or "") in text, f"{old!r} is not in {path}"
                write_content(self.folder, {path: text.replace(old, new, 1) if old else new})

    def publish(self, number: int, is_fresh: bool) -> Site:
        """The stamped site, as it was planned."""
        planned: list[Site] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "plan", lambda site, theme: planned.append(site) or plan(site, theme))
            published = "none" if is_fresh else str(self.live)
            build_here(self.folder, epoch=START + number * DAY, published=published, jobs=1)
        return planned[0]


def _refuse(campaign: Campaign, number: int, rules: tuple[str, ...]) -> None:
    before = (campaign.live / "published.json").read_bytes()
    with pytest.raises((ContentError, NotTrusted)) as wrong:
        campaign.publish(number, is_fresh=False)
    assert isinstance(wrong.value, ContentError)
    assert {problem.rule for problem in wrong.value.problems} >= set(rules)
    assert (campaign.live / "published.json").read_bytes() == before


def _stamped(before: Feeds, after: Feeds) -> set[str]:
    """The keys whose octets are others now. Their stamps have moved on; those of the rest are as they were."""
    changed = {key for key, one in after.components.items() if before.components.get(key) != one}
    for key in changed & before.components.keys():
        one, other = before.components[key], after.components[key]
        assert other.sequence > one.sequence, key
        assert other.changed > one.changed, key
    return changed


def _in_languages(ids: Iterator[str], languages: list[str]) -> set[str]:
    return {key for id in ids for key in ([id] if "/" in id else [f"{id}/{language}" for language in languages])}


def _told(site: Site, moment: int) -> dict[str, list[str]]:
    """The kinds of what is told of each entry by the revisions of a publication."""
    wordings = Theme((own_folder(),), site.campaign.languages, {}).wordings
    latest = [each for each in site.revisions if each.moment.timestamp() == moment]
    by_language = [{each.id: sayings(each, site, wording) for each in latest} for wording in wordings.values()]
    kinds: dict[str, list[str]] = {}
    for told in by_language:
        for id, said in told.items():
            kinds[id] = list(dict.fromkeys([*kinds.get(id, []), *(str(each.kind) for each in said)]))
    return kinds


def _texts(site: Site, feeds: Feeds, moment: int) -> dict[str, str]:
    """All that is said: in each calendar component, and of each change in English."""
    texts = {key: _plain(one.octets) for key, one in feeds.components.items()}
    wording = Theme((own_folder(),), site.campaign.languages, {}).wordings["en"]
    for each in site.revisions:
        if each.moment.timestamp() == moment:
            texts[f"told {each.id}"] = _spaced("\n".join(said.text for said in sayings(each, site, wording)))
    return texts


def _plain(octets: bytes) -> str:
    """Unfolded, unescaped, and with plain spaces for the narrow ones that CLDR has."""
    text = octets.replace(b"\r\n ", b"").decode()
    return _spaced(re.sub(r"\\([,;\\])", r"\1", text).replace("\\n", "\n"))


def _spaced(text: str) -> str:
    return re.sub("[\u2009\u202f]", " ", text)


def test_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = Campaign(tmp_path)
    before = Feeds(campaign.live)
    publications = 0
    for number, step in enumerate(WALK):
        kept = shutil.copytree(campaign.folder / "content", tmp_path / f"content-{number}")
        campaign.edit(step.edits)
        if step.refused:
            _refuse(campaign, number, step.refused)
            shutil.rmtree(campaign.folder / "content")
            kept.rename(campaign.folder / "content")
            continue
        if step.is_upgrade:
            monkeypatch.setattr(vevent, "_busy", lambda busy: [f"TRANSP:{'OPAQUE' if busy else 'TRANSPARENT'}"])
        site = campaign.publish(number, is_fresh=step.is_fresh or not publications)
        after, moment, publications = Feeds(campaign.live), START + number * DAY, publications + 1
        languages = [language.code for language in site.campaign.languages]
        assert _stamped(before, after) == _in_languages(iter(step.stamped), languages), step.what
        assert _told(site, moment) == step.told, step.what
        texts = _texts(site, after, moment)
        for key, said in step.said.items():
            assert said in texts[key], step.what
        if not step.is_fresh:
            lost = {path: ids - after.members.get(path, set()) for path, ids in before.members.items()}
            assert not any(lost.values()), (step.what, lost)
        before = after
    assert publications >= 40
    assert len(WALK) >= 50
