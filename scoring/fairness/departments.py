"""本部门差值: do judges mark their own department's entries higher than the other judges do? (fairness.md 4.5)

For every mark d is the mark less the mean of the other judges' marks of the same entry, less that judge's mean d: a
judge who is lenient with everybody has no gap. Compared are the d of own and of other departments. A gap is not proof
of favour: a department may be better in what its judge knows best.
"""

from collections.abc import Set
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr

from scoring.fairness.table import Flags, MarkTable, Numbers

FEWEST_SAME = 5
"""Own-department marks below which nothing is said."""
PERMUTATIONS = 999
BLOCK = 2_000_000
"""Random numbers at a time, about 16 MB."""
EQUAL = 1e-9
"""Sums closer than this are equal, in marks."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Own against other departments, in marks; `judge` "" for all judges together.

    `t` with `freedom` is Welch's; its two-sided `t_probability` and the `permutation_probability` (labels shuffled
    within each judge, from a seed) tell how often chance alone gives a gap as large. `holm_probability` is the latter
    corrected for the number of judges looked at. None where the marks do not allow a figure.
    """

    judge: str
    same: int
    others: int
    same_mean: float
    other_mean: float
    t: float | None
    freedom: float | None
    t_probability: float | None
    permutation_probability: float
    holm_probability: float | None = None

    @property
    def gap(self) -> float:
        """Return how much higher own-department entries are marked."""
        return self.same_mean - self.other_mean


@dataclass(frozen=True, slots=True)
class DepartmentGap:
    """All judges together, and each judge with at least five own-department marks. `same` counts all such marks;
    `overall` is None when they are fewer than five."""

    same: int
    overall: Gap | None
    judges: tuple[Gap, ...]


def department_gap(table: MarkTable, own: Set[tuple[str, str]], seed: int) -> DepartmentGap:
    """Return the gaps; `own` holds the pairs of entry and judge that belong to one department."""
    differences, usable = _differences(table)
    row_of, column_of = ({code: at for at, code in enumerate(codes)} for codes in (table.entries, table.judges))
    mine = np.zeros(usable.shape, dtype=np.bool_)
    for entry, judge in own:
        if entry in row_of and judge in column_of:
            mine[row_of[entry], column_of[judge]] = True
    mine &= usable
    random = np.random.default_rng(seed)
    pooled = np.zeros(PERMUTATIONS)
    judges = []
    for column, judge in enumerate(table.judges):
        values, labels = differences[usable[:, column], column], mine[usable[:, column], column]
        if labels.any():
            shuffled = _shuffled_sums(values, int(labels.sum()), random)
            pooled += shuffled
            judges.append(_gap(judge, values, labels, shuffled))
    found = tuple(gap for gap in judges if gap is not None)
    whole = _gap("", differences[usable], mine[usable], pooled)
    return DepartmentGap(int(mine.sum()), whole, _holm(found))


def _differences(table: MarkTable) -> tuple[Numbers, Flags]:
    """Return d for every mark, and which marks have one: those of entries that others marked, too."""
    usable = table.seen & (table.counts > 1)[:, None]
    others = np.maximum(table.counts - 1, 1)[:, None]
    raw = (table.marks - (table.marks.sum(axis=1, keepdims=True) - table.marks) / others) * usable
    centre = raw.sum(axis=0) / np.maximum(usable.sum(axis=0), 1)
    found: Numbers = (raw - centre) * usable
    return found, usable


def _shuffled_sums(values: Numbers, same: int, random: np.random.Generator) -> Numbers:
    """Return the sum of `same` values drawn without replacement, once for each permutation."""
    size = max(1, BLOCK // len(values))
    sums = np.empty(PERMUTATIONS)
    for start in range(0, PERMUTATIONS, size):
        keys = random.random((min(size, PERMUTATIONS - start), len(values)))
        drawn = keys.argpartition(same - 1, axis=1)[:, :same]
        sums[start : start + len(keys)] = values[drawn].sum(axis=1)
    return sums


def _gap(judge: str, values: Numbers, labels: Flags, shuffled: Numbers) -> Gap | None:
    """Return one comparison, or None for fewer than five own or no other marks.

    With the number of own marks fixed the gap grows with their sum, so sums are compared; by chance it is 0, because
    every judge's d are centred.
    """
    same, others = values[labels], values[~labels]
    if len(same) < FEWEST_SAME or not len(others):
        return None
    reached = int((np.abs(shuffled) >= abs(float(same.sum())) - EQUAL).sum())
    t, freedom = _welch(same, others)
    probability = None if t is None or freedom is None else 2 * float(stdtr(freedom, -abs(t)))
    chance = (reached + 1) / (len(shuffled) + 1)
    means = float(same.mean()), float(others.mean())
    return Gap(judge, len(same), len(others), *means, t, freedom, probability, chance)


def _welch(same: Numbers, others: Numbers) -> tuple[float | None, float | None]:
    """Return Welch's t and its degrees of freedom."""
    if len(others) < 2:
        return None, None
    parts = [float(values.var(ddof=1)) / len(values) for values in (same, others)]
    whole = sum(parts)
    if whole <= 0:
        return None, None
    bounds = zip(parts, (len(same), len(others)), strict=True)
    freedom = whole**2 / sum(part**2 / (count - 1) for part, count in bounds)
    return float(same.mean() - others.mean()) / whole**0.5, freedom


def _holm(gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Add Holm's step-down correction: the smallest of m probabilities times m, the next times m - 1, never falling."""
    corrected: dict[str, float] = {}
    floor = 0.0
    for rank, gap in enumerate(sorted(gaps, key=lambda gap: gap.permutation_probability)):
        floor = max(floor, min(1.0, gap.permutation_probability * (len(gaps) - rank)))
        corrected[gap.judge] = floor
    return tuple(replace(gap, holm_probability=corrected[gap.judge]) for gap in gaps)
