"""What a repair answers: the new plan, and what it changes for whom."""

from dataclasses import dataclass
from typing import Literal

from scheduler.timetable.plan import NoAnswer, Plan, Violation
from scheduler.timetable.problem import Problem


@dataclass(frozen=True, slots=True)
class Turn:
    """Where somebody starts: heat, minute, venue, place (None in a final whose places are not drawn)."""

    heat: str
    start: int
    venue: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What changes for one entry.

    ``moved``: another start or venue. ``place``: the same heat on another place, told but not counted as moved.
    ``left_out``: had a turn and has none now (counts as moved). ``placed``: had none. ``withdrawn``: wants none.
    """

    kind: Literal["moved", "place", "left_out", "placed", "withdrawn"]
    entrant: str
    event: str
    before: Turn | None
    after: Turn | None
    final: bool = False

    @property
    def minutes(self) -> int:
        """Minutes between the old and the new start; 0 without one of them."""
        return abs(self.after.start - self.before.start) if self.before and self.after else 0


@dataclass(frozen=True, slots=True)
class HeatChange:
    """A heat or final with another start or venue, a new one (no ``before``), or one that is gone (no ``after``)."""

    heat: str
    event: str
    before: Turn | None
    after: Turn | None
    final: bool = False


@dataclass(frozen=True, slots=True)
class DutyChange:
    """An official takes over a duty (``added``) or is let off it."""

    official: str
    heat: str
    skill: str
    added: bool


@dataclass(frozen=True, slots=True)
class BudgetVerdict:
    """Was the budget kept without leaving anybody out for it? If not, what would be enough.

    ``people``: the fewest people to move when nobody moves further than allowed; ``minutes``: the shortest longest move
    when no more people move than allowed; None where nothing was found. The plan told beside it ignores the budget.
    """

    kept: bool
    people: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Repaired:
    """A plan that keeps every rule of ``problem`` (the one with the changes), its past as it was.

    ``people_bound`` is proven: no plan that leaves as few people over moves fewer. ``minutes`` are the minutes of all
    moves added up, ``longest`` the longest of them. Nothing is stored: whoever likes the plan adopts it.
    """

    plan: Plan
    problem: Problem
    difference: tuple[Move, ...]
    heats: tuple[HeatChange, ...]
    duties: tuple[DutyChange, ...]
    people_moved: int
    people_bound: int
    minutes: int
    longest: int
    budget: BudgetVerdict | None = None
    repeatable: bool = True

    @property
    def proven(self) -> bool:
        """Is the number of people moved the fewest possible?"""
        return self.people_moved == self.people_bound


@dataclass(frozen=True, slots=True)
class Irreparable:
    """Fixed heats or pins that the changes make impossible: release or move them first."""

    reasons: tuple[Violation, ...]


Repair = Repaired | Irreparable | NoAnswer
