"""Random days on which something goes wrong, and the best repair of a tiny one by trying everything."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from scheduler.timetable import (
    Change,
    Closed,
    Delay,
    Entrant,
    Heat,
    LateEntry,
    OfficialGone,
    Pin,
    Plan,
    Problem,
    Unplaced,
    Withdrawn,
    check,
    sketch,
)
from scheduler.timetable.repairing.changed import Case, changed
from scheduler.timetable.repairing.difference import difference, people_moved
from scheduler.timetable.repairing.faults import Asked, faults_of
from tests.scheduler.instances import WINDOWS

PLACES = st.sampled_from([None, 1])
Day = tuple[Problem, Plan, int, tuple[Change, ...]]


@st.composite
def days(draw: st.DrawFn, problems: st.SearchStrategy[Problem], most: int = 2) -> Day:
    """A problem with a sketched plan, sometimes with pins, a moment and changes that make sense."""
    problem = draw(problems)
    plan = sketch(problem)
    if draw(st.booleans()):
        problem = _pinned(draw, problem, plan)
    now = draw(st.sampled_from([480, 481, 490, 495, 500]))
    found: list[Change] = []
    for change in draw(st.lists(changes(problem, now), max_size=most)):
        if not faults_of(Asked(problem, plan, now, [*found, change])):
            found.append(change)
    return problem, plan, now, tuple(found)


def _pinned(draw: st.DrawFn, problem: Problem, plan: Plan) -> Problem:
    """One person of the plan pinned where they are, by start, by venue and place, or both."""
    turns = [(name, place, heat) for heat in plan.heats if not heat.final for place, name in heat.places.items()]
    if not turns:
        return problem
    name, place, heat = draw(st.sampled_from(turns))
    named = draw(st.sampled_from([{"start": heat.start}, {"venue": heat.venue, "place": place}, {"venue": heat.venue}]))
    return replace(problem, pins=(Pin(name, heat.event, **named),))


def changes(problem: Problem, now: int) -> st.SearchStrategy[Change]:
    """Anything that may happen to this problem."""
    venues = st.sampled_from([venue.id for venue in problem.venues])
    names = st.sampled_from([entrant.id for entrant in problem.entrants])
    events = st.sampled_from([("a",), ("b",), ("a", "b")])
    late = st.builds(
        Entrant, st.just("late"), events, st.just(""), st.none(), st.one_of(st.just(()), st.tuples(WINDOWS))
    )
    kinds: list[st.SearchStrategy[Change]] = [
        st.builds(
            Closed, venues, st.sampled_from([480, now, 510]), st.sampled_from([515, 600]), st.sampled_from([None, 1])
        ),
        st.builds(Withdrawn, names, st.sampled_from(["", "a", "b"])),
        st.builds(LateEntry, late),
        st.builds(Delay, venues, st.sampled_from([5, 15])),
    ]
    if problem.officials:
        officials = st.sampled_from([official.id for official in problem.officials])
        kinds.append(st.builds(OfficialGone, officials, st.sampled_from([now, 510])))
    return st.one_of(*kinds)


def fewest(problem: Problem, plan: Plan, now: int, happened: tuple[Change, ...]) -> tuple[int, int] | None:
    """Fewest entries left over and, with these, fewest people moved, over all plans the checker accepts."""
    case = changed(problem, plan, now, happened)
    ran = {(name, heat.event) for heat in case.begun for name in heat.places.values()}
    entries = [(e.id, event) for e in case.problem.entrants for event in e.events if (e.id, event) not in ran]
    seats = {event: [None, *_seats(case, event)] for event in case.events}
    best: tuple[int, int] | None = None
    for choice in product(*(seats[event] for _, event in entries)):
        candidate = _plan(case, entries, choice)
        moved = people_moved(difference(plan, candidate, _withdrawn(plan, case)))
        worth = len(candidate.unplaced), moved
        if (best is None or worth < best) and not check(case.problem, candidate):
            best = worth
    return best


def _withdrawn(plan: Plan, case: Case) -> set[tuple[str, str]]:
    entered = {(entrant.id, event) for entrant in case.problem.entrants for event in entrant.events}
    return {(name, heat.event) for heat in plan.heats for name in heat.places.values()} - entered


def _seats(case: Case, event: str) -> Iterator[tuple[str, int]]:
    rule = case.events[event]
    for venue in case.venues.values():
        shut = [each for each in venue.closed if each.place is None]
        for session in case.problem.sessions:
            for start in range(session.start, session.end, case.problem.grid_minutes):
                closed = any(each.start < start + rule.duration and start < each.end for each in shut)
                if start >= case.now and venue.kind in rule.venue_kinds and not closed:
                    yield venue.id, start


def _plan(case: Case, entries: list[tuple[str, str]], choice: tuple[tuple[str, int] | None, ...]) -> Plan:
    people: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    left: list[Unplaced] = []
    for (name, event), seat in zip(entries, choice, strict=True):
        if seat is None:
            left.append(Unplaced(name, event))
        else:
            people[event, *seat].append(name)
    heats = [
        Heat(f"new-{index}", event, start, venue, _places(case, event, venue, start, names))
        for index, ((event, venue, start), names) in enumerate(people.items())
    ]
    return Plan((*case.begun, *heats), tuple(left))


def _places(case: Case, event: str, venue: str, start: int, people: list[str]) -> dict[int, str]:
    """Pinned people on their places, the others on the first open ones."""
    end = start + case.events[event].duration
    shut = {each.place for each in case.venues[venue].closed if each.start < end and start < each.end}
    pins = {pin.entrant: pin.place for pin in case.problem.pins if pin.place is not None and pin.event == event}
    places = {pins[name]: name for name in people if name in pins}
    numbers = (number for number in range(1, 100) if number not in shut and number not in places)
    return places | dict(zip(numbers, (name for name in people if name not in pins), strict=False))
