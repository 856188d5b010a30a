"""What no rota can beat: how many needs must stay open, and how uneven duties must be.

Two sources: arithmetic over the heats that every plan has, and, where the heats themselves are given, a model in which
people stand in nobody's way unless their own heat is certain.
"""

from collections import Counter
from dataclasses import dataclass, replace

from scheduler.timetable.cpsat.duties import MANY, Rota, missing
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.measure import duty_spread
from scheduler.timetable.plan import Heat, Plan
from scheduler.timetable.problem import Event, Problem
from scheduler.timetable.starts import starts_of


@dataclass(frozen=True)
class DutyBounds:
    """``unstaffed`` holds for every plan that leaves nobody out more; ``duty_spread`` for those with as many heats."""

    unstaffed: int = 0
    duty_spread: int = 0


def least_missing(problem: Problem, plan: Plan) -> int:
    """Needs that stay open in every plan with as many people placed: more officials of a skill than there are."""
    skilled = Counter(skill for official in problem.officials for skill in official.skills)
    heats = _fewest_heats(problem, plan)
    return sum(
        heats[event.id] * max(0, need.count - skilled[need.skill]) for event in problem.events for need in event.staff
    )


def duty_bounds(problem: Problem, plan: Plan, search: Search) -> DutyBounds:
    """Bounds for the rota of a plan."""
    if not any(event.staff for event in problem.events):
        return DutyBounds()
    open_needs, spread = least_missing(problem, plan), _least_spread(problem, plan)
    given = not plan.unplaced and all(_given(problem, event) for event in problem.events if event.staff)
    if given and missing(plan) > open_needs:
        open_needs = max(open_needs, _proven(problem, plan, search, "missing"))
    if given and missing(plan) == open_needs and duty_spread(problem, plan.heats) > spread:
        spread = max(spread, _proven(problem, plan, search, "spread"))
    return DutyBounds(open_needs, spread)


def _given(problem: Problem, event: Event) -> bool:
    """Are all heats of this event, its final too, decided elsewhere?"""
    fixed = {heat.final for heat in problem.fixed_heats if heat.event == event.id}
    return False in fixed and (event.final is None or True in fixed)


def _proven(problem: Problem, plan: Plan, search: Search, goal: str) -> int:
    """The bound of a model with the plan's heats in which only people with a certain heat can be in the way."""
    certain = _certain(problem)
    heats = [replace(heat, places=_among(heat, certain)) for heat in plan.heats]
    rota = Rota(problem, heats)
    if search.over or len(rota.duties) > MANY:
        return 0
    if goal == "spread":
        rota.model.add(rota.missing == missing(plan))
    rota.hint(plan)
    rota.model.minimize(rota.missing if goal == "missing" else rota.spread)
    return rota.bound(search)


def _certain(problem: Problem) -> set[tuple[str, str]]:
    """Entries that can only be run in one heat."""
    starts = starts_of(problem)
    slots = {event: Counter(slot.start for slot in each) for event, each in starts.slots.items()}
    return {
        (name, event)
        for (name, event), suits in starts.suits.items()
        if len(suits) == 1 and slots[event][suits[0]] == 1 and all(slot.fixed for slot in starts.slots[event])
    }


def _among(heat: Heat, certain: set[tuple[str, str]]) -> dict[int, str]:
    return {place: name for place, name in heat.places.items() if (name, heat.event) in certain}


def _least_spread(problem: Problem, plan: Plan) -> int:
    """Duties are whole: T of them among n officials cannot be more even than this, for every T the heats allow."""
    officials, heats = problem.officials, _fewest_heats(problem, plan)
    if not officials:
        return 0
    needed = {skill for event in problem.events for skill in (need.skill for need in event.staff)}
    limits = [official.max_heats if needed.intersection(official.skills) else 0 for official in officials]
    fewest = sum(heats[event.id] * _staff(event) for event in problem.events) - missing(plan)
    spare = max(0, len(plan.heats) - sum(heats.values()))
    each = [_staff(event) for event in problem.events]
    totals = range(fewest + spare * min(each), fewest + spare * max(each) + 1)
    return min((_spread_of(duties, limits) for duties in totals if duties >= 0), default=0)


def _staff(event: Event) -> int:
    return sum(need.count for need in event.staff)


def _spread_of(duties: int, limits: list[int | None]) -> int:
    """The least unevenness of so many duties among officials with these limits.

    >>> _spread_of(7, [None, None, None]), _spread_of(6, [None, None, None]), _spread_of(6, [1, None, None])
    (1, 0, 2)
    """
    fewest = min(duties // len(limits), *(duties if limit is None else limit for limit in limits))
    most = fewest
    while sum(most if limit is None else min(limit, most) for limit in limits) < duties and most < duties:
        most += 1
    return most - fewest


def _fewest_heats(problem: Problem, plan: Plan) -> Counter[str]:
    """Heats and finals that every event has in any plan with as many people placed."""
    fixed = Counter(heat.event for heat in problem.fixed_heats if not heat.final)
    finals = Counter(heat.event for heat in problem.fixed_heats if heat.final)
    entered = Counter(event for entrant in problem.entrants for event in entrant.events)
    slots, found = starts_of(problem).slots, Counter[str]()
    for event in problem.events:
        most = max((slot.capacity for slot in slots[event.id]), default=0)
        heats = fixed[event.id]
        if not heats and most and not plan.unplaced:
            heats = -(-entered[event.id] // most)
        final = finals[event.id] or (1 if event.final and heats else 0)
        found[event.id] = heats + final
    return found
