"""A YAML parser's complaint in; what an editor got wrong, told from the place and the lines, out.

The parser notices many mistakes late: at the next line, or at the end of the file. So the lines are looked at as an
editor sees them.
"""

from __future__ import annotations

import yaml

from campaign_calendar.problems import Place, Problem, error
from campaign_calendar.syntax.brackets import brackets, empty_in_braces
from campaign_calendar.syntax.layout import layout
from campaign_calendar.syntax.lines import Complaint
from campaign_calendar.syntax.quotes import odd_space, quotes
from campaign_calendar.syntax.values import behind, colon, sign
from campaign_calendar.syntax.vocabulary import vocabulary

LONG_LINE = 5_000


def explained(file: str, first_line: int, text: str, mistake: yaml.YAMLError, languages: tuple[str, ...]) -> Problem:
    """The problem at the place where an editor has to look, which is not always where the parser noticed."""
    mark = getattr(mistake, "problem_mark", None)
    if mark is None:
        return error(Place(file, first_line), "yaml", value="")
    if len(max(text.split("\n")[: mark.line + 1], key=len)) > LONG_LINE:  # looking for a cause could take long
        return error(Place(file, first_line + mark.line, mark.column + 1), "yaml", value="…")
    c = Complaint(file, first_line, text, mistake, vocabulary(languages))
    for look in (empty_in_braces, quotes, odd_space, brackets, behind, sign, colon, layout):
        found = look(c)
        if found:
            return found
    return c.problem("yaml", c.row, c.column, value=c.line.strip())
