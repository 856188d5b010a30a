"""The strategy: a sketch, then proven numbers, then people, then their waiting. The best checked answer is kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from scheduler.timetable.check import check
from scheduler.timetable.cpsat.rounds import Fact, Round
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.cpsat.seating import Choice, choice_behind, seatings_of
from scheduler.timetable.cpsat.turns import waiting
from scheduler.timetable.measure import measured
from scheduler.timetable.plan import Progress
from scheduler.timetable.problem import Entrant, Problem
from scheduler.timetable.seats import Seating, plan_of
from scheduler.timetable.sketch import greedy_seatings
from scheduler.timetable.starts import Slot, Starts, starts_of

WAITING_SHARE = 0.05  # of the budget for one run that shortens waiting
FEW = 40  # people in several events up to which moving heats shortened waiting when measured
NEARBY = (0, 2)  # steps of the grid by which heats may move while waiting is shortened, run after run
PLANNED = ("unplaced", "heats", "finish", "waiting")


@dataclass
class Planner:
    """One search. ``bounds`` are kept under the values of the goals before: only then do they hold."""

    problem: Problem
    search: Search
    best: list[Seating] | None = None
    worth: tuple[int, ...] = ()
    contradiction: bool = False
    bounds: dict[tuple[tuple[int, ...], str], int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = starts_of(self.problem)
        self.goals = ("unplaced", *(goal for goal in PLANNED[1:] if goal in self.problem.goals))
        pinned = {pin.entrant for pin in self.problem.pins}
        self.pinned = [entrant for entrant in self.problem.entrants if entrant.id in pinned]
        self.several = [e for e in self.problem.entrants if len(e.events) > 1 or e.id in pinned]

    def run(self) -> None:
        """Search until everything is proven or the budget is spent."""
        self._keep(greedy_seatings(self.problem, self.starts))
        self._report("unplaced")
        self._prove()
        if "waiting" in self.goals:
            self._wait_less()

    def _prove(self) -> None:
        """Rounds until the people fill the proven numbers, or the budget ends."""
        facts: set[Fact] = set()
        inside: Sequence[Entrant] = self.pinned
        known: Sequence[int] = ()
        while not self.search.over:
            current = self._round(inside, facts, known)
            self._note(current)
            self.contradiction = current.infeasible
            if current.choice is None:
                return
            if len(inside) == len(self.several):
                self._keep(seatings_of(self.problem, current.choice, current.crowds))
                return
            filled = self._fill(current.choice)
            if filled.choice is None or not current.closed:
                return
            left = _left_over(self.several, filled.choice)
            if filled.steps[0].value == current.steps[0].value:
                return
            known = [step.bound for step in current.steps]
            left |= {entrant.id for entrant in inside}
            inside = [entrant for entrant in self.several if entrant.id in left]

    def _round(self, inside: Sequence[Entrant], facts: set[Fact], known: Sequence[int]) -> Round:
        """A round with more people inside: first with what is already known, else from the beginning."""
        current = Round(self.problem, self.starts, inside, self.search, facts)
        current.run(self._report, known)
        if known and current.infeasible:
            current = Round(self.problem, self.starts, inside, self.search, facts)
            current.run(self._report)
        return current

    def _fill(self, choice: Choice) -> Round:
        """Put everybody into the heats of a choice, as many as possible."""
        filled = Round(
            self.problem, _only(self.starts, lambda slot: choice.heats[slot] > 0), self.several, self.search, set()
        )
        filled.minimise("unplaced", filled.master.unplaced)
        if filled.choice is not None:
            self._keep(seatings_of(self.problem, filled.choice, filled.crowds))
        return filled

    def _wait_less(self) -> None:
        """Shorten waiting with the heats as they are, then with heats a little earlier or later; no bound but 0."""
        began = monotonic()
        for reach in NEARBY:
            too_many = reach > 0 and len(self.several) > FEW
            if self.best is None or self.worth[-1] == 0 or self.search.over or too_many:
                break
            self._report("waiting")
            starts = _near(self.problem, self.starts, self.best, reach)
            near = Round(self.problem, starts, self.several, self.search, set())
            for expression, value in zip(near.goals().values(), self.worth, strict=False):
                near.master.model.add(expression <= value)
            near.most = WAITING_SHARE * self.search.limits.deterministic_seconds
            present = choice_behind(near.master.heats, self.best, {entrant.id for entrant in self.several})
            idle = waiting(near.master, self.several, present.turns)
            near.hint(present)
            near.minimise("waiting", idle)
            if near.choice is not None:
                self._keep(seatings_of(self.problem, near.choice, near.crowds))
        self.seconds["waiting"] = monotonic() - began

    def _keep(self, seatings: list[Seating]) -> None:
        """Remember the better of two answers, if the checker lets it pass."""
        plan = plan_of(self.problem, seatings)
        values = measured(self.problem, plan)
        worth = tuple(values[goal] for goal in self.goals)
        if (self.best is None or worth < self.worth) and not check(self.problem, plan):
            self.best, self.worth = seatings, worth

    def _note(self, current: Round) -> None:
        before: list[int] = []
        for step in current.steps:
            key = (tuple(before), step.goal)
            self.bounds[key] = max(step.bound, self.bounds.get(key, 0))
            self.seconds[step.goal] = self.seconds.get(step.goal, 0) + step.seconds
            if step.value is None:
                return
            before.append(step.value)

    def _report(self, goal: str) -> None:
        place = self.goals.index(goal)
        value = self.worth[place] if self.best is not None else None
        bound = self.bounds.get((self.worth[:place], goal))
        self.search.report(Progress(goal, value, bound, 100 * place // len(self.goals)))


def _only(starts: Starts, wanted: Callable[[Slot], bool]) -> Starts:
    """The wanted slots and the fixed heats, nothing else."""
    slots = {event: tuple(s for s in each if s.fixed or wanted(s)) for event, each in starts.slots.items()}
    times = {event: {slot.start for slot in each} for event, each in slots.items()}
    suits = {(name, event): tuple(s for s in each if s in times[event]) for (name, event), each in starts.suits.items()}
    return Starts(slots, suits)


def _near(problem: Problem, starts: Starts, seatings: Sequence[Seating], reach: int) -> Starts:
    """The slots of these heats and those at most so many steps of the grid away."""
    step = problem.grid_minutes
    near = {(s.event, s.start + shift * step) for s in seatings for shift in range(-reach, reach + 1)}
    return _only(starts, lambda slot: (slot.event, slot.start) in near)


def _left_over(people: Iterable[Entrant], choice: Choice) -> set[str]:
    """Who of the people inside lacks a turn in one of their events."""
    had = {(name, event) for name, event, _ in choice.turns}
    return {entrant.id for entrant in people if any((entrant.id, event) not in had for event in entrant.events)}
