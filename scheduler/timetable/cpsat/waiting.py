"""The least waiting: everybody in several events dealt at once, then heats shifted to where their people are.

In the heats as they are a linear program finds the truth (``relaxed``); more people than it can take at once are dealt
in lots, the others keeping their places. Then heats change their starts as long as that helps (``shifting``): their
number, the finish and everything decided before stay. Stopped at any time, the last answer is the best.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from scheduler.timetable.cpsat.crowd import Crowd
from scheduler.timetable.cpsat.itineraries import Hall
from scheduler.timetable.cpsat.relaxed import Relaxed, relaxed, whole
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.cpsat.seating import Choice
from scheduler.timetable.cpsat.shifting import Grounds, Shifting, places
from scheduler.timetable.problem import Entrant, Problem
from scheduler.timetable.starts import Starts

Turns = dict[tuple[str, str], int]
AT_ONCE = 400  # people of one program
ITINERARIES = 20_000  # of one person, above which the person keeps the own turns
SECONDS = 2.0  # deterministic seconds for shifting heats
SHARE = 2  # of what is left of the search; the officials come after


@dataclass
class Waiting:
    """Better and better heats and turns (start by entrant and event) than those given."""

    problem: Problem
    starts: Starts
    crowds: Mapping[str, Crowd]
    choice: Choice
    turns: Turns
    search: Search

    def answers(self) -> Iterator[tuple[Choice, Turns]]:
        """Each better one as it is found."""
        until = self.search.spent + self.search.left / SHARE
        people = [entrant for entrant in self.problem.entrants if self._free(entrant)]
        lots = -(-len(people) // AT_ONCE)
        hall, answer = None, None
        for number in range(lots):
            if self.search.over or self.search.spent > until:
                break
            hall = self.hall(people[number::lots])
            answer = relaxed(hall, answer.prices if answer else {}, self.search)
            if answer is not None:
                self.take(hall, answer, self.choice)
        if hall is not None:
            yield self.choice, self.turns
        if hall is not None and answer is not None and lots == 1 and "slots" not in self.problem.goals:
            yield from self._shifted(hall, answer, until)

    def hall(self, people: Sequence[Entrant]) -> Hall:
        """These people before the heats as they are."""
        room, least = places(self.choice.room), places(self.choice.least)
        return Hall(self.problem, self.crowds, room, least, people, self.turns)

    def _shifted(self, hall: Hall, answer: Relaxed, until: float) -> Iterator[tuple[Choice, Turns]]:
        shifting = Shifting(hall, answer, self.choice, Grounds(self.problem, self.starts, self.choice), self.search)
        shifting.run(min(SECONDS, until - self.search.spent))
        if shifting.choice is not self.choice and self.take(shifting.hall, shifting.answer, shifting.choice):
            yield self.choice, self.turns

    def _free(self, entrant: Entrant) -> bool:
        """May this person be dealt anew: in several events, placed in all of them, not pinned, not too many ways?"""
        pinned = any(pin.entrant == entrant.id for pin in self.problem.pins)
        placed = all((entrant.id, event) in self.turns for event in entrant.events)
        return len(entrant.events) > 1 and not pinned and placed and few_ways(entrant, self.choice)

    def take(self, hall: Hall, answer: Relaxed, choice: Choice) -> bool:
        """Make an answer the turns of everybody; False when somebody would be left out."""
        found = whole(hall, answer, self.search)
        if found is None:
            return False
        dealt, turns = {name for name, _ in found}, dict(self.turns)
        turns.update(found)
        alone = {entrant.id for entrant in self.problem.entrants if len(entrant.events) == 1}
        alone -= {pin.entrant for pin in self.problem.pins} | dealt
        for event, crowd in self.crowds.items():
            suits = crowd.suits.copy()
            for name, row in crowd.row.items():
                if name not in alone or (name, event) not in turns:
                    suits[row] = np.array(crowd.starts) == turns.get((name, event), -1)
            seated = replace(crowd, suits=suits).deal(choice.room_at(event), choice.least_at(event))
            if len(seated) < sum(each == event for _, each in self.turns):
                return False
            turns.update({(name, event): start for name, start in seated.items()})
        self.choice, self.turns = choice, turns
        return True


def few_ways(entrant: Entrant, choice: Choice) -> bool:
    """Can all ways of this person through the heats be listed?"""
    return prod(sum(room > 0 for room in choice.room_at(event).values()) for event in entrant.events) <= ITINERARIES
