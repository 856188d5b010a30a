"""评委尺度: how strict or lenient each judge is, and whether it matters enough to speak of (fairness.md 4.3, 2.4).

Model: mark = entry + judge + rest, entries fixed, judges drawn from a normal distribution, fitted by REML. A judge with
few marks is shrunk towards 0. Effects are in marks, positive for a lenient judge; they sum to 0 over judges that can be
compared. Checked against lme4 to 1e-5 (tests/scoring/fairness/test_severity.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.fairness.connection import group_parts, judge_parts
from scoring.fairness.reml import Spread, fit_ratio
from scoring.fairness.table import MarkTable, Numbers

LIKELIHOOD_BAR = 2.71
"""Likelihood ratio a judge effect must exceed: 5 % for a variance that cannot be negative (fairness.md 2.4)."""
LUCK_BAR = 0.10
"""Share of panel luck from which a correction pays (fairness.md 2.4)."""
SCALE = 10_000
"""Integer effects are in 1/10,000 mark."""


class GateReason(StrEnum):
    """Why a correction is not recommended."""

    NOT_CONNECTED = "not_connected"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"
    LITTLE_LUCK = "little_luck"


@dataclass(frozen=True, slots=True)
class JudgeEffect:
    """One judge, in marks: `effect` shrunken, `least_squares` plain; both relative to the judges it compares with.

    `standard_error` is that of the shrunken effect against judges at large, so it never shrinks to 0 with the number
    of marks.
    """

    judge: str
    marks: int
    effect: float
    standard_error: float
    least_squares: float


@dataclass(frozen=True, slots=True)
class EntryEffect:
    """One entry, in marks: plain mean, mean of marks less the shrunken effects, the same with least squares."""

    entry: str
    mean: float
    adjusted: float
    least_squares: float


@dataclass(frozen=True, slots=True)
class Severity:
    """The model of one table.

    `judge_variance` and `residual_variance` are in marks squared, `ratio` the first by the second (tau).
    `luck_share` is the part of the chance in entry means that comes from who happened to mark whom (panel luck): 0 when
    everybody marked everything. `connected` when judges can be compared wherever entries are placed together.
    `withheld` lists why a correction is not recommended; empty means recommended.
    """

    judges: tuple[JudgeEffect, ...]
    entries: tuple[EntryEffect, ...]
    judge_variance: float
    residual_variance: float
    ratio: float
    likelihood_ratio: float
    luck_share: float
    connected: bool
    withheld: tuple[GateReason, ...]

    @property
    def recommended(self) -> bool:
        """Would a correction be worth offering?"""
        return not self.withheld


@dataclass(frozen=True, slots=True)
class Fit:
    """The same model as arrays, for the figures built on it; `covariance` is that of the judges' effects."""

    effects: Numbers
    least_squares: Numbers
    covariance: Numbers
    adjusted: Numbers
    least_squares_scores: Numbers
    weights: Numbers
    spread: Spread


def fit(table: MarkTable) -> Fit:
    """Return the fitted model; needs at least one mark."""
    seen, counts = table.seen.astype(np.float64), table.counts
    weights: Numbers = seen / counts[:, None]
    within: Numbers = (table.marks - table.means[:, None]) * seen
    information = np.diag(seen.sum(axis=0)) - seen.T @ weights
    values, vectors = np.linalg.eigh(information)
    parts = max(judge_parts(table)) + 1
    values[:parts] = 0.0  # one zero for each part, smallest first: exact, where rounding would leave 1e-14
    pulls: Numbers = vectors.T @ within.sum(axis=0)
    pulls[:parts] = 0.0
    plain: Numbers = vectors[:, parts:] @ (pulls[parts:] / values[parts:])
    rest = (table.marks - table.means[:, None] - plain + (weights @ plain)[:, None]) * seen
    freedom = len(table.totals) - len(table.entries)
    spread = fit_ratio(values[parts:], pulls[parts:], float(np.square(rest).sum()), freedom)
    shrink = spread.ratio / (1 + spread.ratio * values)
    effects: Numbers = vectors @ (shrink * pulls)
    return Fit(
        effects=effects,
        least_squares=plain,
        covariance=spread.residual * (vectors * shrink) @ vectors.T,
        adjusted=table.means - weights @ effects,
        least_squares_scores=table.means - weights @ plain,
        weights=weights,
        spread=spread,
    )


def severity(table: MarkTable, model: Fit | None = None) -> Severity:
    """Return the judges' effects, the adjusted entries and the gate; `model` is the table's, if it is there already.

    With one judge, one mark an entry or marks too few to tell judges from chance, all effects are 0.
    """
    if not table.totals:
        return Severity((), (), 0.0, 0.0, 0.0, 0.0, 0.0, True, (GateReason.NO_CLEAR_DIFFERENCE,))
    model = fit(table) if model is None else model
    connected = all(len(parts) == 1 for parts in group_parts(table).values())
    luck = luck_share(table, model)
    columns = (table.seen.sum(axis=0), model.effects, np.sqrt(np.diag(model.covariance).clip(0)), model.least_squares)
    rows = (table.means, model.adjusted, model.least_squares_scores)
    judges = zip(table.judges, *(column.tolist() for column in columns), strict=True)
    entries = zip(table.entries, *(row.tolist() for row in rows), strict=True)
    return Severity(
        judges=tuple(JudgeEffect(*judge) for judge in judges),
        entries=tuple(EntryEffect(*entry) for entry in entries),
        judge_variance=model.spread.ratio * model.spread.residual,
        residual_variance=model.spread.residual,
        ratio=model.spread.ratio,
        likelihood_ratio=model.spread.likelihood_ratio,
        luck_share=luck,
        connected=connected,
        withheld=_withheld(connected, model.spread.likelihood_ratio, luck),
    )


def severity_effects(table: MarkTable) -> Mapping[str, int]:
    """Return each judge's shrunken effect in 1/10,000 mark, to be taken off every mark of that judge.

    The only figures that may enter a score (method `adjusted`, fairness.md 4.1): integers, so that the score stays
    exact from here on. Store them with the result; they are rounded to the nearest, halves to even.
    """
    if not table.totals:
        return {}
    return dict(zip(table.judges, (round(effect * SCALE) for effect in fit(table).effects.tolist()), strict=True))


def luck_share(table: MarkTable, model: Fit) -> float:
    """Return s = tau c / (tau c + mean(1/n)) of fairness.md 2.4.

    c is the variance, over the entries of a group, of the average effect of their judges when the judges' variance is
    1; mean(1/n) is what chance adds to an entry's mean. Groups are pooled: places are only given within them.
    """
    freedom = len(table.entries) - len(table.members)
    if freedom < 1:
        return 0.0
    scattered = float((1 / table.counts).sum())
    for members in table.members.values():
        centre = model.weights[members].mean(axis=0)
        scattered -= int(members.sum()) * float(centre @ centre)
    luck = model.spread.ratio * max(0.0, scattered) / freedom
    return luck / (luck + float((1 / table.counts).mean()))


def _withheld(connected: bool, likelihood_ratio: float, luck: float) -> tuple[GateReason, ...]:
    """Return every gate that stays shut (fairness.md 2.4)."""
    gates = (
        (GateReason.NOT_CONNECTED, connected),
        (GateReason.NO_CLEAR_DIFFERENCE, likelihood_ratio > LIKELIHOOD_BAR),
        (GateReason.LITTLE_LUCK, luck >= LUCK_BAR),
    )
    return tuple(reason for reason, opens in gates if not opens)
