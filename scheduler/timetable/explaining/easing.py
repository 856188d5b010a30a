"""Ways out that change one number of a rule, or give the rule up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from scheduler.timetable.explaining.relaxations import RULE
from scheduler.timetable.explaining.rules import Rule
from scheduler.timetable.problem import Problem


@dataclass(frozen=True, slots=True)
class Eased:
    """A number of a rule changed: ``code`` says which rule of ``what`` (an event or venue), ``to`` its new value."""

    code: str
    what: str
    old: int
    to: int
    cost: int = RULE
    other: str = ""
    people: tuple[str, ...] = ()

    @property
    def params(self) -> Mapping[str, str | int]:
        """What, from which value to which."""
        return {"what": self.what, "from": self.old, "to": self.to, "other": self.other}

    def applied(self, problem: Problem) -> Problem:
        """With the new value."""
        return EASING[self.code](problem, self)


@dataclass(frozen=True, slots=True)
class GiveUp:
    """A rule given up altogether: a closure, a final, an order, a pin, fixed heats, one start for all."""

    code: str
    rule: Rule
    params: Mapping[str, str | int]
    people: tuple[str, ...] = ()
    cost: int = RULE

    def applied(self, problem: Problem) -> Problem:
        """Without the rule."""
        return self.rule.without(problem)


def _venues(problem: Problem, eased: Eased, **change: object) -> Problem:
    """The venue with its wave or itself changed."""
    venues = []
    for venue in problem.venues:
        if venue.id == eased.what and "changeover_minutes" in change:
            venue = replace(venue, changeover_minutes=eased.to)
        elif venue.id == eased.what and venue.wave is not None:
            venue = replace(venue, wave=replace(venue.wave, **change))  # type: ignore[arg-type]
        venues.append(venue)
    return replace(problem, venues=tuple(venues))


def _event(problem: Problem, eased: Eased, **change: object) -> Problem:
    events = (replace(each, **change) if each.id == eased.what else each for each in problem.events)  # type: ignore[arg-type]
    return replace(problem, events=tuple(events))


def _gap(problem: Problem, eased: Eased) -> Problem:
    event = next(each for each in problem.events if each.id == eased.what)
    after = tuple(replace(a, gap_minutes=eased.to) if a.event == eased.other else a for a in event.after)
    return _event(problem, eased, after=after)


def _final_gap(problem: Problem, eased: Eased) -> Problem:
    event = next(each for each in problem.events if each.id == eased.what)
    return _event(problem, eased, final=event.final and replace(event.final, gap_minutes=eased.to))


def _a_day(problem: Problem, eased: Eased) -> Problem:
    people = [replace(each, max_per_day=eased.to) if each.id == eased.what else each for each in problem.entrants]
    return replace(problem, entrants=tuple(people))


EASING: dict[str, Callable[[Problem, Eased], Problem]] = {
    "min_fill": lambda problem, eased: _event(problem, eased, min_fill=eased.to),
    "max_fill": lambda problem, eased: _event(problem, eased, max_fill=eased.to),
    "gap": _gap,
    "final_gap": _final_gap,
    "changeover": lambda problem, eased: _venues(problem, eased, changeover_minutes=eased.to),
    "interval": lambda problem, eased: _venues(problem, eased, interval_minutes=eased.to),
    "on_route": lambda problem, eased: _venues(problem, eased, on_route_max=eased.to),
    "events_per_day": _a_day,
}
