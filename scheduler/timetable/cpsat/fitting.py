"""Is there room for everybody? The questions an explanation asks about a small problem."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.timetable.check import check
from scheduler.timetable.cpsat.room import Registration, Room
from scheduler.timetable.cpsat.room_rules import state_rules
from scheduler.timetable.problem import Problem
from scheduler.timetable.seats import plan_of
from scheduler.timetable.sketch import greedy_seatings
from scheduler.timetable.starts import Starts, starts_of

SECONDS = 5.0  # deterministic seconds for one question


@dataclass(frozen=True)
class Answer:
    """``fits``: everybody finds room; None when the budget ended first. ``left``: registrations left over."""

    fits: bool | None
    left: tuple[Registration, ...] = ()


def everybody_fits(problem: Problem) -> Answer:
    """Can every registration be placed (and every heat have its officials)? A sketch that succeeds is an answer too."""
    starts = starts_of(problem)
    if not any(event.staff for event in problem.events) and _sketched(problem, starts):
        return Answer(True)
    room = Room(problem, starts)
    state_rules(room)
    room.model.add(sum(room.left.values()) == 0)
    status, _ = _run(room.model)
    return Answer({cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}.get(status))


def _sketched(problem: Problem, starts: Starts) -> bool:
    """Does the simple timetable already place everybody, and is it allowed?"""
    if not all(starts.suits.values()):
        return False
    seatings = greedy_seatings(problem, starts)
    placed = sum(len(seating.people) for seating in seatings)
    return placed == len(starts.suits) and not check(problem, plan_of(problem, seatings))


def fewest_left(problem: Problem) -> Answer:
    """The fewest registrations that must be left over, by one of the best choices; ``fits`` None when not proven."""
    room = Room(problem, starts_of(problem))
    state_rules(room)
    room.model.minimize(sum(room.left.values()))
    status, solver = _run(room.model)
    if status == cp_model.INFEASIBLE:
        return Answer(False)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None)
    left = [
        name
        for (event, pattern), count in room.left.items()
        for name in _names(room, event, pattern, solver.value(count))
    ]
    return Answer(not left if status == cp_model.OPTIMAL else None, tuple(sorted(left)))


def _names(room: Room, event: str, pattern: object, count: int) -> list[Registration]:
    return [(name, event) for name in room.groups[event, pattern][:count]]


def _run(model: cp_model.CpModel) -> tuple[cp_model.CpSolverStatus, cp_model.CpSolver]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = SECONDS
    return solver.solve(model), solver
