"""Phone numbers and e-mail addresses stand in `organiser` only, where it is plain that they are public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign_calendar.checks.texts import subjects, texts
from campaign_calendar.content import Draft
from campaign_calendar.content.types import plain_digits
from campaign_calendar.model import Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

PUBLIC = frozenset({"phases", "organiser", "changes.organiser", "url", "edit", "uid_domain", "id"})
ADDRESS = re.compile(r"\w+://\S+|www\.\S+|media/\S+")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.])\+?\d(?:[ ()-]{0,2}\d){9,13}(?![\w.]?\d)")


def contacts_where_they_belong(_site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for subject in subjects(draft):
        for each in texts(subject.values, skip=PUBLIC):
            for run in each.runs:
                found = _personal(run.text)
                if found:
                    yield warning(each.place, "personal", field=each.field, value=found[0]).about(subject.id)
                    break
    for files in draft.notes.values():
        for file in files:
            found = _personal(file.body.text)
            if found:
                place = file.body.place_at(found.start())
                yield warning(place, "personal", field=file.id, value=file.body.text[found.start() : found.end()])


def _personal(text: str) -> re.Match[str] | None:
    """The first phone number or e-mail address in `text`, at its place in it."""
    if "@" not in text and not any(letter.isdecimal() for letter in text):
        return None
    # What is no phone number is covered over, so that places stay.
    covered = DATE.sub(_covered, ADDRESS.sub(_covered, plain_digits(text)))
    found = [match for pattern in (EMAIL, PHONE) if (match := pattern.search(covered))]
    return min(found, key=lambda match: match.start(), default=None)


def _covered(found: re.Match[str]) -> str:
    return "·" * len(found[0])
