"""What the rules of a vitality index (活力指数) fix: indicators, bonuses, deductions, vetoes, stars, allowances.

Keys in docs/rulebook.md; the usual values are those of practice.md 4.8.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.values import NO_MONEY, Fen, Hundredths

NOTHING = Fraction(0)
ONE = Fraction(1)


class Scoring(StrEnum):
    """How an indicator's raw value becomes points."""

    GIVEN = "given"
    LINEAR = "linear"
    STEPS = "steps"


class VetoEffect(StrEnum):
    """What a veto item (一票否决) costs: the place, or only the stars."""

    OUT = "out"
    NO_STARS = "no_stars"


@dataclass(frozen=True, slots=True)
class Index:
    """How indicators become a score and stars. `rise` is how many stars an entry may gain on last year's."""

    bonus_cap: Fraction | None = None
    deduction_cap: Fraction | None = None
    veto: VetoEffect = VetoEffect.OUT
    rise: int | None = None
    classes: tuple[str, ...] = ()
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Step:
    """From this raw value on, so many points."""

    start: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: `weight` of the hundred, `maximum` points (the weight where None), and how a value is scored.

    LINEAR runs from no points at `zero` to all at `full` (which may be the smaller one), STEPS by a table.
    """

    code: str
    name: str = ""
    weight: Fraction = NOTHING
    maximum: Fraction | None = None
    scoring: Scoring = Scoring.GIVEN
    zero: Fraction | None = None
    full: Fraction | None = None
    steps: tuple[Step, ...] = ()

    @property
    def top(self) -> Fraction:
        """The most points the indicator's scale has."""
        return self.weight if self.maximum is None else self.maximum


@dataclass(frozen=True, slots=True)
class Extra:
    """A bonus or a deduction: its raw value times `each`, at most `maximum` points."""

    code: str
    name: str = ""
    each: Fraction = ONE
    maximum: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Veto:
    """A veto item: a value other than 0 or "no" is a hit."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class StarBand:
    """So many stars from this published score on."""

    stars: int
    floor: Hundredths
    name: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What an entry with these stars and at least this size gets."""

    stars: int
    size: int = 0
    value: Fen = NO_MONEY
