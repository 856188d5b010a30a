"""Explanations with the exact model behind them."""

from scheduler.errors import ProblemFaults
from scheduler.timetable.cpsat.fitting import everybody_fits, fewest_left
from scheduler.timetable.cpsat.room import Registration
from scheduler.timetable.cpsat.solve import solve
from scheduler.timetable.explaining.explain import account
from scheduler.timetable.explaining.facts import Clash
from scheduler.timetable.plan import Limits, NoAnswer, Outcome
from scheduler.timetable.problem import Problem


def explain(problem: Problem, limits: Limits) -> tuple[Clash, ...]:
    """See :func:`scheduler.timetable.explain`."""
    return account(problem, limits, lambda each: everybody_fits(each).fits, _left, _solve)


def _left(problem: Problem) -> tuple[Registration, ...]:
    return fewest_left(problem).left


def _solve(problem: Problem, limits: Limits) -> Outcome:
    try:
        return solve(problem, limits, None)
    except ProblemFaults:  # the planner knows less than the exact model: what it cannot plan stays undecided
        return NoAnswer("limit")
