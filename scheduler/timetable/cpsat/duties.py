"""Who officiates in heats that are placed: as few needs open as possible, then duties as even as possible.

A greedy rota comes first, then single duties wander along chains from the busiest officials to the least busy. Where
that does not reach what can be proven without search, CP-SAT decides.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from scheduler.timetable.cpsat.master import Expression, at, moments, total
from scheduler.timetable.cpsat.search import Answer, Search
from scheduler.timetable.levelling import levelled
from scheduler.timetable.measure import duty_spread
from scheduler.timetable.plan import Heat, Plan, Unstaffed
from scheduler.timetable.problem import Problem
from scheduler.timetable.roster import Bench, rostered

SHARE = 0.2  # of the budget for one run about duties
MANY = 150_000  # possible duties above which the greedy rota stands without a search
Duty = tuple[str, str, str]  # official, heat, skill


def assigned(problem: Problem, plan: Plan, search: Search, least: int) -> Plan:
    """The same heats with the best rota found: ``least`` is a number of open needs that nobody can beat."""
    found = levelled(problem, rostered(problem, plan))
    if not any(event.staff for event in problem.events):
        return found
    if missing(found) > least:
        found = _better(problem, found, search)
    if duty_spread(problem, found.heats) > 1:
        found = _more_even(problem, found, search)
    return found


def missing(plan: Plan) -> int:
    """Officials that the heats of a plan lack."""
    return sum(each.missing for each in plan.unstaffed)


def _better(problem: Problem, plan: Plan, search: Search) -> Plan:
    """Fewer needs open, by search."""
    rota = Rota(problem, plan.heats)
    rota.hint(plan)
    answer = rota.solve(search, rota.missing)
    return levelled(problem, rota.read(plan, answer)) if answer is not None else plan


def _more_even(problem: Problem, plan: Plan, search: Search) -> Plan:
    """The same number of needs open, duties more even, by search."""
    rota = Rota(problem, plan.heats)
    rota.model.add(rota.missing <= missing(plan))
    rota.hint(plan)
    answer = rota.solve(search, rota.spread)
    return rota.read(plan, answer) if answer is not None else plan


@dataclass
class Rota:
    """A model of who serves where, for heats that stand."""

    problem: Problem
    heats: Sequence[Heat]
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    duties: dict[Duty, cp_model.IntVar] = field(default_factory=dict)
    lacking: dict[tuple[str, str], Expression] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bench = Bench(self.problem, self.heats)
        self.needs = {
            (heat.id, need.skill): need.count for heat in self.heats for need in self.bench.events[heat.event].staff
        }
        able = [(official, heat) for official in self.problem.officials for heat in self.heats]
        for official, heat in able:
            skills = [skill for skill in official.skills if (heat.id, skill) in self.needs]
            if skills and self.bench.there(official, heat) and self.bench.free(official, heat):
                for skill in skills:
                    duty = official.id, heat.id, skill
                    self.duties[duty] = self.model.new_bool_var(" ".join(duty))
        for rule in (_needs, _one_place_at_a_time, _load):
            rule(self)

    @property
    def missing(self) -> Expression:
        """Needs left open."""
        return total(self.lacking.values())

    @property
    def spread(self) -> Expression:
        """The most duties minus the fewest; call once."""
        most = self.model.new_int_var(0, len(self.heats), "most")
        fewest = self.model.new_int_var(0, len(self.heats), "fewest")
        for load in self.loads().values():
            self.model.add(load <= most)
            self.model.add(load >= fewest)
        return most - fewest

    def loads(self) -> Mapping[str, Expression]:
        """Duties of each official."""
        terms: dict[str, list[cp_model.IntVar]] = {official.id: [] for official in self.problem.officials}
        for (official, _, _), duty in self.duties.items():
            terms[official].append(duty)
        return {official: total(each) for official, each in terms.items()}

    def hint(self, plan: Plan) -> None:
        """Start from the rota of a plan."""
        served = {(heat.id, skill): names for heat in plan.heats for skill, names in heat.officials.items()}
        for (official, heat, skill), variable in self.duties.items():
            self.model.add_hint(variable, official in served.get((heat, skill), ()))

    def solve(self, search: Search, goal: Expression) -> Answer | None:
        """The best found within the share of the budget; None without one."""
        if search.over or len(self.duties) > MANY:
            return None
        self.model.minimize(goal)
        answer = search.run(self.model, SHARE * search.limits.deterministic_seconds)
        return answer if answer.solved else None

    def bound(self, search: Search) -> int:
        """What the goal set cannot fall below."""
        return max(0, search.run(self.model, SHARE * search.limits.deterministic_seconds).bound)

    def read(self, plan: Plan, answer: Answer) -> Plan:
        """The plan with the officials of a solution."""
        served: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for (official, heat, skill), variable in self.duties.items():
            if answer.of(variable):
                served[heat][skill] = (*served[heat].get(skill, ()), official)
        heats = tuple(replace(heat, officials=served.get(heat.id, {})) for heat in plan.heats)
        return replace(plan, heats=heats, unstaffed=tuple(self._unstaffed(heats)))

    def _unstaffed(self, heats: Sequence[Heat]) -> list[Unstaffed]:
        found: list[Unstaffed] = []
        for heat in sorted(heats, key=lambda each: (each.start, each.venue, each.id)):
            for need in self.bench.events[heat.event].staff:
                lacks = need.count - len(heat.officials.get(need.skill, ()))
                if lacks:
                    found.append(Unstaffed(heat.id, need.skill, lacks, (self.bench.reason(need.skill, heat),)))
        return found


def _needs(rota: Rota) -> None:
    """Officials of a skill in a heat and those missing are what it needs."""
    there: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
    for (_, heat, skill), duty in rota.duties.items():
        there[heat, skill].append(duty)
    for (heat, skill), count in rota.needs.items():
        lacking = rota.model.new_int_var(0, count, f"lacking {heat} {skill}")
        rota.model.add(total(there[heat, skill]) + lacking == count)
        rota.lacking[heat, skill] = lacking


def _one_place_at_a_time(rota: Rota) -> None:
    """At each moment an official serves once or has the own break after a duty."""
    heats = {heat.id: heat for heat in rota.heats}
    pauses = {official.id: official.rest_minutes for official in rota.problem.officials}
    stretches: dict[str, list[tuple[int, int, cp_model.IntVar]]] = defaultdict(list)
    for (official, name, _), duty in rota.duties.items():
        end = rota.bench.end(heats[name]) + pauses[official]
        stretches[official].append((heats[name].start, end, duty))
    for each in stretches.values():
        for moment in moments(each):
            rota.model.add_at_most_one(at(each, moment))


def _load(rota: Rota) -> None:
    """Nobody serves more often than the own limit."""
    loads = rota.loads()
    for official in rota.problem.officials:
        if official.max_heats is not None:
            rota.model.add(loads[official.id] <= official.max_heats)
