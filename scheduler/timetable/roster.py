"""Officials for the heats of a plan without any search: whoever has the fewest duties so far and may serve.

The first answer for duties, and the baseline of the exact one. What nobody can take is listed with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scheduler.timetable.people import Official
from scheduler.timetable.plan import Heat, Plan, Unstaffed
from scheduler.timetable.problem import Problem
from scheduler.timetable.starts import joined


@dataclass
class Bench:
    """Who may serve where, whatever else they serve: skills, windows, own races, own departments."""

    problem: Problem
    heats: Sequence[Heat]

    def __post_init__(self) -> None:
        self.events = {event.id: event for event in self.problem.events}
        self.departments = {entrant.id: entrant.department for entrant in self.problem.entrants}
        self.entered = {entrant.id: set(entrant.events) for entrant in self.problem.entrants}
        self.windows = {official.id: joined(official.available) for official in self.problem.officials}
        self.running: dict[str, list[tuple[int, int]]] = defaultdict(list)
        runners = {official.runner for official in self.problem.officials}
        for heat in self.heats:
            for name in runners.intersection(heat.places.values()):
                self.running[name].append((heat.start, self.back(heat)))

    def end(self, heat: Heat) -> int:
        """When the duty in a heat ends."""
        return heat.start + self.events[heat.event].lasts(heat.final) + heat.late_minutes

    def back(self, heat: Heat) -> int:
        """When the people of a heat are free again."""
        event = self.events[heat.event]
        return heat.start + (event.lasts(True) if heat.final else event.entrant_minutes) + heat.late_minutes

    def there(self, official: Official, heat: Heat) -> bool:
        """Do the official's windows cover the heat as it was planned?"""
        windows, end = self.windows[official.id], self.end(heat) - heat.late_minutes
        return not windows or any(opens <= heat.start and end <= closes for opens, closes in windows)

    def free(self, official: Official, heat: Heat) -> bool:
        """Is nothing of the official's own in the way: not running, not the own final, no own department?"""
        if heat.final and heat.event in self.entered.get(official.runner, ()):
            return False
        end = self.end(heat)
        if any(start < end and heat.start < back for start, back in self.running[official.runner]):
            return False
        event = self.events[heat.event]
        if not official.department or not self.problem.avoids_own_department(event):
            return True
        return official.department not in {self.departments[name] for name in heat.places.values()}

    def reason(self, skill: str, heat: Heat) -> str:
        """Why a need stays open: nobody has the skill, nobody with it is there, or there are too few of them."""
        able = [official for official in self.problem.officials if skill in official.skills]
        if not able:
            return "no_skill"
        return "too_few" if any(self.there(official, heat) for official in able) else "no_window"


@dataclass
class Shifts:
    """What each official does so far."""

    bench: Bench
    duties: Counter[str] = field(default_factory=Counter)
    busy: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def may(self, official: Official, heat: Heat) -> bool:
        """May this official take one more duty, here?"""
        if official.max_heats is not None and self.duties[official.id] >= official.max_heats:
            return False
        pause, end = official.rest_minutes, self.bench.end(heat)
        if any(start < end + pause and heat.start < until + pause for start, until in self.busy[official.id]):
            return False
        return self.bench.there(official, heat) and self.bench.free(official, heat)

    def take(self, official: Official, heat: Heat) -> None:
        """Note a duty."""
        self.duties[official.id] += 1
        self.busy[official.id].append((heat.start, self.bench.end(heat)))


def rostered(problem: Problem, plan: Plan) -> Plan:
    """The plan with officials in its heats, in order of time; needs that stay open are listed as unstaffed."""
    if not any(event.staff for event in problem.events):
        return plan
    bench = Bench(problem, plan.heats)
    rota, missing, served = Shifts(bench), list[Unstaffed](), dict[str, dict[str, tuple[str, ...]]]()
    for heat in sorted(plan.heats, key=lambda each: (each.start, each.venue, each.id)):
        served[heat.id] = {}
        for need in bench.events[heat.event].staff:
            serving = chosen(rota, heat, need.skill, need.count)
            if serving:
                served[heat.id][need.skill] = tuple(official.id for official in serving)
            if len(serving) < need.count:
                why = (bench.reason(need.skill, heat),)
                missing.append(Unstaffed(heat.id, need.skill, need.count - len(serving), why))
    return replace(
        plan,
        heats=tuple(replace(heat, officials=served[heat.id]) for heat in plan.heats),
        unstaffed=tuple(missing),
    )


def chosen(rota: Shifts, heat: Heat, skill: str, count: int) -> list[Official]:
    """Those who serve: the fewest duties first, then the fewest skills, so that rare skills stay free."""
    able = [each for each in rota.bench.problem.officials if skill in each.skills and rota.may(each, heat)]
    able.sort(key=lambda each: (rota.duties[each.id], len(each.skills), each.id))
    for official in able[:count]:
        rota.take(official, heat)
    return able[:count]
