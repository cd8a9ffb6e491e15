"""Whatever an event is called and told, its link to Google Calendar keeps the limit and the way to the event's page,
is UTF-8, and is never cut within a letter. `LONG=1` tries 20,000 examples."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from campaign_calendar import contentline, google, vevent

LONG = os.environ.get("LONG") == "1"
PAGE = "https://rivers.example/drive/en/events/walk.html"
# Text in which a cut in the wrong place shows: conjuncts, vowel signs, joiners, flags, families, signs of addresses.
LETTERS = [
    "क्ष",
    "त्र्य",
    "हिं",
    "की",
    "श्री",
    "ज्‍ञ",
    "ड़",
    "e\u0301",
    "👩‍👩‍👧",
    "🇮🇳",
    "👍🏽",
    "ß",
    " ",
    "\n",
    "%",
    "&",
    "+",
    "\\",
    ";",
    ",",
]
texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(LETTERS), max_size=400).map("".join),
    st.builds(lambda piece, times: piece * times, st.text(min_size=1, max_size=5), st.integers(1, 400)),
)


def component(title: str, place: str, about: str) -> bytes:
    described = f"{about}\n\n{PAGE}" if about else PAGE
    lines = ["DTSTART;TZID=Asia/Kolkata:20181115T103000", "DTEND;TZID=Asia/Kolkata:20181115T130000"]
    fields = {"SUMMARY": title, "DESCRIPTION": described, "LOCATION": place}
    lines += [f"{name}:{contentline.text(value)}" for name, value in fields.items()]
    body = contentline.octets([*lines, f"URL:{PAGE}"])
    return vevent.component("walk@rivers.example", datetime(2018, 11, 9, tzinfo=UTC), 1, [body])


def whole_or_cut_well(said: str, value: str) -> bool:
    """Whether `said` is all of `value`, nothing of it, or a beginning that ends between two letters and says so."""
    if said in (value, ""):
        return True
    start = said.removesuffix("…")
    rest = value[len(start) :]
    return bool(start and rest) and value.startswith(start) and contentline.is_boundary(start[-1], rest[0])


@settings(max_examples=20_000 if LONG else 300, deadline=None)
@given(texts, texts, texts)
@example("क" * 1000, "ख" * 1000, "ग" * 1000)
@example("", "", "a" * 3000)
@example("x" * 1790, "", "")
def test_the_link_keeps_its_limit_and_the_way_to_the_page(title: str, place: str, about: str) -> None:
    address = google.copy_address(component(title, place, about))
    assert len(address.encode()) <= google.LIMIT
    unquote(address, errors="strict")
    fields = parse_qs(urlsplit(address).query, keep_blank_values=True, strict_parsing=True, errors="strict")
    kept = {
        name: contentline.plain(contentline.text(value)) for name, value in (("t", title), ("p", place), ("a", about))
    }
    assert whole_or_cut_well(fields["text"][0], kept["t"])
    assert whole_or_cut_well(fields["location"][0], kept["p"])
    details = fields["details"][0]
    assert details.endswith(PAGE)
    assert whole_or_cut_well(details.removesuffix(PAGE).removesuffix("\n\n"), kept["a"].rstrip())
