"""Phone numbers and e-mail addresses stand in `organiser` only, where it is plain that they are public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.core import get_global

from campaign_calendar.checks.texts import subjects, texts
from campaign_calendar.content import Draft
from campaign_calendar.content.reading import Values
from campaign_calendar.content.types import plain_digits
from campaign_calendar.model import Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

PUBLIC = frozenset({"phases", "organiser", "changes.organiser", "url", "edit", "uid_domain", "id"})
S = r"[ \u00a0\u2009\u202f\u2010-\u2013-]"  # what stands between the digits of a phone number
TELLING = re.compile(rf"@|\d(?:(?:{S}|[()/]){{0,3}}\d){{7}}")  # whatever holds one or the other has this in it
NARROW = re.compile("[\u2009\u202f]")  # spaces that the library does not know
OTHER_DIGIT = re.compile(r"(?![0-9])\d+")
# Addresses, numbers of books and papers, dates, spans of years, of thousands and of hours, fractions.
OTHER = re.compile(
    r"(?=[:wWmMiI#\d])(?:"  # what they begin with, which is soon told
    r"(?i:://\S+|www\.\S+|media/\S+|\bISBN(?:-1[03])?:?[ \d-]+|#\d+)"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{4}\b|\b(?:1[89]|20)\d\d ?[-–] ?(?:1[89]|20)\d\d\b"
    r"|\d+[.,]\d+|\b\d/\d\b"
    r"|\b\d+000 ?[-–] ?\d+000\b|\b\d{4}-\d{4}(?: \d{4}-\d{4})+\b)"
)
EMAIL = re.compile(r"(?<![\w@.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+")


def contacts_where_they_belong(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    """Of drafts too: somebody's number has no business in a file that many can read."""
    zone = site.campaign.timezone
    region = get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone))
    for subject in subjects(draft, with_drafts=True):
        yield from (found.about(subject.id) for found in _in_record(subject.values, region))
    for files in draft.notes.values():
        for file in files:
            yield from _in_record(file.values, region)
            for at, found in _contacts(file.body.text, region):
                yield warning(file.body.place_at(at), "personal", field=file.id, value=found)
                break


def _in_record(values: Values, region: str | None) -> Iterator[Problem]:
    """At most one for each field, which tells the same in several languages."""
    for each in texts(values, skip=PUBLIC):
        found = next((found for run in each.runs for _, found in _contacts(run.text, region)), None)
        if found:
            yield warning(each.place, "personal", field=each.field, value=found)


def _contacts(text: str, region: str | None) -> Iterator[tuple[int, str]]:
    """The phone numbers and e-mail addresses in `text` as they were typed, each with the index that it is at. Numbers
    are those that exist in the `region` (a territory of CLDR), or with a country's code in front of them anywhere."""
    if not TELLING.search(text):
        return
    # Nothing changes its place.
    plain = NARROW.sub(" ", text)
    plain = OTHER_DIGIT.sub(lambda found: plain_digits(found[0]), plain)
    covered = OTHER.sub(lambda found: "·" * len(found[0]), plain)
    if not TELLING.search(covered):
        return
    from phonenumbers import PhoneNumberMatcher  # slow, as are its tables to load; most texts have no number like one

    spans = {found.span() for found in EMAIL.finditer(covered)}
    spans |= {(found.start, found.end) for found in PhoneNumberMatcher(covered, region)}
    yield from ((start, text[start:end]) for start, end in sorted(spans))
