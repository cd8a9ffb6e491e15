"""Titles are short enough to be shown whole where a page is shared."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.content import Draft
from campaign_calendar.content.reading import Values
from campaign_calendar.model import Run, Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published

LIMIT = 65  # characters that a preview of a link shows of its title


def titles_fit_previews(site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    assert draft.campaign is not None
    named = [(draft.campaign, ""), *((each, "") for each in _areas(draft.campaign))]
    named += [(each, f"phase:{each['id'].text}") for each in draft.campaign["phases"] or () if each["id"]]
    named += [(each, "") for each in draft.campaign["tags"] or ()]
    for values, subject in named:
        yield from _long(values, "name", values["name"].runs if values["name"] else (), subject)
    for event in site.events:
        written, subject = draft.written("event", event.id), f"event:{event.id}"
        # One that was left out is made of the names of the phase and the areas.
        yield from _long(written, "title", event.title.runs, subject, "title" if written["title"] else "phase")
        for change in written["changes"] or ():
            yield from _long(change, "title", change["title"].runs if change["title"] else (), subject)
    for files in draft.notes.values():
        for file in files:
            title = file.values["title"]
            yield from _long(file.values, "title", (Run(title, file.language),) if title else (), "")


def _areas(values: Values) -> Iterator[Values]:
    for each in values["areas"] or ():
        yield each
        yield from _areas(each)


def _long(values: Values, field: str, runs: tuple[Run, ...], subject: str, written: str = "") -> Iterator[Problem]:
    """`written`: where it stands that the field is what it is, if not in itself."""
    for run in runs:
        if len(run.text) > LIMIT:
            found = warning(
                values.place(written or field),
                "share",
                field=field,
                length=len(run.text),
                limit=LIMIT,
                value=run.text,
            )
            yield found.about(subject)
            return
