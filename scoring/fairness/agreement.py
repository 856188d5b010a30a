"""一致性: how far the judges agree, and where the differences between marks come from (fairness.md 4.5).

Shrout & Fleiss 1979 (six intraclass correlations), McGraw & Wong 1996 (their names for absolute agreement), Kendall's W
with ties, Spearman's rank correlation. A figure that the table cannot give is None, never a guess.
"""

from dataclasses import dataclass

import numpy as np

from scoring.fairness.severity import Fit
from scoring.fairness.table import Flags, MarkTable, Numbers

COMMON_ENTRIES = 3
"""Entries two judges must share before their order is compared."""
DIGITS = 9
"""Decimals to which means are compared, so that equal ones stay equal."""


@dataclass(frozen=True, slots=True)
class ShroutFleiss:
    """The six forms on a complete table: one-way (1), two-way with judges drawn (2) and fixed (3), single and mean."""

    icc_1_1: float
    icc_2_1: float
    icc_3_1: float
    icc_1_k: float
    icc_2_k: float
    icc_3_k: float


@dataclass(frozen=True, slots=True)
class JudgeOrder:
    """How one judge orders the entries: `with_rest` against the mean of the others' marks of the same entries, each
    less its judge's effect; `with_each` the mean over the other judges one by one. `entries` were compared."""

    judge: str
    entries: int
    with_rest: float | None
    with_each: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Variances in marks squared, and what follows.

    `single` is ICC(A,1): the correlation of one judge's mark with another's; `mean` is ICC(A,k) of the mean of
    `marks_per_entry` marks (harmonic mean). From mean squares on a complete table, else from the REML variances.
    """

    entry_variance: float
    judge_variance: float
    residual_variance: float
    single: float | None
    mean: float | None
    marks_per_entry: float
    shrout_fleiss: ShroutFleiss | None
    kendall_w: float | None
    orders: tuple[JudgeOrder, ...]

    @property
    def shares(self) -> tuple[float, float, float] | None:
        """Return the parts of entry, judge and rest in the variance of one mark; None when all marks are equal."""
        parts = (self.entry_variance, self.judge_variance, self.residual_variance)
        whole = sum(parts)
        return None if whole <= 0 else (parts[0] / whole, parts[1] / whole, parts[2] / whole)


def agreement(table: MarkTable, model: Fit) -> Agreement:
    """Return all figures of agreement; needs at least one mark."""
    entry = entry_variance(model, table, np.ones(len(table.entries), dtype=np.bool_))
    judge, rest = model.spread.ratio * model.spread.residual, model.spread.residual
    each = 1 / float((1 / table.counts).mean())
    six = shrout_fleiss(table)
    whole, averaged = entry + judge + rest, entry + (judge + rest) / each
    known = model.spread.freedom > 0
    single = six.icc_2_1 if six else entry / whole if known and whole > 0 else None
    mean = six.icc_2_k if six else entry / averaged if known and averaged > 0 else None
    return Agreement(entry, judge, rest, single, mean, each, six, kendall_w(table), judge_orders(table, model))


def entry_variance(model: Fit, table: MarkTable, members: Flags) -> float:
    """Return the variance of the entries' true marks: that of their adjusted means less what chance and the judges'
    uncertain effects add to it. Never negative; on a complete table the usual (MS entries - MS rest) / judges."""
    count = int(members.sum())
    if count < 2:
        return 0.0
    scores, weights = model.adjusted[members], model.weights[members]
    observed = float(np.square(scores - scores.mean()).sum())
    chance = model.spread.residual * float((1 / table.counts[members]).sum()) * (1 - 1 / count)
    offset = weights - weights.mean(axis=0)
    judged = float((model.covariance * (offset.T @ offset)).sum())
    return max(0.0, (observed - chance - judged) / (count - 1))


def shrout_fleiss(table: MarkTable) -> ShroutFleiss | None:
    """Return the six forms, or None for a table with holes, one entry, one judge or equal marks only."""
    entries, judges = len(table.entries), len(table.judges)
    if not table.complete or entries < 2 or judges < 2:
        return None
    marks = table.marks - table.marks.mean()
    by_entry, by_judge = judges * np.square(marks.mean(axis=1)).sum(), entries * np.square(marks.mean(axis=0)).sum()
    whole = np.square(marks).sum()
    if whole <= 0:
        return None
    between = float(by_entry) / (entries - 1)
    within = float(whole - by_entry) / (entries * (judges - 1))
    judged = float(by_judge) / (judges - 1)
    rest = float(whole - by_entry - by_judge) / ((entries - 1) * (judges - 1))
    lean = (judged - rest) / entries
    return ShroutFleiss(
        icc_1_1=(between - within) / (between + (judges - 1) * within),
        icc_2_1=(between - rest) / (between + (judges - 1) * rest + judges * lean),
        icc_3_1=(between - rest) / (between + (judges - 1) * rest),
        icc_1_k=(between - within) / between if between else 0.0,
        icc_2_k=(between - rest) / (between + lean) if between + lean else 0.0,
        icc_3_k=(between - rest) / between if between else 0.0,
    )


def kendall_w(table: MarkTable) -> float | None:
    """Return the agreement of the orders, 0 to 1, corrected for ties; None for a table with holes or without order.

    W = 12 S / (m^2 (n^3 - n) - m T) for m judges and n entries, T the sum of t^3 - t over each judge's groups of t
    equal marks.
    """
    entries, judges = len(table.entries), len(table.judges)
    if not table.complete or entries < 2 or judges < 2:
        return None
    ranks = np.column_stack([mid_ranks(column) for column in table.marks.T])
    sums = ranks.sum(axis=1)
    ties = sum(float((sizes**3 - sizes).sum()) for sizes in map(_tie_sizes, table.marks.T))
    largest = judges**2 * (entries**3 - entries) - judges * ties
    return 12 * float(np.square(sums - sums.mean()).sum()) / largest if largest > 0 else None


def judge_orders(table: MarkTable, model: Fit) -> tuple[JudgeOrder, ...]:
    """Return how each judge's order of entries goes with that of the others."""
    fair: Numbers = (table.marks - model.effects) * table.seen
    others = table.counts - 1
    found = []
    for column, judge in enumerate(table.judges):
        mine = table.seen[:, column] & (others > 0)
        rest = np.round((fair[mine].sum(axis=1) - fair[mine, column]) / others[mine], DIGITS)
        each = [_pair(table, column, other) for other in range(len(table.judges)) if other != column]
        known = [value for value in each if value is not None]
        with_each = sum(known) / len(known) if known else None
        found.append(JudgeOrder(judge, int(mine.sum()), spearman(table.marks[mine, column], rest), with_each))
    return tuple(found)


def _pair(table: MarkTable, one: int, other: int) -> float | None:
    both = table.seen[:, one] & table.seen[:, other]
    return spearman(table.marks[both, one], table.marks[both, other])


def spearman(one: Numbers, other: Numbers) -> float | None:
    """Return the rank correlation of two lists; None for fewer than three entries or a list of equal marks."""
    if len(one) < COMMON_ENTRIES:
        return None
    ranks, theirs = mid_ranks(one), mid_ranks(other)
    ranks, theirs = ranks - ranks.mean(), theirs - theirs.mean()
    size = float(np.sqrt(np.square(ranks).sum() * np.square(theirs).sum()))
    return float(ranks @ theirs) / size if size > 0 else None


def mid_ranks(values: Numbers) -> Numbers:
    """Return ranks from 1, equal values sharing the mean of theirs.

    >>> mid_ranks(np.array([7.0, 5.0, 7.0, 9.0])).tolist()
    [2.5, 1.0, 2.5, 4.0]
    """
    _, group, sizes = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    found: Numbers = (last - (sizes - 1) / 2)[group]
    return found


def _tie_sizes(values: Numbers) -> Numbers:
    found: Numbers = np.unique(values, return_counts=True)[1].astype(np.float64)
    return found
