"""The model: how many heats of which event start when, and how many people they could take. One function per rule.

Heats are whole numbers per slot, not intervals per person. Who exactly goes where is decided by flows (``crowd``),
except for the few people in several events who have to stand inside the model one by one (``turns``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from ortools.sat.python import cp_model

from scheduler.timetable.measure import competition_minute
from scheduler.timetable.problem import Problem
from scheduler.timetable.starts import Slot, Starts, pin_allows

Expression = cp_model.LinearExpr
T = TypeVar("T")


def total(terms: Iterable[Expression | int]) -> Expression:
    """A sum that stays an expression when there is nothing to add."""
    return cp_model.LinearExpr.sum([cp_model.LinearExpr.constant(0), *terms])


@dataclass
class Master:
    """The model of some events that hang together (a part).

    Variables: ``heats`` opened per slot (finals too) and ``left`` over per event. ``room`` and ``least`` say how many
    people the heats of a slot may and must take. ``turns`` are the people inside the model: (entrant, event, start).
    ``used`` says of every start whether a heat starts there; it is empty unless the problem counts starts.
    """

    problem: Problem
    starts: Starts
    part: Sequence[str]
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    heats: dict[Slot, cp_model.IntVar] = field(default_factory=dict)
    room: dict[Slot, Expression] = field(default_factory=dict)
    least: dict[Slot, Expression] = field(default_factory=dict)
    left: dict[str, cp_model.IntVar] = field(default_factory=dict)
    turns: dict[tuple[str, str, int], cp_model.IntVar] = field(default_factory=dict)
    used: dict[int, cp_model.IntVar] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.problem.events if event.id in self.part}
        self.venues = {venue.id: venue for venue in self.problem.venues}
        entered = dict.fromkeys(self.part, 0)
        for _, event in self.starts.suits:
            if event in entered:
                entered[event] += 1
        for event, count in entered.items():
            self.left[event] = self.model.new_int_var(0, count, f"left {event}")
            for slot in self.starts.slots[event]:
                self._open(slot)
            for slot in self.finals(event):
                name = f"final {slot.event} {slot.start}"
                self.heats[slot] = self.model.new_int_var(1 if slot.fixed else 0, 1, name)
        for rule in RULES:
            rule(self)

    def _open(self, slot: Slot) -> None:
        """Heats of one slot. A fixed heat stands even when empty; filled, it keeps the minimum too."""
        most = len(slot.venues)
        opened = self.model.new_int_var(1 if slot.fixed else 0, most, f"heats {slot.event} {slot.start}")
        filled = self.model.new_bool_var("filled") if slot.fixed else opened
        self.heats[slot] = opened
        self.room[slot] = slot.capacity * filled
        self.least[slot] = self.events[slot.event].min_fill * filled

    def slots(self, event: str) -> Sequence[Slot]:
        """The slots of one event in order of time, its final apart."""
        return self.starts.slots[event]

    def finals(self, event: str) -> Sequence[Slot]:
        """The slots of its final."""
        return self.starts.finals.get(event, ())

    def end(self, slot: Slot) -> int:
        """Minute at which a heat in this slot, or the final, has ended."""
        return slot.start + self.events[slot.event].lasts(slot.final)

    def minute(self, slot: Slot) -> int:
        """Competition minute at which a heat in this slot has ended."""
        return competition_minute(self.problem, self.end(slot))

    def count(self, goal: str) -> Expression:
        """Registrations without a heat (``unplaced``), ``heats`` opened, fixed ones and finals too, or ``slots``."""
        if goal == "unplaced":
            return total(self.left.values())
        return total(self.heats.values() if goal == "heats" else self.used.values())

    def end_by(self, finish: int | None) -> None:
        """No heat may end after this competition minute (None: any time); fixed heats stay wherever they are."""
        for slot, heats in self.heats.items():
            if not slot.fixed:
                late = finish is not None and self.minute(slot) > finish
                most = 1 if slot.final else len(slot.venues)
                self.model.proto.variables[heats.index].domain[1] = 0 if late else most


def _single_heats(master: Master) -> None:
    """All who take part in a single-heat event start together: it opens at most once."""
    for event in master.events.values():
        if event.single_heat:
            master.model.add(total(master.heats[slot] for slot in master.slots(event.id)) <= 1)


def _venues_taken(master: Master) -> None:
    """At no moment more heats than identical venues, changeover (or the wave interval) counted as taken."""
    for venues, slots in _by_venues(master).items():
        stretches = [(slot.start, slot.start + _step(master, slot), slot) for slot in slots]
        for moment in moments(stretches):
            master.model.add(total(master.heats[slot] for slot in at(stretches, moment)) <= len(venues))


def _step(master: Master, slot: Slot) -> int:
    """Minutes until the next heat may start in the same venue."""
    venue = master.venues[slot.venues[0]]
    if venue.wave is not None:
        return venue.wave.interval_minutes
    return master.events[slot.event].taken(slot.final) + venue.changeover_minutes


def _by_venues(master: Master) -> Mapping[tuple[str, ...], list[Slot]]:
    groups: dict[tuple[str, ...], list[Slot]] = defaultdict(list)
    for slot in master.heats:
        groups[slot.venues].append(slot)
    return groups


def _routes(master: Master) -> None:
    """At no moment more people out on a route than it may hold: its waves get a room of their own."""
    for venues, slots in _by_venues(master).items():
        wave = master.venues[venues[0]].wave
        if wave is None or wave.on_route_max is None:
            continue
        drawn = [slot for slot in slots if not slot.final]
        for slot in drawn:
            most = master.room[slot]
            room = master.model.new_int_var(0, slot.capacity, f"room {slot.event} {slot.start}")
            master.model.add(room <= most)
            master.model.add(room >= master.least[slot])
            master.room[slot] = room
        out = [(slot.start, slot.start + _out(master, slot), slot) for slot in slots]
        for moment in moments(out):
            people = (_held(master, slot) for slot in at(out, moment))
            master.model.add(total(people) <= wave.on_route_max)


def _out(master: Master, slot: Slot) -> int:
    """Minutes the people of a heat are out on a route."""
    event = master.events[slot.event]
    return event.lasts(True) if slot.final else event.entrant_minutes


def _held(master: Master, slot: Slot) -> Expression:
    """People a route must hold: those who may run, or all a final is held for."""
    return slot.capacity * master.heats[slot] if slot.final else master.room[slot]


def moments(stretches: Sequence[tuple[int, int, object]]) -> list[int]:
    """The starts at which the set of running stretches is largest: it is followed by an end before the next start."""
    marks = sorted({(end, 0) for _, end, _ in stretches} | {(start, 1) for start, _, _ in stretches})
    return [time for (time, kind), (_, following) in pairwise(marks) if kind and not following]


def at(stretches: Iterable[tuple[int, int, T]], moment: int) -> list[T]:
    """What runs at a moment."""
    return [each for start, end, each in stretches if start <= moment < end]


def _finals(master: Master) -> None:
    """An event has a final exactly when it has heats, its gap after the last of them; a fixed one stands anyway."""
    for event in master.events.values():
        finals = master.finals(event.id)
        if event.final is None:
            continue
        if not any(slot.fixed for slot in finals):
            held = master.model.new_bool_var(f"final of {event.id}")
            master.model.add(total(master.heats[slot] for slot in finals) == held)
            for slot in master.slots(event.id):
                master.model.add(master.heats[slot] <= len(slot.venues) * held)
        _wait(master, finals, late_chain(master, master.slots(event.id)), event.final.gap_minutes)


def _precedences(master: Master) -> None:
    """No heat or final before the last heat or final of each predecessor has ended and the gap has passed."""
    chains: dict[str, dict[int, cp_model.IntVar]] = {}
    for event in master.events.values():
        for after in event.after:
            if after.event not in chains:
                before = [*master.slots(after.event), *master.finals(after.event)]
                chains[after.event] = late_chain(master, before)
            _wait(master, [*master.slots(event.id), *master.finals(event.id)], chains[after.event], after.gap_minutes)


def _wait(master: Master, slots: Iterable[Slot], chain: Mapping[int, cp_model.IntVar], gap: int) -> None:
    """No heat in these slots before the chain has ended and the gap has passed."""
    for slot in slots:
        too_late = [late for end, late in chain.items() if end + gap > slot.start]
        if too_late:
            master.model.add(master.heats[slot] == 0).only_enforce_if(too_late[0])


def late_chain(master: Master, slots: Iterable[Slot]) -> dict[int, cp_model.IntVar]:
    """For each possible end of heats in these slots, in order of time: does one end then or later?"""
    ends = [(master.end(slot), slot) for slot in slots]
    late = {end: master.model.new_bool_var(f"late {end}") for end in sorted({end for end, _ in ends})}
    ordered = list(late.values())
    for earlier, later in pairwise(ordered):
        master.model.add_implication(later, earlier)
    for end, slot in ends:
        master.model.add(master.heats[slot] <= len(slot.venues) * late[end])
    return late


def _pinned_heats(master: Master) -> None:
    """A heat of the event stands where a pin without an entrant says."""
    for pin in master.problem.pins:
        if not pin.entrant and pin.event in master.events:
            here = [slot for slot in master.slots(pin.event) if pin_allows(master.problem, pin, slot)]
            master.model.add(total(master.heats[slot] for slot in here) >= 1)


def _starts_used(master: Master) -> None:
    """A start is used when a heat of any event starts there."""
    if "slots" not in master.problem.goals:
        return
    for slot, heats in master.heats.items():
        if slot.start not in master.used:
            master.used[slot.start] = master.model.new_bool_var(f"used {slot.start}")
        master.model.add(heats <= len(slot.venues) * master.used[slot.start])


RULES: Sequence[Callable[[Master], None]] = (
    _single_heats,
    _venues_taken,
    _routes,
    _finals,
    _precedences,
    _pinned_heats,
    _starts_used,
)
