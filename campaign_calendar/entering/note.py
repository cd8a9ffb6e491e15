"""Questions, and the campaign that they are about, in; the files of a new note, one for each language, out."""

from __future__ import annotations

from collections.abc import Collection

from campaign_calendar import writing
from campaign_calendar.entering.event import free, identifier, texts
from campaign_calendar.entering.questions import Questions
from campaign_calendar.importers.identity import title_id
from campaign_calendar.importers.target import Target


def note(questions: Questions, target: Target, taken: Collection[str]) -> dict[str, str]:
    """Their texts by their paths in the site's folder. Raises Missing."""
    first = target.languages[0]
    titles = texts(questions, target, "title", "new-title", is_needed=True)
    text = questions.fact("text", questions.word("new-text"), lambda text: text, default="")
    id = identifier(questions, free(title_id(titles), taken), taken)
    if first not in titles:  # every note has one in the first language
        titles = {first: next(iter(titles.values()))}
    return {
        f"content/notes/{id}{'' if language == first else f'.{language}'}.md": _file(
            title, text if language == first else ""
        )
        for language, title in titles.items()
    }


def _file(title: str, text: str) -> str:
    return f"---\n{writing.document({'title': title})}---\n{text or title}\n"
