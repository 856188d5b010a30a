"""One call from problem to outcome: contradictions first, then the search, the draw, the checker's word, the proof."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from warnings import warn

from scheduler.timetable.check import check
from scheduler.timetable.cpsat.duties import assigned
from scheduler.timetable.cpsat.duty_bounds import DutyBounds, duty_bounds, least_missing
from scheduler.timetable.cpsat.own_waiting import own_waiting
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
from scheduler.timetable.seats import Seating, plan_of
from scheduler.timetable.wishes import least_missed

# What the fixed heats and pins alone may lack: people, open places for people in any order, officials, finals.
OPEN = {"below_min_fill", "place_closed", "staff_wrong", "final_missing", "pin_moved", "pinned_heat_missing"}


def solve(problem: Problem, limits: Limits, observe: Observer | None) -> Outcome:
    """Plan, prove and check; see :func:`scheduler.timetable.solve`."""
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
    plan = first_allowed(canonical, _finished(canonical, planner.best, planner, search))
    if all(goal.proven for goal in plan.goals):
        return Optimal(plan, key, search.repeatable)
    return Feasible(plan, key, search.repeatable)


def _finished(problem: Problem, seatings: list[Seating], planner: Planner, search: Search) -> Iterator[Plan]:
    """The plan with draw, officials and proofs; then the same without the draw, and as the planner kept it."""
    for people in (draw(problem, seatings, search.limits.seed), seatings):
        plan = plan_of(problem, people, search.limits.seed)
        plan = assigned(problem, plan, search, least_missing(problem, plan))
        yield replace(plan, goals=tuple(_goals(problem, plan, planner, duty_bounds(problem, plan, search))))
    plan = plan_of(problem, seatings)
    yield replace(plan, goals=tuple(_goals(problem, plan, planner, DutyBounds())))


def first_allowed(problem: Problem, plans: Iterable[Plan]) -> Plan:
    """The first of these plans that the checker lets pass; the others are made no sooner than they are needed.

    A plan that breaks a rule never leaves the planner. That one was made is a defect of ours, told as a warning with
    the rules broken; what is returned instead states its own values and bounds, so nothing is claimed too much.
    """
    for plan in plans:
        broken = check(problem, plan)
        if not broken:
            return plan
        told = "; ".join(f"{each.code} {dict(each.params)}" for each in broken[:3])
        warn(f"a plan broke {len(broken)} rules and was dropped for an earlier one: {told}", RuntimeWarning, 2)
    raise RuntimeError("no plan passes the checker")


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


def _goals(problem: Problem, plan: Plan, planner: Planner, duties: DutyBounds) -> Sequence[Goal]:
    """Each stated goal, in the problem's order, with the bound proved for it.

    A bound holds while the goals it rests on are proven.
    """
    values, found, proven = measured(problem, plan), dict[str, Goal](), dict[str, int]()
    firm = {
        "unstaffed": (duties.unstaffed, {"unplaced"}),
        "duty_spread": (duties.duty_spread, {"unplaced", "unstaffed", "heats"}),
        "department_spread": (spread_bound(problem, plan), {"unplaced", "heats"}),
        "waiting": _least_waiting(problem, plan, planner, values["finish"]),
        "preferences": (least_missed(problem, planner.starts), set[str]()),
    }
    unnamed = () if "unstaffed" in problem.goals else ("unstaffed",)
    for name in dict.fromkeys(("unplaced", *unnamed, *problem.goals)):
        stated, rests = firm.get(name, (0, set[str]()))
        bound = max(stated if rests <= proven.keys() else 0, planner.bound(name, proven) or 0)
        bound = min(values[name], bound)
        took = Decimal(round(1000 * planner.seconds.get(name, 0))) / 1000
        found[name] = Goal(name, values[name], bound, values[name] == bound, took)
        if values[name] == bound:
            proven[name] = values[name]
    return [found[name] for name in problem.goals]


def _least_waiting(problem: Problem, plan: Plan, planner: Planner, finish: int) -> tuple[int, set[str]]:
    """What people must wait by their own windows, with the goals that rests on."""
    if plan.unplaced or "waiting" not in problem.goals:
        return 0, set()
    if "finish" in problem.goals[: problem.goals.index("waiting")]:
        return own_waiting(problem, planner.crowds, finish), {"unplaced", "finish"}
    return own_waiting(problem, planner.crowds, None), {"unplaced"}
