"""The best timetable of a tiny problem by trying everything: the truth the planner is measured against."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from scheduler.timetable import Heat, Plan, Problem, Unplaced, check
from scheduler.timetable.measure import measured

Seat = tuple[str, int] | None  # venue and start, or nothing


def best(problem: Problem) -> tuple[int, int, int, int]:
    """Fewest unplaced, then heats, then finish, then waiting, over all plans the checker accepts."""
    registrations = [(entrant.id, event) for entrant in problem.entrants for event in entrant.events]
    seats = {event.id: [None, *_seats(problem, event.id)] for event in problem.events}
    found: tuple[int, int, int, int] | None = None
    for choice in product(*(seats[event] for _, event in registrations)):
        plan = _plan(problem, registrations, choice)
        values = measured(problem, plan)
        worth = values["unplaced"], values["heats"], values["finish"], values["waiting"]
        if (found is None or worth < found) and not check(problem, plan):
            found = worth
    assert found is not None
    return found


def _seats(problem: Problem, event: str) -> Iterator[tuple[str, int]]:
    kinds = next(each.venue_kinds for each in problem.events if each.id == event)
    for venue in problem.venues:
        if venue.kind in kinds:
            for session in problem.sessions:
                for start in range(session.start, session.end, problem.grid_minutes):
                    yield venue.id, start


def _plan(problem: Problem, registrations: list[tuple[str, str]], choice: tuple[Seat, ...]) -> Plan:
    people: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    left: list[Unplaced] = []
    for (name, event), seat in zip(registrations, choice, strict=True):
        if seat is None:
            left.append(Unplaced(name, event))
        else:
            people[event, *seat].append(name)
    heats = [
        Heat(f"{event}-{index}", event, start, venue, _places(problem, event, venue, start, names))
        for index, ((event, venue, start), names) in enumerate(people.items())
    ]
    return Plan(tuple(heats), tuple(left))


def _places(problem: Problem, event: str, name: str, start: int, people: list[str]) -> dict[int, str]:
    venue = next(venue for venue in problem.venues if venue.id == name)
    end = start + next(each.duration for each in problem.events if each.id == event)
    shut = {closure.place for closure in venue.closed if closure.start < end and start < closure.end}
    numbers = (number for number in range(1, 100) if number not in shut)
    return dict(zip(numbers, people, strict=False))
