"""Lines that came along when a file was copied out of a message or a page: told before anything is read."""

from __future__ import annotations

import re

from campaign_calendar.problems import Place, Problem, error
from campaign_calendar.syntax.vocabulary import Vocabulary

FENCE = re.compile(r"(?:```|~~~) *\w*\s*$")
STAMP = re.compile(
    r"\[?\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?,? +\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?\]?"
    r"(?: [-–])? [^:]{1,60}: +",
    re.I,
)
BULLET = re.compile(r"(?:[•●▪◦‣·]|\d{1,3}[.)](?= )) *")
KEY = re.compile(r"([a-z_]+) ?:(?= |$)")


def pasted(file: str, first_line: int, text: str, words: Vocabulary) -> list[Problem]:
    """A problem for each line with a stamp, a bullet or a number before its key, and for each fence of code."""
    found = []
    lines = text.split("\n")
    for row, line in enumerate(lines):
        if not line or (line[0].isascii() and not (line[0].isdigit() or line[0] in "[`~")):
            continue
        place = Place(file, first_line + row, 1)
        lead = STAMP.match(line) or BULLET.match(line)
        key = KEY.match(line, lead.end()) if lead else None
        if FENCE.match(line):
            found.append(error(place, "fence", value=line.strip()))
        elif lead and key and key[1] in words.known:
            below = row + 1 < len(lines) and KEY.match(lines[row + 1].lstrip()) and lines[row + 1].startswith("  ")
            rest = ("- " if below else "") + line[lead.end() :].rstrip()
            found.append(error(place, "odd-lead", value=lead[0].strip(), line=rest))
    return found
