"""Where and when heats could run, and which of those starts suit whom: the common ground of sketch and solver."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.timetable.problem import Entrant, Event, FixedHeat, Pin, Problem, Venue, Window


@dataclass(frozen=True, slots=True)
class Slot:
    """A possible start of an event in one of several identical venues; ``capacity`` is people per heat.

    ``fixed`` names the fixed heat that stands exactly here (then the slot has a single venue). A ``final`` slot is one
    for the event's final; its capacity is the people the final is held for.
    """

    event: str
    venues: tuple[str, ...]
    start: int
    capacity: int
    fixed: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Starts:
    """All slots of a problem by event, and for every registration the starts that suit it (in order of time).

    ``finals`` holds the slots of each event's final; an event without one is not in it. ``tied`` names the one slot a
    pin leaves a registration at a start.
    """

    slots: Mapping[str, tuple[Slot, ...]]
    suits: Mapping[tuple[str, str], tuple[int, ...]]
    finals: Mapping[str, tuple[Slot, ...]] = field(default_factory=dict)
    tied: Mapping[tuple[str, str, int], Slot] = field(default_factory=dict)

    def of(self, event: str) -> tuple[int, ...]:
        """The distinct starts of an event in order of time."""
        return tuple(sorted({slot.start for slot in self.slots[event]}))


def starts_of(problem: Problem) -> Starts:
    """Every slot and every suitable start of a problem in canonical order."""
    entered = Counter(event for entrant in problem.entrants for event in entrant.events)
    alike = identical_venues(problem)
    slots = {event.id: tuple(_slots(problem, event, alike, entered[event.id])) for event in problem.events}
    times = {event.id: tuple(sorted({slot.start for slot in slots[event.id]})) for event in problem.events}
    busy = {event.id: event.entrant_minutes for event in problem.events}
    suits: dict[tuple[str, str], tuple[int, ...]] = {}
    alike_people: dict[tuple[str, tuple[tuple[int, int], ...]], tuple[int, ...]] = {}
    for entrant in problem.entrants:
        windows = windows_of(entrant)
        for event in entrant.events:
            if (event, windows) not in alike_people:
                alike_people[event, windows] = suitable(times[event], busy[event], windows)
            suits[entrant.id, event] = alike_people[event, windows]
    tied: dict[tuple[str, str, int], Slot] = {}
    for pin in (each for each in problem.pins if each.entrant):
        allowed = [slot for slot in slots[pin.event] if pin_allows(problem, pin, slot)]
        count = Counter(slot.start for slot in allowed)
        own = suits[pin.entrant, pin.event]
        suits[pin.entrant, pin.event] = tuple(start for start in own if start in count)
        tied |= {(pin.entrant, pin.event, slot.start): slot for slot in allowed if count[slot.start] == 1}
    finals = {each.id: tuple(_finals(problem, each, alike, entered[each.id])) for each in problem.events if each.final}
    return Starts(slots, suits, finals, tied)


def pin_allows(problem: Problem, pin: Pin, slot: Slot) -> bool:
    """Could the pinned entrant, or the pinned heat, start here: this heat, start and venue, the place open?"""
    grounds = {pinned_venue(problem, pin), pin.venue} - {""}
    if pin.heat not in ("", slot.fixed) or pin.start not in (None, slot.start):
        return False
    if any(slot.venues != (ground,) for ground in grounds):
        return False
    venue = next(venue for venue in problem.venues if venue.id == slot.venues[0])
    event = next(event for event in problem.events if event.id == slot.event)
    places = open_places(venue, slot.start, slot.start + event.duration, pin.place or 1)
    return pin.place is None or pin.place in places


def pinned_venue(problem: Problem, pin: Pin) -> str:
    """The venue a pin ties its entrant to; empty when it leaves the choice."""
    if pin.heat:
        return next(heat.venue for heat in problem.fixed_heats if heat.id == pin.heat)
    if pin.venue or pin.place is None:
        return pin.venue
    kinds = next(event.venue_kinds for event in problem.events if event.id == pin.event)
    return next(venue.id for venue in problem.venues if venue.kind in kinds)  # a place is of the only suitable venue


def open_places(venue: Venue, start: int, end: int, wanted: int) -> tuple[int, ...]:
    """Numbers of the places open from ``start`` to ``end``; an unlimited venue offers ``wanted`` of them."""
    shut = {closure.place for closure in venue.closed if closure.start < end and start < closure.end}
    if None in shut:
        return ()
    numbers = range(1, (wanted + len(shut) if venue.places is None else venue.places) + 1)
    return tuple(number for number in numbers if number not in shut)


def windows_of(entrant: Entrant) -> tuple[tuple[int, int], ...]:
    """Availability with touching windows joined; empty means always."""
    return joined(entrant.available)


def joined(windows: Iterable[Window]) -> tuple[tuple[int, int], ...]:
    """Windows in order of time, touching and overlapping ones as one.

    >>> joined((Window(500, 520), Window(480, 500)))
    ((480, 520),)
    """
    found: list[tuple[int, int]] = []
    for window in sorted(windows, key=lambda each: (each.start, each.end)):
        if found and window.start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], window.end))
        else:
            found.append((window.start, window.end))
    return tuple(found)


def identical_venues(problem: Problem) -> tuple[tuple[Venue, ...], ...]:
    """Venues that are interchangeable, grouped. Routes and venues of fixed heats, pins, wishes stay alone."""
    wished = {wish.venue for entrant in problem.entrants for wish in entrant.preferences}
    fixed = {heat.venue for heat in problem.fixed_heats} | {pinned_venue(problem, pin) for pin in problem.pins}
    groups: dict[object, list[Venue]] = {}
    for venue in problem.venues:
        alone = venue.wave is not None or venue.id in fixed or ("preferences" in problem.goals and venue.id in wished)
        key = venue.id if alone else (venue.kind, venue.places, venue.changeover_minutes, venue.closed)
        groups.setdefault(key, []).append(venue)
    return tuple(tuple(group) for group in groups.values())


def suitable(times: Sequence[int], busy: int, windows: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Those of the ordered ``times`` from which ``busy`` minutes fit into one of the windows (none means always).

    >>> suitable((480, 490, 500, 510), 15, ((480, 500), (505, 540)))
    (480, 510)
    """
    if not windows:
        return tuple(times)
    found: list[int] = []
    for opens, closes in windows:
        found.extend(times[bisect_left(times, opens) : bisect_right(times, closes - busy)])
    return tuple(found)


