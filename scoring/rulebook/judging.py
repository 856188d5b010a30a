"""What the rules of a judged contest fix: the rubric, and how marks become a score. Keys in docs/rulebook.md."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.values import Hundredths

HALF_A_MARK = Hundredths(50)
"""Usual step of marks (practice.md 4.3)."""
HUNDRED_MARKS = Hundredths(10_000)
REMAINING_AFTER_TRIM = 3
"""Marks that must remain after the highest and lowest are dropped (fairness.md 4.1, item 2)."""


class Method(StrEnum):
    """How the judges' totals become one score (fairness.md 4.1)."""

    MEAN = "mean"
    TRIMMED = "trimmed"
    MEDIAN = "median"


class Trim(StrEnum):
    """What is dropped: a judge's whole total (Chinese practice) or marks of each criterion (ISU)."""

    TOTAL = "total"
    CRITERION = "criterion"


class Rounding(StrEnum):
    """When scores are rounded: once at the end, or each criterion first (ISU)."""

    END = "end"
    EACH_STAGE = "each_stage"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric; marks go from 0 to `maximum` in multiples of `step`."""

    code: str
    name: str
    maximum: Hundredths
    step: Hundredths = HALF_A_MARK
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Judging:
    """How marks become a score. `total` is what the criteria's maxima must add up to."""

    method: Method = Method.TRIMMED
    drop: int = 1
    trim: Trim = Trim.TOTAL
    rounding: Rounding = Rounding.END
    decimals: int = 2
    minimum_judges: int = 3
    total: Hundredths = HUNDRED_MARKS
    recuse_own_department: bool = True

    @property
    def needed_marks(self) -> int:
        """Valid marks an entry needs: `minimum_judges`, and 3 must remain after trimming (fairness.md 4.1)."""
        trimmed = 2 * self.drop + REMAINING_AFTER_TRIM if self.method is Method.TRIMMED else 0
        return max(self.minimum_judges, trimmed, 1)
