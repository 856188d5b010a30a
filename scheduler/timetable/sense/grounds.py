"""Numbers of the whole problem, ids, sessions and venues."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from scheduler.errors import Fault
from scheduler.timetable.problem import MINUTES_PER_DAY, Problem, Venue
from scheduler.timetable.sense.single import Named, forward, least, once


def numbers(problem: Problem) -> Iterator[Fault]:
    """Grid and rest."""
    yield from least(problem.grid_minutes, 1, "grid_minutes")
    yield from least(problem.rest_minutes, 0, "rest_minutes")


def ids(problem: Problem) -> Iterator[Fault]:
    """Every id is given and occurs once."""
    parts: dict[str, Iterable[Named]] = {
        "sessions": problem.sessions,
        "venues": problem.venues,
        "events": problem.events,
        "entrants": problem.entrants,
        "officials": problem.officials,
        "fixed_heats": problem.fixed_heats,
    }
    for part, named in parts.items():
        yield from once((each.id for each in named), "id_twice", part)
        for index, each in enumerate(named):
            if not each.id:
                yield Fault("id_empty", {}, f"{part}[{index}].id")


def sessions(problem: Problem) -> Iterator[Fault]:
    """At least one session, none over another, the first on the first day."""
    if not problem.sessions:
        yield Fault("no_session", {}, "sessions")
    for index, session in enumerate(problem.sessions):
        yield from forward(session, f"sessions[{index}]")
    ordered = sorted(problem.sessions, key=lambda each: (each.start, each.end))
    for first, second in pairwise(ordered):
        if second.start < first.end:
            yield Fault("sessions_overlap", {"first": first.id, "second": second.id}, "sessions")
    if ordered and not 0 <= ordered[0].start < MINUTES_PER_DAY:
        yield Fault("first_day_wrong", {"start": ordered[0].start}, "first_day")


def venues(problem: Problem) -> Iterator[Fault]:
    """Places, changeover, closures and waves of each venue."""
    for index, venue in enumerate(problem.venues):
        where = f"venues[{index}]"
        yield from least(venue.places, 1, f"{where}.places")
        yield from least(venue.changeover_minutes, 0, f"{where}.changeover_minutes")
        yield from _closures(venue, where)
        if venue.wave is not None:
            yield from least(venue.wave.interval_minutes, 1, f"{where}.wave.interval_minutes")
            yield from least(venue.wave.on_route_max, 1, f"{where}.wave.on_route_max")


def _closures(venue: Venue, where: str) -> Iterator[Fault]:
    for index, closure in enumerate(venue.closed):
        here = f"{where}.closed[{index}]"
        yield from forward(closure, here)
        if closure.place is not None and not 1 <= closure.place <= (venue.places or closure.place):
            yield Fault("place_unknown", {"place": closure.place, "venue": venue.id}, f"{here}.place")
