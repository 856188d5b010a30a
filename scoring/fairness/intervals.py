"""名次区间: which places the marks really allow (fairness.md 2.6).

Parametric bootstrap of the severity model: judges' effects are drawn from what is known of them, entries' true marks
from their group's distribution given their marks (so a lucky high mean is pulled back), and every draw is ranked. The
same seed gives the same places. Measured coverage of the 90 % intervals: benchmarks/fairness.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.fairness.agreement import entry_variance
from scoring.fairness.severity import Fit
from scoring.fairness.table import Flags, MarkTable, Numbers

DRAWS = 1_000
TAIL = 0.05
"""Share of the draws left out on each side: 90 % intervals."""
BLOCK = 2_000_000
"""Numbers drawn at a time, about 16 MB each."""
TIE_BREAK = 1e-9
"""Marks; equal entries get their places by lot."""


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The places of one entry within its group that hold 90 % of the draws, and the shares of draws in which it is
    first and among the `prizes` prize winners (None where there are no prizes)."""

    entry: str
    group: str
    low: int
    high: int
    first: float
    award: float | None


@dataclass(frozen=True)
class RankDraws:
    """Places in every draw, entries by draws; two bytes each (four above 65,000 entries)."""

    table: MarkTable
    ranks: NDArray[np.unsignedinteger]

    def ahead(self, one: str, other: str) -> float:
        """Return the share of draws in which `one` is placed before `other` of the same group."""
        mine, theirs = (self.ranks[self.table.entries.index(entry)] for entry in (one, other))
        return float((mine < theirs).mean())


def draw_ranks(table: MarkTable, model: Fit, seed: int, draws: int = DRAWS) -> RankDraws | None:
    """Return drawn places, or None when there are too few marks to tell judges, entries and chance apart."""
    if model.spread.freedom < 1:
        return None
    random = np.random.default_rng(seed)
    values, vectors = np.linalg.eigh(model.covariance)
    root = (vectors * np.sqrt(values.clip(0))) @ vectors.T  # symmetric: the sign of an eigenvector must not matter
    effects = model.effects + random.standard_normal((draws, len(table.judges))) @ root
    kind = np.uint16 if len(table.entries) < 2**16 else np.uint32
    ranks = np.empty((len(table.entries), draws), dtype=kind)
    for members in table.members.values():
        _draw_group(table, model, members, effects, random, ranks)
    return RankDraws(table, ranks)


def _draw_group(
    table: MarkTable,
    model: Fit,
    members: Flags,
    effects: Numbers,
    random: np.random.Generator,
    ranks: NDArray[np.unsignedinteger],
) -> None:
    """Fill in the places of one group, a block of draws at a time."""
    rows = np.flatnonzero(members)
    chance = model.spread.residual / table.counts[rows]
    between = entry_variance(model, table, members)
    trust = between / (between + chance) if between > 0 else np.zeros(len(rows))
    spread = np.maximum(np.sqrt(trust * chance), TIE_BREAK)
    weights = 1 / (between + chance) if between + model.spread.residual > 0 else np.ones(len(rows))
    weights /= weights.sum()
    size = max(1, BLOCK // len(rows))
    for start in range(0, len(effects), size):
        block = effects[start : start + size]
        scores: Numbers = table.means[rows] - block @ model.weights[rows].T
        centre = (scores @ weights)[:, None]
        scores = centre + trust * (scores - centre)
        scores += spread * random.standard_normal(scores.shape)
        order = np.argsort(-scores, axis=1)
        places = np.empty(scores.shape, dtype=ranks.dtype)
        np.put_along_axis(places, order, np.arange(1, len(rows) + 1, dtype=ranks.dtype)[None, :], axis=1)
        ranks[rows, start : start + len(block)] = places.T


def rank_intervals(drawn: RankDraws, prizes: Mapping[str, int]) -> tuple[RankInterval, ...]:
    """Return every entry's interval, in the order of the table; `prizes` is the number of prizes in each group."""
    draws = drawn.ranks.shape[1]
    below, above = int(TAIL * draws), draws - 1 - int(TAIL * draws)
    parted = np.partition(drawn.ranks, (below, above), axis=1)
    cuts = np.array([prizes.get(group, 0) for group in drawn.table.groups])
    columns = (
        parted[:, below].tolist(),
        parted[:, above].tolist(),
        (drawn.ranks == 1).mean(axis=1).tolist(),
        (drawn.ranks <= cuts[:, None]).mean(axis=1).tolist(),
    )
    return tuple(
        RankInterval(entry, group, low, high, first, award if prizes.get(group) else None)
        for entry, group, low, high, first, award in zip(drawn.table.entries, drawn.table.groups, *columns, strict=True)
    )
