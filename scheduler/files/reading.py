"""timetable-problem/1 and plans from JSON text. Every fault of the document is raised at once as ProblemFaults."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from scheduler.errors import Fault, ProblemFaults
from scheduler.files.shape import Row, Shape
from scheduler.timetable import (
    After,
    Closure,
    Entrant,
    Event,
    FixedHeat,
    Goal,
    Heat,
    Pin,
    Plan,
    Problem,
    Session,
    Unplaced,
    Venue,
    Wave,
    Window,
)
from scheduler.timetable.problem import GOALS

FORMAT = "timetable-problem/1"
EMPTY_GOALS = ("duty_spread", "preferences")  # named by the contract; without officials and preferences both are 0
PROBLEM_KEYS = (
    "format",
    "grid_minutes",
    "rest_minutes",
    "sessions",
    "venues",
    "events",
    "entrants",
    "officials",
    "fixed_heats",
    "pins",
    "goals",
)
EVENT_KEYS = (
    "id",
    "venue_kinds",
    "heat_minutes",
    "entrant_minutes",
    "min_fill",
    "max_fill",
    "single_heat",
    "after",
    "final",
    "staff",
    "seeding",
)


def read_problem(text: str) -> Problem:
    """A checked problem from JSON text; ProblemFaults lists every fault with its path."""
    shape = Shape()
    top = Row(shape, shape.table(_json(text), "", PROBLEM_KEYS), "")
    if top.table.get("format") != FORMAT:
        shape.fault("format_unknown", "format", value=str(top.table.get("format")), expected=FORMAT)
    top.absent("officials")
    starts = [row.time("start") for row in Row(Shape(), top.table, "").rows("sessions", ("id", "start", "end"))]
    clock = _Clock(min((start.date() for start in starts if isinstance(start, datetime)), default=date.min))
    parts: dict[str, Any] = {
        "first_day": clock.day.date(),
        "sessions": tuple(_sessions(top, clock)),
        "venues": tuple(_venues(top, clock)),
        "events": tuple(_events(top)),
        "entrants": tuple(_entrants(top, clock)),
        "fixed_heats": tuple(_fixed_heats(top, clock)),
        "pins": tuple(_pins(top)),
        "grid_minutes": top.number("grid_minutes", 5),
        "rest_minutes": top.number("rest_minutes", 30),
        "goals": tuple(goal for goal in top.texts("goals") if goal not in EMPTY_GOALS) or GOALS,
    }
    if shape.faults:
        raise ProblemFaults(shape.faults)
    return Problem(**parts)


def _json(text: str) -> object:
    try:
        return json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        fault = Fault("not_json", {"line": error.lineno, "column": error.colno}, f"{error.lineno}:{error.colno}")
        raise ProblemFaults([fault]) from error


class _Clock:
    """Minutes from midnight of the first session's day."""

    def __init__(self, first_day: date) -> None:
        self.day = datetime.combine(first_day, time())

    def minute(self, row: Row, key: str) -> int:
        moment = row.time(key)
        return (moment - self.day) // timedelta(minutes=1) if isinstance(moment, datetime) else 0

    def window(self, row: Row) -> tuple[int, int]:
        return self.minute(row, "start"), self.minute(row, "end")


def _sessions(top: Row, clock: _Clock) -> Iterator[Session]:
    for row in top.rows("sessions", ("id", "start", "end")):
        yield Session(row.text("id"), *clock.window(row))


def _venues(top: Row, clock: _Clock) -> Iterator[Venue]:
    for row in top.rows("venues", ("id", "kind", "places", "changeover_minutes", "closed", "wave")):
        closed = tuple(
            Closure(*clock.window(each), each.number("place", None))
            for each in row.rows("closed", ("place", "start", "end"))
        )
        changeover = row.number("changeover_minutes", 0)
        yield Venue(row.text("id"), row.text("kind"), row.number("places", None), changeover, closed, _wave(row))


def _wave(row: Row) -> Wave | None:
    wave = row.row("wave", ("interval_minutes", "on_route_max"))
    return None if wave is None else Wave(wave.number("interval_minutes"), wave.number("on_route_max", None))


def _events(top: Row) -> Iterator[Event]:
    for row in top.rows("events", EVENT_KEYS):
        row.absent("final", "staff")
        minutes = row.number("heat_minutes")
        yield Event(
            row.text("id"),
            row.texts("venue_kinds"),
            minutes,
            row.number("entrant_minutes", minutes),
            min_fill=row.number("min_fill", 1),
            max_fill=row.number("max_fill", None),
            single_heat=row.flag("single_heat"),
            after=tuple(
                After(each.text("event"), each.number("gap_minutes", 0))
                for each in row.rows("after", ("event", "gap_minutes"))
            ),
            seeding=row.text("seeding", "random"),
        )


def _entrants(top: Row, clock: _Clock) -> Iterator[Entrant]:
    keys = ("id", "department", "events", "rest_minutes", "available", "marks", "preferences")
    for row in top.rows("entrants", keys):
        row.absent("preferences")
        yield Entrant(
            row.text("id"),
            row.texts("events"),
            department=row.text("department", ""),
            rest_minutes=row.number("rest_minutes", None),
            available=tuple(Window(*clock.window(each)) for each in row.rows("available", ("start", "end"))),
            marks=row.decimals("marks"),
        )


def _fixed_heats(top: Row, clock: _Clock) -> Iterator[FixedHeat]:
    for row in top.rows("fixed_heats", ("id", "event", "start", "venue")):
        yield FixedHeat(row.text("id"), row.text("event"), clock.minute(row, "start"), row.text("venue"))


def _pins(top: Row) -> Iterator[Pin]:
    for row in top.rows("pins", ("entrant", "event", "heat")):
        yield Pin(row.text("entrant"), row.text("event"), row.text("heat"))


def read_plan(text: str, problem: Problem) -> Plan:
    """A plan from JSON text, its times counted from the problem's first day."""
    shape = Shape()
    keys = ("outcome", "heats", "unplaced", "goals", "repeat_key", "repeatable", "reasons")
    top = Row(shape, shape.table(_json(text), "", keys), "")
    clock = _Clock(problem.first_day)
    plan = Plan(tuple(_heats(top, clock)), tuple(_unplaced(top)), tuple(_goals(top)))
    if shape.faults:
        raise ProblemFaults(shape.faults)
    return plan


def _heats(top: Row, clock: _Clock) -> Iterator[Heat]:
    for row in top.rows("heats", ("id", "event", "start", "venue", "final", "places", "officials")):
        row.absent("final", "officials")
        places: dict[int, str] = {}
        for place, entrant in (row.table.get("places") or {}).items():
            if place.isdecimal() and isinstance(entrant, str):
                places[int(place)] = entrant
            else:
                row.shape.fault("place_unreadable", row.at("places"), value=f"{place}: {entrant}")
        yield Heat(row.text("id"), row.text("event"), clock.minute(row, "start"), row.text("venue"), places)


def _unplaced(top: Row) -> Iterator[Unplaced]:
    for row in top.rows("unplaced", ("entrant", "event", "reasons")):
        yield Unplaced(row.text("entrant"), row.text("event"), row.texts("reasons"))


def _goals(top: Row) -> Iterator[Goal]:
    for row in top.rows("goals", ("name", "value", "bound", "proven", "seconds")):
        seconds = Decimal(str(row.table.get("seconds") or 0))
        yield Goal(row.text("name"), row.number("value"), row.number("bound"), row.flag("proven"), seconds)
