"""A plan drawn as text: one row per venue and day, one character per step of the grid, one letter per heat."""

from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase

from scheduler.timetable import Heat, Plan, Problem
from scheduler.timetable.problem import MINUTES_PER_DAY

LETTERS = ascii_uppercase + ascii_lowercase


def lanes(problem: Problem, plan: Plan) -> str:
    """The plan as text lanes, below it the heats by letter with their people in order of places.

    A dot is a free step inside a session. Where waves of one route overlap, the later letter stands.
    """
    ordered = sorted(plan.heats, key=lambda heat: (heat.start, heat.venue, heat.id))
    letters = {heat.id: LETTERS[index % len(LETTERS)] for index, heat in enumerate(ordered)}
    width = max((len(venue.id) for venue in problem.venues), default=0)
    rows: list[str] = []
    for day in sorted({session.start // MINUTES_PER_DAY for session in problem.sessions}):
        rows.append(_ruler(problem, day, width))
        for venue in problem.venues:
            here = [heat for heat in ordered if heat.venue == venue.id]
            rows.append(f"{venue.id:<{width}} {_row(problem, day, here, letters)}")
    rows.extend(_legend(problem, ordered, letters))
    rows.extend(f"- {each.entrant} {each.event}: {', '.join(each.reasons)}" for each in plan.unplaced)
    return "\n".join(rows)


def _steps(problem: Problem, day: int) -> range:
    today = [session for session in problem.sessions if session.start // MINUTES_PER_DAY == day]
    first = min(session.start for session in today)
    return range(first, max(session.end for session in today), problem.grid_minutes)


def _ruler(problem: Problem, day: int, width: int) -> str:
    moment = problem.moment(_steps(problem, day).start)
    return f"{'':<{width}} {moment:%m-%d %H:%M}"


def _row(problem: Problem, day: int, heats: list[Heat], letters: dict[str, str]) -> str:
    taken = {event.id: event.heat_minutes for event in problem.events}
    row: list[str] = []
    for step in _steps(problem, day):
        inside = any(session.start <= step < session.end for session in problem.sessions)
        running = [heat for heat in heats if heat.start <= step < heat.start + taken[heat.event]]
        row.append(letters[running[-1].id] if running else "." if inside else " ")
    return "".join(row).rstrip()


def _legend(problem: Problem, ordered: list[Heat], letters: dict[str, str]) -> Iterator[str]:
    for heat in ordered:
        people = " ".join(f"{place}:{entrant}" for place, entrant in sorted(heat.places.items()))
        yield f"{letters[heat.id]} {problem.moment(heat.start):%H:%M} {heat.id} {people}".rstrip()
