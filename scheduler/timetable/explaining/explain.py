"""Why can somebody not be placed? Clash after clash, each irreducible, told apart where they are independent."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.timetable.explaining.crowding import Crowding
from scheduler.timetable.explaining.facts import Clash, Scene, fact_of
from scheduler.timetable.explaining.narrowing import Core, Scope, narrowed, set_aside
from scheduler.timetable.explaining.offers import Desk, offers
from scheduler.timetable.explaining.rules import FixedHeats, MinFill, Registration, excused
from scheduler.timetable.explaining.squeezing import squeezed_in
from scheduler.timetable.explaining.suspects import alike, narrow_first, reach, suspects
from scheduler.timetable.plan import Feasible, Limits, Optimal, Outcome, Plan
from scheduler.timetable.problem import Entrant, Problem
from scheduler.timetable.seats import Seating
from scheduler.timetable.sketch import greedy_seatings
from scheduler.timetable.starts import Starts, starts_of

Fits = Callable[[Problem], bool | None]
Solve = Callable[[Problem, Limits], Outcome]
ANYWAY = Scope()  # people and venues, whatever heats and officials need
SMALL = 120  # registrations up to which a part of a problem is decided exactly at once


@dataclass
class Explaining:
    """One account. ``fits`` decides whether a small problem has room for everybody, ``fewest`` who is left over at
    least, ``solve`` plans a large one; what is explained is taken out of ``problem`` before going on. There is room
    for everybody in each of ``roomy``."""

    problem: Problem
    limits: Limits
    fits: Fits
    fewest: Callable[[Problem], tuple[Registration, ...]]
    solve: Solve
    whole: Problem = field(init=False)
    crowding: Crowding | None = None
    cores: list[Core] = field(default_factory=list)
    roomy: list[frozenset[Registration]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.whole = self.problem

    def run(self) -> tuple[Clash, ...]:
        """All clashes, those of decisions first, then of single persons, then of many, then of officials."""
        self._decisions()
        self._lonely()
        starts = starts_of(self.problem)
        self.crowding = Crowding(self.problem, starts, greedy_seatings(self.problem, starts))
        self._unexplained(self._crowded())
        self._unstaffed()
        return tuple(self._clash(core) for core in self.cores)

    def _found(self, core: Core) -> None:
        """Note a clash and go on without its people."""
        self.cores.append(core)
        self.problem = excused(self.problem, core.registrations)
        if self.crowding is not None:
            self.crowding.problem = self.problem
            self.crowding.dismiss(core.registrations)

    def _decisions(self) -> None:
        """Fixed heats that contradict each other, whoever runs in them; pins that cannot all be kept."""
        while self.fits(ANYWAY.confined(self.problem, ())) is False:
            core = narrowed(self.problem, (), ANYWAY, self.fits)
            self.cores.append(core)
            fixed = next((rule for rule in core.rules if isinstance(rule, FixedHeats)), core.rules[0])
            self.problem = set_aside(self.problem, [fixed])
        while self.problem.pins and self._explain((pin.entrant, pin.event) for pin in self.problem.pins if pin.entrant):
            continue

    def _lonely(self) -> None:
        """People with no possible start, alike ones together, and people whose own events exclude each other."""
        starts = starts_of(self.problem)
        windows = {entrant.id: entrant.available for entrant in self.problem.entrants}
        pinned = {(pin.entrant, pin.event): pin for pin in self.problem.pins}
        alike: dict[object, list[Registration]] = defaultdict(list)
        for who, suits in starts.suits.items():
            if not suits:
                key = pinned.get(who) or (windows[who[0]] if starts.slots[who[1]] else None)
                alike[who[1], key].append(who)
        for group in alike.values():
            self._explain(group)
        for entrant in self.problem.entrants:
            if len(entrant.events) > 1 and not possible(self.problem, starts, entrant):
                self._explain([(entrant.id, event) for event in entrant.events])

    def _explain(self, suspects: Iterable[Registration], scope: Scope = ANYWAY) -> bool:
        asked = frozenset(suspects)
        if scope == ANYWAY and any(asked <= roomy for roomy in self.roomy):
            return False
        fits = self.fits(scope.confined(self.problem, asked))
        if fits and scope == ANYWAY:
            self.roomy.append(asked)  # so is there for any of them, also when others are gone
        if fits is False:
            self._found(narrowed(self.problem, asked, scope, self.fits))
        return fits is False

    def _crowded(self) -> list[Registration]:
        """Clashes around those whom a simple timetable leaves over; returns whoever stays unexplained."""
        unexplained: list[Registration] = []
        crowding = self.crowding
        while crowding is not None:
            left = next((who for who in crowding.left() if who not in unexplained), None)
            if left is None:
                break
            if squeezed_in(crowding, left) or any(self._explain(each) for each in alike(crowding, left)):
                continue
            found = suspects(crowding, left)
            tried = narrow_first(crowding, left, found)
            if found and not any(self._explain(each) for each in tried) and not self._too_few(left):
                unexplained.append(left)
        return unexplained

    def _too_few(self, left: Registration) -> bool:
        """A heat's least number: are those who could run with somebody, and with whom these could, too few?"""
        event = next(event for event in self.problem.events if event.id == left[1])
        return event.min_fill > 1 and self._short({left})

    def _short(self, part: Collection[Registration]) -> bool:
        """Explain by least numbers: only where everybody is at hand who could fill the heats of these people."""
        field = company(self._any_number, part)
        return field <= self._registrations() and self._explain(field, Scope(fill=True))

    @cached_property
    def _any_number(self) -> Starts:
        """The starts of the whole problem, were heats of any number allowed."""
        return starts_of(set_aside(self.whole, [MinFill(event.id) for event in self.whole.events]))

    def _unexplained(self, left: list[Registration]) -> None:
        """What no neighbourhood explains is asked exactly: small parts at once, large ones by the planner."""
        while left := [who for who in left if who in self._registrations()]:
            part = reach(self.problem, left[:1])
            settled = len(part) > SMALL and not self._planned(part)
            if settled or not (self._explain(part) or self._short(part)):
                left = [who for who in left if who not in part]

    def _planned(self, part: set[Registration]) -> bool:
        """False when the planner places everybody of a part; else try to explain those it leaves over, once more."""
        everybody = Scope(fill=True).confined(self.problem, part)
        outcome = self.solve(everybody, self.limits)
        if not isinstance(outcome, Optimal | Feasible) or not outcome.plan.unplaced:
            return not isinstance(outcome, Optimal | Feasible)
        starts = starts_of(everybody)
        whole, self.crowding = self.crowding, Crowding(everybody, starts, seatings_of(outcome.plan, starts))
        before = len(self.cores)
        self._crowded()
        if whole is not None:
            self.crowding, gone = whole, [who for core in self.cores[before:] for who in core.registrations]
            whole.dismiss(gone)
        return len(self.cores) == before

    def _registrations(self) -> set[Registration]:
        return {(entrant.id, event) for entrant in self.problem.entrants for event in entrant.events}

    def _unstaffed(self) -> None:
        """Heats without enough officials: looked for among the events that need the same skill."""
        for skill in sorted({need.skill for event in self.problem.events for need in event.staff}):
            needing = {event.id for event in self.problem.events for need in event.staff if need.skill == skill}
            while self._explain((who for who in self._registrations() if who[1] in needing), Scope(staff=True)):
                continue

    def _clash(self, core: Core) -> Clash:
        alone = core.alone(self.whole)
        left = self.fewest(alone)
        scene = Scene(self.whole, core, len(left))
        desk = Desk(self.whole, core, left, self.crowding, self.fits)
        return Clash(tuple(fact_of(scene, rule) for rule in core.rules), offers(desk), core, left)


