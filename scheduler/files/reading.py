"""timetable-problem/1 from JSON text. Every fault of the document is raised at once as ProblemFaults."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from scheduler.errors import Fault, ProblemFaults
from scheduler.files.shape import Row, Shape
from scheduler.files.sure import sure
from scheduler.timetable import (
    After,
    Closure,
    Entrant,
    Event,
    Final,
    FixedHeat,
    Official,
    Pin,
    Preference,
    Problem,
    Session,
    Staff,
    Venue,
    Wave,
    Window,
)
from scheduler.timetable.problem import GOALS, ORDER

FORMAT = "timetable-problem/1"
PROBLEM_KEYS = (
    "format",
    "grid_minutes",
    "rest_minutes",
    "avoid_own_department",
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
    "avoid_own_department",
    "seeding",
)
ENTRANT_KEYS = ("id", "department", "events", "rest_minutes", "available", "marks", "preferences", "max_per_day")
OFFICIAL_KEYS = ("id", "department", "skills", "available", "max_heats", "rest_minutes", "entrant")


def read_problem(text: str) -> Problem:
    """A checked problem from JSON text; ProblemFaults lists every fault with its path."""
    shape = Shape()
    top = Row(shape, shape.table(read_json(text), "", PROBLEM_KEYS), "")
    if top.table.get("format") != FORMAT:
        shape.fault("format_unknown", "format", value=str(top.table.get("format")), expected=FORMAT)
    starts = [row.time("start") for row in Row(Shape(), top.table, "").rows("sessions", ("id", "start", "end"))]
    clock = Clock(min((start.date() for start in starts if isinstance(start, datetime)), default=date.min))
    parts: dict[str, Any] = {
        "first_day": clock.day.date(),
        "sessions": tuple(_sessions(top, clock)),
        "venues": tuple(_venues(top, clock)),
        "events": tuple(_events(top)),
        "entrants": tuple(_entrants(top, clock)),
        "fixed_heats": tuple(_fixed_heats(top, clock)),
        "pins": tuple(_pins(top, clock)),
        "grid_minutes": top.number("grid_minutes", 5),
        "rest_minutes": top.number("rest_minutes", 30),
        "officials": tuple(_officials(top, clock)),
        "avoid_own_department": top.flag("avoid_own_department"),
    }
    parts["goals"] = top.texts("goals") or _goals(parts)
    try:
        problem = Problem(**parts)
    except ProblemFaults as found:
        raise ProblemFaults([*shape.faults, *sure(found.faults, shape.faults)]) from found
    if shape.faults:
        raise ProblemFaults(shape.faults)
    return problem


def read_json(text: str) -> object:
    """A JSON document with exact numbers; ProblemFaults names line and column of what is none."""
    try:
        return json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise ProblemFaults([Fault("not_json", {"line": error.lineno, "column": error.colno})]) from error


def _goals(parts: dict[str, Any]) -> tuple[str, ...]:
    """What is wanted when a document names no goal: the usual ones, and those its officials and wishes ask for."""
    asked = set(GOALS)
    if any(event.staff for event in parts["events"]):
        asked |= {"unstaffed", "duty_spread"}
    if any(entrant.preferences for entrant in parts["entrants"]):
        asked.add("preferences")
    return tuple(goal for goal in ORDER if goal in asked)


class Clock:
    """Minutes from midnight of the first session's day."""

    def __init__(self, first_day: date) -> None:
        self.day = datetime.combine(first_day, time())

    def minute(self, row: Row, key: str) -> int:
        """The minute at which a key's time lies; 0 when it cannot be read (then a fault is noted)."""
        moment = row.time(key)
        return (moment - self.day) // timedelta(minutes=1) if isinstance(moment, datetime) else 0

    def maybe(self, row: Row, key: str) -> int | None:
        """The same for a key that may be left out."""
        return None if row.table.get(key) is None else self.minute(row, key)

    def window(self, row: Row) -> tuple[int, int]:
        """Start and end."""
        return self.minute(row, "start"), self.minute(row, "end")


def _sessions(top: Row, clock: Clock) -> Iterator[Session]:
    for row in top.rows("sessions", ("id", "start", "end")):
        yield Session(row.text("id"), *clock.window(row))


def _venues(top: Row, clock: Clock) -> Iterator[Venue]:
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
            final=_final(row, minutes),
            staff=tuple(
                Staff(each.text("skill"), each.number("count", 1)) for each in row.rows("staff", ("skill", "count"))
            ),
            avoid_own_department=row.flag("avoid_own_department", None),
        )


def _final(row: Row, minutes: int) -> Final | None:
    final = row.row("final", ("size", "heat_minutes", "gap_minutes"))
    if final is None:
        return None
    return Final(final.number("size"), final.number("heat_minutes", minutes), final.number("gap_minutes", 0))


def _entrants(top: Row, clock: Clock) -> Iterator[Entrant]:
    for row in top.rows("entrants", ENTRANT_KEYS):
        yield entrant_of(row, clock)


def entrant_of(row: Row, clock: Clock) -> Entrant:
    """One entrant of a problem, or one who enters late."""
    return Entrant(
        row.text("id"),
        row.texts("events"),
        department=row.text("department", ""),
        rest_minutes=row.number("rest_minutes", None),
        available=_available(row, clock),
        marks=row.decimals("marks"),
        preferences=tuple(_preferences(row, clock)),
        max_per_day=row.number("max_per_day", None),
    )


def _available(row: Row, clock: Clock) -> tuple[Window, ...]:
    return tuple(Window(*clock.window(each)) for each in row.rows("available", ("start", "end")))


def _preferences(entrant: Row, clock: Clock) -> Iterator[Preference]:
    for row in entrant.rows("preferences", ("event", "start", "end", "session", "venue", "weight")):
        yield Preference(
            row.number("weight", 1),
            row.text("event", ""),
            clock.maybe(row, "start"),
            clock.maybe(row, "end"),
            row.text("session", ""),
            row.text("venue", ""),
        )


def _officials(top: Row, clock: Clock) -> Iterator[Official]:
    for row in top.rows("officials", OFFICIAL_KEYS):
        yield Official(
            row.text("id"),
            department=row.text("department", ""),
            skills=row.texts("skills"),
            available=_available(row, clock),
            max_heats=row.number("max_heats", None),
            rest_minutes=row.number("rest_minutes", 0),
            entrant=row.text("entrant", ""),
        )


def _fixed_heats(top: Row, clock: Clock) -> Iterator[FixedHeat]:
    for row in top.rows("fixed_heats", ("id", "event", "start", "venue", "final")):
        start = clock.minute(row, "start")
        yield FixedHeat(row.text("id"), row.text("event"), start, row.text("venue"), row.flag("final"))


def _pins(top: Row, clock: Clock) -> Iterator[Pin]:
    for row in top.rows("pins", ("entrant", "event", "heat", "start", "venue", "place")):
        yield Pin(
            row.text("entrant", ""),
            row.text("event"),
            row.text("heat", ""),
            clock.maybe(row, "start"),
            row.text("venue", ""),
            row.number("place", None),
        )
