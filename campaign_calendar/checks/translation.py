"""Every text is written in every language of the campaign."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.checks.texts import subjects, texts
from campaign_calendar.content import Draft
from campaign_calendar.model import Site
from campaign_calendar.problems import Place, Problem, warning
from campaign_calendar.published import Published

OWN_SUBJECT = frozenset({"phases"})  # of the campaign's fields: looked at each for itself


def translated(_site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    languages = draft.reading.languages
    for subject in subjects(draft):
        for each in texts(subject.values, skip=OWN_SUBJECT):
            if each.translatable:
                missing = [code for code in languages if code not in {run.language for run in each.runs}]
                yield from _lacking(missing, each.field, each.place, subject.id)
    for id, files in draft.notes.items():
        missing = [code for code in languages if code not in {file.language for file in files}]
        yield from _lacking(missing, id, files[0].values.record.place, "")
        without = [file for file in files if not file.values["summary"]]
        for file in without if len(without) < len(files) else ():
            yield from _lacking([file.language], "summary", file.values.record.place, "")


def _lacking(missing: list[str], field: str, place: Place, subject: str) -> Iterator[Problem]:
    if missing:
        yield warning(place, "translation", field=field, languages=", ".join(missing)).about(subject)
