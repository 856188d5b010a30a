"""The people of one event and the starts that suit them: what flows say about heats, and who goes where.

Two facts follow from who can start when, whatever the timetable looks like (Hall's theorem in both directions):

* *cover*: N people who can only go to certain starts need room for N there, so ceil(N / places) heats;
* *fill*: heats at certain starts cannot need more people than can go to at least one of them.

When room and least numbers of the opened heats break neither, everybody can be seated (Mendelsohn and Dulmage 1958: a
seating that covers the people and one that fills the heats can be joined). A max-flow finds a broken fact as its cut.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow, min_cost_flow

from scheduler.timetable.seats import lot
from scheduler.timetable.starts import Starts

Numbers = Mapping[int, int]  # start -> people
Matrix = NDArray[np.bool_]
Costs = NDArray[np.int64]
LEFT_OVER = 1_000_000  # least cost of a person missing from a heat's least number; twice that of leaving one out


@dataclass(frozen=True)
class Fact:
    """A statement about an event's starts that people must obey: kind ``cover`` or ``fill``, see above."""

    kind: str
    event: str
    starts: frozenset[int]

    @property
    def order(self) -> tuple[str, str, list[int]]:
        """Facts are stated in this order, so that the same facts make the same model."""
        return self.kind, self.event, sorted(self.starts)


