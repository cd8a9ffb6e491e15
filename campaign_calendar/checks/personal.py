"""Phone numbers and e-mail addresses stand in `organiser` only, where it is plain that they are public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign_calendar.checks.texts import subjects, texts
from campaign_calendar.content import Draft
from campaign_calendar.content.fields import Values
from campaign_calendar.content.types import plain_digits
from campaign_calendar.model import Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

PUBLIC = frozenset({"phases", "organiser", "changes.organiser", "url", "edit", "uid_domain", "id"})
S = r"[ \u00a0\u2009\u202f\u2010-\u2013-]"  # what stands between the digits of a phone number
TELLING = re.compile(rf"@|\d(?:(?:{S}|[()/]){{0,3}}\d){{7}}")  # whatever holds one or the other has this in it
OTHER_DIGIT = re.compile(r"(?![0-9])\d+")
OTHER = re.compile(r"(?=[:wWmMiI])(?i:://\S+|www\.\S+|media/\S+|\bISBN(?:-1[03])?:?[ \d-]+)")
EMAIL = re.compile(r"(?<![\w@.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+")
# Only the shapes in which phone numbers are written: a programme is full of other long numbers. First any with a
# country's code, then mobile ones of India (but 75000-80000 is something else), then those with an area's code, of
# America, and free ones.
PHONE = re.compile(
    rf"""(?=[+(0-9])(?<![A-Za-z0-9_])(?<!\d[.,:/])(?:
        \+\d(?:(?:{S}|[()/]){{0,3}}\d){{7,14}}
      | (?:0{{0,2}}91{S}{{0,2}}|0{S}?)?(?!\d+00{S}\d+00\b)(?=[6-9])(?:
            \d{{10}}|\d{{5}}{S}\d{{5}}|\d{{4}}{S}\d{{6}}|\d{{3}}{S}\d{{3}}{S}\d{{4}}|\d{{4}}{S}\d{{3}}{S}\d{{3}}
          | \d{{5}}{S}\d{{2}}{S}\d{{3}}|\d{{5}}{S}\d{{3}}{S}\d{{2}})
      | 0\d{{9,10}}|0\d\d{S}\d{{4}}{S}\d{{4}}|0\d{{3}}{S}\d{{3}}{S}\d{{4}}|0\d{{4}}{S}\d{{3}}{S}\d{{3}}
      | \(?0(?:\d\d(?:\){S}?|{S}|/)\d{{7,8}}|\d{{3}}(?:\){S}?|{S}|/)\d{{6,8}}|\d{{4}}(?:\){S}?|{S}|/)\d{{6,7}})
      | (?:[2-9]\d\d-|\([2-9]\d\d\)[ ]?)\d{{3}}-\d{{4}}
      | 18[06]0(?:\d{{6,7}}|{S}\d{{2,3}}{S}\d{{3,4}})
    )(?![A-Za-z0-9_])(?!\.\d)""",
    re.VERBOSE,
)


def contacts_where_they_belong(_site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    """Of drafts too: somebody's number has no business in a file that many can read."""
    for subject in subjects(draft, with_drafts=True):
        yield from (found.about(subject.id) for found in _in_record(subject.values))
    for files in draft.notes.values():
        for file in files:
            yield from _in_record(file.values)
            for at, found in _contacts(file.body.text):
                yield warning(file.body.place_at(at), "personal", field=file.id, value=found)
                break


def _in_record(values: Values) -> Iterator[Problem]:
    """At most one for each field, which tells the same in several languages."""
    for each in texts(values, skip=PUBLIC):
        found = next((found for run in each.runs for _, found in _contacts(run.text)), None)
        if found:
            yield warning(each.place, "personal", field=each.field, value=found)


def _contacts(text: str) -> Iterator[tuple[int, str]]:
    """The phone numbers and e-mail addresses in `text` as they were typed, each with the index that it is at."""
    if TELLING.search(text):
        # Nothing changes its place.
        plain = OTHER_DIGIT.sub(lambda found: plain_digits(found[0]), text)
        covered = OTHER.sub(lambda found: "·" * len(found[0]), plain)
        spans = [found.span() for pattern in (EMAIL, PHONE) for found in pattern.finditer(covered)]
        yield from ((start, text[start:end]) for start, end in sorted(spans))
