"""A small problem whole in one model, goal after goal: what the decomposition left unproven is settled here.

The model is the one explanations use (``room``); on top of it stand the goals that can be said in numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scheduler.timetable.cpsat.room import Room
from scheduler.timetable.cpsat.room_goals import GOALS
from scheduler.timetable.cpsat.room_rules import state_rules
from scheduler.timetable.cpsat.search import Answer, Search, go_on_from
from scheduler.timetable.cpsat.seating import Choice, seatings_of
from scheduler.timetable.problem import FOR_PEOPLE, Problem
from scheduler.timetable.seats import Seating
from scheduler.timetable.starts import Starts

SMALL = 3_000  # possible starts of registrations up to which a problem is small
SHARE = 0.03  # of the budget for a goal about people
NUMBERS = 0.4  # of what is left of it for one that is counted


def small(starts: Starts, most: int = SMALL) -> bool:
    """Is the whole problem small enough for one model?"""
    return sum(map(len, starts.suits.values())) <= most


@dataclass
class Exact:
    """One search in the whole model; afterwards ``seatings`` is its best answer, ``bounds`` what it proved.

    A bound of a goal holds under the values of the goals before it, as far as the model counts them.
    """

    problem: Problem
    starts: Starts
    search: Search
    goals: Sequence[str]
    infeasible: bool = False
    seatings: list[Seating] | None = None
    bounds: dict[tuple[tuple[tuple[str, int], ...], str], int] = field(default_factory=dict)

    def run(self) -> None:
        """Goal after goal, until one is not closed."""
        room = Room(self.problem, self.starts, apart=self._wishing())
        state_rules(room, officials=False)
        before: list[tuple[str, int]] = []
        for goal in self.goals:
            expression = GOALS[goal](room)
            room.model.minimize(expression)
            answer = self.search.run(room.model, self._seconds(goal))
            self.infeasible = answer.infeasible
            if answer.infeasible:
                return
            self.bounds[tuple(before), goal] = answer.bound
            if answer.solved:
                self.seatings = self._read(room, answer)
                go_on_from(room.model, answer)
            if not answer.optimal:
                return
            before.append((goal, answer.value))
            room.model.add(expression <= answer.value)

    def _seconds(self, goal: str) -> float:
        """What one goal may take."""
        people = goal in FOR_PEOPLE
        return SHARE * self.search.limits.deterministic_seconds if people else NUMBERS * self.search.left

    def _wishing(self) -> set[str]:
        """Who stands alone because of own wishes."""
        return {e.id for e in self.problem.entrants if e.preferences} if "preferences" in self.goals else set()

    def _read(self, room: Room, answer: Answer) -> list[Seating]:
        names = {group: iter(people) for group, people in room.groups.items()}
        turns = {
            (next(names[event, key]), event): start
            for (event, key, start), going in room.going.items()
            for _ in range(answer.of(going))
        }
        heats = {slot: answer.of(variable) for slot, variable in room.heats.items()}
        people = {slot: answer.of(variable) for slot, variable in room.people.items()}
        sits = {(name, slot.event, slot.start): slot for (name, slot), sits in room.sits.items() if answer.of(sits)}
        starts = replace(self.starts, tied={**self.starts.tied, **sits})
        return seatings_of(self.problem, starts, Choice(heats, people, people, {}), turns)
