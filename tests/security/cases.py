"""Hostile texts in; the files of a campaign that has each of them in every place where a text can stand, out.

In most files each is a case of its own. In those that there is one of (campaign.yaml, venues.yaml, words) each line
is, so that what is refused can be taken out and the rest still be built.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from string import Formatter

import yaml

from tests.campaigns import CHECKOUT

CAMPAIGN = "campaign.yaml"
VENUES = "venues.yaml"
WORDS = "strings/en.yaml"
BY_LINE = frozenset({CAMPAIGN, VENUES, WORDS})
WHEN = "area: littleton\nstart: 2018-11-22 10:00\n"
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PLAN = b"%PDF-1.4\n%%EOF\n"
# What a campaign cannot do without, in place of what is refused.
PLAIN = {
    "name": "name: Reading week",
    "url": "url: https://reading.example/",
    "uid_domain": "uid_domain: reading.example",
    "languages": "languages: [en]",
    "timezone": "timezone: Europe/Berlin",
    "starts": "starts: 2018-11-10",
    "ends": "ends: 2018-11-30",
}
LEVELS = "levels: [{id: town, name: Town}, {id: ward, name: Ward}]"
AREAS = ["areas:", "  - id: town", "    level: town", "    name: Town", "    areas:"]
AREAS += ["      - {id: littleton, level: ward, name: Littleton}"]


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def content(texts: Sequence[str]) -> dict[str, bytes]:
    """Every file by its path in content/."""
    files: dict[str, str | bytes] = {
        CAMPAIGN: _campaign(texts),
        VENUES: _venues(texts),
        WORDS: _words(texts),
        "media/dot.png": DOT,
        "media/plan.pdf": PLAN,
    }
    for number, text in enumerate(texts):
        files |= _of_a_text(number, text) | _named(number, text)
    return {path: text if isinstance(text, bytes) else _octets(text) for path, text in files.items()}


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _of_a_text(number: int, text: str) -> dict[str, str | bytes]:
    it = quoted(text)
    texts = (
        f"title: {it}\naudience: {it}\nspeakers: [{it}]\norganiser: {{name: {it}}}\nstatus: tentative\n"
        f"status_note: {it}\nvenue: {{name: {it}, address: {it}}}\naccept: {{double: {it}}}\n"
        f'links: [{{url: "https://a.example/", title: {it}}}]\n'
        f"image: {{file: media/dot.png, alt: {it}, credit: {it}}}\n"
        f"attachments: [{{file: media/plan.pdf, title: {it}}}]\nrepeat: {{every: day, count: 2}}\n"
        f"changes: [{{on: 2018-11-23, title: {it}, status: cancelled, status_note: {it}}}]\n"
    )
    fields = {
        "t": texts,
        "d": f"title: d\ndescription: {it}\noutcome: {{text: {it}}}\n",
        "u": f"title: u\nonline: {it}\nregistration: {it}\nlinks: [{{url: {it}, title: u}}]\n",
        "v": f"title: v\nvenue: {{name: v, geo: [{it}, {it}], url: {it}}}\n",
        "e": f"title: e\norganiser: {{name: o, email: {it}, phone: {it}, url: {it}}}\nattendance: {it}\n",
        "i": f"title: i\nimage: {{file: {it}, alt: a}}\nattachments: [{{file: {it}, title: a}}]\n",
        "r": f"title: r\ntags: [{it}]\nnotes: [{it}]\nphase: {it}\nfor: [{it}]\n",
        "s": f"title: s\nstatus: {it}\ndraft: {it}\nrepeat: {{every: {it}, until: {it}, except: [{it}]}}\n",
    }
    of_names = f"area: a-{number}\nphase: p-{number}\ntags: [t-{number}]\nvenue: v-{number}\nstart: 2018-11-23\n"
    when = f"area: {it}\nstart: {it}\nend: {it}\ntime: {it}\n"
    head = f"title: {it}\nsummary: {it}\nsources: [{{title: {it}, url: https://a.example/}}]\n"
    return {
        **{f"events/{kind}-{number}.yaml": f"id: {kind}-{number}\n{WHEN}{more}" for kind, more in fields.items()},
        f"events/n-{number}.yaml": f"id: n-{number}\n{of_names}",
        f"events/id-{number}.yaml": f"id: {it}\n{WHEN}title: a\n",
        f"events/when-{number}.yaml": f"id: when-{number}\ntitle: a\n{when}",
        f"events/raw-{number}.yaml": text,
        f"notes/n-{number}.md": f"---\n{head}---\n{text}\n",
        f"notes/r-{number}.md": f"---\ntitle: r\nupdated: {it}\nevents: [{it}]\ntags: [{it}]\n---\na\n",
        f"notes/f-{number}.md": f"---\n{text}\n---\na\n",
    }


def _named(number: int, text: str) -> dict[str, str | bytes]:
    """Files that are called so, as far as a file can be."""
    name = text.replace("/", "\u2215").replace("\0", "").encode("utf-8", "ignore")[:200].decode("utf-8", "ignore")
    shown = f"image: {{file: {quoted(f'media/{number}/{name}.png')}, alt: a}}\n"
    return {
        f"events/{number}/{name}.yaml": f"id: file-{number}\n{WHEN}title: a\n",
        f"notes/{number}/{name}.md": "---\ntitle: a\n---\na\n",
        f"media/{number}/{name}.png": DOT,
        f"events/m-{number}.yaml": f"id: m-{number}\n{WHEN}title: m\n{shown}",
    }


def _campaign(texts: Sequence[str]) -> str:
    days = "starts: 2018-11-21, ends: 2018-11-24"
    numbered = [(number, quoted(text)) for number, text in enumerate(texts)]
    name = quoted(min(texts, key=lambda text: ("\n" in text.strip() or not text.strip(), len(text) > 200)))
    lines = [f"name: {name}", f"summary: {name}", *(PLAIN[each] for each in PLAIN if each != "name"), LEVELS]
    lines += AREAS + [f"      - {{id: a-{n}, level: ward, name: {it}}}" for n, it in numbered]
    lines += ["phases:", *(f"  - {{id: p-{n}, {days}, area: a-{n}, name: {it}}}" for n, it in numbered)]
    lines += [f"  - {{id: c-{n}, {days}, entry: no, name: c, color: {it}}}" for n, it in numbered]
    lines += ["tags:", *(f"  - {{id: t-{n}, name: {it}}}" for n, it in numbered)]
    lines += ["holidays:", *(f"  - {{date: 2018-11-22, name: {it}}}" for _, it in numbered)]
    lines += ["follow:", *(f'  - {{url: "https://a.example/{n}", title: {it}}}' for n, it in numbered)]
    lines += [f"  - {{url: {it}, title: a}}" for _, it in numbered]
    return "\n".join(lines) + "\n"


def _venues(texts: Sequence[str]) -> str:
    lines = ["- {id: hall, name: Hall}"]
    for number, text in enumerate(texts):
        it = quoted(text)
        lines.append(f"- {{id: v-{number}, name: {it}, address: {it}}}")
        lines.append(f"- {{id: g-{number}, name: g, geo: [{it}, {it}]}}")
        lines.append(f"- {{id: w-{number}, name: w, url: {it}}}")
    return "\n".join(lines) + "\n"


def _words(texts: Sequence[str]) -> str:
    """Of the interface, others for each site; what a page fills in stays at the end."""
    with (CHECKOUT / "templates" / WORDS).open(encoding="utf-8") as file:
        known = {key: words for key, words in yaml.safe_load(file).items() if isinstance(words, str)}
    keys = sorted(known)
    first = sum(map(len, texts)) % len(keys)
    lines = {"programme": "programme: Programme"}
    for number, text in enumerate(texts[: len(keys)]):
        key = keys[(first + number) % len(keys)]
        filled = "".join(f" {{{name}}}" for _, name, _, _ in Formatter().parse(known[key]) if name)
        lines.setdefault(key, f"{key}: {quoted(text + filled)}")
    return "\n".join(lines.values()) + "\n"


def settings(text: str) -> dict[str, bytes]:
    """Of the whole campaign: what is no text."""
    return _with_settings(_settings(text))


def _settings(text: str) -> list[str]:
    it = quoted(text)
    lines = [f"{each}: {it}" for each in PLAIN if each not in ("name", "languages")]
    lines += [f"{each}: {it}" for each in ("edit", "contacts_in_feeds", "coverage", "cards", "offline")]
    lines += [f"locales: {{en: {it}}}", f"public_holidays: {{country: {it}, subdivision: {it}}}"]
    lines += [f"feeds: {{cancelled: {it}, default_duration: {it}}}", f"retired: [{{event: {it}, why: {it}}}]"]
    return lines


def _with_settings(lines: Sequence[str]) -> dict[str, bytes]:
    whole = [PLAIN["name"], PLAIN["languages"], *lines, LEVELS, *AREAS]
    return {CAMPAIGN: _octets("\n".join(whole) + "\n"), "events/a.yaml": f"id: a\n{WHEN}title: a\n".encode()}


def without(files: Mapping[str, bytes], path: str, line: int) -> bytes:
    """The octets of a file without that line, or with a plain one in its place."""
    lines = files[path].split(b"\n")
    name = lines[line - 1].partition(b":")[0].decode()
    plain = (PLAIN.get(name, "#") if path == CAMPAIGN else "#").encode()
    assert lines[line - 1] not in (b"#", plain), f"{path}:{line}: {plain!r} was refused"
    lines[line - 1] = plain
    return b"\n".join(lines)


PLAIN_SETTINGS = _with_settings([PLAIN.get(each.partition(":")[0], "#") for each in _settings("")])
