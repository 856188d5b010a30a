"""Attempts at a repair, narrow ones first: solved for people left over and moved; the best of them then for minutes."""

from dataclasses import dataclass, field

from scheduler.timetable.cpsat.master import Expression
from scheduler.timetable.cpsat.repairing_model import Rearrangement
from scheduler.timetable.cpsat.repairing_rules import ruled
from scheduler.timetable.cpsat.search import Answer, Search
from scheduler.timetable.repairing.changed import Case
from scheduler.timetable.repairing.changes import Budget
from scheduler.timetable.repairing.counting import Forced, forced
from scheduler.timetable.repairing.layout import Group, Layout, Scope, laid_out
from scheduler.timetable.repairing.release import Release
from scheduler.timetable.repairing.spots import Spot
from scheduler.timetable.seats import lot
from scheduler.timetable.starts import open_places

ENOUGH = 50  # one person in so many above the bound, and no wider attempt is made
SHARE, POLISH = 0.05, 0.3  # of the budget for one attempt; deterministic seconds for minutes once people are decided


@dataclass(frozen=True)
class Tried:
    """One attempt with its best answer: entries left over, people moved."""

    plan: Rearrangement
    unplaced: Expression
    moved: Expression
    answer: Answer

    @property
    def worth(self) -> tuple[int, int]:
        """Smaller is better."""
        return self.answer.of(self.unplaced), self.answer.of(self.moved)


@dataclass(frozen=True)
class Found:
    """The best repair: who of those let go of goes where, how many are left over and moved, the longest move."""

    layout: Layout
    seats: dict[Spot, tuple[str, ...]]
    left: int
    moved: int
    longest: int


@dataclass
class Attempts:
    """All attempts for one case; ``people`` and ``left`` are bounds that hold for every repair without a budget.

    ``more``: whoever leaves no more over than counted moves one more person than counted.
    """

    case: Case
    search: Search
    need: Forced = field(init=False)
    contradiction: bool = False
    more: bool = False

    def __post_init__(self) -> None:
        self.need = forced(self.case)
        self.people, self.left = self.need.people, self.need.left

    def best(self, budget: Budget | None = None) -> Found | None:
        """The best repair found; None when no attempt has one."""
        best: Tried | None = None
        for scope in Release(self.case, self.need).scopes():
            best = self._attempt(scope, budget, best) or best
            if (best is not None and self._enough(best)) or self.search.over:
                break
        return None if best is None else self._polished(best)

    def _enough(self, best: Tried) -> bool:
        left, moved = best.worth
        bound = self.bound(left)
        return left <= self.left and moved <= bound + bound // ENOUGH

    def bound(self, left: int) -> int:
        """People who move in every repair that leaves so many over."""
        return max(self.people, self.need.people + (self.more and left == self.need.left))

    def _attempt(self, scope: Scope, budget: Budget | None, best: Tried | None) -> Tried | None:
        """A repair of this scope that is better than the best so far."""
        plan = ruled(laid_out(self.case, scope, budget))
        unplaced, moved = plan.unplaced, plan.moved()
        plan.model.add(moved >= self.people)
        plan.model.add(unplaced >= self.left)
        if budget is not None and budget.people is not None:
            plan.model.add(moved <= budget.people)
        weight = len(self.case.problem.entrants) + 1
        plan.model.minimize(weight * unplaced + moved)
        beaten = None if best is None else weight * best.worth[0] + best.worth[1]
        if beaten is not None:
            plan.model.add(weight * unplaced + moved < beaten)
        answer = self.search.run(plan.model, SHARE * self.search.limits.deterministic_seconds)
        if budget is None:
            self._learn(scope, answer, weight, beaten)
        return Tried(plan, unplaced, moved, answer) if answer.solved else None

    def _learn(self, scope: Scope, answer: Answer, weight: int, beaten: int | None) -> None:
        """What an attempt proved for all of them; nothing better than ``beaten`` where it has no answer."""
        if scope.whole:
            self.contradiction = answer.infeasible and beaten is None
            bound = beaten if answer.infeasible else answer.bound if answer.solved else None
            value = answer.value if answer.solved else beaten
            if bound is not None and value is not None:
                self.left = max(self.left, bound // weight)
                if value // weight == self.left:
                    self.people = max(self.people, bound - weight * self.left)
        elif scope.decides:
            self.more = answer.infeasible or answer.bound > self.need.left * weight + self.need.people

    def _polished(self, best: Tried) -> Found:
        """As many people left over and moved, but fewer officials lacking, minutes and new heats."""
        plan, answer = best.plan, best.answer
        left, moved = best.worth
        plan.model.add(best.unplaced == left)
        plan.model.add(best.moved == moved)
        plan.hint(answer)
        plan.model.minimize(plan.afterwards())
        better = self.search.run(plan.model, POLISH)
        return _read(plan, better if better.solved else answer, left, moved, self.search.limits.seed)


def _read(plan: Rearrangement, answer: Answer, left: int, moved: int, seed: int) -> Found:
    seats: dict[Spot, list[str]] = {spot: [] for spot, opened in plan.opened.items() if answer.of(opened)}
    longest = 0
    for index, group in enumerate(plan.groups):
        names = _in_order(plan.case, group, seed)
        for spot in group.spots:
            count = answer.of(plan.going[index, spot])
            if count:
                seats.setdefault(spot, []).extend(names[:count])
                del names[:count]
                longest = max(longest, group.minutes(spot))
    for event, heat in plan.layout.named.items():
        moves = [abs(s.start - heat.start) for s in seats if s.final and s.event == event and heat.places]
        longest = max(longest, *moves, 0)
    return Found(plan.layout, {spot: tuple(names) for spot, names in seats.items()}, left, moved, longest)


def _in_order(case: Case, group: Group, seed: int) -> list[str]:
    """Those who keep their place first (the old spot is a group's first), then by lot."""
    if group.home is None:
        return sorted(group.names, key=lambda name: lot(seed, group.event, name))
    home = group.home
    venue, end = case.venues[home.venue], home.start + case.events[home.event].duration
    whole = set(open_places(venue, home.start, end, max(home.places, default=1)))
    places = {name: place for place, name in home.places.items()}
    return sorted(group.names, key=lambda name: (places[name] not in whole, lot(seed, home.id, name)))
