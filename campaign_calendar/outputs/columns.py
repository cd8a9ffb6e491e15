"""A column of texts in; its distinct texts and a short reference for each row, out: what search.js reads.

A row that is the first with its text has the reference 0, "the next text of the table"; any other its place there,
counted from 1. References are as many digits (base 36) as the largest needs, so they need nothing between them.
"""

from __future__ import annotations

from collections.abc import Sequence

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Column = tuple[str, int, str]  # the texts, a line each; the digits of a reference; the references


def column(texts: Sequence[str]) -> Column:
    """`texts` hold no line end."""
    places: dict[str, int] = {}
    references = []
    for text in texts:
        references.append(places.get(text, 0))
        places.setdefault(text, len(places) + 1)
    width = len(_digits(max(references, default=0)))
    return "\n".join(places), width, "".join(_digits(each).rjust(width, "0") for each in references)


def _digits(number: int) -> str:
    rest, last = divmod(number, len(DIGITS))
    return (_digits(rest) if rest else "") + DIGITS[last]
