"""What the rules of a democratic evaluation (民主测评) fix: grades, items, voters' classes, consequences.

Keys in docs/rulebook.md; the counting rules are those of practice.md 4.6.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.values import Hundredths

NO_MARKS = Hundredths(0)
TWO_THIRDS = Fraction(2, 3)
"""Share of those due who must be present (practice.md 4.6)."""
WHOLE = Fraction(100)
"""Weights of items and of voters' classes add up to it, in percent."""
SMALLEST_CLASS = 5
"""Ballots a class needs before its grades are shown apart (practice.md 4.6, secrecy)."""


class Basis(StrEnum):
    """What percentages are percentages of."""

    VALID = "valid"
    RETURNED = "returned"
    PRESENT = "present"


class RankBy(StrEnum):
    """What the score is: the index of the grades' values, or the share of certain grades in percent."""

    INDEX = "index"
    SHARE = "share"


class SmallClass(StrEnum):
    """What happens to a class of voters with too few ballots: counted with its neighbour, or the entry is blocked."""

    MERGE = "merge"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Ballot:
    """How ballots become a score. `quorum` is the share of those due who must be present."""

    quorum: Fraction = TWO_THIRDS
    turnout_required: bool = True
    basis: Basis = Basis.VALID
    rank_by: RankBy = RankBy.INDEX
    rank_grades: tuple[str, ...] = ()
    smallest_class: int = SMALLEST_CLASS
    small_class: SmallClass = SmallClass.MERGE
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Grade:
    """One box a voter may tick, with its value in the index; items of the same `scale` share their grades."""

    code: str
    name: str = ""
    value: Hundredths = NO_MARKS
    scale: str = ""


@dataclass(frozen=True, slots=True)
class BallotItem:
    """One line per entry on the ballot; its weight in the index in percent (0: asked, but not counted)."""

    code: str
    name: str = ""
    weight: Fraction = WHOLE
    scale: str = ""


ONLY_LINE = BallotItem("")
"""The line of a ballot without items."""


@dataclass(frozen=True, slots=True)
class VoterClass:
    """A class of voters (A、B、C票) and its weight in percent."""

    code: str
    name: str = ""
    weight: Fraction = WHOLE


@dataclass(frozen=True, slots=True)
class Threshold:
    """A consequence in words, reached when the grades' share on an item is `at_least` or `below` a limit.

    Shares go by heads; `weighted` takes the classes' weights instead. Without an item it is the first one.
    """

    name: str
    grades: tuple[str, ...] = ()
    item: str = ""
    at_least: Fraction | None = None
    below: Fraction | None = None
    weighted: bool = False
