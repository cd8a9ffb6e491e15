"""Where a campaign is edited, and a file, in; the address of the forge's editor for it, out."""

from __future__ import annotations

import re
from urllib.parse import quote

NEW_FILE = re.compile(r"\b(_?)new/(?=[^/]+/$)")  # in the addresses of forges, before the name of a branch
GITLAB = re.compile(r"/-/new/.+/$")


def changed(base: str | None, file: str) -> str:
    """Empty where nobody says where to edit. Forges have one address for new files and one for those that are there,
    which differ in one word."""
    return NEW_FILE.sub(r"\1edit/", base) + file if base else ""


def written(base: str | None, folder: str, name: str = "", text: str = "") -> str:
    """A new file below `folder`, begun with a name and a text. GitLab takes the whole path as the name; it takes a
    text as well, but its editor is reported to open empty (gitlab-org/gitlab issue 594214)."""
    if not base:
        return ""
    if GITLAB.search(base):
        return f"{base.rstrip('/')}?file_name={quote(f'{folder}/{name}')}{_given('&content=', text)}"
    return f"{base}{folder}/{_given('?filename=', name)}{_given('&value=', text)}"


def _given(key: str, value: str) -> str:
    return f"{key}{quote(value, safe='')}" if value else ""
