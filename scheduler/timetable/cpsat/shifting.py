"""Heats put elsewhere so that people wait less: as many heats, ended as early, only at other starts.

What a place at another start would be worth is read off the prices of the program that deals people into the heats as
they are (``relaxed``): whoever saves most by it would go there. The best shifts by these prices are tried in earnest.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from scheduler.timetable.cpsat.itineraries import Hall, Ints, Place
from scheduler.timetable.cpsat.relaxed import Floats, Relaxed, relaxed
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.cpsat.seating import Choice
from scheduler.timetable.problem import Event, Problem
from scheduler.timetable.starts import Slot, Starts

Move = tuple[float, Slot, Slot]  # minutes it might save, a heat, where it goes
WORTH_IT = 5.0  # minutes a shift must save
TRIES = 24  # shifts tried one by one before giving up


@dataclass(frozen=True)
class Grounds:
    """Where heats may stand: rules that a shift could break."""

    problem: Problem
    starts: Starts
    first: Choice
    events: dict[str, Event] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", {event.id: event for event in self.problem.events})

    def places_for(self, event: str) -> list[Slot]:
        """Where this event's heats may go: ended as early as now, and between its first and last where others wait."""
        held = [slot for slot, heats in self.first.heats.items() if heats and slot.event == event]
        waits = {after.event for each in self.events.values() for after in each.after}
        bound = self.events[event].after or self.events[event].final or event in waits
        if not held or any(slot.fixed for slot in held) or any(pin.event == event for pin in self.problem.pins):
            return []
        ends = (
            s.start + self.events[s.event].duration for s, heats in self.first.heats.items() if heats and not s.final
        )
        latest = max(slot.start for slot in held) if bound else max(ends) - self.events[event].duration
        earliest = min(slot.start for slot in held) if bound else 0
        return [slot for slot in self.starts.slots[event] if earliest <= slot.start <= latest]

    def fits(self, choice: Choice, heat: Slot, to: Slot) -> bool:
        """Is the venue free there once the heat has left, and the route not too full?"""
        here = [slot for slot, heats in choice.heats.items() if heats and slot.venues == to.venues]
        venue = next(venue for venue in self.problem.venues if venue.id == to.venues[0])
        taken = {slot: choice.heats[slot] - (slot == heat) for slot in here}
        step = {slot: self._step(slot) for slot in [*here, to]}
        if self._most(to, taken, step) >= len(to.venues):
            return False
        if venue.wave is None or venue.wave.on_route_max is None:
            return True
        each = choice.room[heat] // choice.heats[heat]
        out = {slot: choice.room[slot] - each * (slot == heat) for slot in here}
        return self._most(to, out, {slot: self._out(slot) for slot in [*here, to]}) + each <= venue.wave.on_route_max

    def _most(self, to: Slot, counts: Mapping[Slot, int], minutes: Mapping[Slot, int]) -> int:
        """The most of something there at once while a heat at ``to`` would be on."""
        end = to.start + minutes[to]
        moments = {to.start, *(slot.start for slot in counts if to.start < slot.start < end)}
        return max(sum(n for s, n in counts.items() if s.start <= at < s.start + minutes[s]) for at in moments)

    def _step(self, slot: Slot) -> int:
        """Minutes until the next heat may start in the same venue."""
        venue = next(venue for venue in self.problem.venues if venue.id == slot.venues[0])
        if venue.wave is not None:
            return venue.wave.interval_minutes
        return self.events[slot.event].taken(slot.final) + venue.changeover_minutes

    def _out(self, slot: Slot) -> int:
        event = self.events[slot.event]
        return event.lasts(True) if slot.final else event.entrant_minutes


def shifted(choice: Choice, heat: Slot, to: Slot) -> Choice:
    """The choice with one heat elsewhere; it takes its room and its least number along."""
    heats, room, least = dict(choice.heats), dict(choice.room), dict(choice.least)
    each, few = room[heat] // heats[heat], least[heat] // heats[heat]
    for slot, sign, there in ((heat, -1, each), (to, 1, min(each, to.capacity))):
        heats[slot] += sign
        room[slot] += sign * there
        least[slot] += sign * few
    return replace(choice, heats=heats, room=room, least=least)


