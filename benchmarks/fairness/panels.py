"""Invented panels with a known truth (fairness.md 2.1).

A mark is a_j theta_i + b_j + e: entries with a standard deviation of 6 marks, chance of 3 marks, judges who use the
scale more or less widely (sd of log a 0.15) and are more or less strict (sd of b in units of chance). Marks go in
half-mark steps from 0 to 100; five of a hundred are missing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.fairness.table import MarkTable, mark_table

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

CHANCE, QUALITY, MIDDLE = 3.0, 6.0, 75.0
"""Marks: standard deviations of chance and entries, and the usual mark."""
WIDTH = 0.15
"""Standard deviation of the logarithm of a judge's width of scale."""


@dataclass(frozen=True)
class Scenario:
    """One kind of panel. `lean` is sd(b) / sd(e); `panels` separate panels share the judges out, with `linking` the
    share of entries that everybody marks; `grouped` sends the best entries to the first panel; `wild` judges mark at
    random."""

    name: str
    entries: int = 60
    judges: int = 9
    each: int = 3
    lean: float = 0.0
    missing: float = 0.05
    panels: int = 1
    linking: float = 0.0
    grouped: bool = False
    wild: int = 0


@dataclass(frozen=True)
class Sample:
    """One drawn panel: true quality by entry (in the order of the table) and the marks."""

    truth: Numbers
    table: MarkTable


def assignment(scenario: Scenario, random: np.random.Generator) -> Flags:
    """Return who marks what, entries by judges: each entry to the judges with the least work who met least often."""
    seen = np.zeros((scenario.entries, scenario.judges), dtype=np.bool_)
    meets = np.zeros((scenario.judges, scenario.judges))
    size = scenario.judges // scenario.panels
    for entry in range(scenario.entries):
        first = (entry * scenario.panels // scenario.entries) * size if scenario.panels > 1 else 0
        pool = np.arange(first, first + size) if scenario.panels > 1 else np.arange(scenario.judges)
        chosen: list[int] = []
        for _ in range(min(scenario.each, len(pool))):
            free = np.array([judge for judge in pool if judge not in chosen])
            load = seen[:, free].sum(axis=0) + random.random(len(free)) / 1000
            met = meets[free][:, chosen].sum(axis=1) / max(1, scenario.entries) if chosen else 0
            chosen.append(int(free[np.argmin(load + met)]))
        seen[entry, chosen] = True
        meets[np.ix_(chosen, chosen)] += 1
    return seen


def sample(scenario: Scenario, design: Flags, random: np.random.Generator) -> Sample:
    """Draw one panel on a design whose entries and judges are shuffled first."""
    truth = random.normal(0, QUALITY, scenario.entries)
    if scenario.grouped:
        truth = np.sort(truth)[::-1]
    else:
        design = design[random.permutation(len(design))]
    seen = design[:, random.permutation(scenario.judges)].copy() if scenario.panels == 1 else design.copy()
    if scenario.linking:
        linked = max(2, round(scenario.linking * scenario.entries))
        seen[random.choice(scenario.entries, linked, replace=False)] = True
    marks = _marks(scenario, truth, random)
    lost = random.random(seen.shape) < scenario.missing
    lost[seen & (seen & ~lost).sum(axis=1, keepdims=True).astype(bool) == 0] = False
    return Sample(truth, _table(marks, seen & ~lost if scenario.each > 1 else seen))


def _marks(scenario: Scenario, truth: Numbers, random: np.random.Generator) -> Numbers:
    """Return what every judge would give every entry."""
    width = np.exp(random.normal(0, WIDTH, scenario.judges))
    lean = random.normal(0, scenario.lean * CHANCE, scenario.judges) if scenario.lean else np.zeros(scenario.judges)
    chance = random.normal(0, CHANCE, (scenario.entries, scenario.judges))
    felt = truth[:, None] * width
    for judge in range(scenario.wild):
        felt[:, judge] = random.normal(0, QUALITY, scenario.entries)
    found: Numbers = np.clip(np.round(2 * (MIDDLE + felt + lean + chance)) / 2, 0, 100)
    return found


def _table(marks: Numbers, seen: Flags) -> MarkTable:
    """Codes are padded so that the table keeps the order of entries."""
    totals = {
        f"E{row:05}": {f"J{column:03}": round(100 * float(marks[row, column])) for column in np.flatnonzero(mine)}
        for row, mine in enumerate(seen)
    }
    return mark_table(totals)
