"""The rules of a repair, one function each: what spots demand of each other, and people of themselves."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, pairwise

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.master import at, moments
from scheduler.timetable.cpsat.repairing_model import Rearrangement
from scheduler.timetable.problem import MINUTES_PER_DAY
from scheduler.timetable.repairing.layout import Layout
from scheduler.timetable.repairing.spots import Spot
from scheduler.timetable.starts import finalists, pinned_venue

total = cp_model.LinearExpr.sum


def ruled(layout: Layout) -> Rearrangement:
    """The choices of this layout with every rule stated."""
    plan = Rearrangement(layout)
    for rule in _RULES:
        rule(plan)
    return plan


def _fill(plan: Rearrangement) -> None:
    """A heat holds neither too many nor, once opened, too few; a fixed one may stand empty."""
    for spots in plan.layout.spots.values():
        for spot in spots:
            if not plan.arriving(spot):
                if spot in plan.opened and not spot.fixed:
                    plan.model.add(plan.opened[spot] == 0)
                continue
            people, least = plan.people(spot), plan.case.events[spot.event].min_fill
            if spot.taken:
                plan.model.add(people <= spot.capacity - spot.taken)
                plan.model.add(people >= least - spot.taken)
                continue
            filled = plan.model.new_bool_var("filled") if spot.fixed else plan.opened[spot]
            plan.model.add(people <= spot.capacity * filled)
            plan.model.add(people >= least * filled)


def _fixed(plan: Rearrangement) -> None:
    """Fixed heats and finals stand; pinned heats exist; pinned people have a place."""
    for spot, opened in plan.opened.items():
        if spot.fixed and not spot.final:
            plan.model.add(opened == 1)
    pinned = {(pin.entrant, pin.event) for pin in plan.case.problem.pins if pin.entrant}
    for index, group in enumerate(plan.groups):
        if (group.names[0], group.event) in pinned:
            plan.model.add(plan.left[index] == 0)
    for pin in plan.case.problem.pins:
        if not pin.entrant and not _stands(plan, pin.event, pin.start, pin.venue):
            here = [o for s, o in plan.opened.items() if _is(s, pin.event, pin.start, pin.venue)]
            plan.model.add(total(here) >= 1)


def _is(spot: Spot, event: str, start: int | None, venue: str) -> bool:
    return not spot.final and (spot.event, spot.start) == (event, start) and venue in ("", spot.venue)


def _stands(plan: Rearrangement, event: str, start: int | None, venue: str) -> bool:
    heats = (heat for heat in plan.layout.settled if heat.event == event and not heat.final)
    return any(heat.start == start and venue in ("", heat.venue) for heat in heats)


def _same_place(plan: Rearrangement) -> None:
    """Two people pinned to one place are never in one heat."""
    placed = [pin for pin in plan.case.problem.pins if pin.place is not None]
    index = {(group.names[0], group.event): index for index, group in enumerate(plan.groups)}
    for one, two in combinations(placed, 2):
        same = one.event == two.event and one.place == two.place
        if not same or pinned_venue(plan.case.problem, one) != pinned_venue(plan.case.problem, two):
            continue
        first, second = index.get((one.entrant, one.event)), index.get((two.entrant, two.event))
        if first is not None and second is not None:
            for spot in set(plan.groups[first].spots) & set(plan.groups[second].spots):
                plan.model.add(plan.going[first, spot] + plan.going[second, spot] <= 1)


def _one_after_the_other(plan: Rearrangement) -> None:
    """A venue holds one heat at a time, changeover or interval counted in."""
    here: dict[str, list[tuple[int, int, Spot]]] = defaultdict(list)
    for spot in plan.opened:
        venue, event = plan.case.venues[spot.venue], plan.case.events[spot.event]
        step = venue.wave.interval_minutes if venue.wave else event.taken(spot.final) + venue.changeover_minutes
        here[spot.venue].append((spot.start, spot.start + step, spot))
    for stretches in here.values():
        for moment in moments(stretches):
            plan.model.add_at_most_one(plan.opened[spot] for spot in at(stretches, moment))


def _one_start(plan: Rearrangement) -> None:
    """A single-heat event opens at most once."""
    for event in plan.case.events.values():
        if event.single_heat:
            plan.model.add_at_most_one(plan.opened[s] for s in plan.layout.spots[event.id] if s in plan.opened)


def _routes(plan: Rearrangement) -> None:
    """Never more people out on a route than it may hold, those who stay counted in."""
    for venue in plan.case.venues.values():
        if venue.wave is not None and venue.wave.on_route_max is not None:
            _route(plan, venue.id, venue.wave.on_route_max)


def _route(plan: Rearrangement, venue: str, most: int) -> None:
    entered = Counter(event for entrant in plan.case.problem.entrants for event in entrant.events)
    settled: list[tuple[int, int, int]] = []
    for heat in plan.layout.settled:
        if heat.venue == venue:
            event = plan.case.events[heat.event]
            count = finalists(event, entered[event.id]) if heat.final else len(heat.places)
            settled.append((heat.start, plan.case.back(heat), count))
    free: list[tuple[int, int, Spot]] = []
    for spots in (*plan.layout.spots.values(), *plan.layout.finals.values()):
        for spot in (spot for spot in spots if spot.venue == venue and (spot in plan.opened or spot in plan.into)):
            event = plan.case.events[spot.event]
            busy = event.lasts(True) if spot.final else event.entrant_minutes
            free.append((spot.start, spot.start + busy, spot))
    for moment in sorted({start for start, _, _ in (*settled, *free) if start >= plan.case.now}):
        out = sum(count for start, back, count in settled if start <= moment < back)
        finals = [spot.capacity * plan.opened[spot] for spot in at(free, moment) if spot.final]
        coming = [going for spot in at(free, moment) if not spot.final for going in plan.arriving(spot)]
        if finals or coming:
            plan.model.add(total([*finals, *coming]) <= most - out)


def _order(plan: Rearrangement) -> None:
    """What follows an event waits for the last of its heats and its final; a final for the last heat and its gap."""
    for event in plan.case.events.values():
        heats = [spot for spot in plan.layout.spots[event.id] if spot in plan.opened]
        finals = list(plan.layout.finals[event.id])
        if finals and event.final:
            _after(plan, heats, finals, event.final.gap_minutes)
        for other in plan.case.events.values():
            for after in (each for each in other.after if each.event == event.id):
                late = [spot for spot in plan.layout.spots[other.id] if spot in plan.opened]
                _after(plan, [*heats, *finals], [*late, *plan.layout.finals[other.id]], after.gap_minutes)


def _after(plan: Rearrangement, before: Sequence[Spot], after: Sequence[Spot], gap: int) -> None:
    """A chain of "something ends then or later" keeps this short."""
    if not before or not after:
        return
    ends = {spot: spot.start + plan.case.events[spot.event].lasts(spot.final) for spot in before}
    late = {end: plan.model.new_bool_var("") for end in sorted(set(ends.values()))}
    for earlier, later in pairwise(late):
        plan.model.add_implication(late[later], late[earlier])
    for spot, end in ends.items():
        plan.model.add_implication(plan.opened[spot], late[end])
    for spot in after:
        blocking = next((late[end] for end in late if end + gap > spot.start), None)
        if blocking is not None:
            plan.model.add_bool_or(plan.opened[spot].negated(), blocking.negated())


def _finals(plan: Rearrangement) -> None:
    """An event has exactly one final when it has heats, and none without."""
    for event in plan.case.events.values():
        standing = [heat for heat in plan.layout.settled if heat.event == event.id]
        if event.final is None or any(heat.final for heat in standing):
            continue
        finals = total([plan.opened[spot] for spot in plan.layout.finals[event.id]])
        heats = [plan.opened[spot] for spot in plan.layout.spots[event.id] if spot in plan.opened]
        if standing or any(spot.fixed for spot in (*plan.layout.spots[event.id], *plan.layout.finals[event.id])):
            plan.model.add(finals == 1)
            continue
        for heat in heats:
            plan.model.add(finals >= heat)
        plan.model.add(finals <= total(heats))
        plan.model.add(finals <= 1)


def _own_turns(plan: Rearrangement) -> None:
    """Turns and rest of one person never overlap, named finals included; no day holds too many events."""
    for name, indices in plan.several.items():
        entrant = plan.case.entrants[name]
        rest = plan.case.problem.rest_of(entrant)
        turns: list[tuple[int, int, cp_model.IntVar]] = []
        days: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for index in indices:
            busy = plan.case.events[plan.groups[index].event].entrant_minutes
            for spot in plan.groups[index].spots:
                turns.append((spot.start, spot.start + busy + rest, plan.going[index, spot]))
                days[spot.start // MINUTES_PER_DAY].append(plan.going[index, spot])
        for event, heat in plan.layout.named.items():
            if name in heat.places.values():
                minutes = plan.case.events[event].lasts(True) + rest
                turns += [(s.start, s.start + minutes, plan.opened[s]) for s in plan.layout.finals[event]]
        for moment in moments(turns):
            plan.model.add(total(at(turns, moment)) <= 1)
        if entrant.max_per_day is not None:
            _days(plan, name, entrant.max_per_day, days)


def _days(plan: Rearrangement, name: str, most: int, days: dict[int, list[cp_model.IntVar]]) -> None:
    drawn = (heat for heat in plan.layout.settled if not heat.final and name in heat.places.values())
    settled = Counter(heat.start // MINUTES_PER_DAY for heat in drawn)
    for day, turns in days.items():
        plan.model.add(total(turns) <= most - settled[day])


_RULES: Iterable[Callable[[Rearrangement], None]] = (
    _fill,
    _fixed,
    _same_place,
    _one_after_the_other,
    _one_start,
    _routes,
    _order,
    _finals,
    _own_turns,
)
