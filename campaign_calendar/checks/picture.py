"""Every picture has words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar import prose
from campaign_calendar.checks.texts import subjects, texts
from campaign_calendar.content import Draft
from campaign_calendar.content.fields import Values
from campaign_calendar.model import Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.published import Published


def pictures_described(_site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for subject in subjects(draft):
        for record in (subject.values, *(subject.values["changes"] or ())):
            image: Values | None = record["image"]
            if image and image["file"] and not image["alt"]:
                yield warning(image["file"].place, "picture", value=image["file"].text).about(subject.id)
        for each in texts(subject.values):
            for run in each.runs:
                for link in prose.links(run.text) if "![" in run.text else ():
                    if link.is_picture and not link.alt:
                        yield warning(each.place, "picture", value=link.written).about(subject.id)
    for files in draft.notes.values():
        for file in files:
            for link in prose.links(file.body.text):
                if link.is_picture and not link.alt:
                    at = max(file.body.text.find(f"]({link.written}"), 0)
                    yield warning(file.body.place_at(at), "picture", value=link.written)
