"""The best timetable of a tiny problem by trying everything: the truth the planner is measured against."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from scheduler.timetable import Heat, Plan, Problem, Unplaced, check
from scheduler.timetable.measure import measured

Seat = tuple[str, int] | None  # venue and start, or nothing
Worth = tuple[int, ...]
STILL_OPEN = {"final_missing", "fixed_heat_moved", "staff_wrong"}  # what a plan without its finals and officials lacks


def best(problem: Problem, goals: Sequence[str]) -> Worth | None:
    """The values of these goals, the most important first, over all plans the checker accepts; None without any."""
    registrations = [(entrant.id, event) for entrant in problem.entrants for event in entrant.events]
    seats = {event.id: [None, *_seats(problem, event.id)] for event in problem.events}
    found: Worth | None = None
    for choice in product(*(seats[event] for _, event in registrations)):
        if found is not None and choice.count(None) > found[0]:
            continue
        heats, left = _heats(problem, registrations, choice)
        if {each.code for each in check(problem, Plan(heats, left))} - STILL_OPEN:
            continue
        for finals in product(*_finals(problem, heats)):
            plan = Plan((*heats, *(final for final in finals if final is not None)), left)
            values = measured(problem, plan)
            worth = tuple(values[goal] for goal in goals)
            if (found is None or worth < found) and not check(problem, plan):
                found = worth
    return found


def _seats(problem: Problem, event: str) -> Iterator[tuple[str, int]]:
    """Every venue and start of an event; of an event with fixed heats only theirs."""
    fixed = [(heat.venue, heat.start) for heat in problem.fixed_heats if heat.event == event and not heat.final]
    if fixed:
        yield from fixed
        return
    kinds = next(each.venue_kinds for each in problem.events if each.id == event)
    for venue in problem.venues:
        if venue.kind in kinds:
            for session in problem.sessions:
                for start in range(session.start, session.end, problem.grid_minutes):
                    yield venue.id, start


def _heats(
    problem: Problem, registrations: Sequence[tuple[str, str]], choice: Sequence[Seat]
) -> tuple[tuple[Heat, ...], tuple[Unplaced, ...]]:
    people: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    fixed = {(heat.event, heat.venue, heat.start): heat.id for heat in problem.fixed_heats if not heat.final}
    for key in fixed:
        people[key] = []
    left: list[Unplaced] = []
    for (name, event), seat in zip(registrations, choice, strict=True):
        if seat is None:
            left.append(Unplaced(name, event))
        else:
            people[event, *seat].append(name)
    heats = tuple(
        Heat(fixed.get(key, f"{key[0]}-{index}"), key[0], key[2], key[1], _places(problem, key, names))
        for index, (key, names) in enumerate(people.items())
    )
    return heats, tuple(left)


def _finals(problem: Problem, heats: Sequence[Heat]) -> Iterator[Sequence[Heat | None]]:
    """For each event every final it could have: the fixed one, none without heats, else anywhere."""
    for event in problem.events:
        fixed = [heat for heat in problem.fixed_heats if heat.event == event.id and heat.final]
        if fixed:
            yield [Heat(fixed[0].id, event.id, fixed[0].start, fixed[0].venue, final=True)]
        elif event.final is None or not any(heat.event == event.id for heat in heats):
            yield [None]
        else:
            free = product(
                (venue.id for venue in problem.venues if venue.kind in event.venue_kinds),
                range(problem.sessions[0].start, problem.sessions[-1].end, problem.grid_minutes),
            )
            yield [Heat(f"{event.id}-final", event.id, start, venue, final=True) for venue, start in free]


def _places(problem: Problem, heat: tuple[str, str, int], people: Sequence[str]) -> dict[int, str]:
    """Pinned places first, the others on the first open ones."""
    event, name, start = heat
    venue = next(venue for venue in problem.venues if venue.id == name)
    end = start + next(each.duration for each in problem.events if each.id == event)
    shut = {closure.place for closure in venue.closed if closure.start < end and start < closure.end}
    pins = {pin.entrant: pin.place for pin in problem.pins if pin.event == event and pin.place is not None}
    places = {pins[name]: name for name in people if name in pins}
    numbers = (number for number in range(1, 100) if number not in shut and number not in places)
    free = [name for name in people if name not in places.values()]
    return places | dict(zip(numbers, free, strict=False))
