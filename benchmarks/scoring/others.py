"""The same contest as one would score it in an afternoon: with Decimal, with NumPy and floats, with NumPy and integers.

All drop each entry's highest and lowest total (of equal ones the one whose marks are lower or higher in the order of
criteria, as the rules do), average the rest, round half up to two decimals, and part equal scores by the criteria.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

from benchmarks.scoring.contest import WEIGHTS

Scores = list[tuple[Decimal, int]]
"""Score with two decimals and place, by entry."""
CENT, ZERO = Decimal("0.01"), Decimal(0)


def decimals(marks: NDArray[np.int64]) -> Scores:
    """Plain Decimal code: exact, entry by entry."""
    rows = [_decimal_row([[Decimal(mark) / 100 for mark in judge] for judge in panel]) for panel in marks.tolist()]
    order = sorted(range(len(rows)), key=lambda row: rows[row], reverse=True)
    return [(rows[row][0], place) for row, place in enumerate(_places(order, rows))]


def _decimal_row(panel: Sequence[Sequence[Decimal]]) -> tuple[Decimal, ...]:
    totals = [sum((m * w for m, w in zip(judge, WEIGHTS, strict=True)), ZERO) / 100 for judge in panel]
    kept = sorted(range(len(panel)), key=lambda judge: (totals[judge], list(panel[judge])))[1:-1]
    score = (sum((totals[judge] for judge in kept), ZERO) / len(kept)).quantize(CENT, ROUND_HALF_UP)
    return (score, *(sum((panel[judge][one] for judge in kept), ZERO) for one in range(len(WEIGHTS))))


def _places(order: Sequence[int], rows: Sequence[object]) -> list[int]:
    """Return 1-2-2-4 places; `order` has the best first."""
    places = [0] * len(order)
    for number, row in enumerate(order):
        same = number > 0 and rows[row] == rows[order[number - 1]]
        places[row] = places[order[number - 1]] if same else number + 1
    return places


def floats(marks: NDArray[np.int64]) -> Scores:
    """The usual NumPy code: fast, and wrong wherever a half or a tie falls between two floats."""
    plain = marks / 100
    totals = plain @ (np.array(WEIGHTS) / 100)
    kept = np.argsort(totals, axis=1)[:, 1:-1]
    score = np.round(np.take_along_axis(totals, kept, axis=1).mean(axis=1), 2)
    criteria = np.take_along_axis(plain, kept[:, :, None], axis=1).mean(axis=1)
    return _ranked(score, criteria, [Decimal(f"{one:.2f}") for one in score.tolist()])


def integers(marks: NDArray[np.int64]) -> Scores:
    """NumPy with whole numbers: exact, as long as somebody thinks of every unit, and of equal totals at the ends."""
    totals = marks @ np.array(WEIGHTS)
    kept = np.lexsort((*np.moveaxis(marks, 2, 0)[::-1], totals), axis=1)[:, 1:-1]
    count = marks.shape[1] - 2
    added = np.take_along_axis(totals, kept, axis=1).sum(axis=1)
    score = (2 * added + count * 100) // (2 * count * 100)
    criteria = np.take_along_axis(marks, kept[:, :, None], axis=1).sum(axis=1)
    return _ranked(score, criteria, [Decimal(one) / 100 for one in score.tolist()])


def _ranked(score: NDArray[np.generic], criteria: NDArray[np.generic], shown: Sequence[Decimal]) -> Scores:
    order = np.lexsort((*criteria.T[::-1], score))[::-1].tolist()
    rows = list(map(tuple, np.column_stack((score, criteria)).tolist()))
    return list(zip(shown, _places(order, rows), strict=True))
