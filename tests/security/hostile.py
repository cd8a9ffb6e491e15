"""Hostile texts in; built into every text and address of an event and into notes, read back, and looked at in a
browser that no policy holds back; what came of each, counted, out."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from icalendar import Calendar
from playwright.sync_api import Error

from campaign_calendar.located import normal
from campaign_calendar.problems import ContentError
from tests.campaigns import build_here, tree, write_content, write_tiny_campaign

AT_ONCE = 250  # events of one site
# What a page may hold, as the browser understood it: anything else has got in.
JUDGE = """() => {
  const found = [];
  const schemes = ['http:', 'https:', 'mailto:', 'tel:', 'geo:', 'webcal:', ''];
  const leading = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'srcset'];
  const ours = [...document.querySelectorAll('form.search')];
  if (location.pathname === '/404.html') ours.push(document.querySelector('head > style'));
  for (const each of document.querySelectorAll('*')) {
    const is = each.localName;
    let active = /^(iframe|frame|object|embed|base|style|form|video|audio|math)$/.test(is) && !ours.includes(each);
    if (is === 'script') active = !each.getAttribute('src') && each.type !== 'application/ld+json';
    for (const {name, value} of each.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc') active = true;
      let scheme = '';
      try { scheme = leading.includes(name) ? new URL(value, location.href).protocol : ''; } catch { }
      if (!schemes.includes(scheme)) active = true;
    }
    if (active) found.push(each.outerHTML);
  }
  return found.concat(window.ran || []);
}"""


@dataclass
class Tally:
    """What came of the cases of one source. What must not be is listed, with what did it."""

    source: str
    cases: int = 0
    accepted: int = 0
    refused: int = 0
    tracebacks: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    pages: int = 0

    @property
    def wrong(self) -> list[str]:
        return self.tracebacks + self.active + self.changed


def try_out(tally: Tally, texts: Sequence[str], folder: Path, browser: Any) -> Tally:
    """Every text as the fields of an event, as an address, and as a note."""
    for start in range(0, len(texts), AT_ONCE):
        site = folder / f"{tally.source.replace(' ', '-')}-{start}"
        _one_site(tally, texts[start : start + AT_ONCE], site, browser)
    return tally


def _one_site(tally: Tally, texts: Sequence[str], site: Path, browser: Any) -> None:
    write_tiny_campaign(site)
    files: dict[str, str] = {}
    for number, text in enumerate(texts):
        files |= _files(number, text)
    write_content(site, files)
    tally.cases += len(files)
    try:
        refused = _built(site, files)
    except Exception:
        tally.tracebacks.append(f"{site.name}: {traceback.format_exc()}")
        return
    tally.refused += len(refused)
    tally.accepted += len(files) - len(refused)
    written = {number: text for number, text in enumerate(texts) if f"events/t-{number}.yaml" not in refused}
    tally.changed += _changed(site / "output", written)
    if browser is not None:
        _look(tally, site / "output", browser)


def _files(number: int, text: str) -> dict[str, str]:
    quoted = json.dumps(text)
    texts = (
        f"title: {quoted}\naudience: {quoted}\nspeakers: [{quoted}]\norganiser: {{name: {quoted}}}\n"
        f"venue: {{name: {quoted}, address: {quoted}}}\ndescription: {quoted}\n"
        f'links: [{{url: "https://a.example/", title: {quoted}}}]\naccept: {{double: {quoted}}}\n'
    )
    fields = {
        "t": texts,
        "d": f"title: d\ndescription: {quoted}\n",
        "u": f"title: u\nonline: {quoted}\nregistration: {quoted}\n",
        "g": f"title: g\nvenue: {{name: v, geo: [{quoted}, {quoted}]}}\n",
        "e": f"title: e\norganiser: {{name: o, email: {quoted}, phone: {quoted}}}\n",
        "i": f"title: i\nimage: {{file: {quoted}, alt: a}}\ntags: [{quoted}]\n",
    }
    when = "area: littleton\nstart: 2018-11-22 10:00\n"
    files = {f"events/{kind}-{number}.yaml": f"id: {kind}-{number}\n{when}{more}" for kind, more in fields.items()}
    files[f"events/id-{number}.yaml"] = f"id: {quoted}\n{when}title: a\n"
    files[f"notes/n-{number}.md"] = f"---\ntitle: {quoted}\nsources: [{{title: {quoted}}}]\n---\n{text}\n"
    files[f"notes/f-{number}.md"] = f"---\n{text}\n---\na\n"
    files[f"events/raw-{number}.yaml"] = text
    return files


def _built(site: Path, files: Iterable[str]) -> set[str]:
    """Build without the files in which something is wrong, and say which they are. Mistakes over the whole programme
    are told only once no single file has any."""
    refused: set[str] = set()
    before = {path.name for path in site.parent.iterdir()}
    for _ in range(5):
        try:
            build_here(site, jobs=1)
        except ContentError as mistake:
            wrong = [each for each in mistake.problems if each.level == "error"]
            assert all(each.sentence("en") and each.sentence("hi") for each in wrong)
            found = {each.place.file.removeprefix("content/") for each in wrong} & set(files)
            assert found, wrong[:3]
            for file in found:
                (site / "content" / file).unlink()
            refused |= found
        else:
            assert {path.name for path in site.parent.iterdir()} == before
            assert {path.name for path in site.iterdir()} == {"content", "output", ".output.cache"}
            return refused
    raise AssertionError("there is always something wrong")


def _changed(output: Path, written: dict[int, str]) -> list[str]:
    """Of the texts that were taken, those that programme.json or the calendar have otherwise."""
    found = []
    told = json.loads((output / "programme.json").read_text(encoding="utf-8"))["events"]
    events = {each["id"]: each for each in told}
    entries = {
        str(each["UID"]): each for each in Calendar.from_ical((output / "calendar.ics").read_bytes()).walk("VEVENT")
    }
    ElementTree.parse(output / "changes.atom")
    for number, text in written.items():
        event, entry = events[f"t-{number}"], entries[f"t-{number}@reading.example"]
        line = normal(text.strip())
        told_as = [event["title"]["en"], event["audience"]["en"], event["speakers"][0], event["venue"]["name"]["en"]]
        told_as += [event["organiser"]["name"]["en"], event["links"][0]["title"]["en"], str(entry["SUMMARY"])]
        found += [f"{text!r} is now {each!r}" for each in told_as if each != line]
        if event["description"]["en"] != normal(text.strip("\n")):
            found.append(f"{text!r} is now {event['description']['en']!r}")
    return found


def _look(tally: Tally, output: Path, browser: Any) -> None:
    """At every page, as a browser without the policy that would hold back what got in."""
    files = tree(output)
    context = browser.new_context(bypass_csp=True, service_workers="block")
    asked: list[str] = []
    context.route("**/*", partial(_answer, files, asked))
    context.add_init_script("window.ran = []; window.hostile = window.alert = window.confirm = window.prompt = "
                            "(...all) => { window.ran.push('ran ' + all); };")  # fmt: skip
    page = context.new_page()
    for path in sorted(files):
        if path.endswith(".html"):
            try:
                page.goto(f"http://site.example/{path}", wait_until="load")
                tally.active += [f"{path}: {each}" for each in page.evaluate(JUDGE)]
            except Error as left:  # it went elsewhere meanwhile, or never came to an end
                tally.active.append(f"{path}: {left}")
            tally.pages += 1
    tally.active += [f"asked for {each}" for each in asked]
    context.close()


def _answer(files: dict[str, bytes], asked: list[str], route: Any) -> None:
    address = route.request.url.partition("#")[0].partition("?")[0]
    path = address.removeprefix("http://site.example/")
    if path == address:
        asked.append(address)
        route.abort()
    elif path in files:
        kinds = {
            "html": "text/html; charset=utf-8",
            "css": "text/css",
            "js": "text/javascript",
            "svg": "image/svg+xml",
        }
        route.fulfill(body=files[path], content_type=kinds.get(path.rpartition(".")[2], "application/octet-stream"))
    else:
        route.fulfill(status=404, body="")
