"""Does a problem make sense? Every fault at once, each with the path of the field it stands in."""

from collections.abc import Callable, Iterable

from scheduler.errors import Fault
from scheduler.timetable.problem import Problem
from scheduler.timetable.sense import decided, events, grounds, persons

RULES: tuple[Callable[[Problem], Iterable[Fault]], ...] = (
    grounds.numbers,
    grounds.ids,
    grounds.sessions,
    grounds.venues,
    events.events,
    events.finals,
    events.staff,
    events.precedence_cycles,
    persons.entrants,
    persons.preferences,
    persons.officials,
    decided.fixed_heats,
    decided.pins,
    decided.goals,
)


def faults_of(problem: Problem) -> tuple[Fault, ...]:
    """All faults of a problem in the order of its parts; empty when it can be planned."""
    return tuple(fault for rule in RULES for fault in rule(problem))
