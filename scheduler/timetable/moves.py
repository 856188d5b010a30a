"""A plan changed by hand: heats and people moved or swapped. Nothing is judged here; :func:`check` does that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.errors import Fault, ProblemFaults
from scheduler.timetable.measure import measured
from scheduler.timetable.plan import Goal, Heat, Plan, Unplaced
from scheduler.timetable.problem import Problem
from scheduler.timetable.starts import open_places


@dataclass(frozen=True, slots=True)
class HeatTo:
    """A heat goes to another start (minutes of the plan) and venue; its people keep their places."""

    heat: str
    start: int
    venue: str


@dataclass(frozen=True, slots=True)
class HeatsSwapped:
    """Two heats exchange start and venue."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class PersonTo:
    """An entrant goes to another heat of the event, or to another place of the own heat.

    ``place`` None takes the first free one.
    """

    entrant: str
    heat: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class PeopleSwapped:
    """Two entrants of one event exchange heat and place."""

    event: str
    first: str
    second: str


HandMove = HeatTo | HeatsSwapped | PersonTo | PeopleSwapped


def moved(problem: Problem, plan: Plan, moves: Sequence[HandMove]) -> Plan:
    """The plan after every move, in order, with its goals measured anew; the plan given stays as it is.

    A heat that nobody is left in is taken out. Raises ProblemFaults when a move cannot be made at all: heat_unknown,
    venue_unknown, move_not_entered, move_not_placed, move_place_taken, move_heat_full.
    """
    for number, move in enumerate(moves, 1):
        where = f"moves[{number}]"
        if isinstance(move, HeatTo):
            plan = _heat_to(problem, plan, move, where)
        elif isinstance(move, HeatsSwapped):
            plan = _heats_swapped(plan, move, where)
        elif isinstance(move, PersonTo):
            plan = _person_to(problem, plan, move, where)
        else:
            plan = _people_swapped(plan, move, where)
    return restated(problem, plan)


def aligned(problem: Problem, plan: Plan) -> Plan:
    """The plan for the entries of this problem: who is not entered any more is taken out, who is new waits unplaced."""
    entered = {(entrant.id, event) for entrant in problem.entrants for event in entrant.events}
    heats = [
        replace(heat, places={place: name for place, name in heat.places.items() if (name, heat.event) in entered})
        for heat in plan.heats
    ]
    known = {(name, heat.event) for heat in heats if not heat.final for name in heat.places.values()}
    left = [each for each in plan.unplaced if (each.entrant, each.event) in entered - known]
    known |= {(each.entrant, each.event) for each in left}
    new = [Unplaced(*pair) for pair in sorted(entered - known)]
    changed = [heat for heat, before in zip(heats, plan.heats, strict=True) if heat.places != before.places]
    return restated(problem, replace(_with(plan, *changed), unplaced=(*left, *new)), same_problem=False)


def restated(problem: Problem, plan: Plan, same_problem: bool = True) -> Plan:
    """The plan with its goals measured anew.

    A bound was proved with every goal above it at its value then: it stays as long as the goals above kept theirs, and
    only where the problem is the same. Otherwise nothing but 0 is known.
    """
    values, goals, holds = measured(problem, plan), list[Goal](), same_problem
    for goal in plan.goals:
        value = values[goal.name]
        bound = goal.bound if holds and goal.bound <= value else 0
        goals.append(replace(goal, value=value, bound=bound, proven=bound == value))
        holds = holds and value == goal.value
    return replace(plan, goals=tuple(goals))


def _heat(plan: Plan, name: str, where: str) -> Heat:
    found = next((heat for heat in plan.heats if heat.id == name), None)
    if found is None:
        raise ProblemFaults([Fault("heat_unknown", {"id": name}, where)])
    return found


