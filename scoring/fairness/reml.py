"""The ratio of two variances by restricted maximum likelihood (fairness.md 4.3), from one eigen-decomposition.

Written with what remains after least squares, not with the total of squares: the textbook form subtracts two nearly
equal sums and loses half of the digits when judges differ much.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from scoring.fairness.table import Numbers

LEAST, MOST = 1e-8, 1e8
"""Ratios looked at; outside, the judges' variance is 0 or everything."""
GRID = 400
HALVINGS = 80
"""Enough halvings of one grid step to reach the last bit."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The judges' variance by the residual variance, the residual variance (marks squared), twice the log-likelihood
    won against a ratio of 0, and the degrees of freedom left for the residual."""

    ratio: float
    residual: float
    likelihood_ratio: float
    freedom: int


@dataclass(frozen=True, slots=True)
class _Profile:
    """The profiled likelihood as a function of the ratio."""

    values: Numbers
    squares: Numbers
    remainder: float
    freedom: int

    def total(self, ratio: Numbers) -> Numbers:
        """Return the weighted sum of squares at each ratio."""
        found: Numbers = self.remainder + (self.squares / (self.values * self._damped(ratio))).sum(axis=-1)
        return found

    def loss(self, ratio: Numbers) -> Numbers:
        """Return minus twice the restricted log-likelihood, up to a constant."""
        found: Numbers = self.freedom * np.log(self.total(ratio)) + np.log(self._damped(ratio)).sum(axis=-1)
        return found

    def slope(self, ratio: float) -> float:
        """Return the derivative of the loss."""
        at = np.array([ratio])
        damped = self._damped(at)[0]
        falls = float((self.squares / damped**2).sum())
        return float((self.values / damped).sum()) - self.freedom * falls / float(self.total(at)[0])

    def _damped(self, ratio: Numbers) -> Numbers:
        found: Numbers = 1 + ratio[:, None] * self.values
        return found


def fit_ratio(values: Numbers, pulls: Numbers, remainder: float, freedom: int) -> Spread:
    """Return the best ratio.

    `values` are the non-zero eigenvalues of the judges' information, `pulls` the judges' sums of residuals on their
    axes, `remainder` the sum of squares left by least squares, `freedom` marks less entries. Without a degree of
    freedom to tell judges from chance the ratio is 0.
    """
    left = freedom - len(values)
    profile = _Profile(values, np.square(pulls), remainder, freedom)
    whole = float(profile.total(np.zeros(1))[0])
    if left < 1 or whole <= 0.0 or not len(values):
        return Spread(0.0, whole / freedom if freedom else 0.0, 0.0, left)
    ratio = _best(profile)
    at = np.array([0.0, ratio])
    loss, total = profile.loss(at), profile.total(at)
    won = float(loss[0] - loss[1])
    if won <= 0.0:
        return Spread(0.0, whole / freedom, 0.0, left)
    return Spread(ratio, float(total[1]) / freedom, won, left)


def _best(profile: _Profile) -> float:
    """Return the ratio with the least loss: the best of a grid, then the zero of the slope beside it."""
    grid: Numbers = np.geomspace(LEAST, MOST, GRID)
    best = int(np.argmin(profile.loss(grid)))
    low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, GRID - 1)])
    for _ in range(HALVINGS):
        middle = sqrt(low * high)
        if profile.slope(middle) > 0:
            high = middle
        else:
            low = middle
    return sqrt(low * high)
