"""Itineraries: one start in each of somebody's events, far enough apart; and which of them suit whom in given heats."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from scheduler.timetable.cpsat.crowd import Crowd, Matrix
from scheduler.timetable.measure import CHANGE_OF_DAY
from scheduler.timetable.problem import MINUTES_PER_DAY, Entrant, Event, Problem

Place = tuple[str, int]  # event and start
Turns = Mapping[tuple[str, str], int]  # start by entrant and event
Ints = NDArray[np.int64]


def itineraries(events: Sequence[Event], starts: Sequence[Sequence[int]], rest: int) -> tuple[Ints, Ints, Ints]:
    """All of them: for each event the position of its start, the minutes waited, the most events on one day.

    >>> run, rope = Event("run", ("gym",), 20, 15), Event("rope", ("hall",), 10, 5)
    >>> where, waited, a_day = itineraries((run, rope), ((480,), (490, 530)), 30)
    >>> where.tolist(), waited.tolist(), a_day.tolist()
    ([[0], [1]], [5], [2])
    """
    where = np.array(list(product(*map(range, map(len, starts)))), dtype=np.int64).reshape(-1, len(events)).T
    begins = np.array([np.asarray(each, dtype=np.int64)[at] for each, at in zip(starts, where, strict=True)])
    order = np.argsort(begins, axis=0, kind="stable")
    first = np.take_along_axis(begins, order, axis=0)
    busy = np.array([event.entrant_minutes for event in events], dtype=np.int64)[order]
    gaps, days = first[1:] - first[:-1] - busy[:-1] - rest, first // MINUTES_PER_DAY
    waited = np.where(days[1:] == days[:-1], gaps, CHANGE_OF_DAY).sum(axis=0)
    a_day = (days[:, None] == days[None]).sum(axis=0).max(axis=0, initial=0)
    kept = (gaps >= 0).all(axis=0)
    return where[:, kept], waited[kept], a_day[kept]


@dataclass(frozen=True)
class Group:
    """People with the same events, rest and most events a day: all their itineraries, and which of them suit whom."""

    events: tuple[str, ...]
    rest: int
    most: int
    names: tuple[str, ...]
    rows: Ints  # by event and itinerary the number of the place
    waited: Ints
    suits: tuple[Ints, ...]  # for each person the itineraries


@dataclass
class Hall:
    """The places of some heats and all who want them: ``people`` with their itineraries, the others by what suits them.

    ``room`` and ``least`` are how many a place may and must take. Whoever is neither among the people nor alone in one
    event keeps the place it has in ``turns``.
    """

    problem: Problem
    crowds: Mapping[str, Crowd]
    room: Mapping[Place, int]
    least: Mapping[Place, int]
    people: Sequence[Entrant]
    turns: Turns
    groups: list[Group] = field(init=False)
    alike: Mapping[tuple[int, ...], int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = sorted(place for place, count in self.room.items() if count > 0)
        self.number = {place: row for row, place in enumerate(self.places)}
        self.free = np.array([self.room[place] for place in self.places], dtype=np.int64)
        self.wanted = np.array([self.least.get(place, 0) for place in self.places], dtype=np.int64)
        self.starts: dict[str, list[int]] = {event: [] for event in self.crowds}
        for event, start in self.places:
            self.starts[event].append(start)
        self.events = {event.id: event for event in self.problem.events}
        together: dict[tuple[tuple[str, ...], int, int], list[str]] = defaultdict(list)
        for entrant in self.people:
            most = len(entrant.events) if entrant.max_per_day is None else entrant.max_per_day
            together[entrant.events, self.problem.rest_of(entrant), most].append(entrant.id)
        self.staying: set[Place] = set()
        self.groups = [self._group(*key, names) for key, names in together.items()]
        self._seat_others()

    def with_heats(self, room: Mapping[Place, int], least: Mapping[Place, int]) -> "Hall":
        """The same people before other heats."""
        return Hall(self.problem, self.crowds, room, least, self.people, self.turns)

    def _group(self, events: tuple[str, ...], rest: int, most: int, names: Sequence[str]) -> Group:
        starts = [self.starts[event] for event in events]
        where, waited = self.possible(events, starts, rest, most)
        suits = tuple(np.flatnonzero(fits) for fits in self.fitting(events, names, starts, where))
        first = [self.number[event, own[0]] if own else 0 for event, own in zip(events, starts, strict=True)]
        rows = where + np.array(first, dtype=np.int64)[:, None]
        return Group(events, rest, most, tuple(names), rows, waited, suits)

    def possible(
        self, events: Sequence[str], starts: Sequence[Sequence[int]], rest: int, most: int
    ) -> tuple[Ints, Ints]:
        """The itineraries over these starts with at most so many events a day, and the minutes waited."""
        where, waited, a_day = itineraries([self.events[event] for event in events], starts, rest)
        return where[:, a_day <= most], waited[a_day <= most]

    def fitting(
        self, events: Sequence[str], names: Sequence[str], starts: Sequence[Sequence[int]], where: Ints
    ) -> Matrix:
        """For each person (row) which itineraries over these starts suit."""
        fits: Matrix = np.ones((len(names), where.shape[1]), dtype=bool)
        for event, own, at in zip(events, starts, where, strict=True):
            fits &= self.suiting(event, names, own)[:, at]
        return fits

    def suiting(self, event: str, names: Sequence[str], starts: Sequence[int]) -> Matrix:
        """For each person (row) which of these starts suit."""
        crowd = self.crowds[event]
        rows, columns = [crowd.row[name] for name in names], [crowd.column[start] for start in starts]
        suits: Matrix = crowd.suits[np.ix_(rows, columns)]
        return suits

    def _seat_others(self) -> None:
        """People alone in one event stay free, the rest takes its place."""
        dealt = {entrant.id for entrant in self.people}
        pinned = {pin.entrant for pin in self.problem.pins}
        alone = {entrant.id for entrant in self.problem.entrants if len(entrant.events) == 1} - pinned
        alike: Counter[tuple[int, ...]] = Counter()
        for event, own in self.starts.items():
            seated = {name: start for (name, each), start in self.turns.items() if each == event}
            free = [name for name in seated if name in alone]
            first = self.number[event, own[0]] if own else 0
            for suits in self.suiting(event, free, own):
                alike[tuple((np.flatnonzero(suits) + first).tolist())] += 1
            for at in (at for name, at in seated.items() if name not in alone | dealt):
                self.staying.add((event, at))
                self.free[self.number[event, at]] -= 1
                self.wanted[self.number[event, at]] -= 1
        self.alike = dict(alike)
