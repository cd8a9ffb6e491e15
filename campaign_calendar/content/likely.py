"""What people type for a number, an address or a colour in; how it is written here, or an empty string, out.

Nothing is read by way of this module: it only finds what a message can propose. Whether that would be right is looked
at before it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import yaml

from campaign_calendar.cldr import Locale
from campaign_calendar.located import normal
from campaign_calendar.problems import CATALOGUES, character_name

# What phones, browsers and word processors put into a text, and nobody types.
QUOTES = "\"'“”„‟«»‘’‚‛‹›`"
IN_CURLY_QUOTES = re.compile("“[^“”]+”|„[^„“”]+[“”]|”[^”]+”|‘[^‘]+’|‚[^‚‘]+[‘’]|«[^«»]+»|»[^«»]+«|‹[^‹›]+›")
DASHES = re.compile("[‐‑‒–—―−]")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
ODD_SPACE = re.compile(r"[^\S \n]")
ODD = re.compile(f"{DASHES.pattern}|{UNSEEN.pattern}|{ODD_SPACE.pattern}|[{QUOTES}]|^[ \n]|[ \n]$")
# A host with its path, and nothing that may as well be a file or a sentence.
SCHEMELESS = re.compile(r"(?:https?:?/*)?((?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?)", re.IGNORECASE)
LIKE_FILE = re.compile(r"[^/]*\.(?:jpe?g|png|webp|gif|heic|pdf|docx?|xlsx?|pptx?|txt|md|ya?ml|html?)", re.IGNORECASE)
COORDINATES = re.compile(r"(?<![\d.])(-?\d{1,3}\.\d+ ?°? ?[NSEW]?)[,; ]+(-?\d{1,3}\.\d+ ?°? ?[NSEW]?)", re.IGNORECASE)
TYPED = CATALOGUES / "typed"


def keys(written: str) -> list[str]:
    """The names of fields that people call so."""
    plain = " ".join(re.split(r"[\s_.-]+", tidy(written).casefold().strip(".")))
    return [name for name, others in typed("keys") if plain in others]


@cache
def typed(part: str) -> tuple[tuple[str, list[str]], ...]:
    """Words, keys or phrases as they are known here, each with what people type for it, in all languages."""
    files = sorted(TYPED.glob("*.yaml"), key=lambda file: (file.stem != "en", file.stem))  # where two fit, the first
    texts = [normal(file.read_text(encoding="utf-8")) for file in files]
    known = [yaml.load(text, Loader=yaml.CBaseLoader).get(part, {}) for text in texts]
    return tuple((name, typed) for each in known for name, typed in each.items())


@cache
def phrase(name: str) -> re.Pattern[str]:
    """What stands between two hours or days, behind the last of them, behind an hour, or before a weekday."""
    words = "|".join(
        re.escape(each) for found, typed_here in typed("phrases") if found == name for each in typed_here
    )
    around = {
        "between": rf"\s*[-–—]\s*|\s+(?:{words})\s+",
        "until": rf"\s+(?:{words})$",
        "onwards": rf"\s+(?:{words})$",
        "clock": rf"(?<=[\d ]) *(?:{words})\.?$",
        "and": rf"\s*[,&+/]\s*|\s+(?:{words})\s+",
        "every": rf"^(?:{words})\s+",
    }
    return re.compile(around[name], re.IGNORECASE)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """`text` without the difference between capitals, accents and other signs that people leave out."""
    return "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if unicodedata.combining(c) not in (7, 230)
    )


def tidy(text: str) -> str:
    """`text` without what nobody types."""
    return UNSEEN.sub("", ODD_SPACE.sub(" ", DASHES.sub("-", text))).strip(f" \n{QUOTES}")


def odd_character(text: str) -> str:
    """The first character that `tidy` changes, as a message shows it; those that nobody sees by their names."""
    found = ODD.search(text)
    if found is None:
        return ""
    return found[0] if found[0] in QUOTES or DASHES.match(found[0]) else character_name(found[0])


def word(text: str, offered: Iterable[str]) -> str:
    """yes for Yes or 1, or for what another language says for it."""
    said = text.casefold()
    meant = {name for name, others in typed("words") if said in others}
    return next((each for each in offered if said == each or each in meant), "")


def number(text: str) -> str:
    """1000 for 1,000 or 1000+."""
    found = re.fullmatch(r"[^\w.-]*(\d[\d ,_]*)[^\w.]*", text)
    return re.sub(r"\D", "", found[1]) if found else ""


def address(text: str) -> str:
    """https://example.org for www.example.org; nothing for what may as well be a file."""
    found = SCHEMELESS.fullmatch(text.strip("<>"))
    return f"https://{found[1]}" if found and not LIKE_FILE.fullmatch(text) else ""


def color(text: str) -> str:
    """#0b6e4f for 0b6e4f, and #ffcc00 for #fc0."""
    digits = text.removeprefix("#")
    return f"#{digits if len(digits) == 6 else ''.join(2 * each for each in digits)}"


def phone(text: str) -> str:
    """A number without the words around it."""
    return re.sub(r"^[^\d+]+|\D+$", "", text.replace(".", " ").replace(")", " "))


def email(text: str) -> str:
    """ask@example.org for A <ask@example.org>, without spaces around the @."""
    found = re.search(r"<([^<>]*)>", text)
    return re.sub(r"\s*([@.])\s*", r"\1", found[1] if found else text.removeprefix("mailto:"))


def domain(text: str) -> str:
    """example.org for https://example.org/."""
    return re.sub(r"^https?://|[/?#:].*$", "", text.lower())


def language(text: str) -> str:
    """hi for Hindi, in English or in a language that has words here, or for HI."""
    names = {str(name).casefold(): code for code, name in Locale("en").languages.items()}
    names |= {name: code for code, typed_here in typed("languages") for name in typed_here}
    first, _, rest = text.replace("_", "-").partition("-")
    found = names.get(text.casefold(), f"{first.lower()}-{rest.upper()}".strip("-"))
    return str(found).replace("_", "-")


def country(text: str, languages: Iterable[str]) -> str:
    """The code of a country that is named in one of the languages."""
    for each in (*languages, "en"):
        names = Locale.named(each).territories
        found = next((code for code, name in names.items() if name.casefold() == text.casefold()), "")
        if found:
            return str(found)
    return ""


def coordinates(text: str) -> str:
    """[28.59, 77.32] for these two as maps show them, or in the address of a map."""
    found = COORDINATES.search(text)
    if found is None:
        return ""
    first, second = (degrees(each) for each in found.groups())
    return f"[{second}, {first}]" if found[1][-1] in "EWew" else f"[{first}, {second}]"


def degrees(text: str) -> str:
    """-28.59 for 28.59° S."""
    found = re.fullmatch(r"(-?\d{1,3}(?:[.,]\d+)?) *°? *([NSEW])?", text, re.IGNORECASE)
    sign = "-" if found and found[2] and found[2] in "SWsw" else ""
    return sign + found[1].replace(",", ".") if found else ""