def company(starts: Starts, registrations: Collection[Registration]) -> set[Registration]:
    """These people, all who share a start of their event with them, all who share one with those, and so on."""
    found, new = set[Registration](), set(registrations)
    there: dict[tuple[str, int], list[Registration]] = defaultdict(list)
    for who, suits in starts.suits.items():
        for start in suits:
            there[who[1], start].append(who)
    while new:
        found |= new
        shared = {(who[1], start) for who in new for start in starts.suits[who]}
        new = {who for each in shared for who in there.pop(each, ())} - found
    return found


def possible(problem: Problem, starts: Starts, entrant: Entrant) -> bool:
    """Could this person run all own events with the rest between them, were nobody else there?"""
    busy = {event.id: event.entrant_minutes for event in problem.events}
    rest = problem.rest_of(entrant)

    def fits(order: tuple[str, ...], ready: int) -> bool:
        if not order:
            return True
        return any(
            fits(tuple(other for other in order if other != event), start + busy[event] + rest)
            for event in order
            for start in _first(starts.suits[entrant.id, event], ready)
        )

    return fits(entrant.events, 0) if entrant.max_per_day is None else True


def _first(suits: tuple[int, ...], ready: int) -> tuple[int, ...]:
    """The earliest start from a minute on: no later one leaves more."""
    return suits[bisect_left(suits, ready) :][:1]


def seatings_of(plan: Plan, starts: Starts) -> list[Seating]:
    """The heats of a plan with their people and the places they have."""
    room = {(slot.event, slot.start, venue): slot for e in starts.slots.values() for slot in e for venue in slot.venues}
    found = []
    for heat in plan.heats:
        slot = room.get((heat.event, heat.start, heat.venue))
        capacity = slot.capacity if slot else len(heat.places)
        fixed = slot.fixed if slot else ""
        found.append(Seating(heat.event, heat.venue, heat.start, capacity, fixed, people=list(heat.places.values())))
    return found


def account(
    problem: Problem, limits: Limits, fits: Fits, fewest: Callable[[Problem], tuple[Registration, ...]], solve: Solve
) -> tuple[Clash, ...]:
    """The clashes of a problem; see :func:`scheduler.timetable.explain`."""
    return Explaining(problem.canonical(), limits, fits, fewest, solve).run()
