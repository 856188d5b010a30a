"""From proven numbers to people: one part after another, each respecting where its people already are.

Somebody in a gym and a hall has a start in the gym first; the hall then offers only what leaves the rest. Because the
heats of the second part are still free (only their number and the finish are given), this nearly always works out.
Where it does not, the part that failed goes first in the next attempt.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from scheduler.timetable.cpsat.crowd import Costs, Crowd, Matrix
from scheduler.timetable.cpsat.numbers import Part, counted
from scheduler.timetable.cpsat.round import Ceilings, Crew, Round
from scheduler.timetable.cpsat.seating import NOTHING, Choice
from scheduler.timetable.cpsat.together import apart
from scheduler.timetable.cpsat.turns import keep
from scheduler.timetable.problem import MINUTES_PER_DAY, Entrant, Event

TIGHT = 240  # cost of a start that leaves an own other event one single start; two leave half of it, and so on
BLOCKED = 100_000  # cost of a start that leaves an own other event none


@dataclass
class Deal:
    """One attempt: who has which start so far. People ``inside`` keep the turns their part's choice gives them.

    ``stuck`` are registrations without a start; ``crowding`` people whose other events sent them where it is too full.
    """

    crew: Crew
    inside: Sequence[Entrant]
    turns: dict[tuple[str, str], int] = field(default_factory=dict)
    choice: Choice = NOTHING
    stuck: set[tuple[str, str]] = field(default_factory=set)
    crowding: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.crew.problem.events}
        self.names_inside = {entrant.id for entrant in self.inside}
        self.several = [entrant for entrant in self.crew.problem.entrants if len(entrant.events) > 1]

    def run(self, parts: Sequence[Part]) -> None:
        """Deal part after part; who finds no start is ``stuck``."""
        dealt: set[str] = set()
        for part in parts:
            crowds = {event: self._with_own_starts(self.crew.crowds[event], part) for event in part.events}
            choice = self._numbers(part, crowds)
            if choice is None:
                self.stuck |= {(name, event) for event in part.events for name in self.crew.crowds[event].names}
                continue
            self.choice = self.choice.joined(choice)
            dealt.update(part.events)
            for event in part.events:
                self._seat(self._with_own_starts(crowds[event], part), choice, dealt)

    def _numbers(self, part: Part, crowds: Mapping[str, Crowd]) -> Choice | None:
        """Heats for these people within the part's own numbers; if impossible, for as many of them as can be."""
        if part.choice is None or self._fits(part.choice, crowds):
            return part.choice
        limits = part.ceilings(counted(self.crew.problem.goals))
        strict = self._round(part, part.choice, crowds, limits)
        strict.hint(part.choice)
        if strict.attain() or not strict.infeasible:
            return strict.choice
        loose = self._round(part, part.choice, crowds, replace(limits, unplaced=None))
        loose.minimise("unplaced")
        return loose.choice

    def _round(self, part: Part, choice: Choice, crowds: Mapping[str, Crowd], limits: Ceilings) -> Round:
        """A model of the part for these people; whoever is pinned stands inside with the turns of the choice."""
        pinned = {pin.entrant for pin in self.crew.problem.pins if pin.event in part.events}
        inside = [entrant for entrant in self.inside if entrant.id in pinned]
        sittings = None if limits.unplaced is None else self.crew.sittings
        round_ = Round(replace(self.crew, crowds=crowds, sittings=sittings), part.events, inside, limits)
        keep(round_.master, choice.turns)
        return round_

    def _fits(self, choice: Choice, crowds: Mapping[str, Crowd]) -> bool:
        """Do the heats already chosen for the part suit these people as they are?"""
        return not any(
            crowd.broken(choice.room_at(event), choice.least_at(event), choice.left[event])
            for event, crowd in crowds.items()
        )

    def _seat(self, crowd: Crowd, choice: Choice, dealt: Iterable[str]) -> None:
        costs = self._tightness(crowd, set(dealt))
        seated = crowd.deal(choice.room_at(crowd.event), choice.least_at(crowd.event), costs, self.names_inside)
        for fact in crowd.broken(choice.room_at(crowd.event), choice.least_at(crowd.event), 0):
            free = set(crowd.confined(fact.starts)) - set(self.crew.crowds[crowd.event].confined(fact.starts))
            self.crowding |= free - self.names_inside
        self.turns.update({(name, crowd.event): start for name, start in seated.items()})
        self.stuck |= {(name, crowd.event) for name in crowd.names if name not in seated}

    def _with_own_starts(self, crowd: Crowd, part: Part) -> Crowd:
        """Only the starts that leave everybody the rest between own events; those inside have one start at most."""
        suits = crowd.suits.copy()
        event, starts = self.events[crowd.event], crowd.starts
        for entrant in self.several:
            if crowd.event in entrant.events:
                suits[crowd.row[entrant.id]] &= self._free(entrant, event, starts)
        if part.choice is not None:
            kept = {name: start for name, event, start in part.choice.turns if event == crowd.event}
            for entrant in self.inside:
                if entrant.id in crowd.row:
                    suits[crowd.row[entrant.id]] &= np.array(
                        [start == kept.get(entrant.id) for start in starts], dtype=bool
                    )
        return replace(crowd, suits=suits)

    def _free(self, entrant: Entrant, event: Event, starts: Sequence[int]) -> Matrix:
        """Which starts of an event the turns dealt so far leave this entrant: rest kept, no day too full."""
        times = np.array(starts, dtype=np.int64)
        free: Matrix = np.ones(len(starts), dtype=bool)
        days = Counter[int]()
        for other in entrant.events:
            start = self.turns.get((entrant.id, other))
            if start is not None and other != event.id:
                rest = self.crew.problem.rest_of(entrant)
                free &= apart(rest, event, starts, self.events[other], (start,))[:, 0]
                days[start // MINUTES_PER_DAY] += 1
        for day, count in days.items():
            if count == entrant.max_per_day:
                free &= times // MINUTES_PER_DAY != day
        return free

    def _tightness(self, crowd: Crowd, dealt: set[str]) -> Costs:
        """What each start costs each person: the fewer starts it leaves their other events, the more."""
        costs = np.zeros(crowd.suits.shape, dtype=np.int64)
        for entrant in self.several:
            if crowd.event in entrant.events:
                for other in set(entrant.events) - dealt:
                    there = self.crew.crowds[other]
                    rows = apart(
                        self.crew.problem.rest_of(entrant),
                        self.events[crowd.event],
                        crowd.starts,
                        self.events[other],
                        there.starts,
                    )
                    options = rows @ there.suits[there.row[entrant.id]].astype(np.int64)
                    costs[crowd.row[entrant.id]] += np.where(options > 0, TIGHT // np.maximum(options, 1), BLOCKED)
        return costs
