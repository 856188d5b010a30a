"""Does a problem make sense? Every fault at once, each with the path of the field it stands in."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Protocol

from scheduler.errors import Fault
from scheduler.timetable.problem import GOALS, SEEDINGS, Entrant, Event, Problem, Venue


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def faults_of(problem: Problem) -> tuple[Fault, ...]:
    """All faults of a problem in the order of its parts; empty when it can be planned."""
    rules: tuple[Callable[[Problem], Iterable[Fault]], ...] = (
        _numbers,
        _ids,
        _sessions,
        _venues,
        _events,
        _precedence_cycles,
        _entrants,
        _fixed_heats,
        _pins,
        _goals,
    )
    return tuple(fault for rule in rules for fault in rule(problem))


def _least(value: int | None, least: int, where: str) -> Iterator[Fault]:
    if value is not None and value < least:
        yield Fault("too_small", {"value": value, "least": least}, where)


def _forward(window: _Stretch, where: str) -> Iterator[Fault]:
    if window.end <= window.start:
        yield Fault("window_backwards", {"start": window.start, "end": window.end}, f"{where}.end")


def _known(name: str, names: Iterable[str], code: str, where: str) -> Iterator[Fault]:
    if name not in names:
        yield Fault(code, {"id": name}, where)


def _once(names: Iterable[str], code: str, where: str) -> Iterator[Fault]:
    for name, count in sorted(Counter(names).items()):
        if count > 1:
            yield Fault(code, {"id": name, "count": count}, where)


def _numbers(problem: Problem) -> Iterator[Fault]:
    yield from _least(problem.grid_minutes, 1, "grid_minutes")
    yield from _least(problem.rest_minutes, 0, "rest_minutes")


def _ids(problem: Problem) -> Iterator[Fault]:
    parts: dict[str, Iterable[_Named]] = {
        "sessions": problem.sessions,
        "venues": problem.venues,
        "events": problem.events,
        "entrants": problem.entrants,
        "fixed_heats": problem.fixed_heats,
    }
    for part, named in parts.items():
        yield from _once((each.id for each in named), "id_twice", part)
        for index, each in enumerate(named):
            if not each.id:
                yield Fault("id_empty", {}, f"{part}[{index}].id")


def _sessions(problem: Problem) -> Iterator[Fault]:
    if not problem.sessions:
        yield Fault("no_session", {}, "sessions")
    for index, session in enumerate(problem.sessions):
        yield from _forward(session, f"sessions[{index}]")
    ordered = sorted(problem.sessions, key=lambda each: (each.start, each.end))
    for first, second in pairwise(ordered):
        if second.start < first.end:
            yield Fault("sessions_overlap", {"first": first.id, "second": second.id}, "sessions")
    if ordered and not 0 <= ordered[0].start < 24 * 60:
        yield Fault("first_day_wrong", {"start": ordered[0].start}, "first_day")


def _venues(problem: Problem) -> Iterator[Fault]:
    for index, venue in enumerate(problem.venues):
        where = f"venues[{index}]"
        yield from _least(venue.places, 1, f"{where}.places")
        yield from _least(venue.changeover_minutes, 0, f"{where}.changeover_minutes")
        yield from _closures(venue, where)
        if venue.wave is not None:
            yield from _least(venue.wave.interval_minutes, 1, f"{where}.wave.interval_minutes")
            yield from _least(venue.wave.on_route_max, 1, f"{where}.wave.on_route_max")


def _closures(venue: Venue, where: str) -> Iterator[Fault]:
    for index, closure in enumerate(venue.closed):
        here = f"{where}.closed[{index}]"
        yield from _forward(closure, here)
        if closure.place is not None and not 1 <= closure.place <= (venue.places or closure.place):
            yield Fault("place_unknown", {"place": closure.place, "venue": venue.id}, f"{here}.place")


def _events(problem: Problem) -> Iterator[Fault]:
    kinds = {venue.kind for venue in problem.venues}
    ids = {event.id for event in problem.events}
    for index, event in enumerate(problem.events):
        where = f"events[{index}]"
        yield from _event_numbers(event, where)
        if not event.venue_kinds:
            yield Fault("no_venue_kind", {"event": event.id}, f"{where}.venue_kinds")
        for kind in event.venue_kinds:
            yield from _known(kind, kinds, "kind_unknown", f"{where}.venue_kinds")
        if event.seeding not in SEEDINGS:
            yield Fault("seeding_unknown", {"seeding": event.seeding, "event": event.id}, f"{where}.seeding")
        for order, after in enumerate(event.after):
            yield from _known(after.event, ids, "event_unknown", f"{where}.after[{order}].event")
            yield from _least(after.gap_minutes, 0, f"{where}.after[{order}].gap_minutes")


def _event_numbers(event: Event, where: str) -> Iterator[Fault]:
    yield from _least(event.heat_minutes, 1, f"{where}.heat_minutes")
    yield from _least(event.entrant_minutes, 1, f"{where}.entrant_minutes")
    yield from _least(event.min_fill, 1, f"{where}.min_fill")
    yield from _least(event.max_fill, 1, f"{where}.max_fill")
    if event.max_fill is not None and event.min_fill > event.max_fill:
        yield Fault("min_above_max", {"min": event.min_fill, "max": event.max_fill}, f"{where}.min_fill")


def _precedence_cycles(problem: Problem) -> Iterator[Fault]:
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


def _entrants(problem: Problem) -> Iterator[Fault]:
    ids = {event.id for event in problem.events}
    for index, entrant in enumerate(problem.entrants):
        yield from _entrant(entrant, ids, f"entrants[{index}]")


def _entrant(entrant: Entrant, ids: set[str], where: str) -> Iterator[Fault]:
    yield from _once(entrant.events, "event_twice", f"{where}.events")
    for event in entrant.events:
        yield from _known(event, ids, "event_unknown", f"{where}.events")
    yield from _least(entrant.rest_minutes, 0, f"{where}.rest_minutes")
    for order, window in enumerate(entrant.available):
        yield from _forward(window, f"{where}.available[{order}]")
    for event in entrant.marks:
        yield from _known(event, entrant.events, "mark_without_entry", f"{where}.marks.{event}")


def _fixed_heats(problem: Problem) -> Iterator[Fault]:
    events = {event.id: event for event in problem.events}
    venues = {venue.id: venue for venue in problem.venues}
    for index, heat in enumerate(problem.fixed_heats):
        where = f"fixed_heats[{index}]"
        yield from _known(heat.event, events, "event_unknown", f"{where}.event")
        yield from _known(heat.venue, venues, "venue_unknown", f"{where}.venue")
        if heat.event in events and heat.venue in venues:
            event, venue = events[heat.event], venues[heat.venue]
            yield from _known(venue.kind, event.venue_kinds, "fixed_heat_wrong_kind", f"{where}.venue")
            if not any(s.start <= heat.start and heat.start + event.duration <= s.end for s in problem.sessions):
                yield Fault("fixed_heat_outside", {"heat": heat.id, "start": heat.start}, f"{where}.start")


def _pins(problem: Problem) -> Iterator[Fault]:
    heats = {heat.id: heat for heat in problem.fixed_heats}
    entered = {entrant.id: entrant.events for entrant in problem.entrants}
    for index, pin in enumerate(problem.pins):
        where = f"pins[{index}]"
        yield from _known(pin.entrant, entered, "entrant_unknown", f"{where}.entrant")
        yield from _known(pin.heat, heats, "heat_unknown", f"{where}.heat")
        if pin.entrant in entered:
            yield from _known(pin.event, entered[pin.entrant], "pin_without_entry", f"{where}.event")
        if pin.heat in heats and heats[pin.heat].event != pin.event:
            yield Fault("pin_of_other_event", {"heat": pin.heat, "event": pin.event}, f"{where}.heat")
    yield from _once((f"{pin.entrant} / {pin.event}" for pin in problem.pins), "pin_twice", "pins")


def _goals(problem: Problem) -> Iterator[Fault]:
    yield from _once(problem.goals, "goal_twice", "goals")
    known = [goal for goal in problem.goals if goal in GOALS]
    for goal in problem.goals:
        yield from _known(goal, GOALS, "goal_unknown", "goals")
    if known != sorted(known, key=GOALS.index):
        yield Fault("goal_order", {"order": ", ".join(GOALS)}, "goals")
