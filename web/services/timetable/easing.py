"""A problem in which what the checker found in one plan is allowed, and nothing more: what an exception means.

A grant is a finding with what it takes to allow it: `of_event`, the event of its heat, and `short`, by how many minutes
the heat starts too early.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from math import gcd

from scheduler.timetable import Plan, Problem, Violation, Window

Params = Mapping[str, str | int]


def granted(finding: Violation, plan: Plan) -> Violation:
    """The finding as a grant."""
    heat = next((each for each in plan.heats if each.id == finding.params.get("heat")), None)
    if heat is None:
        return finding
    ready = finding.params.get("ready", finding.params.get("free", heat.start))
    return Violation(finding.code, {**finding.params, "of_event": heat.event, "short": int(ready) - heat.start})


def eased(problem: Problem, grants: Iterable[Violation]) -> Problem:
    """The problem with each rule eased just as far as the grants say.

    A finding that no rule can be eased for (two heats in one place, somebody in two) changes nothing, nor does a grant
    for somebody or something that is not there any more.
    """
    rules = _Rules(problem)
    for grant in grants:
        ease = _EASINGS.get(grant.code)
        if ease is not None and rules.knows(grant.params):
            ease(rules, grant.params)
    return rules.problem_now()


class _Rules:
    """The rules of a problem by id, to be eased one after the other."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.entrants = {each.id: each for each in problem.entrants}
        self.events = {each.id: each for each in problem.events}
        self.venues = {each.id: each for each in problem.venues}
        self.officials = {each.id: each for each in problem.officials}
        self.grid_minutes = problem.grid_minutes

    def knows(self, params: Params) -> bool:
        """Whether everything a grant is about is still there."""
        known: dict[str, Container[object]] = {
            "entrant": self.entrants,
            "event": self.events,
            "of_event": self.events,
            "venue": self.venues,
            "official": self.officials,
        }
        return all(params[name] in there for name, there in known.items() if name in params)

    def problem_now(self) -> Problem:
        """The problem with everything eased so far."""
        return replace(
            self.problem,
            entrants=tuple(self.entrants.values()),
            events=tuple(self.events.values()),
            venues=tuple(self.venues.values()),
            officials=tuple(self.officials.values()),
            grid_minutes=self.grid_minutes,
        )

    def grid(self, params: Params) -> None:
        """Starts may lie closer together."""
        self.grid_minutes = gcd(self.grid_minutes, int(params["start"]))

    def presence(self, params: Params) -> None:
        """Somebody comes all the same."""
        entrant = self.entrants[str(params["entrant"])]
        if entrant.available:
            self.entrants[entrant.id] = replace(entrant, available=(*entrant.available, _window(params)))

    def rest(self, params: Params) -> None:
        """Somebody rests less."""
        entrant = next(each for each in self.problem.entrants if each.id == params["entrant"])
        left = self.problem.rest_of(entrant) - int(params["short"])
        if left >= self.problem.rest_minutes:
            known = self.entrants[entrant.id].rest_minutes or 0
            self.entrants[entrant.id] = replace(self.entrants[entrant.id], rest_minutes=min(known, left))

    def per_day(self, params: Params) -> None:
        """Somebody runs more a day."""
        entrant = self.entrants[str(params["entrant"])]
        if entrant.max_per_day is not None:
            most = max(int(params["events"]), entrant.max_per_day)
            self.entrants[entrant.id] = replace(entrant, max_per_day=most)

    def least(self, params: Params) -> None:
        """Heats may be smaller."""
        event = self.events[str(params["of_event"])]
        self.events[event.id] = replace(event, min_fill=min(event.min_fill, int(params["people"])))

    def most(self, params: Params) -> None:
        """Heats may be larger."""
        event = self.events[str(params["of_event"])]
        if event.max_fill is not None:
            self.events[event.id] = replace(event, max_fill=max(event.max_fill, int(params["people"])))

    def order(self, params: Params) -> None:
        """A contest waits less for another, or not at all."""
        original = next(each for each in self.problem.events if each.id == params["of_event"])
        left = {each.event: each.gap_minutes - int(params["short"]) for each in original.after}
        event, before = self.events[original.id], params["event"]
        after = [
            replace(each, gap_minutes=min(each.gap_minutes, left[each.event])) if each.event == before else each
            for each in event.after
            if each.event != before or left[each.event] >= 0
        ]
        self.events[event.id] = replace(event, after=tuple(after))

    def final_gap(self, params: Params) -> None:
        """A final follows its last heat sooner, never before it has ended."""
        event = self.events[str(params["event"])]
        left = event.final.gap_minutes - int(params["short"]) if event.final else -1
        if event.final and left >= 0:
            self.events[event.id] = replace(event, final=replace(event.final, gap_minutes=left))

    def several_heats(self, params: Params) -> None:
        """Not everybody starts together."""
        event = self.events[str(params["event"])]
        self.events[event.id] = replace(event, single_heat=False)

    def changeover(self, params: Params) -> None:
        """Two heats follow each other more closely, never one before the other has ended."""
        original = next(each for each in self.problem.venues if each.id == params["venue"])
        venue, left = self.venues[original.id], original.changeover_minutes - int(params["short"])
        if left >= 0:
            self.venues[venue.id] = replace(venue, changeover_minutes=min(venue.changeover_minutes, left))

    def interval(self, params: Params) -> None:
        """Two waves follow each other more closely, never at the same time."""
        original = next(each for each in self.problem.venues if each.id == params["venue"])
        wave = self.venues[original.id].wave
        if wave and original.wave and original.wave.interval_minutes > int(params["short"]):
            left = min(wave.interval_minutes, original.wave.interval_minutes - int(params["short"]))
            venue = self.venues[original.id]
            self.venues[venue.id] = replace(venue, wave=replace(wave, interval_minutes=left))

    def on_route(self, params: Params) -> None:
        """More are out at a time."""
        venue = self.venues[str(params["venue"])]
        if venue.wave and venue.wave.on_route_max is not None:
            most = max(venue.wave.on_route_max, int(params["people"]))
            self.venues[venue.id] = replace(venue, wave=replace(venue.wave, on_route_max=most))

    def hours(self, params: Params) -> None:
        """An official is there all the same."""
        official = self.officials[str(params["official"])]
        if official.available:
            self.officials[official.id] = replace(official, available=(*official.available, _window(params)))

    def skill(self, params: Params) -> None:
        """An official serves in something else."""
        official = self.officials[str(params["official"])]
        skills = dict.fromkeys((*official.skills, str(params["skill"])))
        self.officials[official.id] = replace(official, skills=tuple(skills))

    def load(self, params: Params) -> None:
        """An official has more duties."""
        official = self.officials[str(params["official"])]
        if official.max_heats is not None:
            duties = max(official.max_heats, int(params["duties"]))
            self.officials[official.id] = replace(official, max_heats=duties)

    def pause(self, params: Params) -> None:
        """An official has a shorter break between two duties."""
        original = next(each for each in self.problem.officials if each.id == params["official"])
        official, left = self.officials[original.id], original.rest_minutes - int(params["short"])
        if left >= 0:
            self.officials[official.id] = replace(official, rest_minutes=min(official.rest_minutes, left))

    def own_department(self, params: Params) -> None:
        """An official serves where people of the own department run."""
        official = self.officials[str(params["official"])]
        self.officials[official.id] = replace(official, department="")


def _window(params: Params) -> Window:
    return Window(int(params["start"]), int(params["end"]))


_EASINGS: Mapping[str, Callable[[_Rules, Params], None]] = {
    "off_grid": _Rules.grid,
    "not_available": _Rules.presence,
    "rest_too_short": _Rules.rest,
    "too_many_a_day": _Rules.per_day,
    "below_min_fill": _Rules.least,
    "above_max_fill": _Rules.most,
    "too_early_after": _Rules.order,
    "final_too_early": _Rules.final_gap,
    "not_single_heat": _Rules.several_heats,
    "venue_taken": _Rules.changeover,
    "wave_too_early": _Rules.interval,
    "route_full": _Rules.on_route,
    "official_not_available": _Rules.hours,
    "official_unskilled": _Rules.skill,
    "too_many_duties": _Rules.load,
    "official_busy": _Rules.pause,
    "own_department": _Rules.own_department,
}
