"""A contest drawn from a seed, as the rules take it and as plain numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring import Entry, Hundredths, Judge, JudgedResults, Rulebook, Sheet, parse

WEIGHTS = (20, 20, 20, 15, 15, 10)
"""Percent of each criterion, marked up to 100 in half marks."""
JUDGES = 9
RULES = """
name = "十万分"
format = "judged"
[judging]
method = "trimmed"
"""
CRITERION = '[[criteria]]\ncode = "T{number}"\nmaximum = 100\nstep = 0.5\nweight = {weight}\n'


@dataclass(frozen=True)
class Drawn:
    """The contest: `marks` are in hundredths, by entry, judge and criterion."""

    rulebook: Rulebook
    results: JudgedResults
    marks: NDArray[np.int64]


def draw(entries: int, seed: int) -> Drawn:
    """Return a contest with quality, severity and chance as measured on real panels (fairness.md 2.1)."""
    random = np.random.default_rng(seed)
    quality = random.normal(78, 6, (entries, 1, 1)) + random.normal(0, 2, (1, JUDGES, 1))
    exact = quality + random.normal(0, 5, (entries, JUDGES, len(WEIGHTS)))
    marks = np.clip(np.round(exact * 2) * 50, 0, 10_000).astype(np.int64)
    criteria = (CRITERION.format(number=number, weight=weight) for number, weight in enumerate(WEIGHTS, 1))
    codes = [f"T{number}" for number in range(1, len(WEIGHTS) + 1)]
    sheets = tuple(
        Sheet(f"E{row:05}", f"J{column}", marks={c: Hundredths(m) for c, m in zip(codes, line, strict=True)})
        for row, panel in enumerate(marks.tolist())
        for column, line in enumerate(panel)
    )
    results = JudgedResults(
        entries=tuple(Entry(f"E{row:05}") for row in range(entries)),
        judges=tuple(Judge(f"J{column}") for column in range(JUDGES)),
        sheets=sheets,
    )
    return Drawn(parse(RULES + "".join(criteria)), results, marks)
