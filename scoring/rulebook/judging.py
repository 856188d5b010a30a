"""What the rules of a judged contest fix: the rubric, and how marks become a score. Keys in docs/rulebook.md."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.rulebook.racing import Better
from scoring.values import Hundredths

HALF_A_MARK = Hundredths(50)
"""Usual step of marks (practice.md 4.3)."""
NO_MARKS = Hundredths(0)
HUNDRED_MARKS = Hundredths(10_000)
REMAINING_AFTER_TRIM = 3
"""Marks that usually must remain after the highest and lowest are dropped (fairness.md 4.1, item 2)."""
BENCHMARKS = Hundredths(300)
"""Judgement marks go from 0 to 3 against written benchmarks (WorldSkills)."""
ONE_MARK = Hundredths(100)
ONE, ALL_PERCENT = Fraction(1), Fraction(100)


class Method(StrEnum):
    """How the judges' marks become one value (fairness.md 4.1); `none`: there is no panel, only given parts."""

    MEAN = "mean"
    TRIMMED = "trimmed"
    MEDIAN = "median"
    RANK_SUM = "rank_sum"
    MAJORITY = "majority"
    VALUE_TABLE = "value_table"
    JUDGEMENT = "judgement"
    ADJUSTED = "adjusted"
    PANEL_COEFFICIENT = "panel_coefficient"
    NONE = "none"


RANK_METHODS = (Method.RANK_SUM, Method.MAJORITY, Method.VALUE_TABLE)
"""Methods that need only the order in which each judge puts the entries."""
EITHER_WAY = (Method.MEAN, Method.TRIMMED, Method.MEDIAN, Method.NONE)
"""Methods that work as well where less is better."""


class Marks(StrEnum):
    """What stands in `mark`: scores, more is better, or the places a judge gave, 1 is best."""

    SCORES = "scores"
    RANKS = "ranks"


class Base(StrEnum):
    """How marks become a value before it is corrected (panel_coefficient, adjusted)."""

    MEAN = "mean"
    TRIMMED = "trimmed"


class Trim(StrEnum):
    """What is dropped: a judge's whole total (Chinese practice) or marks of each criterion (ISU)."""

    TOTAL = "total"
    CRITERION = "criterion"


class Rounding(StrEnum):
    """When scores are rounded: once at the end, or after every stage (ISU)."""

    END = "end"
    EACH_STAGE = "each_stage"


class RoundingMode(StrEnum):
    """How: 四舍五入, or cut off (FIG)."""

    HALF_UP = "half_up"
    DOWN = "down"


class Kept(StrEnum):
    """What the marks that are kept make: their mean, or their sum (diving)."""

    MEAN = "mean"
    SUM = "sum"


class Difficulty(StrEnum):
    """What an entry's difficulty does to the panel's value: nothing, multiply it (diving), or add to it (skating)."""

    NONE = "none"
    MULTIPLY = "multiply"
    ADD = "add"


class Deductions(StrEnum):
    """How deductions are written in the files: as 1, as -1, or as either; they are always taken off."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a criterion: its name, the least mark for it, and what it means (优: 0.9 of the maximum and up)."""

    name: str
    least: Hundredths = NO_MARKS
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric; marks go from `minimum` to `top` in multiples of `step`.

    `scale` is the top of the marks where that isn't the maximum the criterion is worth (0 to 3 worth 15). `weight` is
    the percentage of a mark that counts, before the panel's value is made; `factor` multiplies the panel's value.
    `drop` overrides how many are dropped where that is done criterion by criterion.
    """

    code: str
    name: str
    maximum: Hundredths
    step: Hundredths = HALF_A_MARK
    descriptor: str = ""
    minimum: Hundredths = NO_MARKS
    scale: Hundredths | None = None
    weight: Fraction = ALL_PERCENT
    factor: Fraction = ONE
    drop: int | None = None
    levels: tuple[Level, ...] = ()

    @property
    def top(self) -> Hundredths:
        """The highest mark a judge may give."""
        return self.maximum if self.scale is None else self.scale

    @property
    def share(self) -> Fraction:
        """What one mark counts in a judge's total, before the factor."""
        return self.weight / 100 * Fraction(self.maximum, self.top)

    def level_of(self, mark: Fraction) -> Level | None:
        """Return the level a mark reaches (in marks, on the judges' scale)."""
        return next((level for level in self.levels if mark * 100 >= level.least), None)


@dataclass(frozen=True, slots=True)
class Judging:
    """How marks become a score. `total` is what the criteria's maxima must add up to; the rest in docs/rulebook.md."""

    method: Method = Method.TRIMMED
    drop: int = 1
    trim: Trim = Trim.TOTAL
    rounding: Rounding = Rounding.END
    decimals: int = 2
    minimum_judges: int = 3
    total: Hundredths = HUNDRED_MARKS
    recuse_own_department: bool = True
    kept: Kept | None = None
    remaining: int = REMAINING_AFTER_TRIM
    drop_from: int = 0
    rounding_mode: RoundingMode = RoundingMode.HALF_UP
    stage_decimals: int | None = None
    multiplier: Fraction = ONE
    weight: Fraction = ONE
    difficulty: Difficulty = Difficulty.NONE
    deductions: Deductions = Deductions.POSITIVE
    minimum_score: Fraction | None = None
    zero_is_missing: bool = False
    chief_counts: bool = True
    remark_above: Hundredths | None = None
    marks: Marks | None = None
    values: tuple[Fraction, ...] = ()
    decay: Fraction | None = None
    value_digits: int = 12
    base: Base = Base.MEAN
    coefficient_decimals: int = 4
    coefficient_without: int = 0
    random_draw: bool = False
    better: Better = Better.HIGHER

    @property
    def needed_marks(self) -> int:
        """Valid marks an entry needs: `minimum_judges`, and `remaining` after trimming (fairness.md 4.1)."""
        return self.needed_with(self.drop)

    def needed_with(self, drop: int) -> int:
        """Return the valid marks needed where so many are dropped on each side."""
        trimmed = 2 * drop + self.remaining if self.trims and not self.drop_from else 0
        return max(self.minimum_judges, trimmed, 1)

    @property
    def trims(self) -> bool:
        """Are the highest and lowest dropped?"""
        corrected = self.method in (Method.ADJUSTED, Method.PANEL_COEFFICIENT)
        return self.method is Method.TRIMMED or (corrected and self.base is Base.TRIMMED)

    @property
    def makes_sum(self) -> bool:
        """Do the marks that are kept make a sum rather than a mean? Places and listed values usually do."""
        listed = self.method is Method.VALUE_TABLE and self.decay is None
        return self.kept is Kept.SUM or (self.kept is None and (listed or self.method is Method.RANK_SUM))

    @property
    def needs_every_judge(self) -> bool:
        """Must every judge have placed every entry? Sums and majorities of fewer places can't be compared."""
        return self.method is Method.MAJORITY or (self.method in RANK_METHODS and self.makes_sum)

    @property
    def is_order(self) -> bool:
        """Is the score a sum of places or a majority, an order rather than marks?"""
        return self.method in (Method.RANK_SUM, Method.MAJORITY)

    @property
    def lower_wins(self) -> bool:
        """Is the lower score the better one?"""
        return self.is_order or self.better is Better.LOWER

    @property
    def by_criterion(self) -> bool:
        """Is the panel's value made criterion by criterion?"""
        return self.trim is Trim.CRITERION or self.method is Method.JUDGEMENT

    @property
    def between(self) -> int:
        """Decimals after every stage before the last."""
        return self.decimals if self.stage_decimals is None else self.stage_decimals
