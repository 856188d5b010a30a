"""Plain builders of timetable problems: a test sets only what matters to it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from scheduler.timetable import Entrant, Event, Official, Plan, Problem, Session, Unplaced, Venue, Window, check
from scheduler.timetable.plan import Feasible, Heat, Optimal, Outcome

FIRST_DAY = date(2026, 11, 27)
PLANNED = ("unplaced", "heats", "finish", "waiting")


def event(name: str = "run", **changes: Any) -> Event:
    """A race in the gym: 20 minutes of the venue, 15 of the entrant."""
    return Event(**{"id": name, "venue_kinds": ("gym",), "heat_minutes": 20, "entrant_minutes": 15, **changes})


def venue(name: str = "gym1", **changes: Any) -> Venue:
    """A gym of two treadmills."""
    return Venue(**{"id": name, "kind": "gym", "places": 2, **changes})


def entrant(name: str, *events: str, **changes: Any) -> Entrant:
    """Somebody who runs and is always free."""
    return Entrant(**{"id": name, "events": events or ("run",), **changes})


def entrants(count: int, *events: str) -> tuple[Entrant, ...]:
    """e1, e2, ... all alike."""
    return tuple(entrant(f"e{number}", *events) for number in range(1, count + 1))


def problem(**changes: Any) -> Problem:
    """One morning of an hour from 08:00, one gym of two, one race, two entrants, a grid of 10 minutes."""
    return Problem(
        **{
            "first_day": FIRST_DAY,
            "sessions": (Session("am", 480, 540),),
            "venues": (venue(),),
            "events": (event(),),
            "entrants": entrants(2),
            "grid_minutes": 10,
            "goals": PLANNED,
            **changes,
        }
    )


def official(name: str, **changes: Any) -> Official:
    """Somebody who keeps time and is always there."""
    return Official(**{"id": name, "skills": ("timekeeper",), **changes})


def free(start: int, end: int) -> tuple[Window, ...]:
    """One window of availability."""
    return (Window(start, end),)


def heat(name: str = "run-1", *people: str, **changes: Any) -> Heat:
    """A heat at 08:00 in gym1 with these people on places 1, 2, ..."""
    places = dict(enumerate(people, start=1))
    return Heat(**{"id": name, "event": "run", "start": 480, "venue": "gym1", "places": places, **changes})


def plan(*heats: Heat, unplaced: Sequence[Unplaced] = ()) -> Plan:
    """A plan without stated goals."""
    return Plan(heats, tuple(unplaced))


def planned(outcome: Outcome) -> Plan:
    """The plan of an outcome that has one."""
    assert isinstance(outcome, Optimal | Feasible), outcome
    return outcome.plan


def codes(subject: Problem, candidate: Plan) -> list[str]:
    """The codes of everything the checker objects to."""
    return [violation.code for violation in check(subject, candidate)]
