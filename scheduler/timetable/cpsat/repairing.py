"""One call from a plan and what happened to a new plan, with its difference, its bound and the budget's verdict."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.errors import ProblemFaults
from scheduler.timetable.check import check
from scheduler.timetable.cpsat.repairing_attempts import Attempts, Found
from scheduler.timetable.cpsat.repairing_rota import staffed
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.measure import measured
from scheduler.timetable.plan import Goal, Limits, NoAnswer, Plan, Violation
from scheduler.timetable.problem import Problem
from scheduler.timetable.repairing.answer import BudgetVerdict, Irreparable, Repair, Repaired
from scheduler.timetable.repairing.changed import changed, dropped
from scheduler.timetable.repairing.changes import Budget, Change
from scheduler.timetable.repairing.composing import composed
from scheduler.timetable.repairing.difference import difference, duty_changes, heat_changes, people_moved
from scheduler.timetable.repairing.faults import Asked, faults_of
from scheduler.timetable.repairing.settled import contradictions


def repair(
    problem: Problem, plan: Plan, now: int, changes: Sequence[Change], limits: Limits, budget: Budget | None
) -> Repair:
    """Repair and check; see :func:`scheduler.timetable.repair`."""
    faults = faults_of(Asked(problem, plan, now, changes, budget))
    if faults:
        raise ProblemFaults(faults)
    case = changed(problem, plan, now, changes)
    reasons = contradictions(case)
    if reasons:
        return Irreparable(reasons)
    attempts = Attempts(case, Search(limits, None, brisk=True))
    found = attempts.best()
    if found is None and attempts.contradiction:
        return Irreparable((Violation("pins_clash", {"pins": len(case.problem.pins)}),))
    if found is None:
        return NoAnswer("limit")
    verdict = None
    if budget is not None:
        found, verdict = _within(attempts, found, budget)
    return _told(attempts, plan, found, dropped(plan, now, changes), verdict)


def _told(
    attempts: Attempts, before: Plan, found: Found, gone: set[tuple[str, str]], verdict: BudgetVerdict | None
) -> Repaired:
    case, search = attempts.case, attempts.search
    after = staffed(case, composed(found.layout, found.seats, search.limits.seed), search)
    after = replace(after, goals=tuple(_goals(case.problem, after, attempts.left)))
    broken = check(case.problem, after)
    if broken:
        raise AssertionError(f"the repair broke a rule: {broken[:3]}")
    moves = difference(before, after, gone)
    return Repaired(
        after,
        case.problem,
        moves,
        heat_changes(before, after),
        duty_changes(before, after),
        people_moved(moves),
        attempts.bound(found.left),
        sum(move.minutes for move in moves),
        max((move.minutes for move in moves), default=0),
        verdict,
        search.repeatable,
    )


def _goals(problem: Problem, plan: Plan, left: int) -> Sequence[Goal]:
    """What the plan is worth now; only the people left over have a bound."""
    values = measured(problem, plan)
    bounds = {"unplaced": min(left, values["unplaced"])}
    named = [(name, values[name], bounds.get(name, 0)) for name in problem.goals]
    return [Goal(name, value, bound, value == bound) for name, value, bound in named]


def _within(attempts: Attempts, free: Found, budget: Budget) -> tuple[Found, BudgetVerdict]:
    """The best repair inside the budget if it leaves nobody out for it; else the free one and what would be enough."""
    if _keeps(free, budget):
        return free, BudgetVerdict(True)
    found = attempts.best(budget)
    if found is not None and found.left <= free.left:
        return found, BudgetVerdict(True)
    return free, BudgetVerdict(False, _people(attempts, free, budget), _minutes(attempts, free, budget))


def _keeps(found: Found, budget: Budget) -> bool:
    people = budget.people is None or found.moved <= budget.people
    return people and (budget.minutes is None or found.longest <= budget.minutes)


def _people(attempts: Attempts, free: Found, budget: Budget) -> int | None:
    """The fewest people to move when nobody moves further than allowed."""
    found = free if budget.minutes is None else attempts.best(Budget(minutes=budget.minutes))
    return found.moved if found is not None and found.left <= free.left else None


def _minutes(attempts: Attempts, free: Found, budget: Budget) -> int | None:
    """The shortest longest move when no more people move than allowed, by halving."""
    enough = free if budget.people is None else attempts.best(Budget(people=budget.people))
    if enough is None or enough.left > free.left:
        return None
    least, most, grid = budget.minutes or 0, enough.longest, attempts.case.problem.grid_minutes
    while most - least > grid:
        middle = (least + most) // 2
        found = attempts.best(Budget(budget.people, middle))
        if found is not None and found.left <= free.left:
            most = min(middle, found.longest)
        else:
            least = middle
    return most
