"""The name of a publication in (a folder, a file, an http(s) address, none); its record out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.published import CannotHave, NotTrusted, Published, parse

NONE = "none"


def published(named: str | None, output: Path) -> Published:
    """The record of what is live. Without a name that of the last build in `output`, which is no more than a help:
    one that cannot be trusted counts as none. Raises CannotHave or NotTrusted for one that was named."""
    if named == NONE:
        return Published()
    if named is None:
        try:
            return parse((output / PUBLISHED).read_bytes())
        except (FileNotFoundError, NotADirectoryError, NotTrusted):
            return Published()
    return replace(parse(_octets(named)), named=True)


def _octets(named: str) -> bytes:
    if named.startswith(("http://", "https://")):
        from campaign_calendar.download import download  # heavy, and seldom needed

        return download(named + PUBLISHED if named.endswith("/") else named)
    file = Path(named)
    if file.is_dir():
        file /= PUBLISHED
    if not file.is_file():
        raise CannotHave(f"--published {named}: there is no {file}; for a first publication use --published none")
    return file.read_bytes()
