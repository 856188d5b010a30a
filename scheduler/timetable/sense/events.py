"""Events: their numbers, venues, finals, staff needs and predecessors."""

from collections.abc import Iterator

from scheduler.errors import Fault
from scheduler.timetable.problem import SEEDINGS, Event, Problem
from scheduler.timetable.sense.single import known, least, once


def events(problem: Problem) -> Iterator[Fault]:
    """Minutes, fill, kinds of venue, seeding and the names of predecessors."""
    kinds = {venue.kind for venue in problem.venues}
    ids = {event.id for event in problem.events}
    for index, event in enumerate(problem.events):
        where = f"events[{index}]"
        yield from _numbers(event, where)
        if not event.venue_kinds:
            yield Fault("no_venue_kind", {"event": event.id}, f"{where}.venue_kinds")
        for kind in event.venue_kinds:
            yield from known(kind, kinds, "kind_unknown", f"{where}.venue_kinds")
        if event.seeding not in SEEDINGS:
            yield Fault("seeding_unknown", {"seeding": event.seeding, "event": event.id}, f"{where}.seeding")
        for order, after in enumerate(event.after):
            yield from known(after.event, ids, "event_unknown", f"{where}.after[{order}].event")
            yield from least(after.gap_minutes, 0, f"{where}.after[{order}].gap_minutes")


def _numbers(event: Event, where: str) -> Iterator[Fault]:
    yield from least(event.heat_minutes, 1, f"{where}.heat_minutes")
    yield from least(event.entrant_minutes, 1, f"{where}.entrant_minutes")
    yield from least(event.min_fill, 1, f"{where}.min_fill")
    yield from least(event.max_fill, 1, f"{where}.max_fill")
    if event.max_fill is not None and event.min_fill > event.max_fill:
        yield Fault("min_above_max", {"min": event.min_fill, "max": event.max_fill}, f"{where}.min_fill")


def finals(problem: Problem) -> Iterator[Fault]:
    """A final has people, lasts, and finds a venue large enough for its size."""
    for index, event in enumerate(problem.events):
        if event.final is None:
            continue
        where = f"events[{index}].final"
        yield from least(event.final.size, 1, f"{where}.size")
        yield from least(event.final.heat_minutes, 1, f"{where}.heat_minutes")
        yield from least(event.final.gap_minutes, 0, f"{where}.gap_minutes")
        places = [venue.places for venue in problem.venues if venue.kind in event.venue_kinds]
        if places and all(count is not None and count < event.final.size for count in places):
            most = max(count or 0 for count in places)
            yield Fault("final_too_large", {"size": event.final.size, "most": most}, f"{where}.size")


def staff(problem: Problem) -> Iterator[Fault]:
    """Each skill is named once and by a number. That no official has it is no fault: the plan tells what is missing."""
    for index, event in enumerate(problem.events):
        yield from once((need.skill for need in event.staff), "skill_twice", f"events[{index}].staff")
        for order, need in enumerate(event.staff):
            yield from least(need.count, 1, f"events[{index}].staff[{order}].count")


def precedence_cycles(problem: Problem) -> Iterator[Fault]:
    """No event comes after itself, not even round several corners."""
    before = {event.id: {after.event for after in event.after} for event in problem.events}
    for index, event in enumerate(problem.events):
        reached: set[str] = set()
        waiting = list(before[event.id])
        while waiting:
            other = waiting.pop()
            if other not in reached:
                reached.add(other)
                waiting.extend(before.get(other, ()))
        if event.id in reached:
            yield Fault("after_itself", {"event": event.id}, f"events[{index}].after")
