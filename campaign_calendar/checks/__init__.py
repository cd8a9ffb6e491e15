"""A Draft in; the checked Site, or all problems at once, out. One module for each rule over the programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from campaign_calendar.checks.clash import no_clash
from campaign_calendar.checks.coverage import expected_areas_dated
from campaign_calendar.checks.days import hours_within_a_day
from campaign_calendar.checks.double import not_entered_twice
from campaign_calendar.checks.doubled import no_doubled_hours
from campaign_calendar.checks.holiday import not_on_holidays
from campaign_calendar.checks.links import links_lead_somewhere
from campaign_calendar.checks.personal import contacts_where_they_belong
from campaign_calendar.checks.picture import pictures_described
from campaign_calendar.checks.renamed import not_renamed
from campaign_calendar.checks.share import titles_fit_previews
from campaign_calendar.checks.translation import translated
from campaign_calendar.checks.vanished import nothing_vanished
from campaign_calendar.checks.window import inside_campaign, inside_phase_window
from campaign_calendar.content import Draft
from campaign_calendar.content.accept import accepts
from campaign_calendar.content.assembly import assemble
from campaign_calendar.findings import Findings
from campaign_calendar.model import Site
from campaign_calendar.problems import ContentError, Problem, error, in_order
from campaign_calendar.published import NotTrusted, Published, refuse_other_campaign

Rule = Callable[[Site, Draft, Published], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    expected_areas_dated,
    inside_campaign,
    inside_phase_window,
    no_clash,
    not_entered_twice,
    not_on_holidays,
    hours_within_a_day,
    no_doubled_hours,
    translated,
    pictures_described,
    contacts_where_they_belong,
    titles_fit_previews,
    not_renamed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Findings):
    """A site without errors."""

    site: Site


def check(draft: Draft, published: Published, strict: bool = False) -> Checked:
    """The site and what it is warned about. Raises ContentError with all problems where there are errors; where
    `strict`, also where there are warnings. RULES look at a whole programme only: not at one with parts missing."""
    site = assemble(draft)
    problems = [*draft.problems, *links_lead_somewhere(draft)]
    accepted = []
    if site is not None:
        try:
            refuse_other_campaign(published, site)
        except NotTrusted as reason:
            field = "uid_domain" if reason.rule == "published-other-domain" else "languages"
            assert draft.campaign is not None
            problems.append(error(draft.campaign.place(field), reason.rule, value=reason.value))
        is_whole = not any(problem.level == "error" for problem in problems)
        problems += nothing_vanished(site, draft, published)
        if is_whole:
            found = in_order(_acceptable(problem) for rule in RULES for problem in rule(site, draft, published))
            reasons = [(problem, _reason(problem, draft)) for problem in found]
            accepted = [(problem, reason) for problem, reason in reasons if reason]
            problems += [problem for problem, reason in reasons if not reason]
    if site is None or any(problem.level == "error" or strict for problem in problems):
        raise ContentError(problems, next(iter(draft.reading.languages), None))
    drafts = sum(each["draft"] is True for each in draft.events)
    return Checked(site.campaign.first_language, in_order(problems), tuple(accepted), drafts, site=site)


def _acceptable(problem: Problem) -> Problem:
    """The problem without the subjects that have no way to accept it, lest somebody be told to."""
    subjects = tuple(each for each in problem.subjects if accepts(each, problem.check))
    return problem if subjects == problem.subjects else replace(problem, subjects=subjects)


def with_warnings(checked: Checked, found: Iterable[Problem], strict: bool) -> Checked:
    """The same with further warnings. Raises ContentError with all of them where `strict`."""
    warnings = in_order((*checked.warnings, *found))
    if strict and warnings:
        raise ContentError(warnings, checked.language)
    return replace(checked, warnings=warnings)


def _reason(problem: Problem, draft: Draft) -> str:
    """Why one of its subjects accepts a warning; empty where none does."""
    for subject in problem.subjects:
        accept = draft.written(*subject.split(":"))["accept"]
        if accept and accept[problem.check]:
            return str(accept[problem.check])
    return ""
