"""Plans from JSON text, their times counted from the first day of their problem."""

from collections.abc import Iterator
from decimal import Decimal

from scheduler.errors import ProblemFaults
from scheduler.files.reading import Clock, read_json
from scheduler.files.shape import Row, Shape
from scheduler.timetable import Goal, Heat, Plan, Problem, Unplaced, Unstaffed

PLAN_KEYS = ("outcome", "heats", "unplaced", "unstaffed", "goals", "repeat_key", "repeatable", "reasons")
REPAIR_KEYS = (
    "difference",
    "heats_changed",
    "duties_changed",
    "people_moved",
    "people_moved_bound",
    "minutes_moved",
    "longest_move",
    "budget",
)  # what a repair adds to a plan: told, not read


def read_plan(text: str, problem: Problem) -> Plan:
    """A plan from JSON text, its times counted from the problem's first day."""
    shape = Shape()
    top = Row(shape, shape.table(read_json(text), "", (*PLAN_KEYS, *REPAIR_KEYS)), "")
    clock = Clock(problem.first_day)
    plan = Plan(tuple(_heats(top, clock)), tuple(_unplaced(top)), tuple(_goals(top)), tuple(_unstaffed(top)))
    if shape.faults:
        raise ProblemFaults(shape.faults)
    return plan


def _heats(top: Row, clock: Clock) -> Iterator[Heat]:
    for row in top.rows("heats", ("id", "event", "start", "venue", "final", "places", "officials", "late_minutes")):
        places: dict[int, str] = {}
        for place, entrant in row.named("places").items():
            if place.isdecimal() and isinstance(entrant, str):
                places[int(place)] = entrant
            else:
                row.shape.fault("place_unreadable", row.at("places"), value=f"{place}: {entrant}")
        named = row.text("id"), row.text("event"), clock.minute(row, "start"), row.text("venue")
        late = row.number("late_minutes", 0)
        if late < 0:
            row.shape.fault("too_small", row.at("late_minutes"), value=late, least=0)
        yield Heat(*named, places, row.flag("final"), row.names("officials"), late)


def _unplaced(top: Row) -> Iterator[Unplaced]:
    for row in top.rows("unplaced", ("entrant", "event", "reasons")):
        yield Unplaced(row.text("entrant"), row.text("event"), row.texts("reasons"))


def _unstaffed(top: Row) -> Iterator[Unstaffed]:
    for row in top.rows("unstaffed", ("heat", "skill", "missing", "reasons")):
        yield Unstaffed(row.text("heat"), row.text("skill"), row.number("missing"), row.texts("reasons"))


def _goals(top: Row) -> Iterator[Goal]:
    for row in top.rows("goals", ("name", "value", "bound", "proven", "seconds")):
        seconds = Decimal(str(row.table.get("seconds") or 0))
        yield Goal(row.text("name"), row.number("value"), row.number("bound"), row.flag("proven"), seconds)
