"""Every picture has words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from campaign_calendar.checks.links import links_in, links_in_note
from campaign_calendar.checks.texts import subjects
from campaign_calendar.content import Draft
from campaign_calendar.content.reading import Values
from campaign_calendar.model import Site
from campaign_calendar.problems import Problem, warning
from campaign_calendar.prose import Link
from campaign_calendar.published import Published


def pictures_described(_site: Site, draft: Draft, _published: Published) -> Iterator[Problem]:
    for subject in subjects(draft):
        for record in (subject.values, *(subject.values["changes"] or ())):
            image: Values | None = record["image"]
            if image and image["file"] and not image["alt"]:
                yield warning(image["file"].place, "picture", value=image["file"].text).about(subject.id)
        for place, link in links_in(subject.values):
            if _is_undescribed(link):
                yield warning(place, "picture", value=link.written).about(subject.id)
    for files in draft.notes.values():
        for file in files:
            for place, link in links_in_note(file.body):
                if _is_undescribed(link):
                    yield warning(place, "picture", value=link.written)


def _is_undescribed(link: Link) -> bool:
    """Whether it is one of our pictures, for no others are shown, and has no words."""
    return link.is_picture and link.target.startswith("media:") and not link.alt.strip()
