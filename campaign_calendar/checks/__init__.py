"""A Draft in; the checked Site, or all problems at once, out. One module for each rule over the programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from campaign_calendar.checks.coverage import expected_areas_dated
from campaign_calendar.checks.links import links_lead_somewhere
from campaign_calendar.checks.vanished import nothing_vanished
from campaign_calendar.checks.window import inside_campaign, inside_phase_window
from campaign_calendar.content import Draft, assemble
from campaign_calendar.model import Site
from campaign_calendar.problems import ContentError, Problem, error, in_order
from campaign_calendar.published import NotTrusted, Published, refuse_other_campaign

Rule = Callable[[Site, Draft, Published], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    expected_areas_dated,
    inside_campaign,
    inside_phase_window,
    links_lead_somewhere,
    nothing_vanished,
)


def check(draft: Draft, published: Published, strict: bool = False) -> tuple[Site, tuple[Problem, ...]]:
    """The site and its warnings. Raises ContentError with all problems where there are errors; where `strict`,
    also where there are warnings. Rules look at a whole programme only: not at one with parts missing."""
    site = assemble(draft)
    problems = list(draft.problems)
    if site is not None:
        try:
            refuse_other_campaign(published, site)
        except NotTrusted as reason:
            field = "uid_domain" if reason.rule == "published-other-domain" else "languages"
            assert draft.campaign is not None
            problems.append(error(draft.campaign.place(field), reason.rule, value=reason.value))
        if not any(problem.level == "error" for problem in problems):
            problems += [problem for rule in RULES for problem in rule(site, draft, published)]
    if site is None or any(problem.level == "error" or strict for problem in problems):
        raise ContentError(problems, next(iter(draft.reading.languages), None))
    return site, in_order(problems)
