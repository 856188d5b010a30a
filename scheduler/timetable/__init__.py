"""Timetables: a problem in, a plan with its proof out. Importing this package never imports the solver."""

from scheduler.timetable.check import check
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
    Violation,
    repeat_key,
)
from scheduler.timetable.problem import (
    After,
    Closure,
    Entrant,
    Event,
    FixedHeat,
    Pin,
    Problem,
    Session,
    Venue,
    Wave,
    Window,
)
from scheduler.timetable.sketch import sketch

__all__ = [
    "After",
    "Closure",
    "Entrant",
    "Event",
    "Feasible",
    "FixedHeat",
    "Goal",
    "Heat",
    "Infeasible",
    "Limits",
    "NoAnswer",
    "Observer",
    "Optimal",
    "Outcome",
    "Pin",
    "Plan",
    "Problem",
    "Progress",
    "Session",
    "Unplaced",
    "Venue",
    "Violation",
    "Wave",
    "Window",
    "check",
    "repeat_key",
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
