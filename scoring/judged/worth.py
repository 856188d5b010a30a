"""What a measured value is worth in points, by a formula or a table (World Athletics combined events, fitness tests).

>>> from scoring.rulebook.judging import RoundingMode
>>> hundred = Part("100m", scale=Scale.FORMULA, start=Fraction(18), each=Fraction("-25.4347"),
...     exponent=Fraction("1.81"), points_decimals=0, points_rounding=RoundingMode.DOWN)
>>> points_of(Fraction("11.04"), hundred)
Fraction(852, 1)
"""

from decimal import Context, Decimal
from fractions import Fraction

from scoring.judged.rounding import to_decimals
from scoring.rulebook.given import Part, Scale

_DIGITS = Context(prec=60)
"""Far beyond what separates a power from a whole number of points in any table."""


def points_of(value: Fraction, part: Part) -> Fraction:
    """Return the points of a value, rounded as the part says."""
    points = _by_steps(value, part) if part.scale is Scale.STEPS else _by_formula(value, part)
    if part.points_decimals is None:
        return points
    return to_decimals(points, part.points_decimals, part.points_rounding)


def _by_steps(value: Fraction, part: Part) -> Fraction:
    """Return the points of the last step reached; below the first there are none."""
    return next((step.points for step in reversed(part.steps) if value * part.times >= step.start), Fraction(0))


def _by_formula(value: Fraction, part: Part) -> Fraction:
    """Return base + |each| × d^exponent; a power of less than nothing is nothing."""
    ahead = value * part.times - part.start
    if part.each < 0:
        ahead = -ahead
    if part.exponent != 1:
        ahead = _power(ahead, part.exponent)
    return part.base + abs(part.each) * ahead


def _power(number: Fraction, exponent: Fraction) -> Fraction:
    if number <= 0:
        return Fraction(0)
    if exponent.denominator == 1:
        return Fraction(number**exponent.numerator)
    base, power = (_DIGITS.divide(Decimal(one.numerator), Decimal(one.denominator)) for one in (number, exponent))
    return Fraction(_DIGITS.power(base, power))
