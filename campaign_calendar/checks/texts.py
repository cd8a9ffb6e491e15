"""What an editor wrote in; every text in it, with the field it stands in and its place, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign_calendar.content import Draft
from campaign_calendar.content.reading import Values
from campaign_calendar.located import Scalar
from campaign_calendar.model import Run, Text
from campaign_calendar.problems import Place


@dataclass(frozen=True, slots=True)
class Written:
    """`field` with the ones that it stands in: venue.name. `translatable`: it may be written in every language."""

    field: str
    runs: tuple[Run, ...]
    translatable: bool
    within: Values
    name: str

    @property
    def place(self) -> Place:
        return self.within.place(self.name)


@dataclass(frozen=True, slots=True)
class Subject:
    """A record of the content, and the kind:id of what may accept a warning about it, if anything may."""

    values: Values
    id: str


def subjects(draft: Draft, with_drafts: bool = False) -> Iterator[Subject]:
    """All records, parts of campaign.yaml too. Drafts, which nobody sees and which are unfinished, if asked for."""
    assert draft.campaign is not None
    yield Subject(draft.campaign, "")
    for phase in draft.campaign["phases"] or ():
        yield Subject(phase, _named("phase", phase["id"]))
    for venue in draft.venues:
        yield Subject(venue, "")
    for event in draft.events:
        if with_drafts or event["draft"] is not True:
            yield Subject(event, _named("event", event["id"]))


def _named(kind: str, id: Scalar | None) -> str:
    return f"{kind}:{id.text}" if id else ""


def texts(values: Values, within: str = "", skip: frozenset[str] = frozenset()) -> Iterator[Written]:
    """The texts of a record and of the records in it, but for the fields to `skip`."""
    for name, value in values.found.items():
        field = f"{within}{name}"
        for each in () if field in skip else value if isinstance(value, tuple) else (value,):
            if isinstance(each, Text):
                yield Written(field, each.runs, True, values, name)
            elif isinstance(each, str):
                yield Written(field, (Run(each, ""),), False, values, name)
            elif isinstance(each, Values):
                yield from texts(each, f"{field}.", skip)