def _with(plan: Plan, *changed: Heat) -> Plan:
    """The plan with these heats in place of those of the same ids, in order of time; emptied heats are left out."""
    new = {heat.id: heat for heat in changed}
    heats = [new.get(heat.id, heat) for heat in plan.heats]
    kept = [heat for heat in heats if heat.places or heat.final or heat.id not in new]
    gone = {heat.id for heat in heats} - {heat.id for heat in kept}
    return replace(
        plan,
        heats=tuple(sorted(kept, key=lambda heat: (heat.start, heat.venue, heat.id))),
        unstaffed=tuple(each for each in plan.unstaffed if each.heat not in gone),
    )


def _heat_to(problem: Problem, plan: Plan, move: HeatTo, where: str) -> Plan:
    heat = _heat(plan, move.heat, where)
    if move.venue not in {venue.id for venue in problem.venues}:
        raise ProblemFaults([Fault("venue_unknown", {"id": move.venue}, where)])
    return _with(plan, replace(heat, start=move.start, venue=move.venue))


def _heats_swapped(plan: Plan, move: HeatsSwapped, where: str) -> Plan:
    first, second = _heat(plan, move.first, where), _heat(plan, move.second, where)
    return _with(
        plan,
        replace(first, start=second.start, venue=second.venue),
        replace(second, start=first.start, venue=first.venue),
    )


def _person_to(problem: Problem, plan: Plan, move: PersonTo, where: str) -> Plan:
    target = _heat(plan, move.heat, where)
    if not any(move.entrant == entrant.id and target.event in entrant.events for entrant in problem.entrants):
        raise ProblemFaults([Fault("move_not_entered", {"entrant": move.entrant, "event": target.event}, where)])
    own = _own_heat(plan, target.event, move.entrant)
    places = {place: name for place, name in target.places.items() if name != move.entrant}
    place = move.place if move.place is not None else _free_place(problem, target, places)
    if place is None:
        raise ProblemFaults([Fault("move_heat_full", {"heat": target.id}, where)])
    if place in places:
        raise ProblemFaults([Fault("move_place_taken", {"heat": target.id, "place": place}, where)])
    filled = replace(target, places=dict(sorted((places | {place: move.entrant}).items())))
    left = tuple(each for each in plan.unplaced if (each.entrant, each.event) != (move.entrant, target.event))
    plan = replace(plan, unplaced=left)
    if own is None or own.id == target.id:
        return _with(plan, filled)
    return _with(plan, filled, _without(own, move.entrant))


def _people_swapped(plan: Plan, move: PeopleSwapped, where: str) -> Plan:
    heats = [_own_heat(plan, move.event, name) for name in (move.first, move.second)]
    first, second = heats
    if first is None or second is None:
        missing = move.first if first is None else move.second
        raise ProblemFaults([Fault("move_not_placed", {"entrant": missing, "event": move.event}, where)])
    other = {move.first: move.second, move.second: move.first}
    return _with(
        plan,
        *(
            replace(heat, places={place: other.get(name, name) for place, name in heat.places.items()})
            for heat in (first, second)
        ),
    )


def _own_heat(plan: Plan, event: str, entrant: str) -> Heat | None:
    """The heat in which somebody runs an event; finals have their people only later."""
    drawn = (heat for heat in plan.heats if heat.event == event and not heat.final)
    return next((heat for heat in drawn if entrant in heat.places.values()), None)


def _without(heat: Heat, entrant: str) -> Heat:
    return replace(heat, places={place: name for place, name in heat.places.items() if name != entrant})


def _free_place(problem: Problem, heat: Heat, taken: dict[int, str]) -> int | None:
    """The first open place of the heat's venue that nobody has; None when there is none."""
    venue = next((venue for venue in problem.venues if venue.id == heat.venue), None)
    event = next(event for event in problem.events if event.id == heat.event)
    if venue is None:
        return None
    numbers = open_places(venue, heat.start, heat.start + event.lasts(heat.final), len(taken) + 1)
    return next((number for number in numbers if number not in taken), None)
