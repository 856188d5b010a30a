"""Starts for events that everybody starts at once: a colouring by saturation, then fewer colours by tabu search.

The colours are starts so far from each other that whoever runs at one has rested at the next. A step of the search
moves the event that then leaves fewest people out: those who cannot come, or have another event at that start. It may
not go back for some steps (Hertz and de Werra 1987). The same seed gives the same answer.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.timetable.seats import Seating
from scheduler.timetable.sittings import Sittings, spaced
from scheduler.timetable.starts import Slot

STEPS = 50_000  # for one number of starts
Colours = NDArray[np.int64]
Place = tuple[str, int]  # identical venues, named by the first, and which of them
CALMLY = 200  # steps of the search between two looks at the clock
NOTHING = 1 << 40  # cost of a start the event does not have


def chain(sittings: Sittings) -> list[int]:
    """Starts one after the other, each when everybody at the one before has rested and the venues are free."""
    venues = {venue.id: venue for venue in sittings.problem.venues}
    rest = max(sittings.rests.values(), default=0)
    step, starts = 1, set[int]()
    for number, event in enumerate(sittings.events):
        starts.update(slot.start for slot in sittings.slots(number))
        for name in {slot.venues[0] for slot in sittings.slots(number)}:
            wave = venues[name].wave
            free = wave.interval_minutes if wave else event.heat_minutes + venues[name].changeover_minutes
            step = max(step, free, event.entrant_minutes + rest)
    return spaced(sorted(starts), step)


@dataclass
class Colouring:
    """One search. ``weights``: people two events share; ``missing``: people who cannot come, by event and start.

    ``stop`` is asked now and then: True ends the search with the best so far.
    """

    sittings: Sittings
    starts: Sequence[int]
    seed: int
    stop: Callable[[], bool]
    steps: int = 0

    def __post_init__(self) -> None:
        count = len(self.sittings.events)
        column = {start: index for index, start in enumerate(self.starts)}
        self.weights = np.zeros((count, count), dtype=np.int64)
        for (one, two), people in self.sittings.common.items():
            self.weights[one, two] = self.weights[two, one] = people
        self.missing = np.full((count, len(self.starts)), NOTHING, dtype=np.int64)
        for event in range(count):
            for slot in self.sittings.slots(event):
                if slot.start in column:
                    here = event, column[slot.start]
                    self.missing[here] = min(self.missing[here], self.sittings.missing(event, slot))
        self.events = np.arange(count)
        self.random = np.random.default_rng(self.seed)

    def fewest(self, bound: int) -> Colours:
        """As few starts as found without leaving out more people than with all of them."""
        found = self.by_saturation()
        if self.left(found) > int(self.missing.min(axis=1).sum()):
            found = self.improve(found, len(self.starts), int(self.missing.min(axis=1).sum()))
        least = self.left(found)
        while (count := int(found.max())) >= max(1, bound):  # one fewer than the colours 0 ... count
            fewer = self.improve(found, count, least)
            if self.left(fewer) > least:
                break
            found = fewer
        return found

    def by_saturation(self) -> Colours:
        """The event with fewest starts left goes next, to the first start that leaves nobody out (or fewest)."""
        colours = np.full(len(self.events), -1, dtype=np.int64)
        out, degree = self.missing.copy(), (self.weights > 0).sum(axis=1)
        while (colours < 0).any():
            choice = (out == 0).sum(axis=1) * len(colours) - degree
            event = int(np.where(colours < 0, choice, NOTHING).argmin())
            colours[event] = out[event].argmin()
            out[:, colours[event]] += self.weights[event]
        return colours

    def left(self, colours: Colours) -> int:
        """People who cannot come or have two events at one start, pair by pair."""
        same = colours[:, None] == colours[None, :]
        return int((self.weights * same).sum()) // 2 + int(self.missing[self.events, colours].sum())

    def improve(self, colours: Colours, count: int, enough: int) -> Colours:
        """The best colouring with the first ``count`` starts on the way down to ``enough`` people left out."""
        now = np.where(colours < count, colours, self.random.integers(0, count, len(colours)))
        out = self.weights @ (now[:, None] == np.arange(count)) + self.missing[:, :count]
        tabu = np.zeros((len(colours), count), dtype=np.int64)
        cost = least = self.left(now)
        best = now.copy()
        for step in range(STEPS):
            if least <= enough or (step % CALMLY == 0 and self.stop()):
                break
            rows = np.flatnonzero(out[self.events, now] > 0)
            change = out[rows] - out[rows, now[rows]][:, None]
            change[np.arange(len(rows)), now[rows]] = NOTHING
            change[(tabu[rows] > step) & (cost + change >= least)] += NOTHING
            row, colour = divmod(self._one_of(np.flatnonzero(change == change.min())), count)
            event, old = int(rows[row]), int(now[rows[row]])
            cost += int(out[event, colour] - out[event, old])
            out[:, old] -= self.weights[event]
            out[:, colour] += self.weights[event]
            tabu[event, old] = step + len(rows) * 3 // 5 + int(self.random.integers(10))
            now[event] = colour
            self.steps += 1
            if cost < least:
                best, least = now.copy(), cost
        return best

    def _one_of(self, choices: NDArray[np.int64]) -> int:
        return int(choices[self.random.integers(len(choices))])

    def seatings(self, colours: Colours) -> list[Seating]:
        """The heats of a colouring; whoever cannot come, or already has a turn at that start, stays out."""
        together: dict[int, list[int]] = defaultdict(list)
        for event, colour in enumerate(colours):
            together[self.starts[int(colour)]].append(event)
        found: list[Seating] = []
        for start, events in sorted(together.items()):
            busy: set[str] = set()
            for event, (slot, venue) in sorted(self._venues(start, events).items()):
                name = self.sittings.events[event].id
                free = [n for n in self.sittings.people[event] if start in self.sittings.starts.suits[n, name]]
                people = [each for each in free if each not in busy][: slot.capacity]
                busy.update(people)
                if len(people) >= self.sittings.events[event].min_fill:
                    found.append(Seating(name, venue, start, slot.capacity, people=people))
        return found

    def _venues(self, start: int, events: Sequence[int]) -> dict[int, tuple[Slot, str]]:
        """A venue of its own for each of these events (augmenting paths), if there is one; the largest first."""
        places = {event: self._places(start, event, len(events)) for event in events}
        taken: dict[Place, int] = {}

        def settle(event: int, seen: set[Place]) -> bool:
            for place in places[event]:
                if place not in seen:
                    seen.add(place)
                    if place not in taken or settle(taken[place], seen):
                        taken[place] = event
                        return True
            return False

        for event in sorted(events, key=lambda each: -len(self.sittings.people[each])):
            settle(event, set())
        slots = {event: (places[event][place], place[1]) for place, event in taken.items()}
        return {event: (slot, slot.venues[number]) for event, (slot, number) in slots.items()}

    def _places(self, start: int, event: int, most: int) -> dict[Place, Slot]:
        """Single venues of a start, those with room for most first; of identical ones no more than ``most``."""
        here = [slot for slot in self.sittings.slots(event) if slot.start == start]
        here.sort(key=lambda slot: (-slot.capacity, slot.venues))
        return {(slot.venues[0], number): slot for slot in here for number in range(min(most, len(slot.venues)))}
