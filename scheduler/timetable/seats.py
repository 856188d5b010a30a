"""From people in heats to a plan: heat ids in order of time, places by lot, and why somebody is left over."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from scheduler.timetable.plan import Heat, Plan, Unplaced
from scheduler.timetable.problem import Entrant, Problem
from scheduler.timetable.roster import rostered
from scheduler.timetable.starts import open_places, starts_of


@dataclass
class Seating:
    """A heat being filled: who is in, not yet on which place."""

    event: str
    venue: str
    start: int
    capacity: int
    fixed: str = ""
    people: list[str] = field(default_factory=list)
    final: bool = False

    @property
    def held_for(self) -> int:
        """How many people will be there: those known, or all a final is held for."""
        return self.capacity if self.final else len(self.people)


def lot(seed: int, *what: str) -> str:
    """The lot of a person or place: anybody can draw it again from the stored seed (SHA-256 of ``seed|a|b``).

    >>> lot(1, "walk-1", "e1")[:12]
    '3a3a1d2276cb'
    """
    return sha256("|".join((str(seed), *what)).encode()).hexdigest()


def plan_of(problem: Problem, seatings: Iterable[Seating], seed: int = 1) -> Plan:
    """A plan with places drawn by lot, officials as far as they go, and everybody without a heat listed with reasons.

    Its goals are left empty.
    """
    ordered = sorted(seatings, key=lambda each: (each.event, each.start, each.venue, each.fixed))
    names = _heat_ids(problem, ordered)
    pairs = list(zip(names, ordered, strict=True))
    heats = [Heat(name, s.event, s.start, s.venue, _by_lot(problem, name, s, seed), s.final) for name, s in pairs]
    heats.sort(key=lambda heat: (heat.start, heat.venue, heat.id))
    return rostered(problem, Plan(tuple(heats), tuple(_left(problem, ordered))))


def _heat_ids(problem: Problem, seatings: Sequence[Seating]) -> list[str]:
    taken = {heat.id for heat in problem.fixed_heats}
    names: list[str] = []
    numbers: dict[str, int] = {}
    for seating in seatings:
        name = seating.fixed or (f"{seating.event}-final" if seating.final else "")
        while not name or (name in taken and not seating.fixed):
            numbers[seating.event] = numbers.get(seating.event, 0) + 1
            name = f"{seating.event}-{numbers[seating.event]}"
        names.append(name)
        taken.add(name)
    return names


def _by_lot(problem: Problem, heat: str, seating: Seating, seed: int) -> dict[int, str]:
    venue = next(venue for venue in problem.venues if venue.id == seating.venue)
    event = next(event for event in problem.events if event.id == seating.event)
    numbers = open_places(venue, seating.start, seating.start + event.duration, len(seating.people))
    pins = {pin.entrant: pin.place for pin in problem.pins if pin.event == seating.event and pin.place is not None}
    places = {pins[name]: name for name in seating.people if name in pins}
    drawn = sorted(set(seating.people) - set(places.values()), key=lambda name: lot(seed, heat, name))
    return places | dict(zip((number for number in numbers if number not in places), drawn, strict=False))


def _left(problem: Problem, seatings: Sequence[Seating]) -> Iterable[Unplaced]:
    seated = {(name, seating.event) for seating in seatings for name in seating.people}
    left = [(entrant, e) for entrant in problem.entrants for e in entrant.events if (entrant.id, e) not in seated]
    if not left:
        return
    starts = starts_of(problem)
    entered = Counter(event for entrant in problem.entrants for event in entrant.events)
    too_few = {event.id for event in problem.events if entered[event.id] < event.min_fill}
    no_final = {event.id for event in problem.events if event.final and not starts.finals[event.id]}
    for entrant, event in left:
        suits = starts.suits[entrant.id, event]
        if event in too_few:
            reason = "below_min_fill"
        elif suits and event in no_final:
            reason = "no_final"
        else:
            reason = _reason(entrant, event, suits, seatings)
        yield Unplaced(entrant.id, event, (reason,))


def _reason(entrant: Entrant, event: str, suits: Sequence[int], seatings: Sequence[Seating]) -> str:
    """Why: no start suits, suitable heats full or not opened, or own events too near."""
    if not suits:
        return "no_start"
    if not any(s.event == event and s.start in suits and len(s.people) < s.capacity for s in seatings):
        return "no_room"
    return "own_events_clash" if len(entrant.events) > 1 else "route_full"
