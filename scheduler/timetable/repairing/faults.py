"""Do the plan, the moment and the changes make sense? Every fault at once, each with the path of the field."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.errors import Fault
from scheduler.timetable.check import check
from scheduler.timetable.people import Entrant
from scheduler.timetable.plan import Plan
from scheduler.timetable.problem import Problem
from scheduler.timetable.repairing.changed import dropped
from scheduler.timetable.repairing.changes import (
    Budget,
    Change,
    Closed,
    Delay,
    LateEntry,
    OfficialGone,
    Withdrawn,
)
from scheduler.timetable.sense.persons import one_entrant, one_preference
from scheduler.timetable.sense.single import forward, known, least, once


@dataclass(frozen=True)
class Asked:
    """What a repair was asked for."""

    problem: Problem
    plan: Plan
    now: int
    changes: Sequence[Change]
    budget: Budget | None = None


def faults_of(asked: Asked) -> tuple[Fault, ...]:
    """All faults: the moment, the plan as it was before the changes, the changes one by one, the budget."""
    return tuple(fault for rule in (_now, _plan, _changes, _twice, _budget) for fault in rule(asked))


def _now(asked: Asked) -> Iterator[Fault]:
    """The competition is not over."""
    last = max(session.end for session in asked.problem.sessions)
    if asked.now >= last:
        yield Fault("now_outside", {"start": asked.now, "end": last}, "now")


def _plan(asked: Asked) -> Iterator[Fault]:
    """The plan keeps every rule before anything changes; values stated beside it are not looked at."""
    for each in check(asked.problem, replace(asked.plan, goals=())):
        yield Fault(each.code, each.params, "plan")


def _budget(asked: Asked) -> Iterator[Fault]:
    if asked.budget is not None:
        yield from least(asked.budget.people, 0, "budget.people")
        yield from least(asked.budget.minutes, 0, "budget.minutes")


def _changes(asked: Asked) -> Iterator[Fault]:
    for index, change in enumerate(asked.changes):
        yield from _change(asked, change, f"changes[{index}]")


def _change(asked: Asked, change: Change, where: str) -> Iterator[Fault]:
    match change:
        case Closed():
            return _closed(asked, change, where)
        case Withdrawn():
            return _withdrawn(asked, change, where)
        case LateEntry():
            return _late_entry(asked, change, where)
        case Delay():
            return _delay(asked, change, where)
        case OfficialGone():
            return _official_gone(asked, change, where)


def _closed(asked: Asked, change: Closed, where: str) -> Iterator[Fault]:
    venues = {venue.id: venue for venue in asked.problem.venues}
    yield from known(change.venue, venues, "venue_unknown", f"{where}.venue")
    yield from forward(change, where)
    if change.start < change.end <= asked.now:
        yield Fault("change_past", {"end": change.end}, f"{where}.end")
    places = venues[change.venue].places if change.venue in venues else None
    if change.place is not None and not 1 <= change.place <= (places or change.place):
        yield Fault("place_unknown", {"place": change.place, "venue": change.venue}, f"{where}.place")


def _withdrawn(asked: Asked, change: Withdrawn, where: str) -> Iterator[Fault]:
    entered = {entrant.id: entrant.events for entrant in asked.problem.entrants}
    if change.entrant not in entered:
        yield Fault("entrant_unknown", {"id": change.entrant}, f"{where}.entrant")
    elif change.event and change.event not in entered[change.entrant]:
        yield Fault("not_entered_for", {"entrant": change.entrant, "event": change.event}, f"{where}.event")
    elif not dropped(asked.plan, asked.now, [change]):
        field = "event" if change.event else "entrant"
        yield Fault("already_run", {"entrant": change.entrant, "event": change.event}, f"{where}.{field}")


def _late_entry(asked: Asked, change: LateEntry, where: str) -> Iterator[Fault]:
    late, here = change.entrant, f"{where}.entrant"
    if not late.id:
        yield Fault("id_empty", {}, f"{here}.id")
    if not late.events:
        yield Fault("no_event", {"entrant": late.id}, f"{here}.events")
    yield from one_entrant(late, {event.id for event in asked.problem.events}, here)
    for order, wish in enumerate(late.preferences):
        yield from one_preference(asked.problem, late, wish, f"{here}.preferences[{order}]")
    before = next((entrant for entrant in asked.problem.entrants if entrant.id == late.id), None)
    if before is not None:
        for event in set(before.events).intersection(late.events):
            yield Fault("entered_already", {"entrant": late.id, "event": event}, f"{here}.events")
        if late != Entrant(late.id, late.events, marks=late.marks):
            yield Fault("entrant_known", {"entrant": late.id}, here)


def _delay(asked: Asked, change: Delay, where: str) -> Iterator[Fault]:
    yield from known(change.venue, {venue.id for venue in asked.problem.venues}, "venue_unknown", f"{where}.venue")
    yield from least(change.minutes, 1, f"{where}.minutes")


def _official_gone(asked: Asked, change: OfficialGone, where: str) -> Iterator[Fault]:
    officials = {official.id for official in asked.problem.officials}
    yield from known(change.official, officials, "official_not_known", f"{where}.official")


def _twice(asked: Asked) -> Iterator[Fault]:
    """Nobody withdraws twice from one thing, enters late twice or leaves twice."""
    withdrawn = Counter((each.entrant, each.event) for each in asked.changes if isinstance(each, Withdrawn))
    for (name, event), count in withdrawn.items():
        if count > 1:
            yield Fault("withdrawn_twice", {"entrant": name, "event": event}, "changes")
    late = [each.entrant.id for each in asked.changes if isinstance(each, LateEntry)]
    yield from once(late, "id_twice", "changes")
    gone = [each.official for each in asked.changes if isinstance(each, OfficialGone)]
    yield from once(gone, "id_twice", "changes")
