"""Timetables: a problem in, a plan with its proof out. Importing this package never imports the solver."""

from collections.abc import Sequence

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
from scheduler.timetable.repairing.answer import (
    BudgetVerdict,
    DutyChange,
    HeatChange,
    Irreparable,
    Move,
    Repair,
    Repaired,
    Turn,
)
from scheduler.timetable.repairing.changes import (
    Budget,
    Change,
    Closed,
    Delay,
    LateEntry,
    OfficialGone,
    Withdrawn,
)
from scheduler.timetable.sketch import sketch

__all__ = [
    "After",
    "Budget",
    "BudgetVerdict",
    "Change",
    "Clash",
    "Closed",
    "Closure",
    "Delay",
    "DutyChange",
    "Entrant",
    "Event",
    "Fact",
    "Feasible",
    "Final",
    "FixedHeat",
    "Goal",
    "HandMove",
    "Heat",
    "HeatChange",
    "HeatTo",
    "HeatsSwapped",
    "Infeasible",
    "Irreparable",
    "LateEntry",
    "Limits",
    "Move",
    "NoAnswer",
    "Observer",
    "Official",
    "OfficialGone",
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
    "Repair",
    "Repaired",
    "Session",
    "Staff",
    "Turn",
    "Unplaced",
    "Unstaffed",
    "Venue",
    "Violation",
    "Wave",
    "Window",
    "Withdrawn",
    "aligned",
    "check",
    "explain",
    "moved",
    "repair",
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


def repair(
    problem: Problem,
    plan: Plan,
    now: int,
    changes: Sequence[Change],
    limits: Limits | None = None,
    budget: Budget | None = None,
) -> Repair:
    """What follows from ``changes`` at minute ``now``: heats that have begun stand, pins are kept, the rest is moved as
    little as possible: fewest entries left over, then fewest people moved, then fewest minutes, then fewest new heats.

    Nothing is stored: the answer is a value that tells who moves where. Its plan has passed :func:`check` for its
    ``problem``, the one with the changes in it. Raises ProblemFaults with every fault of the plan, the moment and the
    changes. With a ``budget`` the answer says whether it was kept, and what would be enough.
    """
    from scheduler.timetable.cpsat.repairing import repair as repair_with_cpsat

    return repair_with_cpsat(problem, plan, now, changes, limits or Limits(), budget)


def explain(problem: Problem, limits: Limits | None = None) -> tuple[Clash, ...]:
    """Every clash that keeps somebody from being placed, or a heat from having its officials; none when all fits.

    Each is irreducible: its facts alone leave no room, and without any one of them they do. Independent clashes are
    told apart. ``limits`` bound the planner where nothing simpler decides; what stays undecided is not told as a clash.
    """
    from scheduler.timetable.cpsat.explaining import explain as explain_with_cpsat

    return explain_with_cpsat(problem, limits or Limits())
