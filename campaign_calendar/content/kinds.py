"""The kinds of content file: for each its fields, where it lies, and whether it may hold a list of records."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar.content import campaign, events, notes, venues
from campaign_calendar.content.reading import Field, Words


@dataclass(frozen=True, slots=True)
class Kind:
    """`path` is where in content/ files of the kind lie. `many`: a file holds one record or a list of them."""

    name: str
    path: str
    fields: tuple[Field, ...]
    about: Words
    many: bool = False


# fmt: off
KINDS = (
    Kind("campaign", "campaign.yaml", campaign.FIELDS, {"en": "The campaign as a whole", "hi": "पूरा अभियान"}),
    Kind("event", "events/**/*.yaml", events.FIELDS, {"en": "One event, or a list of them", "hi": "एक आयोजन, या उनकी सूची"}, many=True),
    Kind("venue", "venues.yaml", venues.FIELDS, {"en": "Places used by several events, as a list", "hi": "कई आयोजनों की जगहें, सूची में"}, many=True),
    Kind("note", "notes/**/*.md", notes.FIELDS, {"en": "The front matter of a note: the lines between the two lines of hyphens", "hi": "नोट के ऊपर, दो --- पंक्तियों के बीच की बातें"}),
)
# fmt: on
