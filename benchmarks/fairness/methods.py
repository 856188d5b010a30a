"""Seven ways to make one score of an entry's marks, and the rank correlation with the truth."""

from collections.abc import Callable, Mapping

import numpy as np

from benchmarks.fairness.panels import Numbers
from scoring.fairness.agreement import mid_ranks
from scoring.fairness.severity import fit, severity
from scoring.fairness.table import MarkTable

REMAIN = 3
"""Marks that must remain after trimming; entries with fewer are scored by the mean (fairness.md 4.1)."""


def by_mean(table: MarkTable) -> Numbers:
    """Return the mean mark."""
    return table.means


def by_trimmed(table: MarkTable) -> Numbers:
    """Return the mean without the highest and the lowest mark, where at least three remain."""
    low = np.where(table.seen, table.marks, np.inf).min(axis=1)
    high = np.where(table.seen, table.marks, -np.inf).max(axis=1)
    kept = np.maximum(table.counts - 2, 1)
    found: Numbers = np.where(table.counts - 2 >= REMAIN, (table.marks.sum(axis=1) - low - high) / kept, table.means)
    return found


def by_median(table: MarkTable) -> Numbers:
    """Return the middle mark."""
    found: Numbers = np.nanmedian(np.where(table.seen, table.marks, np.nan), axis=1)
    return found


def by_z_score(table: MarkTable) -> Numbers:
    """Return the mean of each judge's z-scores; a judge with equal marks says 0."""
    return _by_judge(table, lambda marks: (marks - marks.mean()) / (marks.std() or 1.0))


def by_rank(table: MarkTable) -> Numbers:
    """Return the mean of each judge's ranks, from 0 to 1."""
    return _by_judge(table, lambda marks: mid_ranks(marks) / (len(marks) + 1))


def by_least_squares(table: MarkTable) -> Numbers:
    """Return the mean less the judges' plain effects."""
    return fit(table).least_squares_scores


def by_shrunken(table: MarkTable) -> Numbers:
    """Return the mean less the judges' shrunken effects, whether the gate says so or not."""
    return fit(table).adjusted


def by_gate(table: MarkTable) -> Numbers:
    """Return the adjusted score where the gate recommends it, else the mean."""
    return fit(table).adjusted if severity(table).recommended else table.means


METHODS: Mapping[str, Callable[[MarkTable], Numbers]] = {
    "mean": by_mean,
    "trimmed": by_trimmed,
    "median": by_median,
    "z-score": by_z_score,
    "rank-avg": by_rank,
    "least squares": by_least_squares,
    "shrunken": by_shrunken,
}


def _by_judge(table: MarkTable, scale: Callable[[Numbers], Numbers]) -> Numbers:
    scaled = np.zeros(table.marks.shape)
    for column in range(len(table.judges)):
        mine = table.seen[:, column]
        if mine.any():
            scaled[mine, column] = scale(table.marks[mine, column])
    found: Numbers = scaled.sum(axis=1) / table.counts
    return found


def tau(scores: Numbers, truth: Numbers) -> float:
    """Return Kendall's tau-b; scores equal to the ninth decimal are ties."""
    one, other = (np.sign(np.subtract.outer(values, values)) for values in (np.round(scores, 9), truth))
    return float((one * other).sum() / np.sqrt(np.abs(one).sum() * np.abs(other).sum() or 1.0))
