"""The name of a publication in (a folder, a file, an http(s) address, none); its record out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.published import NotTrusted, Published, parse

NONE = "none"
WEB = ("http://", "https://")


def published(named: str | None, output: Path) -> Published:
    """The record of what is live. Without a name that of the last build in `output`, which is no more than a help:
    one that cannot be trusted counts as none. Raises CannotHave, NotTrusted or OSError for one that was named."""
    if named == NONE:
        return Published()
    if named is None:
        try:
            return parse((output / PUBLISHED).read_bytes())
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, NotTrusted):
            return Published()
    return replace(parse(octets(named)), named=True)


def octets(named: str) -> bytes:
    """The record as it lies there. Raises CannotHave or OSError."""
    if named.startswith(WEB):
        from campaign_calendar.download import download  # heavy, and seldom needed

        return download(named + PUBLISHED if named.endswith("/") else named)
    file = Path(named)
    return (file / PUBLISHED if file.is_dir() else file).read_bytes()
