"""The strategy: a sketch, then proven numbers part by part, then people, then their waiting.

1. The sketch is the first answer, or a colouring where every event is held at one start.
2. Every part (``parts``) gets its fewest unplaced, fewest heats and earliest finish: sums and the maximum are bounds.
3. People are dealt into heats of exactly these numbers (``deal``). If all fit, the bounds are reached and proven.
4. If not, those who did not fit go inside the model, which joins the parts they run in, and it starts again.
5. What a small problem leaves open is settled in one exact model (``exact``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

import numpy as np

from scheduler.timetable.check import check
from scheduler.timetable.cpsat.chromatic import fewest_colours
from scheduler.timetable.cpsat.colouring import Colouring, chain
from scheduler.timetable.cpsat.comfort import Comfort, Turns
from scheduler.timetable.cpsat.crowd import crowds_of
from scheduler.timetable.cpsat.deal import Deal
from scheduler.timetable.cpsat.exact import SMALL, Exact, small
from scheduler.timetable.cpsat.gathering import gathered
from scheduler.timetable.cpsat.numbers import COUNTED, Numbers, Part, apart, sums
from scheduler.timetable.cpsat.round import Crew
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.cpsat.seating import Choice, seatings_of
from scheduler.timetable.cpsat.sitting_rules import few
from scheduler.timetable.cpsat.together import narrowed
from scheduler.timetable.cpsat.waiting import Waiting
from scheduler.timetable.measure import measured
from scheduler.timetable.plan import Progress
from scheduler.timetable.problem import FOR_PEOPLE, Entrant, Problem
from scheduler.timetable.seats import Seating, plan_of
from scheduler.timetable.sittings import alone, earliest_finish, largest_clique, sittings_of
from scheduler.timetable.sketch import greedy_seatings
from scheduler.timetable.starts import starts_of

PLANNED = (*COUNTED, *FOR_PEOPLE)
Values = tuple[tuple[str, int], ...]  # goals with their values
STEPS_A_SECOND = 10_000  # of a colouring, for the budget
LAST_RESORT = 30_000  # possible starts up to which one exact model is tried when the numbers stay open
RESERVE = 0.7  # of the search, kept for that model
INSIDE = 15_000  # possible turns of people inside above which a model is not tried: building it would take minutes
ATTEMPTS = 4  # orders of the parts tried before somebody goes inside the model


@dataclass
class Planner:
    """One search. ``bounds`` are kept under values of counted goals before: only with these do they hold."""

    problem: Problem
    search: Search
    best: list[Seating] | None = None
    worth: tuple[int, ...] = ()
    lacking: int = 0
    contradiction: bool = False
    dealt: tuple[Choice, Turns] | None = None
    bounds: dict[tuple[Values, str], int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    at_work: tuple[str, float] = ("", 0.0)

    def __post_init__(self) -> None:
        self.starts = starts_of(self.problem)
        self.crowds = crowds_of(self.starts, self.search.limits.seed)
        self.sittings = sittings_of(self.problem, self.starts)
        self.crew = Crew(self.problem, self.starts, self.crowds, self.search, set())
        self.goals = ("unplaced", *(goal for goal in self.problem.goals if goal in PLANNED))
        pinned = {pin.entrant for pin in self.problem.pins if pin.entrant}
        self.pinned = [entrant for entrant in self.problem.entrants if entrant.id in pinned]
        self.several = [e for e in self.problem.entrants if len(e.events) > 1 or e.id in pinned]

    def run(self) -> None:
        """Search until everything is proven or the budget is spent."""
        coloured = alone(self.sittings) and self._colour()
        if self.best is None or small(self.starts, LAST_RESORT):
            self._keep(greedy_seatings(self.problem, self.starts))
        self._report("unplaced")
        if not coloured and (not alone(self.sittings) or few(self.sittings)):
            self.search.reserve = RESERVE * self.search.left if small(self.starts, LAST_RESORT) else 0.0
            self._prove()
            self.search.reserve = 0.0
        self._for_comfort([goal for goal in self.goals if goal in FOR_PEOPLE])
        self._settle()
        self._spend()

    def _colour(self) -> bool:
        """Starts for events that are all held at one start each, as few as can be found; True if there are no others.

        The number of starts is bounded whatever the goals are: it bounds the finish too.
        """
        sittings, starts = self.sittings, chain(self.sittings)
        clique = largest_clique(sittings.near)
        colouring = Colouring(sittings, starts, self.search.limits.seed, lambda: self.search.over)
        found = colouring.seatings(colouring.fewest(len(clique))) if starts else []
        self.search.spent += colouring.steps / STEPS_A_SECOND
        if not self._keep(found) or self.worth[0]:
            return False
        used = len({seating.start for seating in found})
        bound, colours = fewest_colours(sittings, clique, used, self.search)
        if colours is not None:
            self._keep(colouring.seatings(np.array([colours[event] for event in range(len(colours))])))
        finish = earliest_finish(sittings, bound, clique)
        for goal, number in (("heats", len(sittings.events)), ("slots", bound), ("finish", finish)):
            self.bounds[(("unplaced", 0),), goal] = number
        return len(starts) == len({slot.start for slots in self.starts.slots.values() for slot in slots})

    def _open(self, goals: Iterable[str]) -> str:
        """The first of these goals that is not proven; empty when all are."""
        values = dict(zip(self.goals, self.worth, strict=False))
        return next((goal for goal in goals if not self._proven(goal, values)), "")

    def _prove(self) -> None:
        """Numbers, people, and with more people inside again, until the people reach the numbers."""
        inside: Sequence[Entrant] = self.pinned
        known: Sequence[Part] = ()
        strict, crew = True, self._strict()
        while not self.search.over:
            numbers = Numbers(crew, inside, self._report, known, strict)
            parts = numbers.run()
            if numbers.infeasible and strict:
                strict, crew, known = False, self.crew, ()
                continue
            known = parts
            self._note(known)
            self.contradiction = numbers.infeasible
            if self.contradiction or any(part.closed < numbers.whole or part.choice is None for part in known):
                return
            failed = self._deal(crew, known, inside, strict)
            if failed is None or len(inside) == len(self.several):
                return
            wider = self._widened(inside, [{name for name, _ in failed.stuck}, failed.crowding])
            too_many = self._possible_turns(wider) > INSIDE
            again = len(inside) > len(self.pinned)  # the first time people inside cost less than a linear program
            if (strict and (again or too_many) and self._gather(failed)) or too_many:
                return
            inside = wider

    def _strict(self) -> Crew:
        """What holds while nobody is left over: each start leaves the own other events one."""
        sittings = self.sittings if self.sittings.rests and few(self.sittings) else None
        return replace(self.crew, crowds=narrowed(self.problem, self.crowds, None), sittings=sittings)

    def _possible_turns(self, entrants: Iterable[Entrant]) -> int:
        return sum(len(self.starts.suits[entrant.id, event]) for entrant in entrants for event in entrant.events)

    def _widened(self, inside: Sequence[Entrant], more: Iterable[set[str]]) -> Sequence[Entrant]:
        """More people inside the model: the first group with anybody new, at last everybody in several events."""
        already = {entrant.id for entrant in inside}
        for group in more:
            found = [entrant for entrant in self.several if entrant.id in already | group]
            if len(found) > len(inside):
                return found
        return self.several

    def _deal(self, crew: Crew, parts: Sequence[Part], inside: Sequence[Entrant], strict: bool) -> Deal | None:
        """Seat everybody in the proven numbers; None when that worked, else the best attempt."""
        if strict and "finish" in self.goals:
            crew = replace(crew, crowds=narrowed(self.problem, crew.crowds, parts[0].finish if parts else None))
        order = sorted(apart(self.crew, parts), key=lambda part: (-part.finish, -part.heats))
        best: Deal | None = None
        for _ in range(ATTEMPTS):
            deal = Deal(crew, inside)
            deal.run(order)
            whole = len(deal.stuck) <= sum(part.unplaced for part in parts)
            if self._keep(seatings_of(self.problem, self.starts, deal.choice, deal.turns)) or whole:
                self.dealt = deal.choice, deal.turns  # also when only its waiting is longer than the sketch's
            if whole:
                return None
            if best is None or len(deal.stuck) < len(best.stuck):
                best = deal
            failed = {event for _, event in deal.stuck}
            order.sort(key=lambda part: failed.isdisjoint(part.events))
        return best

    def _gather(self, deal: Deal) -> bool:
        """Everybody in several events at once into the heats of this attempt; True when nobody is left over."""
        found = gathered(self.problem, self.starts, self.crowds, deal.choice, self.search)
        if found is None:
            return False
        self._keep(seatings_of(self.problem, self.starts, *found))
        self.dealt = found
        return self.worth[0] == 0

    def _note(self, parts: Sequence[Part]) -> None:
        """What the parts prove, each goal under the values of the counted goals before it."""
        proven, before = sums(parts), list[tuple[str, int]]()
        for goal in (each for each in self.goals if each in proven):
            key = tuple(before), goal
            self.bounds[key] = max(proven[goal], self.bounds.get(key, 0))
            before.append((goal, proven[goal]))

    def _for_comfort(self, goals: Sequence[str]) -> None:
        """Shorten waiting and keep wishes; the numbers stay as they are."""
        if self.dealt is None or not goals:
            return
        self._report(goals[0])
        self._comfort(*self.dealt)
        wishes = any(entrant.preferences for entrant in self.problem.entrants)
        if "waiting" in goals and (goals[0] == "waiting" or not wishes):
            choice, turns = self.dealt
            for answer in Waiting(self.problem, self.starts, self.crowds, choice, turns, self.search).answers():
                self._comfort(*answer)
                self._report("waiting")

    def _comfort(self, choice: Choice, turns: Turns) -> None:
        """Deal these turns again event by event and keep the outcome, unless it takes officials from a heat."""
        Comfort(self.problem, self.crowds, choice, turns).improve(lambda: self.search.over)
        self._keep(seatings_of(self.problem, self.starts, choice, turns), self.lacking)

    def _settle(self) -> None:
        """What is still open, in one exact model; while heats or finish are open, of a larger problem too."""
        unproven = self._open(self.goals)
        numbers = self.best is None or self._open(goal for goal in self.goals if goal not in FOR_PEOPLE)
        if not unproven or self.search.over or not small(self.starts, LAST_RESORT if numbers else SMALL):
            return
        self._report(unproven)
        exact = Exact(self.problem, self.starts, self.search, self.goals)
        exact.run()
        self.contradiction = self.contradiction or exact.infeasible
        self.bounds |= {key: max(bound, self.bounds.get(key, 0)) for key, bound in exact.bounds.items()}
        if exact.seatings is not None:
            self._keep(exact.seatings)

    def _proven(self, goal: str, values: Mapping[str, int]) -> bool:
        """Is the value the best there can be: 0, or a bound from the search?"""
        return bool(values) and values[goal] <= max(self.bound(goal, values) or 0, 0)

    def _keep(self, seatings: list[Seating], lacking: int | None = None) -> bool:
        """Remember the better of two answers, if it lacks no more officials and the checker lets it pass."""
        plan = plan_of(self.problem, seatings)
        values = measured(self.problem, plan)
        worth = tuple(values[goal] for goal in self.goals)
        enough = lacking is None or values["unstaffed"] <= lacking
        if (self.best is None or worth < self.worth) and enough and not check(self.problem, plan):
            self.best, self.worth, self.lacking = seatings, worth, values["unstaffed"]
            return True
        return False

    def _spend(self, goal: str = "") -> None:
        """Put the time since the last call to the goal that was in work; from now on ``goal`` is."""
        working, since = self.at_work
        now = monotonic()
        if working:
            self.seconds[working] = self.seconds.get(working, 0) + now - since
        self.at_work = goal, now

    def bound(self, goal: str, values: Mapping[str, int]) -> int | None:
        """The best bound for a goal that holds when the goals before it have these values."""
        return max(
            (
                number
                for (before, name), number in self.bounds.items()
                if name == goal and all(values.get(each) == value for each, value in before)
            ),
            default=None,
        )

    def _report(self, goal: str) -> None:
        self._spend(goal)
        place = self.goals.index(goal)
        value = self.worth[place] if self.best is not None else None
        bound = self.bound(goal, dict(zip(self.goals, self.worth, strict=False)))
        self.search.report(Progress(goal, value, bound, 100 * place // len(self.goals)))
