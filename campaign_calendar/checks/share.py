"""Titles are short enough to be shown whole where a page is shared."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.content import Draft
from campaign_calendar.content.reading import Values
from campaign_calendar.model import Run, Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

LIMIT = 65  # characters that a preview of a link shows of its title


def titles_fit_previews(_site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    assert draft.campaign is not None
    titled = [(draft.campaign, "name", "")]
    titled += [(each, "name", f"phase:{each['id'].text}") for each in draft.campaign["phases"] or () if each["id"]]
    shown = [each for each in draft.events if each["draft"] is not True]
    titled += [(each, "title", f"event:{each['id'].text}") for each in shown if each["id"]]
    for values, field, subject in titled:
        yield from _long(values, field, values[field].runs if values[field] else (), subject)
    for files in draft.notes.values():
        for file in files:
            title = file.values["title"]
            yield from _long(file.values, "title", (Run(title, file.language),) if title else (), "")


def _long(values: Values, field: str, runs: tuple[Run, ...], subject: str) -> Iterator[Problem]:
    for run in runs:
        if len(run.text) > LIMIT:
            found = warning(
                values.place(field), "share", field=field, length=len(run.text), limit=LIMIT, value=run.text
            )
            yield found.about(subject)
            return
