"""A line of text in; the level of each of its characters, odd for right to left, out (Unicode Standard Annex 9).

Without explicit embeddings, which content may not hold, and without the rule for brackets in the other direction's
text (N0).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

STRONG = {"L": 0, "R": 1, "AL": 1}
NUMBERS = ("EN", "AN")
MARKS = ("NSM", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def base_level(text: str, direction: str) -> int:
    """That of its first strong character, or else of `direction` (P2, P3)."""
    strong = (STRONG.get(unicodedata.bidirectional(each)) for each in text)
    return next((level for level in strong if level is not None), int(direction == "rtl"))


def levels(text: str, base: int) -> list[int]:
    kinds = [unicodedata.bidirectional(each) or "L" for each in text]
    if base == 0 and not {"R", "AL", "AN"} & set(kinds):
        return [0] * len(text)
    outer = "R" if base else "L"
    _weak(kinds, outer)
    _neutral(kinds, outer)
    raised = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})[base]
    return [base + raised[kind] for kind in kinds]  # I1, I2


def _weak(kinds: list[str], outer: str) -> None:
    """W1 to W7."""
    strong = before = outer
    for at, kind in enumerate(kinds):
        if kind in MARKS:
            kind = before
        elif kind in STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[at] = before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in NUMBERS)):
            kinds[at] = left
    for start, end in _stretches(kinds, ("ET",)):
        if "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = outer
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _neutral(kinds: list[str], outer: str) -> None:
    """N1 and N2, with W6: all else goes with what stands on both sides of it, or with the line."""
    others = tuple(set(kinds) - {"L", "R", *NUMBERS})
    for start, end in _stretches(kinds, others):
        left = kinds[start - 1] if start else outer
        right = kinds[end] if end < len(kinds) else outer
        sides = {"R" if side in NUMBERS else side for side in (left, right)}
        kinds[start:end] = [sides.pop() if len(sides) == 1 else outer] * (end - start)


def _stretches(kinds: Sequence[str], wanted: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > at:
            found.append((at, end))
        at = end + 1
    return found


def visual_order(runs: Sequence[int]) -> list[int]:
    """The positions of runs, given by their levels, from left to right (L2)."""
    order = list(range(len(runs)))
    for level in range(max(runs, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and runs[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order
