"""What the solver does not plan: told as faults before any search, so that nothing of a problem is passed over."""

from collections.abc import Iterator

from scheduler.errors import Fault
from scheduler.timetable.problem import Problem


def unplanned(problem: Problem) -> tuple[Fault, ...]:
    """A fault ``not_planned`` for every part of a problem that can be checked and sketched, but not yet proven."""
    return tuple(_unplanned(problem))


def _unplanned(problem: Problem) -> Iterator[Fault]:
    if "slots" in problem.goals:
        yield Fault("not_planned", {"key": "slots"}, "goals")
