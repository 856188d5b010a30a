"""Timetables: a problem in, a plan with its proof out. Importing this package never imports the solver."""

from scheduler.timetable.check import check
from scheduler.timetable.explaining import Clash, Fact, Relaxation
from scheduler.timetable.moves import HandMove, HeatsSwapped, HeatTo, PeopleSwapped, PersonTo, aligned, moved, restated
from scheduler.timetable.people import Entrant, Official, Preference, Window
from scheduler.timetable.plan import (
    Feasible,
    Goal,
    Heat,
    Infeasible,
    Limits,
    NoAnswer,
    Observer,
    Optimal,
    Outcome,
    Plan,
    Progress,
    Unplaced,
    Unstaffed,
    Violation,
    repeat_key,
)
from scheduler.timetable.problem import (
    After,
    Closure,
    Event,
    Final,
    FixedHeat,
    Pin,
    Problem,
    Session,
    Staff,
    Venue,
    Wave,
)
from scheduler.timetable.sketch import sketch

__all__ = [
    "After",
    "Clash",
    "Closure",
    "Entrant",
    "Event",
    "Fact",
    "Feasible",
    "Final",
    "FixedHeat",
    "Goal",
    "HandMove",
    "Heat",
    "HeatTo",
    "HeatsSwapped",
    "Infeasible",
    "Limits",
    "NoAnswer",
    "Observer",
    "Official",
    "Optimal",
    "Outcome",
    "PeopleSwapped",
    "PersonTo",
    "Pin",
    "Plan",
    "Preference",
    "Problem",
    "Progress",
    "Relaxation",
    "Session",
    "Staff",
    "Unplaced",
    "Unstaffed",
    "Venue",
    "Violation",
    "Wave",
    "Window",
    "aligned",
    "check",
    "explain",
    "moved",
    "repeat_key",
    "restated",
    "sketch",
    "solve",
]


def solve(problem: Problem, limits: Limits | None = None, observe: Observer | None = None) -> Outcome:
    """Find the best timetable and prove it, goal by goal; every plan returned has passed :func:`check`.

    ``observe`` is called from the calling thread a few times a second; returning False stops the search with the best
    plan kept. OR-Tools is imported on the first call (about a second).
    """
    from scheduler.timetable.cpsat.solve import solve as solve_with_cpsat

    return solve_with_cpsat(problem, limits or Limits(), observe)


def explain(problem: Problem, limits: Limits | None = None) -> tuple[Clash, ...]:
    """Every clash that keeps somebody from being placed, or a heat from having its officials; none when all fits.

    Each is irreducible: its facts alone leave no room, and without any one of them they do. Independent clashes are
    told apart. ``limits`` bound the planner where nothing simpler decides; what stays undecided is not told as a clash.
    """
    from scheduler.timetable.cpsat.explaining import explain as explain_with_cpsat

    return explain_with_cpsat(problem, limits or Limits())
