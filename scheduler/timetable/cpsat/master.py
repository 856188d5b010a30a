"""The model: how many heats of which event start when, with how many people. One function per rule.

Heats are whole numbers per slot, not intervals per person; who exactly goes where is decided by flows (``flows``),
except for the people in several events who stand inside the model one by one (``turns``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from ortools.sat.python import cp_model

from scheduler.timetable.measure import competition_minute
from scheduler.timetable.problem import Event, Problem
from scheduler.timetable.starts import Slot, Starts

Expression = cp_model.LinearExpr
T = TypeVar("T")


def total(terms: Iterable[Expression | int]) -> Expression:
    """A sum that stays an expression when there is nothing to add."""
    return cp_model.LinearExpr.sum([cp_model.LinearExpr.constant(0), *terms])


@dataclass
class Master:
    """Variables: ``heats`` opened and ``people`` taken per slot; ``turns`` of the people inside the model."""

    problem: Problem
    starts: Starts
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    heats: dict[Slot, cp_model.IntVar] = field(default_factory=dict)
    people: dict[Slot, cp_model.IntVar] = field(default_factory=dict)
    turns: dict[tuple[str, str, int], cp_model.IntVar] = field(default_factory=dict)
    finish: Expression = field(init=False)

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.problem.events}
        self.venues = {venue.id: venue for venue in self.problem.venues}
        self.entered = defaultdict[str, int](int)
        for entrant in self.problem.entrants:
            for event in entrant.events:
                self.entered[event] += 1
        for event in self.events:
            for slot in self.starts.slots[event]:
                self._open(slot)
        for rule in (_single_heats, _venues_taken, _routes, _precedences):
            rule(self)
        self.finish = _finish(self)
        ends = {slot.start + self.events[slot.event].duration for slot in self.heats}
        self.finishes = sorted({competition_minute(self.problem, end) for end in ends})

    def _open(self, slot: Slot) -> None:
        """Variables of one slot and its fill. A fixed heat stands even when empty; filled, it keeps the minimum too."""
        event, most = self.events[slot.event], len(slot.venues)
        opened = self.model.new_int_var(1 if slot.fixed else 0, most, f"heats {slot.event} {slot.start}")
        people = self.model.new_int_var(0, slot.capacity * most, f"people {slot.event} {slot.start}")
        filled = self.model.new_bool_var("filled") if slot.fixed else opened
        self.model.add(people <= slot.capacity * filled)
        self.model.add(people >= event.min_fill * filled)
        self.heats[slot], self.people[slot] = opened, people

    def slots(self, event: str) -> Sequence[Slot]:
        """The slots of one event in order of time."""
        return self.starts.slots[event]

    def people_at(self, event: str) -> dict[int, Expression]:
        """People of an event by start, all its venues together."""
        found: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for slot in self.slots(event):
            found[slot.start].append(self.people[slot])
        return {start: total(terms) for start, terms in sorted(found.items())}

    def outside_at(self, event: str) -> dict[int, Expression]:
        """People of an event by start who are not inside the model one by one."""
        inside: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (_, each, start), turn in self.turns.items():
            if each == event:
                inside[start].append(turn)
        return {start: people - total(inside[start]) for start, people in self.people_at(event).items()}

    @property
    def unplaced(self) -> Expression:
        """Registrations without a heat."""
        return sum(self.entered.values()) - total(self.people.values())

    @property
    def opened(self) -> Expression:
        """Heats opened, fixed ones included."""
        return total(self.heats.values())


def _single_heats(master: Master) -> None:
    """All who take part in a single-heat event start together: it opens at most once."""
    for event in master.problem.events:
        if event.single_heat:
            master.model.add(total(master.heats[slot] for slot in master.slots(event.id)) <= 1)


def _step(master: Master, slot: Slot) -> int:
    """Minutes until the next heat may start in the same venue."""
    venue = master.venues[slot.venues[0]]
    if venue.wave is not None:
        return venue.wave.interval_minutes
    return master.events[slot.event].heat_minutes + venue.changeover_minutes


def _by_venues(master: Master) -> Mapping[tuple[str, ...], list[Slot]]:
    groups: dict[tuple[str, ...], list[Slot]] = defaultdict(list)
    for slot in master.heats:
        groups[slot.venues].append(slot)
    return groups


def _venues_taken(master: Master) -> None:
    """At no moment more heats than identical venues, changeover (or the wave interval) counted as taken."""
    for venues, slots in _by_venues(master).items():
        stretches = [(slot.start, slot.start + _step(master, slot), slot) for slot in slots]
        for moment in moments(stretches):
            master.model.add(total(master.heats[slot] for slot in at(stretches, moment)) <= len(venues))


def _routes(master: Master) -> None:
    """At no moment more people out on a route than it may hold."""
    for venues, slots in _by_venues(master).items():
        wave = master.venues[venues[0]].wave
        if wave is not None and wave.on_route_max is not None:
            stretches = [(slot.start, slot.start + master.events[slot.event].entrant_minutes, slot) for slot in slots]
            for moment in moments(stretches):
                master.model.add(total(master.people[slot] for slot in at(stretches, moment)) <= wave.on_route_max)


def moments(stretches: Sequence[tuple[int, int, object]]) -> list[int]:
    """The starts at which the set of running stretches is largest: it is followed by an end before the next start."""
    marks = sorted({(end, 0) for _, end, _ in stretches} | {(start, 1) for start, _, _ in stretches})
    return [time for (time, kind), (_, following) in pairwise(marks) if kind and not following]


def at(stretches: Iterable[tuple[int, int, T]], moment: int) -> list[T]:
    """What runs at a moment."""
    return [each for start, end, each in stretches if start <= moment < end]


def _precedences(master: Master) -> None:
    """No heat before the last heat of each predecessor has ended and the gap has passed."""
    chains: dict[str, dict[int, cp_model.IntVar]] = {}
    for event in master.problem.events:
        for after in event.after:
            if after.event not in chains:
                chains[after.event] = late_chain(master, [master.events[after.event]])
            for slot in master.slots(event.id):
                too_late = [late for end, late in chains[after.event].items() if end + after.gap_minutes > slot.start]
                if too_late:
                    master.model.add(master.heats[slot] == 0).only_enforce_if(too_late[0])


def late_chain(master: Master, events: Iterable[Event]) -> dict[int, cp_model.IntVar]:
    """For each possible end of these events' heats, in order of time: does a heat end then or later?"""
    slots = [(slot.start + event.duration, slot) for event in events for slot in master.slots(event.id)]
    late = {end: master.model.new_bool_var(f"late {end}") for end in sorted({end for end, _ in slots})}
    ordered = list(late.values())
    for earlier, later in pairwise(ordered):
        master.model.add_implication(later, earlier)
    for end, slot in slots:
        master.model.add(master.heats[slot] <= len(slot.venues) * late[end])
    return late


def _finish(master: Master) -> Expression:
    """Competition minutes to the end of the last heat: a step is paid for each end that some heat reaches."""
    steps: list[Expression] = []
    paid = 0
    for end, late in late_chain(master, master.problem.events).items():
        minute = competition_minute(master.problem, end)
        steps.append((minute - paid) * late)
        paid = minute
    return total(steps)
