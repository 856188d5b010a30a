"""Attempts at a repair, narrow ones first: each is solved for people left over and moved, then for minutes."""

from dataclasses import dataclass, field

from scheduler.timetable.cpsat.repairing_model import Rearrangement
from scheduler.timetable.cpsat.search import Answer, Search
from scheduler.timetable.repairing.changed import Case
from scheduler.timetable.repairing.changes import Budget
from scheduler.timetable.repairing.counting import Forced, forced
from scheduler.timetable.repairing.layout import Group, Layout, Scope, laid_out
from scheduler.timetable.repairing.release import scopes
from scheduler.timetable.repairing.spots import Spot
from scheduler.timetable.seats import lot
from scheduler.timetable.starts import open_places

ENOUGH = 50  # one person in so many above the bound, and no wider attempt is made
SHARE, POLISH = 0.25, 1.0  # of the budget for one attempt; deterministic seconds for minutes once people are decided


@dataclass(frozen=True)
class Found:
    """The best of an attempt: who of those let go of goes where, how many are left over and moved, the longest move."""

    layout: Layout
    seats: dict[Spot, tuple[str, ...]]
    left: int
    moved: int
    minutes: int
    longest: int

    @property
    def worth(self) -> tuple[int, int, int]:
        """Smaller is better."""
        return self.left, self.moved, self.minutes


@dataclass
class Attempts:
    """All attempts for one case; ``people`` and ``left`` are bounds that hold for every repair without a budget."""

    case: Case
    search: Search
    need: Forced = field(init=False)
    contradiction: bool = False

    def __post_init__(self) -> None:
        self.need = forced(self.case)
        self.people, self.left = self.need.people, self.need.left

    def best(self, budget: Budget | None = None) -> Found | None:
        """The best repair found; None when no attempt has one."""
        best: Found | None = None
        for scope in scopes(self.case, self.need):
            found = self._attempt(scope, budget)
            if found is not None and (best is None or found.worth < best.worth):
                best = found
            if (best is not None and self._enough(best)) or self.search.over:
                break
        return best

    def _enough(self, found: Found) -> bool:
        return found.left <= self.left and found.moved <= self.people + self.people // ENOUGH

    def _attempt(self, scope: Scope, budget: Budget | None) -> Found | None:
        layout = laid_out(self.case, scope, budget)
        plan = Rearrangement(layout)
        unplaced, moved = plan.unplaced, plan.moved()
        plan.model.add(moved >= self.people)
        plan.model.add(unplaced >= self.left)
        if budget is not None and budget.people is not None:
            plan.model.add(moved <= budget.people)
        weight = len(self.case.problem.entrants) + 1
        plan.model.minimize(weight * unplaced + moved)
        answer = self.search.run(plan.model, SHARE * self.search.limits.deterministic_seconds)
        if budget is None and scope.near is None:
            self._learn(answer, weight)
        if not answer.solved:
            return None
        plan.model.add(unplaced == answer.of(unplaced))
        plan.model.add(moved == answer.of(moved))
        return _read(plan, self._polished(plan, answer), answer.of(unplaced), answer.of(moved), self.search.limits.seed)

    def _learn(self, answer: Answer, weight: int) -> None:
        """What the whole problem proved."""
        self.contradiction = answer.infeasible
        if answer.solved and not answer.infeasible:
            self.left = max(self.left, answer.bound // weight)
            if answer.value // weight == answer.bound // weight:
                self.people = max(self.people, answer.bound % weight)

    def _polished(self, plan: Rearrangement, answer: Answer) -> Answer:
        """As many people, fewer minutes, then fewer new heats."""
        plan.hint(answer)
        plan.model.minimize((len(plan.opened) + 1) * plan.minutes() + plan.new_heats())
        better = self.search.run(plan.model, POLISH)
        return better if better.solved else answer


def _read(plan: Rearrangement, answer: Answer, left: int, moved: int, seed: int) -> Found:
    seats: dict[Spot, list[str]] = {spot: [] for spot, opened in plan.opened.items() if answer.of(opened)}
    minutes, longest = answer.of(plan.minutes()), 0
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
    return Found(plan.layout, {spot: tuple(names) for spot, names in seats.items()}, left, moved, minutes, longest)


def _in_order(case: Case, group: Group, seed: int) -> list[str]:
    """Those who keep their place first (the old spot is a group's first), then by lot."""
    if group.home is None:
        return sorted(group.names, key=lambda name: lot(seed, group.event, name))
    home = group.home
    venue, end = case.venues[home.venue], home.start + case.events[home.event].duration
    whole = set(open_places(venue, home.start, end, max(home.places, default=1)))
    places = {name: place for place, name in home.places.items()}
    return sorted(group.names, key=lambda name: (places[name] not in whole, lot(seed, home.id, name)))
