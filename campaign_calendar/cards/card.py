"""What a share card says, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_calendar.model import Run

WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    """`status` stands in a label of its own; every text but the title may be empty. `colors`, of the
    ground, are #rrggbb; `direction` is the page's; `made_by` a digest of all else that decides on the picture."""

    language: str
    direction: str
    colors: tuple[str, ...]
    campaign: Run
    status: str
    title: Run
    when: str
    where: str
    made_by: str

    @property
    def words(self) -> str:
        """All that stands on it, for those who do not see it."""
        title = f"{self.status}: {self.title.text}" if self.status else self.title.text
        return ", ".join(each for each in (title, self.when, self.where) if each)

    @property
    def texts(self) -> tuple[str, ...]:
        return self.campaign.text, self.status, self.title.text, self.when, self.where
