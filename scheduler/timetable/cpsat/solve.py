"""One call from problem to outcome: contradictions first, then the search, the draw, the checker's word, the proof."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scheduler.errors import ProblemFaults
from scheduler.timetable.check import check
from scheduler.timetable.cpsat.planner import Planner
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.draw import draw, spread_bound
from scheduler.timetable.measure import measured
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
    Unplaced,
    Violation,
    repeat_key,
)
from scheduler.timetable.problem import Problem
from scheduler.timetable.seats import plan_of
from scheduler.timetable.unplanned import unplanned

# What the fixed heats and pins alone may lack: people, open places for people in any order, officials, finals.
OPEN = {"below_min_fill", "place_closed", "staff_wrong", "final_missing", "pin_moved", "pinned_heat_missing"}


def solve(problem: Problem, limits: Limits, observe: Observer | None) -> Outcome:
    """Plan, prove and check; see :func:`scheduler.timetable.solve`."""
    faults = unplanned(problem)
    if faults:
        raise ProblemFaults(faults)
    canonical, key = problem.canonical(), repeat_key(problem, limits)
    reasons = contradictions(canonical)
    if reasons:
        return Infeasible(reasons, key)
    search = Search(limits, observe)
    planner = Planner(canonical, search)
    planner.run()
    if planner.contradiction:
        return Infeasible((Violation("pins_clash", {"pins": len(canonical.pins)}),), key)
    if planner.best is None:
        return NoAnswer("cancelled" if search.cancelled else "limit", key)
    seatings = draw(canonical, planner.best, limits.seed)
    plan = plan_of(canonical, seatings, limits.seed)
    plan = Plan(plan.heats, plan.unplaced, tuple(_goals(canonical, plan, planner.bounds, planner.seconds)))
    broken = check(canonical, plan)
    if broken:
        raise AssertionError(f"the planner broke a rule: {broken[:3]}")
    if all(goal.proven for goal in plan.goals):
        return Optimal(plan, key, search.repeatable)
    return Feasible(plan, key, search.repeatable)


def contradictions(problem: Problem) -> tuple[Violation, ...]:
    """What is wrong with the fixed heats and the pins alone, in the checker's words."""
    people: dict[str, list[str]] = {heat.id: [] for heat in problem.fixed_heats}
    pins = [pin for pin in problem.pins if pin.heat and pin.entrant]
    for pin in pins:
        people[pin.heat].append(pin.entrant)
    heats = tuple(
        Heat(heat.id, heat.event, heat.start, heat.venue, dict(enumerate(people[heat.id], start=1)), heat.final)
        for heat in problem.fixed_heats
    )
    pinned = {(pin.entrant, pin.event) for pin in pins}
    rest = [Unplaced(e.id, event) for e in problem.entrants for event in e.events if (e.id, event) not in pinned]
    found = check(problem, Plan(heats, tuple(rest)))
    return tuple(each for each in found if each.code not in OPEN)


def _goals(
    problem: Problem, plan: Plan, bounds: Mapping[tuple[tuple[int, ...], str], int], seconds: Mapping[str, float]
) -> Sequence[Goal]:
    """Each stated goal with the bound proved for it; a bound counts only while every goal before it is proven."""
    values, found = measured(problem, plan), list[Goal]()
    before, trusted = list[int](), True
    for name in ("unplaced", *(goal for goal in problem.goals if goal != "unplaced")):
        value = values[name]
        stated = spread_bound(problem, plan) if name == "department_spread" else bounds.get((tuple(before), name), 0)
        bound = max(0, min(value, stated)) if trusted else 0
        took = Decimal(round(1000 * seconds.get(name, 0))) / 1000
        found.append(Goal(name, value, bound, value == bound, took))
        trusted = trusted and value == bound
        before.append(value)
    return [goal for goal in found if goal.name in problem.goals]
