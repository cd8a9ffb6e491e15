"""Arguments that several commands share."""

from __future__ import annotations

import errno
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from campaign_calendar import fetch
from campaign_calendar.addresses import PUBLISHED
from campaign_calendar.content.types import is_site_address
from campaign_calendar.formats import FORMATS
from campaign_calendar.pipeline import Folder


class WrongUsage(Exception):
    """The command line asks for something that cannot be; the message says what and how to mend it."""


def add_site(parser: ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the folder that holds content/ (default: the current one)")  # fmt: skip  # noqa: E501


def add_published(parser: ArgumentParser) -> None:
    parser.add_argument("--published", type=publication, metavar="DIR|FILE|URL|none", help="what is live now: a folder, a published.json, an http(s) address, or none for a first publication")  # fmt: skip  # noqa: E501


def add_messages(parser: ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="warnings fail too")
    parser.add_argument("--quiet", action="store_true", help="say nothing but problems")
    parser.add_argument("--verbose", action="store_true", help="list what events accept, too, with the reasons")
    parser.add_argument("--format", choices=[*FORMATS], default="text", help="for whom problems are told: a person, GitHub, GitLab or a program")  # fmt: skip  # noqa: E501
    parser.add_argument("--language", metavar="LANG", help="the language of messages (default: the campaign's first)")


def base_url(written: str) -> str:
    """An absolute http(s) address, with a slash at its end. Raises ArgumentTypeError."""
    if not is_site_address(written):
        raise ArgumentTypeError(
            f"{written!r} is not the address of a site; write it like https://example.org/programme/"
        )
    return written if written.endswith("/") else written + "/"


def at_least_one(written: str) -> int:
    """Raises ArgumentTypeError for anything but a whole number from 1 on."""
    if not written.isdecimal() or int(written) < 1:
        raise ArgumentTypeError(f"{written!r} is not a whole number from 1 on")
    return int(written)


def publication(written: str) -> str:
    """A folder that holds a published.json, a file, an http(s) address, or none. Raises ArgumentTypeError."""
    if written == fetch.NONE or written.startswith(fetch.WEB):
        return written
    file = Path(written)
    try:
        file = file / PUBLISHED if file.is_dir() else file
        there = file.is_file()
    except OSError as reason:
        if reason.errno != errno.ENAMETOOLONG:
            raise
        there = False
    if not there:
        raise ArgumentTypeError(f"there is no file {file}; for a first publication write none")
    return written


def folder(arguments: Namespace) -> Folder:
    """The site that `--site` names. Raises WrongUsage where there is none, or where the output would swallow it."""
    site = arguments.site
    if not site.is_dir():
        raise WrongUsage(f"--site {site}: there is no such folder")
    if not (site / "content").is_dir():
        raise WrongUsage(f"{site / 'content'}: there is no such folder; --site names the folder that holds content/")
    output = getattr(arguments, "output", None) or site / "output"
    return Folder(site, _apart(Path(output), site))


def _apart(output: Path, site: Path) -> Path:
    """`output`, absolute, unless it holds the site or lies in its content or templates."""
    place = output.parent.resolve() / output.name if output.name not in ("", "..") else output.resolve()
    if not place.parent.is_dir():
        raise WrongUsage(f"--output {output}: there is no folder {place.parent} to make it in")
    home = site.resolve()
    if home.is_relative_to(place) or any(place.is_relative_to(home / name) for name in ("content", "templates")):
        raise WrongUsage(f"--output {output}: the site's own files are there; name another folder")
    return place
