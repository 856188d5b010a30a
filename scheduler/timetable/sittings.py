"""Events that everybody starts at once, whoever else they share people with: as in an examination timetable.

Where every event is such a one, nobody decides about persons: an event has one start, and events with people in common
have starts apart. Fewest starts are a colouring of the events; a clique of events that all share people bounds it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from scheduler.timetable.measure import competition_minute
from scheduler.timetable.problem import Event, Problem
from scheduler.timetable.starts import Slot, Starts

STEPS = 20_000  # of the search for a clique


@dataclass(frozen=True)
class Sittings:
    """The single-heat events with entries, by number: their slots, their people, and who shares people with whom.

    ``rests`` has for each pair with people in common the longest rest one of these needs, ``common`` how many they are.
    """

    problem: Problem
    starts: Starts
    events: tuple[Event, ...]
    people: tuple[tuple[str, ...], ...]
    rests: Mapping[tuple[int, int], int]
    common: Mapping[tuple[int, int], int]

    def slots(self, event: int) -> Sequence[Slot]:
        """Where the event could be held."""
        return self.starts.slots[self.events[event].id]

    def missing(self, event: int, slot: Slot) -> int:
        """How many of its people could not start there: not free then, or no room for all."""
        return len(self.people[event]) - min(slot.capacity, self._free[event].get(slot.start, 0))

    @cached_property
    def _free(self) -> list[dict[int, int]]:
        found: list[dict[int, int]] = []
        for event, names in zip(self.events, self.people, strict=True):
            counts: dict[int, int] = {}
            for name in names:
                for start in self.starts.suits[name, event.id]:
                    counts[start] = 1 + counts.get(start, 0)
            found.append(counts)
        return found

    @cached_property
    def near(self) -> list[int]:
        """For each event the events it shares people with, as bits of a number."""
        bits = [0] * len(self.events)
        for one, two in self.rests:
            bits[one] |= 1 << two
            bits[two] |= 1 << one
        return bits

    @cached_property
    def cliques(self) -> list[list[int]]:
        """Sets of events that all share people, such that every pair that does is in one of them."""
        left, found = set(self.rests), list[list[int]]()
        for one, two in sorted(self.rests):
            if (one, two) in left:
                clique, both = [one, two], self.near[one] & self.near[two]
                while both:
                    clique.append(self._next(clique, both, left))
                    both &= self.near[clique[-1]]
                left -= {pair(*two_of) for two_of in combinations(clique, 2)}
                found.append(sorted(clique))
        return found

    def _next(self, clique: Sequence[int], both: int, left: set[tuple[int, int]]) -> int:
        """Who of ``both`` joins the clique: the most pairs not yet in one, then the most that could still join."""
        return max(
            _bits(both),
            key=lambda each: (sum(pair(each, m) in left for m in clique), (both & self.near[each]).bit_count()),
        )

    def closest(self, events: Sequence[int]) -> int:
        """The shortest of the rests between any two of these events."""
        return min(self.rests[each] for each in combinations(events, 2))


def pair(one: int, two: int) -> tuple[int, int]:
    """Two events as a key: the smaller number first."""
    return (one, two) if one < two else (two, one)


def sittings_of(problem: Problem, starts: Starts) -> Sittings:
    """The single-heat events of a problem; those with fixed heats are not among them."""
    fixed = {heat.event for heat in problem.fixed_heats}
    entered: dict[str, list[str]] = {}
    for entrant in problem.entrants:
        for event in entrant.events:
            entered.setdefault(event, []).append(entrant.id)
    events = tuple(e for e in problem.events if e.single_heat and e.id in entered and e.id not in fixed)
    number = {event.id: index for index, event in enumerate(events)}
    rests: dict[tuple[int, int], int] = {}
    common: dict[tuple[int, int], int] = {}
    for entrant in problem.entrants:
        rest = problem.rest_of(entrant)
        for both in combinations(sorted(number[event] for event in entrant.events if event in number), 2):
            rests[both] = max(rest, rests.get(both, 0))
            common[both] = 1 + common.get(both, 0)
    return Sittings(problem, starts, events, tuple(tuple(entered[event.id]) for event in events), rests, common)


def alone(sittings: Sittings) -> bool:
    """Is this the whole problem: nothing but single-heat events, in no order, without finals and decisions?"""
    problem = sittings.problem
    if not sittings.rests or problem.pins or problem.fixed_heats:
        return False
    entered = {event for entrant in problem.entrants for event in entrant.events}
    return entered == {e.id for e in sittings.events} and not any(e.final or e.after for e in sittings.events)


def earliest_finish(sittings: Sittings, count: int, clique: Sequence[int]) -> int:
    """No plan that leaves nobody over ends sooner: ``count`` different starts, those of a clique one after another."""
    lasts = min(event.duration for event in sittings.events)
    every = sorted({slot.start for event in range(len(sittings.events)) for slot in sittings.slots(event)})
    ends = [each + lasts for each in every[count - 1 : count]]
    if len(clique) > 1:
        events = [sittings.events[each] for each in clique]
        step = min(event.entrant_minutes for event in events) + sittings.closest(clique)
        apart = spaced(sorted({slot.start for event in clique for slot in sittings.slots(event)}), step)
        ends += [each + min(event.duration for event in events) for each in apart[len(clique) - 1 : len(clique)]]
    return competition_minute(sittings.problem, max(ends, default=0))


def spaced(starts: Iterable[int], step: int) -> list[int]:
    """The first start and then always the next that is so many minutes later or more; ``starts`` in order.

    >>> spaced((480, 490, 500, 530), 20)
    [480, 500, 530]
    """
    found: list[int] = []
    for start in starts:
        if not found or start >= found[-1] + step:
            found.append(start)
    return found


def largest_clique(near: Sequence[int]) -> list[int]:
    """A set of events that all share people, the largest unless the search is long (branch and bound by colours)."""
    best: list[int] = []
    steps = STEPS

    def grow(clique: list[int], candidates: int) -> None:
        nonlocal best, steps
        for event, colours in reversed(_coloured(near, candidates)):
            if steps <= 0 or len(clique) + colours <= len(best):
                return
            steps -= 1
            clique.append(event)
            if len(clique) > len(best):
                best = list(clique)
            grow(clique, candidates & near[event])
            clique.pop()
            candidates &= ~(1 << event)

    grow([], (1 << len(near)) - 1)
    return sorted(best)


def _coloured(near: Sequence[int], candidates: int) -> list[tuple[int, int]]:
    """The candidates with the number of colours that a greedy colouring needs up to each."""
    found: list[tuple[int, int]] = []
    colour = 0
    while candidates:
        colour += 1
        free = candidates
        while free:
            event = (free & -free).bit_length() - 1
            found.append((event, colour))
            candidates &= ~(1 << event)
            free &= ~(1 << event) & ~near[event]
    return found


def _bits(number: int) -> Iterable[int]:
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1
