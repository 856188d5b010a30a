"""Duties made even without a search: one duty at a time wanders from a busier official to one with two fewer.

It may wander over others in between: each link of the chain gives one duty on and takes one over.
"""

from collections import Counter
from dataclasses import dataclass, replace

from scheduler.timetable.people import Official
from scheduler.timetable.plan import Heat, Plan
from scheduler.timetable.problem import Problem
from scheduler.timetable.roster import Bench

Duty = tuple[str, str]  # heat and skill


@dataclass
class _Rota:
    """Who has which duty now."""

    bench: Bench
    heats: dict[str, Heat]
    officials: dict[str, Official]
    holds: dict[str, set[Duty]]

    def can_take(self, name: str, duty: Duty) -> bool:
        """Could this official have the duty on top of all own ones, load apart?"""
        official, heat = self.officials[name], self.heats[duty[0]]
        if duty[1] not in official.skills or not self.bench.there(official, heat):
            return False
        end, pause = self.bench.end(heat) + official.rest_minutes, official.rest_minutes
        for other in (self.heats[each] for each, _ in self.holds[name]):
            if other.start < end and heat.start < self.bench.end(other) + pause:
                return False
        return self.bench.free(official, heat)

    def chain(self, giver: str) -> list[tuple[Duty, str, str]]:
        """The shortest chain of duties given on, from this official to one with at least two fewer; empty if none."""
        reached: dict[str, list[tuple[Duty, str, str]]] = {giver: []}
        waiting = [giver]
        for name in waiting:
            for duty in sorted(self.holds[name]):
                for other in self.officials:
                    if other not in reached and self.can_take(other, duty):
                        reached[other] = [*reached[name], (duty, name, other)]
                        waiting.append(other)
                        if self._has_room(giver, other):
                            return reached[other]
        return []

    def _has_room(self, giver: str, other: str) -> bool:
        limit = self.officials[other].max_heats
        fewer = len(self.holds[other]) + 2 <= len(self.holds[giver])
        return fewer and (limit is None or len(self.holds[other]) < limit)

    def give(self, duty: Duty, giver: str, taker: str) -> None:
        """Hand one duty over."""
        self.holds[giver].remove(duty)
        self.holds[taker].add(duty)


def levelled(problem: Problem, plan: Plan) -> Plan:
    """The same plan with the same needs open and its duties as even as chains can make them."""
    holds: dict[str, set[Duty]] = {official.id: set() for official in problem.officials}
    for heat in plan.heats:
        for skill, names in heat.officials.items():
            for name in names:
                holds[name].add((heat.id, skill))
    heats = {heat.id: heat for heat in plan.heats}
    rota = _Rota(Bench(problem, plan.heats), heats, {each.id: each for each in problem.officials}, holds)
    while _step(rota):
        continue
    return replace(plan, heats=tuple(_with(heat, holds) for heat in plan.heats))


def _step(rota: _Rota) -> bool:
    """One chain from the busiest official who can give something; False when there is none."""
    loads = Counter({name: len(duties) for name, duties in rota.holds.items()})
    if not loads or max(loads.values()) - min(loads.values()) < 2:
        return False
    for name, _ in loads.most_common():
        chain = rota.chain(name)
        for link in reversed(chain):
            rota.give(*link)
        if chain:
            return True
    return False


def _with(heat: Heat, holds: dict[str, set[Duty]]) -> Heat:
    served = {
        skill: tuple(name for name, duties in holds.items() if (heat.id, skill) in duties) for skill in heat.officials
    }
    return replace(heat, officials=served)
