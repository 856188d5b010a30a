"""The textbook model as a baseline: every possible heat an optional interval, every entrant and heat a yes or no.

What one would write first with CP-SAT, and written with care: identical venues as one cumulative resource, heats of an
event in order of time, people with one event without intervals, hints from goal to goal, both cores. It knows what the
generated problems have: windows, rest, fill, waves, limits on the route; no finals, pins, orders or officials.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from time import monotonic

from ortools.sat.python import cp_model

from scheduler.timetable import Event, Goal, Plan, Problem
from scheduler.timetable.measure import competition_minute, measured
from scheduler.timetable.seats import Seating, plan_of
from scheduler.timetable.starts import Slot, Starts, starts_of

WORKERS = 2
SPARE = 2  # heats of an event above the fewest that hold everybody


@dataclass
class _Heat:
    """One possible heat of an event."""

    event: Event
    start: cp_model.IntVar
    held: cp_model.IntVar
    people: dict[str, cp_model.IntVar]
    count: cp_model.IntVar


@dataclass
class Textbook:
    """The model; ``values`` and ``bounds`` of the goals reached within the time."""

    problem: Problem
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    heats: list[_Heat] = field(default_factory=list)
    bounds: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts: Starts = starts_of(self.problem)
        self.entered: dict[str, list[str]] = defaultdict(list)
        for name, entered in self.starts.suits:
            self.entered[entered].append(name)
        self.turns: dict[tuple[str, str], list[_Heat]] = defaultdict(list)
        for event in self.problem.events:
            self._heats_of(event)
        self.unplaced = sum(
            1 - sum(heat.people[name] for heat in self.turns[name, event]) for name, event in self.starts.suits
        )
        self._rest()
        self._venues()
        self.finish = self.model.new_int_var(0, max(session.end for session in self.problem.sessions), "finish")
        for heat in self.heats:
            self.model.add(self.finish >= heat.start + heat.event.duration).only_enforce_if(heat.held)

    def _heats_of(self, event: Event) -> None:
        names, slots = self.entered[event.id], self.starts.slots[event.id]
        if not names or not slots:
            return
        most = max(slot.capacity for slot in slots)
        times = cp_model.Domain.from_values([slot.start for slot in slots])
        found = []
        for number in range(ceil(len(names) / most) + SPARE):
            start = self.model.new_int_var_from_domain(times, f"{event.id} {number}")
            held = self.model.new_bool_var("held")
            people = {name: self.model.new_bool_var(name) for name in names}
            count = self.model.new_int_var(0, most, "count")
            self.model.add(count == sum(people.values()))
            self.model.add(count <= most * held)
            self.model.add(count >= event.min_fill * held)
            found.append(_Heat(event, start, held, people, count))
            self._available(found[-1])
        for first, second in pairwise(found):
            self.model.add(first.start <= second.start)
        for name in names:
            self.turns[name, event.id] = found
            self.model.add_at_most_one(heat.people[name] for heat in found)
        self.heats.extend(found)

    def _available(self, heat: _Heat) -> None:
        """Whoever takes part can do so at the start of the heat."""
        for name, turn in heat.people.items():
            suits = cp_model.Domain.from_values(list(self.starts.suits[name, heat.event.id]))
            self.model.add_linear_expression_in_domain(heat.start, suits).only_enforce_if(turn)

    def _interval(self, heat: _Heat, minutes: int, there: cp_model.IntVar) -> cp_model.IntervalVar:
        return self.model.new_optional_fixed_size_interval_var(heat.start, minutes, there, "interval")

    def _rest(self) -> None:
        """Turns of one person and the rest after them never overlap."""
        for entrant in self.problem.entrants:
            if len(entrant.events) > 1:
                rest = self.problem.rest_of(entrant)
                self.model.add_no_overlap(
                    self._interval(heat, heat.event.entrant_minutes + rest, heat.people[entrant.id])
                    for event in entrant.events
                    for heat in self.turns[entrant.id, event]
                )

    def _venues(self) -> None:
        """As many heats at once as there are venues of the kind; a route keeps its interval and its limit."""
        venues = defaultdict(list)
        for venue in self.problem.venues:
            venues[venue.kind].append(venue)
        for kind, alike in venues.items():
            here, wave = [heat for heat in self.heats if kind in heat.event.venue_kinds], alike[0].wave
            steps = [wave.interval_minutes if wave else heat.event.heat_minutes for heat in here]
            taken = [self._interval(heat, step, heat.held) for heat, step in zip(here, steps, strict=True)]
            self.model.add_cumulative(taken, [1] * len(taken), len(alike))
            if wave is not None and wave.on_route_max is not None:
                out = [self._interval(heat, heat.event.entrant_minutes, heat.held) for heat in here]
                self.model.add_cumulative(out, [heat.count for heat in here], wave.on_route_max)

    def solve(self, seconds: float) -> Plan | None:
        """The best plan within so many seconds by the clock, goal after goal; None when there was no answer."""
        until, solver = monotonic() + seconds, cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        goals = {"unplaced": self.unplaced, "heats": sum(heat.held for heat in self.heats), "finish": self.finish}
        found: Plan | None = None
        for name, expression in goals.items():
            solver.parameters.max_time_in_seconds = max(0.1, until - monotonic())
            self.model.minimize(expression)
            status = solver.solve(self.model)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            found = self._plan(solver)
            self.bounds[name] = round(solver.best_objective_bound)
            if status != cp_model.OPTIMAL:
                break
            self.model.add(expression <= round(solver.objective_value))
            self._hint(solver)
        return found and Plan(found.heats, found.unplaced, tuple(self._goals(found)))

    def _hint(self, solver: cp_model.CpSolver) -> None:
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for heat in self.heats:
            for variable in (heat.start, heat.held, *heat.people.values()):
                self.model.add_hint(variable, solver.value(variable))

    def _goals(self, plan: Plan) -> Iterable[Goal]:
        """Each goal with the bound proven while the goals before it were reached."""
        values = measured(self.problem, plan)
        for name in ("unplaced", "heats", "finish", "waiting"):
            bound = self.bounds.get(name, 0)
            if name == "finish":
                bound = competition_minute(self.problem, bound)
            yield Goal(name, values[name], min(bound, values[name]), min(bound, values[name]) == values[name])

    def _plan(self, solver: cp_model.CpSolver) -> Plan:
        """The solution with venues given in order of time."""
        seatings = []
        for heat in self.heats:
            people = [name for name, turn in heat.people.items() if solver.value(turn)]
            start = solver.value(heat.start)
            if people:
                slot = next(each for each in self.starts.slots[heat.event.id] if each.start == start)
                seatings.append((Seating(heat.event.id, "", start, slot.capacity, people=people), slot))
        return plan_of(self.problem, _with_venues(self.problem, seatings))


def _with_venues(problem: Problem, seatings: Sequence[tuple[Seating, Slot]]) -> list[Seating]:
    """Every heat in the first of its venues that is free."""
    minutes = {event.id: event.heat_minutes for event in problem.events}
    free: dict[str, int] = defaultdict(int)
    for seating, slot in sorted(seatings, key=lambda each: each[0].start):
        seating.venue = next(venue for venue in slot.venues if free[venue] <= seating.start)
        wave = next(venue.wave for venue in problem.venues if venue.id == seating.venue)
        free[seating.venue] = seating.start + (wave.interval_minutes if wave else minutes[seating.event])
    return [seating for seating, _ in seatings]
