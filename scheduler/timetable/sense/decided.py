"""What is decided before planning: fixed heats, pins, and the order of goals."""

from collections.abc import Iterator

from scheduler.errors import Fault
from scheduler.timetable.problem import ORDER, Event, FixedHeat, Pin, Problem
from scheduler.timetable.sense.single import known, least, once


def fixed_heats(problem: Problem) -> Iterator[Fault]:
    """A fixed heat stands in a session, in a venue that suits its event."""
    events = {event.id: event for event in problem.events}
    venues = {venue.id: venue for venue in problem.venues}
    for index, heat in enumerate(problem.fixed_heats):
        where = f"fixed_heats[{index}]"
        yield from known(heat.event, events, "event_unknown", f"{where}.event")
        yield from known(heat.venue, venues, "venue_unknown", f"{where}.venue")
        if heat.event in events and heat.venue in venues:
            event, venue = events[heat.event], venues[heat.venue]
            yield from known(venue.kind, event.venue_kinds, "fixed_heat_wrong_kind", f"{where}.venue")
            yield from _fixed_time(problem, event, heat, where)
    finals = [heat.event for heat in problem.fixed_heats if heat.final]
    yield from once(finals, "fixed_final_twice", "fixed_heats")


def _fixed_time(problem: Problem, event: Event, heat: FixedHeat, where: str) -> Iterator[Fault]:
    end = heat.start + event.lasts(heat.final)
    if not any(session.start <= heat.start and end <= session.end for session in problem.sessions):
        yield Fault("fixed_heat_outside", {"heat": heat.id, "start": heat.start}, f"{where}.start")
    if heat.final and event.final is None:
        yield Fault("no_final", {"event": event.id}, f"{where}.final")


def pins(problem: Problem) -> Iterator[Fault]:
    """A pin says something that can be kept: about an entry, a fixed heat, a start, a venue, a place."""
    entered = {entrant.id: entrant.events for entrant in problem.entrants}
    for index, pin in enumerate(problem.pins):
        where = f"pins[{index}]"
        if pin.entrant:
            yield from known(pin.entrant, entered, "entrant_unknown", f"{where}.entrant")
            if pin.entrant in entered:
                yield from known(pin.event, entered[pin.entrant], "pin_without_entry", f"{where}.event")
        else:
            yield from _heat_pin(problem, pin, where)
        yield from _pinned_heat(problem, pin, where)
        yield from _pinned_ground(problem, pin, where)
    named = (f"{pin.entrant} / {pin.event}" for pin in problem.pins if pin.entrant)
    yield from once(named, "pin_twice", "pins")


def _heat_pin(problem: Problem, pin: Pin, where: str) -> Iterator[Fault]:
    """Without an entrant a pin is about a heat: it needs an event and a start, and has no place."""
    yield from known(pin.event, {event.id for event in problem.events}, "event_unknown", f"{where}.event")
    if pin.start is None or pin.place is not None:
        yield Fault("pin_of_nobody", {"event": pin.event}, where)


def _pinned_heat(problem: Problem, pin: Pin, where: str) -> Iterator[Fault]:
    if not (pin.heat or pin.venue or pin.start is not None or pin.place is not None):
        yield Fault("pin_empty", {}, where)
    if pin.heat:
        heats = {heat.id: heat for heat in problem.fixed_heats if not heat.final}
        yield from known(pin.heat, heats, "heat_unknown", f"{where}.heat")
        if pin.heat in heats and heats[pin.heat].event != pin.event:
            yield Fault("pin_of_other_event", {"heat": pin.heat, "event": pin.event}, f"{where}.heat")


def _pinned_ground(problem: Problem, pin: Pin, where: str) -> Iterator[Fault]:
    """Start, venue and place of a pin."""
    event = next((each for each in problem.events if each.id == pin.event), None)
    if pin.start is not None and event is not None and not _can_start(problem, event, pin.start):
        yield Fault("pin_outside", {"start": pin.start, "event": event.id}, f"{where}.start")
    if pin.venue:
        venues = {venue.id: venue for venue in problem.venues}
        yield from known(pin.venue, venues, "venue_unknown", f"{where}.venue")
        if pin.venue in venues and event is not None:
            kind = venues[pin.venue].kind
            yield from known(kind, event.venue_kinds, "fixed_heat_wrong_kind", f"{where}.venue")
    yield from _pinned_place(problem, pin, event, where)


def _pinned_place(problem: Problem, pin: Pin, event: Event | None, where: str) -> Iterator[Fault]:
    """A place exists in the venue named, or in the only venue that suits."""
    yield from least(pin.place, 1, f"{where}.place")
    if pin.place is None or event is None:
        return
    fixed = {heat.id: heat.venue for heat in problem.fixed_heats}
    ground = pin.venue or fixed.get(pin.heat, "")
    suitable = [venue for venue in problem.venues if venue.kind in event.venue_kinds and ground in ("", venue.id)]
    if len(suitable) > 1:
        yield Fault("pin_without_venue", {"place": pin.place}, f"{where}.place")
    elif suitable and suitable[0].places is not None and pin.place > suitable[0].places:
        yield Fault("place_unknown", {"place": pin.place, "venue": suitable[0].id}, f"{where}.place")


def _can_start(problem: Problem, event: Event, start: int) -> bool:
    """On the grid of a session in which the event ends, or where a fixed heat of the event starts."""
    fixed = any(heat.event == event.id and heat.start == start and not heat.final for heat in problem.fixed_heats)
    around = [each for each in problem.sessions if each.start <= start and start + event.duration <= each.end]
    return fixed or any((start - each.start) % max(1, problem.grid_minutes) == 0 for each in around)


def goals(problem: Problem) -> Iterator[Fault]:
    """Goals are known and named once; nobody left out comes before everything else."""
    yield from once(problem.goals, "goal_twice", "goals")
    for goal in problem.goals:
        yield from known(goal, ORDER, "goal_unknown", "goals")
    if "unplaced" in problem.goals[1:]:
        yield Fault("goal_order", {"first": "unplaced"}, "goals")
