"""The title of a calendar's entry in; what our own calendars put around it taken off, and what that says, out."""

from __future__ import annotations

from campaign_calendar.importers.target import Target

STATUSES = {"summary_cancelled": "cancelled", "summary_postponed": "postponed", "summary_tentative": "tentative"}
MARK = "\0"


def titled(summary: str, target: Target) -> tuple[str, str, bool]:
    """The title itself, the status that stood before it, and whether it was said that the hour will be announced."""
    title, status, is_later = summary, "", False
    for wording in target.wordings.values():
        without = _between(title, wording.say("hour_later", when=MARK))
        if without:
            title, is_later = without, True
    for wording in target.wordings.values():
        for key, meant in STATUSES.items():
            without = _between(title, wording.say(key, title=MARK))
            if without and not status:
                title, status = without, meant
    return title, status, is_later


def _between(text: str, around: str) -> str:
    before, _, after = around.partition(MARK)
    if not before + after or not text.startswith(before) or not text.endswith(after):
        return ""
    return text[len(before) : len(text) - len(after)].strip()