@dataclass
class Shifting:
    """A search for better starts of the heats; ``choice``, ``hall`` and ``answer`` are the best so far."""

    hall: Hall
    answer: Relaxed
    choice: Choice
    grounds: Grounds
    search: Search
    until: float = 0.0

    def run(self, seconds: float) -> None:
        """Shift heats until nothing helps any more, for at most so many deterministic seconds."""
        self.until = self.search.spent + seconds
        slots = {event: self.grounds.places_for(event) for event in self.hall.crowds}
        while moves := self._moves(slots):
            if not self._together(moves) and not self._alone(moves):
                return

    @property
    def _late(self) -> bool:
        return self.search.over or self.search.spent >= self.until

    def _together(self, moves: Sequence[Move]) -> bool:
        """The best shift of each event at once."""
        choice, done = self.choice, set[str]()
        for _, heat, to in moves:
            if heat.event not in done and self.grounds.fits(choice, heat, to):
                choice = shifted(choice, heat, to)
                done.add(heat.event)
        return len(done) > 1 and not self._late and self._better(choice)

    def _alone(self, moves: Iterable[Move]) -> bool:
        """The first shift that helps, of the few most promising ones."""
        fitting = (move for move in moves if self.grounds.fits(self.choice, *move[1:]))
        return any(not self._late and self._better(shifted(self.choice, *move[1:])) for move in islice(fitting, TRIES))

    def _better(self, choice: Choice) -> bool:
        """Solve the program for these heats; keep them if people wait less."""
        hall = self.hall.with_heats(places(choice.room), places(choice.least))
        enough = self.answer.minutes - WORTH_IT
        answer = relaxed(hall, self.answer.prices, self.search, enough)
        if answer is None or answer.minutes > enough:
            return False
        self.hall, self.answer, self.choice = hall, answer, choice
        return True

    def _moves(self, slots: Mapping[str, Sequence[Slot]]) -> list[Move]:
        """Shifts by what they would save at these prices, the best first."""
        found = []
        for event, own in slots.items():
            starts = sorted({slot.start for slot in own})
            savings = dict(zip(starts, self._savings(event, starts).T, strict=True))
            for heat, heats in self.choice.heats.items():
                leaves = (event, heat.start) not in self.hall.staying and not heat.final
                if heats and heat.event == event and leaves:
                    each = self.choice.room[heat] // heats
                    lost = self.answer.prices.get((event, heat.start), 0.0) * each
                    gains = ((float(savings[to.start][:each].sum()) - lost, heat, to) for to in own)
                    found += [move for move in gains if move[0] >= WORTH_IT and heat.start != move[2].start]
        return sorted(found, key=lambda move: (-move[0], move[1].event, move[1].start, move[2].start, move[2].venues))

    def _savings(self, event: str, starts: Sequence[int]) -> Floats:
        """What people of the event (rows, the best first) would save by a free place at each of these starts."""
        found = [np.zeros((1, len(starts)))]
        for group in (group for group in self.hall.groups if event in group.events and starts):
            own = [starts if each == event else self.hall.starts[each] for each in group.events]
            where, waited = self.hall.possible(group.events, own, group.rest, group.most)
            cost = waited.astype(np.float64)
            for each, open_, at in zip(group.events, own, where, strict=True):
                if each != event:
                    cost += np.array([self.answer.prices[each, start] for start in open_])[at]
            fits = self.hall.fitting(group.events, group.names, own, where)
            worth = np.array([self.answer.worth[name] for name in group.names])
            found.append(
                _best(np.where(fits, worth[:, None] - cost, 0.0), where[group.events.index(event)], len(starts))
            )
        return np.sort(np.concatenate(found), axis=0)[::-1]


def _best(saved: Floats, at: Ints, starts: int) -> Floats:
    """For each person (row) and start the most that an itinerary over it would save, 0 when none does."""
    best = np.zeros((len(saved), starts))
    np.maximum.at(best.T, at, saved.T)
    return best


def places(numbers: Mapping[Slot, int]) -> dict[Place, int]:
    """Numbers of slots by event and start, finals apart."""
    found: dict[Place, int] = defaultdict(int)
    for slot, number in numbers.items():
        if not slot.final:
            found[slot.event, slot.start] += number
    return dict(found)
