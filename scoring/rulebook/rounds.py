"""What the rules of a contest of several rounds (赛次) fix: how the rounds make one result, and who goes on."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Combine(StrEnum):
    """How the results of the rounds become one.

    The `sum` or `mean` of all, the sum of the `best` few, the `last` round reached (who goes further stands before who
    doesn't), or the sum of the `places` in every round (Skating System, rules 9 to 11; judged contests only).
    """

    SUM = "sum"
    MEAN = "mean"
    BEST = "best"
    LAST = "last"
    PLACES = "places"


class Missing(StrEnum):
    """What an entry without a result in a round comes to: no place, a round worth nothing, or one that is left out."""

    BLOCKED = "blocked"
    NOTHING = "nothing"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Round:
    """One round. `weight` multiplies its result; `carry` is the share of it that counts in the rounds after it.

    The first `advance` of each heat and the `fastest` of the others go on to the next round; None: not by rule. Rounds
    of one `set` (抓举的三次) are compared with each other: of each set the best few count.
    """

    code: str
    name: str = ""
    weight: Fraction = Fraction(1)
    carry: Fraction = Fraction(0)
    advance: int | None = None
    fastest: int | None = None
    set: str = ""


@dataclass(frozen=True, slots=True)
class Rounds:
    """How all rounds of a contest come together; `best` is how many of the best count with `combine = "best"`."""

    combine: Combine = Combine.SUM
    best: int = 1
    missing: Missing = Missing.BLOCKED
