"""Which warnings can be accepted, and by what: the one list that the fields, the checks and the reference go by."""

from __future__ import annotations

from campaign_calendar.content.fields import Group
from campaign_calendar.content.reading import Field, Values
from campaign_calendar.content.types import LINE

BOTH = ("event", "phase")
# By check, the kinds of thing that may be its subject.
ACCEPTED_BY: dict[str, tuple[str, ...]] = {
    "coverage": ("phase",),
    "clash": ("event",),
    "double": ("event",),
    "holiday": ("event",),
    "window": ("event",),
    "days": ("event",),
    "doubled": ("event",),
    "translation": BOTH,
    "picture": ("event",),
    "personal": BOTH,
    "share": BOTH,
    "renamed": ("event",),
}


def accepts(subject: str, check: str) -> bool:
    """Whether `subject`, kind:id, can accept the warnings of a check."""
    return subject.partition(":")[0] in ACCEPTED_BY.get(check, ())


def accepted(written: Values | None) -> tuple[tuple[str, str], ...]:
    """What an event or a phase accepts, each with the reason, in the order of the checks."""
    return tuple((check, written[check]) for check in ACCEPTED_BY if written and written[check])


def accept_field(kind: str) -> Field:
    """The field in which an event or a phase accepts warnings."""
    checks = [check for check, kinds in ACCEPTED_BY.items() if kind in kinds]
    group = Group(tuple(map(_reason, checks)), f"{{{checks[0]}: …}}")
    return Field("accept", group, ABOUT[kind])


# fmt: off
ABOUT = {
    "event": {"en": "Warnings that are all right for this event, each with the reason", "hi": "जो चेतावनियाँ इस आयोजन में ठीक हैं, कारण के साथ"},
    "phase": {"en": "Warnings that are all right for this phase, each with the reason", "hi": "जो चेतावनियाँ इस चरण में ठीक हैं, कारण के साथ"},
}


def _reason(check: str) -> Field:
    return Field(check, LINE, {"en": f"Why the warning “{check}” is all right here", "hi": f"चेतावनी “{check}” यहाँ क्यों ठीक है"})
# fmt: on