@dataclass(frozen=True)
class Crowd:
    """Entrants of one event (in order of lot) and, row by row, which of its starts suit them."""

    event: str
    names: tuple[str, ...]
    starts: tuple[int, ...]
    suits: Matrix

    @cached_property
    def row(self) -> dict[str, int]:
        """Where somebody stands in ``names``."""
        return {name: index for index, name in enumerate(self.names)}

    @cached_property
    def column(self) -> dict[int, int]:
        """Where a start stands in ``starts``."""
        return {start: index for index, start in enumerate(self.starts)}

    def confined(self, starts: Collection[int]) -> tuple[str, ...]:
        """Who can only go to these starts (or to none at all)."""
        return tuple(self.names[row] for row in np.flatnonzero(~self.suits[:, ~self._at(starts)].any(axis=1)))

    def reaching(self, starts: Collection[int]) -> tuple[str, ...]:
        """Who can go to at least one of these starts."""
        return tuple(self.names[row] for row in np.flatnonzero(self.suits[:, self._at(starts)].any(axis=1)))

    def need(self, fact: Fact) -> int:
        """The number of people a fact speaks of."""
        there = self._at(fact.starts)
        if fact.kind == "cover":
            return len(self.names) - int(np.count_nonzero(self.suits[:, ~there].any(axis=1)))
        return int(np.count_nonzero(self.suits[:, there].any(axis=1)))

    def without(self, names: Collection[str]) -> "Crowd":
        """The crowd without these people."""
        rows = [row for row, name in enumerate(self.names) if name not in names]
        return replace(self, names=tuple(self.names[row] for row in rows), suits=self.suits[rows])

    def broken(self, room: Numbers, least: Numbers, left: int) -> tuple[Fact, ...]:
        """Facts that rule these numbers out, ``left`` people left over; none when everybody else can be seated."""
        return (*self._not_covered(room, left), *self._not_filled(least))

    def _not_covered(self, room: Numbers, left: int) -> list[Fact]:
        """Cuts next to the people and next to the heats: two facts from one flow."""
        flow, people, _ = self._flow(room)
        if flow.optimal_flow() >= len(self.names) - left:
            return []
        near = np.array(flow.get_source_side_min_cut(), dtype=np.int64)
        far = np.ones(people, dtype=bool)
        nodes = np.array(flow.get_sink_side_min_cut(), dtype=np.int64)
        far[nodes[nodes < people]] = False
        sides = [self.suits[near[near < people]].any(axis=0), self.suits[far].any(axis=0)]
        return list(dict.fromkeys(self._fact("cover", side) for side in sides))

    def _not_filled(self, least: Numbers) -> list[Fact]:
        wanted = {start: count for start, count in least.items() if count > 0}
        if not wanted:
            return []
        flow, people, starts = self._flow(wanted)
        if flow.optimal_flow() >= sum(wanted.values()):
            return []
        inside = np.zeros(len(starts), dtype=bool)
        nodes = np.array(flow.get_sink_side_min_cut(), dtype=np.int64)
        inside[nodes[(nodes >= people) & (nodes < people + len(starts))] - people] = True
        side = np.zeros(len(self.starts), dtype=bool)
        side[starts[inside]] = True
        others = ~self.suits[:, side].any(axis=1)  # starts that suit none of these make the fact no weaker
        return [self._fact("fill", ~self.suits[others].any(axis=0))]

    def _flow(self, room: Numbers) -> tuple[max_flow.SimpleMaxFlow, int, NDArray[np.int64]]:
        """Max-flow from people over the starts with room; also the number of people and the starts' columns."""
        starts = np.array([self.column[start] for start, count in sorted(room.items()) if count > 0], dtype=np.int64)
        counts = np.array([count for _, count in sorted(room.items()) if count > 0], dtype=np.int64)
        people, source, sink = len(self.names), len(self.names) + len(starts), len(self.names) + len(starts) + 1
        rows, columns = np.nonzero(self.suits[:, starts])
        flow = max_flow.SimpleMaxFlow()
        everybody, heats = np.arange(people), people + np.arange(len(starts))
        flow.add_arcs_with_capacity(np.full(people, source), everybody, np.ones(people, dtype=np.int64))
        flow.add_arcs_with_capacity(rows, people + columns, np.full(len(rows), people))  # never part of a cut
        flow.add_arcs_with_capacity(heats, np.full(len(starts), sink), counts)
        flow.solve(source, sink)
        return flow, people, starts

    def deal(
        self, room: Numbers, least: Numbers, costs: Costs | None = None, first: Collection[str] = ()
    ) -> dict[str, int]:
        """The start of everybody who gets one: as many as possible, heats filled, then at the least cost.

        ``costs`` has a row per person and a column per start. Whoever finds no start is missing from the answer; of
        those in ``first`` nobody is while somebody else has a start they could have.
        """
        starts = np.array([self.column[start] for start, count in sorted(room.items()) if count > 0], dtype=np.int64)
        if not len(starts) or not self.names:
            return {}
        people, source = len(self.names), len(self.names) + len(starts)
        sink = source + 1
        rows, columns = np.nonzero(self.suits[:, starts])
        price = np.zeros(len(rows), dtype=np.int64) if costs is None else costs[rows, starts[columns]]
        beyond = max(LEFT_OVER, 2 * int(price.max(initial=0)))
        flow = min_cost_flow.SimpleMinCostFlow()
        everybody, heats = np.arange(people), people + np.arange(len(starts))
        arcs = flow.add_arcs_with_capacity_and_unit_cost(rows, people + columns, np.ones(len(rows), np.int64), price)
        low = np.array([min(room[self.starts[at]], least.get(self.starts[at], 0)) for at in starts], dtype=np.int64)
        high = np.array([room[self.starts[at]] for at in starts], dtype=np.int64) - low
        end = np.full(len(starts), sink)
        flow.add_arcs_with_capacity_and_unit_cost(heats, end, low, np.full(len(starts), -beyond))
        flow.add_arcs_with_capacity_and_unit_cost(heats, end, high, np.zeros(len(starts), np.int64))
        out, dear = np.full(people, sink), np.array([name in first for name in self.names], dtype=np.int64)
        flow.add_arcs_with_capacity_and_unit_cost(everybody, out, np.ones(people, np.int64), (2 + dear) * beyond)
        flow.set_nodes_supplies(everybody, np.ones(people, dtype=np.int64))
        flow.set_node_supply(sink, -people)
        flow.solve()
        taken = np.asarray(flow.flows(arcs)) > 0
        return {
            self.names[row]: self.starts[starts[column]]
            for row, column in zip(rows[taken], columns[taken], strict=True)
        }

    def _at(self, starts: Collection[int]) -> NDArray[np.bool_]:
        there = np.zeros(len(self.starts), dtype=bool)
        there[[self.column[start] for start in starts if start in self.column]] = True
        return there

    def _fact(self, kind: str, side: Matrix | np.bool_) -> Fact:
        return Fact(kind, self.event, frozenset(self.starts[column] for column in np.flatnonzero(side)))


def crowds_of(starts: Starts, seed: int) -> dict[str, Crowd]:
    """Everybody entered, event by event; inside an event the order is drawn by lot."""
    people: dict[str, list[str]] = {event: [] for event in starts.slots}
    for name, event in starts.suits:
        people[event].append(name)
    return {event: _crowd(starts, event, names, seed) for event, names in people.items()}


def _crowd(starts: Starts, event: str, names: Sequence[str], seed: int) -> Crowd:
    times = starts.of(event)
    ordered = tuple(sorted(names, key=lambda name: lot(seed, event, name)))
    suits = np.zeros((len(ordered), len(times)), dtype=bool)
    columns: dict[tuple[int, ...], NDArray[np.int64]] = {}
    for row, name in enumerate(ordered):
        pattern = starts.suits[name, event]
        if pattern not in columns:
            columns[pattern] = np.searchsorted(times, pattern)
        suits[row, columns[pattern]] = True
    return Crowd(event, ordered, times, suits)
