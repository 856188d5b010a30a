"""The least waiting in given heats as a linear program over itineraries, only the worthwhile ones written down.

The prices of the places say which itineraries are missing; when none is, the program is solved over all of them. It
nearly always comes out whole; what is left in shares goes to CP-SAT, which then has few people to choose for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.itineraries import Group, Hall, Ints, Place
from scheduler.timetable.cpsat.search import Search

Floats = NDArray[np.float64]
Written = list[tuple[Ints, Ints]]  # by group: rows of people, numbers of itineraries
AT_ONCE = 10  # itineraries of one person written down at a time
OUT = 100_000.0  # minutes somebody without an itinerary counts, or a person missing from a heat's least number
ROUNDS = 40  # times prices are looked at
WHOLE = 1e-6
SAVING = 1e-3  # minutes an itinerary must save to be written down
STEPS_PER_SECOND = 2e6  # simplex steps times places that count as one deterministic second
STEPS_AT_LEAST = 60_000  # what setting a program up costs
FEW_SECONDS = 2.0  # deterministic seconds for whoever comes out in shares


@dataclass(frozen=True)
class Relaxed:
    """The program solved: minutes waited (``OUT`` for everybody out), what one more place would save, what somebody's
    itinerary and its places cost together, and the itineraries written down with their shares.
    """

    minutes: float
    prices: Mapping[Place, float]
    worth: Mapping[str, float]
    written: Written
    shares: Sequence[Floats]


def relaxed(hall: Hall, prices: Mapping[Place, float], search: Search, below: float = np.inf) -> Relaxed | None:
    """Solve the program, beginning with what would be cheap at these prices.

    None when it cannot get below so many minutes, or when the search is over before.
    """
    program = _Program(hall, search)
    price = np.array([prices.get(place, 0.0) for place in hall.places])
    written = [_joined([_cheapest(group, price, row)[0] for row in range(len(group.names))]) for group in hall.groups]
    for _ in range(ROUNDS):
        if search.over or not program.solve(written):
            return None
        more = [_joined(list(program.missing(number))) for number in range(len(hall.groups))]
        if program.least >= below:
            return None
        if not any(len(numbers) for _, numbers in more):
            break
        written = [
            (np.append(people, others), np.append(numbers, missing))
            for (people, numbers), (others, missing) in zip(written, more, strict=True)
        ]
    names = [name for group in hall.groups for name in group.names]
    worth = dict(zip(names, program.worth.tolist(), strict=True))
    return Relaxed(
        program.minutes, dict(zip(hall.places, program.price.tolist(), strict=True)), worth, written, program.shares
    )


@dataclass
class _Program:
    """One linear program after another over the same places and people."""

    hall: Hall
    search: Search
    minutes: float = 0.0
    price: Floats = field(default_factory=lambda: np.zeros(0))
    worth: Floats = field(default_factory=lambda: np.zeros(0))
    shares: list[Floats] = field(default_factory=list)
    least: float = 0.0

    def __post_init__(self) -> None:
        self.heads = np.cumsum([0, *(len(group.names) for group in self.hall.groups)])
        alike = list(self.hall.alike)
        self.arc_rows = np.array([row for rows in alike for row in rows], dtype=np.int64)
        self.arc_of = np.array([number for number, rows in enumerate(alike) for _ in rows], dtype=np.int64)
        self.demand = np.concatenate([np.ones(self.heads[-1]), list(self.hall.alike.values())])
        self.floor = np.flatnonzero(self.hall.wanted > 0)

    def solve(self, written: Written) -> bool:
        """Solve it over what is written down; False when that fails."""
        from scipy.optimize import linprog  # takes half a second to import: not before the numbers are proven
        from scipy.sparse import block_array, csr_array, eye_array

        places, people, few = len(self.hall.places), len(self.demand), len(self.floor)
        use, given, cost = self._columns(written)
        none = csr_array((places, people)), csr_array((places, few)), csr_array((people, few))
        limits = block_array([[use, none[0], none[1]], [-use[self.floor], none[0][self.floor], -eye_array(few)]])
        all_in = block_array([[given, eye_array(people), none[2]]])
        found = linprog(
            np.concatenate([cost, np.full(people + few, OUT)]),
            limits.tocsr(),
            np.concatenate([self.hall.free, -self.hall.wanted[self.floor]]),
            all_in.tocsr(),
            self.demand,
            method="highs-ds",
        )
        self.search.spend((STEPS_AT_LEAST + found.nit * places) / STEPS_PER_SECOND)
        if found.status != 0:
            return False
        self.minutes, self.price = float(found.fun), -found.ineqlin.marginals[:places]
        self.price[self.floor] += found.ineqlin.marginals[places:]
        self.worth = found.eqlin.marginals[: self.heads[-1]]
        self.least = self.minutes
        self.shares = np.split(found.x, np.cumsum([len(numbers) for _, numbers in written]))[:-1]
        return True

    def _columns(self, written: Written) -> tuple[Any, Any, Floats]:
        """Which places each itinerary takes and whose it is, those of people alone in their event behind; its cost."""
        from scipy.sparse import coo_array

        rows, columns, who, cost, at = [], list[Ints](), list[Ints](), list[Ints](), 0
        for group, head, (people, numbers) in zip(self.hall.groups, self.heads, written, strict=False):
            rows.append(group.rows[:, numbers].ravel())
            columns.append(np.tile(np.arange(at, at + len(numbers)), len(group.rows)))
            who.append(people + head)
            cost.append(group.waited[numbers])
            at += len(numbers)
        arcs = len(self.arc_rows)
        taken = np.concatenate([*rows, self.arc_rows]), np.concatenate([*columns, at + np.arange(arcs)])
        owners = np.concatenate([*who, self.heads[-1] + self.arc_of])
        wide = at + arcs
        use = coo_array((np.ones(len(taken[0])), taken), shape=(len(self.hall.places), wide))
        given = coo_array((np.ones(wide), (owners, np.arange(wide))), shape=(len(self.demand), wide))
        return use.tocsr(), given.tocsr(), np.concatenate([*cost, np.zeros(arcs)])

    def missing(self, number: int) -> Iterator[Ints]:
        """For each person of a group the itineraries that would be cheaper than the own one.

        ``least`` falls by what each would save if the others paid the same: no solution is below it.
        """
        group = self.hall.groups[number]
        for row in range(len(group.names)):
            worth = self.worth[self.heads[number] + row] - SAVING
            numbers, cost = _cheapest(group, self.price, row, worth)
            self.least -= max(0.0, worth - cost)
            yield numbers


def _cheapest(group: Group, price: Floats, row: int, below: float = np.inf) -> tuple[Ints, float]:
    """The itineraries of one person that cost least at these prices, and the least cost."""
    suits = group.suits[row]
    cost = group.waited[suits] + price[group.rows[:, suits]].sum(axis=0)
    suits, cost = suits[cost < below], cost[cost < below]
    least = cost.min(initial=below)
    return (suits[np.argpartition(cost, AT_ONCE)[:AT_ONCE]] if len(suits) > AT_ONCE else suits), least


def _joined(found: Sequence[Ints]) -> tuple[Ints, Ints]:
    people = np.repeat(np.arange(len(found)), [len(each) for each in found])
    return people, np.concatenate([*found, np.zeros(0, dtype=np.int64)])


def whole(hall: Hall, answer: Relaxed, search: Search) -> dict[tuple[str, str], int] | None:
    """One itinerary for everybody: who has a whole one keeps it, the others choose among those written down."""
    taken, model = np.zeros(len(hall.places), dtype=np.int64), cp_model.CpModel()
    chosen: dict[str, tuple[Group, int]] = {}
    options: dict[str, list[tuple[Group, int, cp_model.IntVar]]] = {}
    for group, (people, numbers), shares in zip(hall.groups, answer.written, answer.shares, strict=True):
        sure = {int(people[at]): int(numbers[at]) for at in np.flatnonzero(shares > 1 - WHOLE)}
        for row, number in sure.items():
            chosen[group.names[row]] = group, number
            taken[group.rows[:, number]] += 1
        for row, number in zip(people.tolist(), numbers.tolist(), strict=True):
            if row not in sure:
                option = group, number, model.new_bool_var("")
                options.setdefault(group.names[row], []).append(option)
    if len(chosen) + len(options) < sum(len(group.names) for group in hall.groups):
        return None
    if options:
        more = _choose(hall, model, options, taken, search)
        if more is None:
            return None
        chosen |= more
    return {
        (name, event): hall.places[row][1]
        for name, (group, number) in chosen.items()
        for event, row in zip(group.events, group.rows[:, number].tolist(), strict=True)
    }


def _choose(
    hall: Hall,
    model: cp_model.CpModel,
    options: Mapping[str, Sequence[tuple[Group, int, cp_model.IntVar]]],
    taken: Ints,
    search: Search,
) -> dict[str, tuple[Group, int]] | None:
    """The itineraries that wait least with what the others have taken; None when that leaves somebody out."""
    here: list[list[cp_model.IntVar]] = [[] for _ in hall.places]
    for own in options.values():
        model.add_exactly_one(variable for _, _, variable in own)
        for group, number, variable in own:
            for row in group.rows[:, number].tolist():
                here[row].append(variable)
    for rows, count in hall.alike.items():
        alone = [model.new_int_var(0, count, "") for _ in rows]
        model.add(cp_model.LinearExpr.sum(alone) == count)
        for row, variable in zip(rows, alone, strict=True):
            here[row].append(variable)
    for row, variables in enumerate(here):
        everybody = cp_model.LinearExpr.sum(variables) + int(taken[row])
        model.add_linear_constraint(everybody, int(hall.wanted[row]), int(hall.free[row]))
    every = [option for own in options.values() for option in own]
    waited = [int(group.waited[number]) for group, number, _ in every]
    model.minimize(cp_model.LinearExpr.weighted_sum([variable for _, _, variable in every], waited))
    answer = search.run(model, FEW_SECONDS)
    if not answer.solved:
        return None
    return {
        name: next((group, number) for group, number, variable in own if answer.of(variable))
        for name, own in options.items()
    }
