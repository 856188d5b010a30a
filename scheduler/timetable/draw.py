"""The draw inside an event once starts are proven: even heats, departments apart, seeding, wishes. Proofs stay.

Two entrants of an event change heats, or one moves over, only where availability, rest, fill and route allow it and
nobody waits longer. What cannot be improved by one such change is kept.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from scheduler.timetable.measure import seeding_targets
from scheduler.timetable.plan import Plan
from scheduler.timetable.problem import Event, Problem
from scheduler.timetable.seats import Seating, lot, plan_of
from scheduler.timetable.starts import Starts, starts_of
from scheduler.timetable.wishes import missed, own_wishes

Gain = Callable[[str, str], int]  # what a swap of two people gains


def draw(problem: Problem, seatings: Sequence[Seating], seed: int) -> list[Seating]:
    """The same heats with people dealt better inside each event; the same seed gives the same draw."""
    starts = starts_of(problem)
    drawn = [replace(seating, people=list(seating.people)) for seating in seatings]
    heats = Counter(seating.event for seating in drawn if not seating.final)
    for event in (each for each in problem.events if heats[each.id] > 1):
        table = _Table(problem, event, starts, drawn)
        table.level()
        if event.seeding == "random":
            table.shuffle(seed)
        gains = table.gains()
        for most in range(len(gains)):
            table.improve(gains[: most + 1])
    return drawn


def spread_bound(problem: Problem, plan: Plan) -> int:
    """No plan with as many heats has fewer pairs of one department in one heat: pigeonholes, event by event.

    An event may have at most the heats the others can spare. 0 (nothing proven) while somebody is unplaced.
    """
    if plan.unplaced:
        return 0
    slots, heats = starts_of(problem).slots, Counter(heat.event for heat in plan.heats if not heat.final)
    people = Counter(event for entrant in problem.entrants for event in entrant.events)
    most = {event: max((slot.capacity for slot in each), default=1) for event, each in slots.items()}
    need = {event: -(-people[event] // max(1, most[event])) for event in slots}
    spare = sum(heats.values()) - sum(need.values())
    members = Counter((event, e.department) for e in problem.entrants for event in e.events if e.department)
    return sum(_pairs(count, need[event] + spare) for (event, _), count in members.items())


def _pairs(people: int, heats: int) -> int:
    """Fewest pairs when so many people of one department are dealt over so many heats.

    >>> _pairs(7, 3)
    5
    """
    each, more = divmod(people, max(1, heats))
    return (heats - more) * each * (each - 1) // 2 + more * each * (each + 1) // 2


@dataclass
class _Table:
    """The heats of one event on the table, and which changes are allowed."""

    problem: Problem
    event: Event
    starts: Starts
    all_heats: Sequence[Seating]
    where: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ours = [seating for seating in self.all_heats if seating.event == self.event.id and not seating.final]
        self.heats = sorted(ours, key=lambda each: (each.start, each.venue, each.fixed))
        self.where = {name: index for index, heat in enumerate(self.heats) for name in heat.people}
        self.department = {entrant.id: entrant.department for entrant in self.problem.entrants}
        self.counts = [Counter(self.department[name] for name in heat.people) for heat in self.heats]
        self.bound = {entrant.id for entrant in self.problem.entrants if len(entrant.events) > 1}
        self.pinned = {pin.entrant for pin in self.problem.pins if pin.event == self.event.id}
        self.target: dict[str, int] = {}
        wished = own_wishes(self.problem) if "preferences" in self.problem.goals else {}
        self.wishes = {name: wishes for (name, event), wishes in wished.items() if event == self.event.id}

    def gains(self) -> list[Gain]:
        """What a swap may gain, in the order of the problem's goals; an event's seeding counts wanted or not."""
        gains = {"department_spread": self.spread_gain, "seeding": self.seeding_gain, "preferences": self.wish_gain}
        if self.event.seeding == "random":
            del gains["seeding"]
        if not self.wishes:
            del gains["preferences"]
        goals = self.problem.goals if "seeding" in self.problem.goals else (*self.problem.goals, "seeding")
        return [gains[goal] for goal in goals if goal in gains]

    def level(self) -> None:
        """Even heats: move people from fuller to emptier ones of the event while sizes differ by two or more."""
        while any(self._relieve(heat) for heat in sorted(self.heats, key=lambda each: -len(each.people))):
            continue

    def shuffle(self, seed: int) -> None:
        """Draw heats by lot: in the order of their lots people change places with whoever the lot names."""
        names = sorted(self.where, key=lambda name: lot(seed, self.event.id, name))
        for index, name in enumerate(names):
            other = names[int(lot(seed, self.event.id, name, "partner"), 16) % (index + 1)]
            if self._may_swap(name, other) and self.wish_gain(name, other) >= 0:
                self._swap(name, other)

    def improve(self, gains: Sequence[Gain]) -> None:
        """Swap pairs of people while a swap gains something and loses nothing more important."""
        self._aim()
        names = sorted(self.where)
        last = self.wishes.keys() if gains[-1] == self.wish_gain else self.where.keys()  # whom the last gain is about
        better = True
        while better:
            better = False
            for first, second in combinations(names, 2):
                if first not in last and second not in last:
                    continue
                if next((g for gain in gains if (g := gain(first, second))), 0) > 0 and self._may_swap(first, second):
                    self._swap(first, second)
                    better = True

    def spread_gain(self, first: str, second: str) -> int:
        """Pairs of one department in one heat that a swap of these two does away with."""
        here, there = self.where[first], self.where[second]
        one, two = self.department[first], self.department[second]
        if here == there or one == two:
            return 0
        gain = 0
        if one:
            gain += self.counts[here][one] - 1 - self.counts[there][one]
        if two:
            gain += self.counts[there][two] - 1 - self.counts[here][two]
        return gain

    def seeding_gain(self, first: str, second: str) -> int:
        """Steps nearer to the seeded heats."""
        if first not in self.target or second not in self.target:
            return 0
        here, there = self.where[first], self.where[second]
        now = abs(self.target[first] - here) + abs(self.target[second] - there)
        return now - abs(self.target[first] - there) - abs(self.target[second] - here)

    def wish_gain(self, first: str, second: str) -> int:
        """Weights of wishes that a swap of these two keeps on top."""
        here, there = self.heats[self.where[first]], self.heats[self.where[second]]
        now = self._missed(first, here) + self._missed(second, there)
        return now - self._missed(first, there) - self._missed(second, here)

    def _missed(self, name: str, heat: Seating) -> int:
        if name not in self.wishes:
            return 0
        end = heat.start + self.event.entrant_minutes
        return missed(self.problem, self.wishes[name], heat.start, end, (heat.venue,))

    def _aim(self) -> None:
        heats = plan_of(self.problem, self.heats).heats if self.event.seeding != "random" else ()
        wanted = seeding_targets(self.problem, self.event, heats)
        self.target = {name: target for name, (target, _) in wanted.items()}

    def _relieve(self, heat: Seating) -> bool:
        for other in sorted(self.heats, key=lambda each: len(each.people)):
            if len(heat.people) < len(other.people) + 2:
                return False
            name = next((name for name in heat.people if self._may_move(name, other)), None)
            if name is not None:
                self._put(name, self.heats.index(other))
                return True
        return False

    def _fits(self, name: str, heat: Seating) -> bool:
        """May this person start there: the same start, or a free choice of starts that suit."""
        if name in self.pinned:
            return False
        same = self.heats[self.where[name]].start == heat.start
        return same or (name not in self.bound and heat.start in self.starts.suits[name, self.event.id])

    def _may_move(self, name: str, heat: Seating) -> bool:
        enough = len(heat.people) + 1 >= self.event.min_fill
        if self._missed(name, heat) > self._missed(name, self.heats[self.where[name]]):
            return False
        return enough and len(heat.people) < heat.capacity and self._fits(name, heat) and self._route_holds(heat)

    def _may_swap(self, first: str, second: str) -> bool:
        here, there = self.heats[self.where[first]], self.heats[self.where[second]]
        return here is not there and self._fits(first, there) and self._fits(second, here)

    def _route_holds(self, heat: Seating) -> bool:
        venue = next(venue for venue in self.problem.venues if venue.id == heat.venue)
        if venue.wave is None or venue.wave.on_route_max is None:
            return True
        here = [(each, each.start + self._out(each)) for each in self.all_heats if each.venue == heat.venue]
        moments = [each.start for each, _ in here if heat.start <= each.start < heat.start + self._out(heat)]
        out = max(sum(each.held_for for each, back in here if each.start <= m < back) for m in moments)
        return out < venue.wave.on_route_max

    def _out(self, heat: Seating) -> int:
        """Minutes the people of a heat are out on a route."""
        event = next(event for event in self.problem.events if event.id == heat.event)
        return event.lasts(True) if heat.final else event.entrant_minutes

    def _swap(self, first: str, second: str) -> None:
        here, there = self.where[first], self.where[second]
        self._put(first, there)
        self._put(second, here)

    def _put(self, name: str, heat: int) -> None:
        for index, change in ((self.where[name], -1), (heat, 1)):
            self.counts[index][self.department[name]] += change
        self.heats[self.where[name]].people.remove(name)
        self.heats[heat].people.append(name)
        self.where[name] = heat
