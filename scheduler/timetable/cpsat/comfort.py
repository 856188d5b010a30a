"""Less waiting for people in several events and more wishes kept, heats and proofs left as they are.

Event after event is dealt anew by a min-cost flow: everybody's cost at a start is what they would wait between it and
their other events as these stand now, and the wishes it does not keep; which of the two weighs more, the problem says.
Nothing ever gets worse in sum, so it ends; the last answer is the best.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.timetable.cpsat.crowd import Costs, Crowd, Matrix
from scheduler.timetable.cpsat.seating import Choice
from scheduler.timetable.measure import CHANGE_OF_DAY, idle
from scheduler.timetable.problem import FOR_PEOPLE, MINUTES_PER_DAY, Entrant, Event, Problem
from scheduler.timetable.wishes import Missed, missed_at

Turns = dict[tuple[str, str], int]
APART = 1 << 40  # cost of a start that does not leave the rest
LONG = 10_000  # more minutes than one person waits: what a wish weighs where wishes come before waiting


@dataclass
class Comfort:
    """Turns of everybody (start by entrant and event) in the heats of a choice, changed in place for their sake."""

    problem: Problem
    crowds: Mapping[str, Crowd]
    choice: Choice
    turns: Turns
    events: dict[str, Event] = field(init=False)
    wishes: dict[tuple[str, str], Missed] = field(init=False)

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.problem.events}
        pinned = {pin.entrant for pin in self.problem.pins}
        self.several = [e for e in self.problem.entrants if len(e.events) > 1 and e.id not in pinned]
        self.pinned = pinned
        goals = [goal for goal in self.problem.goals if goal in FOR_PEOPLE]
        opened = (slot for slot, heats in self.choice.heats.items() if heats)
        self.wishes = missed_at(self.problem, opened) if "preferences" in goals else {}
        most = sum(missed.otherwise for missed in self.wishes.values())
        self.waiting_first = goals[:1] != ["preferences"]
        self.minute = (1 + most if self.waiting_first else 1) if "waiting" in goals else 0
        self.wish = 1 if self.waiting_first else LONG

    def total(self) -> tuple[int, int]:
        """Minutes all wait now and weights of the wishes not kept, the more important first."""
        minutes = sum(self._idle(entrant, {}) for entrant in self.several) if self.minute else 0
        missed = sum(each.of(self.turns.get(entry)) for entry, each in self.wishes.items())
        return (minutes, missed) if self.waiting_first else (missed, minutes)

    def improve(self, stop: Callable[[], bool]) -> None:
        """Deal the events again, one after another, until no event gains any more or ``stop`` says so."""
        wished = {event for _, event in self.wishes}
        waited = {event for entrant in self.several for event in entrant.events} if self.minute else set()
        queue = [event for event in self.events if event in wished | waited]
        still = 0
        while still < len(queue) and not stop():
            event = queue.pop(0)
            queue.append(event)
            still = 0 if self._deal_again(event) else still + 1

    def _deal_again(self, event: str) -> bool:
        """One event anew; True when that is better for its people."""
        before = self.total()
        crowd, costs = self._priced(self.crowds[event])
        seated = crowd.deal(self.choice.room_at(event), self.choice.least_at(event), costs, self.pinned)
        old = {name: start for (name, each), start in self.turns.items() if each == event}
        self.turns.update({(name, event): start for name, start in seated.items()})
        if len(seated) >= len(old) and self.total() < before:
            return True
        self.turns.update({(name, event): start for name, start in old.items()})
        return False

    def _priced(self, crowd: Crowd) -> tuple[Crowd, Costs]:
        """The crowd with only the starts that keep everybody's rest, and what each of them costs."""
        minutes = self._minutes(crowd)
        suits = crowd.suits & (minutes < APART)
        for name in self.pinned & crowd.row.keys():
            suits[crowd.row[name]] = [start == self.turns.get((name, crowd.event)) for start in crowd.starts]
        costs = np.where(suits, minutes, 0) * self.minute
        for (name, event), missed in self.wishes.items():
            if event == crowd.event:
                costs[crowd.row[name]] += np.array([self.wish * missed.of(start) for start in crowd.starts], np.int64)
        return replace(crowd, suits=suits), costs

    def _minutes(self, crowd: Crowd) -> Costs:
        """What everybody would wait at each start; ``APART`` where it leaves no rest or the day is full."""
        minutes = np.zeros(crowd.suits.shape, dtype=np.int64)
        columns = [crowd.column[start] for start in sorted(self.choice.room_at(crowd.event))]
        pairs: dict[str, list[Entrant]] = {}
        for entrant in self.several:
            others = [each for each in entrant.events if each != crowd.event and (entrant.id, each) in self.turns]
            if crowd.event in entrant.events and len(others) == 1 and entrant.max_per_day is None:
                pairs.setdefault(others[0], []).append(entrant)
            elif crowd.event in entrant.events and others:
                row = crowd.row[entrant.id]
                for column in columns:
                    minutes[row, column] = self._idle(entrant, {crowd.event: crowd.starts[column]})
        for other, people in pairs.items():
            rows = [crowd.row[entrant.id] for entrant in people]
            minutes[rows] = self._between(crowd, other, people)
        return minutes

    def _between(self, crowd: Crowd, other: str, people: list[Entrant]) -> Costs:
        """What people in two events wait between them: a row per person, a column per start of the crowd."""
        event, second = self.events[crowd.event], self.events[other]
        starts = np.array(crowd.starts, dtype=np.int64)[None, :]
        others = np.array([self.turns[entrant.id, other] for entrant in people], dtype=np.int64)[:, None]
        rest = np.array([self.problem.rest_of(entrant) for entrant in people], dtype=np.int64)[:, None]
        gap: NDArray[np.int64] = np.where(
            starts < others,
            others - starts - event.entrant_minutes - rest,
            starts - others - second.entrant_minutes - rest,
        )
        same_day: Matrix = starts // MINUTES_PER_DAY == others // MINUTES_PER_DAY
        costs: Costs = np.where(gap < 0, APART, np.where(same_day, gap, CHANGE_OF_DAY))
        return costs

    def _idle(self, entrant: Entrant, instead: Mapping[str, int]) -> int:
        stretches, days = [], Counter[int]()
        for event in entrant.events:
            start = instead.get(event, self.turns.get((entrant.id, event)))
            if start is not None:
                stretches.append((start, start + self.events[event].entrant_minutes))
                days[start // MINUTES_PER_DAY] += 1
        if entrant.max_per_day is not None and max(days.values(), default=0) > entrant.max_per_day:
            return APART
        cost = idle(sorted(stretches), self.problem.rest_of(entrant))
        return APART if cost is None else cost
