"""What the rules of a tally (安康杯、提案) fix: kinds of reports, and what each state and level is worth.

Keys in docs/rulebook.md; the usual values are those of practice.md 4.7 and 4.9.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.values import NO_MONEY, Fen

NOTHING = Fraction(0)


class Ranked(StrEnum):
    """Who is ranked: the entries that report, or their departments."""

    ENTRIES = "entries"
    DEPARTMENTS = "departments"


@dataclass(frozen=True, slots=True)
class Tally:
    """How reports become a score; `per_head` divides it by the number of people behind the entry."""

    ranked: Ranked = Ranked.ENTRIES
    per_head: bool = False
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of report: the most points and money one reporter gets for it, and how many everybody owes."""

    code: str
    name: str = ""
    cap: Fraction | None = None
    reward_cap: Fen | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """What a report of this kind is worth in one of these states, at one of these levels (any where none is named).

    `department_points` go to the department that handled it. `fulfils` says whether it counts towards the target;
    None: when it earns points.
    """

    kind: str
    states: tuple[str, ...]
    levels: tuple[str, ...] = ()
    points: Fraction = NOTHING
    department_points: Fraction = NOTHING
    reward: Fen = NO_MONEY
    fulfils: bool | None = None

    @property
    def counts(self) -> bool:
        """Does such a report count towards the target?"""
        return self.points > 0 if self.fulfils is None else self.fulfils
