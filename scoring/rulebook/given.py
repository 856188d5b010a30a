"""What the rules say of parts of a score that are given, not judged: how a value counts. Keys in docs/rulebook.md."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.rulebook.indexing import Step
from scoring.rulebook.judging import RoundingMode

NONE, ONE = Fraction(0), Fraction(1)


class Scale(StrEnum):
    """What a part's value counts as.

    Itself; its share of the maximum against the group's best, lowest or sum; or points by a formula or a table, as
    combined events and fitness tests have them.
    """

    AS_IS = "as_is"
    OF_BEST = "of_best"
    OF_LOWEST = "of_lowest"
    OF_TOTAL = "of_total"
    FORMULA = "formula"
    STEPS = "steps"

    @property
    def compares(self) -> bool:
        """Does the value count against those of the others?"""
        return self in (Scale.OF_BEST, Scale.OF_LOWEST, Scale.OF_TOTAL)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score that is given, not judged: difficulty, execution, a penalty, a time, votes.

    `weight` multiplies it and may be negative; with 0 it only breaks ties. `default` is what a missing value counts;
    None: it blocks the entry. FORMULA: `base` + |`each`| × d to the `exponent`, where d is by how much value × `times`
    is above `start`, or below it where `each` is negative. STEPS: the points of the last of `steps` reached.
    `points_decimals` rounds those points, `time` lets the value be written as a time, in seconds.
    """

    code: str
    name: str = ""
    weight: Fraction = ONE
    maximum: Fraction | None = None
    minimum: Fraction = NONE
    decimals: int = 3
    scale: Scale = Scale.AS_IS
    default: Fraction | None = None
    time: bool = False
    times: Fraction = ONE
    start: Fraction = NONE
    each: Fraction = ONE
    exponent: Fraction = ONE
    base: Fraction = NONE
    steps: tuple[Step, ...] = ()
    points_decimals: int | None = None
    points_rounding: RoundingMode = RoundingMode.HALF_UP

    @property
    def terms_fit(self) -> bool:
        """Do the terms that are written belong to the scale?"""
        if self.scale is Scale.FORMULA:
            return True
        formula = (self.each, self.exponent, self.base, self.start) == (ONE, ONE, NONE, NONE)
        return formula and (self.scale is Scale.STEPS or (self.points_decimals is None and self.times == ONE))

    def allows(self, value: Fraction) -> bool:
        """Is the value within the bounds of what may be given? A maximum that is a share's worth bounds nothing."""
        above = not self.scale.compares and self.maximum is not None and value > self.maximum
        return not above and value >= self.minimum
