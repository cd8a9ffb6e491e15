"""A few facts about a new campaign in; the files that it starts with, out: content, and all that publishes it."""

from __future__ import annotations

from pathlib import Path

from campaign_calendar.problems import catalogue
from campaign_calendar.starting.campaign_file import campaign_yaml
from campaign_calendar.starting.facts import Start
from campaign_calendar.starting.hosting import deployment

FILES = Path(__file__).parent / "files"
EXECUTABLE = frozenset({"hooks/pre-commit", "deploy/build.sh", "deploy/record.sh"})


def starting_files(start: Start) -> dict[str, str]:
    """Every file by its path in the campaign's folder."""
    words = start.prose_language
    return {
        "content/campaign.yaml": filled(f"{words}/campaign.yaml", **campaign_yaml(start)),
        "README.md": filled(
            f"{words}/README.md",
            name=start.name[start.languages[0]],
            area=start.root.first_leaf.id,
            day=start.starts,
            hosting=filled(f"{words}/hosting/{start.host}.md").rstrip("\n"),
        ),
        ".gitignore": filled("gitignore"),
        "requirements.txt": filled("requirements.txt", tool=start.tool),
        "hooks/pre-commit": filled("pre-commit", missing=catalogue(words)["hook-no-tool"]),
        "deploy/build.sh": filled("deploy/build.sh"),
        "deploy/record.sh": filled("deploy/record.sh"),
        **{path: filled(source, **values) for path, source, values in deployment(start.host)},
    }


def filled(file: str, **values: str) -> str:
    """A file of ours, each @@name@@ replaced by its value; a line that holds nothing else goes with an empty one."""
    text = (FILES / file).read_text(encoding="utf-8")
    for name, value in values.items():
        mark = f"@@{name}@@"
        text = text.replace(mark, value) if value else text.replace(f"{mark}\n", "")
    return text
