"""What one would do without a repair: send people to the nearest free place by hand, or plan the rest anew."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scheduler.timetable import (
    Closure,
    Entrant,
    Feasible,
    Heat,
    Limits,
    Optimal,
    Plan,
    Problem,
    Unplaced,
    Window,
    check,
    solve,
)
from scheduler.timetable.repairing.changed import Case, Entry
from scheduler.timetable.repairing.counting import forced
from scheduler.timetable.repairing.difference import difference, people_moved
from scheduler.timetable.repairing.spots import Ground, Spot, Suits, key_of, starts_of_spots
from scheduler.timetable.starts import open_places, windows_of


@dataclass(frozen=True)
class Measured:
    """A repaired day: people moved, minutes of all moves, entries without a heat."""

    moved: int
    minutes: int
    left: int


def measured(before: Plan, after: Plan, gone: set[Entry]) -> Measured:
    """How much one plan differs from another."""
    moves = difference(before, after, gone)
    return Measured(people_moved(moves), sum(move.minutes for move in moves), len(after.unplaced))


@dataclass
class Greedy:
    """By hand: whoever cannot stay goes, one after another, to the nearest place that is free, else to a new heat.

    Nobody else is asked to move for it. A heat that has become too small is not looked after.
    """

    case: Case
    seats: dict[tuple[str, str, int, bool], list[str]] = field(default_factory=lambda: defaultdict(list))

    def run(self) -> Plan:
        """The plan that comes of it; the heats have no officials."""
        homeless: list[tuple[str, str, int]] = []
        for strain in forced(self.case).strains:
            heat = strain.heat
            staying = list(strain.able)[: len(heat.places) - strain.leaving]
            if staying:
                self.seats[key_of(heat)] = staying
            homeless += [(name, heat.event, heat.start) for name in heat.places.values() if name not in staying]
        homeless += [(name, event, self.case.now) for name, event in self.case.waiting]
        left = [Unplaced(name, event) for name, event, start in homeless if not self._seat(name, event, start)]
        return Plan((*self.case.begun, *self._heats()), tuple(left))

    def _heats(self) -> list[Heat]:
        return [
            Heat(f"{event}-{venue}-{start}", event, start, venue, self._places(event, venue, start, names))
            for (event, venue, start, _), names in self.seats.items()
        ]

    def _places(self, event: str, venue: str, start: int, names: Sequence[str]) -> dict[int, str]:
        end = start + self.case.events[event].duration
        return dict(zip(open_places(self.case.venues[venue], start, end, len(names)), names, strict=False))

    def _seat(self, name: str, event: str, start: int) -> bool:
        settled = (*self.case.begun, *self._heats())
        ground, suits = Ground(self.case, settled), Suits(self.case, settled)
        standing = [self._standing(ground, key) for key in self.seats if key[0] == event]
        spots = [*ground.spots(event), *(spot for spot in standing if spot.taken < spot.capacity)]
        possible = set(suits.starts((name, event), starts_of_spots(spots)))
        free = [spot for spot in spots if spot.start in possible]
        if not free:
            return False
        best = min(free, key=lambda spot: (abs(spot.start - start), -spot.taken, spot.venue))
        self.seats[best.key].append(name)
        return True

    def _standing(self, ground: Ground, key: tuple[str, str, int, bool]) -> Spot:
        event, venue, start, _ = key
        room = ground.room(self.case.events[event], self.case.venues[venue], start)
        return Spot(event, venue, start, room, taken=len(self.seats[key]))


def anew(case: Case, limits: Limits) -> Plan | None:
    """What has not begun, planned from scratch by the planner itself; None when it finds nothing."""
    outcome = solve(_rest_of(case), limits)
    if not isinstance(outcome, Optimal | Feasible):
        return None
    heats = (replace(heat, id=f"new-{heat.id}") for heat in outcome.plan.heats)
    return Plan((*case.begun, *heats), outcome.plan.unplaced)


def _rest_of(case: Case) -> Problem:
    """The problem of what has not begun: nothing before now, nobody before they are back and have rested."""
    ran = {(name, heat.event) for heat in case.begun for name in heat.places.values()}
    ready: dict[str, int] = defaultdict(lambda: case.now)
    for heat in case.begun:
        for name in heat.places.values():
            ready[name] = max(ready[name], case.back(heat) + case.problem.rest_of(case.entrants[name]))
    last = max(session.end for session in case.problem.sessions)
    free = dict.fromkeys(case.venues, case.now)
    for heat in case.begun:
        free[heat.venue] = max(free[heat.venue], case.taken_until(heat))
    venues = (
        replace(venue, closed=(*venue.closed, Closure(0, free[venue.id]))) if free[venue.id] else venue
        for venue in case.venues.values()
    )
    entrants = (_still_to_run(entrant, ran, ready[entrant.id], last) for entrant in case.problem.entrants)
    events = tuple(replace(event, staff=()) for event in case.problem.events)
    people = tuple(entrant for entrant in entrants if entrant.events)
    return replace(case.problem, venues=tuple(venues), events=events, entrants=people, officials=())


def _still_to_run(entrant: Entrant, ran: set[Entry], ready: int, last: int) -> Entrant:
    events = tuple(event for event in entrant.events if (entrant.id, event) not in ran)
    windows = windows_of(entrant) or ((0, last),)
    later = tuple(Window(max(ready, start), end) for start, end in windows if end > max(ready, start))
    return replace(entrant, events=events, available=later or (Window(0, 1),))


def broken(case: Case, plan: Plan) -> int:
    """Rules of the day a plan breaks, officials apart (the baselines have none)."""
    bare = replace(case.problem, events=tuple(replace(e, staff=()) for e in case.problem.events), officials=())
    heats = tuple(replace(heat, officials={}) for heat in plan.heats)
    return len(check(bare, replace(plan, heats=heats, goals=(), unstaffed=())))
