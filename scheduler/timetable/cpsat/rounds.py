"""Rounds of relax, fill, check: numbers first, people after, and only the people who do not fit go inside the model."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.flows import Crowd, crowd_of, seat
from scheduler.timetable.cpsat.master import Expression, Master, total
from scheduler.timetable.cpsat.search import Answer, Search
from scheduler.timetable.cpsat.seating import Choice, choice_of
from scheduler.timetable.cpsat.turns import bring_inside
from scheduler.timetable.problem import Entrant, Problem
from scheduler.timetable.starts import Starts

PROBES = 6  # how many values above a bound are tried one by one before minimising again
NO_CAP = 1 << 30
Fact = tuple[str, frozenset[int]]  # an event and starts that ask for more people than can go there


@dataclass(frozen=True)
class Step:
    """How one goal went: the bound proved, the seconds it took, and whether the numbers reach the bound."""

    goal: str
    bound: int
    value: int | None
    seconds: float

    @property
    def closed(self) -> bool:
        """True when value and bound met."""
        return self.value == self.bound


@dataclass
class Round:
    """A model with some people inside one by one and the others as crowds."""

    problem: Problem
    starts: Starts
    inside: Sequence[Entrant]
    search: Search
    facts: set[Fact]
    steps: list[Step] = field(default_factory=list)
    choice: Choice | None = None
    infeasible: bool = False
    stated: set[Fact] = field(default_factory=set)
    unplaced: int | None = None
    short: bool = False
    most: float | None = None  # deterministic seconds for one run

    def __post_init__(self) -> None:
        self.master = Master(self.problem, self.starts)
        bring_inside(self.master, self.inside)
        self.crowds = crowds(self.problem, self.starts, self.inside, self.search.limits.seed)
        self.everybody = crowds(self.problem, self.starts, (), self.search.limits.seed)
        for event, crowd in self.everybody.items():
            self._state((event, frozenset(self.starts.of(event))))
            for pattern in crowd.groups:
                self._state((event, frozenset(self.starts.of(event)) - frozenset(pattern)))
        for fact in sorted(self.facts, key=lambda each: (each[0], sorted(each[1]))):
            self._state(fact)
        self.caps = {name: self._cap(name, expression) for name, expression in self.goals().items()}

    def goals(self) -> dict[str, Expression]:
        """The goals this model can minimise, in order."""
        found = {"unplaced": self.master.unplaced, "heats": self.master.opened, "finish": self.master.finish}
        return {name: found[name] for name in ("unplaced", *(goal for goal in self.problem.goals if goal in found))}

    def run(self, report: Callable[[str], None], known: Sequence[int] = ()) -> None:
        """Minimise goal after goal until one is left open or the budget is spent.

        The first goals may be ``known``: bounds that another round proved, tried here as they are, then with one goal
        less. When not even the first can be kept, ``infeasible`` is set.
        """
        names = list(self.goals())
        for kept in range(len(known), 0, -1):
            self.steps = [Step(name, value, value, 0) for name, value in zip(names[:kept], known, strict=False)]
            for place, name in enumerate(names):
                self._settle(name, known[place] if place < kept else None)
            self.infeasible = False
            if kept == len(names):
                self._fill()
            else:
                self._goal(names[kept], report, known[kept] + 1 if kept < len(known) else 0)
            if not self.infeasible:
                break
        if known and self.infeasible:
            return
        for name in names[len(self.steps) :]:
            if self.steps and not self.closed:
                return
            self._goal(name, report, 0)

    def _fill(self) -> None:
        """Find people for the limits as they are."""
        self._search(None)
        while self.short and not self.search.over:
            self._search(None)

    def _goal(self, name: str, report: Callable[[str], None], floor: int) -> None:
        report(name)
        self.minimise(name, self.goals()[name], floor)

    @property
    def closed(self) -> bool:
        """True when every goal tried so far met its bound."""
        return self.choice is not None and all(step.closed for step in self.steps)

    def minimise(self, name: str, expression: Expression, floor: int = 0) -> None:
        """One goal, exactly, when nothing below ``floor`` is possible; then the goal may not get worse any more."""
        began = monotonic()
        value, bound = self._climb(name, expression, floor)
        self.steps.append(Step(name, bound, value, monotonic() - began))
        if value is not None:
            self._settle(name, value)

    def _climb(self, name: str, expression: Expression, floor: int) -> tuple[int | None, int]:
        """Value and bound. A proven bound is tried as a limit, which is far cheaper than minimising again."""
        self.caps.setdefault(name, self._cap(name, expression))
        tries = PROBES if floor else 0
        while not self.search.over:
            self._settle(name, floor if tries else None)
            answer = self._search(None if tries else expression)
            if answer.solved and not self.short:
                return (floor, floor) if tries else (answer.value, max(floor, answer.bound))
            if tries and answer.infeasible:
                floor, tries = self._next(name, floor), tries - 1
            elif not tries and answer.solved and answer.optimal:
                floor, tries = max(floor, answer.bound), PROBES
            elif self.infeasible or not answer.solved:
                break
        return None, floor

    def _next(self, name: str, floor: int) -> int:
        """The next value this goal can have."""
        if name != "finish":
            return floor + 1
        return min((minute for minute in self.master.finishes if minute > floor), default=floor + 1)

    def _search(self, expression: Expression | None) -> Answer:
        """One run; a solution that people can fill is remembered, the facts against one they cannot are stated."""
        self.master.model.minimize(0 if expression is None else expression)
        answer = self.search.run(self.master.model, self.most)
        self.infeasible, self.short = answer.infeasible, False
        if answer.solved:
            choice = choice_of(self.master, answer)
            self.hint(choice)
            self.short = self._fall_short(choice)
            if not self.short:
                self.choice = choice
        return answer

    def _cap(self, name: str, expression: Expression) -> cp_model.IntVar:
        """A limit of a goal whose domain can be drawn tighter and wider between runs."""
        cap = self.master.model.new_int_var(0, NO_CAP, f"cap {name}")
        self.master.model.add(expression <= cap)
        return cap

    def _settle(self, name: str, value: int | None) -> None:
        self.master.model.proto.variables[self.caps[name].index].domain[1] = NO_CAP if value is None else value
        if name == "unplaced" and value is not None and self.unplaced is None:
            self.unplaced = value
            for fact in sorted(self.stated, key=lambda each: (each[0], sorted(each[1]))):
                self._round_up(fact)

    def _fall_short(self, choice: Choice) -> bool:
        short = False
        for event, crowd in self.crowds.items():
            _, cut = seat(crowd, choice.outside(event))
            if cut:
                short = True
                self.facts.add((event, cut))
                self._state((event, cut))
        return short

    def _state(self, fact: Fact) -> None:
        """Put a fact into the model: for everybody of the event, and for those outside."""
        event, starts = fact
        self.stated.add(fact)
        if self.unplaced is not None:
            self._round_up(fact)
        for at, crowd in (
            (self.master.people_at(event), self.everybody[event]),
            (self.master.outside_at(event), self.crowds[event]),
        ):
            terms = [expression for start, expression in at.items() if start in starts]
            if terms:
                self.master.model.add(sum(terms) <= crowd.reach(starts))

    def _round_up(self, fact: Fact) -> None:
        """People who can only go to the other starts need whole heats there: N in heats of C are ceil(N / C)."""
        event, starts = fact
        crowd = self.everybody[event]
        people = crowd.size - crowd.reach(starts) - (self.unplaced or 0)
        slots = [slot for slot in self.master.slots(event) if slot.start not in starts]
        if people > 0 and slots:
            most = max(slot.capacity for slot in slots)
            self.master.model.add(total(self.master.heats[slot] for slot in slots) >= -(-people // most))

    def hint(self, choice: Choice) -> None:
        """Start the next run from this choice."""
        model = self.master.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        for slot, heats in choice.heats.items():
            model.add_hint(self.master.heats[slot], heats)
            model.add_hint(self.master.people[slot], choice.people[slot])
        for turn, variable in self.master.turns.items():
            model.add_hint(variable, turn in choice.turns)


def crowds(problem: Problem, starts: Starts, inside: Iterable[Entrant], seed: int) -> Mapping[str, Crowd]:
    """The people of each event who do not stand inside the model."""
    out = {entrant.id for entrant in inside}
    people: dict[str, list[str]] = {event.id: [] for event in problem.events}
    for entrant in problem.entrants:
        if entrant.id not in out:
            for event in entrant.events:
                people[event].append(entrant.id)
    return {event: crowd_of(event, names, starts.suits, seed) for event, names in people.items()}
