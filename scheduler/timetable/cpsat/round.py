"""Relax, look, learn: solve for numbers, ask the flows whether people can fill them, state the broken facts, repeat."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.crowd import Crowd, Fact
from scheduler.timetable.cpsat.master import Expression, Master, total
from scheduler.timetable.cpsat.search import Answer, Search
from scheduler.timetable.cpsat.seating import Choice, choice_of
from scheduler.timetable.cpsat.sitting_rules import keep_apart
from scheduler.timetable.cpsat.turns import bring_inside, inside_at
from scheduler.timetable.problem import Entrant, Problem
from scheduler.timetable.sittings import Sittings
from scheduler.timetable.starts import Slot, Starts

PROBES = 6  # how many values above a bound are tried one by one before minimising again
NO_CAP = 1 << 30


@dataclass(frozen=True)
class Ceilings:
    """Values that must not be exceeded; None leaves a goal free."""

    unplaced: int | None = None
    heats: int | None = None
    slots: int | None = None
    finish: int | None = None


@dataclass(frozen=True)
class Crew:
    """What every round of one search shares: the problem, its starts and people, the budget, the facts learned.

    ``sittings`` are given while nobody need be left over: then single-heat events with common people are kept apart.
    """

    problem: Problem
    starts: Starts
    crowds: Mapping[str, Crowd]
    search: Search
    facts: set[Fact]
    sittings: Sittings | None = None


@dataclass
class Round:
    """The model of one part with the facts learned so far; ``crowds`` are all its people, also those ``inside``.

    A fact speaks of starts only, so it is worth stating in every other round too: its number is counted anew.
    """

    crew: Crew
    part: Sequence[str]
    inside: Sequence[Entrant]
    ceilings: Ceilings = Ceilings()
    most: float | None = None  # deterministic seconds for one run
    choice: Choice | None = None
    infeasible: bool = False
    stated: set[Fact] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.crowds = self.crew.crowds
        self.master = Master(self.crew.problem, self.crew.starts, self.part)
        for event in self.part:
            self.master.model.add(self.master.left[event] <= len(self.crowds[event].names))
        if self.crew.sittings is not None:
            keep_apart(self.master, self.crew.sittings)
        bring_inside(self.master, self.inside)
        self.turns = inside_at(self.master)
        names = {entrant.id for entrant in self.inside}
        self.outside = {event: self.crowds[event].without(names) for event in self.part}
        for event in self.part:
            self._make_room(event)
            for kind in ("cover", "fill"):
                self._state(Fact(kind, event, frozenset(self.crew.starts.of(event))))
        for fact in sorted((fact for fact in self.crew.facts if fact.event in self.part), key=lambda each: each.order):
            self._state(fact)
        self._limit()

    def _limit(self) -> None:
        """The ceilings as constraints whose limits can be moved."""
        self.caps: dict[str, cp_model.IntVar] = {}
        for goal, value in (
            ("unplaced", self.ceilings.unplaced),
            ("heats", self.ceilings.heats),
            ("slots", self.ceilings.slots),
        ):
            self.caps[goal] = self.master.model.new_int_var(0, NO_CAP, f"cap {goal}")
            self.master.model.add(self.master.count(goal) <= self.caps[goal])
            self.cap(goal, value)
        self.master.end_by(self.ceilings.finish)

    def cap(self, goal: str, value: int | None) -> None:
        """Move a limit; rounded facts stay as they were stated, so ``unplaced`` may only get stricter."""
        self.master.model.proto.variables[self.caps[goal].index].domain[1] = NO_CAP if value is None else value

    def attain(self) -> Choice | None:
        """Numbers within the ceilings that people can fill; None with ``infeasible`` set when there are none."""
        self.master.model.clear_objective()  # type: ignore[no-untyped-call]
        while not self.crew.search.over:
            answer = self._run()
            if not answer.solved:
                return None
            choice = choice_of(self.master, answer)
            if not self.learn(choice):
                self.choice = choice
                return choice
        return None

    def minimise(self, goal: str, floor: int = 0) -> tuple[int | None, int]:
        """Value and bound of ``unplaced``, ``heats`` or ``slots``; a proven bound is tried before minimising again."""
        expression = self.master.count(goal)
        while not self.crew.search.over:
            self.cap(goal, None)
            self.master.model.add(expression >= floor)
            self.master.model.minimize(expression)
            answer = self._run()
            floor = max(floor, answer.bound)
            if not answer.solved:
                return None, floor
            choice = choice_of(self.master, answer)
            if not self.learn(choice):
                self.choice = choice
                return answer.value, floor
            for _ in range(PROBES):
                self.cap(goal, floor)
                if self.attain():
                    return floor, floor
                if not self.infeasible:
                    return None, floor
                floor += 1
        return None, floor

    def _run(self) -> Answer:
        answer = self.crew.search.run(self.master.model, self.most)
        self.infeasible = answer.infeasible
        if answer.solved:
            self.hint(choice_of(self.master, answer))
        return answer

    def learn(self, choice: Choice) -> bool:
        """State what people have against these numbers; False when they can fill them."""
        broken = [fact for event in self.part for fact in self._broken(event, choice)]
        for fact in broken:
            self.crew.facts.add(fact)
            self._state(fact)
        return bool(broken)

    def _broken(self, event: str, choice: Choice) -> Iterable[Fact]:
        inside = choice.inside(event)
        room = {start: count - inside.get(start, 0) for start, count in choice.room_at(event).items()}
        least = {start: count - inside.get(start, 0) for start, count in choice.least_at(event).items()}
        unseated = len(self.crowds[event].names) - len(self.outside[event].names) - sum(inside.values())
        return self.outside[event].broken(room, least, choice.left[event] - unseated)

    def _make_room(self, event: str) -> None:
        """Heats hold the people inside, and nobody outside is left over a negative number of times."""
        turns = self.turns[event]
        for start, room in self._at(event, self.master.room).items():
            if turns.get(start):
                self.master.model.add(total(room) >= total(turns[start]))
        self.master.model.add(self._left_outside(event) >= 0)

    def _left_outside(self, event: str) -> Expression:
        """People outside who are left over."""
        number = len(self.crowds[event].names) - len(self.outside[event].names)
        return self.master.left[event] - number + total(turn for at in self.turns[event].values() for turn in at)

    def _at(self, event: str, numbers: Mapping[Slot, Expression]) -> dict[int, list[Expression]]:
        found: dict[int, list[Expression]] = {}
        for slot in self.master.slots(event):
            found.setdefault(slot.start, []).append(numbers[slot])
        return found

    def _state(self, fact: Fact) -> None:
        """Put a fact into the model: for everybody, for whole heats, and for those outside."""
        if fact in self.stated:
            return
        self.stated.add(fact)
        slots = [slot for slot in self.master.slots(fact.event) if slot.start in fact.starts]
        turns = total(turn for start, each in self.turns[fact.event].items() if start in fact.starts for turn in each)
        everybody, outside = self.crowds[fact.event].need(fact), self.outside[fact.event].need(fact)
        model = self.master.model
        if fact.kind == "fill":
            least = total(self.master.least[slot] for slot in slots)
            model.add(least <= everybody)
            if self.turns[fact.event]:
                model.add(least - turns <= outside)
            return
        room = total(self.master.room[slot] for slot in slots)
        model.add(room + self.master.left[fact.event] >= everybody)
        if self.turns[fact.event]:
            model.add(room - turns + self._left_outside(fact.event) >= outside)
        if self.ceilings.unplaced is not None:
            capacity = max([1, *(slot.capacity for slot in slots)])
            heats = -(-(everybody - self.ceilings.unplaced) // capacity)
            model.add(total(self.master.heats[slot] for slot in slots) >= heats)

    def hint(self, choice: Choice) -> None:
        """Start the next run from this choice."""
        model = self.master.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        for slot, heats in self.master.heats.items():
            model.add_hint(heats, choice.heats[slot])
        for turn, variable in self.master.turns.items():
            model.add_hint(variable, turn in choice.turns)
