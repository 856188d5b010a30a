"""Rounding as the rulebook says: half up (四舍五入) or cut off, once at the end or after every stage."""

from fractions import Fraction

from scoring.rulebook.judging import Judging, Rounding, RoundingMode
from scoring.values import round_half_up


def stage(value: Fraction, judging: Judging) -> Fraction:
    """Return a value between two stages: rounded only with `each_stage` (ISU: panel, then factor, then the sum)."""
    return rounded(value, judging.between, judging) if judging.rounding is Rounding.EACH_STAGE else value


def published(value: Fraction, judging: Judging) -> Fraction:
    """Return the score as it is published and ranked."""
    return rounded(value, judging.decimals, judging)


def rounded(value: Fraction, decimals: int, judging: Judging) -> Fraction:
    """Return the value with so many decimals; cut off towards zero with `down` (FIG).

    >>> cut = Judging(rounding_mode=RoundingMode.DOWN)
    >>> rounded(Fraction("-8.4666"), 3, cut), rounded(Fraction("8.4665"), 3, Judging())
    (Fraction(-4233, 500), Fraction(8467, 1000))
    """
    return to_decimals(value, decimals, judging.rounding_mode)


def to_decimals(value: Fraction, decimals: int, mode: RoundingMode) -> Fraction:
    """Return the value with so many decimals, rounded half up or cut off towards zero."""
    if mode is RoundingMode.HALF_UP:
        return round_half_up(value, decimals)
    scale = 10**decimals
    units = abs(value.numerator) * scale // value.denominator
    return Fraction(units if value >= 0 else -units, scale)
