"""Entrants, their preferences, and officials."""

from collections.abc import Container, Iterator

from scheduler.errors import Fault
from scheduler.timetable.people import Entrant, Official, Preference
from scheduler.timetable.problem import Problem
from scheduler.timetable.sense.single import forward, known, least, once


def entrants(problem: Problem) -> Iterator[Fault]:
    """Entries, rest, windows and marks."""
    ids = {event.id for event in problem.events}
    for index, entrant in enumerate(problem.entrants):
        yield from one_entrant(entrant, ids, f"entrants[{index}]")


def one_entrant(entrant: Entrant, ids: Container[str], where: str) -> Iterator[Fault]:
    """The same for one of them; ``ids`` are the events there are."""
    yield from once(entrant.events, "event_twice", f"{where}.events")
    for event in entrant.events:
        yield from known(event, ids, "event_unknown", f"{where}.events")
    yield from least(entrant.rest_minutes, 0, f"{where}.rest_minutes")
    yield from least(entrant.max_per_day, 1, f"{where}.max_per_day")
    for order, window in enumerate(entrant.available):
        yield from forward(window, f"{where}.available[{order}]")
    for event in entrant.marks:
        yield from known(event, entrant.events, "mark_without_entry", f"{where}.marks.{event}")


def preferences(problem: Problem) -> Iterator[Fault]:
    """A wish wishes something, about an own event, in sessions and venues that exist."""
    for index, entrant in enumerate(problem.entrants):
        for order, wish in enumerate(entrant.preferences):
            yield from one_preference(problem, entrant, wish, f"entrants[{index}].preferences[{order}]")


def one_preference(problem: Problem, entrant: Entrant, wish: Preference, where: str) -> Iterator[Fault]:
    """The same for one wish."""
    yield from least(wish.weight, 1, f"{where}.weight")
    if wish.event:
        yield from known(wish.event, entrant.events, "wish_without_entry", f"{where}.event")
    if wish.session:
        yield from known(wish.session, {each.id for each in problem.sessions}, "session_unknown", f"{where}.session")
    if wish.venue:
        yield from known(wish.venue, {each.id for each in problem.venues}, "venue_unknown", f"{where}.venue")
    if wish.start is not None and wish.end is not None and wish.end <= wish.start:
        yield Fault("window_backwards", {"start": wish.start, "end": wish.end}, f"{where}.end")
    if (wish.start, wish.end, wish.session, wish.venue) == (None, None, "", ""):
        yield Fault("wish_empty", {}, where)


def officials(problem: Problem) -> Iterator[Fault]:
    """Skills, windows, load and break of each official, and the entrant an official is."""
    ids = {entrant.id for entrant in problem.entrants}
    for index, official in enumerate(problem.officials):
        yield from _official(official, ids, f"officials[{index}]")
    runners = (official.runner for official in problem.officials if official.runner in ids)
    yield from once(runners, "runner_twice", "officials")


def _official(official: Official, ids: Container[str], where: str) -> Iterator[Fault]:
    yield from once(official.skills, "skill_twice", f"{where}.skills")
    yield from least(official.max_heats, 0, f"{where}.max_heats")
    yield from least(official.rest_minutes, 0, f"{where}.rest_minutes")
    for order, window in enumerate(official.available):
        yield from forward(window, f"{where}.available[{order}]")
    if official.entrant:
        yield from known(official.entrant, ids, "entrant_unknown", f"{where}.entrant")
