"""A plan drawn as text: one row per venue and day, one character per step of the grid, one letter per heat."""

from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase
from unicodedata import east_asian_width

from scheduler.files.words import COMMA, word
from scheduler.timetable import Heat, Plan, Problem
from scheduler.timetable.problem import MINUTES_PER_DAY

LETTERS = ascii_uppercase + ascii_lowercase


def lanes(problem: Problem, plan: Plan, language: str) -> str:
    """The plan as text lanes, below it the heats by letter with their people in order of places and their officials.

    A dot is a free step inside a session. Where waves of one route overlap, the later letter stands.
    """
    ordered = sorted(plan.heats, key=lambda heat: (heat.start, heat.venue, heat.id))
    letters = {heat.id: LETTERS[index % len(LETTERS)] for index, heat in enumerate(ordered)}
    width = max((columns(venue.id) for venue in problem.venues), default=0)
    rows: list[str] = []
    for day in sorted({session.start // MINUTES_PER_DAY for session in problem.sessions}):
        rows.append(_ruler(problem, day, width))
        for venue in problem.venues:
            here = [heat for heat in ordered if heat.venue == venue.id]
            name = venue.id + " " * (width - columns(venue.id))
            rows.append(f"{name} {_row(problem, day, here, letters)}")
    rows.extend(_legend(problem, ordered, letters))
    rows.extend(_left_over(plan, language))
    return "\n".join(rows)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for each Chinese character.

    >>> columns("gym 健身房")
    10
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


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
    days = {heat.start // MINUTES_PER_DAY for heat in ordered}
    clock = "%H:%M" if len(days) < 2 else "%m-%d %H:%M"
    for heat in ordered:
        people = [f"{place}:{entrant}" for place, entrant in sorted(heat.places.items())]
        officials = [f"[{skill}: {' '.join(names)}]" for skill, names in heat.officials.items() if names]
        yield " ".join([letters[heat.id], f"{problem.moment(heat.start):{clock}}", heat.id, *people, *officials])


def _left_over(plan: Plan, language: str) -> Iterator[str]:
    """Who has no heat and which heats lack officials, with the reasons in words."""
    for one in plan.unplaced:
        yield f"- {one.entrant} {one.event}: {_reasons(one.reasons, language)}"
    for need in plan.unstaffed:
        yield f"- {need.heat} {need.skill} -{need.missing}: {_reasons(need.reasons, language)}"


def _reasons(codes: tuple[str, ...], language: str) -> str:
    return COMMA[language].join(word(code, language) for code in codes)
