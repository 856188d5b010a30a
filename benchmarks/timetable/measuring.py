"""One problem measured in a process of its own, so that memory and processor time are its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from resource import RUSAGE_SELF, getrusage
from time import monotonic, process_time
from typing import Any

from benchmarks.timetable.instances import instance
from scheduler.timetable import Feasible, Goal, Limits, Optimal, Plan, Problem, Progress, check, sketch, solve

Row = dict[str, Any]
PROVEN = ("unplaced", "heats", "finish")


@dataclass
class Watch:
    """When the planner had its first plan (only checked ones are told) and when it had done with its numbers.

    Each as seconds by the clock and of the processor.
    """

    began: tuple[float, float] = field(default_factory=lambda: _now())
    first: tuple[float, float] | None = None
    numbers: tuple[float, float] | None = None

    def __call__(self, progress: Progress) -> bool:
        """Note the time; the search goes on."""
        clock, processor = (now - then for now, then in zip(_now(), self.began, strict=True))
        if self.first is None and progress.value is not None:
            self.first = clock, processor
        if self.numbers is None and progress.goal not in PROVEN:
            self.numbers = clock, processor
        return True


def _now() -> tuple[float, float]:
    return monotonic(), process_time()


def planners(entrants: int, seed: int, limit: int, finals: bool) -> Row:
    """Greedy, then the planner; ``limit`` are its deterministic seconds."""
    problem = instance(entrants, seed, finals)
    found = {"greedy": _timed(problem, lambda: sketch(problem))}
    watch = Watch()
    found["planner"] = _timed(problem, lambda: _plan(solve(problem, Limits(limit), watch)))
    proven = all(name not in found["planner"]["open"] for name in PROVEN)
    found["planner"] |= {"first": watch.first, "proof": watch.numbers if proven else None, "memory": _memory()}
    return found


def textbook(entrants: int, seed: int, seconds: int) -> Row:
    """The textbook interval model within so many seconds by the clock."""
    from benchmarks.timetable.interval import Textbook

    problem = instance(entrants, seed)
    return {"textbook": _timed(problem, lambda: Textbook(problem).solve(seconds)) | {"memory": _memory()}}


def _plan(outcome: object) -> Plan | None:
    return outcome.plan if isinstance(outcome, Optimal | Feasible) else None


def _memory() -> int:
    """The most memory this process ever had, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024


def _timed(problem: Problem, planned: Callable[[], Plan | None]) -> Row:
    """Values, what of them is open with its bound, seconds by the clock and of the processor, rules broken."""
    began = _now()
    plan = planned()
    took = dict(zip(("seconds", "cpu"), (now - then for now, then in zip(_now(), began, strict=True)), strict=True))
    if plan is None:
        return {"values": {}, "open": {}, "violations": 0, **took}
    return {"values": _values(plan.goals), "open": _open(plan.goals), "violations": len(check(problem, plan)), **took}


def _values(goals: tuple[Goal, ...]) -> dict[str, int]:
    return {goal.name: goal.value for goal in goals}


def _open(goals: tuple[Goal, ...]) -> dict[str, int]:
    """The bounds of the goals that are not proven."""
    return {goal.name: goal.bound for goal in goals if not goal.proven}
