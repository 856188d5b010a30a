"""Where and when heats could run, and which of those starts suit whom: the common ground of sketch and solver."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.timetable.problem import Entrant, Event, FixedHeat, Problem, Venue


@dataclass(frozen=True, slots=True)
class Slot:
    """A possible start of an event in one of several identical venues; ``capacity`` is people per heat.

    ``fixed`` names the fixed heats that stand exactly here (then the slot has a single venue).
    """

    event: str
    venues: tuple[str, ...]
    start: int
    capacity: int
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class Starts:
    """All slots of a problem by event, and for every registration the starts that suit it (in order of time)."""

    slots: Mapping[str, tuple[Slot, ...]]
    suits: Mapping[tuple[str, str], tuple[int, ...]]

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
    return Starts(slots, suits)


def open_places(venue: Venue, start: int, end: int, wanted: int) -> tuple[int, ...]:
    """Numbers of the places open from ``start`` to ``end``; an unlimited venue offers ``wanted`` of them."""
    shut = {closure.place for closure in venue.closed if closure.start < end and start < closure.end}
    if None in shut:
        return ()
    numbers = range(1, (wanted + len(shut) if venue.places is None else venue.places) + 1)
    return tuple(number for number in numbers if number not in shut)


def windows_of(entrant: Entrant) -> tuple[tuple[int, int], ...]:
    """Availability with touching windows joined; empty means always."""
    joined: list[tuple[int, int]] = []
    for window in sorted(entrant.available, key=lambda each: (each.start, each.end)):
        if joined and window.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], window.end))
        else:
            joined.append((window.start, window.end))
    return tuple(joined)


def identical_venues(problem: Problem) -> tuple[tuple[Venue, ...], ...]:
    """Venues that are interchangeable, grouped. Routes with waves and venues with fixed heats stay alone."""
    fixed = {heat.venue for heat in problem.fixed_heats}
    groups: dict[object, list[Venue]] = {}
    for venue in problem.venues:
        alone = venue.wave is not None or venue.id in fixed
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
    fixed = [heat for heat in problem.fixed_heats if heat.event == event.id]
    if fixed:
        yield from _fixed_slots(problem, event, fixed, entered)
        return
    for group in alike:
        if group[0].kind in event.venue_kinds:
            for start in grid_starts(problem, event):
                capacity = heat_capacity(event, group[0], start, entered)
                if capacity >= event.min_fill:
                    yield Slot(event.id, tuple(venue.id for venue in group), start, capacity)


def _fixed_slots(problem: Problem, event: Event, fixed: Iterable[FixedHeat], entered: int) -> Iterator[Slot]:
    venues = {venue.id: venue for venue in problem.venues}
    for heat in fixed:
        capacity = heat_capacity(event, venues[heat.venue], heat.start, entered)
        yield Slot(event.id, (heat.venue,), heat.start, capacity, heat.id)


def grid_starts(problem: Problem, event: Event) -> Iterator[int]:
    """Starts on the grid of each session from which the event ends inside that session."""
    for session in problem.sessions:
        yield from range(session.start, session.end - event.duration + 1, problem.grid_minutes)


def heat_capacity(event: Event, venue: Venue, start: int, entered: int) -> int:
    """People one heat can take here and now: open places, the event's maximum, the route's limit, the entries."""
    limits = [entered, len(open_places(venue, start, start + event.duration, entered))]
    if event.max_fill is not None:
        limits.append(event.max_fill)
    if venue.wave is not None and venue.wave.on_route_max is not None:
        limits.append(venue.wave.on_route_max)
    return min(limits)