def _slots(problem: Problem, event: Event, alike: tuple[tuple[Venue, ...], ...], entered: int) -> Iterator[Slot]:
    fixed = [heat for heat in problem.fixed_heats if heat.event == event.id and not heat.final]
    if fixed:
        yield from _fixed_slots(problem, event, fixed, entered)
        return
    latest = _latest_end(problem, event)
    for group in alike:
        if group[0].kind in event.venue_kinds:
            venues = tuple(venue.id for venue in group)
            for start in grid_starts(problem, event):
                if start + event.duration > latest:
                    break
                capacity = heat_capacity(event, group[0], start, entered)
                if capacity >= event.min_fill:
                    yield Slot(event.id, venues, start, capacity)


def _latest_end(problem: Problem, event: Event) -> int:
    """When the heats must have ended so that a fixed final keeps its gap; without one the end of the last session."""
    fixed = [heat.start for heat in problem.fixed_heats if heat.event == event.id and heat.final]
    gap = event.final.gap_minutes if event.final else 0
    return min((start - gap for start in fixed), default=max((session.end for session in problem.sessions), default=0))


def _fixed_slots(problem: Problem, event: Event, fixed: Iterable[FixedHeat], entered: int) -> Iterator[Slot]:
    venues = {venue.id: venue for venue in problem.venues}
    for heat in fixed:
        capacity = heat_capacity(event, venues[heat.venue], heat.start, entered)
        yield Slot(event.id, (heat.venue,), heat.start, capacity, heat.id)


def finalists(event: Event, entered: int) -> int:
    """The people a final is held for."""
    return min(event.final.size, entered) if event.final else 0


def _finals(problem: Problem, event: Event, alike: tuple[tuple[Venue, ...], ...], entered: int) -> Iterator[Slot]:
    """Where the final could be: a fixed one, else every start from which everybody it is held for has a place."""
    size = finalists(event, entered)
    fixed = [heat for heat in problem.fixed_heats if heat.event == event.id and heat.final]
    if fixed:
        yield from (Slot(event.id, (heat.venue,), heat.start, size, heat.id, True) for heat in fixed)
        return
    for group in alike:
        if group[0].kind in event.venue_kinds:
            venues = tuple(venue.id for venue in group)
            for start in grid_starts(problem, event, final=True):
                if _final_fits(event, group[0], start, size):
                    yield Slot(event.id, venues, start, size, final=True)


def _final_fits(event: Event, venue: Venue, start: int, size: int) -> bool:
    limit = venue.wave.on_route_max if venue.wave else None
    places = open_places(venue, start, start + event.lasts(final=True), max(1, size))
    return bool(places) and len(places) >= size and (limit is None or limit >= size)


def grid_starts(problem: Problem, event: Event, final: bool = False) -> Iterator[int]:
    """Starts on the grid of each session from which the event (or its final) ends inside that session."""
    for session in problem.sessions:
        yield from range(session.start, session.end - event.lasts(final) + 1, problem.grid_minutes)


def heat_capacity(event: Event, venue: Venue, start: int, entered: int) -> int:
    """People one heat can take here and now: open places, the event's maximum, the route's limit, the entries."""
    limits = [entered]
    if venue.places is not None or venue.closed:
        limits.append(len(open_places(venue, start, start + event.duration, entered)))
    if event.max_fill is not None:
        limits.append(event.max_fill)
    if venue.wave is not None and venue.wave.on_route_max is not None:
        limits.append(venue.wave.on_route_max)
    return min(limits)
