"""The second reading of every rule: is this plan allowed, and are its stated values true?

Plain Python that shares nothing with the solver's model or with the sketch. It runs on every plan, also on plans moved
by hand, and names every rule that is broken.
"""

from collections.abc import Callable, Iterable

from scheduler.timetable.check import decided, duties, heats, persons, stated
from scheduler.timetable.check.sheet import Sheet
from scheduler.timetable.plan import Plan, Violation
from scheduler.timetable.problem import Problem

RULES: tuple[Callable[[Sheet], Iterable[Violation]], ...] = (
    heats.ids,
    heats.entries,
    heats.sessions_and_grid,
    heats.venue_kind,
    heats.fill,
    heats.places,
    heats.finals_have_room,
    heats.venue_overlap,
    heats.on_route,
    persons.one_place_each,
    persons.availability,
    persons.rest,
    persons.events_per_day,
    heats.precedence,
    heats.finals,
    heats.single_heat,
    decided.fixed_heats,
    decided.pins,
    duties.needs,
    duties.skilled,
    duties.windows,
    duties.load_and_breaks,
    duties.own_races,
    duties.own_departments,
)
UNREADABLE = frozenset({"event_unknown", "venue_unknown", "not_entered", "outside_session"})  # nothing can be measured


def check(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Every violation of a plan, rule by rule; empty when the plan may be used as it is."""
    sheet = Sheet(problem, plan)
    found = [violation for rule in RULES for violation in rule(sheet)]
    if not any(violation.code in UNREADABLE for violation in found):
        found.extend(stated.goals(sheet))
    return tuple(found)
